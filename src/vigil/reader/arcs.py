"""The parser's vote: the verb that those counted are the subject or object of."""

from __future__ import annotations

from collections.abc import Iterator

from vigil.reader.clausewords import clause_words
from vigil.reader.counted import Counted
from vigil.reader.text import Sentence, Token
from vigil.reader.verbs import MEASURES, verbs_at
from vigil.reader.verdicts import Verdict, allows

_MOST_ARCS = 4
"""From a counted noun up to its verb; "a group of 12 men and women" needs three."""


def arcs(one: Counted) -> Verdict | None:
    """The verb that the noun, or the bare number, is the subject or object of, up at most four arcs."""
    sentence = one.sentence
    token = sentence.tokens[one.head if one.head is not None else one.number_last]
    for _ in range(_MOST_ARCS):
        head = sentence.tokens[token.head]
        if head.i == token.i:
            return None
        if token.dep in ("nsubj:pass", "obj", "nsubj", "obl:agent"):
            return _arc_verb(one, head, dep=token.dep)
        if token.dep not in ("conj", "nmod", "compound", "nummod", "appos", "amod", "nmod:poss"):
            return None
        token = head
    return None


def _arc_verb(one: Counted, head: Token, *, dep: str) -> Verdict | None:
    """The worst fate that the verb, or one that shares its subject, tells of the counted."""
    sentence, passive = one.sentence, dep == "nsubj:pass"
    found: list[Verdict] = []
    for i, suffers in ((head.i, passive), *_fellow_verbs(sentence, head, passive=passive)):
        wanted = "subject" if dep == "nsubj" and not suffers else "object"
        fits = [verb for verb in verbs_at(sentence.words, i) if verb.role == wanted and allows(one, verb.measure)]
        if fits:
            found.append(Verdict(fits[0].measure, "arc.passive" if suffers else "arc", i))
    return min(found, key=lambda verdict: MEASURES.index(verdict.measure), default=None)


def _fellow_verbs(sentence: Sentence, head: Token, *, passive: bool) -> Iterator[tuple[int, bool]]:
    """Verbs that share the subject of ``head``: joined to it or completing it, and whether they are passive."""
    for child in sentence.children(head.i):
        below = sentence.children(child.i)
        if child.dep not in ("xcomp", "ccomp", "conj") or any(c.dep.startswith("nsubj") for c in below):
            continue
        if child.dep != "conj":
            yield child.i, passive
            continue
        suffers = any(c.lower in clause_words().being and c.dep.startswith("aux") for c in below)
        yield child.i, suffers or (passive and child.tag == "VBN")
        yield from _fellow_verbs(sentence, child, passive=suffers)
