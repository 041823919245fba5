"""Discrepancies: figures of one thing that no single truth satisfies, each with its kind and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from vigil.reckoning.accounts import Account, Topics, make_accounts
from vigil.reckoning.clashes import find_clashes
from vigil.reckoning.copies import find_slips, from_lineage
from vigil.reckoning.findings import Finding, Relation, conclude
from vigil.reckoning.glosses import check_glosses
from vigil.reckoning.growth import find_growth, find_parts, find_raised
from vigil.reckoning.swaps import find_swaps
from vigil.records import AnyClaim, CopyError, Discrepancy, Quantity, Report


def find_discrepancies(
    reports: Sequence[Report],
    claims: Sequence[AnyClaim],
    *,
    quantities: Iterable[Quantity] = (),
    days: Iterable[tuple[str, date, date]] = (),
    errors: Iterable[CopyError] = (),
) -> tuple[Discrepancy, ...]:
    """All discrepancies between the figures among these claims, sorted by kind and id.

    quantities: named in a discrepancy whose figures all lie in one. days: of undated reports, see ``dating.days_of``.
    errors: numbers that changed in copying, as lineage found them; those of no figure among the claims are left out.
    The order of reports and claims makes no difference. Raises LexiconError where the word list is damaged.
    """
    accounts = make_accounts(reports, claims, days=days)
    held = [(quantity.id, frozenset(quantity.figures)) for quantity in quantities]
    findings = [*_findings(accounts, Topics(claims)), *from_lineage(errors, accounts)]
    return conclude(findings, quantities=sorted(held, key=lambda item: item[0]))


def find_relations(
    reports: Sequence[Report], claims: Sequence[AnyClaim], *, days: Iterable[tuple[str, date, date]] = ()
) -> tuple[Relation, ...]:
    """What differs without a dispute: counts that grew, and parts of wholes; sorted by kind and id."""
    accounts = make_accounts(reports, claims, days=days)
    found = [*find_growth(accounts, topics=Topics(claims)), *find_parts(accounts)]
    return tuple(sorted({r.id: r for r in found}.values(), key=lambda r: (r.kind, r.id)))


def _findings(accounts: Sequence[Account], topics: Topics) -> list[Finding]:
    return [
        *check_glosses(accounts),
        *find_swaps(accounts, topics=topics),
        *find_slips(accounts),
        *find_clashes(accounts, topics=topics),
        *find_raised(accounts, topics=topics),
    ]
