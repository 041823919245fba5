"""On annotated reports of real wars: what is one event becomes one, and nothing else is put together with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.linkage.making import report_of
from tests.quality.gate import SETS
from tests.reckoning.making import read_gold
from vigil.linkage.events import link_incidents
from vigil.names.countries import find_countries
from vigil.names.gazetteer import Gazetteer
from vigil.names.places import resolve
from vigil.records import AnyClaim, Event, Figure, Incident, Period, Report

TUNING = next(gold_set for gold_set in SETS if gold_set.name == "tuning")

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not TUNING.is_here, reason="the tuning set is not here"),
]


@cache
def _told() -> tuple[tuple[Report, ...], tuple[AnyClaim, ...]]:
    """The annotated reports and claims, their places looked up as the reader does: in the report's own countries."""
    reports, claims = read_gold(TUNING.gold, TUNING.reports, manifest=TUNING.reports.parent / "manifest.csv")
    scopes = {report.name: _countries(report) for report in reports}
    with Gazetteer.open() as gazetteer:
        placed = tuple(_placed(claim, scopes[claim.report], gazetteer) for claim in claims)
    return tuple(reports), placed


def _countries(report: Report) -> list[str]:
    told = Counter(mention.country.code for mention in find_countries(report.text))
    return [code for code, _ in told.most_common(4)]


def _placed(claim: AnyClaim, countries: list[str], gazetteer: Gazetteer) -> AnyClaim:
    place = resolve(claim.place, countries=countries, gazetteer=gazetteer) if claim.place else None
    if place is None:
        return claim
    where = {"place_id": place.id, "place_precision": place.precision, "lat": place.lat, "lon": place.lon}
    return claim.model_copy(update=where)


def _link(*more: tuple[Report, Incident, Figure]) -> tuple[Event, ...]:
    reports, claims = _told()
    return link_incidents(
        [*(c for c in claims if isinstance(c, Incident)), *(incident for _, incident, _ in more)],
        reports=[*reports, *(report for report, _, _ in more)],
        figures=[*(c for c in claims if isinstance(c, Figure)), *(figure for _, _, figure in more)],
    )


def _reports_of(event: Event, *more: Incident) -> set[str]:
    told = {claim.id: claim.report for claim in (*_told()[1], *more)}
    return {told[incident] for incident in event.incidents}


def _with(events: tuple[Event, ...], report: str, kind: str) -> Iterator[Event]:
    """The events of which a report tells an incident of a kind."""
    for claim in _told()[1]:
        if isinstance(claim, Incident) and claim.report == report and claim.event == kind:
            yield next(event for event in events if claim.id in event.incidents)


@pytest.mark.parametrize(
    ("kind", "reports"),
    [
        ("suicide_attack", {"beirut-cnn-1119", "beirut-fox-1119"}),
        ("ground_attack", {"gwadar-guardian-0511", "gwadar-reuters-0512"}),
        ("battle", {"gwadar-guardian-0511", "gwadar-reuters-0512"}),
        ("airstrike", {"somalia-csm-0902", "somalia-fox-0902"}),
        ("shelling", {"gaza-fox-0728", "gaza-npr-0728"}),
        ("airstrike", {"baghdadi-usatoday-1011", "baghdadi-usatoday-1012"}),
    ],
)
def test_event_of_two_reports_is_one(kind: str, reports: set[str]) -> None:
    """Other names of the attackers, other names of the place, no day in one of them: one event each."""
    events = _link()
    assert any(_reports_of(event) == reports for event in _with(events, min(reports), kind))


def test_next_day_toll_is_of_the_same_event() -> None:
    """A made-up report of the day after, with the toll risen and the bombers named, joins the one that is annotated."""
    quote = "The number killed in the bombing of the peace rally in Ankara rose to 97 on Sunday"
    report = report_of("next-day", quote, day=date(2015, 10, 11))
    (first,) = _with(_link(), "ankara-usatoday-1010", "explosive_device")
    where = {"place": first.place, "place_id": first.place_id, **_point(first)}
    saturday = Period(start=date(2015, 10, 10), end=date(2015, 10, 10), basis="event")
    told: dict[str, Any] = {"event": "suicide_attack", "target": "peace rally", "when": saturday, **where}
    incident = Incident.of(report, 0, len(quote), **told)
    toll = Figure.of(report, 0, len(quote), measure="killed", low=97, high=97, when=saturday)
    events = _link((report, incident, toll))
    joined = next(event for event in events if incident.id in event.incidents)
    assert _reports_of(joined, incident) == {"ankara-usatoday-1010", "next-day"}


def _point(event: Event) -> dict[str, Any]:
    told = next(claim for claim in _told()[1] if claim.id == event.incidents[0])
    return {"lat": told.lat, "lon": told.lon, "place_precision": told.place_precision}


def test_only_reports_of_one_story_are_joined() -> None:
    """The 28 reports tell of 23 places and years; what is joined was told by reports of the same days."""
    allowed = ("baghdadi", "beirut", "gaza", "gwadar", "isis", "somalia")
    for event in _link():
        told = {name.partition("-")[0] for name in _reports_of(event)}
        assert len(told) == 1 or told == {"iraq", "isis"}  # both recall the fall of Mosul in June 2014
        assert len(event.incidents) == 1 or told & set(allowed)
