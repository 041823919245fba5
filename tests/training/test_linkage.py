"""The weights of the linkage are what the labelled tellings give, and those hold to their form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from training.linkage.__main__ import OUT, make_weights, written
from training.linkage.fitting import LEAST_PRECISION, Row, Score, bits_of, choose, compare, fit
from training.linkage.labels import LabelError, read_labels

from vigil.linkage.scoring import score_pairs
from vigil.linkage.weights import shipped

HEAD = "= Delta\n@ Rasafa | 10.5 | 20.5 | town\n"
LINE = "raid | a | 2021-03-04 | airstrike | Chad | depot | -1 | Rasafa | 4 | 5 | Jets bombed a depot\n"


def test_shipped_weights_are_what_the_labels_give() -> None:
    """Whoever changes the tellings or a comparison makes the weights anew: python -m training.linkage --write."""
    weights, rows = make_weights()
    assert written(weights) == OUT.read_text(encoding="utf-8")
    assert weights == shipped()
    chosen = next(row for row in rows if row.threshold == shipped().threshold)
    assert chosen.events.precision >= LEAST_PRECISION
    assert chosen.events.recall > 0.6


def test_there_are_enough_labels() -> None:
    """Several hundred pairs of each, over many theatres."""
    compared = compare(read_labels())
    same = sum(theatre.is_same(pair) for theatre in compared for pair in theatre.pairs)
    assert len(compared) >= 20
    assert same >= 300
    assert sum(len(theatre.pairs) for theatre in compared) - same >= 500


def test_bits_are_the_engines() -> None:
    """Cross-validation adds up the same bits as Splink does."""
    theatre = read_labels()[0]
    (compared,) = compare([theatre])
    weights = fit([compared])
    assert all(
        pair.bits == pytest.approx(bits_of(pair.levels, weights))
        for pair in score_pairs(compared.tellings, weights=weights)
    )


def test_line_becomes_an_incident_with_its_toll() -> None:
    """All cells are taken: -1 is the day before the report, and a place with a point is on the map."""
    (theatre,) = read_labels(HEAD + LINE)
    (incident,) = theatre.incidents
    assert (incident.event, incident.actor, incident.target, str(incident.when.start)) == (
        "airstrike", "Chad", "depot", "2021-03-03",
    )  # fmt: skip
    assert (incident.place, incident.lat, incident.place_precision) == ("Rasafa", 10.5, "town")
    assert [(figure.measure, figure.low) for figure in theatre.figures] == [("killed", 4), ("wounded", 5)]


def test_lines_of_one_label_are_the_pairs_of_one_happening() -> None:
    """Two tellings of a raid and one of another: one pair."""
    other = LINE.replace("| a |", "| b |")
    third = LINE.replace("raid |", "second |").replace("| a |", "| c |")
    (theatre,) = read_labels(HEAD + LINE + other + third)
    assert len(theatre.same()) == 1


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace("2021-03-04", "4 March"),
        LINE.replace("airstrike", "air strike"),
        LINE.replace("| -1 |", "| then |"),
        LINE.replace("| Rasafa ", ""),
        LINE + LINE,  # one report tells one happening twice
    ],
)
def test_bad_line_is_refused(line: str) -> None:
    """A slip of the pen does not become a weight."""
    with pytest.raises((LabelError, ValueError)):
        read_labels(HEAD + line)


def test_threshold_is_the_lowest_that_is_precise_enough() -> None:
    """And where none is, no weights are made."""
    rows = [Row(bits, Score(), Score(linked=100, right=right)) for bits, right in ((1, 90), (2, 96), (3, 99))]
    assert choose(rows).threshold == 2
    with pytest.raises(ValueError, match="no threshold"):
        choose(rows[:1])


def test_command_prints_a_row_for_each_threshold() -> None:
    """And marks the one that was chosen."""
    done = subprocess.run(
        [sys.executable, "-m", "training.linkage"], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.count("<- chosen") == 1
