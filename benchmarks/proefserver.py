"""A data folder to measure on, and the real server on it: on this machine only, and always stopped."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, add_account, make_link, use_link
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.sessie import Stand
from gesprekskaart.voorbeelden import voorbeelden
from storage import load_settings, make_engine, make_ports, make_zegelaar, migrate

WORTEL = Path(__file__).parents[1]
KLAAR_BINNEN = 60.0
"""Seconds that a server may take before it says where it is."""


@dataclass(frozen=True)
class Proefmap:
    """A prepared data folder: the large example, being discussed, and somebody who is logged in."""

    map: Path
    sessie: UUID
    account: UUID
    cookie: str

    @property
    def cookies(self) -> dict[str, str]:
        return {COOKIE: self.cookie}


@dataclass(frozen=True)
class Proefserver:
    """A server that answers. `link` logs in once; None for the bare peer."""

    adres: str
    pid: int
    link: str
    gestart: float
    """As time.perf_counter() counts, just before the process was made."""

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        velden = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")

    def rss(self) -> float:
        """Resident memory in MiB."""
        regels = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmRSS:")) / 1024


def open_ports(map_: Path) -> Ports:
    """The ports on the database in this folder, made where there is none."""
    settings = load_settings(data_map=map_, database_url=f"sqlite:///{map_ / 'gesprekskaart.db'}")
    engine = make_engine(settings)
    migrate(engine)
    return make_ports(engine, lambda: datetime.now(UTC), zegelaar=make_zegelaar(settings))


def prepare(map_: Path) -> Proefmap:
    """Both examples; in the large one the conversation is going on, so that it can be written in."""
    ports = open_ports(map_)
    account = add_account("facilitator", beheerder=True, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    grote, kleine = voorbeelden()
    lopend = grote.model_copy(update={"stand": Stand.GESPREK})
    ids = [import_sessie(Wie(account=account), bestand, ports=ports, new_id=uuid4) for bestand in (lopend, kleine)]
    token = make_link(account, accounts=ports.accounts, now=ports.now)
    return Proefmap(map_, ids[0], account.id, use_link(token, accounts=ports.accounts, now=ports.now)[1])


@contextmanager
def serving(map_: Path) -> Iterator[Proefserver]:
    """`gesprekskaart start` on this folder, from the moment that it prints where it is."""
    poort = find_port()
    with _running(["-m", "beheer", "start", "--poort", str(poort)], {"GESPREKSKAART_DATA_MAP": str(map_)}) as (
        p,
        begin,
    ):
        yield Proefserver(f"http://127.0.0.1:{poort}", p.pid, _read_line(p), begin)


@contextmanager
def serving_peer(map_: Path) -> Iterator[Proefserver]:
    """The bare app that does the least that a durable save takes."""
    poort = find_port()
    args = ["-m", "benchmarks.kaal", str(map_ / "kaal.db"), str(poort)]
    with _running(args, {}) as (p, begin):
        yield Proefserver(f"http://127.0.0.1:{poort}", p.pid, _read_line(p), begin)


def find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as luisteraar:
        return int(luisteraar.getsockname()[1])


@contextmanager
def _running(args: list[str], env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], float]]:
    begin = time.perf_counter()
    proces = subprocess.Popen(
        [sys.executable, *args],
        cwd=WORTEL,
        env={**os.environ, **env},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield proces, begin
    finally:
        proces.terminate()
        try:
            proces.wait(timeout=10)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()


def _read_line(proces: subprocess.Popen[str]) -> str:
    assert proces.stdout is not None
    if not select.select([proces.stdout], [], [], KLAAR_BINNEN)[0]:
        raise TimeoutError(f"De server zei binnen {KLAAR_BINNEN:.0f} seconden niets.")
    regel = proces.stdout.readline().strip()
    if not regel.startswith("http"):
        raise RuntimeError(f"De server startte niet: {regel!r}. Probeer: gesprekskaart check")
    return regel
