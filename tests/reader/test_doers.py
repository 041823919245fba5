"""By whom, how and whose: the fields by, method and side of figures, from sentences to the whole text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.making import make_text
from vigil.reader.figures import find_figures
from vigil.reader.scene import Scene
from vigil.records import Figure

FRIDAY = date(2019, 3, 8)


def figures(text: str) -> dict[float, Figure]:
    """The figures of a text by their numbers."""
    found = find_figures(Scene.of(make_text(text, published=FRIDAY)))
    return {(one.low if one.low is not None else one.high) or 0.0: one for one in found}


STORMED = (
    "Gunmen stormed a hotel in Somalia on Friday, killing 14 people, officials said.\n\n"
    "Al-Shabaab claimed responsibility for the attack."
)

BY = [
    ("Israeli jets killed 12 people in Gaza on Friday.", 12, "Israel"),
    ("Twelve people were killed by Taliban gunmen on Friday.", 12, "Taliban"),
    ("A U.S. drone strike killed 12 men in Yemen on Friday.", 12, "United States"),
    ("Twelve men were killed in a U.S. airstrike in Yemen on Friday.", 12, "United States"),
    ("A U.S. strike that killed 12 men in Yemen has been condemned.", 12, "United States"),
    ("The Israeli military said it struck 12 targets on Friday.", 12, "Israel Defense Forces"),
    ("The US-led coalition said little. A coalition airstrike killed 12 people on Friday.", 12, "US-led coalition"),
    ("Hamas said nothing. Rockets fired from Gaza killed 12 people on Friday.", 12, "Hamas"),
    ("Boko Haram abducted 12 girls on Friday.", 12, "Boko Haram"),
    ("The Taliban captured 12 villages on Friday.", 12, "Taliban"),
    ("Reporters met 12 suspects whom Hamas has detained since Friday.", 12, "Hamas"),
    ("Twelve people were killed by shelling in eastern Ukraine on Friday.", 12, None),
    ("Twelve people were killed by a landslide in Kenya on Friday.", 12, None),
    ("More than 12,000 people have been killed in the war in Yemen since 2015.", 12000, None),
    ("The Syrian Observatory for Human Rights said 12 people were killed in Idlib on Friday.", 12, None),
]


@pytest.mark.parametrize(("text", "number", "by"), BY, ids=[b[0] for b in BY])
def test_by_of_one_sentence(text: str, number: float, by: str | None) -> None:
    """The sentence names who did it, or nobody did."""
    assert figures(text)[number].by == by


def test_the_claimant_did_what_the_text_tells_without_a_name() -> None:
    """A figure of the main event's day takes the claimant and the method of the whole text."""
    one = figures(STORMED)[14]
    assert (one.by, one.method) == ("al-Shabaab", "ground_attack")


def test_another_days_dead_do_not_inherit_the_main_event() -> None:
    """Victims of an older attack of which nothing is told are nobody's."""
    one = figures(STORMED + "\n\nLast year, 31 people were killed at the same hotel.")[31]
    assert (one.by, one.method) == (None, None)


def test_an_older_attack_keeps_its_own_method() -> None:
    """An older attack has the method that its own sentence tells."""
    assert figures(STORMED + "\n\nLast year, a truck bomb killed 31 people there.")[31].method == "explosive_device"


def test_attackers_are_killed_by_the_state_and_not_by_the_attack() -> None:
    """The dead attackers are the claimant's; neither its deed nor its method."""
    one = figures(STORMED + "\n\nFive of the gunmen were killed, officials said.")[5]
    assert (one.by, one.method) == ("Somalia", None)


def test_attackers_are_killed_by_the_force_that_tells_it() -> None:
    """ "Five of the gunmen were killed, police said": by the police."""
    assert figures(STORMED + "\n\nFive of the gunmen were killed, police said.")[5].by == "Somali police"


def test_police_killed_in_the_attack_are_the_states() -> None:
    """Police and soldiers of no told land are of the land that the text is about."""
    one = figures(STORMED + "\n\nThree policemen were killed in the attack.")[3]
    assert (one.side, one.by) == ("Somali police", "al-Shabaab")


def test_peacekeepers_are_not_the_lands() -> None:
    """Foreign soldiers do not become the land's own."""
    assert figures(STORMED + "\n\nThree U.N. police officers were killed in the attack.")[3].side != "Somalia"


def test_a_blast_of_an_air_raid_is_the_air_raids() -> None:
    """A vague word takes the main event's method; a named weapon keeps its own."""
    text = "U.S. airstrikes hit a clinic in Afghanistan on Friday, killing nine people.\n\n"
    assert figures(text + "The blasts wounded 37 others.")[37].method == "airstrike"
    assert figures(text + "A roadside bomb wounded 37 others.")[37].method == "explosive_device"


def test_a_sentence_may_tie_victims_to_one_weapon() -> None:
    """In an attack by gunmen with bombs, those shot dead were shot (ruling 21)."""
    bombed = STORMED.replace("Gunmen stormed", "Gunmen set off a car bomb and stormed")
    found = figures(bombed + "\n\nTwo cooks were shot dead in the kitchen. Six clerks were wounded.")
    assert found[2].method == "shooting"
    assert found[6].method == "ground_attack"


def test_gunmen_who_only_shoot_make_a_shooting() -> None:
    """Without bombs, a place that was stormed and shot at was the scene of a shooting."""
    found = figures(STORMED + "\n\nThe gunmen opened fire on guests. Six clerks were wounded.")
    assert found[6].method == "shooting"

def test_clashes_have_no_method() -> None:
    """The dead of clashes have neither method nor doer."""
    one = figures("Clashes between rebels and the army killed 17 people in Mali on Friday.")[17]
    assert (one.by, one.method) == (None, None)


def test_a_war_monitor_is_no_war() -> None:
    """ "war-monitoring" in a source's name does not make a fight of an air raid."""
    text = "Israeli jets bombed a base in Syria on Friday.\n\nA war-monitoring group said the raids killed 14 people."
    assert figures(text)[14].method == "airstrike"


def test_the_deadliest_violence_in_years_is_no_fight() -> None:
    """A record broken does not take the method away."""
    assert figures("A bombing killed 17 people in the deadliest violence in years.")[17].method == "explosive_device"


def test_an_aside_on_causes_tells_no_method() -> None:
    """Strikes in response to chemical weapons are no chemical attack."""
    one = figures("The United States launched three strikes in Syria in response to chemical attacks.")[3]
    assert (one.by, one.method) == ("United States", "airstrike")


def test_an_air_raid_is_no_armed_groups() -> None:
    """A group with no planes does not get the dead of an airstrike from the main event."""
    text = "Taliban fighters attacked Kunduz on Friday.\n\nEleven people were killed in an airstrike."
    assert figures(text)[11].by is None


def test_deployed_have_a_side_and_no_doer() -> None:
    """Troops that a party has somewhere: side alone (ruling 22)."""
    one = figures("The United States has about 100 soldiers in Somalia.")[100]
    assert (one.side, one.by, one.method) == ("United States", None, None)


def test_troops_withdrawn_from_a_land_are_not_the_lands() -> None:
    """ "allow X to withdraw its troops from Y": X's, not Y's."""
    one = figures("The truce would allow Turkey to withdraw all its 400 troops from Syria.")[400]
    assert one.side == "Turkey"


def test_warplanes_belong_to_whom_they_are_named_after() -> None:
    """ "two Israeli aircraft" that attack are Israel's."""
    assert figures("Two Israeli aircraft attacked the base in Syria on Friday.")[2].side == "Israel"


def test_held_land_belongs_to_its_holder() -> None:
    """Land "held by" a party has that party's side; land taken does not."""
    assert figures("The army surrounded four villages held by the Taliban.")[4].side == "Taliban"
    assert figures("The Taliban captured four villages.")[4].side is None


def test_whom_a_sentence_says_claimed_an_older_attack_did_it() -> None:
    """A claim in the sentence itself names the doer of what is not the main event."""
    older = "The Islamic State claimed responsibility for bombings in February 2018 that killed 250 people."
    assert figures(f"{STORMED}\n\n{older}")[250].by == "Islamic State"


def test_who_had_killed_did_not_own_them() -> None:
    """An auxiliary "had" makes nobody the owner of the counted."""
    one = figures("The army said Hezbollah had killed more than 130 Islamic State fighters in Lebanon on Friday.")[130]
    assert (one.side, one.by) == ("Islamic State", "Hezbollah")


FORCES = [
    ("Kenyan police killed 12 men in Nairobi on Friday.", "Kenyan police"),
    ("Twelve men were killed by Kenyan security forces on Friday.", "Kenyan security forces"),
    ("Kenyan soldiers killed 12 men on Friday.", "Kenya Defence Forces"),
    ("Malian soldiers killed 12 men on Friday.", "Mali"),
    ("Afghan militants killed 12 men on Friday.", "Afghan militants"),
    ("Kenya killed 12 men in an airstrike on Friday.", "Kenya"),
    ("Twelve men were killed by a Kenyan gunman on Friday.", None),
    ("Twelve men were killed by a Kenyan guard on Friday.", None),
]


@pytest.mark.parametrize(("text", "by"), FORCES, ids=[f[0] for f in FORCES])
def test_a_force_goes_by_its_own_name(text: str, by: str | None) -> None:
    """Police, security forces and armies of a proper name by it, other soldiers by their country (ruling 29).

    A land's fighters are known by it; a single one of its people is no party.
    """
    assert figures(text)[12].by == by


def test_policemen_are_of_their_police() -> None:
    """The side of policemen is the police of the land, that of soldiers the land."""
    found = figures("In Kenya, 12 policemen and 9 soldiers were killed by a bomb on Friday.")
    assert (found[12].side, found[9].side) == ("Kenyan police", "Kenya")


def test_a_deed_laid_to_somebody_is_his() -> None:
    """ "a bombing blamed on X" names the doer; who was its target did not do it."""
    text = "A wave of bombings blamed on Al-Shabaab that targeted police in Kenya killed 12 people on Friday."
    assert figures(text)[12].by == "al-Shabaab"


def test_who_tells_of_arrests_made_them() -> None:
    """Police that announce arrests are whose they are; a ministry that tells of them is not."""
    assert figures("Kenyan police said 12 suspects were arrested on Friday.")[12].by == "Kenyan police"
    assert figures("The Kenyan Interior Ministry said 12 suspects were arrested on Friday.")[12].by != "Kenyan police"


def test_who_announces_a_toll_did_not_do_it() -> None:
    """A government that announces how many died is no doer."""
    assert figures("Kenya announced on Friday that a landslide had left 12 people dead.")[12].by is None


def test_the_displaced_were_driven_by_whom_they_flee() -> None:
    """Fighters fled from drove the people out; a town fled from did not."""
    assert figures("About 900 villagers fleeing Boko Haram militants have crossed the river.")[900].by == "Boko Haram"
    assert figures("About 900 villagers fleeing Maiduguri have crossed the river.")[900].by is None


def test_victims_of_the_answered_deed_have_its_method() -> None:
    """Who was killed by the strike that a sentence calls a cause was killed by that strike."""
    text = "The shelling was in reprisal for a drone strike that killed 3 officers in Yemen."
    assert figures(text)[3].method == "airstrike"


def test_a_stabbing_is_another_means() -> None:
    """Knives and cars are no weapons of the list: other."""
    assert figures("A man stabbed 5 people at a market in Kenya on Friday.")[5].method == "other"
    assert figures("A car plowed into a crowd in Nairobi on Friday, killing 5 people.")[5].method == "other"
    assert figures("A truck bomb plowed into the barracks on Friday, killing 5 people.")[5].method == "explosive_device"


DOERS = [
    ("An Afghan soldier opened fire at a base on Friday, killing 12 men.", None),
    ("A man in an Afghan army uniform opened fire at a base on Friday, killing 12 men.", None),
    ("Kenyan police opened fire at a base on Friday, killing 12 men.", "Kenyan police"),
    ("The U.S. and its Arab allies bombed a base on Friday, killing 12 men.", "US-led coalition"),
    ("An attack carried out by the extremist group Boko Haram on Friday killed 12 men.", "Boko Haram"),
    ("Ghana's army was accused of a raid on Friday that killed 12 men.", "Ghanaian military"),
    ("Talks were held by the group Boko Haram on Friday. A flood killed 12 men.", None),
    ("Islamic State claimed the bombings in Colombo. They hit 12 churches.", "Islamic State"),
    ("The Saudi-led coalition bombed Sanaa again. It has carried out 12 air raids since Friday.",
     "Saudi-led coalition"),
    ("Aid workers came to Sanaa. They have counted 12 air raids since Friday.", None),
    ("Boko Haram's abduction of 12 girls shocked the world on Friday.", "Boko Haram"),
    ("The abduction of 12 girls shocked the world on Friday.", None),
    ("Ukrainian gunners lobbed 12 shells into Donetsk on Friday.", "Ukraine"),
]


@pytest.mark.parametrize(("text", "by"), DOERS, ids=[d[0] for d in DOERS])
def test_who_did_it(text: str, by: str | None) -> None:
    """One man of a force is not the force; who carried a deed out or is accused of it did it."""
    assert figures(text)[12].by == by


def test_the_troops_are_those_told_of_before() -> None:
    """ "Up to 200 troops" after "American troops" are American, whatever land the report is about."""
    text = "DAMASCUS, Syria - American troops crossed into Syria on Friday.\n\nUp to 200 troops could be sent to Syria."
    assert figures(text)[200].side == "United States"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A policeman fired at American soldiers on Friday, killing 12 of them.", "United States"),
        ("Islamic State fighters fled on Friday, and troops killed 12 of them.", "Islamic State"),
        ("Rescuers reached American tourists on Friday, but 12 of them died.", None),
    ],
)
def test_some_of_them_are_of_the_side_of_all(text: str, side: str | None) -> None:
    """ "12 of them" are of the side of those told of, and not of those who act on them."""
    assert figures(text)[12].side == side


def test_the_organisation_is_no_army() -> None:
    """ "members of the organisation" are the jihadists', though the text tells of their enemies more often."""
    text = (
        "The Syrian Democratic Forces fought Islamic State in Syria on Friday. The SDF then advanced.\n\n"
        "The strikes killed 1,300 members of the organisation and 650 SDF fighters."
    )
    found = figures(text)
    assert (found[1300].side, found[650].side) == ("Islamic State", "Syrian Democratic Forces")
