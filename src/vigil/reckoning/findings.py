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


def conclude(
    findings: Sequence[Finding], *, quantities: Iterable[tuple[str, frozenset[str]]] = ()
) -> tuple[Discrepancy, ...]:
    """Findings as discrepancies: those of one subject merged, those explained by a stronger kind left out.

    quantities: id and figures of each. Sorted by kind, then id; the order of findings makes no difference.
    """
    held = list(quantities)
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
    groups: list[tuple[set[str], list[Finding]]] = []
    for finding in findings:
        keys = {account.id for account in finding.accounts} if len(finding.accounts) > 1 else set()
        keys |= {f"\x1f{finding.subject}"} if finding.subject else set()
        joined = [group for group in groups if group[0] & keys]
        apart = [group for group in groups if not group[0] & keys]
        members = [member for _, held in joined for member in held]
        groups = [*apart, (keys.union(*(held for held, _ in joined)), [*members, finding])]
    return [sorted(members, key=_order) for _, members in groups]


def _discrepancy(
    kind: DiscrepancyKind, findings: Sequence[Finding], quantities: Sequence[tuple[str, frozenset[str]]]
) -> Discrepancy:
    ids = tuple(sorted({account.id for finding in findings for account in finding.accounts}))
    holds = next((id_ for id_, figures in quantities if figures.issuperset(ids)), None)
    return Discrepancy(id=make_id(kind, ids), kind=kind, claims=ids, why=findings[0].why, quantity=holds)
