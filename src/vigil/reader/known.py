"""What a sentence takes for granted, so that nobody in it vouches for it: the report's own word inside a voice's reach.

"Police said four men were held over the attack that killed nine" tells of the four; the nine are known from before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from vigil.reader.cues import Cue
from vigil.reader.reach import KNOWN
from vigil.reader.speakers import Voice
from vigil.reader.text import Sentence, Token
from vigil.reader.voicewords import voice_words
from vigil.records import REPORT_VOICE

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def known_in(sentence: Sentence, cues: Iterable[Cue], voice: Voice, costs: int | None) -> Iterator[Voice]:
    """The stretches of a sentence that are taken for granted, as scopes of the report.

    voice: one to copy; costs: where a claim of responsibility ends, since what comes then may have a voice of its own.
    """
    deeds = [deed for deed in _known_deeds(sentence) if costs is None or deed[0] < costs]
    for start, end in (*deeds, *_known_captives(sentence, cues)):
        yield replace(
            voice, speaker=None, source=REPORT_VOICE, hedge=None, start=start, end=end, rule="known", level=KNOWN,
            phrase="", phrase_at=-1, anchor=start,
        )  # fmt: skip


def _known_deeds(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "The attack that killed nine", where it is told of and not told: tied to a thing, or the subject of a clause."""
    words, tokens = voice_words(), sentence.tokens
    for noun, that, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if noun.lower in words.deeds and that.lower in ("that", "which") and verb.lower in words.hurts:
            end = _clause_end(sentence, verb)
            is_tied = _tied_pattern().search(sentence.text[: noun.start - sentence.start]) is not None
            if is_tied or _is_subject(tokens[end:]):
                yield that.start, tokens[end].start if end < len(tokens) else sentence.end


def _clause_end(sentence: Sentence, verb: Token) -> int:
    """The token at which the clause of a relative verb is over: a mark, the next finite verb, the sentence's end."""
    tokens = sentence.tokens
    rest = [t for t in tokens[verb.i + 1 :] if not _adds_part(tokens, t)]
    return next((t.i for t in rest if t.tag in _FINITE or t.form in (",", ";", '"')), len(tokens))


def _adds_part(tokens: tuple[Token, ...], comma: Token) -> bool:
    """Whether a comma opens a part of what stands before it: "four dead, including the attacker"."""
    return comma.form == "," and any(t.lower in ("including", "among") for t in tokens[comma.i + 1 : comma.i + 2])


def _is_subject(rest: tuple[Token, ...]) -> bool:
    """Whether after a relative clause the verb of what it describes follows, and says more than that it was.

    "The attack that killed nine was the work of rebels"; not "a blast that killed nine took place at noon".
    """
    if not rest or rest[0].tag not in _FINITE:
        return False
    first = next((t for t in rest[:3] if t.lower not in (*voice_words().have, "been")), rest[0])
    return first.lower not in voice_words().happens


@lru_cache(maxsize=1)
def _tied_pattern() -> re.Pattern[str]:
    """What ties something to a deed, and the deed's own words up to its noun."""
    ties = "|".join(sorted(map(re.escape, voice_words().ties), key=len, reverse=True))
    return re.compile(rf"\b(?:{ties}) (?:the|an?|this|that|last|[A-Z]\w+day's) (?:[\w.'-]+ ){{0,4}}$")


def _known_captives(sentence: Sentence, cues: Iterable[Cue]) -> Iterator[tuple[int, int]]:
    """ "Threatened to kill two hostages": that they are held is taken for granted."""
    words, tokens = voice_words(), sentence.tokens
    verbs = [cue.verb for cue in cues if tokens[cue.verb].lower in words.reacts and not cue.trails]
    for verb in verbs[:1]:
        noun = next((t for t in tokens[verb + 1 :] if t.lower in words.presupposed), None)
        between = tokens[verb + 1 : noun.i] if noun else ()
        if noun is not None and not any(t.tag in _FINITE or t.lower == "that" for t in between):
            first = noun.i
            while first > verb + 1 and tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
                first -= 1
            yield tokens[first].start, noun.end
