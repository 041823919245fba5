"""Counts that rise, and parts of wholes: figures that differ without a dispute; and tallies that were raised."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from vigil.reckoning.accounts import Account, Topics, same_people, same_place
from vigil.reckoning.clashes import as_sentence, is_total, one_window, opens_apart, tell
from vigil.reckoning.copies import is_slip, same_passage
from vigil.reckoning.findings import Finding, Relation, relation
from vigil.reckoning.words import say

NEIGHBOURS = 12
"""With how many of the next smaller numbers in a series one is compared: windows and places are told unevenly."""
TALLY = 1000
"""Below this a count in the report's own voice is the reporter's, not somebody's standing tally."""


def find_growth(accounts: Sequence[Account], *, topics: Topics) -> Iterator[Relation]:
    """Cumulative counts of one voice and one window that rose from report to report; oldest first."""
    for series in rising_series(accounts, topics=topics):
        if series[0].voice is not None:
            why = f"{say(series[0].figure)}, later {say(series[-1].figure)}: growth of one count, not a disagreement."
            yield relation("growth", series, as_sentence(why))


def find_raised(accounts: Sequence[Account], *, topics: Topics) -> Iterator[Finding]:
    """Standing tallies of nobody named that were raised between reports: a revision, as no happening is told for it."""
    for series in rising_series(accounts, topics=topics):
        if series[0].voice is None and series[0].stated >= TALLY:
            numbers = f"{tell(series[0])}, later {tell(series[-1])}"
            why = f"{numbers}: a standing tally was raised; no source is named for it."
            yield Finding("revision", tuple(series), as_sentence(why), f"{series[0].figure.measure}{series[0].id}")


def find_parts(accounts: Sequence[Account]) -> Iterator[Relation]:
    """Figures that are a part of another, which must never be added to it."""
    known = {account.id: account for account in accounts}
    for account in accounts:
        whole = known.get(account.whole or "")
        if whole:
            why = f"{say(account.figure)} is part of {say(whole.figure)}: never add them."
            yield relation("part", (account, whole), as_sentence(why))


def rising_series(accounts: Sequence[Account], *, topics: Topics) -> Iterator[list[Account]]:
    """Cumulative counts of one thing whose stated number rose; each with the smallest, which is the oldest, first.

    A report without a day takes its place by its number, as such a count never falls. Dated figures that do not lie in
    the order of their numbers (revisions downward, old numbers run late) are left out, as few as can be.
    """
    counts = [a for a in accounts if a.basis == "since" and is_total(a) and a.figure.qualifier != "vague"]
    groups: dict[tuple[str | None, ...], list[Account]] = {}
    for account in sorted(counts, key=_by_size):
        key = (account.figure.measure, account.voice, account.population, account.figure.unit)
        groups.setdefault(key, []).append(account)
    found = [series for members in groups.values() for series in _series_in(members, topics)]
    for series in sorted(found, key=lambda series: _by_size(series[0])):
        rising = _in_time(series)
        if rising[-1].stated > rising[0].stated:
            yield rising


def _by_size(account: Account) -> tuple[float, bool, str, str, str]:
    return (account.stated, account.last is None, str(account.last), account.report.name, account.id)


def _series_in(accounts: Sequence[Account], topics: Topics) -> Iterator[list[Account]]:
    """The series among counts of one measure, voice, population and unit, which are sorted by size."""
    left = list(accounts)
    while left:
        series = [left[0]]
        for account in left[1:]:
            held = series[-NEIGHBOURS:]
            if not _within_double(held[-1], account):
                break  # what is larger still is too large for all
            if any(_continues(a, account, topics) for a in held) and not any(opens_apart(a, account) for a in held):
                series.append(account)
        taken = {account.id for account in series}
        left = [account for account in left if account.id not in taken]
        yield series


def _continues(first: Account, other: Account, topics: Topics) -> bool:
    """Whether a count is the same count as another, at another time."""
    return (
        _within_double(first, other)
        and first.report.name != other.report.name
        and (same_place(first, other) or first.opens is not None)
        and same_people(first, other)
        and (one_window(first, other) or _unsaid(first, other))
        and not (same_passage(first, other) and is_slip(first, other))
        and topics.related(first.report.name, other.report.name)
    )


def _unsaid(one: Account, other: Account) -> bool:
    """Whether one of two windows is not known, so that it may be the same."""
    return one.opens is None or other.opens is None


def _within_double(first: Account, other: Account) -> bool:
    """Whether a count may have grown from one number to the other, which is no smaller."""
    return first.stated > 0 and other.stated <= 2 * first.stated


def _in_time(series: Sequence[Account]) -> list[Account]:
    """The longest part of a series whose days rise with its numbers; those without a day stay in."""
    ends: list[date] = []
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number, account in enumerate(series):
        if account.last:
            at = bisect_right(ends, account.last)
            before[number] = tails[at - 1] if at else None
            ends[at : at + 1], tails[at : at + 1] = [account.last], [number]
    kept: set[str] = set()
    step = tails[-1] if tails else None
    while step is not None:
        kept.add(series[step].id)
        step = before[step]
    return [account for account in series if account.last is None or account.id in kept]
