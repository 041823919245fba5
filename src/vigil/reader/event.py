"""The main event of a report: how it was done and by whom, as the whole text tells, for sentences that lean on it.

1. How: the words of the title and the first sentences (lexicon/methods.yaml). Attackers on foot with bombs make one
   ground attack (ruling 21 of the claim format); a fight of two sides is nobody's method.
2. By whom: who claims it, else the agent of the first sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigil import lexicon
from vigil.names.actors import find_actors
from vigil.names.countries import find_countries
from vigil.reader.naming import name_party
from vigil.reader.nouns import noun_at
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Text
from vigil.reader.verbs import verbs_at
from vigil.records import Method, Record

_LEAD = 3
"""Sentences in which news tells its main event."""

_CLAIM = re.compile(
    r"\b(?:(?P<who>[^.;\"]{2,90}?)(?:,[^,]{2,120},)? (?:has |have |had |later |also |quickly |immediately )*"
    r"claimed (?:the )?(?:responsibility|credit)"
    r"|\bclaimed (?:on \w+ )?by (?P<by>[^.;,]{2,110}))",
    re.I,
)
_NOBODY = re.compile(r"\b(?:no one|nobody|no group|no organi[sz]ation|none)\b", re.I)
_AGENT = re.compile(r"[^.;,]{0,40}?\bby (?P<by>[^.;,]{3,70})")
_MODIFIERS = re.compile(r"(?:[A-Z][\w.'-]+ ){1,3}(?:[a-z-]+ )?$")
_UNKNOWN = re.compile(r"\b(?:unidentified|unknown|unnamed|suspected)\b", re.I)
_UNCLAIMED = re.compile(r"\b(?:no one|nobody|no group|no organi[sz]ation|none)\b[^.]{0,40}\bclaimed\b", re.I)


class MethodList(Record):
    """The form of lexicon/methods.yaml."""

    methods: dict[Method, list[str]]
    fights: list[str]
    complex: list[Method]


@dataclass(frozen=True, slots=True)
class MethodWord:
    """A word that tells a method, at half-open offsets in the stretch that was searched."""

    start: int
    end: int
    method: Method


@dataclass(frozen=True, slots=True)
class MainEvent:
    """How a report's main event was done, by whom (canonical), and whether it is a fight of two sides."""

    method: Method | None
    actor: str | None
    is_fight: bool
    is_claimed: bool
    is_unclaimed: bool


def find_main_event(text: Text, registry: Registry) -> MainEvent:
    """The main event of a report."""
    lead = (*text.title, *text.body[:_LEAD])
    stretch = " ".join(sentence.text for sentence in lead)
    claimant = _claimant(text, registry)
    unclaimed = claimant is None and any(_UNCLAIMED.search(s.text) for s in text.body)
    actor = claimant or _agent(lead, registry, named_only=unclaimed)
    method = method_of(stretch)
    return MainEvent(
        method,
        actor,
        is_fight=method is None and tells_fight(stretch),
        is_claimed=claimant is not None,
        is_unclaimed=unclaimed,
    )


def method_of(stretch: str) -> Method | None:
    """The method that a stretch of text tells: the first named, or the ground attack that holds several."""
    found = method_words(stretch)
    if not found:
        return None
    kinds = {word.method for word in found}
    if "ground_attack" in kinds and kinds <= set(_words().complex):
        return "ground_attack"
    if "suicide_attack" in kinds and kinds <= {"suicide_attack", "explosive_device"}:
        return "suicide_attack"
    return found[0].method


def method_words(stretch: str) -> tuple[MethodWord, ...]:
    """Every word of a stretch that tells a method, left to right; where two overlap, the longer."""
    return tuple(
        MethodWord(match.start(), match.end(), method)
        for match, method in _matches(stretch)
        if method is not None
    )


def tells_fight(stretch: str) -> bool:
    """Whether a stretch tells of a fight of two sides."""
    return any(method is None for _, method in _matches(stretch))


def _claimant(text: Text, registry: Registry) -> str | None:
    """Who claims the attack, if a sentence says so."""
    for sentence in text.sentences:
        for found in _CLAIM.finditer(sentence.text):
            phrase = found["by"] or found["who"] or ""
            if _NOBODY.search(phrase) or _NOBODY.search(sentence.text[: found.start() + 12]):
                continue
            party = name_party(phrase, registry)
            if party:
                return party
    return None


def _agent(lead: tuple[Sentence, ...], registry: Registry, *, named_only: bool) -> str | None:
    """The party that acts in the lead: the subject of an attacking verb, whom the attack is named after, or its "by".

    named_only: "the militants" are nobody yet, since the text says that nobody has claimed the attack.
    """
    for sentence in lead:
        for phrase, at in _agent_phrases(sentence):
            if _UNKNOWN.search(phrase) or (named_only and not (find_actors(phrase) or find_countries(phrase))):
                continue
            if party := name_party(phrase, registry, at=at):
                return party
    return None


def _agent_phrases(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Phrases of a sentence that may tell who attacked, likeliest first, and where they stand."""
    for word in method_words(sentence.text):
        named = noun_at((sentence.text[word.start : word.end].lower().split()[-1],), 0)
        if named is None or named[0].kind not in ("event", "fired"):
            continue
        after = _AGENT.match(sentence.text[word.end :])
        if after:
            yield after["by"], sentence.start + word.end
        before = _MODIFIERS.search(sentence.text[: word.start])
        if before:
            yield before[0], sentence.start + before.start()
    words = [token.lower for token in sentence.tokens]
    for token in sentence.tokens:
        verbs = verbs_at(words, token.head) if token.dep == "nsubj" else ()
        if any(verb.measure in ("attacks", "killed", "deployed") for verb in verbs):
            yield " ".join(t.form for t in sentence.subtree(token.i)[:10]), token.start


@cache
def _words() -> MethodList:
    return lexicon.load("methods", MethodList)


def _matches(stretch: str) -> Iterator[tuple[re.Match[str], Method | None]]:
    """Every word found with its method, None for a fight."""
    pattern, stems, whole = _pattern()
    for match in pattern.finditer(stretch):
        word = re.sub(r"[\s-]+", " ", match[0].lower())
        if word in whole:
            yield match, whole[word]
        else:
            yield match, next(method for stem, method in stems if word.startswith(stem))


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[tuple[str, Method | None], ...], dict[str, Method | None]]:
    """One pattern over all words, longest first, so that a longer phrase of any method wins; and their methods."""
    entries: list[tuple[str, Method | None]] = [(w, m) for m, listed in _words().methods.items() for w in listed]
    entries += [(word, None) for word in _words().fights]
    entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    stems = tuple((re.sub(r"[\s-]+", " ", w.removesuffix("*")), m) for w, m in entries if w.endswith("*"))
    whole = {re.sub(r"[\s-]+", " ", w): m for w, m in entries if not w.endswith("*")}
    return re.compile(r"\b(?:" + "|".join(_as_pattern(w) for w, _ in entries) + r")\b", re.I), stems, whole


def _as_pattern(word: str) -> str:
    stem = word.removesuffix("*")
    return re.escape(stem).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]?") + (r"[\w-]*" if word.endswith("*") else "")
