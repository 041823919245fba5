"""Number words and digits as values: where a bare number stands in a stretch of plain text, and what it is worth.

No qualifiers, no ranges, no judgement about what is counted: that is ``vigil.reader.numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.records import Qualifier

NumberForm: TypeAlias = Literal["digits", "word", "dozen", "vague", "pair", "none", "ordinal", "article", "fraction"]


class AreaUnit(BaseModel):
    """A unit of area: what one of it is in km2, and how it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    km2: float
    forms: tuple[str, ...]


class NumberWords(BaseModel):
    """The form of lexicon/numbers.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    pairs: dict[str, int]
    none: tuple[str, ...]
    vague: dict[str, int]
    multipliers: dict[str, int]
    couples: tuple[str, ...]
    ordinals: dict[str, int]
    fractions: dict[str, float]
    before: dict[Qualifier, tuple[str, ...]]
    fillers: frozenset[str]
    about_verbs: frozenset[str]
    over_nouns: frozenset[str]
    up_verbs: frozenset[str]
    after: dict[Qualifier, tuple[str, ...]]
    change: frozenset[str]
    predicates: frozenset[str]
    money: frozenset[str]
    money_signs: frozenset[str]
    lengths: frozenset[str]
    weights: frozenset[str]
    calibres: frozenset[str]
    durations: frozenset[str]
    clock: frozenset[str]
    percent: frozenset[str]
    labels: frozenset[str]
    label_groups: tuple[str, ...]
    descriptions: frozenset[str]
    ordinal_nouns: frozenset[str]
    ordinal_counts: frozenset[str]
    ages: tuple[str, ...]
    scores: frozenset[str]
    populations: frozenset[str]
    population_nouns: frozenset[str]
    homes: frozenset[str]
    folds: tuple[str, ...]
    idioms: dict[str, tuple[str, ...]]
    area_units: tuple[AreaUnit, ...]
    sides: dict[str, float]

    @cached_property
    def small(self) -> dict[str, int]:
        """Every number word below a hundred that is one word."""
        return {**self.units, **self.teens, **self.tens}


@lru_cache(maxsize=1)
def words() -> NumberWords:
    """The number words of the lexicon."""
    found: NumberWords = lexicon.load("numbers", NumberWords)
    return found


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number: half-open offsets in the text it was found in, its least and greatest value, and its form.

    high is None for a vague amount. scaled: whether it ends in a scale word ("million"), which a range shares.
    """

    start: int
    end: int
    low: float
    high: float | None
    form: NumberForm
    scaled: bool = False


@lru_cache(maxsize=1024)  # figures and voices each ask for a sentence's numbers
def find_numerals(text: str) -> tuple[Numeral, ...]:
    """The bare numbers of a plain text, left to right, none overlapping."""
    return tuple(_numerals(text))


def either(phrases: Iterable[str]) -> str:
    """A pattern for any of these phrases, longest first; a space in a phrase is any white space."""
    return _either(tuple(phrases))


@cache
def _either(phrases: tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) + ")"


def _numerals(text: str) -> Iterator[Numeral]:
    for match in _pattern().finditer(text):
        form = match.lastgroup
        if form is not None:
            numeral = _READERS[form](match)
            if numeral is not None:
                yield numeral


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """One alternation, in order of trust: the longest reading of a stretch stands first."""
    known = words()
    unit, small, scale = either(known.units), either(known.small), either(known.scales)
    tens = f"(?:{either(known.tens)}(?:[\\s-]{unit})?|{small})"
    below = f"(?:(?:(?:{tens}|an?)[\\s-])?hundred(?:(?:\\s+and|-and)?[\\s-]{tens})?|{tens})"
    spelled = f"{below}(?:[\\s-]{scale}(?:(?:\\s+and)?\\s+{below})?)*|an?\\s+{scale}"
    digits = r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d,])|\d+(?:\.\d+)?)(?!\d|,\d|\.\d)"
    fraction = either(known.fractions)
    count = f"(?:{digits}|{tens})"
    parts = {
        "multiple": f"\\b{either(known.multipliers)}\\s+(?:{scale}|dozen)\\b",
        "vague": f"\\b{either(known.vague)}\\b(?!-)",
        "couple": f"\\b{either(known.couples)}(?:\\s+(?P<_couples>{scale}|dozen))?\\b",
        "dozen": f"\\b(?:(?P<_half>half[\\s-](?:a[\\s-])?)|(?P<_many>{count})\\s+|an?\\s+)?dozen\\b",
        "share": f"\\b(?:half\\s+an?|an?\\s+quarter\\s+of\\s+an?|half)[\\s-]+(?P<_share>{scale})\\b",
        "mixed": f"(?P<_whole>{count})\\s+and\\s+a\\s+half(?:\\s+(?P<_mixed>{scale}))?\\b",
        "ordinal": f"\\b(?:\\d+(?:st|nd|rd|th)|(?:{either(known.tens)}-)?{either(known.ordinals)})\\b",
        "fraction": f"\\b{fraction}\\b",
        "digits": f"(?P<_plain>{digits})(?:\\s*-?(?P<_scaled>{scale})\\b)?",
        "spelled": f"\\b(?:{spelled})\\b",
        "pair": f"\\b{either(known.pairs)}\\b",
        "none": f"\\b{either(known.none)}\\b(?!\\.\\s?\\d)",
        "article": r"\ban?\b(?![-'.])",
    }
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts.items()), re.IGNORECASE)


def _vague(match: re.Match[str]) -> Numeral | None:
    low = words().vague[_key(match[0])]
    return Numeral(match.start(), match.end(), low, None, "vague")


def _multiple(match: re.Match[str]) -> Numeral:
    *first, last = _key(match[0]).split()
    return Numeral(match.start(), match.end(), words().multipliers[" ".join(first)] * _scale(last), None, "vague")


def _couple(match: re.Match[str]) -> Numeral:
    by = match["_couples"]
    value = 2.0 * _scale(by.lower()) if by else 2.0
    return Numeral(match.start(), match.end(), value, value, "vague")


def _dozen(match: re.Match[str]) -> Numeral:
    many = _count(match["_many"]) if match["_many"] else 1.0
    value = 12 * (0.5 if match["_half"] else many)
    return Numeral(match.start(), match.end(), value, value, "dozen")


def _share(match: re.Match[str]) -> Numeral:
    value = _scale(match["_share"].lower()) * (0.25 if "quarter" in match[0].lower() else 0.5)
    return Numeral(match.start(), match.end(), value, value, "word", scaled=True)


def _mixed(match: re.Match[str]) -> Numeral:
    by = match["_mixed"]
    value = (_count(match["_whole"]) + 0.5) * (_scale(by.lower()) if by else 1)
    return Numeral(match.start(), match.end(), value, value, "word", bool(by))


def _digits(match: re.Match[str]) -> Numeral:
    value, by = _count(match["_plain"]), match["_scaled"]
    if by:
        value = round(value * _scale(by.lower()), 6)
    return Numeral(match.start(), match.end(), value, value, "digits", bool(by))


def _spelled(match: re.Match[str]) -> Numeral:
    said = _key(match[0]).replace("-", " ").replace(",", " ").split()
    value = float(spelled_value(said))
    return Numeral(match.start(), match.end(), value, value, "word", said[-1] in words().scales)


def _ordinal(match: re.Match[str]) -> Numeral:
    said = _key(match[0])
    if said[0].isdigit():
        value = int(said[:-2])
    else:
        tens, _, last = said.rpartition("-")
        value = words().tens.get(tens, 0) + words().ordinals[last]
    return Numeral(match.start(), match.end(), value, value, "ordinal")


def _fraction(match: re.Match[str]) -> Numeral:
    value = words().fractions[_key(match[0])]
    return Numeral(match.start(), match.end(), value, value, "fraction")


def _pair(match: re.Match[str]) -> Numeral:
    value = words().pairs[_key(match[0])]
    return Numeral(match.start(), match.end(), value, value, "pair")


def _none(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), 0, 0, "none")


def _article(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), 1, 1, "article")


_READERS = {
    "vague": _vague,
    "multiple": _multiple,
    "couple": _couple,
    "dozen": _dozen,
    "share": _share,
    "mixed": _mixed,
    "ordinal": _ordinal,
    "digits": _digits,
    "spelled": _spelled,
    "fraction": _fraction,
    "pair": _pair,
    "none": _none,
    "article": _article,
}


def spelled_value(said: Iterable[str]) -> int:
    """What number words in their order are worth: ["two", "hundred", "and", "five"] is 205.

    Words that are no number ("and", "a") count for nothing; a leading scale counts as one of it.
    """
    known = words()
    total = current = 0
    for word in said:
        if word in known.small:
            current += known.small[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in known.scales:
            total, current = total + (current or 1) * known.scales[word], 0
    return total + current


def _count(said: str) -> float:
    plain = said.replace(",", "").replace(" ", "")
    if plain[0].isdigit():
        return float(plain)
    return float(spelled_value(said.lower().replace("-", " ").split()))


def _scale(word: str) -> int:
    return 12 if word == "dozen" else words().scales[word]


def _key(said: str) -> str:
    return re.sub(r"\s+", " ", said.lower())
