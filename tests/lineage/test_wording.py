"""Words as they are compared: what light edits change is folded away, and offsets stay those of the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lineage.making import make_report
from vigil.lineage.wording import NUMBER, Vocabulary, Words, fold, split_words


def _split(text: str) -> Words:
    return split_words(make_report(text), Vocabulary())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jihadist-held", "jihadistheld"),
        ("U.S.-led", "US-led"),
        ("centre", "Center"),
        ("mobilised", "mobilized"),
        ("travelling", "traveling"),
        ("Syria’s", "Syria's"),
        ("Málaga", "Malaga"),
        ("kilometres", "km"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    """House style does not make another word."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("rise", "rize"), ("wise", "wize"), ("killed", "kiled"), ("our", "or")])
def test_short_words_keep_their_endings(one: str, other: str) -> None:
    """An ending is folded only where enough of a word stands before it."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("37,000", 37000.0),
        ("2 000", 2000.0),
        ("1.5 million", 1_500_000.0),
        ("twenty-two", 22.0),
        ("twelve", 12.0),
        ("two hundred", 200.0),
        ("17:34", "17:34"),
    ],
)
def test_a_number_is_one_word_with_a_value(written: str, value: float | str) -> None:
    """However it is written, a number takes one place in the row."""
    words = _split(f"about {written} people")
    assert [int(i) == NUMBER for i in words.ids] == [False, True, False]
    assert words.value(1) == value
    assert words.text(1, 2) == written


@pytest.mark.parametrize("text", ["in 2014 300 fled", "between 12 15 men", "room 7 20 dead"])
def test_two_numbers_side_by_side_stay_two(text: str) -> None:
    """Only a group of three digits after one to three others goes on with the number before it, and no year does."""
    assert (_split(text).ids == NUMBER).sum() == 2


def test_a_unit_stuck_to_its_number_is_parted_from_it() -> None:
    """"155mm" and "155 mm" are the same two words."""
    vocabulary = Vocabulary()
    one, other = (split_words(make_report(text), vocabulary) for text in ("155mm shells", "155 mm shells"))
    assert one.ids.tolist() == other.ids.tolist()


def test_what_is_not_the_report_is_left_out_and_breaks_the_row() -> None:
    """A caption gives no words, and what stands around it is two stretches."""
    words = split_words(make_report("One two.\n\nA caption.\n\nThree four.", kinds={1: "caption"}), Vocabulary())
    assert [words.text(k, k + 1) for k in range(len(words))] == ["One", "two", "Three", "four"]
    assert words.stretches[1] != words.stretches[2]


def test_words_in_quotation_marks_are_known() -> None:
    """Straight and curly marks; one left open runs to the end of its paragraph."""
    words = _split('He said "we held" then “they fled” and "so it\n\nended')
    quoted = [words.text(k, k + 1) for k in range(len(words)) if words.quoted[k]]
    assert quoted == ["we", "held", "they", "fled", "so", "it"]


@given(st.text(max_size=200))
def test_every_word_stands_at_its_offsets(text: str) -> None:
    """Whatever the text, words come in order, none empty, none overlapping."""
    words = _split(text or " ")
    ends = [words.end(k) for k in range(len(words))]
    assert all(words.start(k) < words.end(k) <= len(text) for k in range(len(words)))
    assert all(end <= words.start(k + 1) for k, end in enumerate(ends[:-1]))


@given(st.lists(st.sampled_from("the Tell-Zaitun centre U.S. killed organised café".split()), max_size=12))
def test_words_do_not_depend_on_case(parts: list[str]) -> None:
    """Capitals make no other word."""
    vocabulary = Vocabulary()
    text = " ".join(parts) or " "
    one, other = (split_words(make_report(t), vocabulary) for t in (text, text.upper()))
    assert one.ids.tolist() == other.ids.tolist()
