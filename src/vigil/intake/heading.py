"""What a text alone shows of its title, its publisher, the wire whose copy it is, and where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigil.intake.credits import agencies, agency_called, forms_of_agencies, outlet_called
from vigil.records import Passage

_CAPS = r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,4}"
_PLAIN = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
_REGION = r"(?:, (?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*){0,3})?"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
_SIGN = r"(?:\((?P<sign>[^()]{2,60})\)|/(?P<slash>[\w -]{2,30})/)"
_DASH = r"(?:[—–―]|--|-(?=\s)|:)"
_DATELINES = (
    re.compile(rf"^(?P<place>{_CAPS}{_REGION}?){_DAY}\.?\s*(?:{_SIGN}\.?)?\s*{_DASH}\s*"),
    re.compile(rf"^(?P<place>{_CAPS}{_REGION}?){_DAY}\.?\s*{_SIGN}"),
    re.compile(rf"^(?P<place>{_PLAIN}{_REGION}){_DAY}\s*{_SIGN}\s*{_DASH}\s*"),
    re.compile(rf"^(?P<place>)\((?P<sign>[^()]{{2,60}})\)\s*(?P<slash>){_DASH}?\s*"),
)
_LEADS = 5  # paragraphs of title and body among which the dateline stands
# Labels that stand before a colon or dash as a place does.
_LABELS = frozenset(
    "BREAKING UPDATE UPDATED NEW EXCLUSIVE LIVE OPINION ANALYSIS EXPLAINER FACTBOX CORRECTED TIMELINE".split()
)
_FOR = re.compile(r"^(?:special (?:for|to)|for|from|source\s*:.*\||via)\s+(?P<who>[^|]{2,60})$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """title, outlet: as the text shows them. agency: canonical name. dateline: the place, as written."""

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    dateline: str | None = None


@dataclass(frozen=True)
class _Dateline:
    place: str | None
    sign: str


def read_heading(text: str, passages: tuple[Passage, ...]) -> Heading:
    """Read a report's heading from its clean text and its passages."""
    dateline = _find_dateline(text, passages)
    return Heading(
        title=next((" ".join(words.split()).lstrip("# ") for words in _texts(text, passages, "title")), None),
        outlet=_find_outlet(text, passages, dateline),
        agency=_find_agency(text, passages, dateline),
        dateline=dateline.place if dateline else None,
    )


def _find_dateline(text: str, passages: tuple[Passage, ...]) -> _Dateline | None:
    leads = [p for p in passages if p.kind in ("title", "body", "byline")][:_LEADS]
    for lead in leads:
        head = text[lead.start : min(lead.end, lead.start + 160)]
        for pattern in _DATELINES:
            if (found := pattern.match(head)) and _is_dateline(found, head):
                return _dateline(found)
    return None


def _is_dateline(found: re.Match[str], head: str) -> bool:
    """Whether what looks like a dateline is one: signed, or a place and then the beginning of a sentence."""
    if found["sign"] or found["slash"]:
        return True
    return found["place"] not in _LABELS and not head[found.end() :][:1].islower()


def _dateline(found: re.Match[str]) -> _Dateline:
    place = found["place"].strip(" ,.") or None
    sign = found["sign"] or found["slash"] or ""
    if place and (agency_called(place) or outlet_called(place)):
        return _Dateline(place=None, sign=place)
    return _Dateline(place=place, sign=sign)


def _find_outlet(text: str, passages: tuple[Passage, ...], dateline: _Dateline | None) -> str | None:
    """The publisher: a "Source: ... | name" line first, then a line of its own, then the dateline."""
    lines = list(_texts(text, passages, "byline"))
    sources = [found["who"] for line in lines if "|" in line and (found := _FOR.match(line))]
    signed = [found["who"] for line in lines if (found := _FOR.match(line))]
    if sources:
        return outlet_called(sources[0]) or sources[0].strip()
    after_names = [line.rsplit(",", 1)[1] for line in lines if "," in line]
    forms = [*lines, *signed, *after_names, dateline.sign if dateline else ""]
    found_names = (outlet_called(form) for form in forms if form)
    return next((name for name in found_names if name), None)


def _find_agency(text: str, passages: tuple[Passage, ...], dateline: _Dateline | None) -> str | None:
    """The wire whose copy the text is: signed in the dateline, a byline or the end, or speaking of its own reporters.

    An agency that is merely cited for a fact is none.
    """
    if dateline and (signed := _agency_in(dateline.sign)):
        return signed
    credits = [line for line in _texts(text, passages, "byline") if "|" not in line]
    credits += [line for line in _texts(text, passages, "notice") if _COPYRIGHT.search(line)]
    body = list(_texts(text, passages, "body"))
    found = (
        *(_agency_in(line) for line in credits),
        *(_agency_at_end(paragraph) for paragraph in body[-2:]),
        *(_own_reporter(paragraph) for paragraph in body),
    )
    return next((name for name in found if name), None) or _told_alone(body, credits)


def _agency_in(words: str) -> str | None:
    found = re.search(rf"(?<![\w-])(?:{forms_of_agencies()})(?![\w-])", words) if words else None
    return agency_called(found[0]) if found else None


def _agency_at_end(paragraph: str) -> str | None:
    found = re.search(rf"[.!?][\"'”’]?\s*(?:[—–-]+\s?|\(|/)({forms_of_agencies()})(?:/\w+)*[)/]?\.?$", paragraph[-80:])
    return agency_called(found[1]) if found else None


def _own_reporter(paragraph: str) -> str | None:
    found = _own_pattern().search(paragraph)
    return agency_called(found[1]) if found else None


@cache
def _own_pattern() -> re.Pattern[str]:
    who = "reporter|correspondent|journalist|photographer|cameraman|team|crew|stringer|videographer|witness"
    return re.compile(
        rf"\b(?i:an?|the|two|three|its|one|another|other)\s+(?:local\s+)?({forms_of_agencies()})(?:['’]s?)?\s+"
        rf"(?:news agency\s+)?(?:{who})(?:s|es)?\b"
    )


def _told_alone(body: list[str], credits: list[str]) -> str | None:
    """The agency that people "told", where no other world wire is cited and no newsroom signs the text."""
    if any(outlet_called(line) or _FOR.match(line) for line in credits):
        return None
    text = "\n".join(body)
    for agency in agencies():
        told = "|".join(re.escape(form) for form in agency.told)
        if told and re.search(rf"\b(?:told|telling|spoke to|speaking to) (?:{told})\b(?!\s+(?:TV|television))", text):
            rivals = [form for other in agencies() if other.world and other != agency for form in other.forms]
            cited = re.search(rf"(?<![\w-])(?:{'|'.join(map(re.escape, rivals))})(?![\w-])", text)
            return None if cited else agency.name
    return None


def _texts(text: str, passages: tuple[Passage, ...], kind: str) -> Iterator[str]:
    return (text[p.start : p.end] for p in passages if p.kind == kind)
