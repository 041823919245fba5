"""Two sides' numbers exchanged: one account gives A 1,300 and B 650, another gives B the 1,300.

Neither account's numbers then fit the other's, though each is possible by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vigil.reckoning.accounts import Account, Topics
from vigil.reckoning.findings import Finding
from vigil.reckoning.words import say

DISTINCT = 100
"""Numbers below this are met by chance on both sides too often to tell an exchange."""
NEAR = 300
"""How far apart, in characters, two sides' numbers of one account may stand."""


@dataclass(frozen=True)
class Toll:
    """The numbers of two sides in one account: ``left`` of the side first in the alphabet."""

    left: Account
    right: Account

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """The two sides."""
        return (self.left.figure.side, self.right.figure.side)


def find_swaps(accounts: Sequence[Account], *, topics: Topics) -> Iterator[Finding]:
    """Findings where two reports give one number to one side and to its opponent."""
    sided = [a for a in accounts if a.figure.side and a.population == "fighters" and a.stated >= DISTINCT]
    by_number: dict[tuple[str, float], list[Account]] = {}
    for account in sided:
        by_number.setdefault((account.figure.measure, account.stated), []).append(account)
    for toll in _tolls(sided):
        crossed = list(_crossing(toll, by_number, topics))
        if crossed and not _stands(toll, crossed):
            yield _finding(toll, crossed)


def _tolls(accounts: Iterable[Account]) -> Iterator[Toll]:
    """The pairs of two sides' numbers that stand close together in one report."""
    groups: dict[tuple[str, str], list[Account]] = {}
    for account in accounts:
        groups.setdefault((account.report.name, account.figure.measure), []).append(account)
    for members in groups.values():
        for one, other in combinations(sorted(members, key=lambda a: (str(a.figure.side), a.figure.start, a.id)), 2):
            near = abs(one.figure.start - other.figure.start) <= NEAR and one.basis == other.basis
            if near and one.figure.side != other.figure.side and one.stated != other.stated:
                yield Toll(one, other)


def _crossing(
    toll: Toll, by_number: dict[tuple[str, float], list[Account]], topics: Topics
) -> Iterator[Account]:
    """Figures of other reports that give one of the two numbers to the other side."""
    for mine, opponent in ((toll.left, toll.right), (toll.right, toll.left)):
        for other in by_number.get((mine.figure.measure, mine.stated), []):
            apart = other.report.name != mine.report.name and other.figure.side == opponent.figure.side
            if apart and topics.related(mine.report.name, other.report.name):
                yield other


def _stands(toll: Toll, crossed: Sequence[Account]) -> bool:
    """Whether the two numbers are too close for an exchange to be told from chance."""
    low, high = sorted((toll.left.stated, toll.right.stated))
    return len({a.report.name for a in crossed}) == 1 and high < low * 1.1


def _finding(toll: Toll, crossed: Sequence[Account]) -> Finding:
    by_report: dict[str, set[float]] = {}
    for account in crossed:
        by_report.setdefault(account.report.name, set()).add(account.stated)
    both = any(len(numbers) > 1 for numbers in by_report.values())
    first = min(crossed, key=lambda a: (-a.stated, a.report.name, a.id))
    sure = "are most likely" if both else "may be"
    why = (
        f"One report has {say(toll.left.figure)} and {say(toll.right.figure)}, another {say(first.figure)}: "
        f"the two sides' numbers {sure} exchanged in one of them."
    )
    numbers = "/".join(str(n) for n in sorted((toll.left.stated, toll.right.stated)))
    subject = f"{toll.sides}{toll.left.figure.measure}{numbers}"
    return Finding("swap", (toll.left, toll.right, *crossed), why, subject)
