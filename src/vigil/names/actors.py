"""Which party, force, body, monitor, agency or outlet is meant, and what it is called once and for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from vigil import lexicon
from vigil.names.forms import Forms, Found

ActorKind: TypeAlias = Literal[
    "armed_group", "military", "police", "intelligence", "ministry", "government", "state", "people", "party",
    "coalition", "court", "monitor", "ngo", "un", "agency", "outlet",
]  # fmt: skip
Bent: TypeAlias = Literal["jihadist", "rebel", "separatist", "militia", "kurdish", "gang"]


@dataclass(frozen=True)
class Actor:
    """A party by its canonical name. bent: which common nouns may stand for it. country: ISO alpha-2."""

    name: str
    kind: ActorKind
    bent: Bent | None = None
    country: str | None = None
    forms: tuple[str, ...] = ()

    @property
    def is_armed_group(self) -> bool:
        """Whether it fights and is no state's force."""
        return self.kind == "armed_group"

    @property
    def is_press(self) -> bool:
        """Whether it is a news agency or an outlet."""
        return self.kind in ("agency", "outlet")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor told in a text, at half-open offsets."""

    start: int
    end: int
    actor: Actor


# Forms that are English words when a whole line is set in capitals.
_WORDS_IN_CAPITALS = frozenset({"IS", "WHO", "PA", "AA", "US", "AU", "EU", "MSS", "SPA", "TIP", "CAR"})
_CAPITALS_AROUND = re.compile(r"\b[A-Z]{2,}\b")


@lru_cache(maxsize=1)
def actors() -> tuple[Actor, ...]:
    """All actors known."""
    return lexicon.load("actors", tuple[Actor, ...])


def find_actors(plain: str) -> tuple[ActorMention, ...]:
    """The known actors that a text names, left to right, longest form first. plain: a text with plain quotes."""
    return tuple(
        ActorMention(found.start, found.end, found.value)
        for found in _forms().find(plain)
        if not _is_plain_word(plain, found)
    )


def actor_of(name: str) -> Actor | None:
    """The actor that exactly this form names, with or without its article; None if none."""
    bare = re.sub(r"^[Tt]he ", "", name.strip())
    return _forms().get(bare) or _forms().get(name.strip())


def canonical(name: str) -> str:
    """The canonical name for any form of a party's name; a name not known comes back as it is, without its article."""
    actor = actor_of(name)
    return actor.name if actor else re.sub(r"^[Tt]he ", "", name.strip())


@lru_cache(maxsize=1)
def _forms() -> Forms[Actor]:
    return Forms(
        (form, actor) for actor in actors() for name in (actor.name, *actor.forms) for form in _spellings(name)
    )


def _spellings(name: str) -> Iterator[str]:
    """A form and its like: any writing of a leading Arabic article, and the form as a sentence begins with it."""
    yield name
    if match := re.match(r"(?:[Aa]l|[Ee]l)[- ](?=[A-Z])", name):
        rest = name[match.end() :]
        yield from (article + rest for article in ("al-", "Al-", "Al ", "al ", "el-", "El-"))
    elif name[0].islower() and len(name) > 4:
        yield name[0].upper() + name[1:]
    if name.startswith("US-"):
        yield "U.S.-" + name.removeprefix("US-")
    elif name.startswith("UN "):
        yield "U.N. " + name.removeprefix("UN ")


def _is_plain_word(plain: str, found: Found[Actor]) -> bool:
    """Whether a short form in capitals is only a word in a line of capitals ("WHERE IS THE MONEY")."""
    if found.form not in _WORDS_IN_CAPITALS:
        return False
    before = plain[max(0, found.start - 25) : found.start].split()[-1:]
    after = plain[found.end : found.end + 25].split()[:1]
    return all(word.isupper() and len(word) > 1 for word in (*before, *after)) and bool(before or after)
