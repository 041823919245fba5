"""The gate: what the reader scores on each annotated set must not fall below the floors in floors.json.

    python -m tests.quality.gate                                  show scores beside floors; exit 1 below one
    python -m tests.quality.gate --pin                            raise the floors to the scores
    python -m tests.quality.gate --pin --allow-regression WHY     lower them too, and write down why
    python -m tests.quality.gate --misses                         list every figure missed or spurious as well
    python -m tests.quality.gate --folder FOLDER                  only show the scores of another set: its gold files,
                                                                  and its reports in FOLDER/reports

Floors are pinned together with the hash of the annotated set, so that nobody mends the score by mending the gold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tests.quality.scoring import ReadReport, Scores, score
from vigil.intake import take_in
from vigil.reader import read
from vigil.records import Problem, Report

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """An annotated set: its gold folder, its reports, and whether it comes with the project."""

    name: str
    gold: Path
    reports: Path
    bundled: bool = False

    @property
    def is_here(self) -> bool:
        """Whether the set is at hand."""
        return self.gold.is_dir() and self.reports.is_dir()


SETS = (
    GoldSet("baghouz", ROOT / "examples/baghouz/gold", ROOT / "examples/baghouz/reports", bundled=True),
    *(GoldSet(name, ROOT / f"../shared/gold/{name}", ROOT / f"../shared/gold/{name}/reports")
      for name in ("tuning", "seeds")),
)  # fmt: skip


class Pinned(BaseModel):
    """The floors of one set. gold: SHA-256 of the set that they were pinned on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gold: str
    floors: Mapping[str, float]


class Regression(BaseModel):
    """A floor that was lowered on purpose, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gold_set: str
    row: str
    before: float
    after: float
    reason: str


class Floors(BaseModel):
    """All that floors.json holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sets: Mapping[str, Pinned] = {}
    regressions: tuple[Regression, ...] = ()

    @classmethod
    def load(cls, path: Path = FLOORS) -> Floors:
        """The pinned floors."""
        return cls.model_validate_json(path.read_text(encoding="utf-8"))

    def save(self, path: Path = FLOORS) -> None:
        """Write the floors, sets and rows in order."""
        sets = {name: {"gold": pinned.gold, "floors": dict(sorted(pinned.floors.items()))}
                for name, pinned in sorted(self.sets.items())}  # fmt: skip
        whole = {"sets": sets, "regressions": [entry.model_dump() for entry in self.regressions]}
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Fall:
    """A row that scores below its floor."""

    gold_set: str
    row: str
    floor: float
    score: float

    def __str__(self) -> str:
        return f"{self.gold_set} {self.row}: {self.score:.3f}, below the floor of {self.floor:.3f}"


def measure(gold_set: GoldSet) -> Scores:
    """Take in, read and score one set."""
    return score(gold_set.gold, read_set(gold_set.reports))


def read_set(reports: Path) -> Iterator[ReadReport]:
    """Take in a folder of reports and read each. A manifest that stands beside the folder is laid into a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(reports, Path(folder) / "reports", copy_function=shutil.copyfile))
        manifest = reports.parent / "manifest.csv"
        if manifest.exists() and not (copy / "manifest.csv").exists():
            shutil.copyfile(manifest, copy / "manifest.csv")
        for taken in take_in([copy]):
            if not isinstance(taken, Problem):
                yield read_report(taken.report)


def read_report(report: Report) -> ReadReport:
    """One report as the scorer wants it: the text, what of it was kept, and the lines."""
    name = report.name
    lines = (report.to_line(), *({**claim.to_line(), "report": name} for claim in read(report).claims))
    kept = [report.words(passage) for passage in report.passages if passage.is_report]
    return ReadReport(name, report.text, "\n\n".join(kept), lines)


def fingerprint(gold_set: GoldSet) -> str:
    """SHA-256 over the set's gold files: their names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(gold_set.gold.glob("*.jsonl")):
        whole.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()


ONE_PARSE = 0.015
"""What another make of processor may cost: it rounds otherwise, and of 85 figures one clause is parsed otherwise."""


def falls(gold_set: GoldSet, scores: Scores, floors: Floors, *, slack: float = 0.0) -> list[Fall]:
    """The rows of a set that score below their floors by more than ``slack``. A floor without a row is a fall too."""
    pinned = floors.sets.get(gold_set.name)
    rows = dict(scores.rows())
    return [
        Fall(gold_set.name, row, floor, rows.get(row, 0.0))
        for row, floor in (pinned.floors if pinned else {}).items()
        if rows.get(row, 0.0) < floor - slack - 1e-9
    ]


def pin(measured: Mapping[GoldSet, Scores], floors: Floors, *, reason: str | None = None) -> Floors:
    """New floors: raised to the scores; lowered only where a reason is given, which is kept.

    Raises ValueError, naming the falls, where a score lies below its floor and no reason is given.
    """
    fallen = [fall for gold_set, scores in measured.items() for fall in falls(gold_set, scores, floors)]
    if fallen and not reason:
        raise ValueError("\n".join(map(str, fallen)))
    sets = dict(floors.sets)
    for gold_set, scores in measured.items():
        sets[gold_set.name] = Pinned(gold=fingerprint(gold_set), floors=dict(scores.rows()))
    lowered = tuple(
        Regression(gold_set=fall.gold_set, row=fall.row, before=fall.floor, after=fall.score, reason=reason or "")
        for fall in fallen
    )
    return Floors(sets=sets, regressions=(*floors.regressions, *lowered))


def main(arguments: list[str] | None = None) -> int:
    """Show, check or pin. Gives the exit status."""
    ask = argparse.ArgumentParser(description="Hold the reader's scores above their floors.")
    ask.add_argument("--pin", action="store_true", help="raise the floors to the scores")
    ask.add_argument("--allow-regression", metavar="WHY", help="with --pin: lower floors too, and write down why")
    ask.add_argument("--misses", action="store_true", help="list every figure missed or spurious")
    ask.add_argument("--folder", type=Path, help="only show the scores of another set")
    options = ask.parse_args(arguments)
    if options.folder:
        other = GoldSet(options.folder.name, options.folder, options.folder / "reports")
        show(other, measure(other), Floors(), misses=options.misses)
        return 0
    return check(Floors.load(), do_pin=options.pin, reason=options.allow_regression, misses=options.misses)


def check(floors: Floors, *, do_pin: bool, reason: str | None, misses: bool) -> int:
    """Score the sets at hand and show them; pin, or check against the floors. Gives the exit status."""
    measured = {gold_set: measure(gold_set) for gold_set in SETS if gold_set.is_here}
    for gold_set, scores in measured.items():
        show(gold_set, scores, floors, misses=misses)
    if not do_pin:
        return int(any(falls(gold_set, scores, floors) for gold_set, scores in measured.items()))
    try:
        pin(measured, floors, reason=reason).save()
    except ValueError as error:
        print(f"{error}\nNothing was pinned. Mend the reader, or say why: --allow-regression WHY", file=sys.stderr)
        return 1
    return 0


def show(gold_set: GoldSet, scores: Scores, floors: Floors, *, misses: bool = False) -> None:
    """Print a set's score card beside its floors."""
    pinned = floors.sets.get(gold_set.name)
    print(f"\n{gold_set.name}")
    for row, value in scores.rows():
        floor = (pinned.floors if pinned else {}).get(row, 0.0)
        print(f"  {row:20} {value:.3f}  floor {floor:.3f}{_detail(scores, row)}{'  FALL' if value < floor else ''}")
    for miss in scores.misses if misses else ():
        print(f"  {miss.kind:8} {miss.report}  {miss.measure} {miss.low} {miss.high}  {miss.quote}")


def _detail(scores: Scores, row: str) -> str:
    if row in scores.rates:
        rate = scores.rates[row]
        return f"  P {rate.precision:.3f}  R {rate.recall:.3f}  of {rate.gold}"
    return f"  {scores.shares[row].right} of {scores.shares[row].asked}"


if __name__ == "__main__":
    sys.exit(main())
