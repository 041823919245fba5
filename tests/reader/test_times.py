"""Expressions of time against a day of publication: Tuesday, 12 February 2019."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.reader import days
from vigil.reader.spells import find_spells
from vigil.reader.text import Sentence, parse_one
from vigil.reader.times import Time, find_times
from vigil.records import Report

DAY = date(2019, 2, 12)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _sentence(text: str) -> Sentence:
    report = Report(id=hashlib.sha256(text.encode()).hexdigest(), name="own", text=text)
    return parse_one(report).sentences[0]


def _times(text: str, day: date | None = DAY) -> tuple[Time, ...]:
    return find_times(_sentence(text), day=day)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end", "basis"),
    [
        ("They fled on Monday.", "2019-02-11", "2019-02-11", "event"),
        ("They fled on Tuesday.", "2019-02-12", "2019-02-12", "event"),
        ("They fled late on Saturday.", "2019-02-09", "2019-02-09", "event"),
        ("They fled early Sunday morning.", "2019-02-10", "2019-02-10", "event"),
        ("They fled in the night of Sunday to Monday.", "2019-02-10", "2019-02-11", "event"),
        ("They fled yesterday.", "2019-02-11", "2019-02-11", "event"),
        ("They fled today.", "2019-02-12", "2019-02-12", "event"),
        ("They fled overnight.", "2019-02-11", "2019-02-12", "event"),
        ("They fled last week.", "2019-02-04", "2019-02-10", "event"),
        ("They fled earlier this week.", "2019-02-11", "2019-02-12", "event"),
        ("They fled last month.", "2019-01-01", "2019-01-31", "event"),
        ("They fled over the weekend.", "2019-02-09", "2019-02-10", "event"),
        ("They fled in December.", "2018-12-01", "2018-12-31", "event"),
        ("They fled last October.", "2018-10-01", "2018-10-31", "event"),
        ("They fled in early December.", "2018-12-01", "2018-12-10", "event"),
        ("They fled in mid-January.", "2019-01-11", "2019-01-20", "event"),
        ("They fled in late January.", "2019-01-21", "2019-01-31", "event"),
        ("They fled in July 2010.", "2010-07-01", "2010-07-31", "event"),
        ("They fled in December last year.", "2018-12-01", "2018-12-31", "event"),
        ("They fled at the end of 2011.", "2011-12-01", "2011-12-31", "event"),
        ("They fled in 2014.", "2014-01-01", "2014-12-31", "event"),
        ("They fled last summer.", "2018-06-01", "2018-08-31", "event"),
        ("They fled on January 9.", "2019-01-09", "2019-01-09", "event"),
        ("They fled on March 3.", "2018-03-03", "2018-03-03", "event"),
        ("They fled on 3 March 2017.", "2017-03-03", "2017-03-03", "event"),
        ("They fled on March 3, 2017.", "2017-03-03", "2017-03-03", "event"),
        ("They fled on 2018-04-05.", "2018-04-05", "2018-04-05", "event"),
        ("They fled two days ago.", "2019-02-10", "2019-02-10", "event"),
        ("They fled a week ago.", "2019-02-05", "2019-02-05", "event"),
        ("They fled days ago.", None, "2019-02-12", "event"),
        ("More have fled since Saturday.", "2019-02-09", "2019-02-12", "since"),
        ("More have fled since September.", "2018-09-01", "2019-02-12", "since"),
        ("More have fled since early December.", "2018-12-01", "2019-02-12", "since"),
        ("More have fled since January 9.", "2019-01-09", "2019-02-12", "since"),
        ("More have fled since 2011.", "2011-01-01", "2019-02-12", "since"),
        ("More have fled since it intervened last week.", "2019-02-04", "2019-02-12", "since"),
        ("More have fled in the past two months.", "2018-12-12", "2019-02-12", "since"),
        ("More have fled over the past 24 hours.", "2019-02-11", "2019-02-12", "since"),
        ("More have fled so far this year.", "2019-01-01", "2019-02-12", "since"),
        ("The 20-day war drove them out.", "2019-01-23", "2019-02-12", "since"),
        ("More have fled in recent days.", None, "2019-02-12", "since"),
        ("They had left by Friday.", "2019-02-08", "2019-02-08", "as_of"),
        ("As of Friday they were there.", "2019-02-08", "2019-02-08", "as_of"),
    ],
)
def test_past_times(text: str, start: str | None, end: str | None, basis: str) -> None:
    """Each expression has the days and the basis that the claim format rules."""
    (time,) = _times(text)
    assert (time.period.start, time.period.end, time.period.basis) == (_day(start), _day(end), basis)
    assert not time.is_future


@pytest.mark.parametrize(
    "text", ["More have fled since the rising began in 2011.", "More have fled since July 2011, when shells hit."]
)
def test_since_with_a_clause_opens_a_sum_and_dates_the_clause(text: str) -> None:
    """What stands outside is summed up since then; what the clause tells happened then."""
    inner, outer = sorted(_times(text), key=lambda time: not time.is_inner)
    assert (outer.period.start, outer.period.basis) == (inner.period.start, "since")
    assert (inner.period.basis, inner.clause) == ("event", outer.clause)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They will meet on Sunday.", "2019-02-17", "2019-02-17"),
        ("On Thursday, they will meet.", "2019-02-14", "2019-02-14"),
        ("They will meet next week.", "2019-02-18", "2019-02-24"),
        ("They will meet tomorrow.", "2019-02-13", "2019-02-13"),
        ("It may be over within days.", "2019-02-12", None),
        ("It may be over soon.", "2019-02-12", None),
        ("It may be over within 24 hours.", "2019-02-13", "2019-02-13"),
        ("It may be over in the next two weeks.", "2019-02-12", "2019-02-26"),
        ("It will be over by Friday.", None, "2019-02-15"),
        ("It will be over by the end of the month.", None, "2019-02-28"),
        ("A curfew will hold starting Friday through April 16.", "2019-02-15", "2019-04-16"),
    ],
)
def test_times_to_come(text: str, start: str | None, end: str | None) -> None:
    """In a future clause a weekday is the next one; vague horizons start on the day and have no end."""
    (time,) = _times(text)
    assert (time.period.start, time.period.end) == (_day(start), _day(end))
    assert time.is_future


def test_speech_in_the_past_about_the_future_keeps_both_apart() -> None:
    """The day of speaking is past, the day spoken of is ahead."""
    said, ahead = _times("He said on Monday that they would return on Friday.")
    assert (said.period.start, said.is_future) == (date(2019, 2, 11), False)
    assert (ahead.period.start, ahead.is_future) == (date(2019, 2, 15), True)


def test_a_day_earlier_counts_from_the_day_named_before() -> None:
    """It leans on the sentence's own day, not on the report's."""
    _, earlier = _times("He said Saturday that they fled a day earlier.")
    assert earlier.period.start == earlier.period.end == date(2019, 2, 8)


@pytest.mark.parametrize(
    ("text", "basis", "start"),
    [
        ("They fled on Monday.", "event", None),
        ("More have fled since September.", "since", None),
        ("More have fled since 2011.", "since", date(2011, 1, 1)),
        ("They fled on 3 March 2017.", "event", date(2017, 3, 3)),
    ],
)
def test_without_a_day_the_basis_stays(text: str, basis: str, start: date | None) -> None:
    """Relative times lose their days and keep their basis; absolute ones keep both."""
    (time,) = _times(text, None)
    assert (time.period.basis, time.period.start) == (basis, start)


@pytest.mark.parametrize(
    "text",
    [
        "He may go and they march home.",
        "They marched past the second gate.",
        "Some 2,014 soldiers sat in the sun.",
        "It was the deadliest raid in months.",
        "They met on Bloody Sunday street.",
        "The fall of the town was feared.",
        "Since they had no food, they left.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    """Verbs, nouns and causes are no times."""
    assert _times(text) == ()


def test_a_time_spans_its_words() -> None:
    """Offsets are the report's and take in "since"."""
    text = "More have fled since early December, they said."
    (time,) = _times(text)
    assert text[time.start : time.end] == "since early December"


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.integers(min_value=0, max_value=6))
def test_the_last_weekday_is_within_a_week_and_the_next_one_after(day: date, weekday: int) -> None:
    """The last such day may be the day itself; the next one never is."""
    last, following = days.last_weekday(day, weekday), days.next_weekday(day, weekday)
    assert timedelta(0) <= day - last < timedelta(days=7)
    assert timedelta(0) < following - day <= timedelta(days=7)
    assert last.weekday() == following.weekday() == weekday


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.dates(min_value=date(1990, 1, 1)))
def test_written_days_are_read_back(written: date, day: date) -> None:
    """A full date means itself, whatever the day of publication."""
    month = f"{written:%B}"
    forms = (f"{month} {written.day}, {written.year}", f"{written.day} {month} {written.year}", written.isoformat())
    for text in forms:
        spells = find_spells(f"on {text} there", day=day, is_future=lambda _: False)
        assert [(s.first, s.last) for s in spells] == [(written, written)]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.sampled_from(WEEKDAYS))
def test_written_weekdays_are_read_back(day: date, weekday: str) -> None:
    """A weekday is the last such day, the day of publication included."""
    (spell,) = find_spells(f"on {weekday} there", day=day, is_future=lambda _: False)
    assert spell.first == days.last_weekday(day, WEEKDAYS.index(weekday))


@given(st.text(max_size=80), st.dates())
def test_any_text_gives_times_in_order(text: str, day: date) -> None:
    """Whatever the text, spells lie within it, apart and in order; nothing is raised."""
    last = 0
    for spell in find_spells(text, day=day, is_future=lambda _: False):
        assert last <= spell.start < spell.end <= len(text)
        last = spell.end
