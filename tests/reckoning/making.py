"""Reports and figures made from single sentences, and annotated reports as claims, for the reckoning's tests."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from vigil.intake import take_in
from vigil.reckoning.accounts import Account, make_accounts
from vigil.records import AnyClaim, Figure, Forecast, Given, Incident, Passage, Period, Problem, Report

KINDS: dict[str, type[Figure] | type[Incident] | type[Forecast]] = {
    "figure": Figure, "incident": Incident, "forecast": Forecast,
}  # fmt: skip


def make_report(text: str, *, name: str = "courier", day: date | None = None, **fields: Any) -> Report:
    """A report of one passage, published on a day."""
    return Report(
        id=sha256(f"{name}{text}".encode()).hexdigest(),
        name=name,
        text=text,
        given=Given(published=day),
        passages=(Passage(start=0, end=len(text)),),
        **fields,
    )


def make_figure(report: Report, number: float, *, quote: str | None = None, **fields: Any) -> Figure:
    """A figure of people killed in Sarmin, exactly so many, on the report's day; whatever the fields do not change."""
    words = quote or report.text
    start = report.text.index(words)
    day = report.day
    when = Period(start=day, end=day, basis="event") if day else Period(basis="event")
    made: dict[str, Any] = {
        "measure": "killed", "who": "people", "low": number, "high": number, "place": "Sarmin", "when": when,
        "source": "Sarmin hospital", **fields,
    }  # fmt: skip
    if made.get("qualifier") in ("at_least", "more_than", "vague"):
        made["high"] = None
    if made.get("qualifier") in ("up_to", "less_than"):
        made["low"] = None
    return Figure.of(report, start, start + len(words), **made)


def since(start: date | None, end: date | None) -> Period:
    """A cumulative window."""
    return Period(start=start, end=end, basis="since")


def as_of(day: date | None) -> Period:
    """A state on a day."""
    return Period(start=day, end=day, basis="as_of")


def accounts_of(*pairs: tuple[Report, Figure]) -> tuple[Account, ...]:
    """The figures as the reckoning sees them."""
    return make_accounts([report for report, _ in pairs], [figure for _, figure in pairs])


def read_gold(gold: Path, reports: Path, *, manifest: Path | None = None) -> tuple[list[Report], list[AnyClaim]]:
    """Annotated reports and their claims; claims whose quote is not in the cleaned text are left out."""
    taken = [item for item in take_in([reports], manifest=manifest) if not isinstance(item, Problem)]
    known = {item.report.name: item.report for item in taken}
    claims: list[AnyClaim] = []
    for file in sorted(gold.glob("*.jsonl")):
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        claims += [c for line in lines if (c := _claim(line, known[file.stem])) is not None]
    return list(known.values()), claims


def _claim(line: dict[str, Any], report: Report) -> AnyClaim | None:
    kind, quote = line.pop("kind"), line.pop("quote", None)
    line.pop("report", None)
    if kind == "report" or quote is None:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in quote.split()), report.text)
    return KINDS[kind].of(report, found.start(), found.end(), **line) if found else None
