"""What is said of those counted: every verb form of the lexicon with its measure and role.

Words are looked up by form, never by lemma: a lemmatizer invents "gunn" and "fl" of verbs it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from vigil import lexicon
from vigil.records import Measure, Record

Role: TypeAlias = Literal["object", "subject"]
Shape: TypeAlias = Literal["base", "finite", "past", "participle", "ed", "ing"]
"""``ed`` where past and participle are one form, as of all regular verbs."""


class Predicates(Record):
    """What one measure is said with."""

    object: list[str]
    subject: list[str]
    after: list[str]
    nouns: list[str]


class VerbList(Record):
    """The form of lexicon/predicates.yaml."""

    killed: Predicates
    wounded: Predicates
    missing: Predicates
    abducted: Predicates
    released: Predicates
    detained: Predicates
    surrendered: Predicates
    displaced: Predicates
    returned: Predicates
    present: Predicates
    deployed: Predicates
    destroyed: Predicates
    attacks: Predicates
    area: Predicates
    other: Predicates
    irregular: list[list[str]]
    results: dict[str, Measure]
    leaving: list[str]

    def predicates(self, measure: Measure) -> Predicates:
        """The words of one measure."""
        found: Predicates = getattr(self, measure)
        return found


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb met in the text: what it measures, in which role, in which shape, and how many words it has."""

    measure: Measure
    role: Role
    shape: Shape
    base: str
    size: int


@cache
def word_list() -> VerbList:
    """The verb lexicon, checked."""
    return lexicon.load("predicates", VerbList)


_ADVERBS = frozenset({"fatally", "mortally"})
"""Adverbs that make a verb of hurting one of killing; the verb after them is inflected."""

MEASURES: tuple[Measure, ...] = (
    "killed", "wounded", "missing", "abducted", "released", "detained", "surrendered", "displaced", "returned",
    "destroyed", "attacks", "area", "deployed", "present", "other",
)  # fmt: skip


def verbs_at(words: Sequence[str], first: int) -> tuple[Verb, ...]:
    """The verbs that begin at ``words[first]`` (lower case), longest first, then in the order of the measures."""
    found = [
        verb
        for forms, verb in _by_first_word().get(words[first], ())
        if tuple(words[first : first + len(forms)]) == forms
    ]
    return tuple(sorted(found, key=lambda v: (-v.size, MEASURES.index(v.measure))))


@cache
def after_words() -> dict[str, tuple[Measure, ...]]:
    """Words that stand after those counted and say what became of them: "12 dead"."""
    table: dict[str, tuple[Measure, ...]] = {}
    for measure in MEASURES:
        for word in word_list().predicates(measure).after:
            table[word] = (*table.get(word, ()), measure)
    return table


@cache
def measure_nouns() -> dict[str, Measure]:
    """Nouns before "of" that say what became of those counted: "the bodies of 12"."""
    table: dict[str, Measure] = {}
    for measure in MEASURES:
        for word in word_list().predicates(measure).nouns:
            table.setdefault(word, measure)
    return table


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], Verb], ...]]:
    table: dict[str, dict[tuple[tuple[str, ...], Measure, Role], Verb]] = {}
    for measure in MEASURES:
        listed = word_list().predicates(measure)
        roles: tuple[tuple[Role, list[str]], ...] = (("object", listed.object), ("subject", listed.subject))
        for role, bases in roles:
            for base in bases:
                for forms, shape in _forms(base):
                    verb = Verb(measure, role, shape, base, len(forms))
                    table.setdefault(forms[0], {}).setdefault((forms, measure, role), verb)
    return {first: tuple((key[0], verb) for key, verb in verbs.items()) for first, verbs in table.items()}


def _forms(base: str) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """Every form of a verb or verb phrase, its first word inflected."""
    head, *rest = base.split()
    if head == "be":
        for form in ("is", "are", "was", "were", "be", "been", "being"):
            yield (form, *rest), "finite"
        return
    if head in _ADVERBS:
        for forms, shape in _forms(" ".join(rest)):
            yield (head, *forms), shape
        return
    past, participle, ing = inflect(head)
    for form, shape in _shapes(head, past=past, participle=participle, ing=ing):
        yield (form, *rest), shape


def _shapes(head: str, *, past: str, participle: str, ing: str) -> Iterator[tuple[str, Shape]]:
    if past == participle:
        yield past, "ed"
    else:
        yield participle, "participle"
        yield past, "past"
    yield ing, "ing"
    yield _third_person(head), "finite"
    yield head, "base"


def inflect(base: str) -> tuple[str, str, str]:
    """Past, participle and -ing form of a verb."""
    for listed in word_list().irregular:
        if listed[0] == base:
            return listed[1], listed[2], listed[3]
    stem = base
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base + "d", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    if _doubles(base):
        stem = base + base[-1]
    return stem + "ed", stem + "ed", stem + "ing"


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled: one vowel before it, and the stress on the last syllable."""
    if len(base) < 3 or base[-1] in "aeiouwxy" or base[-2] not in "aeiou" or base[-3] in "aeiou":
        return False
    return sum(letter in "aeiou" for letter in base) == 1 or base in {"admit", "permit", "refer", "kidnap", "expel"}
