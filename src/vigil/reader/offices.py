"""The nouns of people who speak: offices, ranks, kinds, bodies; read from lexicon/offices.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

from vigil import lexicon
from vigil.names.people import last_name

Holding: TypeAlias = Literal["state", "ministry", "body", "own", "military", "police", "person", "none"]


@dataclass(frozen=True)
class Offices:
    """The word list of offices, by what an office makes of its holder's word."""

    state: tuple[str, ...]
    ministry: tuple[str, ...]
    body: tuple[str, ...]
    ranks: dict[str, tuple[str, ...]]
    candidates: tuple[str, ...]
    own: tuple[str, ...]
    forces: dict[str, str]
    states: tuple[str, ...]
    kinds: dict[str, str]
    officials: dict[str, str]
    official_modifiers: dict[str, tuple[str, ...]]
    ministries: tuple[str, ...]
    portfolios: tuple[str, ...]
    portfolio_names: dict[str, str]
    places: tuple[str, ...]
    state_media: dict[str, str]
    groups: dict[str, tuple[str, ...]]
    group_nouns: tuple[str, ...]
    bents: dict[str, tuple[str, ...]]
    state_forces: tuple[str, ...]
    office_countries: dict[str, str]
    office_bodies: dict[str, str]
    of_place: tuple[str, ...]
    peoples: dict[str, str]
    outlet_nouns: tuple[str, ...]
    month_names: frozenset[str]
    not_names: frozenset[str]
    body_nouns: frozenset[str]
    place_nouns: frozenset[str]

    @cached_property
    def holdings(self) -> dict[str, Holding]:
        """Every office and rank, and how its holder's word is named."""
        found: dict[str, Holding] = {}
        for rank_of, words in self.ranks.items():
            kind: Holding = "military" if rank_of == "military" else "police" if rank_of == "police" else "none"
            found |= dict.fromkeys(words, kind)
        found |= dict.fromkeys(self.body, "body")
        found |= dict.fromkeys(self.candidates, "person")
        found |= dict.fromkeys(self.own, "own")
        found |= dict.fromkeys(self.ministry, "ministry")
        found |= dict.fromkeys(self.state, "state")
        return found | {words.replace(" ", "-"): held for words, held in found.items() if words.endswith(" general")}

    @cached_property
    def office_pattern(self) -> re.Pattern[str]:
        """Any office or rank, the longest first, as a whole word in any case; "the mayor's office" is none."""
        return re.compile(_either(self.holdings).pattern + r"(?!'s? office)", re.IGNORECASE)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The single words that end an office, a rank, a kind or "official": the nouns of those who speak."""
        return frozenset(word.split()[-1] for word in (*self.holdings, *self.kinds, *self.officials)) - {
            "none",
            "state",
        }

    @cached_property
    def titles(self) -> frozenset[str]:
        """The single words of offices, ranks, kinds and officials: what may stand straight before a name."""
        words = [*self.holdings, *self.kinds, *self.officials]
        return frozenset(part for word in words for part in word.split()) - {"of", "the", "people", "those"}


@lru_cache(maxsize=1)
def leaders() -> dict[str, tuple[str, ...]]:
    """Heads of states, governments and world bodies, by whom they speak for."""
    return lexicon.load("leaders", dict[str, tuple[str, ...]])


def leads(name: str) -> str | None:
    """Whom a leader speaks for, by full name or by a last name that no other leader on the list has."""
    return _leaders().get(name) or _leaders().get(name.rsplit(" ", 1)[-1] if " " not in name else "")


@lru_cache(maxsize=1)
def _leaders() -> dict[str, str]:
    """Full names, and last names that are one leader's alone."""
    full = {name: party for party, names in leaders().items() for name in names}
    last: dict[str, set[str]] = {}
    for name, party in full.items():
        last.setdefault(last_name(name), set()).add(party)
    return {name: next(iter(parties)) for name, parties in last.items() if len(parties) == 1} | full


@lru_cache(maxsize=1)
def offices() -> Offices:
    """The word list, read once. Raises LexiconError where the file does not hold to its form."""
    return lexicon.load("offices", Offices)


def either(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words as a whole word in any case, the longest first. Compiled once."""
    return _cached_either(words)


@cache
def _cached_either(words: tuple[str, ...]) -> re.Pattern[str]:
    return _either(words)


def _either(words: object) -> re.Pattern[str]:
    listed = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]  # any collection of str
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(word) for word in listed) + r")\b\.?", re.IGNORECASE)
