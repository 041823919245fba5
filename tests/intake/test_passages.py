"""What each paragraph is, and above all what must never be taken for furniture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.making import LAST, LEAD, NEXT, kind_amid, kinds_of, text_of
from vigil.intake.passages import divide


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("SEE ALSO: Neighbours close their borders to those who flee", "read_more"),
        ("More:What the truce means for the north", "read_more"),
        ("Aid convoy turned back at the river crossing", "read_more"),
        ("FILE PHOTO: A view of the market of Tall Warda, April 4, 2016.", "caption"),
        ("Smoke rises over Tall Warda. (Photo: Ann Other/EPA)", "caption"),
        ("A boy carries bread home. Ann Other/AFP", "caption"),
        ("Women are seen at a well near Tall Warda.", "caption"),
        ("Soldiers patrol the streets of Tall Warda.", "caption"),
        ("Image copyright Some Agency", "caption"),
        ("CLOSE The army says it has taken the town. Video provided by Newsroom", "caption"),
        ("Get the stories of the week in your inbox. By signing up, you agree to our terms.", "sign_up"),
        ("Sign up for our daily newsletter", "sign_up"),
        ("Follow us on Twitter for more", "sign_up"),
        ("[What the truce means for the people of the north]", "read_more"),
        ("Play Video 1:05", "caption"),
        ("Our Standards: the principles that we keep to.", "notice"),
        ("Write to Ann Other at ann@example.org", "byline"),
        ("CLICK HERE to read our earlier stories", "sign_up"),
        ("This article is more than 3 years old", "notice"),
        ("Editor's note: an earlier version misspelled a name.", "notice"),
        ("Copyright 2014 Some Paper. All rights reserved.", "notice"),
        ("Are you in Tall Warda? Send us your pictures.", "notice"),
        ("Advertisement", "notice"),
        ("Share this article", "menu"),
        ("World | Africa | Asia | Europe", "menu"),
        ("By Ann Other and Some Body", "byline"),
        ("12 March 2019, 10:15 GMT", "byline"),
        ("The Associated Press contributed to this report.", "byline"),
        ("USA TODAY", "byline"),
    ],
)
def test_furniture_is_told(paragraph: str, kind: str) -> None:
    """Each kind of furniture is found between paragraphs of body."""
    assert kind_amid(paragraph) == kind


@pytest.mark.parametrize(
    "paragraph",
    [
        "(Reuters) - Shells hit the market of Tall Warda on Monday, killing 12 people.",
        "TALL WARDA (AP) - Gunmen killed four soldiers at a checkpoint on Monday.",
        "By Friday, 12 soldiers had been killed in the clashes.",
        "By Monday the town had fallen",
        "12 March 2019: Shelling killed four people in Tall Warda.",
        "UPDATE: The death toll has risen to 40, officials said.",
        "Background: 300 families fled the town in March.",
        "The group's newsletter claimed that 12 soldiers were killed.",
        "The daily briefing by the army put the dead at 12.",
        "Close to 30 people were killed, a video of the attack showed.",
        "The town is seen as the gateway to the north.",
        "Activists share videos of the strikes and say that 12 people died.",
        "More than 300 people fled.",
        "Related attacks killed five people on Sunday.",
        "Inside Tall Warda",
        "- 'Mines' -",
        "‘Human shields’",
        "“Read more about it? We have no light to read by,” she said.",
        "“We stand in the cold in Tall Warda”",
        "• Three people were killed in Kafr Nuran",
        "1. Three people were killed in Kafr Nuran",
        "The guards stand by the deal they made in Geneva.",
        "Hundreds wait at the crossing near Tall Warda.",
        "A total of 12 bodies are seen as proof, the monitor said.",
        "The rebels, who sit in Geneva, were not asked.",
        "Four people were killed when a shell hit a bakery in the old town of Tall Warda",
        "[The town] is ours, the army said.",
        "Advertisements for the group were found on twelve bodies.",
        "Watch video of the strike and 12 bodies can be counted, the monitor said.",
        "According to state news agency (SANA).",
        "Sources close to the talks told reporters that 30 prisoners would go free.",
    ],
)
def test_body_is_kept(paragraph: str) -> None:
    """Running text, speech, leads, lists and subheads stay, however much they look like furniture."""
    assert kind_amid(paragraph) == "body"


def test_a_title_stands_over_the_text() -> None:
    """A first line without a full stop over running text is the title."""
    assert kinds_of("Shells Kill 12 in Market of Tall Warda", LEAD, NEXT) == ["title", "body", "body"]


def test_a_lead_is_no_title() -> None:
    """A first paragraph that ends in a full stop is body."""
    assert kinds_of(LEAD, NEXT)[0] == "body"


def test_a_lone_line_is_no_title() -> None:
    """With nothing below it, a line is the report."""
    assert kinds_of("Twelve people killed in Tall Warda") == ["body"]


def test_author_and_outlet_lines_are_bylines() -> None:
    """Names at the head, and a publisher alone on a line, are the byline."""
    assert kinds_of("Ann Other and Special Correspondent", "USA TODAY", LEAD, NEXT)[:2] == ["byline", "byline"]


def test_comments_end_the_report() -> None:
    """Whatever follows the count of comments is a comment, also where it reads like a report."""
    assert kinds_of(LEAD, NEXT, LAST, LEAD + " It said.", "Comments 2", NEXT + " No!")[-2:] == ["comment", "comment"]


def test_a_count_of_comments_above_the_text_ends_nothing() -> None:
    """A count at the head of the page leaves the report below it alone."""
    assert kinds_of("Shells Kill 12 in Tall Warda", "2 comments", LEAD, NEXT)[-2:] == ["body", "body"]


def test_a_list_of_links_above_the_text_ends_nothing() -> None:
    """A list of other stories ends the report only where more of it stands before than after."""
    assert kinds_of(LEAD, "Most read", NEXT, LAST)[-2:] == ["body", "body"]
    assert kinds_of(LEAD, NEXT, LAST, "Most read", "Dog finds its way home after a year.")[-1] == "read_more"


def test_a_caption_standing_twice_goes_twice() -> None:
    """A sentence in the present tense that stands twice is a caption, in one block or two."""
    caption = "Men survey the ruins of a bakery during a truce in Tall Warda."
    assert [p.kind for p in divide(text_of(LEAD, f"{caption}\n{caption}", NEXT))][1:3] == ["caption", "caption"]


def test_a_body_paragraph_standing_twice_is_kept_once() -> None:
    """A doubled lead loses its copy and no more."""
    assert kinds_of(LEAD, LEAD, NEXT) == ["body", "caption", "body"]


def test_a_report_without_full_stops_loses_no_line() -> None:
    """Where most lines lack a full stop, lacking one is the report's style, and no headline."""
    lines = [f"Shelling kills {count} people in Kafr Nuran" for count in range(3, 9)]
    assert set(kinds_of(LEAD, *lines, NEXT)) == {"body"}


def test_a_list_after_a_colon_is_kept() -> None:
    """Lines that a colon announces belong to the report."""
    kinds = kinds_of(LEAD, "The monitor listed the day's attacks:", "Car bomb at the gate of Kafr Nuran", NEXT)
    assert kinds[2] == "body"


@given(st.text(alphabet=st.sampled_from("ab .\n\"'()–:/1AFP"), max_size=300))
def test_passages_are_ordered_and_complete(text: str) -> None:
    """Whatever the text, its passages do not overlap and hold all that is not white space."""
    passages = divide(text)
    assert all(one.end <= other.start for one, other in pairwise(passages))
    assert "".join("".join(text[p.start : p.end].split()) for p in passages) == "".join(text.split())
