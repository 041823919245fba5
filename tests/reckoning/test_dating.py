"""Dating: an undated report gets the days that its words and its neighbours allow."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tests.reckoning.making import as_of, make_figure, make_report, since
from vigil.reckoning import date_reports, days_of, period_of, time_claims
from vigil.records import AnyClaim, Dating, Figure, Forecast, Period, Report

MONDAY = date(2021, 5, 3)
PUSH = "Rebels opened a road to the northern quarter of Sarmin {} after a siege of eleven weeks, the mayor told us."


def _date(reports: list[Report], claims: list[AnyClaim] | None = None) -> dict[str, Dating]:
    return {dating.report: dating for dating in date_reports(reports, claims or [])}


def _span(dating: Dating) -> tuple[date | None, date | None]:
    return dating.first, dating.last


def _tally(report: Report, number: float, **fields: Any) -> Figure:
    made = {"side": "Army", "group": "combatant", "who": "soldiers", "source": "Monitor", **fields}
    return make_figure(report, number, when=since(date(2020, 1, 1), report.day), **made)


def test_shared_event_fixes_the_day() -> None:
    """Both tell one Saturday's happening; the dated one on Monday, the undated one on a Wednesday."""
    dated = make_report(PUSH.format("on Saturday"), name="a", day=MONDAY)
    undated = make_report(f"{PUSH.format('on Saturday')} Fighting went on.", name="b", weekday="Wednesday")
    found = _date([dated, undated])["b"]
    assert found.days == (MONDAY + timedelta(days=2),)
    clue = next(c for c in found.clues if c.kind == "shared_event")
    assert {spot.report for spot in clue.spots} == {"a", "b"}
    assert all(spot.quote == r.text[spot.start : spot.end] for spot in clue.spots for r in (dated, undated)
               if r.name == spot.report)  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        PUSH.format("on Sunday"),
        "On Saturday the mayor of Sarmin opened a school in the northern quarter after talks with us.",
    ],
)
def test_other_weekday_or_other_event_fixes_nothing(other: str) -> None:
    """Another weekday, or other words on the same one, tie nothing."""
    dated = make_report(PUSH.format("on Saturday"), name="a", day=MONDAY)
    undated = make_report(other, name="b", weekday="Wednesday")
    assert _span(_date([dated, undated])["b"]) == (None, None)


def test_days_are_tightened_through_other_undated_reports() -> None:
    """C shares an event with b alone, and b with a alone: c is dated through b."""
    second = "A convoy with flour and water reached the besieged quarter on Tuesday morning, aid workers said there."
    a = make_report(PUSH.format("on Saturday"), name="a", day=MONDAY)
    b = make_report(f"{PUSH.format('on Saturday')} {second}", name="b", weekday="Wednesday")
    c = make_report(second, name="c", weekday="Friday")
    assert _date([a, b, c])["c"].days == (MONDAY + timedelta(days=4),)


def test_count_that_only_grows_orders_reports() -> None:
    """With 900 dead between dated reports of 850 and 940 soldiers, the report lies between their days."""
    early = make_report("So far 850 soldiers have died.", name="a", day=MONDAY)
    late = make_report("Altogether 940 soldiers have been lost.", name="c", day=MONDAY + timedelta(days=10))
    undated = make_report("The army's dead now number 900 soldiers.", name="b", weekday="Friday")
    claims = [_tally(early, 850), _tally(late, 940), _tally(undated, 900)]
    found = _date([early, late, undated], list(claims))["b"]
    assert _span(found) == (MONDAY + timedelta(days=4), MONDAY + timedelta(days=4))


def test_growth_alone_leaves_the_other_end_open() -> None:
    """A larger number than all others: after them, on a day of its weekday, no end."""
    early = make_report("So far 850 soldiers have died.", name="a", day=MONDAY)
    undated = make_report("The army's dead now number 900 soldiers.", name="b", weekday="Sunday")
    found = _date([early, undated], [_tally(early, 850), _tally(undated, 900)])["b"]
    assert _span(found) == (MONDAY + timedelta(days=6), None)
    assert found.days == ()


def test_standing_numbers_are_of_about_a_week() -> None:
    """Two reports that carry the same two standing numbers are of about one week; states of one day cannot differ."""
    text = "The war has cost 8,400 soldiers their lives. Some 1,200 soldiers hold the town. The rebels keep {} km2."
    reports = [
        make_report(text.format(3), name="a", day=MONDAY),
        make_report(text.format(5), name="b", weekday="Monday"),
    ]
    claims: list[AnyClaim] = []
    for report, area in zip(reports, (3, 5), strict=True):
        claims += [
            _tally(report, 8400, quote="8,400 soldiers"),
            make_figure(report, 1200, quote="1,200 soldiers hold the town", measure="deployed", when=as_of(report.day),
                        side="Army", group="combatant"),
            make_figure(report, area, quote=f"The rebels keep {area} km2", measure="area", unit="km2", side="Rebels",
                        when=as_of(report.day), who="it", qualifier="exact"),
        ]  # fmt: skip
    found = _date(reports, claims)["b"]
    assert found.days == (MONDAY - timedelta(days=7), MONDAY + timedelta(days=7))
    assert {c.kind for c in found.clues} == {"weekday", "standing", "state"}


def test_contradictory_clue_is_set_aside_and_reported() -> None:
    """A count that would put the report before its shared event gives way to it, and is shown."""
    a = make_report(f"{PUSH.format('on Saturday')} So far 850 soldiers have died.", name="a", day=MONDAY)
    b = make_report(f"{PUSH.format('on Saturday')} Now 800 soldiers are dead.", name="b", weekday="Wednesday")
    claims = [_tally(a, 850, quote="850 soldiers"), _tally(b, 800, quote="800 soldiers")]
    found = _date([a, b], list(claims))["b"]
    assert found.days == (MONDAY + timedelta(days=2),)
    assert [clue.kind for clue in found.set_aside] == ["growth"]


def test_reports_cannot_lie_after_each_other() -> None:
    """Of two counts that put two undated reports each after the other, one is set aside; no day is lost by it."""
    dated = make_report("Soldiers hold the hill.", name="a", day=MONDAY)
    text = "So far {} soldiers have died. The monitor counts {} wounded soldiers since then."
    pairs = {"b": (850, 3100), "c": (900, 3000)}
    reports = {name: make_report(text.format(*pair), name=name) for name, pair in pairs.items()}
    claims: list[AnyClaim] = []
    for name, (dead, hurt) in pairs.items():
        claims.append(_tally(reports[name], dead, quote=f"{dead} soldiers have died"))
        claims.append(_tally(reports[name], hurt, quote=f"{hurt} wounded soldiers", measure="wounded"))
    found = _date([dated, *reports.values()], claims)
    assert [len(found[name].clues) for name in pairs] == [1, 1]
    assert [len(found[name].set_aside) for name in pairs] == [1, 1]


def test_without_any_dated_report_all_stays_open() -> None:
    """Nothing to hold on to: the weekday is a clue, and no day is guessed."""
    found = _date([make_report("Calm on Friday.", name="a", weekday="Friday")])["a"]
    assert (_span(found), [clue.kind for clue in found.clues]) == ((None, None), ["weekday"])
    assert days_of([found]) == ()


def test_dated_reports_are_left_alone() -> None:
    """Who has a day needs no dating."""
    assert date_reports([make_report("Calm.", day=MONDAY)], []) == ()


def test_order_makes_no_difference() -> None:
    """Reports and claims in any order give the same datings."""
    reports = [
        make_report(PUSH.format("on Saturday"), name="a", day=MONDAY),
        make_report(f"{PUSH.format('on Saturday')} So far 850 soldiers have died.", name="b", weekday="Wednesday"),
        make_report("The army's dead now number 900 soldiers.", name="c", weekday="Friday"),
        make_report("The army's dead now number 910 soldiers.", name="d", weekday="Friday"),
    ]
    claims = [_tally(reports[1], 850, quote="850 soldiers"), _tally(reports[2], 900), _tally(reports[3], 910)]
    expected = date_reports(reports, claims)
    assert [_span(d) for d in expected] == [
        (MONDAY + timedelta(days=2), MONDAY + timedelta(days=2)),
        (MONDAY + timedelta(days=4), None),
        (MONDAY + timedelta(days=11), None),
    ]
    for seed in range(6):
        mixed, shuffled = list(reports), list(claims)
        random.Random(seed).shuffle(mixed)
        random.Random(seed + 9).shuffle(shuffled)
        assert date_reports(mixed, shuffled) == expected


WEDNESDAY = Dating(report="b", first=date(2021, 5, 5), last=date(2021, 5, 5))


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        ("On Monday 12 people were killed.", Period(basis="event"), (date(2021, 5, 3), date(2021, 5, 3), "event")),
        ("On Wednesday 12 people were killed.", Period(basis="event"), (date(2021, 5, 5), date(2021, 5, 5), "event")),
        ("Altogether 12 people were killed.", Period(basis="event"), (None, None, "event")),
        ("Altogether 12 were killed.", since(date(2021, 1, 1), None), (date(2021, 1, 1), date(2021, 5, 5), "since")),
        ("Now 12 people are there.", as_of(None), (date(2021, 5, 5), date(2021, 5, 5), "as_of")),
        ("In 2014 12 people died.", as_of(date(2014, 1, 1)), (date(2014, 1, 1), date(2014, 1, 1), "as_of")),
    ],
)
def test_claims_times_follow(text: str, when: Period, expected: tuple[date | None, date | None, str]) -> None:
    """Once a report is dated its claims are; what has a time of its own keeps it, and nothing is guessed."""
    found = period_of(make_figure(make_report(text, name="b"), 12, when=when), WEDNESDAY)
    assert found
    assert (found.start, found.end, found.basis) == expected


def test_forecast_has_no_period() -> None:
    """A forecast falls due; it has no time of its own."""
    report = make_report("Victory is near.", name="b")
    assert period_of(Forecast.of(report, 0, 7, what="victory"), WEDNESDAY) is None


def test_claims_of_a_dated_report_get_its_days_where_they_state_none() -> None:
    """A state is of the report's possible days; what names its own days keeps them, and needs no entry."""
    report = make_report("40 soldiers held Sarmin. 12 people died.", name="b")
    state = make_figure(report, 40, quote="40 soldiers held Sarmin", measure="present", when=as_of(None))
    own = make_figure(report, 12, quote="12 people died", when=Period(start=MONDAY, end=MONDAY, basis="event"))
    dating = Dating(report="b", first=MONDAY, last=MONDAY + timedelta(days=2))
    elsewhere = make_figure(make_report("5 people died.", name="c"), 5)
    (timing,) = time_claims([own, state, elsewhere], [dating])
    assert (timing.claim, timing.when.start, timing.when.end) == (state.id, MONDAY, MONDAY + timedelta(days=2))
