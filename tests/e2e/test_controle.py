"""On a phone: somebody without an account chooses a file and reads whether it is the established report."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Position, expect

from gesprekskaart.sessie import Stand
from tests.e2e.conftest import TELEFOON, MakeGesprek, MakeVoorbeeld, NewPage
from tests.e2e.server import Server
from tests.verzegeld import establish
from tests.zaak import DAAD


@pytest.fixture
def bestand(server: Server, make_voorbeeld: MakeVoorbeeld, tmp_path: Path) -> Path:
    """The large example, established on the server, as somebody kept it."""
    sessie = make_voorbeeld(Stand.VERSLAG)
    nu = server.ports.sessies.get(sessie.id)
    vast = nu.model_copy(update={"stand": Stand.VASTGESTELD})
    server.ports.sessies.save(vast, gelezen=nu.revisie, daad=DAAD)
    bestand = tmp_path / "verslag.pdf"
    bestand.write_bytes(establish(server.ports, server.wie, sessie.id).pdf)
    return bestand


def _choose(page: Page, bestand: Path) -> None:
    page.goto("/gk/controle")
    page.get_by_label("Het verslag (PDF)").set_input_files(bestand)
    page.get_by_role("button", name="Controleer dit bestand").tap()


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_a_good_and_a_changed_file_on_a_phone(new_page: NewPage, bestand: Path, kleur: str) -> None:
    page = new_page(storage_state=None, color_scheme=kleur, **TELEFOON)
    page.goto("/gk/controle")
    page.get_by_role("button", name="Controleer dit bestand").tap()
    # Our own words: what the browser says of an empty field is in the browser's language.
    expect(page.get_by_role("alert")).to_have_text("Kies eerst een bestand.")

    _choose(page, bestand)
    expect(page).to_have_title("In orde: Verslag controleren – Gesprekskaart")
    uitslag = page.get_by_role("region", name="In orde")
    expect(uitslag).to_be_focused()
    expect(uitslag).to_contain_text("precies zoals die is vastgesteld")
    _require_readable(page)

    with bestand.open("ab") as open_:
        open_.write(b"\n% erbij\n")
    _choose(page, bestand)
    expect(page.get_by_role("heading", name="Niet in orde")).to_be_visible()
    expect(page.get_by_text("Er is na het verzegelen iets aan dit bestand toegevoegd, of")).to_be_visible()
    _require_readable(page)


def _require_readable(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    regels = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    gevonden = Axe().run(page, options=regels).response["violations"]
    assert [(regel["id"], [knoop["html"] for knoop in regel["nodes"]]) for regel in gevonden] == []


@pytest.mark.parametrize("soort", ["controle", "werkblad"])
def test_a_file_is_chosen_in_dutch_by_finger_keyboard_and_drop(
    new_page: NewPage, make_gesprek: MakeGesprek, tmp_path: Path, soort: str
) -> None:
    sessie = make_gesprek()
    page = new_page(**TELEFOON)
    page.goto("/gk/controle" if soort == "controle" else f"/gk/werkblad/{sessie.id}/LWZ")
    veld, knop = page.locator("#bestand"), page.get_by_text("Kies een bestand", exact=True)
    expect(knop).to_be_visible()
    expect(page.get_by_text("geen bestand gekozen")).to_be_visible()
    # What the browser itself says there, in its own language.
    assert veld.evaluate("veld => [getComputedStyle(veld).fontSize, getComputedStyle(veld).color]") == [
        "0px",
        "rgba(0, 0, 0, 0)",
    ]
    _require_readable(page)
    vak, plek = veld.bounding_box(), knop.bounding_box()
    assert vak is not None
    assert plek is not None
    op_de_knop: Position = {
        "x": plek["x"] - vak["x"] + plek["width"] / 2,
        "y": plek["y"] - vak["y"] + plek["height"] / 2,
    }
    bestand = tmp_path / "mijn bestand.pdf"
    bestand.write_bytes(b"%PDF-1.7")
    with page.expect_file_chooser() as kiezer:
        veld.tap(position=op_de_knop)
    kiezer.value.set_files(bestand)
    expect(page.get_by_text("geen bestand gekozen")).to_be_hidden()
    assert veld.evaluate("veld => getComputedStyle(veld).color") != "rgba(0, 0, 0, 0)"
    _require_readable(page)
    with page.expect_file_chooser():
        veld.press("Enter")
    # Wherever in the frame a file is dropped, it is the field that it falls on.
    for deel in (0.1, 0.5, 0.9):
        veld.tap(trial=True, position={"x": vak["width"] * deel, "y": vak["height"] * deel})


def test_the_report_screen_leads_to_it(new_page: NewPage, make_voorbeeld: MakeVoorbeeld) -> None:
    sessie = make_voorbeeld(Stand.VERSLAG)
    page = new_page()
    page.goto(f"/verslag?sessie={sessie.id}")
    with page.expect_popup() as geopend:
        page.get_by_role("link", name="Een verslag controleren").click()
    expect(geopend.value.get_by_role("heading", name="Verslag controleren")).to_be_visible()
