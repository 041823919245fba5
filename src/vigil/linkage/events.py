"""Incidents into events: which tellings are of one happening.

1. Each incident is a telling: its days, place, parties, toll and words (``tellings``).
2. Tellings that share a family of kinds, a day and a mark are compared in eight things (``comparisons``), and each pair
   gets a score in bits (``scoring``), by weights that come with Vigil (``weights``).
3. Pairs above the threshold are joined, strongest first, unless their groups contradict each other (``clusters``).
4. Each group is an event; what joined it is kept, comparison by comparison.

Probabilistic record linkage after Fellegi and Sunter (1969), "A Theory for Record Linkage", with Splink. An event of
one telling is an event too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from vigil.linkage.clusters import Group, group_tellings
from vigil.linkage.comparisons import comparisons
from vigil.linkage.scoring import Pair, score_pairs
from vigil.linkage.tellings import Telling, make_tellings
from vigil.linkage.weights import Weights, shipped
from vigil.linkage.words import words
from vigil.records import Event, EventKind, Figure, Incident, Link, PlacePrecision, Report

T = TypeVar("T", bound=str)

PRIOR = "before anything is compared"
"""What the prior odds are called among the evidence."""
_NARROWEST: tuple[PlacePrecision | None, ...] = ("site", "town", "district", None, "province", "country", "region")


def link_incidents(
    incidents: Iterable[Incident],
    *,
    reports: Iterable[Report],
    figures: Iterable[Figure] = (),
    days: Iterable[tuple[str, date, date]] = (),
    weights: Weights | None = None,
) -> tuple[Event, ...]:
    """The events that these incidents tell, oldest first; each incident is in one, and input order makes no difference.

    figures: of the same reports, for numbers killed and wounded. days: for undated reports, name and first and last day
    that they may be of. weights: instead of those that come with Vigil. Raises nothing.
    """
    using = weights or shipped()
    tellings = make_tellings(incidents, reports=reports, figures=figures, days=days)
    pairs = score_pairs(tellings, weights=using, least=using.threshold)
    return tuple(_event(group, using) for group in group_tellings(tellings, pairs))


def _event(group: Group, weights: Weights) -> Event:
    incidents = [telling.incident for telling in group.tellings]
    placed = _place(group.tellings)
    start, end = _days(group.tellings)
    return Event(
        id=_id(incidents[0]),
        event=_kind(incidents),
        actor=_most_told(incidents, lambda one: one.actor),
        target=_most_told(incidents, lambda one: one.target),
        place=placed.place if placed else None,
        place_id=placed.place_id if placed else None,
        start=start,
        end=end,
        incidents=tuple(incident.id for incident in incidents),
        links=tuple(_link(pair, weights) for pair in group.joined),
    )


def _id(first: Incident) -> str:
    """The first telling's: it stays when later reports join, and no other event has it."""
    return hashlib.sha256(f"event\x1f{first.id}".encode()).hexdigest()[:16]


def _kind(incidents: Sequence[Incident]) -> EventKind:
    """What most tellings call it; a general word counts only where nobody has a better one."""
    kinds = [incident.event for incident in incidents]
    better = [kind for kind in kinds if not words().general.get(kind, frozenset()).intersection(kinds)]
    return _first_of_most(better)


def _most_told(incidents: Sequence[Incident], field: Callable[[Incident], str | None]) -> str | None:
    told = [value for incident in incidents if (value := field(incident))]
    return _first_of_most(told) if told else None


def _first_of_most(values: Sequence[T]) -> T:
    counts = Counter(values)
    return max(values, key=lambda value: counts[value])


def _place(tellings: Sequence[Telling]) -> Incident | None:
    """The telling's incident whose place stands for all: the narrowest, of equals the one most told, then the first."""
    told = [telling for telling in tellings if telling.incident.place]
    counts = Counter(telling.place for telling in told)
    best = min(
        told,
        key=lambda one: (_NARROWEST.index(one.incident.place_precision), -counts[one.place]),
        default=None,
    )
    return best.incident if best else None


def _days(tellings: Sequence[Telling]) -> tuple[date | None, date | None]:
    """The days on which all tellings that have days of their own agree, else all that they name."""
    spans = [(one.first, one.last) for one in tellings if one.stated]
    stated = [(first, last) for first, last in spans if first is not None and last is not None]
    if not stated:
        return None, None
    start, end = max(first for first, _ in stated), min(last for _, last in stated)
    if start > end:
        start, end = min(first for first, _ in stated), max(last for _, last in stated)
    return date.fromordinal(start), date.fromordinal(end)


def _link(pair: Pair, weights: Weights) -> Link:
    evidence = [(PRIOR, weights.start)]
    for comparison, level in zip(comparisons(), pair.levels, strict=True):
        if level >= 0:
            share = weights.shares[comparison.name][comparison.levels[level].name]
            evidence.append((comparison.says(level), share.bits))
    return Link(
        left=pair.left,
        right=pair.right,
        probability=round(pair.probability, 6),
        evidence=tuple((says, round(bits, 2)) for says, bits in evidence),
    )
