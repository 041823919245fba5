"""Figures into quantities: those that measure the same thing of the same people form one series.

A quantity is a measure of one group of one side at one place, in one unit, counted one way (basis) from one day.
The day matters for what happened then (event) and for what is counted since then; a state (as_of) is one quantity
whatever the day it is looked at, which is what makes its figures a series. A figure that is a part of another is of
another quantity than its whole: nothing is added twice.

Where the time is not known, less is known to be one thing: a happening without a day is one with those of its report's
day alone, a count without a beginning with those of its source alone, and a vague word without a time with vague words
alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vigil.names.spelling import fold, without_article
from vigil.records import Figure, Quantity, Report


@dataclass(frozen=True, slots=True)
class _Key:
    """What figures of one quantity have in common."""

    measure: str
    group: str
    side: str
    place: str
    unit: str
    basis: str
    start: str
    method: str
    part: bool
    apart: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same on every run and every machine."""
        facts = (self.measure, self.group, self.side, self.place, self.unit, self.basis, self.start, self.method)
        told = (*facts, "part", *self.apart) if self.part else (*facts, *self.apart)
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]


def group_figures(figures: Iterable[Figure], *, reports: Iterable[Report]) -> tuple[Quantity, ...]:
    """The quantities that these figures measure, each with its figures: oldest report first, then as they stand in it.

    Sorted by what is measured; the order in which figures come makes no difference. Raises nothing.
    """
    days = {report.name: report.day for report in reports}
    ordered = sorted(figures, key=lambda f: (days.get(f.report) or date.max, f.report, f.start, f.end, f.id))
    groups: dict[_Key, list[Figure]] = {}
    for figure in ordered:
        groups.setdefault(_key(figure, days), []).append(figure)
    found = [_quantity(key, members) for key, members in groups.items()]
    return tuple(sorted(found, key=lambda q: (q.measure, q.group, q.side or "", q.place or "", q.id)))


def _key(figure: Figure, days: Mapping[str, date | None]) -> _Key:
    start = _start(figure)
    return _Key(
        measure=figure.measure,
        group=figure.group,
        side=figure.side or "",
        place=f"#{figure.place_id}" if figure.place_id else fold(without_article(figure.place or "")),
        unit=figure.unit,
        basis=figure.when.basis,
        start=start.isoformat() if start else "",
        # a toll without a beginning is told apart by how they died: mines are not the war
        method=figure.method or "" if start is None and figure.when.basis in ("since", "unknown") else "",
        part=figure.part_of is not None,
        apart=(*_what_is_counted(figure), *_without_time(figure, days.get(figure.report))),
    )


def _what_is_counted(figure: Figure) -> tuple[str, ...]:
    """The noun of things that are counted: rockets are not buildings. People are told apart by their group."""
    named = fold(figure.who or "").split(" of ")[0].split()
    return ("counted", named[-1]) if named and figure.unit in ("object", "event") else ()


def _without_time(figure: Figure, day: date | None) -> tuple[str, ...]:
    """What tells a figure of no known time from others of its like. day: of its report."""
    basis = figure.when.basis
    if basis == "as_of" or figure.when.start is not None:
        return ()
    if basis == "event":
        return ("told", day.isoformat() if day else figure.report)
    vague = ("vague",) if figure.qualifier == "vague" else ()
    return ("source", figure.source, *vague) if basis == "since" else vague


def _start(figure: Figure) -> date | None:
    """The day that tells this quantity from the same one of another time."""
    return None if figure.when.basis in ("as_of", "unknown") else figure.when.start


def _quantity(key: _Key, members: Sequence[Figure]) -> Quantity:
    first = members[0]
    fields: dict[str, Any] = {
        name: getattr(first, name) for name in ("measure", "group", "side", "place_id", "unit")
    }
    ids = tuple(dict.fromkeys(figure.id for figure in members))
    place = _most_written(figure.place for figure in members)
    return Quantity(id=key.id, place=place, basis=first.when.basis, start=_start(first), figures=ids, **fields)


def _most_written(names: Iterable[str | None]) -> str | None:
    """The spelling that most figures use; of equals, the first in the alphabet."""
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None
