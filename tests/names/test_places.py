"""Which known place a written name means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vigil.names.gazetteer import Gazetteer, build_gazetteer
from vigil.names.places import Place, distance, resolve

TOWNS = """name,lat,lon,country,kind,population,names
Tall Warda,35.50,40.10,SY,town,12000,Tel Warda
Bir Salim,33.10,36.20,SY,village,,
Bir Salim,36.90,38.40,SY,village,,
Omer,31.26,34.85,IL,town,7000,Omar
Tripoli,32.89,13.19,LY,capital,1150000,
Tripoli,34.43,35.84,LB,city,730000,
London,51.51,-0.13,GB,capital,8900000,
Qalaa,35.00,39.00,SY,city,90000,
Qalaa Governorate,35.20,39.20,SY,governorate,,Qalaa province
Newtown,52.51,-3.31,GB,town,11000,
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """Our own list and a few invented towns."""
    folder: Path = tmp_path_factory.mktemp("gazetteer")
    source = folder / "towns.csv"
    source.write_text(TOWNS, encoding="utf-8")
    build_gazetteer([source], out=folder / "places.db")
    with Gazetteer.open(folder / "places.db") as opened:
        yield opened


def named(place: Place | None) -> tuple[str, str] | None:
    """A place by its name and country."""
    return (place.name, place.country) if place else None


@pytest.mark.parametrize("written", ["Baghouz", "Beghouz", "al-Baghuz", "the village of Baghouz", "Baghouz village"])
def test_a_village_is_found_however_it_is_spelt(gazetteer: Gazetteer, written: str) -> None:
    """With or without its article and the word that says what it is."""
    assert named(resolve(written, countries=["SY", "IQ"], gazetteer=gazetteer)) == ("Baghuz", "SY")


def test_the_countries_of_the_report_decide(gazetteer: Gazetteer) -> None:
    """Tripoli is another city in a report from Libya than in one from Lebanon."""
    assert named(resolve("Tripoli", countries=["LY"], gazetteer=gazetteer)) == ("Tripoli", "LY")
    assert named(resolve("Tripoli", countries=["LB", "SY"], gazetteer=gazetteer)) == ("Tripoli", "LB")


def test_a_name_with_an_article_is_no_name_without_one_that_only_sounds_so(gazetteer: Gazetteer) -> None:
    """Al-Omar is an oil field in Syria, and never Omer in Israel."""
    field = resolve("Al-Omar", countries=["SY"], gazetteer=gazetteer)
    assert field is not None
    assert (field.kind, field.precision) == ("oil field", "site")
    for countries in (["IL"], ["UA"], []):
        assert resolve("Al-Omar", countries=countries, gazetteer=gazetteer) is None


def test_a_name_outside_the_report_s_countries_stays_unresolved(gazetteer: Gazetteer) -> None:
    """A wrong pin is worse than none."""
    assert resolve("Tall Warda", countries=["UA"], gazetteer=gazetteer) is None


def test_great_cities_and_countries_are_known_everywhere(gazetteer: Gazetteer) -> None:
    """They are meant wherever they are named."""
    assert named(resolve("London", countries=["SY"], gazetteer=gazetteer)) == ("London", "GB")
    assert named(resolve("Yemen's", countries=["SY"], gazetteer=gazetteer)) == ("Yemen", "YE")


def test_the_word_for_the_kind_decides_between_a_town_and_its_province(gazetteer: Gazetteer) -> None:
    """The bare name is the city."""
    kinds = [
        getattr(resolve(written, countries=["SY"], gazetteer=gazetteer), "kind", None)
        for written in ("Qalaa", "Qalaa province", "province of Qalaa", "Qalaa governorate", "city of Qalaa")
    ]
    assert kinds == ["city", "governorate", "governorate", "governorate", "city"]


def test_a_camp_is_not_pinned_on_the_town_of_that_name(gazetteer: Gazetteer) -> None:
    """Nor is a hotel."""
    assert resolve("Tall Warda refugee camp", countries=["SY"], gazetteer=gazetteer) is None
    assert resolve("Tall Warda Hotel", countries=["SY"], gazetteer=gazetteer) is None


def test_a_name_that_fits_two_places_is_the_one_near_the_others_or_none(gazetteer: Gazetteer) -> None:
    """Two villages of one name, 400 km apart."""
    kobani = resolve("Kobani", countries=["SY"], gazetteer=gazetteer)
    assert kobani is not None
    assert resolve("Bir Salim", countries=["SY"], gazetteer=gazetteer) is None
    near = resolve("Bir Salim", countries=["SY"], near=[kobani], gazetteer=gazetteer)
    assert near is not None
    assert distance(near, kobani) < 10


def test_a_part_of_a_place_is_pinned_no_closer_than_a_district(gazetteer: Gazetteer) -> None:
    """Northern Qalaa is not the middle of Qalaa."""
    found = [resolve(n, countries=["SY"], gazetteer=gazetteer) for n in ("northern Qalaa", "eastern Syria", "Qalaa")]
    assert [place and place.precision for place in found] == ["district", "country", "town"]


def test_the_people_of_a_country_are_no_place(gazetteer: Gazetteer) -> None:
    """Though "Somali" sounds like "Somalia"."""
    assert resolve("Somali", countries=["SO"], gazetteer=gazetteer) is None


def test_where_names_are_not_romanised_sound_is_no_guide(gazetteer: Gazetteer) -> None:
    """"Nowtawn" is not Newtown."""
    assert resolve("Nowtawn", countries=["GB"], gazetteer=gazetteer) is None
    assert resolve("Newtown", countries=["GB"], gazetteer=gazetteer) is not None


def test_without_a_gazetteer_nothing_is_resolved() -> None:
    """And nothing is raised."""
    assert resolve("Mosul", countries=["IQ"], gazetteer=None) is None


def test_distance_is_along_the_great_circle() -> None:
    """One degree of latitude is 111 km, and no place is far from itself."""
    a = Place("a", "A", 35.0, 40.0, "town", "", "SY", "town")
    b = Place("b", "B", 36.0, 40.0, "town", "", "SY", "town")
    assert distance(a, b) == pytest.approx(111.2, abs=0.1)
    assert distance(a, a) == 0
