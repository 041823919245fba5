"""What is said of those counted: the measure, by ordered voters; the first that fits the counted class wins.

1. Words directly after ("12 dead", "12 people were killed").
2. The verb or noun directly before ("killing 12", "the bodies of 12", "left 12 dead", "a toll of 12").
3. The head noun itself ("12 deaths", "three airstrikes").
4. What a list of numbers shares ("killed 12 soldiers, 3 guards and a child").
5. An inset's host ("including five children").
6. Words after an inset, a relative clause or a prepositional phrase.
7. The arcs of the parse: nsubj, nsubj:pass, obj, conj.
8. What the class of the noun allows alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vigil.reader.counted import Counted, lower_words
from vigil.reader.nouns import modifier_groups
from vigil.reader.text import Sentence, Token
from vigil.reader.verbs import MEASURES, Verb, after_words, measure_nouns, verbs_at, word_list
from vigil.records import Measure

_AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might shall should must "
    "get gets got getting n't not".split()
)
_BEING = frozenset("is are was were be been being get gets got getting".split())
_BELIEFS = frozenset(
    "believed reported feared thought said known presumed confirmed expected understood estimated alleged reportedly "
    "apparently to also still later then now already either since all both immediately instantly promptly".split()
)
_PREPOSITIONS = frozenset(
    "in on at near from outside inside across around among aboard of with under behind within between along for".split()
)
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_JOINTS = frozenset({",", "and", "or", "&", "plus", ";", "as", "well", "along", "with", "together", "both", "another", "but"})
_FILLERS = frozenset(
    "a an the of some another group total number crowd gang line estimated combined team their his her its all these "
    "those least most than more about around nearly almost up to as many".split()
) | {'"', "'", ":", "further", "other"}
_HEADS = re.compile(
    r"\b(?:(?:the|among(?:st)?|of) (?:the )?(?P<noun>dead|wounded|injured|victims?|missing|hostages|captives|slain|casualties|fatalities|detainees)"
    r"|(?:among )?(?:those|the [\w-]+|the [\w-]+ [\w-]+) (?P<verb>killed|wounded|injured|arrested|detained|freed|released|missing"
    r"|abducted|kidnapped))\b(?P<rest>[^.;]*)$"
)
_HEAD_MEASURES: dict[str, Measure] = {
    "dead": "killed", "victim": "killed", "victims": "killed", "slain": "killed", "fatalities": "killed",
    "casualties": "other", "killed": "killed", "wounded": "wounded", "injured": "wounded", "missing": "missing",
    "hostages": "abducted", "captives": "abducted", "detainees": "detained", "arrested": "detained", "detained": "detained",
    "freed": "released", "released": "released", "abducted": "abducted", "kidnapped": "abducted",
}  # fmt: skip
_TOLL = re.compile(
    r"\b(?:(?:death |injury |casualty )?toll|deaths|fatalities|number of (?:[\w-]+ ){0,4}?(?P<kind>dead|deaths|fatalities|killed|victims|"
    r"wounded|injured|injuries|missing|displaced|detained|arrested))\b"
    r"[^.;]{0,45}?(?:\bof|\bto|\bat|\bas|\bwas|\bis|\breached|\bhit|\bpassed|\bnow|:|\btopped|\bexceeded|\bstood at)"
    r"(?: (?:at least|more than|about|around|nearly|over|almost|some|a))*\s*$"
)
_TOLL_MEASURES: dict[str, Measure] = {
    "wounded": "wounded", "injured": "wounded", "injuries": "wounded", "missing": "missing", "displaced": "displaced",
    "detained": "detained", "arrested": "detained",
}  # fmt: skip
_STOPPING = frozenset("stop stops stopped stopping prevent prevents prevented preventing bar bars barred barring keep keeping block blocking".split())
_GOING = frozenset("leaving fleeing escaping getting going".split())
_WEAK: frozenset[Measure] = frozenset({"other", "present", "deployed"})
"""Measures that any plainer word overrules: "saw dozens of dead protesters"."""

_CONVEYANCES = frozenset(
    {"vehicle", "truck", "car", "pickup", "pickup truck", "motorcycle", "motorbike", "boat", "bus", "helicopter", "van",
     "all-terrain vehicle", "minibus", "suv", "tank", "military vehicle"}
)  # fmt: skip
_LONGEST_INSET = 28
"""Tokens between the commas of an inset that a predicate may lie beyond."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A measure, the rule that found it, and the token index of the word that says it (None: the noun itself).

    host: index of the counted phrase that this one is a part of. acts: the counted do it, they do not suffer it.
    """

    measure: Measure
    rule: str
    at: int | None = None
    host: int | None = None
    acts: bool = False


def judge_all(sentence: Sentence, counted: Sequence[Counted]) -> tuple[Verdict | None, ...]:
    """What is said of each counted phrase of one sentence, in order; None where nothing is."""
    verdicts: list[Verdict | None] = []
    chains = _chains(sentence, counted)
    for k, one in enumerate(counted):
        chain = [counted[j] for j in chains[k]]
        verdicts.append(_judge(sentence, one, chain=chain, before=list(zip(counted[:k], verdicts, strict=True))))
    return _told_apart(verdicts)


def _told_apart(verdicts: list[Verdict | None]) -> tuple[Verdict | None, ...]:
    """ "casualties of 29 people, with 70 injured": where the wounded follow, casualties are the dead (ruling 24)."""
    wounded = max((k for k, v in enumerate(verdicts) if v and v.measure == "wounded"), default=-1)
    return tuple(
        replace(v, measure="killed") if v and k < wounded and v.measure == "other" and v.rule.endswith("noun") else v
        for k, v in enumerate(verdicts)
    )


def _judge(
    sentence: Sentence, one: Counted, *, chain: list[Counted], before: list[tuple[Counted, Verdict | None]]
) -> Verdict | None:
    words = lower_words(sentence)
    voters: tuple[Callable[[], Verdict | None], ...] = (
        lambda: _after(sentence, words, one, "after"),
        lambda: _toll(sentence, words, one),
        lambda: _left(sentence, words, one, "before"),
        lambda: _noun(one),
        lambda: _shared(sentence, words, one, chain),
        lambda: _inset(sentence, words, one, before),
        lambda: _alongside(words, one, before),
        lambda: _agents(words, one),
        lambda: _listed(words, one),
        lambda: _beyond(sentence, words, one),
        lambda: _arcs(sentence, words, one),
        lambda: _alone(one),
    )
    weak: Verdict | None = None
    for vote in voters:
        verdict = vote()
        if verdict is None or not allows(one, verdict.measure):
            continue
        if verdict.measure not in _WEAK:
            return _by_noun(one, verdict)
        if weak is None or weak.measure == "other":
            weak = verdict
    return _by_noun(one, weak) if weak else None


def _by_noun(one: Counted, verdict: Verdict) -> Verdict:
    """Hostages who are held are abducted, not detained: a noun that is a measure is only overruled by a worse fate."""
    noun = one.noun
    if noun and noun.kind == "casualty" and noun.measure not in (None, verdict.measure) and verdict.measure in ("detained", *_WEAK):
        return replace(verdict, measure=noun.measure, rule="noun." + verdict.rule)
    if noun and noun.kind == "object" and verdict.acts:
        return replace(verdict, measure="deployed")
    return verdict


def allows(one: Counted, measure: Measure) -> bool:
    """Whether a counted class can be measured so: people are killed, homes destroyed, towns taken."""
    kind = one.noun.kind if one.noun else "person"
    if kind in ("event", "fired"):
        return measure == "attacks" or (kind == "fired" and measure == "destroyed")
    if kind == "object":
        return measure in ("destroyed", "attacks", "other", "deployed")
    if kind == "area":
        return measure in ("area", "attacks") if one.area is None else measure == "area"
    if kind == "unit":
        return measure in ("deployed", "destroyed", "surrendered")
    if kind == "unlisted":
        return measure in ("killed", "wounded", "abducted", "detained", "missing", "displaced")
    if measure == "deployed":
        return kind == "person" and one.noun is not None and _is_armed(one)
    if one.is_single and measure in ("other", "present", "returned", "deployed"):
        return False
    return measure not in ("area", "attacks", "destroyed")


def _is_armed(one: Counted) -> bool:
    """Whether the counted fight: by their noun, or by a word before it ("20 armed herders")."""
    if one.noun is None or one.noun.group in ("journalist", "official", "child"):
        return False
    return one.noun.group == "combatant" or any(modifier_groups().get(w) == "combatant" for w in one.modifiers)


def _chains(sentence: Sentence, counted: Sequence[Counted]) -> list[list[int]]:
    """For each counted phrase, the indexes of the list that it stands in ("12 men, two women and a child")."""
    group, groups = [0] if counted else [], []
    for k in range(1, len(counted)):
        between = sentence.tokens[counted[k - 1].last + 1 : counted[k].first]
        if between and len(between) <= 4 and all(token.lower in _JOINTS for token in between):
            group.append(k)
        else:
            groups.append(group)
            group = [k]
    groups.append(group)
    return [chain for chain in groups for _ in chain]


# --- after -----------------------------------------------------------------------------------------------------------


def _after(sentence: Sentence, words: Sequence[str], one: Counted, rule: str, i: int | None = None) -> Verdict | None:
    """The predicate that begins at once after the phrase (or at token ``i``)."""
    i = one.last + 1 if i is None else i
    while i < len(words) and one.noun is None and words[i] in ("more", "others", "other"):
        i += 1
    if i >= len(words):
        return None
    if words[i] in after_words() and not _takes_object(sentence, i):
        for measure in after_words()[words[i]]:
            if allows(one, measure):
                return Verdict(measure, rule, i)
    passive, k = False, i
    while k < len(words) and k < i + 7 and _is_light(sentence.tokens[k]):
        found = _fit(sentence, one, verbs_at(words, k), passive=False, aux=True, at=k, phrases=True)
        if found:
            return Verdict(found.measure, rule, k)
        passive = words[k] in _BEING or (passive and words[k] in _BELIEFS) or (passive and sentence.tokens[k].pos == "ADV")
        k += 1
    if k >= len(words):
        return None
    among = _among(words, k) if k > i else None
    if among:
        return Verdict(among, rule + ".among", k)
    if k > i and words[k] in after_words():
        for measure in after_words()[words[k]]:
            if allows(one, measure) and (passive or words[k] == "dead"):
                return Verdict(measure, rule, k)
    found = _fit(sentence, one, verbs_at(words, k), passive=passive, aux=k > i, at=k)
    return Verdict(found.measure, rule, k, acts=found.role == "subject") if found else None


def _is_light(token: Token) -> bool:
    """Words between a subject and its verb: auxiliaries, adverbs, "believed to have"."""
    return token.lower in _AUXILIARIES or token.lower in _BELIEFS or token.pos == "ADV" or token.form == '"'


def _fit(
    sentence: Sentence, one: Counted, verbs: Sequence[Verb], *, passive: bool, aux: bool, at: int, phrases: bool = False
) -> Verb | None:
    """The first verb whose role the counted can play here."""
    for verb in verbs:
        if phrases and verb.size == 1:
            continue
        if allows(one, verb.measure) and _plays(sentence, verb, passive=passive, aux=aux, at=at):
            return verb
    return None


def _plays(sentence: Sentence, verb: Verb, *, passive: bool, aux: bool, at: int) -> bool:
    if verb.role == "object":
        if verb.shape not in ("participle", "ed"):
            return False
        return passive or (not aux and not _takes_object(sentence, at + verb.size - 1))
    if verb.base.startswith("be "):
        return True
    if passive:
        return verb.shape == "ing"
    return verb.shape != "participle" or aux


def _takes_object(sentence: Sentence, i: int) -> bool:
    """Whether a noun phrase follows token ``i``, so that the verb there is active: "three gunmen killed a guard"."""
    if i + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[i + 1]
    if following.lower in ("at", "more", "up", "as", "nearly", "about", "some", "over") and i + 2 < len(sentence.tokens):
        return any(token.pos == "NUM" for token in sentence.tokens[i + 2 : i + 5])
    return following.pos in ("DET", "NUM", "PROPN", "NOUN", "PRON") and following.lower not in (
        "that", "who", "which", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
        "yesterday", "overnight", "what", "last", "early", "late", "this",
    )  # fmt: skip


def _among(words: Sequence[str], k: int) -> Measure | None:
    """ "... were among the dead"."""
    if words[k] not in ("among", "amongst"):
        return None
    return next((_HEAD_MEASURES[w] for w in words[k + 1 : k + 4] if w in _HEAD_MEASURES), None)


# --- before ----------------------------------------------------------------------------------------------------------


def _left(sentence: Sentence, words: Sequence[str], one: Counted, rule: str) -> Verdict | None:
    """The verb or noun that the phrase directly follows."""
    k = one.first - 1
    steps = 0
    while k >= 0 and steps < 6:
        result = _resultative(words, one, k)
        if result:
            return Verdict(result, rule + ".result", k)
        found = _governing(sentence, words, one, k)
        if found:
            fellow = _governing(sentence, words, one, k - 2) if k >= 2 and words[k - 1] in ("or", "and") else None
            worst = min((v.measure for v in (found, fellow) if v), key=MEASURES.index)
            return Verdict(worst, rule, k - found.size + 1)
        noun = measure_nouns().get(words[k])
        if noun and steps and words[k + 1] == "of" and allows(one, noun):
            return Verdict(noun, rule + ".noun", k)
        if words[k] == "of" and (far := _noun_before(sentence, words, one, k)):
            return far
        if words[k] not in _FILLERS and sentence.tokens[k].pos not in ("DET", "ADJ", "ADV"):
            return None
        k -= 1
        steps += 1
    return None


def _noun_before(sentence: Sentence, words: Sequence[str], one: Counted, of: int) -> Verdict | None:
    """ "the killing on Tuesday of 20 people": the noun before its own time or place."""
    for k in range(of - 1, max(-1, of - 7), -1):
        measure = measure_nouns().get(words[k])
        if measure in ("killed", "wounded", "abducted") and allows(one, measure):
            return Verdict(measure, "before.noun-far", k)
        if words[k] in (",", ";", "and", "but") or sentence.tokens[k].pos in ("VERB", "AUX"):
            return None
    return None


def _resultative(words: Sequence[str], one: Counted, k: int) -> Measure | None:
    """ "left 12 people dead", "took 40 hostage"."""
    if words[k] in _STOPPING and "from" in words[one.last + 1 : one.last + 3]:
        return "present" if words[min(one.last + 2, len(words) - 1)] in _GOING else None
    if words[k] not in word_list().leaving:
        return None
    for word in words[one.last + 1 : one.last + 6]:
        if word in word_list().results:
            return word_list().results[word]
        if word in (",", ";", ".", "and"):
            return None
    return None


def _governing(sentence: Sentence, words: Sequence[str], one: Counted, k: int) -> Verb | None:
    """A verb phrase that ends at token ``k`` and takes the counted as its object."""
    for size in (4, 3, 2, 1):
        first = k - size + 1
        if first < 0:
            continue
        for verb in verbs_at(words, first):
            if verb.size == size and verb.role == "object" and allows(one, verb.measure) and _is_active(sentence, first):
                if size > 1 or k == one.first - 1 or sentence.tokens[first].tag not in ("NN", "NNS", "NNP"):
                    return verb
    return None


def _is_active(sentence: Sentence, i: int) -> bool:
    """Whether the verb at ``i`` is no passive: "was" stands nowhere just before it."""
    for token in reversed(sentence.tokens[max(0, i - 3) : i]):
        if token.lower in ("is", "are", "was", "were", "been", "be") and not sentence.tokens[i].lower.endswith("ing"):
            return False
        if token.pos not in ("ADV", "AUX"):
            return True
    return True


def _toll(sentence: Sentence, words: Sequence[str], one: Counted) -> Verdict | None:
    """ "raised the death toll to 305"."""
    left = " ".join(words[max(0, one.first - 14) : one.first])
    found = _TOLL.search(left)
    if not found or (one.noun and one.noun.kind not in ("person", "casualty", "unlisted")):
        return None
    if found[0].startswith("injury"):
        return Verdict("wounded", "toll")
    return Verdict(_TOLL_MEASURES.get(found["kind"] or "", "killed"), "toll")


# --- lists, nouns, insets --------------------------------------------------------------------------------------------


def _shared(sentence: Sentence, words: Sequence[str], one: Counted, chain: Sequence[Counted]) -> Verdict | None:
    """What the whole list shares: the verb before its first member or after its last."""
    if len(chain) < 2:
        return None
    if one is not chain[-1]:
        found = _after_list(sentence, words, one, chain[-1])
        if found:
            return found
    if one is not chain[0]:
        found = _left(sentence, words, chain[0], "list.before")
        if found and allows(one, found.measure):
            return found
    return None


def _after_list(sentence: Sentence, words: Sequence[str], one: Counted, last: Counted) -> Verdict | None:
    found = _after(sentence, words, last, "list.after") or _beyond(sentence, words, last)
    if found is None or not allows(one, found.measure):
        return None
    # "12 dead and 30 wounded": a word that says what became of the last alone says nothing of the first
    if found.at == last.last + 1 and words[found.at] in after_words() and one.head is None:
        return None
    return found


def _noun(one: Counted) -> Verdict | None:
    """The noun itself is what became of them, or a happening."""
    if one.noun is None:
        return None
    if one.noun.kind == "casualty":
        return Verdict(one.noun.measure or "other", "noun")
    if one.noun.kind == "event":
        return Verdict("attacks", "noun")
    for word in one.modifiers:
        for measure in after_words().get(word, ()):
            if allows(one, measure) and word not in ("inside", "remaining", "held"):
                return Verdict(measure, "modifier")
        for verb in verbs_at((word,), 0):
            if verb.role == "object" and verb.shape in ("participle", "ed") and allows(one, verb.measure):
                return Verdict(verb.measure, "modifier")
    return None


def _inset(
    sentence: Sentence, words: Sequence[str], one: Counted, before: list[tuple[Counted, Verdict | None]]
) -> Verdict | None:
    """ "... killed 14 people, including five children": the inset is measured as its host, and a part of it."""
    if not introduced(words, one) and not _of_them(words, one):
        return None
    for k in range(len(before) - 1, -1, -1):
        host, verdict = before[k]
        if verdict and verdict.measure not in ("attacks", "destroyed", "area"):
            hosts = verdict.host if verdict.host is not None else k
            return Verdict(verdict.measure, "inset", verdict.at, host=hosts)
    return None


def _before_fillers(words: Sequence[str], i: int) -> int:
    """The token before ``i`` that is not "a group of" and the like; -1 for none."""
    k = i - 1
    while k >= 0 and words[k] in _FILLERS and words[k] not in ("to", "up"):
        k -= 1
    return k


def _attacked(words: Sequence[str], by: int) -> bool:
    """Whether a verb of attacking stands before "by": whoever follows did it, however called."""
    return any(verb.measure in ("attacks", "killed", "area") and verb.role == "object" and verb.shape in ("ed", "participle")
               for k in range(max(0, by - 6), by) for verb in verbs_at(words, k))  # fmt: skip


def _alongside(words: Sequence[str], one: Counted, before: list[tuple[Counted, Verdict | None]]) -> Verdict | None:
    """ "... were killed, along with 40 civilians": measured as those before, and no part of them."""
    k = one.first
    while k > 0 and words[k - 1] in ("a", "an", "the", "some"):
        k -= 1
    if " ".join(words[max(0, k - 3) : k]).endswith(("along with", "as well as", "together with", "in addition to", "plus")):
        told = next((verdict for _, verdict in reversed(before) if verdict), None)
        return Verdict(told.measure, "alongside", told.at) if told else None
    return None


def _of_them(words: Sequence[str], one: Counted) -> bool:
    """ "12 were hurt, two of them seriously"."""
    return one.noun is None and tuple(words[one.number_last + 1 : one.number_last + 3]) in (
        ("of", "them"), ("of", "whom"), ("of", "which"))  # fmt: skip


def _agents(words: Sequence[str], one: Counted) -> Verdict | None:
    """ "an attack by 30 militants", "they came in five trucks": those on the scene, and what they came in."""
    if one.is_single or one.first == 0 or one.noun is None:
        return None
    before = words[k] if (k := _before_fillers(words, one.first)) >= 0 else ""
    if before == "by" and (_is_armed(one) or _attacked(words, k)):
        return Verdict("deployed", "agent")
    if before in ("was", "were", "are", "is") and words[max(0, k - 1)] == "there":
        return Verdict("deployed" if _is_armed(one) else "present", "there")
    if one.noun.name in _CONVEYANCES and before in ("in", "aboard", "on", "driving", "riding"):
        return Verdict("deployed", "conveyance")
    return None


def introduced(words: Sequence[str], one: Counted) -> bool:
    """Whether "including", "among them", "of whom" leads to the phrase, perhaps past other members of the list."""
    left = " ".join(words[max(0, one.first - 22) : one.first])
    found = re.search(
        r"\b(including|includes?|included|among them|amongst them|among whom|of whom|of which|of them|comprising)\b"
        r"(?P<rest>[^.;:]*)$", left)  # fmt: skip
    return bool(found and not re.search(r"\b(killed|wounded|injured|were|was|have|had|said)\b", found["rest"]))


def _listed(words: Sequence[str], one: Counted) -> Verdict | None:
    """ "The dead included nine villagers ... and a guard"; "Among the wounded was a nurse"."""
    left = " ".join(words[: one.first])
    found = _HEADS.search(left)
    if not found:
        return None
    rest = found["rest"]
    if re.search(r"\b(?:which|who|said|says)\b", rest):
        return None
    if not re.match(r"\s*(?:also )?(?:include[sd]?|including|were|was|are|is|in|from|:|,)", rest):
        return None
    if not re.search(r"\b(?:include[sd]?|including|were|was|are|is)\b", rest):
        return None
    return Verdict(_HEAD_MEASURES[found["noun"] or found["verb"]], "listed", None)


# --- beyond, arcs, alone ---------------------------------------------------------------------------------------------


def _beyond(sentence: Sentence, words: Sequence[str], one: Counted) -> Verdict | None:
    """The predicate after an inset, a relative pronoun or a prepositional phrase."""
    for rule, i in _landings(sentence, words, one.last + 1):
        found = _after(sentence, words, one, rule, i) or (_done_to(words, one, i) if rule == "relative" else None)
        if found:
            return found
    return None


def _done_to(words: Sequence[str], one: Counted, i: int) -> Verdict | None:
    """ "... whom the army has detained": a relative clause with a subject of its own."""
    for k in range(i + 1, min(len(words), i + 8)):
        if words[k] in (",", ";", "and", "who"):
            return None
        for verb in verbs_at(words, k):
            if verb.role == "object" and verb.shape in ("participle", "ed", "past") and allows(one, verb.measure):
                return Verdict(verb.measure, "relative.object", k)
    return None


def _landings(sentence: Sentence, words: Sequence[str], i: int) -> Iterator[tuple[str, int]]:
    """Tokens after the phrase where its predicate may begin, likeliest first."""
    if i >= len(words):
        return
    if words[i] in (",", "(", "-", "--", "—", "–"):
        closing = {"(": ")"}.get(words[i], words[i])
        for k in range(i + 1, min(len(words) - 1, i + _LONGEST_INSET)):
            if words[k] == closing and _begins_verb(sentence, k + 1):
                yield "inset-past", k + 1
        if words[i + 1] in _RELATIVES if i + 1 < len(words) else False:
            yield "relative", i + 2
    if words[i] in _RELATIVES:
        yield "relative", i + 1
    if words[i] in ("and", "but") and _begins_verb(sentence, i + 1):
        yield "conj-past", i + 1
    if words[i] in ("and", "or") and i + 2 < len(words) and sentence.tokens[i + 1].pos in ("NOUN", "PROPN", "ADJ", "PRON"):
        for k in range(i + 2, min(len(words), i + 5)):
            if _begins_verb(sentence, k):
                yield "pair-past", k
                break
    if words[i] in _PREPOSITIONS:
        for k in range(i + 1, min(len(words), i + 13)):
            if words[k] in (",", ";", "—", "--", "and", "who", "that", "which"):
                break
            if sentence.tokens[k].pos == "AUX" or sentence.tokens[k].tag in ("VBD", "VBP", "VBZ"):
                yield "phrase-past", k
                break


def _begins_verb(sentence: Sentence, k: int) -> bool:
    if k >= len(sentence.tokens):
        return False
    token = sentence.tokens[k]
    if token.pos == "ADV" and k + 1 < len(sentence.tokens):
        token = sentence.tokens[k + 1]
    return token.pos == "AUX" or token.tag in ("VBD", "VBP", "VBZ", "VBN") or token.lower in ("dying", "fleeing")


def _arcs(sentence: Sentence, words: Sequence[str], one: Counted) -> Verdict | None:
    """The parser's vote: the verb that the noun (or the bare number) is the subject or object of."""
    token = sentence.tokens[one.head if one.head is not None else one.number_last]
    for _ in range(4):
        dep = token.dep
        head = sentence.tokens[token.head]
        if head.i == token.i:
            return None
        if dep in ("nsubj:pass", "obj", "nsubj", "obl:agent"):
            return _arc_verb(sentence, words, one, head, passive=dep == "nsubj:pass", subject=dep == "nsubj")
        if dep not in ("conj", "nmod", "compound", "nummod", "appos", "amod", "nmod:poss"):
            return None
        token = head
    return None


def _arc_verb(
    sentence: Sentence, words: Sequence[str], one: Counted, head: Token, *, passive: bool, subject: bool
) -> Verdict | None:
    options = [(head.i, passive), *_fellow_verbs(sentence, head, passive=passive)]
    found: list[Verdict] = []
    for i, suffers in options:
        wanted = "object" if suffers or not subject else "subject"
        fits = [verb for verb in verbs_at(words, i) if verb.role == wanted and allows(one, verb.measure)]
        if fits:
            found.append(Verdict(fits[0].measure, "arc.passive" if suffers else "arc", i))
    return min(found, key=lambda verdict: MEASURES.index(verdict.measure), default=None)


def _fellow_verbs(sentence: Sentence, head: Token, *, passive: bool) -> Iterator[tuple[int, bool]]:
    """Verbs that share the subject of ``head``: joined to it or completing it, and whether they are passive."""
    for child in sentence.children(head.i):
        if child.dep in ("xcomp", "ccomp") and not any(c.dep.startswith("nsubj") for c in sentence.children(child.i)):
            yield child.i, passive
        if child.dep == "conj" and not any(c.dep.startswith("nsubj") for c in sentence.children(child.i)):
            suffers = any(c.lower in _BEING and c.dep.startswith("aux") for c in sentence.children(child.i))
            yield child.i, suffers or (passive and child.tag == "VBN")
            yield from _fellow_verbs(sentence, child, passive=suffers)


def _alone(one: Counted) -> Verdict | None:
    """Troops somewhere and land measured need no verb: "with 2,000 troops there", "a pocket of 4 square kilometres"."""
    if one.area is not None:
        return Verdict("area", "alone")
    if one.noun and not one.is_single and one.noun.name in ("troops", "forces", "military adviser", "peacekeeper"):
        return Verdict("deployed", "alone")
    return None
