"""How sure a voice is of what it says: the words of doubt near a stretch of a sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import get_args

from vigil.reader.text import Sentence
from vigil.reader.voicewords import voice_words
from vigil.records import Hedge

_ORDER: tuple[Hedge, ...] = ("denied", "unverified", "possible", "believed", "estimated")
_BORDER = re.compile(
    r"[;:\u2014\u2013]| -- | - |, \w+ of (?:which|whom) "
    r"|, (?:and|but|while|although|though|which|where|who|adding|saying|said|including) |\. "
    r"| and (?=(?:is|was|are|were) (?:also |now |still )?(?:believed|thought|suspected|expected|feared|presumed)\b)"
)

_MAY = re.compile(r"\bMay\b")
"""The month or the name: "may" that doubts is written small, but for the first word of a question or a wish."""


def hedge_at(sentence: Sentence, start: int, end: int) -> Hedge:
    """How sure a sentence is of the stretch ``start:end``, offsets in the report.

    "asserted" where no word of doubt stands in the same clause.
    """
    left, right = _clause(sentence, start, end)
    words = _MAY.sub("___", sentence.text[left:right]).lower()
    words = _not_hedges().sub(lambda m: "_" * len(m[0]), words)
    words = _presupposed().sub(lambda m: "_" * len(m[0]), words)
    return next((hedge for hedge in _ORDER if _pattern(hedge).search(words)), "asserted")


def _clause(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, as offsets in the sentence's text."""
    at, to = max(0, start - sentence.start), min(len(sentence.text), end - sentence.start)
    left = max((m.end() for m in _BORDER.finditer(sentence.text, 0, at)), default=0)
    after = _BORDER.search(sentence.text, to)
    return left, after.start() if after else len(sentence.text)


@cache
def _pattern(hedge: Hedge) -> re.Pattern[str]:
    assert hedge in get_args(Hedge)
    parts = [re.escape(words).replace(r"\.\.\.", ".{1,60}?") for words in voice_words().hedges[hedge]]
    return re.compile(r"(?<![\w-])(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?![\w-])")


@lru_cache(maxsize=1)
def _presupposed() -> re.Pattern[str]:
    """A threat to those whom it takes for granted: "threatened to kill two hostages" leaves the two certain."""
    nouns = "|".join(voice_words().presupposed)
    verbs = "threatened|threatens|threatening|vowed|planned|plans|wants"
    return re.compile(rf"\b(?:{verbs}) to (?:\w+ ){{1,5}}(?:{nouns})\b")


@lru_cache(maxsize=1)
def _not_hedges() -> re.Pattern[str]:
    parts = map(re.escape, sorted(voice_words().not_hedges, key=len, reverse=True))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)(?! be\b)")
