"""Reports of one sentence and what they tell, for the tests of the linkage of incidents."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from vigil.linkage.events import link_incidents
from vigil.records import Event, Figure, Given, Incident, Passage, Period, Report

DAY = date(2021, 3, 4)
"""The day on which things happen; a Thursday."""
SARMIN: dict[str, Any] = {
    "place": "Sarmin", "place_id": "t:sarmin", "lat": 35.90, "lon": 36.72, "place_precision": "town",
}  # fmt: skip
BINNISH: dict[str, Any] = {
    "place": "Binnish", "place_id": "t:binnish", "lat": 35.95, "lon": 36.71, "place_precision": "town",
}  # fmt: skip
DISTRICT: dict[str, Any] = {
    "place": "Idlib district", "place_id": "t:idlib", "lat": 35.93, "lon": 36.63, "place_precision": "district",
}  # fmt: skip
ALEPPO: dict[str, Any] = {
    "place": "Azaz", "place_id": "t:azaz", "lat": 36.59, "lon": 37.04, "place_precision": "town",
}  # fmt: skip
BASRA: dict[str, Any] = {
    "place": "Basra", "place_id": "t:basra", "lat": 30.51, "lon": 47.78, "place_precision": "town",
}  # fmt: skip


def report_of(name: str, *quotes: str, day: date | None = DAY) -> Report:
    """A report that says these sentences, a paragraph each, published on a day."""
    text = "\n\n".join(quotes)
    return Report(
        id=sha256(f"{name}{text}".encode()).hexdigest(),
        name=name,
        text=text,
        given=Given(published=day),
        passages=(Passage(start=0, end=len(text)),),
    )


def tell(report: Report, kind: str, *, quote: str | None = None, on: int | None = 0, **fields: Any) -> Incident:
    """An incident that a report tells; on: how many days after DAY it happened, None where it does not say."""
    words = quote or report.text
    start = report.text.index(words)
    made: dict[str, Any] = {"event": kind, "when": when(on), **SARMIN, **fields}
    return Incident.of(report, start, start + len(words), **made)


def count(report: Report, number: float, *, quote: str | None = None, **fields: Any) -> Figure:
    """A figure of people killed that a report gives."""
    words = quote or report.text
    start = report.text.index(words)
    made: dict[str, Any] = {"measure": "killed", "low": number, "high": number, "when": when(0), **fields}
    return Figure.of(report, start, start + len(words), **made)


def when(on: int | None) -> Period:
    """The day so many days after DAY; no time at all for None."""
    if on is None:
        return Period()
    day = DAY + timedelta(days=on)
    return Period(start=day, end=day, basis="event")


def later(days: int) -> date:
    """A day of publication, so many days after DAY."""
    return DAY + timedelta(days=days)


def link(*told: Incident, reports: list[Report], figures: tuple[Figure, ...] = (), **options: Any) -> tuple[Event, ...]:
    """The events that come of these incidents."""
    return link_incidents(told, reports=reports, figures=figures, **options)
