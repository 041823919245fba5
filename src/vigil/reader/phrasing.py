"""A noun phrase while it is being named, and the small questions that naming asks of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vigil.names.actors import Actor
from vigil.names.countries import Country, country_of, find_countries
from vigil.reader.offices import Holding, either, offices
from vigil.reader.registry import Registry

LEADING = re.compile(
    r"^(?:(?:the|a|an|one|another|both|two|three|four|several|some|many|most|other|more|"
    r"all|its|their|his|her|our|this|that|"
    r"these|those(?= \w+s\b)|same|of|by|from|even|also|unnamed|unidentified|anonymous|senior|top|ranking|"
    r"high-ranking|high-level|leading|prominent|veteran|longtime|former|current|newly appointed|acting|outgoing|"
    r"interim|"
    r"embattled|so-called|self-styled|influential|chief(?= \w+ official)|No\. \d+)\s+)+",
    re.IGNORECASE,
)
BASED = re.compile(
    r"\b(?:[A-Z][\w.]* )*[\w.]+(?:-[\w.]+)*-(?:based|backed|led|linked|run|controlled|aligned|affiliated|held|owned|"
    r"allied|born|trained|claimed|inspired)\b ?"
)
NAME_WORD = (
    r"(?:(?:[A-Z]\.){2,3}|[A-Z][\w'-]*\.?|al-[A-Z][\w'-]*|el-[A-Z][\w'-]*"
    r"|bin|ibn|von|van|de|der|da|del|al|ul|Abu)"
)
NAME_OF = re.compile(rf"^((?:[A-Z][\w.]*\.? )*{NAME_WORD}(?: {NAME_WORD}){{1,3}}) (?:of|from|with|at) (?:the )?(.+)$")
BARE_NAME = re.compile(rf"^{NAME_WORD}(?: {NAME_WORD}){{0,4}}$")
POSSESSIVE = re.compile(r"'s?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase being named: its words, where it stands, and what the text tells."""

    words: str
    at: int
    registry: Registry

    def of(self, words: str) -> Phrase:
        return replace(self, words=words.strip(" ,"))


def country_in(words: str) -> Country | None:
    """The country that words tell, by name or adjective first, else by a capital."""
    found = [m for m in find_countries(BASED.sub("", words)) if m.by != "city"]
    return next((m.country for m in found if m.by != "capital"), found[0].country if found else None)


def is_country_word(word: str) -> bool:
    country = country_of(word)
    return country is not None and word in (country.name, country.adjective, *country.forms, *country.people)


def country_as_party(country: Country) -> str:
    """A country as its government: Syria's has its own name."""
    return "Syrian government" if country.code == "SY" else country.name


def told(actor: Actor, registry: Registry) -> str:
    """An actor's canonical name; "the Taliban" of a Pakistani report are the Pakistani ones."""
    if actor.name == "Taliban" and registry.country and registry.country.code == "PK":
        return "Pakistani Taliban"
    return actor.name


def kinds_in(words: str) -> list[re.Match[str]]:
    return list(either(tuple(offices().kinds)).finditer(words))


def holding_of(words: str) -> Holding | None:
    """How the word of the holder of the office in some words is named."""
    found = office_in(words)
    return found[1] if found else None


def office_in(words: str) -> tuple[re.Match[str], Holding] | None:
    """The office that decides in some words: before "of", the last one that is not a mere rank or title."""
    head = re.split(r" (?:of|for|at|in|with|to|from) ", words, maxsplit=1)[0]
    everywhere = [(m, offices().holdings[m[0].lower().strip(".")]) for m in offices_in(words)]
    found = [pair for pair in everywhere if pair[0].start() < len(head)] or everywhere
    ranked = [pair for pair in found if pair[1] not in ("none", "military", "police")] or found
    return ranked[-1] if ranked else None


def offices_in(words: str) -> list[re.Match[str]]:
    """All offices and ranks in some words."""
    return [m for m in offices().office_pattern.finditer(words) if m[0].lower().strip(".") in offices().holdings]
