"""What two reports have in common: hits of shingles, chained over small gaps, widened, and aligned word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from vigil.lineage.index import SHINGLE, Weights, hash_shingles
from vigil.lineage.wording import Hashes, Words

WIDEST_GAP = 12
"""Words that a passage may skip on either side between two runs in common: about a clause put in, cut or reworded."""
LEAST_WORDS = 8
"""Words in common that make a passage: the runs of eight by which the annotated pairs were counted."""
_REACH = 16  # words looked at beyond either end of a chain
_PENALTY = 0.6  # what a word apart costs against a word in common, beyond the ends of a chain
_QUOTED_SHARE = 0.9  # of a passage's words, to be somebody's quoted words
_MOST_REPEATS = 8  # times that a shingle may stand in one report and still count


@dataclass(frozen=True, slots=True)
class Indexed:
    """A report's words with its shingles, sorted by hash, for finding common ones fast; and what each weighs.

    ids, stretches: of the words, as lists, which are read one by one faster than rows are. spoken: how many words
    stand in quotation marks before the one with this index.
    """

    words: Words
    hashes: Hashes
    firsts: NDArray[np.int64]
    weights: NDArray[np.int64]
    ids: list[int]
    stretches: list[int]
    spoken: list[int]

    @classmethod
    def of(cls, words: Words, hashes: Hashes, *, weights: Weights) -> Indexed:
        """The shingles in the order of their hashes. hashes: of words, by id."""
        shingles, firsts = hash_shingles(words, hashes)
        order = np.argsort(shingles, kind="stable")
        shingles, firsts = shingles[order], firsts[order]
        ids, stretches = words.ids.tolist(), words.stretches.tolist()
        spoken = [0, *np.cumsum(words.quoted).tolist()]
        return cls(words, shingles, firsts, weights.of(shingles), ids, stretches, spoken)

    def share_quoted(self, first: int, end: int) -> float:
        """The share of these words that stands in quotation marks."""
        return (self.spoken[end] - self.spoken[first]) / (end - first)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The shingles that stand in both reports, in order: the index of the first word in each, and the weight."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weights: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of words on both sides, as half-open indexes."""

    a: int
    a_end: int
    b: int
    b_end: int

    def overlaps(self, other: Region) -> bool:
        """Whether they have a word in common on either side."""
        return (self.a < other.a_end and other.a < self.a_end) or (self.b < other.b_end and other.b < self.b_end)

    def without(self, other: Region) -> Region:
        """The part after the other region, if this one ends after it; else the part before. It may be empty."""
        if self.a_end > other.a_end and self.b_end > other.b_end:
            return Region(max(self.a, other.a_end), self.a_end, max(self.b, other.b_end), self.b_end)
        return Region(self.a, min(self.a_end, other.a), self.b, min(self.b_end, other.b))


@dataclass(frozen=True, slots=True)
class Aligned:
    """A region, with its runs in common (a, b, length); all else in it differs.

    words: how many are the same; alike: their share of the longer side; quoted: whether both give them as quoted words.
    """

    region: Region
    runs: tuple[tuple[int, int, int], ...]
    words: int
    alike: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """All that two reports have in common: every hit, in order, and the passages, none of which overlaps another."""

    one: Words
    other: Words
    hits: Hits
    passages: tuple[Aligned, ...]

    def without_hits(self) -> Alignment:
        """The same with no hits, for keeping: they are many, and serve for nothing but to prove reuse."""
        none = np.empty(0, dtype=np.int64)
        return Alignment(self.one, self.other, Hits(none, none, none), self.passages)


def align(one: Indexed, other: Indexed) -> Alignment:
    """Find what two reports have in common. Raises nothing."""
    hits = _hits(one, other)
    regions = dict.fromkeys(_widened(chain, one, other) for chain in _chains(hits, one, other))
    found = [passage for region in regions if (passage := _align(region, one, other))]
    kept: list[Aligned] = []
    for passage in sorted(found, key=lambda p: (-p.words * p.alike**2, p.region.a, p.region.b)):
        if clipped := _clip(passage, kept, one, other):
            kept.append(clipped)
    in_order = sorted(kept, key=lambda p: p.region.a)
    return Alignment(one.words, other.words, hits, tuple(in_order))


def _clip(passage: Aligned, kept: Sequence[Aligned], one: Indexed, other: Indexed) -> Aligned | None:
    """The part of a passage that lies between those kept; None where there is none, or too little.

    Neighbouring passages often run into each other by a word or two, where something between them was cut.
    """
    region = passage.region
    for before in (k.region for k in kept):
        if region.overlaps(before):
            region = region.without(before)
            if min(region.a_end - region.a, region.b_end - region.b) < LEAST_WORDS:
                return None
    return passage if region is passage.region else _align(region, one, other)


def _hits(one: Indexed, other: Indexed) -> Hits:
    """Where a shingle of the one stands in the other, in order."""
    left = np.searchsorted(other.hashes, one.hashes, side="left")
    counts = np.searchsorted(other.hashes, one.hashes, side="right") - left
    at = np.flatnonzero((counts > 0) & (counts <= _MOST_REPEATS))
    counts, left = counts[at], left[at]
    each = np.repeat(np.arange(len(at)), counts)
    repeats = np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = one.firsts[at][each], other.firsts[left[each] + repeats]
    order = np.lexsort((b, a))
    return Hits(a[order], b[order], one.weights[at][each][order])


@dataclass(slots=True)
class _Chain:
    """A chain as it grows: where it begins, and where its last hit does."""

    a: int
    b: int
    last_a: int
    last_b: int


def _chains(hits: Hits, one: Indexed, other: Indexed) -> list[Region]:
    """Hits joined where one follows another closely on both sides, within one unbroken stretch of each report.

    A hit goes on with the chain that it leaves the least gap to on one side only; in a run, that is the one which the
    hit a word before it ended, so that no other need be looked at.
    """
    ending: dict[tuple[int, int], _Chain] = {}
    recent: list[_Chain] = []
    every: list[_Chain] = []
    for a, b in zip(hits.a.tolist(), hits.b.tolist(), strict=True):
        chain = ending.pop((a - 1, b - 1), None)
        if chain is None:
            recent = [held for held in recent if held.last_a + _FARTHEST >= a]
            fit = [held for held in recent if _follows(held, a, b, one, other)]
            if fit:
                chain = min(fit, key=lambda c: (abs((a - c.last_a) - (b - c.last_b)), -c.last_b, c.b, c.last_a))
                del ending[chain.last_a, chain.last_b]
            else:
                chain = _Chain(a, b, a, b)
                recent.append(chain)
                every.append(chain)
        chain.last_a, chain.last_b = a, b
        ending[a, b] = chain
    every.sort(key=lambda chain: (chain.last_a, chain.last_b))
    return [Region(c.a, c.last_a + SHINGLE, c.b, c.last_b + SHINGLE) for c in every]


_FARTHEST = SHINGLE + WIDEST_GAP  # from the first word of a chain's last hit to that of the next


def _follows(chain: _Chain, a: int, b: int, one: Indexed, other: Indexed) -> bool:
    """Whether a hit goes on with a chain: onwards on both sides, over no more than a small gap."""
    return (
        chain.last_b < b <= chain.last_b + _FARTHEST
        and chain.last_a < a <= chain.last_a + _FARTHEST
        and one.stretches[a] == one.stretches[chain.a]
        and other.stretches[b] == other.stretches[chain.b]
    )


def _widened(chain: Region, one: Indexed, other: Indexed) -> Region:
    """The chain with the words before and after it that are still more alike than not."""
    low_a, high_a = _bounds(one.stretches, chain.a, chain.a_end)
    low_b, high_b = _bounds(other.stretches, chain.b, chain.b_end)
    before = _gain(one.ids[low_a : chain.a][::-1], other.ids[low_b : chain.b][::-1])
    after = _gain(one.ids[chain.a_end : high_a], other.ids[chain.b_end : high_b])
    return Region(
        chain.a - before[0], chain.a_end + after[0], chain.b - before[1], chain.b_end + after[1]
    )


def _bounds(stretches: list[int], start: int, end: int) -> tuple[int, int]:
    """How far a chain may be widened: _REACH words, and not over a break."""
    low, high = max(0, start - _REACH), min(len(stretches), end + _REACH)
    stretch = stretches[start]
    while stretches[low] != stretch:
        low += 1
    while stretches[high - 1] != stretch:
        high -= 1
    return low, high


def _gain(one: list[int], other: list[int]) -> tuple[int, int]:
    """How many words of each to take, from their beginnings, so that what they have in common outweighs the rest."""
    score, best, taken = 0.0, 0.0, (0, 0)
    at_a = at_b = 0
    for a, b, length in _blocks(one, other):
        score -= _PENALTY * max(a - at_a, b - at_b)
        score += length
        at_a, at_b = a + length, b + length
        if score > best:
            best, taken = score, (at_a, at_b)
    return taken


def _blocks(one: list[int], other: list[int]) -> list[tuple[int, int, int]]:
    """The runs in common of two rows, by their longest common subsequence."""
    if not one or not other:
        return []
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(one, other)
        if op.tag == "equal"
    ]


def _align(region: Region, one: Indexed, other: Indexed) -> Aligned | None:
    """The region, cut down to where it begins and ends alike, with its runs in common; None where those are few."""
    if min(region.a_end - region.a, region.b_end - region.b) < LEAST_WORDS:
        return None
    blocks = _blocks(one.ids[region.a : region.a_end], other.ids[region.b : region.b_end])
    words = sum(length for _, _, length in blocks)
    if words < LEAST_WORDS:
        return None
    runs = tuple((region.a + a, region.b + b, length) for a, b, length in blocks)
    (a, b, _), (last_a, last_b, last) = runs[0], runs[-1]
    a_end, b_end = last_a + last, last_b + last
    return Aligned(
        Region(a, a_end, b, b_end),
        runs,
        words=words,
        alike=words / max(a_end - a, b_end - b),
        quoted=min(one.share_quoted(a, a_end), other.share_quoted(b, b_end)) >= _QUOTED_SHARE,
    )
