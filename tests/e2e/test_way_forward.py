"""Way Forward at the table: an agreement on a phone, two people who change it at once, and one click each way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import Peiling
from gesprekskaart.services.peilingen import add_peiling
from gesprekskaart.services.vervolg import add_afspraak
from gesprekskaart.sessie import Bestuur, Functie, Partnerschap, Sessie
from gesprekskaart.vervolg import Afspraakstand
from tests.e2e.adressen import expect_rust, expect_scherm, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations
from tests.e2e.veld import Veld

TEKST = "Eén telling per jaar, zegt Ayşe & **iedereen** <3"


def prepare(server: Server) -> Daad:
    """What is done to prepare a test."""
    return Daad(handeling="prepare_test", wie="test", op=server.ports.now())


def check(page: Page) -> None:
    """No English, no barrier, nothing beside the screen."""
    expect_rust(page)
    assert find_english(page) == []
    assert find_violations(page) == []
    assert page.evaluate(STEEKT_UIT) == []


def save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Bewaar", exact=True).filter(visible=True).click()


def close_venster(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def write_on_phone(telefoon: Page) -> None:
    """Make an agreement, and open its window right after typing: the tap that native fields used to swallow."""
    telefoon.get_by_role("button", name="Afspraak vastleggen").tap()
    Veld(telefoon, "Afspraak 2026-01").invoer.tap()
    telefoon.keyboard.type(TEKST)
    find_knop(telefoon, "wf_afspraak_2026-01").tap()
    expect(telefoon.get_by_role("dialog")).to_be_visible()


def change_on_laptop(laptop: Page) -> None:
    """The laptop was on this screen already: what was agreed on the phone comes by itself."""
    Veld(laptop, "Afspraak 2026-01").expect_bewaard(TEKST)
    find_knop(laptop, "wf_afspraak_2026-01").click()
    venster = laptop.get_by_role("dialog")
    venster.get_by_role("button", name="werven").click()
    venster.get_by_label("Toelichting", exact=True).fill("van de laptop")
    save(laptop)
    expect(venster).to_have_count(0)
    expect(laptop.get_by_text("van de laptop")).to_be_visible()


def settle_on_phone(telefoon: Page) -> None:
    """The window still shows the agreement as it was when it was opened."""
    telefoon.get_by_role("dialog").get_by_label("Toelichting", exact=True).fill("van de telefoon <b>")
    save(telefoon)
    expect(telefoon.get_by_text("Er is niets weg")).to_be_visible()
    for versie in ("van de laptop", "van de telefoon <b>"):
        expect(telefoon.get_by_role("cell", name=versie)).to_be_visible()
    check(telefoon)
    telefoon.get_by_role("button", name="Voeg mijn wijziging toe").tap()
    expect(telefoon.get_by_role("dialog")).to_have_count(0)
    expect(telefoon.get_by_text("van de telefoon <b>")).to_be_visible()


def work_out(telefoon: Page) -> None:
    """Its history, result and the board that must consent."""
    find_knop(telefoon, "wf_afspraak_2026-01").tap()
    telefoon.get_by_role("tab", name="Geschiedenis").tap()
    expect(telefoon.get_by_role("dialog").get_by_text("van de laptop").first).to_be_visible()
    check(telefoon)
    telefoon.get_by_role("tab", name="Resultaat").tap()
    Veld(telefoon, "Wat is het resultaat?").invoer.tap()
    telefoon.keyboard.type("Eén getal")
    telefoon.get_by_role("tab", name="Instemming").tap()
    telefoon.get_by_label("Welke besturen moeten instemmen?").tap()
    telefoon.get_by_role("option", name="Vakcollege Drevenmark").tap()
    telefoon.get_by_label("Besluit op").fill("21 april 2027")
    check(telefoon)
    save(telefoon)
    expect(telefoon.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_an_agreement_is_made_on_a_phone_and_changed_by_two_at_once(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, kleur: str
) -> None:
    sessie = make_gesprek()
    werkplaats = Partnerschap(code="WMD", naam="Werkplaats", besturen=(Bestuur(naam="Vakcollege Drevenmark"),))
    server.ports.sessies.save_partnerschap(sessie.id, werkplaats, gelezen=0, daad=prepare(server))
    telefoon = new_context(color_scheme=kleur, reduced_motion="reduce", **TELEFOON).new_page()
    laptop = new_context(color_scheme=kleur).new_page()
    open_scherm(laptop, "afspraken", sessie)
    open_scherm(telefoon, "afspraken", sessie)

    write_on_phone(telefoon)
    check(telefoon)
    change_on_laptop(laptop)
    settle_on_phone(telefoon)
    (afspraak,) = server.ports.sessies.get_dossier(sessie.id).afspraken
    assert (afspraak.functies, afspraak.toelichting) == ((Functie.WERVEN,), "van de telefoon <b>")
    assert afspraak.stand is Afspraakstand.CONCEPT

    work_out(telefoon)
    for page in (telefoon, laptop):
        expect(page.get_by_text("Vakcollege Drevenmark · woensdag 21 april 2027")).to_be_visible()
        check(page)
    expect(telefoon.get_by_text("Eén getal")).to_be_visible()


IN_BEELD = """(stap) => {
  const rand = stap.closest(".st-key-kop_stappen").getBoundingClientRect(), vak = stap.getBoundingClientRect();
  return vak.left >= rand.left - 1 && vak.right <= rand.right + 1;
}"""


def test_on_a_phone_the_step_that_one_is_at_is_in_sight(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page, sessie = new_page(reduced_motion="reduce", **TELEFOON), make_gesprek()
    open_scherm(page, "afspraken", sessie)
    hier = page.locator('.st-key-kop_stappen [class*="_hier"]')
    assert hier.evaluate(IN_BEELD)

    page.locator(".st-key-kop_stappen").get_by_role("link", name="Wie", exact=True).tap()
    expect_scherm(page, "inrichten")
    expect(hier).to_have_text("Wie")
    assert hier.evaluate(IN_BEELD)
    page.locator(".st-key-kop_stappen").get_by_role("link", name="Verslag").tap()
    expect_scherm(page, "verslag")
    assert hier.evaluate(IN_BEELD)
    balk = page.locator(".st-key-kop_stappen")
    balk.evaluate("(balk) => Promise.all(balk.getAnimations({subtree: true}).map((beweging) => beweging.finished))")
    balk.evaluate("(balk) => balk.scrollTo(0, 0)")
    assert balk.evaluate("(balk) => balk.scrollLeft") == 0, "one may scroll away from it"


RANDEN = """(knop) => ["Left", "Right", "Top", "Bottom"]
  .filter((kant) => /, 0\\)$|transparent/.test(getComputedStyle(knop)[`border${kant}Color`]))"""


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_a_bar_of_choices_that_wraps_on_a_phone_keeps_its_borders(
    new_page: NewPage, make_gesprek: MakeGesprek, kleur: str
) -> None:
    page = new_page(color_scheme=kleur, **TELEFOON)
    for naam in ("aanbevelingen", "afspraken", "acties"):
        open_scherm(page, naam, make_gesprek())
        balk = page.locator(".st-key-wf_deel button")
        expect(balk).to_have_count(3)
        knoppen = balk.all()
        assert len({knop.bounding_box()["y"] for knop in knoppen}) == 2, "it wraps"  # type: ignore[index]
        assert [knop.evaluate(RANDEN) for knop in knoppen] == [[], [], []]


def add_chain(server: Server, sessie: Sessie) -> None:
    """Poll P1 at RS4b, and agreement 2026-01 that came from it."""
    peiling = Peiling(nummer="P1", stelling="Wij tellen samen", bron="RS4b")
    add_peiling(server.wie, sessie.id, peiling, ports=server.ports)
    afspraak = add_afspraak(server.wie, sessie.id, ports=server.ports).model_copy(update={"bronnen": ("P1",)})
    server.ports.vervolg.save_afspraak(sessie.id, afspraak, gelezen=1, daad=prepare(server))


def test_from_question_to_action_and_back_is_one_click_each_time(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    add_chain(server, sessie)
    page = new_context(accept_downloads=True).new_page()
    open_scherm(page, "aanbevelingen", sessie)
    find_knop(page, "wf_actie_uit_A1_na_0").click()
    page.get_by_role("link", name="Actie 1").click()
    expect(Veld(page, "Actie 1").invoer).to_be_visible()
    page.get_by_role("link", name="A1", exact=True).click()
    expect(page.get_by_role("link", name="Actie 1")).to_be_visible()

    page.goto(f"/gesprek?sessie={sessie.id}&vraag=RS4")
    page.get_by_role("link", name="Peiling P1").click()
    page.get_by_role("link", name="Afspraak 2026-01").click()
    expect(Veld(page, "Afspraak 2026-01").invoer).to_be_visible()
    page.get_by_role("button", name="Actie hierbij").click()
    page.get_by_role("link", name="Actie 2").click()
    expect(Veld(page, "Actie 2").invoer).to_be_visible()
    expect(page.get_by_label("Actie 1", exact=True)).to_have_count(0)
    find_knop(page, "wf_actie_2").click()
    page.get_by_label("Wanneer klaar?").fill("1 september")
    save(page)
    expect(page.get_by_text(re.compile("gelezen als [a-z]+ 1 september 20"))).to_be_visible()
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Termijnen in je agenda").click()
    kalender: Any = Calendar.from_ical(download.value.path().read_bytes())
    (dag,) = kalender.events
    assert (dag["summary"], dag.start.month) == ("Actie 2", 9)

    page.get_by_role("link", name="Afspraak 2026-01").click()
    page.get_by_role("link", name="Peiling P1").click()
    page.get_by_role("link", name="RS4b").click()
    expect(page.locator(".gk-groot .gk-waar")).to_have_text(re.compile("vraag RS4$"))


def test_the_second_half_of_a_double_tap_takes_nothing_back(new_context: NewContext, make_gesprek: MakeGesprek) -> None:
    sessie, page = make_gesprek(), new_context(**TELEFOON).new_page()
    open_scherm(page, "aanbevelingen", sessie)
    nee = page.get_by_role("radiogroup", name="Lukt dit bij ons? (A2)").get_by_role("radio", name="Nee")

    nee.tap()
    nee.tap()
    expect_rust(page)
    expect(nee).to_be_checked()
    # Whoever means it, taps again after a moment.
    page.wait_for_function("(begin) => performance.now() - begin > 600", arg=page.evaluate("performance.now()"))
    nee.tap()
    expect(nee).not_to_be_checked()


def test_a_double_click_makes_one_action(server: Server, new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    sessie, page = make_gesprek(), new_page()
    open_scherm(page, "aanbevelingen", sessie)
    find_knop(page, "wf_actie_uit_A1_na_0").click()
    find_knop(page, "wf_actie_uit_A1_na_1").click()  # what the second half of a slow double click falls on
    find_knop(page, "wf_actie_uit_A2_na_0").click()
    expect(find_knop(page, "wf_actie_uit_A2_na_1")).to_be_visible()
    assert [actie.bronnen for actie in server.ports.sessies.get_dossier(sessie.id).acties] == [("A1",), ("A2",)]
    # Whoever wants another, presses again after a moment.
    page.wait_for_function("(begin) => performance.now() - begin > 1100", arg=page.evaluate("performance.now()"))
    find_knop(page, "wf_actie_uit_A1_na_1").click()
    expect(find_knop(page, "wf_actie_uit_A1_na_2")).to_be_visible()


def test_a_second_press_on_verder_skips_nothing(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page = new_page()
    onderweg: list[Callable[[], None]] = []
    is_traag = False

    def connect(lijn: WebSocketRoute) -> None:
        """A slow network: the server is done, and what it answers is still under way."""
        server = lijn.connect_to_server()
        lijn.on_message(server.send)

        def bring(antwoord: str | bytes) -> None:
            assert isinstance(antwoord, bytes)
            onderweg.append(lambda: lijn.send(antwoord))
            if not is_traag:
                onderweg.pop()()
            elif ForwardMsg.FromString(antwoord).WhichOneof("type") == "script_finished":
                klaar.append(True)

        server.on_message(bring)

    klaar: list[bool] = []
    page.route_web_socket(re.compile("_stcore/stream"), connect)
    open_scherm(page, "aanbevelingen", make_gesprek())
    is_traag = True
    page.get_by_role("button", name="Verder met afspraken").click()
    for _ in range(1000):
        if klaar:
            break
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert klaar
    page.get_by_role("button", name="Verder met afspraken").click()
    is_traag = False
    for bring in onderweg:
        bring()

    expect(page.get_by_role("button", name="Verder met acties")).to_be_visible()
    expect_rust(page)
    # Whoever has seen the next part goes on at once.
    page.get_by_role("button", name="Verder met acties").click()
    expect(page.get_by_role("button", name="Verder naar het verslag")).to_be_visible()
