"""The main event of a report: how it was done and by whom, as the whole text tells, for sentences that lean on it.

1. How: the words of the title and the first sentences (lexicon/methods.yaml). Attackers on foot with bombs make one
   ground attack (ruling 21 of the claim format); a fight of two sides is nobody's method.
2. By whom: who claims it, else whom the first sentences name as acting, else who is blamed (ruling 22), else the
   party that a common noun of the first sentences stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vigil import lexicon
from vigil.names.actors import find_actors
from vigil.names.countries import find_countries
from vigil.reader.forces import is_state, own_name
from vigil.reader.naming import name_party
from vigil.reader.nouns import noun_at
from vigil.reader.registry import Registry
from vigil.reader.text import Sentence, Text, Token
from vigil.reader.verbs import verbs_at
from vigil.records import Method, Record

_LEAD = 3
"""Sentences in which news tells its main event."""

_CLAIM = re.compile(
    r"\b(?:(?P<who>[^.;\"]{2,90}?)(?:,[^,]{2,120},)? (?:has |have |had |later |also |quickly |immediately )*"
    r"(?:claimed (?:the )?(?:responsibility|credit)|took (?:responsibility|credit)"
    r"|said (?:(?:in|on|through|via) [^.;,]{3,60} )?(?:that )?(?:it|its \w+|they) (?:had |was |were )?"
    r"(?:behind|responsible for|carried out the|staged the|planted the))"
    r"|\bclaimed (?:on \w+ )?by (?P<by>[^.;,]{2,110}))",
    re.I,
)
_MAY_CLAIM = re.compile(r"claimed|took (?:responsibility|credit)|behind|responsible|carried out|staged|planted", re.I)
"""Without one of these nobody claims anything, and ``_CLAIM`` need not look: it tries every word as a beginning."""
_NOBODY = re.compile(r"\b(?:no one|nobody|no group|no organi[sz]ation|none)\b", re.I)
_AGENT = re.compile(r"[^.;,]{0,40}?\bby (?P<by>[^.;,]{3,70})")
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|e|ing)|accus(?:ed|es|e|ing)|pinn(?:ed|ing))\b"
    r"(?P<deed> (?:the|this|that|these|those) [\w' -]{3,40}? on)?"
    r" (?P<who>[^,.;\"]{3,90})",
    re.I,
)
_ACCUSED = re.compile(
    r"(?P<who>(?:[A-Z][\w.-]*(?:'s)? ?|army ?|military ?|forces ?|government ?|police ?){1,6})"
    r"(?:(?:is|are|was|were|stands?|has been|have been) )?(?:accused of|blamed for|suspected of) (?P<deed>[^.;]{3,80})"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DEED_OF = re.compile(r" (?:for|of|over|in|after) (?P<deed>.*)$", re.I)
_BLAME_WITHIN = 12
"""Body sentences in which the blame for the main event is looked for."""

_TELLING_WITHIN = 10
"""Body sentences in which the weapon of an attack is looked for where the lead does not tell it."""

_STRIKER_WITHIN = 20
"""Body sentences in which who killed is looked for where the lead does not tell it."""

_ATTACK = re.compile(r"\b(?:attack(?:s|ed|ers?)?|massacre|rampage|killings?)\b", re.I)
_KILLING = re.compile(r"\bkill(?:s|ed|ing)?\b", re.I)
_OUTCOME = re.compile(r"\b(?:kill\w*|wound\w*|injur\w*|dead|deaths?|casualties|lives|died)\b", re.I)
_LAID_TO = re.compile(
    r"\b(?:carried out|perpetrated|orchestrated|masterminded|mounted|staged|conducted|committed)"
    r" by (?P<who>[^,.;]{2,80})"
)
_KILLED_BY = re.compile(
    r"\b(?:killed|slain|wounded|injured|shot|hit|struck|attacked|bombed|gunned down)(?: dead)?(?: \w+ly)?"
    r" by (?:an? |the )?(?P<who>[^,.;]{2,60})"
)
_DYING = frozenset("died dying die dies perished perish lost drowned suffered fell survived were was are is".split())
_HEDGED = re.compile(
    r"\b(?:suspect\w*|believe\w*|appear\w*|apparent\w*|likely|possibl[ey]|may|might|could|whether|if|seem\w*)\b", re.I
)
_TERMINAL = re.compile(r"[.!?]['\")\]]*$")
CAUSE = re.compile(r"\bin (?:response to|retaliation for|revenge for|reprisal for|reaction to)\b.*", re.I)
"""What a sentence says of the event that another answers."""

_AFTER_HEAD = re.compile(
    r"\s(?:in|at|on|near|outside|inside|after|during|since|when|while|who|which|that|and|against|early|late|some|carrying"
    r"|wearing|armed|linked|loyal|fleeing|between|--?|\u2013|\u2014)\s"
)
TELLING = frozenset(
    "said says say told reported reports gave put counted estimated estimates confirmed added claims claimed announced"
    " announces show shows showed shown"
    " stated revealed disclosed acknowledged insisted declared tweeted alleged testified warned noted".split()
)
"""Verbs whose subject tells of a deed and did not do it."""

PRONOUNS = frozenset("it they he she its their his".split())
_FIGHTER_JETS = re.compile(r"\bfighter (?=jets?\b|planes?\b|aircraft\b|bombers?\b)", re.I)
_SPEAKER = re.compile(r"\s(?:officials?|spokes(?:man|woman|person|men)|commanders?|leaders?|sources?)\b.*")
_STRIKING = ("event", "fired")
_MODIFIERS = re.compile(r"(?:[A-Z][\w.'-]+ ){1,3}(?:[a-z-]+ )?$")
_AND_ALLIES = re.compile(
    r"\b(?:U\.?S\.?|United States) and (?:its |[\w-]+ ){0,3}(?:allies|partners|partner nations|allied)\b"
    r"|\bU\.?S\.?-led\b"
)
_INSIDER = re.compile(
    r"(?:an?|one|the) (?:[\w.'-]+ ){0,4}?(?:soldier|guard|policeman|police officer|officer|recruit|cadet"
    r"|pilot|serviceman|(?:gun)?man in (?:[\w'-]+ ){1,4}uniform)(?!s|'s| corps| force)\b",
    re.I,
)
_UNKNOWN = re.compile(r"\b(?:unidentified|unknown|unnamed|suspected)\b", re.I)
_UNCLAIMED = re.compile(r"\b(?:no one|nobody|no group|no organi[sz]ation|none)\b[^.]{0,40}\bclaimed\b", re.I)


class MethodList(Record):
    """The form of lexicon/methods.yaml."""

    methods: dict[Method, list[str]]
    fights: list[str]
    complex: list[Method]
    vague: list[str]
    weak: list[str]
    aside: list[str]
    harmless: list[str]
    kinds: list[str]


@dataclass(frozen=True, slots=True)
class MethodWord:
    """A word that tells a method, at half-open offsets in the stretch that was searched."""

    start: int
    end: int
    method: Method


@dataclass(frozen=True, slots=True)
class MainEvent:
    """How a report's main event was done, by whom (canonical), and whether it is a fight of two sides."""

    method: Method | None
    actor: str | None
    is_fight: bool
    is_claimed: bool
    is_unclaimed: bool


def find_main_event(text: Text, registry: Registry) -> MainEvent:
    """The main event of a report."""
    lead = (*text.title, *_news(text.body)[:_LEAD])
    claimant = _claimant(text, registry)
    unclaimed = claimant is None and any(_UNCLAIMED.search(s.text) for s in text.body)
    told = lead[: len(text.title) + 1] if unclaimed else lead
    actor = claimant or _laid_to(text, registry) or _agent(told, registry, named_only=True) or _blamed(text, registry)
    actor = actor or next((party for s in text.body if (party := claimant_in(s, registry))), None)
    if actor is None and not unclaimed:
        actor = _striker(text.body[_LEAD:_STRIKER_WITHIN], registry) or _agent(lead, registry, named_only=False)
    news = tuple(s for k, s in enumerate(lead) if k <= len(text.title) or not tells_another(s))
    method = _main_method(news, actor) or _told_later(lead, text.body)
    return MainEvent(
        method,
        actor,
        is_fight=method is None and tells_fight(" ".join(sentence.text for sentence in lead)),
        is_claimed=claimant is not None,
        is_unclaimed=unclaimed,
    )


def _news(body: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences that end as sentences do: no highlights, no cross-heads. All where none does."""
    return tuple(s for s in body if _TERMINAL.search(s.text.strip())) or body


def _main_method(lead: tuple[Sentence, ...], actor: str | None) -> Method | None:
    """How, by the title and first sentences. A state bombs from the air; bombers only suspected are none."""
    stretch = " ".join(CAUSE.sub("", sentence.text) for sentence in lead)
    found = method_of(stretch)
    if found == "suicide_attack" and not _asserts_suicide(lead):
        return "explosive_device"
    if found == "explosive_device" and is_vague(stretch) and is_state(actor):
        return "airstrike"
    return found


def _told_later(lead: tuple[Sentence, ...], body: tuple[Sentence, ...]) -> Method | None:
    """How, where the lead tells of an attack and not which: by the first later sentence on it that does."""
    stretch = " ".join(sentence.text for sentence in lead)
    if not (_ATTACK.search(stretch) or _KILLING.search(stretch)) or tells_fight(stretch):
        return None
    later = (CAUSE.sub("", s.text) for s in body[:_TELLING_WITHIN] if not tells_another(s))
    return next((method for text in later if (method := method_of(text))), None)


def tells_another(sentence: Sentence) -> bool:
    """Whether a sentence tells of other events than the report's own: earlier ones, or attacks of a whole year."""
    return bool(_aside().search(sentence.text))


def _asserts_suicide(lead: tuple[Sentence, ...]) -> bool:
    """Whether a sentence tells of a suicide attack without a doubt."""
    for sentence in lead:
        for word in method_words(sentence.text):
            before = sentence.text[max(0, word.start - 60) : word.start]
            if word.method == "suicide_attack" and not _HEDGED.search(before):
                return True
    return False


def is_vague(stretch: str) -> bool:
    """Whether all that a stretch says of the method is that something exploded or was raided."""
    vague = set(_words().vague)
    told = [stretch[word.start : word.end].lower() for word in method_words(stretch)]
    return all(word in vague or _weak().fullmatch(word) for word in told)


def method_of(stretch: str) -> Method | None:
    """The method that a stretch of text tells: the first named, or the ground attack that holds several."""
    found = _telling(stretch)
    if not found:
        return None
    kinds = {word.method for word in found}
    if kinds == {"ground_attack", "shooting"}:
        return "shooting"
    if "ground_attack" in kinds and kinds <= set(_words().complex):
        return "ground_attack"
    if "suicide_attack" in kinds and kinds <= {"suicide_attack", "explosive_device"}:
        return "suicide_attack"
    return found[0].method


def _telling(stretch: str) -> tuple[MethodWord, ...]:
    """The words that tell a method; those that tell it only for want of others, where there is no other."""
    found = method_words(stretch)
    return tuple(word for word in found if not _weak().fullmatch(stretch[word.start : word.end])) or found


def method_words(stretch: str) -> tuple[MethodWord, ...]:
    """Every word of a stretch that tells a method, left to right; where two overlap, the longer."""
    return tuple(
        MethodWord(match.start(), match.end(), method)
        for match, method in _matches(stretch)
        if method is not None and not _harmless(match)
    )


def _harmless(match: re.Match[str]) -> bool:
    """Whether a weapon is only part of a name or a trade: "bomb shelter", "explosives-disposal"."""
    after = re.match(r"[\s-]?(\w*)", match.string[match.end() :])
    words = re.split(r"[\s-]", match[0].lower())[1:] + ([after[1].lower()] if after else [])
    return any(word in _words().harmless for word in words)


def tells_fight(stretch: str) -> bool:
    """Whether a stretch tells of a fight of two sides."""
    return any(method is None for _, method in _matches(stretch))


def _claimant(text: Text, registry: Registry) -> str | None:
    """Who claims the attack, if a sentence says so."""
    telling = (s for s in text.sentences if not tells_another(s))
    return next((party for s in telling if (party := claimant_in(s, registry))), None)


def claimant_in(sentence: Sentence, registry: Registry) -> str | None:
    """The party that a sentence says claimed an attack."""
    if not _MAY_CLAIM.search(sentence.text):
        return None
    for found in _CLAIM.finditer(sentence.text):
        phrase = found["by"] or found["who"] or ""
        if _NOBODY.search(phrase) or _NOBODY.search(sentence.text[: found.start() + 12]):
            continue
        party = name_party(phrase, registry) or name_party(phrase.rpartition(",")[2], registry)
        if party:
            return party
    return None


def _blamed(text: Text, registry: Registry) -> str | None:
    """Whom the first voice that blames somebody for a deed of violence blames; not for one of years ago."""
    old = {s.paragraph for s in text.body if _YEAR.search(s.text)}
    lead = (*text.title, *text.body[:_BLAME_WITHIN])
    telling = (s for s in lead if not tells_another(s) and (s.is_title or s.paragraph not in old))
    return next((party for s in telling if (party := blamed_in(s, registry))), None)


def blamed_in(sentence: Sentence, registry: Registry) -> str | None:
    """The party that a sentence says is blamed for a deed of violence, or accused of one."""
    for found in _ACCUSED.finditer(sentence.text):
        if not (method_words(found["deed"]) or _OUTCOME.search(found["deed"]) or "attack" in found["deed"]):
            continue
        at, who = sentence.start + found.start("who"), found["who"].strip()
        if party := own_name(who, name_party(who, registry, at=at), registry, at=at):
            return party
    for found in _BLAMED.finditer(sentence.text):
        deed, who = found["deed"] or "", found["who"]
        split = _DEED_OF.search(who)
        if split:
            deed, who = f"{deed} {split['deed']}", who[: split.start()]
        if not (method_words(deed) or _OUTCOME.search(deed) or "attack" in deed):
            continue
        if party := name_party(who, registry, at=sentence.start + found.start("who")):
            return party
    return None


def _laid_to(text: Text, registry: Registry) -> str | None:
    """Who the first sentences say carried the attack out: "the attack, carried out by the extremist group ..."."""
    for sentence in text.body[:_BLAME_WITHIN]:
        if tells_another(sentence):
            continue
        for found in _LAID_TO.finditer(sentence.text):
            before = sentence.text[max(0, found.start() - 80) : found.start()]
            if not (method_words(before) or _ATTACK.search(before)):
                continue
            if party := name_party(head_phrase(found["who"]), registry, at=sentence.start + found.start("who")):
                return party
    return None


def _striker(sentences: tuple[Sentence, ...], registry: Registry) -> str | None:
    """The party that a later sentence says killed or struck, where the first ones name nobody."""
    for sentence in sentences:
        if tells_another(sentence):
            continue
        for phrase, at in _striking_phrases(sentence):
            if _UNKNOWN.search(phrase) or not tells_name(phrase, registry):
                continue
            party = group_spelled(phrase, registry) or name_party(as_doer(phrase), registry, at=at)
            if party := own_name(phrase, party, registry, at=at):
                return party
    return None


def _striking_phrases(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Who kills in a sentence, as the subject of the verb or after its "by"."""
    words = [token.lower for token in sentence.tokens]
    for token in sentence.tokens:
        verbs = verbs_at(words, token.head) if token.dep == "nsubj" and token.i < token.head else ()
        if any(verb.measure in ("killed", "wounded") and verb.role == "object" for verb in verbs):
            yield _phrase_of(sentence, token), token.start
    for found in _KILLED_BY.finditer(sentence.text):
        yield head_phrase(found["who"]), sentence.start + found.start("who")


def _agent(lead: tuple[Sentence, ...], registry: Registry, *, named_only: bool) -> str | None:
    """The party that acts in the lead: the subject of an attacking verb, whom the attack is named after, or its "by".

    named_only: "the militants" are nobody yet.
    """
    for sentence in lead:
        for phrase, at in _agent_phrases(sentence):
            if is_insider(phrase) or _UNKNOWN.search(phrase) or (named_only and not tells_name(phrase, registry)):
                continue
            party = allied(phrase) or group_spelled(phrase, registry) or name_party(as_doer(phrase), registry, at=at)
            party = own_name(phrase, party, registry, at=at)
            if party := party or (None if named_only else _kind(phrase)):
                return party
    return None


def allied(phrase: str) -> str | None:
    """The coalition that its members make: "the U.S. and its Arab allies"."""
    return "US-led coalition" if _AND_ALLIES.search(phrase) else None


def is_insider(phrase: str) -> bool:
    """Whether one man of a force acts, and not the force: "an Afghan soldier", "a police guard"."""
    return bool(_INSIDER.match(phrase.strip()))


def tells_name(phrase: str, registry: Registry) -> bool:
    """Whether a phrase names a party, and does not only say what kind of people they are."""
    if find_actors(phrase) or find_countries(phrase):
        return True
    return group_spelled(phrase, registry) is not None


def group_spelled(phrase: str, registry: Registry) -> str | None:
    """The text's armed party whose name a phrase spells, be it in the singular: "Highland Freedom Fighter rebels"."""
    return next((g.name for g in registry.groups if " " in g.name and g.name.removesuffix("s") in phrase), None)


def _kind(phrase: str) -> str | None:
    """Perpetrators whom the report knows by their cause alone: "Islamists"."""
    word = phrase.strip().split()[-1].lower() if phrase.strip() else ""
    return word.capitalize() if word in _words().kinds and len(phrase.split()) == 1 else None


def _agent_phrases(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Phrases of a sentence that may tell who attacked, likeliest first, and where they stand."""
    cause = CAUSE.search(sentence.text)
    until = cause.start() if cause else len(sentence.text)
    for word in method_words(sentence.text[:until]):
        after = _AGENT.match(sentence.text[word.end :])
        if after:
            yield head_phrase(after["by"]), sentence.start + word.end
        yield from named_after(sentence, word)
    words = [token.lower for token in sentence.tokens]
    for token in sentence.between(sentence.start, sentence.start + until):
        verbs = verbs_at(words, token.head) if token.dep == "nsubj" else ()
        if any(verb.measure in ("attacks", "killed", "deployed") and verb.base not in _DYING for verb in verbs) or (
            token.dep == "nsubj" and sentence.tokens[token.head].lower == "bombed"
        ):
            yield _phrase_of(sentence, teller(sentence, token) if token.lower in PRONOUNS else token), token.start
    if _OUTCOME.search(sentence.text):
        yield from _root_subject(sentence)


def _phrase_of(sentence: Sentence, token: Token | None) -> str:
    return as_doer(" ".join(t.form for t in sentence.subtree(token.i)[:10])) if token else ""


def as_doer(phrase: str) -> str:
    """A phrase as who did it: of "the army's spokesman" the army; "fighter jets" are no fighters."""
    return _SPEAKER.sub("", _FIGHTER_JETS.sub("", phrase))


def teller(sentence: Sentence, pronoun: Token) -> Token | None:
    """Who says it of themselves: in "the army said it had hit 24 targets" the army, the head of the phrase."""
    before = [t for t in sentence.tokens[: pronoun.i] if t.dep == "nsubj" and t.lower not in PRONOUNS]
    telling = [t for t in before if sentence.tokens[t.head].lower in TELLING]
    return telling[-1] if telling else None


def _root_subject(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """The subject of a sentence that tells of victims: "the army used tanks ..., killing 12"."""
    for token in sentence.tokens:
        head = sentence.tokens[token.head]
        if any(child.dep == "nummod" for child in sentence.children(token.i)):
            continue  # "eight soldiers came home": whoever is counted is no doer yet
        is_root = head.head == head.i and head.pos == "VERB" and head.lower not in TELLING | _DYING
        if token.dep == "nsubj" and is_root and token.i < head.i:
            yield _phrase_of(sentence, token), token.start


def named_after(sentence: Sentence, word: MethodWord) -> Iterator[tuple[str, int]]:
    """Whom an attack is named after: "a U.S. drone strike", "Taliban attacks". A place is nobody: "the Kabul raid"."""
    named = noun_at((sentence.text[word.start : word.end].lower().split()[-1],), 0)
    before = _MODIFIERS.search(sentence.text[: word.start])
    if named is None or named[0].kind not in _STRIKING or before is None:
        return
    mentions = find_countries(before[0])
    if find_actors(before[0]) or any(m.by == "adjective" or m.country.code == "US" for m in mentions):
        party = before[0] if find_actors(before[0]) else before[0][mentions[-1].start : mentions[-1].end]
        yield party, sentence.start + before.start()


def head_phrase(phrase: str) -> str:
    """A noun phrase up to its first preposition: who stands "in Kabul" is not Kabul's."""
    return _AFTER_HEAD.split(phrase.strip(), maxsplit=1)[0]


@cache
def _words() -> MethodList:
    return lexicon.load("methods", MethodList)


@cache
def _weak() -> re.Pattern[str]:
    return re.compile("|".join(_as_pattern(word) for word in _words().weak), re.I)


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_as_pattern(word) for word in _words().aside) + r")\b", re.I)


def _matches(stretch: str) -> Iterator[tuple[re.Match[str], Method | None]]:
    """Every word found with its method, None for a fight."""
    pattern, stems, whole = _pattern()
    for match in pattern.finditer(stretch):
        word = re.sub(r"[\s-]+", " ", match[0].lower())
        if word in whole:
            yield match, whole[word]
        else:
            yield match, next(method for stem, method in stems if word.startswith(stem))


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[tuple[str, Method | None], ...], dict[str, Method | None]]:
    """One pattern over all words, longest first, so that a longer phrase of any method wins; and their methods."""
    entries: list[tuple[str, Method | None]] = [(w, m) for m, listed in _words().methods.items() for w in listed]
    entries += [(word, None) for word in _words().fights]
    entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    stems = tuple((re.sub(r"[\s-]+", " ", w.removesuffix("*")), m) for w, m in entries if w.endswith("*"))
    whole = {re.sub(r"[\s-]+", " ", w): m for w, m in entries if not w.endswith("*")}
    return re.compile(r"\b(?:" + "|".join(_as_pattern(w) for w, _ in entries) + r")\b", re.I), stems, whole


def _as_pattern(word: str) -> str:
    stem = word.removesuffix("*")
    plain = re.escape(stem).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]?")
    return plain + (r"[\w-]*" if word.endswith("*") else "")
