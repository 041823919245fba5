"""What a figure allows, as an interval; and how intervals go together.

Each figure is a constraint on one unknown. The unknown of an *event* is one number for good; of an *as_of* state, one
number a day, which moves freely; of a *since* count, one number a day, which never falls.

``meet`` is what two constraints allow together, ``hull`` what either allows. Both are commutative, associative and
idempotent, so the order in which reports come makes no difference, and a report that agrees never widens a meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from vigil.records import Basis, Figure, Qualifier

ABOUT = 0.10
"""How far the truth may lie from "about N", as a share of N. Ours; no codebook gives one. Ten per cent keeps "about
3,400" between 3,060 and 3,740, apart from 3,000 and from 4,000, which a writer would have called about 3,000, 4,000."""

ROUNDED = 0.05
"""The most that an exact number is taken to be rounded by, as a share of it; see ``rounding``."""

COUNTED = 100
"""Numbers below this are taken as counted one by one, not rounded."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from low to high; an open end does not belong to it. Counts start at nought.

    Raises ValueError where nothing lies between the ends.
    """

    low: float = 0.0
    high: float = math.inf
    low_open: bool = False
    high_open: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies in {self}")

    def __contains__(self, value: float) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def is_within(self, other: Interval) -> bool:
        """Whether every number of this one is allowed by the other."""
        return meet(self, other) == self

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Low and high as the claim format writes them: None is an open end."""
        return (self.low or None, None if math.isinf(self.high) else self.high)


ANY = Interval()
"""Every count: what a figure allows that says nothing."""


@dataclass(frozen=True, slots=True)
class Point:
    """What must hold of the unknown on some day between first and last."""

    first: date
    last: date
    allows: Interval


@dataclass(frozen=True, slots=True)
class Settled:
    """What remains allowed on one day. allows: None where no number satisfies all."""

    day: date
    allows: Interval | None


def of_figure(figure: Figure) -> Interval:
    """The numbers that a figure allows. A denied figure allows every number: it is a word against one.

    "More than N" leaves N out. A vague word ("hundreds") is an open lower bound at its rule value.
    """
    return ANY if figure.hedge == "denied" else of_number(figure.low, figure.high, figure.qualifier)


def of_number(low: float | None, high: float | None, qualifier: Qualifier = "exact") -> Interval:
    """The numbers that a low, a high and the word before them allow. None is an open end."""
    if low is not None and low == high:
        return _around(low, qualifier)
    at_least = 0.0 if low is None else low
    at_most = math.inf if high is None else high
    if qualifier == "about":
        at_least, at_most = at_least * (1 - ABOUT), at_most * (1 + ABOUT)
    return Interval(
        at_least,
        at_most,
        low_open=qualifier == "more_than" and low is not None,
        high_open=math.isinf(at_most) or (qualifier == "less_than" and at_most > at_least),
    )


def rounding(value: float) -> float:
    """How far the truth may lie from a plain number: half a unit of its last digit that is not nought.

    "37,000" is anything that rounds to it. Never more than ROUNDED of the number; nothing at all below COUNTED.
    """
    if value < COUNTED or value != int(value):
        return 0.0
    whole = int(value)
    unit = 1
    while whole % (unit * 10) == 0:
        unit *= 10
    return 0.0 if unit == 1 else min(unit / 2, value * ROUNDED)


def meet(one: Interval, other: Interval) -> Interval | None:
    """The numbers that both allow; None where there is none."""
    low, low_open = max((one.low, one.low_open), (other.low, other.low_open))
    high, high_closed = min((one.high, not one.high_open), (other.high, not other.high_open))
    if low > high or (low == high and (low_open or not high_closed)):
        return None
    return Interval(low, high, low_open, not high_closed)


def hull(one: Interval, other: Interval) -> Interval:
    """The least interval that holds both."""
    low, low_closed = min((one.low, not one.low_open), (other.low, not other.low_open), key=lambda e: (e[0], not e[1]))
    high, high_open = max((one.high, one.high_open), (other.high, other.high_open), key=lambda e: (e[0], not e[1]))
    return Interval(low, high, not low_closed, high_open)


def agree(one: Interval, other: Interval) -> bool:
    """Whether one number satisfies both."""
    return meet(one, other) is not None


def meet_all(intervals: Iterable[Interval]) -> Interval | None:
    """The numbers that all allow; ANY where there are no intervals, None where they exclude one another."""
    found: Interval | None = ANY
    for interval in intervals:
        found = meet(found, interval) if found else None
    return found


def hull_all(intervals: Iterable[Interval]) -> Interval | None:
    """The least interval that holds all; None where there are none."""
    items = list(intervals)
    return reduce(hull, items) if items else None


def plus(one: Interval, other: Interval) -> Interval:
    """The sums of a number of each: what two parts allow their whole."""
    return Interval(
        one.low + other.low,
        one.high + other.high,
        one.low_open or other.low_open,
        one.high_open or other.high_open,
    )


def fit_part(part: Interval, whole: Interval) -> tuple[Interval | None, Interval | None]:
    """A part and its whole, each narrowed by the other: a part never exceeds its whole."""
    below = Interval(0.0, whole.high, high_open=whole.high_open)
    above = Interval(part.low, math.inf, low_open=part.low_open)
    return meet(part, below), meet(whole, above)


def settle(points: Sequence[Point], basis: Basis) -> tuple[Settled, ...]:
    """What the points leave allowed, day by day, for an unknown of this basis; sorted by day.

    Event and unknown: one number for all days. As_of: only what is said of the very day. Since: what is said of a day
    binds the days after it from below and those before it from above. A point that may hold on several days binds
    only where it must.
    """
    days = sorted({day for point in points for day in (point.first, point.last)})
    return tuple(Settled(day, _allowed_on(day, points, basis)) for day in days)


def _allowed_on(day: date, points: Iterable[Point], basis: Basis) -> Interval | None:
    if basis == "since":
        return meet_all(bound for point in points for bound in _since_bounds(point, day))
    if basis == "as_of":
        return meet_all(point.allows for point in points if point.first == point.last == day)
    return meet_all(point.allows for point in points)


def _since_bounds(point: Point, day: date) -> list[Interval]:
    """How a point of a count that never falls binds a day."""
    found = []
    if point.last <= day:
        found.append(Interval(point.allows.low, math.inf, low_open=point.allows.low_open))
    if point.first >= day:
        found.append(Interval(0.0, point.allows.high, high_open=point.allows.high_open))
    return found


def clash(one: Point, other: Point, basis: Basis) -> bool:
    """Whether two points of one unknown exclude each other, on whatever day of theirs each holds."""
    if agree(one.allows, other.allows):
        return False
    if basis == "as_of":
        return one.first == one.last == other.first == other.last
    if basis == "since":
        earlier, later = sorted((one, other), key=lambda point: (point.first, point.last))
        on_one_day = earlier.first == earlier.last == later.first == later.last
        falls = not agree(Interval(earlier.allows.low, low_open=earlier.allows.low_open), later.allows)
        return on_one_day or (falls and earlier.last <= later.first)
    return True


def _around(value: float, qualifier: Qualifier) -> Interval:
    if qualifier == "about":
        return Interval(value * (1 - ABOUT), value * (1 + ABOUT), high_open=False)
    if qualifier == "nearly" and value > 0:
        return Interval(value * (1 - ABOUT), value)
    off = rounding(value)
    return Interval(value - off, value + off, high_open=off > 0)
