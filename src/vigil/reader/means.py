"""How it was done: the method of a figure, from its nearest words to the report's main event.

1. The verb that measures it, or the name of what is counted: "shot dead", "12 airstrikes".
2. Words of its clause, then of the sentence up to it; a fight of two sides is nobody's method.
3. The main event's, where the figure speaks of that event.
"""

from __future__ import annotations

import re

from vigil.reader.drafts import Draft
from vigil.reader.event import CAUSE, MainEvent, is_vague, method_of, method_words
from vigil.reader.forces import is_state
from vigil.records import Measure, Method

HARM: frozenset[Measure] = frozenset({"killed", "wounded", "attacks", "destroyed"})
"""Measures that a method belongs to."""

_FIGHT = (
    r"(?:clash(?:es)?|fighting|battles?|firefights?|gun ?battles?|war|conflict|violence|insurgency|unrest|crossfire"
    r"|uprising|combat)(?!-)"
)
_IN_FIGHT = re.compile(
    rf"\b(?:in|during|amid|from|by|after)\b (?:[\w'-]+ ){{0,3}}{_FIGHT}\b"
    rf"|\b{_FIGHT}\b[^.;,]{{0,60}}?\b(?:killed|left|claimed|wounded|killing)\b",
    re.I,
)
_ASIDE = re.compile(
    rf"\b(?:deadliest|worst|bloodiest|by far|since (?:a|the)|ripple|spillover)\b.*|{CAUSE.pattern}", re.I
)
"""What a clause says of other events: records broken, causes."""

_AFTERWARDS = re.compile(r"\b(?:after|before|days after|hours after)\b.*", re.I)
_SEARCHING = frozenset("raided raiding raid searched searching search".split())
_TIED = re.compile(r"\b(?:by|from|with|when)\b[^,.;]{0,50}$")


def how(draft: Draft, by: str | None, main: MainEvent | None, *, are_attackers: bool) -> Method | None:
    """The method, for what has one."""
    if draft.measure not in HARM | {"other"} or is_search(draft):
        return None
    if are_attackers:
        return _own_method(draft)
    found = _method(draft, main)
    if found in (None, "explosive_device") and draft.measure == "attacks" and is_state(by) and _is_strike(draft):
        return "airstrike"
    return found


def is_search(draft: Draft) -> bool:
    """Whether places were only searched: "six homes were raided"."""
    at, noun = draft.verdict.at, draft.one.noun
    if draft.measure != "other" or at is None or noun is None or noun.kind != "object":
        return False
    return draft.sentence.tokens[at].lower in _SEARCHING


def _is_strike(draft: Draft) -> bool:
    head = draft.one.head
    return head is not None and draft.sentence.tokens[head].lower in ("strike", "strikes", "bombings", "bombing")


def clause(draft: Draft) -> str:
    sentence = draft.sentence
    return sentence.text[draft.start - sentence.start : draft.end - sentence.start]


def in_fight(stretch: str) -> bool:
    """Whether a stretch tells that a fight of two sides did it."""
    return bool(_IN_FIGHT.search(_ASIDE.sub("", stretch)))


def _method(draft: Draft, main: MainEvent | None) -> Method | None:
    """How: by the verb itself, by words of the clause, of the sentence, of the main event."""
    said = _verb_method(draft)
    if said:
        return said
    if main is not None and main.method == "ground_attack" and (tied := _tied_method(draft)):
        return tied
    for stretch in (clause(draft) + tail(draft), _near(draft)):
        where = _AFTERWARDS.sub("", _without_asides(draft, _unnamed(draft, stretch)))
        found = method_of(where)
        if found is not None:
            return _with_main(found, where, main)
        if in_fight(where):
            return None
    if main is not None and main.method is not None:
        return main.method
    return method_of(CAUSE.sub("", _unnamed(draft, clause(draft))))


def _without_asides(draft: Draft, stretch: str) -> str:
    """A stretch without what it says of other events; a cause that holds the counted is their own event."""
    counted = draft.sentence.tokens[draft.one.first].start - draft.sentence.start
    cause = CAUSE.search(draft.sentence.text)
    if cause is None or cause.start() > counted:
        return _ASIDE.sub("", stretch)
    within = CAUSE.search(stretch)
    return within[0] if within else stretch


def tail(draft: Draft) -> str:
    """What follows a clause that ends with its verb: "... and a nurse killed | by rocket fire from the hills"."""
    at, sentence = draft.verdict.at, draft.sentence
    if at is None or at < draft.one.last or sentence.tokens[at].end < draft.end:
        return ""
    rest = re.match(r"[^.;,]{0,90}", sentence.text[draft.end - sentence.start :])
    return rest[0] if rest else ""


def _with_main(found: Method, where: str, main: MainEvent | None) -> Method:
    """What the words say, in the light of the main event: "the blasts" of an air raid are the air raid's."""
    if main is None or main.method is None:
        return found
    if main.method in ("airstrike", "suicide_attack", "chemical", "other") and is_vague(where):
        return main.method
    if main.method == "suicide_attack" and found == "ground_attack":
        return main.method
    if main.method == "ground_attack" and found in ("explosive_device", "shooting", "suicide_attack"):
        return main.method
    return found


def _own_method(draft: Draft) -> Method | None:
    """How attackers died: by the verb, or by words that follow it."""
    sentence, at = draft.sentence, draft.verdict.at
    if at is None:
        return None
    after = _AFTERWARDS.sub("", sentence.text[sentence.tokens[at].start - sentence.start : draft.end - sentence.start])
    return None if in_fight(after) else _verb_method(draft) or method_of(after)


def _unnamed(draft: Draft, stretch: str) -> str:
    """A stretch without the counted things or persons, whose name tells no method: "two gun emplacements"."""
    if draft.one.noun is None or draft.one.noun.kind in ("event", "fired"):
        return stretch
    first, last = draft.sentence.tokens[draft.one.first], draft.sentence.tokens[draft.one.last]
    begin = draft.sentence.start
    return stretch.replace(draft.sentence.text[first.start - begin : last.end - begin], " ")


def is_counted(draft: Draft, at: int) -> bool:
    """Whether an offset lies in the name of the counted persons or things."""
    tokens, noun = draft.sentence.tokens, draft.one.noun
    if noun is None or noun.kind in ("event", "fired"):
        return False
    return tokens[draft.one.first].start <= at < tokens[draft.one.last].end


def _verb_method(draft: Draft) -> Method | None:
    """ "shot dead", "gunned down", "beheaded": the verb that measures the figure tells how."""
    at = draft.verdict.at
    if draft.one.noun and draft.one.noun.kind in ("event", "fired") and draft.one.head is not None:
        named = " ".join(token.form for token in draft.one.words)
        if (method := method_of(named)) and not is_vague(named):
            return method
    if at is None:
        return None
    stretch = " ".join(token.form for token in draft.sentence.tokens[at : at + 3])
    found = method_words(stretch)
    return found[0].method if found and found[0].start == 0 and not is_vague(stretch) else None


def _tied_method(draft: Draft) -> Method | None:
    """The one weapon that the words after these victims tie them to: "hurt by the bomb", "shot dead"."""
    sentence = draft.sentence
    after = sentence.text[sentence.tokens[draft.one.last].end - sentence.start : draft.end - sentence.start]
    words = method_words(after)
    if not words or not (words[0].start <= 1 or _TIED.search(after[: words[0].start])):
        return None
    return words[0].method


def _near(draft: Draft) -> str:
    """The sentence up to the end of the clause, where what was done is told before whom it killed."""
    sentence = draft.sentence
    return sentence.text[: draft.end - sentence.start]
