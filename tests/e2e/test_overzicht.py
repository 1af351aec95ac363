"""Overview and search on a phone and on paper: pictures that need nobody else, and hits that lead to their place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.sessie import Stand
from tests.e2e.adressen import expect_rust
from tests.e2e.conftest import TELEFOON, MakeVoorbeeld, NewPage
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations

SCHUIFT = """(tabellen) => tabellen.filter((t) => t.scrollWidth > t.clientWidth).map((t) => t.ariaLabel)"""

INKT = """(svg) => getComputedStyle(svg.querySelector('text')).fill"""


def check(page: Page) -> None:
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_on_a_phone_one_finds_a_word_and_goes_to_where_it_stands(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, kleur: str
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    page = new_page(**TELEFOON, color_scheme=kleur)
    page.goto("/")
    page.get_by_role("link", name="Zoeken").tap()
    page.get_by_label("Zoek in je gesprekken").fill("coordinator fte")
    page.get_by_role("button", name="Zoek", exact=True).tap()
    treffer = page.locator("article", has_text="Antwoord van SOW bij RS3").first
    expect(treffer.locator("mark").first).to_have_text("coördinator")
    check(page)

    treffer.get_by_role("link").tap()

    expect(page).to_have_url(re.compile(r"/gesprek\?sessie=[0-9a-f-]+&vraag=RS3"))
    expect(page.locator(".st-key-antwoord_RS3_SOW")).to_be_visible()
    assert sessie.id


@pytest.mark.parametrize("kleur", ["light", "dark"])
@pytest.mark.parametrize(
    ("deel", "tabel"),
    [
        ("Dekking", "Dekking in een tabel"),
        ("Vragen", "Stand per vraag van"),
        ("Acties", "Acties in een tabel"),
        ("Aanbevelingen", "Aanbevelingen in een tabel"),
    ],
)
def test_each_picture_stands_beside_its_table_on_a_phone(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, deel: str, tabel: str, kleur: str
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    page = new_page(**TELEFOON, color_scheme=kleur)
    page.goto(f"/overzicht?gesprek={sessie.id}")
    page.get_by_text(deel, exact=True).tap()
    # While the other part is being drawn, the one before may still stand beside it.
    expect(page.get_by_role("region", name=tabel)).to_be_visible()
    expect_rust(page)
    for onderdeel in (page.locator(".gk-tabel"), page.locator("[class*=st-key-beeld_] svg.marks")):
        expect(onderdeel).to_have_count(1)
        expect(onderdeel).to_be_visible()
    check(page)
    # Four columns that do not fit are not compared: one sees two, and has to find out that there are more.
    assert page.locator(".gk-tabelruimte").evaluate_all(SCHUIFT) == []


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_the_table_with_a_column_for_every_pillar_fits_a_phone_as_well(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, kleur: str
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    page = new_page(**TELEFOON, color_scheme=kleur)
    page.goto(f"/overzicht?gesprek={sessie.id}&deel=dekking")
    page.get_by_text("pijlers", exact=True).tap()
    expect(page.get_by_role("columnheader", name="geen pijler")).to_be_visible()
    check(page)
    assert page.locator(".gk-tabelruimte").evaluate_all(SCHUIFT) == []


def test_a_picture_on_a_dark_screen_is_dark_on_paper_it_is_not(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld
) -> None:
    sessie = make_voorbeeld(Stand.GESPREK)
    page = new_page(color_scheme="dark")
    page.goto(f"/overzicht?gesprek={sessie.id}&deel=dekking")
    beeld = page.locator("[class*=st-key-beeld_] svg.marks")
    expect(beeld).to_be_visible()
    donker = beeld.evaluate(INKT)
    page.emulate_media(color_scheme="light", media="print")
    assert beeld.evaluate(INKT) != donker
