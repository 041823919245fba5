"""Conclusions as rows and back. What comes back is sorted, and the same whatever order it was given in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from vigil.records import (
    Clue,
    Conclusions,
    Dating,
    Discrepancy,
    Estimate,
    Event,
    Link,
    Note,
    Origin,
    Outcome,
    Period,
    Quantity,
    Settled,
    Spot,
    Timing,
)

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]
"""Rows by the name of their table."""


def rows_of(conclusions: Conclusions) -> Rows:
    """Conclusions as rows of the tables that hold them, each table's in the order of its key."""
    return {
        "origin": sorted((origin.model_dump() for origin in conclusions.origins), key=lambda row: str(row["id"])),
        **_settled_rows(sorted(conclusions.settled, key=lambda s: s.claim)),
        **_quantity_rows(sorted(conclusions.quantities, key=lambda q: q.id)),
        **_estimate_rows(sorted(conclusions.estimates, key=lambda e: e.quantity or "")),
        **_event_rows(sorted(conclusions.events, key=lambda e: e.id)),
        **_discrepancy_rows(sorted(conclusions.discrepancies, key=lambda d: d.id)),
        **_note_rows(sorted(conclusions.notes, key=lambda n: n.id)),
        "outcome": sorted(map(_outcome_row, conclusions.outcomes), key=lambda row: str(row["forecast_id"])),
        **_dating_rows(sorted(conclusions.datings, key=lambda d: d.report)),
        "timing": sorted(
            ({"claim_id": t.claim, **t.when.model_dump()} for t in conclusions.timings),
            key=lambda row: str(row["claim_id"]),
        ),
    }


def conclusions_of(rows: Rows) -> Conclusions:
    """The conclusions that these rows tell of: all tables, each in the order of its key."""
    quantities = _quantities(rows)
    place = {quantity.id: number for number, quantity in enumerate(quantities)}
    return Conclusions(
        origins=tuple(sorted((Origin(**row) for row in rows["origin"]), key=lambda o: (o.kind, o.name))),
        settled=_settled(rows),
        quantities=quantities,
        events=_events(rows),
        discrepancies=_discrepancies(rows),
        notes=_notes(rows),
        estimates=tuple(sorted(_estimates(rows), key=lambda e: place[e.quantity or ""])),
        outcomes=tuple(_outcome_of(row) for row in rows["outcome"]),
        datings=_datings(rows),
        timings=tuple(_timing_of(row) for row in rows["timing"]),
    )


def _settled_rows(settled: Iterable[Settled]) -> Rows:
    """The reports that hold a sentence are kept once, however many claims it and its copies make."""
    made: Rows = {"holding": [], "claim_origin": []}
    holdings: dict[str, tuple[str, ...]] = {}
    for one in settled:
        id_ = hashlib.sha256("\x1f".join(one.holders).encode()).hexdigest()[:16]
        holdings[id_] = one.holders
        made["claim_origin"].append(
            {"claim_id": one.claim, "origin_id": one.origin, "evidence": one.evidence, "holding_id": id_}
        )
    for id_ in sorted(holdings):
        made["holding"] += [{"id": id_, "number": n, "report": report} for n, report in enumerate(holdings[id_])]
    return made


def _settled(rows: Rows) -> tuple[Settled, ...]:
    holders = _held(rows["holding"], by="id", column="report")
    return tuple(
        Settled(
            claim=row["claim_id"],
            origin=row["origin_id"],
            evidence=row["evidence"],
            holders=holders.get(row["holding_id"], ()),
        )
        for row in rows["claim_origin"]
    )


def _quantity_rows(quantities: Iterable[Quantity]) -> Rows:
    return {
        "quantity": [quantity.model_dump(exclude={"figures"}) for quantity in quantities],
        "quantity_figure": [
            row for quantity in quantities for row in _numbered("quantity", quantity.id, "figure_id", quantity.figures)
        ],
    }


def _quantities(rows: Rows) -> tuple[Quantity, ...]:
    figures = _held(rows["quantity_figure"], by="quantity_id", column="figure_id")
    found = [Quantity(**row, figures=figures.get(row["id"], ())) for row in rows["quantity"]]
    return tuple(sorted(found, key=lambda q: (q.measure, q.group, q.side or "", q.place or "", q.id)))


def _estimate_rows(estimates: Iterable[Estimate]) -> Rows:
    made: Rows = {"estimate": [], "estimate_claim": []}
    for estimate in estimates:
        row = estimate.model_dump(exclude={"quantity", "claims", "copies"})
        made["estimate"].append({"quantity_id": estimate.quantity, **row})
        used = [(claim, False) for claim in estimate.claims] + [(claim, True) for claim in estimate.copies]
        made["estimate_claim"] += [
            {"quantity_id": estimate.quantity, "claim_id": claim, "copy": copy} for claim, copy in sorted(used)
        ]
    return made


def _estimates(rows: Rows) -> list[Estimate]:
    used = _held([row for row in rows["estimate_claim"] if not row["copy"]], by="quantity_id", column="claim_id")
    copies = _held([row for row in rows["estimate_claim"] if row["copy"]], by="quantity_id", column="claim_id")
    return [
        Estimate(
            **_without(row, "quantity_id"),
            quantity=row["quantity_id"],
            claims=used.get(row["quantity_id"], ()),
            copies=copies.get(row["quantity_id"], ()),
        )
        for row in rows["estimate"]
    ]


def _event_rows(events: Iterable[Event]) -> Rows:
    made: Rows = {"event": [], "event_incident": [], "event_link": []}
    for event in events:
        made["event"].append(event.model_dump(exclude={"incidents", "links"}))
        made["event_incident"] += _numbered("event", event.id, "incident_id", event.incidents)
        made["event_link"] += [
            {
                "event_id": event.id,
                "number": number,
                "left_id": link.left,
                "right_id": link.right,
                "probability": link.probability,
                "evidence": [list(one) for one in link.evidence],
            }
            for number, link in enumerate(event.links)
        ]
    return made


def _events(rows: Rows) -> tuple[Event, ...]:
    incidents = _held(rows["event_incident"], by="event_id", column="incident_id")
    links: dict[str, list[Link]] = {}
    for row in rows["event_link"]:
        links.setdefault(row["event_id"], []).append(
            Link(
                left=row["left_id"],
                right=row["right_id"],
                probability=row["probability"],
                evidence=tuple((words, bits) for words, bits in row["evidence"]),
            )
        )
    found = [
        Event(**row, incidents=incidents.get(row["id"], ()), links=tuple(links.get(row["id"], ())))
        for row in rows["event"]
    ]
    return tuple(sorted(found, key=lambda e: (e.start or e.end or date.max, e.id)))


def _discrepancy_rows(discrepancies: Iterable[Discrepancy]) -> Rows:
    made: Rows = {"discrepancy": [], "discrepancy_claim": []}
    for one in discrepancies:
        made["discrepancy"].append({"id": one.id, "kind": one.kind, "why": one.why, "quantity_id": one.quantity})
        made["discrepancy_claim"] += _numbered("discrepancy", one.id, "claim_id", one.claims)
    return made


def _discrepancies(rows: Rows) -> tuple[Discrepancy, ...]:
    claims = _held(rows["discrepancy_claim"], by="discrepancy_id", column="claim_id")
    found = [
        Discrepancy(**_without(row, "quantity_id"), quantity=row["quantity_id"], claims=claims.get(row["id"], ()))
        for row in rows["discrepancy"]
    ]
    return tuple(sorted(found, key=lambda d: (d.kind, d.id)))


def _note_rows(notes: Iterable[Note]) -> Rows:
    made: Rows = {"note": [], "note_claim": []}
    for note in notes:
        row = note.model_dump(exclude={"quantity", "claims", "source"})
        made["note"].append({**row, "quantity_id": note.quantity, "source": list(note.source)})
        made["note_claim"] += _numbered("note", note.id, "claim_id", note.claims)
    return made


def _notes(rows: Rows) -> tuple[Note, ...]:
    claims = _held(rows["note_claim"], by="note_id", column="claim_id")
    found = [
        Note(
            **_without(_without(row, "quantity_id"), "source"),
            quantity=row["quantity_id"],
            source=tuple(row["source"]),
            claims=claims.get(row["id"], ()),
        )
        for row in rows["note"]
    ]
    return tuple(sorted(found, key=lambda n: (n.first, n.kind, n.source, n.id)))


def _outcome_row(outcome: Outcome) -> Row:
    spot = outcome.settled_by
    return {
        "forecast_id": outcome.forecast,
        "verdict": outcome.verdict,
        "why": outcome.why,
        "said": outcome.said,
        "due": outcome.due,
        "settled_on": outcome.on,
        **{name: getattr(spot, name, None) for name in Spot.model_fields},
    }


def _outcome_of(row: Mapping[str, Any]) -> Outcome:
    spot = Spot(**{name: row[name] for name in Spot.model_fields}) if row["report"] is not None else None
    return Outcome(
        forecast=row["forecast_id"],
        verdict=row["verdict"],
        why=row["why"],
        said=row["said"],
        due=row["due"],
        on=row["settled_on"],
        settled_by=spot,
    )


def _dating_rows(datings: Iterable[Dating]) -> Rows:
    made: Rows = {"dating": [], "dating_clue": []}
    for dating in datings:
        days = [day.isoformat() for day in dating.days]
        made["dating"].append({"report": dating.report, "first": dating.first, "last": dating.last, "days": days})
        clues = [(clue, False) for clue in dating.clues] + [(clue, True) for clue in dating.set_aside]
        made["dating_clue"] += [
            {"report": dating.report, "number": number, **clue.model_dump(mode="json"), "set_aside": aside}
            for number, (clue, aside) in enumerate(clues)
        ]
    return made


def _datings(rows: Rows) -> tuple[Dating, ...]:
    clues: dict[tuple[str, bool], list[Clue]] = {}
    for row in rows["dating_clue"]:
        clue = Clue(kind=row["kind"], says=row["says"], spots=tuple(Spot(**spot) for spot in row["spots"]))
        clues.setdefault((row["report"], row["set_aside"]), []).append(clue)
    return tuple(
        Dating.model_validate(
            {**row, "clues": clues.get((row["report"], False), ()), "set_aside": clues.get((row["report"], True), ())}
        )
        for row in rows["dating"]
    )


def _timing_of(row: Mapping[str, Any]) -> Timing:
    return Timing(claim=row["claim_id"], when=Period(start=row["start"], end=row["end"], basis=row["basis"]))


def _numbered(parent: str, id_: str, column: str, claims: Sequence[str]) -> list[Row]:
    """Claims that a conclusion holds, in order."""
    return [{f"{parent}_id": id_, "number": number, column: claim} for number, claim in enumerate(claims)]


def _held(rows: Iterable[Mapping[str, Any]], *, by: str, column: str) -> dict[str, tuple[str, ...]]:
    """The claims that each conclusion holds, in the order of the rows."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row[column])
    return {id_: tuple(claims) for id_, claims in found.items()}


def _without(row: Mapping[str, Any], name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}
