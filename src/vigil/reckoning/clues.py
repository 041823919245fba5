"""What tells the day of a report that states none: weekdays, happenings shared with others, counts that only grow.

Every clue ties one report to weekdays, or two reports to each other, and shows the sentences that it rests on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias, TypeVar

from vigil.reckoning.accounts import STATES, Account, Topics, same_people, same_place
from vigil.reckoning.growth import rising_series
from vigil.reckoning.intervals import agree
from vigil.reckoning.words import Sentence, alike, say_number, sentences, tokens, words
from vigil.records import WEEKDAYS, Clue, ClueKind, Report, Spot

_T = TypeVar("_T")

STRENGTH: tuple[ClueKind, ...] = ("weekday", "shared_event", "growth", "state", "standing")
"""Which clue is kept where two contradict each other: the earlier in this list."""

STANDING = timedelta(days=7)
"""How far apart two reports may be that carry the same standing numbers. Ours: a running story renews its numbers
within the week."""
ENOUGH = 3
"""How many standing numbers two reports must share; a vague word counts one, a number two."""
LIKENESS = 0.65
"""How alike two sentences on one weekday must be to tell one happening."""
LIKENESS_TODAY = 0.75
"""The same where both tell of their own day: opening sentences of different weeks are much alike."""
LIKENESS_BOTH = 0.5
"""The share of all words of both sentences that they must have in common."""
LEAST = 5
CROWD = 80


@dataclass(frozen=True)
class Tie:
    """A clue as a constraint: least <= day of ``one`` - day of ``other`` <= most (in days; None: no bound).

    other: None where the clue is on one report alone, whose weekday is then given. apart: not the same day.
    """

    clue: Clue
    one: str
    other: str | None = None
    weekday: int | None = None
    least: int | None = None
    most: int | None = None
    apart: bool = False

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Stronger clues first; the same in any order of input."""
        return (STRENGTH.index(self.clue.kind), self.one, self.other or "", self.clue.says)


def find_ties(reports: Sequence[Report], accounts: Sequence[Account], *, topics: Topics) -> tuple[Tie, ...]:
    """All clues on the days of reports without one, strongest first."""
    undated = frozenset(report.name for report in reports if report.day is None)
    if not undated:
        return ()
    rising = list(rising_series(accounts, topics=topics))
    found = [*_weekdays(reports), *_shared_events(reports, undated)]
    found += [*_growth(rising, undated), *_states(accounts, undated, topics)]
    found += _standing(accounts, undated, topics, rising=rising)
    return tuple(sorted({tie.order: tie for tie in found}.values(), key=lambda tie: tie.order))


def _weekdays(reports: Iterable[Report]) -> Iterator[Tie]:
    for report in reports:
        if report.day is None and report.weekday:
            naming = [s for s in sentences(report) if report.weekday.lower() in tokens(s.text)]
            clue = Clue(
                kind="weekday",
                says=f"{report.name} is written from a {report.weekday}.",
                spots=tuple(_spot(sentence) for sentence in naming[:1]),
            )
            yield Tie(clue, report.name, weekday=WEEKDAYS.index(report.weekday))


@dataclass(frozen=True)
class _Dayed:
    """A sentence that ties what it tells to one weekday. back: how many days that lies before its report."""

    sentence: Sentence
    weekday: int
    back: int


def _shared_events(reports: Sequence[Report], undated: frozenset[str]) -> Iterator[Tie]:
    """One happening, told with its weekday in two reports: their days then lie as their weekdays do."""
    told = [dayed for report in sorted(reports, key=lambda r: r.name) for dayed in _dayed(report)]
    seen: set[tuple[str, str, int]] = set()
    for one, other in _pairs_by_words(told, undated):
        left, right = one.sentence, other.sentence
        if one.weekday != other.weekday or left.report == right.report:
            continue
        least = (left.report, right.report, one.back - other.back)
        if least not in seen and _tell_one(one, other):
            seen.add(least)
            yield _event_tie(one, other)


def _tell_one(one: _Dayed, other: _Dayed) -> bool:
    """Whether two sentences tell one happening: the shorter lies in the longer, and they share half of all words."""
    left, right = one.sentence.matter, other.sentence.matter
    shared = len(left & right)
    enough = LIKENESS if one.back or other.back else LIKENESS_TODAY
    return shared >= LEAST and alike(left, right) >= enough and shared >= LIKENESS_BOTH * len(left | right)


def _event_tie(one: _Dayed, other: _Dayed) -> Tie:
    left, right = one.sentence, other.sentence
    clue = Clue(
        kind="shared_event",
        says=f"{left.report} and {right.report} tell one happening of a {WEEKDAYS[one.weekday]}.",
        spots=(_spot(left), _spot(right)),
    )
    apart = one.back - other.back
    return Tie(clue, left.report, right.report, least=apart, most=apart)


def _dayed(report: Report) -> Iterator[_Dayed]:
    """The sentences of a report that name exactly one weekday, where the report's own weekday is known."""
    own = report.day.weekday() if report.day else WEEKDAYS.index(report.weekday) if report.weekday else None
    if own is None:
        return
    names = words().weekdays
    for sentence in sentences(report):
        named = {names[word] for word in tokens(sentence.text) if word in names}
        if len(named) == 1:
            (weekday,) = named
            yield _Dayed(sentence, weekday, (own - weekday) % 7)


def _pairs_by_words(told: Sequence[_Dayed], undated: frozenset[str]) -> Iterator[tuple[_Dayed, _Dayed]]:
    """Pairs that share a word which is not everywhere, each once, one of them at least of an undated report."""
    holding: dict[str, list[int]] = {}
    for number, dayed in enumerate(told):
        for word in dayed.sentence.matter:
            holding.setdefault(word, []).append(number)
    open_ = [dayed.sentence.report in undated for dayed in told]
    pairs: set[tuple[int, int]] = set()
    for numbers in holding.values():
        if len(numbers) <= CROWD:
            pairs.update(_pairs(numbers, [open_[number] for number in numbers]))
    for one, other in sorted(pairs):
        yield told[one], told[other]


def _pairs(things: Sequence[_T], wanted: Sequence[bool]) -> Iterator[tuple[_T, _T]]:
    """The pairs of these that hold at least one of those wanted, in order: few, where few are wanted."""
    places = [k for k, is_wanted in enumerate(wanted) if is_wanted]
    for k, thing in enumerate(things):
        later = range(k + 1, len(things)) if wanted[k] else places[bisect_right(places, k) :]
        yield from ((thing, things[other]) for other in later)


def _of_undated(accounts: Sequence[Account], undated: frozenset[str]) -> Iterator[tuple[Account, Account]]:
    """The pairs of accounts of which at least one is of an undated report."""
    return _pairs(accounts, [account.report.name in undated for account in accounts])


def _growth(rising: Iterable[Sequence[Account]], undated: frozenset[str]) -> Iterator[Tie]:
    """A count that only grows: the report with the smaller number is the older one."""
    for series in rising:
        steps = sorted(series, key=lambda a: (a.stated, a.report.name))
        for account in steps:
            if account.report.name in undated:
                below = [a for a in steps if a.stated < account.stated]
                above = [a for a in steps if a.stated > account.stated]
                yield from (_grown(older, account) for older in _nearest(below, undated, latest=True))
                yield from (_grown(account, newer) for newer in _nearest(above, undated, latest=False))


def _nearest(accounts: Sequence[Account], undated: frozenset[str], *, latest: bool) -> list[Account]:
    """Of reports with a day the one that binds most, and the undated ones of the next number."""
    dated = sorted((a for a in accounts if a.report.day), key=lambda a: (a.report.day, a.report.name), reverse=latest)
    open_ = [a for a in accounts if a.report.name in undated]
    next_ = (max if latest else min)((a.stated for a in open_), default=None)
    return dated[:1] + [a for a in open_ if a.stated == next_]


def _grown(older: Account, newer: Account) -> Tie:
    numbers = f"{say_number(older.figure)} to {say_number(newer.figure)}"
    clue = Clue(
        kind="growth",
        says=f"A count that only grows rose from {numbers}: {older.report.name} is older than {newer.report.name}.",
        spots=(_claim_spot(older), _claim_spot(newer)),
    )
    return Tie(clue, newer.report.name, older.report.name, least=1)


def _states(accounts: Sequence[Account], undated: frozenset[str], topics: Topics) -> Iterator[Tie]:
    """States that exclude each other on one day: the reports are of two days."""
    states = [a for a in accounts if a.figure.measure in STATES and a.figure.unit in ("km2", "person")]
    seen: set[tuple[str, str]] = set()
    for one, other in _of_undated(states, undated):
        names = (one.report.name, other.report.name)
        if names[0] == names[1] or names in seen or not _one_state(one, other):
            continue
        if topics.related(*names) and not agree(one.allows, other.allows):
            seen.add(names)
            told = f"{say_number(one.figure)} in {names[0]} and {say_number(other.figure)} in {names[1]}"
            says = f"{told}: not of one day."
            clue = Clue(kind="state", says=says, spots=(_claim_spot(one), _claim_spot(other)))
            yield Tie(clue, *names, apart=True)


def _one_state(one: Account, other: Account) -> bool:
    """Whether two figures are of one state beyond doubt: a place that both name, no vague word."""
    vague = one.figure.qualifier == "vague" or other.figure.qualifier == "vague"
    named = bool(one.place) and bool(other.place) and same_place(one, other)
    return not vague and named and one.figure.measure == other.figure.measure and same_people(one, other)


_Telling: TypeAlias = tuple[str, bool, float]
"""What two reports may both carry: a measure, whether the number is a vague word, the number."""


def _standing(
    accounts: Sequence[Account], undated: frozenset[str], topics: Topics, *, rising: Iterable[Sequence[Account]]
) -> Iterator[Tie]:
    """Reports that carry the same standing numbers, none of them raised in between, are of about one time."""
    moved = {
        frozenset((one.report.name, other.report.name))
        for series in rising
        for one, other in _of_undated(series, undated)
        if one.stated != other.stated and one.voice is None
    }
    tellings: dict[_Telling, list[Account]] = {}
    for account in accounts:
        if account.stated >= 100 and account.figure.unit in ("person", "km2") and account.basis != "event":
            telling: _Telling = (account.figure.measure, account.figure.qualifier == "vague", account.stated)
            tellings.setdefault(telling, []).append(account)
    shared: dict[tuple[str, str], dict[_Telling, tuple[Account, Account]]] = {}
    for told, members in sorted(tellings.items()):
        for one, other in _of_undated(members, undated):
            names = (one.report.name, other.report.name)
            if len(set(names) & undated) == 1 and frozenset(names) not in moved:
                shared.setdefault(names, {}).setdefault(told, (one, other))
    for names, common in sorted(shared.items()):
        if sum(1 if vague else 2 for _, vague, _ in common) >= ENOUGH and topics.related(*names):
            yield _standing_tie(names, list(common.values()))


def _standing_tie(names: tuple[str, str], common: Sequence[tuple[Account, Account]]) -> Tie:
    numbers = ", ".join(say_number(one.figure) for one, _ in common)
    clue = Clue(
        kind="standing",
        says=f"{names[0]} and {names[1]} carry the same standing numbers ({numbers}): they are of about one week.",
        spots=tuple(_claim_spot(account) for pair in common for account in pair),
    )
    return Tie(clue, *names, least=-STANDING.days, most=STANDING.days)


def _spot(sentence: Sentence) -> Spot:
    return Spot(report=sentence.report, start=sentence.start, end=sentence.end, quote=sentence.text)


def _claim_spot(account: Account) -> Spot:
    figure = account.figure
    return Spot(report=figure.report, start=figure.start, end=figure.end, quote=figure.quote)
