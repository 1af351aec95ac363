"""Sharing knowledge: a partnership agrees on a phone, who leads decides about what stands out, and takes it along."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, join
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.services.uitnodigen import make_uitnodiging
from tests.e2e.adressen import expect_rust, open_scherm
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.zaak import invoer


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_a_partnership_agrees_and_who_leads_looks_decides_and_takes_it_along(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, tmp_path: Path, kleur: str
) -> None:
    sessie = make_gesprek()
    teksten = {
        "antwoord/G1/LWZ": "Onze eigen woorden, van Kindrijk zelf.",
        "conclusie/G1": "Dat zei Petra <b>, over 46 plekken bij de Leerwerkplaats.",
    }
    for plek, tekst in teksten.items():
        write_tekst(
            server.wie, invoer(sessie.id, plek, tekst), sessies=server.ports.sessies, teksten=server.ports.teksten,
            groepen=server.ports.groepen, now=server.ports.now,
        )  # fmt: skip
    code = make_uitnodiging(server.wie, sessie.id, ports=server.ports).code
    aanmelding = Aanmelding(partnerschap="LWZ", rol="schoolopleider", organisatie="Kindrijk")
    koek = join(code, aanmelding, None, ports=server.ports).cookie

    laptop = new_context(color_scheme=kleur).new_page()
    open_scherm(laptop, "kennis-delen", sessie)
    expect(laptop.get_by_text("Onze eigen woorden")).to_have_count(0)

    context = new_context(storage_state=None, color_scheme=kleur, reduced_motion="reduce", **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": koek or "", "url": server.adres}])
    telefoon = context.new_page()
    open_scherm(telefoon, "kennis-delen", sessie)
    expect(telefoon.get_by_role("heading", name="Vrijgeven")).to_have_count(0)
    telefoon.get_by_role("button", name="Geef toestemming").tap()
    expect(telefoon.get_by_text("De eigen woorden van LWZ gaan nu mee.")).to_be_visible()
    check(telefoon)

    expect(laptop.get_by_text("Onze eigen woorden")).to_be_visible()
    expect(laptop.locator("ins", has_text="organisatie 1")).to_be_visible()
    check(laptop)
    laptop.get_by_role("button", name="Vervang…").first.click()
    check(laptop)
    laptop.get_by_label("Wat komt ervoor in de plaats?").fill("een schoolleider")
    laptop.get_by_role("button", name="Vervang overal").click()
    expect(laptop.locator("ins", has_text="een schoolleider")).to_be_visible()
    laptop.get_by_role("button", name="Geef vrij").click()
    expect(laptop.get_by_role("alert")).to_contain_text("waarover nog niemand besliste")

    # The rest on a phone: who leads may have no laptop at hand.
    mobiel = new_context(color_scheme=kleur, reduced_motion="reduce", **TELEFOON).new_page()
    open_scherm(mobiel, "kennis-delen", sessie)
    check(mobiel)
    mobiel.get_by_role("button", name="Laat staan").first.tap()
    expect(mobiel.get_by_text("Alles is bekeken. Lees")).to_be_visible()
    mobiel.get_by_role("button", name="Geef vrij").tap()
    expect(mobiel.get_by_role("link", name="Om te lezen (HTML)")).to_be_visible()
    check(mobiel)

    with laptop.expect_download() as gehaald:
        laptop.reload()
        laptop.get_by_role("link", name="Om te lezen (HTML)").click()
    bestand = tmp_path / "kennis.html"
    gehaald.value.save_as(bestand)
    inhoud = bestand.read_text("utf-8")
    assert "Dat zei een schoolleider &lt;b&gt;, over 46 plekken" in inhoud
    assert "Onze eigen woorden, van organisatie 1 zelf." in inhoud
    assert "Kindrijk" not in inhoud
    lezer = new_context(color_scheme=kleur, **TELEFOON).new_page()
    lezer.set_content(inhoud)
    assert find_violations(lezer) == []
    assert lezer.evaluate(STEEKT_UIT) == []
