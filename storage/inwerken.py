"""Working SQLite's write-ahead log into the database, beside the writing.

Left alone, SQLite does so within the commit that makes the log long. With fifty writers that commit took 150 to 240 ms,
and everybody behind it waited as long; done here it takes some milliseconds and nobody waits.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import is_sqlite

log = logging.getLogger("gesprekskaart")

ELKE_S = 2.0
"""Seconds between two times: fifty busy writers make some 6 MB of log in it."""


@contextmanager
def keeping_up(engine: Engine, *, elke_s: float = ELKE_S) -> Iterator[None]:
    """Work the log in for as long as this lasts. PostgreSQL does so by itself."""
    if not is_sqlite(engine):
        yield
        return
    genoeg = Event()
    draad = Thread(target=_keep_up, args=(engine, genoeg, elke_s), name="inwerken", daemon=True)
    draad.start()
    try:
        yield
    finally:
        genoeg.set()
        draad.join()


def _keep_up(engine: Engine, genoeg: Event, elke_s: float) -> None:
    while not genoeg.wait(elke_s):
        try:
            with closing(engine.raw_connection()) as verbinding:
                verbinding.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except (sqlite3.Error, SQLAlchemyError):
            # Nothing is lost: everything is on disk in the log, and the next time works in more.
            log.warning("Het schrijflogboek van de database kon nu niet worden ingewerkt", exc_info=True)
