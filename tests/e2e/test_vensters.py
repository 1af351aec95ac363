"""A window that was closed is forgotten: the next one is about what was asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.services.keuzes import add_keuze, ask_peiling
from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import MakeVoorbeeld, NewPage
from tests.e2e.server import Server


@pytest.fixture
def sessie(server: Server, make_voorbeeld: MakeVoorbeeld) -> Sessie:
    """The worked example with polls P5 and P6, that are not open yet."""
    sessie = make_voorbeeld(Stand.GESPREK)
    for nummer in (add_keuze(server.wie, sessie.id, titel, ports=server.ports).nummer for titel in ("Vijf", "Zes")):
        ask_peiling(server.wie, sessie.id, nummer, ports=server.ports)
    return sessie


def read(page: Page, knop: str, veld: str) -> str:
    """Open a window by its button, read a field, and close it as one does who only looked."""
    find_knop(page, knop).click()
    invoer = page.get_by_role("dialog").get_by_label(veld, exact=True)
    expect(invoer).to_be_visible()
    expect_rust(page)
    gelezen = invoer.input_value()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_rust(page)
    return gelezen


@pytest.mark.parametrize(
    ("scherm", "knoppen", "veld"),
    [
        ("inrichten", ("inrichten_wijzig_LWZ", "inrichten_wijzig_AOZ"), "Naam"),
        ("inrichten", ("inrichten_wijzig_1", "inrichten_wijzig_5"), "Rol"),
        ("peilingen", ("peiling_wijzig_P5", "peiling_wijzig_P6"), "Stelling"),
        ("wie-nog", ("wienog_wijzig_B1", "wienog_wijzig_B2"), "Wie precies?"),
    ],
)
def test_a_window_opens_with_what_it_is_about_and_not_with_the_one_before(
    new_page: NewPage, sessie: Sessie, scherm: str, knoppen: tuple[str, str], veld: str
) -> None:
    page = new_page()
    open_scherm(page, scherm, sessie)
    een, ander = (read(page, knop, veld) for knop in knoppen)
    assert een
    page.reload()
    assert read(page, knoppen[1], veld) == ander != een


@pytest.mark.parametrize(
    ("knoppen", "veld"),
    [
        (("inrichten_wijzig_LWZ", "inrichten_wijzig_AOZ"), "Naam"),
        (("inrichten_wijzig_1", "inrichten_wijzig_5"), "Rol"),
    ],
)
def test_who_opens_the_next_window_before_the_screen_is_drawn_finds_that_one(
    new_page: NewPage, sessie: Sessie, knoppen: tuple[str, str], veld: str
) -> None:
    page = new_page()
    open_scherm(page, "inrichten", sessie)
    een, ander = (read(page, knop, veld) for knop in knoppen)
    find_knop(page, knoppen[0]).click()
    invoer = page.get_by_role("dialog").get_by_label(veld, exact=True)
    expect(invoer).to_have_value(een)
    invoer.fill("Nog niet bewaard")
    # In one breath: no drawing can come in between.
    page.get_by_role("dialog").get_by_label("Sluiten", exact=True).evaluate(
        "(sluit, knop) => { sluit.click(); document.querySelector(`.st-key-${knop} button`).click() }", knoppen[1]
    )
    expect(page.get_by_label(veld, exact=True)).to_have_count(1)  # the one that goes away fades out
    expect_rust(page)
    expect(invoer).to_have_value(ander)
