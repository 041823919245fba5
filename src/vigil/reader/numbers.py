"""Numbers as a report writes them: exact, bounded, vague or none, with their qualifiers, ranges and areas.

1. Bare numerals are found in the sentence's plain text (``vigil.reader.numerals``).
2. Two numerals with "to", "or" or a dash between them become one range.
3. Qualifiers directly before or after set the bounds; over "and" the first one covers the second number as well,
   until a new predicate ends its reach.
4. ``refuse`` names why a number is no count of people, things or events (``vigil.reader.refusals``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from vigil.reader.numerals import NumberForm, Numeral, either, find_numerals, words
from vigil.reader.refusals import refuse
from vigil.reader.text import Sentence, make_plain
from vigil.records import Qualifier

__all__ = ["Area", "Number", "find_areas", "find_numbers", "refuse"]

_LOWER: frozenset[Qualifier] = frozenset({"at_least", "more_than"})
_UPPER: frozenset[Qualifier] = frozenset({"less_than", "up_to"})
_REACH = 14  # tokens between two numbers under one bound; a list of longer names is another clause


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence.

    start, end: half-open offsets in the report, the qualifier included. first, last: indexes of the first and last
    token of the bare number, both included. low, high: its interval, None is open. form: how it is written.
    shares_qualifier: the bound stands before an earlier number ("more than 20 soldiers and 10 guards").
    """

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    form: NumberForm
    shares_qualifier: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """An area: its number, half-open offsets of number and unit, bounds in km2, and whether it glosses another one."""

    number: Number
    start: int
    end: int
    km2_low: float | None
    km2_high: float | None
    is_gloss: bool


@dataclass(frozen=True, slots=True)
class _Bare:
    """A numeral or a range of two, before any qualifier. Offsets are in the sentence's text."""

    start: int
    end: int
    low: float
    high: float | None
    form: NumberForm


def find_numbers(sentence: Sentence) -> tuple[Number, ...]:
    """Every number of a sentence, left to right, none overlapping; those that count nothing included (see refuse)."""
    text = make_plain(sentence.text)
    found = [_qualified(sentence, text, bare) for bare in _merge(text, find_numerals(text))]
    return _share(sentence, list(_without_covered(found)))


def find_areas(sentence: Sentence, *, numbers: tuple[Number, ...] | None = None) -> tuple[Area, ...]:
    """Every number that measures an area, converted to km2 with two decimals (more where that would be nothing)."""
    numbers = find_numbers(sentence) if numbers is None else numbers
    return tuple(area for number in numbers if (area := _area(sentence, number)) is not None)


def _without_covered(found: list[Number | None]) -> Iterator[Number]:
    """The numbers without words that are part of another one ("an estimated 200", "no fewer than 5")."""
    numbers = [number for number in found if number is not None]
    for before, number, following in zip([None, *numbers], numbers, [*numbers[1:], None], strict=False):
        covered = following is not None and following.start <= number.start
        halved = before is not None and before.form == "fraction" and before.last == number.first - 1
        if not (number.form in ("article", "none") and (covered or halved)):
            yield number


def _merge(text: str, numerals: tuple[Numeral, ...]) -> Iterator[_Bare]:
    """Numerals, with the two ends of a range made one."""
    k = 0
    while k < len(numerals):
        one = numerals[k]
        other = numerals[k + 1] if k + 1 < len(numerals) else None
        span = _range(text, one, other) if other else None
        if span:
            yield span
            k += 2
        else:
            yield _Bare(one.start, one.end, one.low, one.high, one.form)
            k += 1


def _range(text: str, one: Numeral, other: Numeral) -> _Bare | None:
    if one.form not in ("digits", "word", "dozen") or other.form not in ("digits", "word", "dozen"):
        return None
    joint = text[one.end : other.start]
    before = text[max(0, one.start - 24) : one.start].lower().split()
    if not re.fullmatch(r"\s*[-–—]\s*|\s+(?:to|or|and)\s+|\s+to\s+(?:about\s+|around\s+|as\s+many\s+as\s+)?", joint):
        return None
    if joint.strip() == "and" and "between" not in before[-2:]:
        return None
    if "from" in before[-1:] and (before[-2:-1] and before[-2] in words().change):
        return None
    low = one.low
    if other.scaled and not one.scaled and one.form == other.form == "digits":
        low *= _factor(other, text)
    if other.high is None or not low < other.high or (joint.strip() in "-–—" and _is_date(text, one, other)):
        return None
    start = one.start
    if before[-1:] == ["between"]:
        start = text.lower().rindex("between", 0, one.start)
    return _Bare(start, other.end, low, other.high, one.form)


def _factor(numeral: Numeral, text: str) -> float:
    written = re.match(r"[\d.,]+", text[numeral.start : numeral.end])
    return numeral.low / float(written[0].replace(",", "")) if written else 1.0


def _is_date(text: str, one: Numeral, other: Numeral) -> bool:
    """Whether a dash joins parts of an ISO day, a score or a year span and no range of counts."""
    around = text[max(0, one.start - 5) : other.end + 3]
    return bool(re.search(r"\d{4}-\d\d-\d\d", around)) or (_is_year(text, one) and _is_year(text, other))


def _is_year(text: str, numeral: Numeral) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text[numeral.start : numeral.end]))


def _qualified(sentence: Sentence, text: str, bare: _Bare) -> Number | None:
    """A bare number with the qualifiers around it."""
    tokens = [t for t in sentence.tokens if t.end - sentence.start > bare.start and t.start - sentence.start < bare.end]
    if not tokens:
        return None
    start, end, bounds = bare.start, bare.end, []
    while before := _before(text, start):
        start, bound = before
        bounds.append(bound)
    if after := _after(text, end):
        end, bound = after
        bounds.append(bound)
    low, high, qualifier = _bounded(bare, bounds)
    return Number(
        start=sentence.start + start,
        end=sentence.start + end,
        first=tokens[0].i,
        last=tokens[-1].i,
        low=low,
        high=high,
        qualifier=qualifier,
        form=bare.form,
    )


@lru_cache(maxsize=1)
def _leading() -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    """For each bound, the phrases that set it when they stand before a number, fillers allowed between."""
    known = words()
    filler = f"(?:(?:{either(known.fillers)})\\s+)?"
    found = [(bound, phrases) for bound, phrases in known.before.items() if phrases]
    return tuple((bound, re.compile(f"(?<![\\w-]){either(p)}\\s+{filler}$", re.IGNORECASE)) for bound, p in found)


@lru_cache(maxsize=1)
def _trailing() -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    found = [(bound, phrases) for bound, phrases in words().after.items() if phrases]
    return tuple((bound, re.compile(f"\\s?{either(p)}(?!\\w)", re.IGNORECASE)) for bound, p in found)


def _before(text: str, at: int) -> tuple[int, Qualifier] | None:
    """The qualifier that ends where a number starts: its own start and its bound; the longest one counts."""
    left = text[max(0, at - 48) : at]
    matches = [(m.start(), bound) for bound, pattern in _leading() if (m := pattern.search(left))]
    if not matches:
        return None
    start, bound = min(matches)
    phrase = left[start:].lower().split()
    if _is_preposition(left[:start].lower(), phrase):
        return None
    return at - len(left) + start, bound


def _is_preposition(before: str, phrase: list[str]) -> bool:
    """Whether "about" or "over" before a number belongs to the word in front ("talked about two men")."""
    last = re.findall(r"[\w'-]+", before)[-1:]
    if not last:
        return False
    if phrase[0] in ("about", "around"):
        return last[0] in words().about_verbs
    if phrase[:2] == ["up", "to"]:
        return last[0] in words().up_verbs
    if phrase[0] in ("over", "under", "above", "below"):
        return last[0] in words().over_nouns
    return False


def _after(text: str, at: int) -> tuple[int, Qualifier] | None:
    for bound, pattern in _trailing():
        if match := pattern.match(text, at):
            return match.end(), bound
    return None


def _bounded(bare: _Bare, bounds: list[Qualifier]) -> tuple[float | None, float | None, Qualifier]:
    """The interval of a number under its qualifiers: an upper or lower bound outweighs "about" and vagueness."""
    vague = bare.form == "vague"
    plain: Qualifier = "vague" if vague else "exact"
    bound = next((b for b in bounds if b in _LOWER | _UPPER), bounds[0] if bounds else plain)
    if bare.form in ("none", "ordinal", "article"):
        bound = bound if bare.form == "article" else "exact"
    if bound in _LOWER:
        return bare.low, None, bound
    if bound in _UPPER:
        return None, bare.high if bare.high is not None else bare.low, bound
    return bare.low, bare.high, "vague" if vague else bound


def _share(sentence: Sentence, numbers: list[Number]) -> tuple[Number, ...]:
    """Let each qualifier cover the numbers joined to it by "and" under the same predicate."""
    for k in range(1, len(numbers)):
        one, two = numbers[k - 1], numbers[k]
        if one.qualifier in ("exact", "vague") or two.qualifier != "exact" or not _can_share(two):
            continue
        if _joined(sentence, numbers[k - 1 :]) and not refuse(one, sentence) and not refuse(two, sentence):
            bounds: list[Qualifier] = [one.qualifier]
            bare = _Bare(two.start, two.end, two.low or 0, two.high, two.form)
            low, high, qualifier = _bounded(bare, bounds)
            numbers[k] = replace(two, low=low, high=high, qualifier=qualifier, shares_qualifier=True)
    return tuple(numbers)


def _can_share(number: Number) -> bool:
    return number.form in ("digits", "word", "dozen")


def _joined(sentence: Sentence, numbers: list[Number]) -> bool:
    """Whether the first two numbers are conjuncts: "A and B", or "A, B and C"; nouns between, no predicate."""
    one, two, *rest = numbers
    between = sentence.tokens[one.last + 1 : two.first]
    if not 1 < len(between) <= _REACH or any(t.form in (";", ":", "(", ")", '"', "--") for t in between):
        return False
    if any(t.pos in ("VERB", "AUX") or t.lower in words().predicates for t in between):
        return False
    if between[-1].lower == "and":
        return True
    return between[-1].form == "," and bool(rest) and _can_share(rest[0]) and _joined(sentence, [two, *rest])


@lru_cache(maxsize=1)
def _area_unit() -> tuple[re.Pattern[str], dict[str, float]]:
    """A pattern for what stands between a number and the end of its unit of area, and km2 by unit."""
    known = words()
    km2 = {form: unit.km2 for unit in known.area_units for form in unit.forms}
    joint = r"[\s-]*(?:(?:of\s+)?(?:an?|the|one)\s+)?"
    return re.compile(f"{joint}(?P<unit>{either([*km2, *known.sides])})(?![\\w²])", re.IGNORECASE), km2


def _area(sentence: Sentence, number: Number) -> Area | None:
    text = make_plain(sentence.text)
    pattern, km2 = _area_unit()
    written = sentence.tokens[number.last].end - sentence.start
    end = max(written, number.end - sentence.start)
    match = pattern.match(text, end)
    if match is None or number.form in ("ordinal", "none"):
        return None
    unit = re.sub(r"\s+", " ", match["unit"].lower())
    low, high = (_in_km2(value, unit, km2) for value in (number.low, number.high))
    start = number.start - sentence.start
    is_gloss = _is_gloss(text, start)
    return Area(number, number.start, sentence.start + match.end(), low, high, is_gloss)


def _in_km2(value: float | None, unit: str, km2: dict[str, float]) -> float | None:
    if value is None:
        return None
    side = words().sides.get(unit)
    exact = (value * side) ** 2 if side is not None else value * km2[unit]
    return round(exact, 2) if exact >= 0.01 else round(exact, 6)


def _is_gloss(text: str, start: int) -> bool:
    """Whether a number stands in a parenthesis or between a slash and its neighbour: it converts another one."""
    left = text[:start]
    return left.rfind("(") > left.rfind(")") or left.rstrip().endswith("/")
