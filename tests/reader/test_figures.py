"""Figures with all their fields, on short reports of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader import bank
from tests.reader.making import make_report
from vigil.reader import read
from vigil.records import Figure, Report

DAY = date(2021, 5, 12)  # a Wednesday


def figures(text: str, published: date | None = DAY) -> list[Figure]:
    return [claim for claim in read(make_report(text, published=published)).claims if isinstance(claim, Figure)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The strike killed 12 villagers.", "civilian"),
        ("The strike killed 12 soldiers.", "combatant"),
        ("The strike killed 12 people.", "unknown"),
        ("The strike killed 12 women and children.", "civilian"),
        ("The strike killed 12 children.", "child"),
        ("The strike killed two journalists.", "journalist"),
        ("The strike killed two aid workers.", "aid_worker"),
        ("The strike killed three village officials.", "official"),
        ("The raid freed three prisoners.", "detainee"),
        ("The strike killed 12 soldiers and civilians.", "mixed"),
        ("The strike killed 12 armed men.", "combatant"),
        ("Police detained 12 suspected militants.", "combatant"),
        ("The strike killed 12 relatives of fighters.", "civilian"),
        ("The blast killed 11 members of the security forces.", "combatant"),
        ("The blast destroyed 12 homes.", "unknown"),
        ("The strike killed two security guards.", "civilian"),
    ],
)
def test_group(text: str, group: str) -> None:
    """The noun phrase settles the group."""
    assert figures(text)[0].group == group


def test_parts_make_a_whole_mixed() -> None:
    """A whole of fighters and civilians is mixed."""
    whole = figures("The raid killed 20 people, including 12 soldiers and eight civilians.")[0]
    assert whole.group == "mixed"


def test_all_were_civilians_reaches_back() -> None:
    """What the text says of all the dead holds for the dead told of before."""
    assert figures("A mine killed six people on Monday. All of the dead were civilians.")[0].group == "civilian"


def test_side_of_named_party() -> None:
    """Fighters belong to the party named before them."""
    figure = figures("In northern Syria, the raid killed 12 Syrian Democratic Forces fighters.")[0]
    assert figure.side == "Syrian Democratic Forces"


def test_side_of_a_state() -> None:
    """Soldiers of a state stand on the side of the country."""
    assert figures("The ambush killed nine Nigerian soldiers.")[0].side == "Nigeria"


def test_civilians_have_no_side() -> None:
    """Civilians of a country belong to no armed party."""
    assert figures("The rocket killed two Israeli civilians.")[0].side is None


def test_by_of_an_active_subject() -> None:
    """Whoever kills in the active voice did it."""
    assert figures("Boko Haram gunmen killed 12 villagers in Nigeria.")[0].by == "Boko Haram"


def test_by_of_a_passive() -> None:
    """So does whoever stands after "by"."""
    assert figures("Twelve villagers were killed by Boko Haram in Nigeria.")[0].by == "Boko Haram"


def test_claimed_attack_is_the_claimants() -> None:
    """The whole text decides: a claimed attack is the claimant's."""
    text = "A bomb killed 12 people in Mogadishu on Tuesday.\n\nAl-Shabab claimed responsibility for the bombing."
    assert figures(text)[0].by == "al-Shabaab"


def test_war_is_nobodys() -> None:
    """What a war has cost is ascribed to nobody, by no method."""
    figure = figures("The civil war in Syria has cost more than 300,000 lives since 2011.")[0]
    assert (figure.by, figure.method) == (None, None)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("An airstrike killed 12 people.", "airstrike"),
        ("Shelling killed 12 people.", "shelling"),
        ("A suicide bomber killed 12 people.", "suicide_attack"),
        ("A roadside bomb killed 12 people.", "explosive_device"),
        ("A landmine killed 12 people.", "landmine"),
        ("Snipers shot dead 12 people.", "shooting"),
        ("The group beheaded 12 people.", "execution"),
        ("Gunmen stormed the hotel and killed 12 people.", "ground_attack"),
        ("Twelve people were killed in clashes.", None),
    ],
)
def test_method(text: str, method: str | None) -> None:
    """The clause's own words tell how."""
    assert figures(text)[0].method == method


def test_source_and_time() -> None:
    """A figure carries whose word it is and when it was."""
    figure = figures("At least 12 people were killed on Monday, Kenyan police said.")[0]
    assert figure.source == "Kenyan police"
    assert (figure.when.start, figure.when.end, figure.when.basis) == (date(2021, 5, 10), date(2021, 5, 10), "event")


def test_part_of_quotes_its_whole() -> None:
    """A part names the quote of its whole."""
    whole, part = figures("The raid killed 20 people, including seven children.")
    assert part.part_of == " ".join(whole.quote.split())


SENTENCES = [sentence for sentence, _ in (*bank.KILLED, *bank.OTHERS, *bank.SINGLES)] + list(bank.NOTHING)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_quotes_are_slices_of_the_text(sentences: list[str]) -> None:
    """Whatever the text, every quote stands at its offsets."""
    report = make_report(" ".join(sentences), published=DAY)
    for claim in read(report).claims:
        assert report.text[claim.start : claim.end] == claim.quote


def values(report: Report) -> list[tuple[float | None, float | None, str]]:
    return [(c.low, c.high, c.measure) for c in read(report).claims if isinstance(c, Figure)]


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in bank.KILLED[:12]])
def test_typography_changes_nothing(sentence: str) -> None:
    """Line breaks, non-breaking spaces and curly quotes give the same figures."""
    plain = values(make_report(sentence, published=DAY))
    words = sentence.split(" ")
    wrapped = " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :])
    assert values(make_report(wrapped, published=DAY)) == plain
    assert values(make_report(sentence.replace(" ", "\u00a0"), published=DAY)) == plain
    assert values(make_report(sentence.replace("'", "\u2019"), published=DAY)) == plain


def test_reading_twice_gives_the_same() -> None:
    """The reader is a pure function of the report."""
    report = make_report("A bomb killed 12 people and wounded 30 on Monday, police said.", published=DAY)
    assert read(report) == read(report)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The death toll has passed 600.", [("killed", 600, None)]),
        ("The death toll may be as high as 200.", [("killed", None, 200)]),
        ("Nobody was killed.", [("killed", 0, 0)]),
        ("Some 450 patients are now sheltering in a school.", [("present", 450, 450)]),
        ("Police picked up three suspects.", [("detained", 3, 3)]),
        ("Gunmen drove off with 40 women.", [("abducted", 40, 40)]),
        ("Seven infants have frozen to death in the camp.", [("killed", 7, 7)]),
        ("Thousands marched through the capital.", [("other", 2000, None)]),
        ("Jets blew apart two bridges.", [("destroyed", 2, 2)]),
        # counter-examples
        ("Nobody was told of it.", []),
        ("The convoy passed 600 people on the road.", []),
        ("Aid workers picked up three boxes.", []),
        ("A blast killed 31 people, a hospital official said.", [("killed", 31, 31)]),
        ("A shell killed Amina Saleh's two sons.", [("killed", 2, 2)]),
        ("One of them, a corporal, was killed.", [("killed", 1, 1)]),
        ("Gunmen seized dozens of workers at the plant.", [("abducted", 24, None)]),
        ("Rebels seized five towns.", [("area", 5, 5)]),
        ("About 70 pupils had not been found by midday.", [("missing", 70, 70)]),
        ("Officials put the number of troops in the north at 7,500.", [("deployed", 7500, 7500)]),
        ("Officials put the number of books in the north at 7,500.", []),
        ("The strike wounded a boy of 12.", [("wounded", 1, 1)]),
        ("The strike wounded a group of 12.", [("wounded", 12, 12)]),
        ("One in five villagers lives in a tent.", []),
        ("Nine out of ten villagers were killed.", []),
        ("Gunmen killed two men in three raids.", [("killed", 2, 2), ("attacks", 3, 3)]),
        ("The dead were all shot in the head, the doctor said.", []),
        ("Shells wounded 20 men, a health official in Basra told reporters.", [("wounded", 20, 20)]),
        ("The raid killed 52 people. He said 46 of them were pupils.", [("killed", 52, 52), ("killed", 46, 46)]),
        ("The club has 52 members. He said 46 of them were pupils.", []),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[str, float | None, float | None]]) -> None:
    """Idioms of harm, flight and custody make figures; whoever tells of it, and whoever is only passed, makes none."""
    assert [(f.measure, f.low, f.high) for f in figures(text)] == found


ATTACK = "A bomb exploded at a market in Kano on Monday, killing 31 people.\n\n"


@pytest.mark.parametrize(
    ("text", "number", "group"),
    [
        ("The army put its own losses at 11 dead.", 11, "combatant"),
        ("The village put the losses at 11 dead.", 11, "unknown"),
        ("The outpost has lost five men to snipers.", 5, "combatant"),
        ("The village has lost five men to snipers.", 5, "unknown"),
        ("Troops chased the fighters, killing 17 of them.", 17, "combatant"),
        ("Rescuers reached the tourists, but 17 of them died.", 17, "civilian"),
        ("Four of the dead belonged to the police force.", 4, "combatant"),
        ("Four of the dead belonged to the choir.", 4, "unknown"),
        ("Her 3-year-old daughter was killed.", 1, "child"),
        ("Her 30-year-old daughter was killed.", 1, "civilian"),
        (ATTACK + "Police arrested nine people on Tuesday.", 9, "combatant"),
        ("Thousands marched against the police on Monday. Police arrested nine people.", 9, "unknown"),
    ],
)
def test_group_from_the_rest_of_the_text(text: str, number: float, group: str) -> None:
    """A force counts its own, "17 of them" are those just named, suspects of an attack are combatants."""
    assert next(f.group for f in figures(text) if f.low == number) == group


@pytest.mark.parametrize(
    ("text", "number", "group"),
    [
        ("Militants freed 150 people from a prison in Homs.", 150, "detainee"),
        ("Militants freed 150 people from a burning hotel in Homs.", 150, "unknown"),
        ("Gunmen killed seven suspected informants.", 7, "unknown"),
        ("Gunmen killed 12 soldiers and wounded two others.", 2, "combatant"),
        ("Gunmen killed 12 villagers and wounded two others.", 2, "unknown"),
        ("The army freed 100 insurgents under the deal.", 100, "detainee"),
        ("The blast killed two Red Cross volunteers.", 2, "aid_worker"),
        ("The blast killed two church volunteers.", 2, "civilian"),
        ("The army killed 100 insurgents under the bridge.", 100, "combatant"),
        ("Gunmen killed seven suspected militants.", 7, "combatant"),
        ("The strike wounded more than 200, most of them women and children.", 200, "civilian"),
        ("The strike wounded more than 200, most of them women and soldiers.", 200, "mixed"),
        ("Two of those killed were women.", 2, "woman"),
    ],
)
def test_group_by_what_is_told_of_them(text: str, number: float, group: str) -> None:
    """Who comes out of a prison was held there; who is suspected of helping the enemy does not fight."""
    assert next(f.group for f in figures(text) if f.low == number) == group


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three doctors were killed by an Afghan guard who opened fire.", [3]),
        ("Greene was the highest-ranked officer killed in combat since 1970.", []),
        ("A strike killed 14 militants, as well as another five people who lived near the mill.", [14, 5]),
    ],
)
def test_who_is_no_victim(text: str, numbers: list[float]) -> None:
    """Who did it is not counted among the dead, nor who only holds a record; whoever died as well is."""
    assert [f.low for f in figures(text) if f.measure == "killed"] == numbers


HIGHLIGHTS = (
    "Crew visits school, finds shattered walls\n\nGovernment says strike killed 16 people\n\n"
    "At least 16 people were killed when a school was hit on Tuesday, officials said."
)


def test_highlights_above_a_report_are_headlines() -> None:
    """A number that the body has under a qualifier is no claim of the highlights (ruling 1)."""
    assert [(f.low, f.high) for f in figures(HIGHLIGHTS)] == [(16, None)]


def test_lines_without_stops_are_a_report_where_nothing_else_is() -> None:
    """A bulletin that has no full stops is read all the same."""
    assert [f.low for f in figures("Shelling near the mill\n\nStrike kills 16 people")] == [16]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A third American was also killed.", [("killed", 1, 1)]),
        ("Gunmen have killed a catechist and seven worshippers.", [("killed", 1, 1), ("killed", 7, 7)]),
        ("The war has sent 311,000 Syrians into Turkey.", [("displaced", 311000, 311000)]),
        ("The army sent 300 soldiers into the town.", [("deployed", 300, 300)]),
        ("Seven of the Palestinian dead were teenagers.", [("killed", 7, 7)]),
        ("He put the dead at 83.", [("killed", 83, 83)]),
        ("The government has owned up to 312 dead.", [("killed", 312, 312)]),
        ("The government counts up to 312 dead.", [("killed", None, 312)]),
        ("They overran two army checkpoints overnight.", [("area", 2, 2)]),
        ("They left in a convoy of 86 vehicles.", [("deployed", 86, 86)]),
        # counter-examples
        ("The council sent 30 letters into the town.", []),
        ("They painted two army checkpoints overnight.", []),
        ("He put the price at 83.", []),
        ("A third of the town was closed.", []),
    ],
)
def test_further_ways_to_count(text: str, found: list[tuple[str, float | None, float | None]]) -> None:
    """One more of a kind, people sent fleeing, strong points taken, the dead put at a number."""
    assert [(f.measure, f.low, f.high) for f in figures(text)] == found


def test_parts_after_a_colon_have_the_whole_before_it() -> None:
    """ "killed 314 people: 221 militants and 29 civilians": parts of the whole, which is mixed by them."""
    whole, *parts = figures("The battle has killed 314 people: 221 militants, 64 soldiers and 29 civilians.")
    assert whole.group == "mixed"
    assert [(p.measure, p.low, p.part_of is not None) for p in parts] == [
        ("killed", 221, True), ("killed", 64, True), ("killed", 29, True),
    ]  # fmt: skip
