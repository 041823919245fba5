"""The language pipeline: loads the packaged Universal Dependencies model once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vigil.errors import MODEL_MISSING, ReaderError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = Path(__file__).parent.parent / "models" / "en"

# The edit-tree lemmatizer invents forms of verbs it has not seen; the lexicon lists forms instead.
UNUSED = ("trainable_lemmatizer",)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The English pipeline: tags, Universal Dependencies trees, and PER, ORG, LOC entities.

    Raises ReaderError where the packaged weights are missing.
    """
    import spacy  # half a second: paid only by who reads

    if not (MODEL / "config.cfg").exists():
        raise ReaderError(MODEL_MISSING, path=MODEL)
    return spacy.load(MODEL, exclude=UNUSED)
