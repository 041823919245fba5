"""What a ledger says, as SQL shows it, so that two can be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from vigil.ledger.schema import VIEWS, metadata

Dump = dict[str, list[tuple[object, ...]]]


def dump_views(ledger: Path) -> Dump:
    """Every row of every view, sorted."""
    return _dump(ledger, VIEWS)


def dump_tables(ledger: Path) -> Dump:
    """Every row of every table, sorted."""
    return _dump(ledger, tuple(metadata.tables))


def query(ledger: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query answers."""
    with closing(sqlite3.connect(ledger / "ledger.db")) as database:
        return list(database.execute(sql))


def _dump(ledger: Path, names: tuple[str, ...]) -> Dump:
    return {name: sorted(query(ledger, f'SELECT * FROM "{name}"'), key=repr) for name in names}
