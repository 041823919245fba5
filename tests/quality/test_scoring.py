"""The scorer: what counts as found, and that its numbers are those of the reference scorer."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.quality.scoring import FIELDS, ReadReport, Scores, fold, read_lines, same_party, same_person, score

SHARED = Path(__file__).parents[3] / "shared" / "gold"
TEXT = "Ten soldiers died on Monday, the army said. Ten rebels were wounded.\n\nShare this page with a friend."


def figure(quote: str, **values: Any) -> dict[str, Any]:
    """A figure line of ten soldiers killed, with other values where given."""
    line = {"kind": "figure", "quote": quote, "measure": "killed", "group": "combatant", "low": 10, "high": 10,
            "qualifier": "exact", "unit": "person", "source": "report", "hedge": "asserted", "when": {}}  # fmt: skip
    return line | values


def write_gold(folder: Path, *claims: dict[str, Any]) -> Path:
    """A gold folder of one report."""
    head = {"kind": "report", "report": "r", "weekday": "Monday", "not_report": ["Share this page"]}
    lines = [json.dumps(line) for line in (head, *claims)]
    (folder / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def score_one(gold: Path, *lines: dict[str, Any], kept: str = TEXT) -> Scores:
    """The scores of one report with these predicted lines."""
    return score(gold, [ReadReport("r", TEXT, kept, lines)])


def test_figure_is_found_by_overlap_and_value(tmp_path: Path) -> None:
    """A shorter quote that overlaps is enough where the number is the same."""
    gold = write_gold(tmp_path, figure("Ten soldiers died on Monday"))
    assert score_one(gold, figure("soldiers died on Monday, the army said")).rates["figures.found"].hit == 1


@pytest.mark.parametrize("change", [{"low": 11}, {"high": None}, {"quote": "Ten rebels were wounded"}])
def test_another_number_or_place_is_no_hit(tmp_path: Path, change: dict[str, Any]) -> None:
    """The value and the place in the text must both be right."""
    gold = write_gold(tmp_path, figure("Ten soldiers died on Monday"))
    assert score_one(gold, figure("Ten soldiers died") | change).rates["figures.found"].hit == 0


def test_full_needs_measure_group_and_source(tmp_path: Path) -> None:
    """A figure with a wrong source is measured, and not full."""
    gold = write_gold(tmp_path, figure("Ten soldiers died"))
    rates = score_one(gold, figure("Ten soldiers died", source="Army")).rates
    assert (rates["figures.measured"].hit, rates["figures.full"].hit) == (1, 0)


def test_claim_is_matched_once(tmp_path: Path) -> None:
    """The same prediction made twice is one hit and one spurious figure."""
    gold = write_gold(tmp_path, figure("Ten soldiers died"))
    scores = score_one(gold, figure("Ten soldiers died"), figure("Ten soldiers died"))
    assert scores.rates["figures.found"].precision == 0.5
    assert [miss.kind for miss in scores.misses] == ["spurious"]


def test_best_agreement_is_matched_first(tmp_path: Path) -> None:
    """Two figures of one number in one sentence are told apart by their fields."""
    whole = TEXT.split("\n")[0]
    both = figure(whole), figure(whole, measure="wounded")
    scores = score_one(write_gold(tmp_path, *both), *reversed(both))
    assert scores.rates["figures.measured"].f1 == 1.0


def test_report_not_read_counts_as_missed(tmp_path: Path) -> None:
    """A report that the reader lost lowers recall."""
    gold = write_gold(tmp_path, figure("Ten soldiers died"))
    assert score(gold, []).rates["figures.found"].gold == 1


@pytest.mark.parametrize(("kept", "furniture", "claims"), [(TEXT, 0, 1), (TEXT.split("\n")[0], 1, 1), ("", 1, 0)])
def test_furniture_left_out_and_claims_kept(tmp_path: Path, kept: str, furniture: int, claims: int) -> None:
    """Leaving out everything leaves out the furniture, and loses the claims."""
    gold = write_gold(tmp_path, figure("Ten soldiers died"))
    shares = score_one(gold, kept=kept).shares
    assert (shares["reports.not_report"].right, shares["reports.kept"].right) == (furniture, claims)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("ISIS", "Islamic State", True),
        ("the Pentagon", "US Department of Defense", True),
        ("Turkey", None, False),
        (None, None, True),
        ("Taliban", "Pakistani Taliban", False),
    ],
)
def test_names_that_count_as_one(a: str | None, b: str | None, one: bool) -> None:
    """Forms of a name agree by the list, never by likeness."""
    assert same_party(a, b) is one


def test_last_name_is_the_person() -> None:
    """A last name agrees with the full name, a part of a word does not."""
    assert same_person("Bali", "Mustefa Bali")
    assert not same_person("ali", "Mustefa Bali")


def test_fold_makes_quotes_findable() -> None:
    """Curly quotes, dashes and line breaks do not hide a quote."""
    assert fold("the \u201cpocket\u201d \u2013\n near") == 'the "pocket" - near'


def perturb(lines: tuple[Any, ...], seed: int) -> list[dict[str, Any]]:
    """Predictions made of gold lines: some dropped, some doubled, some with a field or a quote spoilt."""
    dice = random.Random(seed)
    spoilt: list[dict[str, Any]] = []
    for line in lines:
        copy = dict(line)
        for name in (*FIELDS, "event", "weekday", "agency"):
            if name in copy and dice.random() < 0.15:
                copy[name] = dice.choice([None, "ISIS", "killed", "the report", "Bali"])
        if copy.get("low") and dice.random() < 0.1:
            copy["low"] += 1
        if "quote" in copy and dice.random() < 0.3:
            copy["quote"] = copy["quote"][: max(8, len(copy["quote"]) // 2)]
        spoilt += [copy] * dice.choice([0, 1, 1, 1, 2])
    return spoilt


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The reference scorer, where it is at hand."""
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip("no reference scorer here")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["tuning", "seeds"])
def test_same_numbers_as_the_reference(reference: ModuleType, name: str, seed: int) -> None:
    """On spoilt predictions both scorers give the same rates, shares and misses."""
    gold = SHARED / name
    if not gold.exists():
        pytest.skip(f"no {name} set here")
    predicted, reports = [], []
    for path in sorted(gold.glob("*.jsonl")):
        lines = [line | {"report": path.stem} for line in perturb(read_lines(path), seed)]
        text = (gold / "reports" / f"{path.stem}.txt").read_text(encoding="utf-8", errors="replace")
        predicted += [dict(line) for line in lines]
        reports.append(ReadReport(path.stem, text, text, tuple(lines)))
    expected, misses = reference.score(gold, gold / "reports", predicted)
    mine = score(gold, reports)
    for row, value in expected.items():
        if isinstance(value, dict):
            rate = mine.rates[row]
            got = (rate.precision, rate.recall, rate.f1, rate.gold, rate.predicted)
            assert got == pytest.approx(tuple(value.values()), abs=6e-4), row
        else:
            assert mine.shares[row].rate == pytest.approx(value, abs=6e-4), row
    assert len(mine.misses) == len(misses)
