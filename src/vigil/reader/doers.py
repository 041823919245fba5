"""Who did it, and whose the counted are: the fields by and side of a figure; how, it asks of means.py.

Each is read from the nearest words first: the clause, then the sentence, then the main event of the report, but only
for a figure that speaks of that event. Wars, clashes and totals since long ago are nobody's (claim format, "by").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.names.actors import actor_of
from vigil.names.countries import country_of
from vigil.reader.counted import Counted
from vigil.reader.drafts import Draft
from vigil.reader.event import (
    PRONOUNS,
    TELLING,
    MainEvent,
    allied,
    as_doer,
    blamed_in,
    claimant_in,
    group_spelled,
    head_phrase,
    is_insider,
    method_words,
    named_after,
    teller,
    tells_fight,
    tells_name,
)
from vigil.reader.forces import army_of_state, force_named, is_state, own_name, same_side
from vigil.reader.means import HARM, clause, how, in_fight, is_counted, is_search, tail
from vigil.reader.naming import name_party, name_voice
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Token
from vigil.records import Group, Measure, Method, Period

DEEDS: frozenset[Measure] = HARM | {"abducted", "detained", "released", "missing"}
"""Measures that somebody does."""

_BY = re.compile(
    r"(?:(?!\b(?:and|who|which|that|was|were|had|has)\b)[^,.;]){0,60}?"
    r"(?<!controlled )(?<!held )(?<!backed )(?<!owned )(?<!ruled )(?<!occupied )(?<!up )(?<!supported )(?<!used )"
    r"\bby (?P<who>[^,.;]{2,80})"
)
_OF_COALITION = re.compile(r"\bcoalition\b|\b(?:international|foreign) (?:troops|soldiers|forces)\b", re.I)
_FLEEING = re.compile(r"\b(?:fleeing|fled|flee|escaping|escaped)(?: from)? (?P<who>[^,.;]{3,60})")
_LAID_TO = re.compile(r"\b(?:blamed on|claimed by|attributed to|carried out by) (?P<who>[^,.;]{2,80})")
_LAUNCHING = frozenset(
    "launching launched launch staging staged conducting conducted ordering ordered mounting mounted committing"
    " committed firing fired carrying carried".split()
)
_LONGEST_AGENT = 90
_LONGEST_EVENT = 7
"""Days that one event may take; "in February" tells of another."""

_FROM = re.compile(
    r"\b(?i:rockets?|mortars?|missiles?|shells?|projectiles?|attacks?|fire)\b[^.;,]{0,30}?"
    r" from (?:the )?(?P<where>[A-Z]\w+)"
)
_OF_PARTY = re.compile(
    r"\s+(?:of|from|for|loyal to|belonging to"
    r"|(?:accused|suspected) of (?:fighting for|belonging to|being members? of|joining))\s+(?P<who>[^,.;]{2,60})"
)
_HELD = re.compile(
    r"\b(?P<who>[\w.]+)-(?:held|controlled|occupied|ruled)\b|\b(?:held|controlled|occupied) by (?P<by>[^,.;]{3,50})"
)
_OWNING = frozenset("lost lose losing withdraw withdrew sent send deployed deploy has have had pull".split())
_TAKING = frozenset("captured capture seized seize seizing capturing taken took taking overran overrun retook retaken "
                    "recaptured recapturing liberated cleared clear clearing conquered stormed".split())  # fmt: skip
_SERVING = re.compile(
    r"(?:soldiers?|police(?:m[ae]n|wom[ae]n)?|troops|officers?|service(?:m[ae]n|wom[ae]n)|troopers|personnel"
    r"|security forces)$"
    r"|^(?:\w+ )*police (?:\w+ )?chiefs?$"
)
_FOREIGN = re.compile(
    r"\b(?:un|u\.n\.|former|ex|foreign|peacekeep\w+|medical|hospital|rebel|militia|coalition|nato|embassy)\b"
)
_RULER = re.compile(
    r"^(?:the )?(?P<who>(?:[A-Z][\w.-]+ ){0,3}[A-Z][\w-]+)'s? "
    r"(?:army|forces|troops|military|regime|government|warplanes|jets)\b"
)
_FIGHTERS = re.compile(
    r"\b(?:gunm[ae]n|attackers?|assailants?|militants?|insurgents?|terrorists?|rebels?|jihadists?|extremists?|bombers?|fighters?"
    r"|herdsmen|raiders?|kidnappers?|shooters?|suspects?|separatists?)\b", re.I)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doing:
    """Who did it, by canonical name, and how; None where the text does not say. is_own: the sentence names who."""

    by: str | None
    method: Method | None
    is_own: bool = False


_NO_EVENT = MainEvent(None, None, is_fight=False, is_claimed=False, is_unclaimed=False)


def side_of(draft: Draft, group: Group, registry: Registry) -> str | None:
    """The armed party that the counted belong to: of those who bear arms, of things deployed, of land held."""
    one = draft.one
    if one.noun is not None and one.noun.kind == "object" and draft.measure == "deployed":
        return name_party(_phrase(one), registry, at=draft.start)
    if draft.measure == "area":
        return _holder(draft, registry)
    if group != "combatant" or one.noun is None or one.noun.kind not in ("person", "casualty", "unit"):
        return None
    start = one.sentence.tokens[one.first].start
    after = one.sentence.text[one.sentence.tokens[one.last].end - one.sentence.start :]
    if owner := _owner(draft, registry):
        return army_of_state(_phrase(one), owner, registry, at=start)
    told = _OF_PARTY.match(after)
    if told and one.last == one.head and (party := name_party(told["who"], registry, at=start)):
        return party
    return _side_of_phrase(one, registry, at=start)


def _side_of_phrase(one: Counted, registry: Registry, *, at: int) -> str | None:
    """The party that the counted noun phrase tells; "its troops" are not simply those of the land."""
    phrase = _phrase(one)
    party = _coalition(phrase, registry) or name_party(phrase, registry, at=at) or _own_forces(phrase, registry)
    before = one.sentence.tokens[max(0, one.first - 1)].lower
    owned = (one.words[:1] and one.words[0].lower in PRONOUNS) or before in PRONOUNS
    if owned and is_state(party) and not tells_name(phrase, registry):
        return None
    return own_name(phrase, party, registry, at=at)


def _holder(draft: Draft, registry: Registry) -> str | None:
    """Who holds land, if the clause says so: "rebel-held villages", "the towns held by the army"."""
    found = _HELD.search(clause(draft))
    return name_party(found["who"] or found["by"], registry, at=draft.start) if found else None


def _own_forces(phrase: str, registry: Registry) -> str | None:
    """Police and soldiers of no told land are those of the land that the report is about."""
    lower = phrase.lower()
    if not _SERVING.search(lower) or _FOREIGN.search(lower):
        return None
    return force_named(phrase, registry, at=len(registry.plain)) or _state(registry)


def do(draft: Draft, *, group: Group, side: str | None, when: Period, main: MainEvent, main_when: Period | None,
       registry: Registry) -> Doing:  # fmt: skip
    """Who did what the figure tells, and how."""
    if not _is_deed(draft):
        return Doing(_driven_by(draft, main, registry), None)
    leans = _leans(when, main_when)
    attackers = _are_attackers(draft, group, side, main)
    by = agent = _agent(draft, main, registry)
    if by is None and leans and not main.is_fight and draft.measure in DEEDS | {"other"}:
        by = _from_main(draft, main, side, registry, are_attackers=attackers)
    if by is None and (draft.measure == "detained" or is_search(draft)):
        by = _teller_force(draft, registry)
    if by is None and not leans and draft.measure in HARM:
        by = claimant_in(draft.sentence, registry) or blamed_in(draft.sentence, registry)
    method = how(draft, by, main if leans else None, are_attackers=attackers)
    if same_side(by, side) or (agent is None and _is_nobodys(draft, by, method, when)):
        by = None
    return Doing(by, method, is_own=agent is not None)


def _driven_by(draft: Draft, main: MainEvent, registry: Registry) -> str | None:
    """From which fighters the displaced fled, where the clause names them: "fleeing Boko Haram militants"."""
    found = _FLEEING.search(clause(draft) + tail(draft)) if draft.measure == "displaced" else None
    if found is None or not _FIGHTERS.search(head_phrase(found["who"])):
        return None
    return _doer(found["who"], main, registry, at=draft.start + found.start("who"))


def _is_nobodys(draft: Draft, by: str | None, method: Method | None, when: Period) -> bool:
    """Whether a party that the clause does not name cannot be who did it: of a war's totals, of raids from the air."""
    if when.basis == "since" and draft.measure in ("killed", "wounded"):
        return True
    return method == "airstrike" and not is_state(by)


def _is_deed(draft: Draft) -> bool:
    """Whether somebody did what the figure tells: harm, captures, land taken; damage and casualties among "other"."""
    noun = draft.one.noun
    if draft.measure == "other":
        return noun is not None and noun.kind in ("casualty", "object")
    if draft.measure == "area":
        return draft.verdict.at is not None and draft.sentence.tokens[draft.verdict.at].lower in _TAKING
    return draft.measure in DEEDS


def _are_attackers(draft: Draft, group: Group, side: str | None, main: MainEvent) -> bool:
    """Whether the harmed are those who attacked: how they died, the attack does not tell."""
    if draft.measure not in ("killed", "wounded") or group != "combatant":
        return False
    if side is not None:
        return same_side(side, main.actor)
    return is_generic(draft) and not is_state(main.actor)


def _leans(when: Period, main: Period | None) -> bool:
    """Whether a figure speaks of the report's main event: of its day, or of no day."""
    if when.basis in ("since", "as_of"):
        return False
    if when.basis == "event" and main is not None and when.start is not None and main.start is not None:
        return when == main or (main.end is not None and main.start <= when.start <= main.end)
    if when.basis == "event" and main is None and when.start is not None and when.end is not None:
        return (when.end - when.start).days <= _LONGEST_EVENT
    return True


def is_generic(draft: Draft) -> bool:
    """Whether the counted are told by a common noun alone: "25 militants", whoever they are."""
    return bool(_FIGHTERS.search(_phrase(draft.one)))


def _doer(phrase: str, main: MainEvent, registry: Registry, *, at: int) -> str | None:
    """The party that a phrase names, if it is one that does harm: who counts or tells of the dead did not kill them.

    "The militants" are those whom the paragraph told of last, else the main event's; nobody where it is unclaimed.
    """
    if allies := allied(phrase):
        return allies
    phrase = head_phrase(as_doer(phrase))
    if is_insider(phrase):
        return None
    party = group_spelled(phrase, registry) or _coalition(phrase, registry) or name_party(phrase, registry, at=at)
    party = party or _ruled(phrase, registry, at)
    actor = actor_of(party) if party else None
    if actor and actor.kind in ("monitor", "ngo", "un", "agency", "outlet", "court"):
        return None
    named = {group.name for group in registry.groups} | {name_party(group.name, registry) for group in registry.groups}
    if party in named and not tells_name(phrase, registry):
        return None if main.is_unclaimed else _told_last(registry, at) or _armed(main) or party
    return own_name(phrase, party, registry, at=at)


def _ruled(phrase: str, registry: Registry, at: int) -> str | None:
    """The state of a ruler, or of his forces: "the president", "Bell's army"."""
    ruler = _RULER.match(phrase)
    who = ruler["who"] if ruler else phrase
    if not re.match(r"[A-Z]", who):
        return None
    source = name_voice(who, registry, at=at).source
    actor = actor_of(source)
    return source if actor and actor.kind in ("state", "government") else None


def _coalition(phrase: str, registry: Registry) -> str | None:
    """ "the coalition": the one that the text names."""
    named = registry.actors_of_kind("coalition") if _OF_COALITION.search(phrase) else ()
    return named[0].name if named else None


def _told_last(registry: Registry, at: int) -> str | None:
    """The armed party that the paragraph named last before an offset."""
    begin = registry.plain.rfind("\n", 0, at) + 1
    named = [m.actor.name for m in registry.actors if begin <= m.start < at and m.actor.is_armed_group]
    return name_party(named[-1], registry) if named else None


def _armed(main: MainEvent) -> str | None:
    actor = actor_of(main.actor) if main.actor else None
    return main.actor if actor is None or actor.is_armed_group else None


def _agent(draft: Draft, main: MainEvent, registry: Registry) -> str | None:
    """The party that the clause names as doing it: after "by", as the subject of the verb, as whose attack it was."""
    if party := _credited(draft, main, registry):
        return party
    if (_is_active(draft) or draft.measure == "area") and (party := _acting(draft, main, registry)):
        return party
    sentence = draft.sentence
    said = draft.verdict.at if draft.verdict.at is not None else draft.one.last
    start = sentence.tokens[max(said, 0)].start
    found = _BY.match(sentence.text[start - sentence.start : draft.end - sentence.start + _LONGEST_AGENT])
    if found and draft.measure != "area" and (
        party := _doer(found["who"], main, registry, at=start + found.start("who"))
    ):
        return party
    return _whose_attack(draft, main, registry) or _acting(draft, main, registry)


def _credited(draft: Draft, main: MainEvent, registry: Registry) -> str | None:
    """Whom the clause says a deed is laid to, before it tells its victims: "a bombing blamed on the rebels killed"."""
    sentence, verb = draft.sentence, draft.verdict.at
    until = draft.one.first if verb is None else min(verb, draft.one.first)
    left = sentence.text[draft.start - sentence.start : max(sentence.tokens[until].start, draft.start) - sentence.start]
    found = _LAID_TO.search(left)
    if found is None or not (method_words(left) or "attack" in left):
        return None
    return _doer(found["who"], main, registry, at=draft.start + found.start("who"))


def _is_active(draft: Draft) -> bool:
    """Whether the verb stands before the counted, as an active one does."""
    at = draft.verdict.at
    return at is not None and at < draft.one.first and draft.sentence.tokens[at].tag != "VBN"


def _acting(draft: Draft, main: MainEvent, registry: Registry) -> str | None:
    """The subject of the verb that the counted suffer."""
    at, head = draft.verdict.at, draft.one.head
    if at is not None and at < draft.one.first:
        return _subject(draft.sentence, at, main, registry)
    if at is not None and (said := _relative_subject(draft, at)):
        return _as_subject(draft.sentence, said, main, registry)
    if head is not None and (_is_object(draft) or draft.measure == "attacks"):
        return _subject(draft.sentence, head, main, registry)
    return None


def _relative_subject(draft: Draft, verb: int) -> Token | None:
    """Who acts in a relative clause on the counted: "the 40 men whom the army has arrested"."""
    between = [t for t in draft.sentence.children(verb) if t.dep == "nsubj" and draft.one.last < t.i < verb]
    return next((t for t in between if t.lower not in ("who", "which", "that")), None)


def _is_object(draft: Draft) -> bool:
    """Whether the counted are the object of a verb: "causing 30 deaths"."""
    head = draft.one.head
    return head is not None and draft.sentence.tokens[head].dep in ("obj", "conj")


def _whose_attack(draft: Draft, main: MainEvent, registry: Registry) -> str | None:
    """Whom the clause names the attack after: "a U.S. drone strike"; or who fires from a land: "from Gaza"."""
    sentence = draft.sentence
    for word in method_words(sentence.text[: draft.end - sentence.start]):
        if word.start < draft.start - sentence.start or is_counted(draft, sentence.start + word.start):
            continue
        for phrase, at in named_after(sentence, word):
            if party := _doer(phrase, main, registry, at=at):
                return party
    fired = _FROM.search(clause(draft) + tail(draft))
    if fired is None:
        return None
    country = country_of(fired["where"])
    return next((group.name for group in registry.groups if country and group.country == country.code), None)


def _subject(sentence: Sentence, verb: int, main: MainEvent, registry: Registry) -> str | None:
    """The subject of a verb, or of the verb that it hangs on ("..., killing 12"), as a party."""
    for token in (sentence.tokens[verb], *sentence.ancestors(verb)):
        if token.lower in TELLING:
            return None
        subjects = [child for child in sentence.children(token.i) if child.dep == "nsubj" and child.i < verb]
        if not subjects:
            if party := _made_to(sentence, token, main, registry):
                return party
            if token.dep == "acl" and (party := _antecedent(sentence, token, main, registry)):
                return party
            continue
        if subjects[0].lower in ("that", "which", "who"):
            if (party := _antecedent(sentence, token, main, registry)) or not _is_launched(sentence, token):
                return party
            continue
        if any(tells_fight(subject.form) for subject in subjects):
            return None
        return next((party for s in subjects if (party := _as_subject(sentence, s, main, registry))), None)
    return None


def _made_to(sentence: Sentence, verb: Token, main: MainEvent, registry: Registry) -> str | None:
    """Who is let or made to do it: "the truce allowed the army to free 12"."""
    let = [t for t in sentence.children(verb.head) if t.dep in ("obj", "iobj") and t.i < verb.i]
    return _doer(_before(sentence, let[-1]), main, registry, at=let[-1].start) if verb.dep == "xcomp" and let else None


def _as_subject(sentence: Sentence, subject: Token, main: MainEvent, registry: Registry) -> str | None:
    """The party that a subject is; whoever tells it of themselves, where it is a pronoun."""
    words = _subtree(sentence, subject)
    if subject.lower in PRONOUNS or words.partition(" ")[0].lower() in PRONOUNS:
        said = teller(sentence, subject)
        if said is None:
            return None
        named = _doer(_subtree(sentence, said), main, registry, at=said.start)
        return named or _of_ministry(_before(sentence, said), registry, at=said.start)
    return _doer(words, main, registry, at=subject.start)


def _of_ministry(phrase: str, registry: Registry, *, at: int) -> str | None:
    """The ministry whose forces act: "the ministry said its forces had arrested five"."""
    if not re.search(r"\bministry\b", phrase, re.I):
        return None
    source = name_voice(phrase, registry, at=at).source
    return source if is_state(source) or source.endswith("Ministry") else None


def _is_launched(sentence: Sentence, verb: Token) -> bool:
    """Whether what a relative clause hangs on is launched by somebody: "launching an attack that killed 12"."""
    noun = sentence.tokens[verb.head]
    return sentence.tokens[noun.head].lower in _LAUNCHING


def _antecedent(sentence: Sentence, verb: Token, main: MainEvent, registry: Registry) -> str | None:
    """What a relative clause hangs on: "a U.S. strike that killed"."""
    head = sentence.tokens[verb.head]
    return None if head.i >= verb.i else _doer(_before(sentence, head), main, registry, at=head.start)


def _before(sentence: Sentence, head: Token) -> str:
    """A noun with the words of its phrase that stand before it."""
    first = head.i
    inside = {token.i for token in sentence.subtree(head.i)}
    while first - 1 in inside and sentence.tokens[first - 1].form not in (",", ";", ":", '"', "(", ")"):
        first -= 1
    return sentence.text[sentence.tokens[first].start - sentence.start : head.end - sentence.start]


def _subtree(sentence: Sentence, token: Token) -> str:
    """The words of a noun phrase, its relative clauses and what else hangs far behind it left out."""
    last = max(t.i for t in sentence.subtree(token.i) if t.i <= token.i + 8)
    after = sentence.text[token.end - sentence.start : sentence.tokens[last].end - sentence.start]
    return (_before(sentence, token) + after)[:_LONGEST_AGENT]


def _from_main(draft: Draft, main: MainEvent, side: str | None, registry: Registry, *,
               are_attackers: bool) -> str | None:  # fmt: skip
    """The main event's actor; if the harmed are its own fighters, the state that fights it."""
    if draft.measure == "detained":
        return None if same_side(side, _state(registry)) else _teller_force(draft, registry) or _state(registry)
    if draft.measure == "released" or in_fight(clause(draft)):
        return None
    if are_attackers:
        if main.actor is None or draft.measure not in ("killed", "wounded"):
            return None
        return _teller_force(draft, registry) or _state(registry)
    return main.actor


def _teller_force(draft: Draft, registry: Registry) -> str | None:
    """The police or security force that tells of arrests in the sentence, and made them: "police said ..."."""
    for token in draft.sentence.tokens:
        telling = token.dep == "nsubj" and draft.sentence.tokens[token.head].lower in TELLING
        if telling and (force := force_named(_before(draft.sentence, token), registry, at=token.start)):
            return force
    return None


def _state(registry: Registry) -> str | None:
    country = registry.country
    return name_party(f"{country.adjective} army", registry) if country else None


def _owner(draft: Draft, registry: Registry) -> str | None:
    """The party named just before the number: "Israel has lost 52 soldiers", "its 2,000 troops"."""
    sentence, verb = draft.sentence, draft.verdict.at
    near = [k for k in (verb, draft.one.first - 1, draft.one.first - 2) if k is not None and k >= 0]
    verb = next((k for k in near if sentence.tokens[k].lower in _OWNING and sentence.tokens[k].dep != "aux"), None)
    if verb is None:
        return None
    return _subject(sentence, verb, _NO_EVENT, registry)


def _phrase(one: Counted) -> str:
    """The counted noun phrase; of "members of the security forces" the forces."""
    tokens = list(one.words if one.words else one.sentence.tokens[one.first : one.last + 1])
    if one.head is not None and one.last > one.head + 1:
        tokens = list(one.sentence.tokens[one.head + 2 : one.last + 1])
        start, end = tokens[0].start - one.sentence.start, tokens[-1].end - one.sentence.start
        return one.sentence.text[start:end]
    while len(tokens) > 1 and tokens[0].lower in ("of", "the", "other", "more", "his", "her", "its", "their"):
        tokens.pop(0)
    start, end = tokens[0].start - one.sentence.start, tokens[-1].end - one.sentence.start
    return one.sentence.text[start:end]
