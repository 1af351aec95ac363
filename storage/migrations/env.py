"""Runs migrations on the connection that storage.schema gives, or, from Alembic's own command line, as set."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 -- fills SQLModel.metadata
from storage.engine import make_engine
from storage.schema import migrating
from storage.settings import load_settings


def run(verbinding: Connection) -> None:
    # Batch: SQLite can hardly ALTER, so a changed table is built anew and the rows are copied.
    context.configure(connection=verbinding, target_metadata=SQLModel.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


if context.config.attributes.get("connection") is not None:
    run(context.config.attributes["connection"])
else:
    with migrating(make_engine(load_settings())) as verbinding:
        run(verbinding)
