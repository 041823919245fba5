"""Which reports may share words: an inverted index of shingles, runs of six folded words.

Up to MOST_HOLDERS reports that hold one shingle are all paired with each other. Where more hold it, each is paired
with the earliest alone, so that a wire run by two hundred papers costs two hundred pairs and not twenty thousand.
A shingle weighs the less the more reports hold it: what everybody writes is a stock phrase, and proves no copying.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vigil.lineage.wording import NUMBER, Hashes, Words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHINGLE = 6
"""Words in a shingle. Found by experiment: reports with common text shared 11 to 44, others of one week 0 to 4."""
MOST_HOLDERS = 50
"""Reports that hold a shingle and are still paired all with all; beyond, pairs would grow with the square."""
RARE = 5
"""Holders up to which a shingle has its full weight: a wire and four that ran it. It falls from there."""
UNIT = 1000
"""The full weight of a shingle. Weights are whole numbers, so that their sum is the same in any order."""
LEAST_LIKELY = 4 * UNIT
"""Weight of the shingles that two reports must share to be looked at closely: that of a rare run of nine words."""
MANY_SHARED = 40
"""Shingles with which they are looked at closely in any case: common ones of a long run are a wire that many have."""
_MOST_NUMBERS = 1  # in a shingle: "# people were killed and #" stands in every other report
_BATCH = 2000  # reports written to the index at once
_MEMORY = "1GB"  # beyond, the index goes to disk

_TABLE = "CREATE TABLE shingle (hash UBIGINT, report INTEGER)"
_FILL = "INSERT INTO shingle SELECT * FROM batch"
_HELD = """
    CREATE TABLE held AS
    SELECT hash, count(*) AS holders, min(report) AS earliest, $unit * $rare // greatest(count(*), $rare) AS weight
    FROM shingle GROUP BY hash HAVING count(*) > 1
"""
_SHARED = "CREATE TABLE shared AS SELECT hash, report, holders, earliest, weight FROM shingle JOIN held USING (hash)"
_COMMON = "SELECT hash, weight FROM held WHERE weight < $unit ORDER BY hash"
_PAIRS = """
    SELECT one, other FROM (
        SELECT a.report AS one, b.report AS other, a.weight AS weight
        FROM shared AS a JOIN shared AS b ON a.hash = b.hash AND a.report < b.report WHERE a.holders <= $most
        UNION ALL
        SELECT earliest, report, weight FROM shared WHERE holders > $most AND report > earliest
    ) GROUP BY one, other HAVING sum(weight) >= $least OR count(*) >= $many ORDER BY one, other
"""


@dataclass(frozen=True)
class Pair:
    """Two reports that may share words, by their places in the sequence given; ``one`` comes first."""

    one: int
    other: int


def hash_shingles(words: Words, hashes: Hashes) -> tuple[Hashes, NDArray[np.int64]]:
    """The hash of every shingle of a report, and the index of its first word; none reaches over a break."""
    count = len(words) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    per_word = hashes[words.ids]
    mixed = np.zeros(count, dtype=np.uint64)
    for k in range(SHINGLE):
        mixed = (mixed ^ per_word[k : k + count]) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    numbers = np.concatenate([[0], np.cumsum(words.ids == NUMBER)])
    few = numbers[SHINGLE : SHINGLE + count] - numbers[:count] <= _MOST_NUMBERS
    whole = words.stretches[SHINGLE - 1 :] == words.stretches[:count]
    firsts = np.flatnonzero(few & whole)
    return mixed[firsts], firsts


_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # an odd number without pattern: the golden ratio of 64 bits


@dataclass(frozen=True, eq=False)
class Weights:
    """What shingles weigh: UNIT, but for the common ones. hashes: theirs, sorted; weights: beside them."""

    hashes: Hashes
    weights: NDArray[np.int64]

    def of(self, hashes: Hashes) -> NDArray[np.int64]:
        """The weight of each of these shingles."""
        found = np.full(len(hashes), UNIT, dtype=np.int64)
        if len(self.hashes):
            at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
            is_common = self.hashes[at] == hashes
            found[is_common] = self.weights[at[is_common]]
        return found


@dataclass(frozen=True, eq=False)
class Candidates:
    """The pairs that may share words, in order, and what the shingles of all reports weigh."""

    pairs: tuple[Pair, ...]
    weights: Weights


def find_pairs(rows: Sequence[Words], hashes: Hashes) -> Candidates:
    """The pairs of reports that share enough shingles to be looked at closely. rows: the earliest report first."""
    import duckdb  # heavy; nothing else of this room needs it

    with tempfile.TemporaryDirectory(prefix="vigil-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {"memory_limit": _MEMORY, "temp_directory": folder}
        with duckdb.connect(":memory:", config=settings) as index:
            index.execute(_TABLE)
            _fill(index, rows, hashes)
            index.execute(_HELD, {"unit": UNIT, "rare": RARE})
            index.execute(_SHARED)
            index.execute("DROP TABLE shingle")
            limits = {"most": MOST_HOLDERS, "least": LEAST_LIKELY, "many": MANY_SHARED}
            found = index.execute(_PAIRS, limits).fetchall()
            common = index.execute(_COMMON, {"unit": UNIT}).fetchnumpy()
    weights = Weights(common["hash"].astype(np.uint64), common["weight"].astype(np.int64))
    return Candidates(tuple(Pair(one, other) for one, other in found), weights)


def _fill(index: DuckDBPyConnection, rows: Sequence[Words], hashes: Hashes) -> None:
    for first in range(0, len(rows), _BATCH):
        shingles = [np.unique(hash_shingles(words, hashes)[0]) for words in rows[first : first + _BATCH]]
        reports = [np.full(len(part), first + k, dtype=np.int32) for k, part in enumerate(shingles)]
        index.register("batch", {"hash": np.concatenate(shingles), "report": np.concatenate(reports)})
        index.execute(_FILL)
        index.unregister("batch")
