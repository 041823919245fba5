"""Reading: one report to its claims. A pure function of the report and the reader's version."""

from __future__ import annotations

from vigil.records import Reading, Report

__all__ = ["VERSION", "read"]

VERSION = "1"
"""Changes whenever the same report may give other claims; a ledger reads again what an older version read."""


def read(report: Report) -> Reading:
    """Read one report: its claims, each grounded in its text, in the order of the text."""
    return Reading(report=report)
