"""Measure a pipeline: raw text in, its own tokenizer, spaCy's scorer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc
from spacy.training import Example

from training.conllu import Sentence, read_conllu
from training.corpora import corpus_path, own_sentences
from training.docs import entity_doc, groups, syntax_doc

Scores = dict[str, float]
SYNTAX_SETS = ("ewt-test", "gum-test", "pud-test")
ENTITY_SETS = ("ewt-test", "gum-test", "pud-test", "re3d-test")
OWN_SET = "wire-test"
TEST_GROUP = 4
_SYNTAX_KEYS = {
    "token_f": "words",
    "pos_acc": "UPOS",
    "tag_acc": "XPOS",
    "morph_acc": "features",
    "lemma_acc": "lemmas",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentences",
}
WATCHED_RELATIONS = ("nsubj", "nsubj:pass", "obj", "nummod", "obl", "ccomp", "advcl", "conj", "appos", "parataxis")


def syntax_scores(nlp: Language, sentences: Iterable[Sentence], *, relations: Sequence[str] = ()) -> Scores:
    """Tags, lemmas, heads and sentence ends in percent; for some relations the labelled F as well."""
    with nlp.select_pipes(disable=["ner"]):
        docs = [syntax_doc(nlp.vocab, group) for group in groups(sentences, size=TEST_GROUP)]
        found: dict[str, Any] = Scorer(nlp).score(list(_examples(nlp, docs)))
    scores = {name: _percent(found[key]) for key, name in _SYNTAX_KEYS.items()}
    for relation in relations:
        result = found["dep_las_per_type"].get(relation)
        scores[f"LAS {relation}"] = _percent(result["f"]) if result else 0.0
    return scores


def entity_scores(nlp: Language, sentences: Iterable[Sentence]) -> Scores:
    """Entities in percent: precision, recall and F of all, then F of each label."""
    known = (sentence for sentence in sentences if sentence.has_entities)
    docs = [entity_doc(nlp.vocab, group) for group in groups(known, size=TEST_GROUP)]
    found: dict[str, Any] = get_ner_prf(list(_examples(nlp, docs)))
    scores = {"P": _percent(found["ents_p"]), "R": _percent(found["ents_r"]), "F": _percent(found["ents_f"])}
    for label in ("PER", "ORG", "LOC"):
        scores[label] = _percent(found["ents_per_type"].get(label, {}).get("f", 0.0))
    return scores


def _examples(nlp: Language, docs: Sequence[Doc]) -> Iterator[Example]:
    predicted = nlp.pipe((doc.text for doc in docs), batch_size=64)
    for guess, gold in zip(predicted, docs, strict=True):
        yield Example(guess, gold)


def _percent(value: float | None) -> float:
    return round(100 * (value or 0.0), 1)


def measure(model: Path, corpora: Path) -> dict[str, dict[str, Scores]]:
    """Every test set there is, for syntax and for entities."""
    nlp = spacy.load(model)
    syntax = {OWN_SET: syntax_scores(nlp, own_sentences(held_out=True), relations=WATCHED_RELATIONS)}
    for name in SYNTAX_SETS:
        sentences = read_conllu(corpus_path(corpora, name))
        syntax[name] = syntax_scores(nlp, sentences, relations=WATCHED_RELATIONS)
    entities = {OWN_SET: entity_scores(nlp, own_sentences(held_out=True))}
    for name in ENTITY_SETS:
        entities[name] = entity_scores(nlp, read_conllu(corpus_path(corpora, name)))
    return {"syntax": syntax, "entities": entities}


def quick_syntax(nlp: Language, path: Path, *, limit: int) -> Scores:
    """The first sentences of one test file only, for a check that has to be fast."""
    return syntax_scores(nlp, islice(read_conllu(path), limit))


def write_scores(scores: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf8")
