"""Whose word it is, as a colour and a shape: the five sources with most claims get one each, the rest a grey letter.

Colour never says whose dead, which side or how bad. A shape alone must do on a black-and-white print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vigil.dossier import words
from vigil.records import REPORT_VOICE, Claim

COLOURED = 5
"""How many sources have a colour of their own; more could not be told apart."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source. mark: ``v1`` to ``v5``, ``vx`` (grey, with its letter) or ``v0`` (no source is named)."""

    name: str
    shown: str
    mark: str
    letter: str
    figures: int
    incidents: int
    forecasts: int
    reports: int
    speakers: tuple[str, ...]

    @property
    def claims(self) -> int:
        """How many claims are its word."""
        return self.figures + self.incidents + self.forecasts


def gather_voices(claims: Iterable[Claim]) -> tuple[Voice, ...]:
    """Every source of these claims, the one with most claims first, the unnamed one last."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    ranked = sorted(by_source.items(), key=lambda pair: (pair[0] == REPORT_VOICE, -len(pair[1]), pair[0]))
    return tuple(_voice(name, said, rank) for rank, (name, said) in enumerate(ranked, start=1))


def _voice(name: str, said: list[Claim], rank: int) -> Voice:
    kinds = Counter(claim.kind for claim in said)
    return Voice(
        name=name,
        shown="No source named" if name == REPORT_VOICE else name,
        mark="v0" if name == REPORT_VOICE else f"v{rank}" if rank <= COLOURED else "vx",
        letter=name[:1].upper(),
        figures=kinds["figure"],
        incidents=kinds["incident"],
        forecasts=kinds["forecast"],
        reports=len({claim.report for claim in said}),
        speakers=tuple(sorted({claim.speaker for claim in said if claim.speaker})),
    )


def voices_by_name(voices: Iterable[Voice]) -> dict[str, Voice]:
    """The voices under the names that claims use."""
    return {voice.name: voice for voice in voices}


def says(claim: Claim) -> str:
    """Who says it, as the end of a sentence."""
    name = words.source_name(claim)
    return f"says {name}" if name else "No source is named"
