"""Figures about Vigil's speed and size, measured on reports made up by corpus.py."""
