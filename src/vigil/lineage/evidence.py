"""What an alignment proves: whether one report reuses another, or two of one event are merely alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vigil.lineage.alignment import Aligned, Alignment, Hits
from vigil.lineage.index import SHINGLE, UNIT
from vigil.lineage.wording import Words

LEAST_WEIGHT = 8 * UNIT
"""Weight of the shingles outside of quotations that two reports must share: a run of thirteen words, or several shorter
ones. Found on annotated reports: those known to share agency text had 10 and more, others of the same news up to 6."""
LEAST_SOLID = 5 * UNIT
"""As much of it must lie in solid passages, so that phrases never add up to a copy."""
SOLID_WORDS = 10
LEAST_ALIKE = 0.8
"""Words in common, and their share of the longer side, from which a passage is solid: a copy with light edits, and not
the phrases that two writers have in common with other words between them."""
WHOLE_SENTENCE = 13
"""Words of one sentence, from its beginning to its end, for which half of LEAST_WEIGHT is enough: a phrase that many
write by chance stops short of the names."""
LONG_RUN = 60
"""Words of a solid passage that are a copy however many reports hold them: two or three paragraphs."""
WHOLE_COPY = 0.5
WHOLE_WORDS = 30
"""Share of the shorter report, and words, all passages together, that are a copy however many reports hold them."""
LEAST_QUOTED = 20
"""Words of a passage that both give as quoted: a remark is shorter, a speech is longer."""
_EDGES = frozenset(".!?\n\"“”«»")


def share_of(alignment: Alignment) -> float:
    """The share of the shorter report's words that stands in the other, too."""
    shorter = min(len(alignment.one), len(alignment.other))
    return min(1.0, _count(alignment.passages) / max(1, shorter))


def proves_reuse(alignment: Alignment) -> bool:
    """Whether two reports have more in common than two of one event have by chance.

    What both give in quotation marks shows that both heard it, and counts only where it is long.
    """
    told = [passage for passage in alignment.passages if not passage.quoted]
    solid = [passage for passage in told if passage.words >= SOLID_WORDS and passage.alike >= LEAST_ALIKE]
    own = _own_hits(alignment)
    weight = int(own.weights.sum())
    if weight >= LEAST_WEIGHT and int(own.weights[_lie_in(own, solid)].sum()) >= LEAST_SOLID:
        return True
    if weight >= LEAST_WEIGHT // 2 and _longest_sentence(told, alignment.one, alignment.other) >= WHOLE_SENTENCE:
        return True
    if any(passage.words >= LONG_RUN for passage in solid):
        return True
    if _count(told) >= WHOLE_WORDS and share_of(alignment) >= WHOLE_COPY:
        return True
    return any(passage.words >= LEAST_QUOTED for passage in alignment.passages if passage.quoted)


def _count(passages: Sequence[Aligned]) -> int:
    return sum(passage.words for passage in passages)


def _own_hits(alignment: Alignment) -> Hits:
    """The hits that do not stand wholly in quotation marks on both sides; one for each shingle of the first report."""
    hits = alignment.hits
    own = ~(_wholly_quoted(alignment.one)[hits.a] & _wholly_quoted(alignment.other)[hits.b])
    a, b, weights = hits.a[own], hits.b[own], hits.weights[own]
    lasts = np.ones(len(a), dtype=np.bool_)
    lasts[:-1] = a[1:] != a[:-1]
    return Hits(a[lasts], b[lasts], weights[lasts])


def _wholly_quoted(words: Words) -> NDArray[np.bool_]:
    """By the index of its first word, whether all of a shingle stands in quotation marks."""
    count = np.concatenate([[0], np.cumsum(words.quoted)])
    return np.asarray(count[SHINGLE:] - count[:-SHINGLE] == SHINGLE)


def _lie_in(hits: Hits, passages: Sequence[Aligned]) -> NDArray[np.bool_]:
    """Which of the hits begin inside of one of these passages."""
    found = np.zeros(len(hits.a), dtype=np.bool_)
    for region in (passage.region for passage in passages):
        in_one = (hits.a >= region.a) & (hits.a < region.a_end)
        found |= in_one & (hits.b >= region.b) & (hits.b < region.b_end)
    return found


def _longest_sentence(passages: Sequence[Aligned], one: Words, other: Words) -> int:
    """How many words the longest sentence has that lies within a run in common and is one in both reports."""
    longest = 0
    for a, b, length in (run for passage in passages for run in passage.runs if run[2] >= WHOLE_SENTENCE):
        edges = [k for k in range(length + 1) if _is_edge(one, a + k) and _is_edge(other, b + k)]
        longest = max(longest, *(end - start for start, end in pairwise(edges)), 0)
    return longest


def _is_edge(words: Words, k: int) -> bool:
    """Whether a sentence or a quotation begins or ends before the word with this index."""
    if k in (0, len(words)):
        return True
    return any(mark in _EDGES for mark in words.report.text[words.end(k - 1) : words.start(k)])
