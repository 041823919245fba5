"""Slips in copying: one sentence in two reports, with a qualifier lost or digits changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from vigil.reckoning.accounts import Account, masked
from vigil.reckoning.findings import Finding
from vigil.reckoning.words import alike, say, say_number
from vigil.records import CopyError, SlipKind

LIKENESS = 0.6
"""The share of the shorter sentence's words that a copy keeps; edited copies keep more, retellings less."""
LEAST = 5
"""How many words of matter two sentences must share before they are one passage."""
SAME_TIME = timedelta(days=2)
"""Numbers of a running count may rise between copies further apart than this."""
GROWN = 1.15
"""How far a running count may rise within SAME_TIME: a bulletin of 121 after 112 is no slip, 4,300 after 3,400 is."""
CROWD = 60
"""A word that stands in more sentences than this finds no copies; sentences have others."""

_SLIPS: dict[SlipKind, str] = {
    "digits_exchanged": "its digits were exchanged", "digit_lost": "a digit was lost",
    "digit_added": "a digit was added", "digit_wrong": "a digit was changed", "number": "the number was changed",
}  # fmt: skip


def find_slips(accounts: Sequence[Account]) -> Iterator[Finding]:
    """Findings on figures of one passage in two reports that differ in a qualifier or by a slip of digits."""
    for one, other in _copied(accounts):
        if one.stated == other.stated:
            if _lost_qualifier(one, other):
                yield _qualifier(one, other)
        elif is_slip(one, other):
            yield _digits(one, other)


def from_lineage(errors: Iterable[CopyError], accounts: Sequence[Account]) -> Iterator[Finding]:
    """Findings on numbers that lineage saw change inside a copied passage, as far as figures were read there.

    A figure that stands alike on both sides has nothing to do with the change; nor is the next bulletin of a running
    count a copy of the one before, however alike its words.
    """
    known = {account.id: account for account in accounts}
    for error in errors:
        ones = [known[id_] for id_ in error.claims_one if id_ in known]
        others = [known[id_] for id_ in error.claims_other if id_ in known]
        before, after = _not_among(ones, others), _not_among(others, ones)
        changed = [*before, *after]
        counted_anew = error.kind != "qualifier" and any(_counted_anew(a, b) for a in before for b in after)
        if changed and not counted_anew:
            yield Finding("copy_error", tuple(changed), _told(error))


def _not_among(these: Sequence[Account], those: Sequence[Account]) -> list[Account]:
    alike_ = {(a.figure.measure, a.stated, a.figure.qualifier) for a in those}
    return [a for a in these if (a.figure.measure, a.stated, a.figure.qualifier) not in alike_]


def _told(error: CopyError) -> str:
    passage = f"One passage stands in {error.one} and, copied, in {error.other}"
    if error.kind == "qualifier":
        lost = bool(error.number_one)
        return f'{passage}: "{error.number_one or error.number_other}" was {"lost" if lost else "added"} in copying.'
    return f'{passage}, with "{error.number_one}" and "{error.number_other}": {_SLIPS[error.kind]} in copying.'


def same_passage(one: Account, other: Account) -> bool:
    """Whether the sentences of two figures are one passage, edited."""
    left, right = masked(one), masked(other)
    shared = len(left & right)
    return shared >= min(LEAST, len(left), len(right)) and shared >= 4 and alike(left, right) >= LIKENESS


def _copied(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs of figures of one measure, unit and population in one passage of two reports."""
    groups: dict[tuple[str, str, str, str], list[Account]] = {}
    for account in accounts:
        figure = account.figure
        for word in masked(account):
            groups.setdefault((word, figure.measure, figure.unit, account.population), []).append(account)
    seen: set[tuple[str, str]] = set()
    for members in groups.values():
        if len(members) > CROWD:
            continue
        for one, other in combinations(members, 2):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if one.report.name != other.report.name and pair not in seen:
                seen.add(pair)
                if _same_side(one, other) and same_passage(one, other):
                    yield one, other


def _same_side(one: Account, other: Account) -> bool:
    return len({one.figure.side, other.figure.side} - {None}) <= 1


def _lost_qualifier(one: Account, other: Account) -> bool:
    """Whether one number is bare and the other has a word before it; in numbers large enough to be somebody's tally."""
    kinds = {one.figure.qualifier, other.figure.qualifier}
    return len(kinds) == 2 and "exact" in kinds and "vague" not in kinds and one.stated > 1


def _qualifier(one: Account, other: Account) -> Finding:
    bare, worded = sorted((one, other), key=lambda a: a.figure.qualifier != "exact")
    why = (
        f'One passage stands in two reports, once with "{say_number(bare.figure)}" and once with '
        f'"{say_number(worded.figure)}": a word was lost or added in copying.'
    )
    return Finding("copy_error", (bare, worded), why, f"{one.figure.measure}{one.population}{one.stated}qualifier")


def is_slip(one: Account, other: Account) -> bool:
    """Whether one number has the other's digits, exchanged or with one lost, and no time or growth lies between."""
    if "vague" in (one.figure.qualifier, other.figure.qualifier) or not _at_one_time(one, other) or _grew(one, other):
        return False
    low, high = sorted((one.stated, other.stated))
    if low == high or low != int(low) or high != int(high) or high < 12:
        return False
    short, long = str(int(low)), str(int(high))
    exchanged = len(short) == len(long) and Counter(short) == Counter(long)
    lost = len(long) == len(short) + 1 and any(long[:k] + long[k + 1 :] == short for k in range(len(long)))
    return exchanged or lost


def _grew(one: Account, other: Account) -> bool:
    """Whether a running count may simply have risen: on a later day, by no more than GROWN."""
    if one.basis != "since" or other.basis != "since" or not one.last or not other.last:
        return False
    earlier, later = sorted((one, other), key=lambda account: account.last or date.min)
    return earlier.last != later.last and earlier.stated < later.stated <= GROWN * earlier.stated


def _counted_anew(one: Account, other: Account) -> bool:
    """Whether two figures are counts of one source on days of their own."""
    runs = one.basis == other.basis == "since" and one.voice == other.voice
    return runs and (_grew(one, other) or not _at_one_time(one, other))


def _at_one_time(one: Account, other: Account) -> bool:
    if not (one.last and other.last and one.first and other.first):
        return True
    return one.first - other.last <= SAME_TIME and other.first - one.last <= SAME_TIME


def _digits(one: Account, other: Account) -> Finding:
    first, second = sorted((one, other), key=lambda a: (a.last is None, a.last, a.report.name))
    why = (
        f"One passage stands in two reports, with {say(first.figure)} in one and {say_number(second.figure)} in the "
        f"other: digits were lost or exchanged in copying."
    )
    low, high = sorted((one.stated, other.stated))
    return Finding("copy_error", (first, second), why, f"{one.figure.measure}{one.population}{low}{high}digits")
