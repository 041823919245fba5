"""Actors, countries and persons by their written forms. All sentences are made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.names.actors import actor_of, actors, canonical, find_actors
from vigil.names.countries import countries, country_of, find_countries, is_adjective
from vigil.names.forms import Forms
from vigil.names.people import last_name, same_person, skeleton

ACTORS = [
    ("IS fighters left", "Islamic State"),
    ("an ISIL cell", "Islamic State"),
    ("Daesh lost ground", "Islamic State"),
    ("the Islamic State group", "Islamic State"),
    ("so-called Islamic State cells", "Islamic State"),
    ("Islamic State West Africa Province camps", "Islamic State West Africa Province"),
    ("ISWAP camps", "Islamic State West Africa Province"),
    ("al-Shabab fighters", "al-Shabaab"),
    ("Al Shabaab fighters", "al-Shabaab"),
    ("Al-Qaida cells", "al-Qaeda"),
    ("AQAP cells", "al-Qaeda in the Arabian Peninsula"),
    ("Al Qaeda in the Islamic Maghreb", "al-Qaeda in the Islamic Maghreb"),
    ("the SDF", "Syrian Democratic Forces"),
    ("the YPG", "People's Protection Units"),
    ("PKK positions", "Kurdistan Workers' Party"),
    ("HTS lines", "Hayat Tahrir al-Sham"),
    ("Jabhat al-Nusra", "Nusra Front"),
    ("Houthi rebels", "Houthis"),
    ("Ansar Allah", "Houthis"),
    ("the RSF", "Rapid Support Forces"),
    ("the TPLF", "Tigray People's Liberation Front"),
    ("M23 rebels", "M23"),
    ("Boko Haram", "Boko Haram"),
    ("the TTP", "Pakistani Taliban"),
    ("the Arakan Army", "Arakan Army"),
    ("ELN guerrillas", "National Liberation Army"),
    ("the FARC", "Revolutionary Armed Forces of Colombia"),
    ("Donetsk People's Republic forces", "pro-Russian separatists"),
    ("the Israeli army", "Israel Defense Forces"),
    ("the IDF", "Israel Defense Forces"),
    ("the Pentagon", "US Department of Defense"),
    ("the U.S. military", "US Department of Defense"),
    ("the U.S.-led coalition", "US-led coalition"),
    ("the Saudi-led coalition", "Saudi-led coalition"),
    ("the Syrian army", "Syrian military"),
    ("the Assad regime", "Syrian government"),
    ("the Tatmadaw", "Myanmar military"),
    ("the UPDF", "Ugandan military"),
    ("the White House", "White House"),
    ("the Kremlin", "Russia"),
    ("the U.N. refugee agency", "United Nations High Commissioner for Refugees"),
    ("UNHCR staff", "United Nations High Commissioner for Refugees"),
    ("the UN human rights office", "Office of the United Nations High Commissioner for Human Rights"),
    ("OCHA staff", "United Nations Office for the Coordination of Humanitarian Affairs"),
    ("the White Helmets", "Syria Civil Defence"),
    ("MSF staff", "Doctors Without Borders"),
    ("AFP reported", "Agence France-Presse"),
    ("the New York Times", "The New York Times"),
    ("Al-Jazeera reported", "Al Jazeera"),
    ("the Syrian Observatory", "Syrian Observatory for Human Rights"),
    ("the Revolutionary Guards", "Islamic Revolutionary Guard Corps"),
]


@pytest.mark.parametrize(("words", "name"), ACTORS)
def test_actor_is_found_by_its_forms(words: str, name: str) -> None:
    """A form of an actor's name gives the actor, once."""
    assert [mention.actor.name for mention in find_actors(words)] == [name]


@pytest.mark.parametrize(
    "words",
    [
        "he is at home",
        "WHERE IS THE MONEY",
        "who knows",
        "They told us so",
        "an asset",
        "the sdfs",
        "MISIS",
        "IS_A",
        "el niño",
    ],
)
def test_plain_words_are_no_actors(words: str) -> None:
    """Short forms match as written, whole, and not in a line of capitals."""
    assert find_actors(words) == ()


def test_the_longest_form_wins() -> None:
    """A name within a longer name is not told by itself."""
    found = find_actors("Islamic State in the Greater Sahara and the Islamic State")
    assert [m.actor.name for m in found] == ["Islamic State in the Greater Sahara", "Islamic State"]


def test_canonical_keeps_a_name_that_is_not_known() -> None:
    """Only the article goes."""
    assert canonical("the Highland Relief Trust") == "Highland Relief Trust"


def test_every_form_leads_to_one_name() -> None:
    """The canonical name of an actor is its own canonical name."""
    assert [a.name for a in actors() if (known := actor_of(a.name)) is None or known.name != a.name] == []


def test_every_actor_has_a_country_that_is_known() -> None:
    """Country codes are those of the country list, Hong Kong aside."""
    codes = {c.code for c in countries()} | {"HK"}
    assert {a.country for a in actors() if a.country} <= codes


@pytest.mark.parametrize(
    ("words", "code", "by"),
    [("Kenyan troops", "KE", "adjective"), ("the US said", "US", "name"), ("U.S. jets", "US", "name"),
     ("Damascus said", "SY", "capital"),
     ("Filipino troops", "PH", "people"), ("in Mosul", "IQ", "city"), ("South Sudanese troops", "SS", "adjective"),
     ("NAIROBI, Jan 3", "KE", "capital"), ("the UK", "GB", "name"), ("DR Congo", "CD", "name"),
     ("Nigerien troops", "NE", "adjective")],
)  # fmt: skip
def test_country_is_found(words: str, code: str, by: str) -> None:
    """A country is told by name, adjective, people, capital or city."""
    assert [(m.country.code, m.by) for m in find_countries(words)] == [(code, by)]


@pytest.mark.parametrize("words", ["told us so", "a turkey", "Chadwick", "the uk", "a polish", "Nigeriana"])
def test_words_like_countries_are_none(words: str) -> None:
    """Case and word borders count."""
    assert find_countries(words) == ()


def test_codes_are_one_each() -> None:
    """No two countries share a code."""
    assert len({c.code for c in countries()}) == len(countries())


def test_adjectives() -> None:
    """Adjectives and short forms go before a body; names and cities do not."""
    assert is_adjective("Syrian")
    assert is_adjective("US")
    assert not is_adjective("Syria")
    assert not is_adjective("Mosul")
    assert country_of("Syria's") is country_of("Syrian")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mustafa Haddad", "Mostefa Hadad"), ("Haddad", "Omar Haddad"),
     ("Abdel Fattah al-Rashidi", "Abdel-Fattah el-Rashidi"),
     ("Muhammad Khan", "Mohammed Khan"), ("Qasim Sharif", "Kassim Sherif"), ("John F. Doyle", "John Doyle")],
)  # fmt: skip
def test_same_person(one: str, other: str) -> None:
    """Spellings of one romanised name, and a last name alone, are one person."""
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Omar Haddad", "Ali Haddad"), ("Ali", "Bali"), ("Omar", "Omar Haddad"), ("Karim", "Salim")]
)
def test_other_person(one: str, other: str) -> None:
    """Another first name, or a name that only ends alike, is somebody else."""
    assert not same_person(one, other)


def test_last_name_keeps_its_article() -> None:
    """Arabic articles and European particles belong to the last name."""
    assert last_name("Omar al-Haddad") == "al-Haddad"
    assert last_name("Jan van der Berg") == "van der Berg"
    assert last_name("Haddad") == "Haddad"


@given(st.text(max_size=40))
def test_skeleton_takes_any_text(words: str) -> None:
    """No text breaks the skeleton, and it holds no vowel but a first one."""
    assert all(not set(part[1:]) & set("aeiou") for part in skeleton(words).split())


@given(st.text(max_size=60))
def test_forms_are_found_where_they_stand(words: str) -> None:
    """What is found stands in the text at its offsets, left to right."""
    found = list(Forms([("ab", 1), ("a b", 2), ("b", 3)]).find(words))
    assert all(words[f.start : f.end] == f.form for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
