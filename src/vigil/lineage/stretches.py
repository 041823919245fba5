"""The sentences of reports that stand in other reports too, put together over all pairs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vigil.lineage.groups import Groups
from vigil.lineage.shared import Reuse, Shared
from vigil.lineage.wording import own_passages
from vigil.records import Report

LEAST_COVERED = 0.6
"""Share of a sentence that must stand in the other report, changed words left out, for the two to be one."""
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?![\"'”’)\]]*\s+[\"'“‘(]?[A-Z]))+(?:[.!?]+[\"'”’)\]]*)?")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A sentence, as half-open offsets in the clean text of the report with this name."""

    report: str
    start: int
    end: int


@dataclass(frozen=True)
class _Sentences:
    """The sentences of one report, in order."""

    report: str
    bounds: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, report: Report) -> _Sentences:
        found = [
            (match.start(), match.end())
            for passage in own_passages(report)
            for match in _SENTENCE.finditer(report.text, passage.start, passage.end)
            if match[0].strip()
        ]
        return cls(report.name, tuple(found))

    def within(self, start: int, end: int) -> Iterator[Stretch]:
        """The sentences that overlap these offsets."""
        at = max(0, bisect_right(self.bounds, (start, start)) - 1)
        while at < len(self.bounds) and self.bounds[at][0] < end:
            if self.bounds[at][1] > start:
                yield Stretch(self.report, *self.bounds[at])
            at += 1

    def most_of(self, start: int, end: int) -> Stretch | None:
        """The sentence that holds most of these offsets; of equals, the first."""
        return max(self.within(start, end), key=lambda s: min(s.end, end) - max(s.start, start), default=None)


class Tellings:
    """Which sentences of which reports are one: ``told`` where one was copied, ``quoted`` where both quote somebody."""

    def __init__(self, reports: Iterable[Report], reuse: Iterable[Reuse]) -> None:
        self._sentences = {report.name: _Sentences.of(report) for report in reports}
        told, quoted = Groups[Stretch](), Groups[Stretch]()
        for pair in reuse:
            for passage in pair.passages:
                for one, other in self._links(pair, passage):
                    (quoted if passage.quoted else told).join(one, other)
        self._told, self._quoted = _by_member(told), _by_member(quoted)

    def sentence(self, report: str, start: int, end: int) -> Stretch:
        """The sentence that a claim with these offsets stands in; the claim's own offsets, where none holds it."""
        found = self._sentences[report].most_of(start, end) if report in self._sentences else None
        return found or Stretch(report, start, end)

    def told(self, stretch: Stretch) -> tuple[Stretch, ...]:
        """The sentences that are copies of each other and of this one, itself included, sorted."""
        return self._told.get(stretch, (stretch,))

    def quoted(self, stretch: Stretch) -> tuple[Stretch, ...]:
        """The sentences that quote the same words as this one, itself included, sorted."""
        return self._quoted.get(stretch, (stretch,))

    def _links(self, pair: Reuse, passage: Shared) -> Iterator[tuple[Stretch, Stretch]]:
        """The sentences of the one that stand, by most of their words, in the other; and the other way round."""
        for left, right, side in ((pair.one, pair.other, passage), (pair.other, pair.one, turn(passage))):
            for sentence in self._sentences[left].within(side.start_one, side.end_one):
                if covered(side, sentence.start, sentence.end) >= LEAST_COVERED:
                    start, end = carry(side, sentence.start), carry(side, sentence.end)
                    if match := self._sentences[right].most_of(start, end):
                        yield sentence, match


def covered(passage: Shared, start: int, end: int) -> float:
    """The share of these offsets of the first report that stands in the second, words changed left out."""
    inside = min(end, passage.end_one) - max(start, passage.start_one)
    changed = sum(
        max(0, min(end, change.end_one) - max(start, change.start_one))
        for change in passage.changed
        if change.kind == "words"
    )
    return max(0, inside - changed) / max(1, end - start)


def carry(passage: Shared, offset: int) -> int:
    """Where an offset of the first report lies in the second; outside of the passage, its nearer end."""
    ones = [passage.start_one]
    others = [passage.start_other]
    for change in passage.changed:
        ones += [change.start_one, change.end_one]
        others += [change.start_other, change.end_other]
    ones.append(passage.end_one)
    others.append(passage.end_other)
    k = bisect_right(ones, offset) - 1
    if k < 0:
        return passage.start_other
    return min(others[k] + offset - ones[k], others[min(k + 1, len(others) - 1)])


def turn(passage: Shared) -> Shared:
    """The same passage seen from the other report."""
    changed = tuple(
        change.model_copy(
            update={
                "start_one": change.start_other,
                "end_one": change.end_other,
                "start_other": change.start_one,
                "end_other": change.end_one,
                "one": change.other,
                "other": change.one,
            }
        )
        for change in passage.changed
    )
    return passage.model_copy(
        update={
            "start_one": passage.start_other,
            "end_one": passage.end_other,
            "start_other": passage.start_one,
            "end_other": passage.end_one,
            "changed": changed,
        }
    )


def _by_member(groups: Groups[Stretch]) -> Mapping[Stretch, tuple[Stretch, ...]]:
    found: dict[Stretch, tuple[Stretch, ...]] = {}
    for members in groups.members().values():
        ordered = tuple(sorted(members))
        found.update(dict.fromkeys(ordered, ordered))
    return found
