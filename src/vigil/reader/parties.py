"""Who acts in an incident and who suffers it, by the words around its trigger."""

from __future__ import annotations

import re

from vigil.reader.naming import name_party
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Token
from vigil.reader.triggers import Trigger
from vigil.records import EventKind

_BEFORE, _AFTER = 10, 10  # tokens in which a subject or an object is looked for
_LONGEST = 8  # words of a target
_NOBODY: frozenset[EventKind] = frozenset({"flight", "protest", "evacuation"})
_SPEAKING: frozenset[EventKind] = frozenset({"statement", "claim_of_responsibility"})
_ENDS = frozenset({",", ";", ":", "(", ")", '"', "--"})
_BORDERS = frozenset(
    "who which that where when while after before as said says and but because with during in on by from to".split()
)
_OF = frozenset({"against", "on", "of", "at"})


def actor_of(sentence: Sentence, trigger: Trigger, kind: EventKind, registry: Registry) -> str | None:
    """The canonical name of the party that acts; None where nobody is named, and for flights and protests."""
    if kind in _NOBODY:
        return None
    place = sentence.tokens[trigger.first].start
    by = _after(sentence, trigger, "by")
    if by and (party := name_party(by, registry, at=place)):
        return party
    if trigger.how == "passive":
        return None
    return name_party(_subject(sentence, trigger), registry, at=place) or _nearest(sentence, trigger, registry)


def target_of(
    sentence: Sentence, trigger: Trigger, kind: EventKind, registry: Registry, actor: str | None
) -> str | None:
    """Whom or what the act is done to: a party's canonical name, else the noun phrase; None for mere speaking."""
    if kind in _SPEAKING:
        return None
    phrase = _subject(sentence, trigger) if trigger.how == "passive" else _object(sentence, trigger)
    if not phrase:
        return None
    party = name_party(phrase, registry, at=sentence.tokens[trigger.first].start)
    if party and party != actor:
        return party
    return None if party else phrase


def _subject(sentence: Sentence, trigger: Trigger) -> str:
    """The noun phrase before a verb: the parse's subject, else the words back to the clause's border."""
    for child in sentence.children(trigger.first):
        if child.dep.startswith("nsubj") and child.i < trigger.first:
            return _phrase(sentence, child)
    found: list[Token] = []
    for token in reversed(sentence.tokens[max(0, trigger.first - _BEFORE) : trigger.first]):
        if token.form in _ENDS or token.lower in _BORDERS:
            break
        found.append(token)
    while found and found[0].pos in ("AUX", "ADV", "PART"):
        found.pop(0)
    return _written(sentence, found[::-1])


def _nearest(sentence: Sentence, trigger: Trigger, registry: Registry) -> str | None:
    """The last known party named shortly before a noun or a phrase ("a US airstrike")."""
    start = sentence.tokens[max(0, trigger.first - _BEFORE)].start
    before = [m for m in registry.actors if start <= m.start < trigger.start]
    named = [party for m in before if (party := name_party(m.actor.name, registry, at=m.start))]
    return named[-1] if named else None


def _object(sentence: Sentence, trigger: Trigger) -> str:
    """The noun phrase after a verb, or after the "on" or "against" of a noun."""
    if trigger.how == "noun":
        return next((found for word in sorted(_OF) if (found := _after(sentence, trigger, word))), "")
    for child in sentence.children(trigger.last):
        if child.dep in ("obj", "dobj") and child.i > trigger.last:
            return _phrase(sentence, child)
    return ""


def _after(sentence: Sentence, trigger: Trigger, word: str) -> str:
    """The noun phrase after a preposition that follows a trigger closely."""
    following = sentence.tokens[trigger.last + 1 : trigger.last + 1 + _AFTER]
    at = next((t.i for t in following if t.lower == word), None)
    if at is None or any(t.form in _ENDS for t in sentence.tokens[trigger.last + 1 : at]):
        return ""
    return _written(sentence, _run(sentence, at + 1))


def _phrase(sentence: Sentence, head: Token) -> str:
    """A head with what stands before it, and an "of" after it; no relative clause, no apposition."""
    first = min((t.i for t in sentence.subtree(head.i) if t.i <= head.i and t.dep != "punct"), default=head.i)
    first = max(first, head.i - _LONGEST)
    of = any(t.lower == "of" for t in sentence.tokens[head.i + 1 : head.i + 2])
    tail = _run(sentence, head.i + 1) if of else []
    return _written(sentence, [*sentence.tokens[first : head.i + 1], *tail])


def _run(sentence: Sentence, first: int) -> list[Token]:
    """The tokens from one on to the next border."""
    found: list[Token] = []
    for token in sentence.tokens[first : first + _LONGEST]:
        if token.form in (*_ENDS, ".") or token.pos in ("VERB", "AUX") or (token.lower in _BORDERS and found):
            break
        found.append(token)
    return found


def _written(sentence: Sentence, tokens: list[Token]) -> str:
    if not tokens:
        return ""
    words = sentence.text[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]
    return re.sub(r"^(?:the|a|an)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
