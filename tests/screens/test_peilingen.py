"""Peilingen: preparing, opening, voting alone or together on one device, and what is seen when."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.peiling import BINDT_NIEMAND, Drempel, Peiling, Peilingsoort, Peilingstand, Peilingwijze, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.peilingen import add_peiling, close_peiling, open_peiling
from gesprekskaart.services.scherm import read_scherm
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from pages.onderdelen.toegang import provide_cookies
from pages.onderdelen.tonen import escape_label
from tests.screens.scherm import (
    PEILINGEN,
    VERSLAG,
    VRAAG,
    in_venster,
    labels,
    links,
    log_in,
    open_scherm,
    read,
    refusals,
)
from tests.zaak import DAAD, come_in, make_sessie

STELLING = "Wij werven **samen** <3"
REDEN = "Daar is geen <b>geld</b> voor"


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    return make_sessie(ports, wie)


def ask(ports: Ports, wie: Wie, sessie: Sessie, **velden: Any) -> Peiling:
    """An open poll."""
    peiling = Peiling(**{"nummer": "P1", "stelling": STELLING, "drempel": Drempel(percentage=75), **velden})
    nieuw = add_peiling(wie, sessie.id, peiling, ports=ports)
    return open_peiling(wie, sessie.id, nieuw.nummer, ports=ports)


def sit_down(ports: Ports, wie: Wie, sessie: Sessie, *, koek: str | None = None, rol: str = "deelnemer") -> str:
    """From now on screens see the device of this person; gives its cookie."""
    koek = come_in(ports, wie, sessie, cookie=koek, rol=Sessierol(rol)).cookie
    provide_cookies(lambda: Koekjes(None, koek))
    return koek


def vote(tab: AppTest, sleutel: str, keuze: str, reden: str = "") -> AppTest:
    tab.radio(key=f"stem_keuze_{sleutel}").set_value(keuze)
    tab.text_area(key=f"concept_reden_{sleutel}").set_value(reden)
    return tab.button(key=f"stem_stem_{sleutel}").click().run()


def stemmen(ports: Ports, sessie: Sessie) -> dict[int | str | None, tuple[str, str]]:
    return {stem.stemmer: (stem.keuze, stem.reden) for stem in ports.sessies.get_dossier(sessie.id).stemmen}


def test_a_poll_is_prepared_opened_and_closed(ports: Ports, sessie: Sessie) -> None:
    def fill(venster: AppTest) -> None:
        venster.text_input(key="peiling_stelling_nieuw").set_value(STELLING)
        venster.radio(key="peiling_anoniem_nieuw").set_value(True)
        venster.selectbox(key="peiling_drempel_nieuw").set_value(66)
        venster.checkbox(key="peiling_bezwaar_nieuw").check()
        venster.selectbox(key="peiling_bron_nieuw").set_value("RS3")
        venster.button(key="peiling_bewaar").click()

    tab = in_venster(open_scherm(PEILINGEN, sessie), "peilingen_nieuw_na_0", fill)
    (peiling,) = ports.sessies.get_dossier(sessie.id).peilingen
    assert (peiling.stelling, peiling.anoniem, peiling.bron) == (STELLING, True, "RS3")
    assert peiling.drempel == Drempel(percentage=66, bezwaar_blokkeert=True)
    assert "Wij werven **samen** &lt;3" in read(tab)

    tab.button(key="peiling_begin_P1").click().run()
    assert "<strong>0</strong> van 0 hebben gestemd" in read(tab)
    tab = in_venster(tab, "peiling_sluit_P1", lambda venster: venster.button(key="peiling_sluit_ja").click())
    assert [p.stand for p in ports.sessies.get_dossier(sessie.id).peilingen] == [Peilingstand.GESLOTEN]
    assert "Niet gehaald: 0%" in read(tab)
    assert BINDT_NIEMAND in read(tab)
    assert not tab.exception


def test_an_own_question_has_its_own_answers_and_can_still_be_changed(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(PEILINGEN, sessie)
    tab.button(key="peilingen_nieuw_na_0").click().run()
    tab.button(key="peilingen_nieuw_na_0").click()
    tab.radio(key="peiling_soort_nieuw").set_value(Peilingsoort.EIGEN_VRAAG).run()

    def fill(venster: AppTest, opties: str, van: str = "nieuw") -> None:
        venster.text_input(key=f"peiling_stelling_{van}").set_value("Wanneer beginnen we?")
        venster.text_area(key=f"peiling_opties_{van}").set_value(opties)
        venster.button(key="peiling_bewaar").click()

    tab.button(key="peilingen_nieuw_na_0").click()
    fill(tab, "Nu")
    assert "Een eigen vraag heeft 2 tot 10 antwoorden om uit te kiezen." in refusals(tab.run())
    tab.button(key="peilingen_nieuw_na_0").click()
    fill(tab, "Nu\n\nNa de zomer\n")
    tab.run()
    (peiling,) = ports.sessies.get_dossier(sessie.id).peilingen
    assert (peiling.opties, peiling.drempel) == (("Nu", "Na de zomer"), Drempel(percentage=75))
    in_venster(tab, "peiling_wijzig_P1", lambda venster: fill(venster, "Nu\nNooit", "P1"))
    assert ports.sessies.get_dossier(sessie.id).peilingen[0].opties == ("Nu", "Nooit")
    in_venster(tab, "peiling_wijzig_P1", lambda venster: venster.button(key="peiling_weg").click())
    assert ports.sessies.get_dossier(sessie.id).peilingen == ()


def test_a_participant_votes_and_may_change_it(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ask(ports, wie, sessie)
    sit_down(ports, wie, sessie)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Op naam: na het sluiten ziet iedereen" in read(tab)
    assert "Minstens 75%" in read(tab)
    assert tab.radio(key="stem_keuze_P1_1_0").options[0] == "Volledig eens"

    assert "Kies eerst" in refusals(tab.button(key="stem_stem_P1_1_0").click().run())
    assert "hoort een reden" in refusals(vote(tab, "P1_1_0", Steun.BEZWAAR))
    assert stemmen(ports, sessie) == {}
    vote(tab, "P1_1_0", Steun.BEZWAAR, REDEN)
    assert stemmen(ports, sessie) == {1: ("bezwaar", REDEN)}
    assert "Je stem is bewaard." in read(tab)
    assert "Je stemde: <strong>bezwaar</strong>" in read(tab)
    assert "Wijzigen kan tot de peiling sluit." in read(tab)

    tab.button(key="stem_anders_P1_1_1").click().run()
    assert tab.text_area(key="concept_reden_P1_1_1").value == REDEN
    vote(tab, "P1_1_1", Steun.TWIJFEL)
    assert stemmen(ports, sessie) == {1: ("twijfel", "")}


def test_people_on_one_device_vote_one_after_the_other(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ask(ports, wie, sessie)
    koek = sit_down(ports, wie, sessie)
    sit_down(ports, wie, sessie, koek=koek)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Je stemt nu voor <strong>schoolopleider 2, Kindrijk</strong>" in read(tab)
    vote(tab, "P1_2_0", Steun.NEUTRAAL)
    assert "De stem van schoolopleider 2, Kindrijk is bewaard." in read(tab)
    assert "Je stemt nu voor <strong>schoolopleider 1, Kindrijk</strong>" in read(tab)
    vote(tab, "P1_1_0", Steun.BEZWAAR, REDEN)
    assert stemmen(ports, sessie) == {1: ("bezwaar", REDEN), 2: ("neutraal", "")}
    assert [keuze[0] for keuze in tab.radio(key="stem_voor_P1_2").options] == ["✓", "✓"]


def test_for_a_partnership_its_people_vote_and_who_leads_can(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ask(ports, wie, sessie, per=Peilingwijze.PARTNERSCHAP)
    sit_down(ports, wie, sessie)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Je stemt nu voor <strong>LWZ · Leerwerkplaats Zilverwaard</strong>" in read(tab)
    vote(tab, "P1_LWZ_0", Steun.NEUTRAAL)
    log_in(ports, wie)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Je stemt nu voor <strong>AOZ · Academische Opleidingsschool</strong>" in read(tab)
    vote(tab, "P1_AOZ_0", Steun.VOLLEDIG_EENS)
    assert stemmen(ports, sessie) == {"AOZ": ("volledig eens", ""), "LWZ": ("neutraal", "")}
    assert "is al gestemd. Wat, zie je na het sluiten." in read(tab)
    assert "neutraal" not in read(tab)


@pytest.mark.parametrize("anoniem", [False, True])
def test_the_outcome_comes_with_the_closing(ports: Ports, wie: Wie, sessie: Sessie, anoniem: bool) -> None:
    ask(ports, wie, sessie, anoniem=anoniem)
    sit_down(ports, wie, sessie)
    vote(open_scherm(PEILINGEN, sessie), "P1_1_0", Steun.BEZWAAR, REDEN)
    log_in(ports, wie)
    gezien = read(open_scherm(PEILINGEN, sessie)) + read(open_scherm(VERSLAG, sessie))
    assert "<strong>1</strong> van 1 heeft gestemd" in gezien
    assert "bezwaar" not in gezien
    assert "&lt;b&gt;geld" not in gezien

    close_peiling(wie, sessie.id, "P1", ports=ports)
    for scherm in (PEILINGEN, VERSLAG):
        gezien = read(open_scherm(scherm, sessie))
        assert "Daar is geen &lt;b&gt;geld&lt;/b&gt; voor" in gezien
        assert "Niet gehaald: 0%, 1 bezwaar" in gezien
        assert "bezwaar 1, onthouding 0" in gezien
        assert ("· schoolopleider 1, Kindrijk</span></dt>" in gezien) is not anoniem
        assert BINDT_NIEMAND in gezien


def test_others_see_polls_once_there_is_one_for_them(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=STELLING), ports=ports)
    sit_down(ports, wie, sessie, rol="toehoorder")
    tab = open_scherm(PEILINGEN, sessie)
    assert "Peilingen" not in links(tab)
    assert "Nog geen peiling. Zodra de facilitator" in read(tab)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Peilingen" in links(tab)
    assert "Je leest hier mee" in read(tab)
    assert not tab.radio
    assert not [label for label in labels(tab) if label.startswith(("Sluit", "Nieuwe", "Stem"))]


def test_what_people_wrote_is_no_markup_in_a_choice(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    opties = ("**vet** :red[x]", "[link](http://x.nl) $a$")
    ask(ports, wie, sessie, soort=Peilingsoort.EIGEN_VRAAG, opties=opties)
    sit_down(ports, wie, sessie)
    tab = open_scherm(PEILINGEN, sessie)
    assert tab.radio(key="stem_keuze_P1_1_0").options == [escape_label(optie) for optie in opties]
    assert not set(opties) & set(tab.radio(key="stem_keuze_P1_1_0").options)
    vote(tab, "P1_1_0", opties[1])
    assert stemmen(ports, sessie) == {1: (opties[1], "")}
    assert "**vet** :red[x]" in read(tab) or "[link](http://x.nl) $a$" in read(tab)


@pytest.mark.parametrize("stand", [Stand.VOORBEREIDING, Stand.VERSLAG])
def test_outside_the_conversation_nobody_votes(ports: Ports, wie: Wie, sessie: Sessie, stand: Stand) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Nog niet gevraagd"), ports=ports)
    ask(ports, wie, sessie)
    sit_down(ports, wie, sessie)
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": stand}), gelezen=nu.revisie, daad=DAAD)
    assert "Stemmen kan zolang het gesprek gaande is." in read(open_scherm(PEILINGEN, sessie))
    log_in(ports, wie)
    tab = open_scherm(PEILINGEN, sessie)
    assert "Nog niet gevraagd" in read(tab)
    assert ("Openen kan zodra het gesprek begonnen is." in read(tab)) is (stand is Stand.VOORBEREIDING)
    assert not [label for label in labels(tab) if label.startswith(("Open", "Stem"))]
    assert not tab.exception


def test_a_poll_made_from_a_question_is_about_that_question(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    vraag = next(v for v in ports.sessies.get_dossier(sessie.id).kaart.vragen if v.id == "RS3")
    tab = open_scherm(VRAAG, sessie, vraag="RS3")
    tab.button(key="vraag_peiling").click().run()
    assert vraag.tekst in read(tab)
    assert tab.selectbox(key="peiling_bron_nieuw_RS3").value == "RS3"
    assert "bron" not in tab.query_params

    # AppTest runs the whole screen where a browser runs the window: so it is asked for by its address again.
    tab = open_scherm(PEILINGEN, sessie, bron="RS3")
    tab.query_params["bron"] = "RS3"
    tab.text_input(key="peiling_stelling_nieuw_RS3").set_value(STELLING)
    tab.button(key="peiling_bewaar").click().run()
    (peiling,) = ports.sessies.get_dossier(sessie.id).peilingen
    assert peiling.bron == "RS3"
    assert vraag.tekst in read(open_scherm(PEILINGEN, sessie))


@pytest.mark.parametrize("bron", ["onzin", "'><script>"])
def test_a_question_that_is_not_on_the_card_is_no_source(wie: Wie, sessie: Sessie, bron: str) -> None:
    tab = open_scherm(PEILINGEN, sessie, bron=bron)
    assert tab.selectbox(key="peiling_bron_nieuw").value is None
    assert not tab.exception


def test_who_does_not_lead_makes_no_poll_by_an_address(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    cookie = come_in(ports, wie, sessie).cookie
    provide_cookies(lambda: Koekjes(None, cookie))
    tab = open_scherm(PEILINGEN, sessie, bron="RS3")
    assert not tab.selectbox
    assert not tab.exception


def test_one_tap_puts_a_poll_on_the_wall_and_takes_it_off(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=STELLING), ports=ports)
    assert "Zet op het scherm" not in labels(open_scherm(PEILINGEN, sessie)), "nobody knows of it yet"
    open_peiling(wie, sessie.id, "P1", ports=ports)
    tab = open_scherm(PEILINGEN, sessie)
    tab.button(key="wand_P1_op").click().run()
    assert read_scherm(wie, sessie.id, ports=ports).peiling is not None
    close_peiling(wie, sessie.id, "P1", ports=ports)
    tab.run()
    tab.button(key="wand_P1_af").click().run()
    assert read_scherm(wie, sessie.id, ports=ports).peiling is None
    assert not tab.exception


def test_only_who_leads_has_a_hand_on_the_wall(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling=STELLING), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    cookie = come_in(ports, wie, sessie).cookie
    provide_cookies(lambda: Koekjes(None, cookie))
    assert not [label for label in labels(open_scherm(PEILINGEN, sessie)) if "scherm" in label]
