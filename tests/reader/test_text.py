"""Reports as sentences of tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.making import make_text
from vigil.reader.text import make_plain


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Karim Daoud spoke. He left.", 2),
        ("The No. 2 leader was killed.", 1),
        ('"We won." He left the room.', 2),
        ("Troops entered the U.S. The president spoke.", 2),
        ("The U.S. Army said so.", 1),
        ("Did it end? Nobody knew!", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Sentences end at full stops, not inside titles and abbreviations."""
    assert len(make_text(text).sentences) == count


@given(st.text(max_size=200))
def test_plain_text_has_the_same_length(text: str) -> None:
    """Making a text plain moves no offset."""
    assert len(make_plain(text)) == len(text)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="abc .,\"'\u201c\u2019\n\u00a012", min_size=1, max_size=120))
def test_tokens_stand_at_their_offsets(text: str) -> None:
    """Every token's form is the text at its offsets, made plain."""
    made = make_text(text)
    for sentence in made.sentences:
        for token in sentence.tokens:
            assert made.plain[token.start : token.end] == token.form


def test_paragraphs_bound_sentences() -> None:
    """No sentence runs over an empty line."""
    text = make_text("The first paragraph has no stop\n\nthe second has none either")
    assert [sentence.paragraph for sentence in text.sentences] == [0, 1]


def test_title_is_set_apart() -> None:
    """The title's sentences are not the body's."""
    text = make_text("Shells fell.", title="Shells fall on the town")
    assert [s.text for s in text.title] == ["Shells fall on the town"]
    assert [s.text for s in text.body] == ["Shells fell."]


def test_arcs_stay_in_their_sentence() -> None:
    """Every head is a token of the same sentence."""
    for sentence in make_text("The army said a strike killed 12. Others fled, the monitor said.").sentences:
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)
