"""What stands before those counted: "killing 12", "left 12 dead", "the bodies of 12", "a death toll of 12"."""

from __future__ import annotations

from vigil.reader.clausewords import clause_words, toll_pattern
from vigil.reader.counted import Counted
from vigil.reader.text import Sentence
from vigil.reader.verbs import MEASURES, Verb, measure_nouns, verbs_at, word_list
from vigil.reader.verdicts import Verdict, allows, is_armed
from vigil.records import Measure

_REACH = 6
"""Tokens between a verb and the number that is its object."""

_TOLL_REACH = 22
"""Tokens from "the number of people killed by ..." to the number."""

_LONGEST_VERB = 4
"""Words of the longest verb phrase in the lexicon: "slit the throats of"."""


def before(one: Counted, *, rule: str) -> Verdict | None:
    """The verb or noun that the phrase directly follows, "a group of" and the like passed over."""
    tokens = one.sentence.tokens
    for k in range(one.first - 1, max(-1, one.first - 1 - _REACH), -1):
        found = _before_at(one, k, rule)
        if found:
            return found
        if tokens[k].lower not in clause_words().fillers and tokens[k].pos not in ("DET", "ADJ", "ADV"):
            return None
    return None


def _before_at(one: Counted, k: int, rule: str) -> Verdict | None:
    """What token ``k`` before the phrase says of them: a verb, or a noun with "of"."""
    words = one.sentence.words
    result = _resultative(one, k)
    if result:
        return Verdict(result, rule + ".result", k)
    found = _governing(one, k)
    if found:
        fellow = _governing(one, k - 2) if k >= 2 and words[k - 1] in ("or", "and") else None
        worst = min((verb.measure for verb in (found, fellow) if verb), key=MEASURES.index)
        return Verdict(worst, rule, k - found.size + 1)
    noun = measure_nouns().get(words[k])
    if noun and k < one.first - 1 and words[k + 1] == "of" and allows(one, noun):
        return Verdict(noun, rule + ".noun", k)
    return _noun_before(one, k) if words[k] == "of" else None


def toll(one: Counted) -> Verdict | None:
    """ "raised the death toll to 305"."""
    left = " ".join(one.sentence.words[max(0, one.first - _TOLL_REACH) : one.first])
    found = toll_pattern().search(left)
    if not found or (one.noun and one.noun.kind not in ("person", "casualty", "unlisted")):
        return None
    if found[0].startswith("injury"):
        return Verdict("wounded", "toll")
    return Verdict(clause_words().tolls.get(found["kind"] or "", "killed"), "toll")


def _noun_before(one: Counted, of: int) -> Verdict | None:
    """ "the killing on Tuesday of 20 people": the noun before its own time or place."""
    words = one.sentence.words
    for k in range(of - 1, max(-1, of - 7), -1):
        measure = measure_nouns().get(words[k])
        if measure in ("killed", "wounded", "abducted") and allows(one, measure):
            return Verdict(measure, "before.noun-far", k)
        if words[k] in (",", ";", "and", "but") or one.sentence.tokens[k].pos in ("VERB", "AUX"):
            return None
    return None


def _resultative(one: Counted, k: int) -> Measure | None:
    """ "left 12 people dead", "took 40 hostage", "stopped hundreds from leaving"."""
    words = one.sentence.words
    if words[k] in clause_words().stopping and "from" in words[one.last + 1 : one.last + 3]:
        return "present" if words[min(one.last + 2, len(words) - 1)] in clause_words().going else None
    if words[k] in ("sent", "sending", "sends") and not is_armed(one):
        onward = words[one.last + 1 : one.last + 2]
        return "displaced" if onward in (("fleeing",), ("into",), ("across",), ("running",), ("scrambling",)) else None
    if words[k] not in word_list().leaving:
        return None
    for word in words[one.last + 1 : one.last + 6]:
        if word in word_list().results:
            return word_list().results[word]
        if word in (",", ";", ".", "and"):
            return None
    return None


def _governing(one: Counted, k: int) -> Verb | None:
    """A verb phrase that ends at token ``k`` and takes the counted as its object, the longest first."""
    sentence = one.sentence
    for first in range(max(0, k - _LONGEST_VERB + 1), k + 1):
        is_noun = first == k < one.first - 1 and sentence.tokens[first].tag in ("NN", "NNS", "NNP")
        for verb in verbs_at(sentence.words, first):
            ends = first + verb.size - 1 == k and verb.role == "object" and not is_noun
            if ends and allows(one, verb.measure) and _is_active(sentence, first):
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
