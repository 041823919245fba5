"""The map: real borders, cut to size, with labels that cover nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier.making import make_incident, make_report
from vigil.dossier.chart import RING, Chart, _box_of, draw_chart, draw_overview
from vigil.dossier.places import gather_places, gather_unplaced, split_by_distance
from vigil.dossier.world import Box, cut_out
from vigil.records import Incident

REPORT = make_report("Shells fell here and there and elsewhere.")


def incident(place: str | None, lat: float | None = None, lon: float | None = None) -> Incident:
    return make_incident(REPORT, "Shells fell", place=place, lat=lat, lon=lon)


def chart_of(*spots: tuple[float, float], width: int = 760, height: int = 560) -> Chart:
    claims = [incident(f"Village {at}", lat, lon) for at, (lat, lon) in enumerate(spots)]
    return draw_chart(gather_places(claims), width=width, height=height)


def test_borders_are_those_of_the_countries_around() -> None:
    """Around the Euphrates lie Syria and Iraq, with a border between them that is no coast."""
    terrain = cut_out(Box(40.0, 34.0, 42.0, 36.0), degrees_per_px=0.003)
    assert {country.name for country in terrain.countries} == {"Syria", "Iraq"}
    assert terrain.borders


def test_an_island_has_a_coast_and_no_border() -> None:
    """Only what two countries share is drawn as a border."""
    terrain = cut_out(Box(14.0, 35.7, 14.7, 36.2), degrees_per_px=0.003)
    assert [country.name for country in terrain.countries] == ["Malta"]
    assert terrain.borders == ()


@settings(max_examples=15, deadline=None)
@given(st.floats(-160, 150), st.floats(-60, 70), st.floats(0.5, 20))
def test_land_never_leaves_the_box(west: float, south: float, size: float) -> None:
    """Rings are cut off at the edges of what is shown."""
    box = Box(west, south, west + size, south + size)
    slack = Box(west - 1e-9, south - 1e-9, west + size + 1e-9, south + size + 1e-9)
    terrain = cut_out(box, degrees_per_px=1.0)
    assert all(slack.holds(point) for country in terrain.countries for ring in country.rings for point in ring)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(33, 37), st.floats(36, 42)), min_size=1, max_size=30))
def test_labels_cover_neither_marks_nor_each_other(spots: list[tuple[float, float]]) -> None:
    """However dense the places: a label without room is left out."""
    chart = chart_of(*spots)
    boxes = [_box_of(spot.label) for spot in chart.spots if spot.label] + [_box_of(name) for name in chart.names]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    rings = [Box(s.x - RING + 1, s.y - RING + 1, s.x + RING - 1, s.y + RING - 1) for s in chart.spots]
    assert not any(box.meets(ring) for box in boxes for ring in rings)
    assert all(0 <= spot.x <= chart.width and 0 <= spot.y <= chart.height for spot in chart.spots)


def test_scale_bar_is_true() -> None:
    """100 km on the map are 100 km on the ground: a degree of latitude is 111 km."""
    chart = chart_of((34.0, 40.0), (36.0, 40.0))
    south, north = sorted(chart.spots, key=lambda spot: -spot.y)
    km = (south.y - north.y) / chart.bar * chart.bar_km
    assert km == pytest.approx(222.6, rel=0.02)


def test_places_with_most_claims_come_first() -> None:
    """Spellings of one spot are one place, under the most frequent name."""
    mill = [incident(name, 35, 41) for name in ("Mill", "Mill", "The Mill")]
    claims = [incident("Hajra", 34, 40), *mill]
    first, second = gather_places(claims)
    assert (first.key, first.name, first.other_names, len(first.claims)) == (1, "Mill", ("The Mill",), 3)
    assert second.name == "Hajra"


def test_a_far_place_does_not_shrink_the_map() -> None:
    """Talks in Geneva are on the overview and in the table, not on the map of a valley."""
    places = gather_places([incident("Mill", 35, 41), incident("Hajra", 35.2, 41.1), incident("Geneva", 46.2, 6.1)])
    near, far = split_by_distance(places)
    assert ([p.name for p in near], [p.name for p in far]) == (["Mill", "Hajra"], ["Geneva"])
    main = draw_chart(near, width=760, height=560)
    overview = draw_overview(far, main, width=292, height=220)
    assert overview.box.holds((6.1, 46.2))
    assert overview.box.holds((41.0, 35.0))
    assert overview.frame is not None


def test_what_is_not_on_the_map_is_listed() -> None:
    """Named but not found first, then the claims without a place."""
    lost = gather_unplaced([incident(None), incident("Nowhere"), incident("Mill", 35, 41), incident("Nowhere")])
    assert [(one.name, one.claims) for one in lost] == [("Nowhere", 2), (None, 1)]


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 10.0), (10.0, 181.0), (float("nan"), 10.0), (float("inf"), 0.0)])
def test_coordinates_off_the_globe_are_no_place(lat: float, lon: float) -> None:
    """A wrong pin is worse than none, and the place is listed as not found."""
    claims = [incident("Mill", lat, lon)]
    assert gather_places(claims) == ()
    assert [one.name for one in gather_unplaced(claims)] == ["Mill"]


def test_country_names_stand_in_their_country() -> None:
    """Where the frame covers the middle of a country its name moves, but never over a border."""
    main = draw_chart(gather_places([incident("Mill", 36, 35), incident("Hajra", 34, 44)]), width=760, height=560)
    overview = draw_overview((), main, width=292, height=220)
    (west, south), (east, north) = (overview.box.west, overview.box.south), (overview.box.east, overview.box.north)
    assert overview.names
    for name in overview.names:
        lon = west + name.x / overview.width * (east - west)
        lat = north - (name.y - 4) / overview.height * (north - south)
        spot = cut_out(Box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01), degrees_per_px=1.0)
        assert name.text in {country.name for country in spot.countries}
