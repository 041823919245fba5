"""Discrepancies: every kind by its own rule, and pairs that are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reckoning.making import as_of, make_figure, make_report, since
from vigil.reckoning import find_discrepancies, find_relations
from vigil.records import AnyClaim, CopyError, Discrepancy, Figure, Period, Quantity, Report

DAY = date(2021, 5, 3)
NEXT = DAY + timedelta(days=1)


def _told(
    text: str, number: float, *, name: str = "courier", day: date | None = DAY, **fields: Any
) -> tuple[Report, Figure]:
    report = make_report(text, name=name, day=day)
    return report, make_figure(report, number, **fields)


def _find(*told: tuple[Report, AnyClaim]) -> tuple[Discrepancy, ...]:
    reports = {report.name: report for report, _ in told}
    return find_discrepancies(list(reports.values()), [claim for _, claim in told])


def _kinds(*told: tuple[Report, AnyClaim]) -> list[str]:
    return [found.kind for found in _find(*told)]


def _two(text: str, first: float, second: float, words: Sequence[str], **fields: Any) -> list[tuple[Report, Figure]]:
    """Two figures of one report."""
    report = make_report(text, day=DAY)
    return [(report, make_figure(report, n, quote=q, **fields)) for n, q in zip((first, second), words, strict=True)]


HOSPITAL = "Shells killed 40 people in Sarmin on Monday, the town's hospital said."
MINISTRY = "The health ministry put the number of dead in Sarmin at 31."


def test_two_sources_with_two_numbers_contradict() -> None:
    """One event, one place, two voices: no one number satisfies both."""
    (found,) = _find(_told(HOSPITAL, 40), _told(MINISTRY, 31, name="post", source="Health Ministry", who=None))
    assert found.kind == "contradiction"
    assert "40 people killed, says Sarmin hospital" in found.why
    assert "31 people killed" in found.why
    assert len(found.claims) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"qualifier": "at_least"},
        {"place": "Binnish"},
        {"measure": "wounded"},
        {"side": "Syrian government", "group": "combatant", "who": "soldiers"},
        {"who": "children", "group": "child"},
        {"method": "landmine"},
        {"hedge": "denied"},
    ],
)
def test_what_is_not_one_thing_does_not_contradict(other: dict[str, Any]) -> None:
    """Another bound that agrees, place, measure, people or weapon, or a denial: no discrepancy."""
    one = _told(HOSPITAL, 40, method="shelling")
    same: dict[str, Any] = {"who": "people", "source": "Health Ministry"}
    assert _kinds(one, _told(MINISTRY, 31, name="post", **same)) == ["contradiction"]
    assert _kinds(one, _told(MINISTRY, 31, name="post", **{**same, **other})) == []


def test_other_day_is_another_event() -> None:
    """Numbers of two days are of two happenings, as far as can be told."""
    assert _kinds(_told(HOSPITAL, 40), _told(MINISTRY, 31, name="post", day=DAY + timedelta(days=8))) == []


def test_same_source_later_is_a_revision() -> None:
    """One voice gives another number for the same event the next day."""
    one = _told(HOSPITAL, 40)
    report = make_report("The hospital now counts 46 dead after Monday's shelling of Sarmin.", name="post", day=NEXT)
    later = (report, make_figure(report, 46, when=one[1].when))
    (found,) = _find(one, later)
    assert (found.kind, "upwards" in found.why) == ("revision", True)


def test_report_that_calls_one_number_the_earlier_revises() -> None:
    """Inside one report, a word of revision says which number took the other's place."""
    text = "The court put the toll in Sarmin at 52. It had been 38 in an earlier count, the toll of the first day."
    (found,) = _find(*_two(text, 52, 38, ["put the toll in Sarmin at 52", "38 in an earlier count"], who="toll"))
    assert (found.kind, "38 people killed" in found.why.split("then")[0]) == ("revision", True)


def test_smaller_number_in_one_report_is_a_part() -> None:
    """One voice gives a toll and a smaller number beside it: no disagreement."""
    text = "At least 40 people died in Sarmin. Nine people were killed at the bakery."
    assert _kinds(*_two(text, 40, 9, ["40 people died in Sarmin", "Nine people were killed"])) == []


def test_more_civilians_than_people_contradict() -> None:
    """Civilians are a part of all people: they cannot be more."""
    one = _told("The hospital counted 40 wounded civilians in Sarmin.", 40, measure="wounded", who="civilians",
                group="civilian")  # fmt: skip
    text = "The ministry said {} people were hurt in Sarmin."
    other: dict[str, Any] = {"measure": "wounded", "source": "Ministry"}
    few, many = (_told(text.format(n), n, name="post", **other) for n in (31, 55))
    assert (_kinds(one, few), _kinds(one, many)) == (["contradiction"], [])


def test_vague_word_of_another_size_contradicts() -> None:
    """ "Hundreds" and "up to 3,000" in one report differ by an order of magnitude; "hundreds" and "over 700" do not."""
    text = "Hundreds of villagers are trapped in Sarmin. The mayor said up to 3,000 villagers could be there."
    words = ["Hundreds of villagers are trapped in Sarmin", "up to 3,000 villagers could be there"]
    report = make_report(text, day=DAY)
    shared: dict[str, Any] = {"measure": "present", "who": "villagers", "group": "civilian", "when": as_of(DAY)}
    hundreds = make_figure(report, 200, quote=words[0], qualifier="vague", source="report", **shared)
    many = make_figure(report, 3000, quote=words[1], qualifier="up_to", source="Mayor", hedge="possible", **shared)
    some = make_figure(report, 700, quote=words[1], qualifier="more_than", source="Mayor", **shared)
    assert _kinds((report, hundreds), (report, many)) == ["contradiction"]
    assert _kinds((report, hundreds), (report, some)) == []


def test_sides_with_exchanged_numbers_are_a_swap() -> None:
    """Army 1,250 and rebels 480 in one report; in another the rebels lost 1,250."""
    report = make_report("The battle has cost 1,250 soldiers and 480 rebels their lives.", day=DAY)
    window = since(date(2021, 1, 1), DAY)
    shared: dict[str, Any] = {"group": "combatant", "when": window, "source": "Monitor"}
    army = make_figure(report, 1250, who="soldiers", side="Army", **shared)
    rebels = make_figure(report, 480, who="rebels", side="Rebel Front", **shared)
    other = make_report("Some 1,250 rebels have died there, the front's opponents say.", name="post", day=NEXT)
    crossed = make_figure(other, 1250, who="rebels", side="Rebel Front", **shared)
    straight = make_figure(other, 480, who="rebels", side="Rebel Front", **shared)
    (found,) = _find((report, army), (report, rebels), (other, crossed))
    assert (found.kind, "exchanged" in found.why) == ("swap", True)
    assert set(found.claims) == {army.id, rebels.id, crossed.id}
    assert _kinds((report, army), (report, rebels), (other, straight)) == []


def test_small_numbers_are_no_swap() -> None:
    """Twelve on one side here and on the other there is chance."""
    report = make_report("Twelve soldiers and 30 rebels died.", day=DAY)
    shared: dict[str, Any] = {"group": "combatant", "source": "Monitor"}
    army = make_figure(report, 12, who="soldiers", side="Army", **shared)
    rebels = make_figure(report, 30, who="rebels", side="Rebel Front", **shared)
    other = make_report("Twelve rebels died in the hills.", name="post", day=NEXT)
    crossed = make_figure(other, 12, who="rebels", side="Rebel Front", **shared)
    assert "swap" not in _kinds((report, army), (report, rebels), (other, crossed))


LINE = "The monitor has documented {} deaths in the valley since the rising of 2015 began."


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ((5200, "exact"), (5200, "more_than"), ["copy_error"]),
        ((5400, "exact"), (4500, "exact"), ["copy_error"]),
        ((5200, "exact"), (520, "exact"), ["copy_error"]),
        ((5200, "exact"), (5200, "exact"), []),
        ((5200, "more_than"), (5300, "more_than"), []),
    ],
)
def test_slips_in_copying(first: tuple[float, Any], second: tuple[float, Any], kind: list[str]) -> None:
    """One sentence in two reports: a qualifier lost, digits exchanged or lost; equal and risen numbers are none."""
    told = []
    for name, (number, qualifier) in (("courier", first), ("post", second)):
        report = make_report(LINE.format(f"{number:,}"), name=name, day=DAY)
        told.append((report, make_figure(report, number, qualifier=qualifier, when=since(date(2015, 1, 1), DAY),
                                         who="deaths", source="Monitor")))  # fmt: skip
    assert _kinds(*told) == kind


def test_leap_overnight_by_exchanged_digits_is_a_slip() -> None:
    """A count that would have risen by a quarter overnight, with its digits exchanged, was copied wrongly."""
    told = []
    for name, day, number in (("monday", DAY, 3400), ("tuesday", NEXT, 4300)):
        report = make_report(LINE.format(f"{number:,}"), name=name, day=day)
        told.append((report, make_figure(report, number, when=since(date(2015, 1, 1), day), source="Monitor")))
    assert _kinds(*told) == ["copy_error"]
    assert find_relations([r for r, _ in told], [f for _, f in told]) == ()


def test_daily_bulletin_whose_digits_happen_to_change_places_is_no_slip() -> None:
    """A count that rose from 112 to 121 overnight in the same formula has only risen."""
    told = []
    for name, day, number in (("monday", DAY, 112), ("tuesday", NEXT, 121)):
        report = make_report(LINE.format(number), name=name, day=day)
        told.append((report, make_figure(report, number, when=since(date(2015, 1, 1), day), source="Monitor")))
    assert _kinds(*told) == []


def test_count_that_falls_is_a_revision_of_its_source() -> None:
    """A cumulative count of one source that falls was revised; of two sources it is a contradiction."""
    window = date(2021, 1, 1)
    one = _told("Since January the ministry has counted 900 dead.", 900, when=since(window, DAY), source="Ministry")
    text = "Altogether 700 died this year."
    same = _told(text, 700, name="post", day=NEXT, when=since(window, NEXT), source="Ministry")
    other = _told(text, 700, name="post", day=NEXT, when=since(window, NEXT), source="Red Crescent")
    assert (_kinds(one, same), _kinds(one, other)) == (["revision"], ["contradiction"])


def test_growth_of_one_source_is_no_discrepancy_but_a_relation() -> None:
    """A count that rose is growth, told as a relation with the older figure first."""
    window = date(2021, 1, 1)
    one = _told("Since January 900 have died.", 900, when=since(window, DAY), source="Ministry")
    more = _told("This year 950 died.", 950, name="post", day=NEXT, when=since(window, NEXT), source="Ministry")
    assert _kinds(one, more) == []
    (found,) = find_relations([one[0], more[0]], [more[1], one[1]])
    assert (found.kind, found.claims) == ("growth", (one[1].id, more[1].id))


def test_tally_of_nobody_that_was_raised_is_a_revision() -> None:
    """A standing tally without a source that steps up between reports was raised, not grown."""
    window = date(2011, 1, 1)
    one = _told("The war has killed 220,000 people.", 220000, when=since(window, DAY), source="report", side=None)
    later = NEXT + timedelta(days=30)
    more = _told("Since it began 230,000 died in it.", 230000, name="post", day=later, when=since(window, later),
                 source="report", by="Army")  # fmt: skip
    reports = [one[0], more[0]]
    joined = [make_figure(r, 12, measure="wounded", side="Army", group="combatant") for r in reports]
    kinds = [d.kind for d in find_discrepancies(reports, [one[1], more[1], *joined])]
    assert kinds == ["revision"]


def test_one_number_with_two_windows() -> None:
    """The same source and number since January here and since March there."""
    text = "Some 4,100 people have left the valley, says the agency."
    told = []
    for name, start in (("courier", date(2021, 1, 1)), ("post", date(2021, 3, 20))):
        report = make_report(text, name=name, day=DAY)
        told.append((report, make_figure(report, 4100, measure="displaced", when=since(start, DAY), source="Agency")))
    assert _kinds(*told) == ["window"]


def test_fighters_and_people_in_one_place_are_two_populations() -> None:
    """600 fighters there, 5,000 people there: a matter of definition; two numbers of fighters are not."""
    fighters = _told("Up to 600 fighters are in Sarmin.", 600, qualifier="up_to", measure="present", who="fighters",
                     group="combatant", when=as_of(DAY))  # fmt: skip
    later = DAY + timedelta(days=20)
    people = _told("About 5,000 people remain in Sarmin.", 5000, name="post", day=later, qualifier="about",
                   measure="present", when=as_of(later))  # fmt: skip
    more = _told("About 5,000 fighters remain in Sarmin.", 5000, name="post", day=later, qualifier="about",
                 measure="present", who="fighters", group="combatant", when=as_of(later))  # fmt: skip
    assert (_kinds(fighters, people), _kinds(fighters, more)) == (["definition"], [])


def test_each_count_is_laid_beside_the_last_of_another_population() -> None:
    """Ten weeks of both counts are no hundred pairs: an old number that a new one overtook is not held against it."""
    told: list[tuple[Report, AnyClaim]] = []
    for week, (armed, all_) in enumerate([(600, 5000), (500, 4000), (300, 2000)]):
        day = DAY + timedelta(weeks=week)
        shared: dict[str, Any] = {"measure": "present", "when": as_of(day), "day": day}
        told.append(_told(f"Some {armed} fighters are in Sarmin.", armed, name=f"a{week}", who="fighters",
                          group="combatant", **shared))  # fmt: skip
        told.append(_told(f"Some {all_} people are in Sarmin.", all_, name=f"b{week}", **shared))
    (found,) = _find(*told)
    assert (found.kind, len(found.claims)) == ("definition", 6)
    assert "5,000" in found.why
    assert "600" in found.why


@pytest.mark.parametrize(
    ("last_year", "kinds"),
    [
        ("The toll is higher than the 2020 toll of 6,105.", []),
        ("The toll in Sarmin was 6,105 after a battle that began in 2020.", ["contradiction"]),
        ("The 2021 death toll of 6,105 in Sarmin is a record.", ["contradiction"]),
    ],
)
def test_number_of_another_year_is_not_compared(last_year: str, kinds: list[str]) -> None:
    """A year just before a number is the number's own, whichever days it was given; one further off is not."""
    year = Period(start=date(2021, 1, 1), end=date(2021, 12, 31), basis="event")
    one = _told("The monitor counted 7,930 people killed in Sarmin in 2021.", 7930, day=date(2022, 1, 5), when=year)
    other = _told(last_year, 6105, name="post", day=date(2022, 1, 5), when=year, source="Ministry")
    assert _kinds(one, other) == kinds


def test_village_and_province_are_two_scopes() -> None:
    """The larger number is of the larger place: both may be true."""
    one = _told("The hospital said 40 people died in Sarmin.", 40, place="Sarmin", place_precision="town")
    other = _told("The ministry said 70 people died in Sarmin and Idlib.", 70, name="post", source="Ministry",
                  place="Sarmin and Idlib", place_precision="province")  # fmt: skip
    assert _kinds(one, other) == ["scope"]


def test_part_of_a_whole_is_a_relation() -> None:
    """ "Of them 310 are detained" is a part of the number before it, and no disagreement."""
    text = "Since March 2,900 people have left the valley. That figure includes 310 suspected fighters in custody."
    report = make_report(text, day=DAY)
    window = since(date(2021, 3, 1), DAY)
    whole = make_figure(report, 2900, quote="2,900 people have left the valley", measure="displaced", when=window)
    part = make_figure(report, 310, quote="310 suspected fighters in custody", measure="detained", when=window,
                       who="suspected fighters", group="combatant")  # fmt: skip
    (found,) = find_relations([report], [part, whole])
    assert (found.kind, found.claims) == ("part", (part.id, whole.id))
    assert find_discrepancies([report], [part, whole]) == ()


def test_quantity_that_holds_all_is_named() -> None:
    """A discrepancy within one quantity carries its id; one across quantities none."""
    told = [_told(HOSPITAL, 40), _told(MINISTRY, 31, name="post", source="Health Ministry", who=None)]
    figures = [figure for _, figure in told]
    fields: dict[str, Any] = {
        "measure": "killed", "group": "unknown", "side": None, "place": "Sarmin", "place_id": None, "unit": "person",
        "basis": "event", "start": DAY,
    }  # fmt: skip
    both = Quantity(id="q", figures=tuple(f.id for f in figures), **fields)
    half = Quantity(id="q", figures=(figures[0].id,), **fields)
    reports = [report for report, _ in told]
    assert [d.quantity for d in find_discrepancies(reports, figures, quantities=[both])] == ["q"]
    assert [d.quantity for d in find_discrepancies(reports, figures, quantities=[half])] == [None]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Report], list[Figure]]:
    """Some reports on one shelling, by a few voices with a few numbers."""
    reports, figures = [], []
    for k in range(draw(st.integers(2, 5))):
        day = DAY + timedelta(days=draw(st.integers(0, 2)))
        number = draw(st.sampled_from([31, 40, 46, 310]))
        report = make_report(f"Shells killed {number} people in Sarmin, a source said.", name=f"r{k}", day=day)
        when = draw(st.sampled_from([since(date(2021, 1, 1), day), since(None, day), as_of(day)]))
        source = draw(st.sampled_from(["Sarmin hospital", "Ministry", "report"]))
        reports.append(report)
        figures.append(make_figure(report, number, source=source, when=when, side="Army", group="combatant"))
    return reports, figures


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(ledgers(), st.integers(0, 1000))
def test_order_makes_no_difference(ledger: tuple[list[Report], list[Figure]], seed: int) -> None:
    """The same reports and claims in any order give the same discrepancies and relations."""
    reports, figures = ledger
    mixed_reports, mixed_figures = list(reports), list(figures)
    random.Random(seed).shuffle(mixed_reports)
    random.Random(seed + 1).shuffle(mixed_figures)
    assert find_discrepancies(reports, figures) == find_discrepancies(mixed_reports, mixed_figures)
    assert find_relations(reports, figures) == find_relations(mixed_reports, mixed_figures)


def test_nothing_to_compare() -> None:
    """No claims, no discrepancies."""
    assert find_discrepancies([], []) == ()


def _slip(*figures: tuple[Figure, ...], **fields: Any) -> CopyError:
    one, other = (tuple(figure.id for figure in side) for side in figures)
    made = {"kind": "digit_wrong", "number_one": "40", "number_other": "48", **fields}
    return CopyError(
        one="courier", other="post", quote_one="q", quote_other="q", claims_one=one, claims_other=other, **made
    )


def test_copy_error_that_lineage_saw_is_a_discrepancy() -> None:
    """A number changed inside a copied passage explains why the figures differ; one that did not change stays out."""
    text = "Shells killed {} people and hurt 9 more in Sarmin on Monday, the town's hospital said."
    courier, post = make_report(text.format(40), day=DAY), make_report(text.format(48), name="post", day=DAY)
    dead = [make_figure(courier, 40, quote="40 people"), make_figure(post, 48, quote="48 people")]
    hurt = [make_figure(report, 9, quote="9 more", measure="wounded") for report in (courier, post)]
    error = _slip((dead[0], hurt[0]), (dead[1], hurt[1]))
    (found,) = find_discrepancies([courier, post], [*dead, *hurt], errors=[error])
    assert (found.kind, found.claims) == ("copy_error", tuple(sorted(figure.id for figure in dead)))
    assert found.why.endswith('with "40" and "48": a digit was changed in copying.')


@pytest.mark.parametrize(("days", "source", "kinds"), [
    (7, "Health Ministry", []), (7, "Army", ["copy_error"]), (0, "Health Ministry", ["copy_error"]),
])  # fmt: skip
def test_next_bulletin_is_no_copy(days: int, source: str, kinds: list[str]) -> None:
    """A week later the ministry's count has grown; on the same day, or in another's mouth, a number was changed."""
    text, later = "{} people have been killed in the valley, the ministry said.", DAY + timedelta(days=days)
    courier, post = make_report(text.format(1030), day=DAY), make_report(text.format(1033), name="post", day=later)
    told = [
        make_figure(courier, 1030, source="Health Ministry", when=since(date(2021, 1, 1), DAY)),
        make_figure(post, 1033, source=source, when=since(date(2021, 1, 1), later)),
    ]
    error = _slip((told[0],), (told[1],), number_one="1,030", number_other="1,033")
    found = find_discrepancies([courier, post], told, errors=[error])
    assert [one.kind for one in found if one.kind == "copy_error"] == kinds


def test_lost_word_that_lineage_saw_is_told_as_such() -> None:
    """A qualifier that is gone from the copy is named."""
    told = [_told(HOSPITAL, 40, qualifier="about"), _told(HOSPITAL, 40, name="post")]
    error = _slip((told[0][1],), (told[1][1],), kind="qualifier", number_one="about", number_other="")
    found = find_discrepancies([report for report, _ in told], [figure for _, figure in told], errors=[error])
    assert [(d.kind, '"about" was lost in copying' in d.why) for d in found] == [("copy_error", True)]


def test_copy_error_on_no_figure_is_left_out() -> None:
    """Every discrepancy rests on claims: a changed number that nobody read as a figure is none."""
    report, figure = _told(HOSPITAL, 40)
    assert find_discrepancies([report], [figure], errors=[_slip((), ())]) == ()
