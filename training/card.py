"""The model card, with the scores filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training.evaluate import WATCHED_RELATIONS
from training.package import DESCRIPTION, NAME, TITLE, VERSION
from training.sources import SOURCES, TEST_ONLY, WEIGHTS_LICENCE, WEIGHTS_LICENCE_URL, Source

SYNTAX_COLUMNS = ("UPOS", "XPOS", "features", "lemmas", "UAS", "LAS", "sentences")
ENTITY_COLUMNS = ("P", "R", "F", "PER", "ORG", "LOC")
SET_NAMES = {
    "wire-test": "Vigil wire sentences, held out",
    "ewt-test": "EWT",
    "gum-test": "GUM, open genres",
    "pud-test": "**PUD** (news and Wikipedia)",
    "re3d-test": "re3d (Syria and Iraq)",
}

LIMITS = """## Limits

- The parser is a small one without word vectors. Subjects, objects and numbers are what it does well;
  joining clauses (`advcl`, `parataxis`, `appos`) is what it does badly. Do not take who said what from the
  parse alone: use it as one voice beside rules over words and quotation marks.
- Our own wire sentences are few, made up, and annotated by their authors with the help of an earlier model.
  Those held out are in the manner of those trained on: read their scores as a check that the constructions
  were learnt, not as accuracy on real reports. PUD is the figure to quote.
- Entities: PER is the label to trust most, ORG the least. There is no nationality label, and no difference
  between a state and a place. Armed groups and villages that are in no list are often missed or given the
  wrong label; look names up first and ask the model last.
- GUM and re3d entities were derived by rule, so the scores on them hold the rule's errors too. re3d's test
  part shares names with its training part.
- PUD's features, and its `obl:agent`, follow other habits than EWT's and GUM's, which costs points there.
- The lemmatizer learns edits, not words. It can make a non-word of a verb it never saw.
- Trained on written English of the web, encyclopedias and news. Speech, poetry, headlines in capitals and
  other languages are outside what was measured.
- The training text holds the views and errors of the people who wrote it. Nothing this model says is a fact
  about the world; it is a reading of a sentence.
"""

USE = """## Use

    import spacy
    nlp = spacy.load("path/to/this/folder")
    doc = nlp("The Observatory said a strike killed 12 civilians.")

Components, in order: `tok2vec`, `tagger` (Penn tags), `morphologizer` (UPOS and features),
`trainable_lemmatizer`, `parser` (Universal Dependencies 2, with the `nmod:desc`, `nmod:unmarked` and
`obl:unmarked` of the newer English treebanks; the root is `ROOT`) and `ner` (PER, ORG, LOC). The entity
recognizer reads the tagger's tags, so leave the tagger on when you want entities.
"""


def card(scores: Mapping[str, Any]) -> str:
    """The whole card as Markdown."""
    parts = [f"# {TITLE}", _head(), USE, _data(), _scores(scores), LIMITS, _again()]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _head() -> str:
    lines = [
        f"`en_{NAME}` {VERSION}. {DESCRIPTION}.",
        f"\nLicence of the weights: **{WEIGHTS_LICENCE}**, {WEIGHTS_LICENCE_URL} (see `LICENSE`; credits in `NOTICE`).",
        "It is share-alike because the treebanks are. It does not reach the code that loads the weights.",
    ]
    return "\n".join(lines)


def _data() -> str:
    head = ("corpus", "used for", "licence", "commit")
    trained = _table(head, [_source_row(source) for source in SOURCES])
    tested = _table(head, [_source_row(source) for source in TEST_ONLY])
    closing = (
        "Nothing under a non-commercial or no-derivatives licence went in. EWT's licence covers annotation and "
        "database rights; its web texts are their writers'. Some entity sentences are copies with names swapped "
        "for others and state no facts."
    )
    return "\n\n".join(["## Data", trained, "For measuring only:", tested, closing])


def _source_row(source: Source) -> list[str]:
    link = f"[{source.name}]({source.url})" if source.url.startswith("https:") else source.name
    commit = source.commit[:12] if len(source.commit) == 40 else source.commit
    return [link, source.used_for, source.licence, commit]


def _scores(scores: Mapping[str, Any]) -> str:
    parts = [
        "## Scores",
        "Raw text in, the model's own tokenizer, spaCy's scorer, at most four sentences to a text. In percent. One "
        "seed: differences below a point say nothing. `scores.json` holds the same figures.",
        "### Syntax",
        _score_table(scores, "syntax", SYNTAX_COLUMNS),
        "Labelled F for some relations:",
        _score_table(scores, "syntax", [f"LAS {relation}" for relation in WATCHED_RELATIONS]),
        "### Entities",
        _score_table(scores, "entities", ENTITY_COLUMNS),
    ]
    return "\n\n".join(parts)


def _score_table(scores: Mapping[str, Any], task: str, columns: Sequence[str]) -> str:
    rows = []
    for name in scores["after"][task]:
        for when in ("before", "after"):
            if when in scores:
                found = scores[when][task][name]
                label = SET_NAMES[name] + (", first model" if when == "before" else "")
                rows.append([label, *(f"{found[column]:.1f}" for column in columns)])
    return _table(("test set", *(column.removeprefix("LAS ") for column in columns)), rows)


def _again() -> str:
    return (
        "## Making it again\n\n"
        "`make model` in Vigil's source, with the corpora beside it: about half an hour on two idle cores, a fixed "
        "seed and a fixed number of steps. The training code, the configurations and our own sentences are in "
        '`training/`. The rows marked "first model" are an earlier and smaller pipeline from the same corpora.'
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
