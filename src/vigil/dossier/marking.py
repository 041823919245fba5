"""A report's text with its claims marked in place.

Claims nest and cross, and HTML elements must not: each paragraph is cut at every start and end of a claim into flat
segments, and each segment knows all the claims that lie over it. So any overlap gives balanced HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vigil.records import Claim, Passage, PassageKind, Report


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same claims. opens: claims that begin with it; closes: claims that end with it."""

    text: str
    kinds: tuple[str, ...]
    depth: int
    opens: tuple[Claim, ...]
    closes: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of a report, cut into segments."""

    kind: PassageKind
    is_report: bool
    segments: tuple[Segment, ...]


def mark_report(report: Report, claims: Iterable[Claim]) -> tuple[Paragraph, ...]:
    """The whole text of a report, nothing dropped, with its claims marked; ``claims`` are those of this report."""
    ordered = sorted(claims, key=lambda claim: (claim.start, -claim.end, claim.id))
    return tuple(_mark_passage(report, passage, ordered) for passage in _cover(report))


def _mark_passage(report: Report, passage: Passage, claims: Sequence[Claim]) -> Paragraph:
    here = [claim for claim in claims if claim.start < passage.end and claim.end > passage.start]
    cuts = {passage.start, passage.end}
    for claim in here:
        cuts |= {offset for offset in (claim.start, claim.end) if passage.start < offset < passage.end}
    edges = sorted(cuts)
    segments = tuple(_segment(report, start, end, here) for start, end in pairwise(edges))
    return Paragraph(kind=passage.kind, is_report=passage.is_report, segments=segments)


def _segment(report: Report, start: int, end: int, claims: Sequence[Claim]) -> Segment:
    over = [claim for claim in claims if claim.start < end and claim.end > start]
    return Segment(
        text=report.text[start:end],
        kinds=tuple(sorted({claim.kind for claim in over})),
        depth=len(over),
        opens=tuple(claim for claim in over if claim.start == start),
        closes=tuple(claim for claim in over if claim.end == end),
    )


def _cover(report: Report) -> Iterator[Passage]:
    """The report's passages, and whatever text lies between them: the page drops no word."""
    at = 0
    for passage in sorted(report.passages, key=lambda one: one.start):
        yield from _paragraphs(report.text, at, passage.start)
        if passage.end > max(at, passage.start):
            yield passage.model_copy(update={"start": max(at, passage.start)})
        at = max(at, passage.end)
    yield from _paragraphs(report.text, at, len(report.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Passage]:
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[start:end]):
        yield Passage(start=start + block.start(), end=start + block.end())
