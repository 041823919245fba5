"""The types that travel: claims are grounded or they are not made."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from vigil.errors import EMPTY, GroundingError, IntakeError, VigilError
from vigil.records import Figure, Given, Passage, Period, Report, claim_id


@pytest.fixture
def report() -> Report:
    return Report(id="0" * 64, name="one", text="  Shells killed 12 people.\n", given=Given(published=date(2020, 1, 2)))


def test_claim_is_cut_from_the_text(report: Report) -> None:
    """A claim's quote is the stretch it was made from, without white space at its ends."""
    figure = Figure.of(report, 0, len(report.text), measure="killed", low=12, high=12)
    assert figure.quote == "Shells killed 12 people."
    assert report.text[figure.start : figure.end] == figure.quote


@pytest.mark.parametrize(("start", "end"), [(0, 2), (5, 5), (400, 500)])
def test_empty_stretch_is_refused(report: Report, start: int, end: int) -> None:
    """White space and what lies outside the text prove nothing."""
    with pytest.raises(GroundingError):
        Figure.of(report, start, end, measure="killed", low=1)


def test_ungrounded_claim_is_refused(report: Report) -> None:
    """A quote that is not at its offsets is refused, whoever brings it."""
    line = Figure.of(report, 0, 20, measure="killed", low=12).to_line() | {"quote": "Shells killed 99"}
    with pytest.raises(GroundingError):
        Figure.model_validate(line, context={"report": report})
    with pytest.raises(GroundingError):
        Figure.model_validate(line)


def test_line_round_trip(report: Report) -> None:
    """A claim written as a line is read back the same."""
    figure = Figure.of(report, 0, 20, measure="killed", low=12, high=None, when=Period(start=date(2020, 1, 1)))
    assert Figure.model_validate(figure.to_line(), context={"report": report}) == figure


def test_id_is_stable(report: Report) -> None:
    """The id depends on report, kind, place and value; 12 and 12.0 are one value."""
    one = Figure.of(report, 0, 20, measure="killed", low=12)
    other = Figure.of(report, 0, 20, measure="killed", low=12.0)
    assert one.id == other.id
    assert one.id != Figure.of(report, 0, 20, measure="wounded", low=12).id
    assert claim_id(report_id="a", kind="figure", start=0, end=1, value=1) != claim_id(
        report_id="b", kind="figure", start=0, end=1, value=1)  # fmt: skip


@pytest.mark.parametrize("bounds", [{}, {"low": 5, "high": 3}])
def test_impossible_numbers_are_refused(report: Report, bounds: dict[str, float]) -> None:
    """A figure needs a number, and its low is not above its high."""
    with pytest.raises(ValidationError):
        Figure.of(report, 0, 20, measure="killed", **bounds)


def test_period_runs_forward() -> None:
    """A period does not end before it starts."""
    with pytest.raises(ValidationError):
        Period(start=date(2020, 1, 2), end=date(2020, 1, 1))


def test_records_are_frozen(report: Report) -> None:
    """Nobody changes a record."""
    with pytest.raises(ValidationError):
        report.name = "two"  # type: ignore[misc]


def test_day_prefers_what_was_given(report: Report) -> None:
    """The manifest's day goes before the text's."""
    assert report.model_copy(update={"published": date(2019, 1, 1)}).day == date(2020, 1, 2)


def test_report_line_lists_what_is_left_out() -> None:
    """Passages that are not the report are told by their first words."""
    report = Report(id="0" * 64, name="one", text="Body.\n\nSign up now", passages=(
        Passage(start=0, end=5), Passage(start=7, end=18, kind="sign_up")))  # fmt: skip
    assert report.to_line()["not_report"] == ["Sign up now"]


def test_errors_cross_processes() -> None:
    """An error keeps its code, sentence and next step through pickling."""
    error = pickle.loads(pickle.dumps(IntakeError(EMPTY, source="a.txt")))
    assert isinstance(error, VigilError)
    assert (error.code, error.sentence) == ("V101", "a.txt is empty.")
