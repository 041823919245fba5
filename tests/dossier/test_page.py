"""The page as a whole: one file, safe, complete, and linked both ways."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.dossier.making import claim_ids, concluded, make_contents, make_report, valley
from vigil.dossier import world
from vigil.dossier.page import render, write_page
from vigil.errors import DossierError
from vigil.records import Contents, Given

CREDITS = {"www.geonames.org", "creativecommons.org", "www.naturalearthdata.com"}


@pytest.fixture(scope="module")
def text() -> str:
    """The page of the valley."""
    return render(valley())


@pytest.fixture(scope="module")
def page(text: str) -> html.HtmlElement:
    """The same, parsed."""
    return html.document_fromstring(text)


def test_policy_allows_exactly_the_script_and_style_in_the_page(page: html.HtmlElement) -> None:
    """The hashes of the policy are those of what stands in the page, and nothing else may load."""
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = page.xpath("//script[not(@type)]/text()")[0]
    style = page.xpath("//style/text()")[0]
    digests = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (script, style)]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src {digests[0]};" in policy
    assert f"style-src {digests[1]};" in policy
    assert "unsafe" not in policy


def test_no_markup_needs_what_the_policy_forbids(page: html.HtmlElement) -> None:
    """No style attribute and no handler: the policy would drop them without a word."""
    names = {name for element in page.iter() for name in element.attrib}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_page_asks_nobody_for_anything(page: html.HtmlElement) -> None:
    """Nothing is loaded, and the only addresses are report urls and credits, as plain links without a referrer."""
    assert page.xpath("//@src") == []
    assert page.xpath("//link") == []
    away = [link for link in page.xpath("//a[@href]") if not link.get("href").startswith("#")]
    assert {urlsplit(link.get("href")).netloc for link in away} == CREDITS | {"example.org"}
    assert all("noreferrer" in link.get("rel") for link in away)
    assert all(use.get("href").startswith("#") for use in page.xpath("//use"))


@pytest.mark.parametrize("contents", [valley, concluded])
def test_every_claim_has_its_permalink_and_its_place_in_the_text(contents: Callable[[], Contents]) -> None:
    """Entry and text of each claim exist once and lead to each other."""
    page = html.document_fromstring(render(contents()))
    ids = set(page.xpath("//@id"))
    links = set(page.xpath("//a/@href"))
    wanted = claim_ids(contents())
    assert wanted
    for id_ in wanted:
        assert {f"claim-{id_}", f"in-{id_}"} <= ids
        assert {f"#claim-{id_}", f"#in-{id_}"} <= links


@pytest.mark.parametrize("contents", [valley, concluded])
def test_no_id_twice_and_no_link_into_nothing(contents: Callable[[], Contents]) -> None:
    """Fragments are unambiguous, and each one that is linked to exists."""
    page = html.document_fromstring(render(contents()))
    ids = Counter(page.xpath("//@id"))
    assert [id_ for id_, n in ids.items() if n > 1] == []
    links = page.xpath("//*[local-name()='a' or local-name()='use']/@href")
    assert {href[1:] for href in links if href[0] == "#"} <= set(ids)


def test_quantities_and_reports_have_permanent_ids(page: html.HtmlElement) -> None:
    """A quantity is found by its id, a report by its name, white space written as in an address."""
    ids = set(page.xpath("//@id"))
    assert {"q-tellamra", "report-tell-amra", "report-tell%20amra%202"} <= ids


def test_head_says_how_little_is_independent(page: html.HtmlElement) -> None:
    """Both reports run one agency, and the head says so before any figure."""
    duty = " ".join(page.xpath("//*[@class='duty']")[0].text_content().split())
    assert "2 of the 2 reports carry the text of one agency, Levant Wire." in duty
    assert "no confirmation" in duty


def test_a_series_shows_every_number_and_leads_with_the_latest(page: html.HtmlElement) -> None:
    """Never a single number where the sources give two."""
    row = page.get_element_by_id("q-tellamra")
    assert row.xpath(".//p[@class='num']/b/text()") == ["19"]
    assert "Also given: at least 17" in row.text_content()
    assert len(row.xpath(".//blockquote")) == 2


def test_figures_outside_any_quantity_are_shown(page: html.HtmlElement) -> None:
    """A figure that no quantity holds has a line of its own."""
    assert "1,300" in page.xpath("//article[@data-kind='figure']//p[@class='num']/b/text()")


def test_furniture_is_greyed_and_kept(page: html.HtmlElement) -> None:
    """What is not the report stays visible as what it is."""
    (menu,) = page.xpath("//p[@class='furniture']")
    assert "Read more: our other pages" in menu.text_content()


def test_problems_say_what_to_do(page: html.HtmlElement) -> None:
    """Code, sentence and next step."""
    assert "V101 empty.txt is empty. Take it out." in page.get_element_by_id("problems").text_content()


@pytest.mark.parametrize("contents", [valley, concluded])
def test_island_is_json(contents: Callable[[], Contents]) -> None:
    """The script finds one entry of terms for each entry on the page."""
    page = html.document_fromstring(render(contents()))
    terms = json.loads(page.get_element_by_id("vigil-data").text)["terms"]
    assert set(terms) == set(page.xpath("//article[contains(@class, 'entry')]/@id"))


def test_same_contents_give_the_same_page(text: str) -> None:
    """No clock and no chance in it."""
    assert render(valley()) == text


def test_empty_ledger_says_that_nothing_can_be_said() -> None:
    """Head, problems and method only."""
    page = html.document_fromstring(render(make_contents()))
    assert "Nothing can be said." in page.text_content()
    assert page.xpath("//main/section/@id") == ["problems", "method"]


def test_one_report_has_nothing_to_compare() -> None:
    """One report is said to be one."""
    assert "One report: nothing to compare." in render(make_contents(make_report("A quiet day.")))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", " https://a.b", "https:", "//a.b/c", "http://[x"]
)
def test_addresses_that_are_no_web_pages_are_text(url: str) -> None:
    """Only http and https are linked."""
    page = html.document_fromstring(render(make_contents(make_report("A quiet day.", given=Given(url=url)))))
    assert url not in page.xpath("//a/@href")
    assert url.strip() in page.text_content()


def test_write_leaves_one_whole_file(tmp_path: Path) -> None:
    """The page is there and no part of it besides; an older page is replaced."""
    target = tmp_path / "dossier.html"
    target.write_text("old")
    write_page(valley(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.html"]
    assert target.read_text(encoding="utf-8") == render(valley())


def test_a_failed_write_keeps_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new page cannot take its place the old one stays, and the error says why."""
    target = tmp_path / "dossier.html"
    target.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DossierError, match=r"V502.*No space left"):
        write_page(valley(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.html"]
    assert target.read_text() == "old"


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """No traceback, a code."""
    with pytest.raises(DossierError, match="V502"):
        write_page(valley(), tmp_path / "none" / "dossier.html")


def test_missing_bundle_is_named() -> None:
    """What the build has not made is a fault with its code."""
    with pytest.raises(DossierError, match="V501"):
        world.static("never-built.js")


def test_days_without_a_report_are_said() -> None:
    """Silence is shown, and is not called peace."""
    text = render(valley())
    assert "No report for 3\u20136 March 2021 (4 days)" in text
    assert 'class="silent"' in text


def test_no_gap_is_drawn_between_neighbouring_days() -> None:
    """Two days in a row leave nothing to hatch."""
    days = (date(2021, 3, 1), date(2021, 3, 2))
    reports = [make_report("A quiet day.", name=f"r{d.day}", given=Given(published=d)) for d in days]
    assert not re.search(r'class="silent"|No report for', render(make_contents(*reports)))


def test_no_line_of_provenance_is_empty(page: html.HtmlElement) -> None:
    """A part that is not known is left out, not printed as a gap."""
    parts = page.xpath("//p[@class='prov']/*")
    assert parts
    assert all(part.text_content().strip() for part in parts)


@pytest.fixture(scope="module")
def whole() -> html.HtmlElement:
    """The valley's page with all that follows from its reports."""
    return html.document_fromstring(render(concluded()))


def _said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_what_is_known_names_rule_grade_origins_and_disputes(whole: html.HtmlElement) -> None:
    """An open end stays open, and the number leads to its figures and to what speaks against it."""
    row = whole.get_element_by_id("k-tellamra")
    said = _said(row)
    assert row.xpath(".//p[@class='num']/b/text()") == ["17 or more"]
    assert "best" not in said
    for part in ("by the rule hull", "1 origin: Levant Wire; 2 reports", "sources exclude one another", "revised"):
        assert part in said, part
    assert "#d-d1" in row.xpath(".//a/@href")


def test_odd_series_are_named_with_their_figures(whole: html.HtmlElement) -> None:
    """Where a count is odd, whose and on which days, and which figures show it."""
    row = whole.get_element_by_id("n-n1")
    said = _said(row)
    for part in ("Carried forward", "It repeats 17 on 3 days running.", "Militia"):
        assert part in said, part
    assert len([link for link in row.xpath(".//a/@href") if link.startswith("#claim-")]) == 2


def test_sections_come_in_the_order_in_which_a_reader_needs_them(whole: html.HtmlElement) -> None:
    """Whoever leaves after two screens has seen what is disputed."""
    order = ["known", "disputed", "figures", "days", "where", "forecasts", "sources", "reports", "problems", "method"]
    assert whole.xpath("//main/section/@id") == order


def test_without_an_estimate_nothing_is_called_known(page: html.HtmlElement) -> None:
    """No conclusion, no section."""
    assert "known" not in page.xpath("//main/section/@id")


def test_forecasts_show_what_became_of_them(whole: html.HtmlElement) -> None:
    """The verdict in words, and the sentence that settles it with its report."""
    said = _said(whole.get_element_by_id("forecasts"))
    assert "Came true. Due by 2021-03-04; it has come. The road has opened. R3 3 March 2021" in said


def test_undated_report_shows_its_possible_days_and_why(whole: html.HtmlElement) -> None:
    """Inferred days are marked as such, with the sentences that they rest on."""
    said = _said(whole.get_element_by_id("report-undated"))
    assert "3\u20135 March 2021 inferred: one of 2 days" in said
    assert "Both tell one happening. R3 The road has opened." in said


def test_tellings_of_one_event_stand_together(whole: html.HtmlElement) -> None:
    """One line for the event, every telling in it, its inferred time marked, and what joined them."""
    row = whole.get_element_by_id("event-e1")
    said = _said(row)
    assert len(row.xpath(".//blockquote")) == 2
    for part in ("2 tellings", "2 March 2021, inferred", "one place (+5.0)", "2 origins: Levant Wire, Other Wire"):
        assert part in said, part
    assert len(whole.xpath("//section[@id='days']//article")) == 2
