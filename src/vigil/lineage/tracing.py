"""The whole of lineage in one step, as a build takes it and ``vigil lineage`` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import SkipValidation

from vigil.lineage.origins import Origins, settle_origins
from vigil.lineage.reuse import find_reuse
from vigil.lineage.shared import Reuse
from vigil.lineage.slips import find_copy_errors
from vigil.records import AnyClaim, CopyError, Record, Report


class Lineage(Record):
    """Who copied whom: the pairs of reports that share passages, the origin of every claim, and the copy errors."""

    reuse: tuple[SkipValidation[Reuse], ...] = ()
    origins: Origins = Origins()
    errors: tuple[CopyError, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Ready for JSON: ``pairs`` (each ``reports`` and ``passages``), ``origins``, ``claims``, ``copy_errors``."""
        return {
            "pairs": [_pair(pair) for pair in self.reuse],
            "origins": [origin.model_dump(mode="json") for origin in self.origins.origins],
            "claims": [settled.model_dump(mode="json") for settled in self.origins.claims],
            "copy_errors": [error.model_dump(mode="json") for error in self.errors],
        }


def trace(reports: Sequence[Report], claims: Sequence[AnyClaim]) -> Lineage:
    """Trace where the claims of these reports came from. The order of reports and claims makes no difference."""
    reuse = find_reuse(reports)
    return Lineage(
        reuse=reuse,
        origins=settle_origins(reports, reuse, claims),
        errors=find_copy_errors(reports, reuse, claims),
    )


def _pair(reuse: Reuse) -> dict[str, Any]:
    passages = [passage.model_dump(mode="json") for passage in reuse.passages]
    return {"reports": [reuse.one, reuse.other], "share": reuse.share, "passages": passages}
