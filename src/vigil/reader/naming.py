"""From the words of a noun phrase to whose word it is: the person who speaks, and the source by its canonical name.

The one door to the conventions of naming (docs/claim-format.md); roles.py names what a person speaks for, sides.py the
party that a phrase tells. It holds for names never seen: it reads offices, countries, bodies and kinds of people
(lexicon/offices.yaml), and lists of known actors only where they rename.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vigil.names.actors import actor_of, find_actors
from vigil.names.countries import country_of, find_countries, is_adjective
from vigil.reader.offices import either, leads, offices
from vigil.reader.people import Person
from vigil.reader.phrasing import BARE_NAME, LEADING, NAME_OF, NAME_WORD, Phrase, country_in, holding_of, kinds_in
from vigil.reader.press import tells_outlet
from vigil.reader.registry import Registry
from vigil.reader.roles import name_role, tells_body
from vigil.reader.sides import group_by_noun, group_told, party_named, state_told

_CUTS = re.compile(
    r"\s*(?:,? (?:who|which|whose|that|where|when|speaking|citing|quoting|told|said|reached|contacted|interviewed|"
    r"based|familiar|close to|on condition|in a statement|as saying)\b.*|\([^)]*\))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who speaks. speaker: the person, as the text first names them in full; source: whose word it is."""

    speaker: str | None
    source: str


def name_voice(phrase: str, registry: Registry, *, at: int = 0) -> Named:
    """Name the voice that a noun phrase tells.

    phrase: the words as written, with plain quotes ("Kenyan Interior Cabinet Secretary Joseph Nkaissery").
    at: where they stand in the text; pronouns are for the caller to resolve.
    """
    words = _CUTS.sub("", " ".join(phrase.split()).strip(" \"',;:")).strip(" ,")
    whole = Phrase(words, at, registry)
    parts = [part for part in re.split(r",\s+(?:the |a |an )?", words) if part]
    if len(parts) > 1 and (joined := _name_parts(whole, parts)):
        return joined
    return _name_one(whole.of(parts[0] if parts else words))


def name_party(phrase: str, registry: Registry, *, at: int = 0) -> str | None:
    """Name the side that a noun phrase tells, as who did it, whose fighters they are, or who acts.

    "SDF fighters" gives the Syrian Democratic Forces, "Israeli soldiers" Israel, "the jihadists" the text's main armed
    group; None for civilians and whatever is no party.
    """
    words = LEADING.sub("", " ".join(phrase.split()).strip(" \"',;:"))
    actor = party_named(words, registry)
    if actor is not None:
        return actor
    lower = words.lower()
    group = either(tuple(offices().groups)).search(lower)
    if group:
        return group_told(words, group[0].strip("."), registry)
    if re.search(rf"\b(?:{'|'.join(offices().group_nouns)})$", lower) and (
        told := group_by_noun(phrase, lower, registry)
    ):
        return told
    return state_told(words, lower, registry, at)


def _name_parts(whole: Phrase, parts: list[str]) -> Named | None:
    """A name and an office between commas: whichever comes first."""
    parts = [part for part in parts if not part.strip().isdigit()]
    bare = [(_split_rank(p)[1], p) for p in parts[:3]]
    name, told = next(((n, p) for n, p in bare if _is_person(whole, n)), (None, None))
    if name is None and any(holding_of(p) or kinds_in(p) for p in parts[:3]):
        name, told = next(((n, p) for n, p in bare if _looks_like_name(n)), (None, None))
    roles = [p for p in parts[:3] if p is not told and holding_of(p)] or [
        p for p in parts[:3] if p is not told and tells_body(p)
    ]
    role = next((p for p in roles if holding_of(p) not in ("none", "military", "police")), roles[0] if roles else None)
    if name is None:
        party = next((p for p in parts[:3] if actor_of(p)), None)
        return Named(None, name_role(whole.of(party))) if party and not holding_of(parts[0]) else None
    speaker = _full_name(whole, name)
    if role:
        return Named(speaker, _speaks_for(whole.of(role), speaker))
    known = _known_person(whole, name)
    return Named(speaker, _role_of(whole, known)) if known and known.role else None


def _name_one(phrase: Phrase) -> Named:
    """One noun phrase: a name with its office, an office, a kind of people, a body, a party or a country."""
    first = _first_of_several(phrase)
    if tells_outlet(first.words):
        return Named(None, name_role(first))
    speaker, role = _split_name(first)
    if speaker is None:
        return Named(None, name_role(first.of(role)))
    known = _known_person(first, speaker)
    led = leads(known.name if known else speaker) or leads(speaker)
    if led and (not role or holding_of(role) in ("state", "none", None)) and not (role and country_in(role)):
        return Named(_full_name(first, speaker), led)
    if role and (holding_of(role) or tells_body(role)):
        full = _full_name(first, speaker)
        return Named(full, _speaks_for(first.of(role), full))
    if known and known.role:
        return Named(_full_name(first, speaker), _role_of(first, known))
    return Named(_full_name(first, speaker), name_role(first.of(role)) if role else _full_name(first, speaker))


def _first_of_several(phrase: Phrase) -> Phrase:
    """The first of the voices that "and" joins: "officials and the army" are told as the officials."""
    for match in re.finditer(r" (?:and|or|as well as) ", phrase.words):
        left, right = phrase.words[: match.start()], phrase.words[match.end() :]
        if any(m.start < match.start() < m.end for m in find_actors(phrase.words)):
            continue
        if _stands_alone(left) and not re.match(r"(?:other )?\w+ (?:Affairs|Ministry)", right):
            return phrase.of(left)
    return phrase


def _stands_alone(words: str) -> bool:
    """Whether words before an "and" are a voice by themselves, and no adjective of what follows."""
    last = words.split()[-1].lower() if words.split() else ""
    known = offices()
    if last in known.official_modifiers["keep"] and last not in known.forces and last not in known.places:
        return False
    nouns = last in known.kinds or last in known.officials or last in known.forces or last in known.titles
    return nouns or actor_of(words) is not None or (words[:1].isupper() and country_of(last.title()) is None)


def _split_name(phrase: Phrase) -> tuple[str | None, str]:
    """The name in a phrase, if any, and the words around it: the office."""
    words = phrase.words
    if actor_of(words):
        return None, words
    if _is_person(phrase, words):
        return words, ""
    belongs = NAME_OF.match(words)
    if belongs and not actor_of(words) and _could_be_name(belongs[1]) and not find_countries(belongs[1]):
        rank, name = _split_rank(belongs[1])
        return name, f"{rank} member of {belongs[2]}".strip()
    known = _known_suffix(phrase, words)
    if known:
        return known
    titles = list(offices().office_pattern.finditer(words)) + list(kinds_in(words))
    for title in sorted(titles, key=lambda m: -m.end()):
        after = re.match(r"^ (?:(?:[A-Z][a-z]{1,4}\.|[A-Z]\.) )*(.+)$", words[title.end() :])
        if after and (split := _name_and_rest(phrase, after[1])):
            return split[0], words[: title.end()] + split[1]
    return None, words


def _known_suffix(phrase: Phrase, words: str) -> tuple[str, str] | None:
    """A name of two words or more that the text knows, at the end of a phrase, and the office before it."""
    parts = words.split()
    for size in range(min(5, len(parts) - 1), 1, -1):
        name = " ".join(parts[-size:])
        person = _known_person(phrase, name) if _is_person(phrase, name) else None
        if person and len(person.name.split()) == size:
            return name, " ".join(parts[:-size])
    return None


def _name_and_rest(phrase: Phrase, words: str) -> tuple[str, str] | None:
    """A name at the beginning of words, and what follows it by "of", "in" or "for"."""
    match = re.match(rf"^({NAME_WORD}(?: {NAME_WORD}){{0,4}})((?: (?:of|in|for|from|at) .*)?)$", words)
    if match and (_is_person(phrase, match[1]) or _could_be_name(match[1])):
        return match[1], match[2]
    return None


def _split_rank(words: str) -> tuple[str, str]:
    """Ranks at the beginning of a name, and the name: "Brig. Gen. Khalid Omar"."""
    rest = words
    while (match := offices().office_pattern.match(rest)) and match.end() < len(rest):
        rest = rest[match.end() :].strip()
    return words[: len(words) - len(rest)].strip(), rest


def _is_person(phrase: Phrase, words: str) -> bool:
    """Whether words are a person's name that the text knows."""
    bare = words.removesuffix("'s")
    if not BARE_NAME.match(bare) or not _could_be_name(bare):
        return False
    if any(word.lower().strip(".") in offices().titles for word in bare.split()) or is_adjective(bare.split()[0]):
        return False
    return _known_person(phrase, bare) is not None


def _could_be_name(words: str) -> bool:
    """Whether capitalised words are no party, country, office or body."""
    if actor_of(words) or country_of(words) or offices().office_pattern.fullmatch(words):
        return False
    last = words.split()[-1].lower()
    return last not in offices().places and last not in offices().forces and last not in offices().ministries


def _looks_like_name(words: str) -> bool:
    """Whether words beside an office between commas can only be a name, known or not."""
    parts = words.split()
    if not BARE_NAME.match(words) or not _could_be_name(words) or len(parts) > 4:
        return False
    return not any(
        w.lower().strip(".") in offices().titles or is_adjective(w) or w.lower() in offices().group_nouns for w in parts
    )


def _known_person(phrase: Phrase, name: str) -> Person | None:
    return phrase.registry.person(name, phrase.at)


def _full_name(phrase: Phrase, name: str) -> str:
    person = _known_person(phrase, name)
    return person.name if person and len(person.name.split()) >= len(name.split()) else name


def _role_of(phrase: Phrase, person: Person) -> str:
    return _speaks_for(replace(phrase, words=person.role or person.name, at=person.at), person.name)


def _speaks_for(role: Phrase, name: str) -> str:
    """Whose word that of a person with an office is; one who only stands for an office speaks for himself."""
    return name if holding_of(role.words) == "person" else name_role(role)
