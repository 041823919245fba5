"""Linked pairs into groups that are each one happening, without the chains that links alone would make.

The strongest pair is joined first, and so on; a pair does not join its groups where

- some two of their tellings contradict each other (``contradicts``), or
- too few of the pairs across are linked themselves: A like B and B like C does not make A and C one.

So of the connected components the weakest links are the ones to break. A pair that was refused is tried again after
the others, as its groups may have come closer. It is agglomerative clustering, close to average linkage (Sokal and
Michener 1958), with pairs that must not be joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vigil.linkage.scoring import Pair
from vigil.linkage.tellings import Telling
from vigil.linkage.words import words
from vigil.names.gazetteer import Place
from vigil.names.places import distance


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings of one happening, oldest report first, and the pairs that joined them, strongest first."""

    tellings: tuple[Telling, ...]
    joined: tuple[Pair, ...] = ()


def contradicts(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be of one happening, whatever speaks for it.

    Their own days are further apart than a report of the next day puts them; their places are far apart; they are the
    words of two voices; or one report tells both, and does not tell them twice.
    """
    return (
        _other_days(one, other)
        or _far_apart(one, other)
        or _other_voices(one, other)
        or _told_side_by_side(one, other)
    )


def group_tellings(tellings: Iterable[Telling], pairs: Iterable[Pair]) -> tuple[Group, ...]:
    """The tellings in groups, each telling in one. pairs: those that are linked. The order makes no difference."""
    ordered = sorted(tellings, key=lambda telling: telling.order)
    groups = _Groups(ordered, sorted(pairs, key=lambda pair: (-pair.bits, pair.left, pair.right)))
    groups.join()
    return tuple(sorted(groups.found(), key=lambda group: group.tellings[0].order))


def _other_days(one: Telling, other: Telling) -> bool:
    """Whether their own days differ. A report's own day may be one late: the night was told as "today" a day after."""
    if not (one.stated and other.stated):
        return False
    early, late = sorted((one, other), key=lambda telling: (telling.first or 0, telling.last or 0))
    if early.last is None or late.first is None:
        return False
    slack = words().slack_days if late.last == late.told else 0
    return late.first - early.last > slack


def _far_apart(one: Telling, other: Telling) -> bool:
    if one.incident.place_id == other.incident.place_id or one.reach is None or other.reach is None:
        return False
    here, there = _point(one), _point(other)
    if here is None or there is None:
        return False
    return distance(here, there) - one.reach - other.reach > words().apart_km


def _other_voices(one: Telling, other: Telling) -> bool:
    """Whether both are something said, by two who are not of one state and not called alike."""
    if not (one.speech and other.speech and one.actor and other.actor) or one.actor == other.actor:
        return False
    shared = len(set(one.actor_words).intersection(other.actor_words))
    alike = 2 * shared > min(len(one.actor_words), len(other.actor_words))
    return not alike and (one.side is None or one.side != other.side)


def _told_side_by_side(one: Telling, other: Telling) -> bool:
    if one.incident.report != other.incident.report:
        return False
    return one.twin is None or one.twin != other.twin or one.incident.event == other.incident.event


def _point(telling: Telling) -> Place | None:
    lat, lon = telling.incident.lat, telling.incident.lon
    if lat is None or lon is None:
        return None
    return Place(id="", name="", lat=lat, lon=lon, kind="", admin="", country="", precision="")


@dataclass
class _Made:
    """A group under way: the numbers of its tellings, the pairs that joined them, and the groups it contradicts."""

    members: list[int]
    joined: list[Pair] = field(default_factory=list)
    barred: set[int] = field(default_factory=set)


class _Groups:
    """The groups as they grow, each under the number of its first telling."""

    def __init__(self, tellings: Sequence[Telling], pairs: Sequence[Pair]) -> None:
        self._tellings = tellings
        self._pairs = pairs
        self._number = {telling.id: number for number, telling in enumerate(tellings)}
        self._group = list(range(len(tellings)))
        self._made = {number: _Made([number]) for number in range(len(tellings))}
        self._linked: list[set[int]] = [set() for _ in tellings]
        for pair in pairs:
            left, right = self._ends(pair)
            self._linked[left].add(right)
            self._linked[right].add(left)

    def join(self) -> None:
        """Join groups, strongest pair first, until no pair joins any more."""
        waiting, before = list(self._pairs), -1
        while len(waiting) != before:
            before = len(waiting)
            waiting = [pair for pair in waiting if self._is_open(pair) and not self._try(pair)]

    def found(self) -> list[Group]:
        """The groups as they are now."""
        return [
            Group(tuple(self._tellings[member] for member in sorted(made.members)), tuple(made.joined))
            for made in self._made.values()
        ]

    def _ends(self, pair: Pair) -> tuple[int, int]:
        return self._number[pair.left], self._number[pair.right]

    def _is_open(self, pair: Pair) -> bool:
        left, right = self._ends(pair)
        return self._group[left] != self._group[right]

    def _try(self, pair: Pair) -> bool:
        left, right = sorted(self._group[end] for end in self._ends(pair))
        one, other = self._made[left], self._made[right]
        if right in one.barred or not self._are_close(one.members, other.members):
            return False
        if self._contradict(one.members, other.members):
            one.barred.add(right)  # what contradicts once does so for good, however the groups grow
            other.barred.add(left)
            return False
        for barred in other.barred:
            self._made[barred].barred.remove(right)
            self._made[barred].barred.add(left)
        one.barred |= other.barred
        for member in other.members:
            self._group[member] = left
        one.members += other.members
        one.joined += [*other.joined, pair]
        one.joined.sort(key=lambda joined: (-joined.bits, joined.left, joined.right))
        del self._made[right]
        return True

    def _are_close(self, one: Sequence[int], other: Sequence[int]) -> bool:
        inside = set(other)
        linked = sum(len(self._linked[member] & inside) for member in one)
        return linked >= words().linked_share * len(one) * len(other)

    def _contradict(self, one: Sequence[int], other: Sequence[int]) -> bool:
        return any(contradicts(self._tellings[a], self._tellings[b]) for a in one for b in other)
