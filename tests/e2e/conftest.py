"""A browser, a server and somebody who is logged in.

Playwright runs an event loop in the main thread; it is closed after each module, so that no other test meets it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

from gesprekskaart.services.sessies import add_sessie, move_stand, save_partnerschap
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import Gesprek, Partnerschap, Sessie, SoortSessie, Stand
from tests.e2e.server import Server
from tests.integration.beheerproef import free_port

# Generous: it is only waited for by a test that is about to fail, and the machine may be busy.
GEDULD_MS = 30_000

LAPTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 850}}
TELEFOON: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# Nothing may leave this machine, also not what a browser asks for by itself.
STIL = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)

NewContext = Callable[..., BrowserContext]
NewPage = Callable[..., Page]
MakeGesprek = Callable[..., Sessie]
MakeVoorbeeld = Callable[[Stand], Sessie]


def find_chromium() -> str:
    """Where the system keeps its Chromium. Fails rather than skips: an untested screen is no tested screen."""
    for naam in ("chromium", "chromium-browser", "google-chrome"):
        if gevonden := shutil.which(naam):
            return gevonden
    pytest.fail("Geen Chromium gevonden voor de browsertests. Doe: sudo apt-get install chromium", pytrace=False)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    pad = find_chromium()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    expect.set_options(timeout=GEDULD_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=pad, args=[*STIL, *(["--no-sandbox"] if is_root else [])], timeout=60_000
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Started with the two examples. What goes wrong inside it fails the module."""
    server = Server(tmp_path_factory.mktemp("server"), free_port())
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.log, server.log


@pytest.fixture(scope="module")
def aangemeld(chromium: Browser, server: Server) -> StorageState:
    """What a browser keeps after the printed link has been opened."""
    context = chromium.new_context()
    context.new_page().goto(server.link, timeout=GEDULD_MS)
    staat = context.storage_state()
    context.close()
    return staat


@pytest.fixture
def new_context(chromium: Browser, server: Server, aangemeld: StorageState) -> Iterator[NewContext]:
    """Makes a device: a laptop unless told otherwise, logged in unless `storage_state` is None.

    Whatever a test does with it, no request may leave the own server and no script may fail.
    """
    open_: list[BrowserContext] = []
    adressen: list[str] = []
    fouten: list[str] = []

    def guard(context: BrowserContext) -> None:
        context.on("request", lambda request: adressen.append(request.url))
        context.on("page", lambda page: page.on("websocket", lambda lijn: adressen.append(lijn.url)))
        context.on("weberror", lambda fout: fouten.append(str(fout.error)))

    def make(**anders: Any) -> BrowserContext:
        eigen = {"storage_state": aangemeld, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **LAPTOP, **anders}
        context = chromium.new_context(base_url=server.adres, **eigen)
        context.set_default_timeout(GEDULD_MS)
        guard(context)
        open_.append(context)
        return context

    yield make
    for context in open_:
        context.close()
    assert {urlsplit(adres).netloc for adres in adressen if not adres.startswith(("data:", "blob:"))} <= {
        urlsplit(server.adres).netloc
    }
    assert fouten == []


@pytest.fixture
def new_page(new_context: NewContext) -> NewPage:
    """Makes a window on a device of its own."""
    return lambda **anders: new_context(**anders).new_page()


@pytest.fixture
def make_gesprek(server: Server) -> MakeGesprek:
    """Makes a conversation of this test alone, with partnerships LWZ and AOZ, straight in the database."""

    def make(titel: str = "Regiogesprek Zilverwaard", stand: Stand = Stand.GESPREK) -> Sessie:
        wie, ports = server.wie, server.ports
        gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel=titel, datum=date(2026, 12, 3))
        sessie = add_sessie(wie, gesprek, "gesprekskaart-sop", ports=ports, new_id=uuid4)
        for code, naam in (("LWZ", "Leerwerkplaats Zilver"), ("AOZ", "Academische Opleidingsschool")):
            save_partnerschap(wie, sessie.id, Partnerschap(code=code, naam=naam), gelezen=0, ports=ports)
        return move_stand(wie, sessie.id, stand, ports=ports) if stand is Stand.GESPREK else sessie

    return make


@pytest.fixture
def make_voorbeeld(server: Server) -> MakeVoorbeeld:
    """Makes a copy of the large worked example, which comes with a frozen version and reactions."""

    def make(stand: Stand) -> Sessie:
        groot, *_ = load_voorbeelden(server.wie, ports=server.ports, new_id=uuid4)
        if stand is Stand.GESPREK:
            move_stand(server.wie, groot, stand, ports=server.ports)
            make_uitnodiging(server.wie, groot, ports=server.ports)
        sessie = server.ports.sessies.get(groot)
        assert sessie.stand is stand
        return sessie

    return make


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep what the browser showed when a test failed, in test-results/."""
    uitkomst: Any = yield
    rapport = uitkomst.get_result()
    if rapport.when != "call" or not rapport.failed:
        return
    browser = getattr(item, "funcargs", {}).get("chromium")
    for nummer, page in enumerate(page for context in browser.contexts for page in context.pages) if browser else ():
        map_ = Path("test-results")
        map_.mkdir(exist_ok=True)
        page.screenshot(path=map_ / f"{''.join(c if c.isalnum() else '-' for c in item.name)}-{nummer}.png")
