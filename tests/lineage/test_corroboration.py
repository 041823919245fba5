"""Corroboration: sources and origins are counted, never outlets."""

from __future__ import annotations

from datetime import date

from tests.lineage.making import ELSEWHERE, OWN, WIRE, make_figure, make_report
from vigil.lineage import Corroboration, corroborate, find_reuse, settle_origins
from vigil.records import Figure, Report

AFP = "Agence France-Presse"
OUTLETS = ("Morning Courier", "Evening Post", "Harbour Times", "Northern Tribune", "Valley Gazette")


def _corroborate(reports: list[Report], figures: list[Figure]) -> Corroboration:
    return corroborate(figures, origins=settle_origins(reports, find_reuse(reports), figures))


def test_five_papers_with_one_wire_are_one_witness() -> None:
    """The earliest is told first, the others are its copies."""
    reports = [
        make_report(WIRE, name=outlet.lower(), outlet=outlet, agency=AFP, day=date(2021, 5, 12 - k))
        for k, outlet in enumerate(OUTLETS)
    ]
    figures = [make_figure(report, "2400", words="2,400") for report in reports]
    found = _corroborate(reports, figures)
    assert (found.witnesses, len(found.origins), found.sources) == (1, 1, ())
    assert found.firsts == (figures[-1].id,)
    assert sorted(found.copies) == sorted(figure.id for figure in figures[:-1])


def test_two_spokesmen_in_one_wire_are_two_witnesses() -> None:
    """Two sources, one origin."""
    report = make_report(WIRE, agency=AFP)
    figures = [make_figure(report, "17", source="Health Ministry"), make_figure(report, "31", source="doctors")]
    found = _corroborate([report], figures)
    assert (found.witnesses, len(found.origins), found.sources) == (2, 1, ("Health Ministry", "doctors"))
    assert found.copies == ()


def test_one_spokesman_in_two_wires_is_one_man_heard_twice() -> None:
    """One source, two origins; neither figure is a copy of the other."""
    reports = [make_report(OWN, name="one", agency=AFP), make_report(ELSEWHERE, name="two", agency="Reuters")]
    figures = [
        make_figure(reports[0], "6", words="6 boats", source="Coast Guard"),
        make_figure(reports[1], "4", words="4 smugglers", source="Coast Guard"),
    ]
    found = _corroborate(reports, figures)
    assert (found.witnesses, len(found.origins), len(found.firsts)) == (1, 2, 2)


def test_two_outlets_that_report_by_themselves_are_two_witnesses() -> None:
    """Each speaks in its own voice."""
    reports = [make_report(OWN, name="one", outlet=OUTLETS[0]), make_report(ELSEWHERE, name="two", outlet=OUTLETS[1])]
    figures = [make_figure(reports[0], "6", words="6 boats"), make_figure(reports[1], "4", words="4 smugglers")]
    assert _corroborate(reports, figures).witnesses == 2


def test_nothing_is_said_by_nobody() -> None:
    """No figures, no witnesses."""
    assert _corroborate([], []) == Corroboration()
