"""An opdenksessie in groups: made, written on phones, closed, and harvested side by side."""

from __future__ import annotations

import random
import re
from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from gesprekskaart.groep import Groep, Indeling
from gesprekskaart.services.deelnemen import COOKIE, Aanmelding, Binnenkomst, join
from gesprekskaart.services.groepen import begin_groepen, make_groepen, save_groep
from gesprekskaart.services.sessies import add_sessie, move_stand, save_deelnemer, save_partnerschap
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import Gesprek, NietBesproken, Partnerschap, Sessie, SoortSessie, Stand
from tests.e2e.adressen import GROEPSCHERMEN, find_knop, open_scherm, visit
from tests.e2e.conftest import TELEFOON, MakeVoorbeeld, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.test_live import TEL_RERUNS
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.test_veilig import VALS, find_markup
from tests.e2e.veld import CONCLUSIE, Veld
from tests.zaak import write

VRAAGSTUK = "Vraagstuk"
OPLOSSINGEN = "Mogelijke oplossingen"


@pytest.fixture
def sessie(server: Server) -> Sessie:
    """A conversation on a card with themes, with two partnerships."""
    wie, ports = server.wie, server.ports
    gesprek = Gesprek(soort=SoortSessie.OPDENKSESSIE, titel="Opdenken in groepen", datum=date(2026, 12, 3))
    nieuw = add_sessie(wie, gesprek, "opdenksessie-4", ports=ports, new_id=uuid4)
    for code, naam in (("LWZ", "Leerwerkplaats Zilver"), ("AOZ", "Academische Opleidingsschool")):
        save_partnerschap(wie, nieuw.id, Partnerschap(code=code, naam=naam), gelezen=0, ports=ports)
    return move_stand(wie, nieuw.id, Stand.GESPREK, ports=ports)


def come_in(server: Server, sessie: Sessie, aantal: int) -> list[Binnenkomst]:
    """People at the table, each with a device."""
    uitnodiging = make_uitnodiging(server.wie, sessie.id, ports=server.ports)
    return [
        join(
            uitnodiging.code,
            Aanmelding(partnerschap=("LWZ", "AOZ")[nummer % 2], rol=f"coördinator {nummer}", organisatie="Kindrijk"),
            None,
            ports=server.ports,
        )
        for nummer in range(1, aantal + 1)
    ]


def begin(server: Server, sessie: Sessie) -> Groep:
    """Two groups that have begun; gives the first."""
    ports, id = server.ports, sessie.id
    toeval = random.Random(3)
    make_groepen(server.wie, id, Indeling.WILLEKEURIG, aantal=2, minuten=15, toeval=toeval, ports=ports)
    begin_groepen(server.wie, id, ports=ports)
    return ports.sessies.get_dossier(id).groepen[0]


def open_telefoon(server: Server, new_context: NewContext, sessie: Sessie, wie: Binnenkomst) -> Page:
    """The groups as this person sees them on a phone."""
    telefoon = new_context(storage_state=None, **TELEFOON)
    telefoon.add_cookies([{"name": COOKIE, "value": wie.cookie, "url": server.adres}])
    page = telefoon.new_page()
    page.goto(f"/groepen?sessie={sessie.id}")
    return page


def cell(page: Page, thema: int, groep: int) -> Locator:
    """In the harvest, counted from 1."""
    return page.get_by_role("grid").locator(f'[data-rij="{thema - 1}"][data-kolom="{groep - 1}"]')


def test_three_groups_write_close_and_are_harvested(
    server: Server, new_context: NewContext, new_page: NewPage, sessie: Sessie
) -> None:
    mensen = come_in(server, sessie, 6)
    leider = new_page()
    leider.goto(f"/groepen?sessie={sessie.id}")
    eerste = open_telefoon(server, new_context, sessie, mensen[0])
    expect(eerste.get_by_text("Er zijn nog geen groepen")).to_be_visible()

    leider.get_by_role("radiogroup", name="Hoeveel groepen?").get_by_text("3", exact=True).click()
    leider.get_by_role("button", name="Maak 3 groepen").click()
    leider.get_by_role("button", name="Begin met alle groepen").click()
    expect(leider.get_by_text("bezig", exact=True)).to_have_count(3)
    groepen = server.ports.sessies.get_dossier(sessie.id).groepen
    assert sorted(lid for groep in groepen for lid in groep.leden) == [1, 2, 3, 4, 5, 6]
    mijn = next(groep for groep in groepen if mensen[0].deelname.nummer in groep.leden)
    ander = next(groep for groep in groepen if groep != mijn)

    # Nobody touched this phone: it found its group and the time by itself.
    expect(eerste.get_by_role("heading", name=mijn.titel)).to_be_visible()
    expect(eerste.get_by_role("timer")).to_have_text(re.compile(r"^4[45]:\d\d$"))
    veld = Veld(eerste, VRAAGSTUK)
    veld.invoer.tap()
    eerste.keyboard.type("Wie is eigenaar? Ayşe <3")
    veld.expect_bewaard("Wie is eigenaar? Ayşe <3")
    Veld(eerste, "AOZ · Academische Opleidingsschool").invoer.fill("Een buddyschool.")
    Veld(eerste, OPLOSSINGEN).invoer.fill("Een\ntaakverdeling\nop\néén\npagina")
    Veld(eerste, OPLOSSINGEN).expect_bewaard("Een\ntaakverdeling\nop\néén\npagina")

    tweede_mens = next(mens for mens in mensen if mens.deelname.nummer in ander.leden)
    tweede = open_telefoon(server, new_context, sessie, tweede_mens)
    expect(tweede.get_by_role("heading", name=ander.titel)).to_be_visible()
    tweede.get_by_role("button", name="Niet besproken…").tap()
    venster = tweede.get_by_role("dialog")
    venster.get_by_text("Het hele thema").tap()
    venster.get_by_label("Reden (mag leeg)").fill("de tijd was op")
    venster.get_by_role("button", name="Bewaar").tap()
    expect(tweede.get_by_text("niet besproken: de tijd was op")).to_be_visible()

    # The facilitator sees it happen, and closes the groups while somebody still writes.
    expect(leider.get_by_text("3 van 9")).to_be_visible()
    veld.invoer.focus()
    leider.get_by_role("button", name="Sluit alle groepen").click()
    expect(eerste.get_by_text("De groep is gesloten. Alles wat jullie schreven staat er")).to_be_visible()
    expect(eerste.get_by_text("Wie is eigenaar? Ayşe <3")).to_be_visible()
    expect(eerste.get_by_role("textbox", name=VRAAGSTUK)).to_have_count(0)

    leider.get_by_role("button", name="Naar de oogst").click()
    expect(cell(leider, 1, mijn.nummer)).to_contain_text("taakverdeling")
    expect(cell(leider, 1, ander.nummer)).to_contain_text("niet besproken: de tijd was op")
    expect(cell(leider, 2, mijn.nummer)).to_have_text(re.compile("leeg$"))

    _walk_with_the_keyboard(leider, mijn.nummer)
    conclusie = Veld(leider, f"{CONCLUSIE} over T1")
    conclusie.invoer.fill("Het partnerschap voert uit.")
    conclusie.expect_bewaard("Het partnerschap voert uit.")
    eerste.goto(f"/oogst?sessie={sessie.id}")
    expect(eerste.get_by_text("Het partnerschap voert uit.")).to_be_visible()
    conclusie.invoer.fill("Het partnerschap voert uit, de regio faciliteert.")
    expect(eerste.get_by_text("Het partnerschap voert uit, de regio faciliteert.")).to_be_visible()


def test_why_a_group_is_not_saved_is_in_sight_below_a_form_longer_than_the_screen(
    server: Server, new_page: NewPage, sessie: Sessie
) -> None:
    come_in(server, sessie, 2)
    begin(server, sessie)
    page = new_page(viewport={"width": 1280, "height": 1200})
    page.goto(f"/groepen?sessie={sessie.id}")
    find_knop(page, "groepen_wijzig_1").click()
    venster = page.get_by_role("dialog")
    venster.get_by_label("Minuten").fill("kwartier")
    bewaar = venster.get_by_role("button", name="Bewaar")
    vak = bewaar.bounding_box()
    assert vak
    # The button is the last thing in sight, as on many a laptop.
    page.set_viewport_size({"width": 1280, "height": round(vak["y"] + vak["height"]) + 4})
    bewaar.click()
    expect(venster.get_by_role("alert").filter(has_text="schrijf een getal")).to_be_in_viewport(ratio=1)


def _walk_with_the_keyboard(page: Page, groep: int) -> None:
    """From the first cell to the last and back to the one of this group on T1; Enter opens it, Escape closes it."""
    cell(page, 1, 1).focus()
    page.keyboard.press("ArrowUp")
    expect(cell(page, 1, 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(cell(page, 2, 2)).to_be_focused()
    page.keyboard.press("Control+End")
    expect(cell(page, 3, 3)).to_be_focused()
    page.keyboard.press("Control+Home")
    for _ in range(groep - 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    venster = page.get_by_role("dialog", name=f"Groep {groep} over T1")
    expect(venster).to_contain_text("Wie is eigenaar? Ayşe <3")
    expect(venster).to_contain_text("AOZ Een buddyschool.")
    page.keyboard.press("Escape")
    expect(venster).to_be_hidden()
    expect(cell(page, 1, groep)).to_be_focused()
    assert page.get_by_role("grid").locator('[tabindex="0"]').count() == 1


@pytest.fixture
def make_voorbeeld(server: Server) -> MakeVoorbeeld:
    """Makes a copy of the worked example with groups."""

    def make(stand: Stand) -> Sessie:
        _, id = load_voorbeelden(server.wie, ports=server.ports, new_id=uuid4)
        if stand is Stand.GESPREK:
            move_stand(server.wie, id, stand, ports=server.ports)
        return server.ports.sessies.get(id)

    return make


@pytest.mark.parametrize(
    ("kleur", "stand"), [("light", Stand.GESPREK), ("dark", Stand.GESPREK), ("light", Stand.VERSLAG)]
)
def test_no_screen_or_window_of_groups_breaks_a_rule_or_speaks_english(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, kleur: str, stand: Stand
) -> None:
    page, sessie = new_page(color_scheme=kleur, reduced_motion="reduce"), make_voorbeeld(stand)
    gevonden = {}
    for naam in (*visit(page, sessie, GROEPSCHERMEN), "een cel van de oogst"):
        if naam == "een cel van de oogst":
            cell(page, 2, 3).click()
            expect(page.get_by_role("dialog", name="Groep 3 over T2")).to_be_visible()
        if fouten := [*find_violations(page), *find_english(page)]:
            gevonden[naam] = fouten
    assert gevonden == {}


@pytest.mark.parametrize("breedte", [320, 640])
def test_no_screen_of_groups_needs_sideways_scrolling(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, breedte: int
) -> None:
    page, sessie = new_page(viewport={"width": breedte, "height": 640}), make_voorbeeld(Stand.GESPREK)
    gevonden = {naam: uit for naam in visit(page, sessie, GROEPSCHERMEN) if (uit := page.evaluate(STEEKT_UIT))}
    assert gevonden == {}


def test_an_address_of_groups_as_the_very_first_request_opens_its_screen(
    server: Server, new_page: NewPage, make_voorbeeld: MakeVoorbeeld
) -> None:
    sessie, page = make_voorbeeld(Stand.VERSLAG), new_page()
    for naam in ("groep", "oogst"):
        server.kill()
        server.start()
        open_scherm(page, naam, sessie)
        expect(page.get_by_text("niet besproken: de groep had tijd tekort door T2b")).to_be_visible()


def test_what_people_write_in_groups_is_shown_as_they_wrote_it(
    server: Server, new_page: NewPage, make_voorbeeld: MakeVoorbeeld
) -> None:
    wie, ports, sessie, page = server.wie, server.ports, make_voorbeeld(Stand.GESPREK), new_page()
    page.on("dialog", lambda venster: pytest.fail(f"een script van een deelnemer liep: {venster.message}"))
    dossier = ports.sessies.get_dossier(sessie.id)
    vals = dossier.deelnemers[8].model_copy(update={"naam": VALS})
    save_deelnemer(wie, sessie.id, vals, gelezen=vals.revisie, ports=ports)
    save_groep(wie, sessie.id, dossier.groepen[2].model_copy(update={"naam": VALS}), ports=ports)
    write(ports, wie, sessie, "oplossingen/T2/3", VALS, gelezen=1)
    feit = NietBesproken(sleutel="T2c", groep=3, reden=VALS)
    mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
    for naam in visit(page, sessie, GROEPSCHERMEN):
        assert find_markup(page) == [], naam
    expect(cell(page, 2, 3)).to_contain_text(VALS)
    cell(page, 2, 3).click()
    expect(page.get_by_role("dialog")).to_contain_text(VALS)
    assert find_markup(page) == []


def test_two_phones_of_one_group_read_along_without_a_rerun(
    server: Server, new_context: NewContext, new_page: NewPage, sessie: Sessie
) -> None:
    mensen = come_in(server, sessie, 4)
    samen = begin(server, sessie).leden
    een, twee = (open_telefoon(server, new_context, sessie, mens) for mens in mensen if mens.deelname.nummer in samen)
    leider = new_page()
    leider.goto(f"/groepen?sessie={sessie.id}&groep=1")
    Veld(leider, VRAAGSTUK).invoer.fill("Drie looptijden")
    for page in (een, twee):
        # Both follow now, so the sign of the first key cannot come too early.
        expect(Veld(page, VRAAGSTUK).invoer).to_have_value("Drie looptijden")
    twee.evaluate(TEL_RERUNS)
    hier, daar = Veld(een, OPLOSSINGEN), Veld(twee, OPLOSSINGEN)
    hier.invoer.press_sequentially("Gelijktrekken", delay=20)
    expect(daar.geheel.locator(".gk-schrijft")).to_have_text(re.compile(r"coördinator \d, Kindrijk schrijft…"))
    expect(daar.invoer).to_have_value("Gelijktrekken")
    assert twee.evaluate("window.reruns") == 0
    expect(daar.geheel.get_by_text("Twee versies")).to_have_count(0)


def test_the_harvest_follows_what_groups_write_and_is_a_list_on_a_phone(
    server: Server, new_context: NewContext, new_page: NewPage, sessie: Sessie
) -> None:
    mensen = come_in(server, sessie, 4)
    lid = next(mens for mens in mensen if mens.deelname.nummer in begin(server, sessie).leden)
    laptop, telefoon = new_page(), new_page(**TELEFOON)
    for page in (laptop, telefoon):
        page.goto(f"/oogst?sessie={sessie.id}")
        expect(cell(page, 1, 1)).to_have_text(re.compile("leeg$"))
    laptop.evaluate(TEL_RERUNS)

    Veld(open_telefoon(server, new_context, sessie, lid), "Landelijke issues").invoer.fill("<b>Dubbel</b> geteld")

    for page in (laptop, telefoon):
        expect(cell(page, 1, 1)).to_contain_text("<b>Dubbel</b> geteld")
    assert laptop.evaluate("window.reruns") == 0
    breed, smal = (cell(page, 1, 1).bounding_box() for page in (laptop, telefoon))
    assert breed is not None
    assert smal is not None
    assert breed["x"] > 200, "a table: the theme stands before it"
    assert smal["x"] + smal["width"] <= 390, "a list: nothing sticks out"
    expect(cell(telefoon, 1, 1)).to_contain_text("Groep 1")
    cell(telefoon, 1, 1).tap()
    venster = telefoon.get_by_role("dialog", name="Groep 1 over T1")
    expect(venster).to_contain_text("<b>Dubbel</b> geteld")
    venster.get_by_role("button", name="Sluit").tap()
    expect(venster).to_be_hidden()
