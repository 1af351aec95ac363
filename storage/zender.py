"""Telling after the commit that something changed: in this process by a call, in others by PostgreSQL's NOTIFY.

SQLite has no way to call another process; there one process serves, and the command line's changes are found by
asking the feed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID, uuid4

from sqlalchemy import Engine, text
from sqlmodel import Session

from gesprekskaart.stroom import Gewijzigd
from storage.engine import is_sqlite

log = logging.getLogger("gesprekskaart")

ZENDER = "gesprekskaart_zender"
"""Execution option that holds the Zender of an engine."""

_KANAAL = "gesprekskaart"
_HERKANSING_S = 2.0


class Zender:
    """Whom to tell. Those who follow are called from the writer's thread and have to be quick."""

    def __init__(self) -> None:
        self._volgers: list[Callable[[Gewijzigd], None]] = []
        self._proces = uuid4().hex

    def follow(self, told: Callable[[Gewijzigd], None], engine: Engine) -> None:
        """Tell this one too. With the first of them, begin to listen to other processes."""
        self._volgers.append(told)
        if len(self._volgers) == 1 and not is_sqlite(engine):
            threading.Thread(target=self._listen, args=(engine,), name="gesprekskaart-luistert", daemon=True).start()

    def tell(self, wijziging: Gewijzigd) -> None:
        """After the commit: the text is on disk, whatever happens to whoever wants to hear of it."""
        for told in self._volgers:
            try:
                told(wijziging)
            except Exception:
                log.exception("Een wijziging kon niet worden doorverteld")

    def announce(self, session: Session, keten: UUID, nummer: int) -> None:
        """Within the transaction, so that other processes hear of it with the commit and not without it."""
        if session.get_bind().dialect.name == "postgresql":
            bericht = f"{self._proces} {keten} {nummer}"
            session.execute(text("SELECT pg_notify(:kanaal, :bericht)"), {"kanaal": _KANAAL, "bericht": bericht})

    def _listen(self, engine: Engine) -> None:
        import psycopg  # noqa: PLC0415 -- slow, and only needed for who has PostgreSQL

        adres = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while True:
            # A database that restarts is waited for. What was missed meanwhile is found by asking the feed.
            with suppress(psycopg.Error), psycopg.connect(adres, autocommit=True) as verbinding:
                verbinding.execute(f"LISTEN {_KANAAL}")
                for bericht in verbinding.notifies():
                    self._hear(bericht.payload)
            time.sleep(_HERKANSING_S)

    def _hear(self, bericht: str) -> None:
        proces, keten, nummer = bericht.split(" ")
        if proces != self._proces:
            self.tell(Gewijzigd(UUID(keten), int(nummer), None))


NIEMAND = Zender()
"""Of an engine that nobody can follow."""
