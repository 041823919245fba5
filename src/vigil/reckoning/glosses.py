"""Units that do not convert: "four square kilometers (one square mile)"; and squares that can be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from vigil.reckoning.accounts import Account
from vigil.reckoning.findings import Finding
from vigil.reckoning.words import Sentence, words

SLACK = 0.1
"""How far a gloss may be off, as a share of it, besides being rounded to its last digit."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A measure and its conversion in brackets. value, gloss: as written; right: what value converts to, in unit."""

    text: str
    value: float
    gloss: float
    right: float
    unit: str

    @property
    def converts(self) -> bool:
        """Whether the gloss is the conversion, as rounded as it is written."""
        return abs(self.gloss - self.right) <= max(_half_unit(self.gloss), SLACK * self.right)


def find_glosses(text: str) -> Iterator[Gloss]:
    """The conversions that stand in a text, right and wrong."""
    for found in _gloss().finditer(text.replace("\u2019", "'")):
        one = _measure(found["value"], found["unit"])
        two = _measure(found["gloss"], found["other"])
        if one and two and one[2] == two[2] and one[1] != two[1]:
            right = one[0] * one[1] / two[1]
            yield Gloss(found.group(), one[0], two[0], right, found["other"].lower())


def check_glosses(accounts: Iterable[Account]) -> Iterator[Finding]:
    """Findings on figures whose sentence converts a measure wrongly, or squares it in a way that has two readings."""
    for account in accounts:
        if account.figure.unit != "km2":
            continue
        for gloss in find_glosses(account.sentence.text):
            if not gloss.converts:
                why = (
                    f'"{gloss.text}" does not convert: {gloss.value:g} is {gloss.right:.2g} {_plural(gloss.unit)}, '
                    f"not {gloss.gloss:g}."
                )
                yield Finding("unit", (account,), why, gloss.text.lower())
        yield from _two_readings(account)


def _two_readings(account: Account) -> Iterator[Finding]:
    """Half a kilometre square is half a square kilometre, or a square of half a kilometre: a quarter of one."""
    found = _square().search(_plain(account.sentence))
    if not found or not _bears(found, account):
        return
    unit = _plural(found["unit"])
    why = f'"{found.group()}" has two readings: so many square {unit}, or a square whose side is so long.'
    yield Finding("unit", (account,), why, found.group())


def _bears(found: re.Match[str], account: Account) -> bool:
    """Whether the words stand in the figure's own quote."""
    return found.group() in " ".join(account.figure.quote.lower().split())


def _plain(sentence: Sentence) -> str:
    return sentence.plain


def _measure(number: str, unit: str) -> tuple[float, float, str] | None:
    """A number as written, how many base units its unit is, and the dimension."""
    value = _number(number)
    name = " ".join(unit.lower().replace("-", " ").split())
    for dimension, units in words().units.items():
        for form in (name, name.removesuffix("s"), name.removesuffix("es")):
            if form in units and value is not None:
                return value, units[form], dimension
    return None


def _number(text: str) -> float | None:
    plain = " ".join(text.lower().replace("-", " ").split())
    if plain in words().number_words:
        return words().number_words[plain]
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return None


def _half_unit(value: float) -> float:
    """Half a unit of the last digit that is not nought."""
    if value != int(value):
        return 0.5 * 10.0 ** -len(f"{value:g}".partition(".")[2])
    unit = 1
    while value and int(value) % (unit * 10) == 0:
        unit *= 10
    return unit / 2


def _plural(unit: str) -> str:
    return unit if unit.endswith(("s", "km", "\u00b2", "2", "feet", "ft")) else f"{unit}s"


@cache
def _gloss() -> re.Pattern[str]:
    units = "|".join(sorted((_form(u) for table in words().units.values() for u in table), key=len, reverse=True))
    named = "|".join(sorted((_form(w) for w in words().number_words), key=len, reverse=True))
    number = rf"(?:\d[\d,]*(?:\.\d+)?|{named})"
    inner = rf"(?:about |around |some |roughly |or )?(?P<gloss>{number})[\s-]*(?P<other>{units})"
    return re.compile(rf"\b(?P<value>{number})[\s-]*(?P<unit>{units})\s*[(\[]{inner}[)\]]", re.IGNORECASE)


def _form(word: str) -> str:
    plural = "" if word.endswith(("feet", "\u00b2", "2", "km", "ft", " m", "cm")) or word in ("m", "kg") else "s?"
    return re.escape(word).replace(r"\ ", r"[\s-]") + (plural if word[-1].isalpha() else "")


@cache
def _square() -> re.Pattern[str]:
    lengths = r"(?P<unit>kilomet(?:er|re)s?|met(?:er|re)s?|miles?)"
    amount = r"(?:\d[\d,.]*|half a|a few hundred|several hundred|a few|several|two|three|four|five|six|ten)"
    return re.compile(rf"\b{amount} {lengths} square\b")
