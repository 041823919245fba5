"""The labelled tellings of tellings.txt as reports with their incidents and figures, theatre by theatre.

All of it is invented: no report says any of these sentences. What the lines hold stands at the head of the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from vigil.names.spelling import fold
from vigil.records import Figure, Given, Incident, Period, Report

FILE = Path(__file__).with_name("tellings.txt")


class LabelError(ValueError):
    """A line of the file that does not hold to its form."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """One conflict: its reports, what they tell, and of which happening each incident (by id) is."""

    name: str
    reports: tuple[Report, ...]
    incidents: tuple[Incident, ...]
    figures: tuple[Figure, ...]
    happenings: tuple[tuple[str, str], ...]

    def same(self) -> frozenset[tuple[str, str]]:
        """All pairs of incidents of one happening, each as its two ids, sorted."""
        told: dict[str, list[str]] = {}
        for incident, happening in self.happenings:
            told.setdefault(happening, []).append(incident)
        return frozenset(pair for ids in told.values() for pair in combinations(sorted(ids), 2))


@dataclass(frozen=True, slots=True)
class _Line:
    happening: str
    report: str
    day: date
    kind: str
    actor: str
    target: str
    when: str
    place: str
    killed: str
    wounded: str
    quote: str


@dataclass
class _Draft:
    """A theatre as its lines are read."""

    name: str
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: list[_Line] = field(default_factory=list)


def read_labels(text: str | None = None) -> tuple[Theatre, ...]:
    """The theatres of the file, or of a text of its form. Raises LabelError with the number of a bad line."""
    drafts: list[_Draft] = []
    for number, line in enumerate((text or FILE.read_text(encoding="utf-8")).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            _take(line, drafts)
        except (ValueError, TypeError, IndexError) as error:
            raise LabelError(f"line {number}: {error}: {line}") from error
    return tuple(map(_theatre, drafts))


def _take(line: str, drafts: list[_Draft]) -> None:
    cells = [cell.strip() for cell in line.split("|")]
    if line.startswith("= "):
        drafts.append(_Draft(line[2:].strip()))
    elif line.startswith("@ "):
        name, lat, lon, precision = cells[0][2:], *cells[1:]
        drafts[-1].places[name] = {
            "place_id": f"{fold(drafts[-1].name)}:{fold(name)}", "lat": float(lat), "lon": float(lon),
            "place_precision": precision,
        }  # fmt: skip
    else:
        happening, report, day, *rest = cells
        told = _Line(happening, report, date.fromisoformat(day), *rest)
        _period(told)
        drafts[-1].lines.append(told)


def _theatre(draft: _Draft) -> Theatre:
    reports, incidents, figures, happenings = [], [], [], []
    for name, lines in _by_report(draft):
        report = _report(name, lines)
        reports.append(report)
        for line in lines:
            incident = _incident(report, line, draft.places.get(line.place, {}))
            incidents.append(incident)
            figures += _figures(report, line)
            happenings.append((incident.id, line.happening))
    return Theatre(draft.name, tuple(reports), tuple(incidents), tuple(figures), tuple(happenings))


def _by_report(draft: _Draft) -> Iterator[tuple[str, list[_Line]]]:
    told: dict[str, list[_Line]] = {}
    for line in draft.lines:
        told.setdefault(f"{fold(draft.name)} {line.report} {line.day}", []).append(line)
    for name, lines in told.items():
        if len({line.happening for line in lines}) < len(lines):
            raise LabelError(f"one happening is told twice in {name}")
        yield name, lines


def _report(name: str, lines: Iterable[_Line]) -> Report:
    told = list(lines)
    text = "\n\n".join(line.quote for line in told)
    return Report(
        id=hashlib.sha256(f"{name}\n{text}".encode()).hexdigest(), name=name, text=text,
        given=Given(published=told[0].day),
    )  # fmt: skip


def _incident(report: Report, line: _Line, place: dict[str, Any]) -> Incident:
    start = report.text.index(line.quote)
    return Incident.of(
        report, start, start + len(line.quote), event=line.kind, actor=line.actor or None, target=line.target or None,
        when=_period(line), place=line.place or None, **place,
    )  # fmt: skip


def _figures(report: Report, line: _Line) -> Iterator[Figure]:
    start = report.text.index(line.quote)
    for measure, number in (("killed", line.killed), ("wounded", line.wounded)):
        if number:
            yield Figure.of(
                report, start, start + len(line.quote), measure=measure, low=float(number), high=float(number),
                when=_period(line),
            )  # fmt: skip


def _period(line: _Line) -> Period:
    if not line.when:
        return Period()
    if len(line.when) <= 2:
        day = line.day + timedelta(days=int(line.when))
        return Period(start=day, end=day, basis="event")
    first, _, last = line.when.partition("/")
    start = date.fromisoformat(first)
    return Period(start=start, end=date.fromisoformat(last) if last else start, basis="event")
