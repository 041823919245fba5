"""The schema: migrations make what the code expects, and every view has the columns of the claim format."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import vigil.ledger
from tests.ledger.dump import query
from tests.ledger.rooms import read, report_of
from vigil.ledger import Ledger, schema
from vigil.records import Figure, Forecast, Incident, Reading, Report

MIGRATIONS = Path(vigil.ledger.__file__).parent / "migrations"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one report of three claims."""
    report = report_of("8 people were killed in Hajin. Sousa fell. The convoy will leave soon.")
    with Ledger.create_or_open(tmp_path / "ledger") as ledger:
        reading = Reading(report=report, claims=read(report).claims)
        ledger.add(reading, reader="1", original=report.text.encode(), suffix=".txt", source="r.txt")
    return tmp_path / "ledger"


def _columns(ledger: Path, name: str) -> set[str]:
    return {str(column) for (column,) in query(ledger, f"SELECT name FROM pragma_table_info('{name}')")}


def _flat(fields: set[str]) -> set[str]:
    """The fields of a claim as columns: its periods become bounds."""
    columns = fields - {"kind", "when", "by_when"}
    if "when" in fields:
        columns |= {"when_start", "when_end", "basis"}
    if "by_when" in fields:
        columns |= {"by_when_start", "by_when_end"}
    return columns


def test_migrations_make_the_tables_that_the_code_expects(path: Path) -> None:
    """Nothing is in the code's tables that the migrations do not make, and the other way round."""
    engine = create_engine(f"sqlite:///{path / 'ledger.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


def test_version_is_that_of_the_last_migration() -> None:
    """The version that the code knows is the head of the migrations."""
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.VERSION


@pytest.mark.parametrize(("view", "kind"), [("figures", Figure), ("incidents", Incident), ("forecasts", Forecast)])
def test_views_of_claims_have_the_fields_of_the_format(path: Path, view: str, kind: type[Figure]) -> None:
    """Each field of a claim is a column of its view, and nothing else is."""
    assert _columns(path, view) == _flat(set(kind.model_fields))


def test_view_of_reports_has_the_fields_of_a_report(path: Path) -> None:
    """What a report shows is in its view: the day as an interval, what is given before what the text shows."""
    expected = set(Report.model_fields) - {"given", "passages", "published"}
    assert expected | {"published_from", "published_to", "url"} <= _columns(path, "reports")


@pytest.mark.parametrize("view", schema.VIEWS)
def test_every_view_answers(path: Path, view: str) -> None:
    """Every view can be asked."""
    assert isinstance(query(path, f"SELECT * FROM {view}"), list)


def test_claims_view_holds_all_kinds(path: Path) -> None:
    """Claims of every kind stand in one view, with what they are about and the words that prove it."""
    rows = query(path, 'SELECT kind, report, about, quote FROM claims ORDER BY start, "end"')
    assert rows == [
        ("figure", "morning", "killed", "8 people were killed in Hajin"),
        ("incident", "morning", "advance", "Sousa fell"),
        ("forecast", "morning", "will leave soon", "will leave soon"),
    ]


def test_offsets_cut_the_quote_out_of_the_text(path: Path) -> None:
    """Start and end are offsets in the text that the view of reports shows."""
    cut = 'SUBSTR(r.text, c.start + 1, c."end" - c.start)'
    rows = query(path, f"SELECT c.quote, {cut} FROM claims c JOIN reports r ON r.name = c.report")
    assert rows
    assert all(quote == words for quote, words in rows)


def test_dates_are_written_as_days(path: Path) -> None:
    """A reader of SQL sees days as YYYY-MM-DD and can compare them as text."""
    assert query(path, "SELECT published_from, published_to FROM reports") == [("2019-02-12", "2019-02-12")]
    assert query(path, "SELECT when_start, when_end, basis FROM figures") == [("2019-02-12", "2019-02-12", "event")]
