"""Contents made by hand for the dossier's tests; every sentence is invented."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from vigil.records import (
    AnyClaim,
    Claim,
    Clue,
    Contents,
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
    Passage,
    Period,
    Problem,
    Quantity,
    Report,
    Spot,
    Timing,
    Window,
)

LEAD = (
    "At least 17 villagers were killed in Tell Amra on Monday, the district hospital said. "
    "More than 1,300 people left the valley, and shelling went on into the night. "
    "The governor said the road would open within two days."
)


def make_report(text: str, *, name: str = "tell-amra", **fields: Any) -> Report:
    """A report whose id is made from its name and text; fields as in Report."""
    return Report(id=sha256(f"{name}\x1f{text}".encode()).hexdigest(), name=name, text=text, **fields)


def stretch(report: Report, words: str) -> tuple[int, int]:
    """Where these words first stand in the report."""
    start = report.text.index(words)
    return start, start + len(words)


def make_figure(report: Report, words: str, **fields: Any) -> Figure:
    """A figure of killed villagers, unless the fields say otherwise."""
    return Figure.of(report, *stretch(report, words), **{"measure": "killed", "who": "villagers", "low": 17, **fields})


def make_incident(report: Report, words: str, **fields: Any) -> Incident:
    """An incident of shelling, unless the fields say otherwise."""
    return Incident.of(report, *stretch(report, words), **{"event": "shelling", **fields})


def make_forecast(report: Report, words: str, **fields: Any) -> Forecast:
    """A forecast about a road, unless the fields say otherwise."""
    return Forecast.of(report, *stretch(report, words), **{"what": "the road opens", **fields})


def make_contents(*reports: Report, claims: tuple[AnyClaim, ...] = (), **fields: Any) -> Contents:
    """Contents of claims that were grounded when they were made, so that nothing is checked twice."""
    empty: dict[str, Any] = {"quantities": (), "problems": (), "versions": (("vigil", "0.1.0"),)}
    return Contents.model_construct(reports=reports, claims=claims, **{**empty, **fields})


def quantity_of(id_: str, *figures: Figure) -> Quantity:
    """The quantity that these figures form."""
    first = figures[0]
    return Quantity(
        id=id_, measure=first.measure, group=first.group, side=first.side, place=first.place, place_id=None,
        unit=first.unit, basis=first.when.basis, start=None, figures=tuple(figure.id for figure in figures),
    )  # fmt: skip


def valley() -> Contents:
    """Two reports of one agency, with every kind of claim, a place near and one far off, a caption and a problem."""
    day = date(2021, 3, 2)
    first = make_report(
        f"{LEAD}\n\nRead more: our other pages",
        agency="Levant Wire",
        given=Given(published=day, outlet="The Valley Post", url="https://example.org/valley"),
        passages=(Passage(start=0, end=len(LEAD)), Passage(start=len(LEAD) + 2, end=len(LEAD) + 28, kind="menu")),
    )
    text = "The hospital now counts 19 dead in Tell Amra. Envoys met in Geneva."
    second = make_report(text, name="tell amra 2", agency="Levant Wire", given=Given(published=date(2021, 3, 7)))
    place = {"place": "Tell Amra", "lat": 35.5, "lon": 36.8, "admin": "Hama"}
    event = Period(start=day, end=day, basis="event")
    seventeen = make_figure(
        first, "At least 17 villagers were killed in Tell Amra on Monday", qualifier="at_least",
        source="District hospital", when=event, **place,
    )  # fmt: skip
    nineteen = make_figure(
        second, "19 dead in Tell Amra", low=19, high=19, source="District hospital", when=event, **place
    )
    claims: tuple[AnyClaim, ...] = (
        seventeen,
        nineteen,
        make_figure(first, "More than 1,300 people left the valley", measure="displaced", who="people", low=1300,
                    qualifier="more_than"),
        make_incident(first, "shelling went on into the night", when=event, **place),
        make_incident(second, "Envoys met in Geneva", event="talks", place="Geneva", lat=46.2, lon=6.15),
        make_forecast(first, "The governor said the road would open within two days", source="Governor",
                      by_when=Window(start=day, end=date(2021, 3, 4)), horizon="within two days"),
    )  # fmt: skip
    problem = Problem(code="V101", message="empty.txt is empty.", next_step="Take it out.", source="empty.txt",
                      stage="intake")  # fmt: skip
    quantities = (quantity_of("tellamra", seventeen, nineteen),)
    return make_contents(first, second, claims=claims, quantities=quantities, problems=(problem,))


def concluded() -> Contents:
    """The valley with a third report, which has no day, and a conclusion of every kind."""
    contents = valley()
    text = "On Tuesday guns fired on Tell Amra, the mayor said. The road has opened."
    third = make_report(text, name="undated", agency="Other Wire")
    fired = "On Tuesday guns fired on Tell Amra"
    guns = make_incident(third, fired, actor="Militia", place="Tell Amra", source="Mayor")
    seventeen, nineteen, _, shelling, _, road = contents.claims
    when = Period(start=date(2021, 3, 2), end=date(2021, 3, 2), basis="event")
    opened = Spot(report="undated", start=52, end=72, quote="The road has opened.")
    claims = tuple(claim.model_copy(update={"origin": "o1"}) for claim in contents.claims)
    made: dict[str, Any] = {
        "reports": (*contents.reports, third),
        "claims": (*claims, guns.model_copy(update={"origin": "o2"})),
        "origins": (
            Origin(id="o1", kind="agency", name="Levant Wire", first_report="tell-amra"),
            Origin(id="o2", kind="agency", name="Other Wire", first_report="undated"),
        ),
        "estimates": (
            Estimate(
                quantity="tellamra", rule="hull", low=17, best=None, high=None, grade="contested", sources=1,
                origins=1, claims=(seventeen.id, nineteen.id), why="Hull: all that the figures allow.",
            ),
        ),
        "discrepancies": (
            Discrepancy(id="d1", kind="revision", claims=(seventeen.id, nineteen.id), why="It was raised."),
        ),
        "notes": (
            Note(
                id="n1", kind="carried", quantity="tellamra", source=("Militia",), first=date(2021, 3, 1),
                last=date(2021, 3, 3), claims=(seventeen.id, nineteen.id), why="It repeats 17 on 3 days running.",
            ),
        ),
        "outcomes": (
            Outcome(
                forecast=road.id, verdict="met", why="Due by 2021-03-04; it has come.", due=date(2021, 3, 4),
                on=date(2021, 3, 3), settled_by=opened,
            ),
        ),
        "datings": (
            Dating(
                report="undated", first=date(2021, 3, 3), last=date(2021, 3, 5),
                days=(date(2021, 3, 3), date(2021, 3, 5)),
                clues=(Clue(kind="shared_event", says="Both tell one happening.", spots=(opened,)),),
            ),
        ),
        "timings": (Timing(claim=guns.id, when=when),),
        "events": (
            Event(
                id="e1", event="shelling", actor="Militia", place="Tell Amra", start=when.start, end=when.end,
                incidents=(shelling.id, guns.id),
                links=(Link(left=guns.id, right=shelling.id, probability=0.9, evidence=(("one place", 5.0),)),),
            ),
        ),
        "versions": (("rule", "hull"), ("vigil", "0.1.0")),
    }  # fmt: skip
    return contents.model_copy(update=made)


def claim_ids(contents: Contents) -> set[str]:
    """The ids of all claims."""
    claims: tuple[Claim, ...] = contents.claims
    return {claim.id for claim in claims}
