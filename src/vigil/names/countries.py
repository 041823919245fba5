"""Which country is meant: names, short forms, adjectives, peoples, capitals that stand for governments, cities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from vigil import lexicon
from vigil.names.forms import Forms

Naming: TypeAlias = Literal["name", "adjective", "people", "capital", "city"]


@dataclass(frozen=True)
class Country:
    """A country as news writes it. code: ISO 3166-1 alpha-2; adjective: as it goes before a body ("Syrian army")."""

    name: str
    code: str
    adjective: str
    capital: str | None = None
    forms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country told in a text, at half-open offsets. by: with what kind of word."""

    start: int
    end: int
    country: Country
    by: Naming


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries known."""
    return lexicon.load("countries", tuple[Country, ...])


def find_countries(plain: str) -> tuple[CountryMention, ...]:
    """The countries that a text names in any way, left to right. plain: a text with plain quotes."""
    return tuple(CountryMention(f.start, f.end, f.value[0], f.value[1]) for f in _forms().find(plain))


def country_of(word: str) -> Country | None:
    """The country that one word or name stands for, by name, adjective, people, capital or city; None if none."""
    found = _forms().get(word.removesuffix("'s").removesuffix("'").removeprefix("the "))
    return found[0] if found else None


def country_by_code(code: str | None) -> Country | None:
    """The country with an ISO alpha-2 code."""
    return _by_code().get(code or "")


def is_adjective(word: str) -> bool:
    """Whether a word says whose a thing is ("Syrian", "US", "Filipino")."""
    found = _forms().get(word)
    return bool(found) and word in _adjectives()


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in countries()}


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    words = {word for c in countries() for word in (c.adjective, *c.people)}
    return frozenset(words | {form for c in countries() for form in c.forms if form.isupper()})


@lru_cache(maxsize=1)
def _forms() -> Forms[tuple[Country, Naming]]:
    pairs: list[tuple[str, tuple[Country, Naming]]] = []
    for country in countries():
        pairs += [(form, (country, "name")) for form in (country.name, *country.forms)]
    for country in countries():
        pairs.append((country.adjective, (country, "adjective")))
        pairs += [(form, (country, "people")) for form in country.people]
        pairs += [(country.capital, (country, "capital"))] if country.capital else []
    for country in countries():
        pairs += [(city, (country, "city")) for city in country.cities]
    both = [(form.upper(), value) for form, value in pairs if len(form) > 4 and form.isascii()]  # datelines
    return Forms(pairs + both)
