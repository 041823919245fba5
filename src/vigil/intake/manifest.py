"""What a ``manifest.csv`` tells of the files beside it: day, outlet, title and address of each report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from vigil.errors import MANIFEST_BAD_DATE, MANIFEST_MISSING_FILE, MANIFEST_UNREADABLE, IntakeError
from vigil.intake.decode import decode
from vigil.records import Given

NAME = "manifest.csv"


@dataclass(frozen=True)
class Row:
    """One row: the file as it is named there, and what is told of it."""

    file: str
    given: Given


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read: its path, its rows, and what could not be used of them."""

    path: Path
    rows: tuple[Row, ...]
    faults: tuple[IntakeError, ...] = ()

    def given_for(self, file: Path) -> Given | None:
        """What is told of a file: of its path beside the manifest, else of a file of its name that is not elsewhere."""
        named = self._by_name.get(file.name, ())
        for row in named:
            if _is_same(self.path.parent / row.file, file):
                return row.given
        astray = [row for row in named if not _exists(self.path.parent / row.file)]
        return astray[0].given if astray else None

    def missing(self, files: Iterable[Path]) -> tuple[IntakeError, ...]:
        """One fault for each row whose file is not beside the manifest, nor in any folder that is read."""
        read = list(files)
        names, folders = {file.name for file in read}, {file.parent for file in read} | {self.path.parent}
        return tuple(
            IntakeError(MANIFEST_MISSING_FILE, manifest=self.path, file=row.file)
            for row in self.rows
            if Path(row.file).name not in names and not any(_is_in(folder, row.file) for folder in folders)
        )

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows:
            name = Path(row.file).name
            found[name] = (*found.get(name, ()), row)
        return found


def read_manifest(path: Path) -> Manifest:
    """Read a manifest: CSV with a column "file"; published (YYYY-MM-DD), outlet, title, url may be there.

    A value that is no date is a fault of the manifest, and the report is read without a day.
    Raises IntakeError MANIFEST_UNREADABLE.
    """
    try:
        text = decode(path.read_bytes(), source=str(path))
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise IntakeError(MANIFEST_UNREADABLE, manifest=path, why=error.strerror or "it cannot be opened") from error
    except IntakeError as error:
        raise IntakeError(MANIFEST_UNREADABLE, manifest=path, why=error.sentence.rstrip(".")) from error
    except csv.Error as error:
        raise IntakeError(MANIFEST_UNREADABLE, manifest=path, why=f"{error}") from error
    columns = [name.strip().lower() for name in lines[0]] if lines else []
    if "file" not in columns:
        raise IntakeError(MANIFEST_UNREADABLE, manifest=path, why="it has no column named file")
    faults: list[IntakeError] = []
    rows = [_row(columns, values, path=path, faults=faults) for values in lines[1:]]
    return Manifest(path, tuple(row for row in rows if row.file), tuple(faults))


def parse_day(value: str) -> date | None:
    """A day written as YYYY-MM-DD, with or without a time behind it; None for anything else."""
    value = value.strip()
    if len(value) > 10 and value[10] not in "T ":
        return None
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def fill(first: Given, second: Given) -> Given:
    """The first, with what it leaves open taken from the second."""
    return Given(
        published=first.published or second.published,
        outlet=first.outlet or second.outlet,
        title=first.title or second.title,
        url=first.url or second.url,
    )


def _row(columns: list[str], values: list[str], *, path: Path, faults: list[IntakeError]) -> Row:
    def cell(name: str) -> str | None:
        at = columns.index(name) if name in columns else len(values)
        return values[at].strip() or None if at < len(values) else None

    file, published = cell("file") or "", cell("published")
    day = parse_day(published) if published else None
    if file and published and day is None:
        faults.append(IntakeError(MANIFEST_BAD_DATE, manifest=path, value=published, file=file))
    return Row(file, Given(published=day, outlet=cell("outlet"), title=cell("title"), url=cell("url")))


def _is_in(folder: Path, file: str) -> bool:
    return _exists(folder / file) or _exists(folder / Path(file).name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long or with a NUL is no file
        return False


def _is_same(one: Path, other: Path) -> bool:
    return one == other or (one.name == other.name and one.resolve() == other.resolve())
