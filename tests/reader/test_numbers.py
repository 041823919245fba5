"""Numbers: values, qualifiers, ranges, areas, and the reasons why a number counts nothing."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.reader.numbers import Number, find_areas, find_numbers, refuse
from vigil.reader.numerals import find_numerals, spelled_value
from vigil.reader.text import Sentence, parse_one
from vigil.records import Report


def _sentence(text: str) -> Sentence:
    report = Report(id=hashlib.sha256(text.encode()).hexdigest(), name="own", text=text)
    return parse_one(report).sentences[0]


def _numbers(text: str) -> tuple[Number, ...]:
    return tuple(n for n in find_numbers(_sentence(text)) if n.form != "article")


def _number(text: str) -> Number:
    return _numbers(text)[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("16 villagers fled.", 16, 16, "exact"),
        ("1,300 villagers fled.", 1300, 1300, "exact"),
        ("In all 2 000 villagers fled.", 2000, 2000, "exact"),
        ("In all 2\u202f000 villagers fled.", 2000, 2000, "exact"),
        ("In all 2\u00a0000 villagers fled.", 2000, 2000, "exact"),
        ("1.2 million villagers fled.", 1_200_000, 1_200_000, "exact"),
        ("Twenty-one villagers fled.", 21, 21, "exact"),
        ("Two hundred and five villagers fled.", 205, 205, "exact"),
        ("Two dozen villagers fled.", 24, 24, "exact"),
        ("Half a dozen villagers fled.", 6, 6, "exact"),
        ("A quarter of a million villagers fled.", 250_000, 250_000, "exact"),
        ("Dozens of villagers fled.", 24, None, "vague"),
        ("Scores of villagers fled.", 40, None, "vague"),
        ("Hundreds of villagers fled.", 200, None, "vague"),
        ("Tens of thousands of villagers fled.", 20_000, None, "vague"),
        ("Hundreds of thousands of villagers fled.", 200_000, None, "vague"),
        ("Millions of villagers fled.", 2_000_000, None, "vague"),
        ("Several hundred villagers fled.", 300, None, "vague"),
        ("A few hundred villagers fled.", 300, None, "vague"),
        ("Several villagers fled.", 3, None, "vague"),
        ("A few villagers fled.", 3, None, "vague"),
        ("A number of villagers fled.", 3, None, "vague"),
        ("A couple of villagers fled.", 2, 2, "vague"),
        ("A pair of villagers fled.", 2, 2, "exact"),
        ("Twin bombs went off.", 2, 2, "exact"),
        ("No villagers fled.", 0, 0, "exact"),
        ("At least 44 villagers fled.", 44, None, "at_least"),
        ("No fewer than 44 villagers fled.", 44, None, "at_least"),
        ("More than 44 villagers fled.", 44, None, "more_than"),
        ("More than a dozen villagers fled.", 12, None, "more_than"),
        ("Over 44 villagers fled.", 44, None, "more_than"),
        ("Upwards of 44 villagers fled.", 44, None, "more_than"),
        ("Up to 600 villagers fled.", None, 600, "up_to"),
        ("As many as 600 villagers fled.", None, 600, "up_to"),
        ("Fewer than 600 villagers fled.", None, 600, "less_than"),
        ("No more than 600 villagers fled.", None, 600, "up_to"),
        ("Around 600 villagers fled.", 600, 600, "about"),
        ("An estimated 600 villagers fled.", 600, 600, "about"),
        ("Some 600 villagers fled.", 600, 600, "about"),
        ("Nearly 600 villagers fled.", 600, 600, "nearly"),
        ("Close to 600 villagers fled.", 600, 600, "nearly"),
        ("The 600-plus villagers fled.", 600, None, "at_least"),
        ("At least 600 or so villagers fled.", 600, None, "at_least"),
        ("At least several hundred villagers fled.", 300, None, "at_least"),
        ("10 to 15 villagers fled.", 10, 15, "exact"),
        ("Between 10 and 15 villagers fled.", 10, 15, "exact"),
        ("Around 200-300 villagers fled.", 200, 300, "about"),
        ("Two or three villagers fled.", 2, 3, "exact"),
        ("10 to 15 million villagers fled.", 10_000_000, 15_000_000, "exact"),
    ],
)
def test_number_forms_give_the_interval_of_the_claim_format(
    text: str, low: float | None, high: float | None, qualifier: str
) -> None:
    """Every way of writing a number has the bounds and the qualifier that the claim format rules."""
    number = _number(text)
    assert (number.low, number.high, number.qualifier) == (low, high, qualifier)


def test_a_number_spans_its_qualifier_and_points_at_its_own_tokens() -> None:
    """start and end take in the qualifier; first and last are the bare number."""
    text = "The army said more than 1,750 recruits left."
    sentence = _sentence(text)
    number = next(n for n in find_numbers(sentence) if n.form == "digits")
    assert text[number.start : number.end] == "more than 1,750"
    assert [t.form for t in sentence.tokens[number.first : number.last + 1]] == ["1,750"]


def test_a_qualifier_reaches_over_and_under_one_verb() -> None:
    """Ruling 2: "more than 20 X and 10 Y" are both more than."""
    first, second = _numbers("More than 20 soldiers and 10 guards were lost.")
    assert (first.qualifier, second.qualifier) == ("more_than", "more_than")
    assert (second.low, second.high, second.shares_qualifier) == (10, None, True)


def test_a_qualifier_reaches_through_a_list() -> None:
    """The bound of the first covers every conjunct."""
    numbers = _numbers("At least 20 soldiers, 15 clerks and 3 guards were lost.")
    assert [n.qualifier for n in numbers] == ["at_least"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "At least 20 people were killed and 10 wounded.",
        "At least 20 people died and 10 guards fled.",
        "At least 20 dead and 10 wounded were counted.",
    ],
)
def test_a_new_predicate_ends_the_reach_of_a_qualifier(text: str) -> None:
    """What is killed at least says nothing of the wounded."""
    assert [n.qualifier for n in _numbers(text)] == ["at_least", "exact"]


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    """ "rose from 10 to 15" tells two values."""
    assert [n.low for n in _numbers("The toll rose from 10 to 15.")] == [10, 15]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The driver, aged 23, fled.", "age"),
        ("A 23-year-old driver fled.", "age"),
        ("Omar Haddad, 34, fled.", "age"),
        ("They stole $500 there.", "money"),
        ("They stole 3 million dollars there.", "money"),
        ("About 12 percent fled.", "percentage"),
        ("Some 12% fled.", "percentage"),
        ("It began on March 3 there.", "date"),
        ("It began on 3 March there.", "date"),
        ("It began in 2014 there.", "year"),
        ("A 2005 rocket attack was recalled.", "year"),
        ("Gunfire began at 5:30 there.", "time of day"),
        ("Gunfire began at 5 a.m. there.", "time of day"),
        ("They fired 155mm shells.", "calibre"),
        ("They waited two days there.", "duration"),
        ("It was an eight-year war.", "duration"),
        ("They walked 12 miles north.", "length"),
        ("They walked 300 metres north.", "length"),
        ("They seized 40 kilograms there.", "weight"),
        ("A five-star hotel burned.", "description"),
        ("The group's No. 2 man fled.", "label"),
        ("They blocked Highway 5 there.", "label"),
        ("They flew an F-16 there.", "label"),
        ("It is a town of 30,000 people.", "population"),
        ("It was the third-largest town.", "rank"),
        ("It was the 21st century.", "rank"),
        ("Half of the villagers fled.", "fraction"),
        ("One in five villagers fled.", "fraction"),
        ("It was one of the largest raids.", "idiom"),
        ("The truce no longer held.", "idiom"),
        ("They held four square kilometres there.", "area"),
    ],
)
def test_what_counts_nothing_is_refused_by_name(text: str, reason: str) -> None:
    """Ages, money, dates and the like each have their rule."""
    sentence = parse_one(Report(id="0" * 64, name="own", text=text)).sentences
    reasons = {refuse(n, s) for s in sentence for n in find_numbers(s)} - {None}
    if reason == "rank":
        assert reasons <= {"rank", "duration"}
        assert reasons
    elif reason == "label" and "No." in text:  # the abbreviation may end a sentence for the parser
        assert {"label", "idiom"} & reasons
    else:
        assert reason in reasons


@pytest.mark.parametrize(
    "text",
    [
        "16 soldiers were killed.",
        "A 30-man squad arrived.",
        "It was the fourth death in a month.",
        "One of them was killed.",
        "No civilians were hurt.",
        "2,014 soldiers were killed.",
        "They shelled 12 villages.",
        "It killed 500 on Sunday.",
        "Another 12 guards fled.",
        "Both pilots died.",
    ],
)
def test_counts_are_not_refused(text: str) -> None:
    """The rules leave numbers of people, things and events alone."""
    sentence = _sentence(text)
    numbers = [n for n in find_numbers(sentence) if (n.form != "article" and (n.low or 0) != 1) or "One" in text]
    assert any(refuse(n, sentence) is None for n in numbers)


def test_areas_are_converted_and_glosses_marked() -> None:
    """A square mile is 2.59 km2, eight are 20.72; a conversion in parentheses is a gloss."""
    first, gloss = find_areas(_sentence("The camp takes up 21 square kilometers (eight square miles) there."))
    assert (first.km2_low, first.km2_high, first.is_gloss) == (21, 21, False)
    assert (gloss.km2_low, gloss.is_gloss) == (20.72, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They hold less than half a square kilometre.", None, 0.5),
        ("They hold half a kilometre square.", 0.5, 0.5),
        ("They hold 700 metres square.", 0.49, 0.49),
        ("They hold just 4km² there.", 4, 4),
        ("They hold 200 hectares there.", 2, 2),
        ("They hold 500 acres there.", 2.02, 2.02),
    ],
)
def test_area_units(text: str, low: float | None, high: float | None) -> None:
    """Each unit of area converts as the claim format rules."""
    (area,) = find_areas(_sentence(text))
    assert (area.km2_low, area.km2_high) == (low, high)


def test_a_length_is_no_area() -> None:
    """Kilometres without a square are a distance."""
    assert find_areas(_sentence("They walked four kilometers north.")) == ()


_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_WORDS += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _in_words(value: int) -> str:
    if value < 20:
        return _WORDS[value]
    if value < 100:
        rest = value % 10
        return _TENS[value // 10 - 2] + (f"-{_WORDS[rest]}" if rest else "")
    if value < 1000:
        rest = value % 100
        return f"{_WORDS[value // 100]} hundred" + (f" and {_in_words(rest)}" if rest else "")
    rest = value % 1000
    return f"{_in_words(value // 1000)} thousand" + (f" {_in_words(rest)}" if rest else "")


@given(st.integers(min_value=1, max_value=999_999))
def test_words_are_read_back(value: int) -> None:
    """A number written in words is one numeral with its value."""
    (numeral,) = find_numerals(f"then {_in_words(value)} came")
    assert numeral.low == value


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_commas_are_read_back(value: int) -> None:
    """A number in digits and commas is one numeral with its value."""
    (numeral,) = find_numerals(f"then {value:,} came")
    assert (numeral.low, numeral.high) == (value, value)


_QUALIFIERS = {
    "at least": (True, False), "more than": (True, False), "up to": (False, True), "fewer than": (False, True),
    "about": (True, True), "nearly": (True, True), "": (True, True),
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.integers(min_value=2, max_value=5_000_000).filter(lambda n: not 1800 <= n < 2100),
    st.sampled_from(sorted(_QUALIFIERS)),
)
def test_any_number_with_any_qualifier_is_read_back(value: int, qualifier: str) -> None:
    """Value and bounds survive whatever number stands behind whatever qualifier."""
    has_low, has_high = _QUALIFIERS[qualifier]
    number = _number(f"Officials said {qualifier} {value:,} villagers fled.".replace("  ", " "))
    assert (number.low, number.high) == (value if has_low else None, value if has_high else None)


@given(st.text(max_size=60))
def test_numerals_of_any_text_lie_within_it_and_apart(text: str) -> None:
    """Offsets are in the text, in order and without overlap, whatever the text is."""
    last = 0
    for numeral in find_numerals(text):
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end


def test_spelled_value_ignores_joining_words() -> None:
    """ "and" and "a" count for nothing."""
    assert spelled_value(["a", "thousand", "and", "six"]) == 1006
