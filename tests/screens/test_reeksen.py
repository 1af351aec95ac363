"""The follow-up: making it, looking back, and answers of then beside answers of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports, Sessies, provide
from gesprekskaart.services.aandacht import add_issue, add_verschil
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.sessies import delete_sessie, move_stand, save_deelnemer, save_gesprek
from gesprekskaart.services.vervolg import add_actie
from gesprekskaart.sessie import Deelnemer, Sessie, Stand
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Instemming, Instemmingstand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import (
    INRICHTEN,
    ISSUES,
    TERUGBLIK,
    VERSLAG,
    VRAAG,
    WAY_FORWARD,
    fields,
    headings,
    in_venster,
    labels,
    link_labels,
    links,
    open_scherm,
    read,
    refusals,
)
from tests.screens.test_namen import NAAM, find_markup
from tests.zaak import DAAD, come_in, follow, write


@pytest.fixture
def eerste(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> Sessie:
    """Established, with afspraak 2026-01 and actie 1, both open."""
    return make_gesprek(Stand.VASTGESTELD)


@pytest.fixture
def tweede(ports: Ports, wie: Wie, eerste: Sessie) -> Sessie:
    """Its follow-up, begun."""
    vervolg = follow(ports, wie, eerste)
    return move_stand(wie, vervolg.id, Stand.GESPREK, ports=ports)


class Teller:
    """The port Sessies, which counts how often a conversation is looked up."""

    def __init__(self, sessies: Sessies) -> None:
        self._sessies = sessies
        self.gevraagd: list[UUID] = []

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._sessies, naam)

    def get(self, id: UUID) -> Sessie:
        self.gevraagd.append(id)
        return self._sessies.get(id)


def test_however_much_came_from_the_conversation_before_that_is_looked_up_once(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    vervolg = follow(ports, wie, make_gesprek("voorbeeld"))
    move_stand(wie, vervolg.id, Stand.GESPREK, ports=ports)
    teller = Teller(ports.sessies)
    provide(replace(ports, sessies=teller))

    tab = open_scherm(WAY_FORWARD, vervolg, deel="afspraken")

    assert len([link for link in tab.page_link if "vorig gesprek" in link.label]) > 1
    assert [id for id in teller.gevraagd if id == vervolg.vorige] == [vervolg.vorige]
    assert not tab.exception


def test_the_follow_up_is_one_button_and_a_choice_of_who_comes_along(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    eerste = make_gesprek(Stand.GESPREK)
    for nummer, naam in enumerate(("", "Ayşe"), start=1):
        mens = Deelnemer(nummer=nummer, rol="rector", organisatie="Oever", naam=naam, namens=("AOZ",))
        save_deelnemer(wie, eerste.id, mens, gelezen=0, ports=ports)

    def fill(tab: AppTest) -> None:
        assert "Dit gesprek is nog niet bevroren." in read(tab)
        tab.text_input(key="vervolg_titel").set_value("Tweede **ronde**")
        tab.text_input(key="vervolg_datum").set_value("1 juni 2027")
        tab.pills(key="vervolg_partnerschappen").set_value(["AOZ"])
        tab.multiselect(key="vervolg_deelnemers").set_value([2])
        tab.button(key="vervolg_maak").click()

    tab = in_venster(open_scherm(VERSLAG, eerste), "verslag_vervolg", fill)

    vervolg = next(regel.sessie for regel in ports.sessies.list_all() if regel.sessie.id != eerste.id)
    dossier = ports.sessies.get_dossier(vervolg.id)
    assert (vervolg.vorige, vervolg.gesprek.titel, vervolg.gesprek.datum) == (
        eerste.id,
        "Tweede **ronde**",
        date(2027, 6, 1),
    )
    assert ([p.code for p in dossier.partnerschappen], [d.naam for d in dossier.deelnemers]) == (["AOZ"], ["Ayşe"])
    assert [actie.nummer for actie in dossier.acties] == ["1"]
    assert headings(tab)[0] == "Wie en wanneer"
    assert "Vervolg op" in read(tab)
    assert not tab.exception


@pytest.mark.parametrize(
    ("titel", "datum", "melding"), [(" ", "", "Geef het gesprek een titel"), ("x", "ooit", "is geen datum")]
)
def test_a_follow_up_that_cannot_be_is_refused_in_words(
    ports: Ports, eerste: Sessie, titel: str, datum: str, melding: str
) -> None:
    def fill(tab: AppTest) -> None:
        tab.text_input(key="vervolg_titel").set_value(titel)
        tab.text_input(key="vervolg_datum").set_value(datum)
        tab.button(key="vervolg_maak").click()

    tab = in_venster(open_scherm(VERSLAG, eerste), "verslag_vervolg", fill)

    assert melding in refusals(tab)
    assert len(ports.sessies.list_all()) == 1


def test_once_it_is_there_the_way_to_it_stands_in_its_place(eerste: Sessie, tweede: Sessie) -> None:
    tab = open_scherm(VERSLAG, eerste)

    assert "Maak het vervolg…" not in labels(tab)
    assert "Naar het vervolg: Vervolg" in links(tab)


def test_looking_back_shows_how_it_was_and_asks_how_it_is(ports: Ports, tweede: Sessie) -> None:
    tab = open_scherm(TERUGBLIK, tweede)
    assert headings(tab)[0] == "Wat spraken we af, en wat is ervan terechtgekomen?"
    assert "<strong>1</strong> open" in read(tab)
    assert {plek: veld["mag_schrijven"] for plek, veld in fields(tab).items()} == {
        "afspraakuitkomst/2026-01": True,
        "actieuitkomst/1": True,
    }

    tab.segmented_control(key="terugstand_actie_1").set_value(Actiestand.GEREED).run()
    tab.segmented_control(key="terugstand_afspraak_2026-01").set_value(Afspraakstand.VASTGESTELD).run()

    dossier = ports.sessies.get_dossier(tweede.id)
    assert (dossier.acties[0].stand, dossier.afspraken[0].stand) == (Actiestand.GEREED, Afspraakstand.VASTGESTELD)
    assert "<strong>1</strong> gereed" in read(tab)
    assert not tab.exception
    tab.button(key="terugblik_verder").click().run()
    assert "vraag G1" in read(tab)


def test_two_who_look_back_at_once_the_second_reads_it(ports: Ports, tweede: Sessie) -> None:
    tab = open_scherm(TERUGBLIK, tweede)
    actie = ports.sessies.get_dossier(tweede.id).acties[0]
    ports.vervolg.save_actie(tweede.id, actie, gelezen=1, daad=DAAD)

    tab.segmented_control(key="terugstand_actie_1").set_value(Actiestand.GEREED)
    tab.run()

    assert ports.sessies.get_dossier(tweede.id).acties[0].stand is Actiestand.OPEN
    assert "intussen" in refusals(tab).lower()
    assert tab.segmented_control(key="terugstand_actie_1").value is Actiestand.OPEN
    assert not refusals(tab.run())


def test_what_waits_for_a_board_is_not_shown_as_settled(ports: Ports, tweede: Sessie) -> None:
    bestuur = Instemming(bestuur="Vakcollege Drevenmark", stand=Instemmingstand.GEVRAAGD)
    afspraak = ports.sessies.get_dossier(tweede.id).afspraken[0].model_copy(update={"instemmingen": (bestuur,)})
    ports.vervolg.save_afspraak(tweede.id, afspraak, gelezen=afspraak.revisie, daad=DAAD)
    tab = open_scherm(TERUGBLIK, tweede)
    knoppen = "terugstand_afspraak_2026-01"
    was = tab.segmented_control(key=knoppen).value

    tab.segmented_control(key=knoppen).set_value(Afspraakstand.VASTGESTELD).run()

    assert ">‘vastgesteld’ kan pas als elk bestuur heeft ingestemd" in refusals(tab)
    assert tab.segmented_control(key=knoppen).value is was is ports.sessies.get_dossier(tweede.id).afspraken[0].stand


def test_who_only_takes_part_reads_along(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    koekjes = Koekjes(None, come_in(ports, wie, tweede).cookie)
    provide_cookies(lambda: koekjes)

    tab = open_scherm(TERUGBLIK, tweede)

    assert not tab.segmented_control
    assert not any(veld["mag_schrijven"] for veld in fields(tab).values())
    assert "Lees het verslag van toen" not in links(tab)
    assert "nu <span" in read(tab)


def test_a_follow_up_begins_with_looking_back(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    assert "Terugblik" in links(open_scherm(WAY_FORWARD, tweede))
    tab = open_scherm(VRAAG, tweede)
    tab.button(key="wijs_terugblik_ga").click().run()
    assert headings(tab)[0].startswith("Wat spraken we af")
    tab = open_scherm(INRICHTEN, tweede)
    tab.button(key="inrichten_gesprek").click().run()
    assert headings(tab)[0].startswith("Wat spraken we af")


def test_an_action_goes_on_carrying_out_what_an_earlier_conversation_settled(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    eerste = make_gesprek(Stand.GESPREK)
    dossier = ports.sessies.get_dossier(eerste.id)
    vast = dossier.afspraken[0].model_copy(update={"stand": Afspraakstand.VASTGESTELD})
    ports.vervolg.save_afspraak(eerste.id, vast, gelezen=vast.revisie, daad=DAAD)
    bij = dossier.acties[0].model_copy(update={"afspraak": vast.nummer})
    ports.vervolg.save_actie(eerste.id, bij, gelezen=bij.revisie, daad=DAAD)
    vervolg = move_stand(wie, follow(ports, wie, eerste).id, Stand.GESPREK, ports=ports)
    assert not ports.sessies.get_dossier(vervolg.id).afspraken

    def fill(tab: AppTest) -> None:
        tab.text_input(key="actie_toelichting_1").set_value("loopt goed")
        tab.button(key="actie_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, vervolg, deel="acties"), "wf_actie_1", fill)

    assert not tab.exception
    assert refusals(tab) == ""
    (actie,) = ports.sessies.get_dossier(vervolg.id).acties
    assert (actie.afspraak, actie.toelichting) == ("2026-01", "loopt goed")


def test_what_is_no_follow_up_has_no_such_step(eerste: Sessie) -> None:
    tab = open_scherm(TERUGBLIK, eerste)
    assert "Terugblik" not in links(tab)
    assert "Er is niets om op terug te kijken." in read(tab)
    assert not open_scherm(VRAAG, eerste).toggle


def test_answers_of_then_stand_beside_those_of_now_when_asked_for(ports: Ports, wie: Wie, tweede: Sessie) -> None:
    write(ports, wie, tweede, "antwoord/G1/LWZ", "Nu willen wij meer.")
    tab = open_scherm(VRAAG, tweede)
    assert "Wij willen samen opleiden." not in read(tab)
    assert tab.toggle[0].label == "Toon wat we toen antwoordden (3-12-2026)"

    tab.toggle(key="vraag_toen").set_value(True).run()

    assert "Wij willen samen opleiden." in read(tab)
    assert "Dat willen we allemaal." in read(tab)
    assert fields(tab)["antwoord/G1/LWZ"]["stand"]["tekst"] == "Nu willen wij meer."
    tab.button(key="vraag_volgende").click().run()
    assert tab.toggle(key="vraag_toen").value is True
    assert "Wij willen samen opleiden." not in read(tab)


def test_a_partnership_that_left_still_shows_what_it_answered(ports: Ports, wie: Wie, eerste: Sessie) -> None:
    vervolg = follow(ports, wie, eerste, partnerschappen=("AOZ",))
    tab = open_scherm(VRAAG, vervolg)
    tab.toggle(key="vraag_toen").set_value(True).run()
    assert "LWZ · Leerwerkplaats Zilverwaard" in read(tab)
    assert "Wij willen samen opleiden." in read(tab)


@pytest.mark.parametrize("meedoen", [True, False])
def test_drafts_of_then_are_only_for_who_may_read_that_conversation(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek, meedoen: bool
) -> None:
    vervolg = follow(ports, wie, make_gesprek(Stand.GESPREK))
    if meedoen:
        koekjes = Koekjes(None, come_in(ports, wie, vervolg).cookie)
        provide_cookies(lambda: koekjes)
    tab = open_scherm(VRAAG, vervolg)

    tab.toggle(key="vraag_toen").set_value(True).run()

    assert ("Wij willen samen opleiden." in read(tab)) is not meedoen
    assert ("nog niet bevroren; daarna lees je het hier" in read(tab)) is meedoen
    assert ("Alleen jij leest dit." in read(tab)) is not meedoen


def test_when_the_conversation_before_is_gone_this_one_goes_on(
    ports: Ports, wie: Wie, eerste: Sessie, tweede: Sessie
) -> None:
    delete_sessie(wie, eerste.id, ports=ports)
    tab = open_scherm(TERUGBLIK, tweede)
    assert "Het gesprek van toen is hier niet (meer)" in read(tab)
    assert "Lees het verslag van toen" not in links(tab)
    for scherm in (VRAAG, VERSLAG, INRICHTEN):
        tab = open_scherm(scherm, tweede)
        assert not tab.exception
        assert not tab.toggle
    assert add_actie(wie, tweede.id, ports=ports).nummer == "2"


def test_no_name_is_read_as_markdown(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    eerste = make_gesprek(Stand.GESPREK)
    save_gesprek(wie, eerste, eerste.gesprek.model_copy(update={"titel": NAAM}), ports=ports)
    save_deelnemer(wie, eerste.id, Deelnemer(nummer=1, naam=NAAM), gelezen=0, ports=ports)
    write(ports, wie, eerste, "actie/1", NAAM)
    write(ports, wie, eerste, "antwoord/G1/LWZ", NAAM, gelezen=1)
    tab = open_scherm(VERSLAG, eerste)
    tab.button(key="verslag_vervolg").click().run()
    assert not tab.exception
    assert find_markup(tab) == []
    vervolg = follow(ports, wie, ports.sessies.get(eerste.id), gesprek=ports.sessies.get(eerste.id).gesprek)
    vraag = open_scherm(VRAAG, vervolg)
    vraag.toggle(key="vraag_toen").set_value(True).run()
    for tab in (open_scherm(TERUGBLIK, vervolg), vraag, open_scherm(VERSLAG, eerste)):
        assert not tab.exception
        assert "**vet**" in read(tab)
        assert find_markup(tab) == []


def test_what_else_was_open_is_taken_along_one_by_one_or_all_at_once(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    eerste = make_gesprek(Stand.GESPREK)
    add_verschil(wie, eerste.id, "Wat telt <b>mee</b>?", ports=ports)
    for tekst in ("Bekostiging", "Wetgeving"):
        add_issue(wie, eerste.id, tekst=tekst, ports=ports)
    vervolg = follow(ports, wie, eerste)

    tab = open_scherm(TERUGBLIK, vervolg)
    assert "Wat telt &lt;b&gt;mee&lt;/b&gt;?" in read(tab)
    tab.button(key="meenemen_V1_knop").click().run()
    assert not tab.exception
    assert [v.titel for v in ports.sessies.get_dossier(vervolg.id).verschillen] == ["Wat telt <b>mee</b>?"]
    assert "Staat hier als V1" in link_labels(tab)
    tab.button(key="meenemen_alles_2").click().run()
    assert "2 punten kwamen mee naar dit gesprek." in read(tab)
    assert [i.bronnen for i in ports.sessies.get_dossier(vervolg.id).issues] == [("vorig/L1",), ("vorig/L2",)]
    assert not [knop for knop in labels(tab) if knop.startswith("Neem")]

    move_stand(wie, vervolg.id, Stand.GESPREK, ports=ports)
    tab = open_scherm(ISSUES, vervolg)
    assert "L1 (vorig gesprek)" in link_labels(tab)


def test_who_only_takes_part_reads_what_was_open_and_takes_nothing_along(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    eerste = make_gesprek(Stand.GESPREK)
    add_verschil(wie, eerste.id, "Wat telt mee?", ports=ports)
    vervolg = follow(ports, wie, eerste)
    move_stand(wie, vervolg.id, Stand.GESPREK, ports=ports)
    koekjes = Koekjes(None, come_in(ports, wie, vervolg).cookie)
    provide_cookies(lambda: koekjes)
    tab = open_scherm(TERUGBLIK, vervolg)
    assert "Wat telt mee?" in read(tab)
    assert not [knop for knop in labels(tab) if knop.startswith("Neem")]
