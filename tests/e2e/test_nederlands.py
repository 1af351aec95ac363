"""No English on any screen, nor where only a screen reader looks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from gesprekskaart.sessie import Stand
from tests.e2e.adressen import ANDERS_NA_BEVRIEZEN, GEWONE_PAGINAS, SCHERMEN, find_knop, open_scherm, visit
from tests.e2e.conftest import MakeGesprek, MakeVoorbeeld, NewPage

FASEN = re.compile(r"GROW|Goal|Reality|Options|Way\s+Forward|Gesprekskaart", re.IGNORECASE)

# Words that Dutch does not have, as far as a screen of ours goes; 'open', 'link' and 'menu' it shares.
ENGELS = re.compile(
    r"\b(about|add|all|and|any|app|apply|are|back|browse|by|cancel|choose|clear|click|close|connect\w*|copy|create|dark"
    r"|data|delete|deploy|dialog|down|drag|drop|edit|empty|error|expand|failed|file|files|forward|found|from|fullscreen"
    r"|get|have|help|hide|home|image|input|invalid|light|loading|log out|made with|main|message|more|must|navigat\w*"
    r"|new|next|not|number|only|option|options|page|password|please|press|previous|print|required|rerun|results"
    r"|running|save|search|select|selected|settings|show|sidebar|sign in|skip|something|sorry|streamlit|submit|text"
    r"|the|this|to|toggle|try|update|upload|value|values|view|warning|went wrong|with|yes|you|your)\b",
    re.IGNORECASE,
)
# Shared after all, in the words of our own screens.
OOK_NEDERLANDS = {"data", "to", "by", "all", "help", "app", "are", "more", "from", "print", "down"}

# Everything that somebody can see, hear or point at, but what people wrote and what says that it is English.
LEES = """() => {
  const gevonden = [];
  const over = '[lang=en], script, style, noscript, [data-testid=stIconMaterial], .gk-tekst, .gk-invoer';
  for (const element of document.querySelectorAll('html, html *')) {
    if (element.closest(over) || !element.checkVisibility()) continue;
    for (const naam of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription'])
      if (element.getAttribute(naam)) gevonden.push(element.getAttribute(naam));
    for (const kind of element.childNodes)
      if (kind.nodeType === Node.TEXT_NODE && kind.data.trim()) gevonden.push(kind.data.trim());
  }
  return [document.title, ...gevonden];
}"""


def find_english(page: Page) -> list[str]:
    gevonden = []
    for tekst in page.evaluate(LEES):
        woorden = {woord.lower() for woord in ENGELS.findall(FASEN.sub("", tekst))} - OOK_NEDERLANDS
        if woorden:
            gevonden.append(f"{sorted(woorden)}: {tekst[:120]}")
    return gevonden


@pytest.mark.parametrize(
    ("stand", "namen"),
    [(Stand.GESPREK, tuple(SCHERMEN)), (Stand.VERSLAG, ANDERS_NA_BEVRIEZEN)],
    ids=["open", "bevroren"],
)
def test_no_screen_or_window_speaks_english(
    new_page: NewPage, make_voorbeeld: MakeVoorbeeld, stand: Stand, namen: tuple[str, ...]
) -> None:
    page, sessie = new_page(), make_voorbeeld(stand)
    gevonden, bezocht = {}, []

    for naam in visit(page, sessie, namen):
        bezocht.append(naam)
        if engels := find_english(page):
            gevonden[naam] = engels

    assert gevonden == {}
    assert len(bezocht) > len(namen)
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_no_plain_page_speaks_english(new_page: NewPage) -> None:
    page = new_page(storage_state=None)

    for pad in (*GEWONE_PAGINAS, "/"):
        page.goto(pad)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert find_english(page) == []
        expect(page.locator("html")).to_have_attribute("lang", "nl")


OVER_DE_TEKST = """() => [...document.querySelectorAll('[data-testid="InputInstructions"]')].filter((hulp) => {
  const veld = document.activeElement.getBoundingClientRect(), vak = hulp.getBoundingClientRect();
  return vak.top < veld.bottom - 2 && vak.bottom > veld.top;
}).map((hulp) => hulp.textContent)"""


def test_what_a_field_says_while_one_fills_it_is_dutch(new_page: NewPage, make_voorbeeld: MakeVoorbeeld) -> None:
    page = new_page()
    open_scherm(page, "afspraken", make_voorbeeld(Stand.GESPREK))
    find_knop(page, "wf_afspraak_2026-01").click()
    venster = page.get_by_role("dialog")

    venster.get_by_label("Toelichting").press_sequentially("half")
    expect(page.get_by_text("Druk op Enter om te versturen")).to_be_visible()
    assert page.evaluate(OVER_DE_TEKST) == [], "it stands below what one types, not on top of it"
    assert find_english(page) == []
    bronnen = venster.get_by_role("combobox", name="Komt voort uit")
    bronnen.press_sequentially("zzz")
    expect(page.get_by_role("option", name="Kies deze 2")).to_be_visible()
    assert find_english(page) == []
    bronnen.press_sequentially("qqq")
    expect(page.get_by_text("Niets gevonden")).to_be_visible()
    assert find_english(page) == []
    page.keyboard.press("Escape")
    venster.get_by_label("Hoe vast staat dit?").click()
    expect(page.get_by_role("option", name="Vervallen")).to_be_visible()
    assert find_english(page) == []


def test_a_script_that_did_not_arrive_is_fetched_again(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page = new_page()
    mislukt: list[str] = []

    def lose(verzoek: Route) -> None:
        if len(mislukt) < 2:
            mislukt.append(verzoek.request.url)
            verzoek.abort("internetdisconnected")
        else:
            verzoek.continue_()

    page.route(re.compile(r"/gk/statisch/schrijfveld\.js"), lose)
    page.goto(f"/gesprek?sessie={make_gesprek().id}&vraag=G1")
    expect(page.get_by_role("textbox", name="Gezamenlijke conclusie")).to_be_editable()
    assert len(mislukt) == 2
    assert find_english(page) == []


def test_a_lost_connection_is_said_in_dutch(new_page: NewPage, make_gesprek: MakeGesprek) -> None:
    page = new_page()
    lijnen: list[WebSocketRoute] = []

    def connect(lijn: WebSocketRoute) -> None:
        lijn.connect_to_server()
        lijnen.append(lijn)

    page.route_web_socket(re.compile("_stcore/stream"), connect)
    open_scherm(page, "verslag", make_gesprek())

    page.context.set_offline(True)
    lijnen[-1].close()

    expect(page.get_by_role("status").filter(has_text="Geen verbinding. Schrijf gerust door")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert find_english(page) == []
