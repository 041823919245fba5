"""What the reckoning concludes about figures that do not say the same, and how findings become discrepancies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from vigil.reckoning.accounts import Account
from vigil.records import Discrepancy, DiscrepancyKind, Record

RelationKind: TypeAlias = Literal["growth", "part"]

STRONGEST: tuple[DiscrepancyKind, ...] = (
    "unit", "swap", "copy_error", "window", "scope", "definition", "revision", "contradiction",
)  # fmt: skip
"""Which kind explains a pair of figures where several could: what names a cause goes before what only states a fact."""


class Relation(Record):
    """How figures that differ go together without a dispute: one grew into the other, or is a part of it.

    claims: growth: the figures, oldest first; part: the part, then the whole.
    """

    id: str
    kind: RelationKind
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Finding:
    """One rule's finding before it is merged with others: its kind, the figures, why, and what it is about.

    subject: findings of one kind on one subject are one discrepancy.
    """

    kind: DiscrepancyKind
    accounts: tuple[Account, ...]
    why: str
    subject: str = ""


@dataclass(frozen=True)
class _Group:
    """Findings that are one discrepancy, and all that they can be joined by."""

    keys: set[str]
    findings: list[Finding]


class _Held:
    """Which quantities hold which figures."""

    def __init__(self, quantities: Iterable[tuple[str, frozenset[str]]]) -> None:
        self._ids: list[str] = []
        self._holding: dict[str, set[int]] = {}
        for number, (id_, figures) in enumerate(quantities):
            self._ids.append(id_)
            for figure in figures:
                self._holding.setdefault(figure, set()).add(number)

    def by(self, figures: Sequence[str]) -> str | None:
        """The id of the first quantity that holds all of these figures; None where none does."""
        common = set.intersection(*(self._holding.get(figure, set()) for figure in figures))
        return self._ids[min(common)] if common else None


def conclude(
    findings: Sequence[Finding], *, quantities: Iterable[tuple[str, frozenset[str]]] = ()
) -> tuple[Discrepancy, ...]:
    """Findings as discrepancies: those of one subject merged, those explained by a stronger kind left out.

    quantities: id and figures of each. Sorted by kind, then id; the order of findings makes no difference.
    """
    held = _Held(quantities)
    explained: set[tuple[str, str]] = set()
    found: list[Discrepancy] = []
    for kind in STRONGEST:
        mine = sorted((f for f in findings_of(findings, kind)), key=_order)
        left = [f for f in mine if not _pairs(f) or _pairs(f) - explained]
        explained |= {pair for finding in left for pair in _pairs(finding)}
        found += [_discrepancy(kind, group, held) for group in _merged(left)]
    return tuple(sorted(found, key=lambda d: (d.kind, d.id)))


def findings_of(findings: Iterable[Finding], kind: DiscrepancyKind) -> list[Finding]:
    """Those of one kind."""
    return [finding for finding in findings if finding.kind == kind]


def relation(kind: RelationKind, accounts: Sequence[Account], why: str) -> Relation:
    """A relation of these figures, in this order."""
    ids = tuple(account.id for account in accounts)
    return Relation(id=make_id(kind, ids), kind=kind, claims=ids, why=why)


def make_id(kind: str, claims: Iterable[str]) -> str:
    """The same on every run: from the kind and the claims alone."""
    return hashlib.sha256("\x1f".join([kind, *claims]).encode()).hexdigest()[:16]


def _order(finding: Finding) -> tuple[str, int, int, tuple[str, ...], str]:
    """First the finding on fewest vague words and most figures: its sentence stands for the merged ones."""
    vague = sum(account.figure.qualifier == "vague" for account in finding.accounts)
    return (finding.subject, vague, -len(finding.accounts), tuple(a.id for a in finding.accounts), finding.why)


def _pairs(finding: Finding) -> set[tuple[str, str]]:
    ids = sorted({account.id for account in finding.accounts})
    return set(combinations(ids, 2))


def _merged(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one subject, and those that share a figure, in groups; a finding on one figure stands alone."""
    groups: dict[int, _Group] = {}
    holding: dict[str, int] = {}
    for number, finding in enumerate(findings):
        keys = {account.id for account in finding.accounts} if len(finding.accounts) > 1 else set()
        keys |= {f"\x1f{finding.subject}"} if finding.subject else set()
        groups[number] = _Group(keys, [finding])
        joined = {number, *(holding[key] for key in keys if key in holding)}
        largest = max(joined, key=lambda each: (len(groups[each].keys), each))
        for other in joined - {largest}:
            group = groups.pop(other)
            groups[largest].keys.update(group.keys)
            groups[largest].findings.extend(group.findings)
            holding.update(dict.fromkeys(group.keys, largest))
        holding.update(dict.fromkeys(keys, largest))
    return [sorted(group.findings, key=_order) for group in groups.values()]


def _discrepancy(kind: DiscrepancyKind, findings: Sequence[Finding], held: _Held) -> Discrepancy:
    ids = tuple(sorted({account.id for finding in findings for account in finding.accounts}))
    return Discrepancy(id=make_id(kind, ids), kind=kind, claims=ids, why=findings[0].why, quantity=held.by(ids))
