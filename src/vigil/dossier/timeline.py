"""What is said to have happened, by days: tellings of one event together, any other incident alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vigil.dossier import words
from vigil.dossier.happenings import Happening, gather_happenings
from vigil.records import Contents, Incident, Period


@dataclass(frozen=True, slots=True)
class Telling:
    """An incident as it is told. basis: when it was, in words; inferred: as the days of its undated report leave it."""

    incident: Incident
    basis: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. lead: the first telling; happening: the event, where several tell it."""

    id: str
    lead: Telling
    tellings: tuple[Telling, ...]
    happening: Happening | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, or of a longer stretch where the text says no more; empty where it says nothing."""

    title: str
    entries: tuple[Entry, ...]


def gather_days(contents: Contents) -> tuple[Day, ...]:
    """Every incident of the contents on exactly one line, by days, those without a day last."""
    by_time: dict[tuple[date, date, str], list[Entry]] = {}
    for entry in _entries(contents):
        title = words.days(entry.start, entry.end) or "No day is told"
        by_time.setdefault((entry.start or entry.end or date.max, entry.end or date.max, title), []).append(entry)
    return tuple(
        Day(title, tuple(sorted(here, key=_place)))
        for (_, _, title), here in sorted(by_time.items(), key=lambda pair: pair[0])
    )


def _entries(contents: Contents) -> Iterator[Entry]:
    times = {timing.claim: timing.when for timing in contents.timings}
    placed: set[str] = set()
    for happening in gather_happenings(contents):
        told = tuple(_telling(one, times) for one in happening.tellings if one.id not in placed)
        placed.update(telling.incident.id for telling in told)
        if len(told) > 1:
            event = happening.event
            yield Entry(f"event-{event.id}", told[0], told, happening, event.start, event.end)
        elif told:
            yield _alone(told[0], times)
    for claim in contents.claims:
        if isinstance(claim, Incident) and claim.id not in placed:
            yield _alone(_telling(claim, times), times)


def _telling(incident: Incident, times: dict[str, Period]) -> Telling:
    when = times.get(incident.id)
    return Telling(incident, words.period(when or incident.when), when is not None)


def _alone(telling: Telling, times: dict[str, Period]) -> Entry:
    incident = telling.incident
    when = times.get(incident.id, incident.when)
    return Entry(f"claim-{incident.id}", telling, (telling,), None, when.start, when.end)


def _place(entry: Entry) -> tuple[str, int, str]:
    return entry.lead.incident.report, entry.lead.incident.start, entry.lead.incident.id
