"""Vigil: an open conflict monitor that keeps one attributed ledger of what was said."""

__version__ = "0.1.0"
