"""Numbers, days and kinds of claim in words: a number keeps its own precision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossier.making import make_figure, make_report
from vigil.dossier import words
from vigil.dossier.tallies import mark_of
from vigil.records import Basis, Figure, Period

REPORT = make_report("Hundreds of people, or 200, or tens of thousands, or several: nobody counted.")


def figure(**fields: Any) -> Figure:
    return make_figure(REPORT, REPORT.text, **{"high": None, **fields})


def test_plain_count_is_given_not_exact() -> None:
    """A report that writes "370,000" has not said that it counted to the last one."""
    assert words.qualifier(figure(low=370_000, high=370_000)) == "given as"


@pytest.mark.parametrize(
    ("fields", "phrase", "mark"),
    [
        ({"low": 17, "high": 17}, "17", "exact"),
        ({"low": 0, "high": 0}, "0", "exact"),
        ({"low": 17, "qualifier": "at_least"}, "at least 17", "at_least"),
        ({"low": 1300, "qualifier": "more_than"}, "more than 1,300", "more_than"),
        ({"low": None, "high": 2000, "qualifier": "up_to"}, "up to 2,000", "up_to"),
        ({"low": None, "high": 0.5, "qualifier": "less_than", "unit": "km2"}, "less than 0.5 km\u00b2", "less_than"),
        ({"low": 3400, "high": 3400, "qualifier": "about"}, "about 3,400", "about"),
        ({"low": 200, "high": 300, "qualifier": "about"}, "about 200 to 300", "range"),
        ({"low": 300, "high": 300, "qualifier": "nearly"}, "nearly 300", "nearly"),
        ({"low": 3, "high": 5}, "3 to 5", "range"),
        ({"low": 200, "qualifier": "vague"}, "\u201chundreds\u201d", "vague"),
        ({"low": 20000, "qualifier": "vague"}, "\u201ctens of thousands\u201d", "vague"),
        ({"low": 3, "qualifier": "vague"}, "\u201cseveral\u201d", "vague"),
        ({"low": 24, "qualifier": "vague"}, "24 or more", "vague"),  # the quote has no word for it
    ],
)
def test_number_keeps_its_precision(fields: dict[str, Any], phrase: str, mark: str) -> None:
    """Words and mark say the same, and only an exact number has the mark of one."""
    one = figure(**fields)
    assert (words.phrase(one), mark_of(one)) == (phrase, mark)


@pytest.mark.parametrize(
    ("basis", "start", "end", "said"),
    [
        ("event", date(2021, 3, 2), date(2021, 3, 2), "event, 2 March 2021"),
        ("event", date(2021, 3, 16), date(2021, 3, 17), "event, 16\u201317 March 2021"),
        ("event", date(2020, 12, 30), date(2021, 1, 2), "event, 30 December 2020 \u2013 2 January 2021"),
        ("event", date(2020, 1, 1), date(2020, 12, 31), "event, 2020"),
        ("event", date(2020, 2, 1), date(2020, 2, 29), "event, February 2020"),
        ("event", date(2020, 2, 1), date(2020, 2, 28), "event, 1\u201328 February 2020"),
        ("event", None, None, "event, day not told"),
        ("since", date(2020, 9, 1), date(2021, 2, 13), "since 1 September 2020, as of 13 February 2021"),
        ("since", None, date(2021, 2, 13), "so far, no start given, as of 13 February 2021"),
        ("as_of", None, date(2021, 2, 13), "as of 13 February 2021"),
        ("as_of", None, None, "as of an untold day"),
        ("unknown", None, None, "no time is given"),
    ],
)
def test_times_say_their_basis(basis: Basis, start: date | None, end: date | None, said: str) -> None:
    """A cumulative figure, a state and an event never look alike, and what is not told is said to be not told."""
    assert words.period(Period(start=start, end=end, basis=basis)) == said


@given(st.dates(), st.integers(0, 900))
def test_days_name_both_ends(start: date, more: int) -> None:
    """No stretch of days loses a year, however it is shortened."""
    try:
        end = start + timedelta(days=more)
    except OverflowError:
        return
    said = words.days(start, end)
    assert str(end.year) in said
    assert start.year == end.year or str(start.year) in said
