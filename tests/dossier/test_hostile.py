"""Report text is hostile until shown otherwise: in every field it stays text, in its place and in its direction."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.dossier.making import make_contents, make_figure, make_forecast, make_incident, make_report, quantity_of
from vigil.dossier.page import inert, render
from vigil.records import (
    Clue,
    Contents,
    Dating,
    Discrepancy,
    Estimate,
    Event,
    Given,
    Link,
    Origin,
    Outcome,
    Passage,
    Problem,
    Spot,
)

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!-- <script>",
    "{{ 7 * 7 }}{% raw %}",
    "]]>&lt;b&gt;&amp;",
)


def everywhere(words: str) -> Contents:
    """Contents with these words in every field that takes words."""
    report = make_report(
        f"Before {words} after. Then 17 fell.", name=words, title=words, outlet=words, agency=words, dateline=words,
        given=Given(title=words, outlet=words, url=words), passages=(Passage(start=0, end=6, kind="caption"),),
    )  # fmt: skip
    voice = {"speaker": words, "source": words, "place": words}
    spot = {"lat": 35.0, "lon": 36.0, "admin": words, "origin": words}
    figure = make_figure(
        report, "17 fell", who=words, side=words, by=words, part_of=words, high=17, **voice, **spot
    )
    incident = make_incident(report, f"{words} after", actor=words, target=words, **voice)
    other = make_incident(report, "17 fell", actor="others", target=words, **voice)
    forecast = make_forecast(report, words, what=words, horizon=words, **voice)
    problem = Problem(code=words, message=words, next_step=words, source=words, stage="reader")
    told = Spot(report=words, start=0, end=6, quote=words)
    estimate = Estimate(
        quantity="q", rule="ucdp", low=17, best=17, high=17, grade="weak", sources=1, origins=1, claims=(figure.id,),
        why=words,
    )  # fmt: skip
    link = Link(left=other.id, right=incident.id, probability=0.5, evidence=((words, 1.0),))
    return make_contents(
        report, claims=(figure, incident, other, forecast), problems=(problem,), versions=((words, words),),
        quantities=(quantity_of("q", figure),), estimates=(estimate,),
        origins=(Origin(id=words, kind="report", name=words, first_report=words),),
        discrepancies=(Discrepancy(id="d", kind="revision", claims=(figure.id,), why=words),),
        outcomes=(Outcome(forecast=forecast.id, verdict="met", why=words, settled_by=told),),
        datings=(
            Dating(report=words, last=date(2021, 3, 2), clues=(Clue(kind="weekday", says=words, spots=(told,)),)),
        ),
        events=(
            Event(id="e", event="shelling", actor=words, target=words, place=words, incidents=(incident.id, other.id),
                  links=(link,)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("words", ATTACKS)
def test_words_stay_words_in_every_field(words: str) -> None:
    """The page has the elements and attributes of a harmless one, and still shows the words."""
    page = html.document_fromstring(render(everywhere(words)))
    calm = html.document_fromstring(render(everywhere("calm")))
    assert [(e.tag, sorted(e.attrib)) for e in page.iter()] == [(e.tag, sorted(e.attrib)) for e in calm.iter()]
    assert words in page.text_content()


@pytest.mark.parametrize("words", ATTACKS)
def test_island_cannot_be_left(words: str) -> None:
    """No letter of the island can end or open an element, and it is still JSON."""
    island = html.document_fromstring(render(everywhere(words))).get_element_by_id("vigil-data").text
    assert not re.search("[<>&]", island)
    assert json.loads(island)["terms"]


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\x00", "\x1b", "\ud800"])
def test_characters_that_hide_or_turn_text_are_named(mark: str) -> None:
    """A number cannot be shown backwards, and the page can always be written as UTF-8."""
    text = render(make_contents(make_report("An odd day.", title=f"17{mark}31")))
    assert mark not in text
    assert f"17[U+{ord(mark):04X}]31" in text
    assert text.encode("utf-8")


def test_joiners_and_plain_direction_marks_are_kept() -> None:
    """Persian and Arabic need them: only overrides are named."""
    words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f(1)\u200e"
    assert inert(words) == words


def test_foreign_directions_are_isolated() -> None:
    """Names stand in bdi, paragraphs and quotes take their own direction."""
    name = "\u0627\u0644\u0628\u0627\u063a\u0648\u0632"
    page = html.document_fromstring(render(everywhere(name)))
    holders = {e.tag for e in page.xpath(f"//main//*[contains(text(), '{name}')]") if not e.get("dir")}
    # inside a paragraph or quote the direction is the paragraph's own; mark and title are not rendered by themselves
    assert holders <= {"bdi", "mark", "title", "text"}
    assert all(e.get("dir") == "auto" for e in page.xpath("//blockquote | //div[@class='text']/p"))


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), min_size=1, max_size=40).filter(str.strip))
def test_any_name_can_be_printed(words: str) -> None:
    """Whatever a source is called, the page is UTF-8 and every claim has its entry."""
    report = make_report("Then 17 fell.")
    figure = make_figure(report, "17 fell", source=words, who=words, high=17)
    text = render(make_contents(report, claims=(figure,)))
    page = html.document_fromstring(text.encode("utf-8").decode("utf-8"))
    assert page.get_element_by_id(f"claim-{figure.id}") is not None
