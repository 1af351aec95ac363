"""Walking along: the facilitator puts a question on the table, and thirty participants read it.

Four real Chromiums (the facilitator's and three phones) and 27 light visitors, each with a stream of their own and a
run for every question, as a browser makes. All clocks are this machine's, so moments can be compared.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from contextlib import AsyncExitStack

import httpx2
from playwright.async_api import Page

from benchmarks.bewaren import make_client
from benchmarks.bezoeker import Bezoeker
from benchmarks.browser import browsing
from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, Proefserver, open_ports, serving
from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.uitnodigen import make_uitnodiging

DOEL_MS = 300.0
DEELNEMERS = 30
TELEFOONS = 3
ZETTEN = 12
RUST_S = 5
"""Seconds between two questions: long enough for every screen of the one before to be drawn."""
VERSPREID_S = 0.25
"""What web/statisch/regie.js spreads its runs over."""
GROEP = "Meelopen met de regie, 30 deelnemers"

# Notes for every question when its words first stood on the screen, and when the screen behind it was drawn.
KIJK = """() => {
  window.gelezen = {}
  window.getekend = {}
  const kijk = () => {
    const held = document.querySelector('.gk-vraag')
    const id = held?.querySelector('.gk-vraagnummer')?.textContent.replace('vraag ', '')
    if (id && !window.gelezen[id]) window.gelezen[id] = Date.now()
    const rust = document.querySelector('[data-test-script-state="notRunning"]')
    if (id && rust && !held.classList.contains('gk-onderweg') && !window.getekend[id]) window.getekend[id] = Date.now()
    requestAnimationFrame(kijk)
  }
  kijk()
}"""

DRUK = """async ({ vraag }) => {
  const begin = Date.now()
  document.querySelector(`.gk-regie button[aria-label="Zet ${vraag} op tafel"]`).click()
  return begin
}"""


def measure(proef: Proefmap) -> list[Meting]:
    """On a server of its own."""
    ports = open_ports(proef.map)
    ids = [vraag.id for vraag in ports.sessies.get_dossier(proef.sessie).kaart.vragen]
    cookies = _let_in(ports, proef)
    with serving(proef.map) as server:
        return asyncio.run(_measure(server, proef, ids, cookies))


def _let_in(ports: Ports, proef: Proefmap) -> list[str]:
    (account,) = ports.accounts.list()
    uitnodiging = make_uitnodiging(Wie(account=account), proef.sessie, ports=ports)
    code = ports.sessies.get_dossier(proef.sessie).partnerschappen[0].code
    return [
        join(
            uitnodiging.code,
            Aanmelding(partnerschap=code, rol=f"schoolopleider {nummer}", organisatie="Kindrijk"),
            None,
            ports=ports,
        ).cookie
        for nummer in range(DEELNEMERS)
    ]


async def _measure(server: Proefserver, proef: Proefmap, ids: list[str], cookies: list[str]) -> list[Meting]:
    adres = f"{server.adres}/gesprek?sessie={proef.sessie}"
    async with AsyncExitStack() as zaal:
        leider = await (await zaal.enter_async_context(browsing(server.adres, proef.cookies))).new_page()
        telefoons = []
        for cookie in cookies[:TELEFOONS]:
            profiel = await zaal.enter_async_context(browsing(server.adres, {COOKIE: cookie}))
            telefoons.append(await profiel.new_page())
        for pagina in (leider, *telefoons):
            await pagina.goto(adres)
            await pagina.locator(".gk-vraag").wait_for()
        voor_lichten = server.rss()
        lichten = [Meeloper(server, proef, ids, cookie) for cookie in cookies[TELEFOONS:]]
        for licht in lichten:
            await zaal.enter_async_context(licht.bezoeker)
        volgers = [asyncio.create_task(licht.follow()) for licht in lichten]
        await leider.get_by_role("button", name=f"Leid het gesprek vanaf {ids[0]}").click()
        for pagina in (leider, *telefoons):
            await pagina.evaluate(KIJK)
        begonnen = await _lead(leider, ids)
        gelezen, getekend = await _collect(telefoons, begonnen)
        per_deelnemer = (server.rss() - voor_lichten) / len(lichten)
        for volger in volgers:
            volger.cancel()
    verstuurd = [
        moment - begonnen[id] / 1000 for licht in lichten for id, moment in licht.klaar.items() if id in begonnen
    ]
    reeksen = (
        ("telefoon: vraag leesbaar", gelezen, DOEL_MS),
        ("telefoon: heel het scherm", getekend, None),
        ("lichte deelnemer: scherm verstuurd", verstuurd, None),
    )
    return [
        Meting(GROEP, naam, "ms", spread(reeks, 50, 95), len(reeks), ("p95", doel) if doel else None)
        for naam, reeks, doel in reeksen
    ] + [Meting(GROEP, "geheugen van de server per deelnemer", "MiB", {"rss": per_deelnemer})]


async def _lead(leider: Page, ids: list[str]) -> dict[str, float]:
    """Put question after question on the table; gives the moment of each press, in milliseconds."""
    begonnen = {}
    for id in ids[1 : 1 + ZETTEN]:
        await asyncio.sleep(RUST_S)
        begonnen[id] = await leider.evaluate(DRUK, {"vraag": id})
        await leider.locator(".gk-vraagnummer", has_text=f"vraag {id}").wait_for()
    await asyncio.sleep(RUST_S)
    return begonnen


async def _collect(telefoons: list[Page], begonnen: dict[str, float]) -> tuple[list[float], list[float]]:
    """Seconds from each press until the words stood there, and until the screen did, on every phone.

    A screen that was overtaken by the next question is not counted; words always have to come.
    """
    gelezen, getekend = [], []
    for pagina in telefoons:
        woorden, schermen = await pagina.evaluate("[window.gelezen, window.getekend]")
        if gemist := sorted(set(begonnen) - set(woorden)):
            raise RuntimeError(f"Een telefoon liep niet mee naar {', '.join(gemist)}.")
        gelezen += [(woorden[id] - begin) / 1000 for id, begin in begonnen.items()]
        getekend += [(schermen[id] - begin) / 1000 for id, begin in begonnen.items() if id in schermen]
    return gelezen, getekend


class Meeloper:
    """A light participant: follows the stream and draws a screen for every question, spread as browsers do."""

    def __init__(self, server: Proefserver, proef: Proefmap, ids: list[str], cookie: str) -> None:
        eigen = _Deelnemermap(proef.map, proef.sessie, proef.account, cookie)
        self._client = make_client(server, eigen)
        self._adres = f"/gk/stroom/{proef.sessie}"
        self.bezoeker = Bezoeker(server, eigen, ids, 0)
        self.klaar: dict[str, float] = {}
        """When the server had sent the screen of each question."""

    async def follow(self) -> None:
        """Until cancelled."""
        async with self._client as client, client.stream("GET", self._adres, timeout=httpx2.Timeout(None)) as antwoord:
            async for regel in antwoord.aiter_lines():
                beeld = json.loads(regel[6:]).get("regie") if regel.startswith("data: ") else None
                if beeld and beeld["vraag"] not in self.klaar:
                    await asyncio.sleep(random.uniform(0, VERSPREID_S))
                    await self.bezoeker.go_to(beeld["vraag"])
                    self.klaar[beeld["vraag"]] = time.time()


class _Deelnemermap(Proefmap):
    """As Proefmap, for somebody who came in by an invitation."""

    @property
    def cookies(self) -> dict[str, str]:
        return {COOKIE: self.cookie}
