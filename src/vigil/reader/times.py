"""Expressions of time as a sentence means them: "since Saturday", "by Friday", "a day earlier", "will ... on Sunday".

1. Expressions are found and resolved by themselves (``vigil.reader.spells``), with the tense of their clause.
2. Words in front turn them: "since", "by", "as of", "until".
3. "A day earlier" counts from the time named before it in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vigil.reader import days
from vigil.reader.dates import words
from vigil.reader.numerals import either
from vigil.reader.spells import Spell, find_spells
from vigil.reader.text import Sentence, make_plain
from vigil.records import Basis, Period

AFTER = "after"
"""The rule of "one day after": it dates what follows it, that many days before the time that it leans on."""

_OPENING = frozenset({"starting", "beginning"})  # of what is past as well as of what is to come
_NEAR = 12  # tokens to the left in which a word puts a time into the future


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time: half-open offsets in the report, its days and basis, and the rule that read it.

    is_future: whether it lies ahead of the report ("next week", "will meet on Sunday").
    """

    start: int
    end: int
    period: Period
    rule: str
    is_future: bool = False
    clause: tuple[int, int] = (0, 0)
    """The clause that it stands in or opens, as offsets: "since shells hit the mill last week"; empty for none."""
    is_inner: bool = False
    """Whether it dates what its clause tells alone, and not what stands outside."""


def find_times(sentence: Sentence, *, day: date | None, told: date | None = None) -> tuple[Time, ...]:
    """Every expression of time in a sentence, left to right, none overlapping.

    day: the report's day of publication. Without it relative times keep their basis and have no days. told: the day
    that the sentences before told of last, on which "that day" leans where its own sentence names none.
    """
    text = make_plain(sentence.text)
    spells = find_spells(text, day=day, is_future=lambda offset: _is_future(sentence, offset))
    found = _spanning([time for spell in spells for time in _turned(sentence, text, spell, day)])
    for time in _relative(sentence, text, found, day, told):
        if not any(other.start < time.end and time.start < other.end for other in found):
            found.append(time)
    return tuple(sorted(found, key=lambda time: time.start))


def _spanning(times: list[Time]) -> list[Time]:
    """Times with "starting Friday through April 16" made one."""
    found: list[Time] = []
    for time in times:
        last = found[-1] if found else None
        if last and last.rule.startswith("from_") and time.rule.startswith("until_") and last.end + 1 >= time.start:
            period = _period(last.period.start, time.period.end, "event")
            found[-1] = Time(last.start, time.end, period, last.rule, last.is_future or time.is_future)
        else:
            found.append(time)
    return found


def _is_future(sentence: Sentence, offset: int) -> bool:
    """Whether the clause around an offset is about what is to come.

    To the left a future word with no past verb after it; at a sentence's start, the first verb to the right.
    """
    place = sentence.start + offset
    left = [t for t in sentence.tokens if t.end <= place]
    for token in reversed(left[-_NEAR:]):
        if token.lower in words().future:
            return token.lower not in _OPENING or not any(t.tag == "VBD" for t in sentence.tokens)
        if token.tag in ("VBD", "VBZ", "VBP") or token.form in (",", ";", '"'):
            break
    if len(left) > 2:
        return False
    verbs = [t for t in sentence.tokens[len(left) :] if t.pos in ("VERB", "AUX")]
    return bool(verbs) and verbs[0].lower in ("will", "shall", "'ll")


_SINCE = re.compile(r"\b(?:ever\s)?since\s(?:(?:the|about|at least|around|its|their)\s)?$", re.IGNORECASE)
_SINCE_CLAUSE = re.compile(
    r"\b(?:ever\s)?since\s(?!then\b)(?:[^\s,;:()\"]+\s){1,14}?(?:in|on|from|the)?\s?$"
    r"|\bdating(?:\sback)?\sto\s(?:the\s)?$",
    re.IGNORECASE,
)
# "the deadliest attack since ..." compares, and sums nothing up.
_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|first|worst|most|highest|only)\b(?:\s[^\s,;]+){0,7}\s?$", re.IGNORECASE)
# "the deadliest attack in recent years" compares as well.
_RECORD = re.compile(
    r"\b(?:deadliest|bloodiest|worst|largest|biggest|heaviest|fiercest|highest|boldest|gravest|strongest"
    r"|most (?:deadly|violent|serious|brazen|lethal|brutal|intense))\b(?:\s[^\s,;]+){0,7}\s?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s(?:the\s)?(?:end\sof\s)?(?:the\s)?$", re.IGNORECASE)
_AS_OF = re.compile(r"\bas\sof\s(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s(?:at\sleast\s)?$", re.IGNORECASE)
_ITS_DEED = re.compile(r"'s [\w-]+")
_THIS = re.compile(r"this (?:year|month|week)$", re.IGNORECASE)
_WHEN = re.compile(r",? when\b")
_LONGEST_SINCE = 3  # words of "ever since the"; more are a clause
_FROM_TO = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"\s(?:through|until|till)\b")
_FROM = re.compile(r"\b(?:starting|beginning|effective)\s(?:on\s|in\s|from\s)?$", re.IGNORECASE)


def _turned(sentence: Sentence, text: str, spell: Spell, day: date | None) -> Iterator[Time]:
    """An expression with what the words before it make of it; what began a sum has happened on a day of its own."""
    left = text[: spell.start]
    start, rule, first, last, basis = spell.start, spell.rule, spell.first, spell.last, spell.basis
    if spell.rule != "now" and ((match := _SINCE.search(left)) or (match := _SINCE_CLAUSE.search(left))):
        compared = _SUPERLATIVE.search(text[: match.start()]) is not None
        event = _period(spell.first, spell.last, "event")
        opens = len(text[match.start() : spell.start].split()) > _LONGEST_SINCE
        if spell.basis == "event" and (opens or _WHEN.match(text, spell.end) or _ITS_DEED.match(text, spell.end)):
            # "since Aug. 23, when bombs killed 47", "since shells killed five last week", "since Sunday's attack"
            clause = (sentence.start + match.start(), sentence.start + (spell.end if opens else len(text)))
            began, ended = sentence.start + spell.start, sentence.start + spell.end
            yield Time(began, ended, event, spell.rule, spell.to_come, clause, is_inner=True)
            word = match.start() + len(match[0].split()[0])
            named = f"{'compared' if compared else 'since'}_{rule}"
            sums = _period(spell.first, day, "since")
            yield Time(clause[0], sentence.start + min(word, spell.start), sums, named, False, clause)
            return
        start, rule, last, basis = match.start(), f"{'compared' if compared else 'since'}_{rule}", day, "since"
    elif (basis == "since" or _THIS.match(text[spell.start : spell.end])) and _RECORD.search(left):
        rule = f"compared_{rule}"
    elif match := _AS_OF.search(left):
        start, rule, basis, first = match.start(), f"as_of_{rule}", "as_of", last
    elif match := _BY.search(left):
        start, rule = match.start(), f"by_{rule}"
        first, basis = (None, "event") if spell.to_come else (last, "as_of")
    elif (match := _UNTIL.search(left)) and basis == "event":
        start, rule, first = match.start(), f"until_{rule}", None
    elif match := _FROM.search(left) or (_FROM_TO.search(left) if _TO.match(text, spell.end) else None):
        start, rule = match.start(), f"from_{rule}"
        last = None if spell.to_come else last
    period = _period(first, last, basis)
    yield Time(sentence.start + start, sentence.start + spell.end, period, rule, spell.to_come)


def _period(first: date | None, last: date | None, basis: Basis) -> Period:
    """A period that runs forward, whatever its words said."""
    if first and last and first > last:
        first, last = last, first
    return Period(start=first, end=last, basis=basis)


def _relative(
    sentence: Sentence, text: str, found: list[Time], day: date | None, told: date | None
) -> Iterator[Time]:
    """ "a day earlier", "the previous day", "that same day", "since then", "a day after": they lean on another time."""
    count = f"(?P<count>\\d+|{either(words().counts)}|several|a few|)"
    unit = f"(?P<unit>{either(words().units)})s?"
    span = r"(?P<unit>day|night|evening|week|month|year)"
    part = r"(?P<unit>day|morning|evening|night|afternoon)"
    patterns = (
        ("earlier", rf"\b(?:just\s)?{count}\s?{unit}\s(?:earlier|before|prior|previously)\b"),
        ("later", rf"\b{count}\s?{unit}\s(?:later|afterwards?)\b"),
        (AFTER, rf"\b(?P<count>\d+|{either(words().counts)})\s?{unit}\safter\b"),
        ("previous", rf"\bthe\s(?:previous|preceding)\s{span}\b|\bthe\s(?P<eve>day|night)\sbefore\b"),
        ("same", rf"\b(?:that|the)(?:\svery)?(?:\ssame)?\s{part}\b(?!\s(?:before|after|of|in|when))"),
        (
            "since_then",
            r"\b(?:since\sthen|ever\ssince|has\ssince|have\ssince|(?:in|during|over)\sthat\stime)\b|\bsince(?=[.,;])",
        ),
    )
    for rule, pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            anchor = _anchor(found, start, day if told is None or rule == AFTER else told)
            if _is_short(match) and anchor == day and told is None:
                continue  # "minutes later": later than what was told, whenever that was
            period = _leaning(rule, match, anchor, day)
            if rule == "same" and _SINCE.search(text[: match.start()]):
                yield Time(start, end, _period(period.start, day, "since"), "since_same")
                continue
            yield Time(start, end, period, rule)


def _is_short(match: re.Match[str]) -> bool:
    """Whether a span is shorter than a day."""
    unit = match.groupdict().get("unit")
    return unit is not None and words().units.get(unit.lower(), 1) == 0


def _anchor(found: list[Time], start: int, day: date | None) -> date | None:
    """The day that a leaning time counts from: the nearest event's day before it, then after it, then the report's."""
    named = [t for t in found if t.period.start is not None and t.period.start == t.period.end and not t.is_future]
    before = [time for time in named if time.end <= start]
    return (before[-1] if before else named[0]).period.start if named else day


def _leaning(rule: str, match: re.Match[str], anchor: date | None, day: date | None) -> Period:
    if rule == "since_then":
        return _period(None, day, "since")
    if anchor is None:
        return Period(basis="event")
    if rule == "same":
        return Period(start=anchor, end=anchor, basis="event")
    said = match.groupdict()
    unit = (said.get("unit") or said.get("eve") or "day").lower()
    word = said.get("count")
    count = 1 if word is None else int(word) if word.isdigit() else words().counts.get(word.lower())
    if count is None:
        return _period(None, anchor, "event") if rule != "later" else _period(anchor, None, "event")
    try:
        found = days.shift(anchor, count if rule == "later" else -count, unit)
    except (OverflowError, ValueError):
        return Period(basis="event")
    return Period(start=found, end=found, basis="event")
