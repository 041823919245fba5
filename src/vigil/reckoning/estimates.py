"""Low, best and high for a quantity, by a named counting rule; and a grade of confidence.

Each rule follows a codebook of the field, cited at its function. A rule is chosen per build and named wherever a number
is shown. The grade counts origins and named sources, never outlets: five papers that run one wire are one witness.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vigil.reckoning.accounts import Account
from vigil.reckoning.intervals import agree, hull_all, meet_all
from vigil.reckoning.words import say_number, vague_word, words
from vigil.records import Estimate, Grade, Quantity, Rule

FRESH = timedelta(days=2)
"""A state is estimated from the figures of its last days: older ones were true of another day. A pocket that is four
square kilometres on Tuesday is a few streets on Sunday."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a rule makes of figures."""

    low: float | None
    best: float | None
    high: float | None
    why: str


def estimate_all(
    quantities: Iterable[Quantity], accounts: Sequence[Account], *, rule: Rule
) -> tuple[Estimate, ...]:
    """The estimate of each quantity that has one, in the order of the quantities; parts of a whole speak for none."""
    known = {account.id: account for account in accounts if account.whole is None}
    found = []
    for quantity in quantities:
        made = estimate([known[id_] for id_ in quantity.figures if id_ in known], rule=rule)
        found += [made.model_copy(update={"quantity": quantity.id})] if made else []
    return tuple(found)


def estimate(accounts: Sequence[Account], *, rule: Rule) -> Estimate | None:
    """The estimate of the quantity that these figures measure; None where none of them asserts a number.

    Of a state or a cumulative count, each source's latest figure speaks; of one happening, all that are given, but for
    those that are of parts of it. Figures of one origin, source and number are one testimony. The order of the figures
    makes no difference.
    """
    speaking = _wholes(current(accounts))
    if not speaking:
        return None
    kept, copies = _without_copies(speaking)
    found = RULES[rule](kept)
    return Estimate(
        rule=rule,
        low=found.low,
        best=found.best,
        high=found.high,
        grade=grade(accounts),
        sources=len({a.voice for a in kept if a.voice}),
        origins=len({a.origin for a in kept}),
        claims=tuple(sorted(a.id for a in kept)),
        copies=tuple(sorted(a.id for a in copies)),
        why=found.why,
    )


def acled(accounts: Sequence[Account]) -> Range:
    """ACLED: the most conservative reported number, vague words at its values (dozens 12, hundreds 100).

    "If source reports differ or a vague estimate is provided, ACLED uses the most conservative estimate available"
    (ACLED FAQ "Fatalities", 7 May 2024). One number: low, best and high are the same.
    """
    number = min(_coded(account) for account in accounts)
    return Range(number, number, number, "ACLED: the most conservative of the reported numbers.")


def ucdp(accounts: Sequence[Account]) -> Range:
    """UCDP GED: best is the most reliable figure, low and high the lowest and highest reliable claims.

    (UCDP GED Codebook, "best, high, low".) Most reliable here: the number with most distinct origins, then most named
    sources, then the latest; of equals the lower. "More than 40" and "at least 40" give the point 40, and leave the
    high open where nobody names a higher one. A vague word claims no number: its lower bound is low and best only where
    no number is told, but where it lies above them all the high is open. "Up to 40" is a high alone.
    """
    stated = [account for account in accounts if account.figure.low is not None]
    floors = [account for account in stated if account.figure.qualifier != "vague"] or stated
    by_number: dict[float, list[Account]] = {}
    for account in floors:
        by_number.setdefault(_best_of(account), []).append(account)
    best = max(by_number, key=lambda number: (*_support(by_number[number]), -number), default=None)
    low = min((_low_of(account) for account in floors), default=None)
    told = _as_told(by_number[best]) if best is not None else ""
    why = f"UCDP: the best supported number, between lowest and highest claim{told}."
    return Range(low, best, _highest(accounts), why)


def _as_told(accounts: Sequence[Account]) -> str:
    """How a number is told where some do not give it as exact: "more than" must stay beside it."""
    inexact = sorted({say_number(account.figure) for account in accounts if account.figure.qualifier != "exact"})
    return f"; the best is told as {' and '.join(inexact)}" if inexact else ""


def airwars(accounts: Sequence[Account]) -> Range:
    """Airwars: the range of what is reported, lowest to highest, with no best; the grade speaks for its weight.

    (Airwars methodology: minimum and maximum of local sources, a belligerent's own figure beside it.) The figure of who
    did it is named beside the range and stands in it only where there is no other. An open end stays open.
    """
    own = [account for account in accounts if account.voice and account.voice == account.figure.by]
    public = [account for account in accounts if account not in own] or own
    low = min((_low_of(account) for account in public if account.figure.low is not None), default=None)
    beside = sorted({f"{account.voice}: {say_number(account.figure)}" for account in own}) if public is not own else []
    told = f"; who did it says otherwise or the same ({'; '.join(beside)})" if beside else ""
    return Range(low, None, _highest(public), f"Airwars: the range of the reported numbers{told}.")


def hull(accounts: Sequence[Account]) -> Range:
    """All that the figures allow: the least interval that holds every one; best only where one number satisfies all.

    Ours: nothing is left out, an open end stays open.
    """
    allowed = [account.allows for account in accounts]
    whole, common = hull_all(allowed), meet_all(allowed)
    low, high = whole.bounds if whole else (None, None)
    settled = common is not None and not math.isinf(common.high) and common.low == common.high
    best = common.low if common and settled else None
    told = "one number satisfies all" if common else "no one number satisfies all"
    return Range(low, best, high, f"Hull: all that the figures allow; {told}.")


RULES: dict[Rule, Callable[[Sequence[Account]], Range]] = {
    "acled": acled, "ucdp": ucdp, "airwars": airwars, "hull": hull,
}  # fmt: skip


def grade(accounts: Sequence[Account]) -> Grade:
    """How much weight the figures bear, in Airwars' words, from origins and named sources.

    confirmed: the party that did it says so. discounted: a voice denies it and nobody independent upholds it.
    contested: two sources' numbers, or two doers, exclude each other. fair: two sources of two origins. weak: the rest.
    """
    held = [a for a in accounts if a.figure.hedge != "denied"]
    denied = len(held) < len(accounts)
    doers = {a.figure.by for a in held if a.figure.by}
    if any(a.voice and a.voice == a.figure.by for a in held):
        return "confirmed"
    independent = _independent(held)
    if denied and independent < 2:
        return "discounted"
    if len(doers) > 1 or _disputed(current(held)):
        return "contested"
    return "fair" if independent >= 2 else "weak"


def current(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The figures that speak for the quantity as it now stands, sorted by id: no denials, nothing overtaken.

    Each source's latest figure of a count or state, whoever names no source being one of them; of a state, and of what
    counts in a way that is not known, none older than the last by more than FRESH.
    """
    held = sorted((a for a in accounts if a.figure.hedge not in ("denied", "possible")), key=lambda a: a.id)
    if all(a.basis == "event" for a in held):
        return tuple(held)
    latest: dict[str, list[Account]] = {}
    for account in held:
        latest.setdefault(account.voice or "", []).append(account)
    kept = [a for group in latest.values() for a in group if a.last == _last_day(group)]
    end = _last_day(kept)
    counts = any(a.basis == "since" for a in kept)
    stale = {a.id for a in kept if not counts and end and a.last and end - a.last > FRESH}
    return tuple(a for a in sorted(kept, key=lambda a: a.id) if a.id not in stale)


def _last_day(accounts: Iterable[Account]) -> date | None:
    return max((account.last for account in accounts if account.last), default=None)


def _wholes(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The figures without those that by their words or their neighbours are of parts.

    Of the numbers that one voice gives in one report, the largest stands, and the largest "up to"; of equals, all. And
    "five foreigners" are a part where more are counted without saying who they are.
    """
    most = max((a.stated for a in accounts if a.counts_anyone), default=0.0)
    whole = [a for a in accounts if a.counts_anyone or a.stated >= most or a.figure.unit != "person"]
    return _largest(whole)


def _largest(accounts: Iterable[Account]) -> tuple[Account, ...]:
    groups: dict[tuple[str, str | None, bool], list[Account]] = {}
    for account in accounts:
        groups.setdefault((account.report.name, account.voice, account.figure.low is None), []).append(account)
    tops = {key: max(account.stated for account in group) for key, group in groups.items()}
    return tuple(account for key, group in groups.items() for account in group if account.stated == tops[key])


def _without_copies(accounts: Sequence[Account]) -> tuple[list[Account], list[Account]]:
    """The testimonies, and the figures that repeat one: same origin, source and number."""
    first: dict[tuple[str, str | None, float, str], Account] = {}
    copies: list[Account] = []
    for account in sorted(accounts, key=lambda a: (a.report.day is None, str(a.report.day), a.report.name, a.id)):
        key = (account.origin, account.voice, account.stated, account.figure.qualifier)
        if key in first:
            copies.append(account)
        else:
            first[key] = account
    return list(first.values()), copies


def _support(accounts: Sequence[Account]) -> tuple[int, int, str]:
    """Distinct origins, distinct named sources, and the last day."""
    last = max((account.last.isoformat() for account in accounts if account.last), default="")
    return (len({a.origin for a in accounts}), len({a.voice for a in accounts if a.voice}), last)


def _independent(accounts: Sequence[Account]) -> int:
    """How many witnesses there are: named sources over distinct origins, the fewer of the two."""
    return min(len({a.voice for a in accounts if a.voice}), len({a.origin for a in accounts}))


def _disputed(accounts: Sequence[Account]) -> bool:
    """Whether two named sources' numbers exclude each other."""
    named = [a for a in accounts if a.voice]
    return any(
        one.voice != other.voice and not agree(one.allows, other.allows)
        for k, one in enumerate(named)
        for other in named[k + 1 :]
    )


def _low_of(account: Account) -> float:
    return account.figure.low if account.figure.low is not None else 0.0


def _highest(accounts: Iterable[Account]) -> float | None:
    """The highest end that is told; None, an open end, where somebody's open number or vague word reaches above it."""
    highs = [account.figure.high for account in accounts if account.figure.high is not None]
    top = max(highs, default=None)
    return top if top is not None and all(_low_of(account) <= top for account in accounts) else None


def _best_of(account: Account) -> float:
    """The number to stand for a figure: the middle of a range, rounded down if its ends are whole; else the stated."""
    low, high = account.figure.low, account.figure.high
    if low is None or high is None or low == high:
        return account.stated
    return float((low + high) // 2) if low.is_integer() and high.is_integer() else (low + high) / 2


def _coded(account: Account) -> float:
    """The number that ACLED would code for one figure: the lower end; a ceiling alone says nothing lower than it."""
    word = vague_word(account.figure)
    if word:
        return words().acled.get(word, account.stated)
    return account.stated
