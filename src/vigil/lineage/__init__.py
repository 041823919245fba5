"""Lineage: which reports share passages, and where each claim first came from."""

from vigil.lineage.corroboration import Corroboration, corroborate
from vigil.lineage.origins import Origin, Origins, Settled, settle_origins
from vigil.lineage.reuse import find_reuse
from vigil.lineage.shared import Change, Reuse, Shared
from vigil.lineage.slips import CopyError, find_copy_errors
from vigil.lineage.tracing import Lineage, trace

__all__ = [
    "trace", "Lineage",
    "find_reuse", "Reuse", "Shared", "Change",
    "settle_origins", "Origins", "Origin", "Settled",
    "find_copy_errors", "CopyError",
    "corroborate", "Corroboration",
]  # fmt: skip
