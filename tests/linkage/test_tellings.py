"""Tellings: an incident's days, place, parties, toll and words as they are compared, and what it is looked up by."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from tests.linkage.making import BASRA, BINNISH, DAY, DISTRICT, count, later, report_of, tell
from vigil.linkage.tellings import Telling, keys_of, make_tellings, month_keys_of
from vigil.linkage.words import common, words
from vigil.records import EventKind, Figure, Incident, Period, PlacePrecision, Report

BOMB = "A bomb killed 12 shoppers in the market of Sarmin"
REPORT = report_of("report", BOMB)


def _make(incident: Incident, *figures: Figure, reports: tuple[Report, ...] = (REPORT,), **options: Any) -> Telling:
    return make_tellings([incident], reports=reports, figures=figures, **options)[0]


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two tellings of two reports share a key."""
    first = report_of("one", "Gunmen stormed the barracks", day=one.pop("day", DAY))
    second = report_of("two", "Armed men overran a garrison", day=other.pop("day", DAY))
    told = [tell(report, fields.pop("kind", "attack"), **fields) for report, fields in ((first, one), (second, other))]
    a, b = make_tellings(told, reports=[first, second])
    return bool(set(keys_of(a)) & set(keys_of(b)))


def test_own_day_is_stated() -> None:
    """A day that the claim has is the telling's, and is marked as its own."""
    telling = _make(tell(REPORT, "explosive_device", on=-1))
    assert (telling.first, telling.last, telling.stated) == (DAY.toordinal() - 1, DAY.toordinal() - 1, True)


def test_happening_without_a_day_is_of_the_week_before() -> None:
    """News tells of the last week; an open beginning is no day."""
    for when in (Period(), Period(end=DAY, basis="since")):
        telling = _make(tell(REPORT, "explosive_device", when=when))
        assert (telling.first, telling.last, telling.stated) == (DAY.toordinal() - 6, DAY.toordinal(), False)


def test_undated_report_leaves_the_days_open() -> None:
    """Nothing is guessed; days handed in are taken."""
    undated = report_of("undated", BOMB, day=None)
    incident = tell(undated, "explosive_device", on=None)
    assert _make(incident, reports=(undated,)).first is None
    telling = _make(incident, reports=(undated,), days=[("undated", later(1), later(3))])
    assert (telling.first, telling.last) == (DAY.toordinal() - 5, DAY.toordinal() + 3)


def test_toll_is_the_number_in_the_same_words() -> None:
    """The largest of those in its own sentence; a part of it, or a count of weeks, is none."""
    total, part = count(REPORT, 12), count(REPORT, 3, part_of="12 shoppers")
    weeks = count(REPORT, 90, who="since", when=Period(end=DAY, basis="since"))
    telling = _make(tell(REPORT, "explosive_device"), total, part, weeks)
    assert (telling.killed, telling.wounded, telling.own) == (12, None, True)


def test_toll_of_another_happening_is_not_taken() -> None:
    """A number goes to the incident that it stands closest to, not to others, and not to another day or place."""
    other = "In Binnish, gunmen shot three people"
    report = report_of("both", BOMB, other)
    bomb, shots = tell(report, "explosive_device", quote=BOMB), tell(report, "shooting", quote=other, **BINNISH)
    figures = (count(report, 12, quote=BOMB), count(report, 3, quote=other))
    tolls = [one.killed for one in make_tellings([bomb, shots], reports=[report], figures=figures)]
    assert tolls == [12, 3]
    elsewhere = count(REPORT, 12, place="Azaz", place_id="t:azaz")
    another = count(REPORT, 12, when=Period(start=later(-9), end=later(-9), basis="event"))
    assert _make(tell(REPORT, "explosive_device"), elsewhere, another).killed is None


def test_toll_of_the_next_sentence_is_near() -> None:
    """A number a few words on counts, and is not the incident's own; one far down the page, or before, does not."""
    near, far = "The dead numbered 12.", "Elsewhere in the province life went on. " * 6 + "Two hundred had died."
    report = report_of("pages", BOMB, near, far)
    incident = tell(report, "explosive_device", quote=BOMB)
    telling = _make(incident, count(report, 12, quote=near), reports=(report,))
    assert (telling.killed, telling.own) == (12, False)
    away = count(report, 200, quote="Two hundred had died.")
    assert _make(incident, away, reports=(report,)).killed is None
    before = tell(report, "shooting", quote=near)
    assert _make(before, count(report, 12, quote=BOMB), reports=(report,)).killed is None


def test_only_deeds_of_force_have_a_toll() -> None:
    """The dead whom a statement mentions are not the statement's."""
    assert _make(tell(REPORT, "statement"), count(REPORT, 12)).killed is None


def test_army_is_of_its_state() -> None:
    """A force of a state stands for it; an armed group is of no state."""
    assert _make(tell(REPORT, "airstrike", actor="Israel Defense Forces")).side == "IL"
    assert _make(tell(REPORT, "airstrike", actor="Ugandan border police")).side == "UG"
    for group in ("Islamic State", "Syrian rebels", "Chinese engineers"):
        assert _make(tell(REPORT, "airstrike", actor=group)).side is None


def test_words_of_nobody_are_no_target() -> None:
    """"At least 12 people" tells nothing apart; a building that is on no map does."""
    assert _make(tell(REPORT, "attack", target="at least 12 people")).thing == ()
    unmapped = {"place": "Sea Pearl hotel", "place_id": None, "lat": None, "lon": None, "place_precision": None}
    assert _make(tell(REPORT, "attack", **unmapped)).thing == ("hotel", "pearl", "sea")
    assert _make(tell(REPORT, "attack", target="guests", **unmapped)).thing == ("guest", "hotel", "pearl", "sea")
    assert _make(tell(REPORT, "attack", **{**unmapped, "place": "the eastern camp"})).thing == ()


def test_words_of_the_voice_are_left_out() -> None:
    """Who said it, and what every report says, tell no happening from another."""
    report = report_of("said", "Twelve people were killed in the bazaar, colonel Omar Rashid of Sarmin Brigade said")
    incident = tell(report, "attack", speaker="Omar Rashid", source="Sarmin Brigade")
    telling = _make(incident, reports=(report,))
    assert telling.matter == ("bazaar", "colonel")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({}, {}, True),
        ({}, {"kind": "airstrike"}, True),
        ({}, {"kind": "visit"}, False),
        ({}, {"on": 1, "day": later(1)}, True),
        ({}, {"on": 2, "day": later(2)}, False),
        ({}, {"on": None, "day": later(5)}, True),
        ({}, {"on": None, "day": later(9)}, False),
        ({}, {**BINNISH}, True),  # 6 km away
        ({}, {**DISTRICT}, True),
        ({}, {**BASRA}, False),
        ({"actor": "Israel"}, {**BASRA, "actor": "Israel Defense Forces"}, True),
        ({"target": "the Grand Hotel"}, {**BASRA, "target": "a hotel"}, True),
    ],
)
def test_what_is_compared(one: dict[str, Any], other: dict[str, Any], meet: bool) -> None:
    """Two tellings are compared where they share a family of kinds, a day, and a place, party or thing."""
    assert _meet(dict(one), dict(other)) is meet


def test_country_alone_brings_nothing_together() -> None:
    """All of a war happens in one country."""
    syria = {"place": "Syria", "place_id": "t:sy", "lat": 35.0, "lon": 38.5, "place_precision": "country"}
    assert not _meet(dict(syria), dict(syria))


def test_month_meets_its_days() -> None:
    """"Last July" is looked up by its month, as is the day in it."""
    july = Period(start=DAY.replace(day=1), end=DAY.replace(day=31), basis="event")
    month, day = _make(tell(REPORT, "attack", when=july)), _make(tell(REPORT, "attack"))
    assert keys_of(month) == ()
    assert set(month_keys_of(month)) & set(month_keys_of(day))


def test_every_kind_has_a_family() -> None:
    """No kind of incident is left out of the comparison, and what is a kind of speech is no deed."""
    assert all(words().families_of(kind) for kind in get_args(EventKind))
    assert not words().speech & words().deeds
    assert common().idle_words
    assert set(get_args(PlacePrecision)) == set(words().reach)


def test_closeness_goes_both_ways() -> None:
    """A pair of kinds is written once and holds both ways round."""
    assert "explosive_device" in words().close_to("suicide_attack")
    assert "suicide_attack" in words().close_to("explosive_device")
    assert "attack" in words().general_for("airstrike")
    assert "airstrike" in words().general_for("attack")
