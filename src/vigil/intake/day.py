"""Which day, and which weekday, a text alone shows that it was written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vigil.records import WEEKDAYS, Passage, Weekday

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_NAME = "|".join(WEEKDAYS)
_MONTH = r"(?P<{0}>(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Za-z]*\.?"
_DATE = re.compile(
    rf"(?:(?P<weekday>{_DAY_NAME}),? )?(?:the )?(?:"
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m2')},? (?P<y2>\d{{4}}))\b"
)
# A weekday is no day of the news when it names a feast, a service, a newspaper, or another week's day ...
_MENTION = re.compile(rf"\b(?P<name>{_DAY_NAME})\b(?!s\b)")
_NOT_AFTER = re.compile(
    r"\b(?:last|next|every|each|previous|following|coming|Easter|Good|Palm|Black|Bloody|Holy|Ash|Whit|Sabbath)\s+$"
)
_NOT_BEFORE = re.compile(
    r"^(?:['’]s)?\s+(?:prayers?|mass(?:es)?|services?|sermons?|worship|school|Times|Telegraph|Mirror|Express|Mail|Post"
    r"|newspaper|market)\b|^s\b"
)
# ... and it is still to come after these.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|expected|due|set to|set for|until|starting|beginning|planned|plans?|ahead of"
    r"|begins?|starts?|elections? on|polls on|to be|to meet|to hold)\b[^.;,]{0,45}$|\b(?:before|by)\s+(?:\w+\s+)?$"
)
_FILE_PICTURE = re.compile(r"\bfile\b|\barchive\b|\bundated\b", re.IGNORECASE)
_HEAD = 6  # passages in which a short line with a full date is the stamp of a page
_STAMP = 90  # characters of such a line, at most
_LEADS = 3  # paragraphs of body in which a full date with its weekday is the text's own


@dataclass(frozen=True)
class Day:
    """The day that a text states, and the weekday it is written from; None where it does not tell."""

    published: date | None = None
    weekday: Weekday | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    """A weekday named in the text. is_ahead: as one to come."""

    weekday: Weekday
    is_ahead: bool


def read_day(text: str, passages: tuple[Passage, ...], *, given: date | None = None) -> Day:
    """Read the day of a text. given: the day that the manifest tells, which settles between weekdays named."""
    body = [text[p.start : p.end] for p in passages if p.kind == "body"]
    mentions = [mention for paragraph in body for mention in _mentions(paragraph)]
    weekdays = {mention.weekday for mention in mentions}
    published = _published(text, passages, weekdays=weekdays)
    known = given or published
    if known is None:
        return Day(weekday=_weekday_told([mention.weekday for mention in mentions if not mention.is_ahead]))
    own = WEEKDAYS[known.weekday()]
    return Day(published=published, weekday=own if own in weekdays or published == known else None)


def find_dates(text: str) -> Iterator[tuple[date, Weekday | None]]:
    """The full dates in a text, each with the weekday it is written with, if any; impossible dates are left out."""
    for found in _DATE.finditer(text):
        if day := _date(found):
            name = found["weekday"]
            yield day, next((weekday for weekday in WEEKDAYS if weekday == name), None)


def _published(text: str, passages: tuple[Passage, ...], *, weekdays: set[Weekday]) -> date | None:
    """The day in a line that gives it; else one in a caption or the lead whose weekday the text is told by."""
    lines = [text[p.start : p.end] for p in passages if p.kind in ("byline", "notice")]
    head = [text[p.start : p.end] for p in passages[:_HEAD] if p.kind in ("body", "title")]
    lines += [line for line in head if len(line) <= _STAMP and not line.rstrip().endswith((".", "!", "?"))]
    captions = [text[p.start : p.end] for p in passages if p.kind == "caption"]
    leads = [text[p.start : min(p.end, p.start + 300)] for p in passages if p.kind == "body"][:_LEADS]
    for line in lines:
        for day, _ in find_dates(line[:200]):
            return day
    for words in (*leads, *(c for c in captions if not _FILE_PICTURE.search(c))):
        for day, weekday in find_dates(words):
            if weekday and weekday in weekdays and WEEKDAYS[day.weekday()] == weekday:
                return day
    return None


def _mentions(paragraph: str) -> Iterator[_Mention]:
    """The weekdays that a paragraph names as days of the news, in order."""
    for found in _MENTION.finditer(paragraph):
        before = paragraph[max(0, found.start() - 80) : found.start()]
        after = paragraph[found.end() : found.end() + 30]
        if not (_NOT_AFTER.search(before) or _NOT_BEFORE.match(after)):
            weekday = next(name for name in WEEKDAYS if name == found["name"])
            yield _Mention(weekday, is_ahead=_AHEAD.search(before) is not None)


def _weekday_told(mentions: list[Weekday]) -> Weekday | None:
    """The weekday that a text is written from, by its words alone: the first named, or the day after if named too.

    News tells of its own day first; where it opens with the eve, the next day follows further down.
    """
    if not mentions:
        return None
    first = WEEKDAYS.index(mentions[0])
    following = WEEKDAYS[(first + 1) % 7]
    return following if following in mentions else mentions[0]


def _date(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = _MONTHS.index((found["m1"] or found["m2"]).lower()) + 1
        return date(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
    except ValueError:
        return None
