"""What is odd about long series is kept: gaps, falls, numbers carried forward, sources at odds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_VIEWS = {
    "notes": """
SELECT n.id, n.kind, n.why, n.quantity_id AS quantity, n.source, n.first, n.last FROM note n""",
    "note_claims": """
SELECT c.note_id, c.claim_id FROM note_claim c""",
}


def upgrade() -> None:
    """Make the tables of notes, and the views that show them."""
    op.create_table(
        "note",
        _name("id"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("quantity_id", sa.String(16)),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_table(
        "note_claim",
        sa.Column(
            "note_id", sa.String(16), sa.ForeignKey("note.id", name="fk_note_claim_note_id"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        _name("claim_id"),
        sa.PrimaryKeyConstraint("note_id", "number", name="pk_note_claim"),
    )
    op.create_index("ix_note_claim_claim_id", "note_claim", ["claim_id"])
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query.strip()}")


def _name(column: str) -> sa.Column[str]:
    return sa.Column(column, sa.String(16), nullable=False)
