"""The real product in a process of its own: on a free port, in an empty data folder, on a real SQLite file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from storage import load_settings, make_engine, make_ports, make_zegelaar

WORTEL = Path(__file__).parents[2]


@dataclass
class Server:
    """Started, killed and started again as often as a test wants; what it stored stays."""

    map: Path
    poort: int
    link: str = ""
    """The one-time address that the last start printed."""
    _proces: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def adres(self) -> str:
        """Where it answers. The host name is the one that it prints, so that the cookie fits."""
        return f"http://localhost:{self.poort}"

    @property
    def log(self) -> str:
        return self._logbestand.read_text("utf-8") if self._logbestand.exists() else ""

    @cached_property
    def ports(self) -> Ports:
        """The same database from here: to prepare a conversation, and to see what is really on disk."""
        settings = load_settings(data_map=self.map / "gegevens")
        return make_ports(make_engine(settings), now=lambda: datetime.now(UTC), zegelaar=make_zegelaar(settings))

    @property
    def wie(self) -> Wie:
        """The facilitator whom the link logs in."""
        (account,) = self.ports.accounts.list()
        return Wie(account=account)

    def start(self) -> None:
        """Gives back control when it answers."""
        env = {**os.environ, "GESPREKSKAART_DATA_MAP": str(self.map / "gegevens"), "PYTHONPATH": str(WORTEL)}
        with self._logbestand.open("a") as log:
            opdracht = [sys.executable, "-m", "beheer", "start", "--poort", str(self.poort)]
            self._proces = subprocess.Popen(
                opdracht, env=env, cwd=self.map, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
            )
        assert self._proces.stdout
        self.link = self._proces.stdout.readline().strip()
        assert urlsplit(self.link).port == self.poort, self.log

    def stop(self) -> None:
        """As Ctrl+C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Without a warning, as a power cut does."""
        self._end(signal.SIGKILL)

    def _end(self, sein: signal.Signals) -> None:
        if self._proces is not None:
            self._proces.send_signal(sein)
            self._proces.communicate(timeout=30)
            self._proces = None

    @property
    def _logbestand(self) -> Path:
        return self.map / "server.log"
