"""The map as a drawing: land, borders, rings and labels, placed so that no label covers a mark or another label.

Drawn here and not by the script, so that it stands in a page without JavaScript and on paper. Equirectangular, true
at the middle latitude: a sketch, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from vigil.dossier.places import Place
from vigil.dossier.world import Box, Line, Point, Terrain, cut_out

KM_PER_DEGREE = 111.32
LETTER = 8.0
"""Width of a letter at the label's size, in px; a little wide, so that labels rather stand apart."""
LINE = 15.0
RING = 7.0
TOLERANCE = 0.5
"""Points nearer than this to the last one drawn, in px, are left out."""
LEAST_SPAN = 1.6
"""Degrees: a map of one village still shows what country it lies in."""
OVERVIEW_SPAN = 14.0
"""Degrees: about a country and its neighbours."""
ROOM_PER_LETTER = 260
"""Square px of a country for each letter of its name: with less, the name would hide it."""
LABELS = 40
"""Places with a label; the others have their ring and their line in the table."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word on the map. anchor: start, middle or end, as SVG has it."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, with its label where there was room."""

    place: Place
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing, in px. bar: the length of the scale bar; bar_km: what it stands for.

    box: the degrees it shows; frame: x, y, width and height of another chart's box within it.
    """

    width: int
    height: int
    box: Box
    frame: tuple[float, float, float, float] | None
    land: str
    borders: str
    names: tuple[Label, ...]
    spots: tuple[Spot, ...]
    bar: float
    bar_km: int


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to px."""

    box: Box
    width: int
    height: int

    def place(self, point: Point) -> Point:
        """Where a longitude and latitude lie in the drawing."""
        x = (point[0] - self.box.west) / (self.box.east - self.box.west) * self.width
        return x, (self.box.north - point[1]) / (self.box.north - self.box.south) * self.height


def draw_chart(places: Sequence[Place], *, width: int, height: int) -> Chart:
    """Draw these places (at least one) with the land around them.

    Raises DossierError where the borders have not been built.
    """
    box = _around([(place.lon, place.lat) for place in places], width / height, LEAST_SPAN)
    return _draw(places, Projection(box, width, height), None)


def draw_overview(places: Sequence[Place], main: Chart, *, width: int, height: int) -> Chart:
    """Draw where the main chart lies, as a frame, and the places (there may be none) that are too far off for it.

    Raises DossierError where the borders have not been built.
    """
    box = main.box
    corners = [(box.west, box.south), (box.east, box.north), *((place.lon, place.lat) for place in places)]
    tall = max(OVERVIEW_SPAN, (box.north - box.south) * 3)
    view = Projection(_around(corners, width / height, tall), width, height)
    (left, top), (right, bottom) = view.place((box.west, box.north)), view.place((box.east, box.south))
    return _draw(places, view, (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)))


def _draw(places: Sequence[Place], view: Projection, frame: tuple[float, float, float, float] | None) -> Chart:
    terrain = cut_out(view.box, degrees_per_px=(view.box.east - view.box.west) / view.width)
    spots = tuple(_spots(places, view))
    bar_km, bar = _scale_bar(view)
    return Chart(
        width=view.width,
        height=view.height,
        box=view.box,
        frame=frame,
        land="".join(_path(ring, view, closed=True) for country in terrain.countries for ring in country.rings),
        borders="".join(_path(line, view, closed=False) for line in terrain.borders),
        names=tuple(_country_names(terrain, view, _taken(view, spots, frame))),
        spots=spots,
        bar=bar,
        bar_km=bar_km,
    )


def _around(points: Sequence[Point], aspect: float, least: float) -> Box:
    """A box of the drawing's shape around all points, ``least`` degrees tall or more, with a margin for labels."""
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    squeeze = max(cos(radians(lat)), 0.2)
    tall = max((max(lats) - min(lats)) * 1.4, (max(lons) - min(lons)) * 1.5 * squeeze / aspect, least)
    tall = min(tall, 170.0)
    wide = tall * aspect / squeeze
    return Box(west=lon - wide / 2, south=lat - tall / 2, east=lon + wide / 2, north=lat + tall / 2)


def _path(line: Line, view: Projection, *, closed: bool) -> str:
    """A line as SVG path data, in relative steps of a tenth of a px."""
    points = list(_thinned([view.place(point) for point in line]))
    if len(points) < (3 if closed else 2):
        return ""
    at = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = "".join(
        f"{(x - px) / 10:g} {(y - py) / 10:g} " for (px, py), (x, y) in pairwise(at)
    )
    return f"M{at[0][0] / 10:g} {at[0][1] / 10:g}l{steps.rstrip()}{'z' if closed else ''}"


def _thinned(points: Line) -> Iterator[Point]:
    last: Point | None = None
    for at, point in enumerate(points):
        far = last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= TOLERANCE
        if far or at == len(points) - 1:
            last = point
            yield point


def _spots(places: Sequence[Place], view: Projection) -> Iterator[Spot]:
    """Every place with its label; the places come with the most important first, and so get their label first."""
    points = [view.place((place.lon, place.lat)) for place in places]
    taken = [Box(x - RING, y - RING, x + RING, y + RING) for x, y in points]
    for place, (x, y) in zip(places, points, strict=True):
        label = _fit(place.name, x, y, taken, view) if len(taken) - len(points) < LABELS else None
        if label:
            taken.append(_box_of(label))
        yield Spot(place, round(x, 1), round(y, 1), label)


def _fit(text: str, x: float, y: float, taken: Iterable[Box], view: Projection) -> Label | None:
    """The first of the places around a mark where its label is free and whole."""
    text = text if len(text) <= 28 else text[:27] + "\u2026"
    gap = RING + 4
    tries = (
        Label(x + gap, y + 4, text, "start"),
        Label(x - gap, y + 4, text, "end"),
        Label(x, y - gap, text, "middle"),
        Label(x, y + gap + 10, text, "middle"),
    )
    frame = Box(2, 2, view.width - 2, view.height - 2)
    return next((label for label in tries if _is_free(_box_of(label), taken, frame)), None)


def _is_free(box: Box, taken: Iterable[Box], frame: Box) -> bool:
    whole = frame.holds((box.west, box.south)) and frame.holds((box.east, box.north))
    return whole and not any(box.meets(other) for other in taken)


def _box_of(label: Label) -> Box:
    wide = len(label.text) * LETTER
    west = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(west, label.y - LINE + 4, west + wide, label.y + 4)


def _taken(view: Projection, spots: Sequence[Spot], frame: tuple[float, float, float, float] | None) -> list[Box]:
    """What no name may cover: rings, labels, the frame, and the scale bar in its corner."""
    taken = [Box(spot.x - RING, spot.y - RING, spot.x + RING, spot.y + RING) for spot in spots]
    taken += [_box_of(spot.label) for spot in spots if spot.label]
    if frame:
        x, y, wide, tall = frame
        return [*taken, Box(x, y, x + wide, y + tall)]
    return [*taken, Box(0, view.height - 40, view.width / 4 + 12, view.height)]


def _country_names(terrain: Terrain, view: Projection, taken: list[Box]) -> Iterator[Label]:
    """The name of each country that has room for it, at the middle of its largest part, or near it."""
    frame = Box(4, 4, view.width - 4, view.height - 4)
    for country in terrain.countries:
        shape = [view.place(point) for point in max(country.rings, key=_area)]
        if _area(shape) < ROOM_PER_LETTER * len(country.name):
            continue
        x, y = _centre(shape)
        tries = [Label(round(x), round(y + dy), country.name, "middle") for dy in (0, -24, 24, -60, 60)]
        # a name that had to leave its country would name another
        own = [label for label in tries if _holds(shape, (label.x, label.y - 4))]
        free = [label for label in own if _is_free(_box_of(label), taken, frame)]
        if free:
            taken.append(_box_of(free[0]))
            yield free[0]


def _holds(ring: Line, point: Point) -> bool:
    """Whether a point lies inside a ring: a line from it to the right crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < x1 + (point[1] - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _area(ring: Line) -> float:
    return abs(_twice_area(ring)) / 2


def _twice_area(ring: Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))


def _centre(ring: Line) -> Point:
    """The centre of gravity of a ring that has an area."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    whole = 3 * _twice_area(ring)
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / whole, y / whole


def _scale_bar(view: Projection) -> tuple[int, float]:
    """A round number of kilometres that takes at most a quarter of the width, and its length in px."""
    middle = radians((view.box.north + view.box.south) / 2)
    km = (view.box.east - view.box.west) * KM_PER_DEGREE * max(cos(middle), 0.2)
    rounds = [size * 10**power for power in range(5) for size in (1, 2, 5)]
    best = max((value for value in rounds if value <= km / 4), default=1)
    return best, round(best / km * view.width, 1)
