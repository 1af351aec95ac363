"""Writing never loses text, whatever happens to page, network, server or the other window."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gesprekskaart.sessie import Sessie
from tests.e2e.adressen import expect_rust
from tests.e2e.conftest import TELEFOON, MakeGesprek, NewContext, NewPage
from tests.e2e.server import Server
from tests.e2e.veld import AOZ, Veld, expect_vraag, open_vraag

ZIN = "Ayşe & coördinator <3 schrijven **samen** verder"


def read_bewaard(server: Server, sessie: Sessie, plek: str = "antwoord/RS3/LWZ") -> str:
    """What is on disk."""
    gevonden = server.ports.teksten.get(sessie.id, plek)
    return gevonden.tekst if gevonden else ""


def test_a_refresh_in_mid_sentence_keeps_every_letter(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page(**TELEFOON)
    veld = open_vraag(page, sessie)
    geschreven = ""

    for stuk in ("Wij willen ", "samen opleiden, ", "want Ayşe"):
        veld.invoer.press("Control+End")
        veld.invoer.press_sequentially(stuk, delay=10)
        geschreven += stuk
        page.reload()
        veld.expect_bewaard(geschreven)

    assert read_bewaard(server, sessie) == geschreven
    expect(veld.geheel.get_by_text("Twee versies")).to_have_count(0)


def test_a_server_that_is_killed_and_comes_back_loses_nothing(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page(**TELEFOON)
    veld = open_vraag(page, sessie)
    veld.invoer.tap()
    page.keyboard.type("Voor de klap.")
    veld.expect_bewaard("Voor de klap.")

    server.kill()
    page.keyboard.type(" Na de klap", delay=20)
    expect(veld.stand).to_have_text(re.compile("geen verbinding: je tekst staat veilig op dit apparaat"))
    expect(page.get_by_role("status").filter(has_text="Geen verbinding. Schrijf gerust door")).to_be_visible()
    page.keyboard.type(" schrijven we door.")
    expect(veld.invoer).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert read_bewaard(server, sessie) == "Voor de klap."

    server.start()
    alles = "Voor de klap. Na de klap schrijven we door."
    veld.expect_bewaard(alles)
    expect(page.get_by_role("status").filter(has_text="Geen verbinding.")).to_have_count(0)
    assert read_bewaard(server, sessie) == alles
    page.reload()
    veld.expect_bewaard(alles)


def test_writing_goes_on_without_a_network(server: Server, new_context: NewContext, make_gesprek: MakeGesprek) -> None:
    sessie, context = make_gesprek(), new_context(**TELEFOON)
    veld = open_vraag(context.new_page(), sessie)

    context.set_offline(True)
    veld.invoer.tap()
    veld.page.keyboard.type(ZIN)
    expect(veld.stand).to_have_text(re.compile("geen verbinding: je tekst staat veilig op dit apparaat"))
    assert read_bewaard(server, sessie) == ""
    context.set_offline(False)

    veld.expect_bewaard(ZIN)
    assert read_bewaard(server, sessie) == ZIN


def test_a_window_closed_without_a_network_gives_its_text_back(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie, context = make_gesprek(), new_context()
    veld = open_vraag(context.new_page(), sessie)
    context.set_offline(True)
    veld.invoer.fill(ZIN)
    expect(veld.stand).to_contain_text("geen verbinding")
    veld.page.close()
    context.set_offline(False)

    open_vraag(context.new_page(), sessie).expect_bewaard(ZIN)

    assert read_bewaard(server, sessie) == ZIN


KEUZES = {
    "Houd mijn tekst": "De lezing van hier",
    "Neem de andere tekst over": "De lezing van daar",
    "Voeg samen": "De lezing van hier\n\nDe lezing van daar",
}


@pytest.mark.parametrize("keuze", KEUZES)
def test_two_windows_on_one_answer_show_both_texts_and_each_choice_works(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek, keuze: str
) -> None:
    sessie, context = make_gesprek(), new_context(**TELEFOON)
    hier, daar = open_vraag(context.new_page(), sessie), open_vraag(new_context().new_page(), sessie)
    context.set_offline(True)
    hier.invoer.fill("De lezing van hier")
    daar.invoer.fill("De lezing van daar")
    daar.expect_bewaard("De lezing van daar")
    context.set_offline(False)

    expect(hier.stand).to_contain_text("niet bewaard: er zijn twee versies, kies hieronder")
    expect(hier.invoer).to_have_value("De lezing van hier")
    expect(hier.geheel.get_by_text("De lezing van daar", exact=True)).to_be_visible()
    assert read_bewaard(server, sessie) == "De lezing van daar"
    hier.page.reload()
    expect(hier.invoer).to_have_value("De lezing van hier")
    expect(hier.geheel.get_by_text("De lezing van daar", exact=True)).to_be_visible()

    hier.geheel.get_by_role("button", name=keuze).tap()

    hier.expect_bewaard(KEUZES[keuze])
    expect(hier.geheel.get_by_text("Twee versies")).to_have_count(0)
    assert read_bewaard(server, sessie) == KEUZES[keuze]


def test_a_field_without_unsaved_text_follows_another_window_in_place(
    server: Server, new_context: NewContext, make_gesprek: MakeGesprek
) -> None:
    sessie, context = make_gesprek(), new_context()
    een, twee = open_vraag(context.new_page(), sessie), open_vraag(context.new_page(), sessie)
    een.invoer.fill("Uit venster een")
    een.expect_bewaard("Uit venster een")
    expect(twee.invoer).to_have_value("Uit venster een")

    twee.invoer.fill("Uit venster twee")
    twee.expect_bewaard("Uit venster twee")
    expect(een.invoer).to_have_value("Uit venster twee")
    expect(een.invoer).to_be_focused()
    een.expect_bewaard("Uit venster twee")
    assert read_bewaard(server, sessie) == "Uit venster twee"


def _tap_next(page: Page) -> None:
    page.get_by_role("button", name="Naar RS4").tap()


def _walk_on(page: Page) -> None:
    page.keyboard.press("Alt+PageDown")


@pytest.mark.parametrize("weg", [_tap_next, _walk_on], ids=["tik", "Alt+PageDown"])
def test_leaving_right_after_the_last_letter_arrives_and_saves(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek, weg: object
) -> None:
    sessie, page = make_gesprek(), new_page(**TELEFOON)
    veld = open_vraag(page, sessie)
    assert callable(weg)

    veld.invoer.tap()
    page.keyboard.type(ZIN)
    weg(page)

    expect_vraag(page, "RS4")
    page.keyboard.press("Alt+PageUp")
    expect_vraag(page, "RS3")
    veld.expect_bewaard(ZIN)
    assert read_bewaard(server, sessie) == ZIN


def test_a_button_of_the_same_screen_takes_its_tap_and_leaves_the_text(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page(**TELEFOON)
    veld = open_vraag(page, sessie)

    veld.invoer.tap()
    page.keyboard.type(ZIN)
    page.get_by_role("button", name="Niet besproken…").tap()

    expect(page.get_by_role("dialog", name="Wat is niet besproken?")).to_be_visible()
    page.keyboard.press("Escape")
    veld.expect_bewaard(ZIN)
    assert read_bewaard(server, sessie) == ZIN


def test_a_text_in_one_field_leaves_the_other_fields_alone(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page()
    links, rechts = open_vraag(page, sessie), Veld(page, AOZ)

    links.invoer.fill("van LWZ")
    rechts.invoer.fill("van AOZ")

    links.expect_bewaard("van LWZ")
    rechts.expect_bewaard("van AOZ")
    assert read_bewaard(server, sessie, "antwoord/RS3/AOZ") == "van AOZ"


def test_a_text_that_is_too_long_is_counted_and_kept_not_cut(
    server: Server, new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page()
    veld = open_vraag(page, sessie)

    veld.invoer.fill("é" * 20_001)
    expect(veld.stand).to_contain_text("niet bewaard: de tekst is te lang")
    expect(veld.geheel.get_by_text("20.001 van 20.000 tekens")).to_be_visible()
    veld.invoer.press("Backspace")

    veld.expect_bewaard("é" * 20_000)
    assert len(read_bewaard(server, sessie)) == 20_000


def test_a_phone_that_turns_dark_while_the_screen_comes_in_keeps_its_fields(
    new_page: NewPage, make_gesprek: MakeGesprek
) -> None:
    sessie, page = make_gesprek(), new_page(**TELEFOON)
    for kleur, vraag in (("dark", "G1"), ("light", "G2"), ("dark", "RS3"), ("light", "G1")):
        page.goto(f"/gesprek?sessie={sessie.id}&vraag={vraag}")
        expect(page.locator(".gk-vraag")).to_be_visible()
        page.emulate_media(color_scheme=kleur)  # type: ignore[arg-type]
        expect_rust(page)
        expect(page.get_by_label("Gezamenlijke conclusie")).to_be_visible()
