"""What one writes is on the other's screen, without a rerun, and without touching what the other is doing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.veld import AOZ, CONCLUSIE, Veld, open_vraag

# Streamlit sets this on its root while a script runs: a rerun in between leaves its mark here.
TEL_RERUNS = """() => {
  window.reruns = 0
  new MutationObserver((lijst) => {
    for (const { target } of lijst) if (target.getAttribute("data-test-script-state") === "running") window.reruns += 1
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] })
}"""


def test_another_reads_along_without_a_rerun_and_keeps_focus_caret_and_own_text(
    new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    hier, daar = open_vraag(new_page(), sessie), open_vraag(new_page(**TELEFOON), sessie)
    eigen = Veld(daar.page, AOZ)
    eigen.invoer.tap()
    daar.page.keyboard.type("Ik schrijf hier")
    eigen.expect_bewaard("Ik schrijf hier")
    eigen.invoer.evaluate("(veld) => veld.setSelectionRange(3, 3)")
    daar.page.evaluate(TEL_RERUNS)

    hier.invoer.press_sequentially("Wat LWZ schrijft", delay=20)

    expect(daar.invoer).to_have_value("Wat LWZ schrijft")
    expect(daar.geheel.locator(".gk-schrijft")).to_have_text("de facilitator schrijft…")
    expect(daar.stand).to_have_text(re.compile("de facilitator"))
    expect(eigen.invoer).to_be_focused()
    assert eigen.invoer.evaluate("(veld) => veld.selectionStart") == 3
    expect(eigen.invoer).to_have_value("Ik schrijf hier")
    assert daar.page.evaluate("window.reruns") == 0


def test_what_came_in_while_a_screen_was_being_drawn_reaches_its_fields(
    new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    hier, daar = open_vraag(new_page(), sessie), open_vraag(new_page(), sessie)
    for tekst in ("Eé", "Eén telling"):
        hier.invoer.fill(tekst)
        expect(daar.invoer).to_have_value(tekst)

    # As a field does that is put in place with what stood there before the last text came in.
    daar.page.evaluate(
        """async (sessie) => {
          const { follow } = await import("/gk/statisch/stroom.js")
          window.gehoord = []
          follow(sessie, 1, (_, { teksten = [] }) => window.gehoord.push(...teksten.map(({ tekst }) => tekst)))
        }""",
        str(sessie.id),
    )

    daar.page.wait_for_function("window.gehoord.includes('Eén telling')")


def test_in_one_text_the_caret_stays_between_the_same_words(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek()
    een, twee = open_vraag(new_page(), sessie), open_vraag(new_page(), sessie)
    hier, daar = Veld(een.page, CONCLUSIE), Veld(twee.page, CONCLUSIE)
    hier.invoer.fill("Wij kiezen samen.")
    expect(daar.invoer).to_have_value("Wij kiezen samen.")
    daar.invoer.focus()
    daar.invoer.evaluate("(veld) => veld.setSelectionRange(11, 16)")  # 'samen'

    hier.invoer.fill("Na lang praten: Wij kiezen samen. Punt.")

    expect(daar.invoer).to_have_value("Na lang praten: Wij kiezen samen. Punt.")
    expect(daar.invoer).to_be_focused()
    assert daar.invoer.evaluate("(veld) => veld.value.slice(veld.selectionStart, veld.selectionEnd)") == "samen"
    twee.page.keyboard.type("in 2027")
    expect(hier.invoer).to_have_value("Na lang praten: Wij kiezen in 2027. Punt.")
    expect(daar.geheel.get_by_text("Twee versies")).to_have_count(0)


def test_after_a_dropped_network_the_missed_text_comes_by_itself(
    new_page: NewPage, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie, context = make_gesprek(), new_context(**TELEFOON)
    hier, daar = open_vraag(new_page(), sessie), open_vraag(context.new_page(), sessie)
    hier.invoer.fill("Voor")
    expect(daar.invoer).to_have_value("Voor")
    context.set_offline(True)
    hier.invoer.fill("Voor en tijdens")
    hier.expect_bewaard("Voor en tijdens")
    context.set_offline(False)
    expect(daar.invoer).to_have_value("Voor en tijdens")


def test_a_server_that_was_killed_is_followed_again(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek()
    hier, daar = open_vraag(new_page(), sessie), open_vraag(new_page(), sessie)
    hier.invoer.fill("Voor de klap")
    expect(daar.invoer).to_have_value("Voor de klap")
    server.kill()
    hier.invoer.fill("Voor en na de klap")
    server.start()
    expect(daar.invoer).to_have_value("Voor en na de klap")


@pytest.mark.parametrize("hoe", ["geweigerd", "opgehouden"])
def test_where_a_proxy_blocks_the_stream_the_browser_asks(
    new_context: NewContext, new_page: NewPage, make_gesprek: MakeGesprek, hoe: str
) -> None:
    sessie, context = make_gesprek(), new_context()
    opgehouden: list[Route] = []

    def block(route: Route) -> None:
        if hoe == "geweigerd":
            route.abort()
        else:
            opgehouden.append(route)

    context.route("**/gk/stroom/**", block)
    hier, daar = open_vraag(new_page(), sessie), open_vraag(context.new_page(), sessie)
    with daar.page.expect_response(re.compile("/gk/veranderingen/")):
        pass
    hier.invoer.fill("Langs een omweg")
    expect(daar.invoer).to_have_value("Langs een omweg")


def test_the_map_shows_what_others_did_to_other_questions(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek()
    hier, daar = open_vraag(new_page(), sessie, "RS3"), open_vraag(new_page(), sessie, "G1")
    expect(daar.page.get_by_role("button", name="Vraag RS3, leeg")).to_be_visible()
    daar.page.evaluate(TEL_RERUNS)
    hier.invoer.fill("Nu staat hier iets")
    expect(daar.page.get_by_role("button", name="Vraag RS3, gedeeld")).to_contain_text("●")
    assert daar.page.evaluate("window.reruns") == 0
