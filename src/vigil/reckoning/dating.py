"""The days that an undated report may be of, tightened jointly over all reports.

Each report has a set of possible days: its own day where it has one, else all days within a year of the reports that
have one. Clues are added strongest first, and each narrows the sets until nothing moves. A clue that would leave some
report no day is set aside and reported: it contradicts stronger ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from vigil.reckoning.accounts import Topics, make_accounts
from vigil.reckoning.clues import Tie, find_ties
from vigil.reckoning.words import tokens, words
from vigil.records import AnyClaim, Clue, Dating, Period, Report, Timing

HORIZON = 400
"""How many days before the first and after the last dated report an undated one is looked for."""
EDGE = 100
"""An end this near the horizon is held up by nothing but the horizon, perhaps through other undated reports: open."""

Days = frozenset[int]


def date_reports(reports: Sequence[Report], claims: Sequence[AnyClaim]) -> tuple[Dating, ...]:
    """A dating for every report without a day, sorted by name; the order of what is given makes no difference.

    Where no report has a day there is nothing to hold on to: all ends stay open.
    """
    ordered = sorted(reports, key=lambda report: report.name)
    ties = find_ties(ordered, make_accounts(ordered, claims), topics=Topics(claims))
    if not any(report.day for report in ordered):
        return tuple(_open_dating(report, ties) for report in ordered)
    domains = _Domains(ordered)
    kept: list[Tie] = []
    left_out: list[Tie] = []
    for tie in ties:
        (kept if domains.add(tie) else left_out).append(tie)
    undated = [report for report in ordered if report.day is None]
    return tuple(_dating(report, domains, kept=kept, left_out=left_out) for report in undated)


def days_of(datings: Iterable[Dating]) -> tuple[tuple[str, date, date], ...]:
    """Name, first and last day of the datings that have both ends, as the other parts of the reckoning take them."""
    return tuple((d.report, d.first, d.last) for d in datings if d.first and d.last)


def period_of(claim: AnyClaim, dating: Dating) -> Period | None:
    """The time of a claim of an undated report, once the report is dated; None for a forecast.

    A state is of the report's day; a count ends there; a happening is of the weekday that its quote names, the last
    before the report. Ends stay open where the report's days do; a time that the claim already has is kept.
    """
    when = getattr(claim, "when", None)
    if not isinstance(when, Period) or not (dating.first and dating.last):
        return when if isinstance(when, Period) else None
    if when.basis == "as_of" and not when.end:
        return Period(start=dating.first, end=dating.last, basis="as_of")
    if when.basis == "since" and not when.end:
        start = when.start if when.start and when.start <= dating.last else None
        return Period(start=start, end=dating.last, basis="since")
    if when.basis == "event" and not when.start and not when.end:
        return _happening(claim.quote, dating.first, dating.last)
    return when


def time_claims(claims: Iterable[AnyClaim], datings: Iterable[Dating]) -> tuple[Timing, ...]:
    """When the claims of undated reports hold that state no time of their own, sorted by claim; see ``period_of``."""
    dated = {dating.report: dating for dating in datings}
    found: dict[str, Timing] = {}
    for claim in claims:
        dating = dated.get(claim.report)
        when = period_of(claim, dating) if dating else None
        if when is not None and when != getattr(claim, "when", None):
            found[claim.id] = Timing(claim=claim.id, when=when)
    return tuple(found[id_] for id_ in sorted(found))


def _happening(quote: str, first: date, last: date) -> Period:
    named = {words().weekdays[word] for word in tokens(quote) if word in words().weekdays}
    if len(named) != 1:
        return Period(basis="event")
    (weekday,) = named
    start = first - timedelta(days=(first.weekday() - weekday) % 7)
    end = last - timedelta(days=(last.weekday() - weekday) % 7)
    return Period(start=start, end=max(start, end), basis="event")


class _Domains:
    """The days that each report may be of, as ordinals, narrowed by ties."""

    def __init__(self, reports: Sequence[Report]) -> None:
        known = [report.day for report in reports if report.day]
        self.first = min(known).toordinal() - HORIZON
        self.last = max(known).toordinal() + HORIZON
        anything = frozenset(range(self.first, self.last + 1))
        self.days: dict[str, Days] = {
            report.name: frozenset({report.day.toordinal()}) if report.day else anything for report in reports
        }
        self.ties: dict[str, list[Tie]] = {report.name: [] for report in reports}
        self.apart: dict[str, dict[str, int]] = {report.name: {} for report in reports if report.day is None}

    def add(self, tie: Tie) -> bool:
        """Narrow by one more tie; leave all as it was, and say so, where some report would keep no day."""
        if any(self._contradicts(*bound) for bound in _bounds(tie)):
            return False
        changed: dict[str, Days] = {}
        todo = [tie]
        while todo:
            for name, days in self._narrowed(todo.pop(), changed):
                if not days:
                    return False
                changed[name] = days
                todo += [*self.ties[name], tie] if name in (tie.one, tie.other) else self.ties[name]
        self.days.update(changed)
        for end in (tie.one, tie.other):
            if end is not None:
                self.ties[end].append(tie)
        for earlier, later, least in _bounds(tie):
            if earlier in self.apart and later in self.apart:
                self.apart[earlier][later] = max(least, self.apart[earlier].get(later, least))
        return True

    def _contradicts(self, earlier: str, later: str, days: int) -> bool:
        """Whether undated reports would have to lie after themselves: found here at once, and day by day otherwise."""
        if earlier not in self.apart or later not in self.apart:
            return False
        most = {later: 0}
        todo = deque([later])
        while todo:
            name = todo.popleft()
            for other, least in self.apart[name].items():
                if most[name] + least > most.get(other, -HORIZON * 3):
                    most[other] = most[name] + least
                    if other == earlier and most[other] + days > 0:
                        return True
                    todo.append(other)
        return False

    def _narrowed(self, tie: Tie, changed: dict[str, Days]) -> list[tuple[str, Days]]:
        """The reports of a tie whose days become fewer, with those that are left."""
        one = changed.get(tie.one, self.days[tie.one])
        if tie.other is None:
            left = frozenset(day for day in one if date.fromordinal(day).weekday() == tie.weekday)
            return [(tie.one, left)] if left != one else []
        other = changed.get(tie.other, self.days[tie.other])
        least, most = tie.least, tie.most
        new_one = _fitting(one, other, least, most, apart=tie.apart)
        new_other = _fitting(other, new_one, _minus(most), _minus(least), apart=tie.apart)
        found = [(tie.one, new_one)] if new_one != one else []
        return found + ([(tie.other, new_other)] if new_other != other else [])


def _bounds(tie: Tie) -> list[tuple[str, str, int]]:
    """What a tie of two reports says as "the second lies at least so many days after the first"."""
    if tie.other is None:
        return []
    found = [(tie.other, tie.one, tie.least)] if tie.least is not None else []
    return found + ([(tie.one, tie.other, -tie.most)] if tie.most is not None else [])


def _fitting(days: Days, others: Days, least: int | None, most: int | None, *, apart: bool) -> Days:
    """The days for which another lies so far away: least <= day - other <= most."""
    held = sorted(others)
    return frozenset(day for day in days if held and _has_partner(day, held, least, most, apart=apart))


def _has_partner(day: int, held: Sequence[int], least: int | None, most: int | None, *, apart: bool) -> bool:
    at = 0 if most is None else bisect_left(held, day - most)
    if apart:
        return len(held) > 1 or held[0] != day
    return at < len(held) and (least is None or held[at] <= day - least)


def _minus(value: int | None) -> int | None:
    return None if value is None else -value


def _dating(report: Report, domains: _Domains, *, kept: Sequence[Tie], left_out: Sequence[Tie]) -> Dating:
    days = domains.days[report.name]
    first, last = min(days), max(days)
    bound_below, bound_above = first - domains.first > EDGE, domains.last - last > EDGE
    both = bound_below and bound_above
    return Dating(
        report=report.name,
        first=date.fromordinal(first) if bound_below else None,
        last=date.fromordinal(last) if bound_above else None,
        days=tuple(date.fromordinal(day) for day in sorted(days)) if both else (),
        clues=_clues(report.name, kept),
        set_aside=_clues(report.name, left_out),
    )


def _open_dating(report: Report, ties: Sequence[Tie]) -> Dating:
    return Dating(report=report.name, clues=_clues(report.name, ties))


def _clues(name: str, ties: Sequence[Tie]) -> tuple[Clue, ...]:
    return tuple(tie.clue for tie in ties if name in (tie.one, tie.other))
