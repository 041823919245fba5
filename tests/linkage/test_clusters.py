"""Groups: links are joined strongest first, and no group holds a contradiction or a mere chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests.linkage.making import ALEPPO, BASRA, BINNISH, later, report_of, tell
from vigil.linkage.clusters import contradicts, group_tellings
from vigil.linkage.scoring import Pair
from vigil.linkage.tellings import Telling, make_tellings
from vigil.records import Period

WORDS = "Shells fell on Sarmin"


def _telling(name: str, *, day: date = later(0), kind: str = "shelling", **fields: Any) -> Telling:
    report = report_of(name, f"{WORDS}, says {name}", day=day)
    (telling,) = make_tellings([tell(report, kind, **fields)], reports=[report])
    return telling


def _pair(one: Telling, other: Telling, bits: float) -> Pair:
    left, right = sorted((one.id, other.id))
    return Pair(left, right, bits, 0.9, ())


def _groups(tellings: Iterable[Telling], pairs: Iterable[Pair]) -> list[set[str]]:
    return [{one.incident.report for one in group.tellings} for group in group_tellings(tellings, pairs)]


def test_linked_tellings_are_one_group() -> None:
    """Three, each linked with each."""
    a, b, c = _telling("a"), _telling("b"), _telling("c")
    pairs = [_pair(a, b, 5), _pair(b, c, 4), _pair(a, c, 3)]
    (group,) = group_tellings([a, b, c], pairs)
    assert [pair.bits for pair in group.joined] == [5, 4]  # the third pair joined nothing any more


def test_telling_without_links_is_a_group() -> None:
    """Nothing is lost."""
    assert _groups([_telling("a"), _telling("b")], []) == [{"a"}, {"b"}]


def test_chain_of_days_is_broken_at_its_weakest_link() -> None:
    """Monday's shelling is told as Tuesday's, Tuesday's as Wednesday's: they do not become one of three days."""
    a = _telling("a", on=0)
    b = _telling("b", on=1, day=later(1))
    c = _telling("c", on=2, day=later(2))
    assert _groups([a, b, c], [_pair(a, b, 5), _pair(b, c, 4)]) == [{"a", "b"}, {"c"}]
    assert _groups([a, b, c], [_pair(a, b, 4), _pair(b, c, 5)]) == [{"a"}, {"b", "c"}]


def test_chain_of_likenesses_is_broken() -> None:
    """Two pairs are joined with each other only where half of the links across are there."""
    a, b, c, d = (_telling(name) for name in "abcd")
    pairs = [_pair(a, b, 6), _pair(c, d, 5), _pair(b, c, 4)]
    assert _groups([a, b, c, d], pairs) == [{"a", "b"}, {"c", "d"}]
    assert _groups([a, b, c, d], [*pairs, _pair(a, c, 3)]) == [{"a", "b", "c", "d"}]


def test_refused_pair_is_tried_again() -> None:
    """What did not fit at first may fit once its groups have grown."""
    a, b, c, d = (_telling(name) for name in "abcd")
    pairs = [_pair(a, b, 9), _pair(a, c, 8), _pair(c, d, 7), _pair(b, d, 6), _pair(a, d, 2)]
    assert _groups([a, b, c, d], pairs) == [{"a", "b", "c", "d"}]


def test_report_of_both_does_not_join_them() -> None:
    """Two incidents of one report stay apart, though a third telling is linked with both."""
    both = report_of("both", f"{WORDS} at dawn", f"{WORDS} at noon")
    told = [tell(both, "shelling", quote=quote) for quote in both.text.split("\n\n")]
    dawn, noon = make_tellings(told, reports=[both])
    other = _telling("other")
    groups = group_tellings([dawn, noon, other], [_pair(dawn, other, 5), _pair(noon, other, 4)])
    assert sorted(len(group.tellings) for group in groups) == [1, 2]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_order_makes_no_difference(order: tuple[int, ...]) -> None:
    """Tellings and pairs may come in any order; equal bits are settled by the ids."""
    made = [_telling(name) for name in "abcd"]
    pairs = [_pair(made[a], made[b], 4) for a, b in ((0, 1), (1, 2), (2, 3), (0, 2))]
    assert _groups([made[i] for i in order], [pairs[i] for i in order]) == _groups(made, pairs)


@pytest.mark.parametrize(
    ("fields", "apart"),
    [
        ({"on": 0}, False),
        ({"on": None}, False),  # what has no day contradicts none
        ({"on": 1, "day": later(1)}, False),  # the next day's report calls it today's
        ({"on": 1, "day": later(2)}, True),  # "on Friday", where the other said "on Thursday"
        ({"on": 2, "day": later(2)}, True),
        ({"when": Period(start=later(-20), end=later(10), basis="event")}, False),  # "in March"
        ({**BINNISH}, False),
        ({**ALEPPO}, False),  # 80 km away: far, but not out of the question
        ({**BASRA}, True),
        ({"place": None, "place_id": None, "lat": None, "lon": None, "place_precision": None}, False),
    ],
)
def test_what_contradicts(fields: dict[str, Any], apart: bool) -> None:
    """Two reports' tellings of one happening may differ so far, and no further."""
    one, other = _telling("one"), _telling("other", **fields)
    assert contradicts(one, other) is contradicts(other, one) is apart


@pytest.mark.parametrize(
    ("voices", "apart"),
    [
        (("Syria", "Syria"), False),
        (("Russia", "Russian Armed Forces"), False),  # a state and its army
        (("Balochistan Liberation Army", "Balochistan Liberation Front"), False),  # names alike
        (("Syria", None), False),
        (("Syria", "Israel"), True),
    ],
)
def test_speech_of_other_voices_contradicts(voices: tuple[str, str | None], apart: bool) -> None:
    """What two others said are two things; what two others are said to have done may be one."""
    one, other = (_telling(name, kind="statement", actor=actor) for name, actor in zip("ab", voices, strict=True))
    assert contradicts(one, other) is apart
    one, other = (_telling(name, kind="shelling", actor=actor) for name, actor in zip("ab", voices, strict=True))
    assert not contradicts(one, other)


def test_groups_come_oldest_first() -> None:
    """By the day of the first report, then its name."""
    late, early = _telling("a", day=later(3), on=None), _telling("b", on=None)
    assert _groups([late, early], []) == [{"b"}, {"a"}]
