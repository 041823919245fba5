"""Expressions of time in plain text: "late Saturday", "last December", "in 2014", "within days", by named rules.

What a time means in its sentence ("since", "by", a future) is decided in ``vigil.reader.times``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vigil.reader import dates
from vigil.reader.dates import Days, Now, words
from vigil.reader.numerals import either
from vigil.records import Basis


@dataclass(frozen=True, slots=True)
class Spell:
    """An expression of time: half-open offsets in the text, the rule that read it, its days (None unknown), its basis.

    to_come: whether it lies in the future, by its words ("next week") or its clause.
    """

    start: int
    end: int
    rule: str
    first: date | None
    last: date | None
    basis: Basis = "event"
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Now], Days | None]
    basis: Basis = "event"
    to_come: bool = False


def find_spells(text: str, *, day: date | None, is_future: Callable[[int], bool]) -> tuple[Spell, ...]:
    """The expressions of time in a plain text, left to right; where two overlap the longer one stands.

    day: what relative ones count from; without it they have no days. is_future: whether a clause, by an offset in
    it, is about the future.
    """
    found = [spell for rule in _rules() for spell in _matches(rule, text, day, is_future)]
    found.sort(key=lambda spell: (-(spell.end - spell.start), spell.start))
    kept: list[Spell] = []
    for spell in found:
        if all(spell.end <= other.start or other.end <= spell.start for other in kept):
            kept.append(spell)
    return tuple(sorted(kept, key=lambda spell: spell.start))


def _matches(rule: _Rule, text: str, day: date | None, is_future: Callable[[int], bool]) -> Iterator[Spell]:
    for match in rule.pattern.finditer(text):
        now = Now(day, rule.to_come or is_future(match.start()))
        try:
            found = rule.resolve(match, now)
        except (OverflowError, ValueError):  # beyond the calendar: "in 9999", "30,000 years ago"
            continue
        if found is not None:
            ahead = now.future or bool(day and found[0] and found[0] > day)
            yield Spell(match.start(), match.end(), rule.name, *found, rule.basis, ahead)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return (*_calendar_rules(), *_day_rules(), *_counted_rules())


def _rule(
    name: str,
    pattern: str,
    resolve: Callable[[re.Match[str], Now], Days | None],
    *,
    basis: Basis = "event",
    to_come: bool = False,
    capitals: bool = False,
) -> _Rule:
    """A rule; capitals: names of months, weekdays and feasts keep theirs, all else may be written either way."""
    return _Rule(name, re.compile(pattern, 0 if capitals else re.IGNORECASE), resolve, basis, to_come)


_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d,]*\d|%|-\w| ?(?:GMT|UTC|E[SD]?T|hours)\b)"
_NUMBER = r"(?P<number>[12]?\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|until|through|or)\s*"
_UNTIL = rf"(?:{_TO}(?P<until>[12]?\d|3[01])(?:st|nd|rd|th)?)?"
_EDGE = r"(?:(?P<edge>[Ee]arly in|[Ll]ate in|[Ee]arly|[Mm]id|[Ll]ate|the (?:beginning|start|middle|end) of)[ -])?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Tt]his past|[Tt]his|[Nn]ext|[Pp]ast)\s+)?"
_SPAN = r"(?P<span>week|month|year|weekend)"


def _calendar_rules() -> tuple[_Rule, ...]:
    """Days, months, seasons and years of the calendar."""
    known = words()
    month = rf"(?P<month>{_capital(known.months)})\b\.?"
    other = rf"(?P<other>{_capital(known.months)})\.?"
    back = r"(?:\sof)?\s(?P<back>last|this)\syear\b"
    season = rf"(?P<season>{either(known.seasons)})\b"
    return (
        _rule("iso", r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<number>\d\d)\b", dates.resolve_iso),
        _rule(
            "date",
            rf"\b{month}\s{_NUMBER}{_UNTIL}(?!\d|,\d{{3}})(?:,?\s{_YEAR})?",
            dates.resolve_date,
            capitals=True,
        ),
        _rule("date", rf"\b{_NUMBER}{_UNTIL}\s(?:of\s)?{month}(?:,?\s{_YEAR})?", dates.resolve_date, capitals=True),
        _rule(
            "dates",
            rf"\b{month}\s{_NUMBER}{_TO}{other}\s(?P<until>\d\d?)(?!\d)(?:,?\s{_YEAR})?",
            dates.resolve_dates,
            capitals=True,
        ),
        _rule(
            "month",
            rf"\b{_EDGE}{_WHICH}{month}(?:,?\s(?:of\s)?{_YEAR}|{back})?",
            dates.resolve_month,
            capitals=True,
        ),
        _rule("season", rf"\b{_WHICH}(?:the\s)?{season}(?:\s(?:of\s)?{_YEAR})?", dates.resolve_season),
        _rule("feast", rf"\b(?P<feast>{_titled(known.feasts)})\b(?:,?\s{_YEAR})?", dates.resolve_feast, capitals=True),
        _rule("year_end", rf"\bthe\send\sof\s{_YEAR}", dates.resolve_year_end),
        _rule("year", rf"(?<![\d,.$])\b{_YEAR}(?:{_TO}(?P<until>(?:19|20)\d\d|\d\d(?!\d)))?", dates.resolve_year),
        _rule("decade", r"\b(?P<year>(?:19|20)\d)0s\b", dates.resolve_decade),
    )


def _day_rules() -> tuple[_Rule, ...]:
    """Weekdays, and days, weeks, months and years by their distance from the day of publication."""
    known = words()
    weekday = rf"(?P<weekday>{_capital(known.weekdays)})\b"
    other = rf"(?P<other>{_capital(known.weekdays)})\b"
    part = either(known.parts_of_day)
    which = r"(?P<which>last|this|next|the (?:previous|following|past))"
    edge = r"(?P<which>earlier|later|late|early)"
    return (
        _rule(
            "weekday",
            rf"\b{_EDGE}{_WHICH}{weekday}(?:{_TO}{other})?(?:[ -]{part}\b)?",
            dates.resolve_weekday,
            capitals=True,
        ),
        _rule("today", rf"\b{either(known.today)}\b", dates.resolve_today),
        _rule("yesterday", r"\b(?:yesterday|last night)\b", dates.resolve_yesterday),
        _rule("overnight", r"\b(?:overnight|(?:during|in) the night\b(?! of))\b", dates.resolve_overnight),
        _rule("tomorrow", r"\btomorrow\b", dates.resolve_tomorrow, to_come=True),
        _rule("now", rf"\b{either(known.now)}\b", dates.resolve_today, basis="as_of"),
        _rule("so_far", rf"\b{either(known.so_far)}(?:\sthis\s{_SPAN})?\b", dates.resolve_so_far, basis="since"),
        _rule("span", rf"\b{which}\s{_SPAN}\b", dates.resolve_span),
        _rule("earlier", rf"\b{edge}\s(?:in\s)?(?:this|the)\s{_SPAN}\b", dates.resolve_earlier),
        _rule(
            "close",
            r"\bthe\s(?:end|close)\sof\s(?:the|this)\s(?P<span>week|month|year)\b",
            dates.resolve_close,
        ),
        _rule("weekend", r"\b(?:over|at|on|during|this)?\s?(?:the|this)\sweekend\b", dates.resolve_weekend),
        _rule("soon", rf"\b{either(known.soon)}\b", dates.resolve_soon, to_come=True),
    )


def _counted_rules() -> tuple[_Rule, ...]:
    """Numbers of days, weeks, months and years, back and ahead."""
    known = words()
    number = rf"(?P<count>\d+|{either(known.counts)})"
    count = rf"(?P<count>\d+|{either(known.counts)}|{either(c for c in known.vague_counts if c)})"
    unit = rf"(?P<unit>{either(known.units)})s?"
    about = r"(?:(?:more than|about|some|nearly|almost|around|over|just|less than)\s)?"
    lead = r"(?:in|over|during|within|for|across|throughout)"
    return (
        _rule("ago", rf"\b{about}(?:{count}\s)?{unit}\s(?:ago|back)\b", dates.resolve_ago),
        _rule(
            "window",
            rf"\b{lead}\s(?:the\s)?(?!last\snight\b)(?:past|last|previous)\s(?:{count}\s)?{unit}\b",
            dates.resolve_window,
            basis="since",
        ),
        _rule(
            "recent",
            rf"\b(?:{lead}\s)?(?:the\s)?{either(known.recent)}\s{unit}\b",
            dates.resolve_recent,
            basis="since",
        ),
        _rule(
            "war",
            rf"\b{number}[ -]{unit}(?:-(?:long|old))?\s(?:\w+\s)?{either(known.wars)}\b",
            dates.resolve_war,
            basis="since",
        ),
        _rule(
            "within",
            rf"\b(?:within|inside)\s(?:(?:the\s(?:next|coming)\s)?{count}\s)?{unit}\b",
            dates.resolve_within,
            to_come=True,
        ),
        _rule(
            "coming",
            rf"\b(?:in|over|during|for|within)\sthe\s(?:next|coming|following)\s(?:{count}\s)?{unit}\b",
            dates.resolve_within,
            to_come=True,
        ),
        _rule(
            "in_days",
            rf"\b(?:in|in a matter of|a matter of)\s(?:{count}\s)?(?P<unit>days|weeks|months)\b(?! of| past)",
            dates.resolve_in_days,
        ),
    )


def _capital(names: dict[str, int]) -> str:
    """A pattern for names with a capital or in capitals, longest first."""
    return either(form for name in names for form in (name.capitalize(), name.upper()))


def _titled(names: dict[str, tuple[int, int]]) -> str:
    return either(re.sub(r"(?<![\w'])\w", lambda m: m[0].upper(), name) for name in names)
