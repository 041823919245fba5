"""The tables of a ledger. Tables (singular) hold all that was ever found; views (plural) show what is current.

A **report** is known by the hash of its bytes and keeps the name it first came with. An **edition** is the report as
it was once taken in: its clean text, its heading and what it was given. A **reading** is one reader version's claims on
one edition; the last reading of a report is the current one. Claims are never changed and never deleted.
**Conclusions** follow from all claims together and are replaced as a whole by each build; they name claims by id alone.
The views are made by the migrations, and described in docs/ledger.md.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Table, Text

VERSION = "0003"
"""The newest migration, which this Vigil writes."""

VIEWS = (
    "reports", "passages", "claims", "figures", "incidents", "forecasts", "times", "origins", "copies", "quantities",
    "series", "estimates", "estimate_claims", "events", "event_claims", "event_links", "discrepancies",
    "discrepancy_claims", "notes", "note_claims", "outcomes", "datings", "dating_clues", "problems",
)  # fmt: skip

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _needed(
    name: str, kind: type[Text] | type[Integer] | type[Boolean] | type[Float[float]] | type[JSON] = Text
) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _of(table: str) -> Column[Any]:
    """A column that says whose row this is."""
    return Column(f"{table}_id", String(16), ForeignKey(f"{table}.id"), primary_key=True)


def _number() -> Column[Any]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _claim_id(name: str, *, key: bool = False) -> Column[Any]:
    """A column that names a claim, which may stand in several readings."""
    return Column(name, String(16), primary_key=True) if key else Column(name, String(16), nullable=False, index=True)


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
    _of("quantity"),
    _number(),
    _claim_id("figure_id"),
)

origin = Table(
    "origin",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("kind"),
    _needed("name"),
    _needed("first_report"),
)

claim_origin = Table(
    "claim_origin",
    metadata,
    _claim_id("claim_id", key=True),
    Column("origin_id", String(16), ForeignKey("origin.id"), nullable=False, index=True),
    _needed("evidence"),
    Column("holding_id", String(16), nullable=False, index=True),
)

holding = Table("holding", metadata, Column("id", String(16), primary_key=True), _number(), _needed("report"))

estimate = Table(
    "estimate",
    metadata,
    _of("quantity"),
    _needed("rule"),
    Column("low", Float),
    Column("best", Float),
    Column("high", Float),
    _needed("grade"),
    _needed("sources", Integer),
    _needed("origins", Integer),
    _needed("why"),
)

estimate_claim = Table(
    "estimate_claim",
    metadata,
    Column("quantity_id", String(16), ForeignKey("estimate.quantity_id"), primary_key=True),
    _claim_id("claim_id", key=True),
    _needed("copy", Boolean),
)

event = Table(
    "event",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("event"),
    Column("actor", Text),
    Column("target", Text),
    Column("place", Text),
    Column("place_id", Text),
    Column("start", Date),
    Column("end", Date),
)

event_incident = Table("event_incident", metadata, _of("event"), _number(), _claim_id("incident_id"))

event_link = Table(
    "event_link",
    metadata,
    _of("event"),
    _number(),
    Column("left_id", String(16), nullable=False),
    Column("right_id", String(16), nullable=False),
    _needed("probability", Float),
    _needed("evidence", JSON),
)

discrepancy = Table(
    "discrepancy",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("kind"),
    _needed("why"),
    Column("quantity_id", String(16)),
)

discrepancy_claim = Table("discrepancy_claim", metadata, _of("discrepancy"), _number(), _claim_id("claim_id"))

note = Table(
    "note",
    metadata,
    Column("id", String(16), primary_key=True),
    _needed("kind"),
    _needed("why"),
    Column("quantity_id", String(16)),
    _needed("source", JSON),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
)

note_claim = Table("note_claim", metadata, _of("note"), _number(), _claim_id("claim_id"))

outcome = Table(
    "outcome",
    metadata,
    _claim_id("forecast_id", key=True),
    _needed("verdict"),
    _needed("why"),
    Column("said", Date),
    Column("due", Date),
    Column("settled_on", Date),
    Column("report", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Text),
)

dating = Table(
    "dating",
    metadata,
    Column("report", Text, primary_key=True),
    Column("first", Date),
    Column("last", Date),
    _needed("days", JSON),
)

dating_clue = Table(
    "dating_clue",
    metadata,
    Column("report", Text, ForeignKey("dating.report"), primary_key=True),
    _number(),
    _needed("kind"),
    _needed("says"),
    _needed("spots", JSON),
    _needed("set_aside", Boolean),
)

timing = Table(
    "timing",
    metadata,
    _claim_id("claim_id", key=True),
    Column("start", Date),
    Column("end", Date),
    _needed("basis"),
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
CONCLUSIONS = (
    origin, holding, claim_origin, quantity, quantity_figure, estimate, estimate_claim, event, event_incident,
    event_link, discrepancy, discrepancy_claim, note, note_claim, outcome, dating, dating_clue, timing,
)  # fmt: skip
"""What each build concludes anew; a table stands after those that it points to."""
APPEND_ONLY = ("edition", "passage", "reading", "figure", "incident", "forecast", "build", "decision")
