"""Score a reader's claims against annotated ones.

A figure is *found* when its quote overlaps the annotated quote in the text and its low and high are the same;
*measured* when its measure is right as well; *full* when group and source are right too: the figure that a monitor
could log unread. Incidents and forecasts are found when the quotes overlap. Each annotated claim is matched once, the
best agreement first.

Lines are those of the claim format (docs/claim-format.md), as they stand in a JSON Lines file.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

FIELDS = ("measure", "group", "side", "qualifier", "unit", "by", "method", "source", "speaker", "hedge")
HEADS = ("weekday", "published", "agency")
_PARTIES = frozenset({"source", "side", "by", "agency"})
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00b4", "''\"\"--'")

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the claim format, and where its quote stands in the folded text (None: nowhere)."""

    values: Values
    span: tuple[int, int] | None

    def get(self, name: str) -> Any:
        """A field's value, None where the line has no such field."""
        return self.values.get(name)


Pair: TypeAlias = tuple[Line, Line]
Fits: TypeAlias = Callable[[Line, Line], bool]
Merit: TypeAlias = Callable[[Line, Line], float]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a reader made of one report.

    text: the text that quotes are sought in. kept: those parts of it that the reader took for the report's own.
    lines: the report line and its claims.
    """

    name: str
    text: str
    kept: str
    lines: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the annotated claims were hit by how many predicted ones."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def plus(self, hit: int, gold: int, predicted: int) -> Rate:
        """This rate with another report's counts."""
        return Rate(self.hit + hit, self.gold + gold, self.predicted + predicted)

    @property
    def precision(self) -> float:
        """The share of predictions that hit."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of annotated claims that were hit."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the cases asked were right; rate is None where nothing was asked."""

    right: int = 0
    asked: int = 0

    @property
    def rate(self) -> float | None:
        """The share that was right."""
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure that one side has and the other has not. kind: ``missed`` or ``spurious``."""

    report: str
    kind: str
    quote: str
    low: float | None
    high: float | None
    measure: str


@dataclass
class Scores:
    """The score card of a set: rates by row, shares by row, and the figures missed or spurious."""

    rates: dict[str, Rate] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, row: str, *, hit: int, gold: int, predicted: int) -> None:
        """Count a report's hits into a rate."""
        self.rates[row] = self.rates.get(row, Rate()).plus(hit, gold, predicted)

    def ask(self, row: str, *right: bool) -> None:
        """Count answers, right or wrong, into a share."""
        share = self.shares.get(row, Share())
        self.shares[row] = Share(share.right + sum(right), share.asked + len(right))

    def rows(self) -> Iterator[tuple[str, float]]:
        """Every row with one number: the F1 of a rate, the rate of a share (0 where nothing was asked)."""
        for name, rate in self.rates.items():
            yield name, round(rate.f1, 3)
        for name, share in self.shares.items():
            yield name, round(share.rate or 0.0, 3)


def read_lines(path: Path) -> tuple[Values, ...]:
    """The lines of a JSON Lines file."""
    return tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def score(gold: Path, reports: Iterable[ReadReport]) -> Scores:
    """Score what was read against the folder ``gold`` of <report>.jsonl files.

    A report that was not read at all counts with all of its claims missed; one without a gold file is left out.
    """
    by_name = {report.name: report for report in reports}
    scores = _empty()
    for path in sorted(gold.glob("*.jsonl")):
        _score_report(scores, read_lines(path), by_name.get(path.stem, ReadReport(path.stem, "", "", ())))
    return scores


def _empty() -> Scores:
    """A score card with every row in its place."""
    scores = Scores()
    for row in ("figures.found", "figures.measured", "figures.full", "incidents", "incidents.any", "forecasts"):
        scores.add(row, hit=0, gold=0, predicted=0)
    fields = [f"field.{name}" for name in (*FIELDS, "when")]
    for row in (*fields, *(f"reports.{name}" for name in (*HEADS, "not_report", "kept"))):
        scores.ask(row)
    return scores


def _score_report(scores: Scores, gold: Sequence[Values], report: ReadReport) -> None:
    text = fold(report.text)
    wanted, got = _locate(gold, text), _locate(report.lines, text)
    _score_figures(scores, report.name, _of("figure", wanted), _of("figure", got))
    _score_others(scores, wanted, got)
    _score_head(scores, _of("report", wanted), _of("report", got))
    _score_passages(scores, wanted, kept=fold(report.kept))


def _locate(lines: Iterable[Values], text: str) -> tuple[Line, ...]:
    return tuple(Line(values, _span(values.get("quote") or "", text)) for values in lines)


def _of(kind: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.get("kind") == kind)


# Figures


def _score_figures(scores: Scores, report: str, gold: Sequence[Line], predicted: Sequence[Line]) -> None:
    found = _match(gold, predicted, fits=_same_figure, merit=_likeness)
    measured = [pair for pair in found if agrees("measure", *pair)]
    full = [pair for pair in measured if agrees("group", *pair) and agrees("source", *pair)]
    for row, hits in (("found", found), ("measured", measured), ("full", full)):
        scores.add(f"figures.{row}", hit=len(hits), gold=len(gold), predicted=len(predicted))
    for name in FIELDS:
        scores.ask(f"field.{name}", *(agrees(name, *pair) for pair in found))
    scores.ask("field.when", *(_bounds(want) == _bounds(have) for want, have in found if any(_bounds(want))))
    scores.misses += _misses(report, "missed", gold, {id(want) for want, _ in found})
    scores.misses += _misses(report, "spurious", predicted, {id(have) for _, have in found})


def _same_figure(want: Line, have: Line) -> bool:
    return _touch(want, have) and all(_same(want.get(bound), have.get(bound)) for bound in ("low", "high"))


def _likeness(want: Line, have: Line) -> float:
    """Which of several figures of one number is meant: the one that agrees in most fields."""
    right = sum(agrees(name, want, have) for name in FIELDS) + 3 * agrees("measure", want, have)
    return right + _overlap(want, have) / 1e4 + _same(fold(want.get("who") or ""), fold(have.get("who") or ""))


def _bounds(line: Line) -> tuple[str | None, str | None]:
    when = line.get("when") or {}
    return when.get("start"), when.get("end")


def _misses(report: str, kind: str, lines: Sequence[Line], hit: set[int]) -> Iterator[Miss]:
    for line in lines:
        if id(line) not in hit:
            numbers = (line.get("low"), line.get("high"), line.get("measure") or "")
            yield Miss(report, kind, line.get("quote") or "", *numbers)


# Incidents, forecasts, the report itself


def _score_others(scores: Scores, wanted: Sequence[Line], got: Sequence[Line]) -> None:
    for kind, row, fits in (
        ("incident", "incidents.any", _touch),
        ("incident", "incidents", _same_event),
        ("forecast", "forecasts", _touch),
    ):
        gold, predicted = _of(kind, wanted), _of(kind, got)
        hits = _match(gold, predicted, fits=fits, merit=_overlap)
        scores.add(row, hit=len(hits), gold=len(gold), predicted=len(predicted))


def _same_event(want: Line, have: Line) -> bool:
    return _touch(want, have) and agrees("event", want, have)


def _score_head(scores: Scores, wanted: Sequence[Line], got: Sequence[Line]) -> None:
    nothing = Line({}, None)
    want, have = next(iter(wanted), nothing), next(iter(got), nothing)
    for name in HEADS:
        if want.get(name):
            scores.ask(f"reports.{name}", agrees(name, want, have))


def _score_passages(scores: Scores, wanted: Sequence[Line], *, kept: str) -> None:
    """Furniture is rightly left out when its words are not in what was kept, a claim rightly kept when they are."""
    for line in wanted:
        if line.get("kind") == "report":
            scores.ask("reports.not_report", *(fold(words) not in kept for words in line.get("not_report") or ()))
        else:
            scores.ask("reports.kept", fold(line.get("quote")) in kept)


# Agreement


def fold(text: str) -> str:
    """Text with white space collapsed and quote marks and dashes made plain, for finding quotes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())


def agrees(name: str, want: Line, have: Line) -> bool:
    """Whether two lines agree in one field."""
    a, b = want.get(name), have.get(name)
    if name == "speaker":
        return same_person(a, b)
    if name in _PARTIES:
        return same_party(a, b)
    return _same(a, b)


def same_party(a: str | None, b: str | None) -> bool:
    """Whether two names of a party or source count as one (names.csv); nobody agrees with nobody alone."""
    if not a or not b:
        return not a and not b
    return _one_name(a) == _one_name(b)


def same_person(a: str | None, b: str | None) -> bool:
    """Whether two names are the same, or one is the other's last part: "Bali" and "Mustefa Bali"."""
    if not a or not b:
        return not a and not b
    a, b = fold(a).casefold(), fold(b).casefold()
    return a == b or a.endswith(f" {b}") or b.endswith(f" {a}")


def _one_name(name: str) -> str:
    plain = _bare(name)
    return _names().get(plain, plain)


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", fold(name).casefold())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    path = Path(__file__).with_name("names.csv")
    with path.open(encoding="utf-8", newline="") as rows:
        return {_bare(row["form"]): _bare(row["name"]) for row in csv.DictReader(rows)}


def _same(a: object, b: object) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return fold(a).casefold() == fold(b).casefold()
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-6 * max(1.0, abs(a))
    return a == b


# Matching


def _span(quote: str, text: str) -> tuple[int, int] | None:
    quote = fold(quote)
    start = text.find(quote) if quote else -1
    return (start, start + len(quote)) if start >= 0 else None


def _overlap(a: Line, b: Line) -> int:
    if a.span is None or b.span is None:
        return 0
    return max(0, min(a.span[1], b.span[1]) - max(a.span[0], b.span[0]))


def _touch(a: Line, b: Line) -> bool:
    return _overlap(a, b) > 0


def _match(gold: Sequence[Line], predicted: Sequence[Line], *, fits: Fits, merit: Merit) -> list[Pair]:
    """Pair annotated with predicted lines that fit, each once, the best merit first."""
    every = [(i, j) for i, want in enumerate(gold) for j, have in enumerate(predicted) if fits(want, have)]
    every.sort(key=lambda pair: (-merit(gold[pair[0]], predicted[pair[1]]), pair))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs: list[Pair] = []
    for i, j in every:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs
