"""From what came of something back to it: the link opens the screen, and what it names is in view and marked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.account import Wie
from gesprekskaart.inbreng import list_inbreng
from gesprekskaart.logboek import Daad
from gesprekskaart.regie import Ronde, Zet
from gesprekskaart.services.aandacht import add_issue, add_verschil
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.regie import lead
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.services.vervolg import add_actie, add_afspraak
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import Plek, TekstInvoer, TekstSoort
from tests.e2e.adressen import expect_rust, open_scherm
from tests.e2e.conftest import LAPTOP, TELEFOON, MakeVoorbeeld, NewContext
from tests.e2e.server import Server
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations

GEVRAAGD = "[data-gk-gevraagd]"
PLEK = f"""() => {{
  const vak = document.querySelector('{GEVRAAGD}')?.getBoundingClientRect()
  const boven = document.querySelector('.st-key-bovenaan')?.getBoundingClientRect().bottom ?? 0
  return vak ? vak.top >= Math.max(boven, 0) && vak.top < Math.max(boven, 0) + innerHeight / 2 : false
}}"""
APPARATEN = pytest.mark.parametrize("apparaat", [LAPTOP, TELEFOON], ids=["laptop", "telefoon"])


OVERLAPT = """() => {
  const vakken = [...document.querySelectorAll('[class*="st-key-sporen_"] :is(a, button)')]
  const plek = (vak) => vak.getBoundingClientRect()
  const raakt = (a, b) => plek(a).right > plek(b).left + 1 && plek(b).right > plek(a).left + 1
    && plek(a).bottom > plek(b).top + 1 && plek(b).bottom > plek(a).top + 1
  return vakken.flatMap((a, nummer) => vakken.slice(nummer + 1).filter((b) => raakt(a, b)).map((b) => b.textContent))
}"""
"""Links that lie over others: a thumb does not know which it hits."""


def contribute(server: Server, sessie: Sessie, vraag: str, aantal: int) -> str:
    """So many people contribute to this question, which is then revealed; what the last one is known by."""
    lead(server.wie, Zet(sessie_id=sessie.id, vraag=vraag), ports=server.ports)
    alle = server.ports.sessies.get_dossier(sessie.id).deelnemers
    mensen = [d for d in alle if d.namens and d.sessierol is Sessierol.DEELNEMER][:aantal]
    for deelnemer in mensen:
        invoer = TekstInvoer(
            sessie_id=sessie.id,
            plek=str(Plek(soort=TekstSoort.INBRENG, sleutel=vraag, deelnemer=deelnemer.nummer)),
            tekst="Wat ik zie. " * 20,
            revisie=0,
            save_id=uuid4(),
        )
        ports = server.ports
        wie = Wie(deelnemer=deelnemer, sessie_id=sessie.id)
        write_tekst(wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now)
    lead(server.wie, Zet(sessie_id=sessie.id, ronde=Ronde.ONTHULLEN), ports=server.ports)
    return list_inbreng(server.ports.sessies.get_dossier(sessie.id), vraag)[-1].kenmerk


def agree_from(server: Server, sessie: Sessie, *bronnen: str) -> str:
    """An afspraak that came of these; its number."""
    afspraak = add_afspraak(server.wie, sessie.id, ports=server.ports).model_copy(update={"bronnen": bronnen})
    daad = Daad(handeling="prepare_test", wie="test", op=server.ports.now())
    server.ports.vervolg.save_afspraak(sessie.id, afspraak, gelezen=1, daad=daad)
    return afspraak.nummer


def expect_in_beeld(page: Page, tekst: str) -> None:
    """The one thing that is marked says this, and lies where one looks first, under what sticks to the top."""
    expect(page.locator(GEVRAAGD)).to_have_count(1)
    expect(page.locator(GEVRAAGD)).to_contain_text(tekst)
    page.wait_for_function(PLEK)


@APPARATEN
def test_a_link_to_what_an_afspraak_came_from_brings_just_that_into_view(
    server: Server, new_context: NewContext, make_voorbeeld: MakeVoorbeeld, apparaat: dict[str, Any]
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    add_verschil(server.wie, sessie.id, "Wie mag dat bepalen?", ports=server.ports)
    for nummer in range(3, 9):
        add_issue(server.wie, sessie.id, tekst=f"Landelijk nummer {nummer}", ports=server.ports)
    kenmerk = contribute(server, sessie, "RS4", 5)
    afspraak = agree_from(server, sessie, "P1", "V2", "L7", "B7", "A4", "RS4b", f"RS4#{kenmerk}")
    page = new_context(reduced_motion="reduce", **apparaat).new_page()
    for chip, tekst in {
        "Peiling P1": "Federatie met één tafel Opleiden",
        "V2": "Wie mag dat bepalen?",
        "L7": "Landelijk issue L7",
        "B7": "B7",
        "A4": "Wat doen we eraan?",
        "RS4b": "RS4b",
        "Inbreng bij RS4": "Wat ik zie.",
    }.items():
        page.goto(f"/way-forward?sessie={sessie.id}&deel=afspraken&nummer={afspraak}")
        page.get_by_role("link", name=chip, exact=True).click()
        if chip == "B7":
            expect(page.locator(f"[class*='st-key-wienog_B7_']{GEVRAAGD}")).to_be_visible()
            page.wait_for_function(PLEK)
        else:
            expect_in_beeld(page, tekst)
    bronnen = ("RS4b", f"RS4#{kenmerk}")
    keuze = add_keuze(server.wie, sessie.id, "Bij elkaar kijken", bronnen=bronnen, ports=server.ports)
    for link, tekst in {"RS4b": "RS4b", "Inbreng 5 bij RS4": "Wat ik zie."}.items():
        page.goto(f"/keuzes?sessie={sessie.id}&weergave=keuze&keuze={keuze.nummer}")
        page.get_by_role("link", name=link, exact=True).click()
        expect_in_beeld(page, tekst)
    expect_rust(page)
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def test_an_agreement_with_many_actions_keeps_its_links_apart_and_reaches_them_all(
    server: Server, new_context: NewContext, make_voorbeeld: MakeVoorbeeld
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    for _ in range(9):
        add_actie(server.wie, sessie.id, afspraak="2026-01", ports=server.ports)
    telefoon = {**TELEFOON, "viewport": {"width": 320, "height": 700}}
    page = new_context(reduced_motion="reduce", **telefoon).new_page()
    open_scherm(page, "afspraken", sessie)
    assert page.evaluate(OVERLAPT) == []

    page.get_by_role("button", name="nog 4…").tap()
    expect(page.get_by_role("link", name="Actie 17", exact=True)).to_be_visible()
    expect_rust(page)
    assert page.evaluate(OVERLAPT) == []
    page.get_by_role("link", name="Actie 17", exact=True).tap()

    expect(page.get_by_role("button", name="Toon alle 17")).to_be_visible()
    expect(page.get_by_text("Actie 17", exact=True)).to_be_in_viewport()


def test_whoever_scrolls_on_is_not_pulled_back(
    server: Server, new_context: NewContext, make_voorbeeld: MakeVoorbeeld
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(f"/landelijk?sessie={sessie.id}&nummer=L2")
    expect_in_beeld(page, "Landelijk issue L2")
    page.keyboard.press("Home")
    page.mouse.move(600, 500)
    page.mouse.wheel(0, -5000)
    titel = page.get_by_role("heading", name="Landelijke issues", exact=True)
    expect(titel).to_be_in_viewport()

    add_issue(server.wie, sessie.id, tekst="Dit komt erbij", ports=server.ports)

    expect(page.get_by_text("Landelijk issue L3")).to_have_count(1)
    expect_rust(page)
    expect(titel).to_be_in_viewport()
    expect(page.locator(GEVRAAGD)).to_contain_text("L2")
