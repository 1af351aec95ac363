"""Walking: from 'Naar RS4' to RS4 readable, alone and among 30 visitors.

Two ways at once. The light visitors (bezoeker.py) tell what the server takes: until the question's heading came in and
until the run was done. One real Chromium among them tells what a person sees: from the click until the heading stands
on the screen, and until the last element of the screen does. 30 Chromiums would measure this machine, not the server.

Among 30, each light visitor also saves a text before each click, as people do who write an answer and go on.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack

from playwright.async_api import Page

from benchmarks.bewaren import Schrijver, make_client
from benchmarks.bezoeker import Bezoeker, Loop
from benchmarks.browser import browsing
from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, Proefserver, open_ports, serving

DOEL_MS = 300.0
BEZOEKERS = 30
BEDENKTIJD = (1.0, 3.0)
"""Seconds between two clicks of one visitor, at least and at most."""
BROWSERKLIKKEN = 12
RONDJES = 3
"""Times those, among 30: of twelve, the 95th of a hundred is merely the slowest."""
HOOGSTENS = 40
"""Clicks of one light visitor: an end, should the browser never finish."""
GROEP = "Klik op ‘Naar …’ tot leesbaar"

KLIK = """async ({ id }) => {
  const frame = () => new Promise(requestAnimationFrame)
  const waar = () => document.querySelector('.gk-vraag .gk-waar')
  const knop = () => document.querySelector('.st-key-vraag_volgende button')
  const kop = () => waar()?.textContent.endsWith(`vraag ${id}`) && waar().nextElementSibling
  const was = knop().textContent
  const begin = performance.now()
  const until = async (klaar) => {
    while (!klaar()) {
      if (performance.now() - begin > 30000) throw new Error(`vraag ${id} kwam niet`)
      await frame()
    }
    return (performance.now() - begin) / 1000
  }
  knop().click()
  const gelezen = await until(() => kop() && kop().getClientRects().length)
  return [gelezen, await until(() => knop() && knop().textContent !== was)]
}"""


def measure(proef: Proefmap) -> list[Meting]:
    """With 1 visitor and with 30, on one server."""
    dossier = open_ports(proef.map).sessies.get_dossier(proef.sessie)
    ids = [vraag.id for vraag in dossier.kaart.vragen]
    with serving(proef.map) as server:
        return asyncio.run(_measure(server, proef, ids, list(dossier.teksten)))


async def _measure(server: Proefserver, proef: Proefmap, ids: list[str], plekken: list[str]) -> list[Meting]:
    async with browsing(server.adres, proef.cookies) as profiel:
        pagina = await profiel.new_page()
        async with Bezoeker(server, proef, ids, 0) as enige:
            begin = server.cpu()
            alleen = [await enige.step(1) for _ in ids[1:]]
            per_klik = (server.cpu() - begin) / len(alleen)
        browser_alleen = await _walk_browser(pagina, server, proef, ids)
        async with AsyncExitStack() as zaal:
            bezoekers = [
                await zaal.enter_async_context(Bezoeker(server, proef, ids, n % len(ids))) for n in range(BEZOEKERS - 1)
            ]
            client = await zaal.enter_async_context(make_client(server, proef))
            schrijvers = [Schrijver(client, str(proef.sessie), plek) for plek in plekken[: len(bezoekers)]]
            for schrijver in schrijvers:
                await schrijver.open(echt=True)
            klaar = asyncio.Event()
            async with asyncio.TaskGroup() as groep:
                wandelingen = [
                    groep.create_task(_walk(bezoeker, schrijver, nummer, len(ids), klaar))
                    for nummer, (bezoeker, schrijver) in enumerate(zip(bezoekers, schrijvers, strict=True))
                ]
                browser_samen = [
                    tijd for _ in range(RONDJES) for tijd in await _walk_browser(pagina, server, proef, ids)
                ]
                klaar.set()
    samen = [loop for wandeling in wandelingen for loop in wandeling.result()]
    return [
        *_to_metingen("1 bezoeker", alleen, browser_alleen),
        Meting(GROEP, "rekentijd van de server per klik", "ms", {"gemiddeld": per_klik * 1000}, len(alleen)),
        Meting(GROEP, "verstuurd per klik", "KiB", {"gemiddeld": _mean_kib(alleen)}, len(alleen)),
        *_to_metingen(f"{BEZOEKERS} bezoekers", samen, browser_samen),
    ]


async def _walk(bezoeker: Bezoeker, schrijver: Schrijver, nummer: int, aantal: int, klaar: asyncio.Event) -> list[Loop]:
    toeval, richting, lopen = random.Random(nummer), 1, []
    for keer in range(HOOGSTENS):
        await asyncio.sleep(toeval.uniform(*BEDENKTIJD))
        if klaar.is_set():
            break
        await schrijver.save(f"Wij kiezen dit samen ({keer}).")
        richting = -1 if bezoeker.plaats == aantal - 1 else 1 if bezoeker.plaats == 0 else richting
        lopen.append(await bezoeker.step(richting))
    return lopen


async def _walk_browser(
    pagina: Page, server: Proefserver, proef: Proefmap, ids: list[str]
) -> list[tuple[float, float]]:
    """The first click also loads what every later one shares, so 'Naar RS4' is the first that counts."""
    begin = ids.index("RS2")
    await pagina.goto(f"{server.adres}/gesprek?sessie={proef.sessie}&vraag={ids[begin]}")
    await pagina.locator(".st-key-vraag_volgende button").wait_for()
    tijden = []
    for id in ids[begin + 1 : begin + 2 + BROWSERKLIKKEN]:
        await asyncio.sleep(1)
        kop, heel = await pagina.evaluate(KLIK, {"id": id})
        tijden.append((kop, heel))
    return tijden[1:]


def _mean_kib(lopen: Sequence[Loop]) -> float:
    return sum(loop.bytes for loop in lopen) / len(lopen) / 1024


def _to_metingen(naam: str, lopen: Sequence[Loop], klikken: Sequence[tuple[float, float]]) -> list[Meting]:
    reeksen = (
        ("echte browser, kop leesbaar", [kop for kop, _ in klikken], ("p95", DOEL_MS)),
        ("echte browser, hele scherm", [heel for _, heel in klikken], None),
        ("server, kop verstuurd", [loop.kop for loop in lopen], None),
        ("server, alles verstuurd", [loop.klaar for loop in lopen], ("p95", DOEL_MS)),
    )
    return [Meting(GROEP, f"{naam}: {wat}", "ms", spread(s, 50, 95), len(s), doel) for wat, s, doel in reeksen]
