"""Outlets, agencies and broadcasters of a state, by the words that tell what they are."""

from __future__ import annotations

import re
from functools import lru_cache

from vigil.names.actors import actor_of, find_actors
from vigil.names.countries import country_of
from vigil.reader.offices import either, offices
from vigil.reader.phrasing import Phrase, country_in


def tells_outlet(words: str) -> bool:
    """Whether words name an outlet or agency by what it is and its name: "local newspaper La Voz"."""
    return _named_in(words) is not None


def by_outlet(phrase: Phrase) -> str | None:
    """An outlet or agency told with what it is: "local radio station Omega", "the Houthis' Al-Masirah television"."""
    if (of_state := _OF_STATE.match(phrase.words)) and re.search(r"Agency|Radio|Television|TV|News", of_state[1]):
        return of_state[1]
    owned = _owned_pattern().match(f"the {phrase.words}")
    if owned and (actor := actor_of(owned[1].strip())) is not None and actor.is_press:
        return actor.name
    named = re.fullmatch(rf"(.+?) (?:{_nouns()}|agency)", phrase.words)
    if named and (actor := actor_of(named[1])) is not None and actor.is_press:
        return actor.name
    name = _named_in(phrase.words)
    if name is None:
        return None
    is_agency = "agency" in phrase.words.lower()
    full = [f"{name} News Agency", f"{name} news agency", name] if is_agency else [name]
    known = (actor for one in full if (actor := actor_of(one)) is not None and actor.is_press)
    return next((actor.name for actor in known), full[0])


_OF_STATE = re.compile(
    r"[A-Z]\w+'s (?:state-run|state-owned|state|official|semi-official|privately owned|private|independent|main) "
    r"((?:[A-Z][\w-]+ )+[A-Z][\w-]+)$"
)


def _named_in(words: str) -> str | None:
    """The name after what an outlet is: "Omega" of "local radio station Omega"."""
    match = _pattern().match(words)
    return match[1] if match and country_of(match[1]) is None else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """What an outlet is, with up to three words before, and its name."""
    word = r"(?:[A-Z][\w.'-]*|al-[A-Z]\w+|de|la|el|of|and|the)"
    return re.compile(rf"^(?:[\w.'-]+ ){{0,3}}?(?:{_nouns()}) ((?:the |al-)?[A-Z][\w.'-]*(?: {word}){{0,5}})$")


@lru_cache(maxsize=1)
def _owned_pattern() -> re.Pattern[str]:
    """An owner, an outlet's name, and what it is."""
    return re.compile(rf"^(?:[\w.-]+ )+?[\w-]+'s? ((?:[A-Z][\w-]+ )+)(?:{_nouns()})(?: \w+)?$")


def _nouns() -> str:
    return "|".join(sorted(map(re.escape, offices().outlet_nouns), key=len, reverse=True))


def by_state_media(phrase: Phrase) -> str | None:
    """Broadcasters and agencies of a state, told without a name of their own."""
    lower = phrase.words.lower()
    match = either(tuple(offices().state_media)).search(lower)
    if not match or match[0] in ("media", "television", "tv"):
        return None
    named = [m.actor for m in find_actors(phrase.words) if m.actor.is_press]
    if named:
        return named[0].name
    country = country_in(phrase.words) or phrase.registry.country
    adjective = f"{country.adjective} " if country else ""
    return adjective + offices().state_media[match[0]]
