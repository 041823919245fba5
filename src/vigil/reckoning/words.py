"""The words that the reckoning goes by, and how alike two sentences are."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.records import Figure, Report

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*", re.UNICODE)
_BREAK = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]?[A-Z0-9#])|\n+")
_INITIALS = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|St|No))\.$")
_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)
_QUALIFIERS = {
    "at_least": "at least ", "more_than": "more than ", "less_than": "less than ", "up_to": "up to ", "about": "about ",
    "nearly": "nearly ",
}  # fmt: skip
_DOINGS = {
    "displaced": "who left", "area": "held", "attacks": "", "attacks object": "struck", "other": "", "present": "there",
}  # fmt: skip
LONGEST_NAME = 7
"""How many of the report's words for those counted are repeated."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Magnitude(_Form):
    """From what number a vague word is used, and from what number another word would be."""

    floor: float
    ceiling: float


class Matter(_Form):
    """Something that can be foretold: its words, those that say it came, those that say it did not yet.

    about: words of which a forecast must have one besides. one_party: only who is named in the forecast settles it.
    """

    foretold: tuple[str, ...]
    about: tuple[str, ...]
    one_party: bool = False
    came: tuple[str, ...]
    awaited: tuple[str, ...]


class Words(_Form):
    """The form of lexicon/reckoning.yaml."""

    magnitudes: dict[str, Magnitude]
    acled: dict[str, float]
    anyone: frozenset[str]
    place_words: frozenset[str]
    idle_words: frozenset[str]
    part_openings: tuple[str, ...]
    part_links: tuple[str, ...]
    revising: tuple[str, ...]
    superseded: tuple[str, ...]
    units: dict[str, dict[str, float]]
    number_words: dict[str, float]
    horizons: dict[str, float]
    matters: dict[str, Matter]
    background: tuple[str, ...]
    gone_by: tuple[str, ...]
    unreal: tuple[str, ...]
    weekdays: dict[str, int]


@cache
def words() -> Words:
    """The word list. Raises LexiconError where it does not hold to its form."""
    return lexicon.load("reckoning", Words)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report: its stretch of the clean text, its words in lower case, and those that carry matter."""

    report: str
    start: int
    end: int
    text: str

    @cached_property
    def matter(self) -> frozenset[str]:
        """The words that carry matter."""
        return matter(self.text)

    @cached_property
    def plain(self) -> str:
        """The text in lower case, with plain quotes, white space folded."""
        return fold_text(self.text)


def sentences(report: Report) -> tuple[Sentence, ...]:
    """A report's own sentences, in order; furniture left out."""
    spans = [(p.start, p.end) for p in report.passages if p.is_report] or [(0, len(report.text))]
    return tuple(sentence for start, end in spans for sentence in _cut(report, start, end))


def body_sentences(report: Report) -> tuple[Sentence, ...]:
    """Those of its sentences that are whole ones of its body: no headline, no byline, nothing without an end."""
    spans = [(p.start, p.end) for p in report.passages if p.kind == "body"]
    spans = spans if report.passages else [(0, len(report.text))]
    return tuple(s for start, end in spans for s in _cut(report, start, end) if _END.search(s.text))


def _cut(report: Report, start: int, end: int) -> list[Sentence]:
    found, left, text = [], start, report.text
    for found_break in _BREAK.finditer(text, start, end):
        if "\n" not in found_break.group() and _INITIALS.search(text[left : found_break.start()]):
            continue
        found.append((left, found_break.start()))
        left = found_break.end()
    found.append((left, end))
    return [Sentence(report.name, a, b, text[a:b]) for a, b in found if text[a:b].strip()]


def names_in(text: str) -> frozenset[str]:
    """The words of names in a text, folded, as far as capitals tell; days and months are none."""
    named = (word.lower() for word in _LETTERS.findall(text) if word[0].isupper() and len(word) > 1)
    return frozenset(named) - _CALENDAR - words().idle_words


def fold_text(text: str) -> str:
    """Text in lower case with plain quotes and single spaces."""
    plain = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    return " ".join(plain.lower().split())


def tokens(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.lower() for word in _WORD.findall(text)]


def matter(text: str) -> frozenset[str]:
    """The words of a text that carry matter; numbers in digits left out, as they are what may have changed."""
    idle = words().idle_words
    return frozenset(
        word for word in tokens(text) if word not in idle and (not word[0].isdigit() or _is_year(word))
    )


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter sentence's words that the other holds too, from 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def has_any(text: str, phrases: tuple[str, ...] | frozenset[str]) -> str | None:
    """The first of these phrases that stands in the folded text as whole words; None if none does."""
    return next((phrase for phrase in phrases if phrase in text and _pattern(phrase).search(text)), None)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


def say_number(figure: Figure) -> str:
    """A figure's number in its own precision: "more than 1,300", "dozens", "10 to 15"."""
    low, high = figure.low, figure.high
    vague = vague_word(figure)
    if vague:
        return f'"{vague}"'
    if low is not None and high is not None and low != high:
        return f"{_digits(low)} to {_digits(high)}"
    value = low if low is not None else high
    return _QUALIFIERS.get(figure.qualifier, "") + _digits(value or 0.0)


def vague_word(figure: Figure) -> str | None:
    """The vague word of a figure's quote that fits its value: "hundreds"; None where its number is not vague."""
    if figure.qualifier != "vague" or figure.low is None:
        return None
    text = fold_text(figure.quote)
    named = sorted(words().magnitudes, key=lambda word: (-len(word), word))
    fits = (w for w in named if words().magnitudes[w].floor <= figure.low < words().magnitudes[w].ceiling)
    return next((word for word in fits if _pattern(word).search(text)), None)


def say_counted(figure: Figure) -> str:
    """Who or what is counted, in the report's words where it says more than "people" or "the toll"."""
    named = tokens(figure.who or "")
    if figure.unit == "km2":
        return "km\u00b2"
    if figure.unit == "person" and all(word in words().anyone for word in named):
        return "civilians" if figure.group == "civilian" else "fighters" if figure.group == "combatant" else "people"
    return " ".join((figure.who or "").split()[:LONGEST_NAME]) or f"{figure.unit}s"


def say(figure: Figure) -> str:
    """The figure in a few words: "more than 1,300 SDF fighters killed"."""
    doing = _DOINGS.get(f"{figure.measure} {figure.unit}", _DOINGS.get(figure.measure, figure.measure))
    counted = say_counted(figure)
    link = "of" if vague_word(figure) else ""
    doing = "" if doing in counted.split() else doing
    return " ".join(part for part in (say_number(figure), link, counted, doing) if part)


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
