"""Conclusions: kept whole, replaced whole, shown by the views, and added to ledgers that knew none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

import vigil.ledger
from tests.ledger.dump import dump_tables, query
from tests.ledger.making import FALL, FIRST, JETS, NINETEEN, SIXTEEN, STRIKE, conclusions, fill
from vigil.errors import LEDGER_UNWRITABLE, LedgerError
from vigil.ledger import Ledger, folder, schema
from vigil.ledger.database import open_engine
from vigil.records import Conclusions, Reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "ledger"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger with a conclusion of every kind."""
    with Ledger.create_or_open(path) as opened:
        fill(opened)
        yield opened


def test_conclusions_come_back_the_same(ledger: Ledger) -> None:
    """Each field of each conclusion survives the way through the database."""
    contents = ledger.contents()
    for name in Conclusions.model_fields:
        assert getattr(contents, name) == getattr(conclusions(), name), name
    assert contents.rule == "ucdp"


def test_claims_know_their_origin(ledger: Ledger) -> None:
    """What lineage settled stands in the claims that are read back, though the claims' rows never change."""
    assert {claim.id: claim.origin for claim in ledger.contents().claims}[JETS.id] == "o2"


def test_keeping_the_same_conclusions_writes_nothing(ledger: Ledger, path: Path) -> None:
    """Conclusions in another order are the same conclusions."""
    before, bytes_ = dump_tables(path), (path / "ledger.db").read_bytes()
    turned = {name: tuple(reversed(getattr(conclusions(), name))) for name in Conclusions.model_fields}
    assert ledger.set_conclusions(conclusions().model_copy(update=turned)) == conclusions()
    assert dump_tables(path) == before
    assert (path / "ledger.db").read_bytes() == bytes_


def test_conclusions_are_replaced_as_a_whole(ledger: Ledger, path: Path) -> None:
    """Nothing of an earlier build stays."""
    ledger.set_conclusions(Conclusions())
    tables = dump_tables(path)
    assert [tables[table.name] for table in schema.CONCLUSIONS] == [[]] * len(schema.CONCLUSIONS)


@pytest.mark.parametrize("view", ["claims", "figures", "incidents", "forecasts"])
@pytest.mark.usefixtures("ledger")
def test_views_of_claims_name_the_origin(path: Path, view: str) -> None:
    """The origin of every claim is filled, and leads to its name."""
    rows = query(path, f"SELECT o.name, v.report FROM {view} v LEFT JOIN origins o ON o.origin = v.origin")
    assert rows
    assert all(name == ("Levant Wire" if report == "first" else "later") for name, report in rows)


@pytest.mark.usefixtures("ledger")
def test_origins_count_their_reports_and_claims(path: Path) -> None:
    """An origin shows how much of the ledger is its."""
    rows = query(path, "SELECT name, kind, reports, claims FROM origins ORDER BY name")
    assert rows == [("Levant Wire", "agency", 1, 3), ("later", "report", 1, 2)]


@pytest.mark.usefixtures("ledger")
def test_views_of_conclusions_lead_to_the_claims(path: Path) -> None:
    """Every conclusion can be followed to the claims that it rests on."""
    assert query(path, "SELECT claim, copy FROM estimate_claims ORDER BY copy") == [(SIXTEEN.id, 0), (NINETEEN.id, 1)]
    assert query(path, "SELECT id, place, tellings FROM events") == [("e1", "Hajin", 2)]
    told = query(path, "SELECT claim_id FROM event_claims ORDER BY event_id, number")
    assert told == [(STRIKE.id,), (JETS.id,)]
    disputed = query(path, "SELECT claim_id FROM discrepancy_claims WHERE discrepancy_id = 'd1'")
    assert set(disputed) == {(SIXTEEN.id,), (NINETEEN.id,)}
    assert query(path, "SELECT forecast, verdict, quote FROM outcomes") == [(FALL.id, "met", "The town has fallen.")]
    ((evidence,),) = query(path, "SELECT evidence FROM event_links")
    assert json.loads(str(evidence)) == [["both are at Hajin", 6.2], ["only one names a day", -1.0]]


@pytest.mark.usefixtures("ledger")
def test_undated_reports_and_their_claims_have_possible_days(path: Path) -> None:
    """The interval of a dating can be asked for, and is marked as inferred."""
    days = "SELECT published_from, published_to, day_basis FROM reports ORDER BY name"
    assert query(path, days) == [
        ("2019-02-12", "2019-02-12", "given"), ("2019-02-14", "2019-02-15", "inferred"),
    ]  # fmt: skip
    times = f'SELECT start, "end", basis, inferred FROM times WHERE claim IN (\'{SIXTEEN.id}\', \'{NINETEEN.id}\')'
    assert set(query(path, times)) == {
        ("2019-02-11", "2019-02-11", "event", 0), ("2019-02-14", "2019-02-15", "event", 1),
    }  # fmt: skip


def _make_old(path: Path) -> None:
    """A ledger as the first Vigil left it: no conclusions but quantities."""
    Ledger.create_or_open(path).close()
    (path / "ledger.db").unlink()
    engine = open_engine(path / "ledger.db", writing=True)
    config = Config()
    config.set_main_option("script_location", str(Path(vigil.ledger.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


@pytest.mark.parametrize("opening", [Ledger.open, Ledger.create_or_open])
def test_old_ledger_is_brought_up_to_date(path: Path, opening: object) -> None:
    """Whoever opens a ledger of the first schema finds the second one, and everything that it held."""
    _make_old(path)
    with Ledger(path, open_engine(path / "ledger.db", writing=True)) as old:
        old.add(Reading(report=FIRST, claims=(SIXTEEN, STRIKE, FALL)), reader="1", original=b"", suffix="", source="x")
    with opening(path) as ledger:  # type: ignore[operator]
        contents = ledger.contents()
    assert contents.reports == (FIRST,)
    assert contents.claims == (SIXTEEN, STRIKE, FALL)
    assert (contents.origins, contents.rule) == ((), None)
    assert query(path, "SELECT version_num FROM alembic_version") == [(schema.VERSION,)]


def test_old_ledger_that_cannot_be_written_says_what_to_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a read-only disk an old ledger is left as it is, and whoever asks is told to copy it."""

    def refuse(path: Path) -> None:
        raise LedgerError(LEDGER_UNWRITABLE, path=path, why="Read-only file system")

    _make_old(path)
    monkeypatch.setattr(folder, "make_folder", refuse)
    with pytest.raises(LedgerError, match=r"V408.*schema 0001.*Copy it"):
        Ledger.open(path)
    assert query(path, "SELECT version_num FROM alembic_version") == [("0001",)]
