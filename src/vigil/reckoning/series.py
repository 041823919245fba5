"""A long series of one count, looked through: days without a figure, falls, numbers carried forward, sources at odds.

A daily bulletin that repeats yesterday's number because nobody counted is no new figure; a number that falls was
revised; two ministries that differ day after day count differently. The reckoning names each once, with its days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby, pairwise

from vigil.reckoning.accounts import Account
from vigil.reckoning.findings import make_id
from vigil.reckoning.intervals import agree
from vigil.reckoning.words import say_number
from vigil.records import Note, NoteKind, Quantity

GAP = 3
"""A gap is a silence of more than so many times the usual one between two figures."""
CARRIED = 3
"""A number that stands for so many figures running, while the series usually moves, was carried forward."""
SHARED = 3
"""Two series are at odds only where they have so many days in common; on fewer it is one discrepancy, told as such."""
LEAST = 8
"""In series shorter than this nothing is usual, so there are no gaps and nothing carried forward."""


@dataclass(frozen=True)
class _Step:
    """A source's figure of one day: the last of the day where there are several."""

    day: date
    account: Account

    @property
    def value(self) -> float:
        """The number that stands there."""
        return self.account.stated


def review_all(quantities: Iterable[Quantity], accounts: Iterable[Account]) -> tuple[Note, ...]:
    """What is odd about the series of each quantity, in the order of the quantities."""
    known = {account.id: account for account in accounts}
    return tuple(
        note.model_copy(update={"quantity": quantity.id})
        for quantity in quantities
        for note in review_series([known[id_] for id_ in quantity.figures if id_ in known])
    )


def review_series(accounts: Iterable[Account]) -> tuple[Note, ...]:
    """What is odd about the figures of one quantity, sorted by first day; the order of the figures makes no difference.

    Falls are of counts alone (since); gaps, carried days and disagreements of states as well. Figures without a day
    are left out; those of nobody named are one series.
    """
    by_source = {
        voice: _steps(list(group))
        for voice, group in groupby(sorted(accounts, key=_by_voice), key=lambda a: a.voice or "")
    }
    found: list[Note] = []
    for voice, steps in by_source.items():
        found += [*_gaps(voice, steps), *_falls(voice, steps), *_carried(voice, steps)]
    for one, other in combinations(sorted(by_source), 2):
        found += _disagreement(one, by_source[one], other, by_source[other])
    return tuple(sorted(found, key=lambda note: (note.first, note.kind, note.source, note.id)))


def _by_voice(account: Account) -> tuple[str, str, str, int, str]:
    return (account.voice or "", str(account.last), account.report.name, account.figure.start, account.id)


def _steps(accounts: Sequence[Account]) -> list[_Step]:
    """One figure a day, in order of days; only those of a certain day."""
    days = {a.last: _Step(a.last, a) for a in accounts if a.last and a.figure.qualifier != "vague"}
    return [days[day] for day in sorted(days)]


def _gaps(voice: str, steps: Sequence[_Step]) -> Iterator[Note]:
    if len(steps) < LEAST:
        return
    silences = [(later.day - earlier.day).days for earlier, later in pairwise(steps)]
    usual = Counter(silences).most_common(1)[0][0]
    for (earlier, later), days in zip(pairwise(steps), silences, strict=True):
        if days > GAP * usual:
            why = f"{_name(voice)} gives no figure for {days - usual} days, where one every {_days(usual)} is usual."
            first, last = earlier.day + timedelta(days=1), later.day - timedelta(days=1)
            yield _note("gap", (voice,), first, last, (earlier, later), why)


def _falls(voice: str, steps: Sequence[_Step]) -> Iterator[Note]:
    for earlier, later in pairwise(steps):
        counts = earlier.account.basis == "since" and later.account.basis == "since"
        if counts and later.value < earlier.value and not agree(later.account.allows, earlier.account.allows):
            numbers = f"{say_number(earlier.account.figure)} to {say_number(later.account.figure)}"
            why = f"{_name(voice)} lowers a count that cannot fall from {numbers}: a revision."
            yield _note("fall", (voice,), earlier.day, later.day, (earlier, later), why)


def _carried(voice: str, steps: Sequence[_Step]) -> Iterator[Note]:
    if len(steps) < LEAST or _still(steps) > len(steps) / 2:
        return
    for value, run in groupby(steps, key=lambda step: step.value):
        same = list(run)
        if len(same) >= CARRIED:
            why = f"{_name(voice)} repeats {value:,.0f} on {len(same)} days running: carried forward, not counted anew."
            yield _note("carried", (voice,), same[0].day, same[-1].day, same, why)


def _still(steps: Sequence[_Step]) -> int:
    """How many steps do not move."""
    return sum(earlier.value == later.value for earlier, later in pairwise(steps))


def _disagreement(one: str, left: Sequence[_Step], other: str, right: Sequence[_Step]) -> Iterator[Note]:
    """The days on which two sources' figures exclude each other, as one note."""
    theirs = {step.day: step for step in right}
    apart = [
        (step, theirs[step.day])
        for step in left
        if step.day in theirs and not agree(step.account.allows, theirs[step.day].account.allows)
    ]
    shared = sum(step.day in theirs for step in left)
    if apart and shared >= SHARED:
        widest = max(apart, key=lambda pair: (abs(pair[0].value - pair[1].value), pair[0].day))
        numbers = f"{say_number(widest[0].account.figure)} against {say_number(widest[1].account.figure)}"
        why = (
            f"{_name(one)} and {_name(other)} exclude each other on {len(apart)} of {shared} days, "
            f"most on {widest[0].day}: {numbers}."
        )
        steps = [step for pair in apart for step in pair]
        yield _note("disagreement", (one, other), apart[0][0].day, apart[-1][0].day, steps, why)


def _note(
    kind: NoteKind, source: tuple[str, ...], first: date, last: date, steps: Sequence[_Step], why: str
) -> Note:
    claims = tuple(step.account.id for step in steps)
    return Note(id=make_id(kind, claims), kind=kind, source=source, first=first, last=last, claims=claims, why=why)


def _name(voice: str) -> str:
    return voice or "The reports' own count"


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"
