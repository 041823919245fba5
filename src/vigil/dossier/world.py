"""The world's land and borders (Natural Earth), cut down to what one map shows.

The topology is made by the front-end build: arcs of quantised, delta-encoded points that neighbours share, and for
every ring of every country its arcs and its bounding box, so that only what a map touches is ever decoded.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

from vigil.errors import BUNDLE_MISSING, DossierError

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or x and y."""
Line: TypeAlias = list[Point]
FINE_UP_TO = 0.045
"""Degrees for one px: a map on a smaller scale takes the coarser borders, which differ by less than a px there."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any ground."""
        return not (
            other.west > self.east or other.east < self.west or other.south > self.north or other.north < self.south
        )

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


@dataclass(frozen=True, slots=True)
class Country:
    """What of a country lies in the box, as closed rings cut off at its edges."""

    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Terrain:
    """Land to fill and borders between two countries to draw (a coast is no border)."""

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]


class Ring(BaseModel):
    """One ring of the topology: whose it is, where, and its arcs (``~i`` is arc i backwards)."""

    model_config = ConfigDict(frozen=True)
    country: str
    box: tuple[float, float, float, float]
    arcs: tuple[int, ...]


class Topology(BaseModel):
    """The file that the front-end build makes."""

    model_config = ConfigDict(frozen=True)
    scale: Point
    translate: Point
    rings: tuple[Ring, ...]
    arcs: list[list[tuple[int, int]]]

    def line(self, arc: int) -> Line:
        """One arc as points, forwards or, where negative, backwards."""
        deltas = self.arcs[arc if arc >= 0 else ~arc]
        xs = accumulate(dx for dx, _ in deltas)
        ys = accumulate(dy for _, dy in deltas)
        (sx, sy), (tx, ty) = self.scale, self.translate
        points = [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]
        return points if arc >= 0 else points[::-1]


def cut_out(box: Box, *, degrees_per_px: float) -> Terrain:
    """The land and the borders inside the box, as fine as a drawing on this scale can show.

    Raises DossierError where the front-end build has not been run.
    """
    topology = _topology("10m" if degrees_per_px <= FINE_UP_TO else "50m")
    near = [ring for ring in topology.rings if box.meets(Box(*ring.box))]
    by_country: dict[str, list[Line]] = {}
    for ring in near:
        if len(shape := _clip(_joined(topology, ring), box)) > 2:
            by_country.setdefault(ring.country, []).append(shape)
    countries = tuple(Country(name, tuple(rings)) for name, rings in sorted(by_country.items()))
    return Terrain(countries, tuple(_borders(topology, near, box)))


def static(name: str) -> str:
    """One file of the front-end bundle as text. Raises DossierError where it has not been built."""
    try:
        return resources.files("vigil.dossier").joinpath("static", name).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DossierError(BUNDLE_MISSING, file=str(Path("static") / name)) from error


@lru_cache(maxsize=2)
def _topology(detail: str) -> Topology:
    # model_construct would save little: checking half a million points takes about as long as reading them
    return Topology.model_validate(json.loads(static(f"world-{detail}.json")))


def _joined(topology: Topology, ring: Ring) -> Line:
    """The ring's arcs as one line; neighbours share their end points."""
    line: Line = []
    for arc in ring.arcs:
        line += topology.line(arc)[1 if line else 0 :]
    return line


def _borders(topology: Topology, rings: Iterable[Ring], box: Box) -> Iterator[Line]:
    """Arcs that two countries share, in the runs of them that lie in the box."""
    pairs = {(arc if arc >= 0 else ~arc, ring.country) for ring in rings for arc in ring.arcs}
    owners = Counter(arc for arc, _ in pairs)
    for arc in sorted(arc for arc, n in owners.items() if n > 1):
        yield from _runs(topology.line(arc), box)


def _runs(line: Line, box: Box) -> Iterator[Line]:
    """The stretches of a line inside the box, each with one point more at either end."""
    inside = [box.holds(point) for point in line]
    run: Line = []
    for at, point in enumerate(line):
        if any(inside[max(0, at - 1) : at + 2]):
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


def _clip(ring: Line, box: Box) -> Line:
    """A ring cut off at the box, edge by edge (Sutherland and Hodgman)."""
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        ring = _cut(ring, axis=axis, bound=bound, sign=sign)
        if not ring:
            break
    return ring


def _cut(ring: Sequence[Point], *, axis: int, bound: float, sign: int) -> Line:
    """What of a ring lies on one side of a straight edge."""
    kept: Line = []
    for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
        was_in, is_in = sign * (before[axis] - bound) >= 0, sign * (point[axis] - bound) >= 0
        if was_in != is_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((bound, other) if axis == 0 else (other, bound))
        if is_in:
            kept.append(point)
    return kept
