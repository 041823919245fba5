"""What expressions of time mean: each function takes a match of ``vigil.reader.spells`` and gives first and last day.

None for a match that is no time after all; (None, None) for a time with no day to count from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.reader import days


class TimeWords(BaseModel):
    """The form of lexicon/times.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekdays: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    feasts: dict[str, tuple[int, int]]
    units: dict[str, int]
    counts: dict[str, int]
    vague_counts: tuple[str, ...]
    parts_of_day: tuple[str, ...]
    parts_of_month: dict[str, tuple[int, int]]
    today: tuple[str, ...]
    now: tuple[str, ...]
    so_far: tuple[str, ...]
    recent: tuple[str, ...]
    soon: tuple[str, ...]
    wars: tuple[str, ...]
    named_days: frozenset[str]
    future: frozenset[str]


@lru_cache(maxsize=1)
def words() -> TimeWords:
    """The time words of the lexicon."""
    found: TimeWords = lexicon.load("times", TimeWords)
    return found


@dataclass(frozen=True, slots=True)
class Now:
    """What an expression is resolved against: the day of publication, and whether its clause is in the future."""

    day: date | None
    future: bool


Days = tuple[date | None, date | None]
_OPEN: Days = (None, None)


def _number(match: re.Match[str], group: str) -> int | None:
    said = match.groupdict().get(group)
    return int(said) if said else None


def resolve_iso(match: re.Match[str], _: Now) -> Days | None:
    """ "2014-03-05"."""
    found = days.day_of(int(match["year"]), int(match["month"]), int(match["number"]))
    return (found, found) if found else None


def resolve_date(match: re.Match[str], now: Now) -> Days | None:
    """ "March 5, 2014", "5 March", "March 3-5"; without a year the last such day, or the next in a future clause."""
    month, number = words().months[match["month"].lower()], int(match["number"])
    until, year = _number(match, "until"), _number(match, "year")
    if not 1 <= number <= 31:
        return None
    first = _placed(year, month, number, now)
    if first is None:
        return None if year or now.day else _OPEN
    last = days.day_of(first.year, month, until) if until else first
    return (first, last) if last and last >= first else (first, first)


def _placed(year: int | None, month: int, number: int, now: Now) -> date | None:
    if year:
        return days.day_of(year, month, number)
    if now.day is None:
        return None
    nearest = days.next_day_of if now.future else days.last_day_of
    return nearest(now.day, month, number)


def resolve_dates(match: re.Match[str], now: Now) -> Days | None:
    """ "March 28 to April 2"."""
    year, months = _number(match, "year"), words().months
    last = _placed(year, months[match["other"].lower()], int(match["until"]), now)
    if last is None:
        return _OPEN
    first = days.last_day_of(last, months[match["month"].lower()], int(match["number"]))
    return first, last


def resolve_month(match: re.Match[str], now: Now) -> Days | None:
    """ "December", "last May", "early June 2014": the whole month or its part."""
    month, year = words().months[match["month"].lower()], _number(match, "year")
    if not _is_month(match):
        return None
    if year:
        first, last = days.month_of(year, month)
    elif now.day is None:
        return _OPEN
    elif match["back"]:
        first, last = days.month_of(now.day.year - (match["back"] == "last"), month)
    elif now.future and (match["which"] or "").lower() != "last":
        first, last = days.next_month(now.day, month)
    else:
        first, last = days.last_month(now.day, month)
        if (match["which"] or "").lower() == "last" and first <= now.day <= last:
            first, last = days.month_of(first.year - 1, month)
    edge = words().parts_of_month.get((match["edge"] or "").lower())
    return days.part_of_month(first, edge) if edge else (first, last)


def _is_month(match: re.Match[str]) -> bool:
    """ "May", "March" and short forms are months only beside a word that says so."""
    said, before = match["month"].lower(), match.string[: match.start()].rstrip().lower()
    told = match["year"] or match["which"] or match["edge"] or match["back"]
    if told or len(said) > 5 or said in ("april", "june", "july"):
        return True
    led = re.search(r"\b(?:in|since|by|until|till|during|of|from|through|before|after|to|for|and|or)$", before)
    return led is not None


def resolve_season(match: re.Match[str], now: Now) -> Days | None:
    """ "last summer", "in the winter of 2013"."""
    year, which = _number(match, "year"), (match["which"] or "").lower()
    before = match.string[: match.start()].lower()
    if not year and not which and not re.search(r"\b(?:in|since|by|during|until)\s(?:the\s)?$", before):
        return None
    if not year and not which and match["season"].lower() in ("fall", "spring") and "the" not in match[0].lower():
        return None
    if not year and now.day is None:
        return _OPEN
    month = words().seasons[match["season"].lower()]
    if year is None and now.day is not None:
        nearest = days.next_month if now.future else days.last_month
        year = nearest(now.day, month)[0].year
    if year is None:
        return _OPEN
    return days.month_of(year, month)[0], days.month_of(year, month + 2)[1]


def resolve_feast(match: re.Match[str], now: Now) -> Days | None:
    """ "Christmas Eve"."""
    found = _placed(_number(match, "year"), *words().feasts[match["feast"].lower()], now)
    return found, found


def resolve_year(match: re.Match[str], _: Now) -> Days | None:
    """ "2014", "2011-2013": whole years."""
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :]
    if re.search(r"[A-Za-z]-$|/$|\bNo\.$|\b(?:more than|at least|some|about|nearly|around|least|over)$", before):
        return None
    if re.match(r"/|-\d\d-|\s(?:people|soldiers|civilians|fighters|dead|militants|troops|men)\b", after):
        return None
    first, last = days.year_of(int(match["year"]))
    if match["until"]:
        until = match["until"]
        last = days.year_of(int(until if len(until) == 4 else match["year"][:2] + until))[1]
    return (first, last) if first <= last else (first, days.year_of(first.year)[1])


def resolve_year_end(match: re.Match[str], _: Now) -> Days:
    """ "the end of 2011": its last month."""
    return days.month_of(int(match["year"]), 12)


def resolve_decade(match: re.Match[str], _: Now) -> Days:
    """ "the 1990s"."""
    first = int(match["year"]) * 10
    return date(first, 1, 1), date(first + 9, 12, 31)


def resolve_weekday(match: re.Match[str], now: Now) -> Days | None:
    """ "Saturday", "late Sunday", "Tuesday to Wednesday": the last such days, or the next in a future clause."""
    before = re.findall(r"[\w'-]+", match.string[: match.start()].lower())[-1:]
    if before and before[0] in words().named_days:
        return None
    if now.day is None:
        return _OPEN
    number, which = words().weekdays[match["weekday"].lower()], (match["which"] or "").lower()
    if which == "next" or (now.future and which not in ("last", "past", "this past")):
        found = days.next_weekday(now.day, number)
    else:
        found = days.last_weekday(now.day - days.ONE if which == "last" else now.day, number)
    if not match["other"]:
        return found, found
    other = words().weekdays[match["other"].lower()]
    if now.future:
        return found, days.next_weekday(found, other)
    last = days.last_weekday(now.day, other)
    return days.last_weekday(last, number), last


def resolve_today(_: re.Match[str], now: Now) -> Days:
    """ "today", "this morning", "now"."""
    return now.day, now.day


def resolve_yesterday(_: re.Match[str], now: Now) -> Days:
    """ "yesterday", "last night"."""
    found = now.day - days.ONE if now.day else None
    return found, found


def resolve_overnight(_: re.Match[str], now: Now) -> Days:
    """ "overnight": from the day before to the day."""
    return (now.day - days.ONE, now.day) if now.day else _OPEN


def resolve_tomorrow(_: re.Match[str], now: Now) -> Days:
    """ "tomorrow"."""
    found = now.day + days.ONE if now.day else None
    return found, found


def resolve_so_far(match: re.Match[str], now: Now) -> Days:
    """ "so far", "so far this year"."""
    span = match["span"]
    if now.day is None or not span:
        return None, now.day
    return _current(now.day, span.lower())[0], now.day


def _current(day: date, span: str, *, step: int = 0) -> tuple[date, date]:
    """The week, month, year or weekend of a day, or one some steps away."""
    if span == "week":
        return days.week_of(day, shift=step)
    if span == "month":
        return days.month_of(day.year, day.month + step)
    if span == "weekend":
        _, sunday = days.week_of(day, shift=step)
        return sunday - days.ONE, sunday
    return days.year_of(day.year + step)


def resolve_span(match: re.Match[str], now: Now) -> Days:
    """ "last week", "next year": Monday to Sunday, the whole month or year; "this" ends at the day."""
    which, span = match["which"].lower(), match["span"].lower()
    if now.day is None:
        return _OPEN
    if which == "this":
        if span == "weekend":
            return _current(now.day, span) if now.future else days.weekend_of(now.day)
        first, last = _current(now.day, span)
        return (now.day, last) if now.future else (first, now.day)
    if which == "the past":
        return days.shift(now.day, -1, "week" if span == "weekend" else span), now.day
    return _current(now.day, span, step=1 if which in ("next", "the following") else -1)


def resolve_earlier(match: re.Match[str], now: Now) -> Days:
    """ "earlier this week", "later this month"."""
    if now.day is None:
        return _OPEN
    first, last = _current(now.day, match["span"].lower())
    if match["which"].lower() == "later":
        return now.day, max(last, now.day)
    return min(first, now.day), now.day


def resolve_close(match: re.Match[str], now: Now) -> Days:
    """ "the end of the month"."""
    last = _current(now.day, match["span"].lower())[1] if now.day else None
    return last, last


def resolve_weekend(_: re.Match[str], now: Now) -> Days:
    """ "over the weekend"."""
    if now.day is None:
        return _OPEN
    return _current(now.day, "weekend") if now.future else days.weekend_of(now.day)


def _quantity(match: re.Match[str]) -> int | None:
    """How many units are told; None for "several" and for none at all."""
    said = (match["count"] or "").lower()
    return int(said) if said.isdigit() else words().counts.get(said)


def _unit(match: re.Match[str]) -> str:
    return match["unit"].lower().removesuffix("s")


def resolve_ago(match: re.Match[str], now: Now) -> Days | None:
    """ "two days ago"; months and years ago are whole months and years."""
    count, unit = _quantity(match), _unit(match)
    if match["count"] is None and match["unit"] + "s" not in match[0]:
        return None
    if now.day is None:
        return _OPEN
    if count is None:
        return None, now.day
    found = days.shift(now.day, -count, unit)
    if unit == "month":
        return days.month_of(found.year, found.month)
    return days.year_of(found.year) if unit in ("year", "decade") else (found, found)


def resolve_window(match: re.Match[str], now: Now) -> Days:
    """ "in the past two months": from the day two months before."""
    count = 1 if match["count"] is None else _quantity(match)
    if now.day is None or count is None:
        return None, now.day
    unit = _unit(match)
    whole_days = -(-count // 24) if unit == "hour" else count
    return days.shift(now.day, -whole_days, "day" if unit == "hour" else unit), now.day


def resolve_recent(_: re.Match[str], now: Now) -> Days:
    """ "in recent days": no beginning told."""
    return None, now.day


def resolve_war(match: re.Match[str], now: Now) -> Days:
    """ "the 20-day war": began 20 days ago."""
    count = _quantity(match)
    if now.day is None or count is None:
        return None, now.day
    return days.shift(now.day, -count, _unit(match)), now.day


def resolve_soon(_: re.Match[str], now: Now) -> Days:
    """ "soon": starts on the day, no end."""
    return now.day, None


def resolve_within(match: re.Match[str], now: Now) -> Days:
    """ "within 24 hours" is the next day; "in the next two weeks" ends then; "within days" has no end."""
    count, unit = _quantity(match), _unit(match)
    if now.day is None:
        return _OPEN
    if count is None:
        return now.day, None
    if unit == "hour":
        last = days.shift(now.day, max(1, -(-count // 24)), "day")
        return (last, last) if count <= 24 else (now.day, last)
    return now.day, days.shift(now.day, count, unit)


def resolve_in_days(match: re.Match[str], now: Now) -> Days | None:
    """ "over in days", "in two weeks" in a future clause."""
    count = _quantity(match)
    if not now.future:
        return None  # "the deadliest attack in months"
    if now.day is None:
        return _OPEN
    if count is None:
        return now.day, None
    last = days.shift(now.day, count, _unit(match))
    return now.day, last
