"""Zilverwaard meets again: what was agreed is looked back on, goes on under its own number, and is answered anew."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Sessie, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Actiestand
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeVoorbeeld, NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.veld import Veld, open_vraag

UITKOMST = "Wat is ervan terechtgekomen?"
GETEST = "Getest op vier scholen; Ayşe & co willen door <3"


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def make_it_follow(laptop: Page, server: Server, eerste: Sessie) -> Sessie:
    """From the established report to the begun follow-up, as a facilitator does."""
    open_scherm(laptop, "verslag", eerste)
    find_knop(laptop, "verslag_vervolg").click()
    venster = laptop.get_by_role("dialog")
    expect(venster.get_by_label("Titel", exact=True)).to_have_value(f"Vervolg {eerste.gesprek.titel}")
    venster.get_by_label("Datum (mag later)").fill("1 oktober 2026")
    check(laptop)
    venster.get_by_role("button", name="Maak het vervolg", exact=True).click()
    laptop.get_by_role("button", name="Begin het gesprek").click()
    laptop.get_by_role("button", name="Naar het gesprek").click()
    expect(laptop.get_by_role("heading", name=re.compile("^Wat spraken we af"))).to_be_visible()
    reeks = server.ports.reeksen.list(eerste.id)
    assert [sessie.vorige for sessie in reeks] == [None, eerste.id]
    return reeks[1]


def take_seat(server: Server, new_context: NewContext, sessie: Sessie, kleur: str) -> Page:
    """Somebody of LWZ, who was not at the first conversation, on a phone."""
    code = make_uitnodiging(server.wie, sessie.id, ports=server.ports).code
    wie = Aanmelding(partnerschap="LWZ", rol="nieuwe schoolopleider", organisatie="Kindrijk")
    koek = join(code, wie, None, ports=server.ports).cookie
    telefoon = new_context(storage_state=None, color_scheme=kleur, reduced_motion="reduce", **TELEFOON)
    telefoon.add_cookies([{"name": COOKIE, "value": koek, "url": server.adres}])
    page = telefoon.new_page()
    page.goto(f"/terugblik?sessie={sessie.id}")
    return page


def find_punt(page: Page, soort: str, nummer: str) -> Locator:
    return page.locator(f".st-key-terug_punt_{soort}_{nummer}")


def look_back(laptop: Page, telefoon: Page) -> None:
    """One action is done, with a note; the phone sees it without a touch."""
    actie = find_punt(laptop, "actie", "1")
    expect(actie.get_by_text("Telformat maken")).to_be_visible()
    actie.get_by_role("radio", name="Gereed").click()
    expect(actie.get_by_role("radio", name="Gereed")).to_be_checked()
    veld = actie.get_by_label(UITKOMST)
    veld.fill(GETEST)
    expect(actie.locator(".gk-stand")).to_have_text(re.compile(r"^\s*bewaard \d\d:\d\d"))
    op_telefoon = find_punt(telefoon, "actie", "1")
    expect(op_telefoon.locator(".gk-nu")).to_have_text("gereed")
    expect(op_telefoon.get_by_text(GETEST)).to_be_visible()
    expect(telefoon.get_by_role("radio")).to_have_count(0)


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_zilverwaard_meets_again(
    server: Server, new_context: NewContext, make_voorbeeld: MakeVoorbeeld, kleur: str
) -> None:
    eerste = make_voorbeeld(Stand.VERSLAG)
    move_stand(server.wie, eerste.id, Stand.VASTGESTELD, ports=server.ports)
    laptop = new_context(color_scheme=kleur).new_page()
    tweede = make_it_follow(laptop, server, eerste)
    telefoon = take_seat(server, new_context, tweede, kleur)
    expect(find_punt(telefoon, "actie", "2").locator(".gk-nu")).to_have_text("loopt")
    look_back(laptop, telefoon)
    check(laptop)
    check(telefoon)

    dossier = server.ports.sessies.get_dossier(tweede.id)
    assert [a.nummer for a in dossier.afspraken] == ["2026-02", "2026-03", "2026-05", "2026-06"]
    assert {a.nummer: a.stand for a in dossier.acties if a.nummer in "12"} == {
        "1": Actiestand.GEREED,
        "2": Actiestand.LOOPT,
    }
    assert dossier.tekst(TekstSoort.ACTIEUITKOMST, "1") == GETEST

    open_scherm(laptop, "afspraken", tweede)
    find_knop(laptop, "wf_afspraak_na_4").click()
    nieuw = Veld(laptop, "Afspraak 2026-07")
    nieuw.invoer.fill("Vanaf februari tellen we ook de wisselplekken.")
    nieuw.expect_bewaard("Vanaf februari tellen we ook de wisselplekken.")

    # The answer of then stands below the one of now, for the facilitator and for somebody who was not there.
    inhoud = server.ports.verslagen.list(eerste.id)[-1].inhoud
    toen = next(a.tekst for a in inhoud.antwoorden if (a.vraag, a.partnerschap) == ("RS3", "LWZ"))
    for page in (laptop, telefoon):
        open_vraag(page, tweede, "RS3")
        expect(page.get_by_text(toen)).to_have_count(0)
        page.get_by_text("Toon wat we toen antwoordden (12-3-2026)").click()
        expect(page.locator("[class*=st-key-antwoord_RS3_LWZ] .gk-toen")).to_contain_text(toen)
        check(page)
    nu = Veld(telefoon, "LWZ · Leerwerkplaats Zilverwaard")
    nu.invoer.tap()
    telefoon.keyboard.type("Sinds september ook met het regiobureau.")
    nu.expect_bewaard("Sinds september ook met het regiobureau.")
    expect(telefoon.locator("[class*=st-key-antwoord_RS3_LWZ] .gk-toen")).to_contain_text(toen)
    expect(laptop.get_by_label("LWZ · Leerwerkplaats Zilverwaard")).to_have_value(
        "Sinds september ook met het regiobureau."
    )
    dossier = server.ports.sessies.get_dossier(tweede.id)
    assert dossier.tekst(TekstSoort.ANTWOORD, "RS3", "LWZ") == "Sinds september ook met het regiobureau."
    assert server.ports.sessies.get_dossier(eerste.id).tekst(TekstSoort.ANTWOORD, "RS3", "LWZ") == toen
