"""Copy errors: a number changed in a copy is found, and one that the world changed is not taken for it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lineage.making import OWN, WIRE, make_figure, make_report
from vigil.lineage import Change, find_copy_errors, find_reuse
from vigil.lineage.slips import classify
from vigil.records import CopyError, Report

DAY = date(2021, 5, 8)


def _errors(one: Report, other: Report, *figures: tuple[Report, str]) -> tuple[CopyError, ...]:
    claims = [make_figure(report, number) for report, number in figures]
    return find_copy_errors([other, one], find_reuse([one, other]), claims)


def test_a_number_changed_in_a_copy_is_found() -> None:
    """With both sentences, both numbers, and the claims that rest on them."""
    wire = make_report(WIRE, name="wire", day=DAY)
    copy = make_report(WIRE.replace("17 civ", "71 civ"), name="copy", day=date(2021, 5, 9))
    (error,) = _errors(wire, copy, (wire, "17"), (copy, "71"), (copy, "31"))
    assert (error.kind, error.one, error.other) == ("digits_exchanged", "wire", "copy")
    assert (error.number_one, error.number_other) == ("17", "71")
    assert error.quote_one == WIRE.split("\n\n")[0]
    assert error.quote_other == error.quote_one.replace("17", "71")
    assert error.claims_one == (make_figure(wire, "17").id,)
    assert error.claims_other == (make_figure(copy, "71").id,)


def test_a_bound_lost_in_a_copy_is_found() -> None:
    """"More than 2,400" and "2,400" are not the same."""
    wire = make_report(WIRE, name="wire", day=DAY)
    copy = make_report(WIRE.replace("More than 2,400", "2,400"), name="copy", day=DAY)
    (error,) = _errors(wire, copy)
    assert (error.kind, error.number_one, error.number_other) == ("qualifier", "More than", "")


def test_a_bound_said_otherwise_is_no_error() -> None:
    """"Over" is "more than"."""
    wire = make_report(WIRE, name="wire", day=DAY)
    copy = make_report(WIRE.replace("More than 2,400", "Over 2,400"), name="copy", day=DAY)
    assert _errors(wire, copy) == ()


def test_a_true_copy_has_no_errors() -> None:
    """House style and the way a number is written are none."""
    wire = make_report(WIRE, name="wire", day=DAY)
    copy = make_report(WIRE.replace("17 civ", "seventeen civ").replace("2,400", "2 400"), name="copy", day=DAY)
    assert _errors(wire, copy) == ()


def test_a_toll_brought_up_to_date_is_no_error() -> None:
    """Another day, a story of its own, one passage of background in common."""
    background = WIRE.split("\n\n")[3]
    early = make_report(f"{WIRE}", name="early", day=DAY)
    late = make_report(f"{OWN}\n\n{background.replace('2,400', '2,600')}", name="late", day=date(2021, 5, 15))
    assert len(find_reuse([early, late])) == 1
    assert _errors(early, late) == ()


def test_a_story_written_anew_has_new_numbers_and_no_errors() -> None:
    """Where most numbers changed, they were meant to."""
    text = f"{WIRE}\n\n{OWN}"
    other = text.replace("17", "19").replace("31", "36").replace("2,400", "2,900").replace("6 boats", "9 boats")
    assert _errors(make_report(text, name="one", day=DAY), make_report(other, name="two", day=DAY)) == ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("1,300", "3,100", "digits_exchanged"),
        ("1,300", "130", "digit_lost"),
        ("13", "130", "digit_added"),
        ("1,300", "1,800", "digit_wrong"),
        ("23", "147", "number"),
        ("7", "8", "number"),
        ("seven", "nine", "number"),
    ],
)
def test_slips_are_told_by_their_digits(one: str, other: str, kind: str) -> None:
    """What a typist does to a number, and what not."""
    assert classify(_change(one, other, is_number=True)) == kind


def test_changed_words_are_no_slip() -> None:
    """Nor is one bound in the place of another."""
    assert classify(_change("baker", "tailor", is_number=False)) is None


def _change(one: str, other: str, *, is_number: bool) -> Change:
    return Change(
        kind="number" if is_number else "words",
        start_one=0,
        end_one=len(one),
        start_other=0,
        end_other=len(other),
        one=one,
        other=other,
    )
