"""Verschillen, Landelijke issues and Wie nog: who writes what, one tap, gaps, and nothing lost by a click."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import Aard, Betrokkenheid, Betrokkensoort, Betrokkenstand
from gesprekskaart.datum import format_kort
from gesprekskaart.landelijk import Issuestand
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import add_betrokkenheid, add_issue, add_verschil, follow_issue, put_away_verschil
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import IN_GROEPEN, MakeGesprek
from tests.screens.scherm import (
    BETROKKENEN,
    ISSUES,
    VERSCHILLEN,
    VERSLAG,
    VERZAMELD,
    fields,
    get_ahead,
    in_venster,
    labels,
    link_labels,
    links,
    open_scherm,
    read,
    refusals,
)
from tests.zaak import come_in, make_account, make_deelnemer, make_sessie, write

TITEL = "Wat telt **mee** <3?"


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    return make_sessie(ports, wie)


def sit_down(ports: Ports, wie: Wie, sessie: Sessie, rol: Sessierol = Sessierol.DEELNEMER) -> None:
    """From now on screens see the device of somebody of LWZ."""
    koek = come_in(ports, wie, sessie, rol=rol).cookie
    provide_cookies(lambda: Koekjes(None, koek))


def writable(tab: AppTest) -> set[str]:
    return {plek for plek, veld in fields(tab).items() if veld["mag_schrijven"]}


# ---- Two at once -------------------------------------------------------------------------------------------------


def open_tweede(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    """One of each, to be changed by two people."""
    add_verschil(wie, sessie.id, TITEL, ports=ports)
    add_issue(wie, sessie.id, tekst="Dubbel", ports=ports)
    iemand = Betrokkenheid(nummer="B1", soort=Betrokkensoort.PARTIJ, naam="Gemeente")
    add_betrokkenheid(wie, sessie.id, iemand, ports=ports)


class Venster(NamedTuple):
    """Where two people change the same field of something, and one of them another field of it as well."""

    scherm: str
    opener: str
    dingen: str
    bewaar: str
    veld: str
    van_hem: object
    van_mij: object
    alleen_hij: str
    invoer: str
    knop: str


VENSTERS = {
    "verschil": Venster(
        VERSCHILLEN, "verschil_wijzig_V1", "verschillen", "save_verschil",
        "titel", "van hem", "van <mij>", "wie", "verschil_titel_V1", "verschil_bewaar",
    ),
    "issue": Venster(
        ISSUES, "issue_wijzig_L1", "issues", "save_issue",
        "thema", "van hem", "van <mij>", "voor_wie", "issue_thema_L1", "issue_bewaar",
    ),
    "stand van een issue": Venster(
        ISSUES, "issue_stand_L1", "issues", "save_issue",
        "stand_op", date(2026, 5, 1), date(2026, 1, 4), "voor_wie", "issue_sinds_L1", "issue_stand_bewaar",
    ),
    "wie nog": Venster(
        BETROKKENEN, "wienog_wijzig_B1", "betrokkenen", "save_betrokkenheid",
        "naam", "van hem", "van <mij>", "door", "betrokken_naam_B1", "betrokken_bewaar",
    ),
}  # fmt: skip


@pytest.mark.parametrize("venster", VENSTERS.values(), ids=VENSTERS)
def test_two_people_at_one_window_see_both_and_can_have_both(
    ports: Ports, wie: Wie, sessie: Sessie, venster: Venster
) -> None:
    open_tweede(ports, wie, sessie)
    (nu,) = getattr(ports.sessies.get_dossier(sessie.id), venster.dingen)
    ander = nu.model_copy(update={venster.veld: venster.van_hem, venster.alleen_hij: "regisseur"})
    get_ahead(ports, "aandacht", venster.bewaar, ander)
    hem, mij = (
        format_kort(woord) if isinstance(woord, date) else str(woord) for woord in (venster.van_hem, venster.van_mij)
    )

    def fill(tab: AppTest) -> None:
        tab.text_input(key=venster.invoer).set_value(mij)
        tab.button(key=venster.knop).click()

    tab = in_venster(open_scherm(venster.scherm, sessie), venster.opener, fill)

    for deel in ("Er is niets weg", "regisseur", hem, escape(mij)):
        assert deel in read(tab)
    tab.button(key=venster.opener).click()
    tab.button(key="botsing_mijn").click().run()
    (samen,) = getattr(ports.sessies.get_dossier(sessie.id), venster.dingen)
    assert (getattr(samen, venster.veld), getattr(samen, venster.alleen_hij)) == (venster.van_mij, "regisseur")
    assert not tab.exception


# ---- Verschillen -------------------------------------------------------------------------------------------------


def test_a_difference_is_recorded_changed_removed_and_put_back(ports: Ports, sessie: Sessie) -> None:
    def name(venster: AppTest) -> None:
        venster.text_input(key="verschil_titel_nieuw").set_value(TITEL)
        venster.multiselect(key="verschil_bronnen_nieuw").set_value(["RS4b"])
        venster.button(key="verschil_bewaar").click()

    tab = in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_nieuw_na_0", name)
    assert "Wat telt **mee** &lt;3?" in read(tab)
    assert "RS4b" in link_labels(tab)
    assert "nog niemand gaat hiermee verder" in read(tab)

    def plan(venster: AppTest) -> None:
        venster.text_input(key="verschil_wie_V1").set_value("programmaleider LWZ")
        venster.text_input(key="verschil_termijn_V1").set_value("1 oktober 2026")
        venster.button(key="verschil_bewaar").click()

    tab = in_venster(tab, "verschil_wijzig_V1", plan)
    (verschil,) = ports.sessies.get_dossier(sessie.id).verschillen
    assert (verschil.titel, verschil.wie, verschil.termijn) == (TITEL, "programmaleider LWZ", date(2026, 10, 1))
    tab = in_venster(tab, "verschil_wijzig_V1", lambda venster: venster.button(key="verschil_weg").click())
    assert ports.sessies.get_dossier(sessie.id).verschillen[0].verwijderd
    assert "V1 is verwijderd" in read(tab)
    tab.button(key="terug_V1").click().run()
    assert not ports.sessies.get_dossier(sessie.id).verschillen[0].verwijderd
    assert "V1 staat er weer." in read(tab)
    assert not tab.exception


def test_a_term_is_read_as_people_say_it_and_refused_in_words(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)

    def plan(termijn: str) -> AppTest:
        def fill(venster: AppTest) -> None:
            venster.text_input(key="verschil_termijn_V1").set_value(termijn)
            venster.button(key="verschil_bewaar").click()

        return in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_wijzig_V1", fill)

    assert "geen datum" in refusals(plan("na de zomer"))
    nu = ports.now().date()
    assert "V1: gelezen als" in read(plan("1 oktober"))
    (verschil,) = ports.sessies.get_dossier(sessie.id).verschillen
    assert verschil.termijn == date(nu.year + ((nu.month, nu.day) > (10, 1)), 10, 1)
    assert "is al voorbij" in read(plan("1-1-2020"))


def test_its_own_people_write_the_view_of_a_partnership(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)
    assert writable(open_scherm(VERSCHILLEN, sessie)) == {"verschil/V1", "eens/V1", "verder/V1"}
    assert "Elk partnerschap schrijft hier zelf" in read(open_scherm(VERSCHILLEN, sessie))
    sit_down(ports, wie, sessie)
    tab = open_scherm(VERSCHILLEN, sessie)
    assert writable(tab) == {"standpunt/V1/LWZ", "minderheid/V1/LWZ"}
    assert set(fields(tab)) == {"standpunt/V1/LWZ", "standpunt/V1/AOZ", "minderheid/V1/LWZ"}
    assert next(iter(fields(tab))) == "standpunt/V1/LWZ", "one's own comes first"
    assert "Nieuw verschil" not in labels(tab)
    assert not tab.exception


def test_what_others_wrote_is_read_by_all(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)
    write(ports, wie, sessie, "eens/V1", "Dat we moeten tellen.")
    sit_down(ports, wie, sessie, Sessierol.TOEHOORDER)
    tab = open_scherm(VERSCHILLEN, sessie)
    assert writable(tab) == set()
    assert fields(tab)["eens/V1"]["stand"]["tekst"] == "Dat we moeten tellen."
    assert "verder/V1" not in fields(tab)


def test_of_several_the_address_says_which(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for titel in ("Eerste", "Tweede", "Derde"):
        add_verschil(wie, sessie.id, titel, ports=ports)
    put_away_verschil(wie, sessie.id, "V3", weg=True, ports=ports)
    tab = open_scherm(VERSCHILLEN, sessie, verschil="V2")
    assert "<h2>Tweede</h2>" in read(tab)
    tab.selectbox(key="verschil_keuze").set_value("V1").run()
    assert tab.query_params["verschil"] == "V1"
    assert "<h2>Eerste</h2>" in read(tab)
    # As with Back: the address changes, and nobody touches the choice.
    tab.query_params["verschil"] = "V2"
    assert "<h2>Tweede</h2>" in read(tab.run())
    # On a slow network a choice comes with the address of before.
    tab.query_params["verschil"] = "V9"
    tab.selectbox(key="verschil_keuze").set_value("V1").run()
    assert "<h2>Eerste</h2>" in read(tab)


@pytest.mark.parametrize("vreemd", ["V3", "V9", "<b>"])
def test_a_link_to_a_difference_that_is_not_there_shows_no_other(
    ports: Ports, wie: Wie, sessie: Sessie, vreemd: str
) -> None:
    for titel in ("Eerste", "Tweede", "Derde"):
        add_verschil(wie, sessie.id, titel, ports=ports)
    put_away_verschil(wie, sessie.id, "V3", weg=True, ports=ports)
    tab = open_scherm(VERSCHILLEN, sessie, nummer=vreemd)
    assert "<h2>" not in read(tab)
    assert ("V3 · Derde is verwijderd." if vreemd == "V3" else "staat niet in dit gesprek") in read(tab)
    tab.selectbox(key="verschil_keuze").set_value("V2").run()
    assert "<h2>Tweede</h2>" in read(tab)
    tab = open_scherm(VERSCHILLEN, sessie, nummer="V3")
    tab.button(key="terug_V3").click().run()
    assert "<h2>Derde</h2>" in read(tab)
    assert not tab.exception


def test_who_names_another_difference_comes_to_write_in_that_one(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, "Eerste", ports=ports)

    def name(venster: AppTest, titel: str) -> None:
        venster.text_input(key="verschil_titel_nieuw").set_value(titel)
        venster.button(key="verschil_bewaar").click()

    leeg = in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_nieuw_na_1", lambda venster: name(venster, " "))
    assert "Schrijf in één regel op waarover jullie van inzicht verschillen." in refusals(leeg)
    tab = in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_nieuw_na_1", lambda venster: name(venster, "Tweede"))
    assert "V2 staat erbij." in read(tab)
    assert "verschil/V2" in fields(tab)
    assert "verschil/V1" not in fields(tab)


def test_before_a_difference_goes_it_says_whose_words_go_with_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)
    lwz = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))
    for soort in ("standpunt", "minderheid"):
        write(ports, lwz, sessie, f"{soort}/V1/LWZ", "Wij blijven erbij.")
    woorden = "het minderheidsstandpunt van LWZ en het standpunt van LWZ"

    tab = open_scherm(VERSCHILLEN, sessie)
    tab.button(key="verschil_wijzig_V1").click().run()
    assert f"Verwijder je V1, dan staat dit ook niet meer in het verslag: {woorden}." in read(tab)
    tab = in_venster(tab, "verschil_wijzig_V1", lambda venster: venster.button(key="verschil_weg").click())
    assert f"V1 is verwijderd, met {woorden}." in read(tab)

    sit_down(ports, wie, sessie)
    assert "Wat jullie erbij schreven is bewaard." in read(open_scherm(VERSCHILLEN, sessie))
    sit_down(ports, wie, sessie, Sessierol.TOEHOORDER)
    gezien = read(open_scherm(VERSCHILLEN, sessie))
    assert "V1" not in gezien
    assert "Er staat nu geen verschil: wat er stond is verwijderd." in gezien


def test_after_freezing_nobody_waits_for_a_difference(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    freeze(wie, sessie.id, termijn=None, ports=ports)
    assert "Er is geen verschil van inzicht vastgelegd." in read(open_scherm(VERSCHILLEN, sessie))


def test_what_was_written_since_the_window_opened_is_not_removed_unseen(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)
    lwz = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))

    def remove(venster: AppTest) -> None:
        write(ports, lwz, sessie, "minderheid/V1/LWZ", "Wij blijven erbij.")
        venster.button(key="verschil_weg").click()

    tab = in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_wijzig_V1", remove)
    assert "Er is intussen bij V1 geschreven." in refusals(tab)
    assert "niet meer in het verslag: het minderheidsstandpunt van LWZ." in read(tab)
    assert not ports.sessies.get_dossier(sessie.id).verschillen[0].verwijderd
    in_venster(tab, "verschil_wijzig_V1", lambda venster: venster.button(key="verschil_weg").click())
    assert ports.sessies.get_dossier(sessie.id).verschillen[0].verwijderd


def test_what_was_refused_is_not_said_to_be_read(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_verschil(wie, sessie.id, TITEL, ports=ports)

    def fill(venster: AppTest) -> None:
        venster.text_input(key="verschil_titel_V1").set_value("")
        venster.text_input(key="verschil_termijn_V1").set_value("mei")
        venster.button(key="verschil_bewaar").click()

    tab = in_venster(open_scherm(VERSCHILLEN, sessie), "verschil_wijzig_V1", fill)
    assert refusals(tab)
    assert "gelezen als" not in read(tab.run())


def test_the_report_on_the_screen_shows_it(make_gesprek: MakeGesprek) -> None:
    gezien = read(open_scherm(VERSLAG, make_gesprek("voorbeeld")))
    for stuk in ("Wat telt mee voor 100%?", "Groeiplekken tellen twee jaar mee", "Hoe verder.", "Landelijke issues"):
        assert stuk in gezien
    assert "drie GMR&#39;s" in gezien
    assert gezien.count("nog niet ingevuld") == 7


# ---- Landelijke issues -------------------------------------------------------------------------------------------


def test_an_issue_gets_words_an_address_and_support_with_one_tap(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tab = open_scherm(ISSUES, sessie)
    tab.button(key="issue_nieuw_na_0").click().run()
    assert {"issue/L1", "waarom/L1"} <= writable(tab)
    assert "nog niet geadresseerd" in read(tab)

    def fill(venster: AppTest) -> None:
        venster.text_input(key="issue_voor_wie_L1").set_value("ministerie van OCW")
        venster.text_input(key="issue_thema_L1").set_value("Telling")
        venster.button(key="issue_bewaar").click()

    tab = in_venster(tab, "issue_wijzig_L1", fill)
    assert "Voor: ministerie van OCW" in read(tab)
    assert not [knop for knop in tab.button if (knop.key or "").startswith("issue_steun_")]

    sit_down(ports, wie, sessie)
    tab = open_scherm(ISSUES, sessie)
    assert writable(tab) == set()
    tab.button(key="issue_steun_L1_LWZ_False").click().run()
    assert ports.sessies.get_dossier(sessie.id).issues[0].steun == ("LWZ",)
    assert "1 van 2" in read(tab)
    tab.button(key="issue_steun_L1_LWZ_True").click().run()
    assert ports.sessies.get_dossier(sessie.id).issues[0].steun == ()
    assert not tab.exception


def test_what_came_back_is_recorded_after_the_report(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_issue(wie, sessie.id, tekst="Dubbel", ports=ports)
    freeze(wie, sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)

    def fill(venster: AppTest, sinds: str) -> None:
        venster.selectbox(key="issue_hoever_L1").set_value(Issuestand.AANGEBODEN)
        venster.text_input(key="issue_sinds_L1").set_value(sinds)
        venster.button(key="issue_stand_bewaar").click()

    tab = in_venster(open_scherm(ISSUES, sessie), "issue_stand_L1", lambda venster: fill(venster, "1 mei 2099"))
    assert "Vrijdag 1 mei 2099 is nog niet geweest. Noem de dag waarop het gebeurde." in refusals(tab)
    tab = in_venster(open_scherm(ISSUES, sessie), "issue_stand_L1", lambda venster: fill(venster, "op 1 oktober"))
    (issue,) = ports.sessies.get_dossier(sessie.id).issues
    nu = ports.now().date()
    assert issue.stand is Issuestand.AANGEBODEN
    assert "Sinds " in read(tab)
    assert issue.stand_op == date(nu.year - ((nu.month, nu.day) < (10, 1)), 10, 1)
    assert writable(tab) == {"terugkoppeling/L1"}


def test_a_day_ahead_that_stood_there_is_no_reason_to_refuse_something_else(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    issue = add_issue(wie, sessie.id, tekst="Dubbel", ports=ports)
    dag = date(2099, 5, 1)
    follow_issue(wie, sessie.id, "L1", Issuestand.AANGEBODEN, dag, gelezen=issue.revisie, ports=ports)

    def fill(venster: AppTest) -> None:
        venster.selectbox(key="issue_hoever_L1").set_value(Issuestand.IN_BEHANDELING)
        venster.button(key="issue_stand_bewaar").click()

    in_venster(open_scherm(ISSUES, sessie), "issue_stand_L1", fill)
    (issue,) = ports.sessies.get_dossier(sessie.id).issues
    assert (issue.stand, issue.stand_op) == (Issuestand.IN_BEHANDELING, dag)


def test_a_note_of_a_group_becomes_an_issue_with_one_tap(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(IN_GROEPEN)
    tab = open_scherm(ISSUES, sessie)
    assert {f"issue/L{nummer}" for nummer in range(1, 5)} <= set(fields(tab))
    assert not [knop for knop in tab.button if (knop.key or "").startswith("issue_uit_")]

    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    write(ports, wie, sessie, "landelijk/T1/2", "Wie telt de student?")
    tab = open_scherm(ISSUES, sessie)
    tab.button(key="issue_uit_2_T1").click().run()
    dossier = ports.sessies.get_dossier(sessie.id)
    assert (dossier.issues[-1].nummer, dossier.issues[-1].bronnen) == ("L5", ("T1",))
    assert dossier.teksten["issue/L5"].tekst == "Wie telt de student?"
    assert not [knop for knop in tab.button if (knop.key or "").startswith("issue_uit_")]
    assert not tab.exception


def test_all_issues_of_who_leads_are_gathered_and_grouped(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    make_gesprek("voorbeeld")
    van_een_ander = make_account(ports, "bram")
    add_issue(van_een_ander, make_sessie(ports, van_een_ander).id, tekst="Van Bram", ports=ports)
    tab = open_scherm(VERZAMELD)
    gezien = read(tab)
    assert "6 issues uit 2 gesprekken" in gezien
    assert gezien.count("<h2>") == 4
    assert 'href="/gk/landelijke-issues.csv"' in gezien
    assert "Van Bram" not in gezien
    assert "steun nog niet vastgelegd" in gezien
    assert "gesteund door 0" not in gezien, "not asked yet is not the same as no support"
    assert "&amp;nummer=L4" in gezien, "one lands at the issue, not at the top of its screen"
    tab.selectbox(key="verzameld_groep").set_value("Gesprek").run()
    assert read(tab).count("<h2>") == 2
    tab.selectbox(key="verzameld_stand").set_value(Issuestand.BEANTWOORD).run()
    assert "0 issues uit 0 gesprekken" in read(tab)
    assert "Landelijke issues" in links(open_scherm("begin/gesprekken.py"))
    assert not tab.exception


def test_who_has_no_account_gathers_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_issue(wie, sessie.id, tekst="Geheim", ports=ports)
    sit_down(ports, wie, sessie)
    assert "Geheim" not in read(open_scherm(VERZAMELD))
    assert "Deze lijst is er voor wie gesprekken leidt" in read(open_scherm(VERZAMELD))


# ---- Wie nog -----------------------------------------------------------------------------------------------------


def test_gaps_are_there_from_the_start_and_are_filled_in(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(BETROKKENEN, sessie)
    assert "Nog 10 van 10 niet ingevuld." in read(tab)
    assert [kop.value for kop in tab.header] == [
        "Partijen die aan tafel missen",
        "Beroepsgroep",
        "Schoolleiders",
        "Achterban",
        "Medezeggenschap",
    ]

    def fill(venster: AppTest) -> None:
        venster.text_input(key="betrokken_naam_gemeenten_samen").set_value("Gemeente Zilverstad")
        venster.text_input(key="betrokken_door_gemeenten_samen").set_value("regioregisseur")
        venster.text_input(key="betrokken_termijn_gemeenten_samen").set_value("1-9-2026")
        venster.selectbox(key="betrokken_aard_gemeenten_samen").set_value(Aard.TER_INFORMATIE)
        venster.selectbox(key="betrokken_stand_gemeenten_samen").set_value(Betrokkenstand.GEPLAND)
        venster.button(key="betrokken_bewaar").click()

    assert link_labels(tab).count("RO3") == 4  # one for each party that the question asks about
    tab = in_venster(tab, "wienog_vul_gemeenten_samen", fill)
    assert link_labels(tab).count("RO3") == 4
    (iemand,) = ports.sessies.get_dossier(sessie.id).betrokkenen
    assert (iemand.naam, iemand.door, iemand.termijn) == ("Gemeente Zilverstad", "regioregisseur", date(2026, 9, 1))
    assert (iemand.aard, iemand.stand, iemand.bronnen) == (Aard.TER_INFORMATIE, Betrokkenstand.GEPLAND, ("RO3",))
    assert "Nog 9 van 10 niet ingevuld." in read(tab)
    tab = in_venster(tab, "wienog_wijzig_B1", lambda venster: venster.button(key="betrokken_weg").click())
    assert "Nog 10 van 10 niet ingevuld." in read(tab)
    tab.button(key="terug_B1").click().run()
    assert "Nog 9 van 10 niet ingevuld." in read(tab)
    assert not tab.exception


def test_a_participant_fills_in_for_the_own_partnership_only(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    sit_down(ports, wie, sessie)
    tab = open_scherm(BETROKKENEN, sessie)
    assert {knop.key for knop in tab.button if (knop.key or "").startswith("wienog_")} == {
        "wienog_vul_achterban_LWZ",
        "wienog_vul_medezeggenschap_LWZ",
    }
    tab = in_venster(
        tab, "wienog_vul_medezeggenschap_LWZ", lambda venster: venster.button(key="betrokken_bewaar").click()
    )
    (iemand,) = ports.sessies.get_dossier(sessie.id).betrokkenen
    assert (iemand.partnerschap, iemand.punt) == ("LWZ", "medezeggenschap")
    assert "nog niemand benadert hen" in read(tab)


def test_somebody_who_is_not_on_the_list_is_added(ports: Ports, sessie: Sessie) -> None:
    def fill(venster: AppTest) -> None:
        venster.text_input(key="betrokken_naam_nieuw").set_value("UWV")
        venster.button(key="betrokken_bewaar").click()

    tab = in_venster(open_scherm(BETROKKENEN, sessie), "wienog_nieuw_na_0", fill)
    assert ports.sessies.get_dossier(sessie.id).betrokkenen[0].naam == "UWV"
    assert "Nog 10 van 11 niet ingevuld." in read(tab)


def test_a_card_without_such_a_list_still_takes_names(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(BETROKKENEN, make_gesprek("leeg"))
    assert "Deze kaart noemt niemand om aan te denken" in read(tab)
    assert "Iemand toevoegen" in labels(tab)
    assert not tab.exception
