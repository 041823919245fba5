"""What a ledger says in short: what is known, what is disputed, what became of forecasts, which days are not told.

The page and ``vigil show`` both print this. Everything names the claims that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from vigil.dossier import words
from vigil.dossier.happenings import Happening, gather_happenings
from vigil.names.actors import canonical
from vigil.records import (
    AnyClaim,
    Contents,
    Dating,
    Discrepancy,
    Estimate,
    Figure,
    Forecast,
    Note,
    Outcome,
    Quantity,
    Rule,
)

LIKE = 70
"""How alike (of 100) a name, or a word of it, must be to what was asked for. Ours: one wrong letter in a short word."""
NEAR = 3
"""How many like names are put forward for one that is not there."""


@dataclass(frozen=True, slots=True)
class Known:
    """A quantity with its estimate. what: in words; lead: the most recent of the figures it was made of."""

    quantity: Quantity
    estimate: Estimate
    lead: Figure
    what: str
    figures: tuple[Figure, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The named sources of the figures that the estimate was made of, sorted."""
        used = set(self.estimate.claims)
        named = {words.source_name(figure) for figure in self.figures if figure.id in used}
        return tuple(sorted(name for name in named if name))

    @property
    def reports(self) -> int:
        """How many reports give a figure of it."""
        return len({figure.report for figure in self.figures})

    def to_line(self) -> dict[str, Any]:
        """Ready for JSON."""
        told = self.quantity.model_dump(mode="json", exclude={"figures"})
        estimate = self.estimate.model_dump(mode="json", exclude={"quantity", "sources"})
        return {**told, "what": self.what, **estimate, "sources": list(self.sources)}


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast and what became of it; None where no build has settled it."""

    forecast: Forecast
    outcome: Outcome | None

    def to_line(self) -> dict[str, Any]:
        """Ready for JSON."""
        told = self.outcome.model_dump(mode="json", exclude={"forecast"}) if self.outcome else {}
        return {**self.forecast.to_line(), **told}


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole of it; known: those that most reports give first. claims: with ``since``, those that are new."""

    rule: Rule | None
    since: date | None
    known: tuple[Known, ...]
    disputed: tuple[Discrepancy, ...]
    notes: tuple[Note, ...]
    happenings: tuple[Happening, ...]
    forecasts: tuple[Foretold, ...]
    undated: tuple[Dating, ...]
    claims: tuple[AnyClaim, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        parts = (self.known, self.disputed, self.notes, self.happenings, self.forecasts, self.undated, self.claims)
        return not any(parts)

    def to_line(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "rule": self.rule,
            "since": self.since.isoformat() if self.since else None,
            "known": [known.to_line() for known in self.known],
            "disputed": [one.model_dump(mode="json") for one in self.disputed],
            "series": [one.model_dump(mode="json") for one in self.notes],
            "events": [happening.to_line() for happening in self.happenings],
            "forecasts": [one.to_line() for one in self.forecasts],
            "undated": [dating.model_dump(mode="json") for dating in self.undated],
            **({"new_claims": [claim.to_line() for claim in self.claims]} if self.since else {}),
        }


def summarise(contents: Contents, *, since: date | None = None) -> Summary:
    """What these contents say; with ``since``, only what rests on a claim that was new on that day or later."""
    new = None if since is None else _new_claims(contents, since)
    datings = [d for d in contents.datings if since is None or (d.first is not None and d.first >= since)]
    return Summary(
        rule=contents.rule,
        since=since,
        known=tuple(k for k in gather_known(contents) if new is None or any(f.id in new for f in k.figures)),
        disputed=tuple(d for d in order_disputes(contents.discrepancies) if new is None or new.intersection(d.claims)),
        notes=tuple(n for n in contents.notes if new is None or new.intersection(n.claims)),
        happenings=tuple(
            h for h in gather_happenings(contents) if new is None or new.intersection(h.event.incidents)
        ),
        forecasts=tuple(f for f in gather_forecasts(contents) if new is None or _is_new(f, new, since)),
        undated=tuple(datings),
        claims=tuple(claim for claim in contents.claims if new is not None and claim.id in new),
    )


def gather_known(contents: Contents) -> tuple[Known, ...]:
    """Every quantity with an estimate: those that most reports give first, then those of most origins."""
    figures = {claim.id: claim for claim in contents.claims if isinstance(claim, Figure)}
    quantities = {quantity.id: quantity for quantity in contents.quantities}
    found = [
        _known(quantities[made.quantity], made, figures)
        for made in contents.estimates
        if made.quantity in quantities and any(claim in figures for claim in made.claims)
    ]
    return tuple(sorted(found, key=_weight))


def order_disputes(discrepancies: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """The discrepancies, those of the plainest cause first."""
    order = list(words.DISPUTES)
    return tuple(sorted(discrepancies, key=lambda one: (order.index(one.kind), one.id)))


def gather_forecasts(contents: Contents) -> tuple[Foretold, ...]:
    """Every forecast with its outcome, in the order in which they fall due."""
    outcomes = {outcome.forecast: outcome for outcome in contents.outcomes}
    found = [Foretold(c, outcomes.get(c.id)) for c in contents.claims if isinstance(c, Forecast)]
    return tuple(sorted(found, key=_due))


def claims_of_source(claims: Iterable[AnyClaim], name: str) -> tuple[AnyClaim, ...]:
    """The claims of a source or speaker, by any form of the name; none where nobody of that name speaks."""
    claims = tuple(claims)
    for wanted in (name, canonical(name), canonical(name.upper())):
        key = wanted.strip().casefold()
        found = [c for c in claims if c.source.casefold() == key or (c.speaker or "").casefold() == key]
        if found:
            return tuple(found)
    return ()


def near_names(claims: Iterable[AnyClaim], name: str) -> tuple[str, ...]:
    """Sources and speakers whose names are like this one, the likest first."""
    known = {shown.casefold(): shown for claim in claims for shown in (claim.source, claim.speaker) if shown}
    key = name.strip().casefold()
    likeness = {low: max(fuzz.ratio(key, part) for part in (low, *low.split())) for low in known}
    ranked = sorted(known, key=lambda low: (-(100 if key in low else likeness[low]), len(low), low))
    return tuple(known[low] for low in ranked if key in low or likeness[low] >= LIKE)[:NEAR]


def _known(quantity: Quantity, estimate: Estimate, figures: dict[str, Figure]) -> Known:
    series = tuple(figures[id_] for id_ in quantity.figures if id_ in figures)
    lead = next(figure for figure in reversed(series) if figure.id in estimate.claims)
    return Known(quantity, estimate, lead, _what(quantity, lead), series)


def _what(quantity: Quantity, lead: Figure) -> str:
    """A quantity in words: who or what, what became of them, where."""
    counted = lead.who or ("ground" if quantity.unit == "km2" else f"{words.label(quantity.unit)}s")
    told = f"{counted} {words.done(quantity.measure)}".strip()
    return f"{told}, {quantity.place}" if quantity.place else told


def _weight(known: Known) -> tuple[int, int, float, str]:
    """What most reports give is what they are about; how well it is founded is told beside it, by origins."""
    made = known.estimate
    return -known.reports, -made.origins, -(made.best or made.high or made.low or 0), known.quantity.id


def _due(foretold: Foretold) -> tuple[date, str, int]:
    forecast = foretold.forecast
    due = foretold.outcome.due if foretold.outcome else None
    day = due or forecast.by_when.end or forecast.by_when.start
    return (day or date.max, forecast.report, forecast.start)


def _is_new(foretold: Foretold, new: frozenset[str], since: date | None) -> bool:
    settled = foretold.outcome.on if foretold.outcome else None
    return foretold.forecast.id in new or bool(settled and since and settled >= since)


def _new_claims(contents: Contents, since: date) -> frozenset[str]:
    """The claims of reports of that day or later whose sentence stood in no report before it.

    An undated report is new where it can only be so late.
    """
    days = {dating.report: dating.first for dating in contents.datings}
    days |= {report.name: report.day for report in contents.reports if report.day}
    first = {settled.claim: settled.first_report for settled in contents.settled}

    def is_late(report: str, *, unknown: bool) -> bool:
        day = days.get(report)
        return day >= since if day else unknown

    return frozenset(
        claim.id
        for claim in contents.claims
        if is_late(claim.report, unknown=False) and is_late(first.get(claim.id, claim.report), unknown=True)
    )
