"""Weights from labelled pairs, and how well they do on theatres that they were not made from.

m and u of a level are its shares among the labelled pairs of one happening and of two, each level counted half a time
more than it was seen, so that none weighs infinitely much. Only pairs that the linkage would compare are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from training.linkage.labels import Theatre
from vigil.linkage.clusters import group_tellings
from vigil.linkage.comparisons import comparisons
from vigil.linkage.scoring import Pair, score_pairs
from vigil.linkage.tellings import Telling, make_tellings
from vigil.linkage.weights import Share, Weights

SMOOTHING = 0.5
DIGITS = 4
THRESHOLDS = tuple(half / 2 for half in range(-2, 13))
"""Bits that are tried."""
LEAST_PRECISION = 0.95
"""The threshold is the lowest at which so many of the pairs within one event belong there. One in twenty wrong is on
pairs chosen for being hard; a wrong merge hides a happening, a missed one only shows it twice."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A theatre's tellings, its pairs as they were compared, and all its pairs that are of one happening."""

    theatre: str
    tellings: tuple[Telling, ...]
    pairs: tuple[Pair, ...]
    same: frozenset[tuple[str, str]]

    def is_same(self, pair: Pair) -> bool:
        """Whether a pair is labelled as of one happening."""
        return (pair.left, pair.right) in self.same


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs were put together, how many of those rightly, and how many there were to put together."""

    linked: int = 0
    right: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was put together that is right; 1 where nothing was."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """The share of what there was to put together that was; 1 where there was nothing."""
        return self.right / self.wanted if self.wanted else 1.0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.linked + other.linked, self.right + other.right, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class Row:
    """What came out at one threshold (bits): for single pairs, and for all pairs within the events made of them."""

    threshold: float
    pairs: Score
    events: Score


def compare(theatres: Sequence[Theatre]) -> tuple[Compared, ...]:
    """The pairs that the linkage compares, theatre by theatre; all in one run, as no theatre meets another."""
    made = [make_tellings(one.incidents, reports=one.reports, figures=one.figures) for one in theatres]
    home = {telling.id: number for number, tellings in enumerate(made) for telling in tellings}
    pairs: list[list[Pair]] = [[] for _ in theatres]
    for pair in score_pairs([telling for tellings in made for telling in tellings], weights=_even()):
        if home[pair.left] == home[pair.right]:
            pairs[home[pair.left]].append(pair)
    return tuple(
        Compared(one.name, tellings, tuple(found), one.same())
        for one, tellings, found in zip(theatres, made, pairs, strict=True)
    )


def fit(compared: Iterable[Compared]) -> Weights:
    """The weights that these pairs give; the prior is the share of them that are of one happening."""
    alike: list[Pair] = []
    unlike: list[Pair] = []
    for theatre in compared:
        for pair in theatre.pairs:
            (alike if theatre.is_same(pair) else unlike).append(pair)
    shares = {}
    for place, comparison in enumerate(comparisons()):
        names = [level.name for level in comparison.levels]
        m, u = (_shares([pair.levels[place] for pair in side], len(names)) for side in (alike, unlike))
        shares[comparison.name] = {name: Share(m=m[level], u=u[level]) for level, name in enumerate(names)}
    prior = round(len(alike) / (len(alike) + len(unlike)), DIGITS)
    source = f"{len(alike)} pairs of one happening and {len(unlike)} of two"
    return Weights(source=source, prior=prior, threshold=0.0, shares=shares)


def cross_validate(compared: Sequence[Compared], thresholds: Sequence[float] = THRESHOLDS) -> tuple[Row, ...]:
    """For each threshold the score over all theatres, each judged by weights made from all the others."""
    rows = {threshold: Row(threshold, Score(), Score()) for threshold in thresholds}
    for theatre in compared:
        weights = fit(other for other in compared if other is not theatre)
        judged = [_judged(pair, weights) for pair in theatre.pairs]
        for threshold in thresholds:
            row, linked = rows[threshold], [pair for pair in judged if pair.bits >= threshold]
            rows[threshold] = Row(
                threshold,
                row.pairs.plus(_score({(pair.left, pair.right) for pair in linked}, theatre)),
                row.events.plus(_score(_together(theatre.tellings, linked), theatre)),
            )
    return tuple(rows.values())


def choose(rows: Iterable[Row]) -> Row:
    """The row of the lowest threshold that is precise enough. Raises ValueError where none is."""
    for row in sorted(rows, key=lambda row: row.threshold):
        if row.events.precision >= LEAST_PRECISION:
            return row
    raise ValueError(f"no threshold reaches a precision of {LEAST_PRECISION}")


def bits_of(levels: Sequence[int], weights: Weights) -> float:
    """The score of a pair by its levels: the prior odds and what each comparison adds, in bits."""
    told = zip(comparisons(), levels, strict=True)
    added = (weights.shares[c.name][c.levels[level].name].bits for c, level in told if level >= 0)
    return weights.start + sum(added)


def _judged(pair: Pair, weights: Weights) -> Pair:
    return Pair(pair.left, pair.right, bits_of(pair.levels, weights), pair.probability, pair.levels)


def _together(tellings: Sequence[Telling], linked: Sequence[Pair]) -> set[tuple[str, str]]:
    """All pairs within the groups that these links make."""
    groups = group_tellings(tellings, linked)
    return {
        pair for group in groups for pair in combinations(sorted(telling.id for telling in group.tellings), 2)
    }  # fmt: skip


def _score(linked: set[tuple[str, str]], theatre: Compared) -> Score:
    return Score(len(linked), len(linked & theatre.same), len(theatre.same))


def _shares(levels: Iterable[int], count: int) -> list[float]:
    seen = Counter(level for level in levels if level >= 0)
    total = sum(seen.values()) + SMOOTHING * count
    return [round((seen[level] + SMOOTHING) / total, DIGITS) for level in range(count)]


def _even() -> Weights:
    """Weights that say nothing: enough to have the pairs compared."""
    even = {c.name: {level.name: Share(m=0.5, u=0.5) for level in c.levels} for c in comparisons()}
    return Weights(source="none", prior=0.5, threshold=0.0, shares=even)
