"""The tables of a ledger. Tables (singular) hold all that was ever found; views (plural) show what is current.

A **report** is known by the hash of its bytes and keeps the name it first came with. An **edition** is the report as
it was once taken in: its clean text, its heading and what it was given. A **reading** is one reader version's claims on
one edition; the last reading of a report is the current one. Claims are never changed and never deleted.
The views are made by the migrations, and described in docs/ledger.md.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Table, Text

VERSION = "0001"
"""The newest migration, which this Vigil writes."""

VIEWS = ("reports", "passages", "claims", "figures", "incidents", "forecasts", "quantities", "series", "problems")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _needed(name: str, kind: type[Text] | type[Integer] | type[Boolean] = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


report = Table(
    "report",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    _needed("suffix"),
    _needed("source"),
)

edition = Table(
    "edition",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("report_id", String(64), ForeignKey("report.id"), nullable=False, index=True),
    _needed("text"),
    Column("text_hash", String(64), nullable=False),
    Column("given_published", Date),
    Column("given_outlet", Text),
    Column("given_title", Text),
    Column("given_url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("agency", Text),
    Column("published", Date),
    Column("weekday", Text),
    Column("dateline", Text),
)

passage = Table(
    "passage",
    metadata,
    Column("edition_id", String(64), ForeignKey("edition.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("start", Integer),
    _needed("end", Integer),
    _needed("kind"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", String(64), ForeignKey("report.id"), nullable=False, index=True),
    Column("edition_id", String(64), ForeignKey("edition.id"), nullable=False),
    _needed("reader_version"),
    _needed("complete", Boolean),
)


def _claim_table(kind: str, *own: Column[Any]) -> Table:
    """A table of claims of one kind: what all claims have, and its own columns."""
    return Table(
        kind,
        metadata,
        Column("reading_id", Integer, ForeignKey("reading.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("id", String(16), nullable=False, index=True),
        _needed("quote"),
        _needed("start", Integer),
        _needed("end", Integer),
        Column("speaker", Text),
        _needed("source"),
        _needed("hedge"),
        Column("place", Text),
        Column("place_id", Text),
        Column("place_precision", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("admin", Text),
        Column("origin", Text),
        Column("rules", JSON, nullable=False),
        *own,
    )


def _when() -> tuple[Column[Any], ...]:
    return Column("when_start", Date), Column("when_end", Date), _needed("basis")


figure = _claim_table(
    "figure",
    _needed("measure"),
    Column("who", Text),
    _needed("group"),
    Column("side", Text),
    Column("low", Float),
    Column("high", Float),
    _needed("qualifier"),
    _needed("unit"),
    Column("by", Text),
    Column("method", Text),
    *_when(),
    Column("part_of", Text),
)

incident = _claim_table(
    "incident", _needed("event"), Column("actor", Text), Column("target", Text), *_when()
)

forecast = _claim_table(
    "forecast",
    _needed("what"),
    Column("by_when_start", Date),
    Column("by_when_end", Date),
    Column("horizon", Text),
)

quantity = Table(
    "quantity",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("measure"),
    _needed("group"),
    Column("side", Text),
    Column("place", Text),
    Column("place_id", Text),
    _needed("unit"),
    _needed("basis"),
    Column("start", Date),
)

quantity_figure = Table(
    "quantity_figure",
    metadata,
    Column("quantity_id", String(16), ForeignKey("quantity.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("figure_id", String(16), nullable=False, index=True),
)

problem = Table(
    "problem",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("code"),
    _needed("message"),
    _needed("next_step"),
    _needed("source"),
    _needed("stage"),
    _needed("settled", Boolean),
)

build = Table(
    "build",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ended_at", DateTime, nullable=False),
    Column("versions", JSON, nullable=False),
    _needed("reports", Integer),
    _needed("claims", Integer),
    _needed("problems", Integer),
    Column("inputs_hash", String(64), nullable=False),
    Column("result_hash", String(64), nullable=False),
    Column("previous", String(64)),
    Column("hash", String(64), nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),
    _needed("made_by"),
    _needed("subject_kind"),
    _needed("subject"),
    _needed("ruling"),
    Column("note", Text),
    Column("previous", String(64)),
    Column("hash", String(64), nullable=False),
)

CLAIM_TABLES = {"figure": figure, "incident": incident, "forecast": forecast}
APPEND_ONLY = ("edition", "passage", "reading", "figure", "incident", "forecast", "build", "decision")
