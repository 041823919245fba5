"""The gate: the reader holds its floors on every annotated set at hand, and floors only fall with a reason."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.quality.gate import (
    FLOORS,
    ONE_PARSE,
    ROOT,
    SETS,
    Floors,
    GoldSet,
    Pinned,
    falls,
    fingerprint,
    main,
    measure,
    pin,
    read_set,
)
from tests.quality.scoring import ReadReport, Scores, fold, read_lines, score
from vigil.intake import take_in
from vigil.records import Figure, Forecast, Incident, Problem, Report

BUNDLED = next(gold_set for gold_set in SETS if gold_set.bundled)
KINDS: dict[str, type[Figure] | type[Incident] | type[Forecast]] = {
    "figure": Figure, "incident": Incident, "forecast": Forecast,
}  # fmt: skip


def a_set(folder: Path) -> GoldSet:
    """An annotated set of one empty report."""
    (folder / "r.jsonl").write_text('{"kind": "report", "report": "r"}\n', encoding="utf-8")
    return GoldSet("small", folder, folder)


def a_score(hit: int) -> Scores:
    """A score card with one row: so many hits of ten."""
    scores = Scores()
    scores.add("figures.found", hit=hit, gold=10, predicted=10)
    return scores


def pinned_at(gold_set: GoldSet, floor: float) -> Floors:
    """Floors with that one row pinned."""
    return Floors(sets={gold_set.name: Pinned(gold=fingerprint(gold_set), floors={"figures.found": floor})})


@pytest.mark.gold
@pytest.mark.parametrize("gold_set", SETS, ids=lambda gold_set: gold_set.name)
def test_reader_holds_its_floors(gold_set: GoldSet) -> None:
    """No row of any set scores below its floor."""
    if not gold_set.is_here and not gold_set.bundled:
        pytest.skip(f"the {gold_set.name} set is not here")
    floors = Floors.load()
    if not gold_set.bundled and floors.sets[gold_set.name].gold != fingerprint(gold_set):
        pytest.skip(f"the {gold_set.name} set is not the one that its floors were pinned on")
    fallen = falls(gold_set, measure(gold_set), floors, slack=ONE_PARSE)
    assert not fallen, "\n".join(map(str, fallen))


def test_bundled_gold_is_the_one_pinned() -> None:
    """Whoever changes the gold of the sample has to pin its floors again."""
    assert Floors.load().sets[BUNDLED.name].gold == fingerprint(BUNDLED), "run: python -m tests.quality.gate --pin"


def test_every_set_has_a_floor_for_every_row() -> None:
    """No set and no row goes unwatched."""
    sets = Floors.load().sets
    assert set(sets) == {gold_set.name for gold_set in SETS}
    assert len({frozenset(pinned.floors) for pinned in sets.values()}) == 1
    assert "figures.full" in sets[BUNDLED.name].floors


def test_floors_file_is_as_it_would_be_written(tmp_path: Path) -> None:
    """The file is made by the command and not by hand."""
    Floors.load().save(tmp_path / "floors.json")
    assert (tmp_path / "floors.json").read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


def test_a_lower_score_is_a_fall(tmp_path: Path) -> None:
    """One point below the floor is seen; the floor itself holds."""
    gold_set = a_set(tmp_path)
    floors = pinned_at(gold_set, 0.8)
    assert not falls(gold_set, a_score(8), floors)
    assert [fall.row for fall in falls(gold_set, a_score(7), floors)] == ["figures.found"]


def test_pin_raises_floors(tmp_path: Path) -> None:
    """A better score becomes the floor."""
    gold_set = a_set(tmp_path)
    assert pin({gold_set: a_score(9)}, pinned_at(gold_set, 0.8)).sets["small"].floors == {"figures.found": 0.9}


def test_pin_refuses_to_lower_without_a_reason(tmp_path: Path) -> None:
    """A worse score is refused, and the row named."""
    gold_set = a_set(tmp_path)
    with pytest.raises(ValueError, match=r"small figures\.found: 0\.700"):
        pin({gold_set: a_score(7)}, pinned_at(gold_set, 0.8))


def test_pin_keeps_the_reason_of_a_regression(tmp_path: Path) -> None:
    """With a reason the floor falls, and the reason stays in the file, after those of before."""
    gold_set = a_set(tmp_path)
    lowered = pin({gold_set: a_score(7)}, pinned_at(gold_set, 0.8), reason="the guide was amended")
    lowered.save(tmp_path / "floors.json")
    entry = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["regressions"][0]
    assert (entry["before"], entry["after"], entry["reason"]) == (0.8, 0.7, "the guide was amended")
    assert len(pin({gold_set: a_score(6)}, lowered, reason="again").regressions) == 2


def test_pin_leaves_absent_sets_alone(tmp_path: Path) -> None:
    """A set that is not at hand keeps its floors."""
    gold_set = a_set(tmp_path)
    assert pin({}, pinned_at(gold_set, 0.8)).sets["small"].floors == {"figures.found": 0.8}


def test_fingerprint_sees_any_change(tmp_path: Path) -> None:
    """One more line of gold is another gold."""
    gold_set = a_set(tmp_path)
    before = fingerprint(gold_set)
    with (tmp_path / "r.jsonl").open("a", encoding="utf-8") as gold:
        gold.write("\n")
    assert fingerprint(gold_set) != before


# The bundled sample itself


@pytest.fixture(scope="module")
def sample() -> dict[str, Report]:
    """The sample's reports by name, as taken in."""
    taken = [item for item in take_in([BUNDLED.reports]) if not isinstance(item, Problem)]
    return {item.report.name: item.report for item in taken}


def test_sample_is_taken_in_without_a_problem() -> None:
    """Every report of the sample has its gold, and nothing else stands in it."""
    items = list(take_in([BUNDLED.reports]))
    assert not [item for item in items if isinstance(item, Problem)]
    assert len(items) == len(list(BUNDLED.gold.glob("*.jsonl"))) == 12


@pytest.mark.parametrize("path", sorted(BUNDLED.gold.glob("*.jsonl")), ids=lambda path: path.stem)
def test_sample_gold_holds_to_the_claim_format(path: Path, sample: dict[str, Report]) -> None:
    """Every gold claim is grounded in its report's text and valid as a record."""
    report = sample[path.stem]
    head, *claims = read_lines(path)
    assert head["kind"] == "report"
    assert head["given"] == report.given.model_dump(mode="json", include={"published", "outlet"})
    for claim in claims:
        fields = {name: value for name, value in claim.items() if name not in ("kind", "quote")}
        start = report.text.find(claim["quote"])
        assert start >= 0, claim["quote"]
        made = KINDS[claim["kind"]].of(report, start, start + len(claim["quote"]), **fields)
        assert made.quote == claim["quote"]
        assert set(fields) == set(gold_fields(type(made)))


def test_sample_gold_scores_full_marks_against_itself(sample: dict[str, Report]) -> None:
    """A reader that found exactly what the annotator did gets 1.0 in every row that asks anything."""
    perfect = []
    for name, report in sample.items():
        lines = read_lines(BUNDLED.gold / f"{name}.jsonl")
        text = fold(report.text)
        for words in lines[0]["not_report"]:
            text = text.replace(fold(words), "")
        perfect.append(ReadReport(name, report.text, text, lines))
    scores = score(BUNDLED.gold, perfect)
    assert {row: value for row, value in scores.rows() if value != 1.0} == {}


def gold_fields(kind: type[Figure] | type[Incident] | type[Forecast]) -> list[str]:
    """The fields that an annotator fills in for a kind of claim."""
    made = {"kind", "id", "report", "quote", "start", "end", "origin", "rules"}
    made |= {"place_id", "place_precision", "lat", "lon", "admin"}
    unplaced = {"place"} if kind is Forecast else set()
    return [name for name in kind.model_fields if name not in made | unplaced]


def test_sample_wire_copies_share_sentences(sample: dict[str, Report]) -> None:
    """The sample holds copies: two reports of one wire share whole sentences, two of different wires none."""
    lines = {name: {line for line in re.split(r"(?<=\.) |\n", report.text) if len(line) > 70}
             for name, report in sample.items()}  # fmt: skip
    assert len(lines["harbour-0213"] & lines["post-0214"]) >= 3
    assert not lines["harbour-0213"] & lines["undated-camp"]


SHARED_TEXTS = [
    path for name in ("seeds", "tuning") for path in sorted((ROOT / f"../shared/gold/{name}/reports").glob("*.txt"))
]


@pytest.mark.skipif(not SHARED_TEXTS, reason="no published reports here to compare with")
def test_sample_is_in_our_own_words(sample: dict[str, Report]) -> None:
    """No stretch of 90 characters of the sample stands in a published report."""
    published = " ".join(fold(path.read_text(encoding="utf-8")) for path in SHARED_TEXTS)
    for report in sample.values():
        text = fold(report.text)
        shared = [text[at : at + 90] for at in range(max(1, len(text) - 89)) if text[at : at + 90] in published]
        assert not shared, report.name


def test_another_folder_is_only_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any annotated folder can be scored, without floors."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "r.txt").write_text("Ten soldiers died in the town on Monday.\n", encoding="utf-8")
    a_set(tmp_path)
    before = FLOORS.read_bytes()
    assert main(["--folder", str(tmp_path)]) == 0
    assert "figures.full" in capsys.readouterr().out
    assert before == FLOORS.read_bytes()


def test_manifest_beside_the_reports_is_used(tmp_path: Path) -> None:
    """A set whose manifest stands one folder up is read with it."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Ten soldiers died in the town on Monday.\n", encoding="utf-8")
    rows = "file,published,outlet,title,url\na.txt,2020-01-06,Daily,,\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    (read,) = read_set(tmp_path / "reports")
    assert read.lines[0]["given"]["published"] == "2020-01-06"
