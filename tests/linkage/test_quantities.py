"""Quantities: which figures measure the same thing, and in what order they stand."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests.ledger.rooms import report_of
from vigil.linkage.quantities import group_figures
from vigil.records import Basis, Figure, Given, Period, Quantity, Report

EARLY = report_of("Four died in Hajin. Six died in Hajin.", name="early", given=Given(published=date(2019, 2, 11)))
LATE = report_of("Eight died in Hajin.", name="late", given=Given(published=date(2019, 2, 12)))
UNDATED = report_of("Nine died in Hajin.", name="aaa", given=Given())
REPORTS = (EARLY, LATE, UNDATED)


def _figure(report: Report, *, at: tuple[int, int] = (0, 18), **fields: Any) -> Figure:
    when = Period(start=date(2019, 2, 10), end=date(2019, 2, 10), basis="event")
    return Figure.of(
        report, *at, **{"measure": "killed", "low": 4, "high": 4, "place": "Hajin", "when": when, **fields}
    )


def _group(*figures: Figure) -> tuple[Quantity, ...]:
    return group_figures(figures, reports=REPORTS)


def test_figures_of_one_thing_are_one_quantity() -> None:
    """The same measure, group, side, place, unit and window: one series, oldest report first, the undated last."""
    second = _figure(EARLY, at=(20, 38), low=6, high=6)
    series = [_figure(EARLY), second, _figure(LATE, low=8, high=8), _figure(UNDATED)]
    for order in permutations(series):
        (quantity,) = _group(*order)
        assert quantity.figures == tuple(figure.id for figure in series)


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "wounded"},
        {"group": "civilian"},
        {"side": "Syrian Democratic Forces"},
        {"place": "Sousa"},
        {"unit": "object"},
        {"when": Period(start=date(2019, 2, 9), end=date(2019, 2, 9), basis="event")},
        {"part_of": "Six died in Hajin"},
        {"when": Period(start=date(2019, 2, 10), end=date(2019, 2, 11), basis="since")},
    ],
)
def test_figures_of_different_things_are_kept_apart(other: dict[str, Any]) -> None:
    """Whatever differs in what is measured makes another quantity."""
    assert len(_group(_figure(EARLY), _figure(LATE, **other))) == 2


def test_state_is_one_series_over_many_days() -> None:
    """How many are somewhere is one quantity, whatever the day that it is counted."""
    states = [
        _figure(report, measure="present", when=Period(start=report.day, end=report.day, basis="as_of"))
        for report in (EARLY, LATE)
    ]
    (quantity,) = _group(*states)
    assert (quantity.start, len(quantity.figures)) == (None, 2)


@pytest.mark.parametrize("basis", ["event", "since"])
def test_start_tells_events_and_windows_apart(basis: Basis) -> None:
    """What happened on one day, or is counted from one day, is not what happened on another."""
    days = (date(2019, 2, 9), date(2019, 2, 10))
    figures = [_figure(EARLY, when=Period(start=day, end=date(2019, 2, 11), basis=basis)) for day in days]
    assert [quantity.start for quantity in sorted(_group(*figures), key=repr)] != [None, None]
    assert len(_group(*figures)) == 2


def test_happenings_without_a_day_are_of_their_reports_day() -> None:
    """Hundreds who fled on some night, told in two weeks, are not one flight; told on one day they are."""
    same = report_of("Nine fled from Hajin.", name="same", given=Given(published=date(2019, 2, 12)))
    reports = (*REPORTS, same)
    figures = [_figure(r, at=(0, 9), when=Period(basis="event")) for r in (EARLY, LATE, UNDATED, same)]
    found = group_figures(figures, reports=reports)
    assert sorted(len(quantity.figures) for quantity in found) == [1, 1, 2]


def test_counts_without_a_beginning_are_of_their_source() -> None:
    """Two monitors that do not say since when may count from two years; one monitor goes on with its own count."""
    open_ = Period(end=date(2019, 2, 11), basis="since")
    monitor = [_figure(r, at=(0, 9), when=open_, source="Monitor") for r in (EARLY, LATE)]
    other = _figure(UNDATED, at=(0, 9), when=open_, source="Ministry")
    assert sorted(len(quantity.figures) for quantity in _group(*monitor, other)) == [1, 2]
    known = Period(start=date(2019, 1, 1), end=date(2019, 2, 11), basis="since")
    both = [_figure(r, at=(0, 9), when=known, source=source) for r, source in ((EARLY, "Monitor"), (LATE, "Ministry"))]
    assert len(_group(*both)) == 1


@pytest.mark.parametrize("basis", ["since", "unknown"])
def test_vague_words_without_a_time_stand_apart(basis: Basis) -> None:
    """ "Hundreds" and 38,000 of no known time are not one quantity."""
    when = Period(basis=basis)
    vague = _figure(EARLY, at=(0, 9), when=when, low=200, high=None, qualifier="vague")
    assert len(_group(vague, _figure(LATE, at=(0, 9), when=when, low=38000, high=38000))) == 2


def test_things_are_told_apart_by_what_they_are() -> None:
    """Three sites and two launchers are not two counts of one thing; two counts of missiles are."""
    things: dict[str, Any] = {"measure": "attacks", "unit": "object"}
    sites = _figure(EARLY, at=(0, 9), who="rebel sites", **things)
    launchers = _figure(LATE, at=(0, 9), who="rocket launchers", **things)
    more = _figure(UNDATED, at=(0, 9), who="sites", **things)
    assert sorted(len(quantity.figures) for quantity in _group(sites, launchers, more)) == [1, 2]


def test_spellings_that_fold_alike_are_one_place() -> None:
    """Capitals, hyphens and the article make no other place; the spelling written most stands for it."""
    figures = [_figure(EARLY, place="al-Hajin"), _figure(LATE, place="Al-Hajin"), _figure(UNDATED, place="al-Hajin")]
    (quantity,) = _group(*figures)
    assert quantity.place == "al-Hajin"


def test_resolved_place_goes_before_its_spelling() -> None:
    """Two spellings of one resolved place are one; one spelling of two places are two."""
    one = _group(_figure(EARLY, place="Hajin", place_id="p1"), _figure(LATE, place="Hejin", place_id="p1"))
    two = _group(_figure(EARLY, place="Hajin", place_id="p1"), _figure(LATE, place="Hajin", place_id="p2"))
    assert (len(one), len(two)) == (1, 2)


def test_ids_do_not_depend_on_the_figures() -> None:
    """A quantity keeps its id when figures join it, so links to it stay good."""
    (alone,) = _group(_figure(EARLY))
    (joined,) = _group(_figure(EARLY), _figure(LATE, low=8, high=8))
    assert alone.id == joined.id


def test_no_figures_no_quantities() -> None:
    """Nothing measured, nothing to group."""
    assert _group() == ()
