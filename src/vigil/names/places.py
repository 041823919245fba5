"""Which known place a written name means, within the countries a report is about.

A wrong pin is worse than none: a name that no country of the report knows stays unresolved, and so does one that
fits several places equally well. Only countries themselves and the world's great cities are looked for abroad.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.names.gazetteer import Gazetteer, Place, lookup_key
from vigil.names.spelling import fold, same_spelling, skeleton, without_article

__all__ = ["Place", "PlaceWords", "distance", "place_words", "resolve"]

SPELLING_LEAST = 0.88
"""Names that sound alike but are spelt less alike than this are taken for different names."""
SPELLING_SHORT = 0.94
"""The same for names of three consonants or fewer: Omar and Omer sound alike, and so do Baghouz and Beghouz."""
SAME_KM = 15.0
"""Two candidates this close are one place known twice: a town and its district's seat."""
CLEAR_LEAD = 1.0
"""By how much the best candidate must lead; one point is ten times the people, or half the distance, or one country."""
GREAT_CITY = 500_000
"""Inhabitants from which a city is looked for outside the report's countries."""
SCOPE = 4
"""How many of the report's countries count as its own."""
SCOPE_BY_SOUND = 2
"""In how many of them a name is looked for that is spelt otherwise."""


class PlaceWords(BaseModel):
    """lexicon/places.yaml: words about the names of places."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kinds: dict[str, tuple[str, ...]]
    pairs: tuple[str, ...]
    sites: frozenset[str]
    directions: frozenset[str]
    parts: frozenset[str]
    where: dict[str, int]
    about: frozenset[str]
    bodies: frozenset[str]
    owners: frozenset[str]
    held: frozenset[str]
    areas: frozenset[str]
    aside: frozenset[str]
    wars: frozenset[str]
    never: frozenset[str]
    unwritten: frozenset[str]
    latin: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A written name taken apart: the bare name, the kinds its words ask for, and whether only a part is meant."""

    name: str
    kinds: tuple[str, ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    spelling: float
    score: float = 0.0


@cache
def place_words() -> PlaceWords:
    """The word list of places."""
    words: PlaceWords = lexicon.load("places", PlaceWords)
    return words


def resolve(
    name: str, *, countries: Sequence[str] = (), near: Sequence[Place] = (), gazetteer: Gazetteer | None
) -> Place | None:
    """The place that a written name means, or None where that cannot be told.

    name: as written, with or without "the village of", "province", "northern". countries: ISO2 codes that the report
    is about, first the one it is most about. near: places that the report means for certain.
    """
    if gazetteer is None or not fold(name):
        return None
    scope = tuple(countries[:SCOPE])
    for wanted in _readings(name):
        found = _country(wanted, gazetteer) or _within(wanted, scope, near, gazetteer)
        found = found or _abroad(wanted, gazetteer, scope=scope)
        if found:
            return replace(found, precision=_coarser(found)) if wanted.part else found
    return None


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places along the great circle."""
    north, south = math.radians(a.lat), math.radians(b.lat)
    turn = math.radians(b.lon - a.lon)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _readings(name: str) -> tuple[_Wanted, ...]:
    """The ways to take a written name: whole, then without its kind word, then without its direction."""
    whole = re.sub(r"(?:'s|’s|')$", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))
    readings = [_Wanted(whole)]
    bare, kinds = _without_kind(whole)
    if kinds and whole.endswith(f" of {bare}"):
        readings.append(_Wanted(f"{bare} {whole.split()[0]}"))
    if kinds:
        readings.append(_Wanted(bare, kinds))
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in place_words().directions:
        readings.append(_Wanted(rest, kinds, part=True))
    head, of, rest = whole.partition(" of ")
    if of and head.split()[-1].lower() in place_words().parts:
        readings.append(_Wanted(rest, part=True))
    return tuple(readings)


def _without_kind(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the word that says what it is, and the kinds that this word allows."""
    words = place_words()
    folded = name.lower()
    pair = next((p for p in words.pairs if folded.endswith(" " + p) or folded.startswith(p + " of ")), None)
    for kind in [pair] if pair else words.kinds:
        allowed = words.kinds.get(kind.replace(" ", "")) or words.kinds.get(kind.split()[-1], ())
        if folded.endswith(" " + kind):
            return name[: -len(kind)].strip(), allowed
        if folded.startswith(kind + " of "):
            return name[len(kind) + 4 :].strip(), allowed
    return name, ()


def _country(wanted: _Wanted, gazetteer: Gazetteer) -> Place | None:
    """The country of that name; "Niger state" and "Georgia" within the United States are asked for otherwise."""
    if wanted.kinds:
        return None
    found = [place for place in gazetteer.spelled(wanted.name) if place.kind == "country"]
    return found[0] if len(found) == 1 else None


def _within(
    wanted: _Wanted, scope: tuple[str, ...], near: Sequence[Place], gazetteer: Gazetteer
) -> Place | None:
    """The best candidate in the report's countries, spelt so or sounding so."""
    spelled = [place for place in gazetteer.spelled(wanted.name) if place.country in scope or not place.country]
    exact = [_Candidate(place, 1.0) for place in spelled if _takes_article(place, wanted.name)]
    found = _fitting(exact, wanted)
    if not found and _is_long(wanted.name):
        sounding = gazetteer.sounding(wanted.name, _by_sound(scope))
        heard = [(place, spelling) for place, spelling in sounding if _takes_article(place, wanted.name)]
        alike = [_Candidate(place, same_spelling(wanted.name, spelling)) for place, spelling in heard]
        least = SPELLING_LEAST if len(skeleton(wanted.name)) > 3 else SPELLING_SHORT
        found = _fitting([c for c in alike if c.spelling >= least], wanted)
    scored = [replace(c, score=_score(c, scope=scope, near=near)) for c in found]
    return _clear_best(scored)


def _abroad(wanted: _Wanted, gazetteer: Gazetteer, *, scope: tuple[str, ...]) -> Place | None:
    """A great city outside the report's countries, spelt exactly so, if no other is nearly as great."""
    if any(place.country in scope for place in gazetteer.spelled(wanted.name)):
        return None  # the report's own country has places of that name, and which is meant was not clear
    found = [_Candidate(p, 1.0) for p in gazetteer.spelled(wanted.name) if _is_own_name(p, wanted.name)]
    scored = [replace(c, score=_size(c.place)) for c in _fitting(found, wanted)]
    best = _clear_best(scored)
    return best if best and (best.population >= GREAT_CITY or best.kind == "capital") else None


def _is_own_name(place: Place, name: str) -> bool:
    """Whether a place is commonly called so: "New York", but not Victoria for Hong Kong."""
    own, key = lookup_key(place.name), lookup_key(name)
    return own == key or own == f"{key} city"


def _fitting(candidates: list[_Candidate], wanted: _Wanted) -> list[_Candidate]:
    if not wanted.kinds:
        return [c for c in candidates if c.place.kind != "country"]  # found by its name already: "Somali" is no place
    return [c for c in candidates if c.place.kind in wanted.kinds]


def _by_sound(scope: tuple[str, ...]) -> tuple[str, ...]:
    """The countries in which a name may be spelt otherwise than the gazetteer spells it."""
    return tuple(country for country in scope[:SCOPE_BY_SOUND] if country not in place_words().latin)


def _takes_article(place: Place, name: str) -> bool:
    """Whether a name with an article may mean this place: Al-Omar is not Omer, though Omer is also written Omar."""
    if without_article(name) == name or without_article(place.name) != place.name:
        return True
    return same_spelling(name, place.name) >= SPELLING_SHORT


def _is_long(name: str) -> bool:
    """Whether a name has letters enough to be found by sound."""
    return len(lookup_key(name)) >= 4


def _score(candidate: _Candidate, *, scope: tuple[str, ...], near: Sequence[Place]) -> float:
    """Higher is likelier: spelling, size, the country's rank, and nearness to the report's other places."""
    place = candidate.place
    rank = scope.index(place.country) if place.country in scope else len(scope)
    score = 12 * candidate.spelling + _size(place) - rank
    towns = [other for other in near if other.precision in ("site", "town") and other.id != place.id]
    if towns:
        score -= math.log2(1 + min(distance(place, other) for other in towns) / SAME_KM)
    return score


def _size(place: Place) -> float:
    """How much a place is in the news: the logarithm of its people, or what its kind is worth."""
    least = _worth().get(place.precision if place.kind not in ("village", "suburb") else place.kind, 3.0)
    return max(least, math.log10(place.population + 1))


@lru_cache(maxsize=1)
def _worth() -> dict[str, float]:
    """Places that have no inhabitants on record: a site in a gazetteer of conflicts is there for its news."""
    return {"village": 2.0, "suburb": 2.5, "town": 3.0, "site": 3.5, "district": 4.0, "province": 4.5, "region": 4.5}


def _clear_best(scored: list[_Candidate]) -> Place | None:
    """The best candidate, unless another elsewhere is nearly as good."""
    if not scored:
        return None
    ranked = sorted(scored, key=lambda c: (-c.score, c.place.id))
    best = ranked[0]
    for other in ranked[1:]:
        if best.score - other.score >= CLEAR_LEAD:
            break
        if not _is_same(best.place, other.place):
            return None
    return best.place


def _is_same(a: Place, b: Place) -> bool:
    """Whether two entries are one place, or a town and the province about it: then the better one will do."""
    broad = {a.precision, b.precision} & {"province", "district", "region"}
    return distance(a, b) <= SAME_KM or (bool(broad) and a.country == b.country and distance(a, b) <= 20 * SAME_KM)


def _coarser(place: Place) -> str:
    """The precision of a part of a place: no better than a district."""
    return "district" if place.precision in ("site", "town") else place.precision
