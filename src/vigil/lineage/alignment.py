"""What two reports have in common: hits of shingles, chained over small gaps, widened, and aligned word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """A report's words with its shingles, sorted by hash, for finding common ones fast; and what each weighs."""

    words: Words
    hashes: Hashes
    firsts: NDArray[np.int64]
    weights: NDArray[np.int64]

    @classmethod
    def of(cls, words: Words, hashes: Hashes, *, weights: Weights) -> Indexed:
        """The shingles in the order of their hashes. hashes: of words, by id."""
        shingles, firsts = hash_shingles(words, hashes)
        order = np.argsort(shingles, kind="stable")
        return cls(words, shingles[order], firsts[order], weights.of(shingles[order]))


@dataclass(frozen=True, slots=True)
class Hit:
    """A shingle that stands in both reports: the index of its first word in each, and its weight."""

    a: int
    b: int
    weight: int


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
    hits: tuple[Hit, ...]
    passages: tuple[Aligned, ...]


def align(one: Indexed, other: Indexed) -> Alignment:
    """Find what two reports have in common. Raises nothing."""
    hits = _hits(one, other)
    regions = (_widened(chain, one.words, other.words) for chain in _chains(hits, one, other))
    found = [_align(region, one.words, other.words) for region in regions]
    kept: list[Aligned] = []
    for passage in sorted(found, key=lambda p: (-p.words * p.alike**2, p.region.a, p.region.b)):
        clipped = _clip(passage, kept, one.words, other.words)
        if clipped and clipped.words >= LEAST_WORDS:
            kept.append(clipped)
    in_order = sorted(kept, key=lambda p: p.region.a)
    return Alignment(one.words, other.words, hits, tuple(in_order))


def _clip(passage: Aligned, kept: Sequence[Aligned], one: Words, other: Words) -> Aligned | None:
    """The part of a passage that lies between those kept; None where there is none, or too little.

    Neighbouring passages often run into each other by a word or two, where something between them was cut.
    """
    region = passage.region
    for before in (k.region for k in kept):
        if region.overlaps(before):
            region = region.without(before)
        if min(region.a_end - region.a, region.b_end - region.b) < LEAST_WORDS:
            return None
    return passage if region == passage.region else _align(region, one, other)


def _hits(one: Indexed, other: Indexed) -> tuple[Hit, ...]:
    """Where a shingle of the one stands in the other, in order."""
    left = np.searchsorted(other.hashes, one.hashes, side="left")
    right = np.searchsorted(other.hashes, one.hashes, side="right")
    found: list[Hit] = []
    for k in np.flatnonzero((right > left) & (right - left <= _MOST_REPEATS)):
        first, weight = int(one.firsts[k]), int(one.weights[k])
        found += [Hit(first, int(other.firsts[m]), weight) for m in range(left[k], right[k])]
    return tuple(sorted(found, key=lambda hit: (hit.a, hit.b)))


def _chains(hits: Sequence[Hit], one: Indexed, other: Indexed) -> Iterator[Region]:
    """Hits joined where one follows another closely on both sides, within one unbroken stretch of each report."""
    open_: list[Region] = []
    for hit in hits:
        a, b = hit.a, hit.b
        fit = [chain for chain in open_ if _follows(chain, hit, one.words, other.words)]
        if fit:
            best = min(fit, key=lambda chain: (abs((a - chain.a_end) - (b - chain.b_end)), -chain.b_end, chain.b))
            open_.remove(best)
            open_.append(Region(best.a, a + SHINGLE, best.b, b + SHINGLE))
        else:
            open_.append(Region(a, a + SHINGLE, b, b + SHINGLE))
        done = [chain for chain in open_ if chain.a_end + WIDEST_GAP < a]
        yield from done
        open_ = [chain for chain in open_ if chain not in done]
    yield from open_


def _follows(chain: Region, hit: Hit, one: Words, other: Words) -> bool:
    """Whether a hit goes on with a chain: onwards on both sides, over no more than a small gap."""
    a, b = hit.a, hit.b
    return (
        chain.a_end - SHINGLE < a <= chain.a_end + WIDEST_GAP
        and chain.b_end - SHINGLE < b <= chain.b_end + WIDEST_GAP
        and one.stretches[a] == one.stretches[chain.a]
        and other.stretches[b] == other.stretches[chain.b]
    )


def _widened(chain: Region, one: Words, other: Words) -> Region:
    """The chain with the words before and after it that are still more alike than not."""
    low_a, high_a = _bounds(one, chain.a, chain.a_end)
    low_b, high_b = _bounds(other, chain.b, chain.b_end)
    before = _gain(one.ids[low_a : chain.a][::-1].tolist(), other.ids[low_b : chain.b][::-1].tolist())
    after = _gain(one.ids[chain.a_end : high_a].tolist(), other.ids[chain.b_end : high_b].tolist())
    return Region(
        chain.a - before[0], chain.a_end + after[0], chain.b - before[1], chain.b_end + after[1]
    )


def _bounds(words: Words, start: int, end: int) -> tuple[int, int]:
    """How far a chain may be widened: _REACH words, and not over a break."""
    low, high = max(0, start - _REACH), min(len(words), end + _REACH)
    stretch = words.stretches[start]
    while words.stretches[low] != stretch:
        low += 1
    while words.stretches[high - 1] != stretch:
        high -= 1
    return low, high


def _gain(one: list[int], other: list[int]) -> tuple[int, int]:
    """How many words of each to take, from their beginnings, so that what they have in common outweighs the rest."""
    score, best, taken = 0.0, 0.0, (0, 0)
    at = (0, 0)
    for a, b, length in _blocks(one, other):
        score -= _PENALTY * max(a - at[0], b - at[1])
        score += length
        at = (a + length, b + length)
        if score > best:
            best, taken = score, at
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


def _align(region: Region, one: Words, other: Words) -> Aligned:
    """The region, cut down to where it begins and ends alike, with its runs in common."""
    blocks = _blocks(one.ids[region.a : region.a_end].tolist(), other.ids[region.b : region.b_end].tolist())
    if not blocks:
        return Aligned(region, (), words=0, alike=0.0, quoted=False)
    runs = tuple((region.a + a, region.b + b, length) for a, b, length in blocks)
    (a, b, _), (last_a, last_b, last) = runs[0], runs[-1]
    a_end, b_end = last_a + last, last_b + last
    words = sum(length for _, _, length in runs)
    return Aligned(
        Region(a, a_end, b, b_end),
        runs,
        words=words,
        alike=words / max(a_end - a, b_end - b),
        quoted=bool(min(one.quoted[a:a_end].mean(), other.quoted[b:b_end].mean()) >= _QUOTED_SHARE),
    )
