"""Forecasts: met, missed or open, with the sentence that settles them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.reckoning.making import make_report
from vigil.reckoning import settle_forecasts
from vigil.records import AnyClaim, Dating, Forecast, Incident, Outcome, Passage, Report, Window

DAY = date(2021, 5, 3)
VOW = "The general said the battle for Sarmin would be over within days."
STILL = "Heavy clashes shook the old town of Sarmin before dawn."
OVER = "The alliance declared victory in Sarmin at noon."
LATER = DAY + timedelta(days=12)


def _forecast(report: Report, **fields: Any) -> Forecast:
    made = {"what": "the battle is over", "horizon": "within days", **fields}
    return Forecast.of(report, 0, len(report.text), **made)


def _settle(
    *told: tuple[str, date | None], forecast: dict[str, Any] | None = None, datings: tuple[Dating, ...] = ()
) -> Outcome:
    """The outcome of the vow in the first report, told by those after it; all of one place and party."""
    reports = [make_report(text, name=f"r{k}", day=day) for k, (text, day) in enumerate(told)]
    claims: list[AnyClaim] = [_forecast(reports[0], **(forecast or {}))]
    claims += [Incident.of(r, 0, len(r.text), event="battle", actor="Alliance", place="Sarmin") for r in reports]
    (found,) = settle_forecasts(reports, claims, datings=datings)
    return found


def test_missed_where_it_is_still_awaited_after_the_day() -> None:
    """Within days, and twelve days later the clashes go on."""
    found = _settle((VOW, DAY), (STILL, LATER))
    assert (found.verdict, found.said, found.due, found.on) == ("missed", DAY, DAY + timedelta(days=7), LATER)
    assert found.settled_by
    assert (found.settled_by.report, found.settled_by.quote) == ("r1", STILL)


def test_met_where_it_came_in_time() -> None:
    """Victory is declared within the week."""
    found = _settle((VOW, DAY), (OVER, DAY + timedelta(days=5)), (STILL, LATER))
    assert (found.verdict, found.on) == ("met", DAY + timedelta(days=5))


def test_missed_where_it_came_late() -> None:
    """It came, but after the day."""
    found = _settle((VOW, DAY), (OVER, LATER))
    assert (found.verdict, "after that day" in found.why) == ("missed", True)


@pytest.mark.parametrize(
    "text",
    [
        "The alliance has not declared victory in Sarmin.",
        "Once it has declared victory in Sarmin the alliance will leave.",
        "The alliance may have declared victory in Sarmin by next week.",
    ],
)
def test_words_of_what_is_not_so_settle_nothing(text: str) -> None:
    """A denial, a condition or a possibility is no fulfilment."""
    assert _settle((VOW, DAY), (text, DAY + timedelta(days=5))).verdict == "open"


@pytest.mark.parametrize(
    "text",
    [
        "A mortar shell fell on the market of Sarmin.",
        "The number of the dead in Sarmin has fallen to nine.",
        "The army declared victory in Sarmin years ago.",
        "The army declared victory in Sarmin in 2017.",
    ],
)
def test_other_meanings_of_the_words_fulfil_nothing(text: str) -> None:
    """What falls on a town, or was won in another year, is no end of this battle."""
    assert _settle((VOW, DAY), (text, DAY + timedelta(days=5))).verdict == "open"


@pytest.mark.parametrize(
    "text",
    [
        "Heavy clashes rage in Sarmin",
        "Heavy clashes shook Maarat before dawn, the Hazim Front said.",
        "Heavy clashes had shaken Sarmin before the truce.",
        "Heavy clashes shook Sarmin in 2017.",
        "Forty hostages are still held in Sarmin.",
        "The mayors of Sarmin are still holding talks.",
        "Sarmin keeps three more days of mourning.",
        "The council of Sarmin pressed on with its reforms.",
    ],
)
def test_what_is_not_of_the_same_matter_or_time_shows_nothing_as_missed(text: str) -> None:
    """A headline without an end, another town and front, what had gone before, and words of other things."""
    assert _settle((VOW, DAY), (text, LATER)).verdict == "open"


def test_headline_settles_nothing() -> None:
    """A title may be of any day and matter: the body must say it."""
    vow = make_report(VOW, name="r0", day=DAY)
    text = f"{OVER}\n\nThe school of Sarmin was opened again."
    parts = (Passage(start=0, end=len(OVER), kind="title"), Passage(start=len(OVER) + 2, end=len(text)))
    later = make_report(text, name="r1", day=LATER).model_copy(update={"passages": parts})
    claims: list[AnyClaim] = [_forecast(vow)]
    claims += [Incident.of(r, 0, 9, event="battle", actor="Alliance", place="Sarmin") for r in (vow, later)]
    assert [o.verdict for o in settle_forecasts([vow, later], claims)] == ["open"]


def test_own_report_settles_nothing() -> None:
    """A report that retells a vow of long ago is no later report, whatever else it tells."""
    text = f"{VOW} {STILL}"
    report = make_report(text, name="r0", day=LATER)
    window = Window(start=DAY, end=DAY + timedelta(days=2))
    vow = Forecast.of(report, 0, len(VOW), what="the battle is over", by_when=window)
    assert [o.verdict for o in settle_forecasts([report], [vow])] == ["open"]


def test_report_of_the_same_day_settles_nothing() -> None:
    """What was told on the day of the vow is not later than it."""
    assert _settle((VOW, DAY), (OVER, DAY)).verdict == "open"


LEAVE = "The president said Freedonian troops would leave Sarmin within days."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Freedonia's army said the Freedonian troops completed their withdrawal from Sarmin on Friday.", "met"),
        ("The Sylvanian army completed its withdrawal from Sarmin.", "open"),
        ("Its last soldiers left Sarmin on Friday.", "open"),
    ],
)
def test_only_who_was_foretold_settles_a_withdrawal(text: str, verdict: str) -> None:
    """One army's leaving is not another's; a sentence that does not say whose tells nothing."""
    forecast = {"what": "Freedonian troops would leave Sarmin"}
    assert _settle((LEAVE, DAY), (text, DAY + timedelta(days=5)), forecast=forecast).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The minister said aid would come by the end of the week, within days.",
        "The mayor of Sarmin said the curfew would be over within days.",
        "The envoy said the withdrawal of his candidacy was a matter of days.",
    ],
)
def test_words_without_their_matter_foretell_nothing_known(text: str) -> None:
    """The end of a week and a curfew that will be over are no end of the fighting."""
    found = _settle((text, DAY), (STILL, LATER), forecast={"what": "it comes"})
    assert (found.verdict, found.settled_by) == ("open", None)


def test_open_before_it_is_due() -> None:
    """Fighting two days later says nothing: the week is not over."""
    assert _settle((VOW, DAY), (STILL, DAY + timedelta(days=2))).verdict == "open"


def test_open_where_nobody_tells() -> None:
    """A later report on other things settles nothing."""
    assert _settle((VOW, DAY), ("The school of Sarmin was opened again.", LATER)).verdict == "open"


def test_other_conflict_settles_nothing() -> None:
    """Clashes elsewhere are not this battle."""
    vow = make_report(VOW, name="a", day=DAY)
    far = make_report(STILL, name="b", day=LATER)
    claims: list[AnyClaim] = [_forecast(vow)]
    claims += [Incident.of(far, 0, 12, event="battle", actor="Junta", place="Loikaw")]
    assert [o.verdict for o in settle_forecasts([vow, far], claims)] == ["open"]


def test_window_of_the_claim_goes_before_its_words() -> None:
    """A day that the reader resolved is the day; the words are asked where there is none."""
    end = DAY + timedelta(days=30)
    found = _settle((VOW, DAY), (STILL, LATER), forecast={"by_when": Window(start=DAY, end=end)})
    assert (found.verdict, found.due) == ("open", end)


def test_weekday_of_the_vow_counts() -> None:
    """Said on Friday, told on Monday: the days run from Friday."""
    found = _settle(("On Friday the general said the battle would be over within days.", DAY), (STILL, LATER))
    assert (found.said, found.due) == (DAY - timedelta(days=3), DAY + timedelta(days=4))


@pytest.mark.parametrize(
    "forecast", [{"what": "the harvest fails", "horizon": "within days"}, {"horizon": None}]
)
def test_unknown_matter_or_time_stays_open(forecast: dict[str, Any]) -> None:
    """No rule, or no time: open, and the reason is said."""
    text = "The harvest fails." if "what" in forecast else "The battle will be over."
    found = _settle((text, DAY), (STILL, LATER), forecast=forecast)
    assert (found.verdict, found.settled_by) == ("open", None)
    assert found.why


def test_undated_report_settles_by_its_first_day() -> None:
    """A report that cannot be older than a day after the due one settles; one that may be older does not."""
    late = Dating(report="r1", first=LATER)
    early = Dating(report="r1", first=DAY, last=LATER)
    assert _settle((VOW, DAY), (STILL, None), datings=(late,)).verdict == "missed"
    assert _settle((VOW, DAY), (STILL, None), datings=(early,)).verdict == "open"
    assert _settle((VOW, DAY), (STILL, None)).verdict == "open"


def test_order_makes_no_difference() -> None:
    """Reports in any order settle alike."""
    told = [(VOW, DAY), (OVER, LATER), (STILL, LATER), (STILL, LATER + timedelta(days=1))]
    reports = [make_report(text, name=f"r{k}", day=day) for k, (text, day) in enumerate(told)]
    claims: list[AnyClaim] = [_forecast(reports[0])]
    claims += [Incident.of(r, 0, 9, event="battle", actor="A", place="Sarmin") for r in reports]
    assert len({settle_forecasts(order, claims) for order in permutations(reports)}) == 1
