"""Lineage: which reports share passages, and where each claim first came from."""

from vigil.lineage.corroboration import Corroboration, corroborate
from vigil.lineage.origins import Origins, settle_origins
from vigil.lineage.reuse import find_reuse
from vigil.lineage.shared import Change, Reuse, Shared
from vigil.lineage.slips import find_copy_errors
from vigil.lineage.tracing import Lineage, trace

__all__ = [
    "trace", "Lineage",
    "find_reuse", "Reuse", "Shared", "Change",
    "settle_origins", "Origins",
    "find_copy_errors",
    "corroborate", "Corroboration",
]  # fmt: skip
