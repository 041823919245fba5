"""Which day a text states, and which weekday it is written from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.making import NEXT, text_of
from vigil.intake.day import Day, find_dates, read_day
from vigil.intake.passages import divide
from vigil.records import WEEKDAYS

MONDAY = date(2019, 3, 4)


def day(*paragraphs: str, given: date | None = None) -> Day:
    text = text_of(*paragraphs)
    return read_day(text, divide(text), given=given)


@pytest.mark.parametrize(
    ("paragraph", "weekday"),
    [
        ("The army took the town on Tuesday. It had attacked on Saturday.", "Tuesday"),
        ("The statement came late on Sunday. Ministers met on Monday.", "Monday"),
        ("A curfew starts on Thursday, the army said on Wednesday.", "Wednesday"),
        ("The attack came during Friday prayers.", None),
        ("Churches were hit on Easter Sunday.", None),
        ("The army attacked last Monday.", None),
        ("Mondays are quiet here.", None),
        ("Nobody said when.", None),
    ],
)
def test_a_text_alone_tells_its_weekday(paragraph: str, weekday: str | None) -> None:
    """The first day of the news, or the one after it; feasts, prayers and other weeks tell nothing."""
    assert day(paragraph, NEXT).weekday == weekday


def test_the_given_day_settles_the_weekday() -> None:
    """Of the weekdays named, the one of the given day."""
    assert day("Shells fell on Sunday. More fell on Monday.", given=MONDAY).weekday == "Monday"


def test_a_given_day_that_the_text_does_not_name_tells_nothing() -> None:
    """A text that speaks of Saturday is not told to be Monday's by its manifest."""
    assert day("Shells fell on Saturday.", given=MONDAY).weekday is None


@pytest.mark.parametrize(
    ("paragraphs", "published"),
    [
        (("2019-03-04 17:34", "Shells fell on the town."), MONDAY),
        (("Published: 4 March 2019", "Shells fell on the town."), MONDAY),
        (("Shells fell on Monday, March 4, 2019, on the town.",), MONDAY),
        (("Men stand guard in Tall Warda, Monday, March 4, 2019. (AP Photo/X)", "Shells fell Monday."), MONDAY),
        (("FILE PHOTO: Tall Warda, Monday, March 4, 2019.", "Shells fell Monday."), None),
        (("Shells fell on Monday.", "The war began on March 15, 2011."), None),
        (("2019-13-45 17:34", "Shells fell."), None),
    ],
)
def test_the_day_that_a_text_states(paragraphs: tuple[str, ...], published: date | None) -> None:
    """A line that gives the day, or a full date with the weekday of the news; no other date."""
    assert day(*paragraphs, NEXT).published == published


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_dates_are_read_in_every_form(value: date) -> None:
    """Three ways of writing a day give that day back, with its weekday where it is written."""
    name = WEEKDAYS[value.weekday()]
    month = f"{value:%B}"
    forms = (value.isoformat(), f"{month} {value.day}, {value.year}", f"{value.day} {month} {value.year}")
    assert all(list(find_dates(form)) == [(value, None)] for form in forms)
    assert list(find_dates(f"{name}, {forms[1]}")) == [(value, name)]


@given(st.dates(min_value=MONDAY, max_value=MONDAY + timedelta(days=30)))
def test_every_weekday_is_told_by_its_day(value: date) -> None:
    """The weekday answered is that of the given day."""
    name = WEEKDAYS[value.weekday()]
    assert day(f"Shells fell on {name}.", given=value).weekday == name
