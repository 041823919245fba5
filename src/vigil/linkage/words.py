"""The words and limits by which tellings are compared: which kinds go together, how far a place reaches."""

from __future__ import annotations

from functools import cache
from itertools import chain

from pydantic import BaseModel, ConfigDict, Field

from vigil import lexicon
from vigil.records import EventKind, PlacePrecision


class Words(BaseModel):
    """The form of lexicon/events.yaml; distances in km, times in days."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    families: dict[str, frozenset[EventKind]]
    deeds: frozenset[EventKind]
    speech: frozenset[EventKind]
    general: dict[EventKind, frozenset[EventKind]]
    close: dict[EventKind, frozenset[EventKind]]
    reach: dict[PlacePrecision, float]
    wide: frozenset[PlacePrecision]
    beside_km: float
    around_km: float
    apart_km: float
    recent_days: int
    slack_days: int
    long_days: int
    near_characters: int
    linked_share: float = Field(ge=0, le=1)
    twin_toll: float
    bodies: frozenset[str]
    nobody: frozenset[str]
    everyday: frozenset[str]

    def families_of(self, kind: EventKind) -> tuple[str, ...]:
        """The families that a kind stands in, sorted."""
        return tuple(sorted(name for name, kinds in self.families.items() if kind in kinds))

    def general_for(self, kind: EventKind) -> tuple[EventKind, ...]:
        """The kinds that are a more general, or a less general, word for this one, sorted."""
        return _either_way(self.general, kind)

    def close_to(self, kind: EventKind) -> tuple[EventKind, ...]:
        """The kinds that this one is called by too, sorted."""
        return _either_way(self.close, kind)


class Common(BaseModel):
    """What the linkage uses of lexicon/reckoning.yaml: words that name no place of their own, words without matter."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    place_words: frozenset[str]
    idle_words: frozenset[str]


@cache
def words() -> Words:
    """The word list of happenings. Raises LexiconError where it does not hold to its form."""
    return lexicon.load("events", Words)


@cache
def common() -> Common:
    """The words that the linkage shares with the reckoning. Raises LexiconError where the list is broken."""
    return lexicon.load("reckoning", Common)


def _either_way(pairs: dict[EventKind, frozenset[EventKind]], kind: EventKind) -> tuple[EventKind, ...]:
    back = (one for one, others in pairs.items() if kind in others)
    return tuple(sorted(set(chain(pairs.get(kind, ()), back))))
