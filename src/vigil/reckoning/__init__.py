"""Reckoning: what follows from all claims together. Pure functions on records; the order of input makes no difference.

1. ``date_reports``: the days that undated reports may be of.
2. ``find_discrepancies``: figures of one thing that cannot all be true, each with its kind and why;
   ``find_relations``: figures that differ without a dispute.
3. ``estimate_all``: low, best and high of each quantity by a named rule, with a grade.
4. ``settle_forecasts``: which forecasts were met, missed, or are open.
5. ``review_all``: gaps, falls, carried numbers and disagreement in a long count.
"""

from vigil.reckoning.accounts import Account, make_accounts
from vigil.reckoning.dating import date_reports, days_of, period_of, time_claims
from vigil.reckoning.discrepancies import find_discrepancies, find_relations
from vigil.reckoning.estimates import estimate, estimate_all
from vigil.reckoning.findings import Relation
from vigil.reckoning.outcomes import settle_forecasts
from vigil.reckoning.series import review_all, review_series

__all__ = [
    "date_reports", "days_of", "period_of", "time_claims",
    "find_discrepancies", "find_relations", "Relation",
    "make_accounts", "Account", "estimate", "estimate_all",
    "settle_forecasts",
    "review_all", "review_series",
]  # fmt: skip
