"""Forecasts: what somebody says will or may happen, with the words of time that bound it.

1. Per sentence the words that point ahead: modal verbs and phrases of intention, expectation, warning.
2. Each gets a weight; questions, conditions, speculation about the past and rhetoric lose.
3. The heaviest of a sentence, if heavy enough, makes the forecast: its clause says what, its time by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.reader.numerals import either
from vigil.reader.scene import Scene
from vigil.reader.text import Sentence, Text, Token, make_plain
from vigil.reader.times import Time
from vigil.reader.when import Clock
from vigil.records import Forecast, Hedge, Window

_SAID_WITHIN = 5  # tokens between a verb of speaking and the "would" of what it says
_FEW_WORDS = 14  # of what is foretold
_CUTS = frozenset({";", '"', "--", "(", ")", ":"})


class Modal(BaseModel):
    """A modal verb: how sure it makes a forecast, and its weight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hedge: Hedge
    weight: float


class ForecastWords(BaseModel):
    """The form of lexicon/forecasts.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    modals: dict[str, Modal]
    phrases: dict[Hedge, tuple[str, ...]]
    reporting: frozenset[str]
    idle: frozenset[str]
    purposes: frozenset[str]
    senses: frozenset[str]
    standing: frozenset[str]
    persons: frozenset[str]
    weights: dict[str, float]
    threshold: float


@lru_cache(maxsize=1)
def _words() -> ForecastWords:
    found: ForecastWords = lexicon.load("forecasts", ForecastWords)
    return found


@dataclass(frozen=True, slots=True)
class _Sign:
    """A word that points ahead. first, last: its tokens. what: the first token of what is foretold."""

    first: int
    last: int
    hedge: Hedge
    weight: float
    rule: str


def find_forecasts(scene: Scene) -> tuple[Forecast, ...]:
    """The forecasts of a report, in the order of the text: one for a sentence at most."""
    found = ((sentence, _sign(sentence, scene.clock)) for sentence in scene.text.body)
    return tuple(_claim(scene, sentence, sign) for sentence, sign in found if sign is not None)


def _sign(sentence: Sentence, clock: Clock) -> _Sign | None:
    """The sign of a sentence that weighs most, None where none is heavy enough."""
    found = (*_modals(sentence), *_infinitives(sentence), *_phrases(sentence))
    signs = [_weighed(sentence, sign, clock) for sign in found]
    best = max(signs, key=lambda sign: (sign.weight, -sign.first), default=None)
    return best if best and best.weight >= _words().threshold else None


def _modals(sentence: Sentence) -> Iterator[_Sign]:
    for token in sentence.tokens:
        modal = _words().modals.get(token.lower)
        if modal and _is_modal(sentence, token):
            yield _Sign(token.i, token.i, modal.hedge, modal.weight, f"modal.{token.lower.strip(chr(39))}")


def _is_modal(sentence: Sentence, token: Token) -> bool:
    """Whether a form is the verb, and neither the month nor the noun: "in May", "bears no ill will towards them"."""
    if token.pos != "AUX" or (token.lower == "may" and token.form == "May" and token.i):
        return False
    following = next((t for t in sentence.tokens[token.i + 1 : token.i + 4] if t.pos not in ("ADV", "PART")), None)
    before = sentence.tokens[token.i - 1] if token.i else None
    return not (before and before.pos in ("ADJ", "DET") and following and following.pos == "ADP")


def _infinitives(sentence: Sentence) -> Iterator[_Sign]:
    """What is arranged: "the envoy is to visit", "talks were to begin"; not what something is for."""
    for token in sentence.tokens[1:-2]:
        to, verb = sentence.tokens[token.i + 1 : token.i + 3]
        if token.lower not in ("is", "are", "was", "were") or to.lower != "to" or verb.tag != "VB":
            continue
        if not any(t.lower in _words().purposes for t in sentence.tokens[max(0, token.i - 6) : token.i]):
            yield _Sign(token.i, to.i, "asserted", _words().weights["future"], "infinitive")


def _phrases(sentence: Sentence) -> Iterator[_Sign]:
    text = make_plain(sentence.text).lower()
    for hedge, pattern in _patterns():
        for match in pattern.finditer(text):
            tokens = sentence.between(sentence.start + match.start(), sentence.start + match.end())
            if tokens and not _is_noun_of_plan(sentence, tokens[0]) and _goes_on(sentence, tokens[-1]):
                weight = _words().weights["possible_phrase" if hedge == "possible" else "phrase"]
                yield _Sign(tokens[0].i, tokens[-1].i, hedge, weight, "phrase")


def _is_noun_of_plan(sentence: Sentence, token: Token) -> bool:
    """Whether "plan" or "pledge" is a thing, not an act: "under plans to", "its pledge to"."""
    if token.lower not in ("plan", "plans", "pledge", "vow", "vows", "promises", "pledges") or not token.i:
        return False
    before = sentence.tokens[token.i - 1]
    return before.pos in ("DET", "ADJ", "VERB", "ADP", "AUX", "NUM") or before.tag in ("PRP$", "POS")


def _goes_on(sentence: Sentence, last: Token) -> bool:
    """Whether a phrase that ends with "to" is followed by what is to be done, not by a place: "going to the hotel"."""
    if last.lower != "to":
        return True
    following = [t for t in sentence.tokens[last.i + 1 : last.i + 4] if t.is_word and t.pos != "ADV"]
    return bool(following) and following[0].pos not in ("DET", "PROPN", "PRON", "NUM")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Hedge, re.Pattern[str]], ...]:
    return tuple((hedge, re.compile(rf"\b{either(listed)}\b")) for hedge, listed in _words().phrases.items())


def _weighed(sentence: Sentence, sign: _Sign, clock: Clock) -> _Sign:
    weights = _words().weights
    left = sentence.tokens[: sign.first]
    right = sentence.tokens[sign.last + 1 :]
    dated = _horizon(sentence, sign, clock) is not None
    modal = sign.rule.startswith("modal")
    possible = modal and sign.hedge == "possible"
    checks = (
        ("dated", dated),
        ("conditional", _is_conditional(sentence, sign)),
        ("question", sentence.tokens[-1].form == "?" or sentence.text.rstrip('"').endswith("?")),
        ("relative", modal and _is_relative(left)),
        ("person", any(t.lower in _words().persons for t in left[-3:])),
        ("quoted", sum(t.form == '"' for t in left) % 2 == 1),
        ("idle", modal and _is_idle(right)),
        ("negated", bool(right) and right[0].lower in ("not", "n't", "never")),
        ("reported", any(t.lower in _words().reporting for t in left)),
        ("past", modal and sign.rule != "modal.will" and _is_past(right)),
        ("refused", sign.rule == "modal.would" and _is_refusal(left, right)),
        ("told_before", sign.rule == "modal.would" and _is_told_before(left)),
        ("judged", sign.rule == "modal.would" and _is_judgement(right)),
        ("ability", sign.rule == "modal.could" and _is_ability(right)),
        ("state", possible and not dated and _is_state(right)),
    )
    weight = sign.weight + sum(weights[name] for name, holds in checks if holds)
    return _Sign(sign.first, sign.last, sign.hedge, weight, sign.rule)


def _is_relative(left: tuple[Token, ...]) -> bool:
    """Whether a modal only describes something: "who will lead", "a truce that would allow"."""
    openers = ("who", "which", "where", "what", "how", "wherever", "whatever", "whenever")
    opener = next((t.i for t in reversed(left[-4:]) if t.lower in openers), None)
    if opener is not None:  # the clause of "those who remain will leave" is closed by its own verb
        return not any(t.tag in ("VBD", "VBP", "VBZ") for t in left if t.i > opener)
    return len(left) > 1 and left[-1].lower == "that" and left[-2].pos in ("NOUN", "PROPN")


def _is_conditional(sentence: Sentence, sign: _Sign) -> bool:
    """Whether a condition makes it unreal; "if the town falls, there will be revenge" foretells all the same."""
    words = {t.lower for t in sentence.tokens}
    return "whether" in words or ("if" in words and sign.rule != "modal.will" and "going to" not in sentence.text)


def _is_told_before(left: tuple[Token, ...]) -> bool:
    """Whether "would" follows a pluperfect of telling ("had informed them that it would"): by now it has happened."""
    told = next((t.i for t in reversed(left) if t.pos == "VERB"), None)
    return told is not None and any(t.lower == "had" for t in left if told - 3 <= t.i < told)


def _is_refusal(left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """Whether somebody only refused: "told of the raid but would not give a toll"; "said it would not" foretells."""
    negated = bool(right) and right[0].lower in ("not", "n't", "never")
    return negated and not any(t.lower in _words().reporting for t in left[-_SAID_WITHIN:])


def _is_judgement(right: tuple[Token, ...]) -> bool:
    """Whether "would" only judges: "it would be wrong to call it"."""
    rest = [t for t in right[:5] if t.pos != "ADV"]
    return len(rest) > 2 and rest[0].lower == "be" and rest[1].pos == "ADJ" and rest[2].lower in ("to", "if", "for")


def _is_ability(right: tuple[Token, ...]) -> bool:
    """Whether "could" tells what somebody was able to do: "could not be verified", "whenever they could"."""
    near = [t for t in right[:3] if t.pos not in ("DET", "PRON")]
    return not near or not near[0].is_word or any(t.lower in _words().senses for t in near)


def _is_state(right: tuple[Token, ...]) -> bool:
    """Whether "may" or "could" tells how things stand now: "may be holding out", "could still be inside"."""
    rest = [t for t in right[:4] if t.pos != "ADV" or t.lower in ("still", "already")]
    if not rest or any(t.lower in ("still", "already") for t in rest[:2]):
        return True
    if rest[0].lower in ("remain", "belong"):
        return True
    return rest[0].lower == "be" and (len(rest) < 2 or rest[1].tag != "VBN" or rest[1].lower in _words().standing)


def _is_idle(right: tuple[Token, ...]) -> bool:
    """Whether the verb after a modal foretells nothing: "would mean", "could see"."""
    verbs = [t for t in right if t.pos in ("VERB", "AUX") and t.lower != "be"]
    if len(verbs) > 1 and verbs[0].lower == "have" and verbs[1].tag == "VBN":
        return False  # "will have cleared the town"
    if len(verbs) > 1 and verbs[0].lower == "have" and right[verbs[0].i - right[0].i + 1].lower == "to":
        return verbs[1].lower in _words().idle  # "will have to decide"
    return bool(verbs) and verbs[0].lower in _words().idle


def _is_past(right: tuple[Token, ...]) -> bool:
    """Whether what follows is speculation about the past: "may have been", "would have"."""
    lowers = [t.lower for t in right[:4]]
    perfect = "have" in lowers[:2] and "to" not in lowers[: lowers.index("have") + 2]
    return perfect or "been" in lowers[:3]


def _horizon(sentence: Sentence, sign: _Sign, clock: Clock) -> Time | None:
    tokens = sentence.tokens
    return clock.ahead(sentence, tokens[sign.first].start, tokens[sign.last].end)


def _claim(scene: Scene, sentence: Sentence, sign: _Sign) -> Forecast:
    start, end = sentence.tokens[sign.first].start, sentence.tokens[sign.last].end
    voice = scene.voices.at(start, end)
    time = _horizon(sentence, sign, scene.clock)
    return Forecast.of(
        scene.text.report,
        sentence.start,
        sentence.end,
        speaker=voice.speaker,
        source=voice.source,
        hedge=sign.hedge if sign.hedge != "asserted" else voice.hedge or "asserted",
        what=_what(scene.text, sentence, sign),
        by_when=Window(start=time.period.start, end=time.period.end) if time else Window(),
        horizon=scene.text.report.text[time.start : time.end] if time else None,
        rules=(f"forecast.{sign.rule}", f"voice.{voice.rule}"),
        **scene.where(sentence, start, end),
    )


def _what(text: Text, sentence: Sentence, sign: _Sign) -> str:
    """A few words of what is foretold: the clause of a modal from its subject on, or what follows a phrase."""
    tokens = sentence.tokens
    first = sign.last + 1 if sign.rule in ("phrase", "infinitive") else _subject_start(sentence, sign)
    last = min(first, len(tokens) - 1)
    for token in tokens[first:]:
        if token.form in _CUTS or token.i - first >= _FEW_WORDS or (token.form == "," and token.i > sign.last + 3):
            break
        last = token.i
    words = text.report.text[tokens[min(first, last)].start : tokens[last].end]
    return re.sub(r"\s+", " ", words).strip(" ,.\"'“”") or sentence.text


def _subject_start(sentence: Sentence, sign: _Sign) -> int:
    """Where the subject of a modal begins: after the last border or verb of speaking to its left."""
    start = sign.first
    for token in reversed(sentence.tokens[: sign.first]):
        if token.form in (*_CUTS, ",") or token.lower in _words().reporting or token.lower in ("that", "and", "but"):
            break
        start = token.i
    return start
