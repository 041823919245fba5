"""Who did it, how, and whose the counted are: the fields by, method and side of a figure.

Each is read from the nearest words first: the clause, then the sentence, then the main event of the report, but only
for a figure that speaks of that event. Wars, clashes and totals since long ago are nobody's (claim format, "by").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.reader.counted import Counted
from vigil.reader.drafts import Draft
from vigil.reader.event import MainEvent, method_of, method_words
from vigil.names.actors import actor_of
from vigil.reader.naming import name_party
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Token
from vigil.records import Group, Measure, Method, Period

HARM: frozenset[Measure] = frozenset({"killed", "wounded", "attacks", "destroyed"})
"""Measures that a method belongs to."""

DEEDS: frozenset[Measure] = HARM | {"abducted", "detained", "released", "missing"}
"""Measures that somebody does."""

_BY = re.compile(r"(?:(?!\b(?:and|who|which|that|was|were|had|has)\b)[^,.;]){0,60}?\bby (?P<who>[^,.;]{2,80})")
_TELLING = frozenset("said says say told reported reports gave put counted estimated estimates confirmed added claims claimed".split())
_FIGHT = r"(?:clash(?:es)?|fighting|battles?|firefights?|gun ?battles?|war|conflict|violence|insurgency|unrest|crossfire|uprising|combat)"
_IN_FIGHT = re.compile(
    rf"\b(?:in|during|amid|from|by|after)\b (?:[\w'-]+ ){{0,3}}{_FIGHT}\b|\b{_FIGHT}\b[^.;,]{{0,60}}?\b(?:killed|left|claimed|wounded|killing)\b",
    re.I,
)
_LONGEST_AGENT = 90
_FIGHTERS = re.compile(
    r"\b(?:gunm[ae]n|attackers?|assailants?|militants?|insurgents?|terrorists?|rebels?|jihadists?|extremists?|bombers?|fighters?"
    r"|herdsmen|raiders?|kidnappers?|shooters?|suspects?|separatists?)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doing:
    """Who did it, by canonical name, and how; None where the text does not say. is_own: the sentence itself names who."""

    by: str | None
    method: Method | None
    is_own: bool = False


def side_of(draft: Draft, group: Group, registry: Registry) -> str | None:
    """The armed party that the counted belong to, for those who bear arms."""
    one = draft.one
    if group != "combatant" or one.noun is None or one.noun.kind not in ("person", "casualty", "unit"):
        return None
    sentence = one.sentence
    phrase = _phrase(one)
    start = sentence.tokens[one.first].start
    after = sentence.text[sentence.tokens[one.last].end - sentence.start :]
    owner = re.match(
        r"\s+(?:of|from|loyal to|belonging to|(?:accused|suspected) of (?:fighting for|belonging to|being members? of|joining))"
        r"\s+(?P<who>[^,.;]{2,60})",
        after,
    )
    if owner and one.last == one.head and (party := name_party(owner["who"], registry, at=start)):
        return party
    if owned := _owner(draft, registry):
        return owned
    return name_party(phrase, registry, at=start)


def do(draft: Draft, *, group: Group, side: str | None, when: Period, main: MainEvent, main_when: Period | None,
       registry: Registry) -> Doing:  # fmt: skip
    """Who did what the figure tells, and how."""
    if draft.measure not in DEEDS and not (draft.measure == "other" and draft.one.noun and draft.one.noun.kind == "casualty"):
        return Doing(None, None)
    clause = _clause(draft)
    leans = _leans(draft, clause, when, main_when)
    by = agent = _agent(draft, registry)
    method = _method(draft, clause, main if leans else None) if draft.measure in HARM | {"other"} else None
    if by is None and leans and not main.is_fight:
        by = _from_main(draft, clause, main, side, registry)
    if by is not None and by == side:
        by = None
    if when.basis == "since" and draft.measure in ("killed", "wounded") and agent is None:
        by = None
    return Doing(by, method, is_own=agent is not None)


def _clause(draft: Draft) -> str:
    sentence = draft.sentence
    return sentence.text[draft.start - sentence.start : draft.end - sentence.start]


def _leans(draft: Draft, clause: str, when: Period, main: Period | None) -> bool:
    """Whether a figure speaks of the report's main event: of its day, or of no day, and of no other fight."""
    if when.basis in ("since", "as_of"):
        return False
    if when.basis == "event" and main is not None and when.start is not None and main.start is not None:
        return when == main or (main.end is not None and main.start <= when.start <= main.end)
    return True


def is_generic(draft: Draft) -> bool:
    """Whether the counted are told by a common noun alone: "25 militants", whoever they are."""
    return bool(_FIGHTERS.search(_phrase(draft.one)))


# --- by ---------------------------------------------------------------------------------------------------------------


def _doer(phrase: str, registry: Registry, *, at: int) -> str | None:
    """The party that a phrase names, if it is one that does harm: who counts or tells of the dead did not kill them."""
    party = name_party(phrase, registry, at=at)
    actor = actor_of(party) if party else None
    return None if actor and actor.kind in ("monitor", "ngo", "un", "agency", "outlet", "court") else party


def _agent(draft: Draft, registry: Registry) -> str | None:
    """The party that the clause names as doing it: after "by", or as the subject of the verb."""
    sentence = draft.sentence
    said = draft.verdict.at if draft.verdict.at is not None else draft.one.last
    start = sentence.tokens[max(said, 0)].start
    found = _BY.match(sentence.text[start - sentence.start : draft.end - sentence.start + _LONGEST_AGENT])
    if found and (party := _doer(found["who"], registry, at=start + found.start("who"))):
        return party
    if draft.verdict.at is not None and (draft.verdict.at < draft.one.first or draft.verdict.acts):
        return _subject(sentence, draft.verdict.at, registry)
    return None


def _subject(sentence: Sentence, verb: int, registry: Registry) -> str | None:
    """The subject of a verb, or of the verb that it hangs on ("..., killing 12"), as a party."""
    for token in (sentence.tokens[verb], *sentence.ancestors(verb)):
        if token.lower in _TELLING:
            return None
        subjects = [child for child in sentence.children(token.i) if child.dep == "nsubj" and child.i < verb]
        for subject in subjects:
            if subject.lower in ("that", "which", "who"):
                return _antecedent(sentence, token, registry)
            if party := _doer(_subtree(sentence, subject), registry, at=subject.start):
                return party
        if subjects:
            return None
    return None


def _antecedent(sentence: Sentence, verb: Token, registry: Registry) -> str | None:
    """What a relative clause hangs on: "a U.S. strike that killed"."""
    head = sentence.tokens[verb.head]
    if head.i == verb.i:
        return None
    left = [child for child in sentence.children(head.i) if child.i < head.i]
    words = " ".join(token.form for token in (*left, head))
    return _doer(words, registry, at=head.start)


def _subtree(sentence: Sentence, token: Token) -> str:
    """The words of a noun phrase, its relative clauses and what else hangs far behind it left out."""
    tokens = [t for t in sentence.subtree(token.i) if t.i <= token.i + 8]
    start, end = tokens[0].start, tokens[-1].end
    return sentence.text[start - sentence.start : end - sentence.start][:_LONGEST_AGENT]


def _from_main(draft: Draft, clause: str, main: MainEvent, side: str | None, registry: Registry) -> str | None:
    """The main event's actor; if the harmed are its own fighters, the state that fights it."""
    if draft.measure == "detained":
        return _state(registry) if side != _state(registry) else None
    if draft.measure == "released" or _IN_FIGHT.search(clause):
        return None
    if side is not None and side == main.actor:
        return _state(registry) if draft.measure in ("killed", "wounded") else None
    if draft.measure == "attacks" and draft.one.noun and draft.one.noun.kind == "object" and main.actor is None:
        return None
    return main.actor


def _state(registry: Registry) -> str | None:
    country = registry.country
    return name_party(f"{country.adjective} army", registry) if country else None


def _owner(draft: Draft, registry: Registry) -> str | None:
    """The party named just before the number: "Israel has lost 52 soldiers", "its 2,000 troops"."""
    sentence, verb = draft.sentence, draft.verdict.at
    if verb is None and draft.one.first:
        verb = draft.one.first - 1
    if verb is None or sentence.tokens[verb].lower not in ("lost", "lose", "losing", "withdraw", "withdrew", "sent", "send",
                                                           "deployed", "deploy", "has", "have", "pull"):  # fmt: skip
        return None
    return _subject(sentence, verb, registry)


def _phrase(one: Counted) -> str:
    """The counted noun phrase; of "members of the security forces" the forces."""
    tokens = list(one.words if one.words else one.sentence.tokens[one.first : one.last + 1])
    if one.head is not None and one.last > one.head:
        tokens = list(one.sentence.tokens[one.head + 2 : one.last + 1])
        start, end = tokens[0].start - one.sentence.start, tokens[-1].end - one.sentence.start
        return one.sentence.text[start:end]
    while len(tokens) > 1 and tokens[0].lower in ("of", "the", "other", "more", "his", "her", "its", "their"):
        tokens.pop(0)
    start, end = tokens[0].start - one.sentence.start, tokens[-1].end - one.sentence.start
    return one.sentence.text[start:end]


# --- method -----------------------------------------------------------------------------------------------------------


def _method(draft: Draft, clause: str, main: MainEvent | None) -> Method | None:
    """How: by the verb itself, by words of the clause, of the sentence, of the main event."""
    said = _verb_method(draft)
    if said:
        return said
    found = method_of(clause)
    if found is None and _IN_FIGHT.search(clause):
        return None
    if found is None:
        found = method_of(_near(draft))
    if found is None and _IN_FIGHT.search(_near(draft)):
        return None
    if main is None:
        return found
    if found in (None, "explosive_device", "shooting", "suicide_attack") and main.method == "ground_attack" and (
        found is None or not _is_tied(draft, clause)
    ):
        return "ground_attack"
    return found or main.method


def _verb_method(draft: Draft) -> Method | None:
    """ "shot dead", "gunned down", "beheaded": the verb that measures the figure tells how."""
    at = draft.verdict.at
    if draft.one.noun and draft.one.noun.kind in ("event", "fired") and draft.one.head is not None:
        named = method_of(" ".join(token.form for token in draft.one.words))
        if named:
            return named
    if at is None:
        return None
    stretch = " ".join(token.form for token in draft.sentence.tokens[at : at + 3])
    found = method_words(stretch)
    return found[0].method if found and found[0].start == 0 else None


def _is_tied(draft: Draft, clause: str) -> bool:
    """Whether the clause ties these victims to one weapon: "by" it, "from" it, "with gunshot wounds"."""
    return bool(re.search(r"\b(?:by|from|with|in|of)\b[^,.;]{0,40}$", clause[: _first_method(clause)]))


def _first_method(clause: str) -> int:
    found = method_words(clause)
    return found[0].start if found else len(clause)


def _near(draft: Draft) -> str:
    """The sentence up to the end of the clause, where what was done is told before whom it killed."""
    sentence = draft.sentence
    return sentence.text[: draft.end - sentence.start]
