"""The store: one ledger, open. Each report is added in one transaction; what is the same is never written again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Select, Table, func, insert, select, update

from vigil.errors import (
    LEDGER_DAMAGED,
    LEDGER_MISSING,
    LEDGER_OLDER,
    LEDGER_UNWRITABLE,
    GroundingError,
    LedgerError,
)
from vigil.ledger import folder, rows, schema
from vigil.ledger.conclusions import conclusions_of, rows_of
from vigil.ledger.database import find_version, open_engine, told, upgrade
from vigil.records import AnyClaim, Conclusions, Contents, Problem, Reading, Report, Rule


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds that is current."""

    reports: int
    figures: int
    incidents: int
    forecasts: int
    problems: int

    @property
    def claims(self) -> int:
        """All claims together."""
        return self.figures + self.incidents + self.forecasts


class Ledger:
    """One ledger, open to read (``Ledger.open``) or to read and write (``Ledger.create_or_open``).

    Close it, or use it in a ``with`` statement. Every method raises LedgerError where the database fails:
    LEDGER_DAMAGED, LEDGER_UNWRITABLE or LEDGER_BUSY.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._lock: Any = None

    @classmethod
    def create_or_open(cls, path: Path) -> Self:
        """Open a ledger to write, made anew where there is none, and lock it against other builds.

        Raises LedgerError: LEDGER_IS_FILE, LEDGER_UNWRITABLE, LEDGER_BUSY, LEDGER_NEWER, LEDGER_DAMAGED.
        """
        folder.make_folder(path)
        lock = folder.locked(path)
        lock.__enter__()
        ledger = cls(path, open_engine(path / folder.DATABASE, writing=True))
        ledger._lock = lock
        try:
            with ledger._transaction() as connection:
                upgrade(connection, path=path)
        except BaseException:
            ledger.close()
            raise
        return ledger

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing ledger to read. One of an older Vigil is brought up to date first.

        Raises LedgerError: LEDGER_IS_FILE, LEDGER_MISSING, LEDGER_NEWER, LEDGER_DAMAGED; of an older ledger also
        LEDGER_OLDER where it cannot be written to, LEDGER_BUSY.
        """
        ledger = cls(path, open_engine(folder.find_database(path), writing=False))
        try:
            with ledger._transaction() as connection:
                version = find_version(connection, path=path)
            if version is None:
                raise LedgerError(LEDGER_MISSING, path=path)
        except BaseException:
            ledger.close()
            raise
        if version == schema.VERSION:
            return ledger
        ledger.close()
        try:
            cls.create_or_open(path).close()
        except LedgerError as error:
            if error.fault is LEDGER_UNWRITABLE:
                raise LedgerError(LEDGER_OLDER, path=path, found=version) from error
            raise
        return cls.open(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database, which folds its log into one file, and let go of the lock."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None

    @property
    def dossier(self) -> Path:
        """Where the ledger's page lies."""
        return self.path / folder.DOSSIER

    # Adding

    def name_of(self, report: Report) -> str:
        """The name that a report has, or would have, here: the one it first came with.

        A new report whose name another one holds is told apart by the start of its hash.
        """
        table = schema.report
        with self._transaction() as connection:
            kept = connection.execute(select(table.c.name).where(table.c.id == report.id)).scalar_one_or_none()
            if kept is not None:
                return str(kept)
            taken = connection.execute(select(table.c.id).where(table.c.name == report.name)).first()
        return f"{report.name}~{report.id[:6]}" if taken else report.name

    def holds(self, report: Report, *, reader: str) -> bool:
        """Whether this very report, as it was taken in, is already read by this version of the reader."""
        with self._transaction() as connection:
            current = _current_reading(connection, report)
        return current is not None and current["complete"] and _is_of(current, report=report, reader=reader)

    def add(self, reading: Reading, *, reader: str, original: bytes, suffix: str, source: str) -> bool:
        """Keep a report, its original and its claims, in one transaction; whether anything was new.

        reader: the version that read it. An earlier reading stays, and is no longer the current one.
        """
        return self._add(reading, reader=reader, complete=True, original=original, suffix=suffix, source=source)

    def add_unread(self, report: Report, *, reader: str, original: bytes, suffix: str, source: str) -> bool:
        """Keep a report that could not be read, so that it can be tried again; whether anything was new."""
        return self._add(
            Reading(report=report), reader=reader, complete=False, original=original, suffix=suffix, source=source
        )

    def _add(
        self, reading: Reading, *, reader: str, complete: bool, original: bytes, suffix: str, source: str
    ) -> bool:
        report = reading.report
        folder.keep_original(self.path, name=report.id, suffix=suffix, original=original)
        with self._transaction() as connection:
            current = _current_reading(connection, report)
            if current and current["complete"] == complete and _is_of(current, report=report, reader=reader):
                return False
            _insert_new(connection, schema.report, {
                "id": report.id, "name": report.name, "suffix": suffix, "source": source,
            })  # fmt: skip
            if _insert_new(connection, schema.edition, rows.edition_row(report)):
                _insert(connection, schema.passage, rows.passage_rows(report))
            made = connection.execute(
                insert(schema.reading)
                .values(
                    report_id=report.id,
                    edition_id=rows.fingerprint(report),
                    reader_version=reader,
                    complete=complete,
                )
                .returning(schema.reading.c.id)
            ).scalar_one()
            _insert_claims(connection, reading.claims, reading=made)
        return True

    def note_problems(self, met: Iterable[Problem], *, settled: Iterable[Problem]) -> None:
        """Keep problems that were met, and mark as settled those that were looked for and met no more."""
        table = schema.problem
        with self._transaction() as connection:
            for problem in settled:
                gone = rows.problem_row(problem)["id"]
                connection.execute(update(table).where(table.c.id == gone).values(settled=True))
            for problem in met:
                row = rows.problem_row(problem)
                if not _insert_new(connection, table, row):
                    connection.execute(update(table).where(table.c.id == row["id"]).values(settled=False))

    def set_conclusions(self, conclusions: Conclusions) -> Conclusions:
        """Replace the conclusions of the last build by these, in one transaction; as they are kept, which is sorted."""
        wanted = rows_of(conclusions)
        with self._transaction() as connection:
            if _conclusion_rows(connection) != wanted:
                for table in reversed(schema.CONCLUSIONS):
                    connection.execute(table.delete())
                for table in schema.CONCLUSIONS:
                    _insert(connection, table, wanted[table.name])
        return conclusions_of(wanted)

    def seal(self, contents: Contents) -> bool:
        """Log the build that made these contents, chained to the one before by hash; whether it changed anything.

        A build with the versions, inputs and results of the last one leaves no trace.
        """
        result = {
            "versions": dict(contents.versions),
            "reports": len(contents.reports),
            "claims": len(contents.claims),
            "problems": len(contents.problems),
            "inputs_hash": _hash([rows.fingerprint(report) for report in contents.reports]),
            "result_hash": _hash(contents.model_dump(mode="json", exclude={"versions"})),
        }
        with self._transaction() as connection:
            table = schema.build
            last = _all(connection, select(table).order_by(table.c.id.desc()).limit(1))
            if last and all(last[0][name] == value for name, value in result.items()):
                return False
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            chained = {**result, "previous": last[0]["hash"] if last else None}
            sealed = _hash({**chained, "ended_at": now.isoformat()})
            connection.execute(insert(table).values(**chained, ended_at=now, hash=sealed))
        return True

    def is_concluded(self, versions: Mapping[str, str]) -> bool:
        """Whether nothing was kept since these versions last drew conclusions, and their page is still there."""
        noted = self.path / folder.CONCLUDED
        if not noted.is_file() or not self.dossier.is_file():
            return False
        return noted.read_bytes() == self._state(versions).encode()

    def mark_concluded(self, versions: Mapping[str, str]) -> None:
        """Note that the conclusions and the page are those of all that is kept now."""
        (self.path / folder.CONCLUDED).write_bytes(self._state(versions).encode())

    def _state(self, versions: Mapping[str, str]) -> str:
        """A hash that changes with every edition, reading, problem and decision, the versions and the page."""
        problem = schema.problem
        asked = (
            select(schema.edition.c.id).order_by(schema.edition.c.id),
            select(func.count(), func.max(schema.reading.c.id)).select_from(schema.reading),
            select(problem.c.id, problem.c.settled).order_by(problem.c.id),
            select(func.count(), func.max(schema.build.c.id)).select_from(schema.build),
            select(func.count()).select_from(schema.decision),
        )
        with self._transaction() as connection:
            told = [[list(row) for row in connection.execute(query)] for query in asked]
        page = hashlib.sha256(self.dossier.read_bytes()).hexdigest()
        return _hash([dict(versions), told, page])

    # Reading back

    def counts(self) -> Counts:
        """How much is current."""
        with self._transaction() as connection:
            current = _current()
            numbers = {
                kind: connection.execute(
                    select(func.count()).select_from(table).where(table.c.reading_id.in_(current))
                ).scalar_one()
                for kind, table in schema.CLAIM_TABLES.items()
            }
            reports = connection.execute(select(func.count()).select_from(schema.report)).scalar_one()
            problems = connection.execute(
                select(func.count()).select_from(schema.problem).where(~schema.problem.c.settled)
            ).scalar_one()
        return Counts(
            reports=reports,
            figures=numbers["figure"],
            incidents=numbers["incident"],
            forecasts=numbers["forecast"],
            problems=problems,
        )

    def rule(self) -> Rule | None:
        """The counting rule of the last build; None where no build was logged."""
        with self._transaction() as connection:
            return Contents(versions=_versions(connection)).rule

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read or done and is not settled, sorted."""
        with self._transaction() as connection:
            return _problems(connection)

    def reports(self) -> tuple[Report, ...]:
        """The reports as they were last taken in: by day, the undated last, then by name."""
        with self._transaction() as connection:
            return self._reports(connection)

    def contents(self) -> Contents:
        """All that is current, validated again and sorted; the same ledger always gives the same contents.

        Raises LedgerError (LEDGER_DAMAGED) where a claim's quote no longer stands in its report.
        """
        with self._transaction() as connection:
            reports = self._reports(connection)
            with self._validated():
                concluded = conclusions_of(_conclusion_rows(connection))
            origins = {settled.claim: settled.origin for settled in concluded.settled}
            read = Contents(
                reports=reports,
                claims=self._claims(connection, reports, origins),
                problems=_problems(connection),
                versions=_versions(connection),
            )
            return read.model_copy(update=dict(concluded))

    def _reports(self, connection: Connection) -> tuple[Report, ...]:
        passages: dict[str, list[rows.Row]] = {}
        table = schema.passage
        for row in _all(connection, select(table).order_by(table.c.edition_id, table.c.number)):
            passages.setdefault(row["edition_id"], []).append(row)
        query = (
            select(schema.edition, schema.report.c.name)
            .join(schema.report, schema.report.c.id == schema.edition.c.report_id)
            .join(schema.reading, schema.reading.c.edition_id == schema.edition.c.id)
            .where(schema.reading.c.id.in_(_current()))
        )
        with self._validated():
            found = [rows.report_of(row, passages=passages.get(row["id"], ())) for row in _all(connection, query)]
        return tuple(sorted(found, key=lambda report: (report.day or date.max, report.name)))

    def _claims(
        self, connection: Connection, reports: tuple[Report, ...], origins: Mapping[str, str]
    ) -> tuple[AnyClaim, ...]:
        of = {report.id: (place, report) for place, report in enumerate(reports)}
        found: list[tuple[tuple[int, int, int, str, int], AnyClaim]] = []
        for kind, table in schema.CLAIM_TABLES.items():
            query = (
                select(table, schema.reading.c.report_id)
                .join(schema.reading, schema.reading.c.id == table.c.reading_id)
                .where(table.c.reading_id.in_(_current()))
            )
            with self._validated():
                for line in _all(connection, query):
                    place, report = of[line.pop("report_id")]
                    claim = rows.claim_of(kind, line, report=report, origin=origins.get(line["id"]))
                    found.append(((place, claim.start, claim.end, kind, line["number"]), claim))
        return tuple(claim for _, claim in sorted(found, key=lambda item: item[0]))

    @contextmanager
    def _validated(self) -> Iterator[None]:
        """Rows that no longer make records mean that somebody changed the database."""
        try:
            yield
        except (ValidationError, GroundingError, KeyError) as error:
            why = error.sentence if isinstance(error, GroundingError) else f"a row does not hold to its form ({error})"
            raise LedgerError(LEDGER_DAMAGED, path=self.path, why=" ".join(why.split())) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told(self.path), self._engine.begin() as connection:
            yield connection


def _current() -> Select[tuple[int]]:
    """The ids of the readings that are current: the last of each report."""
    return select(func.max(schema.reading.c.id)).group_by(schema.reading.c.report_id)


def _current_reading(connection: Connection, report: Report) -> rows.Row | None:
    table = schema.reading
    query = select(table).where(table.c.report_id == report.id).order_by(table.c.id.desc()).limit(1)
    found = _all(connection, query)
    return found[0] if found else None


def _is_of(row: rows.Row, *, report: Report, reader: str) -> bool:
    return bool(row["edition_id"] == rows.fingerprint(report) and row["reader_version"] == reader)


def _all(connection: Connection, query: Select[Any]) -> list[rows.Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def _insert(connection: Connection, table: Table, values: list[rows.Row]) -> None:
    if values:
        connection.execute(insert(table), values)


def _insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its id is there already; whether it was inserted."""
    if connection.execute(select(table.c.id).where(table.c.id == row["id"])).first():
        return False
    connection.execute(insert(table).values(**row))
    return True


def _insert_claims(connection: Connection, claims: Iterable[AnyClaim], *, reading: int) -> None:
    by_kind: dict[str, list[rows.Row]] = {}
    for number, claim in enumerate(claims):
        by_kind.setdefault(claim.kind, []).append(rows.claim_row(claim, reading=reading, number=number))
    for kind, values in by_kind.items():
        _insert(connection, schema.CLAIM_TABLES[kind], values)


def _problems(connection: Connection) -> tuple[Problem, ...]:
    table = schema.problem
    found = [rows.problem_of(row) for row in _all(connection, select(table).where(~table.c.settled))]
    return tuple(sorted(found, key=lambda p: (p.stage, p.source, p.code, p.message)))


def _conclusion_rows(connection: Connection) -> dict[str, list[rows.Row]]:
    """All rows of the tables of conclusions, each table's in the order of its key."""
    return {
        table.name: _all(connection, select(table).order_by(*table.primary_key.columns))
        for table in schema.CONCLUSIONS
    }


def _versions(connection: Connection) -> tuple[tuple[str, str], ...]:
    table = schema.build
    last = connection.execute(select(table.c.versions).order_by(table.c.id.desc()).limit(1)).scalar_one_or_none()
    return tuple(sorted((last or {}).items()))


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
