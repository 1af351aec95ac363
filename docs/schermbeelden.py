"""Take the pictures of README anew: start the product on an empty folder, walk the example, and look.

Run with `make schermbeelden`. The pictures are of the real screens, so README cannot show what does not exist.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

BEELDEN = Path(__file__).parent / "beelden"
BUREAU = {"width": 1366, "height": 850}
WAND = {"width": 1280, "height": 720}
TELEFOON = {"width": 390, "height": 844}


@contextmanager
def run_server(map_: str) -> Generator[str]:
    """A server on an empty folder; gives the one-time address."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    opdracht = [str(Path(sys.executable).with_name("gesprekskaart")), "start", "--poort", str(poort)]
    omgeving = {**os.environ, "GESPREKSKAART_DATA_MAP": map_, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 -- our own
        assert server.stdout is not None  # noqa: S101 -- for mypy
        try:
            yield next(regel.strip() for regel in server.stdout if "/gk/start/" in regel)
        finally:
            server.terminate()


def open_zilverwaard(page: Page, start: str) -> None:
    """Log in and open the large worked example."""
    page.goto(start)
    page.get_by_role("heading", name="Mijn gesprekken").wait_for()
    page.get_by_text("Leerwerkplaats Zilverwaard").wait_for()
    page.screenshot(path=BEELDEN / "gesprekken.png")
    reopen(page, "Zilverwaard")


def reopen(page: Page, titel: str) -> None:
    """Go from 'Mijn gesprekken' to this example and reopen it, so that its fields can be written in."""
    regel = page.locator("[class*='st-key-gesprek_']").filter(has_text=titel)
    regel.get_by_role("link", name="Naar het verslag").click()
    page.get_by_role("button", name="Gesprek heropenen…").click()
    page.get_by_role("button", name="Heropen het gesprek", exact=True).click()
    expect(page.get_by_text("is heropend")).to_be_visible()


def take_pictures(browser: Browser, start: str) -> None:
    """Desktop first, then the same conversation on a phone."""
    bureau = browser.new_context(viewport=BUREAU, locale="nl-NL", timezone_id="Europe/Amsterdam")
    page = bureau.new_page()
    open_zilverwaard(page, start)
    page.screenshot(path=BEELDEN / "verslag.png")
    page.get_by_role("link", name="Gesprek", exact=True).click()
    page.get_by_role("button", name="Vraag RS3").click()
    expect(page.get_by_role("heading", name="Hoe zijn onze partnerschappen ingericht")).to_be_visible()
    expect(page.get_by_label("SOW · Speciaal Opleiden Waardland")).to_be_visible()
    page.screenshot(path=BEELDEN / "gesprek.png")
    adres = page.url
    page.get_by_role("link", name="Way Forward").click()
    expect(page.get_by_text("Het is aan te bevelen dat:")).to_be_visible()
    expect(page.get_by_label("Waarom?").first).to_be_visible()
    page.screenshot(path=BEELDEN / "way-forward.png")
    take_wall(bureau, adres)
    take_harvest(bureau, start)
    telefoon = browser.new_context(
        viewport=TELEFOON, has_touch=True, is_mobile=True, storage_state=bureau.storage_state(), locale="nl-NL"
    )
    klein = telefoon.new_page()
    klein.goto(adres)
    expect(klein.get_by_label("LWZ · Leerwerkplaats Zilverwaard")).to_be_visible()
    klein.screenshot(path=BEELDEN / "telefoon.png")


def take_wall(bureau: BrowserContext, adres: str) -> None:
    """The beamer, with a question under discussion."""
    delen = urlsplit(adres)
    server, sessie = f"{delen.scheme}://{delen.netloc}", parse_qs(delen.query)["sessie"][0]
    zet = {"sessie_id": sessie, "vraag": "RS3", "ronde": "bespreken"}
    for velden in (zet, {"sessie_id": sessie, "klok": "start"}):
        bureau.request.post(f"{server}/gk/regie", data=velden, headers={"Origin": server})
    wand = bureau.new_page()
    wand.set_viewport_size(WAND)
    wand.goto(f"{server}/gk/scherm/{sessie}")
    expect(wand.locator("[data-toestand=bespreken]")).to_be_visible()
    wand.screenshot(path=BEELDEN / "scherm.png")
    wand.close()


def take_harvest(bureau: BrowserContext, start: str) -> None:
    """The beamer once more, with what the groups of the other example brought."""
    page = bureau.new_page()
    page.goto(start.split("/gk/", maxsplit=1)[0])
    reopen(page, "Samen sterk")
    page.get_by_role("link", name="Oogst", exact=True).click()
    page.get_by_role("button", name="Zet op het scherm").click()
    expect(page.get_by_role("button", name="Haal van het scherm")).to_be_visible()
    delen = urlsplit(page.url)
    page.set_viewport_size(WAND)
    page.goto(f"{delen.scheme}://{delen.netloc}/gk/scherm/{parse_qs(delen.query)['sessie'][0]}")
    expect(page.locator("[data-toestand=oogst]")).to_be_visible()
    page.screenshot(path=BEELDEN / "oogst.png")
    page.close()


def main() -> None:
    """Start, look, stop."""
    BEELDEN.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as map_, run_server(map_) as start, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take_pictures(browser, start)
        browser.close()


if __name__ == "__main__":
    main()
