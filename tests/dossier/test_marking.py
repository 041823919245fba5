"""Claims marked in a text: nothing lost, nothing torn, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.dossier.making import make_contents, make_figure, make_forecast, make_incident, make_report
from vigil.dossier.marking import mark_report
from vigil.dossier.page import render
from vigil.records import Incident, Passage, Report

TEXT = "Shells fell on the mill at dawn, killing two millers, and the guard fled over the bridge."


def shown(report: Report, *claims: Incident) -> str:
    return "".join(segment.text for p in mark_report(report, claims) for segment in p.segments)


def test_crossing_claims_are_cut_into_flat_segments() -> None:
    """Where two claims cross, the stretch that they share is a segment under both."""
    report = make_report(TEXT)
    one = make_incident(report, "Shells fell on the mill at dawn, killing two millers")
    two = make_figure(report, "killing two millers, and the guard fled", low=2, high=2)
    segments = mark_report(report, (one, two))[0].segments
    assert [(s.text, s.depth) for s in segments] == [
        ("Shells fell on the mill at dawn, ", 1), ("killing two millers", 2), (", and the guard fled", 1),
        (" over the bridge.", 0),
    ]  # fmt: skip
    assert segments[0].opens == (one,)
    assert segments[1].closes == (one,)


def test_crossing_and_nested_claims_give_balanced_html() -> None:
    """The page's own text of such a report is well-formed XML, and every claim opens and closes once."""
    report = make_report(TEXT)
    claims = (
        make_incident(report, "Shells fell on the mill at dawn, killing two millers"),
        make_figure(report, "killing two millers, and the guard fled", low=2, high=2),
        make_figure(report, "two millers", low=2, high=2, who="millers"),
        make_forecast(report, "the guard fled over the bridge"),
        make_incident(report, "Shells fell", event="attack"),
    )
    page = render(make_contents(report, claims=claims))
    start = page.index('<div class="text">')
    body = etree.fromstring(page[start : page.index("</div>", start) + 6].replace("&nbsp;", " "))
    assert len(body.xpath(".//span[starts-with(@id, 'in-')]")) == len(claims)
    assert len(body.xpath(".//a[starts-with(@href, '#claim-')]")) == len(claims)
    assert not body.xpath(".//mark//mark")


def test_a_claim_over_two_paragraphs_opens_in_one_and_closes_in_the_other() -> None:
    """Quotes run over paragraphs; the break itself is not marked."""
    passages = (Passage(start=0, end=16), Passage(start=18, end=34))
    report = make_report("He said it fell.\n\nIt fell at noon.", passages=passages)
    claim = make_incident(report, "it fell.\n\nIt fell")
    first, second = mark_report(report, (claim,))
    assert [s.opens for s in first.segments] == [(), (claim,)]
    assert [s.closes for s in second.segments] == [(claim,), ()]


def test_text_between_passages_is_not_dropped() -> None:
    """Words that no passage holds are shown all the same."""
    report = make_report("One.\n\nTwo.\n\nThree.", passages=(Passage(start=6, end=10, kind="caption"),))
    assert [(p.segments[0].text, p.is_report) for p in mark_report(report, ())] == [
        ("One.", True), ("Two.", False), ("Three.", True)
    ]  # fmt: skip


def test_overlapping_passages_show_no_word_twice() -> None:
    """Ids would stand twice."""
    report = make_report("Two mills.", passages=(Passage(start=0, end=9), Passage(start=4, end=10)))
    assert shown(report) == "Two mills."


@given(st.lists(st.tuples(st.integers(0, 88), st.integers(1, 40)), max_size=8))
def test_any_claims_keep_every_letter_and_open_and_close_once(spans: list[tuple[int, int]]) -> None:
    """Whatever the overlap: the text stays whole, each claim has one beginning and one end, in this order."""
    report = make_report(TEXT)
    stretches = {(start, min(start + size, len(TEXT))) for start, size in spans}
    claims = [Incident.of(report, s, e, event="attack") for s, e in stretches if TEXT[s:e].strip()]
    claims = list({claim.id: claim for claim in claims}.values())
    segments = [segment for p in mark_report(report, claims) for segment in p.segments]
    assert "".join(segment.text for segment in segments) == TEXT
    for claim in claims:
        opening = [at for at, segment in enumerate(segments) if claim in segment.opens]
        closing = [at for at, segment in enumerate(segments) if claim in segment.closes]
        assert len(opening) == len(closing) == 1
        assert "".join(s.text for s in segments[opening[0] : closing[0] + 1]) == claim.quote


def test_marked_text_reads_as_the_report() -> None:
    """Without the links to entries the page shows the report's own words."""
    report = make_report(TEXT)
    page = html.document_fromstring(render(make_contents(report, claims=(make_incident(report, "the guard fled"),))))
    (paragraph,) = page.xpath("//div[@class='text']/p")
    for link in paragraph.xpath(".//a"):
        link.drop_tree()
    assert paragraph.text_content() == TEXT
