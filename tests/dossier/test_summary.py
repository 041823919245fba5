"""The summary: what comes first, what is new, and whose name was meant."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dossier.making import make_contents, make_figure, make_report, quantity_of
from vigil.dossier.happenings import gather_happenings
from vigil.dossier.summary import claims_of_source, gather_known, near_names, summarise
from vigil.dossier.words import spread
from vigil.records import AnyClaim, Estimate, Event, Incident, Settled

OLD = make_report("Of 17 dead, 12 were millers. Jets hit the mill.", name="old")
COPY = make_report("Of 17 dead, 12 were millers. Army jets hit the mill. 30 were hurt.", name="copy")


def _estimate(quantity: str, *figures: AnyClaim, **fields: object) -> Estimate:
    made = {"low": 1, "best": 1, "high": 1, "grade": "weak", "sources": 1, "origins": 1, "why": "", **fields}
    return Estimate(quantity=quantity, rule="ucdp", claims=tuple(f.id for f in figures), **made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (16, 16, "person", "16"), (16, 19, "person", "16 to 19"), (1300, None, "person", "1,300 or more"),
        (None, 2000, "person", "up to 2,000"), (0.25, 4, "km2", "0.25 to 4 km\u00b2"),
    ],
)  # fmt: skip
def test_estimates_keep_their_open_ends(low: float, high: float, unit: str, said: str) -> None:
    """An end that is not known is never shown as a number."""
    assert spread(_estimate("q", low=low, high=high), unit=unit) == said  # type: ignore[arg-type]


def test_quantities_that_more_reports_give_come_first() -> None:
    """What the reports are about stands first, then what several hands tell; size comes last."""
    large, founded = make_figure(OLD, "17 dead", high=17), make_figure(OLD, "12 were millers", low=12, high=12)
    one, other = make_figure(OLD, "hit the mill", low=3), make_figure(COPY, "hit the mill", low=3)
    quantities = (quantity_of("a", large), quantity_of("b", founded), quantity_of("c", one, other))
    contents = make_contents(OLD, COPY, claims=(large, founded, one, other), quantities=quantities)
    estimates = (_estimate("a", large, best=1000), _estimate("b", founded, origins=2), _estimate("c", one, other))
    found = gather_known(contents.model_copy(update={"estimates": estimates}))
    assert [known.quantity.id for known in found] == ["c", "b", "a"]


def test_copy_of_an_old_sentence_is_not_new() -> None:
    """A later report's claim is new only where its sentence stood in no earlier report."""
    old = OLD.model_copy(update={"published": date(2021, 5, 3)})
    copy = COPY.model_copy(update={"published": date(2021, 5, 5)})
    again, hurt = make_figure(copy, "17 dead", high=17), make_figure(copy, "30 were hurt", low=30, high=30)
    settled = (
        Settled(claim=again.id, origin="o", evidence="earliest", holders=("old", "copy")),
        Settled(claim=hurt.id, origin="o", evidence="own", holders=("copy",)),
    )
    contents = make_contents(old, copy, claims=(again, hurt)).model_copy(update={"settled": settled})
    assert [claim.id for claim in summarise(contents, since=date(2021, 5, 4)).claims] == [hurt.id]


def test_tellings_agree_part_or_stand_alone() -> None:
    """What two tellings say alike is agreed, what they say differently is not, and silence is neither."""
    one = Incident.of(OLD, 29, 46, event="airstrike", target="mill", actor="Rebels")
    other = Incident.of(COPY, 29, 51, event="airstrike", actor="Army", place="Tell")
    event = Event(id="e", event="airstrike", incidents=(one.id, other.id))
    contents = make_contents(OLD, COPY, claims=(one, other)).model_copy(update={"events": (event,)})
    (happening,) = gather_happenings(contents)
    assert [trait.name for trait in happening.agreed] == ["what"]
    (parted,) = happening.disputed
    assert (parted.name, [told for told, _ in parted.answers]) == ("who did it", ["Rebels", "Army"])
    assert [trait.name for trait in happening.told_once] == ["to whom", "where"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("observatry", ("Syrian Observatory for Human Rights",)), ("hosp", ("Hospital",)), ("zebra", ()),
        ("SDF spokesmn", ()),
    ],
)  # fmt: skip
def test_near_names_are_put_forward(asked: str, names: tuple[str, ...]) -> None:
    """A slip of the pen or a part of a name finds it; anything else finds nothing."""
    sources = ("Hospital", "Syrian Observatory for Human Rights", "Syrian Democratic Forces")
    claims = [make_figure(OLD, "17 dead", high=17, source=source) for source in sources]
    assert near_names(claims, asked) == names


def test_source_is_found_by_its_other_names() -> None:
    """The short form of a party finds what is said under its full one, and a speaker what he says."""
    sdf = make_figure(OLD, "17 dead", high=17, source="Syrian Democratic Forces", speaker="Mustefa Bali")
    for name in ("SDF", "sdf", "syrian democratic forces", "Mustefa Bali"):
        assert claims_of_source([sdf], name) == (sdf,), name
    assert claims_of_source([sdf], "Hospital") == ()
