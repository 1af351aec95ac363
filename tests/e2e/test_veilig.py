"""Nothing leaves the machine, nobody gets in twice on one link, and what people write stays text."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.logboek import Daad
from gesprekskaart.services.aanmelden import COOKIE, make_link
from gesprekskaart.services.sessies import save_deelnemer, save_gesprek, save_partnerschap
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.verslagen import freeze, record_reactie
from gesprekskaart.services.vervolg import add_actie, add_afspraak, save_actie, save_afspraak
from gesprekskaart.sessie import Bestuur, Deelnemer, Mandaat, NietBesproken, Partnerschap, Sessie, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort
from gesprekskaart.vervolg import Instemming
from tests.e2e.adressen import ANDERS_NA_BEVRIEZEN, SCHERMEN, find_knop, open_scherm, visit
from tests.e2e.conftest import MakeGesprek, MakeVoorbeeld, NewContext, NewPage
from tests.e2e.server import Server
from tests.zaak import write

LINK = "![x](http://evil.invalid/p.png)"
VALS = f"<img src=x onerror=alert(1)> <b>dik</b> **vet** $x^2$ :red[x] `code` [klik](http://evil.invalid) {LINK}"
"""Everything that one of the layers would take for markup."""


def test_a_link_works_once_and_leaves_no_token_in_the_address(server: Server, new_context: NewContext) -> None:
    account = server.wie.account
    assert account is not None
    token = make_link(account, accounts=server.ports.accounts, now=server.ports.now)
    context = new_context(storage_state=None)
    page = context.new_page()
    verwijzers: list[str] = []
    context.on("request", lambda verzoek: verwijzers.append(verzoek.headers.get("referer", "")))

    page.goto(f"/gk/start/{token}")
    expect(page.get_by_role("heading", name="Mijn gesprekken")).to_be_visible()

    assert urlsplit(page.url).path == "/"
    assert token not in page.url
    assert not [verwijzer for verwijzer in verwijzers if token in verwijzer]
    (cookie,) = [cookie for cookie in context.cookies() if cookie["name"] == COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    ander = new_context(storage_state=None).new_page()
    ander.goto(f"/gk/start/{token}")
    expect(ander.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    ander.goto("/")
    expect(ander.get_by_role("link", name="Aanmelden")).to_be_visible()


def test_who_logs_out_is_out_in_every_window(new_context: NewContext, server: Server) -> None:
    account = server.wie.account
    assert account is not None
    token = make_link(account, accounts=server.ports.accounts, now=server.ports.now)
    context = new_context(storage_state=None)
    page, ander = context.new_page(), context.new_page()
    page.goto(f"/gk/start/{token}")
    ander.goto("/")
    expect(ander.get_by_role("heading", name="Mijn gesprekken")).to_be_visible()

    page.get_by_role("link", name="Afmelden").click()
    page.get_by_role("button", name="Afmelden op dit apparaat").click()
    expect(page.get_by_text("Je bent afgemeld op dit apparaat.")).to_be_visible()

    ander.reload()
    expect(ander.get_by_role("link", name="Aanmelden")).to_be_visible()


def test_no_screen_asks_anything_of_another_machine(
    server: Server, new_context: NewContext, make_voorbeeld: MakeVoorbeeld
) -> None:
    context = new_context()
    gevraagd: list[str] = []
    context.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    page = context.new_page()
    page.on("websocket", lambda lijn: gevraagd.append(lijn.url))

    sessie = make_voorbeeld(Stand.GESPREK)
    for naam in SCHERMEN:
        open_scherm(page, naam, sessie)

    hosts = {urlsplit(adres).netloc for adres in gevraagd if not adres.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(server.adres).netloc}
    assert any(adres.startswith("ws:") for adres in gevraagd)


@pytest.fixture
def valse_sessie(server: Server, make_gesprek: MakeGesprek) -> Sessie:
    """In VERSLAG, with markup in every place where somebody may write."""
    wie, ports, sessie = server.wie, server.ports, make_gesprek()
    gesprek = sessie.gesprek.model_copy(
        update={
            "titel": VALS,
            "plaats": VALS,
            "aanleiding": VALS,
            "spelregel": VALS,
            "onderwijsregios": (VALS,),
        }
    )
    save_gesprek(wie, sessie, gesprek, ports=ports)
    partnerschap = Partnerschap(code="V1", naam=VALS, penvoerder=VALS, omvang=VALS, besturen=(Bestuur(naam=VALS),))
    save_partnerschap(wie, sessie.id, partnerschap, gelezen=0, ports=ports)
    deelnemer = Deelnemer(nummer=1, naam=VALS, rol=VALS, organisatie=VALS, namens_anders=VALS, namens=("V1",))
    save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    afspraak, actie = add_afspraak(wie, sessie.id, ports=ports), add_actie(wie, sessie.id, ports=ports)
    instemming = Instemming(bestuur=VALS, toelichting=VALS)
    velden = {"toelichting": VALS, "instemmingen": (instemming,)}
    afspraak = save_afspraak(wie, sessie.id, afspraak.model_copy(update=velden), ports=ports)
    # The service refuses a source that is not there; what once was one may still be called anything.
    daad = Daad(handeling="prepare_test", wie="test", op=ports.now())
    bron = afspraak.model_copy(update={"bronnen": (VALS,)})
    ports.vervolg.save_afspraak(sessie.id, bron, gelezen=afspraak.revisie, daad=daad)
    save_actie(wie, sessie.id, actie.model_copy(update={"toelichting": VALS, "eigenaar": VALS}), ports=ports)
    for plek in ("antwoord/RS3/V1", "conclusie/RS3", "afspraak/2026-01", "actie/1", "toelichting/A1", "aanpak/A1"):
        write(ports, wie, sessie, plek, VALS)
    for plek in ("resultaat/2026-01", "meting/2026-01"):
        write(ports, wie, sessie, plek, VALS)
    feit = NietBesproken(sleutel="RS3", partnerschap="AOZ", reden=VALS)
    mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
    return ports.sessies.get(sessie.id)


def find_markup(page: Page) -> list[str]:
    """What became markup after all."""
    vals = (
        "img[src=x], img[src*=evil], a[href*=evil], .katex, code, :is(strong, b, em):text-is('vet'), b:text-is('dik')"
    )
    gekleurd = "[style*=color]:text-is('x'), span[class*=red]:text-is('x')"
    return [gevonden.evaluate("element => element.outerHTML") for gevonden in page.locator(f"{vals}, {gekleurd}").all()]


def test_what_people_write_is_shown_as_they_wrote_it(server: Server, new_page: NewPage, valse_sessie: Sessie) -> None:
    page = new_page()
    page.on("dialog", lambda venster: pytest.fail(f"een script van een deelnemer liep: {venster.message}"))
    wie, ports, sessie = server.wie, server.ports, valse_sessie

    def look(namen: Iterable[str]) -> None:
        for naam in visit(page, sessie, namen):
            assert find_markup(page) == [], naam
            if "{}" in SCHERMEN[naam.split(":")[0]].pad and ":" not in naam:
                expect(page.locator(".gk-kop strong")).to_have_text(VALS)

    look(SCHERMEN)
    versie = freeze(wie, sessie.id, termijn=None, ports=ports)
    reactie = Reactie(
        partnerschap="V1",
        soort=ReactieSoort.MET_VOORBEHOUD,
        naam=VALS,
        rol=VALS,
        mandaat=Mandaat.GEEN,
        toelichting=VALS,
        op=ports.now(),
    )
    record_reactie(wie, sessie.id, versie.nummer, reactie, ports=ports)
    look(ANDERS_NA_BEVRIEZEN)
    open_scherm(page, "verslag", sessie)
    expect(page.locator(".st-key-reactie_V1")).to_contain_text(f"{VALS} · {VALS} · zonder mandaat")


def test_messages_quote_people_as_they_wrote_it(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page, sessie = new_page(), make_gesprek(VALS)
    open_scherm(page, "inrichten", sessie)

    find_knop(page, "inrichten_partnerschap").click()
    page.get_by_label("Naam", exact=True).fill(VALS)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text(f"{VALS} is bewaard.", exact=True)).to_be_visible()
    assert find_markup(page) == []

    find_knop(page, "inrichten_gegevens").click()
    page.get_by_label("Datum").fill(VALS)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert").filter(has_text=f"‘{VALS}’ is geen datum.")).to_be_visible()
    assert find_markup(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sluit zonder te bewaren").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    find_knop(page, "inrichten_verwijder").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("iets anders")
    page.get_by_role("dialog").get_by_role("textbox").press("Enter")
    page.get_by_role("button", name="Verwijder dit gesprek").click()
    expect(page.get_by_role("alert").filter(has_text=f"Hij luidt: {VALS}")).to_be_visible()
    assert find_markup(page) == []
