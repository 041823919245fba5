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
    left = sorted(counts, key=lambda a: (a.stated, a.last is None, str(a.last), a.report.name, a.id))
    while left:
        series = [left[0]]
        for account in left[1:]:
            held = series[-NEIGHBOURS:]
            if any(_continues(a, account, topics) for a in held) and not any(opens_apart(a, account) for a in held):
                series.append(account)
        taken = {account.id for account in series}
        left = [account for account in left if account.id not in taken]
        rising = _in_time(series)
        if rising[-1].stated > rising[0].stated:
            yield rising


def _continues(first: Account, other: Account, topics: Topics) -> bool:
    """Whether a count is the same count as another, at another time."""
    return (
        first.figure.measure == other.figure.measure
        and first.voice == other.voice
        and first.report.name != other.report.name
        and same_people(first, other)
        and _same_size(first, other)
        and (same_place(first, other) or first.opens is not None)
        and (one_window(first, other) or _unsaid(first, other))
        and topics.related(first.report.name, other.report.name)
    )


def _unsaid(one: Account, other: Account) -> bool:
    """Whether one of two windows is not known, so that it may be the same."""
    return one.opens is None or other.opens is None


def _same_size(one: Account, other: Account) -> bool:
    """Whether a count may have grown from one number to the other: not beyond its double, and by no slip of digits."""
    low, high = sorted((one.stated, other.stated))
    return low > 0 and high <= 2 * low and not (same_passage(one, other) and is_slip(one, other))


def _in_time(series: Sequence[Account]) -> list[Account]:
    """The longest part of a series whose days rise with its numbers; those without a day stay in."""
    ends: list[date] = []
    tails: list[tuple[Account, ...]] = []
    for account in series:
        if account.last:
            at = bisect_right(ends, account.last)
            tail = (*(tails[at - 1] if at else ()), account)
            ends[at : at + 1], tails[at : at + 1] = [account.last], [tail]
    kept = {account.id for account in (tails[-1] if tails else ())}
    return [account for account in series if account.last is None or account.id in kept]
