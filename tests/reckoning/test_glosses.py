"""Glosses: conversions in brackets that hold, and that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckoning.making import accounts_of, as_of, make_figure, make_report
from vigil.reckoning.glosses import check_glosses, find_glosses


@pytest.mark.parametrize(
    "text",
    [
        "a strip of 10 square kilometers (3.9 square miles)",
        "some 50 km (30 miles) away",
        "50 kilometres (about 31 miles)",
        "a range of 100 miles (160 kilometers)",
        "two square miles (five square kilometres)",
        "20 hectares (50 acres)",
        "a 250-kilogram (550-pound) bomb",
    ],
)
def test_right_conversions_pass(text: str) -> None:
    """A gloss that is the conversion, as rounded as it is written, is found and passes."""
    (gloss,) = find_glosses(text)
    assert gloss.converts


@pytest.mark.parametrize(
    "text",
    [
        "nine square kilometres (two square miles)",
        "30 miles (30 kilometres)",
        "12 km\u00b2 (12 square miles)",
        "100 hectares (25 acres)",
    ],
)
def test_wrong_conversions_are_found(text: str) -> None:
    """A gloss that is another number than the conversion does not pass."""
    (gloss,) = find_glosses(text)
    assert not gloss.converts


@pytest.mark.parametrize(
    "text", ["12 people (three of them women)", "the 10 km road (closed since May)", "5 km (3 hours)", "30 (40) miles"]
)
def test_brackets_without_a_conversion_are_left_alone(text: str) -> None:
    """Only a measure with another measure of the same kind in brackets is a gloss."""
    assert list(find_glosses(text)) == []


@given(st.integers(1, 5000))
def test_true_conversions_to_the_unit_always_pass(miles: int) -> None:
    """Whatever the number of miles, its kilometres rounded to one pass."""
    (gloss,) = find_glosses(f"{miles:,} miles ({round(miles * 1.609344):,} kilometers)")
    assert gloss.converts


def test_finding_says_what_is_right() -> None:
    """The sentence tells what the number converts to."""
    report = make_report("The enclave has shrunk to nine square kilometres (two square miles).")
    figure = make_figure(report, 9, measure="area", unit="km2", when=as_of(None), who="enclave")
    (found,) = check_glosses(accounts_of((report, figure)))
    assert (found.kind, "9 is 3.5 square miles, not 2" in found.why) == ("unit", True)


@pytest.mark.parametrize(
    ("words", "findings"), [("half a mile square", 1), ("300 metres square", 1), ("two square miles", 0)]
)
def test_square_of_a_length_has_two_readings(words: str, findings: int) -> None:
    """ "Half a mile square" may be half a square mile or a quarter of one; "two square miles" is plain."""
    report = make_report(f"They hold no more than {words}.")
    figure = make_figure(report, 1, measure="area", unit="km2", when=as_of(None), who=None)
    assert len(list(check_glosses(accounts_of((report, figure))))) == findings


def test_figures_of_people_have_no_gloss() -> None:
    """A conversion in the sentence of a death toll is not the toll's affair."""
    report = make_report("Nine people died on the 30 miles (30 kilometres) of road.")
    assert list(check_glosses(accounts_of((report, make_figure(report, 9))))) == []
