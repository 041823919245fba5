"""Trains the English language pipeline that Vigil ships, and measures it."""
