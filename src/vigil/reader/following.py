"""What stands after those counted: "12 dead", "12 people were killed", "12 people, most of them women, have fled"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vigil.reader.clausewords import clause_words
from vigil.reader.counted import Counted
from vigil.reader.text import Sentence, Token
from vigil.reader.verbs import Verb, after_words, verbs_at
from vigil.reader.verdicts import Verdict, allows
from vigil.records import Measure

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})

_REACH_OF_AMONG = 8
"""Tokens after "among" in which it is told among whom: "among at least three foreign nationals killed"."""

_MOST_LIGHT = 7
"""Auxiliaries and adverbs between a subject and its verb; newspapers write no more."""

_LONGEST_INSET = 28
"""Tokens between the commas of an inset that a predicate may lie beyond."""


def after(one: Counted, *, rule: str, i: int | None = None) -> Verdict | None:
    """The predicate that begins at once after the phrase, or at token ``i``.

    1. A word that says what became of them ("12 dead").
    2. Auxiliaries and the like are passed over; phrases with "be" are tried on the way ("were inside").
    3. The verb they lead to, in the voice they set.
    """
    sentence, words = one.sentence, one.sentence.words
    i = one.last + 1 if i is None else i
    while i < len(words) and one.noun is None and words[i] in ("more", "others", "other"):
        i += 1
    if i >= len(words):
        return None
    if not _takes_object(sentence, i) and (fate := _fate(one, words[i])):
        return Verdict(fate, rule, i)
    k, passive, phrase = _pass_light(one, i)
    if phrase is not None:
        return Verdict(phrase.measure, rule, k)
    if k >= len(words):
        return None
    if k > i and (among := _among(words, k)):
        return Verdict(among, rule + ".among", k)
    if k > i and (passive or words[k] == "dead" or words[k - 1] == "lying") and (fate := _fate(one, words[k])):
        return Verdict(fate, rule, k)
    if not passive and _suffers(words, k) and allows(one, "wounded"):
        return Verdict("wounded", rule, k)
    found = _fit(one, verbs_at(words, k), passive=passive, aux=k > i, at=k)
    return Verdict(found.measure, rule, k, acts=found.role == "subject") if found else None


def beyond(one: Counted) -> Verdict | None:
    """The predicate after an inset, a relative pronoun or a prepositional phrase."""
    for rule, i in _landings(one.sentence, one.last + 1):
        found = after(one, rule=rule, i=i) or (_done_to(one, i) if rule == "relative" else None)
        if found:
            return found
    return None


def _fate(one: Counted, word: str) -> Measure | None:
    """What a word like "dead" says of the counted, if it can be said of them."""
    return next((measure for measure in after_words().get(word, ()) if allows(one, measure)), None)


def _pass_light(one: Counted, i: int) -> tuple[int, bool, Verb | None]:
    """The token after the auxiliaries and the like from ``i`` on, whether they make a passive, a phrase met there."""
    tokens, small, passive, k = one.sentence.tokens, clause_words(), False, i
    while k < len(tokens) and k < i + _MOST_LIGHT and _is_light(tokens[k]):
        words = one.sentence.words
        phrases = [v for v in verbs_at(words, k) if v.size > 1]
        if not phrases and words[k] in small.being and k + 1 < len(tokens) and tokens[k + 1].pos == "ADV":
            phrases = [v for v in verbs_at((*words[: k + 1], *words[k + 2 :]), k) if v.size > 1]  # "are now sheltering"
        phrase = _fit(one, phrases, passive=False, aux=True, at=k)
        if phrase:
            return k, passive, phrase
        keeps = tokens[k].lower in small.beliefs or tokens[k].pos == "ADV"
        passive = tokens[k].lower in small.being or (passive and keeps)
        k += 1
    return k, passive, None


def _is_light(token: Token) -> bool:
    """Words between a subject and its verb: auxiliaries, adverbs, "believed to have"."""
    small = clause_words()
    return token.lower in small.auxiliaries or token.lower in small.beliefs or token.pos == "ADV" or token.form == '"'


def _fit(one: Counted, verbs: Sequence[Verb], *, passive: bool, aux: bool, at: int) -> Verb | None:
    """The first verb whose role the counted can play here."""
    for verb in verbs:
        if allows(one, verb.measure) and _plays(one.sentence, verb, passive=passive, aux=aux, at=at):
            return verb
    return None


def _plays(sentence: Sentence, verb: Verb, *, passive: bool, aux: bool, at: int) -> bool:
    """Whether the counted suffer or do what the verb says, by its form and what stands around it."""
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
    if following.lower in ("at", "more", "up", "as", "nearly", "about", "some", "over"):
        return any(token.pos == "NUM" for token in sentence.tokens[i + 2 : i + 5])
    names = following.pos in ("DET", "NUM", "PROPN", "NOUN", "PRON")
    return names and following.lower not in clause_words().times


def _among(words: Sequence[str], k: int) -> Measure | None:
    """ "... were among the dead"."""
    if words[k] not in ("among", "amongst"):
        return None
    heads = clause_words().heads | clause_words().headed
    return next((heads[word] for word in words[k + 1 : k + _REACH_OF_AMONG] if word in heads), None)


def _suffers(words: Sequence[str], k: int) -> bool:
    """ "suffered severe burns", "had a leg wound"."""
    small = clause_words()
    return words[k] in small.suffering and any(word in small.hurts for word in words[k + 1 : k + 6])


def _done_to(one: Counted, i: int) -> Verdict | None:
    """ "... whom the army has detained": a relative clause with a subject of its own."""
    words = one.sentence.words
    for k in range(i + 1, min(len(words), i + 8)):
        if words[k] in (",", ";", "and", "who"):
            return None
        for verb in verbs_at(words, k):
            if verb.role == "object" and verb.shape in ("participle", "ed", "past") and allows(one, verb.measure):
                return Verdict(verb.measure, "relative.object", k)
    return None


def _landings(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    """Tokens after the phrase where its predicate may begin, with the rule that leads there, likeliest first."""
    words, small = sentence.words, clause_words()
    if i >= len(words):
        return
    if words[i] in (",", "(", "-", "--", "\u2014", "\u2013"):
        yield from _past_inset(sentence, i)
    if words[i] in small.relatives:
        yield "relative", i + 1
    if words[i] in ("and", "but") and _begins_verb(sentence, i + 1):
        yield "conj-past", i + 1
    if words[i] in ("and", "or") and any(t.pos in _NOMINAL for t in sentence.tokens[i + 1 : i + 2]):
        yield from (("pair-past", k) for k in range(i + 2, i + 5) if _begins_verb(sentence, k))
    if words[i] in small.prepositions:
        yield from _past_phrase(sentence, i)


def _past_inset(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    """Past the comma, dash or bracket that closes what opens at ``i``; or into a relative clause there."""
    words = sentence.words
    closing = ")" if words[i] == "(" else words[i]
    for k in range(i + 1, min(len(words) - 1, i + _LONGEST_INSET)):
        if words[k] == closing and _begins_verb(sentence, k + 1):
            yield "inset-past", k + 1
    if i + 1 < len(words) and words[i + 1] in clause_words().relatives:
        yield "relative", i + 2


def _past_phrase(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    """The first finite verb after the prepositional phrase that begins at ``i``, in the same clause."""
    for token in sentence.tokens[i + 1 : i + 13]:
        if token.lower in (",", ";", "\u2014", "--", "and", "who", "that", "which"):
            return
        if token.pos == "AUX" or token.tag in ("VBD", "VBP", "VBZ"):
            yield "phrase-past", token.i
            return


def _begins_verb(sentence: Sentence, k: int) -> bool:
    """Whether a predicate begins at token ``k``, perhaps with an adverb."""
    if k >= len(sentence.tokens):
        return False
    token = sentence.tokens[k]
    if token.pos == "ADV" and k + 1 < len(sentence.tokens):
        token = sentence.tokens[k + 1]
    return token.pos == "AUX" or token.tag in ("VBD", "VBP", "VBZ", "VBN") or token.lower in ("dying", "fleeing")
