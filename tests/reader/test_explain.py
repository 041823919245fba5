"""Why a claim was made or refused."""

from __future__ import annotations

from tests.reader.making import make_report
from vigil.reader.explain import explain

TEXT = "The commander, 44, was seen in the town. Shells killed 12 villagers on Monday, police said."


def test_says_why_a_number_is_no_figure() -> None:
    """An age is refused by name."""
    (first, _) = explain(make_report(TEXT))
    assert [(d.words, d.refused) for d in first.decisions] == [("44", "age")]


def test_says_which_rule_made_a_figure() -> None:
    """A figure comes with its noun, its rule and the word that told it."""
    (told,) = explain(make_report(TEXT), at=TEXT.index("villagers"))
    (decision,) = told.decisions
    assert (decision.measure, decision.rule, decision.evidence) == ("killed", "before", "killed")
    assert decision.refused is None
    assert decision.noun == "villager (person, civilian)"


def test_shows_the_voice_and_the_parse() -> None:
    """The sentence's voice and its arcs are shown."""
    (told,) = explain(make_report(TEXT), at=TEXT.index("villagers"))
    assert "police" in told.source
    assert [token.form for token in told.tokens if token.dep == "obj"] == ["villagers"]


def test_denied_number_is_told_as_such() -> None:
    """What is denied is no figure, and says so."""
    (told,) = explain(make_report("The army denied that 12 villagers had been killed."))
    assert told.decisions[0].refused == "unreal, denied, or told before"


def test_outside_the_text_there_is_nothing() -> None:
    """An offset in no sentence gives no explanation."""
    assert explain(make_report(TEXT), at=10_000) == ()
