"""The screens Overzicht and Zoeken, and the list of conversations that grows a page at a time."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.dossier import PER_KEER, Dossier
from gesprekskaart.keuze import Keuzemogelijkheid
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import add_verschil
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.peilingen import add_peiling, open_peiling
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.services.vervolg import add_afspraak
from gesprekskaart.sessie import Stand
from gesprekskaart.vervolg import Actie
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import GESPREKKEN, OVERZICHT, ZOEKEN, headings, labels, links, open_scherm, read, refusals
from tests.zaak import DAAD, come_in, make_account, make_sessie, write

EVIL = "<b>Ayşe</b> & **coördinator** <3"


def pictures(tab: AppTest) -> int:
    return len(tab.get("vega_lite_chart")) + len(tab.get("arrow_vega_lite_chart"))


@pytest.mark.parametrize(
    ("deel", "staat_er"),
    [
        ("dekking", "Afspraken per functie en sector"),
        ("vragen", "Stand per vraag"),
        ("acties", "Acties per maand van de termijn"),
        ("aanbevelingen", "In hoeveel gesprekken lukt het?"),
    ],
)
def test_each_part_is_a_picture_with_its_table_beside_it(ports: Ports, wie: Wie, deel: str, staat_er: str) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(OVERZICHT, deel=deel)
    assert headings(tab)[0] == "Overzicht"
    assert pictures(tab) == 1
    assert staat_er in read(tab)
    assert "Met fictieve voorbeelden" in read(tab)
    assert not tab.exception


def test_actions_can_be_seen_in_the_course_of_time(ports: Ports, wie: Wie) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(OVERZICHT, deel="acties")
    tab.segmented_control(key="overzicht_kijk").set_value("tijd").run()
    assert pictures(tab) == 1
    assert "Opgeteld tot en met de maand" in read(tab)
    assert "Van 1 actie is niet vastgelegd op welke dag zij gereed kwam." in read(tab)
    assert "zijn te laat" in read(tab).replace("</strong>", "")
    assert not tab.exception


def test_functions_can_be_set_against_pillars(ports: Ports, wie: Wie) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(OVERZICHT, deel="dekking")
    tab.segmented_control(key="overzicht_tegen").set_value("pijler").run()
    assert "Afspraken per functie en pijler" in read(tab)
    assert "vernieuwend opleiden" in read(tab)
    assert not tab.exception


@pytest.mark.parametrize("stand", ["leeg", *Stand, "voorbeeld", "opdenksessie"])
def test_no_stand_of_a_conversation_breaks_a_part(make_gesprek: MakeGesprek, stand: str) -> None:
    sessie = make_gesprek(stand)
    for deel in ("dekking", "vragen", "acties", "aanbevelingen"):
        tab = open_scherm(OVERZICHT, deel=deel, gesprek=str(sessie.id))
        assert not tab.exception
        assert sessie.gesprek.titel in read(tab).replace("&#39;", "'")


def test_without_conversations_it_says_so(wie: Wie) -> None:
    tab = open_scherm(OVERZICHT)
    assert "Hier is nog niets om te tellen" in read(tab)
    assert not tab.exception


def test_the_function_without_an_agreement_is_named(ports: Ports, wie: Wie) -> None:
    make_sessie(ports, wie)
    assert "Nog geen afspraken over een functie" in read(open_scherm(OVERZICHT))


def test_a_region_narrows_it_and_stays_in_the_address(ports: Ports, wie: Wie) -> None:
    groot, ander = load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(OVERZICHT)
    assert "2 gesprekken" in read(tab)
    tab.selectbox(key="overzicht_regio").set_value("Zilverwaard").run()
    assert "Zilverwaard" in tab.query_params["regio"]
    assert ports.sessies.get(groot).gesprek.titel in read(tab)
    tab.selectbox(key="overzicht_regio").set_value("").run()
    tab.selectbox(key="overzicht_gesprek").set_value(str(ander)).run()
    assert ports.sessies.get(ander).gesprek.titel in read(tab)
    assert not tab.exception


def test_a_series_is_one_choice_further(ports: Ports, wie: Wie) -> None:
    een, twee, ander = (make_sessie(ports, wie) for _ in range(3))
    vervolg = twee.model_copy(update={"vorige": een.id, "reeks": een.id})
    ports.sessies.save(vervolg, gelezen=twee.revisie, daad=DAAD)
    tab = open_scherm(OVERZICHT, gesprek=str(twee.id))
    tab.checkbox(key="overzicht_reeks").check().run()
    assert "2 gesprekken" in read(tab)
    assert "reeks" in tab.query_params
    assert not open_scherm(OVERZICHT, gesprek=str(ander.id)).checkbox


@pytest.mark.parametrize("parameters", [{"gesprek": "onzin"}, {"regio": "onzin"}, {"deel": "onzin"}])
def test_an_address_that_says_nothing_shows_everything(ports: Ports, wie: Wie, parameters: dict[str, str]) -> None:
    make_sessie(ports, wie)
    tab = open_scherm(OVERZICHT, **parameters)
    assert not tab.exception
    assert "Regiogesprek Zilverwaard" in read(tab)


def test_the_conversation_of_another_is_not_counted(ports: Ports, wie: Wie) -> None:
    ander = make_sessie(ports, make_account(ports, "bram"))
    tab = open_scherm(OVERZICHT, gesprek=str(ander.id))
    assert "Hier is nog niets om te tellen" in read(tab)
    assert "Zilverwaard" not in read(tab)


def test_what_is_late_is_listed_with_the_way_to_it_and_what_people_wrote_is_text(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    for nummer in range(1, 23):
        actie = Actie(nummer=str(nummer), termijn=date(2026, 5, nummer), eigenaar=EVIL)
        ports.vervolg.save_actie(sessie.id, actie, gelezen=0, daad=DAAD)
    write(ports, wie, sessie, "actie/1", EVIL)
    tab = open_scherm(OVERZICHT, deel="acties")
    assert "22 te laat" in read(tab)
    assert f"/way-forward?sessie={sessie.id}&amp;deel=acties" in read(tab)
    assert "<b>Ayşe</b>" not in read(tab)
    assert ("Actie 20<" in read(tab), "Actie 21<" in read(tab)) == (True, False)
    tab.button(key="overzicht_te_laat_meer").click().run()
    assert "Actie 22<" in read(tab)


def test_somebody_at_the_table_sees_the_own_conversation(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    make_sessie(ports, wie)
    koek = come_in(ports, wie, sessie).cookie
    provide_cookies(lambda: Koekjes(None, koek))
    assert "2 gesprekken" not in read(open_scherm(OVERZICHT))
    assert "Regiogesprek Zilverwaard" in read(open_scherm(OVERZICHT))


def test_older_conversations_are_a_page_on(ports: Ports, wie: Wie) -> None:
    for _ in range(8):
        make_sessie(ports, wie)
    tab = open_scherm(OVERZICHT, deel="vragen")
    assert pictures(tab) == 6
    tab.button(key="overzicht_ouder").click().run()
    assert pictures(tab) == 2
    assert "Oudere gesprekken" not in labels(tab)
    tab.button(key="overzicht_nieuwste").click().run()
    assert pictures(tab) == 6


# ---- Zoeken ----------------------------------------------------------------------------------------------------------


def test_before_searching_it_says_how(wie: Wie) -> None:
    tab = open_scherm(ZOEKEN)
    assert "Accenten doen er niet toe" in read(tab)
    assert not tab.exception


def test_a_hit_is_marked_as_text_and_leads_to_its_place(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    write(ports, wie, sessie, "antwoord/RS1/LWZ", EVIL)
    tab = open_scherm(ZOEKEN)
    tab.text_input(key="zoeken_woorden").set_value("coordin")
    tab.button(key="zoeken_zoek").click().run()
    assert "1 plek voor" in read(tab)
    assert "&lt;b&gt;Ayşe&lt;/b&gt; &amp; **<mark>coördinator</mark>** &lt;3" in read(tab)
    assert f'href="/gesprek?sessie={sessie.id}&amp;vraag=RS1"' in read(tab)
    assert "Antwoord van LWZ bij RS1" in read(tab)


def test_a_search_can_be_shared_by_its_address(ports: Ports, wie: Wie) -> None:
    load_voorbeelden(wie, ports=ports, new_id=uuid4)
    tab = open_scherm(ZOEKEN, woorden="telformat")
    assert "Actie 1" in read(tab)
    assert tab.text_input(key="zoeken_woorden").value == "telformat"


@pytest.mark.parametrize(
    ("plek", "pad"),
    [
        ("conclusie/G1", "/gesprek?sessie={}&amp;vraag=G1"),
        ("toelichting/A1", "/way-forward?sessie={}&amp;deel=aanbevelingen"),
        ("resultaat/AFSPRAAK", "/way-forward?sessie={}&amp;deel=afspraken&amp;nummer=AFSPRAAK"),
        ("meting/AFSPRAAK", "/way-forward?sessie={}&amp;deel=afspraken&amp;nummer=AFSPRAAK"),
        ("beschrijving/K1", "/keuzes?sessie={}&amp;weergave=keuze&amp;keuze=K1"),
        ("kansen/K1-functies", "/keuzes?sessie={}&amp;weergave=criterium&amp;keuze=K1&amp;criterium=functies"),
        ("wijzigingen/1", "/verslag?sessie={}"),
    ],
)
def test_each_kind_of_place_has_its_own_screen(ports: Ports, wie: Wie, plek: str, pad: str) -> None:
    sessie = make_sessie(ports, wie)
    add_keuze(wie, sessie.id, "Federatie", ports=ports)
    nummer = add_afspraak(wie, sessie.id, ports=ports).nummer
    plek, pad = plek.replace("AFSPRAAK", nummer), pad.replace("AFSPRAAK", nummer)
    write(ports, wie, sessie, plek, "kwartel")
    assert pad.format(sessie.id) in read(open_scherm(ZOEKEN, woorden="kwartel"))


def test_a_note_of_a_group_leads_to_the_group(make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek("opdenksessie")
    assert f"/groepen?sessie={sessie.id}&amp;groep=3&amp;thema=T1" in read(open_scherm(ZOEKEN, woorden="coördinator"))


def test_the_title_of_an_option_leads_to_the_option(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    ports.keuzes.save(sessie.id, Keuzemogelijkheid(nummer="K1", titel="Een <b>kwartel</b>"), gelezen=0, daad=DAAD)
    gelezen = read(open_scherm(ZOEKEN, woorden="kwartel"))
    assert f'href="/keuzes?sessie={sessie.id}&amp;weergave=keuze&amp;keuze=K1"' in gelezen
    assert "Keuzemogelijkheid K1" in gelezen
    assert "&lt;b&gt;<mark>kwartel</mark>&lt;/b&gt;" in gelezen


def test_a_poll_and_a_difference_are_brought_into_view(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Wij houden een kwartel"), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    add_verschil(wie, sessie.id, "Van wie is de kwartel?", ports=ports)
    gelezen = read(open_scherm(ZOEKEN, woorden="kwartel"))
    assert f'href="/peilingen?sessie={sessie.id}&amp;nummer=P1"' in gelezen
    assert f'href="/verschillen?sessie={sessie.id}&amp;nummer=V1"' in gelezen


def test_nothing_found_and_nothing_to_look_for_are_said_in_words(ports: Ports, wie: Wie) -> None:
    make_sessie(ports, wie)
    assert "Niets gevonden voor ‘xylofoon’" in read(open_scherm(ZOEKEN, woorden="xylofoon"))
    assert "Typ een woord van twee of meer letters" in refusals(open_scherm(ZOEKEN, woorden="!"))


def test_more_hits_come_under_those_that_are_there(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen:
        write(ports, wie, sessie, f"conclusie/{vraag.id}", "kwartel")
    tab = open_scherm(ZOEKEN, woorden="kwartel")
    assert read(tab).count("<mark>") == 20
    assert "25 plekken voor ‘kwartel’, de beste bovenaan." in read(tab)
    tab.button(key="zoeken_meer").click().run()
    assert read(tab).count("<mark>") == 25
    assert "Toon meer plekken" not in labels(tab)
    tab.text_input(key="zoeken_woorden").set_value("xylofoon")
    tab.button(key="zoeken_zoek").click().run()
    assert "<mark>" not in read(tab)


# ---- Mijn gesprekken -------------------------------------------------------------------------------------------------


def test_the_list_grows_a_page_at_a_time(ports: Ports, wie: Wie) -> None:
    norm = make_sessie(ports, wie)
    kaart = ports.kaarten.get(norm.kaart_id)
    for _ in range(PER_KEER):
        nieuw = norm.model_copy(update={"id": uuid4()})
        ports.sessies.add_dossier(Dossier(sessie=nieuw, kaart=kaart), (), daad=DAAD)
    tab = open_scherm(GESPREKKEN)
    assert links(tab)[:2] == ["Zoeken", "Overzicht"]
    assert read(tab).count("gk-vordering") == PER_KEER
    tab.button(key="gesprekken_meer").click().run()
    assert read(tab).count("gk-vordering") == PER_KEER + 1
    assert "Toon meer gesprekken" not in labels(tab)
