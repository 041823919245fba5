"""Scores of pairs of tellings, by Splink on DuckDB: only pairs that share a key are compared, and nothing is trained.

Splink (Linacre and others 2022, https://moj-analytical-services.github.io/splink/) turns the comparisons into SQL; the
m and u of every level and the prior are ours (``weights``), so that a corpus of ten reports is judged as one of ten
thousand. The settings are built anew for each run, as Splink's saved models are bound to one engine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from vigil.linkage.comparisons import Comparison, comparisons
from vigil.linkage.tellings import Telling, keys_of, month_keys_of
from vigil.linkage.weights import Weights
from vigil.linkage.words import words

THREADS = 1
"""DuckDB's threads: pairs are few, and one thread leaves the other cores to the readers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings that were compared: ids, sorted; bits in all; for each comparison its level, -1 where unknown."""

    left: str
    right: str
    bits: float
    probability: float
    levels: tuple[int, ...]


def score_pairs(
    tellings: Sequence[Telling], *, weights: Weights, least: float | None = None
) -> tuple[Pair, ...]:
    """Every pair of tellings that can be of one happening, sorted by ids; the order of tellings makes no difference.

    least: bits below which pairs are left out; None keeps all that were compared.
    """
    if len(tellings) < 2:
        return ()
    with _silence():
        found = list(_predict(sorted(tellings, key=lambda one: one.id), weights, least))
    return tuple(sorted(found, key=lambda pair: (pair.left, pair.right)))


def _predict(tellings: Sequence[Telling], weights: Weights, least: float | None) -> Iterator[Pair]:
    # Imported here: together they take as long as all the rest of the program.
    import duckdb
    from splink import DuckDBAPI, Linker

    with duckdb.connect(":memory:", config={"threads": THREADS}) as connection:
        engine = DuckDBAPI(connection)
        linker = Linker(engine.register(_table(tellings)), _settings(weights), log_level=None)
        scored = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        names = ", ".join(f"gamma_{comparison.name}" for comparison in comparisons())
        rows = connection.execute(
            f"SELECT unique_id_l, unique_id_r, match_weight, match_probability, {names} FROM {scored.physical_name}"
        ).fetchall()
    for left, right, bits, probability, *levels in rows:
        one, other = sorted((left, right))
        yield Pair(one, other, bits, min(1.0, probability), tuple(map(_level, comparisons(), levels)))


def _level(comparison: Comparison, gamma: int) -> int:
    """Splink counts levels from the last one up, and -1 is unknown; ours count from the first."""
    return -1 if gamma < 0 else len(comparison.levels) - 1 - gamma


def _settings(weights: Weights) -> Any:
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    # within one report two incidents are two happenings, unless it gives them one place, day and toll
    apart = "(l.report <> r.report OR (l.twin = r.twin AND l.kind <> r.kind))"
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(comparison, weights) for comparison in comparisons()],
        blocking_rules_to_generate_predictions=[
            CustomRule(f"l.keys = r.keys AND {apart}", arrays_to_explode=["keys"]),
            CustomRule(f"l.months = r.months AND (l.spans OR r.spans) AND {apart}", arrays_to_explode=["months"]),
        ],
        probability_two_random_records_match=weights.prior,
        retain_matching_columns=True,
    )


def _comparison(comparison: Comparison, weights: Weights) -> dict[str, Any]:
    """A comparison as Splink takes it, with its shipped shares."""
    unknown = {"sql_condition": comparison.unknown, "label_for_charts": "unknown", "is_null_level": True}
    shares = weights.shares[comparison.name]
    levels = [
        {
            "sql_condition": level.sql,
            "label_for_charts": level.says,
            "m_probability": shares[level.name].m,
            "u_probability": shares[level.name].u,
        }
        for level in comparison.levels
    ]
    return {"output_column_name": comparison.name, "comparison_levels": [unknown, *levels]}


def _table(tellings: Sequence[Telling]) -> Any:
    """The tellings as an Arrow table; its types are named, as a column may hold nothing."""
    import pyarrow as pa

    text, texts, real, whole, flag = pa.string(), pa.list_(pa.string()), pa.float64(), pa.int32(), pa.bool_()
    columns: list[tuple[str, Any, Callable[[Telling], object]]] = [
        ("unique_id", text, lambda one: one.id),
        ("report", text, lambda one: one.incident.report),
        ("kind", text, lambda one: one.incident.event),
        ("deed", flag, lambda one: one.incident.event in words().deeds),
        ("general", texts, lambda one: words().general_for(one.incident.event)),
        ("close", texts, lambda one: words().close_to(one.incident.event)),
        ("lat", real, lambda one: one.incident.lat),
        ("lon", real, lambda one: one.incident.lon),
        ("spans", flag, lambda one: bool(one.stated and one.span)),
        ("keys", texts, keys_of),
        ("months", texts, month_keys_of),
        *((name, whole, attrgetter(name)) for name in ("told", "first", "last")),
        *((name, flag, attrgetter(name)) for name in ("stated", "wide", "country", "speech")),
        *((name, real, attrgetter(name)) for name in ("reach", "killed", "wounded")),
        *((name, text, attrgetter(name)) for name in ("place", "actor", "side", "twin")),
        *((name, texts, attrgetter(name)) for name in ("place_words", "actor_words", "thing", "matter")),
    ]
    arrays = {name: pa.array(list(map(value, tellings)), type=kind) for name, kind, value in columns}
    return pa.table(arrays)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep Splink's reports of its progress to itself."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
