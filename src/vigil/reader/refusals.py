"""Why a number is no count of people, things or events: an age, money, a date, a label ... as named rules, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vigil.reader.numerals import either, words
from vigil.reader.text import Sentence, Token, make_plain

if TYPE_CHECKING:
    from vigil.reader.numbers import Number

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OLDEST = 110  # an age in an apposition ("Name, 34,") is not above this
_BEFORE_YEARS = frozenset("in since by of from until till during before after early late mid - the a an 's".split())


@dataclass(frozen=True, slots=True)
class _Site:
    """A number with its surroundings, lower case. left, right: the text before and after its bare words."""

    number: Number
    written: str
    left: str
    right: str
    before: tuple[Token, ...]
    after: tuple[Token, ...]

    @property
    def previous(self) -> str:
        return self.before[-1].lower if self.before else ""

    @property
    def following(self) -> str:
        return self.after[0].lower if self.after else ""

    @property
    def nouns(self) -> tuple[str, ...]:
        """The words that could name what is counted: the next ones, past "of", a hyphen and adjectives."""
        skipped = ("of", "-", "full", "straight", "consecutive", "more", "long", "additional", "other", "the", "past")
        rest = [t for t in self.after[:5] if t.lower not in skipped]
        return tuple(t.lower for t in rest[:1])


def refuse(number: Number, sentence: Sentence) -> str | None:
    """The name of the first reason why a number counts no people, things or events; None where there is none.

    An area is refused as "area": read it with ``find_areas``.
    """
    site = _site(number, sentence)
    return next((name for name, rule in _RULES if rule(site)), None)


def _site(number: Number, sentence: Sentence) -> _Site:
    text = make_plain(sentence.text).lower()
    tokens = sentence.tokens
    start = tokens[number.first].start - sentence.start
    end = tokens[number.last].end - sentence.start
    return _Site(
        number, text[start:end], text[:start], text[end:], tokens[: number.first], tokens[number.last + 1 :]
    )


def _is_money(site: _Site) -> bool:
    signed = site.previous in words().money_signs or site.left.endswith("$")
    return signed or bool({*site.nouns, site.following} & words().money)


def _is_percent(site: _Site) -> bool:
    return site.following in words().percent or site.right.lstrip().startswith("per cent") or site.written.endswith("%")


def _is_age(site: _Site) -> bool:
    if re.match(r"\s?-?\s?(?:year|month|week|day)s?[\s-]old|\s(?:years|months) of age", site.right):
        return True
    aged = rf"\b(?:{either(words().ages)}|ages? of)\s+(?:between\s+|about\s+|just\s+)?(?:\d+ (?:and|to) )?$"
    if re.search(aged, site.left):
        return True
    if re.search(r"\b(?:boy|girl|child|man|woman|youth|baby|infant) of $", site.left) and not _counts_next(site):
        return True
    if site.number.form != "digits" or not 0 < (site.number.low or 0) <= _OLDEST:
        return False
    named = len(site.before) > 1 and site.previous in (",", "(") and site.before[-2].pos in ("PROPN", "NOUN")
    return named and site.following in (",", ".", ")", "")


def _is_area(site: _Site) -> bool:
    return bool(_area().match(site.right))


@lru_cache(maxsize=1)
def _area() -> re.Pattern[str]:
    known = words()
    forms = [form for unit in known.area_units for form in unit.forms]
    return re.compile(f"[\\s-]*(?:(?:of\\s+)?(?:an?|the|one)\\s+)?{either([*forms, *known.sides])}(?![\\w²])")


def _is_date(site: _Site) -> bool:
    following = [t.lower.rstrip(".") for t in site.after[:2]]
    if site.previous.rstrip(".") in _MONTHS:
        return not (site.previous == "may" and bool(site.after) and site.after[0].tag == "NNS")
    if following[:1] == ["of"]:
        return site.number.form == "ordinal" and following[1:] != [] and following[1] in _MONTHS
    if following and following[0] in _MONTHS and (site.number.low or 99) <= 31:
        return not (following[0] == "may" and site.after[0].pos == "AUX")
    around = site.left[-8:] + site.written + site.right[:8]
    return bool(re.search(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}\b", around))


def _is_year(site: _Site) -> bool:
    if re.match(r"s\b", site.right) and site.written[-1:] == "0":
        return True
    if not re.fullmatch(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?", site.written):
        return False
    counted = bool(site.after) and site.after[0].tag in ("NNS", "NNPS")
    return not counted or site.previous in _BEFORE_YEARS


def _is_clock(site: _Site) -> bool:
    if site.following in words().clock or re.search(r"\d:$", site.left) or re.match(r":\d\d", site.right):
        return True
    if re.match(r"\d{1,2}:\d\d", site.written):
        return True
    if re.match(r"\s(?:in the (?:morning|afternoon|evening)|at night)\b", site.right) and site.previous == "at":
        return True
    military = re.fullmatch(r"[01]\d\d\d|2[0-3]\d\d", site.written)
    return bool(military and re.match(r"\s(?:hours|gmt|utc|local)\b", site.right))


def _is_calibre(site: _Site) -> bool:
    return site.following in words().calibres or bool(re.match(r"-(?:caliber|calibre)", site.right))


def _is_duration(site: _Site) -> bool:
    return bool(site.nouns) and site.nouns[0] in words().durations


def _is_length(site: _Site) -> bool:
    return bool(site.nouns) and site.nouns[0] in words().lengths and not _is_named_count(site)


def _is_named_count(site: _Site) -> bool:
    """ "3m people": a short form of million, not metres."""
    return site.following == "m" and len(site.after) > 1 and site.after[1].pos == "NOUN"


def _is_weight(site: _Site) -> bool:
    return bool(site.nouns) and site.nouns[0] in words().weights


def _is_description(site: _Site) -> bool:
    if not site.right.startswith("-"):
        return False
    joined = re.match(r"-(\w+)", site.right)
    return joined is not None and joined[1] in words().descriptions


def _is_label(site: _Site) -> bool:
    if site.number.form == "digits" and re.match(r"[a-z]+-?\d", site.written):
        return True  # "F-16" is one token
    if site.number.form not in ("digits", "word") or not site.before:
        return False
    previous = site.before[-1]
    if re.search(r"\bno\.\s?$|\bnumber $|\bnos\. $", site.left) or re.search(r"\w[-/]$", site.left):
        return not (previous.lower == "-" and len(site.before) > 1 and site.before[-2].pos == "NUM")
    if re.search(rf"\b{either(words().label_groups)}\s+$", site.left):
        return True
    if previous.lower in words().labels:
        named = previous.form[0].isupper() and previous.i > 0
        return named or (site.number.form == "digits" and not _counts_next(site))
    return _is_product(site, previous)


def _is_product(site: _Site, previous: Token) -> bool:
    """ "a Boeing 777 jet", "the Hellfire 2": a name's number, with no plural noun after it."""
    if site.number.form != "digits" or previous.pos != "PROPN" or previous.lower.rstrip(".") in _WEEKDAYS | _MONTHS:
        return False
    following = site.after[0] if site.after else None
    return following is None or following.pos in ("PUNCT", "VERB", "ADP", "AUX") or following.tag == "NN"


def _counts_next(site: _Site) -> bool:
    return bool(site.after) and site.after[0].pos in ("NOUN", "ADJ")


def _is_score(site: _Site) -> bool:
    if site.nouns and site.nouns[0] in words().scores:
        return True
    return bool(re.match(r"\s?-\s?\d+\b", site.right) and re.search(r"\b(?:vot\w+|won|beat|lost)\b", site.left[-30:]))


def _is_population(site: _Site) -> bool:
    stem = rf"\b{either(words().homes)}\s+of\s+(?:\w+\s+){{0,2}}$|\bpopulation\s+(?:of|is|was)\s+(?:\w+\s+){{0,2}}$"
    if re.search(stem, site.left) and (site.number.low or 0) >= 1000:
        return True
    if set(site.nouns) & words().populations or site.following in ("inhabitants",):
        return True
    return "home to" in site.left[-30:] and bool(set(site.nouns) & words().population_nouns)


def _is_rank(site: _Site) -> bool:
    if site.number.form != "ordinal":
        return False
    near = [t.lower for t in site.after[:3] if t.lower not in ("such", "u.s.", "the")]
    if site.written in ("first", "1st") or site.right.startswith("-") or (near and near[0] in words().ordinal_nouns):
        return True
    return not set(near[:2]) & words().ordinal_counts


def _is_fraction(site: _Site) -> bool:
    """ "half of them", "one in five", "nine out of ten": a share of another number; "two in three villages" is none."""
    small = (site.number.low or 0) <= 10
    shares = re.match(_SHARE_AFTER if site.number.low == 1 else r"\s(?:out of|in every) \w+", site.right)
    return site.number.form == "fraction" or (small and bool(shares or _SHARE_BEFORE.search(site.left)))


_SHARE_AFTER = r"\s(?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
_SHARE_BEFORE = re.compile(r"\b(?:one in|\w+ (?:out of|in every)) (?:every )?$")


def _is_ratio(site: _Site) -> bool:
    return bool(re.match(rf"\s?-?{either(words().folds)}\b", site.right))


def _is_idiom(site: _Site) -> bool:
    follow = words().idioms.get(site.written)
    if follow is None:
        return False
    rest = site.right.strip()
    if site.number.form == "none" and rest[:1] in ("", ".", ","):
        return site.written == "no"
    if site.written == "one" and site.previous in ("no", "this", "that", "the", "each", "any", "which", "every", "day"):
        return True
    return any(re.match(rf"{re.escape(phrase)}(?![\w])", rest) for phrase in follow)


_RULES: tuple[tuple[str, Callable[[_Site], bool]], ...] = (
    ("area", _is_area),
    ("money", _is_money),
    ("percentage", _is_percent),
    ("age", _is_age),
    ("time of day", _is_clock),
    ("date", _is_date),
    ("year", _is_year),
    ("calibre", _is_calibre),
    ("duration", _is_duration),
    ("length", _is_length),
    ("weight", _is_weight),
    ("description", _is_description),
    ("label", _is_label),
    ("score", _is_score),
    ("population", _is_population),
    ("rank", _is_rank),
    ("fraction", _is_fraction),
    ("ratio", _is_ratio),
    ("idiom", _is_idiom),
)
