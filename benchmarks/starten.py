"""Starting: from the command `gesprekskaart start` on a prepared data folder to a first page that can be read.

The browser is open already; it follows the link that is printed, as a person does, and 'Mijn gesprekken' must stand
there with its conversations. `make run` does the same after looking at two time stamps.
"""

from __future__ import annotations

import asyncio
import time

from benchmarks.browser import browsing
from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, serving

DOEL_MS = 5000.0
STARTS = 3
GROEP = "Starten op een bestaande gegevensmap"


def measure(proef: Proefmap) -> list[Meting]:
    links, paginas = zip(*(asyncio.run(_start(proef)) for _ in range(STARTS)), strict=True)
    return [
        Meting(GROEP, "tot het adres er staat", "ms", spread(links, 50), STARTS),
        Meting(GROEP, "tot de eerste pagina leesbaar is", "ms", spread(paginas, 50), STARTS, ("p50", DOEL_MS)),
    ]


async def _start(proef: Proefmap) -> tuple[float, float]:
    async with browsing("http://localhost", {}) as profiel:
        pagina = await profiel.new_page()
        with serving(proef.map) as server:
            link = time.perf_counter() - server.gestart
            await pagina.goto(server.link)
            await pagina.get_by_role("heading", name="Mijn gesprekken").wait_for()
            await pagina.get_by_role("link", name="Verder met het gesprek").first.wait_for()
            return link, time.perf_counter() - server.gestart
