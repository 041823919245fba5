"""Title, publisher, agency and dateline, from the text alone."""

from __future__ import annotations

import pytest

from tests.intake.making import LAST, LEAD, NEXT, text_of
from vigil.intake.heading import Heading, read_heading
from vigil.intake.passages import divide


def heading(*paragraphs: str) -> Heading:
    text = text_of(*paragraphs)
    return read_heading(text, divide(text))


@pytest.mark.parametrize(
    ("paragraphs", "agency"),
    [
        ((f"BEIRUT (AP) — {LEAD}", NEXT), "Associated Press"),
        ((f"QUETTA, Pakistan (Reuters) - {LEAD}", NEXT), "Reuters"),
        ((f"(Reuters) - {LEAD}", NEXT), "Reuters"),
        ((f"MOSCOW, January 9. /TASS/. {LEAD}", NEXT), "TASS"),
        ((f"DAMASCUS, March 3 (Xinhua) -- {LEAD}", NEXT), "Xinhua"),
        (("Ann Other", "The Associated Press", LEAD, NEXT), "Associated Press"),
        (("By Ann Other, Associated Press", LEAD, NEXT), "Associated Press"),
        ((LEAD, f"{NEXT} – AFP"), "Agence France-Presse"),
        ((LEAD, NEXT, "(AFP)"), "Agence France-Presse"),
        ((LEAD, NEXT, "The Associated Press contributed to this report."), "Associated Press"),
        ((LEAD, NEXT, "© 2014 Thomson/Reuters. All rights reserved."), "Reuters"),
        ((LEAD, "An AFP correspondent saw smoke over the town.", NEXT), "Agence France-Presse"),
        ((LEAD, "Medics told AFP that twelve bodies were found.", NEXT), "Agence France-Presse"),
    ],
)
def test_a_wire_is_told_by_its_signature(paragraphs: tuple[str, ...], agency: str) -> None:
    """An agency signs in the dateline, the byline or the end, or speaks of its own reporters."""
    assert heading(*paragraphs).agency == agency


@pytest.mark.parametrize(
    "paragraphs",
    [
        (LEAD, "Twelve bodies were found, the Associated Press reported.", NEXT),
        (LEAD, "A senior official told The Associated Press that the strike failed.", NEXT),
        (LEAD, "Medics told AFP that twelve bodies were found.", "Reuters put the dead at ten.", NEXT),
        ("Ann Other", "USA TODAY", LEAD, "Medics told AFP that twelve bodies were found.", NEXT),
        (LEAD, "A boy carries bread home. Ann Other/AP", NEXT),
        (LEAD, NEXT, "The figures are those of the state news agency (SANA)."),
    ],
)
def test_an_agency_merely_cited_is_none(paragraphs: tuple[str, ...]) -> None:
    """A fact or a picture taken from an agency does not make the text its wire."""
    assert heading(*paragraphs).agency is None


@pytest.mark.parametrize(
    ("paragraphs", "outlet"),
    [
        (("Ann Other", "USA TODAY", LEAD, NEXT), "USA TODAY"),
        (("Ann Other", "Special for USA TODAY", LEAD, NEXT), "USA TODAY"),
        ((f"Beirut, Lebanon (CNN) -- {LEAD}", NEXT), "CNN"),
        ((LEAD, NEXT, "Source: Shells kill 12 | South China Morning Post"), "South China Morning Post"),
        ((LEAD, "Sky News said that its reporter was safe.", NEXT), None),
    ],
)
def test_the_publisher_stands_on_its_own_line(paragraphs: tuple[str, ...], outlet: str | None) -> None:
    """A line of its own, a dateline or a source line names the publisher; a mention in the text does not."""
    assert heading(*paragraphs).outlet == outlet


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        (f"ISTANBUL — {LEAD}", "ISTANBUL"),
        (f"KABUL, Afghanistan (AP) — {LEAD}", "KABUL, Afghanistan"),
        (f"Beirut, Lebanon (CNN) -- {LEAD}", "Beirut, Lebanon"),
        ("ISIS — the group that held the town — has left it.", None),
        (f"UPDATE: {LEAD}", None),
        (LEAD, None),
    ],
)
def test_the_dateline_is_a_place(lead: str, place: str | None) -> None:
    """The place before the dash; a label or an aside is none."""
    assert heading(lead, NEXT, LAST).dateline == place


def test_the_title_is_the_headline() -> None:
    """The first line over the text, and none where the text begins at once."""
    assert heading("Shells Kill 12 in Tall Warda", LEAD, NEXT).title == "Shells Kill 12 in Tall Warda"
    assert heading(LEAD, NEXT).title is None
