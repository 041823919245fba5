"""The reckoning on annotated reports: the bundled sample, and the seed reports where they are at hand."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tests.reckoning.making import read_gold
from vigil.reckoning import date_reports, days_of, find_discrepancies, find_relations, settle_forecasts
from vigil.records import AnyClaim, Discrepancy, Figure, Report

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples" / "baghouz"
SEEDS = ROOT.parent / "shared" / "gold" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not here")
both_ways = pytest.mark.parametrize("annotated", [True, False])


@cache
def _sample() -> tuple[list[Report], list[AnyClaim]]:
    return read_gold(SAMPLE / "gold", SAMPLE / "reports")


@cache
def _seeds(*, annotated: bool) -> tuple[list[Report], list[AnyClaim]]:
    """The seed reports: as annotated, where they are, or all as the reader reads them."""
    reports, claims = read_gold(SEEDS, SEEDS / "reports")
    known = {claim.report for claim in claims} if annotated else set()
    kept = [claim for claim in claims if claim.report in known]
    return reports, kept + [claim for report in reports if report.name not in known for claim in _read(report)]


@cache
def _read(report: Report) -> tuple[AnyClaim, ...]:
    from vigil.reader import read

    return read(report).claims


def _numbers(found: Discrepancy, claims: list[AnyClaim]) -> set[float | None]:
    figures = {c.id: c for c in claims if isinstance(c, Figure)}
    return {figures[id_].low if figures[id_].low is not None else figures[id_].high for id_ in found.claims}


def _has(kind: str, numbers: set[float], found: tuple[Discrepancy, ...], claims: list[AnyClaim]) -> bool:
    return any(d.kind == kind and numbers <= _numbers(d, claims) for d in found)


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("unit", {4.0}),
        ("swap", {1300.0, 650.0}),
        ("copy_error", {40.0, 400.0}),
        ("copy_error", {43000.0, 34000.0}),
        ("copy_error", {360000.0}),
        ("revision", {360000.0, 370000.0}),
        ("window", {38000.0}),
        ("contradiction", {200.0, 2000.0}),
        ("definition", {600.0, 5000.0}),
    ],
)
def test_sample_has_what_its_readme_says(kind: str, numbers: set[float], dated: bool) -> None:
    """Every trap that the sample was made with comes out, with its kind, whether or not the undated report is dated."""
    reports, claims = _sample()
    days = days_of(date_reports(reports, claims)) if dated else ()
    assert _has(kind, numbers, find_discrepancies(reports, claims, days=days), claims)


def test_sample_has_no_false_alarm() -> None:
    """Nothing else comes out but the second reading of a square and a lost "about", and no growth is a dispute."""
    reports, claims = _sample()
    found = find_discrepancies(reports, claims)
    assert len(found) <= 12
    assert not any({37000.0, 38000.0} <= _numbers(d, claims) for d in found)


@pytest.mark.parametrize("hidden", [r.name for r in _sample()[0] if r.day])
def test_sample_reports_without_their_day_are_dated_right(hidden: str) -> None:
    """Take a report's day away: the days it may be of hold the true one."""
    reports, claims = _sample()
    true = next(r.day for r in reports if r.name == hidden)
    blank = [
        r.model_copy(update={"published": None, "given": r.given.model_copy(update={"published": None})})
        if r.name == hidden
        else r
        for r in reports
    ]
    (found,) = [d for d in date_reports(blank, claims) if d.report == hidden]
    assert true is not None
    assert (found.first or true) <= true <= (found.last or true)


def test_sample_undated_report_is_of_its_sunday() -> None:
    """The undated report shares a Sunday's happening with a dated one."""
    reports, claims = _sample()
    (found,) = date_reports(reports, claims)
    assert (found.report, found.days) == ("undated-camp", (date(2019, 3, 17),))


@needs_seeds
@both_ways
@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("swap", {1300.0, 650.0}),
        ("unit", {4.0}),
        ("revision", {360000.0, 370000.0}),
        ("copy_error", {360000.0}),
        ("contradiction", {200.0, 2000.0}),
        ("definition", {600.0}),
    ],
)
def test_seeds(kind: str, numbers: set[float], annotated: bool) -> None:
    """The discrepancies that a reader of the five seed reports finds."""
    reports, claims = _seeds(annotated=annotated)
    assert _has(kind, numbers, find_discrepancies(reports, claims), claims)


@needs_seeds
@both_ways
def test_seed_growth_and_parts_are_no_disputes(annotated: bool) -> None:
    """37,000 grew into 38,000, and 3,400 is a part of either: relations, not discrepancies."""
    reports, claims = _seeds(annotated=annotated)
    figures = {c.id: c for c in claims if isinstance(c, Figure)}
    pairs = [(r.kind, figures[r.claims[0]].low, figures[r.claims[-1]].low) for r in find_relations(reports, claims)]
    assert ("growth", 37000.0, 38000.0) in pairs
    assert {("part", 3400.0, 37000.0), ("part", 3400.0, 38000.0)} <= set(pairs)
    found = find_discrepancies(reports, claims)
    assert not any({37000.0, 38000.0} <= _numbers(d, claims) or 3400.0 in _numbers(d, claims) for d in found)


@needs_seeds
@both_ways
def test_seed_dates(annotated: bool) -> None:
    """Three are of 13, 12 and 10 February, or of at most eight days that hold them; one is of a Sunday after them."""
    reports, claims = _seeds(annotated=annotated)
    found = {d.report[:3]: d for d in date_reports(reports, claims)}
    for name, day in (("000", 13), ("001", 12), ("003", 10)):
        first, last = found[name].first, found[name].last
        assert first
        assert last
        assert first <= date(2019, 2, day) <= last
        assert last - first <= timedelta(days=8)
    assert found["004"].first
    assert found["004"].first > date(2019, 2, 17)
    assert found["004"].first.weekday() == 6


@needs_seeds
@both_ways
def test_seed_forecasts_of_days_were_not_met(annotated: bool) -> None:
    """None of the ends foretold "within days" came; those that fell due are missed, by a sentence that says so."""
    reports, claims = _seeds(annotated=annotated)
    outcomes = settle_forecasts(reports, claims, datings=date_reports(reports, claims))
    assert all(o.verdict != "met" for o in outcomes)
    missed = [o for o in outcomes if o.verdict == "missed"]
    assert len(missed) >= 4
    assert all(o.settled_by and o.on and o.due and o.on > o.due for o in missed)
