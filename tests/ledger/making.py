"""Conclusions of every kind on two reports, for tests of what keeps and shows them."""

from __future__ import annotations

from datetime import date

from tests.ledger.rooms import report_of
from vigil.ledger import Ledger
from vigil.records import (
    AnyClaim,
    Clue,
    Conclusions,
    Dating,
    Discrepancy,
    Estimate,
    Event,
    Figure,
    Forecast,
    Given,
    Incident,
    Link,
    Note,
    Origin,
    Outcome,
    Period,
    Quantity,
    Reading,
    Report,
    Settled,
    Spot,
    Timing,
)

FIRST = report_of(
    "16 people were killed in Hajin. An air strike hit Hajin on Monday. The town will fall within days.",
    name="first",
)
LATER = report_of("19 people were killed. Jets struck Hajin. The town has fallen.", name="later", given=Given())


def said(report: Report, words: str, kind: type[AnyClaim], **fields: object) -> AnyClaim:
    """A claim on these words of a report."""
    start = report.text.index(words)
    return kind.of(report, start, start + len(words), **fields)


DAY = Period(start=date(2019, 2, 11), end=date(2019, 2, 11), basis="event")
SOME_DAY = Period(basis="event")
SIXTEEN = said(
    FIRST, "16 people were killed in Hajin", Figure, measure="killed", low=16, high=16, when=DAY, source="Hospital"
)
NINETEEN = said(
    LATER, "19 people were killed", Figure, measure="killed", low=19, high=19, when=SOME_DAY, source="Army"
)
STRIKE = said(FIRST, "An air strike hit Hajin", Incident, event="airstrike", place="Hajin", when=DAY)
JETS = said(LATER, "Jets struck Hajin", Incident, event="airstrike", actor="Coalition", place="Hajin", source="Army")
FALL = said(FIRST, "The town will fall within days", Forecast, what="the town will fall", horizon="within days")
CLAIMS = (SIXTEEN, STRIKE, FALL, NINETEEN, JETS)


def conclusions() -> Conclusions:
    """One conclusion of every kind, two of most."""
    fell = Spot(report="later", start=42, end=62, quote="The town has fallen.")
    monday = Spot(report="first", start=32, end=68, quote="An air strike hit Hajin on Monday.")
    return Conclusions(
        origins=(
            Origin(id="o1", kind="agency", name="Levant Wire", first_report="first"),
            Origin(id="o2", kind="report", name="later", first_report="later"),
        ),
        settled=tuple(
            sorted(
                [Settled(claim=c.id, origin="o1", evidence="credited", holders=("first",)) for c in CLAIMS[:3]]
                + [Settled(claim=c.id, origin="o2", evidence="own", holders=("later", "first"))
                   for c in CLAIMS[3:]],
                key=lambda settled: settled.claim,
            )
        ),
        quantities=(
            Quantity(
                id="q1", measure="killed", group="unknown", side=None, place="Hajin", place_id=None, unit="person",
                basis="event", start=date(2019, 2, 11), figures=(SIXTEEN.id, NINETEEN.id),
            ),
        ),
        events=(
            Event(
                id="e1", event="airstrike", actor="Coalition", place="Hajin", start=date(2019, 2, 11),
                end=date(2019, 2, 11), incidents=(STRIKE.id, JETS.id),
                links=(
                    Link(
                        left=min(STRIKE.id, JETS.id), right=max(STRIKE.id, JETS.id), probability=0.97,
                        evidence=(("both are at Hajin", 6.2), ("only one names a day", -1.0)),
                    ),
                ),
            ),
        ),
        discrepancies=(
            Discrepancy(
                id="d1", kind="contradiction", claims=tuple(sorted((SIXTEEN.id, NINETEEN.id))), quantity="q1",
                why="16 people and 19 people killed exclude each other.",
            ),
        ),
        notes=(
            Note(
                id="n1", kind="fall", quantity="q1", source=("Health Ministry",), first=date(2019, 2, 12),
                last=date(2019, 2, 14), claims=(SIXTEEN.id, NINETEEN.id), why="A count that cannot fall fell.",
            ),
        ),
        estimates=(
            Estimate(
                quantity="q1", rule="ucdp", low=16, best=16, high=19, grade="contested", sources=2, origins=2,
                claims=(SIXTEEN.id,), copies=(NINETEEN.id,), why="UCDP: the best supported number.",
            ),
        ),
        outcomes=(
            Outcome(
                forecast=FALL.id, verdict="met", why="Due by 2019-02-19; it has come.", said=date(2019, 2, 12),
                due=date(2019, 2, 19), on=date(2019, 2, 14), settled_by=fell,
            ),
        ),
        datings=(
            Dating(
                report="later", first=date(2019, 2, 14), last=date(2019, 2, 15),
                days=(date(2019, 2, 14), date(2019, 2, 15)),
                clues=(Clue(kind="growth", says="later counts more than first.", spots=(monday, fell)),),
                set_aside=(Clue(kind="weekday", says="later is written from a Monday.", spots=()),),
            ),
        ),
        timings=(
            Timing(claim=NINETEEN.id, when=Period(start=date(2019, 2, 14), end=date(2019, 2, 15), basis="event")),
        ),
    )  # fmt: skip


def fill(ledger: Ledger) -> None:
    """Keep both reports, their claims and all conclusions, and log the build."""
    for report in (FIRST, LATER):
        claims = tuple(claim for claim in CLAIMS if claim.report == report.name)
        reading = Reading(report=report, claims=claims)
        ledger.add(reading, reader="1", original=report.text.encode(), suffix=".txt", source=f"{report.name}.txt")
    ledger.set_conclusions(conclusions())
    ledger.seal(ledger.contents().model_copy(update={"versions": (("rule", "ucdp"), ("vigil", "0"))}))
