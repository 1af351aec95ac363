"""Every address there is, and by what one knows that its screen is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

from gesprekskaart.sessie import Sessie


class Adres(NamedTuple):
    """A screen; `{}` stands for the session."""

    pad: str
    kop: str
    """A heading on that screen and on no other."""


SCHERMEN = {
    "gesprekken": Adres("/", "Mijn gesprekken"),
    "nieuw": Adres("/nieuw", "Nieuw gesprek"),
    "oefenen": Adres("/oefenen", "Oefenen"),
    "kaarten": Adres("/kaarten", "Kaarten"),
    "dekking": Adres("/overzicht?deel=dekking", "Overzicht"),
    "vraagstanden": Adres("/overzicht?deel=vragen", "Overzicht"),
    "voortgang": Adres("/overzicht?deel=acties", "Overzicht"),
    "oordelen": Adres("/overzicht?deel=aanbevelingen", "Overzicht"),
    "zoeken": Adres("/zoeken?woorden=coordinator", "Zoeken"),
    "inrichten": Adres("/inrichten?sessie={}", "Wie en wanneer"),
    "uitnodigen": Adres("/uitnodigen?sessie={}", "Uitnodigen"),
    "voorbereiden": Adres("/voorbereiden?sessie={}", "Voorbereiden"),
    "gesprek": Adres("/gesprek?sessie={}&vraag=RS3", "Samen"),
    "keuzes": Adres("/keuzes?sessie={}", "Keuzemogelijkheden"),
    "weging": Adres("/keuzes?sessie={}&weergave=criterium&keuze=K1&criterium=functies", "Keuzemogelijkheden"),
    "keuze": Adres("/keuzes?sessie={}&weergave=keuze&keuze=K1", "Keuzemogelijkheden"),
    "naast": Adres("/keuzes?sessie={}&weergave=naast&met=K1,K2,K4", "Keuzemogelijkheden"),
    "peilingen": Adres("/peilingen?sessie={}", "Peilingen"),
    "verschillen": Adres("/verschillen?sessie={}", "Verschillen van inzicht"),
    "landelijk": Adres("/landelijk?sessie={}", "Landelijke issues"),
    "wie-nog": Adres("/wie-nog?sessie={}", "Wie nog"),
    "landelijke-issues": Adres("/landelijke-issues", "Alle landelijke issues"),
    "aanbevelingen": Adres("/way-forward?sessie={}&deel=aanbevelingen", "Way Forward"),
    "afspraken": Adres("/way-forward?sessie={}&deel=afspraken", "Way Forward"),
    "acties": Adres("/way-forward?sessie={}&deel=acties", "Way Forward"),
    "verslag": Adres("/verslag?sessie={}", "Verslag"),
    "kennis-delen": Adres("/kennis-delen?sessie={}", "Kennis delen"),
}

GROEPSCHERMEN = {
    "groepen": Adres("/groepen?sessie={}", "Groepen"),
    "groep": Adres("/groepen?sessie={}&groep=3&thema=T2", "Groepen"),
    "oogst": Adres("/oogst?sessie={}", "Oogst"),
}
"""The screens of a card that works in groups."""

VENSTERS = {
    "groepen": ("groepen_wijzig_1", "groepen_opnieuw"),
    "groep": ("groep_niet_besproken_T2",),
    "inrichten": ("inrichten_gegevens", "inrichten_partnerschap", "inrichten_deelnemer", "inrichten_verwijder"),
    "uitnodigen": ("uitnodigen_termijn", "uitnodigen_sluiten", "uitnodigen_beheer_1", "uitnodigen_leiders"),
    "gesprek": ("niet_besproken_RS3",),
    "keuzes": ("keuzes_nieuw_na_4", "keuzes_criteria"),
    "keuze": ("keuze_wijzig", "besluit_K1"),
    "peilingen": ("peilingen_nieuw_na_4",),
    "verschillen": ("verschil_nieuw_na_1", "verschil_wijzig_V1"),
    "landelijk": ("issue_wijzig_L1", "issue_stand_L1"),
    "wie-nog": ("wienog_nieuw_na_7", "wienog_wijzig_B2", "wienog_vul_gemeenten_samen"),
    "afspraken": ("wf_afspraak_2026-01",),
    "acties": ("wf_actie_1",),
    "verslag": (
        "verslag_bevries",
        "verslag_reactie_LWZ",
        "verslag_reactie_V1",
        "verslag_vaststellen",
        "verslag_heropen",
        "verslag_vervolg",
    ),
    "kennis-delen": ("kennis_zelf",),
}
"""The buttons on each screen that open a window, by key; which there are depends on the stand."""

ANDERS_NA_BEVRIEZEN = ("inrichten", "uitnodigen", "gesprek", "weging", "keuze", "aanbevelingen", "verslag")
"""The screens that a frozen version changes."""

GEWONE_PAGINAS = (
    *("/gk/aanmelden", "/gk/afmelden", "/gk/wachtwoord", "/gk/start/onzin", "/gk/bestaat-niet"),
    *("/gk/mee", "/gk/mee/KKKKKKKK", "/gk/terug"),
)
"""Pages without a script: what one sees before logging in, or after a wrong turn."""


def open_scherm(page: Page, naam: str, sessie: Sessie) -> None:
    """Go there by its address, and wait until it is drawn."""
    page.goto(_find_adres(naam).pad.format(sessie.id))
    expect_scherm(page, naam)


def expect_scherm(page: Page, naam: str) -> None:
    """The screen is there, to its last line."""
    expect(page.get_by_role("heading", name=_find_adres(naam).kop, exact=True)).to_be_visible()
    expect_rust(page)


def _find_adres(naam: str) -> Adres:
    return SCHERMEN.get(naam) or GROEPSCHERMEN[naam]


def expect_rust(page: Page) -> None:
    """Streamlit has drawn what it had to draw."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", re.compile("^notrunning$", re.IGNORECASE)
    )


def visit(page: Page, sessie: Sessie, namen: Iterable[str] = SCHERMEN) -> Iterator[str]:
    """These screens of this session and every window on them, one after another; gives the name of each."""
    for naam in namen:
        open_scherm(page, naam, sessie)
        expect_rust(page)  # also the buttons below have been drawn
        yield naam
        for knop in VENSTERS.get(naam, ()):
            if find_knop(page, knop).count():
                find_knop(page, knop).click()
                expect(page.get_by_role("dialog")).to_be_visible()
                expect_rust(page)
                yield f"{naam}: {knop}"
                page.keyboard.press("Escape")
                expect(page.get_by_role("dialog")).to_have_count(0)


def find_knop(page: Page, key: str) -> Locator:
    """The button with this key. Streamlit draws one with a tooltip twice, and hides one of them."""
    return page.locator(f".st-key-{key} button").filter(visible=True)
