"""Incidents: what happened, once each; what did not happen is none. Own sentences, own places."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.reader.making import make_text
from vigil.reader.incidents import find_incidents
from vigil.reader.scene import Scene
from vigil.reader.triggers import _longest, words
from vigil.records import Incident

DAY = date(2019, 2, 12)


def _incidents(text: str) -> tuple[Incident, ...]:
    return find_incidents(Scene.of(make_text(text, published=DAY)))


def _first_word(text: str) -> re.Match[str]:
    found = re.match(r"[\w.']*\w", text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Warplanes bombed a market in the valley on Monday.", "airstrike"),
        ("An airstrike hit a market in the valley on Monday.", "airstrike"),
        ("A drone strike killed two men in the valley on Monday.", "airstrike"),
        ("Troops shelled the village on Monday.", "shelling"),
        ("Rebels fired rockets at the port on Monday.", "shelling"),
        ("A suicide bomber struck a checkpoint on Monday.", "suicide_attack"),
        ("A car bomb exploded near a school on Monday.", "explosive_device"),
        ("Gunmen stormed a police station on Monday.", "ground_attack"),
        ("Militants ambushed a convoy on Monday.", "ground_attack"),
        ("Police opened fire on a crowd on Monday.", "shooting"),
        ("Militants beheaded two captives on Monday.", "execution"),
        ("Soldiers clashed with rebels on Monday.", "battle"),
        ("Rebels captured the town on Monday.", "advance"),
        ("Gunmen kidnapped three teachers on Monday.", "abduction"),
        ("Police arrested three suspects on Monday.", "arrest"),
        ("The captives were freed on Monday.", "release"),
        ("Dozens of rebels surrendered on Monday.", "surrender"),
        ("Villagers were evacuated on Monday.", "evacuation"),
        ("Hundreds of villagers fled on Monday.", "flight"),
        ("The army withdrew from the town on Monday.", "withdrawal"),
        ("The group claimed responsibility for the blast.", "claim_of_responsibility"),
        ("The president condemned the blast.", "statement"),
        ("The mayor accused the rebels of using children as shields.", "accusation"),
        ("The council urged both sides to stop on Monday.", "demand"),
        ("The defence minister arrived in Baghdad on Monday on an unannounced visit.", "visit"),
        ("The ministry sent two hundred more troops to the border on Monday.", "deployment"),
        ("Envoys of both sides held talks in Geneva on Monday.", "talks"),
        ("A mine killed a farmer near the river on Monday.", "landmine"),
        ("The interior minister quit on Monday.", "other"),
        ("Rebels agreed to a new truce on Monday.", "ceasefire"),
        ("The rebels laid siege to the town on Monday.", "siege"),
        ("Thousands took to the streets on Monday.", "protest"),
        ("Lorries delivered food aid to the valley on Monday.", "aid"),
    ],
)
def test_each_kind_is_told_by_its_words(text: str, event: str) -> None:
    """One sentence for each kind that the claim format knows."""
    assert [incident.event for incident in _incidents(text)] == [event]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may attack the town.",
        "They wanted to bomb the bridge.",
        "The group threatened to storm the town.",
        "No group has claimed responsibility.",
        "Police did not arrest anyone.",
        "If the army attacked the town, many would flee.",
        "The attack helicopter stood on the field.",
        "The ministry released a statement with names.",
        "The village lies near the river.",
        "They kept their hard-fought gains.",
        "The number includes some 300 suspects detained by the army.",
        "The ministry sent food, and troops ate it.",
        "The men wore suicide vests, a farmer said.",
        "The men were armed with rocket-propelled grenades.",
        "Kenya said one of its drivers was safe.",
    ],
)
def test_what_did_not_happen_is_none(text: str) -> None:
    """Wishes, threats, conditions, negations and other senses of a word are no incidents."""
    assert _incidents(text) == ()


def test_one_attack_told_in_several_sentences_is_one_incident() -> None:
    """Second mentions and their tolls are dropped."""
    text = (
        "Gunmen stormed a hotel in the port on Saturday. The attack began at noon. "
        "Two guards were killed in the attack, police said."
    )
    assert [incident.event for incident in _incidents(text)] == ["ground_attack"]


def test_another_day_makes_another_incident() -> None:
    """The same kind with a day of its own is told apart."""
    text = "An airstrike hit a convoy on Monday. An airstrike in January killed a commander."
    assert [incident.when.start for incident in _incidents(text)] == [date(2019, 2, 11), date(2019, 1, 1)]


def test_a_denial_is_a_statement_hedged_as_denied() -> None:
    """Ruling 28."""
    (incident,) = _incidents("The ministry denied the charge.")
    assert (incident.event, incident.hedge) == ("statement", "denied")


def test_a_claim_called_baseless_is_denied() -> None:
    """A denial need not say that it denies."""
    (incident,) = _incidents("The ministry says the claims are baseless.")
    assert (incident.event, incident.hedge) == ("statement", "denied")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("American forces used drones on Monday for a strike near the depot.", "airstrike"),
        ("Militants shot down an Israeli drone over the valley on Monday.", "attack"),
        ("Militants killed four guards at a checkpoint on Monday.", "ground_attack"),
        ("Security forces killed four men with a drone on Monday.", "ground_attack"),
        ("The army launched an offensive on Monday.", "battle"),
        ("The group carried out two rocket attacks near the port on Monday.", "shelling"),
        ("A depot near the port was targeted by Israeli jets on Monday.", "airstrike"),
        ("A depot near the port was hit by ballistic missiles on Monday.", "shelling"),
        ("A bombing blamed on separatists killed nine clerks in the port on Monday.", "explosive_device"),
        ("The bombing on Monday that killed nine clerks shook the port.", "explosive_device"),
        ("A car bombing at a peace rally killed nine people on Monday.", "explosive_device"),
        ("The army broke the truce by shelling the port on Monday.", "shelling"),
        ("Militants have launched 2,150 rockets since Monday.", "shelling"),
        ("Rebels fled the barracks on Monday.", "withdrawal"),
        ("The gang threatened on Monday to burn the port unless the mayor quits.", "demand"),
        ("Hundreds of refugees arrived in the port on Monday.", "flight"),
        ("Wounded soldiers arrived in the capital on Monday.", "evacuation"),
        ("Two hundred marines arrived in the port on Monday.", "deployment"),
        ("A crowd gathered in the square on Monday to protest the arrests.", "protest"),
        ("The ministry announced that the army had withdrawn from the valley on Monday.", "withdrawal"),
    ],
)
def test_the_kind_is_told_in_context(text: str, event: str) -> None:
    """Who strikes and with what decides where the word alone does not."""
    assert [incident.event for incident in _incidents(text)] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The separatists were blamed for the fire.", "accusation"),
        ("Residents who saw the rebels fled on Monday.", "flight"),
        ("The minister arrived in the port on Monday.", "visit"),
        ("The group said its fighters had set the trap.", "claim_of_responsibility"),
        ("The ministry announced a curfew.", "statement"),
    ],
)
def test_rules_of_context_leave_alone_what_only_looks_alike(text: str, event: str) -> None:
    """Blame in a verb, people who flee from fighters, officials who arrive, groups that claim."""
    assert event in [incident.event for incident in _incidents(text)]


def test_the_claim_is_told_before_the_statement_that_holds_it() -> None:
    """Issuing a statement is no news of its own where the statement's content is told."""
    found = _incidents("The group issued a statement on Monday claiming responsibility for the blast.")
    assert [incident.event for incident in found] == ["claim_of_responsibility"]


@pytest.mark.parametrize("text", ["Jets launched their first airstrikes near the dam.", "Airstrikes were launched."])
def test_a_verb_that_only_says_that_it_was_done_leaves_the_kind_to_its_noun(text: str) -> None:
    """A happening told by noun and light verb counts as a told one."""
    (incident,) = _incidents(text)
    assert (incident.event, incident.rules[0]) == ("airstrike", "incident.airstrike.phrase")


def test_sums_over_a_long_time_are_no_incident() -> None:
    """How many have fled since the spring is a figure; that they fled on Monday is an incident."""
    assert _incidents("Since May, more than 300 people have fled.") == ()
    assert len(_incidents("On Monday, more than 300 people fled.")) == 1


@pytest.mark.parametrize("form", sorted(words().forms))
def test_every_form_is_found_whole(form: str) -> None:
    """No form of the lexicon hides behind a shorter one; a gap holds up to three words."""
    for gap in ("", "one ", "one two three "):
        text = form.replace("* ", gap)
        _, end = _longest(text, _first_word(text)) or ("", 0)
        assert end == len(text)


def test_a_gap_holds_no_more_than_three_words_and_no_comma() -> None:
    """The words of a phrase belong together."""
    for text in ("sent one two three four troops", "sent food, and troops"):
        assert _longest(text, _first_word(text)) is None


def test_the_parties_are_named() -> None:
    """Who acts and who suffers, by canonical name."""
    (incident,) = _incidents("Israeli jets bombed Hamas positions on Monday.")
    assert (incident.actor, incident.target) == ("Israel", "Hamas")


def test_a_flight_has_no_actor() -> None:
    """Ruling 14."""
    (incident,) = _incidents("Hundreds of Syrian villagers fled on Monday.")
    assert incident.actor is None


def test_the_voice_of_an_incident_is_its_source() -> None:
    """Attribution reaches incidents as it reaches figures."""
    (incident,) = _incidents("The Syrian Observatory for Human Rights said warplanes bombed a market on Monday.")
    assert incident.source == "Syrian Observatory for Human Rights"


def test_two_incidents_of_one_sentence_have_their_own_clauses() -> None:
    """Their quotes do not overlap and begin with a word."""
    one, other = _incidents("Police arrested three suspects on Monday, and the president condemned the blast.")
    assert one.end <= other.start
    assert other.quote[0].isalpha()


def test_quotes_stand_in_the_report() -> None:
    """Every quote is grounded at its offsets."""
    text = "Gunmen stormed a hotel on Saturday. The group claimed responsibility for the attack on Sunday."
    report = make_text(text, published=DAY).report
    for incident in _incidents(text):
        assert report.text[incident.start : incident.end] == incident.quote
