"""The sign-off: four signers on phones, one with a reservation, one refusing, then version 2, then established."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.services.ondertekenen import ask, save_ondertekenaar
from gesprekskaart.services.sessies import save_partnerschap
from gesprekskaart.services.verslagen import freeze as freeze_versie
from gesprekskaart.sessie import Mandaat, Partnerschap, Sessie
from gesprekskaart.verslag import ReactieSoort
from tests.e2e.adressen import expect_rust, find_knop
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewPage
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.veld import Veld
from tests.zaak import write

WIE = ((1, "LWZ", "Ayşe Yılmaz"), (2, "LWZ", "Łukasz Ćosić"), (3, "AOZ", "Zoë d’Hondt"), (4, "AOZ", ""))
REDEN = "Bij G1 staat <b>te veel</b> & dat klopt niet."


def prepare(server: Server, make_gesprek: MakeGesprek) -> Sessie:
    sessie = make_gesprek("Tekenen")
    write(server.ports, server.wie, sessie, "conclusie/G1", "Wij leiden samen op.")
    for nummer, code, naam in WIE:
        tekenaar = Ondertekenaar(
            nummer=nummer, partnerschap=code, naam=naam, rol="bestuurder", organisatie=f"Stichting {nummer}"
        )
        save_ondertekenaar(server.wie, sessie.id, tekenaar, gelezen=0, ports=server.ports)
    return sessie


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def freeze(laptop: Page, sessie: Sessie, nummer: int) -> None:
    laptop.goto(f"/verslag?sessie={sessie.id}")
    find_knop(laptop, "verslag_bevries").click()
    if nummer > 1:
        Veld(laptop, "Wijzigingen").invoer.fill("De conclusie bij G1 is korter.")
        Veld(laptop, "Wijzigingen").expect_bewaard("De conclusie bij G1 is korter.")
    find_knop(laptop, "bevries_ja").click()
    expect(laptop.get_by_text(f"Versie {nummer} is bevroren.")).to_be_visible()
    expect_rust(laptop)


def ask_all(laptop: Page, tekst: str) -> list[str]:
    """The personal addresses in the texts that whoever leads sends."""
    find_knop(laptop, "teken_vraag_allen").click()
    expect(laptop.get_by_text(tekst)).to_be_visible()
    adressen = []
    for nummer, _, _ in WIE:
        vak = laptop.locator(f".st-key-teken_tekst_{nummer}")
        vak.locator("summary").click()
        brief = vak.locator("code").inner_text()
        gevonden = re.search(r"/gk/teken/\S+", brief)
        assert gevonden, brief
        adressen.append(gevonden[0])
    return adressen


def sign(telefoon: Page, adres: str, soort: ReactieSoort, naam: str, reden: str = "") -> None:
    telefoon.goto(adres)
    telefoon.locator(f"label:has(input[value='{soort}'])").tap()
    if reden:
        telefoon.get_by_label("Toelichting").fill(reden)
    telefoon.get_by_label("Ik mag dit namens het partnerschap zeggen.").tap()
    telefoon.get_by_label("Typ je naam").fill(naam)
    telefoon.get_by_role("button", name="Leg mijn reactie vast").tap()
    expect(telefoon.get_by_role("heading", name="Je reactie is vastgelegd")).to_be_visible()


def test_four_signers_react_on_phones_and_again_to_version_2(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = prepare(server, make_gesprek)
    laptop = new_page()
    freeze(laptop, sessie, 1)
    adressen = ask_all(laptop, "Stuur zelf: hieronder staat voor iedere ondertekenaar een tekst")
    check(laptop)
    telefoons = [new_page(**TELEFOON, storage_state=None) for _ in WIE]

    telefoons[0].goto(adressen[0])
    expect(telefoons[0].get_by_text("Wij leiden samen op.")).to_be_visible()
    check(telefoons[0])
    sign(telefoons[0], adressen[0], ReactieSoort.AKKOORD, "Ayşe Yılmaz")
    sign(telefoons[1], adressen[1], ReactieSoort.MET_VOORBEHOUD, "Łukasz Ćosić", "Mits ons bestuur instemt.")
    sign(telefoons[2], adressen[2], ReactieSoort.NIET_AKKOORD, "Zoë d’Hondt", REDEN)
    check(telefoons[2])

    # Whoever leads sees it without asking, and what one of them said is there in their own words.
    expect(
        laptop.get_by_text("1 akkoord, 1 akkoord met voorbehoud, 1 niet akkoord, 1 nog geen reactie")
    ).to_be_visible()
    expect(laptop.get_by_text("AOZ is niet akkoord")).to_be_visible()
    expect(laptop.get_by_text(REDEN).first).to_be_visible()
    find_knop(laptop, "teken_afwijzing").click()
    expect(laptop.get_by_text("Stuur zelf: hieronder staat voor iedere ondertekenaar een tekst")).to_be_visible()
    expect(find_knop(laptop, "teken_afwijzing")).to_have_count(0)

    find_knop(laptop, "verslag_heropen").click()
    find_knop(laptop, "stand_ja").click()
    expect(laptop.get_by_text("Het gesprek is heropend.")).to_be_visible()
    telefoons[3].goto(adressen[3])
    expect(telefoons[3].get_by_text("er komt een nieuwe versie van het verslag")).to_be_visible()
    write(server.ports, server.wie, sessie, "conclusie/G1", "Wij leiden op.", gelezen=1)
    freeze(laptop, sessie, 2)

    # Who still had version 1 before them is told, and nothing they wrote is lost.
    telefoons[2].get_by_role("button", name="Leg mijn reactie vast").tap()
    expect(telefoons[2].get_by_role("alert")).to_contain_text("Terwijl je las, kwam er een nieuwe versie")
    expect(telefoons[2].get_by_label("Toelichting")).to_have_value(REDEN)
    expect(telefoons[2].locator("del")).to_have_text("samen ")
    check(telefoons[2])

    nieuwe = ask_all(laptop, "Stuur zelf: hieronder staat voor iedere ondertekenaar een tekst")
    for telefoon, adres, (_, _, naam) in zip(telefoons, nieuwe, WIE, strict=True):
        sign(telefoon, adres, ReactieSoort.AKKOORD, naam or "P. de Boer")
    expect(laptop.get_by_text("4 akkoord", exact=True)).to_be_visible()

    find_knop(laptop, "verslag_vaststellen").click()
    find_knop(laptop, "stand_ja").click()
    expect(laptop.get_by_text("Versie 2 is vastgesteld.").first).to_be_visible()
    telefoons[0].goto(adressen[0])
    expect(telefoons[0].get_by_text("Reacties zijn niet meer te wijzigen.")).to_be_visible()
    expect(telefoons[0].get_by_role("button", name="Leg mijn reactie vast")).to_have_count(0)
    eerste, tweede = server.ports.verslagen.list(sessie.id)
    assert [len(eerste.reacties), len(tweede.reacties)] == [3, 4]
    assert {reactie.mandaat for reactie in tweede.reacties} == {Mandaat.MANDAAT}


def test_a_signer_is_added_from_the_screen_and_a_name_erased(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek("Toevoegen")
    laptop = new_page()
    laptop.goto(f"/verslag?sessie={sessie.id}")
    find_knop(laptop, "teken_nieuw").click()
    venster = laptop.get_by_role("dialog")
    venster.get_by_label("Namens").click()
    laptop.get_by_role("option", name="AOZ").click()
    venster.get_by_label("Rol", exact=True).fill("bestuurder")
    venster.get_by_label("Naam (mag leeg)").fill("Zoë & **Óskar**")
    find_knop(laptop, "teken_bewaar").click()
    expect(laptop.get_by_text("De ondertekenaar is bewaard.")).to_be_visible()
    (wie,) = server.ports.sessies.get_dossier(sessie.id).ondertekenaars
    assert (wie.naam, wie.partnerschap) == ("Zoë & **Óskar**", "AOZ")

    laptop.get_by_text("Namen en persoonsgegevens").click()
    expect_rust(laptop)
    laptop.locator(".st-key-wissen_wie").get_by_text("Zoë & **Óskar** · bestuurder").click()
    find_knop(laptop, "wissen_open").click()
    check(laptop)
    find_knop(laptop, "wissen_ja").click()
    expect(laptop.get_by_text("De naam is gewist.")).to_be_visible()
    (wie,) = server.ports.sessies.get_dossier(sessie.id).ondertekenaars
    assert (wie.naam, wie.rol) == ("", "bestuurder")


def test_a_name_without_a_space_fits_on_a_phone(server: Server, new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek("Lang")
    wijd = Partnerschap(code="LANG", naam="W" * 60)
    save_partnerschap(server.wie, sessie.id, wijd, gelezen=0, ports=server.ports)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LANG", naam="X" * 300)
    save_ondertekenaar(server.wie, sessie.id, tekenaar, gelezen=0, ports=server.ports)
    freeze_versie(server.wie, sessie.id, termijn=None, ports=server.ports)
    telefoon = new_page(**TELEFOON)
    telefoon.goto(f"/verslag?sessie={sessie.id}")
    expect(find_knop(telefoon, "teken_doe_1")).to_be_visible()
    assert telefoon.evaluate(STEEKT_UIT) == []
    verstuurd = ask(server.wie, sessie.id, 1, server.adres, per_mail=False, ports=server.ports)
    gevonden = re.search(r"/gk/teken/\S+", verstuurd.brief.tekst)
    assert gevonden
    telefoon.goto(gevonden[0])
    expect(telefoon.get_by_label("Typ je naam")).to_be_visible()
    assert telefoon.evaluate("document.documentElement.scrollWidth") <= TELEFOON["viewport"]["width"]
