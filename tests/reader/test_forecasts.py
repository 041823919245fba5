"""Forecasts: what will or may happen, by when; questions and mere possibility are none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.making import make_text
from vigil.reader.forecasts import find_forecasts
from vigil.reader.scene import Scene
from vigil.records import Forecast

DAY = date(2019, 2, 12)


def _forecasts(text: str, *, published: date | None = DAY) -> tuple[Forecast, ...]:
    return find_forecasts(Scene.of(make_text(text, published=published)))


@pytest.mark.parametrize(
    ("text", "hedge", "horizon"),
    [
        ("The army will enter the town on Thursday.", "asserted", "Thursday"),
        ("The general said the army would enter the town within days.", "asserted", "within days"),
        ("The minister said the army may enter the town within days.", "possible", "within days"),
        ("The envoy warned that the truce could collapse.", "possible", None),
        ("The battle is expected to be over next week.", "believed", "next week"),
        ("The rebels vowed to retake the town.", "asserted", None),
        ("The convoy is set to leave tomorrow.", "asserted", "tomorrow"),
        ("He said the toll is likely to rise.", "believed", None),
        ("The government plans to withdraw its troops.", "asserted", None),
        ("The envoy is to visit the capital next week.", "asserted", "next week"),
        ("The group published a letter vowing to strike again.", "asserted", None),
        ("A fall of the town would open the road to the coast.", "asserted", None),
        ("The deal may inspire other rebels.", "possible", None),
        ("The army won't leave the valley, the general said.", "asserted", None),
        ("The general said the siege needs a few more days.", "asserted", None),
        ("Villagers fear that the rebels will come back.", "asserted", None),
        ("Those who remain in the camp will leave by bus.", "asserted", None),
        ("If the dam breaks, there will be a flood in the valley.", "asserted", None),
        ("The council will have to choose a mayor.", "asserted", None),
        ("The army will have cleared the town within days.", "asserted", "within days"),
        ("The general said the army would not leave the valley.", "asserted", None),
        ("The raid is certain to raise tensions in the valley.", "believed", None),
        ("The council says investigators are close to identifying the gunman.", "asserted", None),
    ],
)
def test_what_is_to_come_is_a_forecast(text: str, hedge: str, horizon: str | None) -> None:
    """Modal verbs and phrases of intention, with how sure they are and their words of time."""
    (forecast,) = _forecasts(text)
    assert (forecast.hedge, forecast.horizon) == (hedge, horizon)


@pytest.mark.parametrize(
    "text",
    [
        "Will the army enter the town?",
        "The general acknowledged the raid but would not give a toll.",
        "It was a possible case of mistaken fire.",
        "The shells may have hit the school.",
        "Nobody could see the road.",
        "The army entered the town on Monday.",
        "A fall of the town would mean much.",
        "They left in May for the coast.",
        "The aim is to open the road.",
        "Up to 300 fighters may be hiding in the caves.",
        "The blast could be heard across the valley.",
        "The report could not be verified.",
        "They signed a truce that would allow aid in.",
        "He was going to the market.",
        "The army fired whenever it could.",
        "If confirmed, it would be the first such raid.",
        "They bear no ill will towards the villagers.",
        "The army had informed the mayor that it would open the road.",
        "The envoy said it would be wrong to call it a truce.",
        "The general who will lead the army spoke.",
    ],
)
def test_what_is_not_foretold_is_none(text: str) -> None:
    """Questions, speculation about the past, states, abilities, purposes and plain past are no forecasts."""
    assert _forecasts(text) == ()


def test_a_vague_horizon_starts_on_the_day_and_has_no_end() -> None:
    """Ruling 18."""
    (forecast,) = _forecasts("The general may order a halt within days, he said.")
    assert (forecast.by_when.start, forecast.by_when.end) == (DAY, None)


def test_within_a_day_is_the_next_day() -> None:
    """Ruling 18: "within 24 hours"."""
    (forecast,) = _forecasts("The general may order a halt within 24 hours, he said.")
    assert (forecast.by_when.start, forecast.by_when.end) == (date(2019, 2, 13), date(2019, 2, 13))


def test_an_undated_report_keeps_the_words_of_time() -> None:
    """Without a day there are no bounds, but the horizon is told."""
    (forecast,) = _forecasts("The general may order a halt within days, he said.", published=None)
    assert (forecast.by_when.start, forecast.by_when.end, forecast.horizon) == (None, None, "within days")


def test_what_is_a_few_words() -> None:
    """It names the clause foretold, not the whole sentence."""
    (forecast,) = _forecasts("The envoy said on Monday that the truce could collapse within days.")
    assert "truce could collapse" in forecast.what
    assert "envoy" not in forecast.what


def test_the_voice_of_a_forecast_is_its_source() -> None:
    """Attribution reaches forecasts as it reaches figures."""
    (forecast,) = _forecasts("The Syrian Observatory for Human Rights said the toll could rise.")
    assert forecast.source == "Syrian Observatory for Human Rights"
