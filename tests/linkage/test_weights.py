"""The shipped weights fit the comparisons and say what anybody would expect of them."""

from __future__ import annotations

from vigil.linkage.comparisons import comparisons
from vigil.linkage.weights import shipped


def test_every_level_has_a_weight() -> None:
    """The file holds the comparisons' levels, in their order, and nothing else."""
    held = {name: list(shares) for name, shares in shipped().shares.items()}
    assert held == {c.name: [level.name for level in c.levels] for c in comparisons()}


def test_shares_of_a_comparison_add_up() -> None:
    """One level holds for every pair that can be compared."""
    for shares in shipped().shares.values():
        assert abs(sum(share.m for share in shares.values()) - 1) < 0.01
        assert abs(sum(share.u for share in shares.values()) - 1) < 0.01


def test_agreement_speaks_for_and_disagreement_against() -> None:
    """What is the same weighs more than what is alike, and that more than what differs."""
    bits = {name: {level: share.bits for level, share in s.items()} for name, s in shipped().shares.items()}
    assert bits["time"]["same_day"] > 0 > bits["time"]["next_day"] > bits["time"]["day_after"]
    assert bits["place"]["same"] > bits["place"]["beside"] > bits["place"]["around"] > bits["place"]["far"]
    assert bits["kind"]["same_deed"] > 0 > bits["kind"]["other"]
    assert bits["killed"]["same_many"] > bits["killed"]["same_few"] > bits["killed"]["close"] > bits["killed"]["apart"]
    assert bits["words"]["copied"] > 0 > bits["words"]["few"]
    assert bits["actor"]["same"] > 0 > bits["actor"]["other"]
    assert bits["target"]["same"] > 0 > bits["target"]["other"]


def test_levels_are_told_in_words() -> None:
    """Evidence is read by people."""
    assert comparisons()[0].says(0) == "time: the same day"
    assert comparisons()[0].says(-1) == "time: not told by both"
