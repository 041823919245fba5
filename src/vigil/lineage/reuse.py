"""Which reports share passages, and which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from vigil.lineage.alignment import Alignment, Indexed, align
from vigil.lineage.changes import describe
from vigil.lineage.evidence import SOLID_WORDS, proves_reuse, share_of
from vigil.lineage.furniture import find_furniture
from vigil.lineage.groups import Groups
from vigil.lineage.index import find_pairs
from vigil.lineage.shared import Reuse
from vigil.lineage.wording import Vocabulary, Words, split_words
from vigil.records import Report

_AT_HAND = 2000  # reports whose shingles are kept while pairs are compared


def find_reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """The pairs of reports that share passages, with the passages; sorted by the names of the reports.

    The order of the reports makes no difference. What the two sides are called (``one``, ``other``) follows from their
    days, the earlier first; where a passage stands in more than MOST_HOLDERS reports, each is paired with the earliest
    of them. Raises nothing.
    """
    ordered = sorted(reports, key=precedence)
    rows, vocabulary = _split(ordered)
    hashes = vocabulary.hashes()
    candidates = find_pairs(rows, hashes)

    @lru_cache(maxsize=_AT_HAND)
    def look_up(place: int) -> Indexed:
        return Indexed.of(rows[place], hashes, weights=candidates.weights)

    proven: list[Reuse] = []
    doubtful: list[Alignment] = []
    for pair in candidates.pairs:
        alignment = align(look_up(pair.one), look_up(pair.other))
        if alignment.passages and proves_reuse(alignment):
            proven.append(_as_reuse(alignment))
        elif any(passage.words >= SOLID_WORDS for passage in alignment.passages):
            doubtful.append(alignment.without_hits())
    kept = map(_as_reuse, _within_stories(doubtful, proven))
    return tuple(sorted([*proven, *kept], key=lambda r: (r.one, r.other)))


def precedence(report: Report) -> tuple[date, bool, int, str, str]:
    """Sorts reports by who is likely to have held a passage first.

    The earlier day; undated reports after all dated ones. Then the one that names its agency, then the longer text,
    as copies are cut; then the name, which decides nothing but always the same way.
    """
    return report.day or date.max, report.agency is None, -len(report.text), report.name, report.id


def _split(reports: Sequence[Report]) -> tuple[list[Words], Vocabulary]:
    vocabulary = Vocabulary()
    furniture = find_furniture(reports)
    return [split_words(report, vocabulary, leave_out=furniture) for report in reports], vocabulary


def _within_stories(doubtful: Iterable[Alignment], proven: Iterable[Reuse]) -> Iterator[Alignment]:
    """The doubtful alignments of reports that tell one story, by way of other reports that both share passages with.

    A paragraph of a wire that a hundred papers ran weighs little; between two papers that are known to run this wire,
    it is the wire's.
    """
    stories = Groups[str]()
    for reuse in proven:
        stories.join(reuse.one, reuse.other)
    for alignment in doubtful:
        if stories.top(alignment.one.report.name) == stories.top(alignment.other.report.name):
            yield alignment


def _as_reuse(alignment: Alignment) -> Reuse:
    one, other = alignment.one, alignment.other
    return Reuse(
        one=one.report.name,
        other=other.report.name,
        share=round(share_of(alignment), 3),
        passages=tuple(describe(passage, one, other) for passage in alignment.passages),
    )
