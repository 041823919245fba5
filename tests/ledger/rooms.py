"""Small rooms for a build under test: plain files in, one figure for each "N people were killed", a page of counts.

The words of a report may ask for trouble: a reader that fails, or dies, as real ones may.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vigil.build import Rooms
from vigil.records import Contents, Figure, Forecast, Given, Incident, Passage, Period, Problem, Reading, Report, Window

_KILLED = re.compile(r"(\d+) (people|fighters) were killed in (\w+)")
_FELL = re.compile(r"(\w+) fell")
_WILL = re.compile(r"will [a-z ]+")


@dataclass(frozen=True)
class Taken:
    """A report, and where it came from."""

    report: Report
    original: bytes
    suffix: str
    source: str


def report_of(text: str, *, name: str = "morning", given: Given | None = None) -> Report:
    """A report of one passage."""
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
        text=text,
        given=given or Given(published="2019-02-12", outlet="Morning Courier"),
        passages=(Passage(start=0, end=len(text)),),
    )


def take_in(sources: Sequence[Path], *, manifest: Path | None = None) -> Iterator[Taken | Problem]:
    """Every .txt file, in order; an empty one is a problem."""
    given = Given(outlet=manifest.read_text()) if manifest else None
    for source in sources:
        for path in sorted(source.rglob("*.txt")) if source.is_dir() else [source]:
            text = path.read_text()
            if text.strip():
                report = report_of(text, name=path.stem, given=given)
                yield Taken(report=report, original=path.read_bytes(), suffix=path.suffix, source=str(path))
            else:
                yield Problem(
                    code="V101",
                    message=f"{path.name} is empty.",
                    next_step="Fill it.",
                    source=str(path),
                    stage="intake",
                )


def take_in_text(text: str, *, name: str, given: Given | None = None) -> Taken:
    """A text that comes by no file."""
    return Taken(report=report_of(text, name=name, given=given), original=text.encode(), suffix=".txt", source=name)


def read(report: Report) -> Reading:
    """Find what the patterns find; fail, die or dawdle where the text says so."""
    if "makes readers fail" in report.text:
        raise ValueError("no such word")
    if "makes readers die" in report.text:
        os._exit(7)
    if "makes readers slow" in report.text:
        time.sleep(0.05)
    day = report.day
    when = Period(start=day, end=day, basis="event") if day else Period()
    claims: list[Figure | Incident | Forecast] = []
    for m in _KILLED.finditer(report.text):
        dead = {"measure": "killed", "who": m[2], "low": int(m[1]), "high": int(m[1]), "place": m[3]}
        claims.append(Figure.of(report, m.start(), m.end(), when=when, rules=("pattern",), **dead))
    for m in _FELL.finditer(report.text):
        claims.append(Incident.of(report, m.start(), m.end(), event="advance", place=m[1], when=when))
    for m in _WILL.finditer(report.text):
        claims.append(Forecast.of(report, m.start(), m.end(), what=m[0], by_when=Window(start=day)))
    claims.sort(key=lambda claim: claim.start)
    return Reading(report=report, claims=tuple(claims))


def write_page(contents: Contents, path: Path) -> None:
    """A page that tells everything, so that pages can be compared."""
    path.write_text(contents.model_dump_json(indent=1))


def rooms(version: str = "1", *, apart: bool = False) -> Rooms:
    """These rooms, with the reader at some version; few reports are read here unless ``apart``."""
    return Rooms(
        take_in=take_in,
        take_in_text=take_in_text,
        read=read,
        write_page=write_page,
        reader_version=version,
        apart=apart,
    )
