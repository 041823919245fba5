"""Where each claim first came from: an agency, an outlet's own reporting, a report, or somebody's statement.

Outlet, agency, source and origin stay four things: the outlet printed it, the agency wrote it, the source said it, and
the origin is the first hand that it came from, which all copies have in common.

What settles a claim, first rule first:
1. its source is an agency or an outlet that others report from ("..., Reuters reported"): that one (``sourced``);
2. its sentence is copied, and among those who hold it somebody credits an agency: that agency (``credited`` where the
   claim's own report does, ``reused`` where another does);
3. its sentence is quoted speech that reports of different origins share, and nothing more: the source's statement
   (``quoted``);
4. its report names neither outlet nor agency, and words of one agency are scattered over it: that agency
   (``scattered``);
5. reports of different hands hold it, and their days do not tell which had it first: the one that ``precedence`` puts
   first, as a report and not as an outlet, since more is not known (``tied``);
6. the outlet of the earliest report that holds the sentence, or that report where it names no outlet (``own`` where it
   is the claim's, ``earliest`` where it is another).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import BaseModel, SkipValidation

from vigil import lexicon
from vigil.lineage.reuse import precedence
from vigil.lineage.shared import Reuse
from vigil.lineage.stretches import Stretch, Tellings
from vigil.records import (
    REPORT_VOICE,
    AnyClaim,
    Origin,
    OriginEvidence,
    OriginKind,
    Record,
    Report,
    Settled,
)

LEAST_SCATTERED = 3
"""Passages that a report without outlet and agency must share with one agency's reports to be taken for its text."""
LEAST_SPREAD = 1 / 3
"""Share of the report, from its beginning or end, that must lie between the first and the last of them: an agency's
story carries the agency's background all over, a story of one's own with a paragraph of wire does not."""


class Origins(Record):
    """The origins of claims: ``origins`` sorted by kind and name, ``claims`` in the order of their ids."""

    origins: tuple[Origin, ...] = ()
    claims: tuple[SkipValidation[Settled], ...] = ()

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {origin.id: origin for origin in self.origins}

    @cached_property
    def _claims(self) -> dict[str, Settled]:
        return {settled.claim: settled for settled in self.claims}

    def of(self, claim: str) -> Origin:
        """The origin of the claim with this id. Raises KeyError where the claim was not among those settled."""
        return self._origins[self._claims[claim].origin]

    def settled(self, claim: str) -> Settled:
        """How the claim with this id was settled. Raises KeyError where it was not among those settled."""
        return self._claims[claim]


@dataclass(frozen=True, slots=True, order=True)
class _Hand:
    """An origin before it is known which report was first."""

    kind: OriginKind
    name: str

    @property
    def id(self) -> str:
        """The same on every run and every machine."""
        return hashlib.sha256(f"{self.kind}\x1f{self.name}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class _Holders:
    """The reports that hold one sentence, the earliest first, and what they tell of its origin; told once for all."""

    reports: tuple[Report, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(report.name for report in self.reports)

    @cached_property
    def agency(self) -> str | None:
        """The agency that the earliest credits of those that credit one."""
        return next((agency for report in self.reports if (agency := agency_of(report))), None)

    @cached_property
    def hand(self) -> _Hand:
        """The earliest one's own."""
        return own_hand(self.reports[0])

    @cached_property
    def is_tied(self) -> bool:
        """Whether the first of these may not be the earliest: it, or one of another hand, has no day or the same."""
        first, *rest = self.reports
        others = (report for report in rest if own_hand(report) != self.hand)
        return any(report.day is None or first.day is None or report.day == first.day for report in others)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What was found about one claim."""

    claim: AnyClaim
    hand: _Hand
    evidence: OriginEvidence
    holders: _Holders


def settle_origins(reports: Sequence[Report], reuse: Sequence[Reuse], claims: Sequence[AnyClaim]) -> Origins:
    """The origin of every claim whose report is among ``reports``. reuse: as find_reuse gives it for them.

    The order of reports, reuse and claims makes no difference. Raises nothing.
    """
    judge = _Judge(reports, reuse)
    distinct = {claim.id: claim for claim in sorted(claims, key=_place)}
    verdicts = [judge.settle(claim) for claim in distinct.values() if judge.knows(claim)]
    return Origins(
        origins=tuple(_origins(verdicts)),
        claims=tuple(sorted((_as_settled(verdict) for verdict in verdicts), key=lambda s: s.claim)),
    )


def _place(claim: AnyClaim) -> tuple[str, int, int, str]:
    return claim.report, claim.start, claim.end, claim.id


class _Judge:
    """What is known of the reports, for settling one claim after another."""

    def __init__(self, reports: Sequence[Report], reuse: Sequence[Reuse]) -> None:
        self._reports = {report.name: report for report in reports}
        self._rank = {report.name: k for k, report in enumerate(sorted(reports, key=precedence))}
        self._tellings = Tellings(reports, reuse)
        self._scattered = _find_scattered(self._reports, reuse)
        self._held: dict[Stretch, _Holders] = {}
        self._outlets = {outlet.casefold(): outlet for report in reports if (outlet := outlet_of(report))}

    def knows(self, claim: AnyClaim) -> bool:
        """Whether the claim's report is among those given."""
        return claim.report in self._reports

    def settle(self, claim: AnyClaim) -> _Verdict:
        """Go through the rules, in their order."""
        sentence = self._tellings.sentence(claim.report, claim.start, claim.end)
        holders = self._holders(sentence)
        evidence: OriginEvidence
        if hand := self._named(claim.source):
            return _Verdict(claim, hand, "sourced", holders)
        if agency := holders.agency:
            evidence = "credited" if agency == agency_of(self._reports[claim.report]) else "reused"
            return _Verdict(claim, _Hand("agency", agency), evidence, holders)
        if len(holders.reports) == 1 and claim.source != REPORT_VOICE and (heard := self._hearers(sentence)):
            return _Verdict(claim, _Hand("statement", claim.source), "quoted", heard)
        if agency := next((self._scattered[name] for name in holders.names if name in self._scattered), None):
            return _Verdict(claim, _Hand("agency", agency), "scattered", holders)
        if holders.is_tied:
            return _Verdict(claim, _Hand("report", holders.names[0]), "tied", holders)
        evidence = "own" if holders.names[0] == claim.report else "earliest"
        return _Verdict(claim, holders.hand, evidence, holders)

    def _holders(self, sentence: Stretch) -> _Holders:
        """The reports that tell this sentence; the same for all of its copies, which are many where a wire is."""
        copies = self._tellings.told(sentence)
        if copies[0] not in self._held:
            self._held[copies[0]] = self._of(copies)
        return self._held[copies[0]]

    def _hearers(self, sentence: Stretch) -> _Holders | None:
        """The reports that quote the same words, where they are of more than one hand; else none."""
        holders = self._of(self._tellings.quoted(sentence))
        return holders if len({own_hand(report) for report in holders.reports}) > 1 else None

    def _of(self, stretches: Iterable[Stretch]) -> _Holders:
        names = sorted({stretch.report for stretch in stretches}, key=self._rank.__getitem__)
        return _Holders(tuple(self._reports[name] for name in names))

    def _named(self, source: str) -> _Hand | None:
        """The agency or outlet that a source is, if it is one."""
        if agency := _agencies().get(source):
            return _Hand("agency", agency)
        outlet = self._outlets.get(source.casefold())
        return _Hand("outlet", outlet) if outlet else None


def outlet_of(report: Report) -> str | None:
    """Who published a report: as given, else as its text shows."""
    return report.given.outlet or report.outlet


def agency_of(report: Report) -> str | None:
    """The agency whose text a report is: the one it credits, or its publisher where that is an agency."""
    return report.agency or _agencies().get(outlet_of(report) or "")


def own_hand(report: Report) -> _Hand:
    """Whose a report is by itself, copies left aside."""
    if agency := agency_of(report):
        return _Hand("agency", agency)
    outlet = outlet_of(report)
    return _Hand("outlet", outlet) if outlet else _Hand("report", report.name)


def _find_scattered(reports: Mapping[str, Report], reuse: Iterable[Reuse]) -> dict[str, str]:
    """The reports without outlet and agency that are one agency's text by the look of it, with the agency."""
    places: dict[str, dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    for name, agency, start, end in _wire_passages(reports, reuse):
        places[name][agency].add((start, end))
    found: dict[str, str] = {}
    for name, agencies in places.items():
        ranked = sorted(agencies, key=lambda agency: (-len(_apart(agencies[agency])), agency))
        apart = _apart(agencies[ranked[0]])
        spread = (apart[-1][1] - apart[0][0]) / len(reports[name].text)
        if len(apart) >= LEAST_SCATTERED and spread >= LEAST_SPREAD:
            found[name] = ranked[0]
    return found


def _wire_passages(reports: Mapping[str, Report], reuse: Iterable[Reuse]) -> Iterator[tuple[str, str, int, int]]:
    """The passages that a report of nobody shares with one of an agency: the report, the agency, and the offsets."""
    for pair in reuse:
        one, other = reports[pair.one], reports[pair.other]
        for passage in pair.passages:
            if not passage.quoted and own_hand(one).kind == "report" and (agency := agency_of(other)):
                yield one.name, agency, passage.start_one, passage.end_one
            if not passage.quoted and own_hand(other).kind == "report" and (agency := agency_of(one)):
                yield other.name, agency, passage.start_other, passage.end_other


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places, those that overlap made one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _origins(verdicts: Iterable[_Verdict]) -> Iterator[Origin]:
    first: dict[_Hand, Report] = {}
    for verdict in verdicts:
        earliest = verdict.holders.reports[0]
        if verdict.hand not in first or precedence(earliest) < precedence(first[verdict.hand]):
            first[verdict.hand] = earliest
    for hand in sorted(first):
        yield Origin(id=hand.id, kind=hand.kind, name=hand.name, first_report=first[hand].name)


def _as_settled(verdict: _Verdict) -> Settled:
    return Settled(
        claim=verdict.claim.id,
        origin=verdict.hand.id,
        evidence=verdict.evidence,
        holders=verdict.holders.names,
    )


class _Agency(BaseModel):
    """What is needed here of an entry of lexicon/agencies.yaml."""

    name: str
    forms: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    """The name that Vigil keeps for an agency, by every form of it."""
    found: tuple[_Agency, ...] = lexicon.load("agencies", tuple[_Agency, ...])
    return {form: agency.name for agency in found for form in (agency.name, *agency.forms)}
