"""The ledger's database: opening it, bringing its schema up to date, and saying what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from vigil.errors import LEDGER_BUSY, LEDGER_DAMAGED, LEDGER_NEWER, LEDGER_UNWRITABLE, LedgerError
from vigil.ledger.schema import VERSION

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITER = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000")
_READER = ("query_only=ON", "busy_timeout=5000")
_UNWRITABLE = ("readonly", "unable to open", "disk is full", "disk i/o")


def open_engine(database: Path, *, writing: bool) -> Engine:
    """An engine on a ledger's database; one that is not ``writing`` refuses to write.

    SQLAlchemy's own handling begins a transaction too late for schema changes to be in it, so it is done here.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect(database, writing=writing), poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _connect(database: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection without transactions of its own. A ledger on a read-only disk is read as it lies."""
    frozen = not writing and not (os.access(database, os.W_OK) and os.access(database.parent, os.W_OK))
    uri = database.absolute().as_uri() + ("?immutable=1" if frozen else "")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        for setting in _WRITER if writing else _READER:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def upgrade(connection: Connection, *, path: Path) -> None:
    """Bring the schema to this Vigil's version, all or nothing.

    Raises LedgerError: LEDGER_NEWER, and LEDGER_DAMAGED where the database is another program's.
    """
    found = find_version(connection, path=path)
    if found == VERSION:
        return
    from alembic import command  # slow to import, and seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def find_version(connection: Connection, *, path: Path) -> str | None:
    """The schema's version, None for an empty database.

    Raises LedgerError: LEDGER_NEWER, and LEDGER_DAMAGED where the database is another program's.
    """
    tables = set(inspect(connection).get_table_names())
    found = None
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is None and tables - {"alembic_version"}:
        raise LedgerError(LEDGER_DAMAGED, path=path, why="it holds the tables of another program")
    if found is not None and found > VERSION:
        raise LedgerError(LEDGER_NEWER, path=path, found=found, known=VERSION)
    return str(found) if found is not None else None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database complains of into a LedgerError with its next step."""
    try:
        yield
    except DatabaseError as error:
        why = str(error.orig)
        if isinstance(error, OperationalError) and "locked" in why:
            raise LedgerError(LEDGER_BUSY, path=path) from error
        if any(sign in why for sign in _UNWRITABLE):
            raise LedgerError(LEDGER_UNWRITABLE, path=path, why=why) from error
        raise LedgerError(LEDGER_DAMAGED, path=path, why=why) from error
