"""How well headings and passages are read on annotated reports, where those are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vigil.intake import Taken, take_in
from vigil.records import Report

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold"
pytestmark = [pytest.mark.gold, pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated reports are not here")]


def pairs() -> list[tuple[Report, dict[str, Any]]]:
    found = []
    for part in ("tuning", "seeds"):
        manifest = GOLD / part / "manifest.csv"
        for item in take_in([GOLD / part / "reports"], manifest=manifest if manifest.exists() else None):
            path = GOLD / part / f"{item.report.name}.jsonl" if isinstance(item, Taken) else None
            if isinstance(item, Taken) and path and path.exists():
                found.append((item.report, json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0])))
    return found


@pytest.mark.parametrize("field", ["weekday", "agency", "title"])
def test_the_heading_is_read(field: str) -> None:
    """At least 95 in 100 are right, where the annotation has an answer and where it has none."""
    read = [(getattr(report, field), gold[field]) for report, gold in pairs()]
    assert sum(mine == right for mine, right in read) >= 0.95 * len(read) > 0


def test_furniture_is_found_and_no_report_lost() -> None:
    """At least 90 in 100 passages of furniture are found; nothing else is dropped."""
    hits = wanted = spurious = 0
    for report, gold in pairs():
        starts = [" ".join(start.split()) for start in gold["not_report"]]
        dropped = [" ".join(report.words(p).split()) for p in report.passages if not p.is_report]
        wanted += len(starts)
        hits += sum(any(words.startswith(start) for words in dropped) for start in starts)
        spurious += sum(not any(words.startswith(start) for start in starts) for words in dropped)
    assert hits >= 0.9 * wanted > 0
    assert spurious == 0
