"""The store: what goes in comes out the same, nothing is overwritten, and every trouble has its code."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from tests.ledger.dump import dump_tables, query
from tests.ledger.rooms import read, report_of
from vigil.errors import LedgerError
from vigil.ledger import Ledger
from vigil.ledger.folder import original_path
from vigil.records import (
    AnyClaim,
    Conclusions,
    Figure,
    Forecast,
    Given,
    Incident,
    Passage,
    Period,
    Problem,
    Quantity,
    Reading,
    Report,
    Window,
)

TEXT = "At least 16 civilians were killed in Hajin on Monday, the ministry said. The town will fall within days."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "ledger"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger, open to write."""
    with Ledger.create_or_open(path) as opened:
        yield opened


def _add(ledger: Ledger, report: Report, *claims: AnyClaim, reader: str = "1") -> bool:
    reading = Reading(report=report, claims=claims)
    return ledger.add(reading, reader=reader, original=report.text.encode(), suffix=".txt", source="r.txt")


def _figure(report: Report, **fields: object) -> Figure:
    return Figure.of(report, 0, 72, **{"measure": "killed", "low": 16, "qualifier": "at_least", **fields})


def _problem(source: str = "a.txt") -> Problem:
    return Problem(code="V101", message="It is empty.", next_step="Fill it.", source=source, stage="intake")


days = st.none() | st.dates(date(2010, 1, 1), date(2026, 12, 31))
words = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
spans = st.tuples(st.integers(0, 30), st.integers(40, len(TEXT)))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period that runs forward."""
    start, end = draw(days), draw(days)
    if start and end and start > end:
        start, end = end, start
    return Period(start=start, end=end, basis=draw(st.sampled_from(["event", "since", "as_of", "unknown"])))


@st.composite
def claims(draw: st.DrawFn, *, report: Report) -> AnyClaim:
    """Any claim on a report."""
    start, end = draw(spans)
    voice = {"speaker": draw(words), "source": draw(words) or "report", "place": draw(words), "origin": draw(words)}
    kind = draw(st.sampled_from(["figure", "incident", "forecast"]))
    if kind == "incident":
        return Incident.of(report, start, end, event="airstrike", actor=draw(words), when=draw(periods()), **voice)
    if kind == "forecast":
        due = Window(start=draw(days), end=draw(days))
        what, horizon = draw(words) or "it falls", draw(words)
        return Forecast.of(report, start, end, what=what, by_when=due, horizon=horizon, **voice)
    low = draw(st.floats(0, 1e9, allow_nan=False))
    return Figure.of(
        report, start, end, measure="killed", low=low, high=draw(st.none() | st.just(low)), when=draw(periods()),
        lat=draw(st.none() | st.floats(-90, 90)), rules=tuple(draw(st.lists(st.text("ab", min_size=1)))), **voice,
    )  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_goes_in_comes_out_the_same(tmp_path: Path, data: st.DataObject) -> None:
    """Any report and any claims survive the way through the database, in the order of the text."""
    told = Given(published=data.draw(days), outlet=data.draw(words), title=data.draw(words), url=data.draw(words))
    report = report_of(TEXT, given=told).model_copy(update={"agency": data.draw(words), "weekday": "Monday"})
    made = data.draw(st.lists(claims(report=report), max_size=5))
    path = tmp_path / "ledger"
    shutil.rmtree(path, ignore_errors=True)
    with Ledger.create_or_open(path) as opened:
        _add(opened, report, *made)
        contents = opened.contents()
    assert contents.reports == (report,)
    assert sorted(contents.claims, key=repr) == sorted(made, key=repr)
    assert [c.start for c in contents.claims] == sorted(c.start for c in made)


def test_adding_again_adds_nothing(ledger: Ledger, path: Path) -> None:
    """The same reading of the same report by the same reader is kept once."""
    report = report_of(TEXT)
    assert _add(ledger, report, _figure(report))
    before = dump_tables(path)
    assert not _add(ledger, report, _figure(report))
    assert dump_tables(path) == before


def test_holds_only_what_this_reader_read_of_this_edition(ledger: Ledger) -> None:
    """A report is held when this version read this very text with what was given; otherwise it must be read."""
    report = report_of(TEXT)
    assert not ledger.holds(report, reader="1")
    _add(ledger, report)
    assert ledger.holds(report, reader="1")
    assert not ledger.holds(report, reader="2")
    assert not ledger.holds(report.model_copy(update={"given": Given(outlet="Other")}), reader="1")


def test_unread_report_is_kept_and_not_held(ledger: Ledger) -> None:
    """A report that could not be read stands among the reports, without claims, and is to be read again."""
    report = report_of(TEXT)
    args = {"reader": "1", "original": TEXT.encode(), "suffix": ".txt", "source": "r.txt"}
    assert ledger.add_unread(report, **args)  # type: ignore[arg-type]
    assert not ledger.add_unread(report, **args)  # type: ignore[arg-type]
    assert ledger.reports() == (report,)
    assert not ledger.holds(report, reader="1")


def test_claims_of_equal_words_are_both_kept(ledger: Ledger) -> None:
    """Two incidents told by one clause share their words and their id, and neither is lost."""
    report = report_of(TEXT)
    pair = [Incident.of(report, 0, 72, event="attack", target=target) for target in ("Hajin", "Sousa")]
    _add(ledger, report, *pair)
    assert list(ledger.contents().claims) == pair


@pytest.mark.parametrize("table", ["edition", "passage", "reading", "figure", "incident", "forecast", "build"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_what_is_kept_cannot_be_changed(ledger: Ledger, path: Path, table: str, change: str) -> None:
    """The database itself refuses to change or drop what is only ever added to."""
    report = report_of("8 people were killed in Hajin. Hajin fell. It will fall.")
    _add(ledger, report, *read(report).claims)
    ledger.seal(ledger.contents())
    column = query(path, f"SELECT name FROM pragma_table_info('{table}')")[-1][0]
    statement = change.format(table, f'"{column}" = "{column}"')
    with closing(sqlite3.connect(path / "ledger.db")) as database, pytest.raises(sqlite3.IntegrityError, match="only"):
        database.execute(statement)


def test_original_is_kept_under_its_hash(ledger: Ledger, path: Path) -> None:
    """The bytes as they came can be found by the report's id."""
    report = report_of(TEXT)
    _add(ledger, report)
    kept = original_path(path, name=report.id, suffix=".txt")
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == report.id
    assert [item.name for item in kept.parent.iterdir()] == [kept.name]


def test_odd_suffix_never_leaves_the_folder(tmp_path: Path) -> None:
    """A suffix that could name another place is left off."""
    assert original_path(tmp_path, name="ab", suffix="/../x") == tmp_path / "originals" / "ab"


def test_problems_settle_and_return(ledger: Ledger) -> None:
    """A settled problem is out of sight, and back when it is met again."""
    ledger.note_problems([_problem(), _problem("b.txt")], settled=[])
    ledger.note_problems([], settled=[_problem()])
    assert [p.source for p in ledger.problems()] == ["b.txt"]
    ledger.note_problems([_problem()], settled=[])
    assert [p.source for p in ledger.problems()] == ["a.txt", "b.txt"]


def test_quantities_are_replaced_as_a_whole(ledger: Ledger) -> None:
    """Conclusions are those of the last build, with their figures in order."""
    def quantity(number: str, *figures: str) -> Quantity:
        return Quantity(
            id=number, measure="killed", group="civilian", side=None, place="Hajin", place_id=None, unit="person",
            basis="event", start=date(2019, 2, 11), figures=figures,
        )  # fmt: skip

    ledger.set_conclusions(Conclusions(quantities=(quantity("q1", "f2", "f1"), quantity("q2", "f3"))))
    ledger.set_conclusions(Conclusions(quantities=(quantity("q1", "f1", "f2"),)))
    assert ledger.contents().quantities == (quantity("q1", "f1", "f2"),)


def test_builds_are_chained_by_hash(ledger: Ledger, path: Path) -> None:
    """Each build names the hash of the one before, and its own covers all that it says."""
    for text in (TEXT, TEXT + " More."):
        _add(ledger, report_of(text, name=text[-5:]))
        assert ledger.seal(ledger.contents().model_copy(update={"versions": (("vigil", "9"),)}))
    (first, second) = query(path, "SELECT * FROM build ORDER BY id")
    assert second[-2] == first[-1]
    columns = [str(name) for (name,) in query(path, "SELECT name FROM pragma_table_info('build')")]
    row = dict(zip(columns, second, strict=True))
    said = {name: row[name] for name in ("reports", "claims", "problems", "inputs_hash", "result_hash", "previous")}
    said |= {"versions": json.loads(str(row["versions"])), "ended_at": str(row["ended_at"]).replace(" ", "T")[:19]}
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == row["hash"]


def test_build_that_changed_nothing_leaves_no_trace(ledger: Ledger, path: Path) -> None:
    """Sealing the same contents again logs nothing; other versions of the same contents are logged."""
    _add(ledger, report_of(TEXT))
    contents = ledger.contents()
    assert ledger.seal(contents)
    assert not ledger.seal(contents)
    assert ledger.seal(contents.model_copy(update={"versions": (("vigil", "9"),)}))
    assert query(path, "SELECT COUNT(*) FROM build") == [(2,)]


def test_contents_are_sorted_by_day_with_the_undated_last(ledger: Ledger) -> None:
    """The order of adding makes no difference to the order of reading back."""
    days = {"c": "2019-02-11", "a": None, "b": "2019-02-12", "d": "2019-02-11"}
    for name, day in days.items():
        _add(ledger, report_of(f"{TEXT} {name}", name=name, given=Given(published=day)))
    assert [report.name for report in ledger.contents().reports] == ["c", "d", "b", "a"]


# Trouble


def test_file_in_the_way(path: Path) -> None:
    """An output folder that is a file is refused, to write and to read."""
    path.write_text("x")
    for opening in (Ledger.create_or_open, Ledger.open):
        with pytest.raises(LedgerError, match="V401"):
            opening(path)


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A place where no folder can be made is refused."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="V402"):
        Ledger.create_or_open(tmp_path / "file" / "ledger")


def test_no_ledger_there(path: Path) -> None:
    """Opening to read never makes a ledger."""
    with pytest.raises(LedgerError, match="V404"):
        Ledger.open(path)
    assert not path.exists()


@pytest.mark.usefixtures("ledger")
def test_two_builds_cannot_write_at_once(path: Path) -> None:
    """A second writer is turned away at once; a reader is not."""
    with pytest.raises(LedgerError, match="V406"):
        Ledger.create_or_open(path)
    Ledger.open(path).close()


def test_lock_ends_with_its_ledger(path: Path) -> None:
    """A ledger that is closed can be opened to write again."""
    Ledger.create_or_open(path).close()
    Ledger.create_or_open(path).close()


def _hold(path: Path, pipe: multiprocessing.connection.Connection) -> None:
    with Ledger.create_or_open(path):
        pipe.send("held")
        pipe.recv()


def test_lock_of_a_killed_writer_is_gone(path: Path) -> None:
    """A writer that is killed holds nothing back."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    holder = context.Process(target=_hold, args=(path, theirs))
    holder.start()
    assert ours.recv() == "held"
    with pytest.raises(LedgerError, match="V406"):
        Ledger.create_or_open(path)
    holder.kill()
    holder.join()
    Ledger.create_or_open(path).close()


def test_newer_schema(path: Path) -> None:
    """A ledger of a Vigil to come is not touched."""
    Ledger.create_or_open(path).close()
    with closing(sqlite3.connect(path / "ledger.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0099'")
        database.commit()
    for opening in (Ledger.create_or_open, Ledger.open):
        with pytest.raises(LedgerError, match=r"V403: .*0099"):
            opening(path)


@pytest.mark.parametrize("junk", [b"no database at all, only words" * 99, b"SQLite format 3\x00" + bytes(200)])
def test_damaged_database(path: Path, junk: bytes) -> None:
    """A database that cannot be read is told as such, with what to do."""
    Ledger.create_or_open(path).close()
    (path / "ledger.db").write_bytes(junk)
    for opening in (Ledger.create_or_open, Ledger.open):
        with pytest.raises(LedgerError, match=r"V405.*Restore"):
            opening(path)


def test_database_of_another_program(path: Path) -> None:
    """A database with tables that are none of ours is left alone."""
    path.mkdir()
    with closing(sqlite3.connect(path / "ledger.db")) as database:
        database.execute("CREATE TABLE songs (title)")
    with pytest.raises(LedgerError, match=r"V405.*another program"):
        Ledger.create_or_open(path)
    assert query(path, "SELECT name FROM sqlite_master") == [("songs",)]


def test_changed_text_is_found_out(ledger: Ledger, path: Path) -> None:
    """A claim whose quote no longer stands in its report is never shown: the ledger is damaged."""
    report = report_of(TEXT)
    _add(ledger, report, _figure(report))
    with closing(sqlite3.connect(path / "ledger.db")) as database:
        database.execute("DROP TRIGGER edition_no_update")
        database.execute("UPDATE edition SET text = REPLACE(text, '16', '61')")
        database.commit()
    with pytest.raises(LedgerError, match=r"V405.*quote"):
        ledger.contents()


def test_killed_while_adding_leaves_no_half_report(ledger: Ledger, path: Path) -> None:
    """A report is there with all its claims or not at all."""
    report = report_of(TEXT)
    broken = _figure(report).model_copy(update={"source": None})
    with pytest.raises((LedgerError, IntegrityError)):
        _add(ledger, report, _figure(report), broken)
    assert query(path, "SELECT COUNT(*) FROM report") == [(0,)]
    assert not ledger.holds(report, reader="1")


def test_passages_come_back_in_order(ledger: Ledger) -> None:
    """Passages are kept with their kinds."""
    parts = (Passage(start=0, end=72), Passage(start=73, end=len(TEXT), kind="caption"))
    report = report_of(TEXT).model_copy(update={"passages": parts})
    _add(ledger, report)
    assert ledger.reports()[0].passages == parts


def test_reader_leaves_no_file_behind(path: Path) -> None:
    """Looking into a ledger makes nothing in its folder."""
    Ledger.create_or_open(path).close()
    before = sorted(item.name for item in path.iterdir())
    with Ledger.open(path) as opened:
        opened.counts()
    assert sorted(item.name for item in path.iterdir()) == before


def test_ledger_on_a_read_only_disk_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written, a ledger is still shown."""
    with Ledger.create_or_open(path) as opened:
        _add(opened, report_of(TEXT))
    monkeypatch.setattr("os.access", lambda *_: False)
    with Ledger.open(path) as opened:
        assert opened.counts().reports == 1


def test_ledger_open_to_read_cannot_be_written(path: Path) -> None:
    """A ledger that was opened to look at refuses to be changed."""
    Ledger.create_or_open(path).close()
    with Ledger.open(path) as opened, pytest.raises(LedgerError):
        opened.note_problems([_problem()], settled=[])


@pytest.mark.parametrize("folder", ["with space", "100%", "what?", "a#b", "Жук"])
def test_odd_folder_names(tmp_path: Path, folder: str) -> None:
    """A ledger can lie in a folder of any name."""
    path = tmp_path / folder
    with Ledger.create_or_open(path) as opened:
        _add(opened, report_of(TEXT))
    with Ledger.open(path) as opened:
        assert opened.counts().reports == 1
    assert (path / "ledger.db").is_file()
