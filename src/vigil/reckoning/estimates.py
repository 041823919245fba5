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
from vigil.reckoning.words import vague_word, words
from vigil.records import Estimate, Grade, Quantity, Rule

FRESH = timedelta(days=7)
"""A state is estimated from the figures of its last week: older ones were true of another day."""


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

    Of a state or a cumulative count, each source's latest figure speaks; of one happening, all that are given.
    Figures of one origin, source and number are one testimony. The order of the figures makes no difference.
    """
    speaking = current(accounts)
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
    sources, then the latest; of equals the lower. A vague word counts at its lower bound.
    """
    numbers = [_best_of(account) for account in accounts]
    by_number: dict[float, list[Account]] = {}
    for account, number in zip(accounts, numbers, strict=True):
        by_number.setdefault(number, []).append(account)
    best = max(by_number, key=lambda number: (*_support(by_number[number]), -number))
    return Range(min(numbers), best, max(numbers), "UCDP: the best supported number, between lowest and highest claim.")


def airwars(accounts: Sequence[Account]) -> Range:
    """Airwars: the range of what is reported, lowest to highest, with no best; the grade speaks for its weight.

    (Airwars methodology: minimum and maximum of local sources, a belligerent's own figure beside it.)
    """
    lows = [_low_of(account) for account in accounts]
    highs = [account.figure.high if account.figure.high is not None else _low_of(account) for account in accounts]
    return Range(min(lows), None, max([*lows, *highs]), "Airwars: the range of the reported numbers.")


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

    Each source's latest figure of a count or state, whoever names no source being one of them; of a state none older
    than the last by more than FRESH.
    """
    held = sorted((a for a in accounts if a.figure.hedge not in ("denied", "possible")), key=lambda a: a.id)
    if not held or not any(a.basis in ("since", "as_of") for a in held):
        return tuple(held)
    latest: dict[str, list[Account]] = {}
    for account in held:
        latest.setdefault(account.voice or "", []).append(account)
    kept = [a for group in latest.values() for a in group if a.last == _last_day(group)]
    end = _last_day(kept)
    states = all(a.basis == "as_of" for a in kept)
    stale = {a.id for a in kept if states and end and a.last and end - a.last > FRESH}
    return tuple(a for a in sorted(kept, key=lambda a: a.id) if a.id not in stale)


def _last_day(accounts: Iterable[Account]) -> date | None:
    return max((account.last for account in accounts if account.last), default=None)


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


def _best_of(account: Account) -> float:
    """The number to stand for a figure: the middle of a range, else the number that is stated."""
    low, high = account.figure.low, account.figure.high
    return (low + high) / 2 if low is not None and high is not None else account.stated


def _coded(account: Account) -> float:
    """The number that ACLED would code for one figure: the lower end; a ceiling alone says nothing lower than it."""
    word = vague_word(account.figure)
    if word:
        return words().acled.get(word, account.stated)
    return account.stated
