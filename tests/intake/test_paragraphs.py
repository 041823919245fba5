"""Where the paragraphs of a text lie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vigil.intake.paragraphs import find_paragraphs


def words(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    """A blank line, with or without spaces on it, ends a paragraph."""
    assert words("One.\n\nTwo.\n \t \nThree.") == ["One.", "Two.", "Three."]


def test_lines_part_where_no_blank_lines_do() -> None:
    """Lines that end their sentences are paragraphs of their own."""
    text = "The army took the town on Monday.\nRebels left it a day before.\nNobody was hurt."
    assert words(text) == text.split("\n")


def test_wrapped_lines_belong_together() -> None:
    """Lines broken at a column are one paragraph, until one ends short."""
    text = (
        "The army said on Monday that it had taken the last of the villages\n"
        "on the eastern bank of the river, after three weeks of fighting that\n"
        "left hundreds dead.\n"
        "Rebels denied it and said that their men were still holding on to two\n"
        "villages in the south, and that talks were going on."
    )
    assert [part.split()[0] for part in words(text)] == ["The", "Rebels"]


def test_long_lines_are_never_joined() -> None:
    """A line longer than any column stands alone, though the next goes on in lower case."""
    long = "The " + "very " * 30 + "end"
    assert words(f"{long}\nand more") == [long, "and more"]


@given(st.text(alphabet=" \t\n.,ab", max_size=200))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    """The paragraphs hold every character but white space, in order."""
    spans = find_paragraphs(text)
    assert " ".join(text[span.start : span.end] for span in spans).split() == text.split()
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
