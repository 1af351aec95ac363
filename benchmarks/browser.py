"""One real Chromium, always closed again."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from playwright.async_api import BrowserContext, async_playwright

NAMEN = ("chromium", "chromium-browser", "google-chrome")


@asynccontextmanager
async def browsing(adres: str, cookies: Mapping[str, str]) -> AsyncIterator[BrowserContext]:
    """A fresh profile with these cookies for this address."""
    pad = next((gevonden for naam in NAMEN if (gevonden := shutil.which(naam))), None)
    if pad is None:
        raise RuntimeError("Geen Chromium gevonden. Doe: make chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=pad, args=["--no-sandbox"])
        try:
            context = await browser.new_context(locale="nl-NL")
            await context.add_cookies(
                [{"name": naam, "value": waarde, "url": adres} for naam, waarde in cookies.items()]
            )
            yield context
        finally:
            await browser.close()
