"""Groepen and Oogst: made in a few clicks, walked step by step, harvested side by side."""

from __future__ import annotations

import random

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.groep import Groepstand, Indeling
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.groepen import begin_groepen, close_groepen, make_groepen, save_groep
from gesprekskaart.services.scherm import read_scherm
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.sessie import NietBesproken, Sessie, Sessierol, Stand
from gesprekskaart.tekst import GROEPSOORTEN
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import IN_GROEPEN, MakeGesprek
from tests.screens.scherm import (
    GROEPEN,
    OOGST,
    VERSLAG,
    VOORBEREIDEN,
    VRAAG,
    fields,
    in_venster,
    klokken,
    labels,
    links,
    matrix,
    open_scherm,
    read,
    refusals,
)
from tests.zaak import DAAD, come_in, make_sessie, write


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    """A card with themes, and six people of LWZ at the table."""
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    for _ in range(6):
        come_in(ports, wie, sessie)
    return sessie


def look_as(cookie: str) -> None:
    """From now on screens see the person on this device."""
    provide_cookies(lambda: Koekjes(None, cookie))


def make(tab: AppTest) -> AppTest:
    return tab.button(key="groepen_maak").click().run()


def stappen(groep: int, thema: str) -> set[str]:
    anderen = {f"anderen/{thema}/{groep}/{code}" for code in ("LWZ", "AOZ")}
    return anderen | {f"{soort}/{thema}/{groep}" for soort in GROEPSOORTEN}


def test_the_steps_are_there_only_for_a_card_that_works_in_groups(make_gesprek: MakeGesprek, sessie: Sessie) -> None:
    assert "Groepen" not in links(open_scherm(VRAAG, make_gesprek(Stand.GESPREK)))
    stappen_hier = links(open_scherm(VRAAG, sessie))
    plaats = stappen_hier.index("Gesprek")
    assert stappen_hier[plaats : plaats + 3] == ["Gesprek", "Groepen", "Oogst"]


@pytest.mark.parametrize("scherm", [GROEPEN, OOGST])
def test_another_card_says_that_it_does_not_work_in_groups(make_gesprek: MakeGesprek, scherm: str) -> None:
    assert "werkt niet in groepen" in read(open_scherm(scherm, make_gesprek(Stand.GESPREK)))


def test_a_facilitator_makes_groups_in_three_clicks(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(GROEPEN, sessie)
    assert "6 mensen om te verdelen" in read(tab)
    tab.button_group(key="groepen_aantal").set_value(3).run()
    tab.button_group(key="groepen_minuten").set_value(30).run()
    make(tab)

    groepen = ports.sessies.get_dossier(sessie.id).groepen
    assert [(len(groep.leden), groep.minuten, groep.stand) for groep in groepen] == [(2, 30, Groepstand.GEMAAKT)] * 3
    assert "3 groepen gemaakt" in read(tab)
    assert read(tab).count("leidt het gesprek") == 3


def test_one_person_can_lead_a_group_and_write_down(ports: Ports, sessie: Sessie) -> None:
    make(open_scherm(GROEPEN, sessie))
    eerste = ports.sessies.get_dossier(sessie.id).groepen[0]
    beide = eerste.model_copy(update={"notulist": eerste.gespreksleider})
    ports.groepen.save(sessie.id, [beide], daad=DAAD)
    assert 'leidt het gesprek</span> <span class="gk-bij">en schrijft op' in read(open_scherm(GROEPEN, sessie))


def test_by_theme_the_number_of_groups_is_that_of_the_themes(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(GROEPEN, sessie)
    tab.button_group(key="groepen_indeling").set_value("thema").run()
    assert "Maak 3 groepen" in labels(tab)
    make(tab)
    assert [groep.themas for groep in ports.sessies.get_dossier(sessie.id).groepen] == [("T1",), ("T2",), ("T3",)]


def test_groups_begin_get_a_minute_more_and_close_all_together(ports: Ports, sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))
    assert [klok["rest_s"] for klok in klokken(tab)] == [2700, 2700]
    tab.button(key="groepen_begin").click().run()
    assert all(klok["loopt_tot"] for klok in klokken(tab))
    tab.button(key="groepen_klok_1").click().run()
    tab.button(key="groepen_plus").click().run()
    assert [(klok["loopt_tot"] is None, klok["rest_s"]) for klok in klokken(tab)] == [(True, 2760), (False, 2760)]
    tab.button(key="groepen_sluit").click().run()
    assert {groep.stand for groep in ports.sessies.get_dossier(sessie.id).groepen} == {Groepstand.GESLOTEN}
    assert "Alles wat zij schreven staat in de oogst" in read(tab)
    assert klokken(tab) == []
    tab.button(key="groepen_naar_oogst").click().run()
    assert matrix(tab)["groepen"] == [
        {"nummer": 1, "titel": "Groep 1", "themas": ["T1", "T2", "T3"]},
        {"nummer": 2, "titel": "Groep 2", "themas": ["T1", "T2", "T3"]},
    ]


def test_somebody_is_moved_and_given_a_task_in_a_window(ports: Ports, sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))
    een, twee = ports.sessies.get_dossier(sessie.id).groepen
    verhuist = twee.leden[0]

    def fill(tab: AppTest) -> None:
        tab.text_input(key="groep_naam_1").set_value("Ayşe & co *")
        tab.pills(key="groep_leden_1").set_value([*een.leden, verhuist])
        tab.selectbox(key="groep_notulist_1").set_value(verhuist)
        tab.button(key="groep_bewaar").click()

    in_venster(tab, "groepen_wijzig_1", fill)

    een, twee = ports.sessies.get_dossier(sessie.id).groepen
    assert verhuist in een.leden
    assert verhuist not in twee.leden
    assert een.notulist == verhuist
    assert "<h2>Ayşe &amp; co *" in read(tab)


def test_who_can_get_a_task_is_named_as_written_in_a_list_that_reads_no_markdown(sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))

    tab.button(key="groepen_wijzig_1").click().run()

    for taak in ("groep_leider_1", "groep_notulist_1"):
        assert "schoolopleider 1, Kindrijk · LWZ" in [keuze.split(" (")[0] for keuze in tab.selectbox(key=taak).options]


def test_who_is_taken_out_gives_up_the_task_too(ports: Ports, sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))
    een, _ = ports.sessies.get_dossier(sessie.id).groepen
    weg = een.gespreksleider

    def fill(tab: AppTest) -> None:
        tab.pills(key="groep_leden_1").set_value([lid for lid in een.leden if lid != weg])
        tab.button(key="groep_bewaar").click()

    in_venster(tab, "groepen_wijzig_1", fill)

    een, _ = ports.sessies.get_dossier(sessie.id).groepen
    assert weg not in een.leden
    assert een.gespreksleider is None
    assert "Nog in geen groep: schoolopleider" in read(tab)


@pytest.mark.parametrize("minuten", ["", "veel", "0", "999"])
def test_minutes_that_cannot_be_are_refused_in_words(ports: Ports, sessie: Sessie, minuten: str) -> None:
    tab = make(open_scherm(GROEPEN, sessie))

    def fill(tab: AppTest) -> None:
        tab.text_input(key="groep_minuten_1").set_value(minuten)
        tab.button(key="groep_bewaar").click()

    assert "schrijf een getal van 1 tot 180, zoals 45" in refusals(in_venster(tab, "groepen_wijzig_1", fill))


def test_a_participant_comes_into_the_own_group_and_writes_there_once_it_began(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    binnen = come_in(ports, wie, sessie)
    look_as(binnen.cookie)
    assert "Er zijn nog geen groepen" in read(open_scherm(GROEPEN, sessie))
    make_groepen(wie, sessie.id, Indeling.WILLEKEURIG, aantal=2, minuten=45, toeval=random.Random(1), ports=ports)
    eigen = ports.sessies.get_dossier(sessie.id).find_groep_of(binnen.deelname.nummer)
    assert eigen is not None

    tab = open_scherm(GROEPEN, sessie)
    assert f"<h2>{eigen.titel}" in read(tab)
    assert "Zodra de facilitator begint, kun je schrijven" in read(tab)
    assert set(fields(tab)) == stappen(eigen.nummer, "T1")
    assert not any(veld["mag_schrijven"] for veld in fields(tab).values())

    begin_groepen(wie, sessie.id, ports=ports)
    tab.run()
    assert all(veld["mag_schrijven"] for veld in fields(tab).values())
    assert [bool(klok["loopt_tot"]) for klok in klokken(tab)] == [True]
    tab.button(key="groepen_verder").click().run()
    assert set(fields(tab)) == stappen(eigen.nummer, "T2")
    ander = 3 - eigen.nummer
    tab.button(key="groepen_alle").click().run()
    assert {"Naar mijn groep", "Lees mee"} <= set(labels(tab))
    assert not {"Wijzig…", "Pauzeer", "Sluit alle groepen", "Nog een groep"} & set(labels(tab))
    tab.button(key=f"groepen_open_{ander}").click().run()
    assert not any(veld["mag_schrijven"] for veld in fields(tab).values())
    assert "Je leest hier mee" in read(tab)
    assert "Niet besproken…" not in labels(tab)

    close_groepen(wie, sessie.id, ports=ports)
    tab.query_params["groep"] = str(eigen.nummer)
    tab.run()
    assert "De groep is gesloten. Alles wat jullie schreven staat er" in read(tab)
    assert not any(veld["mag_schrijven"] for veld in fields(tab).values())


def test_who_is_dealt_into_another_group_begins_at_its_first_theme(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    binnen = come_in(ports, wie, sessie)
    look_as(binnen.cookie)
    make_groepen(wie, sessie.id, Indeling.WILLEKEURIG, aantal=2, minuten=45, toeval=random.Random(1), ports=ports)
    tab = open_scherm(GROEPEN, sessie)
    tab.button(key="groepen_verder").click().run()
    eigen = ports.sessies.get_dossier(sessie.id).find_groep_of(binnen.deelname.nummer)
    assert eigen is not None
    assert set(fields(tab)) == stappen(eigen.nummer, "T2")

    ander = next(groep for groep in ports.sessies.get_dossier(sessie.id).groepen if groep.nummer != eigen.nummer)
    leden = (*ander.leden, binnen.deelname.nummer)
    save_groep(wie, sessie.id, ander.model_copy(update={"leden": leden}), ports=ports)
    tab.run()
    assert set(fields(tab)) == stappen(ander.nummer, "T1")


def test_who_came_late_reads_that_there_is_no_group_yet(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(open_scherm(GROEPEN, sessie))
    look_as(come_in(ports, wie, sessie).cookie)
    tab = open_scherm(GROEPEN, sessie)
    assert "Je zit nog in geen groep. Vraag de facilitator" in read(tab)
    assert fields(tab) == {}


def test_a_group_states_what_it_did_not_discuss_and_takes_it_back(ports: Ports, sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))
    tab.query_params.update(groep="2", thema="T2")
    tab.run()

    def mark(wat: list[str]) -> AppTest:
        def fill(tab: AppTest) -> None:
            tab.pills(key="groep_niet_besproken_wat_2_T2").set_value(wat)
            tab.text_input(key="groep_niet_besproken_reden_2_T2").set_value("tijd tekort door T2b")
            tab.button(key="groep_niet_besproken_bewaar").click()

        return in_venster(tab, "groep_niet_besproken_T2", fill)

    mark(["T2c"])
    assert "niet besproken: tijd tekort door T2b" in read(tab)
    assert set(fields(tab)) == stappen(2, "T2")
    mark(["T2"])
    feit = NietBesproken(sleutel="T2", groep=2, reden="tijd tekort door T2b")
    assert ports.sessies.get_dossier(sessie.id).niet_besproken == (feit,)
    assert fields(tab) == {}
    mark([])
    assert ports.sessies.get_dossier(sessie.id).niet_besproken == ()


def test_what_was_written_stays_to_be_read_beside_the_mark(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(open_scherm(GROEPEN, sessie))
    write(ports, wie, sessie, "vraagstuk/T2/2", "Toch iets.")
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="T2", groep=2), geldt=True, ports=ports)
    assert set(fields(open_scherm(GROEPEN, sessie, groep="2", thema="T2"))) == stappen(2, "T2")


def test_the_harvest_of_the_example_is_whole(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(IN_GROEPEN)
    tab = open_scherm(OOGST, sessie)
    gegevens = matrix(tab)
    assert [thema["id"] for thema in gegevens["themas"]] == ["T1", "T2", "T3"]
    assert len(gegevens["teksten"]) == 66
    assert gegevens["teksten"]["anderen/T3/1/OLB"] == "€ 75 per maand, betaald door het bestuur."
    assert gegevens["feiten"] == [{"sleutel": "T2c", "groep": 3, "reden": "de groep had tijd tekort door T2b"}]
    assert set(fields(tab)) == {"conclusie/T1", "conclusie/T2", "conclusie/T3", "verschillen/T3"}
    assert not any(veld["mag_schrijven"] for veld in fields(tab).values())

    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    tab.run()
    assert all(veld["mag_schrijven"] for veld in fields(tab).values())
    assert "Elke groep noemt twee inzichten per thema" in read(tab)
    tab.button_group(key="oogst_stap").set_value("landelijk").run()
    assert matrix(tab)["toon"] == "landelijk"
    assert tab.query_params["stap"] == "landelijk"


@pytest.mark.parametrize("rol", [Sessierol.VERSLAGLEGGER, Sessierol.TOEHOORDER])
def test_a_verslaglegger_writes_everywhere_and_who_listens_nowhere(
    ports: Ports, wie: Wie, sessie: Sessie, rol: Sessierol
) -> None:
    make(open_scherm(GROEPEN, sessie))
    close_groepen(wie, sessie.id, ports=ports)
    look_as(come_in(ports, wie, sessie, rol=rol).cookie)
    for scherm in (GROEPEN, OOGST):
        velden = fields(open_scherm(scherm, sessie, groep="2"))
        assert {veld["mag_schrijven"] for veld in velden.values()} == {rol is Sessierol.VERSLAGLEGGER}
    assert not {"Wijzig…", "Nog een groep", "Open weer"} & set(labels(open_scherm(GROEPEN, sessie)))


def test_without_groups_the_harvest_points_to_making_them(sessie: Sessie) -> None:
    tab = open_scherm(OOGST, sessie)
    assert "nog geen oogst" in read(tab)
    tab.button(key="oogst_groepen").click().run()
    assert "Maak 2 groepen" in labels(tab)


def test_the_report_on_screen_has_the_notes_and_what_was_not_discussed(make_gesprek: MakeGesprek) -> None:
    html = read(open_scherm(VERSLAG, make_gesprek(IN_GROEPEN)))
    assert "een ‘buddyschool’ leent haar schoolopleider een halve dag per week uit." in html
    assert "niet besproken: de groep had tijd tekort door T2b" in html
    assert html.count("Mogelijke oplossingen") == 9
    assert '<span class="gk-bij">leeg</span>' not in html


def test_what_people_are_called_is_never_markup(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    mens = ports.sessies.get_dossier(sessie.id).deelnemers[0]
    vals = mens.model_copy(update={"naam": "<b>*Ayşe*</b> :red[x]"})
    save_deelnemer(wie, sessie.id, vals, gelezen=mens.revisie, ports=ports)
    tab = make(open_scherm(GROEPEN, sessie))
    assert "&lt;b&gt;*Ayşe*&lt;/b&gt; :red[x]" in read(tab)
    tab.button(key="groepen_wijzig_1").click().run()
    optie = next(optie for optie in tab.pills(key="groep_leden_1").options if "Ayşe" in str(optie))
    assert "\\<b\\>\\*Ayşe\\*" in str(optie)


def test_from_preparing_one_goes_to_the_own_group_once_it_has_begun(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    cookie = come_in(ports, wie, sessie).cookie
    make(open_scherm(GROEPEN, sessie))
    look_as(cookie)
    assert "Naar het gesprek" in labels(open_scherm(VOORBEREIDEN, sessie))

    begin_groepen(wie, sessie.id, ports=ports)

    tab = open_scherm(VOORBEREIDEN, sessie)
    assert "Je groep is begonnen." in read(tab)
    tab.button(key="voorbereiden_gesprek").click().run()
    assert tab.title[0].value == "Groepen"


def test_groups_and_harvest_go_to_the_wall_with_one_tap(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tab = make(open_scherm(GROEPEN, sessie))
    tab.button(key="wand_groepen_op").click().run()
    assert len(read_scherm(wie, sessie.id, ports=ports).groepen) > 1

    tab = open_scherm(OOGST, sessie, stap="uitwerken")
    tab.button(key="wand_oogst_uitwerken_op").click().run()
    tab.button(key="wand_oogst_uitwerken_verder").click().run()
    beeld = read_scherm(wie, sessie.id, ports=ports)
    assert (beeld.wand, beeld.schermstap) == ("oogst/uitwerken", 1)
    tab.button(key="wand_oogst_uitwerken_terug").click().run()
    assert read_scherm(wie, sessie.id, ports=ports).schermstap == 0
    tab.button(key="wand_oogst_uitwerken_af").click().run()
    assert read_scherm(wie, sessie.id, ports=ports).wand == "vraag"
    assert not tab.exception
