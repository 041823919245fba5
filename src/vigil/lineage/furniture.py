"""Paragraphs that an outlet puts under or over many of its reports, and that intake took for the report's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from vigil.lineage.groups import Groups
from vigil.lineage.wording import has_number, own_passages
from vigil.records import Report

LEAST_REPEATS = 3
"""Stories of one outlet that begin or end with the same paragraph: from here on it is the outlet's furniture."""
_EDGE = 2  # paragraphs at either end of a report where furniture stands
_MOST = 0.5  # share of a report that may be furniture; more, and the reports are copies of each other
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_LEAST_SENTENCE = 40  # characters; two reports that share a longer one tell one story


def find_furniture(reports: Sequence[Report]) -> frozenset[str]:
    """The texts of such paragraphs. One that holds a number is news; so is one that a single story repeats.

    Copies of one story also begin and end alike: reports that share another sentence count as one.
    """
    edges = {report.id: _edges(report) for report in reports}
    by_id = {report.id: report for report in reports}
    holders: dict[tuple[str | None, str], list[Report]] = defaultdict(list)
    for id, texts in edges.items():
        report = by_id[id]
        for text in texts:
            holders[report.given.outlet or report.outlet, text].append(report)
    repeated = {key: held for key, held in holders.items() if len(held) >= LEAST_REPEATS}
    candidates = frozenset(text for _, text in repeated)
    return frozenset(
        text for (_, text), held in repeated.items() if _count_stories(held, candidates) >= LEAST_REPEATS
    )


def _edges(report: Report) -> frozenset[str]:
    texts = [report.words(passage).strip() for passage in own_passages(report)]
    near = texts if len(texts) <= 2 * _EDGE else texts[:_EDGE] + texts[-_EDGE:]
    return frozenset(text for text in near if text and not has_number(text)) if len(texts) > 1 else frozenset()


def _count_stories(reports: Sequence[Report], candidates: frozenset[str]) -> int:
    """How many stories these reports tell, at least; one that is little but candidates itself tells none for sure."""
    stories = Groups[str]()
    first: dict[str, str] = {}
    for report in reports:
        own = [text for text in map(str.strip, map(report.words, own_passages(report))) if text not in candidates]
        if sum(map(len, own)) < _MOST * len(report.text):
            continue
        stories.add(report.id)
        for sentence in _sentences(own):
            stories.join(report.id, first.setdefault(sentence, report.id))
    return stories.count()


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (part for part in _SENTENCE_END.split(text) if len(part) >= _LEAST_SENTENCE)
