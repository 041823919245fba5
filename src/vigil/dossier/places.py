"""Where claims are: places on the map, and what could not be put on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vigil.records import Claim

NEAR = 9.0
"""Degrees from the middle of the claims: what is further off is listed and drawn on the overview only."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place and what is said to have been there. key: its number on the map, in the order of the table.

    is_wide: a district or province, somewhere in which it was.
    """

    key: int
    name: str
    other_names: tuple[str, ...]
    admin: str | None
    lat: float
    lon: float
    is_wide: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place as reports name it that is not on the map; name is None where a claim names none."""

    name: str | None
    claims: int


def gather_places(claims: Iterable[Claim]) -> tuple[Place, ...]:
    """The places with coordinates, the one with most claims first."""
    by_place: dict[tuple[float, float], list[Claim]] = {}
    for claim in claims:
        if spot := _spot(claim):
            by_place.setdefault(spot, []).append(claim)
    ranked = sorted(by_place.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_place(key, where, here) for key, (where, here) in enumerate(ranked, start=1))


def gather_unplaced(claims: Iterable[Claim]) -> tuple[Unplaced, ...]:
    """What is not on the map and why not: named but not found, most frequent first; then those that name no place."""
    names = Counter(claim.place for claim in claims if _spot(claim) is None)
    return tuple(
        Unplaced(name, n) for name, n in sorted(names.items(), key=lambda p: (p[0] is None, -p[1], p[0] or ""))
    )


def split_by_distance(places: tuple[Place, ...]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places near the middle of the claims, and those too far off to share a map with them."""
    if not places:
        return (), ()
    lat, lon = (_middle([getattr(place, axis) for place in places for _ in place.claims]) for axis in ("lat", "lon"))
    near = tuple(place for place in places if abs(place.lat - lat) <= NEAR and abs(place.lon - lon) <= NEAR)
    return near, tuple(place for place in places if place not in near)


def _spot(claim: Claim) -> tuple[float, float] | None:
    """Latitude and longitude; None where there are none, or none on the globe, or the place is a whole country."""
    if claim.lat is None or claim.lon is None or claim.place_precision in ("country", "region"):
        return None
    return (claim.lat, claim.lon) if abs(claim.lat) <= 90 and abs(claim.lon) <= 180 else None


def _place(key: int, where: tuple[float, float], here: list[Claim]) -> Place:
    names = [name for name, _ in Counter(claim.place for claim in here if claim.place).most_common()]
    return Place(
        key=key,
        name=names[0] if names else f"{where[0]:.2f}, {where[1]:.2f}",
        other_names=tuple(names[1:]),
        admin=next((claim.admin for claim in here if claim.admin), None),
        lat=where[0],
        lon=where[1],
        is_wide=all(claim.place_precision in ("district", "province") for claim in here),
        claims=tuple(here),
    )


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
