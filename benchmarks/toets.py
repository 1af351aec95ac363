"""From a key press to the same letter in another real browser, alone and while others at the table write too.

Two Chromiums of two people who lead the same conversation look at one conclusion; one types in it. Both read the clock
of this machine. A letter counts as visible in the first frame in which it stands in the other's field.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Locator, Page

from benchmarks.browser import browsing
from benchmarks.live import Boek, Mens, Proef, Server, Vorm, prepare
from benchmarks.meting import Meting, spread
from gesprekskaart.services.aanmelden import COOKIE

DOEL_MS = 445.0
"""What Etherpad takes at the pace of its own browser client."""
VRAAG, VELD = "G1", "Gezamenlijke conclusie"
LETTERS = 30
INLOOP = 5
"""Letters that are not counted: the screens are still being drawn, and the others open their streams all at once."""
RITMES = (("één toets per seconde", 1.0), ("vijf toetsen per seconde", 0.2))

NOTEER = "(veld) => { window.getikt = []; veld.oninput = () => window.getikt.push(Date.now()) }"
KIJK = """(veld) => {
  const begin = veld.value.length
  const gezien = window.gezien = []
  const kijk = () => {
    while (gezien.length < veld.value.length - begin) gezien.push(Date.now())
    if (gezien === window.gezien) requestAnimationFrame(kijk)
  }
  kijk()
}"""
WACHT = """(veld, letters) => new Promise((klaar) => {
  const kijk = () => (window.gezien.length < letters ? requestAnimationFrame(kijk) : klaar())
  kijk()
})"""


def measure() -> list[Meting]:
    """Alone, and with 18 more who each save about once a second at the same table."""
    metingen = []
    for naam, anderen in (("twee browsers", 0), ("twee browsers en 18 anderen die schrijven", 18)):
        vorm = Vorm(naam, 2 + anderen, 1)
        with tempfile.TemporaryDirectory(prefix="gesprekskaart-toets-") as map_:
            proef, server = prepare(Path(map_), vorm), Server(Path(map_))
            server.start()
            try:
                metingen += asyncio.run(_measure(vorm, proef, server, LETTERS))
            finally:
                server.stop()
    return metingen


async def _measure(vorm: Vorm, proef: Proef, server: Server, letters: int) -> list[Meting]:
    metingen = []
    async with AsyncExitStack() as zaal:
        hier, daar = [await _open(zaal, server, proef, nummer) for nummer in (0, 1)]
        boek = Boek()
        anderen = [Mens(server, proef, nummer, vorm, boek) for nummer in range(2, vorm.mensen)]
        await asyncio.gather(*(mens.open() for mens in anderen))
        taken = [asyncio.create_task(taak) for mens in anderen for taak in (mens.follow(), mens.write(float("inf")))]
        await _type(hier, daar, INLOOP, 1.0)
        for ritme, rust in RITMES:
            tijden = await _type(hier, daar, letters, rust)
            metingen.append(
                Meting(
                    f"Van toets tot zichtbaar bij een ander: {vorm.naam}",
                    ritme,
                    "ms",
                    spread(tijden, 50, 95),
                    len(tijden),
                    ("p95", DOEL_MS),
                )
            )
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)
        for mens in anderen:
            mens.close()
    return metingen


async def _open(zaal: AsyncExitStack, server: Server, proef: Proef, nummer: int) -> Locator:
    tafel, cookie, _ = proef.mensen[nummer]
    profiel = await zaal.enter_async_context(browsing(server.adres, {COOKIE: cookie}))
    pagina: Page = await profiel.new_page()
    await pagina.goto(f"{server.adres}/gesprek?sessie={tafel}&vraag={VRAAG}")
    veld = pagina.get_by_label(VELD, exact=True)
    await veld.wait_for()
    return veld


async def _type(hier: Locator, daar: Locator, letters: int, rust: float) -> list[float]:
    """Seconds from each letter to the frame in which the other sees it."""
    await hier.press("End")
    await hier.evaluate(NOTEER)
    await daar.evaluate(KIJK)
    for _ in range(letters):
        await hier.press("n")
        await asyncio.sleep(rust)
    await daar.evaluate(WACHT, letters)
    getikt = await hier.evaluate("() => window.getikt")
    gezien = await daar.evaluate("() => window.gezien")
    return [(zichtbaar - toets) / 1000 for toets, zichtbaar in zip(getikt, gezien, strict=True)]
