"""What each level of each comparison weighs, as shipped, and from which score on two tellings are one happening.

Fellegi and Sunter (1969), "A Theory for Record Linkage": a level that holds for a share m of the pairs of one happening
and a share u of all others weighs log2(m / u) bits; the bits add up, from the prior odds on.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import log2
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE = "weights.yaml"


class Share(BaseModel):
    """How often a level holds: m, of the pairs of one happening; u, of the pairs of two (0 to 1, never 0)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    m: float = Field(gt=0, lt=1)
    u: float = Field(gt=0, lt=1)

    @property
    def bits(self) -> float:
        """What the level speaks for one happening, in bits."""
        return log2(self.m / self.u)


class Weights(BaseModel):
    """The form of weights.yaml. source: where the numbers come from. prior: the share of pairs compared that are one.

    threshold: bits from which two tellings are linked; judged: how that did. shares: by comparison and level, in order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    judged: str = ""
    prior: float = Field(gt=0, lt=1)
    threshold: float
    shares: dict[str, dict[str, Share]]

    @property
    def start(self) -> float:
        """The bits that every pair starts from: the prior odds."""
        return log2(self.prior / (1 - self.prior))


@cache
def shipped() -> Weights:
    """The weights that come with Vigil. Raises pydantic's ValidationError where the file was damaged."""
    text = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    data: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Weights.model_validate(data)
