"""Figures as lines, and voices as colours."""

from __future__ import annotations

from tests.dossier.making import make_contents, make_figure, make_report, quantity_of
from vigil.dossier.tallies import shelve
from vigil.dossier.voices import gather_voices

REPORT = make_report("Of 17 dead, 12 were millers; 30 were hurt; later 19 dead were counted.", agency="Levant Wire")
SEVENTEEN = make_figure(REPORT, "17 dead", high=17, source="Hospital")
TWELVE = make_figure(REPORT, "12 were millers", low=12, high=12, who="millers")
THIRTY = make_figure(REPORT, "30 were hurt", low=30, high=30, measure="wounded")
NINETEEN = make_figure(REPORT, "19 dead", low=19, high=19, source="Mayor")


def test_every_figure_is_on_one_line_only() -> None:
    """Also where two quantities claim it, and where none does."""
    quantities = (quantity_of("a", SEVENTEEN, NINETEEN), quantity_of("b", NINETEEN), quantity_of("c", TWELVE))
    contents = make_contents(REPORT, claims=(SEVENTEEN, TWELVE, THIRTY, NINETEEN), quantities=quantities)
    lines = [(tally.id, [f.low for f in tally.figures]) for shelf in shelve(contents) for tally in shelf.tallies]
    assert lines == [("q-a", [17, 19]), ("q-c", [12]), (f"q-{THIRTY.id}", [30])]


def test_a_quantity_of_unknown_figures_has_no_line() -> None:
    """A ledger may hold less than its quantities name."""
    contents = make_contents(REPORT, claims=(TWELVE,), quantities=(quantity_of("a", SEVENTEEN),))
    assert [tally.lead for shelf in shelve(contents) for tally in shelf.tallies] == [TWELVE]


def test_the_latest_figure_leads_and_sources_are_counted() -> None:
    """Two spokesmen in one wire are two sources and one agency."""
    contents = make_contents(REPORT, claims=(SEVENTEEN, NINETEEN), quantities=(quantity_of("a", SEVENTEEN, NINETEEN),))
    (tally,) = shelve(contents)[0].tallies
    assert (tally.lead, tally.others, tally.sources) == (NINETEEN, (SEVENTEEN,), ("Hospital", "Mayor"))
    assert (tally.reports, tally.agencies, tally.origins) == (1, ("Levant Wire",), None)


def test_origins_are_counted_only_when_all_are_known() -> None:
    """One figure without an origin leaves the number of origins open."""
    known = [one.model_construct(**{**one.__dict__, "origin": "wire"}) for one in (SEVENTEEN, NINETEEN)]
    quantity = quantity_of("a", SEVENTEEN, NINETEEN)
    (shelf,) = shelve(make_contents(REPORT, claims=tuple(known), quantities=(quantity,)))
    assert shelf.tallies[0].origins == 1
    (shelf,) = shelve(make_contents(REPORT, claims=(known[0], NINETEEN), quantities=(quantity,)))
    assert shelf.tallies[0].origins is None


def test_five_sources_have_a_colour_and_the_unnamed_comes_last() -> None:
    """The report's own voice is no source, however much it says."""
    names = ["report"] * 9 + [name for n, name in enumerate("GFEDCBA", start=1) for _ in range(n)]
    claims = [make_figure(REPORT, "17 dead", high=17, source=name) for name in names]
    voices = [(voice.name, voice.mark) for voice in gather_voices(claims)]
    assert voices == [
        ("A", "v1"), ("B", "v2"), ("C", "v3"), ("D", "v4"), ("E", "v5"), ("F", "vx"), ("G", "vx"), ("report", "v0")
    ]  # fmt: skip
