"""Mijn gesprekken, Nieuw gesprek and Kaarten."""

from __future__ import annotations

from datetime import date

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import SoortSessie, Stand
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import GESPREKKEN, KAARTEN, NIEUW, headings, links, open_scherm, read, refusals
from tests.zaak import make_account, make_sessie


@pytest.mark.parametrize(
    ("stand", "volgende"),
    [
        (Stand.VOORBEREIDING, "Verder voorbereiden"),
        (Stand.GESPREK, "Verder met het gesprek"),
        (Stand.VERSLAG, "Naar het verslag en de reacties"),
        (Stand.VASTGESTELD, "Naar het vastgestelde verslag"),
    ],
)
def test_each_conversation_offers_its_next_step(make_gesprek: MakeGesprek, stand: Stand, volgende: str) -> None:
    make_gesprek(stand)

    tab = open_scherm(GESPREKKEN)

    assert links(tab) == ["Zoeken", "Overzicht", "Landelijke issues", "Oefenen", "Kaarten bekijken", volgende]
    assert "Regiogesprek Zilverwaard" in read(tab)
    assert stand in read(tab)


def test_only_own_conversations_are_listed(ports: Ports, wie: Wie) -> None:
    make_sessie(ports, make_account(ports, "bram"))

    tab = open_scherm(GESPREKKEN)

    assert "Nog geen gesprekken." in read(tab)
    assert "Zilverwaard" not in read(tab)


def test_a_new_conversation_is_one_title_away(ports: Ports, wie: Wie) -> None:
    tab = open_scherm(GESPREKKEN)
    tab.button(key="gesprekken_nieuw").click().run()
    assert headings(tab) == ["Nieuw gesprek"]

    tab = open_scherm(NIEUW)
    tab.radio(key="nieuw_kaart").set_value("opdenksessie-4")
    tab.radio(key="nieuw_soort").set_value(SoortSessie.OPDENKSESSIE)
    tab.text_input(key="nieuw_titel").set_value("Opdenksessie **Ayşe** & Zoë")
    tab.text_input(key="nieuw_datum").set_value("12 maart 2027")
    tab.button(key="nieuw_maak").click().run()

    (regel,) = ports.sessies.list_all()
    gesprek = regel.sessie.gesprek
    assert (gesprek.titel, gesprek.datum) == ("Opdenksessie **Ayşe** & Zoë", date(2027, 3, 12))
    assert (gesprek.soort, regel.sessie.kaart_id) == (SoortSessie.OPDENKSESSIE, "opdenksessie-4")
    assert headings(tab)[0] == "Wie en wanneer"
    assert tab.query_params["sessie"] == str(regel.sessie.id)


def test_what_kind_of_conversation_follows_the_card_and_can_be_another(ports: Ports, wie: Wie) -> None:
    tab = open_scherm(NIEUW)
    assert tab.radio(key="nieuw_soort").value == SoortSessie.REGIOGESPREK
    tab.radio(key="nieuw_kaart").set_value("opdenksessie-4").run()
    assert tab.radio(key="nieuw_soort").value == SoortSessie.OPDENKSESSIE
    tab.radio(key="nieuw_soort").set_value(SoortSessie.REGIOGESPREK)
    tab.text_input(key="nieuw_titel").set_value("Toch een regiogesprek")
    tab.button(key="nieuw_maak").click().run()

    (regel,) = ports.sessies.list_all()
    assert (regel.sessie.gesprek.soort, regel.sessie.kaart_id) == (SoortSessie.REGIOGESPREK, "opdenksessie-4")


@pytest.mark.parametrize(
    ("titel", "datum", "melding"),
    [
        ("", "", "Geef het gesprek een titel"),
        ("   ", "", "Geef het gesprek een titel"),
        ("x" * 301, "", "hoogstens 300 tekens"),
        ("Goed", "31 februari 2027", "bestaat niet"),
        ("Goed", "gauw", "is geen datum"),
    ],
)
def test_what_cannot_be_a_conversation_is_refused_in_words(
    ports: Ports, wie: Wie, titel: str, datum: str, melding: str
) -> None:
    tab = open_scherm(NIEUW)
    tab.text_input(key="nieuw_titel").set_value(titel)
    tab.text_input(key="nieuw_datum").set_value(datum)
    tab.button(key="nieuw_maak").click().run()

    assert melding in refusals(tab)
    assert not ports.sessies.list_all()
    assert tab.text_input(key="nieuw_titel").value == titel
    assert not tab.exception


def test_a_card_can_be_read_before_choosing_it(wie: Wie) -> None:
    tab = open_scherm(KAARTEN)
    eerste = read(tab)
    ander = next(id for id in ("gesprekskaart-sop", "opdenksessie-4") if id != tab.segmented_control[0].value)

    tab.segmented_control(key="kaarten_kaart").set_value(ander).run()

    assert "Bron:" in eerste
    assert "Bron:" in read(tab)
    assert read(tab) != eerste
