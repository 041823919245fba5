"""Furniture: what an outlet puts under all of its reports is nothing they share."""

from __future__ import annotations

from tests.lineage.making import ELSEWHERE, OWN, WIRE, make_report
from vigil.lineage import find_reuse
from vigil.lineage.furniture import find_furniture
from vigil.records import Report

SIGN_UP = "Readers of the Courier who want the news of the valley before breakfast may leave an address at our office."


def _reports(*texts: str, outlet: str = "Morning Courier") -> list[Report]:
    return [make_report(text, name=f"r{k}", outlet=outlet) for k, text in enumerate(texts)]


def test_a_closing_paragraph_of_three_stories_is_furniture() -> None:
    """It is known for what it is, and makes no pair."""
    reports = _reports(*(f"{text}\n\n{SIGN_UP}" for text in (WIRE, OWN, ELSEWHERE)))
    assert find_furniture(reports) == {SIGN_UP}
    assert find_reuse(reports) == ()


def test_two_stories_are_too_few() -> None:
    """Two reports may end alike because one copied the other."""
    reports = _reports(*(f"{text}\n\n{SIGN_UP}" for text in (WIRE, OWN)))
    assert find_furniture(reports) == frozenset()
    assert len(find_reuse(reports)) == 1


def test_copies_of_one_story_are_one_story() -> None:
    """Their beginnings and ends are news."""
    copies = _reports(*(f"{WIRE}\n\nThe {word} edition went to press late." for word in ("first", "second", "third")))
    assert find_furniture(copies) == frozenset()
    assert len(find_reuse(copies)) == 3


def test_a_paragraph_with_a_number_is_news() -> None:
    """Background that an outlet repeats is what a monitor reads it for."""
    background = "The war in the valley has killed 4,000 people since the spring of the year in which the dam broke."
    reports = _reports(*(f"{text}\n\n{background}" for text in (WIRE, OWN, ELSEWHERE)))
    assert find_furniture(reports) == frozenset()
    assert len(find_reuse(reports)) == 3


def test_paragraphs_in_the_middle_are_news() -> None:
    """Furniture stands at the edges."""
    around = [[f"Paragraph {letter}{k} tells of the {letter}{k} matter alone." for k in range(6)] for letter in "abc"]
    reports = _reports(*("\n\n".join([*texts[:3], SIGN_UP, *texts[3:]]) for texts in around))
    assert find_furniture(reports) == frozenset()
