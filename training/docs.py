"""Turn read sentences into spaCy documents of a few sentences each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.conllu import Sentence, Token

SENTENCES_PER_DOC = 6
CURLY_SHARE = 0.3
_CURLY = {"``": "\u201c", "''": "\u201d"}


def groups(sentences: Iterable[Sentence], *, size: int = SENTENCES_PER_DOC) -> Iterator[list[Sentence]]:
    """Runs of at most ``size`` sentences that stand in one document."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (len(group) == size or group[-1].document != sentence.document):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def curly(sentence: Sentence, *, chance: random.Random) -> Sentence:
    """Some sentences with straight quotes get typographic ones, as wire reports have both."""
    if not any(token.form == '"' for token in sentence.tokens) or chance.random() >= CURLY_SHARE:
        return sentence
    return replace(sentence, tokens=tuple(_curl(token) for token in sentence.tokens))


def _curl(token: Token) -> Token:
    if token.form != '"' or token.xpos not in _CURLY:
        return token
    return replace(token, form=_CURLY[token.xpos])


def syntax_doc(vocab: Vocab, group: Sequence[Sentence]) -> Doc:
    """A document with tags, features, lemmas, heads and sentence starts, and entities where known."""
    tokens = [token for sentence in group for token in sentence.tokens]
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space_after for token in tokens],
        tags=[token.xpos for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=list(_heads(group)),
        deps=["ROOT" if token.deprel == "root" else token.deprel for token in tokens],
        ents=_entities(group),
    )


def entity_doc(vocab: Vocab, group: Sequence[Sentence]) -> Doc:
    """A document with entities and nothing else."""
    tokens = [token for sentence in group for token in sentence.tokens]
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space_after for token in tokens],
        ents=[token.entity for token in tokens],
    )


def _heads(group: Sequence[Sentence]) -> Iterator[int]:
    offset = 0
    for sentence in group:
        for position, token in enumerate(sentence.tokens):
            yield offset + (token.head - 1 if token.head else position)
        offset += len(sentence.tokens)


def _entities(group: Sequence[Sentence]) -> list[str]:
    """IOB tags; an empty string leaves a word's entity unknown."""
    tags: list[str] = []
    for sentence in group:
        known = sentence.has_entities
        tags.extend(token.entity if known else "" for token in sentence.tokens)
    return tags


def write_docs(docs: Iterable[Doc], path: Path) -> int:
    """Store documents for training and return how many words they hold."""
    stored = DocBin(store_user_data=False)
    words = 0
    for doc in docs:
        stored.add(doc)
        words += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    stored.to_disk(path)
    return words
