"""Check that a treebank file is well-formed Universal Dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.conllu import Sentence, Token, read_conllu

UPOS = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"}
    | {"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}
)
PLAIN_RELATIONS = frozenset(
    {"acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj"}
    | {"dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark"}
    | {"nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root"}
    | {"vocative", "xcomp"}
)
SUBTYPES = frozenset(
    {"acl:relcl", "advcl:relcl", "aux:pass", "cc:preconj", "compound:prt", "csubj:outer", "csubj:pass"}
    | {"det:predet", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj:outer", "nsubj:pass"}
    | {"obl:agent", "obl:unmarked"}
)
RELATIONS = PLAIN_RELATIONS | SUBTYPES
LEAVES = frozenset({"aux", "aux:pass", "case", "cc", "cop", "det", "mark", "punct"})
ALLOWED_UNDER_LEAF = frozenset({"advmod", "conj", "fixed", "goeswith", "punct", "cc", "case"})
XPOS = re.compile(r"[A-Z]{2,4}\$?|[.,:$]|``|''|-[LR]RB-")
FEATS = re.compile(r"(?:[A-Z]\w*=[A-Z0-9]\w*(?:\|(?!$)|$))*")
ENTITY = re.compile(r"O|[BI]-(?:PER|ORG|LOC)")


def problems(sentence: Sentence) -> Iterator[str]:
    """Everything wrong with one sentence, as readable lines."""
    yield from _shape(sentence)
    for number, token in enumerate(sentence.tokens, start=1):
        for problem in _labels(token):
            yield f"{sentence.sent_id}: word {number} {token.form!r}: {problem}"
    if not _is_tree(sentence.tokens):
        yield f"{sentence.sent_id}: the heads do not form a tree"
        return
    for first, second in _crossings(sentence.tokens):
        yield f"{sentence.sent_id}: the arcs of words {first} and {second} cross"
    yield from _leaves(sentence)


def file_problems(path: Path) -> list[str]:
    """Everything wrong with a file; sentence names must also differ."""
    found: list[str] = []
    seen: set[str] = set()
    for sentence in read_conllu(path):
        found.extend(problems(sentence))
        if sentence.sent_id in seen:
            found.append(f"{sentence.sent_id}: the name is used twice")
        seen.add(sentence.sent_id)
    return found


def _shape(sentence: Sentence) -> Iterator[str]:
    if sentence.surface() != sentence.text:
        yield f"{sentence.sent_id}: the words do not spell the text"
    roots = [token for token in sentence.tokens if token.head == 0]
    if len(roots) != 1:
        yield f"{sentence.sent_id}: {len(roots)} roots"
    before = "O"
    for token in sentence.tokens:
        if token.entity.startswith("I-") and before[2:] != token.entity[2:]:
            yield f"{sentence.sent_id}: entity of {token.form!r} continues nothing"
        before = token.entity


def _labels(token: Token) -> Iterator[str]:
    if token.upos not in UPOS:
        yield f"part of speech {token.upos!r}"
    if not XPOS.fullmatch(token.xpos):
        yield f"tag {token.xpos!r}"
    if token.deprel not in RELATIONS:
        yield f"relation {token.deprel!r}"
    if (token.head == 0) != (token.deprel == "root"):
        yield "root relation and head 0 must go together"
    if not FEATS.fullmatch(token.feats) or token.feats.split("|") != sorted(token.feats.split("|"), key=str.lower):
        yield f"features {token.feats!r}"
    if not token.lemma or not ENTITY.fullmatch(token.entity):
        yield f"lemma {token.lemma!r} or entity {token.entity!r}"
    if (token.upos == "PUNCT") != (token.deprel == "punct"):
        yield "punctuation and its relation must go together"


def _is_tree(tokens: Sequence[Token]) -> bool:
    for start in range(1, len(tokens) + 1):
        here, steps = start, 0
        while here:
            here, steps = tokens[here - 1].head, steps + 1
            if here > len(tokens) or steps > len(tokens):
                return False
    return True


def _crossings(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    arcs = [(min(n, t.head), max(n, t.head), n) for n, t in enumerate(tokens, start=1) if t.head]
    for left, right, number in arcs:
        for other_left, other_right, other in arcs:
            if left < other_left < right < other_right:
                yield number, other


def _leaves(sentence: Sentence) -> Iterator[str]:
    """Function words carry almost nothing below them."""
    for token in sentence.tokens:
        if token.head and token.deprel not in ALLOWED_UNDER_LEAF:
            head = sentence.tokens[token.head - 1]
            if head.deprel in LEAVES:
                yield f"{sentence.sent_id}: {token.form!r} ({token.deprel}) hangs on {head.form!r} ({head.deprel})"
