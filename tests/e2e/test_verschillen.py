"""A difference of view at the table: the facilitator names it, two phones write their own view, all read along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.services.aandacht import add_verschil
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Sessie
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.veld import AOZ, LWZ, Veld

TITEL = "Wat telt mee voor 100%?"
EIGEN = "Ayşe & ik tellen **alle** plekken <3"


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def sit_down(server: Server, new_context: NewContext, sessie: Sessie, code: str, kleur: str) -> Page:
    """The phone of somebody of this partnership."""
    uitnodiging = make_uitnodiging(server.wie, sessie.id, ports=server.ports) if code == "LWZ" else None
    uitnodiging = uitnodiging or server.ports.deelnames.get_uitnodiging(sessie.id)
    assert uitnodiging is not None
    wie = Aanmelding(partnerschap=code, rol="schoolopleider", organisatie="Kindrijk")
    koek = join(uitnodiging.code, wie, None, ports=server.ports).cookie
    context = new_context(storage_state=None, color_scheme=kleur, reduced_motion="reduce", **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": koek, "url": server.adres}])
    return context.new_page()


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_a_difference_is_named_written_by_each_and_read_by_all(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie = make_gesprek()
    lwz, aoz = (sit_down(server, new_context, sessie, code, kleur) for code in ("LWZ", "AOZ"))
    for telefoon in (lwz, aoz):
        open_scherm(telefoon, "verschillen", sessie)
        expect(telefoon.get_by_text("Nog geen verschil.")).to_be_visible()

    laptop = new_context(color_scheme=kleur).new_page()
    open_scherm(laptop, "verschillen", sessie)
    find_knop(laptop, "verschil_nieuw_na_0").click()
    laptop.get_by_label("Waarover verschillen we van inzicht?").fill(TITEL)
    laptop.get_by_role("button", name="Bewaar", exact=True).click()

    # It comes up on the phones by itself; each writes its own view, and no other's.
    for telefoon in (lwz, aoz):
        expect(telefoon.get_by_role("heading", name=TITEL)).to_be_visible()
    eigen = Veld(lwz, LWZ)
    eigen.invoer.tap()
    lwz.keyboard.type(EIGEN)
    lwz.get_by_text("Minderheidsstandpunt van LWZ").first.tap()
    eigen.expect_bewaard(EIGEN)
    minderheid = Veld(lwz, "Minderheidsstandpunt van LWZ")
    minderheid.invoer.tap()
    lwz.keyboard.type("Wij blijven")
    minderheid.expect_bewaard("Wij blijven")
    # Others read it from its first words on; and what they add draws this phone anew in the midst of the sentence.
    for page in (laptop, aoz):
        expect(page.get_by_text("Wij blijven")).to_be_visible()
    Veld(laptop, "Waarover zijn we het wél eens?").invoer.fill("Dat we moeten tellen.")
    for telefoon in (lwz, aoz):
        expect(telefoon.get_by_text("Dat we moeten tellen.")).to_be_visible()
    lwz.keyboard.type(" erbij.")
    minderheid.expect_bewaard("Wij blijven erbij.")
    expect(lwz.get_by_role("textbox", name=AOZ)).to_have_count(0)

    for page in (laptop, aoz):
        expect(page.get_by_text(EIGEN)).to_be_visible()
        expect(page.get_by_role("textbox", name=LWZ)).to_have_count(0)
    for page in (laptop, aoz, lwz):
        check(page)
    teksten = server.ports.sessies.get_dossier(sessie.id).teksten
    assert teksten["standpunt/V1/LWZ"].tekst == EIGEN
    assert teksten["minderheid/V1/LWZ"].tekst == "Wij blijven erbij."

    open_scherm(laptop, "verslag", sessie)
    expect(laptop.get_by_text("Minderheidsstandpunt van")).to_be_visible()
    expect(laptop.get_by_text("Wij blijven erbij.")).to_be_visible()


def test_another_difference_is_shown_when_it_is_named_and_back_returns_to_the_first(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    add_verschil(server.wie, sessie.id, TITEL, ports=server.ports)
    page = new_context().new_page()
    open_scherm(page, "verschillen", sessie)
    find_knop(page, "verschil_nieuw_na_1").click()
    page.get_by_label("Waarover verschillen we van inzicht?").fill("Wie begint?")
    page.get_by_role("button", name="Bewaar", exact=True).click()

    expect(page.get_by_role("heading", name="Wie begint?")).to_be_visible()
    expect(page.get_by_text("V2 staat erbij.")).to_be_visible()
    check(page)
    page.go_back()
    expect(page.get_by_role("heading", name=TITEL)).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name="Wie begint?")).to_be_visible()
    page.get_by_role("combobox", name="Welk verschil?").click()
    page.get_by_role("option", name=f"V1 · {TITEL}").click()
    expect(page.get_by_role("heading", name=TITEL)).to_be_visible()
    check(page)


def test_a_partnership_supports_an_issue_and_records_its_consultation_with_a_thumb(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    telefoon = sit_down(server, new_context, sessie, "LWZ", "light")
    laptop = new_context().new_page()
    open_scherm(laptop, "landelijk", sessie)
    laptop.get_by_role("button", name="Issue toevoegen").click()
    Veld(laptop, "Landelijk issue L1").invoer.fill("Wij tellen dubbel.")
    Veld(laptop, "Landelijk issue L1").expect_bewaard("Wij tellen dubbel.")

    open_scherm(telefoon, "landelijk", sessie)
    expect(telefoon.get_by_text("Wij tellen dubbel.")).to_be_visible()
    Veld(laptop, "Waarom is dit landelijk?").invoer.fill("De telling is van het rijk.")
    expect(telefoon.get_by_text("De telling is van het rijk.")).to_be_visible()
    check(telefoon)
    telefoon.get_by_role("button", name="LWZ steunt dit").tap()
    for page in (telefoon, laptop):
        expect(page.get_by_text("1 van 2")).to_be_visible()
    check(telefoon)
    telefoon.get_by_role("button", name="LWZ trekt steun in").press("Enter")
    expect(telefoon.get_by_text("Nog door geen partnerschap gesteund.")).to_be_visible()
    steunt = telefoon.get_by_role("button", name="LWZ steunt dit")
    expect(steunt).to_be_focused()
    steunt.press("Enter")
    expect(telefoon.get_by_role("button", name="LWZ trekt steun in")).to_be_focused()

    open_scherm(telefoon, "wie-nog", sessie)
    expect(telefoon.get_by_text("Nog 10 van 10 niet ingevuld.")).to_be_visible()
    check(telefoon)
    find_knop(telefoon, "wienog_vul_medezeggenschap_LWZ").tap()
    venster = telefoon.get_by_role("dialog")
    venster.get_by_label("Wie precies?").fill("drie GMR's")
    venster.get_by_label("Wanneer?").fill("20 mei 2027")
    check(telefoon)
    venster.get_by_role("button", name="Bewaar").tap()
    expect(telefoon.get_by_text(re.compile("donderdag 20 mei 2027"))).to_be_visible()
    check(telefoon)
