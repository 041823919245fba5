"""The ledger's folder: where its files lie, its lock, and the originals kept by hash."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vigil.errors import LEDGER_BUSY, LEDGER_IS_FILE, LEDGER_MISSING, LEDGER_UNWRITABLE, LedgerError

DATABASE = "ledger.db"
DOSSIER = "dossier.html"
CONCLUDED = ".concluded"
"""Holds a hash of what the page was made from, so that a build that finds nothing new need not make it again."""
ORIGINALS = "originals"
LOCK = ".lock"
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def make_folder(path: Path) -> None:
    """Make a ledger's folder and its place for originals, where they are not there yet.

    Raises LedgerError: LEDGER_IS_FILE, LEDGER_UNWRITABLE.
    """
    if path.exists() and not path.is_dir():
        raise LedgerError(LEDGER_IS_FILE, path=path)
    try:
        (path / ORIGINALS).mkdir(parents=True, exist_ok=True)
        probe = path / f"{LOCK}.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise LedgerError(LEDGER_UNWRITABLE, path=path, why=error.strerror or str(error)) from error


def find_database(path: Path) -> Path:
    """The database of an existing ledger. Raises LedgerError: LEDGER_IS_FILE, LEDGER_MISSING."""
    if path.is_file():
        raise LedgerError(LEDGER_IS_FILE, path=path)
    database = path / DATABASE
    if not database.is_file():
        raise LedgerError(LEDGER_MISSING, path=path)
    return database


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the folder for one writer. The lock dies with the process, whatever ends it.

    It is SQLite's own lock on an empty file, since that holds on every system that Vigil runs on.
    Raises LedgerError: LEDGER_BUSY, LEDGER_UNWRITABLE.
    """
    try:
        lock = sqlite3.connect(path / LOCK, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise LedgerError(LEDGER_UNWRITABLE, path=path, why=error) from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LedgerError(LEDGER_BUSY, path=path) from error
        yield
    finally:
        lock.close()


def keep_original(path: Path, *, name: str, suffix: str, original: bytes) -> None:
    """Keep a report's bytes under their hash; what is there already stays.

    Raises LedgerError: LEDGER_UNWRITABLE.
    """
    kept = original_path(path, name=name, suffix=suffix)
    if kept.exists():
        return
    part = kept.with_name(f"{kept.name}.part")
    try:
        part.write_bytes(original)
        part.replace(kept)
    except OSError as error:
        raise LedgerError(LEDGER_UNWRITABLE, path=kept, why=error.strerror or str(error)) from error


def original_path(path: Path, *, name: str, suffix: str) -> Path:
    """Where the original of a hash lies; a suffix that is no plain one is left off."""
    return path / ORIGINALS / f"{name}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
