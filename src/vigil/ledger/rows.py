"""Records as rows and back. Claims are validated again on the way back, against the text they were found in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from vigil.records import AnyClaim, Figure, Forecast, Incident, Passage, Problem, Report

Row: TypeAlias = dict[str, Any]

_KINDS: dict[str, type[Figure | Incident | Forecast]] = {"figure": Figure, "incident": Incident, "forecast": Forecast}
_GIVEN = ("published", "outlet", "title", "url")
_HEADING = ("title", "outlet", "agency", "published", "weekday", "dateline")


def fingerprint(report: Report) -> str:
    """The id of an edition: a hash over everything that was taken in, so that any change of it is another edition."""
    return hashlib.sha256(report.model_dump_json().encode()).hexdigest()


def edition_row(report: Report) -> Row:
    """A report as a row of ``edition``."""
    return {
        "id": fingerprint(report),
        "report_id": report.id,
        "text": report.text,
        "text_hash": report.text_hash,
        **{f"given_{name}": getattr(report.given, name) for name in _GIVEN},
        **{name: getattr(report, name) for name in _HEADING},
    }


def passage_rows(report: Report) -> list[Row]:
    """A report's passages as rows of ``passage``."""
    edition = fingerprint(report)
    return [{"edition_id": edition, "number": i, **p.model_dump()} for i, p in enumerate(report.passages)]


def report_of(row: Mapping[str, Any], *, passages: Iterable[Mapping[str, Any]]) -> Report:
    """The report that an edition's row (with ``report_id`` and ``name``) and its passages tell of."""
    return Report(
        id=row["report_id"],
        name=row["name"],
        text=row["text"],
        given={name: row[f"given_{name}"] for name in _GIVEN},
        passages=tuple(Passage(start=p["start"], end=p["end"], kind=p["kind"]) for p in passages),
        **{name: row[name] for name in _HEADING},
    )


def claim_row(claim: AnyClaim, *, reading: int, number: int) -> Row:
    """A claim as a row of the table of its kind."""
    row = claim.model_dump()
    if "when" in row:
        when = row.pop("when")
        row.update(when_start=when["start"], when_end=when["end"], basis=when["basis"])
    if "by_when" in row:
        due = row.pop("by_when")
        row.update(by_when_start=due["start"], by_when_end=due["end"])
    row["rules"] = list(row["rules"])
    del row["kind"], row["report"]
    return {"reading_id": reading, "number": number, **row}


def claim_of(kind: str, row: Mapping[str, Any], *, report: Report, origin: str | None) -> AnyClaim:
    """The claim that a row tells of, with the origin that was settled since, if any.

    Raises GroundingError where its quote no longer stands in the report.
    """
    line = {"kind": kind, "report": report.name, **row, "origin": origin or row["origin"]}
    del line["reading_id"], line["number"]
    if kind == "forecast":
        line["by_when"] = {"start": line.pop("by_when_start"), "end": line.pop("by_when_end")}
    else:
        start, end, basis = line.pop("when_start"), line.pop("when_end"), line.pop("basis")
        line["when"] = {"start": start, "end": end, "basis": basis}
    return _KINDS[kind].model_validate(line, context={"report": report})


def problem_row(problem: Problem) -> Row:
    """A problem as a row of ``problem``, not settled."""
    text = "\x1f".join([problem.stage, problem.source, problem.code, problem.message])
    return {"id": hashlib.sha256(text.encode()).hexdigest()[:16], **problem.model_dump(), "settled": False}


def problem_of(row: Mapping[str, Any]) -> Problem:
    """The problem that a row tells of."""
    return Problem.model_validate({name: row[name] for name in Problem.model_fields})
