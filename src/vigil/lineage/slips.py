"""Copy errors: a number that changed, or lost its "more than", inside a passage that was otherwise copied.

Numbers also change because the world does. A toll that an agency brings up to date is no copy error, so a change counts
only where the sentence around it is the same, and either the whole report is a copy or the digits look mistyped; never
where a count that can grow stands in reports of different or unknown days that share only a part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vigil.lineage.shared import Change, Reuse, Shared
from vigil.lineage.stretches import Tellings, covered
from vigil.records import AnyClaim, CopyError, Figure, Report, SlipKind

LEAST_SAME = 0.8
"""Share of the sentence that must be the same: below, it was written anew, and so was its number."""
WHOLE_COPY = 0.5
"""Share of the shorter report from which the other is a copy of it, and not a story of its own with a passage in it."""
MOST_CHANGED = 3
"""Numbers that differ in two reports; where more do, one of them was brought up to date."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A change, with the pair and the passage that it stands in."""

    pair: Reuse
    passage: Shared
    change: Change


def find_copy_errors(
    reports: Sequence[Report], reuse: Sequence[Reuse], claims: Sequence[AnyClaim]
) -> tuple[CopyError, ...]:
    """The copy errors in these reports, sorted by reports and place. reuse: as find_reuse gives it for them.

    The order of reports, reuse and claims makes no difference. Raises nothing.
    """
    search = _Search(reports, reuse, claims)
    ordered = sorted(reuse, key=lambda pair: (pair.one, pair.other))
    return tuple(error for pair in ordered for error in search.errors(pair))


class _Search:
    """What is known of the reports and claims, for looking at one pair after another."""

    def __init__(self, reports: Sequence[Report], reuse: Sequence[Reuse], claims: Iterable[AnyClaim]) -> None:
        self._reports = {report.name: report for report in reports}
        self._tellings = Tellings(reports, ())
        self._figures = _by_report(claims, {name for pair in reuse for name in (pair.one, pair.other)})

    def errors(self, pair: Reuse) -> Iterator[CopyError]:
        """The copy errors between two reports, in the order of the first."""
        places = [_Place(pair, passage, change) for passage in pair.passages for change in passage.changed]
        numbers = Counter(place.change.kind for place in places)["number"]
        for place in places:
            kind = classify(place.change)
            if kind and numbers <= MOST_CHANGED and self._is_copied(place) and self._is_slip(place, kind):
                yield self._as_error(place, kind)

    def _is_copied(self, place: _Place) -> bool:
        """Whether the sentence around the change is the same but for it."""
        change, passage = place.change, place.passage
        sentence = self._tellings.sentence(place.pair.one, change.start_one, change.end_one)
        return covered(passage, sentence.start, sentence.end) >= LEAST_SAME

    def _is_slip(self, place: _Place, kind: SlipKind) -> bool:
        """Whether the number changed by mistake, and not because the world did."""
        if place.pair.share >= WHOLE_COPY:
            return True
        one, other = self._reports[place.pair.one], self._reports[place.pair.other]
        on_one_day = one.day is not None and one.day == other.day
        return on_one_day and kind not in ("number", "qualifier")

    def _as_error(self, place: _Place, kind: SlipKind) -> CopyError:
        pair, change = place.pair, place.change
        at_one, at_other = (change.start_one, change.end_one), (change.start_other, change.end_other)
        return CopyError(
            kind=kind,
            one=pair.one,
            other=pair.other,
            number_one=change.one,
            number_other=change.other,
            quote_one=self._quote(pair.one, *at_one),
            quote_other=self._quote(pair.other, *at_other),
            claims_one=self._claims(pair.one, *at_one),
            claims_other=self._claims(pair.other, *at_other),
        )

    def _quote(self, report: str, start: int, end: int) -> str:
        sentence = self._tellings.sentence(report, start, max(end, start + 1))
        return self._reports[report].text[sentence.start : sentence.end].strip()

    def _claims(self, report: str, start: int, end: int) -> tuple[str, ...]:
        """The figures whose quote holds these offsets; of several, those whose number is the one that stands there."""
        holding = [figure for figure in self._figures.get(report, ()) if figure.start <= start and end <= figure.end]
        number = _plain_number(self._reports[report].text[start:end])
        exact = [figure for figure in holding if number is not None and number in (figure.low, figure.high)]
        return tuple(figure.id for figure in exact or holding)


def classify(change: Change) -> SlipKind | None:
    """How a number came to be another, by its digits; None where the change is of other words."""
    if change.kind != "number":
        return "qualifier" if change.kind == "qualifier" and not (change.one and change.other) else None
    one, other = (re.sub(r"\D", "", written) for written in (change.one, change.other))
    if not one or not other:
        return "number"
    if len(one) == len(other):
        wrong = sum(a != b for a, b in zip(one, other, strict=True))
        exchanged = sorted(one) == sorted(other)
        return "digits_exchanged" if exchanged else "digit_wrong" if wrong == 1 and len(one) > 1 else "number"
    if abs(len(one) - len(other)) == 1:
        longer, shorter = max(one, other, key=len), min(one, other, key=len)
        if any(longer[:k] + longer[k + 1 :] == shorter for k in range(len(longer))):
            return "digit_lost" if longer == one else "digit_added"
    return "number"


def _plain_number(written: str) -> float | None:
    plain = written.replace(",", "").replace(" ", "")
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _by_report(claims: Iterable[AnyClaim], wanted: set[str]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, Figure) and claim.report in wanted:
            found[claim.report].append(claim)
    return {report: sorted(figures, key=lambda f: (f.start, f.end, f.id)) for report, figures in found.items()}
