"""A long daily count with gaps, falls, carried days and two ministries at odds: each is named, and nothing else."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.reckoning.making import make_figure, make_report, since
from vigil.linkage.quantities import group_figures
from vigil.reckoning import find_discrepancies, make_accounts, review_all, review_series
from vigil.records import Figure, Note, Report

START = date(2021, 1, 1)
LENGTH = 120
GAP = range(30, 41)
FALL = 60
CARRIED = range(80, 85)
APART = range(100, 110)


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _count(number: int) -> int:
    """The true count: seven to nine more a day, 400 taken back on one day."""
    total = 1003 + sum(7 + k % 3 for k in range(number))
    return total - 400 if number >= FALL else total


def _bulletin(source: str, number: int, count: int) -> tuple[Report, Figure]:
    text = f"Bulletin {number} of the {source}: {count} people have been killed since the new year."
    report = make_report(text, name=f"{source}-{number:03}", day=_day(number))
    return report, make_figure(report, count, source=source, when=since(START, _day(number)), place="Valley")


def _health() -> list[tuple[Report, Figure]]:
    counts = [(n, _count(CARRIED[0] if n in CARRIED else n)) for n in range(LENGTH) if n not in GAP]
    return [_bulletin("Health Ministry", n, count) for n, count in counts]


def _interior() -> list[tuple[Report, Figure]]:
    """Another ministry, which agrees but for ten days."""
    days = [n for n in range(0, LENGTH, 2) if n not in GAP and n not in CARRIED and n != FALL]
    return [_bulletin("Interior Ministry", n, _count(n) + (300 if n in APART else 0)) for n in days]


def _review(told: list[tuple[Report, Figure]]) -> tuple[Note, ...]:
    return review_series(make_accounts([r for r, _ in told], [f for _, f in told]))


def test_everything_odd_is_named_once() -> None:
    """One gap, one fall, one run of carried days, and the days on which the ministries exclude each other."""
    notes = _review([*_health(), *_interior()])
    health = [(n.kind, n.first, n.last) for n in notes if n.source == ("Health Ministry",)]
    assert health == [
        ("gap", _day(30), _day(40)),
        ("fall", _day(59), _day(60)),
        ("carried", _day(80), _day(84)),
    ]
    (apart,) = [n for n in notes if n.kind == "disagreement"]
    assert (apart.source, apart.first, apart.last) == (("Health Ministry", "Interior Ministry"), _day(100), _day(108))
    assert "on 5 of" in apart.why


def test_smooth_series_has_no_notes() -> None:
    """A count that rises every day without a gap is nothing to speak of."""
    assert _review([_bulletin("Health Ministry", n, 1003 + 8 * n) for n in range(LENGTH)]) == ()


def test_two_days_at_odds_are_no_series() -> None:
    """What two sources say of two days is told as discrepancies, one by one; from three on the series are at odds."""
    days = [pair for n in range(3) for pair in (_bulletin("Health Ministry", n, 100 + n), _bulletin("Army", n, 50 + n))]
    assert _review(days[:4]) == ()
    assert [note.kind for note in _review(days)] == ["disagreement"]


def test_series_that_stands_still_is_not_carried() -> None:
    """Where nothing happens for weeks, the same number is the truth, not a number carried forward."""
    assert _review([_bulletin("Health Ministry", n, 1003 if n < 100 else 1004) for n in range(LENGTH)]) == ()


def test_each_quantity_is_reviewed_by_itself() -> None:
    """The notes of a quantity carry its id, and figures of others do not disturb them."""
    told = _health()
    quantities = group_figures([f for _, f in told], reports=[r for r, _ in told])
    other = _bulletin("Army", 3, 12)
    accounts = make_accounts([r for r, _ in (*told, other)], [f for _, f in (*told, other)])
    notes = review_all(quantities, accounts)
    assert {note.quantity for note in notes} == {quantities[0].id}
    assert tuple(note.model_copy(update={"quantity": None}) for note in notes) == _review(told)


def test_order_of_bulletins_makes_no_difference() -> None:
    """Shuffled bulletins give the same notes."""
    told = [*_health(), *_interior()]
    mixed = list(told)
    random.Random(4).shuffle(mixed)
    assert _review(told) == _review(mixed)


def test_long_series_gives_few_discrepancies() -> None:
    """One revision for each ministry and one contradiction between them, not one for each pair of days."""
    told = [*_health(), *_interior()]
    found = find_discrepancies([r for r, _ in told], [f for _, f in told])
    assert sorted(d.kind for d in found) == ["contradiction", "revision", "revision"]
    assert max(len(d.claims) for d in found) < 40
