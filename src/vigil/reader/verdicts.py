"""A verdict on those counted, and which verdicts their class allows."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.reader.counted import Counted
from vigil.reader.nouns import modifier_groups
from vigil.records import Measure

WEAK: frozenset[Measure] = frozenset({"other", "present", "deployed"})
"""Measures that any plainer word overrules: "saw dozens of dead protesters"."""


STRONG_POINTS = frozenset("checkpoint outpost base post position barracks stronghold compound headquarters".split())
"""Things that are taken and held as land is."""


_BUILDINGS = frozenset(
    "home house school hospital clinic shop store market mosque church building bridge factory".split()
)
"""Things that go nowhere: they are never deployed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A measure, the rule that found it, and the token index of the word that says it (None: the noun itself).

    host: index of the counted phrase that this one is a part of. acts: the counted do it, they do not suffer it.
    """

    measure: Measure
    rule: str
    at: int | None = None
    host: int | None = None
    acts: bool = False


def allows(one: Counted, measure: Measure) -> bool:
    """Whether a counted class can be measured so: people are killed, homes destroyed, towns taken."""
    kind = one.noun.kind if one.noun else "person"
    if kind in ("event", "fired"):
        return measure == "attacks" or (kind == "fired" and measure == "destroyed")
    if kind == "object":
        if measure == "area":
            return one.noun is not None and one.noun.name in STRONG_POINTS
        stands = one.noun is not None and one.noun.name in _BUILDINGS
        return measure in ("destroyed", "attacks", "other") or (measure == "deployed" and not stands)
    if kind == "area":
        return measure in ("area", "attacks") if one.area is None else measure == "area"
    if kind == "unit":
        return measure in ("deployed", "destroyed", "surrendered")
    if kind == "unlisted":
        return measure in ("killed", "wounded", "abducted", "detained", "missing", "displaced")
    if measure == "deployed":
        return kind == "person" and one.noun is not None and is_armed(one)
    if one.is_single and measure in ("other", "present", "returned", "deployed"):
        return False
    return measure not in ("area", "attacks", "destroyed")


def is_armed(one: Counted) -> bool:
    """Whether the counted fight: by their noun, or by a word before it ("20 armed herders")."""
    if one.noun is None or one.noun.group in ("journalist", "official", "child"):
        return False
    return one.noun.group == "combatant" or any(modifier_groups().get(w) == "combatant" for w in one.modifiers)
