"""Words that tell an incident, where they stand and how: as a verb that happened, a noun or a phrase.

A trigger is a candidate only; which of them are incidents of their own is decided in ``vigil.reader.incidents``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.reader.text import Sentence, Token, make_plain
from vigil.records import EventKind

How: TypeAlias = Literal["verb", "passive", "participle", "noun", "phrase"]

_REACH = 6  # tokens to the left in which a word can make a happening unreal
_PAST = frozenset({"VBD", "VBN"})
_WORD = re.compile(r"(?<![\w'])[\w.']*\w")
_GAP = r"(?:(?:[^\s,;:.]|(?<=\d)[,.](?=\d))+\s+){0,3}"  # up to three words; "3,030" is one
_CLAUSE_ENDS = frozenset({",", ";", ":", "--", "-", "(", ")", '"'})


class KindWords(BaseModel):
    """What tells one kind of incident."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verbs: frozenset[str]
    nouns: frozenset[str]
    phrases: frozenset[str]


class Scale(BaseModel):
    """What speaks for and against an incident, in log-odds: of each trait, of each kind, and of words that tell it.

    threshold: the least sum that makes one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    traits: dict[str, float]
    kinds: dict[EventKind, float]
    forms: dict[str, float]
    threshold: float


class IncidentWords(BaseModel):
    """The form of lexicon/incidents.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: dict[EventKind, KindWords]
    violent: frozenset[EventKind]
    order: tuple[EventKind, ...]
    insurgents: frozenset[str]
    flyers: frozenset[str]
    forces: frozenset[str]
    unreal: frozenset[str]
    real_to: frozenset[str]
    definite: frozenset[str]
    after_unreal: frozenset[str]
    background: tuple[str, ...]
    scale: Scale
    toll: frozenset[str]
    published: frozenset[str]
    by_speaker: frozenset[EventKind]
    own_voice: frozenset[EventKind]
    deadly: frozenset[str]
    apart: frozenset[str]
    strikes: frozenset[str]
    fixed: frozenset[str]
    ground: frozenset[str]
    borders: frozenset[str]
    sure_verbs: frozenset[str]
    denials: frozenset[str]
    paradigms: tuple[tuple[str, ...], ...]
    light: frozenset[str]
    ultimatum: frozenset[str]
    bearing: tuple[str, ...]
    vessels: frozenset[str]
    arrivals: dict[EventKind, frozenset[str]]

    @cached_property
    def forms(self) -> dict[str, tuple[EventKind, Literal["verb", "noun", "phrase"]]]:
        """Every form with its kind and what it is; a form of two kinds belongs to the first."""
        found: dict[str, tuple[EventKind, Literal["verb", "noun", "phrase"]]] = {}
        for kind, listed in self.kinds.items():
            for form in sorted(listed.phrases):
                found.setdefault(_spaced(form), (kind, "phrase"))
            for form in sorted(listed.verbs):
                found.setdefault(_spaced(form), (kind, "verb"))
            for form in sorted(listed.nouns):
                found.setdefault(_spaced(form), (kind, "noun"))
        for form, (kind, sort) in tuple(found.items()):
            for other in self._inflected(form, sort):
                found.setdefault(other, (kind, sort))
        return found

    @cached_property
    def noun_kinds(self) -> dict[str, EventKind]:
        """Every noun with its kind, also those that are verbs of this or another kind ("bombing", "kidnapping")."""
        found: dict[str, EventKind] = {}
        for kind, listed in self.kinds.items():
            for form in sorted(listed.nouns):
                found.setdefault(_spaced(form), kind)
        return found

    def _inflected(self, form: str, sort: str) -> Iterator[str]:
        """A phrase with the other forms of the verb that it begins with: "took hostages", "taking hostages"."""
        first, _, rest = form.partition(" ")
        for paradigm in self.paradigms if sort == "phrase" and rest else ():
            if first in paradigm:
                yield from (f"{other} {rest}" for other in paradigm if other != first)


@lru_cache(maxsize=1)
def words() -> IncidentWords:
    """The incident words of the lexicon."""
    found: IncidentWords = lexicon.load("incidents", IncidentWords)
    return found


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells an incident. start, end: offsets in the report. first, last: its tokens."""

    start: int
    end: int
    first: int
    last: int
    kind: EventKind
    how: How
    form: str

    @property
    def is_violent(self) -> bool:
        """Whether it is an act of force."""
        return self.kind in words().violent


def find_triggers(sentence: Sentence) -> tuple[Trigger, ...]:
    """The triggers of a sentence that tell something as having happened, left to right, none overlapping."""
    return tuple(trigger for trigger in _candidates(sentence) if not is_unreal(sentence, trigger))


def _candidates(sentence: Sentence) -> Iterator[Trigger]:
    text = _spaced(make_plain(sentence.text).lower())
    reached = 0
    for word in _WORD.finditer(text):
        found = _longest(text, word) if word.start() >= reached else None
        if found is None:
            continue
        form, end = found
        tokens = sentence.between(sentence.start + word.start(), sentence.start + end)
        if not tokens:
            continue
        reached = end
        kind, sort = words().forms[form]
        if "*" in form and kind == "attack":
            kind = _in_gap(text, word.end(), end)
        how = _how(sentence, tokens, sort)
        if how is None and sort == "verb" and form in words().noun_kinds:
            kind, how = words().noun_kinds[form], _how(sentence, tokens, "noun")
        if how is not None:
            yield Trigger(tokens[0].start, tokens[-1].end, tokens[0].i, tokens[-1].i, kind, how, form)


def _in_gap(text: str, start: int, end: int) -> EventKind:
    """The kind of the noun that closes a phrase with a gap: "carried out two bomb attacks"."""
    for word in _WORD.finditer(text, start, end):
        found = _longest(text, word)
        if found and found[1] == end and words().forms[found[0]][0] in words().violent:
            return words().forms[found[0]][0]
    return "attack"


def _longest(text: str, word: re.Match[str]) -> tuple[str, int] | None:
    """The form that begins with this word of a text, and where it ends: the longest first."""
    for form, pattern in _by_first_word().get(word[0], ()):
        if match := pattern.match(text, word.start()):
            return form, match.end()
    return None


def _how(sentence: Sentence, tokens: tuple[Token, ...], sort: Literal["verb", "noun", "phrase"]) -> How | None:
    """How a form tells its incident in this place, None where it is another part of speech."""
    token = tokens[0]
    if token.i and sentence.tokens[token.i - 1].form == "-" and sentence.tokens[token.i - 1].end == token.start:
        return None  # "hard-fought", "self-declared"
    if sort == "phrase":
        return "phrase"
    if sort == "noun":
        how = "noun" if tokens[-1].pos in ("NOUN", "PROPN") else _stray_noun(token)
        return "phrase" if how == "noun" and _is_carried_out(sentence, tokens) else how
    before_it = sentence.tokens[token.i - 1] if token.i else None
    if token.lower.endswith("ing") and before_it and before_it.lower == "by" and token.pos in ("VERB", "NOUN"):
        return "participle"  # "broke the truce by shelling"
    if token.lower not in words().sure_verbs and (token.tag == "JJ" or token.pos in ("ADJ", "NOUN", "PROPN")):
        return None
    if token.dep == "amod" and (before_it is None or not (before_it.form in (",", ")") or before_it.pos == "AUX")):
        return None  # "the ousted president", but "Smith, for his part, rejected calls"
    if token.tag == "VBG":
        return "participle"
    before = [t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i] if t.form != "IS"]
    if {"was", "were", "been", "is", "are", "being"} & set(before):
        return "passive"
    is_verb = token.pos == "VERB" or token.tag in (*_PAST, "VBZ", "VBP", "VB")
    return "verb" if is_verb or token.lower in words().sure_verbs else None


def _is_carried_out(sentence: Sentence, tokens: tuple[Token, ...]) -> bool:
    """Whether a noun is the object of a verb that only says that it was done: "launched its first airstrikes"."""
    for token in reversed(sentence.tokens[max(0, tokens[0].i - 5) : tokens[0].i]):
        if token.form in _CLAUSE_ENDS or token.pos == "ADP":
            return False
        if token.lower in words().light:
            return token.pos == "VERB"
    after = [t.lower for t in sentence.tokens[tokens[-1].i + 1 : tokens[-1].i + 4]]
    return bool(after) and after[0] in ("was", "were") and bool(words().light.intersection(after[1:]))


def _stray_noun(token: Token) -> How | None:
    """A noun's form that the parser reads as a verb: "Gunmen attack hotel" in a headline, "fierce fighting"."""
    if token.tag == "VBG":
        return "noun"
    return "verb" if token.tag in ("VBP", "VBZ", "VBD") else None


def is_unreal(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what a trigger names did not happen, may yet happen, or is part of another word's sense."""
    after = sentence.tokens[trigger.last + 1].lower if trigger.last + 1 < len(sentence.tokens) else ""
    if trigger.how == "noun" and (after in words().after_unreal or _is_modifier(sentence, trigger)):
        return True
    if trigger.form in words().ultimatum and not any(t.lower == "unless" for t in sentence.tokens[trigger.last :]):
        return True
    if trigger.kind == "release" and _is_published(sentence, trigger):
        return True
    if trigger.kind in words().by_speaker and trigger.how == "passive":
        return True  # "has been criticised": by nobody in particular
    left = _clause_left(sentence, trigger.first)
    lowers = [t.lower for t in left]
    if _is_blamed(sentence, trigger) or _is_borne(trigger, lowers) or _is_of_state(trigger, left):
        return True
    if lowers[-1:] == ["to"] and trigger.kind == "protest" and not words().unreal & set(lowers):
        return False  # who gathers to protest does protest
    if "to" in lowers[-3:] and trigger.how != "noun":
        before = lowers[: len(lowers) - 1 - lowers[::-1].index("to")]
        return not (before and before[-1] in words().real_to)
    if any(word in words().unreal for word in lowers[-_REACH:]):
        return not _survives(trigger, lowers)
    bare = trigger.how == "verb" and sentence.tokens[trigger.first].tag == "VB"
    return bare and trigger.kind not in words().by_speaker and trigger.form not in words().sure_verbs


def _is_modifier(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun only describes the next one: "protest camps"."""
    following = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    return bool(following) and following[0].pos == "NOUN" and sentence.tokens[trigger.last].head == following[0].i


def _is_blamed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether blame or a claim only describes what is told: "a bombing blamed on rebels killed ten"."""
    token = sentence.tokens[trigger.first]
    if trigger.kind not in ("accusation", "claim_of_responsibility") or token.tag not in _PAST:
        return False
    by_another = trigger.form.endswith((" on", " by", " for"))
    return by_another and not any(t.pos == "AUX" for t in sentence.tokens[max(0, token.i - 4) : token.i])


def _is_borne(trigger: Trigger, lowers: list[str]) -> bool:
    """Whether a weapon is only carried: "armed with suicide vests"."""
    before = " ".join(lowers[-_REACH:])
    return trigger.is_violent and trigger.how in ("noun", "phrase") and any(w in before for w in words().bearing)


def _is_of_state(trigger: Trigger, left: list[Token]) -> bool:
    """Whether a state speaks of its own ("Kenya said its fighters"): that claims no attack."""
    if trigger.kind != "claim_of_responsibility" or not trigger.form.startswith(("said ", "says ")):
        return False
    return any(t.ent == "LOC" or t.lower in words().forces for t in left[-_REACH:])


def _is_published(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what was released is a text or a number: "released a statement", "the toll was released"."""
    around = sentence.tokens[max(0, trigger.first - 6) : trigger.last + 6]
    return any(t.lower in words().published for t in around)


def _survives(trigger: Trigger, lowers: list[str]) -> bool:
    """A denial or a refusal to speak has its own "not": "did not comment"; "no group has claimed" has not happened."""
    return trigger.kind == "statement" and trigger.how == "phrase" and lowers[-1:] not in (["not"], ["n't"], ["never"])


def _clause_left(sentence: Sentence, first: int) -> list[Token]:
    """The tokens before a trigger in its clause."""
    found: list[Token] = []
    for token in reversed(sentence.tokens[:first]):
        if token.form in _CLAUSE_ENDS or token.lower in ("but", "that", "which", "who", "after", "when", "while"):
            break
        found.append(token)
    return found[::-1]


def _spaced(text: str) -> str:
    return text.replace("-", " ")


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The forms by their first word, in the order in which they are tried."""
    found: dict[str, list[str]] = {}
    for form in sorted(words().forms, key=lambda form: (" " not in form, -len(form), form)):
        found.setdefault(form.split()[0], []).append(form)
    return {first: tuple((form, _compiled(form)) for form in listed) for first, listed in found.items()}


def _compiled(form: str) -> re.Pattern[str]:
    """The pattern of a form, quoted or not; "*" stands for up to three words, within a clause."""
    parts = [_GAP if part == "*" else rf"[\"']?{re.escape(part)}\s+" for part in form.split()]
    return re.compile("".join(parts).removesuffix(r"\s+") + r"(?!\w)")
