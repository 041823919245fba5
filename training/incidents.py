"""``python -m training.incidents DIR ...``: weigh what makes an incident, from annotated reports.

Each DIR holds annotations (``*.jsonl``, or ``gold/*.jsonl``) and their texts (``reports/``) with a ``manifest.csv``;
``DIR:1,2`` takes only those batches of the manifest. Which of a report's candidates are incidents is learnt by logistic
regression with a ridge penalty, each candidate as it stands when its turn comes: with its traits, its kind, the words
that tell it, and what it repeats of those taken before. As the order hangs on the weights, they are fitted a few times
over. What is printed is cross-validated by report; ``--write`` puts the weights that all reports give into
lexicon/incidents.yaml, so the next fit is held towards them: begin from the weights that were set by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vigil.intake import take_in
from vigil.reader.candidates import Candidate, choose, find_candidates, in_order, repeats
from vigil.reader.text import parse_one
from vigil.reader.triggers import Scale, words
from vigil.reader.when import Clock
from vigil.records import EventKind, Problem

LEXICON = Path(__file__).resolve().parent.parent / "src" / "vigil" / "lexicon" / "incidents.yaml"
RIDGE = 5.0
"""How strongly traits and kinds are held towards what was thought of them before."""
RIDGE_OF_FORMS = 6.0
"""The same for single words, of which each is seen rarely."""
RULED = frozenset({"sum", "toll", "reduced", "content", "vessel", "background", "repeated_then", "same_family_then"})
"""Traits that the claim format rules on (sums, tolls and what others speak of are no incidents): hardly learnt."""
RIDGE_OF_RULED = 60.0
RARE = 5
"""Words seen less often get no weight of their own."""
ROUNDS = 4
HALF = 0.6
"""What a candidate counts that tells an annotated incident under another kind."""
FOLDS = 8


@dataclass(frozen=True)
class Gold:
    """An annotated incident: its kind, and where its quote stands, as half-open offsets in the report."""

    kind: EventKind
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    """A report: its candidates and its annotated incidents."""

    candidates: tuple[Candidate, ...]
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Turn:
    """A candidate when its turn comes: the names of all that holds of it, and how right it is to take it (0 to 1)."""

    names: tuple[str, ...]
    right: float


def main(given: Sequence[str] | None = None) -> None:
    """Read, cross-validate, fit to all, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m training.incidents", description=__doc__)
    parser.add_argument("folders", nargs="+", help="folders of annotated reports, DIR or DIR:BATCH,BATCH")
    parser.add_argument("--write", action="store_true", help="put the weights into the lexicon")
    arguments = parser.parse_args(given)
    examples = [example for folder in arguments.folders for example in read_examples(folder)]
    print(f"{len(examples)} reports, {sum(len(e.gold) for e in examples)} incidents")
    print("as it is:        " + told(score(examples, words().scale)))
    print("cross-validated: " + told(cross_validate(examples)))
    scale = fit(examples, words().scale)
    print("fitted to all:   " + told(score(examples, scale)))
    if arguments.write:
        write(scale)


def read_examples(folder: str) -> Iterator[Example]:
    """The annotated reports of one folder."""
    name, _, batches = folder.partition(":")
    root = Path(name)
    gold = root / "gold" if (root / "gold").is_dir() else root
    manifests = (root / "manifest.csv", root / "reports" / "manifest.csv")
    manifest = next((path for path in manifests if path.exists()), None)
    wanted = {path.stem for path in gold.glob("*.jsonl")}
    if batches and manifest:
        with manifest.open(encoding="utf-8", newline="") as rows:
            wanted &= {Path(row["file"]).stem for row in csv.DictReader(rows) if row["batch"] in batches.split(",")}
    for taken in take_in([root / "reports"], manifest=manifest):
        if isinstance(taken, Problem):
            raise SystemExit(f"{taken.source}: {taken.message}")
        report = taken.report
        if report.name not in wanted:
            continue
        text = parse_one(report)
        lines = (gold / f"{report.name}.jsonl").read_text(encoding="utf-8").splitlines()
        found = (_located(json.loads(line), report.text) for line in lines if line.strip())
        yield Example(
            tuple(find_candidates(text, Clock.of(text, day=report.day))), tuple(gold for gold in found if gold)
        )


def _located(line: dict[str, str], text: str) -> Gold | None:
    """An annotated incident at its place; None for other lines, and for quotes that the cleaned text lacks."""
    if line["kind"] != "incident":
        return None
    quote = r"\s+".join(re.escape(word) for word in line["quote"].split())
    found = re.search(re.sub(r"['\u2018\u2019]", "['\u2018\u2019]", quote), text)
    return Gold(line["event"], found.start(), found.end()) if found else None  # type: ignore[arg-type]


def cross_validate(examples: Sequence[Example]) -> tuple[float, float]:
    """F1 with and without the kind, each report weighed by what the others taught."""
    order = np.random.RandomState(0).permutation(len(examples))
    totals = np.zeros(4)
    for fold in np.array_split(order, FOLDS):
        held = set(fold.tolist())
        scale = fit([e for k, e in enumerate(examples) if k not in held], words().scale)
        totals += _counts([examples[k] for k in sorted(held)], scale)
    return _f1(totals)


def fit(examples: Sequence[Example], start: Scale) -> Scale:
    """The weights that these reports teach. start: weights to begin from, which give the first order."""
    scale = start
    for _ in range(ROUNDS):
        turns = [turn for example in examples for turn in _turns(example, scale)]
        scale = _with_threshold(examples, _regress(turns, start))
    return scale


def _turns(example: Example, scale: Scale) -> Iterator[Turn]:
    """Every candidate of a report when its turn comes; those of a clause already taken have none."""
    chosen: list[Candidate] = []
    covered: set[int] = set()
    taken = {id(one) for one in choose(example.candidates, scale)}
    for one in in_order(example.candidates, scale):
        likeness = repeats(one, chosen, scale)
        if likeness is None:
            continue
        told_here = [k for k, gold in enumerate(example.gold) if gold.start <= one.trigger.start < gold.end]
        new = [k for k in told_here if k not in covered]
        yield Turn((*_static(one), *likeness), _rightness(one, [example.gold[k] for k in new], example))
        if id(one) in taken:
            chosen.append(one)
            covered |= set(told_here)


def _static(one: Candidate) -> tuple[str, ...]:
    return (*one.traits, f"kind:{one.kind}", f"form:{one.trigger.form}")


def _rightness(one: Candidate, told_here: Sequence[Gold], example: Example) -> float:
    """1 for the right kind, HALF where no candidate of that incident has the right kind, else 0."""
    if any(gold.kind == one.kind for gold in told_here):
        return 1.0
    for gold in told_here:
        inside = [c for c in example.candidates if gold.start <= c.trigger.start < gold.end]
        if not any(c.kind == gold.kind for c in inside):
            return HALF
    return 0.0


def _regress(turns: Sequence[Turn], start: Scale) -> Scale:
    """Ridge logistic regression by Newton's method (Hastie, Tibshirani, Friedman 2009, section 4.4.1).

    start: what the weights are held towards: what is seen rarely keeps what was thought of it.
    """
    seen = Counter(name for turn in turns for name in turn.names)
    names = sorted(name for name, often in seen.items() if not name.startswith("form:") or often >= RARE)
    column = {name: k for k, name in enumerate(names)}
    table = np.zeros((len(turns), len(names) + 1))
    table[:, -1] = 1
    for row, turn in enumerate(turns):
        table[row, [column[name] for name in turn.names if name in column]] = 1
    right = np.array([turn.right for turn in turns])
    ridge = np.array([_ridge(name) for name in names] + [0.01])
    thought = np.array([_thought(name, start) for name in names] + [-start.threshold])
    weights = thought.copy()
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - right) + ridge * (weights - thought)
        step = np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    value = {name: round(float(weights[k]), 2) for name, k in column.items()}
    kinds = {name.removeprefix("kind:"): v for name, v in value.items() if name.startswith("kind:")}
    forms = {name.removeprefix("form:"): v for name, v in value.items() if name.startswith("form:") and abs(v) >= 0.1}
    traits = {name: v for name, v in value.items() if ":" not in name}
    return Scale.model_validate(
        {"traits": traits, "kinds": kinds, "forms": forms, "threshold": round(float(-weights[-1]), 2)}
    )


def _ridge(name: str) -> float:
    if name in RULED:
        return RIDGE_OF_RULED
    return RIDGE_OF_FORMS if name.startswith("form:") else RIDGE


def _thought(name: str, start: Scale) -> float:
    sort, _, word = name.partition(":")
    if sort == "kind":
        return {str(kind): value for kind, value in start.kinds.items()}.get(word, 0.0)
    return start.forms.get(word, 0.0) if sort == "form" else start.traits.get(name, 0.0)


def _with_threshold(examples: Sequence[Example], scale: Scale) -> Scale:
    """The same weights with the threshold that serves both F1 best."""
    tried = [scale.model_copy(update={"threshold": round(scale.threshold + k / 10, 2)}) for k in range(-12, 11)]
    return max(tried, key=lambda one: sum(score(examples, one)))


def score(examples: Sequence[Example], scale: Scale) -> tuple[float, float]:
    """F1 with and without the kind: how many annotated incidents a chosen trigger lies in, each once."""
    return _f1(_counts(examples, scale))


def _counts(examples: Sequence[Example], scale: Scale) -> np.ndarray:
    """Annotated, chosen, found with their kind, found."""
    totals = np.zeros(4)
    for example in examples:
        chosen = choose(example.candidates, scale)
        pairs = [
            (one.kind == gold.kind, k, j)
            for k, gold in enumerate(example.gold)
            for j, one in enumerate(chosen)
            if gold.start <= one.trigger.start < gold.end
        ]
        totals += [len(example.gold), len(chosen), _matched([p for p in pairs if p[0]]), _matched(pairs)]
    return totals


def _matched(pairs: Sequence[tuple[bool, int, int]]) -> int:
    """How many pairs can be made, those of one kind first, nobody in two."""
    gold: set[int] = set()
    chosen: set[int] = set()
    for _, k, j in sorted(pairs, key=lambda pair: (not pair[0], pair[1], pair[2])):
        if k not in gold and j not in chosen:
            gold.add(k)
            chosen.add(j)
    return len(gold)


def _f1(totals: np.ndarray) -> tuple[float, float]:
    annotated, chosen, kind, found = totals
    return float(2 * kind / (annotated + chosen)), float(2 * found / (annotated + chosen))


def told(scores: tuple[float, float]) -> str:
    """Two scores in words."""
    return f"F1 {scores[0]:.3f} with the kind, {scores[1]:.3f} without"


def write(scale: Scale, *, path: Path = LEXICON) -> None:
    """Put the weights into the lexicon, in place of those that stand there."""
    text = path.read_text(encoding="utf-8")
    block = "scale:\n" + f"  threshold: {scale.threshold}\n" + "".join(
        _wrapped(name, values)
        for name, values in (("traits", scale.traits), ("kinds", scale.kinds), ("forms", scale.forms))
    )
    path.write_text(re.sub(r"^scale:\n(?:  .*\n)+", lambda _: block, text, flags=re.M), encoding="utf-8")


def _wrapped(name: str, values: dict[EventKind, float] | dict[str, float]) -> str:
    """A mapping as YAML, in lines of at most 120 characters."""
    lines, line = [], f"  {name}: {{"
    pairs = [f'{json.dumps(key) if re.search(r"[^a-z_ -]", key) else key}: {value}' for key, value in values.items()]
    for k, pair in enumerate(pairs):
        piece = pair + ("}" if k + 1 == len(pairs) else ", ")
        if len(line) + len(piece) > 119:
            lines.append(line.rstrip())
            line = "    "
        line += piece
    return "\n".join([*lines, line if pairs else line + "}"]) + "\n"


if __name__ == "__main__":
    main()
