"""A figure as the reckoning sees it: what it allows, of whom, where, on which days, in which sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Literal, TypeAlias

from vigil.names.spelling import fold, skeleton, without_article
from vigil.reckoning.intervals import Interval, Point, of_figure
from vigil.reckoning.words import Sentence, has_any, matter, sentences, tokens, words
from vigil.records import REPORT_VOICE, AnyClaim, Basis, Figure, Incident, Report

Population: TypeAlias = Literal["civilians", "fighters", "people"]

STATES = frozenset({"present", "deployed", "area"})
"""Measures of a state at a day; all others are happenings that are counted."""

RECENT = timedelta(days=6)
"""How far before its report a happening without a day may lie: news tells of the last week."""


@dataclass(frozen=True)
class Account:
    """One figure of one report.

    first, last: the days between which it holds; None where not even the report has a day. opens: from which day a
    count runs. stated: the number as it stands. whole: the id of the figure that this one is a part of.
    """

    figure: Figure
    report: Report
    sentence: Sentence
    first: date | None
    last: date | None
    whole: str | None = None

    @cached_property
    def allows(self) -> Interval:
        """The numbers that it allows."""
        return of_figure(self.figure)

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.figure.id

    @cached_property
    def stated(self) -> float:
        """The number that stands in the text, whatever word stands before it."""
        return self.figure.low if self.figure.low is not None else self.figure.high or 0.0

    @cached_property
    def basis(self) -> Basis:
        """How it counts; states are states whatever the sentence's tense."""
        return "as_of" if self.figure.measure in STATES else self.figure.when.basis

    @cached_property
    def opens(self) -> date | None:
        """The day that a cumulative count runs from."""
        return self.figure.when.start if self.basis == "since" else None

    @property
    def voice(self) -> str | None:
        """Whose word it is; None where the report names nobody."""
        return None if self.figure.source == REPORT_VOICE else self.figure.source

    @property
    def origin(self) -> str:
        """Where the words first stood, as far as lineage tells; the report's own name otherwise."""
        return self.figure.origin or self.report.name

    @cached_property
    def population(self) -> Population:
        """Which of three populations is counted."""
        group = self.figure.group
        if group == "combatant":
            return "fighters"
        return "people" if group in ("unknown", "mixed", "detainee") else "civilians"

    @cached_property
    def place(self) -> frozenset[str]:
        """The words that name its place, without "village of" and the like; empty where none is told."""
        return place_key(self.figure.place)

    @cached_property
    def counts_anyone(self) -> bool:
        """Whether it counts people without saying more of them."""
        named = tokens(self.figure.who or "")
        return all(word in words().anyone for word in named)

    @cached_property
    def counted(self) -> str:
        """The head of the words for those counted: "fighters" of "SDF fighters accused of murder"."""
        head = " ".join(tokens(self.figure.who or ""))
        for link in (" of ", " who ", " that ", " in ", " from ", " accused ", " suspected "):
            head = head.split(link)[0]
        return head.split(" ")[-1]

    def point(self) -> Point | None:
        """The constraint that it is; None where its days are not known."""
        return Point(self.first, self.last, self.allows) if self.first and self.last else None


def place_key(place: str | None) -> frozenset[str]:
    """The words that name a place: "the Baghouz pocket" and "village of Baghouz" have one key."""
    named = fold(without_article(place or "")).split()
    return frozenset(skeleton(word) or word for word in named if word not in words().place_words)


def make_accounts(
    reports: Iterable[Report], claims: Iterable[AnyClaim], *, days: Iterable[tuple[str, date, date]] = ()
) -> tuple[Account, ...]:
    """The figures among the claims as accounts, sorted by report, offset and id.

    days: for undated reports, the first and last day that they may be of (see ``dating``), by name.
    Claims on reports that are not given are left out.
    """
    known = {report.name: report for report in reports}
    spans = {name: (first, last) for name, first, last in days}
    unique = {claim.id: claim for claim in claims if isinstance(claim, Figure) and claim.report in known}
    figures = sorted(unique.values(), key=lambda figure: (figure.report, figure.start, figure.id))
    found: list[Account] = []
    for name, group in groupby(figures, key=lambda figure: figure.report):
        report = known[name]
        span = (report.day, report.day) if report.day else spans.get(name, (None, None))
        found += _of_report(report, list(group), span)
    return tuple(found)


def _of_report(
    report: Report, figures: Sequence[Figure], span: tuple[date | None, date | None]
) -> list[Account]:
    text = sentences(report)
    starts = [sentence.start for sentence in text]
    found: list[Account] = []
    for figure in figures:
        at = _number_offset(figure)
        sentence = text[max(0, bisect_right(starts, at) - 1)]
        first, last = _days_of(figure, span)
        found.append(Account(figure, report, sentence, first, last, _whole_of(figure, sentence, found)))
    return found


def _number_offset(figure: Figure) -> int:
    """An offset inside the sentence that the quote ends in or fills: quotes may begin in the sentence before."""
    return figure.start if len(figure.quote) < 2 else (figure.start + figure.end) // 2


def _days_of(figure: Figure, span: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    """Between which days a figure holds."""
    when, (first, last) = figure.when, span
    if figure.measure in STATES or when.basis in ("since", "as_of"):
        end = when.end if when.end and when.basis != "event" else None
        return (end or first, end or last)
    if when.start or when.end:
        return (when.start or when.end, when.end or when.start)
    return (first - RECENT if first else None, last)


def _whole_of(figure: Figure, sentence: Sentence, before: Sequence[Account]) -> str | None:
    """The figure that this one is a part of: as the reader says, or as the sentence opens or links them."""
    if not before:
        return None
    if figure.part_of:
        held = [a for a in before if figure.part_of in a.figure.quote or a.figure.quote in figure.part_of]
        bigger = [a for a in held if a.stated >= (figure.low or figure.high or 0) and a.figure.unit == figure.unit]
        if bigger:
            return max(bigger, key=lambda a: (a.stated, a.id)).id
    return _linked_whole(figure, sentence, before[-1])


def _linked_whole(figure: Figure, sentence: Sentence, last: Account) -> str | None:
    number = figure.low if figure.low is not None else figure.high or 0.0
    if last.stated <= number or last.figure.unit != figure.unit or figure.unit != "person":
        return None
    follows = last.sentence.end < sentence.start and sentence.start - last.sentence.end <= 4
    plain = sentence.plain
    opens = any(plain.startswith(opening) for opening in words().part_openings)
    if follows and (opens or has_any(plain[:60], ("of them", "of these", "of those"))):
        return last.id
    between = " ".join(last.report.text[last.figure.start : figure.end].lower().split())
    same = last.sentence == sentence
    return last.id if same and has_any(between, words().part_links) and last.figure.measure == figure.measure else None


def same_people(one: Account, other: Account) -> bool:
    """Whether both count the same people or things, as far as their words tell."""
    if one.population != other.population or one.figure.unit != other.figure.unit:
        return False
    sides = {one.figure.side, other.figure.side} - {None}
    if len(sides) > 1:
        return False
    anyone = one.counts_anyone and other.counts_anyone
    one_party = one.population == "fighters" and one.figure.side is not None and one.figure.side == other.figure.side
    return one.figure.unit == "km2" or anyone or one.counted == other.counted or one_party


def same_place(one: Account, other: Account) -> bool:
    """Whether both may be of one place: the same, one within the words of the other, or one not told."""
    if one.figure.place_id and one.figure.place_id == other.figure.place_id:
        return True
    if not one.place or not other.place:
        return True
    return one.place <= other.place or other.place <= one.place


def same_doing(one: Account, other: Account) -> bool:
    """Whether nobody and no weapon is named by one and gainsaid by the other."""
    by = {one.figure.by, other.figure.by} - {None}
    method = {one.figure.method, other.figure.method} - {None, "other", "ground_attack"}
    return len(by) <= 1 and len(method) <= 1


class Topics:
    """Which reports are of one conflict: those that share at least two names of parties, sources or places."""

    def __init__(self, claims: Iterable[AnyClaim]) -> None:
        self._names: dict[str, set[str]] = {}
        for claim in claims:
            names = self._names.setdefault(claim.report, set())
            where = " ".join(sorted(place_key(claim.place)))
            names |= {name for name in (*_parties(claim), where) if name}

    def related(self, one: str, other: str, *, shared: int = 2) -> bool:
        """Whether two reports, by name, are of one conflict. shared: how many names they must have in common."""
        return one == other or len(self._names.get(one, set()) & self._names.get(other, set())) >= shared


def _parties(claim: AnyClaim) -> tuple[str | None, ...]:
    source = None if claim.source == REPORT_VOICE else claim.source
    if isinstance(claim, Figure):
        return (claim.side, claim.by, source)
    return (claim.actor, source) if isinstance(claim, Incident) else (source,)


def masked(account: Account) -> frozenset[str]:
    """The matter of an account's sentence, to find copies by."""
    return account.sentence.matter or matter(account.figure.quote)
