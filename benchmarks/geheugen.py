"""Memory: resident size of the server at rest, with one visitor and with 30; a visitor is what each of 29 more adds.

The first visitor also makes the server load what every later one shares, so that is counted apart.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from benchmarks.bezoeker import Bezoeker
from benchmarks.meting import Meting
from benchmarks.proefserver import Proefmap, Proefserver, open_ports, serving

BEZOEKERS = 30
STAPPEN = 4
GROEP = "Geheugen van de server (RSS)"


def measure(proef: Proefmap) -> list[Meting]:
    ids = [vraag.id for vraag in open_ports(proef.map).sessies.get_dossier(proef.sessie).kaart.vragen]
    with serving(proef.map) as server:
        return asyncio.run(_measure(server, proef, ids))


async def _measure(server: Proefserver, proef: Proefmap, ids: list[str]) -> list[Meting]:
    rust = server.rss()
    async with AsyncExitStack() as zaal:
        await _add(zaal, server, proef, ids, 1)
        een = server.rss()
        await _add(zaal, server, proef, ids, BEZOEKERS - 1)
        allen = server.rss()
    return [
        Meting(GROEP, "in rust, nog geen bezoeker", "MiB", {"rss": rust}),
        Meting(GROEP, "met 1 bezoeker", "MiB", {"rss": een}),
        Meting(GROEP, f"met {BEZOEKERS} bezoekers", "MiB", {"rss": allen}),
        Meting(GROEP, "per bezoeker", "MiB", {"rss": (allen - een) / (BEZOEKERS - 1)}),
    ]


async def _add(zaal: AsyncExitStack, server: Proefserver, proef: Proefmap, ids: list[str], aantal: int) -> None:
    """They stay; each has walked some questions, so that what a walk leaves behind is counted."""
    for nummer in range(aantal):
        bezoeker = await zaal.enter_async_context(Bezoeker(server, proef, ids, nummer % (len(ids) - STAPPEN)))
        for _ in range(STAPPEN):
            await bezoeker.step(1)
