"""The conversation as a group has it: one leads, the others follow, write for themselves, and read one another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from gesprekskaart.regie import Klokzet, Zet
from gesprekskaart.services.deelnemen import COOKIE
from gesprekskaart.services.regie import lead
from gesprekskaart.sessie import Sessie, Sessierol
from gesprekskaart.tekst import TekstSoort
from tests.e2e.adressen import expect_rust
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext
from tests.e2e.server import Server
from tests.e2e.test_toegankelijk import find_violations
from tests.e2e.veld import Veld
from tests.zaak import come_in

Doe_mee = Callable[..., Page]

# A device whose clock runs ten minutes ahead, from before the first script.
LOOPT_VOOR = """(() => {
  const echt = Date
  const voor = 10 * 60 * 1000
  globalThis.Date = class extends echt {
    constructor(...delen) { super(...(delen.length ? delen : [echt.now() + voor])) }
    static now() { return echt.now() + voor }
  }
})()"""


# What a slow third-generation telephone network gives: milliseconds there and back, bytes a second.
DRIE_G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.fixture
def sessie(make_gesprek: MakeGesprek) -> Sessie:
    return make_gesprek()


@pytest.fixture
def facilitator(new_context: NewContext, sessie: Sessie) -> Page:
    page = new_context().new_page()
    page.goto(f"/gesprek?sessie={sessie.id}")
    expect(page.get_by_role("button", name="Leid het gesprek vanaf G1")).to_be_visible()
    return page


@pytest.fixture
def doe_mee(new_context: NewContext, server: Server, sessie: Sessie) -> Doe_mee:
    """Somebody of LWZ comes in on a phone of their own."""

    def make(script: str = "") -> Page:
        cookie = come_in(server.ports, server.wie, sessie).cookie
        context = new_context(storage_state=None, **TELEFOON)
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.adres}])
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(f"/gesprek?sessie={sessie.id}")
        expect(page.locator(".gk-vraag")).to_be_visible()
        return page

    return make


def press(page: Page, naam: str) -> None:
    page.get_by_role("region", name="Regie").get_by_role("button", name=naam).click()


def contribute(page: Page, tekst: str) -> None:
    page.get_by_label("Jouw inbreng").tap()
    page.keyboard.type(tekst)
    page.get_by_role("button", name="Ik ben klaar").tap()


def expect_vraag(page: Page, vraag: str) -> None:
    expect(page.locator(".gk-vraagnummer")).to_have_text(f"vraag {vraag}")


def test_write_reveal_discuss_and_conclude(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Ayşe & <b>Zoë</b> zeggen: samen")
    contribute(twee, "Liever apart")
    regie = facilitator.get_by_role("region", name="Regie")
    expect(regie.get_by_text("klaar 2/2")).to_be_visible()
    for ander in (facilitator, twee):
        expect(ander.get_by_text("zeggen: samen")).to_have_count(0)

    press(facilitator, "Onthullen")

    for page in (facilitator, een, twee):
        expect(page.locator(".gk-kaartje", has_text="Ayşe & <b>Zoë</b> zeggen: samen")).to_be_visible()
        expect(page.locator(".gk-kaartje", has_text="Liever apart")).to_be_visible()
    press(facilitator, "Bespreken")
    kaartje = facilitator.locator(".gk-kaartje", has_text="Liever apart")
    kaartje.get_by_text("Neem elders over of orden").click()
    kaartje.get_by_role("button", name="Verschil", exact=True).click()
    expect(twee.locator(".gk-kaartje", has_text="Liever apart").get_by_text("verschil", exact=True)).to_be_visible()
    kaartje.get_by_role("button", name="In de conclusie").click()
    press(facilitator, "Concluderen")
    expect(een.locator(".st-key-conclusie").get_by_text("Liever apart")).to_be_visible()
    conclusie = facilitator.get_by_label("Gezamenlijke conclusie")
    expect(conclusie).to_have_value("Liever apart")
    conclusie.fill("Samen waar het kan, apart waar het moet.")
    expect(een.locator(".st-key-conclusie").get_by_text("Samen waar het kan")).to_be_visible()


def test_everybody_follows_but_nobody_is_pulled_away_while_writing(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    een.get_by_label("Jouw inbreng").tap()
    een.keyboard.type("Ik ben nog bezig")

    press(facilitator, "Zet G2 op tafel")

    expect_vraag(facilitator, "G2")
    expect_vraag(twee, "G2")
    expect(een.get_by_text("De facilitator is bij G2.")).to_be_visible()
    expect_vraag(een, "G1")
    expect(een.get_by_label("Jouw inbreng")).to_be_focused()
    een.get_by_role("button", name="Ga mee naar G2").tap()
    expect_vraag(een, "G2")
    expect(een.get_by_label("Jouw inbreng")).to_have_value("")
    een.goto(een.url.replace("vraag=G2", "vraag=G1"))
    expect(een.get_by_label("Jouw inbreng")).to_have_value("Ik ben nog bezig")


def test_who_leads_sees_who_is_there(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    regie = facilitator.get_by_role("region", name="Regie")
    expect(regie.get_by_text("2 aanwezig")).to_be_visible()
    regie.get_by_text("2 aanwezig").click()
    expect(regie.get_by_text("schoolopleider 1, Kindrijk")).to_be_visible()
    een.context.close()
    expect(regie.get_by_text("1 aanwezig")).to_be_visible()


def test_a_press_is_not_lost_when_the_bar_is_drawn_anew_under_it(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    regie = facilitator.get_by_role("region", name="Regie")
    expect(regie.get_by_text("klaar 0/1")).to_be_visible()
    regie.get_by_role("button", name="Onthullen").hover()
    facilitator.mouse.down()
    contribute(een, "Dit komt binnen terwijl de knop is ingedrukt")
    expect(een.get_by_role("button", name="Klaar – toch nog iets?")).to_be_visible()
    doe_mee()
    facilitator.mouse.up()
    expect(regie.get_by_role("button", name="Onthullen")).to_have_attribute("aria-pressed", "true")
    expect(regie.get_by_text("klaar 1/2")).to_be_visible()


def test_what_is_folded_out_stays_so_when_the_board_is_drawn_anew_under_the_press(
    facilitator: Page, doe_mee: Doe_mee
) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Liever apart")
    press(facilitator, "Onthullen")
    uitklap = facilitator.get_by_text("Neem elders over of orden")
    expect(uitklap).to_be_visible()
    expect_rust(facilitator)

    uitklap.hover()
    facilitator.mouse.down()
    een.get_by_label("Jouw inbreng").fill("Liever samen")
    expect(twee.locator(".gk-kaartje", has_text="Liever samen")).to_be_visible()
    facilitator.mouse.up()

    kaartje = facilitator.locator(".gk-kaartje", has_text="Liever samen")
    expect(kaartje.get_by_role("button", name="Bij verschillen")).to_be_visible()


def test_who_bundles_and_marks_at_once_keeps_both_and_sees_them(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Liever apart")
    press(facilitator, "Onthullen")
    kaartje = facilitator.locator(".gk-kaartje")
    kaartje.get_by_text("Neem elders over of orden").click()
    merken = kaartje.locator(".gk-merken")

    kaartje.get_by_label("Bundel met andere inbreng onder").fill("Rooster")
    facilitator.keyboard.press("Enter")
    expect(merken.get_by_text("Rooster", exact=True)).to_be_visible()
    expect(kaartje.get_by_label("Bundel met andere inbreng onder")).to_be_focused()
    facilitator.keyboard.type("s")
    kaartje.get_by_role("button", name="Verschil", exact=True).click()

    for bord in (merken, een.locator(".gk-merken")):
        expect(bord.get_by_text("verschil", exact=True)).to_be_visible()
        expect(bord.get_by_text("Roosters", exact=True)).to_be_visible()


def test_what_is_alike_lies_together_for_everybody(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Eén rooster")
    contribute(twee, "Samen roosteren")
    press(facilitator, "Onthullen")
    for tekst in ("Eén rooster", "Samen roosteren"):
        kaartje = facilitator.locator(".gk-kaartje", has_text=tekst)
        kaartje.get_by_text("Neem elders over of orden").click()
        kaartje.get_by_label("Bundel met andere inbreng onder").fill("Rooster")
        facilitator.keyboard.press("Enter")
    for scherm in (facilitator, een):
        bundel = scherm.locator(".gk-kolom", has=scherm.get_by_role("heading", name="Bundel ‘Rooster’ · 2 keer"))
        expect(bundel.locator(".gk-kaartje .gk-tekst")).to_have_text(["Eén rooster", "Samen roosteren"])
        expect(scherm.locator(".gk-kaartje")).to_have_count(2)


def test_who_just_pressed_something_gets_the_answer_before_the_screen_is_drawn_for_another_reason(
    facilitator: Page,
) -> None:
    expect_rust(facilitator)
    facilitator.clock.install()
    wacht = "import('/gk/statisch/drukken.js').then((drukken) => drukken.awaitsAnswer())"
    assert not facilitator.evaluate(wacht)
    # The press arrives, and its answer does not: the screen says that it is being drawn.
    app = facilitator.get_by_test_id("stApp")
    app.evaluate("app => app.dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    app.evaluate("app => app.setAttribute('data-test-script-state', 'running')")
    facilitator.clock.run_for(5_000)
    assert facilitator.evaluate(wacht)
    app.evaluate("app => app.setAttribute('data-test-script-state', 'notRunning')")
    assert not facilitator.evaluate(wacht)
    # The bar has a way of its own.
    regie = facilitator.get_by_role("region", name="Regie")
    regie.evaluate("balk => balk.dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    assert not facilitator.evaluate(wacht)


def test_nobody_writes_in_the_field_of_the_question_before(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.get_by_label("Jouw inbreng")).to_be_visible()
    # The screen of G2 does not come: what stands there is the question's words, and no field of G1.
    een.context.route_web_socket("**", lambda _: None)
    een.evaluate("document.querySelector('.gk-inbreng').dataset.van = 'G1'")
    een.context.new_cdp_session(een).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    press(facilitator, "Zet G2 op tafel")
    expect_vraag(een, "G2")
    expect(een.locator('.gk-inbreng[data-van="G1"]:visible')).to_have_count(0)


def test_who_still_writes_when_it_is_revealed_reads_that_it_is(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.get_by_text("Alleen jij leest dit, tot de facilitator onthult.")).to_be_visible()
    een.get_by_label("Jouw inbreng").tap()
    een.keyboard.type("Ik ben nog bezig")
    press(facilitator, "Onthullen")
    expect(een.get_by_text("Dit is onthuld: wat je hier wijzigt, ziet iedereen meteen.")).to_be_visible()
    expect(een.get_by_text("Alleen jij leest dit, tot de facilitator onthult.")).to_be_hidden()
    expect(een.get_by_label("Jouw inbreng")).to_be_focused()


def test_leafing_freely_leaves_everybody_where_they_are(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    facilitator.get_by_label("Iedereen volgt").uncheck()
    expect(een.get_by_label("Jouw inbreng")).to_be_visible()
    press(facilitator, "Zet G2 op tafel")
    expect(een.get_by_role("button", name="Ga mee naar G2")).to_be_visible()
    expect_vraag(een, "G1")


def test_asking_everybody_to_follow_again_brings_who_had_leafed_on(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    facilitator.get_by_label("Iedereen volgt").uncheck()
    press(facilitator, "Zet G2 op tafel")
    for page in (een, twee):
        expect(page.get_by_role("button", name="Ga mee naar G2")).to_be_visible()
    twee.get_by_label("Jouw inbreng").tap()
    twee.keyboard.type("Ik ben nog bezig")

    facilitator.get_by_label("Iedereen volgt").check()

    expect_vraag(een, "G2")
    expect_vraag(twee, "G1")
    expect(twee.get_by_label("Jouw inbreng")).to_have_value("Ik ben nog bezig")


def test_what_somebody_contributed_is_in_the_answer_or_the_conclusion_with_one_tap(
    facilitator: Page, doe_mee: Doe_mee
) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Liever samen")
    press(facilitator, "Onthullen")
    een.get_by_role("button", name="Neem over in antwoord G1 van LWZ").tap()
    expect(een.get_by_label("LWZ · Leerwerkplaats Zilver")).to_have_value("Liever samen")
    facilitator.get_by_role("button", name="Neem over in de conclusie").click()
    expect(facilitator.get_by_label("Gezamenlijke conclusie")).to_have_value("Liever samen")


def test_who_only_reads_along_is_not_asked_to_write(
    facilitator: Page, new_context: NewContext, server: Server, sessie: Sessie
) -> None:
    cookie = come_in(server.ports, server.wie, sessie, rol=Sessierol.TOEHOORDER).cookie
    context = new_context(storage_state=None, **TELEFOON)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.adres}])
    page = context.new_page()
    page.goto(f"/gesprek?sessie={sessie.id}")
    press(facilitator, "Leid het gesprek vanaf G1")
    regie = page.get_by_role("region", name="Regie")
    expect(regie.get_by_text("Ieder schrijft voor zich")).to_be_visible()
    press(facilitator, "Onthullen")
    expect(regie.get_by_text("Lees wat iedereen inbracht")).to_be_visible()


# The lid closes: what was connected stays so in name and nothing comes over it any more, also not its end. The clocks
# that would have noticed sleep as well, and all at once it is an hour later.
SLAAPT = """() => { globalThis.ouderDan = performance.now() }"""
EEN_UUR_LATER = """() => {
  const echt = Date
  const uur = 60 * 60 * 1000
  globalThis.Date = class extends echt {
    constructor(...delen) { super(...(delen.length ? delen : [echt.now() + uur])) }
    static now() { return echt.now() + uur }
  }
}"""
DODE_LIJN = """(() => {
  const Echt = EventSource
  globalThis.ouderDan = -Infinity
  globalThis.EventSource = class extends Echt {
    begonnen = performance.now()
    set onmessage(luister) { super.onmessage = (e) => this.begonnen > globalThis.ouderDan && luister(e) }
    set onerror(luister) { super.onerror = (e) => this.begonnen > globalThis.ouderDan && luister(e) }
  }
})()"""


def test_a_laptop_that_slept_an_hour_shows_what_it_missed_and_sends_what_it_had(
    facilitator: Page, doe_mee: Doe_mee
) -> None:
    een, twee = doe_mee(DODE_LIJN), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(twee, "Zonder jou")
    een.get_by_label("Jouw inbreng").tap()
    een.context.set_offline(True)
    een.keyboard.type("Net voor ik dichtklapte")
    een.evaluate(SLAAPT)
    press(facilitator, "Bespreken")
    press(facilitator, "+1 minuut")
    expect(twee.locator(".gk-kaartje", has_text="Zonder jou")).to_be_visible()
    expect(een.get_by_text("Bespreek het samen", exact=True)).to_have_count(0)

    een.evaluate(EEN_UUR_LATER)
    een.context.set_offline(False)

    for page in (facilitator, twee):
        expect(page.locator(".gk-kaartje", has_text="Net voor ik dichtklapte")).to_be_visible()
    # Long before a stream counts as silent: that takes 40 seconds.
    expect(een.get_by_text("Bespreek het samen", exact=True)).to_be_visible(timeout=15_000)
    expect(een.locator(".gk-klok")).to_have_text("9:00")
    een.get_by_label("Jouw inbreng").blur()
    expect(een.locator(".gk-kaartje", has_text="Zonder jou")).to_be_visible()


def test_the_clock_is_the_same_on_a_device_that_is_ten_minutes_ahead(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee(LOOPT_VOOR)
    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.locator(".gk-klok")).to_have_text("3:00")
    press(facilitator, "+1 minuut")
    press(facilitator, "Start de tijd")
    expect(een.locator(".gk-klok")).to_have_text("3:56")
    press(facilitator, "Zet de tijd stil")
    stil = facilitator.locator(".gk-klok.gk-stil")
    expect(stil).to_be_visible()
    expect(een.locator(".gk-klok")).to_have_text(stil.inner_text())


def test_that_time_is_up_is_told_to_who_cannot_see_the_clock(
    facilitator: Page, doe_mee: Doe_mee, server: Server, sessie: Sessie
) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.locator(".gk-klok")).to_have_text("3:00")
    # Started so long ago that there are fifteen seconds left.
    eerder = replace(server.ports, now=lambda: datetime.now(UTC) - timedelta(seconds=165))
    lead(server.wie, Zet(sessie_id=sessie.id, klok=Klokzet.START), ports=eerder)
    facilitator.get_by_label("Iedereen volgt").uncheck()
    expect(een.locator(".gk-klok")).to_have_text(re.compile(r"^0:[01]\d$"))
    expect(een.locator("[aria-live=polite]", has_text="De tijd is om.")).to_have_count(1, timeout=20_000)


def test_who_lost_the_network_or_the_server_is_brought_back_with_every_word(
    facilitator: Page, doe_mee: Doe_mee, server: Server
) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    een.get_by_label("Jouw inbreng").tap()
    een.context.set_offline(True)
    een.keyboard.type("Geschreven zonder netwerk")
    contribute(twee, "Geschreven voor de klap")
    server.kill()
    server.start()
    een.context.set_offline(False)
    press_until_done(facilitator, "Onthullen")
    for page in (facilitator, twee):
        expect(page.locator(".gk-kaartje", has_text="Geschreven zonder netwerk")).to_be_visible()
        expect(page.locator(".gk-kaartje", has_text="Geschreven voor de klap")).to_be_visible()


def test_on_a_slow_network_that_loses_a_third_no_word_is_lost_and_the_reveal_comes(
    facilitator: Page, doe_mee: Doe_mee, server: Server, sessie: Sessie
) -> None:
    een = doe_mee()
    verzoeken = itertools.count()

    def lose(route: Route) -> None:
        if next(verzoeken) % 3 == 0:
            route.abort("connectionreset")
        else:
            route.continue_()

    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.get_by_label("Jouw inbreng")).to_be_visible()
    een.route(re.compile("/gk/(tekst|stroom|veranderingen|klaar)"), lose)
    een.context.new_cdp_session(een).send("Network.emulateNetworkConditions", DRIE_G)
    een.get_by_label("Jouw inbreng").tap()
    een.keyboard.type("Een zin die heel moet overkomen, ook vanuit de trein.", delay=15)
    Veld(een, "Jouw inbreng").expect_bewaard("Een zin die heel moet overkomen, ook vanuit de trein.")
    (tekst,) = [
        tekst.tekst
        for tekst in server.ports.sessies.get_dossier(sessie.id).teksten.values()
        if tekst.plek.soort is TekstSoort.INBRENG
    ]
    assert tekst == "Een zin die heel moet overkomen, ook vanuit de trein."
    press(facilitator, "Onthullen")
    expect(een.locator(".gk-kaartje", has_text="ook vanuit de trein")).to_be_visible()


def press_until_done(page: Page, naam: str) -> None:
    """As somebody does whose first press fell in the moment that the server was away."""
    knop = page.get_by_role("region", name="Regie").get_by_role("button", name=naam)
    expect(knop).to_be_visible()
    knop.click()
    expect(knop).to_have_attribute("aria-pressed", "true")


def test_a_facilitator_whose_laptop_died_leads_on_from_another(
    facilitator: Page, doe_mee: Doe_mee, new_context: NewContext, sessie: Sessie
) -> None:
    een = doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    expect(een.get_by_label("Jouw inbreng")).to_be_visible()
    facilitator.context.close()
    ander = new_context().new_page()
    ander.goto(f"/gesprek?sessie={sessie.id}")
    press(ander, "Zet G2 op tafel")
    expect_vraag(een, "G2")
    expect(een.get_by_role("button", name="Onthullen")).to_have_count(0)


def test_the_bar_works_by_keyboard_alone(facilitator: Page, doe_mee: Doe_mee) -> None:
    een = doe_mee()
    start = facilitator.get_by_role("button", name="Leid het gesprek vanaf G1")
    start.focus()
    facilitator.keyboard.press("Enter")
    onthullen = facilitator.get_by_role("button", name="Onthullen")
    onthullen.focus()
    facilitator.keyboard.press("Space")
    expect(onthullen).to_have_attribute("aria-pressed", "true")
    expect(onthullen).to_be_focused()
    expect(een.get_by_text("Lees wat iedereen inbracht", exact=True)).to_be_visible()


def test_whoever_was_taken_along_and_back_before_they_left_can_write(facilitator: Page, doe_mee: Doe_mee) -> None:
    pages = [doe_mee() for _ in range(3)]
    press(facilitator, "Leid het gesprek vanaf G1")
    for page in pages:
        expect(page.get_by_label("Jouw inbreng")).to_be_visible()
    for _ in range(3):
        for vraag in ("G2", "G1"):
            facilitator.get_by_role("button", name=f"Zet {vraag} op tafel").click()
        for page in pages:
            expect(page.locator(".gk-vraagnummer")).to_have_text("vraag G1")
            expect(page.get_by_label("Jouw inbreng")).to_have_count(1)
            expect(page.get_by_label("Jouw inbreng")).to_be_visible()
    contribute(pages[0], "Terug")


def test_the_keyboard_stays_on_the_button_that_a_press_changes(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    for label in ("Start de tijd", "Zet G2 op tafel", "Zet G1 op tafel"):
        facilitator.get_by_role("button", name=label).focus()
        facilitator.keyboard.press("Enter")
        expect(facilitator.get_by_role("button", name=label)).to_have_count(0)
        expect(facilitator.locator(".gk-regie :focus")).to_have_count(1)
    volgt = facilitator.get_by_label("Iedereen volgt")
    volgt.focus()
    facilitator.keyboard.press("Space")
    for page in (een, twee):  # while the screen walks on, the field of the question before stands beside it
        expect(page.get_by_label("Jouw inbreng")).to_have_count(1)
    contribute(een, "Samen")
    contribute(twee, "Apart")
    expect(facilitator.get_by_text("klaar 2/2")).to_be_visible()
    expect(volgt).to_be_focused()
    press(facilitator, "Onthullen")
    tweede = facilitator.locator(".gk-kaartje", has_text="Apart")
    tweede.get_by_text("Neem elders over of orden").click()
    tweede.get_by_role("button", name="Verschil", exact=True).focus()
    facilitator.keyboard.press("Enter")
    expect(tweede.get_by_text("verschil", exact=True)).to_be_visible()
    expect(tweede.get_by_role("button", name="Verschil", exact=True)).to_be_focused()


def test_an_anonymous_round_says_so_before_one_writes_and_keeps_its_word(facilitator: Page, doe_mee: Doe_mee) -> None:
    een, twee = doe_mee(), doe_mee()
    press(facilitator, "Leid het gesprek vanaf G1")
    facilitator.get_by_label("Anoniem").check()
    expect(een.get_by_text("Het staat er anoniem, alleen met je partnerschap.")).to_be_visible()
    contribute(een, "Dit zeg ik alleen anoniem")
    press(facilitator, "Onthullen")
    kaartje = twee.locator(".gk-kaartje", has_text="Dit zeg ik alleen anoniem")
    expect(kaartje).to_be_visible()
    expect(kaartje.get_by_text("schoolopleider")).to_have_count(0)


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_the_led_conversation_breaks_no_rule_for_any_eye(
    facilitator: Page, doe_mee: Doe_mee, kleur: Literal["light", "dark"]
) -> None:
    een = doe_mee()
    for page in (facilitator, een):
        page.emulate_media(color_scheme=kleur, reduced_motion="reduce")
    press(facilitator, "Leid het gesprek vanaf G1")
    contribute(een, "Samen")
    for page in (facilitator, een):
        expect_rust(page)
        assert find_violations(page) == []
    press(facilitator, "Onthullen")
    facilitator.get_by_text("Neem elders over of orden").click()
    for page in (facilitator, een):
        expect_rust(page)
        assert find_violations(page) == []
    facilitator.get_by_role("button", name="Agenda…").click()
    expect(facilitator.get_by_role("dialog")).to_be_visible()
    expect_rust(facilitator)
    assert find_violations(facilitator) == []
