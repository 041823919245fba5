"""Sources to reports: bytes kept under their SHA-256, text cleaned of what is not the report, heading and day read."""

from vigil.intake.taking import Taken, take_in, take_in_text

__all__ = ["take_in", "take_in_text", "Taken"]
