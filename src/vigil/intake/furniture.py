"""What stands on a page beside the report: cues from ``lexicon/furniture.yaml``, made ready to use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vigil import lexicon
from vigil.records import PassageKind

_SHOWN = 600  # characters
_QUOTES = "\"'“‘«„"


@dataclass(frozen=True)
class CueEntry:
    """One cue as the word list gives it. pattern: a regular expression. origin: where the cue comes from."""

    kind: PassageKind
    pattern: str
    origin: str
    ends: bool = False
    long: bool = False
    case: bool = False


@dataclass(frozen=True)
class Limits:
    """Bounds in words, and shares, that the rules of passages go by."""

    short_of: int
    inset: tuple[int, int]
    inset_share: float
    pictured: int
    doubled: int
    title: tuple[int, int]
    author: int


@dataclass(frozen=True)
class FurnitureList:
    """The whole word list."""

    cues: tuple[CueEntry, ...]
    pictured: frozenset[str]
    placed: frozenset[str]
    said: frozenset[str]
    past: frozenset[str]
    running: frozenset[str]
    account: frozenset[str]
    counting: frozenset[str]
    limits: Limits


@dataclass(frozen=True)
class Cue:
    """A cue with its pattern compiled."""

    kind: PassageKind
    pattern: re.Pattern[str]
    ends: bool
    long: bool


@cache
def words() -> FurnitureList:
    """The word list. Raises LexiconError where it does not hold to its form."""
    found: FurnitureList = lexicon.load("furniture", FurnitureList)
    return found


def cue_in(paragraph: str) -> Cue | None:
    """The cue that tells a paragraph to be no part of the report's body, if there is one."""
    if is_speech(paragraph):
        return None
    text = " ".join(_ends_of(paragraph).split())
    is_long = len(paragraph.split()) > words().limits.short_of
    return next((cue for cue in _cues() if (cue.long or not is_long) and cue.pattern.search(text)), None)


def is_speech(paragraph: str) -> bool:
    """Whether a paragraph opens with a quotation that closes in it or runs on to the next."""
    text = paragraph[:200].strip()
    return text[:1] in _QUOTES and len(text.split()) > 2 and text[1:2].strip() != ""


def _ends_of(paragraph: str) -> str:
    """The head and the tail of a paragraph: furniture shows at its ends, and a report may be one very long line."""
    return paragraph if len(paragraph) <= 2 * _SHOWN else f"{paragraph[:_SHOWN]} … {paragraph[-_SHOWN:]}"


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(entry.kind, re.compile(entry.pattern, 0 if entry.case else re.IGNORECASE), entry.ends, entry.long)
        for entry in words().cues
    )
