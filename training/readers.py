"""Entity training examples whose documents come with predicted part-of-speech tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry


def tag_docs(tagger: Path, *, source: Path, target: Path) -> None:
    """Tag stored documents once, so that training need not do it at every step."""
    nlp = spacy.load(tagger)
    stored = DocBin(attrs=["ORTH", "SPACY", "TAG", "ENT_IOB", "ENT_TYPE"], store_user_data=False)
    for doc in nlp.pipe(DocBin().from_disk(source).get_docs(nlp.vocab), batch_size=64):
        stored.add(doc)
    stored.to_disk(target)


def _tagged_copy(doc: Doc) -> Doc:
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, tags=[token.tag_ for token in doc])


def tagged_corpus(path: Path) -> Callable[[Language], Iterator[Example]]:
    """The model sees the words and their tags; the entities are what it has to find."""

    def read(nlp: Language) -> Iterator[Example]:
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            yield Example(_tagged_copy(doc), doc)

    return read


registry.readers.register("vigil.TaggedCorpus.v1", func=tagged_corpus)
