"""The ledger: a folder that keeps reports, their claims and how they were come by."""

from vigil.ledger.store import Counts, Ledger

__all__ = ["Counts", "Ledger"]
