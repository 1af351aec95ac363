"""Keuzemogelijkheden: the matrix, filling it, what the card asked before, comparing, asking and deciding."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.keuze import Beoordeling, Besluit, Keuzemogelijkheid, Score, Uitkomst, list_keuzes
from gesprekskaart.peiling import Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.keuzes import add_keuze, decide, give_score, remove_keuze
from gesprekskaart.services.peilingen import cast_stem, close_peiling, open_peiling
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.sessie import Sessie, Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import (
    KEUZES,
    PEILINGEN,
    VRAAG,
    fields,
    get_ahead,
    in_venster,
    labels,
    link_labels,
    open_scherm,
    read,
    refusals,
)
from tests.zaak import come_in, make_sessie, write

TITEL = "Eén **loket** <3"
REDEN = "Dit past bij <b>alle</b> sectoren"


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    return make_sessie(ports, wie)


def add(ports: Ports, wie: Wie, sessie: Sessie, *titels: str) -> list[Keuzemogelijkheid]:
    return [add_keuze(wie, sessie.id, titel, ports=ports) for titel in titels]


def matrix(tab: AppTest) -> dict[str, Any]:
    """What the table of options is drawn from."""
    componenten = (json.loads(c.proto.json) for c in tab.get("bidi_component"))
    gegevens: dict[str, Any]
    (gegevens,) = (gegevens for gegevens in componenten if "aspecten" in gegevens)
    return gegevens


def opgeslagen(ports: Ports, sessie: Sessie) -> tuple[Keuzemogelijkheid, ...]:
    return list_keuzes(ports.sessies.get_dossier(sessie.id))


def test_an_option_is_made_renamed_taken_off_and_put_back(ports: Ports, sessie: Sessie) -> None:
    def fill(venster: AppTest) -> None:
        venster.text_input(key="keuze_titel_nieuw").set_value(TITEL)
        bronnen = venster.multiselect(key="keuze_bronnen_nieuw")
        assert [naam for naam in bronnen.options if " · " not in naam] == [], "a question by its words"
        bronnen.set_value(["OS4"])
        venster.button(key="keuze_bewaar").click()

    tab = open_scherm(KEUZES, sessie)
    assert "Nog geen keuzemogelijkheden" in read(tab)
    tab = in_venster(tab, "keuzes_nieuw_na_0", fill)
    (keuze,) = opgeslagen(ports, sessie)
    assert (keuze.nummer, keuze.titel, keuze.bronnen) == ("K1", TITEL, ("OS4",))
    assert matrix(tab)["keuzes"] == [{"nummer": "K1", "titel": TITEL, "besluit": None}]

    tab = open_scherm(KEUZES, sessie, weergave="keuze")
    assert "Eén **loket** &lt;3" in read(tab)
    assert "OS4" in [link.label for link in tab.page_link]
    in_venster(tab, "keuze_wijzig", lambda venster: venster.button(key="keuze_weg").click())
    assert opgeslagen(ports, sessie) == ()
    tab = open_scherm(KEUZES, sessie)
    tab.button(key="terug_K1").click().run()
    assert [k.titel for k in opgeslagen(ports, sessie)] == [TITEL]
    assert not tab.exception


@pytest.mark.parametrize("weergave", ["keuze", "criterium"])
def test_a_link_to_an_option_that_is_off_the_list_says_so_and_shows_no_other(
    ports: Ports, wie: Wie, sessie: Sessie, weergave: str
) -> None:
    _, weg = add(ports, wie, sessie, "Federatie", "Eén loket")
    remove_keuze(wie, sessie.id, weg, ports=ports)

    tab = open_scherm(KEUZES, sessie, weergave=weergave, keuze="K2")
    assert tab.selectbox(key="keuzes_keuze").value is None
    assert "K2 Eén loket is van de lijst gehaald" in read(tab)
    tab.button(key="terug_K2").click().run()
    assert tab.selectbox(key="keuzes_keuze").value == "K2"

    onbekend = open_scherm(KEUZES, sessie, weergave=weergave, keuze="K<9>")
    assert "De mogelijkheid uit deze link staat niet in dit gesprek" in read(onbekend)
    onbekend.selectbox(key="keuzes_keuze").set_value("K1").run()
    assert "staat niet in dit gesprek" not in read(onbekend)
    assert not [*tab.exception, *onbekend.exception]


def test_an_option_taken_off_is_put_back_where_one_took_it_off(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie", "Eén loket")
    tab = open_scherm(KEUZES, sessie, weergave="keuze", keuze="K2")
    tab = in_venster(tab, "keuze_wijzig", lambda venster: venster.button(key="keuze_weg").click())
    assert "hieronder zet je haar terug" in read(tab)
    tab.button(key="terug_K2").click().run()
    assert [keuze.nummer for keuze in opgeslagen(ports, sessie)] == ["K1", "K2"]


def test_an_option_without_a_title_is_refused_in_words(ports: Ports, sessie: Sessie) -> None:
    tab = in_venster(
        open_scherm(KEUZES, sessie), "keuzes_nieuw_na_0", lambda venster: venster.button(key="keuze_bewaar").click()
    )
    assert "Schrijf bij Titel hoe de mogelijkheid heet." in refusals(tab)
    assert opgeslagen(ports, sessie) == ()


def test_the_matrix_shows_every_option_at_every_criterium(ports: Ports, make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(KEUZES, make_gesprek("voorbeeld"))
    gegevens = matrix(tab)
    assert [keuze["nummer"] for keuze in gegevens["keuzes"]] == ["K1", "K2", "K3", "K4"]
    assert [keuze["besluit"] for keuze in gegevens["keuzes"]] == ["gekozen", "aangehouden", "vervallen", "gekozen"]
    assert gegevens["criteria"][0]["titel"] == "Vijf functies"
    assert gegevens["scores"]["K2/indeling"] == {"teken": "– –", "woord": "zeer ongunstig"}
    assert gegevens["teksten"]["kansen/K1-functies"] == "loket en schoolopleiders gekoppeld"
    assert gegevens["criteria"][0]["gezegd"] == 6, "what partnerships said at OS2a, OO2b and OS3a"
    assert "Nieuwe mogelijkheid" not in labels(tab), "a version is frozen"
    assert not tab.exception


def test_a_criterium_is_filled_one_at_a_time(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie", "Groeimodel")
    tab = open_scherm(KEUZES, sessie, weergave="criterium")
    assert list(fields(tab)) == [f"{aspect}/K1-functies" for aspect in ("kansen", "risicos", "consequenties", "nodig")]
    tab.segmented_control(key="score_K1_functies_").set_value(Score.GUNSTIG).run()
    tab.segmented_control(key="score_K1_functies_werven").set_value(Score.ONGUNSTIG).run()
    gegeven = {b.functie: b.score for b in ports.sessies.get_dossier(sessie.id).beoordelingen}
    assert gegeven == {None: Score.GUNSTIG, "werven": Score.ONGUNSTIG}
    tab.button(key="weging_volgende").click().run()
    assert "kansen/K1-sectoren" in fields(tab)
    tab = open_scherm(KEUZES, sessie, weergave="criterium", keuze="K1", criterium="indeling")
    assert "Verder met K2\\: Vijf functies" in labels(tab)
    tab.button(key="weging_volgende").click().run()
    assert "kansen/K2-functies" in fields(tab)
    assert not tab.exception


def test_a_score_that_another_gave_meanwhile_is_kept_and_told(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    tab = open_scherm(KEUZES, sessie, weergave="criterium")
    ander = Beoordeling(keuze="K1", criterium="functies", score=Score.ONGUNSTIG)
    give_score(wie, sessie.id, ander, gelezen=0, ports=ports)
    tab.segmented_control(key="score_K1_functies_").set_value(Score.GUNSTIG).run()
    assert [b.score for b in ports.sessies.get_dossier(sessie.id).beoordelingen] == [Score.ONGUNSTIG]
    assert "intussen" in refusals(tab).lower()
    assert tab.run().segmented_control(key="score_K1_functies_").value is Score.ONGUNSTIG
    tab.segmented_control(key="score_K1_functies_").set_value(None).run()
    assert [b.score for b in ports.sessies.get_dossier(sessie.id).beoordelingen] == [None]


def test_what_the_card_asked_before_is_taken_over_with_one_tap(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    write(ports, wie, sessie, "antwoord/OO2b/AOZ", "Geen <b>tijd</b>")
    tab = open_scherm(KEUZES, sessie, weergave="criterium", criterium="functies")
    assert "Geen &lt;b&gt;tijd&lt;/b&gt;" in read(tab)
    tab.button(key="gezegd_risicos_OO2b_AOZ").click().run()
    tekst = ports.teksten.get(sessie.id, "risicos/K1-functies")
    assert tekst is not None
    assert tekst.tekst == "Geen <b>tijd</b> (AOZ, OO2b)"
    assert "Overgenomen." in read(tab)
    assert not tab.exception


def test_a_question_of_the_options_leads_to_the_matrix_with_one_tap(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    for vraag, verder in (("OO2", True), ("OS4", True), ("G1", False)):
        tab = open_scherm(VRAAG, sessie, vraag=vraag)
        assert ("Naar de keuzemogelijkheden" in labels(tab)) is verder


def test_options_stand_beside_each_other(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(KEUZES, make_gesprek("voorbeeld"), weergave="naast", met="K1,K3")
    assert "Wat er nu al staat" in read(tab)
    tekst = read(tab)
    assert "kloof tussen clusters" in tekst
    assert "loket en schoolopleiders gekoppeld" in tekst
    assert "bureaucratie" not in tekst
    assert "De schoolopleiders worden de verbindende rol" in tekst
    tab.multiselect(key="keuzes_naast").set_value(["K1"]).run()
    assert "Kies er nog een." in read(tab)
    assert not tab.exception


def test_one_tap_prepares_a_poll_about_an_option(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    tab = open_scherm(KEUZES, sessie, weergave="keuze")
    tab.button(key="peil_K1").click().run()
    (peiling,) = ports.sessies.get_dossier(sessie.id).peilingen
    assert peiling.bron == "K1"
    tab = open_scherm(PEILINGEN, sessie)
    assert "over K1" in read(tab)
    tab.button(key="peiling_wijzig_P1").click().run()
    assert tab.selectbox(key="peiling_bron_P1").value == "K1"
    assert not tab.exception


def test_a_decision_stands_beside_what_was_asked_for_and_has_a_reason(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")
    open_scherm(KEUZES, sessie, weergave="keuze").button(key="peil_K1").click().run()
    open_peiling(wie, sessie.id, "P1", ports=ports)
    tab = open_scherm(KEUZES, sessie, weergave="keuze")
    assert "Besluiten kan als zij gesloten is" in read(tab)
    cast_stem(wie, sessie.id, Stem(peiling="P1", partnerschap="LWZ", keuze=Steun.TWIJFEL), gelezen=0, ports=ports)
    close_peiling(wie, sessie.id, "P1", ports=ports)

    def fill(venster: AppTest, reden: str) -> None:
        venster.radio(key="besluit_uitkomst_1").set_value(Uitkomst.GEKOZEN)
        venster.text_area(key="concept_besluit_K1_1").set_value(reden)
        venster.button(key="besluit_bewaar").click()

    tab = in_venster(open_scherm(KEUZES, sessie, weergave="keuze"), "besluit_K1", lambda v: fill(v, " "))
    assert ">Bij een besluit hoort een reden" in refusals(tab)
    tab = in_venster(open_scherm(KEUZES, sessie, weergave="keuze"), "besluit_K1", lambda v: fill(v, REDEN))
    (keuze,) = opgeslagen(ports, sessie)
    assert keuze.besluit == Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN)
    tekst = read(tab)
    assert "Dit past bij &lt;b&gt;alle&lt;/b&gt; sectoren" in tekst
    assert "Minstens 75%" in tekst
    assert "Niet gehaald: 0%" in tekst
    assert not tab.exception


def test_a_decision_can_be_taken_without_a_poll(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")

    def fill(venster: AppTest) -> None:
        venster.radio(key="besluit_uitkomst_1").set_value(Uitkomst.VERVALLEN)
        venster.text_area(key="concept_besluit_K1_1").set_value(REDEN)
        venster.button(key="besluit_bewaar").click()

    tab = in_venster(open_scherm(KEUZES, sessie, weergave="keuze"), "besluit_K1", fill)

    assert opgeslagen(ports, sessie)[0].besluit == Besluit(uitkomst=Uitkomst.VERVALLEN, reden=REDEN)
    assert not tab.exception


def rename_both(ports: Ports, wie: Wie, sessie: Sessie) -> AppTest:
    """Somebody gives an option another title and source, just before I give it another title."""
    (keuze,) = add(ports, wie, sessie, "Federatie")
    ander = keuze.model_copy(update={"titel": "Federatie van <hem>", "bronnen": ("OS4",)})
    get_ahead(ports, "keuzes", "save", ander)

    def fill(venster: AppTest) -> None:
        venster.text_input(key="keuze_titel_K1").set_value("Federatie van <mij>")
        venster.button(key="keuze_bewaar").click()

    tab = in_venster(open_scherm(KEUZES, sessie, weergave="keuze"), "keuze_wijzig", fill)
    gelezen = read(tab)
    for deel in ("Er is niets weg", "Federatie van &lt;hem&gt;", "Federatie van &lt;mij&gt;", "OS4"):
        assert deel in gelezen
    assert opgeslagen(ports, sessie)[0].titel == "Federatie van <hem>"
    tab.button(key="keuze_wijzig").click()
    return tab


def test_two_people_who_change_an_option_see_both_and_can_have_both(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tab = rename_both(ports, wie, sessie)

    tab.button(key="botsing_mijn").click().run()

    (samen,) = opgeslagen(ports, sessie)
    assert (samen.titel, samen.bronnen) == ("Federatie van <mij>", ("OS4",))
    tab.button(key="keuze_wijzig").click().run()
    assert "Er is niets weg" not in read(tab)
    assert not tab.exception


def test_two_people_who_change_an_option_may_leave_it_as_the_other_made_it(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    tab = rename_both(ports, wie, sessie)

    tab.button(key="botsing_laat").click().run()

    assert opgeslagen(ports, sessie)[0].titel == "Federatie van <hem>"
    tab.button(key="keuze_wijzig").click().run()
    assert "Er is niets weg" not in read(tab)


def test_a_decision_taken_while_somebody_changed_the_option_is_kept_to_be_taken_after_all(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    (keuze,) = add(ports, wie, sessie, "Federatie")
    ander = keuze.model_copy(update={"titel": "Federatie, anders"})
    get_ahead(ports, "keuzes", "save", ander)

    def fill(venster: AppTest) -> None:
        venster.radio(key="besluit_uitkomst_1").set_value(Uitkomst.GEKOZEN)
        venster.text_area(key="concept_besluit_K1_1").set_value(REDEN)
        venster.button(key="besluit_bewaar").click()

    tab = in_venster(open_scherm(KEUZES, sessie, weergave="keuze"), "besluit_K1", fill)
    assert "Federatie, anders" in read(tab)
    assert "Dit past bij &lt;b&gt;alle&lt;/b&gt; sectoren" in read(tab)
    assert opgeslagen(ports, sessie)[0].besluit is None
    tab.button(key="besluit_K1").click()
    tab.button(key="botsing_mijn").click().run()

    (samen,) = opgeslagen(ports, sessie)
    assert (samen.titel, samen.besluit) == ("Federatie, anders", Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN))
    assert not tab.exception


def test_people_weigh_by_criteria_of_their_own(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add(ports, wie, sessie, "Federatie")

    def fill(venster: AppTest) -> None:
        venster.text_input(key="criterium_titel").set_value("Haalbaar")
        venster.button(key="criterium_bewaar").click()

    tab = in_venster(open_scherm(KEUZES, sessie), "keuzes_criteria", fill)
    assert matrix(tab)["criteria"][-1]["titel"] == "Haalbaar"
    tab = in_venster(tab, "keuzes_criteria", lambda v: v.button(key="criterium_weg_eigen1").click())
    assert len(matrix(tab)["criteria"]) == 5
    tab = in_venster(tab, "keuzes_criteria", lambda v: v.button(key="criterium_bewaar_eigen1").click())
    assert len(matrix(tab)["criteria"]) == 6
    assert not tab.exception


def test_an_option_that_an_agreement_came_from_says_so_instead_of_going(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek("voorbeeld")
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    tab = open_scherm(KEUZES, sessie, weergave="keuze", keuze="K1")
    assert "Afspraak 2026-03" in link_labels(tab)
    tab.button(key="keuze_wijzig").click().run()
    assert "afspraak 2026-03, peiling P1" in read(tab)
    assert "Haal K1 van de lijst" not in labels(tab)


def test_somebody_at_the_table_reads_and_changes_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste, weg = add(ports, wie, sessie, "Federatie", "Weg")
    remove_keuze(wie, sessie.id, weg, ports=ports)
    decide(wie, sessie.id, eerste, Besluit(uitkomst=Uitkomst.GEKOZEN, reden=REDEN), ports=ports)
    koek = come_in(ports, wie, sessie).cookie
    provide_cookies(lambda: Koekjes(None, koek))
    for weergave in ("matrix", "criterium", "keuze", "naast"):
        tab = open_scherm(KEUZES, sessie, weergave=weergave)
        assert not {"Nieuwe mogelijkheid", "Besluit wijzigen…", "Zet K2 terug", "Peil K1"} & set(labels(tab))
        assert not any(veld["mag_schrijven"] for veld in fields(tab).values())
        assert not tab.exception


def test_a_card_without_criteria_asks_for_ones_own(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    add(ports, wie, sessie, "Buddymodel")
    tab = open_scherm(KEUZES, sessie)
    assert "noemt geen criteria" in read(tab)
    assert not tab.exception
