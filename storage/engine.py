"""The engine: how we talk to SQLite and PostgreSQL so that an acknowledged save is on disk, from any thread."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from gesprekskaart.errors import OpslagFout
from storage.beurt import Beurt
from storage.settings import Settings, sqlite_url

SCHRIJFT = "gesprekskaart_schrijft"
"""Execution option of an engine or connection whose transactions write."""

BEURT = "gesprekskaart_beurt"
"""Execution option that holds the Beurt of an engine. PostgreSQL has none: there writers do not wait for each other."""

BUSY_TIMEOUT_MS = 5_000
"""How long a SQLite writer waits for another before it gives up; a write takes some milliseconds."""

WAL_PAGINAS = 20_000
"""Length (some 80 MB) at which SQLite works in its write-ahead log by itself, should storage.inwerken not."""

WAL_TIMEOUT_MS = 1_000
"""How long emptying the write-ahead log waits for who reads. Writers wait as long; a read takes some milliseconds."""


def make_engine(settings: Settings) -> Engine:
    """An engine for the chosen database; makes the folder of a SQLite file. Raises OpslagFout.

    It does not connect yet: `migrate` is the first to do so.
    """
    return open_engine(settings.database_url)


def open_sqlite(bestand: Path) -> Engine:
    """As `make_engine`, for a file by its path."""
    return open_engine(sqlite_url(bestand))


def open_engine(adres: str) -> Engine:
    """As `make_engine`, for an address with its driver, as settings have it."""
    url = make_url(adres)
    if url.get_backend_name() == "postgresql":
        # pre_ping: a database that was restarted costs one retry, not a screen with an error.
        engine = create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    _make_folder(Path(str(url.database)).parent)
    engine = create_engine(url, pool_size=10, max_overflow=20, hide_parameters=True, execution_options={BEURT: Beurt()})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether this is the embedded database."""
    return engine.dialect.name == "sqlite"


def sqlite_file(engine: Engine) -> Path:
    """Where the embedded database is."""
    return Path(str(engine.url.database))


def _make_folder(map_: Path) -> None:
    try:
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)  # it will hold names
    except OSError as fout:
        raise OpslagFout(
            f"De gegevensmap {map_} kan niet worden gemaakt ({fout.strerror}). Kies een andere map met "
            "GESPREKSKAART_DATA_MAP of een andere database met GESPREKSKAART_DATABASE_URL."
        ) from fout


def _prepare_sqlite(verbinding: sqlite3.Connection, _: Any) -> None:
    # None: sqlite3 then begins no transactions of its own accord, so that _begin_sqlite can choose how.
    verbinding.isolation_level = None
    verbinding.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    verbinding.execute("PRAGMA journal_mode = WAL")
    verbinding.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGINAS}")
    # FULL: in WAL mode, NORMAL may forget the last commits when the power fails; we promised that a save is on disk.
    verbinding.execute("PRAGMA synchronous = FULL")
    verbinding.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: the voters of an anonymous poll must not be left behind in free pages.
    verbinding.execute("PRAGMA secure_delete = ON")


def empty_wal(engine: Engine) -> bool:
    """Bring the write-ahead log of SQLite into the database and leave nothing in it; whether that was possible now.

    Until then it holds pages as they were, also what was deleted since. False when somebody reads for longer than
    WAL_TIMEOUT_MS; the log is then emptied at the next occasion.
    """
    if not is_sqlite(engine):
        return True
    beurt: Beurt = engine.get_execution_options()[BEURT]
    verbinding = engine.raw_connection()
    try:
        with beurt.alone:
            verbinding.execute(f"PRAGMA busy_timeout = {WAL_TIMEOUT_MS}")
            bezet, *_ = verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            verbinding.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    finally:
        verbinding.close()
    return not bezet


def _prepare_postgresql(verbinding: Any, _: object) -> None:
    # Searching for two common words remembers every place of both: in 4 MB, the default, only which page they are on,
    # and then all on those pages is compared again. And helpers take longer to start than our questions take.
    with verbinding.cursor() as cursor:
        cursor.execute("SET work_mem = '32MB'")
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    verbinding.commit()


def _begin_sqlite(verbinding: Connection) -> None:
    # A deferred transaction that turns out to write fails at once when somebody else wrote since it began to read;
    # busy_timeout does not help there. IMMEDIATE waits for its turn first.
    schrijft = verbinding.get_execution_options().get(SCHRIJFT, False)
    verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")
