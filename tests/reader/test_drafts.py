"""What is counted and what is said of it: a bank of sentences of our own, and the rules that can misfire."""

from __future__ import annotations

import pytest

from tests.reader import bank
from tests.reader.making import make_text
from vigil.reader.drafts import Draft, find_drafts


def figures_of(text: str, title: str | None = None) -> tuple[bank.Expected, ...]:
    return tuple((d.one.low, d.one.high, d.measure) for d in find_drafts(make_text(text, title=title)))


def only(text: str) -> Draft:
    (draft,) = find_drafts(make_text(text))
    return draft


@pytest.mark.parametrize(("sentence", "expected"), [*bank.KILLED, *bank.OTHERS, *bank.SINGLES])
def test_counts_and_measures(sentence: str, expected: tuple[bank.Expected, ...]) -> None:
    """Every sentence of the bank gives its figures, in order, with their measures."""
    assert figures_of(sentence) == expected


@pytest.mark.parametrize("sentence", [*bank.NOTHING, *bank.NO_SINGLES])
def test_counts_nothing(sentence: str) -> None:
    """Ages, money, ranges, votes, threats and denials are no figures."""
    assert figures_of(sentence) == ()


def test_inset_is_part_of_its_host() -> None:
    """ "including" points at the figure before it."""
    whole, part = find_drafts(make_text("The raid killed 20 people, including seven children."))
    assert (whole.host, part.host) == (None, 0)


def test_list_under_the_dead_is_part_of_the_whole_before() -> None:
    """ "The dead included" points at the whole of the sentence before."""
    drafts = find_drafts(make_text("The blast killed 14 people. The dead included nine pilgrims."))
    assert drafts[1].host == 0


def test_named_person_counts_once() -> None:
    """A person told of by name again is no second figure."""
    text = "Karim Daoud was killed in the strike. Daoud was killed hours after a speech."
    assert figures_of(text) == ((1, 1, "killed"),)


def test_article_counts_each_time() -> None:
    """ "a guard" is a figure in each sentence."""
    assert len(figures_of("The blast killed a guard. In the next street a guard was killed too.")) == 2


def test_apposition_is_one_person() -> None:
    """An office and a name between commas are one person."""
    assert figures_of("The raid killed the group's founder, Karim Daoud.") == ((1, 1, "killed"),)


def test_title_counts_only_what_the_body_lacks() -> None:
    """The headline's number is a figure only where the body does not hold it."""
    body = "A bomb killed at least 14 people in the market."
    assert figures_of(body, title="Market bomb kills 14") == ((14, None, "killed"),)
    assert (31, 31, "wounded") in figures_of(body, title="Market bomb wounds 31")


def test_clause_holds_number_and_evidence() -> None:
    """Where a sentence has several figures, each quote holds its own number and verb."""
    text = make_text("Shells killed 12 villagers and wounded 30 others.")
    quotes = [text.report.text[d.start : d.end] for d in find_drafts(text)]
    assert "killed 12 villagers" in quotes[0]
    assert "30" not in quotes[0]
    assert "wounded 30 others" in quotes[1]


@pytest.mark.parametrize(
    ("sentence", "who", "unit"),
    [
        ("The strike killed 12 unarmed villagers.", "unarmed villagers", "person"),
        ("Shells destroyed three apartment buildings.", "apartment buildings", "object"),
        ("The army carried out six airstrikes.", "airstrikes", "event"),
        ("Some 400 families fled.", "families", "household"),
        ("The militia holds 12 square kilometres.", None, "km2"),
        ("The blast killed 11 members of the security forces.", "members of the security forces", "person"),
        ("At least 70 were wounded.", None, "person"),
    ],
)
def test_who_and_unit(sentence: str, who: str | None, unit: str) -> None:
    """The counted phrase is cut without its number, and has its class's unit."""
    draft = only(sentence)
    assert (draft.who, draft.unit) == (who, unit)


def test_casualties_before_wounded_are_the_dead() -> None:
    """Ruling 24: casualties told apart from the wounded are killed."""
    assert figures_of("Officials put casualties at 29, with more than 70 injured.")[-1] == (70, None, "wounded")
    assert figures_of("The shelling caused dozens of casualties.") == ((24, None, "other"),)
