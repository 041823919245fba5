"""States and their forces as parties: a police, a security force or an army goes by its own name.

The claim format names a state by its country where its government acts, and its army or police by its own name
(ruling 29). Soldiers, troops and jets, told by what they are alone, are their country's, unless its armed forces are
known by a proper name: Israeli soldiers are of the Israel Defense Forces.
"""

from __future__ import annotations

import re

from vigil.names.actors import actor_of
from vigil.names.countries import country_of, find_countries
from vigil.reader.naming import name_voice
from vigil.reader.registry import Registry

_POLICE = re.compile(r"\b(?:police(?:m[ae]n|wom[ae]n)?|cops?)\b(?: (?:\w+ )?(?:officers?|chiefs?|commanders?))?", re.I)
_ARMY = re.compile(r"\b(?:army|military|armed forces)(?:$|(?= (?:fire|gunfire|bullets|shelling|snipers?)\b))", re.I)
_SOLDIERS = re.compile(
    r"\b(?:soldiers?|troops?|reservists?|generals?"
    r"|(?<!police )(?<!intelligence )officers?|ground forces|army forces"
    r"|service ?(?:m[ae]n|wom[ae]n|members?)|forces)$",
    re.I,
)
_PROPER = re.compile(r"\b(?:Defen[cs]e Forces?|National Army|Armed Forces)$")
_SECURITY = re.compile(r"\bsecurity (?:forces?|personnel|services?|officers?)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:u\.?n\.?|former|ex|foreign|peacekeep\w+|rebel|militia|coalition|nato|private|hospital|embassy|kurdish)\b",
    re.I,
)
_RULERS = re.compile(r"(?:[A-Z][\w.-]+ )*[A-Z][\w-]+'s? ")
_FORCES = frozenset({"police", "forces", "military", "army"})
_STATE_KINDS = frozenset({"state", "government", "military", "coalition", "ministry", "police", "intelligence"})
_PRIVATE = re.compile(
    r"(?<!border )(?<!coast )(?<!national )(?<!prison )(?<!presidential )(?<!revolutionary )"
    r"\b(?:guards?|gunm[ae]n|attackers?|assailants?|bombers?|m[ae]n|wom[ae]n|students?|nationals?|citizens?|teenagers?"
    r"|immigrants?|refugees?|drivers?|extremists?|terrorists?)$",
    re.I,
)


def is_state(party: str | None) -> bool:
    """Whether a party is a state, its forces or a coalition of states."""
    if party is None:
        return False
    actor = actor_of(party)
    if country_of(party) or (actor is not None and actor.kind in _STATE_KINDS):
        return True
    return actor is None and party.split()[-1].lower() in _FORCES and bool(find_countries(party))


def same_side(one: str | None, other: str | None) -> bool:
    """Whether two parties are one: the same, or forces of one state."""
    if one is None or other is None or one == other:
        return one == other
    return is_state(one) and is_state(other) and _land(one) is not None and _land(one) == _land(other)


def _land(party: str) -> str | None:
    """The code of the country that a state or force is of."""
    country = country_of(party)
    if country:
        return country.code
    return next((mention.country.code for mention in find_countries(party)), None)


def own_name(phrase: str, party: str | None, registry: Registry, *, at: int) -> str | None:
    """A state's force by its own name: of "Kenyan policemen" the Kenyan police; any other party as it was named.

    party: whom the phrase was taken for. A land's people are not the land: "a Kenyan gunman" gives None.
    """
    if party is None or not is_state(party):
        return party
    if _PRIVATE.search(phrase.strip()):
        return None if actor_of(party) is None or country_of(party) else party
    return force_named(phrase, registry, at=at) or party


def force_named(phrase: str, registry: Registry, *, at: int) -> str | None:
    """The police or security force that a phrase tells, by its own name; None where it tells none."""
    if _OTHERS.search(phrase) or (_RULERS.match(phrase) and not find_countries(phrase)):
        return None
    for pattern, noun in ((_POLICE, "police"), (_SECURITY, "security forces"), (_ARMY, "military")):
        if found := pattern.search(phrase):
            named = name_voice(f"{phrase[: found.start()]}{noun}".strip(), registry, at=at).source
            return named if is_state(named) and country_of(named) is None else None
    return _army_of(phrase, registry, at=at) if _SOLDIERS.search(phrase.strip()) else None


def army_of_state(phrase: str, owner: str, registry: Registry, *, at: int) -> str:
    """Whose soldiers they are of whom a state is told to have lost some: its armed forces', by their proper name."""
    country = country_of(owner)
    if country is None or not _SOLDIERS.search(phrase.strip()):
        return owner
    return _army_of(f"{country.adjective} soldiers", registry, at=at) or owner


def _army_of(phrase: str, registry: Registry, *, at: int) -> str | None:
    """The armed forces of a country's soldiers, where they go by a proper name."""
    found = find_countries(phrase)
    if not found:
        return None
    named = name_voice(f"{found[-1].country.adjective} military", registry, at=at).source
    return named if _PROPER.search(named) else None
