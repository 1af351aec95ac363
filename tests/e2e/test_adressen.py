"""Deep links: an address is enough, whoever opens it and whenever."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.adressen import SCHERMEN, expect_scherm, open_scherm
from tests.e2e.conftest import MakeGesprek, NewPage
from tests.e2e.server import Server
from tests.e2e.veld import expect_vraag

VAN_EEN_SESSIE = [naam for naam, adres in SCHERMEN.items() if "{}" in adres.pad]


@pytest.mark.parametrize("naam", SCHERMEN)
def test_an_address_as_the_very_first_request_opens_its_screen_and_survives_a_refresh(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek, naam: str
) -> None:
    sessie, page = make_gesprek(), new_page()
    server.kill()
    server.start()

    open_scherm(page, naam, sessie)
    adres = page.url
    page.reload()

    expect_scherm(page, naam)
    assert page.url == adres
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_logging_in_every_address_shows_the_way_in(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    sessie, page = make_gesprek("Geheim overleg"), new_page(storage_state=None)

    for adres in SCHERMEN.values():
        page.goto(adres.pad.format(sessie.id))
        expect(page.get_by_role("link", name="Aanmelden")).to_have_attribute("href", "/gk/aanmelden")
        expect(page.get_by_role("heading", name=adres.kop, exact=True)).to_have_count(0)
        expect(page.get_by_text("Geheim overleg")).to_have_count(0)


@pytest.mark.parametrize("sessie_id", ["5f0c8a52-3c1e-4a86-9d0e-6a3f0d3b7e11", "geen-id", ""])
def test_a_session_that_is_not_there_is_said_in_dutch(server: Server, new_page: NewPage, sessie_id: str) -> None:
    page = new_page()

    for naam in VAN_EEN_SESSIE:
        page.goto(SCHERMEN[naam].pad.format(sessie_id))
        expect(page.get_by_role("heading", name="Hier is niets te zien")).to_be_visible()
        expect(page.get_by_text("Dit gesprek bestaat niet (meer), of je hebt er geen toegang toe.")).to_be_visible()
        expect(page.get_by_role("link", name="Naar Mijn gesprekken")).to_be_visible()
        expect(page.get_by_text(re.compile("Traceback|Error|Exception"))).to_have_count(0)


def test_a_question_that_is_not_on_the_card_opens_the_first(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page = new_page()

    page.goto(f"/gesprek?sessie={make_gesprek().id}&vraag=ZZ99")

    expect_vraag(page, "G1")


def test_an_address_that_does_not_exist_is_said_in_dutch(new_page: NewPage) -> None:
    page = new_page()

    page.goto("/bestaat-niet")

    expect(page.get_by_role("heading", name="Mijn gesprekken")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Dit scherm is er niet")
    expect(page.get_by_role("dialog")).to_contain_text("Dit adres bestaat niet (meer). Je ziet nu het beginscherm.")


def test_walking_takes_the_address_along(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page = new_page()
    page.goto(f"/gesprek?sessie={make_gesprek().id}&vraag=G1")
    expect_vraag(page, "G1")
    page.get_by_role("button", name="Naar G2").click()
    expect_vraag(page, "G2")
    assert page.url.endswith("vraag=G2")

    page.reload()

    expect_vraag(page, "G2")
