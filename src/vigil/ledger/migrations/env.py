"""Runs the migrations on the connection that the ledger holds open, all of them in one transaction."""

from __future__ import annotations

from alembic import context

from vigil.ledger.schema import metadata

# SQLite can roll back its schema changes too; without this a killed first build would leave half a schema.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
