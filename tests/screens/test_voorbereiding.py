"""Wie en wanneer, and Voorbereiden."""

from __future__ import annotations

from datetime import date, time

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.errors import SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.sessies import save_deelnemer
from gesprekskaart.sessie import Aanwezigheid, Bestuur, Deelnemer, Mandaat, Sector, Sessierol, Stand, Voorbereid
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import (
    INRICHTEN,
    VOORBEREIDEN,
    fields,
    headings,
    in_venster,
    labels,
    open_scherm,
    read,
    refusals,
)


def test_the_facts_are_changed_in_a_window(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="gegevens_titel").set_value("Nieuwe titel")
        tab.text_input(key="gegevens_datum").set_value("4-1-2027")
        tab.text_input(key="gegevens_begin").set_value("13.00")
        tab.text_input(key="gegevens_eind").set_value("16.30")
        tab.checkbox(key="gegevens_online").set_value(True)
        tab.text_area(key="gegevens_regios").set_value("Regio A\n\n Regio B ")
        tab.button(key="gegevens_bewaar").click()

    tab = in_venster(open_scherm(INRICHTEN, sessie), "inrichten_gegevens", fill)

    nu = ports.sessies.get(sessie.id).gesprek
    assert (nu.titel, nu.datum, nu.begin, nu.eind) == ("Nieuwe titel", date(2027, 1, 4), time(13), time(16, 30))
    assert (nu.online, nu.onderwijsregios) == (True, ("Regio A", "Regio B"))
    assert "De gegevens zijn bewaard." in read(tab)


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("gegevens_eind", "9.00", "ligt niet na de begintijd"),
        ("gegevens_begin", "straks", "is geen tijd"),
        ("gegevens_datum", "31-4-2027", "bestaat niet"),
        ("gegevens_titel", " ", "Geef het gesprek een titel"),
    ],
)
def test_facts_that_cannot_be_are_refused_in_words(
    ports: Ports, make_gesprek: MakeGesprek, veld: str, waarde: str, melding: str
) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="gegevens_begin").set_value("13.00")
        tab.text_input(key=veld).set_value(waarde)
        tab.button(key="gegevens_bewaar").click()

    tab = in_venster(open_scherm(INRICHTEN, sessie), "inrichten_gegevens", fill)

    assert melding in refusals(tab)
    assert ports.sessies.get(sessie.id) == sessie


def test_a_name_is_enough_for_a_partnership(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="partnerschap_naam_nieuw").set_value("Samen Opleiden Noord")
        tab.button(key="partnerschap_bewaar").click()

    tab = in_venster(open_scherm(INRICHTEN, sessie), "inrichten_partnerschap", fill)

    nieuw = ports.sessies.get_dossier(sessie.id).partnerschappen[-1]
    assert (nieuw.code, nieuw.naam) == ("SON", "Samen Opleiden Noord")
    assert "Samen Opleiden Noord" in read(tab)


def test_all_that_is_known_of_a_partnership_is_kept(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="partnerschap_naam_nieuw").set_value("De Kade")
        tab.text_input(key="partnerschap_code_nieuw").set_value("dk ")
        tab.pills(key="partnerschap_sectoren_nieuw").set_value([Sector.PO, Sector.VSO])
        tab.text_area(key="partnerschap_besturen_nieuw").set_value("Stichting Ayşe (12 scholen)\nKindrijk")
        tab.checkbox(key="partnerschap_aspirant_nieuw").set_value(True)
        tab.radio(key="partnerschap_voorbereid_nieuw").set_value(Voorbereid.GEDEELTELIJK)
        tab.button(key="partnerschap_bewaar").click()

    in_venster(open_scherm(INRICHTEN, sessie), "inrichten_partnerschap", fill)

    nieuw = ports.sessies.get_dossier(sessie.id).partnerschappen[-1]
    assert nieuw.code == "DK"
    assert nieuw.sectoren == (Sector.PO, Sector.VSO)
    assert nieuw.besturen == (Bestuur(naam="Stichting Ayşe", omvang="12 scholen"), Bestuur(naam="Kindrijk"))
    assert (nieuw.aspirant, nieuw.voorbereid) == (True, Voorbereid.GEDEELTELIJK)


@pytest.mark.parametrize(
    ("naam", "code", "melding"),
    [
        ("Andere", "LWZ", "al in gebruik"),
        ("", "NW", "Vul de naam van het partnerschap in"),
        ("Andere", "l w", "hoofdletters of cijfers"),
    ],
)
def test_a_partnership_that_cannot_be_is_refused_in_words(
    ports: Ports, make_gesprek: MakeGesprek, naam: str, code: str, melding: str
) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="partnerschap_naam_nieuw").set_value(naam)
        tab.text_input(key="partnerschap_code_nieuw").set_value(code)
        tab.button(key="partnerschap_bewaar").click()

    tab = in_venster(open_scherm(INRICHTEN, sessie), "inrichten_partnerschap", fill)

    assert melding in refusals(tab)
    assert [p.code for p in ports.sessies.get_dossier(sessie.id).partnerschappen] == ["LWZ", "AOZ"]


def test_a_partnership_keeps_its_code_when_its_name_changes(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="partnerschap_naam_LWZ").set_value("Een heel andere naam")
        tab.button(key="partnerschap_bewaar").click()

    in_venster(open_scherm(INRICHTEN, sessie), "inrichten_wijzig_LWZ", fill)

    eerste = ports.sessies.get_dossier(sessie.id).partnerschappen[0]
    assert (eerste.code, eerste.naam) == ("LWZ", "Een heel andere naam")


def test_a_partnership_that_wrote_something_stays(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)
    for code in ("AOZ", "LWZ"):  # only LWZ answered
        tab = in_venster(
            open_scherm(INRICHTEN, sessie),
            f"inrichten_wijzig_{code}",
            lambda tab: tab.button(key="partnerschap_weg").click(),
        )

    assert [p.code for p in ports.sessies.get_dossier(sessie.id).partnerschappen] == ["LWZ"]
    assert "blijft daarom staan" in refusals(tab)


def test_a_participant_needs_no_name(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="deelnemer_rol_nieuw").set_value("coördinator <3")
        tab.text_input(key="deelnemer_organisatie_nieuw").set_value("Kindrijk")
        tab.pills(key="deelnemer_namens_nieuw").set_value(["AOZ"])
        tab.selectbox(key="deelnemer_mandaat_nieuw").set_value(Mandaat.GEEN)
        tab.selectbox(key="deelnemer_sessierol_nieuw").set_value(Sessierol.VERSLAGLEGGER)
        tab.selectbox(key="deelnemer_aanwezigheid_nieuw").set_value(Aanwezigheid.AANWEZIG)
        tab.button(key="deelnemer_bewaar").click()

    tab = in_venster(open_scherm(INRICHTEN, sessie), "inrichten_deelnemer", fill)

    (nieuw,) = ports.sessies.get_dossier(sessie.id).deelnemers
    assert (nieuw.nummer, nieuw.naam, nieuw.rol, nieuw.namens) == (1, "", "coördinator <3", ("AOZ",))
    assert (nieuw.mandaat, nieuw.sessierol) == (Mandaat.GEEN, Sessierol.VERSLAGLEGGER)
    assert "coördinator &lt;3, Kindrijk" in read(tab)


def test_nobody_at_all_is_no_participant(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    tab = in_venster(
        open_scherm(INRICHTEN, sessie), "inrichten_deelnemer", lambda tab: tab.button(key="deelnemer_bewaar").click()
    )

    assert "een rol, een organisatie of een naam nodig" in refusals(tab)
    assert not ports.sessies.get_dossier(sessie.id).deelnemers


def test_a_participant_can_be_taken_out(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)
    save_deelnemer(wie, sessie.id, Deelnemer(nummer=1, naam="Ayşe"), gelezen=0, ports=ports)

    in_venster(
        open_scherm(INRICHTEN, sessie), "inrichten_wijzig_1", lambda tab: tab.button(key="deelnemer_weg").click()
    )

    assert not ports.sessies.get_dossier(sessie.id).deelnemers


def test_beginning_needs_a_partnership(ports: Ports, make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(INRICHTEN, make_gesprek("leeg"))

    assert tab.button(key="inrichten_begin").disabled
    assert "Voeg eerst een partnerschap toe." in read(tab)


def test_beginning_moves_the_session_along(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    tab = open_scherm(INRICHTEN, sessie)
    assert "Voeg eerst een partnerschap toe." not in read(tab)
    tab.button(key="inrichten_begin").click().run()

    assert ports.sessies.get(sessie.id).stand is Stand.GESPREK
    assert "Het gesprek is begonnen." in read(tab)
    tab.button(key="inrichten_gesprek").click().run()
    assert "vraag G1" in read(tab)


def test_a_session_goes_only_after_typing_what_it_is_called(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)

    def remove(titel: str) -> AppTest:
        def fill(tab: AppTest) -> None:
            tab.text_input(key="verwijder_titel").set_value(titel).run()
            tab.button(key="inrichten_verwijder").click()
            tab.button(key="verwijder_ja").click()

        return in_venster(open_scherm(INRICHTEN, sessie), "inrichten_verwijder", fill)

    assert "Dat is niet de titel." in refusals(remove("Iets anders"))
    assert ports.sessies.get(sessie.id) == sessie

    tab = remove(sessie.gesprek.titel)

    assert headings(tab) == ["Mijn gesprekken"]
    with pytest.raises(SessieOnbekend):
        ports.sessies.get(sessie.id)


def test_preparing_starts_where_the_address_says(make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VOORBEREIDING)

    tab = open_scherm(VOORBEREIDEN, sessie, partnerschap="AOZ", blok="Options: scholen")

    assert "Academische Opleidingsschool" in read(tab)
    assert {plek.split("/")[2] for plek in fields(tab)} == {"AOZ"}


@pytest.mark.parametrize(("aantal", "melding"), [("1", "1 antwoord uit"), ("12", "12 antwoorden uit"), ("x<b>", "")])
def test_what_was_taken_over_of_a_worksheet_is_said_once(make_gesprek: MakeGesprek, aantal: str, melding: str) -> None:
    tab = open_scherm(VOORBEREIDEN, make_gesprek(Stand.VOORBEREIDING), partnerschap="AOZ", overgenomen=aantal)
    assert (f"{melding} het werkblad overgenomen." in read(tab)) is bool(melding)
    assert "werkblad overgenomen" not in read(tab.run())


def test_an_address_with_an_unknown_partnership_opens_the_first(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VOORBEREIDEN, make_gesprek(Stand.VOORBEREIDING), partnerschap="XX", blok="Onzin")

    assert tab.query_params["partnerschap"] == "LWZ"
    assert "antwoord/G1/LWZ" in fields(tab)
    assert "1 van 38 antwoorden ingevuld" in read(tab)


def test_preparing_walks_from_block_to_block_to_the_end(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VOORBEREIDEN, make_gesprek(Stand.VOORBEREIDING))
    gezien = [tab.segmented_control(key="voorbereiden_blok").value]

    while "voorbereiden_verder" in {knop.key for knop in tab.button}:
        tab.button(key="voorbereiden_verder").click().run()
        gezien.append(tab.query_params["blok"])

    assert len(gezien) == len(set(gezien)) == 5
    assert "Dit was het laatste blok." in read(tab)


def test_without_partnerships_preparing_points_to_where_they_are_added(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VOORBEREIDEN, make_gesprek("leeg"))

    assert "Voeg eerst bij ‘Wie en wanneer’ de partnerschappen toe." in read(tab)
    assert not fields(tab)
    assert labels(tab) == []


def test_what_is_frozen_is_read_not_written(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VOORBEREIDEN, make_gesprek(Stand.VERSLAG))

    velden = fields(tab)
    assert velden["antwoord/G1/LWZ"]["stand"]["tekst"] == "Wij willen samen opleiden."
    assert not any(veld["mag_schrijven"] for veld in velden.values())


def test_preparing_leads_on_once_the_conversation_has_begun(make_gesprek: MakeGesprek) -> None:
    assert "voorbereiden_gesprek" not in {knop.key for knop in open_scherm(VOORBEREIDEN, make_gesprek("leeg")).button}

    tab = open_scherm(VOORBEREIDEN, make_gesprek(Stand.GESPREK))
    assert "Het gesprek is begonnen." in read(tab)
    tab.button(key="voorbereiden_gesprek").click().run()
    assert "vraag G1" in read(tab)


def test_a_worksheet_is_offered_as_long_as_answers_can_be_written(make_gesprek: MakeGesprek) -> None:
    for stand in Stand:
        sessie = make_gesprek(stand)
        aangeboden = f'/gk/werkblad/{sessie.id}/LWZ"' in read(open_scherm(VOORBEREIDEN, sessie))
        assert aangeboden == (stand in (Stand.VOORBEREIDING, Stand.GESPREK))
