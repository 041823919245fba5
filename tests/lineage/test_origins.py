"""Origins: whose a claim first was, with what settled it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lineage.making import ELSEWHERE, OWN, WIRE, make_figure, make_report
from vigil.lineage import Origins, find_reuse, settle_origins
from vigil.records import Figure, Origin, Report

AFP = "Agence France-Presse"
DAY = date(2021, 5, 8)


def _settle(*reports: Report, figures: tuple[Figure, ...]) -> Origins:
    return settle_origins(reports, find_reuse(reports), figures)


def _told(origin: Origin) -> tuple[str, str, str]:
    return origin.kind, origin.name, origin.first_report


def test_a_report_that_credits_an_agency_is_the_agencys() -> None:
    """Outlet and agency are two things, and the origin is the agency."""
    report = make_report(WIRE, outlet="Morning Courier", agency=AFP)
    figure = make_figure(report, "17")
    origins = _settle(report, figures=(figure,))
    assert _told(origins.of(figure.id)) == ("agency", AFP, "report")
    assert origins.settled(figure.id).evidence == "credited"


def test_words_of_a_credited_report_are_the_agencys_without_a_credit() -> None:
    """And even where the copy that gives no credit has the earlier day."""
    wire = make_report(WIRE, name="wire", outlet="Evening Post", agency=AFP, day=DAY)
    copy = make_report(WIRE, name="copy", outlet="Morning Courier", day=date(2021, 5, 7))
    figure = make_figure(copy, "17")
    origins = _settle(wire, copy, figures=(figure,))
    assert _told(origins.of(figure.id)) == ("agency", AFP, "copy")
    assert (origins.settled(figure.id).evidence, origins.settled(figure.id).holders) == ("reused", ("copy", "wire"))


def test_a_report_may_be_part_wire_and_part_own() -> None:
    """Each claim has the origin of its own sentence."""
    wire = make_report(WIRE, name="wire", agency=AFP, day=DAY)
    mixed = make_report("\n\n".join([*WIRE.split("\n\n")[:2], OWN]), name="mixed", outlet="Morning Courier", day=DAY)
    taken, own = make_figure(mixed, "17"), make_figure(mixed, "6", words="6 boats")
    origins = _settle(wire, mixed, figures=(taken, own))
    assert _told(origins.of(taken.id)) == ("agency", AFP, "wire")
    assert _told(origins.of(own.id)) == ("outlet", "Morning Courier", "mixed")


def test_a_copy_of_another_outlets_report_is_that_outlets() -> None:
    """The earlier day tells who copied."""
    early = make_report(WIRE, name="zz-early", outlet="Evening Post", day=DAY)
    late = make_report(WIRE, name="aa-late", outlet="Morning Courier", day=date(2021, 5, 9))
    figures = make_figure(early, "17"), make_figure(late, "17")
    origins = _settle(early, late, figures=figures)
    assert {_told(origins.of(figure.id)) for figure in figures} == {("outlet", "Evening Post", "zz-early")}
    assert [origins.settled(figure.id).evidence for figure in figures] == ["own", "earliest"]


def test_without_an_outlet_the_earliest_report_is_the_origin() -> None:
    """A dated report comes before an undated one; of undated ones, the uncut one."""
    whole, cut = make_report(WIRE, name="zz"), make_report("\n\n".join(WIRE.split("\n\n")[:3]), name="aa")
    figure = make_figure(cut, "17")
    assert _told(_settle(whole, cut, figures=(figure,)).of(figure.id)) == ("report", "zz", "zz")
    dated = make_report("\n\n".join(WIRE.split("\n\n")[:4]), name="mm", day=DAY)
    assert _told(_settle(whole, cut, dated, figures=(figure,)).of(figure.id)) == ("report", "mm", "mm")


def test_on_one_day_nobody_knows_which_outlet_was_first() -> None:
    """Both copies have one origin, and it is called a report, not an outlet's own reporting."""
    one = make_report(WIRE, name="one", outlet="Evening Post", day=DAY)
    other = make_report(WIRE, name="other", outlet="Morning Courier", day=DAY)
    figures = make_figure(one, "17"), make_figure(other, "17")
    origins = _settle(one, other, figures=figures)
    assert {_told(origins.of(figure.id)) for figure in figures} == {("report", "one", "one")}
    assert {origins.settled(figure.id).evidence for figure in figures} == {"tied"}
    same = make_report(WIRE, name="other", outlet="Evening Post", day=DAY)
    assert _settle(one, same, figures=figures[:1]).of(figures[0].id).kind == "outlet"


def test_reports_that_share_nothing_have_origins_of_their_own() -> None:
    """The same number in other words is no copy."""
    one, other = make_report(WIRE, name="one"), make_report(ELSEWHERE, name="other")
    figures = make_figure(one, "17"), make_figure(other, "4", words="4 smugglers")
    origins = _settle(one, other, figures=figures)
    assert {origins.of(figure.id).name for figure in figures} == {"one", "other"}


def test_a_claim_whose_source_is_an_agency_is_the_agencys() -> None:
    """An outlet that names the agency as its voice reports nothing of its own."""
    report = make_report(OWN, outlet="Morning Courier")
    figure = make_figure(report, "6", words="6 boats", source="Associated Press")
    origins = _settle(report, figures=(figure,))
    assert _told(origins.of(figure.id)) == ("agency", "Associated Press", "report")


def test_a_claim_whose_source_is_another_outlet_is_that_outlets() -> None:
    """"..., the Evening Post reported"."""
    report, other = make_report(OWN, outlet="Morning Courier"), make_report(WIRE, name="x", outlet="Evening Post")
    figure = make_figure(report, "6", words="6 boats", source="Evening Post")
    assert _told(_settle(report, other, figures=(figure,)).of(figure.id)) == ("outlet", "Evening Post", "report")


def test_an_agency_that_publishes_by_itself_is_the_agency() -> None:
    """Its name as outlet is a credit."""
    report = make_report(WIRE, outlet="Reuters")
    figure = make_figure(report, "17")
    assert _told(_settle(report, figures=(figure,)).of(figure.id)) == ("agency", "Reuters", "report")


SPEECH = (
    "“We buried 40 of our sons below the ridge this month, and we shall not sign what others have written for us "
    "behind doors that were closed to every one of our elders”"
)


def test_what_two_outlets_quote_is_the_speakers_statement() -> None:
    """Both heard him; neither copied."""
    one = make_report(f"{OWN}\n\n{SPEECH}, the general said.", name="one", outlet="Evening Post", day=DAY)
    other = make_report(f"{ELSEWHERE}\n\n{SPEECH}, he told them.", name="other", outlet="Morning Courier", day=DAY)
    figures = tuple(make_figure(report, "40", source="General Staff") for report in (one, other))
    origins = _settle(one, other, figures=figures)
    assert {origins.of(figure.id).kind for figure in figures} == {"statement"}
    assert {origins.of(figure.id).name for figure in figures} == {"General Staff"}
    alone = _settle(one, figures=figures[:1])
    assert alone.of(figures[0].id).kind == "outlet"


def test_a_report_of_nobody_strewn_with_an_agencys_words_is_the_agencys() -> None:
    """Three passages over the whole text; one paragraph of wire at its top would not do."""
    wire = make_report(WIRE, name="wire", agency=AFP, day=DAY)
    parts, own = WIRE.split("\n\n"), OWN.split("\n\n")
    strewn = make_report("\n\n".join([parts[0], own[0], parts[2], own[2], parts[4]]), name="strewn")
    topped = make_report("\n\n".join([parts[0], *own]), name="topped")
    figure, other = (make_figure(report, "6", words="6 boats") for report in (strewn, topped))
    origins = _settle(wire, strewn, figures=(figure,))
    assert _told(origins.of(figure.id)) == ("agency", AFP, "strewn")
    assert origins.settled(figure.id).evidence == "scattered"
    assert _told(_settle(wire, topped, figures=(other,)).of(other.id)) == ("report", "topped", "topped")


@given(st.permutations(range(5)), st.permutations(range(4)))
@settings(max_examples=15, deadline=None)
def test_order_makes_no_difference(order: list[int], claims: list[int]) -> None:
    """Reports, reuse and claims in any order settle alike."""
    reports = [
        make_report(WIRE, name="a", outlet="Evening Post"),
        make_report(WIRE.replace("17", "71"), name="b", outlet="Morning Courier"),
        make_report("\n\n".join(WIRE.split("\n\n")[1:]), name="c", agency=AFP),
        make_report(f"{OWN}\n\n{WIRE}", name="d"),
        make_report(OWN, name="e", day=DAY),
    ]
    figures = [make_figure(reports[0], "17"), make_figure(reports[1], "71"), make_figure(reports[2], "31")]
    figures.append(make_figure(reports[3], "6", words="6 boats"))
    reuse = find_reuse(reports)
    expected = settle_origins(reports, reuse, figures)
    shuffled = [reports[k] for k in order]
    assert settle_origins(shuffled, reuse[::-1], [figures[k] for k in claims]) == expected
