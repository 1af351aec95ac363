"""WCAG 2.2 AA as far as a program can tell, and room for every eye: light and dark, narrow and enlarged."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from gesprekskaart.services.uitnodigen import admit, change_uitnodiging, make_uitnodiging
from gesprekskaart.sessie import Stand
from tests.e2e.adressen import ANDERS_NA_BEVRIEZEN, GEWONE_PAGINAS, SCHERMEN, visit
from tests.e2e.conftest import MakeGesprek, MakeVoorbeeld, NewPage
from tests.e2e.server import Server

REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# WCAG 2.5.3: who speaks to the screen says what a button reads. Axe leaves it off: an icon may read like a letter.
OOK = {"label-content-name-mismatch": {"enabled": True}}

# Rule and selector of what Streamlit does and we cannot mend, each with its reason.
UITZONDERINGEN: dict[tuple[str, str], str] = {}


# A screen that is still fading in has no contrast of its own yet.
UITGEBEWOGEN = """() => Promise.all(document.getAnimations()
  .filter((beweging) => beweging.effect.getComputedTiming().iterations !== Infinity)
  .map((beweging) => beweging.finished.catch(() => {})))"""


def find_violations(page: Page) -> list[str]:
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what Streamlit is about to draw anew is faded
    page.evaluate(UITGEBEWOGEN)
    gevonden: list[dict[str, Any]] = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": REGELS}, "rules": OOK}).response["violations"]
    )
    return [
        f"{regel['id']}: {knoop['target']} {knoop['html'][:200]} {knoop.get('failureSummary', '')[:200]}"
        for regel in gevonden
        for knoop in regel["nodes"]
        if (regel["id"], str(knoop["target"][-1])) not in UITZONDERINGEN
    ]


@pytest.mark.parametrize(
    ("kleur", "stand", "namen"),
    [
        ("light", Stand.GESPREK, tuple(SCHERMEN)),
        ("dark", Stand.GESPREK, tuple(SCHERMEN)),
        ("light", Stand.VERSLAG, ANDERS_NA_BEVRIEZEN),
    ],
    ids=["licht", "donker", "bevroren"],
)
def test_no_screen_or_window_breaks_a_rule(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, kleur: str, stand: Stand, namen: tuple[str, ...]
) -> None:
    page, sessie = new_page(color_scheme=kleur, reduced_motion="reduce"), make_voorbeeld(stand)

    gevonden = {naam: fouten for naam in visit(page, sessie, namen) if (fouten := find_violations(page))}

    assert gevonden == {}


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_no_plain_page_breaks_a_rule(new_page: NewPage, kleur: str) -> None:
    page = new_page(storage_state=None, color_scheme=kleur)

    for pad in (*GEWONE_PAGINAS, "/"):
        page.goto(pad)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert find_violations(page) == []


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_no_page_of_the_door_breaks_a_rule(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie, page = make_gesprek(), new_page(storage_state=None, color_scheme=kleur)
    nu = make_uitnodiging(server.wie, sessie.id, ports=server.ports)
    change_uitnodiging(server.wie, nu, tot=nu.tot, wachtkamer=True, ports=server.ports)

    def expect_sound(kop: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(kop)
        assert find_violations(page) == []

    page.goto(f"/gk/mee/{nu.code}")
    expect_sound("Meedoen")
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect_sound("Meedoen")
    page.get_by_label("Ik ben te gast").check()
    page.get_by_label("Je rol").fill("schoolopleider")
    page.get_by_label("Je organisatie").fill("Kindrijk")
    page.get_by_role("button", name="Doe mee").click()
    expect_sound("Even wachten")
    admit(server.wie, sessie.id, 1, ports=server.ports)
    page.goto(f"/gk/binnen/{sessie.id}")
    expect_sound("Je doet mee")


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_choosing_a_password_breaks_no_rule(new_page: NewPage, kleur: str) -> None:
    page = new_page(color_scheme=kleur)
    page.goto("/gk/wachtwoord")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wachtwoord kiezen")
    assert find_violations(page) == []


# What sticks out to the right of the screen, and is not inside something that scrolls by itself.
STEEKT_UIT = """() => {
  const breedte = document.documentElement.clientWidth;
  const vlakken = [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain]')];
  if (vlakken.every((vlak) => vlak.scrollWidth <= vlak.clientWidth)) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > breedte + 1)
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}"""


@pytest.mark.parametrize("breedte", [320, 640])
def test_no_screen_needs_sideways_scrolling(new_page: NewPage, make_voorbeeld: MakeVoorbeeld, breedte: int) -> None:
    page = new_page(viewport={"width": breedte, "height": 640})

    gevonden = {naam: uit for naam in visit(page, make_voorbeeld(Stand.GESPREK)) if (uit := page.evaluate(STEEKT_UIT))}

    assert gevonden == {}
    page.context.clear_cookies()
    for pad in GEWONE_PAGINAS:
        page.goto(pad)
        assert page.evaluate(STEEKT_UIT) == []
