"""The main event of a report: how it was done, and by whom."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.making import make_text
from vigil.reader.event import (
    MainEvent,
    as_doer,
    find_main_event,
    head_phrase,
    is_vague,
    method_of,
    method_words,
)
from vigil.reader.forces import is_state, same_side
from vigil.reader.registry import Registry


def main_event(text: str, *, title: str | None = None) -> MainEvent:
    """The main event of a text."""
    made = make_text(text, title=title)
    return find_main_event(made, Registry.of(made))


METHODS = [
    ("A suicide bomber struck the gate.", "suicide_attack"),
    ("Gunmen stormed the hotel after a car bomb went off.", "ground_attack"),
    ("Two blasts shook the market.", "explosive_device"),
    ("Mortar rounds fell on the suburb.", "shelling"),
    ("Jets carried out air raids on the town.", "airstrike"),
    ("The hostages were beheaded.", "execution"),
    ("Nerve gas was used in the valley.", "chemical"),
    ("The farmer stepped on a landmine.", "landmine"),
    ("The driver was gunned down.", "shooting"),
    ("The minister visited the market.", None),
    ("Clashes went on for three days.", None),
]


@pytest.mark.parametrize(("stretch", "method"), METHODS, ids=[m[0] for m in METHODS])
def test_words_tell_the_method(stretch: str, method: str | None) -> None:
    """A stretch tells the method of its words; fights and visits tell none."""
    assert method_of(stretch) == method


@pytest.mark.parametrize("stretch", ["a bomb shelter", "the bomb squad", "an explosives expert", "rocket launchers"])
def test_a_weapon_in_a_name_is_no_deed(stretch: str) -> None:
    """Shelters, squads, experts and launchers are not what they are named after."""
    assert method_words(stretch) == ()


@given(st.text(max_size=60))
def test_method_words_lie_in_order_and_apart(stretch: str) -> None:
    """Whatever the text, words found lie in it, left to right, without overlap."""
    words = method_words(stretch)
    assert all(0 <= word.start < word.end <= len(stretch) for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))


def test_a_claim_names_the_actor() -> None:
    """Who claims the attack did it, wherever the text says so."""
    event = main_event(
        "Gunmen attacked a bus station in Somalia on Friday, killing nine people.\n\n"
        "Police sealed off the streets.\n\nAl-Shabaab claimed responsibility for the attack."
    )
    assert (event.actor, event.is_claimed) == ("al-Shabaab", True)


def test_nobody_is_named_where_nobody_claimed() -> None:
    """Where no group has claimed it, the militants are nobody yet."""
    event = main_event(
        "Militants attacked a mosque in Egypt on Friday, killing nine people.\n\n"
        "The Islamic State has struck there before.\n\nNo group has claimed responsibility."
    )
    assert (event.actor, event.is_unclaimed) == (None, True)


def test_the_blamed_stands_in_where_no_other_is_named() -> None:
    """An opponent's blame names the actor where the text names no other (ruling 22)."""
    event = main_event("A missile hit an airfield in Syria on Monday.\n\nDamascus blamed Israel for the attack.")
    assert event.actor == "Israel"


def test_blame_on_follows_the_deed() -> None:
    """ "blamed the bombing on X" blames X."""
    event = main_event("A bombing killed six in Nigeria on Monday.\n\nOfficials blamed the bombing on Boko Haram.")
    assert event.actor == "Boko Haram"


def test_blame_for_no_violence_names_nobody() -> None:
    """Blame for a failed budget tells nothing of the attack."""
    event = main_event("A bombing killed six in Lebanon on Monday.\n\nLawmakers blamed Israel for the power cuts.")
    assert event.actor is None


def test_a_claim_beats_blame() -> None:
    """Where one is blamed and another claims, the claimant did it."""
    event = main_event(
        "A bombing killed six people in Nigeria on Monday.\n\nOfficials blamed Boko Haram for the bombing.\n\n"
        "The attack was claimed by the Islamic State."
    )
    assert event.actor == "Islamic State"


def test_an_attack_is_named_after_its_actor() -> None:
    """ "a U.S. drone strike" is the United States'."""
    event = main_event("A U.S. drone strike killed three men in Yemen on Sunday, residents said.")
    assert (event.actor, event.method) == ("United States", "airstrike")


def test_an_attack_is_not_its_places() -> None:
    """ "the Kabul attack" is not Kabul's."""
    assert main_event("The Kabul bombing killed three people on Sunday, doctors said.").actor is None


def test_a_party_known_by_its_cause_alone_is_told_by_it() -> None:
    """Where no party is named, Islamists are Islamists; gunmen are nobody."""
    assert main_event("Islamists attacked a plant in Algeria, killing two people.").actor == "Islamists"
    assert main_event("Gunmen attacked a plant in Algeria, killing two people.").actor is None


def test_highlights_are_not_the_lead() -> None:
    """Fragments without a full stop before the first sentence do not push the news out of the lead."""
    event = main_event(
        "A tense wait for the families\n\nOne worker slips away by night\n\nThe plant lies in the desert\n\n"
        "Gunmen stormed a gas plant in Algeria, killing two people."
    )
    assert event.method == "ground_attack"


def test_suspected_bombers_make_no_suicide_attack() -> None:
    """A suicide attack must be asserted; bombers only suspected leave it explosive devices."""
    suspected = main_event("Four bombings hit Colombo on Sunday.\n\nPolice suspect that suicide bombers did it.")
    asserted = main_event("Four bombings hit Colombo on Sunday.\n\nSuicide bombers set off all of them.")
    assert suspected.method == "explosive_device"
    assert asserted.method == "suicide_attack"


def test_what_a_state_bombs_it_bombs_from_the_air() -> None:
    """ "the army said it had bombed a convoy": an airstrike, and the army is who says so of itself."""
    event = main_event("The Iraqi army said on Sunday that it had bombed a convoy in the desert.")
    assert (event.method, event.actor) == ("airstrike", "Iraqi military")


def test_a_fight_of_two_sides_is_nobodys() -> None:
    """Clashes have neither method nor actor."""
    event = main_event("Clashes in the north of Mali went on for a third day, residents said.")
    assert event.is_fight
    assert event.method is None


def test_head_phrase_ends_at_a_preposition() -> None:
    """Who stands in a place is not the place's; whose member someone is stays."""
    assert head_phrase("gunmen in northern Mali") == "gunmen"
    assert head_phrase("members of the Taliban") == "members of the Taliban"


def test_fighter_jets_are_no_fighters() -> None:
    """The doer in "Israeli fighter jets" is told by the jets; fighters stay fighters."""
    assert as_doer("Israeli fighter jets") == "Israeli jets"
    assert as_doer("Taliban fighters") == "Taliban fighters"


@pytest.mark.parametrize(
    ("party", "state"), [("Israel", True), ("US-led coalition", True), ("Hamas", False), (None, False)]
)
def test_states_and_coalitions_have_jets(party: str | None, state: bool) -> None:
    """Countries and coalitions count as states, armed groups do not."""
    assert is_state(party) is state


def test_a_blast_is_vague_and_a_car_bomb_is_not() -> None:
    """That something exploded leaves the weapon open; its name does not."""
    assert is_vague("the blast and the explosions")
    assert not is_vague("a car bomb")


WEAK = [
    ("A gunman opened fire in a massacre at the mall.", "shooting"),
    ("The massacre shocked the town.", "ground_attack"),
    ("Suicide bombers carried out the massacre.", "suicide_attack"),
    ("The base was hit in a missile strike by warplanes.", "airstrike"),
    ("The base was hit in a missile strike when ballistic missiles came down.", "shelling"),
    ("Fighters fired rocket-propelled grenades.", None),
]


@pytest.mark.parametrize(("stretch", "method"), WEAK, ids=[w[0] for w in WEAK])
def test_a_weak_word_gives_way(stretch: str, method: str | None) -> None:
    """A massacre or a missile strike tells the method only where no other word does."""
    assert method_of(stretch) == method


ATTACK = "An attack at a club in Nairobi killed 12 people on Friday.\n\nThe dead are to be buried soon.\n\n"


def test_a_later_sentence_tells_the_weapon() -> None:
    """Where the lead tells of an attack and not which, the body does."""
    assert main_event(ATTACK + "The ministry called the shooting a crime.\n\nThe mayor agreed.").method == "shooting"


def test_an_earlier_attack_tells_no_weapon() -> None:
    """The means of an attack of last year are not those of today's."""
    assert main_event(ATTACK + "Last year, a bombing hit the same club.\n\nThe mayor agreed.").method is None


def test_claims_of_earlier_attacks_name_no_actor() -> None:
    """Who claimed attacks of the past year has not claimed this one; whom somebody blames for it did it."""
    told = "A bombing killed 12 people in Nairobi on Friday. Officials blamed Al-Shabaab for the bombing.\n\n"
    old = "The city has seen attacks in the past year that were claimed by the Islamic State."
    event = main_event(told + old)
    assert (event.actor, event.is_claimed) == ("al-Shabaab", False)


def test_the_answered_strike_is_not_the_main_event() -> None:
    """ "in reprisal for a U.S. strike": the attack told of is not the Americans'."""
    event = main_event("A base in Iraq was hit by rockets fired by Hezbollah, in reprisal for a U.S. drone strike.")
    assert (event.actor, event.method) == ("Hezbollah", "shelling")


def test_a_capital_before_an_adjective_is_no_name() -> None:
    """In a title, the land's adjective before a strike names its doer, whatever capitals stand before."""
    assert main_event("The toll rose.", title="Army Hurt In Iranian Airstrike").actor == "Iran"


@pytest.mark.parametrize("party", ["Kenyan police", "Kenyan security forces", "Israel Defense Forces", "Kenya"])
def test_forces_are_states(party: str) -> None:
    """A state's forces by their own names are a state still."""
    assert is_state(party)


def test_forces_of_one_land_are_one_side() -> None:
    """Police and army of a land stand together; those of two lands, or two armed groups, do not."""
    assert same_side("Kenyan police", "Kenya")
    assert not same_side("Kenyan police", "Somali police")
    assert not same_side("Kenyan police", "al-Shabaab")
    assert not same_side("Kenyan police", None)
