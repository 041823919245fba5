"""Events: which incidents are of one happening, what the event says, and why."""

from __future__ import annotations

import logging
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from training.linkage.labels import read_labels

from tests.linkage.making import (
    ALEPPO,
    BASRA,
    BINNISH,
    DISTRICT,
    SARMIN,
    count,
    later,
    link,
    report_of,
    tell,
    when,
)
from vigil.linkage.events import PRIOR, link_incidents
from vigil.records import Event, Period

BOMB = "A suicide bomber blew himself up in the crowded market of Sarmin on Thursday, killing 12 shoppers"
MORE = "The toll of the market bombing climbed to 15 shoppers overnight, the hospital of Sarmin said"
FIRST = report_of("first", BOMB)
SECOND = report_of("second", "An explosion ripped through the market, and at least 12 shoppers died")
NEXT = report_of("third", MORE, day=later(1))
REPORTS = [FIRST, SECOND, NEXT]
TOLLS = (count(FIRST, 12), count(SECOND, 12), count(NEXT, 15))
MARKET = {"target": "market"}


def test_two_reports_of_one_bombing_are_one_event() -> None:
    """The same place, day and toll; a bomber for one and an explosion for the other."""
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(SECOND, "explosive_device", **MARKET))
    (event,) = link(*told, reports=REPORTS, figures=TOLLS)
    assert event.incidents == tuple(one.id for one in told)
    assert (event.place, event.target, event.start, event.end) == ("Sarmin", "market", later(0), later(0))


def test_next_day_toll_is_of_the_same_event() -> None:
    """A report of the next day tells the higher toll, of "yesterday" or of no day at all."""
    for on in (0, None):
        told = (tell(FIRST, "suicide_attack", **MARKET), tell(NEXT, "attack", on=on, **MARKET))
        (event,) = link(*told, reports=REPORTS, figures=TOLLS)
        assert (event.start, event.end) == (later(0), later(0))


def test_unknown_actor_is_no_contradiction() -> None:
    """One report names who did it, the other does not."""
    told = (tell(FIRST, "suicide_attack", actor="Islamic State", **MARKET), tell(SECOND, "attack", **MARKET))
    (event,) = link(*told, reports=REPORTS, figures=TOLLS)
    assert event.actor == "Islamic State"


def test_two_place_names_may_be_one_strike() -> None:
    """A village for one report, its neighbour or its district for the other; the narrower name stands for both."""
    one = report_of("one", "A drone fired on the car of the commander Jaber Qasim near Sarmin")
    other = report_of("other", "An American drone killed the commander Jaber Qasim and his driver in their car")
    for elsewhere in (BINNISH, DISTRICT):
        told = (
            tell(one, "airstrike", actor="United States", target="Jaber Qasim"),
            tell(other, "airstrike", actor="United States", target="commander Jaber Qasim", **elsewhere),
        )
        (event,) = link(*told, reports=[one, other])
        assert event.place == "Sarmin"


def test_unresolved_spellings_are_one_place() -> None:
    """A place on no map is known by its consonants."""
    nowhere = {"place_id": None, "lat": None, "lon": None, "place_precision": None}
    one = report_of("one", "Shells fell on the school of Tall Dahab, and nine pupils died")
    other = report_of("other", "Nine pupils were killed by shells in Tel Dahab")
    told = (
        tell(one, "shelling", **{**nowhere, "place": "Tall Dahab"}),
        tell(other, "shelling", **{**nowhere, "place": "the village of Tel Dahab"}),
    )
    (event,) = link(*told, reports=[one, other], figures=(count(one, 9), count(other, 9)))
    assert len(event.incidents) == 2


def test_two_bombings_of_one_day_stay_two() -> None:
    """One city, one day, one kind: another target and another toll."""
    cafe = report_of("cafe", "Earlier a bomb left in a rickshaw exploded at a tea house across town and killed three")
    told = (tell(FIRST, "explosive_device", **MARKET), tell(cafe, "explosive_device", target="tea house"))
    assert len(link(*told, reports=[FIRST, cafe], figures=(*TOLLS, count(cafe, 3)))) == 2


@pytest.mark.parametrize("weeks", [1, 52])
def test_same_attack_a_week_or_a_year_later_is_another(weeks: int) -> None:
    """The same kind of attack on the same target in the same place, told in the same words."""
    again = report_of("again", BOMB, day=later(7 * weeks))
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(again, "suicide_attack", on=7 * weeks, **MARKET))
    assert len(link(*told, reports=[FIRST, again], figures=(*TOLLS, count(again, 12)))) == 2


def test_recalled_event_is_not_the_new_one() -> None:
    """A report of a new attack recalls an old one at the same place: the two reports that recall it share it."""
    old = {"when": Period(start=date(2020, 7, 1), end=date(2020, 7, 31), basis="event"), "target": "mosque"}
    recall = "The bombers had struck a mosque of the town in July last year, killing thirty worshippers"
    one = report_of("one", BOMB, recall)
    other = report_of("other", "In July last year a bomber killed thirty worshippers in a mosque there")
    told = (
        tell(one, "suicide_attack", quote=BOMB, **MARKET),
        tell(one, "suicide_attack", quote=recall, **old),
        tell(other, "suicide_attack", **old),
    )
    events = link(*told, reports=[one, other])
    assert [event.incidents for event in events] == [(told[0].id,), (told[1].id, told[2].id)]


def test_places_far_apart_are_never_one_event() -> None:
    """Even the same words of the same day are two happenings in two countries."""
    other = report_of("other", BOMB)
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(other, "suicide_attack", **{**MARKET, **BASRA}))
    assert len(link(*told, reports=[FIRST, other], figures=TOLLS)) == 2


def test_other_kinds_of_happening_are_not_compared() -> None:
    """A visit and a bombing at one place on one day are two things."""
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(SECOND, "visit", **MARKET))
    assert len(link(*told, reports=REPORTS)) == 2


def test_speech_goes_by_its_words() -> None:
    """Two statements of one government on one day are two, unless they say the same."""
    says = ("The road to the port is closed, the minister said", "Families of the dead will be paid, the minister said")
    one, two, copy = report_of("one", says[0]), report_of("two", says[1]), report_of("copy", f"{says[0]} on Thursday")
    told = [tell(report, "statement", actor="Syria") for report in (one, two, copy)]
    events = link(*told, reports=[one, two, copy])
    assert sorted(map(len, (event.incidents for event in events))) == [1, 2]


def test_speech_of_two_voices_is_never_one() -> None:
    """Two who demand the same in the same words have each spoken."""
    words = "They called for an immediate and unconditional humanitarian truce"
    one, two = report_of("one", words), report_of("two", words)
    told = (tell(one, "demand", actor="United States"), tell(two, "demand", actor="United Nations"))
    assert len(link(*told, reports=[one, two])) == 2


def test_two_incidents_of_one_report_are_two() -> None:
    """What one report tells apart stays apart, even through a report that fits both."""
    again = "An explosion at the market of Sarmin killed shoppers"
    both = report_of("both", BOMB, again)
    told = (
        tell(both, "suicide_attack", quote=BOMB, **MARKET),
        tell(both, "explosive_device", quote=again, **MARKET),
        tell(SECOND, "explosive_device", **MARKET),
    )
    events = link(*told, reports=[both, SECOND], figures=(count(both, 12, quote=BOMB), TOLLS[1]))
    assert sorted(len(event.incidents) for event in events) == [1, 2]


def test_one_report_tells_one_happening_twice() -> None:
    """The same place, day and number of dead in both sentences, once in a general word: one event.

    With another number, or without one, the two stay apart.
    """
    again = "The attack on the market of Sarmin, in which twelve shoppers died, was the worst in years"
    both = report_of("both", BOMB, again)
    told = (tell(both, "suicide_attack", quote=BOMB, **MARKET), tell(both, "attack", quote=again, **MARKET))
    for number, events in ((12, 1), (11, 2), (None, 2)):
        second = () if number is None else (count(both, number, quote=again),)
        figures = (count(both, 12, quote=BOMB), *second)
        assert len(link(*told, reports=[both], figures=figures)) == events


def test_undated_report_gets_days_from_outside() -> None:
    """A report without a day is linked once somebody tells which days it may be of; else it stays alone."""
    undated = report_of("undated", MORE, day=None)
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(undated, "attack", on=None, **MARKET))
    figures = (TOLLS[0], count(undated, 15, when=Period()))
    days = [("undated", later(0), later(1))]
    assert len(link(*told, reports=[FIRST, undated], figures=figures)) == 2
    assert len(link(*told, reports=[FIRST, undated], figures=figures, days=days)) == 1


def test_every_merge_is_explained() -> None:
    """A link names both tellings, its probability, and what was compared; the bits add up to the odds."""
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(SECOND, "explosive_device", **MARKET))
    (event,) = link(*told, reports=REPORTS, figures=TOLLS)
    (found,) = event.links
    assert [found.left, found.right] == sorted(one.id for one in told)
    says = dict(found.evidence)
    assert says["place: the same place"] > 0
    assert says["killed: the same number, ten or more"] > 0
    assert PRIOR in says
    odds = 2 ** sum(says.values())
    assert found.probability == pytest.approx(odds / (1 + odds), abs=1e-3)


def test_general_word_does_not_name_the_event() -> None:
    """Two call it an attack, one a suicide attack: it is the latter."""
    told = (tell(FIRST, "attack", **MARKET), tell(SECOND, "suicide_attack", **MARKET), tell(NEXT, "attack", **MARKET))
    (event,) = link(*told, reports=REPORTS, figures=TOLLS)
    assert event.event == "suicide_attack"


def test_event_keeps_its_id_when_reports_join() -> None:
    """The id hangs on the first telling alone, so decisions about the event stay attached."""
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(NEXT, "attack", **MARKET))
    (alone,) = link(told[0], reports=REPORTS)
    (joined,) = link(*told, reports=REPORTS, figures=TOLLS)
    assert alone.id == joined.id


def test_every_incident_is_of_one_event() -> None:
    """One that nobody else tells is an event too, with its own days and no links."""
    (event,) = link(tell(FIRST, "airstrike", on=None, **ALEPPO), reports=REPORTS)
    assert (event.start, event.end, event.links, len(event.incidents)) == (None, None, (), 1)


def test_no_incidents_no_events() -> None:
    """Nothing told, nothing to link."""
    assert link(reports=[]) == ()


def test_order_of_input_makes_no_difference() -> None:
    """Shuffled incidents, reports and figures give the same events, byte for byte."""
    theatre = read_labels()[0]
    expected = link_incidents(theatre.incidents, reports=theatre.reports, figures=theatre.figures)
    assert any(len(event.incidents) > 2 for event in expected)
    for seed in range(3):
        assert _shuffled(seed) == expected


def _shuffled(seed: int) -> tuple[Event, ...]:
    chance, theatre = random.Random(seed), read_labels()[0]
    incidents, reports, figures = list(theatre.incidents), list(theatre.reports), list(theatre.figures)
    for told in (incidents, reports, figures):
        chance.shuffle(told)
    return link_incidents(incidents, reports=reports, figures=figures)


def test_linking_is_silent_and_leaves_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word on any channel, no log, no file in the folder it runs in."""
    monkeypatch.chdir(tmp_path)
    with caplog.at_level(logging.DEBUG):
        link(tell(FIRST, "attack", **SARMIN), tell(SECOND, "attack"), reports=REPORTS)
    assert (*capfd.readouterr(), [r for r in caplog.records if r.name.startswith("splink")]) == ("", "", [])
    assert list(tmp_path.iterdir()) == []


def test_engine_is_not_loaded_before_it_is_needed() -> None:
    """Splink and DuckDB take as long to import as all the rest; a help text does not wait for them."""
    asks = "import sys, vigil.build, vigil.linkage.events; print({'splink', 'duckdb', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_days_of_an_event_are_those_all_agree_on() -> None:
    """"In March" and "on Thursday" is Thursday."""
    march = Period(start=date(2021, 3, 1), end=date(2021, 3, 31), basis="event")
    month = report_of("month", BOMB, day=later(40))
    told = (tell(FIRST, "suicide_attack", **MARKET), tell(month, "suicide_attack", when=march, **MARKET))
    (event,) = link(*told, reports=[FIRST, month])
    assert (event.start, event.end) == (when(0).start, when(0).end)
