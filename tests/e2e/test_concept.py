"""Longer texts in windows survive a refresh: kept in the tab until they have been sent."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from gesprekskaart.services.sessies import save_gesprek
from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import MakeGesprek, MakeVoorbeeld, NewPage
from tests.e2e.server import Server

TEKST = "De regio verandert.\nAyşe & coördinator <3"


def open_venster(page: Page, scherm: str, sessie: Sessie, knop: str, veld: str) -> Locator:
    """Open the screen anew, as after a refresh, and its window; gives the field."""
    open_scherm(page, scherm, sessie)
    find_knop(page, knop).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_rust(page)
    return page.get_by_role("dialog").get_by_label(veld, exact=True)


def kept(page: Page) -> int:
    return int(page.evaluate("Object.keys(sessionStorage).filter((naam) => naam.startsWith('gk ')).length"))


def test_an_occasion_that_was_typed_survives_a_refresh_and_is_saved(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    page, sessie = new_page(), make_gesprek()
    open_venster(page, "inrichten", sessie, "inrichten_gegevens", "Aanleiding").fill(TEKST)

    veld = open_venster(page, "inrichten", sessie, "inrichten_gegevens", "Aanleiding")

    expect(veld).to_have_value(TEKST)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("De gegevens zijn bewaard.")).to_be_visible()
    assert server.ports.sessies.get(sessie.id).gesprek.aanleiding == TEKST
    assert kept(page) == 0


def test_what_somebody_else_saved_since_is_not_overwritten(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    page, sessie = new_page(), make_gesprek()
    open_venster(page, "inrichten", sessie, "inrichten_gegevens", "Aanleiding").fill(TEKST)
    ander = sessie.gesprek.model_copy(update={"aanleiding": "Van een ander"})
    save_gesprek(server.wie, sessie, ander, ports=server.ports)

    veld = open_venster(page, "inrichten", sessie, "inrichten_gegevens", "Aanleiding")

    expect(veld).to_have_value("Van een ander")


def test_the_explanation_of_a_reaction_stays_with_its_partnership(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld
) -> None:
    page, sessie = new_page(), make_voorbeeld(Stand.VERSLAG)
    open_venster(page, "verslag", sessie, "verslag_reactie_LWZ", "Toelichting").fill(TEKST)

    expect(open_venster(page, "verslag", sessie, "verslag_reactie_AOZ", "Toelichting")).to_have_value("")
    expect(open_venster(page, "verslag", sessie, "verslag_reactie_LWZ", "Toelichting")).to_have_value(TEKST)
