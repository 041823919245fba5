"""Which corpora feed which part of the pipeline."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Sentence, read_conllu
from training.docs import curly, entity_doc, groups, syntax_doc, write_docs

SYNTAX_TRAIN = ("ewt-train", "gum-train")
SYNTAX_DEV = ("ewt-dev", "gum-dev")
ENTITY_TRAIN = (
    "ewt-train",
    "gum-train",
    "wikigold-train",
    "re3d-train",
    "crossner-train",
    "aug-train",
    "tweets-clean-train",
)
ENTITY_DEV = ("ewt-dev", "gum-dev", "wikigold-dev")
TREEBANK = Path(__file__).parent / "treebank"
HELD_OUT = "-test"


def corpus_path(corpora: Path, name: str) -> Path:
    return corpora / f"{name}.conllu.gz"


def own_files(*, held_out: bool) -> list[Path]:
    """The treebank written for this project: its training files, or the ones kept for testing."""
    files = sorted(TREEBANK.glob("*.conllu"))
    return [path for path in files if path.stem.endswith(HELD_OUT) == held_out]


def syntax_sentences(corpora: Path, *, names: Iterable[str]) -> Iterator[Sentence]:
    for name in names:
        yield from read_conllu(corpus_path(corpora, name))


def entity_sentences(corpora: Path, *, names: Iterable[str]) -> Iterator[Sentence]:
    """Sentences whose entities are known."""
    for name in names:
        yield from (sentence for sentence in read_conllu(corpus_path(corpora, name)) if sentence.has_entities)


def own_sentences(*, held_out: bool) -> list[Sentence]:
    return [sentence for path in own_files(held_out=held_out) for sentence in read_conllu(path)]


def _own_groups(own: list[Sentence], *, times: int, chance: random.Random) -> Iterator[list[Sentence]]:
    """Own sentences in new company each time, so that neighbours are not learnt by heart."""
    for _ in range(times):
        order = chance.sample(own, len(own))
        while order:
            size = chance.randint(1, 4)
            group, order = order[:size], order[size:]
            yield group


def syntax_train(vocab: Vocab, corpora: Path, *, treebank_times: int, seed: int) -> Iterator[Doc]:
    """The treebanks once, then the own sentences so many times over."""
    chance = random.Random(seed)
    theirs = groups(syntax_sentences(corpora, names=SYNTAX_TRAIN))
    own = _own_groups(own_sentences(held_out=False), times=treebank_times, chance=chance)
    for group in chain(theirs, own):
        yield syntax_doc(vocab, [curly(sentence, chance=chance) for sentence in group])


def entity_train(vocab: Vocab, corpora: Path, *, treebank_times: int, seed: int) -> Iterator[Doc]:
    """Every corpus with entities once, then the own sentences so many times over."""
    chance = random.Random(seed)
    theirs = groups(entity_sentences(corpora, names=ENTITY_TRAIN))
    own = _own_groups(own_sentences(held_out=False), times=treebank_times, chance=chance)
    for group in chain(theirs, own):
        yield entity_doc(vocab, group)


def write_all(corpora: Path, out: Path, *, treebank_times: int, seed: int) -> None:
    """Write the four training and development sets."""
    vocab = English().vocab
    write_docs(syntax_train(vocab, corpora, treebank_times=treebank_times, seed=seed), out / "syntax-train.spacy")
    write_docs(entity_train(vocab, corpora, treebank_times=treebank_times, seed=seed), out / "entities-train.spacy")
    syntax_dev = groups(syntax_sentences(corpora, names=SYNTAX_DEV))
    write_docs((syntax_doc(vocab, group) for group in syntax_dev), out / "syntax-dev.spacy")
    entity_dev = groups(entity_sentences(corpora, names=ENTITY_DEV))
    write_docs((entity_doc(vocab, group) for group in entity_dev), out / "entities-dev.spacy")
