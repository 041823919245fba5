"""The side that a noun phrase tells: a party by its name, the group that a common noun stands for, a state's forces."""

from __future__ import annotations

import re

from vigil.names.actors import Actor, find_actors
from vigil.names.countries import country_by_code, country_of, is_adjective
from vigil.reader.offices import either, offices
from vigil.reader.phrasing import country_as_party, country_in, is_country_word, told
from vigil.reader.registry import Registry, body_called


def party_named(words: str, registry: Registry) -> str | None:
    """A party told by its own name."""
    for mention in find_actors(words):
        actor = mention.actor
        if actor.is_press or words[mention.end :].startswith("-"):
            continue
        if actor.kind in ("military", "police", "ministry", "intelligence") and (country := _state_of_force(actor)):
            return country
        return told(actor, registry)
    whole = registry.full_name(words)
    return whole or next((g.name for g in registry.groups if g.name in words), None)


def _state_of_force(actor: Actor) -> str | None:
    country = country_by_code(actor.country)
    return country_as_party(country) if country else None


_OF_LAND = re.compile(
    r"\b(?P<land>[A-Z][\w-]+) (?P<noun>militant|insurgent|separatist|rebel|extremist|militiaman|militiamen)(?P<s>s?)\b"
)


def group_told(words: str, noun: str, registry: Registry) -> str | None:
    """Whom a common noun means: fighters told by their land are known by it, as "Gaza militants"; else the group most
    told of that the noun's bent allows.
    """
    told_by = _OF_LAND.search(words)
    if told_by and (country_of(told_by["land"]) or is_adjective(told_by["land"])):
        kind = told_by["noun"].replace("man", "men")
        return f"{told_by['land']} {kind if kind.endswith('men') else kind + 's'}"
    country = country_in(words.lower().title())
    group = registry.group_called(offices().groups[noun])
    if (
        group is None
        and noun.startswith(("rebel", "separatist", "insurgent"))
        and (where := country or registry.country)
    ):
        return f"{where.adjective} {noun if noun.endswith('s') else noun + 's'}"
    return told(group, registry) if group else None


def group_by_noun(phrase: str, lower: str, registry: Registry) -> str | None:
    """ "the group", "the extremist organisation", "the Kurdish-led alliance"."""
    bents = next(
        (found for word, found in offices().bents.items() if re.search(rf"(?<![\w-]){re.escape(word)}\b", lower)), None
    )
    if bents is None and not re.match(r"^(?:the|that|this)\b", phrase.strip().lower()):
        return None
    if bents is None and len(lower.split()) > 1:
        return None
    group = registry.group_called(bents or ())
    return told(group, registry) if group else None


def state_told(words: str, lower: str, registry: Registry, at: int) -> str | None:
    """A state's people at arms, or the state itself by name."""
    country = country_in(words)
    forces = either(offices().state_forces).search(lower)
    if country and (forces or is_country_word(words) or country.capital == words):
        return country_as_party(country)
    if forces and re.match(
        r"^(?:army|military|security forces|government|regime|police|troops|soldiers|air force)\b", lower
    ):
        owner = registry.country_of_body(body_called(forces[0]), at)
        return country_as_party(owner) if owner else None
    return None
