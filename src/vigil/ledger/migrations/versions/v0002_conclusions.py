"""What the reports say together: origins, estimates, events, discrepancies, outcomes and datings are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_VOICE = """c.speaker, c.source, c.hedge, c.place, c.place_id, c.place_precision, c.lat, c.lon, c.admin,
  COALESCE(o.origin_id, c.origin) AS origin, c.rules"""
_GIVEN = "COALESCE(e.given_published, e.published"


def _claims_of(table: str, own: str) -> str:
    """The query for the current claims of one kind, with the columns of its own and the origin last settled."""
    return f"""
SELECT c.id, r.name AS report, c.quote, {own}, {_VOICE}, c.start, c."end"
FROM {table} c JOIN current_reading cur ON cur.id = c.reading_id JOIN report r ON r.id = cur.report_id
LEFT JOIN claim_origin o ON o.claim_id = c.id"""


def _times_of(view: str) -> str:
    """The query for when the claims of one view hold."""
    return f"""
SELECT c.id AS claim, CASE WHEN t.claim_id IS NULL THEN c.when_start ELSE t.start END AS start,
  CASE WHEN t.claim_id IS NULL THEN c.when_end ELSE t."end" END AS "end",
  COALESCE(t.basis, c.basis) AS basis, t.claim_id IS NOT NULL AS inferred
FROM {view} c LEFT JOIN timing t ON t.claim_id = c.id"""


_REPLACED = {
    "reports": f"""
SELECT r.id, r.name, COALESCE(e.given_title, e.title) AS title, COALESCE(e.given_outlet, e.outlet) AS outlet, e.agency,
  {_GIVEN}, d.first) AS published_from, {_GIVEN}, d.last) AS published_to,
  CASE WHEN e.given_published IS NOT NULL THEN 'given' WHEN e.published IS NOT NULL THEN 'stated'
    WHEN d.first IS NOT NULL OR d.last IS NOT NULL THEN 'inferred' END AS day_basis,
  e.weekday, e.dateline, e.given_url AS url, r.source, r.suffix, cur.reader_version, cur.complete, e.text_hash, e.text
FROM report r JOIN current_reading cur ON cur.report_id = r.id JOIN edition e ON e.id = cur.edition_id
LEFT JOIN dating d ON d.report = r.name""",
    "figures": _claims_of(
        "figure",
        'c.measure, c.who, c."group", c.side, c.low, c.high, c.qualifier, c.unit, c."by", c.method, '
        "c.when_start, c.when_end, c.basis, c.part_of",
    ),
    "incidents": _claims_of("incident", "c.event, c.actor, c.target, c.when_start, c.when_end, c.basis"),
    "forecasts": _claims_of("forecast", "c.what, c.by_when_start, c.by_when_end, c.horizon"),
    "claims": """
SELECT id, 'figure' AS kind, report, measure AS about, quote, speaker, source, hedge, place, origin, start, "end"
FROM figures UNION ALL
SELECT id, 'incident', report, event, quote, speaker, source, hedge, place, origin, start, "end"
FROM incidents UNION ALL
SELECT id, 'forecast', report, what, quote, speaker, source, hedge, place, origin, start, "end"
FROM forecasts""",
}
"""Views that show more than before; each after those that it stands on."""

_NEW = {
    "times": f"{_times_of('figures')} UNION ALL {_times_of('incidents')}",
    "origins": """
SELECT o.id AS origin, o.name, o.kind, o.first_report, COUNT(DISTINCT c.report) AS reports, COUNT(c.id) AS claims
FROM origin o LEFT JOIN claims c ON c.origin = o.id GROUP BY o.id, o.name, o.kind, o.first_report""",
    "copies": """
SELECT o.claim_id AS claim, h.number, h.report FROM claim_origin o JOIN holding h ON h.id = o.holding_id""",
    "estimates": """
SELECT e.quantity_id AS quantity, e.rule, e.low, e.best, e.high, e.grade, e.sources, e.origins, e.why
FROM estimate e""",
    "estimate_claims": """
SELECT e.quantity_id AS quantity, e.claim_id AS claim, e.copy FROM estimate_claim e""",
    "events": """
SELECT e.id, e.event, e.actor, e.target, e.place, e.place_id, e.start, e."end",
  (SELECT COUNT(*) FROM event_incident i WHERE i.event_id = e.id) AS tellings
FROM event e""",
    "event_claims": """
SELECT i.event_id, i.number, i.incident_id AS claim_id FROM event_incident i""",
    "event_links": """
SELECT l.event_id, l.left_id, l.right_id, l.probability, l.evidence FROM event_link l""",
    "discrepancies": """
SELECT d.id, d.kind, d.why, d.quantity_id AS quantity FROM discrepancy d""",
    "discrepancy_claims": """
SELECT c.discrepancy_id, c.claim_id FROM discrepancy_claim c""",
    "outcomes": """
SELECT o.forecast_id AS forecast, o.verdict, o.why, o.said, o.due, o.settled_on, o.report, o.quote, o.start, o."end"
FROM outcome o""",
    "datings": """
SELECT d.report, d.first, d.last, d.days FROM dating d""",
    "dating_clues": """
SELECT c.report, c.number, c.kind, c.says, c.spots, c.set_aside FROM dating_clue c""",
}


def upgrade() -> None:
    """Make the tables of conclusions, and the views that show them."""
    _make_origins()
    _make_estimates()
    _make_events()
    _make_discrepancies()
    _make_outcomes()
    _make_datings()
    for name in reversed(_REPLACED):
        op.execute(f"DROP VIEW {name}")
    for name, query in (_REPLACED | _NEW).items():
        op.execute(f"CREATE VIEW {name} AS {query.strip()}")


def _make_origins() -> None:
    op.create_table("origin", _id(), *_needed("kind", "name", "first_report"), _key("origin", "id"))
    op.create_table(
        "claim_origin",
        _claim("claim_id"),
        _to("claim_origin", "origin_id", "origin.id"),
        *_needed("evidence"),
        _claim("holding_id"),
        _key("claim_origin", "claim_id"),
    )
    for name in ("origin_id", "holding_id"):
        op.create_index(f"ix_claim_origin_{name}", "claim_origin", [name])
    op.create_table(
        "holding",
        _id(),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *_needed("report"),
        _key("holding", "id", "number"),
    )


def _make_estimates() -> None:
    op.create_table(
        "estimate",
        _to("estimate", "quantity_id", "quantity.id"),
        *_needed("rule"),
        *(sa.Column(name, sa.Float()) for name in ("low", "best", "high")),
        *_needed("grade"),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        *_needed("why"),
        _key("estimate", "quantity_id"),
    )
    op.create_table(
        "estimate_claim",
        _to("estimate_claim", "quantity_id", "estimate.quantity_id"),
        _claim("claim_id"),
        sa.Column("copy", sa.Boolean(), nullable=False),
        _key("estimate_claim", "quantity_id", "claim_id"),
    )


def _make_events() -> None:
    op.create_table(
        "event",
        _id(),
        *_needed("event"),
        *(sa.Column(name, sa.Text()) for name in ("actor", "target", "place", "place_id")),
        *(sa.Column(name, sa.Date()) for name in ("start", "end")),
        _key("event", "id"),
    )
    _numbered("event_incident", "event", _claim("incident_id"))
    op.create_index("ix_event_incident_incident_id", "event_incident", ["incident_id"])
    _numbered(
        "event_link",
        "event",
        _claim("left_id"),
        _claim("right_id"),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
    )


def _make_discrepancies() -> None:
    op.create_table(
        "discrepancy",
        _id(),
        *_needed("kind", "why"),
        sa.Column("quantity_id", sa.String(16)),
        _key("discrepancy", "id"),
    )
    _numbered("discrepancy_claim", "discrepancy", _claim("claim_id"))
    op.create_index("ix_discrepancy_claim_claim_id", "discrepancy_claim", ["claim_id"])


def _make_outcomes() -> None:
    op.create_table(
        "outcome",
        _claim("forecast_id"),
        *_needed("verdict", "why"),
        *(sa.Column(name, sa.Date()) for name in ("said", "due", "settled_on")),
        sa.Column("report", sa.Text()),
        *(sa.Column(name, sa.Integer()) for name in ("start", "end")),
        sa.Column("quote", sa.Text()),
        _key("outcome", "forecast_id"),
    )


def _make_datings() -> None:
    op.create_table(
        "dating",
        *_needed("report"),
        *(sa.Column(name, sa.Date()) for name in ("first", "last")),
        sa.Column("days", sa.JSON(), nullable=False),
        _key("dating", "report"),
    )
    op.create_table(
        "dating_clue",
        _to("dating_clue", "report", "dating.report", sa.Text()),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *_needed("kind", "says"),
        sa.Column("spots", sa.JSON(), nullable=False),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        _key("dating_clue", "report", "number"),
    )
    op.create_table(
        "timing",
        _claim("claim_id"),
        *(sa.Column(name, sa.Date()) for name in ("start", "end")),
        *_needed("basis"),
        _key("timing", "claim_id"),
    )


def _numbered(table: str, parent: str, *own: sa.Column) -> None:  # type: ignore[type-arg]  # columns of many types
    """A table of what a conclusion holds, in order."""
    op.create_table(
        table,
        _to(table, f"{parent}_id", f"{parent}.id"),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *own,
        _key(table, f"{parent}_id", "number"),
    )


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(16), nullable=False)


def _claim(name: str) -> sa.Column[str]:
    """A column that names a claim, or what is named as claims are."""
    return sa.Column(name, sa.String(16), nullable=False)


def _needed(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def _to(table: str, name: str, target: str, kind: sa.types.TypeEngine[str] | None = None) -> sa.Column[str]:
    """A column that names a row of another table."""
    return sa.Column(
        name, kind or sa.String(16), sa.ForeignKey(target, name=f"fk_{table}_{name}"), nullable=False
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")
