"""The language pipeline: loads the packaged Universal Dependencies model once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vigil.errors import MODEL_MISSING, ReaderError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = Path(__file__).parent.parent / "models" / "en"

# The edit-tree lemmatizer invents forms of verbs it has not seen; the lexicon lists forms instead.
UNUSED = ("trainable_lemmatizer",)

# Abbreviated titles: one token each, so that no sentence is cut between a title and its name.
TITLES = tuple(
    f"{title}."
    for title in "Brig Gen Maj Col Lt Capt Sgt Cpl Cmdr Adm Pvt Supt Insp Sen Rep Gov Amb Hon Pres Prof Rev".split()
)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The English pipeline: tags, Universal Dependencies trees, and PER, ORG, LOC entities.

    Raises ReaderError where the packaged weights are missing.
    """
    import spacy  # half a second: paid only by who reads

    if not (MODEL / "config.cfg").exists():
        raise ReaderError(MODEL_MISSING, path=MODEL)
    nlp = spacy.load(MODEL, exclude=UNUSED)
    tokenizer: Any = nlp.tokenizer
    for title in TITLES:
        tokenizer.add_special_case(title, [{"ORTH": title}])
    return nlp
