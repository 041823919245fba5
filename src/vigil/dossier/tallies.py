"""The figures of the ledger as lines to read: one tally for each quantity, on a shelf for each measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vigil.dossier import words
from vigil.records import Contents, Figure, Measure, Quantity


@dataclass(frozen=True, slots=True)
class Tally:
    """One quantity as a line. lead: its most recent figure; others: the other numbers given for it, said once each.

    reports, agencies: how many the figures stand in; origins: None where copies have not been traced.
    """

    id: str
    lead: Figure
    figures: tuple[Figure, ...]
    others: tuple[Figure, ...]
    basis: str
    place: str | None
    reports: int
    agencies: tuple[str, ...]
    sources: tuple[str, ...]
    origins: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All tallies of one measure, those with most figures first."""

    measure: Measure
    title: str
    tallies: tuple[Tally, ...]


def shelve(contents: Contents) -> tuple[Shelf, ...]:
    """Every figure of the contents on exactly one tally: those of a quantity together, any other alone."""
    agencies = {report.name: report.agency for report in contents.reports if report.agency}
    tallies = list(_tallies(contents, agencies))
    shelves = (
        (measure, title, sorted((t for t in tallies if t.lead.measure == measure), key=_weight))
        for measure, title in words.MEASURES.items()
    )
    return tuple(Shelf(measure, title, tuple(here)) for measure, title, here in shelves if here)


def mark_of(figure: Figure) -> str:
    """The mark that a figure's words call for: never a bare point for a number that is not exact."""
    if figure.qualifier == "vague":
        return "vague"
    if figure.qualifier == "exact":
        return "exact" if figure.low == figure.high else "range"
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return "range"
    return figure.qualifier


def _tallies(contents: Contents, agencies: dict[str, str]) -> Iterator[Tally]:
    figures = {claim.id: claim for claim in contents.claims if isinstance(claim, Figure)}
    placed: set[str] = set()
    for quantity in contents.quantities:
        series = [figures[id_] for id_ in quantity.figures if id_ in figures and id_ not in placed]
        placed.update(figure.id for figure in series)
        if series:
            yield _tally(f"q-{quantity.id}", series, agencies, quantity)
    for figure in figures.values():
        if figure.id not in placed:
            yield _tally(f"q-{figure.id}", [figure], agencies, None)


def _tally(id_: str, series: list[Figure], agencies: dict[str, str], quantity: Quantity | None) -> Tally:
    lead = series[-1]
    reports = sorted({figure.report for figure in series})
    origins = {figure.origin for figure in series}
    return Tally(
        id=id_,
        lead=lead,
        figures=tuple(series),
        others=tuple(_others(lead, series)),
        basis=words.period(lead.when),
        place=(quantity.place if quantity else None) or lead.place,
        reports=len(reports),
        agencies=tuple(sorted({agencies[name] for name in reports if name in agencies})),
        sources=tuple(sorted({name for figure in series if (name := words.source_name(figure))})),
        origins=None if None in origins else len(origins),
    )


def _others(lead: Figure, series: Iterable[Figure]) -> Iterator[Figure]:
    said = {words.phrase(lead)}
    for figure in series:
        if words.phrase(figure) not in said:
            said.add(words.phrase(figure))
            yield figure


def _weight(tally: Tally) -> tuple[float, float, str]:
    return -len(tally.figures), -(tally.lead.low or tally.lead.high or 0), tally.id
