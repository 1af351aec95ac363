"""Runs migrations on the connection that storage.schema gives."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 -- fills SQLModel.metadata
from storage.migrations.zoekindex import TABELLEN

# The search index is not among the tables (migrations/zoekindex.py).
# Batch: SQLite can hardly ALTER, so a changed table is built anew and its rows are copied.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda naam, soort, _: soort != "table" or not str(naam).startswith(TABELLEN),
)
with context.begin_transaction():
    context.run_migrations()
