"""The interval model: its algebra, what figures allow, and what holds of events, states and counts."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckoning.making import make_figure, make_report
from vigil.reckoning.intervals import (
    ABOUT,
    ANY,
    Interval,
    Point,
    agree,
    clash,
    fit_part,
    hull,
    hull_all,
    meet,
    meet_all,
    of_figure,
    of_number,
    plus,
    rounding,
    settle,
)

DAY = date(2021, 5, 1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals of all shapes over small numbers, so that ends meet often."""
    low = float(draw(st.integers(0, 12)))
    high = draw(st.one_of(st.integers(0, 12).map(lambda n: low + n), st.just(math.inf)))
    closed = low == high
    low_open = draw(st.booleans()) and not closed
    return Interval(low, float(high), low_open, math.isinf(high) or (draw(st.booleans()) and not closed))


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Constraints on one or a few days of a fortnight."""
    first = draw(st.integers(0, 13))
    last = first + draw(st.integers(0, 2))
    return Point(DAY + timedelta(days=first), DAY + timedelta(days=last), draw(intervals()))


numbers = st.integers(0, 30).map(lambda n: n / 2)


@given(intervals(), intervals(), numbers)
def test_meet_holds_what_both_hold(one: Interval, other: Interval, number: float) -> None:
    """A number lies in the meet exactly if it lies in both."""
    both = meet(one, other)
    assert (both is not None and number in both) == (number in one and number in other)


@given(intervals(), intervals(), numbers)
def test_hull_holds_what_either_holds(one: Interval, other: Interval, number: float) -> None:
    """Nothing that either allows is lost, and the hull is no wider than it must be."""
    whole = hull(one, other)
    assert number in whole or not (number in one or number in other)
    assert one.is_within(whole)
    assert other.is_within(whole)
    assert whole.low in (one.low, other.low)
    assert whole.high in (one.high, other.high)


@given(intervals(), intervals(), intervals())
def test_meet_and_hull_do_not_mind_order(one: Interval, two: Interval, three: Interval) -> None:
    """Reports in any order give the same meet and the same hull."""
    orders = list(permutations((one, two, three)))
    assert len({meet_all(order) for order in orders}) == 1
    assert len({hull_all(order) for order in orders}) == 1


@given(intervals(), intervals())
def test_meet_and_hull_absorb(one: Interval, other: Interval) -> None:
    """Each undoes the other, and an interval adds nothing to itself: it is a lattice."""
    assert meet(one, one) == hull(one, one) == one
    assert meet(one, hull(one, other)) == one
    both = meet(one, other)
    assert both is None or hull(one, both) == one


@given(st.lists(intervals(), max_size=5), intervals())
def test_one_more_that_agrees_never_widens(held: list[Interval], new: Interval) -> None:
    """What is known can only become narrower."""
    before, after = meet_all(held), meet_all([*held, new])
    assert after is None or (before is not None and after.is_within(before))


@given(st.lists(points(), min_size=1, max_size=6), st.sampled_from(["event", "since", "as_of"]), st.randoms())
def test_settling_does_not_mind_order(held: list[Point], basis: str, random: object) -> None:
    """What remains allowed on each day is the same however the points are shuffled."""
    shuffled = list(held)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(held, basis) == settle(shuffled, basis)  # type: ignore[arg-type]


@given(st.lists(points(), min_size=1, max_size=6))
def test_counts_since_a_day_never_fall(held: list[Point]) -> None:
    """From day to day neither the least nor the most that is allowed becomes less."""
    allowed = [day.allows for day in settle(held, "since") if day.allows]
    for earlier, later in pairwise(allowed):
        assert (earlier.low, earlier.low_open) <= (later.low, later.low_open)
        assert (earlier.high, not earlier.high_open) <= (later.high, not later.high_open)


@given(st.lists(points(), min_size=1, max_size=5), points(), st.sampled_from(["event", "since"]))
def test_settling_with_one_more_never_widens(held: list[Point], new: Point, basis: str) -> None:
    """On every day that was settled before, one more point allows no more than before."""
    before = {day.day: day.allows for day in settle(held, basis)}  # type: ignore[arg-type]
    for day in settle([*held, new], basis):  # type: ignore[arg-type]
        if day.day in before and day.allows:
            was = before[day.day]
            assert was is not None
            assert day.allows.is_within(was)


@given(intervals(), intervals())
def test_part_never_exceeds_its_whole(part: Interval, whole: Interval) -> None:
    """After fitting, the least of the part is allowed below the whole, and the most of the whole above the part."""
    small, large = fit_part(part, whole)
    if small and large:
        assert small.low <= large.high
        assert small.high <= whole.high
        assert large.low >= part.low


@given(intervals(), intervals(), numbers, numbers)
def test_sum_of_parts_is_allowed(one: Interval, other: Interval, a: float, b: float) -> None:
    """Numbers that two parts allow add up to one that their sum allows."""
    if a in one and b in other:
        assert a + b in plus(one, other)


def test_event_is_one_truth_a_state_is_not() -> None:
    """Two numbers of two days: impossible for one event, ordinary for a state."""
    days = (DAY, DAY + timedelta(days=3))
    ten, twelve = (Point(day, day, of_number(n, n)) for day, n in zip(days, (10, 12), strict=True))
    assert clash(ten, twelve, "event")
    assert not clash(ten, twelve, "as_of")
    assert all(day.allows is None for day in settle([ten, twelve], "event"))
    assert [day.allows for day in settle([ten, twelve], "as_of")] == [of_number(10, 10), of_number(12, 12)]


def test_count_may_rise_and_not_fall() -> None:
    """Ten, later twelve, goes together for a count; twelve, later ten, does not."""
    early, late = DAY, DAY + timedelta(days=3)
    ten, twelve = of_number(10, 10), of_number(12, 12)
    assert not clash(Point(early, early, ten), Point(late, late, twelve), "since")
    assert clash(Point(early, early, twelve), Point(late, late, ten), "since")


def test_more_than_leaves_the_number_out() -> None:
    """ "More than 1,300" is not 1,300; "at least 1,300" may be."""
    assert 1300 not in of_number(1300, None, "more_than")
    assert 1300 in of_number(1300, None, "at_least")
    assert not agree(of_number(1301, None, "more_than"), of_number(None, 1301, "up_to"))


def test_about_allows_a_tenth() -> None:
    """ "About 3,400" is 3,100 and 3,700, not 3,000 nor 4,000."""
    about = of_number(3400, 3400, "about")
    assert 3100 in about
    assert 3700 in about
    assert 3000 not in about
    assert 4000 not in about
    assert about.bounds == (3400 * (1 - ABOUT), 3400 * (1 + ABOUT))


def test_vague_word_is_an_open_lower_bound() -> None:
    """ "Hundreds" is 200 at least by rule, and any number above."""
    assert of_number(200, None, "vague").bounds == (200.0, None)


@pytest.mark.parametrize(
    ("number", "off"), [(37000, 500), (360000, 5000), (146, 0), (44, 0), (90, 0), (0.5, 0), (2000, 100)]
)
def test_round_numbers_are_not_exact(number: float, off: float) -> None:
    """A number that ends in noughts is rounded, by no more than a twentieth; a small one is counted."""
    assert rounding(number) == off


def test_neighbouring_round_numbers_do_not_agree() -> None:
    """360,000 and 370,000 are two tallies, however round."""
    assert not agree(of_number(360000, 360000), of_number(370000, 370000))


def test_denied_figure_allows_everything() -> None:
    """Whoever denies a number bounds nothing by it."""
    report = make_report("The army denied that 40 people were killed.", day=DAY)
    assert of_figure(make_figure(report, 40, hedge="denied")) == ANY


def test_empty_interval_cannot_be_made() -> None:
    """An interval that holds no number is refused."""
    with pytest.raises(ValueError, match="no number"):
        Interval(5, 4)
    with pytest.raises(ValueError, match="no number"):
        Interval(5, 5, low_open=True)
