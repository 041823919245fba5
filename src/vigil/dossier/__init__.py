"""The dossier: one HTML file made from what the ledger holds. It only reads, and asks nobody for anything.

words, voices, tallies, marking, places and world turn contents into what is said, by whom, how exactly and where;
chart draws the map; view lays the page out; page escapes, renders and writes it.
"""

from vigil.dossier.page import render, write_page

__all__ = ["render", "write_page"]
