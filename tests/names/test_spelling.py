"""Folding, the consonant skeleton, and how alike two spellings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.names.spelling import fold, same_spelling, skeleton, without_article


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Baghouz", "Beghouz"), ("Baghouz", "Al-Baghuz"), ("Mustefa", "Mostefa"), ("Mustafa", "Mostefa"),
        ("Deir Ezzor", "Deir ez-Zor"), ("Deir al-Zor", "Dayr az Zawr"), ("Raqqa", "Ar-Raqqah"), ("Ouadi", "Wadi"),
        ("Muqdisho", "Mogadishu"), ("Shayrat", "Chayrat"), ("Qandahar", "Kandahar"), ("Yusuf", "Youssef"),
    ],
)  # fmt: skip
def test_one_name_romanised_twice_has_one_skeleton(a: str, b: str) -> None:
    """Articles, vowels, doubled letters and the letters for one sound make no difference."""
    assert skeleton(a) == skeleton(b) != ""


@pytest.mark.parametrize(("a", "b"), [("Idlib", "Dalib"), ("Homs", "Hama"), ("Kirkuk", "Karak"), ("Mosul", "Marsa")])
def test_different_names_have_different_skeletons(a: str, b: str) -> None:
    """The consonants tell names apart, and so does a vowel that begins one."""
    assert skeleton(a) != skeleton(b)


def test_a_name_in_another_script_has_no_skeleton() -> None:
    """Arabic is matched as written, never by guessed consonants."""
    assert skeleton("الرقة") == ""


def test_fold_takes_away_marks_apostrophes_and_hyphens() -> None:
    """What is mere typing goes; the words stay."""
    assert fold("Ta‘izz-Şehir  Ḩaḑramawt") == "taizz shehir hadramawt"


def test_arabic_is_folded_to_one_form_of_alef_and_ya() -> None:
    """Marks and the variant letters make no difference."""
    assert fold("إدلب") == fold("ادلب")


def test_only_the_article_of_a_name_is_dropped() -> None:
    """A name that merely begins with its letters keeps them."""
    assert without_article("al-Bab") == "Bab"
    assert without_article("Aleppo") == "Aleppo"
    assert without_article("the Hamrin hills") == "Hamrin hills"


def test_spellings_rank_from_the_same_to_the_unlike() -> None:
    """Equal when folded is 1; the same consonants come next; anything else stays below both."""
    same, alike, unlike = (same_spelling("Baghouz", b) for b in ("al-Baghouz", "Baghuz", "Bashiqa"))
    assert same == 1.0
    assert same > alike >= 0.8 > unlike


def test_short_names_that_differ_in_their_vowels_are_not_taken_for_one() -> None:
    """Too many places share two consonants."""
    assert same_spelling("Douma", "Dama") < 0.8


@given(st.text(max_size=30))
def test_fold_is_settled_at_once(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_same_spelling_does_not_depend_on_the_order(a: str, b: str) -> None:
    """Two names are as alike as they are, whichever comes first, between 0 and 1."""
    assert same_spelling(a, b) == pytest.approx(same_spelling(b, a))
    assert 0 <= same_spelling(a, b) <= 1
