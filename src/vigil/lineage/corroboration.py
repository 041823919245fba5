"""How many witnesses there are for a figure: sources and origins, never outlets.

Five papers that run one wire are one witness; two spokesmen in one wire are two; one spokesman in two wires is one man,
heard twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from vigil.lineage.origins import Origins
from vigil.records import REPORT_VOICE, Figure, Record


class Corroboration(Record):
    """Who stands behind a set of figures.

    sources: those named, sorted. origins: ids, sorted. witnesses: the voices that are different people's: each named
    source once, and each origin once that says it in its own voice. firsts: for every pair of voice and origin the id
    of the figure told first; copies: the ids of the others, which add nothing.
    """

    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    witnesses: int = 0
    firsts: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def corroborate(figures: Iterable[Figure], *, origins: Origins) -> Corroboration:
    """Count who says these figures, which are taken to agree.

    Of figures with one voice and one origin, the first is the one in the report that first held its sentence, then the
    first by report name and place. Raises KeyError where a figure's origin was not settled.
    """
    by_id = {figure.id: figure for figure in figures}
    ordered = sorted(by_id.values(), key=lambda f: (not _is_first(f, origins), f.report, f.start, f.end, f.id))
    firsts: dict[tuple[str, str], Figure] = {}
    for figure in ordered:
        firsts.setdefault((voice_of(figure, origins), origins.of(figure.id).id), figure)
    kept = {figure.id for figure in firsts.values()}
    return Corroboration(
        sources=tuple(sorted({figure.source for figure in ordered if figure.source != REPORT_VOICE})),
        origins=tuple(sorted({origin for _, origin in firsts})),
        witnesses=len({voice for voice, _ in firsts}),
        firsts=tuple(figure.id for figure in firsts.values()),
        copies=tuple(figure.id for figure in ordered if figure.id not in kept),
    )


def voice_of(figure: Figure, origins: Origins) -> str:
    """Whose word a figure is: its source, or, where the report speaks for itself, whoever wrote the report first."""
    return figure.source if figure.source != REPORT_VOICE else origins.of(figure.id).name


def _is_first(figure: Figure, origins: Origins) -> bool:
    return origins.settled(figure.id).first_report == figure.report
