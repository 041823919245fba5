"""Estimates: each rule by its codebook, and the grade of confidence."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.reckoning.making import accounts_of, as_of, make_figure, make_report, since
from vigil.reckoning.accounts import Account
from vigil.reckoning.estimates import current, estimate, estimate_all, grade
from vigil.records import Period, Quantity, Rule

DAY = date(2021, 5, 3)


def _account(number: float, *, name: str, text: str | None = None, day: date = DAY, **fields: Any) -> Account:
    report = make_report(text or f"{name}: {number} people were killed in Sarmin.", name=name, day=day)
    (account,) = accounts_of((report, make_figure(report, number, **{"source": name, **fields})))
    return account


TOLLS = (
    _account(40, name="Hospital"),
    _account(31, name="Ministry"),
    _account(40, name="Rescuers", qualifier="at_least"),
    _account(52, name="Residents"),
)


@pytest.mark.parametrize(
    ("rule", "low", "best", "high"),
    [("acled", 31, 31, 31), ("ucdp", 31, 40, 52), ("airwars", 31, None, 52), ("hull", 31, None, None)],
)
def test_rules_differ_as_their_codebooks_do(rule: Rule, low: float, best: float | None, high: float | None) -> None:
    """ACLED the most conservative; UCDP the best supported within the range; Airwars the range; hull leaves it open."""
    found = estimate(TOLLS, rule=rule)
    assert found
    assert (found.low, found.best, found.high) == (low, best, high)


@pytest.mark.parametrize("rule", ["acled", "ucdp", "airwars", "hull"])
def test_order_of_figures_makes_no_difference(rule: Rule) -> None:
    """Any order gives the same estimate."""
    assert len({estimate(order, rule=rule) for order in permutations(TOLLS)}) == 1


@pytest.mark.parametrize(("word", "low", "coded"), [("Dozens", 24, 12), ("Hundreds", 200, 100)])
def test_acled_codes_vague_words_its_own_way(word: str, low: float, coded: float) -> None:
    """Dozens are 12 and hundreds 100 for ACLED, though the lower bound of the figure is another."""
    account = _account(low, name="Mayor", text=f"{word} of people were killed in Sarmin.", qualifier="vague")
    found = estimate([account], rule="acled")
    assert found
    assert found.best == coded


def test_copies_are_one_testimony() -> None:
    """Three papers that run one wire give one origin, and the copies are listed beneath it."""
    wire: dict[str, Any] = {"source": "Ministry", "origin": "wire-7"}
    copies = [_account(31, name=name, **wire) for name in ("Courier", "Post", "Tribune")]
    one = _account(40, name="Hospital")
    found = estimate([*copies, one], rule="ucdp")
    assert found
    assert (found.origins, found.sources, len(found.claims), len(found.copies)) == (2, 2, 2, 2)


def test_support_is_counted_in_origins() -> None:
    """Two independent witnesses outweigh five copies of one wire."""
    copies = [_account(31, name=f"paper{k}", source="Ministry", origin="wire-7") for k in range(5)]
    found = estimate([*copies, _account(40, name="Hospital"), _account(40, name="Rescuers")], rule="ucdp")
    assert found
    assert found.best == 40


def test_count_speaks_by_its_latest_figure() -> None:
    """Of a cumulative count only each source's latest figure is used."""
    early = _account(900, name="Ministry", when=since(date(2021, 1, 1), DAY))
    later = DAY + timedelta(days=9)
    late = _account(950, name="Ministry", day=later, when=since(date(2021, 1, 1), later))
    found = estimate([early, late], rule="ucdp")
    assert found
    assert (found.low, found.best, found.high) == (950, 950, 950)


def test_tally_of_nobody_speaks_by_its_latest_figure() -> None:
    """A standing tally without a source is one tally, whichever reports carry it."""
    window, later = date(2011, 1, 1), DAY + timedelta(days=30)
    old = [_account(360000, name=f"paper{k}", source="report", when=since(window, DAY)) for k in range(3)]
    new = _account(370000, name="post", source="report", day=later, when=since(window, later))
    found = estimate([*old, new], rule="ucdp")
    assert found
    assert found.best == 370000


def test_state_of_long_ago_is_left_out() -> None:
    """How many were there a month ago says nothing of today."""
    month = DAY + timedelta(days=30)
    old = _account(600, name="Army", measure="present", when=as_of(DAY))
    new = _account(5000, name="Monitor", measure="present", day=month, when=as_of(month))
    assert [a.stated for a in current([old, new])] == [5000]


def test_state_of_last_week_is_no_rival_of_todays() -> None:
    """Four square kilometres on Tuesday and a few streets on Sunday are no range."""
    sunday = DAY + timedelta(days=5)
    land: dict[str, Any] = {"measure": "area", "unit": "km2", "who": None}
    old = _account(4, name="Courier", when=as_of(DAY), **land)
    new = _account(0.09, name="Army", day=sunday, when=as_of(sunday), qualifier="vague", **land)
    found = estimate([old, new], rule="ucdp")
    assert found
    assert (found.low, found.best, found.high) == (0.09, 0.09, None)


def test_numbers_of_unknown_time_are_not_heaped_up() -> None:
    """Of what counts in a way that is not told, each source's latest figure speaks, and none of long ago."""
    later = DAY + timedelta(days=40)
    untold = Period(basis="unknown")
    old = _account(200, name="Mayor", when=untold)
    told = [_account(n, name="Monitor", day=day, when=untold) for n, day in ((500, DAY), (650, later))]
    found = estimate([old, *told], rule="ucdp")
    assert found
    assert (found.low, found.best, found.high) == (650, 650, 650)


def _ucdp(*accounts: Account) -> tuple[float | None, float | None, float | None]:
    found = estimate(accounts, rule="ucdp")
    assert found
    return found.low, found.best, found.high


@pytest.mark.parametrize("qualifier", ["more_than", "at_least"])
def test_ucdp_gives_a_point_for_an_open_number_and_says_how_it_is_told(qualifier: str) -> None:
    """ "More than 40" is 40, with an open high, and its words beside it."""
    found = estimate([_account(40, name="Monitor", qualifier=qualifier)], rule="ucdp")
    assert found
    assert (found.low, found.best, found.high) == (40, 40, None)
    assert f"told as {qualifier.replace('_', ' ')} 40" in found.why


def test_ucdp_high_is_closed_where_somebody_names_a_higher_end() -> None:
    """At least 86, and up to 97: the high is 97; a ceiling alone is no best."""
    floor = _account(86, name="Ministry", qualifier="at_least")
    ceiling = _account(97, name="Post", qualifier="up_to")
    assert _ucdp(floor, ceiling) == (86, 86, 97)
    assert _ucdp(ceiling) == (None, None, 97)


def test_ucdp_takes_a_vague_word_for_no_number() -> None:
    """Dozens and 58 are 58; hundreds against 58 leave the high open; dozens alone are what there is."""
    dozens = _account(24, name="Police", text="Dozens died in Sarmin.", qualifier="vague")
    hundreds = _account(200, name="Rebels", text="Hundreds died in Sarmin.", qualifier="vague")
    exact = _account(58, name="Ministry")
    assert _ucdp(dozens, exact) == (58, 58, 58)
    assert _ucdp(hundreds, exact) == (58, 58, None)
    assert _ucdp(dozens) == (24, 24, None)


def test_ucdp_range_of_one_source_is_its_low_and_high() -> None:
    """Ten to fifteen: low ten, high fifteen, and no half a man between."""
    assert _ucdp(_account(10, name="Mayor", high=15)) == (10, 12, 15)


def test_airwars_leaves_who_did_it_beside_the_range() -> None:
    """The army that owns up to 3 is named beside the 11 to 14 of others; alone it is the range."""
    others = [_account(n, name=name) for n, name in ((11, "Hospital"), (14, "Residents"))]
    army = _account(3, name="Army", by="Army")
    found = estimate([*others, army], rule="airwars")
    alone = estimate([army], rule="airwars")
    assert found
    assert alone
    assert (found.low, found.high, "Army: 3" in found.why) == (11, 14, True)
    assert (alone.low, alone.high) == (3, 3)


def _in_one_report(text: str, *told: tuple[float, str, str]) -> tuple[Account, ...]:
    report = make_report(text, day=DAY)
    return accounts_of(
        *((report, make_figure(report, n, quote=quote, who=who, source="report")) for n, quote, who in told)
    )


def test_part_of_the_dead_is_no_rival_of_the_toll() -> None:
    """Nine people, five foreigners among them: the toll is nine, in whatever report the five stand."""
    text = "Gunmen killed nine people in Sarmin. Five foreigners were shot."
    nine, five = _in_one_report(text, (9, "nine people", "people"), (5, "Five foreigners", "foreigners"))
    abroad = _account(1, name="Embassy", who="citizen")
    assert _ucdp(nine, five, abroad) == (9, 9, 9)
    low, _, high = _ucdp(five, abroad)
    assert (low, high) == (1, 5), "where nobody counts all, neither is known to be a part of the other"


def test_another_report_with_fewer_dead_is_a_rival() -> None:
    """Nine people here and seven there are two claims of one toll."""
    (nine,) = _in_one_report("Gunmen killed nine people in Sarmin.", (9, "nine people", "people"))
    assert _ucdp(nine, _account(7, name="Hospital"))[0] == 7


def test_hull_is_settled_where_all_agree() -> None:
    """One number that satisfies all is the best one."""
    found = estimate([_account(40, name="Hospital"), _account(40, name="Rescuers", qualifier="at_least")], rule="hull")
    assert found
    assert (found.best, "one number satisfies all" in found.why) == (40, True)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{"name": "Hospital"}], "weak"),
        ([{"name": "Hospital"}, {"name": "Rescuers"}], "fair"),
        ([{"name": "Hospital", "origin": "wire"}, {"name": "Rescuers", "origin": "wire"}], "weak"),
        ([{"name": "a", "source": "report"}, {"name": "b", "source": "report"}], "weak"),
        ([{"name": "Hospital"}, {"name": "Army", "by": "Army"}], "confirmed"),
        ([{"name": "Hospital", "by": "Army"}, {"name": "Rescuers", "by": "Rebels"}], "contested"),
        ([{"name": "Hospital"}, {"name": "Rescuers", "number": 90}], "contested"),
        ([{"name": "Hospital"}, {"name": "Army", "hedge": "denied"}], "discounted"),
        ([{"name": "Hospital"}, {"name": "Rescuers"}, {"name": "Army", "hedge": "denied"}], "fair"),
    ],
)
def test_grades(told: list[dict[str, Any]], expected: str) -> None:
    """The grade counts named sources over origins, and hears who did it and who denies it."""
    assert grade([_account(t.pop("number", 40), **t) for t in [dict(t) for t in told]]) == expected


def test_nothing_asserted_no_estimate() -> None:
    """Denials and possibilities alone are no number."""
    assert estimate([_account(40, name="Army", hedge="denied")], rule="ucdp") is None
    assert estimate([], rule="ucdp") is None


def test_estimate_of_a_quantity_carries_its_id() -> None:
    """Quantities are estimated in order, those without a figure left out."""
    fields: dict[str, Any] = {
        "measure": "killed", "group": "unknown", "side": None, "place": "Sarmin", "place_id": None, "unit": "person",
        "basis": "event", "start": DAY,
    }  # fmt: skip
    full = Quantity(id="q1", figures=tuple(a.id for a in TOLLS), **fields)
    empty = Quantity(id="q2", figures=("none",), **fields)
    assert [(e.quantity, e.rule) for e in estimate_all([empty, full], TOLLS, rule="acled")] == [("q1", "acled")]
