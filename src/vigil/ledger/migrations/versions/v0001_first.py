"""The first schema: reports in editions, readings with their claims, quantities, problems, builds and decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("edition", "passage", "reading", "figure", "incident", "forecast", "build", "decision")
_VOICE = """c.speaker, c.source, c.hedge, c.place, c.place_id, c.place_precision, c.lat, c.lon, c.admin, c.origin,
  c.rules"""


def _claims_of(table: str, own: str) -> str:
    """The query for the current claims of one kind, with the columns of its own."""
    return f"""
SELECT c.id, r.name AS report, c.quote, {own}, {_VOICE}, c.start, c."end"
FROM {table} c JOIN current_reading cur ON cur.id = c.reading_id JOIN report r ON r.id = cur.report_id"""


_VIEWS = {
    "current_reading": """
SELECT reading.* FROM reading
JOIN (SELECT MAX(id) AS id FROM reading GROUP BY report_id) AS last ON last.id = reading.id""",
    "reports": """
SELECT r.id, r.name, COALESCE(e.given_title, e.title) AS title, COALESCE(e.given_outlet, e.outlet) AS outlet, e.agency,
  COALESCE(e.given_published, e.published) AS published_from, COALESCE(e.given_published, e.published) AS published_to,
  e.weekday, e.dateline, e.given_url AS url, r.source, r.suffix, cur.reader_version, cur.complete, e.text_hash, e.text
FROM report r JOIN current_reading cur ON cur.report_id = r.id JOIN edition e ON e.id = cur.edition_id""",
    "passages": """
SELECT r.name AS report, p.number, p.kind, p.start, p."end",
  SUBSTR(e.text, p.start + 1, p."end" - p.start) AS text
FROM passage p JOIN edition e ON e.id = p.edition_id JOIN current_reading cur ON cur.edition_id = e.id
JOIN report r ON r.id = cur.report_id""",
    "figures": _claims_of(
        "figure",
        'c.measure, c.who, c."group", c.side, c.low, c.high, c.qualifier, c.unit, c."by", c.method, '
        "c.when_start, c.when_end, c.basis, c.part_of",
    ),
    "incidents": _claims_of("incident", "c.event, c.actor, c.target, c.when_start, c.when_end, c.basis"),
    "forecasts": _claims_of("forecast", "c.what, c.by_when_start, c.by_when_end, c.horizon"),
    "claims": """
SELECT id, 'figure' AS kind, report, measure AS about, quote, speaker, source, hedge, place, start, "end" FROM figures
UNION ALL
SELECT id, 'incident', report, event, quote, speaker, source, hedge, place, start, "end" FROM incidents
UNION ALL
SELECT id, 'forecast', report, what, quote, speaker, source, hedge, place, start, "end" FROM forecasts""",
    "quantities": """
SELECT q.id, q.measure, q."group", q.side, q.place, q.place_id, q.unit, q.basis, q.start,
  (SELECT COUNT(*) FROM quantity_figure f WHERE f.quantity_id = q.id) AS figures
FROM quantity q""",
    "series": """
SELECT s.quantity_id AS quantity, s.number, s.figure_id AS figure FROM quantity_figure s""",
    "problems": """
SELECT id, code, message, next_step, source, stage FROM problem WHERE NOT settled""",
}


def upgrade() -> None:
    """Make every table and view, and guard what is only ever appended to."""
    _make_reports()
    _make_claims()
    _make_quantities()
    _make_logs()
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query.strip()}")
    if op.get_context().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            _guard(table)


def _make_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("name", name="uq_report_name"),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.String(64), nullable=False),
        _to("edition", "report_id", "report.id", sa.String(64)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("given_published", sa.Date()),
        *_texts("given_outlet", "given_title", "given_url", "title", "outlet", "agency"),
        sa.Column("published", sa.Date()),
        *_texts("weekday", "dateline"),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.create_index("ix_edition_report_id", "edition", ["report_id"])
    op.create_table(
        "passage",
        _to("passage", "edition_id", "edition.id", sa.String(64)),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "number", name="pk_passage"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        _to("reading", "report_id", "report.id", sa.String(64)),
        _to("reading", "edition_id", "edition.id", sa.String(64)),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index("ix_reading_report_id", "reading", ["report_id"])


def _make_claims() -> None:
    when = ("when_start", "when_end")
    _claim_table(
        "figure",
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("side", sa.Text()),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        *_texts("by", "method"),
        *(sa.Column(name, sa.Date()) for name in when),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("part_of", sa.Text()),
    )
    _claim_table(
        "incident",
        sa.Column("event", sa.Text(), nullable=False),
        *_texts("actor", "target"),
        *(sa.Column(name, sa.Date()) for name in when),
        sa.Column("basis", sa.Text(), nullable=False),
    )
    _claim_table(
        "forecast",
        sa.Column("what", sa.Text(), nullable=False),
        *(sa.Column(f"by_{name}", sa.Date()) for name in when),
        sa.Column("horizon", sa.Text()),
    )


def _claim_table(kind: str, *own: sa.Column) -> None:  # type: ignore[type-arg]  # columns of many types
    op.create_table(
        kind,
        _to(kind, "reading_id", "reading.id", sa.Integer()),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hedge", sa.Text(), nullable=False),
        *_texts("place", "place_id", "place_precision"),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        *_texts("admin", "origin"),
        sa.Column("rules", sa.JSON(), nullable=False),
        *own,
        sa.PrimaryKeyConstraint("reading_id", "number", name=f"pk_{kind}"),
    )
    op.create_index(f"ix_{kind}_id", kind, ["id"])


def _make_quantities() -> None:
    op.create_table(
        "quantity",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        *_texts("side", "place", "place_id"),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("start", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_quantity"),
    )
    op.create_table(
        "quantity_figure",
        _to("quantity_figure", "quantity_id", "quantity.id", sa.String(16)),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("figure_id", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("quantity_id", "number", name="pk_quantity_figure"),
    )
    op.create_index("ix_quantity_figure_figure_id", "quantity_figure", ["figure_id"])


def _make_logs() -> None:
    op.create_table(
        "problem",
        sa.Column("id", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("code", "message", "next_step", "source", "stage")),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_problem"),
    )
    op.create_table(
        "build",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("reports", "claims", "problems")),
        sa.Column("inputs_hash", sa.String(64), nullable=False),
        sa.Column("result_hash", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64)),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_build"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("made_by", "subject_kind", "subject", "ruling")),
        sa.Column("note", sa.Text()),
        sa.Column("previous", sa.String(64)),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )


def _guard(table: str) -> None:
    """Rows of this table can be added, never changed or taken out."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _to(table: str, name: str, target: str, kind: sa.types.TypeEngine) -> sa.Column:  # type: ignore[type-arg]
    """A column that names a row of another table."""
    return sa.Column(name, kind, sa.ForeignKey(target, name=f"fk_{table}_{name}"), nullable=False)


def _texts(*names: str) -> tuple[sa.Column, ...]:  # type: ignore[type-arg]
    return tuple(sa.Column(name, sa.Text()) for name in names)
