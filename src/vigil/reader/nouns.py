"""What reports count: every noun form of the lexicon with its class and, for persons, its group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from vigil import lexicon
from vigil.names.countries import is_adjective
from vigil.records import Group, Measure, Record

NounClass: TypeAlias = Literal[
    "person", "casualty", "event", "fired", "object", "unit", "area", "household", "junk", "unlisted"
]

# Endings of the words for what people are or do, in the plural; for nouns that no list holds.
_AGENT_ENDINGS = ("ers", "ors", "ists", "ians", "ees", "eers", "ants", "men", "women", "folk")
_AGENT_ENDING = ("ist", "ician", "arian", "grapher", "ator", "eer", "yer", "monger", "keeper", "maker", "woman")
"""The same in the singular, where fewer endings are people's alone."""
_LONGEST_PHRASE = 3


class NounList(Record):
    """The form of lexicon/nouns.yaml."""

    irregular: dict[str, str]
    persons: dict[Group, list[str]]
    casualties: dict[Measure, list[str]]
    events: dict[Literal["happening", "fired"], list[str]]
    objects: dict[Literal["thing", "unit"], list[str]]
    areas: dict[str, list[str]]
    households: list[str]
    junk: list[str]
    modifiers: dict[Group, list[str]]
    kin: list[str]
    communities: list[str]
    belonging: list[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as the lexicon knows it. group: of a person; measure: of a casualty noun; plural: the form met."""

    name: str
    kind: NounClass
    group: Group = "unknown"
    measure: Measure | None = None
    plural: bool = False


def noun_at(words: Sequence[str], last: int) -> tuple[Noun, int] | None:
    """The noun whose last word is ``words[last]`` (lower case), longest phrase first, and its first word's index."""
    table = _table()
    for size in range(min(_LONGEST_PHRASE, last + 1), 0, -1):
        first = last + 1 - size
        found = table.get(" ".join(words[first : last + 1]))
        if found:
            return found, first
    return None


def unlisted(form: str) -> Noun:
    """A noun that no list holds: people by its ending, civilians by trade, else nothing known."""
    lower = form.lower()
    if form[:1].isupper() and (lower.endswith(("s", "ese", "ish")) or is_adjective(form)):
        return Noun(lower, "person", "unknown", plural=lower.endswith("s"))
    if lower.endswith(_AGENT_ENDINGS):
        return Noun(lower, "person", "civilian", plural=True)
    if lower.endswith(_AGENT_ENDING):
        return Noun(lower, "person", "civilian")
    return Noun(lower, "unlisted")


def as_person(noun: Noun) -> Noun:
    """A casualty noun as the person it is: "a hostage", "a prisoner"; unchanged where it is none ("a death")."""
    for group, names in word_list().persons.items():
        if noun.name in names:
            return Noun(noun.name, "person", group, plural=noun.plural)
    return noun


@cache
def word_list() -> NounList:
    """The noun lexicon, checked."""
    return lexicon.load("nouns", NounList)


@cache
def kin() -> frozenset[str]:
    """Words for the families of fighters, who are civilians."""
    return frozenset(word_list().kin)


@cache
def belonging() -> frozenset[str]:
    """Words for those who belong to a body, in both numbers."""
    return frozenset(form for word in word_list().belonging for form in (word, plural_of(word)))


@cache
def communities() -> frozenset[str]:
    """Bodies whose members are civilians."""
    return frozenset(word_list().communities)


@cache
def modifier_groups() -> dict[str, Group]:
    """Adjectives that settle the group of a person noun."""
    return {word: group for group, words in word_list().modifiers.items() for word in words}


def plural_of(noun: str) -> str:
    """The plural of a noun or noun phrase, by rule or as listed."""
    head, _, last = noun.rpartition(" ")
    listed = word_list().irregular.get(last)
    if listed is None:
        if last.endswith(("s", "x", "z", "ch", "sh")):
            listed = last + "es"
        elif last.endswith("y") and last[-2:-1] not in "aeiou":
            listed = last[:-1] + "ies"
        else:
            listed = last + "s"
    return f"{head} {listed}".strip()


@cache
def _table() -> dict[str, Noun]:
    """Every form of every noun; a noun listed twice keeps its first class, persons before things."""
    words = word_list()
    table: dict[str, Noun] = {}

    def put(name: str, kind: NounClass, group: Group = "unknown", measure: Measure | None = None) -> None:
        plural = plural_of(name)
        table.setdefault(plural, Noun(name, kind, group, measure, plural=True))
        many = plural == name or name.endswith(("forces", "troops"))
        table.setdefault(name, Noun(name, kind, group, measure, plural=many))

    grouped = {name: group for group, names in words.persons.items() for name in names}
    for measure, names in words.casualties.items():
        for name in names:
            put(name, "casualty", "civilian" if measure == "displaced" else grouped.get(name, "unknown"), measure)
    for group, names in words.persons.items():
        for name in names:
            put(name, "person", group)
    for name in words.events["fired"]:
        put(name, "fired")
    for name in words.events["happening"]:
        put(name, "event")
    for name in words.households:
        put(name, "household", "civilian")
    for name in words.objects["unit"]:
        put(name, "unit", "combatant")
    for name in words.objects["thing"]:
        put(name, "object")
    for names in words.areas.values():
        for name in names:
            put(name, "area")
    for name in words.junk:
        put(name, "junk")
    return table
