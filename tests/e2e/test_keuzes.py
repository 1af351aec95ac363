"""Options at the table: weighed on a phone with touch, walked through by keyboard, polled and decided upon."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.keuze import Beoordeling, Score
from gesprekskaart.peiling import BINDT_NIEMAND
from gesprekskaart.services.keuzes import add_keuze, give_score
from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeGesprek, MakeVoorbeeld, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.veld import Veld
from tests.zaak import write

TEKST = "Ayşe & <b>wij</b> hebben *dan* één loket"


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def open_weging(page: Page, sessie: Sessie, keuze: str, criterium: str) -> None:
    page.goto(f"/keuzes?sessie={sessie.id}&weergave=criterium&keuze={keuze}&criterium={criterium}")
    expect_rust(page)


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_an_option_is_weighed_on_a_phone_and_seen_in_the_matrix_at_once(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie = make_gesprek()
    for titel in ("Federatie met één tafel", "Eén partnerschap"):
        add_keuze(server.wie, sessie.id, titel, ports=server.ports)
    write(server.ports, server.wie, sessie, "antwoord/OO2b/AOZ", "Kans: één loket. Risico: campagnes vooruit.")
    laptop = new_context(color_scheme=kleur).new_page()
    open_scherm(laptop, "keuzes", sessie)
    cel = laptop.get_by_role("gridcell").first
    expect(cel).to_contain_text("onder de vragen staat al wat")

    telefoon = new_context(color_scheme=kleur, reduced_motion="reduce", **TELEFOON).new_page()
    open_weging(telefoon, sessie, "K1", "functies")
    telefoon.get_by_label("Kansen", exact=True).tap()
    telefoon.keyboard.type(TEKST)
    # The tap right after typing is the one that native fields used to swallow.
    telefoon.get_by_role("radio", name="++ zeer gunstig", exact=True).tap()
    Veld(telefoon, "Kansen").expect_bewaard(TEKST)
    expect(laptop.get_by_role("gridcell").first).to_contain_text("zeer gunstig")
    expect(laptop.get_by_role("gridcell").first).to_contain_text(TEKST)
    telefoon.get_by_role("button", name="Neem over bij risico’s (AOZ, OO2b)").tap()
    expect(telefoon.get_by_label("Risico’s", exact=True)).to_have_value(
        "Kans: één loket. Risico: campagnes vooruit. (AOZ, OO2b)"
    )
    check(telefoon)
    telefoon.get_by_role("button", name="Verder met Verbinding sectoren").tap()
    expect(telefoon.get_by_role("heading", name="Verbinding sectoren")).to_be_visible()
    expect(telefoon.get_by_label("Kansen", exact=True)).to_have_value("")
    open_scherm(telefoon, "keuzes", sessie)
    expect(telefoon.get_by_role("gridcell").first).to_contain_text("Vijf functies")
    check(telefoon)
    telefoon.get_by_role("gridcell").nth(1).tap()
    expect(telefoon.get_by_role("heading", name="Verbinding sectoren")).to_be_visible()


def test_the_matrix_is_walked_and_opened_by_keyboard(new_page: NewPage, make_voorbeeld: MakeVoorbeeld) -> None:
    page = new_page()
    open_scherm(page, "keuzes", make_voorbeeld(Stand.GESPREK))
    check(page)
    page.get_by_role("gridcell").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_contain_text("overgangskosten")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Verbinding sectoren")).to_be_visible()
    expect(page.get_by_label("Risico’s", exact=True)).to_have_value("mbo in twee regio's knelt")
    page.get_by_text("Vergelijken", exact=True).click()
    expect(page.get_by_role("columnheader", name=re.compile("K1 Federatie"))).to_be_visible()
    check(page)
    for _ in range(2):
        page.get_by_label(re.compile("^Welke zet je naast elkaar")).click()
        page.get_by_role("option").first.click()
    page.get_by_label(re.compile("^Welke zet je naast elkaar")).click()
    expect(page.get_by_text("Er passen er 4. Haal er eerst een weg.")).to_be_visible()
    assert find_english(page) == []


def test_on_a_phone_an_empty_matrix_is_as_wide_as_a_full_one(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    page, sessie = new_page(**TELEFOON), make_gesprek()
    add_keuze(server.wie, sessie.id, "Federatie met één tafel", ports=server.ports)
    open_scherm(page, "keuzes", sessie)
    expect(page.get_by_role("gridcell").first).to_be_visible()
    ruimte = page.locator(".gk-oogst")
    for deel in ("td", "tbody th"):
        breedte = ruimte.evaluate(f"(r) => [r.clientWidth, r.querySelector('{deel}').offsetWidth]")
        assert breedte[0] == breedte[1], deel


def test_who_weighs_by_keyboard_keeps_the_place(new_page: NewPage, make_voorbeeld: MakeVoorbeeld) -> None:
    page = new_page()
    open_scherm(page, "keuzes", make_voorbeeld(Stand.GESPREK))
    page.get_by_role("gridcell").nth(1).focus()
    page.keyboard.press("Enter")
    hier = page.locator(".st-key-weging_K1_sectoren")
    expect(hier).to_be_focused()
    for toets, score in (("ArrowLeft", "++ zeer gunstig"), ("ArrowRight", "+ gunstig")):
        expect_rust(page)
        if score.startswith("++"):
            page.keyboard.press("Tab")
        page.keyboard.press(toets)
        page.keyboard.press("Space")
        knop = hier.get_by_role("radio", name=score, exact=True)
        expect(knop).to_be_checked()
        expect_rust(page)
        expect(knop).to_be_focused()
    page.get_by_role("button", name="Verder met 100%-ambitie").press("Enter")
    expect(page.locator(".st-key-weging_K1_ambitie")).to_be_focused()


def test_an_option_is_polled_with_one_tap_and_decided_with_a_reason(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    add_keuze(server.wie, sessie.id, "Federatie", ports=server.ports)
    score = Beoordeling(keuze="K1", criterium="functies", score=Score.GUNSTIG)
    give_score(server.wie, sessie.id, score, gelezen=0, ports=server.ports)
    telefoon = new_context(reduced_motion="reduce", **TELEFOON).new_page()
    open_scherm(telefoon, "keuze", sessie)
    expect(telefoon.get_by_text("Nog geen besluit.")).to_be_visible()
    find_knop(telefoon, "peil_K1").tap()
    telefoon.get_by_role("button", name="Naar peiling P1").tap()
    expect(telefoon.get_by_role("heading", name="Wij gaan verder met K1 Federatie")).to_be_visible()
    telefoon.get_by_role("button", name="Open P1").tap()
    expect(telefoon.get_by_text("0 van 2 hebben gestemd").first).to_be_visible()
    telefoon.get_by_role("button", name="Sluit P1…").tap()
    telefoon.get_by_role("button", name="Sluit P1 en toon de uitslag").tap()
    expect(telefoon.get_by_text("Niet gehaald: 0%").first).to_be_visible()

    open_scherm(telefoon, "keuze", sessie)
    find_knop(telefoon, "besluit_K1").tap()
    venster = telefoon.get_by_role("dialog")
    venster.get_by_text("Aangehouden", exact=True).tap()
    venster.get_by_role("button", name="Leg besluit vast").tap()
    expect(venster.get_by_role("alert")).to_contain_text("hoort een reden")
    venster.get_by_label("Waarom?").tap()
    telefoon.keyboard.type(TEKST)
    venster.get_by_role("button", name="Leg besluit vast").tap()
    expect(telefoon.get_by_role("dialog")).to_have_count(0)
    besluit = telefoon.get_by_label("Besluit over K1")
    expect(besluit).to_contain_text(TEKST)
    expect(besluit).to_contain_text("Minstens 75%")
    expect(besluit).to_contain_text("Niet gehaald: 0%")
    expect(besluit).to_contain_text(BINDT_NIEMAND)
    check(telefoon)
