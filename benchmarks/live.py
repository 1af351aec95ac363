"""`python -m benchmarks.live`: from a save by one to the same text at everybody else, over real HTTP and real streams.

Everybody has an account of their own, a stream and a place to write; each saves about once a second. A delivery is
timed from just before the POST until the event is read at another client. Lost is what the last state of any client
lacks after everybody has stopped and the streams had time to finish.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import typer
from rich.console import Console

from benchmarks.meting import Meting, join_rondes, make_table, spread
from benchmarks.proefserver import WORTEL, open_ports
from gesprekskaart.account import Wie
from gesprekskaart.logboek import Daad
from gesprekskaart.services.aanmelden import COOKIE, add_account, make_link, use_link
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.sessie import Stand
from gesprekskaart.voorbeelden import voorbeelden

log = Console(stderr=True)
TEKST = "Wij kennen elkaars plannen nog niet goed genoeg om samen te kiezen. " * 6
RUST = (0.6, 1.4)
UITLOOP_S = 8.0
TIK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Vorm:
    """How many people at how many tables, what disturbs them, and the aim for p95 in milliseconds."""

    naam: str
    mensen: int
    tafels: int
    doel: float | None = None
    herverbindt: float | None = None
    """One client per table breaks its stream every so many seconds."""
    klappen: int = 0
    """How often the server is killed and started again."""


VORMEN = (
    Vorm("20 mensen, 4 tafels", 20, 4, doel=14),
    Vorm("50 mensen, 1 tafel", 50, 1, doel=98),
    Vorm("50 mensen, 10 tafels", 50, 10, doel=12),
    Vorm("20 mensen, 4 tafels, één per tafel herverbindt elke 5 s", 20, 4, herverbindt=5),
    Vorm("20 mensen, 4 tafels, server tweemaal gedood (-9)", 20, 4, klappen=2),
)


@dataclass
class Proef:
    """A prepared folder: tables, and per person the table and the cookie."""

    map: Path
    sessies: list[UUID]
    mensen: list[tuple[UUID, str, str]] = field(default_factory=list)
    """Table, cookie, place to write."""


class Server:
    """The real server on that folder; killed and started again on the same port."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self.poort = _find_quiet_port()
        self.adres = f"http://127.0.0.1:{self.poort}"
        self.cpu = 0.0
        self.piek = 0.0

    def start(self) -> None:
        env = {**os.environ, "GESPREKSKAART_DATA_MAP": str(self._map)}
        opdracht = [sys.executable, "-m", "beheer", "start", "--poort", str(self.poort)]
        self._proces = subprocess.Popen(
            opdracht, cwd=WORTEL, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._proces.stdout is not None
        if not self._proces.stdout.readline().startswith("http"):
            raise RuntimeError("De server startte niet. Probeer: gesprekskaart check")
        self.restart_clock()

    def restart_clock(self) -> None:
        """Count processor time from here: starting up is measured elsewhere."""
        self._begin = self._read_cpu()

    def stop(self, sein: signal.Signals = signal.SIGTERM) -> None:
        self.cpu += self._read_cpu() - self._begin
        regels = Path(f"/proc/{self._proces.pid}/status").read_text().splitlines()
        top = next(int(regel.split()[1]) for regel in regels if regel.startswith("VmHWM:")) / 1024
        self.piek = max(self.piek, top)
        self._proces.send_signal(sein)
        try:
            self._proces.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._proces.kill()
            self._proces.wait()

    def _read_cpu(self) -> float:
        velden = Path(f"/proc/{self._proces.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(velden[11]) + int(velden[12])) / TIK


def _find_quiet_port() -> int:
    """Below those that the system gives out: a client must not get the port of a server that is down."""
    while True:
        poort = random.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", poort)):
            return poort


@dataclass
class Boek:
    """What all clients of one run keep together."""

    begonnen: dict[tuple[UUID, str, int], float] = field(default_factory=dict)
    """When the save that made this revision was sent first."""
    laatste: dict[tuple[UUID, str], int] = field(default_factory=dict)
    """The last revision that was acknowledged."""
    bezorgd: list[float] = field(default_factory=list)
    bevestigd: list[float] = field(default_factory=list)


class Mens:
    """One person: a stream that follows the table, and a connection that saves."""

    def __init__(self, server: Server, proef: Proef, nummer: int, vorm: Vorm, boek: Boek) -> None:
        self._server, self._boek, self._vorm = server, boek, vorm
        self.tafel, self._cookie, self.plek = proef.mensen[nummer]
        self._toeval = random.Random(nummer)
        self._breekt = vorm.herverbindt if nummer < vorm.tafels else None
        self._nummer = 0
        self._revisie = 0
        self.gezien: dict[str, int] = {}
        self.is_klaar = False
        self._lijn: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    # ---- Following -----------------------------------------------------------------------------------------------

    async def follow(self) -> None:
        """Until told to stop; comes back after what was seen last."""
        while not self.is_klaar:
            try:
                async with asyncio.timeout(self._breekt):
                    await self._read_stream()
            except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError):
                await asyncio.sleep(self._toeval.uniform(0.05, 0.25))

    async def _read_stream(self) -> None:
        lezer, schrijver = await self._connect()
        try:
            adres = f"/gk/stroom/{self.tafel}?na={self._nummer}&venster={self.plek}"
            schrijver.write(self._head("GET", adres) + b"\r\n")
            if b" 200 " not in (await lezer.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)[0]:
                raise ValueError("geen stroom")
            while (omvang := int(await lezer.readline(), 16)) > 0:
                self._hear(await lezer.readexactly(omvang), time.perf_counter())
                await lezer.readexactly(2)
        finally:
            schrijver.close()

    def _hear(self, stuk: bytes, nu: float) -> None:
        for bericht in stuk.split(b"\n\n"):
            nummer = self._nummer
            for regel in bericht.split(b"\n"):
                if regel.startswith(b"id: "):
                    nummer = int(regel[4:])
                elif regel.startswith(b"data: "):
                    for tekst in json.loads(regel[6:]).get("teksten", ()):
                        self._note(tekst["plek"], tekst["revisie"], nu)
            self._nummer = nummer

    def _note(self, plek: str, revisie: int, nu: float) -> None:
        if revisie <= self.gezien.get(plek, -1):
            return
        self.gezien[plek] = revisie
        begin = self._boek.begonnen.get((self.tafel, plek, revisie))
        if begin is not None and plek != self.plek:
            self._boek.bezorgd.append(nu - begin)

    # ---- Saving --------------------------------------------------------------------------------------------------

    async def open(self) -> None:
        """Where the own text stands now."""
        status, inhoud = await self._ask("GET", f"/gk/tekst?sessie={self.tafel}&plek={self.plek}")
        if status != 200:
            raise RuntimeError(f"{status}: {inhoud}")
        self._revisie = inhoud["revisie"]

    async def write(self, tot: float) -> None:
        """About once a second, until then. A save without an answer is sent again, as the browser does."""
        keer = 0
        await asyncio.sleep(self._toeval.uniform(0, 1))
        while time.perf_counter() < tot:
            keer += 1
            await self._save(f"{TEKST}{keer}")
            await asyncio.sleep(self._toeval.uniform(*RUST))

    async def _save(self, tekst: str) -> None:
        invoer = {"sessie_id": str(self.tafel), "plek": self.plek, "tekst": tekst}
        body = json.dumps({**invoer, "revisie": self._revisie, "save_id": str(uuid4())}).encode()
        begin = time.perf_counter()
        self._boek.begonnen[self.tafel, self.plek, self._revisie + 1] = begin
        while True:
            had_lijn = self._lijn is not None
            try:
                status, antwoord = await self._ask("POST", "/gk/tekst", body)
            except (OSError, asyncio.IncompleteReadError):
                self._lijn = None
                if not had_lijn:  # one that was open may have been closed meanwhile: a browser opens another at once
                    await asyncio.sleep(0.2)
                continue
            if status != 200:
                raise RuntimeError(f"{status}: {antwoord}")
            break
        self._revisie = antwoord["revisie"]
        self._boek.laatste[self.tafel, self.plek] = self._revisie
        self._boek.bevestigd.append(time.perf_counter() - begin)

    async def _ask(self, methode: str, adres: str, body: bytes = b"") -> tuple[int, dict[str, Any]]:
        self._lijn = self._lijn or await self._connect()
        lezer, schrijver = self._lijn
        kop = b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        schrijver.write(self._head(methode, adres) + kop + body)
        koppen = (await lezer.readuntil(b"\r\n\r\n")).lower()
        omvang = int(koppen.split(b"content-length: ")[1].split(b"\r\n")[0])
        return int(koppen.split(b" ")[1]), json.loads(await lezer.readexactly(omvang))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._server.poort, limit=2**22)

    def _head(self, methode: str, adres: str) -> bytes:
        host = f"127.0.0.1:{self._server.poort}"
        koppen = f"Host: {host}\r\nOrigin: http://{host}\r\nCookie: {COOKIE}={self._cookie}\r\n"
        return f"{methode} {adres} HTTP/1.1\r\n{koppen}".encode()

    def close(self) -> None:
        self.is_klaar = True
        if self._lijn is not None:
            self._lijn[1].close()


def prepare(map_: Path, vorm: Vorm) -> Proef:
    """Tables with the large example, being discussed; everybody leads their table and has a text of their own."""
    ports = open_ports(map_)
    namen = [f"persoon {nummer}" for nummer in range(vorm.mensen)]
    mensen = [
        add_account(naam, beheerder=not nummer, accounts=ports.accounts, now=ports.now, new_id=uuid4)
        for nummer, naam in enumerate(namen)
    ]
    bestand = voorbeelden()[0].model_copy(update={"stand": Stand.GESPREK})
    proef = Proef(map_, [])
    for _ in range(vorm.tafels):
        id = import_sessie(Wie(account=mensen[0]), bestand, ports=ports, new_id=uuid4)
        sessie = ports.sessies.get(id)
        allen = sessie.model_copy(update={"facilitators": tuple(mens.id for mens in mensen)})
        ports.sessies.save(allen, gelezen=sessie.revisie, daad=Daad(handeling="bench", wie="bench", op=ports.now()))
        proef.sessies.append(id)
    plekken = sorted(plek for plek in ports.sessies.get_dossier(id).teksten if plek.startswith("antwoord/"))
    for nummer, mens in enumerate(mensen):
        token = make_link(mens, accounts=ports.accounts, now=ports.now)
        cookie = use_link(token, accounts=ports.accounts, now=ports.now)[1]
        proef.mensen.append((proef.sessies[nummer % vorm.tafels], cookie, plekken[nummer // vorm.tafels]))
    return proef


def measure(vorm: Vorm, seconden: float) -> list[Meting]:
    """One repetition, in a folder and on a server of its own."""
    with tempfile.TemporaryDirectory(prefix="gesprekskaart-live-") as naam:
        map_ = Path(naam)
        proef, server, boek = prepare(map_, vorm), Server(map_), Boek()
        server.start()
        try:
            verloren = asyncio.run(_run(vorm, seconden, proef, server, boek))
        finally:
            server.stop()
        ports = open_ports(map_)
        op_schijf = {
            (sessie, plek): tekst.revisie
            for sessie in proef.sessies
            for plek, tekst in ports.sessies.get_dossier(sessie).teksten.items()
        }
    weg = sum(op_schijf[plek] < revisie for plek, revisie in boek.laatste.items())
    aantal = len(boek.bezorgd)
    doel = ("p95", vorm.doel) if vorm.doel else None
    return [
        Meting(vorm.naam, "bewaard tot zichtbaar bij een ander", "ms", spread(boek.bezorgd, 50, 95, 99), aantal, doel),
        Meting(
            vorm.naam, "bewaard tot bevestigd, op schijf", "ms", spread(boek.bevestigd, 50, 95), len(boek.bevestigd)
        ),
        Meting(vorm.naam, "eindstand die iemand mist; bevestigd en niet op schijf", "", {"mist": verloren, "weg": weg}),
        Meting(vorm.naam, "server: processortijd en piekgeheugen", "s, MiB", {"cpu": server.cpu, "rss": server.piek}),
    ]


async def _run(vorm: Vorm, seconden: float, proef: Proef, server: Server, boek: Boek) -> int:
    mensen = [Mens(server, proef, nummer, vorm, boek) for nummer in range(vorm.mensen)]
    await asyncio.gather(*(mens.open() for mens in mensen))
    volgers = [asyncio.create_task(mens.follow()) for mens in mensen]
    while not all(mens.gezien for mens in mensen):
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    server.restart_clock()
    begin = time.perf_counter()
    schrijvers = [mens.write(begin + seconden) for mens in mensen]
    await asyncio.gather(*schrijvers, _kill(server, [seconden / (vorm.klappen + 1)] * vorm.klappen))
    uiterlijk = time.perf_counter() + UITLOOP_S
    while (verloren := _count_missing(mensen, boek)) and time.perf_counter() < uiterlijk:
        await asyncio.sleep(0.1)
    for mens in mensen:
        mens.close()
    for volger in volgers:
        volger.cancel()
    await asyncio.gather(*volgers, return_exceptions=True)
    return verloren


async def _kill(server: Server, pauzes: list[float]) -> None:
    for pauze in pauzes:
        await asyncio.sleep(pauze)
        await asyncio.to_thread(server.stop, signal.SIGKILL)
        await asyncio.to_thread(server.start)


def _count_missing(mensen: Sequence[Mens], boek: Boek) -> int:
    return sum(
        mens.gezien.get(plek, -1) < revisie
        for (tafel, plek), revisie in boek.laatste.items()
        for mens in mensen
        if mens.tafel == tafel and mens.plek != plek
    )


def main(
    kort: Annotated[
        bool, typer.Option("--kort", help="Eén herhaling van 5 seconden: alleen om te zien of het werkt.")
    ] = False,
    rondes: Annotated[int, typer.Option(min=1, max=20, help="Hoe vaak alles gemeten wordt.")] = 3,
    seconden: Annotated[float, typer.Option(min=2, max=120, help="Hoe lang elke herhaling schrijft.")] = 30,
    json_bestand: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Schrijf de JSON hierheen.")
    ] = None,
) -> None:
    """Meet hoe snel de tekst van de een bij de ander staat. Alles gebeurt op deze machine, in een tijdelijke map."""
    rondes, seconden = (1, 5.0) if kort else (rondes, seconden)
    druk, reeks = os.getloadavg()[0], []
    for ronde in range(1, rondes + 1):
        metingen: list[Meting] = []
        for vorm in VORMEN:
            log.print(f"ronde {ronde}/{rondes}: {vorm.naam}")
            metingen += measure(vorm, seconden)
        reeks.append(metingen)
    uitslagen = join_rondes(reeks)
    titel = f"{rondes} × {seconden:.0f} s, {os.cpu_count()} kernen, druk {druk:.1f} → {os.getloadavg()[0]:.1f}"
    Console(width=None if sys.stdout.isatty() else 150).print(make_table(uitslagen, titel))
    uitkomst = {"rondes": rondes, "seconden": seconden, "metingen": [uitslag.as_json() for uitslag in uitslagen]}
    if json_bestand is not None:
        json_bestand.write_text(json.dumps(uitkomst, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
