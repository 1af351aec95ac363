"""Saving: POST /gk/tekst on the real server until the acknowledgement, which comes after the commit is on disk.

Beside it, in the same round, the bare peer with the same load. Three loads: one writer that never pauses; 20 writers
at the pace of people who type (about one save a second each); 20 writers that never pause, to see the ceiling.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx2

from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, Proefserver, open_ports, serving, serving_peer

DOEL_MS = 30.0
TEKST = "Wij kennen elkaars plannen nog niet goed genoeg om samen te kiezen. " * 6
GROEP = "Bewaren: van POST tot bevestigd, op schijf"


@dataclass(frozen=True)
class Belasting:
    """How many write at once, how often each, and how long they rest in between (seconds, at least and at most)."""

    naam: str
    schrijvers: int
    keren: int
    rust: tuple[float, float] | None
    doel: bool = True


BELASTINGEN = (
    Belasting("1 schrijver, zonder pauze", 1, 200, None),
    Belasting("20 schrijvers, elk ± 1 per seconde", 20, 10, (0.6, 1.4)),
    Belasting("20 schrijvers, zonder pauze", 20, 25, None, doel=False),
)


def measure(proef: Proefmap, map_: Path) -> list[Meting]:
    """Ours and the peer's, load by load."""
    plekken = list(open_ports(proef.map).sessies.get_dossier(proef.sessie).teksten)
    with serving(proef.map) as ons, serving_peer(map_) as kaal:
        return [
            meting
            for belasting in BELASTINGEN
            for naam, server in (("Gesprekskaart", ons), ("kale app", kaal))
            for meting in asyncio.run(_load(belasting, naam, server, proef, plekken))
        ]


def make_client(server: Proefserver, proef: Proefmap) -> httpx2.AsyncClient:
    limieten = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    koppen = {"Origin": server.adres}
    return httpx2.AsyncClient(base_url=server.adres, cookies=proef.cookies, headers=koppen, limits=limieten, timeout=30)


async def _load(
    belasting: Belasting, naam: str, server: Proefserver, proef: Proefmap, plekken: list[str]
) -> list[Meting]:
    async with make_client(server, proef) as client:
        schrijvers = [Schrijver(client, str(proef.sessie), plek) for plek in plekken[: belasting.schrijvers]]
        await asyncio.gather(*(schrijver.open(echt=naam == "Gesprekskaart") for schrijver in schrijvers))
        begin = time.perf_counter()
        reeksen = await asyncio.gather(*(schrijver.write(belasting, n) for n, schrijver in enumerate(schrijvers)))
        duur = time.perf_counter() - begin
    tijden = [tijd for reeks in reeksen for tijd in reeks]
    wat = f"{belasting.naam}: {naam}"
    doel = ("p95", DOEL_MS) if belasting.doel and naam == "Gesprekskaart" else None
    tempo = Meting(GROEP, f"{wat}, tempo", "per s", {"gemiddeld": len(tijden) / duur}, len(tijden))
    return [
        Meting(GROEP, wat, "ms", spread(tijden, 50, 95, 99), len(tijden), doel),
        *([] if belasting.rust else [tempo]),
    ]


class Schrijver:
    """Somebody who writes one text, save upon save, each based on the one before."""

    def __init__(self, client: httpx2.AsyncClient, sessie: str, plek: str) -> None:
        self._client, self._sessie, self._plek = client, sessie, plek
        self._revisie = 0

    async def open(self, *, echt: bool) -> None:
        """Where the text stands now; and a connection that is open, as a browser's is."""
        if echt:
            antwoord = await self._client.get("/gk/tekst", params={"sessie": self._sessie, "plek": self._plek})
            self._revisie = antwoord.raise_for_status().json()["revisie"]
        for _ in range(3):
            await self.save("Even warmlopen.")

    async def write(self, belasting: Belasting, nummer: int) -> list[float]:
        toeval = random.Random(nummer)
        tijden = []
        for keer in range(belasting.keren):
            if belasting.rust:
                await asyncio.sleep(toeval.uniform(*belasting.rust))
            begin = time.perf_counter()
            await self.save(f"{TEKST}{keer}")
            tijden.append(time.perf_counter() - begin)
        return tijden

    async def save(self, tekst: str) -> None:
        invoer = {
            "sessie_id": self._sessie,
            "plek": self._plek,
            "tekst": tekst,
            "revisie": self._revisie,
            "save_id": str(uuid4()),
        }
        antwoord = await self._client.post("/gk/tekst", json=invoer)
        self._revisie = antwoord.raise_for_status().json()["revisie"]
