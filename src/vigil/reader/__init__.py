"""Reading: one report to its claims. A pure function of the report, the reader's version and the gazetteer.

1. ``text``: the report as sentences of tokens, at their offsets.
2. ``scene``: what the whole text tells before any claim: its parties and persons, its voices, its times, its places.
3. ``figures``, ``incidents``, ``forecasts``: the claims, each grounded in its quote.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vigil.records import Reading, Report

if TYPE_CHECKING:
    from vigil.names.gazetteer import Gazetteer

__all__ = ["VERSION", "read"]

VERSION = "2"
"""Changes whenever the same report may give other claims; a ledger reads again what an older version read."""


def read(report: Report) -> Reading:
    """Read one report: its claims, each grounded in its text, in the order of the text.

    Raises ReaderError where the packaged weights are missing.
    """
    from vigil.reader.figures import find_figures
    from vigil.reader.forecasts import find_forecasts
    from vigil.reader.incidents import find_incidents
    from vigil.reader.scene import Scene
    from vigil.reader.text import parse_one

    scene = Scene.of(parse_one(report), gazetteer=_gazetteer())
    claims = (*find_figures(scene), *find_incidents(scene), *find_forecasts(scene))
    return Reading(report=report, claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end))))


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer | None:
    """The gazetteer, opened once per process; None where none is built: places are named then, and not resolved."""
    from vigil.errors import GazetteerError
    from vigil.names.gazetteer import Gazetteer

    try:
        return Gazetteer.open()
    except GazetteerError:
        return None
