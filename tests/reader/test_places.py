"""Where a stretch of a report plays, as written there. The reports are made up for these tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigil.names.gazetteer import Gazetteer, build_gazetteer
from vigil.reader.places import Places
from vigil.reader.scene import Scene
from vigil.reader.text import Text, parse_one
from vigil.records import Passage, Report

TOWNS = """name,lat,lon,country,kind,population
Mosul,36.34,43.12,IQ,city,1739800
Tikrit,34.61,43.68,IQ,city,105700
Samarra,34.20,43.87,IQ,city,158500
Baghdad,33.34,44.40,IQ,capital,7216000
Ramadi,33.42,43.31,IQ,city,223500
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """Our own list and five cities."""
    folder: Path = tmp_path_factory.mktemp("gazetteer")
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8")
    build_gazetteer([folder / "towns.csv"], out=folder / "places.db")
    with Gazetteer.open(folder / "places.db") as opened:
        yield opened


def text_of(words: str) -> Text:
    """A report of these words, parsed."""
    return parse_one(Report(id=hashlib.sha256(words.encode()).hexdigest(), name="made-up", text=words))


def places_at(words: str, gazetteer: Gazetteer | None, countries: tuple[str, ...] = ("IQ",)) -> list[str | None]:
    """The place of every sentence of a report."""
    text = text_of(words)
    places = Places.of(text, gazetteer=gazetteer, countries=countries)
    found = [places.at(sentence, sentence.start, sentence.end) for sentence in text.sentences]
    return [mention.name if mention else None for mention in found]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("A mortar killed two boys in Mosul on Monday.", "Mosul"),
        ("Shells fell on Samarra, and nine people died.", "Samarra"),
        ("Four soldiers were shot near the town of Tikrit.", "Tikrit"),
        ("A convoy was bombed in western Anbar province.", "Anbar province"),
        ("Six people died in Mosul in northern Iraq.", "Mosul"),
        ("A car bomb went off outside the Rashid Hotel in Baghdad.", "Rashid Hotel"),
        ("Troops crossed into eastern Iraq at dawn.", "eastern Iraq"),
        ("Twenty families reached rebel-held areas near Ramadi.", "Ramadi"),
    ],
)
def test_the_most_specific_place_of_a_sentence_is_its_place(gazetteer: Gazetteer, words: str, place: str) -> None:
    """Written as in the text, with the word that says what it is."""
    assert places_at(words, gazetteer) == [place]


@pytest.mark.parametrize(
    "words",
    [
        "Iraq said it would send aid.",
        "Iraqi soldiers killed three gunmen.",
        "The Baghdad government denied the claim.",
        "Iran-backed fighters fired two rockets.",
        "The Iraq Democratic Party lost four members.",
        "Four guards were killed on Monday.",
        "Mahmud Tikriti said two boys were hurt.",
    ],
)
def test_who_acts_is_no_place(gazetteer: Gazetteer, words: str) -> None:
    """States, governments, peoples, parties, persons and days are not where something happened."""
    assert places_at(words, gazetteer) == [None]


def test_a_clause_keeps_to_its_own_place(gazetteer: Gazetteer) -> None:
    """Two clauses of one sentence may play in two places."""
    words = "A bomb killed three people in Mosul, and gunmen shot two guards in Tikrit."
    text = text_of(words)
    places = Places.of(text, gazetteer=gazetteer, countries=["IQ"])
    cut = words.index(", and")
    sentence = text.sentences[0]
    found = [places.at(sentence, *span) for span in ((0, cut), (cut, len(words)))]
    assert [m.name for m in found if m] == ["Mosul", "Tikrit"]


def test_a_sentence_without_a_place_plays_where_the_report_does(gazetteer: Gazetteer) -> None:
    """"The attackers" of the third sentence struck in the city that the lead names."""
    words = "Gunmen stormed a police station in Tikrit.\n\nThe siege lasted a day.\n\nThe attackers killed nine men."
    assert places_at(words, gazetteer)[1:] == ["Tikrit", "Tikrit"]


def test_a_country_in_the_lead_gives_way_to_the_place_within_it(gazetteer: Gazetteer) -> None:
    """The lead says the country, the next sentence the city."""
    words = "Gunmen stormed a police station in Iraq on Monday.\n\nThe station in Tikrit was set on fire in Tikrit."
    assert places_at(words, gazetteer)[0] == "Tikrit"


def test_a_dateline_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    """The correspondent sits in Baghdad; the bomb went off elsewhere."""
    assert places_at("BAGHDAD (Newswire) - A bomb killed six people in Samarra.", gazetteer) == ["Samarra"]


def test_mentions_are_verbatim_at_their_offsets(gazetteer: Gazetteer) -> None:
    """And resolved where the place is known."""
    text = text_of("A bomb killed six people in Samarra, far from Ramadi.")
    for mention in Places.of(text, gazetteer=gazetteer, countries=["IQ"]).mentions:
        assert text.report.text[mention.start : mention.end] == mention.name
        assert mention.place is not None
        assert mention.place.name == mention.name


def test_a_headline_in_capitals_is_not_one_long_name(gazetteer: Gazetteer) -> None:
    """Every word of it has a capital; the place ends where the parser says."""
    words = "Bomb Kills Six In Samarra After Quiet Week\n\nSix people were killed."
    title = Passage(start=0, end=words.index("\n"), kind="title")
    body = Passage(start=words.index("Six people"), end=len(words))
    made = Report(id="0" * 64, name="made-up", text=words, passages=(title, body))
    places = Places.of(parse_one(made), gazetteer=gazetteer, countries=["IQ"])
    assert [mention.name for mention in places.mentions] == ["Samarra"]


def test_a_country_s_capital_is_called_by_its_name(gazetteer: Gazetteer) -> None:
    """If the report has its name elsewhere."""
    words = "A bomb killed six people in Iraq's capital on Monday.\n\nSmoke rose over Baghdad."
    assert places_at(words, gazetteer)[0] == "Baghdad"


def test_without_a_gazetteer_places_are_named_and_not_resolved() -> None:
    """The parser and the words about a name are enough for most."""
    text = text_of("A mortar killed two boys in Mosul on Monday.")
    places = Places.of(text, gazetteer=None)
    assert [(m.name, m.place) for m in places.mentions] == [("Mosul", None)]
    assert places.main == places.mentions[0]


def test_at_is_no_part_of_a_name() -> None:
    """ "At Hajin" begins a sentence; "At-Tanf" is a name."""
    text = text_of("At Hajin, shells killed 12 men. Troops left At-Tanf on Monday.")
    assert [mention.name for mention in Places.of(text, gazetteer=None).mentions] == ["Hajin", "At-Tanf"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Fighting went on in Iraq. Tikrit is the latest front in Iraq's long war that has killed 900 people.", "Iraq"),
        ("Tikrit is the latest front in the Iraqi war that has killed 900 people.", "Iraq"),
        ("An Iraqi raid on a camp in Tikrit has killed 900 people.", "Tikrit"),
    ],
)
def test_what_a_war_has_cost_is_of_its_country(gazetteer: Gazetteer, words: str, place: str) -> None:
    """A war told with its land plays there, whatever town its sentence names; a raid plays in the town."""
    scene = Scene.of(text_of(words), gazetteer=gazetteer)
    sentence = scene.text.body[-1]
    start = scene.text.plain.index("killed 900")
    assert scene.where(sentence, start, sentence.end)["place"] == place
