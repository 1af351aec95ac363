"""A window that was closed is forgotten: the next one is about what was asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from gesprekskaart.services.keuzes import add_keuze, ask_peiling
from gesprekskaart.sessie import Sessie, Stand
from tests.e2e.adressen import expect_rust, find_knop, open_scherm
from tests.e2e.conftest import TELEFOON, MakeVoorbeeld, NewPage
from tests.e2e.server import Server
from tests.e2e.test_nederlands import find_english
from tests.e2e.test_toegankelijk import STEEKT_UIT, find_violations

ZONDER = "Sluit zonder te bewaren"
TITEL = "Lang over nagedacht"


@pytest.fixture
def sessie(server: Server, make_voorbeeld: MakeVoorbeeld) -> Sessie:
    """The worked example with polls P5 and P6, that are not open yet."""
    sessie = make_voorbeeld(Stand.GESPREK)
    for nummer in (add_keuze(server.wie, sessie.id, titel, ports=server.ports).nummer for titel in ("Vijf", "Zes")):
        ask_peiling(server.wie, sessie.id, nummer, ports=server.ports)
    return sessie


def read(page: Page, knop: str, veld: str) -> str:
    """Open a window by its button, read a field, and close it as one does who only looked."""
    find_knop(page, knop).click()
    invoer = page.get_by_role("dialog").get_by_label(veld, exact=True)
    expect(invoer).to_be_visible()
    expect_rust(page)
    gelezen = invoer.input_value()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_rust(page)
    return gelezen


@pytest.mark.parametrize(
    ("scherm", "knoppen", "veld"),
    [
        ("inrichten", ("inrichten_wijzig_LWZ", "inrichten_wijzig_AOZ"), "Naam"),
        ("inrichten", ("inrichten_wijzig_1", "inrichten_wijzig_5"), "Rol"),
        ("peilingen", ("peiling_wijzig_P5", "peiling_wijzig_P6"), "Stelling"),
        ("wie-nog", ("wienog_wijzig_B1", "wienog_wijzig_B2"), "Wie precies?"),
    ],
)
def test_a_window_opens_with_what_it_is_about_and_not_with_the_one_before(
    new_page: NewPage, sessie: Sessie, scherm: str, knoppen: tuple[str, str], veld: str
) -> None:
    page = new_page()
    open_scherm(page, scherm, sessie)
    een, ander = (read(page, knop, veld) for knop in knoppen)
    assert een
    page.reload()
    assert read(page, knoppen[1], veld) == ander != een


@pytest.mark.parametrize(
    ("knoppen", "veld"),
    [
        (("inrichten_wijzig_LWZ", "inrichten_wijzig_AOZ"), "Naam"),
        (("inrichten_wijzig_1", "inrichten_wijzig_5"), "Rol"),
    ],
)
def test_who_opens_the_next_window_before_the_screen_is_drawn_finds_that_one(
    new_page: NewPage, sessie: Sessie, knoppen: tuple[str, str], veld: str
) -> None:
    page = new_page()
    open_scherm(page, "inrichten", sessie)
    een, ander = (read(page, knop, veld) for knop in knoppen)
    find_knop(page, knoppen[0]).click()
    invoer = page.get_by_role("dialog").get_by_label(veld, exact=True)
    expect(invoer).to_have_value(een)
    invoer.fill("Nog niet bewaard")
    page.keyboard.press("Escape")
    # In one breath: no drawing can come in between.
    page.get_by_role("button", name=ZONDER).evaluate(
        "(sluit, knop) => { sluit.click(); document.querySelector(`.st-key-${knop} button`).click() }", knoppen[1]
    )
    expect(page.get_by_label(veld, exact=True)).to_have_count(1)  # the one that goes away fades out
    expect_rust(page)
    expect(invoer).to_have_value(ander)


def open_typed(page: Page, sessie: Sessie, tekst: str = TITEL) -> Locator:
    """The window of a new option in which somebody typed a title; gives its field."""
    open_scherm(page, "keuzes", sessie)
    return type_titel(page, tekst)


def type_titel(page: Page, tekst: str = TITEL) -> Locator:
    page.get_by_role("button", name="Nieuwe mogelijkheid").click()
    invoer = page.get_by_role("dialog").get_by_label("Titel", exact=True)
    expect(invoer).to_be_visible()
    expect_rust(page)
    invoer.click()
    page.keyboard.type(tekst)
    return invoer


def leave(page: Page, hoe: str) -> None:
    if hoe == "Escape":
        page.keyboard.press("Escape")
    elif hoe == "kruis":
        page.get_by_role("dialog").get_by_label("Sluiten", exact=True).click()
    elif hoe == "terug":
        page.evaluate("history.back()")
    elif hoe == "tik":
        page.touchscreen.tap(8, 8)
    else:
        page.mouse.click(8, 8)


@pytest.mark.parametrize(
    ("hoe", "apparaat"),
    [
        *(("Escape", {}), ("kruis", {}), ("klik", {}), ("terug", {})),
        *(("tik", TELEFOON), ("kruis", TELEFOON), ("terug", TELEFOON)),
    ],
)
def test_what_was_typed_in_a_window_is_not_lost_by_leaving_it(
    new_page: NewPage, sessie: Sessie, hoe: str, apparaat: dict[str, Any]
) -> None:
    page = new_page(**apparaat)
    invoer = open_typed(page, sessie)

    leave(page, hoe)

    expect(page.get_by_text("Wat je typte is nog niet bewaard.")).to_be_in_viewport()
    assert (find_english(page), find_violations(page), page.evaluate(STEEKT_UIT)) == ([], [], [])
    page.get_by_role("button", name="Schrijf verder").click()
    expect(invoer).to_be_focused()
    page.keyboard.type(", en bewaard")
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Lang over nagedacht, en bewaard").first).to_be_visible()


def test_who_says_so_leaves_a_window_without_saving(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    open_typed(page, sessie)
    leave(page, "Escape")
    leave(page, "Escape")  # writes on; twice in a hurry is no answer
    expect(page.get_by_role("button", name=ZONDER)).to_have_count(0)
    leave(page, "klik")

    page.get_by_role("button", name=ZONDER).click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert read(page, "keuzes_nieuw_na_6", "Titel") == ""


def test_back_leaves_the_screen_once_the_window_is_closed(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    open_scherm(page, "keuzes", sessie)
    page.get_by_role("radio", name="Per criterium").click()
    expect(page).to_have_url(re.compile("weergave=criterium"))
    type_titel(page)
    hier = page.url
    leave(page, "terug")
    expect(page.get_by_text("Wat je typte is nog niet bewaard.")).to_be_visible()
    page.get_by_role("button", name=ZONDER).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(hier)

    page.go_back()
    expect(page.get_by_role("radio", name="Matrix")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("radio", name="Per criterium")).to_be_checked()


def test_a_refresh_asks_as_well(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    invoer = open_typed(page, sessie)
    with page.expect_event("dialog") as gevraagd:
        page.evaluate("setTimeout(() => location.reload())")
    assert gevraagd.value.type == "beforeunload"
    gevraagd.value.dismiss()
    expect(invoer).to_have_value(TITEL)


def test_a_reason_that_was_given_up_does_not_come_back(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    open_scherm(page, "keuze", sessie)
    find_knop(page, "besluit_K1").click()
    reden = page.get_by_role("dialog").get_by_label("Waarom?", exact=True)
    # The one of the example; the field is drawn before it has come in.
    expect(reden).not_to_have_value("")
    stond = reden.input_value()
    reden.click()
    page.keyboard.type("Toch niet")
    leave(page, "Escape")
    page.get_by_role("button", name=ZONDER).click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    assert read(page, "besluit_K1", "Waarom?") == stond


def test_selecting_what_one_typed_past_the_edge_of_the_window_asks_nothing(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    invoer = open_typed(page, sessie)
    vak = invoer.bounding_box()
    assert vak
    page.mouse.move(vak["x"] + 100, vak["y"] + vak["height"] / 2)
    page.mouse.down()
    page.mouse.move(8, vak["y"], steps=4)
    page.mouse.up()

    page.keyboard.type("Anders ")

    expect(invoer).to_have_value(re.compile("^Anders "))
    expect(page.get_by_role("button", name=ZONDER)).to_have_count(0)


def test_a_window_in_which_nothing_changed_closes_at_once(new_page: NewPage, sessie: Sessie) -> None:
    page = new_page()
    open_typed(page, sessie, "a")
    page.keyboard.press("Backspace")

    leave(page, "klik")

    expect(page.get_by_role("dialog")).to_have_count(0)
