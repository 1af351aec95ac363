"""Oefenen: choosing an example, beginning, seeing everywhere that it is practice, and throwing it away."""

from __future__ import annotations

from uuid import uuid4

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.voorbeelden import voorbeelden
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import GESPREKKEN, OEFENEN, VERSLAG, headings, links, open_scherm, read

MERK = "Oefening: niets hiervan telt"


def test_a_practice_is_one_click_away(ports: Ports, wie: Wie) -> None:
    assert "Oefenen" in links(open_scherm(GESPREKKEN))
    tab = open_scherm(OEFENEN)
    assert headings(tab) == ["Oefenen"]
    tab.radio(key="oefenen_voorbeeld").set_value(voorbeelden()[0].gesprek.titel)
    tab.button(key="oefenen_begin").click().run()

    (regel,) = ports.sessies.list_all()
    assert regel.sessie.oefening
    assert tab.query_params["sessie"] == str(regel.sessie.id)
    assert MERK in read(tab)
    assert not tab.exception


def test_in_the_list_it_stands_apart_and_goes_with_one_click(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    echt = make_gesprek("gesprek")
    id = start_oefening(wie, voorbeelden()[0], ports=ports, new_id=uuid4)

    tab = open_scherm(GESPREKKEN)
    assert headings(tab) == ["Mijn gesprekken", "Oefeningen"]
    assert read(tab).count(MERK) == 1
    tab.button(key=f"oefening_weg_{id}").click().run()

    assert [regel.sessie.id for regel in ports.sessies.list_all()] == [echt.id]
    assert "De oefening is verwijderd." in read(tab)
    assert headings(tab) == ["Mijn gesprekken"]


def test_whoever_only_practised_is_still_told_how_to_begin(ports: Ports, wie: Wie) -> None:
    start_oefening(wie, voorbeelden()[1], ports=ports, new_id=uuid4)
    assert "Nog geen gesprekken." in read(open_scherm(GESPREKKEN))


def test_its_report_can_be_read_and_not_be_frozen_or_taken_along(ports: Ports, wie: Wie) -> None:
    id = start_oefening(wie, voorbeelden()[0], ports=ports, new_id=uuid4)
    tab = open_scherm(VERSLAG, ports.sessies.get(id))
    assert "Bevriezen en downloaden kan hier niet" in read(tab)
    assert "Het verslag tot nu toe" in headings(tab)
    assert [knop.key for knop in tab.button if knop.key and knop.key.startswith("verslag_")] == []
    assert "concept.pdf" not in read(tab)
    assert MERK in read(tab)
    assert "Verslag" in links(tab)
