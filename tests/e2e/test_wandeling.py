"""The whole walk: from a new conversation to an established report, by mouse, by finger and by keyboard."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.adressen import expect_rust, expect_scherm, find_knop
from tests.e2e.conftest import LAPTOP, TELEFOON, MakeGesprek, MakeVoorbeeld, NewPage
from tests.e2e.server import Server
from tests.e2e.veld import Veld, expect_vraag, open_vraag

Wijs = Callable[[Locator], None]
"""How somebody points at something: with a mouse or a finger."""

NAAM = "Ayşe & coördinator <3"
VET = "<b>vet</b> en **vet**"


def _click(doel: Locator) -> None:
    doel.click()


def _tap(doel: Locator) -> None:
    doel.tap()


def _knop(page: Page, naam: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=naam, exact=True).filter(visible=True)


def _write(page: Page, label: str, tekst: str) -> None:
    veld = Veld(page, label)
    veld.invoer.fill(tekst)
    veld.expect_bewaard(tekst)


def _close_venster(page: Page, wijs: Wijs, knop: str) -> None:
    wijs(_knop(page.get_by_role("dialog"), knop))  # type: ignore[arg-type]
    expect(page.get_by_role("dialog")).to_have_count(0)


def _make_gesprek(page: Page, wijs: Wijs) -> None:
    page.goto("/")
    wijs(_knop(page, "Nieuw gesprek"))
    expect_scherm(page, "nieuw")
    page.get_by_label("Titel").fill(f"Wandeling van {NAAM}")
    page.get_by_label("Datum (mag later)").fill("12 maart 2027")
    wijs(_knop(page, "Maak dit gesprek"))
    expect_scherm(page, "inrichten")


def _add_mensen(page: Page, wijs: Wijs) -> None:
    for naam in ("Leerwerkplaats Noord", "Opleidingsschool Zuid"):
        wijs(_knop(page, "Partnerschap toevoegen"))
        page.get_by_label("Naam", exact=True).fill(naam)
        _close_venster(page, wijs, "Bewaar")
        expect(page.get_by_text(f"{naam} is bewaard.")).to_be_visible()
    wijs(_knop(page, "Deelnemer toevoegen"))
    page.get_by_label("Rol").fill("coördinator <3")
    page.get_by_label("Organisatie").fill("Kindrijk")
    page.get_by_role("textbox", name="Naam (mag leeg)").fill(NAAM)
    wijs(_knop(page, "LN"))
    _close_venster(page, wijs, "Bewaar")
    expect(page.get_by_text("De deelnemer is bewaard.")).to_be_visible()


def _prepare(page: Page, wijs: Wijs) -> None:
    wijs(_knop(page, "Antwoorden voorbereiden"))
    expect_scherm(page, "voorbereiden")
    eerste = page.locator(".gk-schrijfveld").first
    eerste.get_by_label("Ons antwoord").fill("Vooraf bedacht.")
    expect(eerste.locator(".gk-stand")).to_have_text(re.compile(r"^\s*bewaard"))


def _talk(page: Page, wijs: Wijs) -> None:
    wijs(page.get_by_role("link", name="Gesprek", exact=True))
    expect_vraag(page, "G1")
    expect(page.get_by_label("LN · Leerwerkplaats Noord")).to_have_value("Vooraf bedacht.")
    expect(page.get_by_text("vooraf ingebracht")).to_be_visible()
    wijs(_knop(page, "Begin het gesprek"))
    _write(page, "OZ · Opleidingsschool Zuid", NAAM)
    _write(page, "Gezamenlijke conclusie", VET)
    wijs(_knop(page, "Naar G2"))
    expect_vraag(page, "G2")
    wijs(_knop(page, "Niet besproken…"))
    wijs(_knop(page, "De hele vraag"))
    page.get_by_label("Reden (mag leeg)").fill("de tijd was op")
    _close_venster(page, wijs, "Bewaar")
    expect(page.get_by_text("niet besproken: de tijd was op")).to_be_visible()
    expect(_knop(page, "Vraag G1, besproken")).to_be_visible()
    expect(_knop(page, "Vraag G2, niet besproken")).to_be_visible()


def _agree(page: Page, wijs: Wijs) -> None:
    wijs(page.get_by_role("link", name="Way Forward", exact=True))
    expect_scherm(page, "aanbevelingen")
    wijs(page.locator(".st-key-aanbeveling_A1").get_by_role("radio", name="Deels"))
    expect(page.locator(".st-key-aanbeveling_A1").get_by_role("radio", name="Deels")).to_be_checked()
    wijs(_knop(page, "Verder met afspraken"))
    wijs(_knop(page, "Afspraak vastleggen"))
    _write(page, "Afspraak 2027-01", "Wij wisselen studenten uit.")
    wijs(_knop(page, "Verder met acties"))
    wijs(_knop(page, "Actie vastleggen"))
    _write(page, "Actie 1", "Maak een rooster.")
    wijs(_knop(page, "Wie en wanneer…"))
    page.get_by_label("Rol en organisatie", exact=True).fill("programmaleider, Noord")
    page.get_by_label("Wanneer klaar?").fill("1 september 2027")
    _close_venster(page, wijs, "Bewaar")
    expect(page.get_by_text("programmaleider, Noord · woensdag 1 september 2027")).to_be_visible()
    wijs(_knop(page, "Verder naar het verslag"))


def _choose(page: Page, wijs: Wijs, veld: str, keuze: str) -> None:
    wijs(page.get_by_role("dialog").get_by_label(veld, exact=True))
    wijs(page.get_by_role("option", name=keuze, exact=True))


def _establish(page: Page, wijs: Wijs) -> None:
    expect_scherm(page, "verslag")
    wijs(_knop(page, "Bevriezen als versie 1…"))
    _close_venster(page, wijs, "Toch bevriezen als versie 1")  # most questions of this conversation are empty
    expect(page.get_by_role("heading", name="Reacties op versie 1")).to_be_visible()

    wijs(page.locator(".st-key-reactie_LN").get_by_role("button").filter(visible=True))
    wijs(page.get_by_role("dialog").get_by_text("Akkoord met voorbehoud", exact=True))
    _choose(page, wijs, "Mandaat", "Onder voorbehoud")
    wijs(_knop(page, "Leg deze reactie vast"))
    expect(page.get_by_role("alert").filter(has_text="hoort een toelichting")).to_be_visible()
    page.get_by_label("Toelichting").fill("Mits het bestuur instemt.")
    _close_venster(page, wijs, "Leg deze reactie vast")
    expect(page.locator(".st-key-reactie_LN")).to_contain_text("akkoord met voorbehoud")
    expect(page.locator(".st-key-reactie_LN")).to_contain_text("Mits het bestuur instemt.")

    wijs(_knop(page, "Vaststellen…"))
    expect(page.get_by_role("dialog")).to_contain_text("Nog geen reactie van OZ.")
    _close_venster(page, wijs, "Stel versie 1 vast")
    expect(page.get_by_text("Versie 1 is vastgesteld.").first).to_be_visible()
    expect(_knop(page, "Vaststellen…")).to_have_count(0)


def _download(page: Page, wijs: Wijs, link: str) -> bytes:
    with page.expect_download() as bezig:
        wijs(page.get_by_role("link", name=link))
    return Path(bezig.value.path()).read_bytes()


@pytest.mark.parametrize(("apparaat", "wijs"), [(LAPTOP, _click), (TELEFOON, _tap)], ids=["muis", "vinger"])
def test_from_a_new_conversation_to_an_established_report(
    new_page: NewPage, apparaat: dict[str, Any], wijs: Wijs
) -> None:
    page = new_page(**apparaat)

    for stap in (_make_gesprek, _add_mensen, _prepare, _talk, _agree, _establish):
        stap(page, wijs)

    pdf = _download(page, wijs, "Versie 1, verzegeld (PDF)")
    assert pdf.startswith(b"%PDF-")
    tekst = " ".join(" ".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())
    for geschreven in (
        NAAM,
        VET,
        "Vooraf bedacht.",
        "de tijd was op",
        "Wij wisselen studenten uit.",
        "Maak een rooster.",
    ):
        assert geschreven in tekst
    gegevens = json.loads(_download(page, wijs, "Alles als gegevens (JSON)"))
    (sessie,) = gegevens["sessies"]
    assert sessie["stand"] == "vastgesteld"
    assert NAAM in [antwoord["tekst"] for antwoord in sessie["antwoorden"]]
    assert [conclusie["conclusie"] for conclusie in sessie["conclusies"]] == [VET]
    assert sessie["versies"][0]["reacties"][0]["toelichting"] == "Mits het bestuur instemt."


class Herhaler:
    """Sends the last click once more, as the second half of a double click that the network held up."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._berichten: list[str | bytes] = []
        self._server: list[WebSocketRoute] = []
        self._keren = 0
        page.route_web_socket(re.compile("_stcore/stream"), self._connect)

    def _connect(self, lijn: WebSocketRoute) -> None:
        server = lijn.connect_to_server()
        self._server.append(server)

        def pass_on(bericht: str | bytes) -> None:
            self._berichten.append(bericht)
            server.send(bericht)

        def bring(antwoord: str | bytes) -> None:
            assert isinstance(antwoord, bytes)
            self._keren += ForwardMsg.FromString(antwoord).WhichOneof("type") == "script_finished"
            lijn.send(antwoord)

        lijn.on_message(pass_on)
        server.on_message(bring)

    def click_twice(self, knop: Locator, klaar: Locator) -> None:
        """Click; once `klaar` is to be seen, let the same click arrive again, and wait until it has run."""
        expect(knop).to_be_visible()
        expect_rust(self._page)
        self._berichten.clear()
        knop.click()
        expect(klaar).to_be_visible()
        expect_rust(self._page)
        keren = self._keren
        self._server[-1].send(self._berichten[0])
        for _ in range(1000):
            if self._keren > keren:
                return
            self._page.evaluate("() => new Promise(requestAnimationFrame)")
        pytest.fail("de tweede klik kwam niet aan")


def _fill_nieuw(page: Page, sessie: Sessie) -> tuple[str, str]:
    page.goto("/nieuw")
    page.get_by_label("Titel").fill("Dubbel")
    return "Maak dit gesprek", "Wie en wanneer"


def _open_afspraken(page: Page, sessie: Sessie) -> tuple[str, str]:
    page.goto(f"/way-forward?sessie={sessie.id}&deel=afspraken")
    return "Afspraak vastleggen", "Afspraak 2026-01"


def _open_acties(page: Page, sessie: Sessie) -> tuple[str, str]:
    page.goto(f"/way-forward?sessie={sessie.id}&deel=acties")
    return "Actie vastleggen", "Actie 1"


# Not the windows: a window that has closed takes no click any more.
@pytest.mark.parametrize("doe", [_fill_nieuw, _open_afspraken, _open_acties])
def test_a_click_that_arrives_twice_does_its_work_once(
    server: Server,
    new_page: NewPage,
    make_gesprek: MakeGesprek,
    doe: Callable[[Page, Sessie], tuple[str, str]],
) -> None:
    page, sessie = new_page(), make_gesprek()
    herhaler = Herhaler(page)
    vooraf = len(server.ports.sessies.list_all())
    knop, gelukt = doe(page, sessie)

    herhaler.click_twice(_knop(page, knop), page.get_by_text(gelukt, exact=True).filter(visible=True).first)

    dossier = server.ports.sessies.get_dossier(sessie.id)
    erbij = (len(server.ports.sessies.list_all()) - vooraf, len(dossier.afspraken), len(dossier.acties))
    assert sum(erbij) == 1, erbij
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def _tab_to(page: Page, doel: Locator, *, terug: bool = False) -> None:
    """Press Tab until it has the focus, as somebody without a mouse does."""
    expect(doel).to_be_visible()
    for _ in range(150):
        if doel.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if terug else "Tab")
    pytest.fail(f"Tab komt niet bij {doel}")


def test_with_only_a_keyboard_one_gets_from_the_list_to_the_report(
    server: Server, new_page: NewPage, make_voorbeeld: MakeVoorbeeld
) -> None:
    page, sessie = new_page(), make_voorbeeld(Stand.GESPREK)
    toets = page.keyboard
    page.goto("/")

    _tab_to(page, page.locator(f".st-key-gesprek_{sessie.id}").get_by_role("link", name="Verder met het gesprek"))
    toets.press("Enter")
    expect_vraag(page, "G1")
    _tab_to(page, _knop(page, re.compile("^Vraag G1,")))
    for pijl in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowDown"):
        toets.press(pijl)
    expect(_knop(page, re.compile("^Vraag G2,"))).to_be_focused()
    toets.press("Enter")
    expect_vraag(page, "G2")
    expect(_knop(page, re.compile("^Vraag G2,"))).to_be_focused()

    toets.press("Alt+PageDown")
    expect_vraag(page, "G3")
    toets.press("Alt+PageUp")
    expect_vraag(page, "G2")

    conclusie = Veld(page, "Gezamenlijke conclusie")
    _tab_to(page, conclusie.invoer)
    toets.press("Control+End")
    toets.type(f" {NAAM}")
    toets.press("Control+Enter")
    expect(conclusie.stand).to_have_text(re.compile(r"^\s*bewaard"))
    assert server.ports.sessies.get_dossier(sessie.id).teksten["conclusie/G2"].tekst.endswith(f" {NAAM}")

    _tab_to(page, page.get_by_role("link", name="Verslag", exact=True), terug=True)
    toets.press("Enter")
    expect_scherm(page, "verslag")
    expect(page.get_by_text(NAAM).first).to_be_visible()
    bevries = find_knop(page, "verslag_bevries")
    _tab_to(page, bevries)
    toets.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    toets.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(bevries).to_be_focused()


def test_typing_the_letters_of_streamlits_shortcuts_is_just_typing(
    new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    page = new_page()
    veld = open_vraag(page, make_gesprek())

    veld.invoer.press_sequentially("rrccRC")

    veld.expect_bewaard("rrccRC")
    expect(page.get_by_role("dialog")).to_have_count(0)
