"""Reuse: a copy is found through light edits, and what two reports have by chance is none."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lineage.making import ELSEWHERE, OWN, WIRE, make_report
from vigil.intake import take_in
from vigil.lineage import Reuse, find_reuse
from vigil.records import Problem, Report

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


def _compare(one: str, other: str) -> Reuse | None:
    first = make_report(one, name="first", day=date(2021, 5, 7))
    second = make_report(other, name="second", day=date(2021, 5, 8))
    found = find_reuse([second, first])
    assert len(found) <= 1
    return found[0] if found else None


def _restyled(text: str) -> str:
    changes = {"neighbouring": "neighboring", "-held": "held", "feared": "FEARED", "More than 2,400": "More than 2400"}
    for one, other in changes.items():
        text = text.replace(one, other)
    return text


def _without(text: str, *paragraphs: int) -> str:
    return "\n\n".join(part for k, part in enumerate(text.split("\n\n")) if k not in paragraphs)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(WIRE, id="verbatim"),
        pytest.param(_restyled(WIRE), id="house style"),
        pytest.param(_without(WIRE, 1, 3), id="cut"),
        pytest.param(WIRE.replace("17", "71").replace("31", "thirteen").replace("2,400", "2,600"), id="numbers"),
        pytest.param("\n\n".join(reversed(WIRE.split("\n\n"))), id="put in another order"),
        pytest.param(WIRE.replace("\n\n", " "), id="paragraphs joined"),
        pytest.param(f"{_without(WIRE, 2, 3, 4)}\n\n{OWN}", id="part wire, part own"),
        pytest.param(f"{OWN} The Courier wrote: “{WIRE.split(chr(10))[2]}”", id="one sentence quoted"),
    ],
)
def test_a_copy_is_found(copy: str) -> None:
    """Whatever was done to it, and however little was taken."""
    assert _compare(WIRE, copy)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OWN, id="another subject"),
        pytest.param(
            "Shells fell on the town of Bir Ghazal on Sunday, wounding 8 soldiers, the health ministry said.\n\n"
            "More than 900 families have left the coast since the dam broke, according to the mayor's office.",
            id="stock phrases",
        ),
        pytest.param(
            "Tell Zaitun's grain market was hit by artillery. The health ministry put the dead at 17, all civilians. "
            "The district hospital took in 31 wounded, a surgeon there said, and Qasr Banat has been evacuated.",
            id="the same event in other words",
        ),
        pytest.param("Shells.", id="too short"),
    ],
)
def test_what_is_no_copy_is_not_taken_for_one(other: str) -> None:
    """The same event, the same phrases: no reuse."""
    assert _compare(WIRE, other) is None


def test_passages_stand_at_their_offsets_on_both_sides() -> None:
    """The stretch is the same text in both, and the earlier report is the one."""
    reuse = _compare(WIRE, f"{OWN}\n\n{_without(WIRE, 0, 1, 2)}")
    assert reuse is not None
    assert (reuse.one, reuse.other) == ("first", "second")
    (passage,) = reuse.passages
    one = WIRE[passage.start_one : passage.end_one]
    assert one == f"{OWN}\n\n{_without(WIRE, 0, 1, 2)}"[passage.start_other : passage.end_other]
    assert one == _without(WIRE, 0, 1, 2).rstrip(".")
    assert (passage.alike, passage.changed) == (1.0, ())


def test_all_that_is_left_of_a_cut_copy_is_found() -> None:
    """Where a paragraph was cut, and those around it begin alike, neither is lost."""
    beats = [f"In the {k} quarter, {text}" for k, text in zip(("old", "new", "low"), OWN.split("\n\n"), strict=True)]
    text = "\n\n".join([beats[0], f"In the {ELSEWHERE.split(chr(10))[0]}", beats[1], beats[2]])
    reuse = _compare(text, _without(text, 1))
    assert reuse is not None
    assert reuse.share == 1.0


def test_the_share_is_of_the_shorter_report() -> None:
    """A copy with much of one's own beside it is still all there."""
    whole, part = _compare(WIRE, f"{WIRE}\n\n{OWN}"), _compare(WIRE, f"{_without(WIRE, 2, 3, 4)}\n\n{OWN}")
    assert whole is not None
    assert whole.share == 1.0
    assert part is not None
    assert 0.2 < part.share < 0.7


def test_what_was_changed_is_told() -> None:
    """A number, a bound lost, a word; each with the words on both sides at their offsets."""
    copy = WIRE.replace("17 civ", "71 civ").replace("More than 2,400", "2,400").replace("a baker", "a tailor")
    reuse = _compare(WIRE, copy)
    assert reuse is not None
    changes = [change for passage in reuse.passages for change in passage.changed]
    assert [(c.kind, c.one, c.other) for c in changes] == [
        ("number", "17", "71"),
        ("words", "baker", "tailor"),
        ("qualifier", "More than", ""),
    ]
    for change in changes:
        assert WIRE[change.start_one : change.end_one] == change.one
        assert copy[change.start_other : change.end_other] == change.other


@pytest.mark.parametrize(("one", "other"), [("17 civ", "seventeen civ"), ("2,400", "2 400"), ("31 w", "thirty-one w")])
def test_a_number_written_otherwise_is_not_changed(one: str, other: str) -> None:
    """"17" and "seventeen" are one number."""
    reuse = _compare(WIRE, WIRE.replace(one, other))
    assert reuse is not None
    assert all(change.kind != "number" for passage in reuse.passages for change in passage.changed)


def test_what_is_not_the_report_is_never_shared() -> None:
    """A long caption that two reports have in common makes no pair."""
    caption = WIRE.split("\n\n")[2]
    one = make_report(f"{caption}\n\n{OWN}", name="one", kinds={0: "caption"})
    other = make_report(f"{caption}\n\n{ELSEWHERE}", name="other", kinds={0: "caption"})
    assert find_reuse([one, other]) == ()
    both = [report.model_copy(update={"passages": ()}) for report in (one, other)]
    assert len(find_reuse(both)) == 1


def test_a_speech_that_both_quote_is_a_passage_marked_as_quoted() -> None:
    """Two reporters heard him; a short remark makes no pair at all."""
    speech = (
        "“We shall not leave the ridge while one family is still waiting at the crossing, and we shall not sign what "
        "others have written for us behind closed doors”"
    )
    reuse = _compare(f"{OWN} {speech}, the general said.", f"{ELSEWHERE} {speech}, he told the crowd.")
    assert reuse is not None
    assert [passage.quoted for passage in reuse.passages] == [True]
    remark = "“We shall not leave the ridge while one family is still waiting”"
    assert _compare(f"{OWN} {remark}, the general said.", f"{ELSEWHERE} {remark}, he told the crowd.") is None


def test_a_phrase_of_many_reports_makes_no_pairs() -> None:
    """What sixty reports have in common, and nothing else, is a stock phrase, however long."""
    chance = random.Random(3)
    stock = "The claims of either side could not be checked, as the valley has been closed to reporters since spring."
    reports = [make_report(f"{_babble(chance)} {stock} {_babble(chance)}", name=f"r{k}") for k in range(60)]
    assert find_reuse(reports) == ()


def test_a_wire_that_many_ran_is_found_everywhere() -> None:
    """Seventy copies: each is paired with the earliest at least, and pairs do not grow with the square."""
    chance = random.Random(4)
    copies = [make_report(f"{WIRE}\n\n{_babble(chance)}", name=f"c{k:02}", day=date(2021, 5, 9)) for k in range(70)]
    first = make_report(WIRE, name="wire", day=date(2021, 5, 8))
    found = find_reuse([*copies, first])
    assert {reuse.other for reuse in found if reuse.one == "wire"} == {report.name for report in copies}
    assert len(found) == len(copies)


def _babble(chance: random.Random) -> str:
    words = ["".join(chance.choices("abdefghiklmnorstu", k=chance.randint(3, 8))) for _ in range(80)]
    return " ".join(words) + "."


@given(st.permutations(range(6)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_reports_makes_no_difference(order: list[int]) -> None:
    """The same pairs, passages and names."""
    reports = [
        make_report(WIRE, name="wire"),
        make_report(_restyled(WIRE), name="a"),
        make_report(_without(WIRE, 1), name="b", day=date(2021, 5, 9)),
        make_report(f"{OWN}\n\n{_without(WIRE, 0, 1)}", name="c"),
        make_report(OWN, name="d"),
        make_report(ELSEWHERE, name="e"),
    ]
    assert find_reuse([reports[k] for k in order]) == find_reuse(reports)


def test_no_reports_share_nothing() -> None:
    """Nothing in, nothing out."""
    assert find_reuse([]) == ()
    assert find_reuse([make_report(WIRE)]) == ()


def _taken(folder: str) -> list[Report]:
    path = GOLD / folder / "reports"
    if not path.is_dir():
        pytest.skip("the annotated reports are not here")
    manifest = GOLD / folder / "manifest.csv"
    taken = take_in([path], manifest=manifest if manifest.is_file() else None)
    return [item.report for item in taken if not isinstance(item, Problem)]


def _pairs(folder: str) -> set[frozenset[str]]:
    return {frozenset({reuse.one[:3], reuse.other[:3]}) for reuse in find_reuse(_taken(folder))}


def test_seed_reports_of_one_agency_share_passages() -> None:
    """Though no sentence is the same in two of them; the fourth is the weakest, the one of another day shares none."""
    pairs = _pairs("seeds")
    assert {frozenset({"000", "001"}), frozenset({"000", "003"}), frozenset({"001", "003"})} <= pairs
    assert any("004" in pair for pair in pairs)
    assert not any("002" in pair for pair in pairs)


def test_annotated_reports_share_what_is_known_and_nothing_else() -> None:
    """Three pairs of twenty-eight reports; those of one event in other words are none."""
    found = {tuple(sorted((reuse.one, reuse.other))) for reuse in find_reuse(_taken("tuning"))}
    assert found == {
        ("baghdadi-usatoday-1011", "baghdadi-usatoday-1012"),
        ("gaza-fox-0728", "gaza-npr-0728"),
        ("isis-newsmax-0922", "isis-usatoday-0922"),
    }
