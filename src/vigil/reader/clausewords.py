"""The small words of lexicon/clauses.yaml, and the patterns made of them."""

from __future__ import annotations

import re
from functools import cache

from vigil import lexicon
from vigil.records import Measure, Record


class ClauseWords(Record):
    """The form of lexicon/clauses.yaml."""

    auxiliaries: frozenset[str]
    being: frozenset[str]
    beliefs: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    joints: frozenset[str]
    fillers: frozenset[str]
    heads: dict[str, Measure]
    headed: dict[str, Measure]
    tolls: dict[str, Measure]
    stopping: frozenset[str]
    going: frozenset[str]
    conveyances: frozenset[str]
    occurring: frozenset[str]
    times: frozenset[str]
    saying: frozenset[str]
    suffering: frozenset[str]
    hurts: frozenset[str]


@cache
def clause_words() -> ClauseWords:
    """The lists, checked."""
    return lexicon.load("clauses", ClauseWords)


@cache
def head_pattern() -> re.Pattern[str]:
    """ "the dead", "among the wounded", "those killed", "the militants killed", and what follows up to the counted."""
    nouns, verbs = "|".join(clause_words().heads), "|".join(clause_words().headed)
    return re.compile(
        rf"\b(?:(?:the|among(?:st)?|of) (?:the )?(?P<noun>{nouns})"
        rf"|(?:among )?(?:those|the [\w-]+|the [\w-]+ [\w-]+) (?P<verb>{verbs}))\b(?P<rest>[^.;]*)$"
    )


@cache
def toll_pattern() -> re.Pattern[str]:
    """ "the death toll rose to", "the number of people injured stands at", up to the number."""
    kinds = "|".join(clause_words().tolls)
    return re.compile(
        r"\b(?:(?:death |injury |casualty )?toll|deaths|fatalities"
        r"|(?:put|puts|putting|placed) (?:the dead|(?:its|their|the) (?:own )?losses)"
        rf"|number of (?:[\w-]+ ){{0,4}}?(?P<kind>{kinds}))\b"
        r"[^.;]{0,70}?(?:\b(?:of|to|at|as|was|is|be|has|have|had|already|reached|hit|passed|now|topped|exceeded)|:)"
        r"(?: (?:at least|more than|about|around|nearly|over|almost|some|a))*\s*$"
    )
