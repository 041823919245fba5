"""What a whole text tells of countries, parties, persons and short forms. All texts are made up."""

from __future__ import annotations

import hashlib

import pytest

from vigil.reader.hedges import hedge_at
from vigil.reader.registry import Registry
from vigil.reader.text import parse_one
from vigil.records import Report


def registry_of(words: str, **fields: str) -> Registry:
    """The registry of a text."""
    return Registry.of(
        parse_one(Report(id=hashlib.sha256(words.encode()).hexdigest(), name="made-up", text=words, **fields))
    )


def test_the_country_told_of_most_comes_first() -> None:
    """Far powers and the dateline's city do not outweigh where a report plays."""
    registry = registry_of(
        "BEIRUT (AP) - US jets struck near Hama in Syria. Syrian troops then moved on Idlib, US officials said."
    )
    assert registry.country is not None
    assert registry.country.name == "Syria"


def test_who_claims_the_deed_is_the_main_group() -> None:
    """A party that is only likened to another does not count."""
    registry = registry_of(
        "A bomb hit a market. An al-Qaeda-linked group, the Northern Martyrs Brigade, claimed responsibility for it."
    )
    assert registry.main_group is not None
    assert registry.main_group.name == "Northern Martyrs Brigade"


def test_a_bent_picks_its_group() -> None:
    """Jihadists and rebels of one text are different parties."""
    registry = registry_of("IS fought the Free Syrian Army near Azaz in Syria. IS later withdrew.")
    assert [g.name for b in ("jihadist", "rebel") if (g := registry.group_called((b,)))] == [
        "Islamic State",
        "Free Syrian Army",
    ]


def test_persons_are_kept_by_their_full_name() -> None:
    """A last name, in any spelling, means the person first named in full, with the office told once."""
    registry = registry_of(
        "Army spokesman Mustafa Haddad spoke first. Hadad then left. Mostafa Haddad came back later."
    )
    person = registry.person("Hadad")
    assert person is not None
    assert (person.name, person.role) == ("Mustafa Haddad", "Army spokesman")


def test_an_office_may_stand_after_the_name() -> None:
    """Between commas."""
    person = registry_of("Leyla Demir, head of the Kurdish Red Crescent, said aid was late.").person("Demir")
    assert person is not None
    assert person.role == "head of the Kurdish Red Crescent"


def test_a_place_is_no_person() -> None:
    """A name before "province" is a place's."""
    assert registry_of("Rebels fled from Sultan Kudarat province on Monday.").persons == ()


def test_short_forms_that_the_text_introduces() -> None:
    """In brackets, by initials, and by the telling word of a known name."""
    registry = registry_of("The Highland Relief Trust (HRT) spoke. The Syrian Observatory for Human Rights spoke too.")
    assert registry.full_name("HRT") == "Highland Relief Trust"
    assert registry.full_name("Observatory") == "Syrian Observatory for Human Rights"
    assert registry.full_name("XYZ") is None


def test_whose_army_is_as_told_before() -> None:
    """The army last told with its country."""
    words = "Turkish forces moved. The Turkish army spoke. Then the Syrian army answered. The army left."
    registry = registry_of(words)
    first, last = registry.country_of_body("army", 40), registry.country_of_body("army", len(words))
    assert first is not None
    assert last is not None
    assert (first.code, last.code) == ("TR", "SY")


def test_an_empty_text_names_nothing() -> None:
    """No country, no group, no person."""
    registry = registry_of("Nothing here.")
    assert (registry.country, registry.main_group, registry.persons, registry.agency) == (None, None, (), None)


HEDGES = [
    ("Police said nine men died.", "nine men", "asserted"),
    ("An estimated 900 men fled.", "900 men", "estimated"),
    ("About 900 men are believed to be inside.", "900 men", "believed"),
    ("Up to 600 fighters could still be inside.", "600 fighters", "possible"),
    ("Nine men may have died.", "Nine men", "possible"),
    ("Nine men reportedly died.", "Nine men", "unverified"),
    ("Nine men were allegedly beaten.", "Nine men", "unverified"),
    ("The claim that nine men died could not be verified.", "nine men", "unverified"),
    ("Nine men died in May and ten in June.", "Nine men", "asserted"),
    ("Nine men died; more may follow.", "Nine men", "asserted"),
    ("Medics could not reach nine men.", "nine men", "asserted"),
    ("Nine men died, but the army denied it.", "Nine men", "asserted"),
]


@pytest.mark.parametrize(("words", "probe", "hedge"), HEDGES)
def test_hedge(words: str, probe: str, hedge: str) -> None:
    """Words of doubt count in their own clause, and only there."""
    sentence = parse_one(Report(id="0" * 64, name="made-up", text=words)).sentences[0]
    at = words.index(probe)
    assert hedge_at(sentence, at, at + len(probe)) == hedge
