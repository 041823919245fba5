"""The words by which reports tell voices, read from lexicon/voices.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from vigil import lexicon

CueKind: TypeAlias = Literal["said", "act", "count", "according", "quoted", "saw", "shows", "citing", "given"]


@dataclass(frozen=True)
class VoiceWords:
    """The word list of voices (lexicon/voices.yaml)."""

    say: tuple[str, ...]
    think: tuple[str, ...]
    act: tuple[str, ...]
    count: tuple[str, ...]
    see: tuple[str, ...]
    reporters: tuple[str, ...]
    documents: tuple[str, ...]
    show: tuple[str, ...]
    quote: tuple[str, ...]
    give: tuple[str, ...]
    inverts: tuple[str, ...]
    negations: tuple[str, ...]
    be: tuple[str, ...]
    have: tuple[str, ...]
    modals: tuple[str, ...]
    subordinators: tuple[str, ...]
    time_words: tuple[str, ...]
    he: tuple[str, ...]
    it: tuple[str, ...]
    they: tuple[str, ...]
    persons: tuple[str, ...]
    leaning: tuple[str, ...]
    hedges: dict[str, tuple[str, ...]]
    not_hedges: tuple[str, ...]
    nobodies: tuple[str, ...]
    bodies: tuple[str, ...]
    speaking_bodies: tuple[str, ...]
    hearsay: tuple[str, ...]
    performs: tuple[str, ...]
    reacts: tuple[str, ...]
    charges: tuple[str, ...]
    occasions: tuple[str, ...]
    deeds: tuple[str, ...]
    does: tuple[str, ...]
    judges: tuple[str, ...]
    suffered: tuple[str, ...]
    means: tuple[str, ...]
    shared_offices: tuple[str, ...]
    led_by: tuple[str, ...]
    relays: tuple[str, ...]
    saying_nouns: tuple[str, ...]
    idle_reports: tuple[str, ...]
    hurts: tuple[str, ...]
    happens: tuple[str, ...]
    ties: tuple[str, ...]
    presupposed: tuple[str, ...]
    described: dict[str, tuple[str, ...]]
    document_adjectives: tuple[str, ...]

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """All pronouns that stand for one who has spoken."""
        return frozenset((*self.he, *self.it, *self.they))

    @cached_property
    def verbs(self) -> dict[str, CueKind]:
        """Every verb form that can be a cue, and of which kind; saying before acting before counting."""
        found: dict[str, CueKind] = dict.fromkeys(self.see, "saw")
        found |= dict.fromkeys(self.show, "shows")
        found |= dict.fromkeys(self.count, "count")
        found |= dict.fromkeys(self.act, "act")
        found |= dict.fromkeys((*self.say, *self.think), "said")
        found |= dict.fromkeys(self.quote, "quoted")
        return found


@lru_cache(maxsize=1)
def voice_words() -> VoiceWords:
    """The word list, read once. Raises LexiconError where the file does not hold to its form."""
    return lexicon.load("voices", VoiceWords)
