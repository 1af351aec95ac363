"""Verslag: freeze, react, establish, reopen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports, provide
from gesprekskaart.services.ondertekenen import save_ondertekenaar
from gesprekskaart.services.peilingen import add_peiling, open_peiling
from gesprekskaart.services.sessies import save_deelnemer
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.sessie import Deelnemer, Mandaat, Sessie, Stand
from gesprekskaart.uitvoer.formaat import SOORTEN, Formaat
from gesprekskaart.verslag import Reactie, ReactieSoort
from gesprekskaart.vervolg import Instemmingstand
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import VERSLAG, WAY_FORWARD, fields, headings, in_venster, labels, open_scherm, read, refusals
from tests.zaak import write

TEKENAAR = "Ondertekenaar toevoegen…"


@pytest.mark.parametrize(
    ("stand", "knoppen"),
    [
        (Stand.VOORBEREIDING, {TEKENAAR}),
        (Stand.GESPREK, {"Bevriezen als versie 1…", "Maak het vervolg…", TEKENAAR}),
        (Stand.VERSLAG, {"Vaststellen…", "Gesprek heropenen…", "Leg reactie vast", "Maak het vervolg…", TEKENAAR}),
        (Stand.VASTGESTELD, {"Gesprek heropenen…", "Maak het vervolg…"}),
    ],
)
def test_the_stand_decides_what_can_be_done(make_gesprek: MakeGesprek, stand: Stand, knoppen: set[str]) -> None:
    tab = open_scherm(VERSLAG, make_gesprek(stand))

    assert set(labels(tab)) == knoppen
    assert "Wij willen samen opleiden." in read(tab)


def test_every_format_is_offered_of_what_stands_on_the_screen(make_gesprek: MakeGesprek) -> None:
    for stand, nummer in ((Stand.GESPREK, "concept"), (Stand.VERSLAG, "1")):
        sessie = make_gesprek(stand)
        gelezen = read(open_scherm(VERSLAG, sessie))
        assert all(f'/gk/uitvoer/{sessie.id}/{nummer}/{formaat}"' in gelezen for formaat in Formaat)
        assert all(soort.uitleg in gelezen for soort in SOORTEN.values())


def test_freezing_makes_version_1_with_a_term(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="bevries_termijn").set_value("10 december 2026")
        tab.button(key="bevries_ja").click()

    tab = in_venster(open_scherm(VERSLAG, sessie), "verslag_bevries", fill)

    (versie,) = ports.verslagen.list(sessie.id)
    assert versie.termijn is not None
    assert versie.termijn.isoformat() == "2026-12-10T17:00:00+01:00"
    assert versie.vingerafdruk in read(tab)
    assert f"/gk/verslag/{sessie.id}/1.pdf" in read(tab)
    assert "donderdag 10 december 2026, 17.00 uur" in read(tab)


@pytest.mark.parametrize(("termijn", "melding"), [("1-1-2020", "ligt in het verleden"), ("ooit", "is geen datum")])
def test_a_term_that_cannot_be_is_refused(ports: Ports, make_gesprek: MakeGesprek, termijn: str, melding: str) -> None:
    sessie = make_gesprek(Stand.GESPREK)

    def fill(tab: AppTest) -> None:
        tab.text_input(key="bevries_termijn").set_value(termijn)
        tab.button(key="bevries_ja").click()

    tab = in_venster(open_scherm(VERSLAG, sessie), "verslag_bevries", fill)

    assert melding in refusals(tab)
    assert not ports.verslagen.list(sessie.id)
    assert ports.sessies.get(sessie.id).stand is Stand.GESPREK


def _react(
    tab: AppTest, soort: ReactieSoort | None, mandaat: Mandaat | None, toelichting: str = "", van: str = "LWZ"
) -> None:
    tab.radio(key=f"reactie_soort_{van}").set_value(soort)
    tab.text_input(key=f"reactie_naam_{van}").set_value("Ayşe")
    tab.selectbox(key=f"reactie_mandaat_{van}").set_value(mandaat)
    tab.text_area[0].set_value(toelichting)
    tab.button(key="reactie_bewaar").click()


def _reacties(ports: Ports, sessie: Sessie) -> tuple[Reactie, ...]:
    return ports.verslagen.list(sessie.id)[-1].reacties


def test_a_reservation_needs_its_reason(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    tab = open_scherm(VERSLAG, sessie)

    in_venster(tab, "verslag_reactie_LWZ", lambda tab: _react(tab, ReactieSoort.MET_VOORBEHOUD, Mandaat.MANDAAT))
    assert "hoort een toelichting" in refusals(tab)
    assert not _reacties(ports, sessie)

    voorbehoud = "mits <b>het bestuur</b> instemt"
    in_venster(
        tab, "verslag_reactie_LWZ", lambda tab: _react(tab, ReactieSoort.MET_VOORBEHOUD, Mandaat.MANDAAT, voorbehoud)
    )
    (reactie,) = _reacties(ports, sessie)
    assert (reactie.partnerschap, reactie.soort, reactie.toelichting) == ("LWZ", "akkoord met voorbehoud", voorbehoud)
    assert "mits &lt;b&gt;het bestuur&lt;/b&gt; instemt" in read(tab)


@pytest.mark.parametrize(("soort", "mandaat"), [(None, Mandaat.GEEN), (ReactieSoort.AKKOORD, None), (None, None)])
def test_a_reaction_without_a_choice_or_mandate_is_none(
    ports: Ports, make_gesprek: MakeGesprek, soort: ReactieSoort | None, mandaat: Mandaat | None
) -> None:
    sessie = make_gesprek(Stand.VERSLAG)

    tab = in_venster(
        open_scherm(VERSLAG, sessie), "verslag_reactie_AOZ", lambda tab: _react(tab, soort, mandaat, van="AOZ")
    )

    assert "Kies een reactie en het mandaat" in refusals(tab)
    assert not _reacties(ports, sessie)


def test_the_last_reaction_of_a_partnership_is_the_one_shown(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    tab = open_scherm(VERSLAG, sessie)

    for soort in (ReactieSoort.TER_KENNISNAME, ReactieSoort.AKKOORD):
        in_venster(tab, "verslag_reactie_AOZ", partial(_react, soort=soort, mandaat=Mandaat.MANDAAT, van="AOZ"))

    assert [reactie.soort for reactie in _reacties(ports, sessie)] == ["ter kennisname", "akkoord"]
    assert '<span class="gk-merk">akkoord</span> Ayşe' in read(tab)
    assert '<span class="gk-merk">ter kennisname</span>' not in read(tab)


def test_what_comes_first_is_asking_and_establishing_once_everybody_reacted(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VERSLAG, make_gesprek(Stand.VERSLAG))
    for code in ("", "LWZ", "AOZ"):
        if code:
            in_venster(
                tab,
                f"verslag_reactie_{code}",
                partial(_react, soort=ReactieSoort.AKKOORD, mandaat=Mandaat.MANDAAT, van=code),
            )
        voorop = [knop.key for knop in tab.button if knop.proto.type == "primary"]
        assert voorop == (["verslag_vaststellen"] if code == "AOZ" else ["teken_nieuw"])


def test_a_signer_who_did_not_react_beside_one_who_did_is_not_passed_over(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    for nummer in (1, 2):
        tekenaar = Ondertekenaar(nummer=nummer, partnerschap="LWZ", rol=f"voorzitter {nummer}")
        save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    tab = open_scherm(VERSLAG, sessie)
    for code in ("LWZ", "AOZ"):
        in_venster(
            tab,
            f"verslag_reactie_{code}",
            partial(_react, soort=ReactieSoort.AKKOORD, mandaat=Mandaat.MANDAAT, van=code),
        )
    tab = open_scherm(VERSLAG, sessie)
    assert "verslag_vaststellen" not in [knop.key for knop in tab.button if knop.proto.type == "primary"]
    tab.button(key="verslag_vaststellen").click().run()
    assert "2 ondertekenaars reageerden nog niet; anderen van hun partnerschap wel." in read(tab)
    assert "De termijn loopt nog tot" in read(tab)


def test_establishing_says_first_who_did_not_react_and_who_does_not_agree(
    ports: Ports, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    tab = open_scherm(VERSLAG, sessie)
    tab.button(key="verslag_vaststellen").click().run()
    assert "Nog geen reactie van LWZ, AOZ." in read(tab)
    assert "De termijn loopt nog tot" in read(tab)
    nee = lambda tab: _react(tab, ReactieSoort.NIET_AKKOORD, Mandaat.MANDAAT, "Te vroeg.")  # noqa: E731 -- a step
    in_venster(tab, "verslag_reactie_LWZ", nee)
    tab.button(key="verslag_vaststellen").click().run()
    assert "<strong>LWZ is niet akkoord.</strong>" in read(tab)
    assert "Nog geen reactie van AOZ." in read(tab)

    in_venster(tab, "verslag_vaststellen", lambda tab: tab.button(key="stand_ja").click())

    assert ports.sessies.get(sessie.id).stand is Stand.VASTGESTELD
    assert "Versie 1 is vastgesteld." in read(tab)
    assert "Versie 1 is vastgesteld en verzegeld op" in read(tab)
    assert "Versie 1, verzegeld (PDF)" in read(tab)
    assert "Reageren kan tot" not in read(tab)


def test_who_reopened_by_mistake_goes_back_with_one_tap(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VASTGESTELD)
    tab = open_scherm(VERSLAG, sessie)
    in_venster(tab, "verslag_heropen", lambda tab: tab.button(key="stand_ja").click())
    write(ports, wie, sessie, "conclusie/G2", "Nieuw inzicht.")
    tab.button(key="verslag_terug").click().run()
    assert "Sinds versie 1 is er iets gewijzigd." in refusals(tab)
    write(ports, wie, sessie, "conclusie/G2", "", gelezen=1)

    tab.button(key="verslag_terug").click().run()

    assert ports.sessies.get(sessie.id).stand is Stand.VASTGESTELD
    assert "Versie 1 ligt er weer zoals vóór het heropenen." in read(tab)
    assert "verslag_terug" not in {knop.key for knop in tab.button}


def test_a_second_version_says_what_changed(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VASTGESTELD)
    tab = open_scherm(VERSLAG, sessie)
    in_venster(tab, "verslag_heropen", lambda tab: tab.button(key="stand_ja").click())
    assert ports.sessies.get(sessie.id).stand is Stand.GESPREK
    write(ports, wie, sessie, "conclusie/G2", "Nieuw inzicht.")

    bevries = lambda tab: tab.button(key="bevries_ja").click()  # noqa: E731 -- the same step twice
    in_venster(tab, "verslag_bevries", bevries)
    assert "Schrijf op wat er sinds versie 1 is gewijzigd" in refusals(tab)
    assert "wijzigingen/2" in fields(tab)

    write(ports, wie, sessie, "wijzigingen/2", "Conclusie bij G2 toegevoegd.")
    in_venster(tab, "verslag_bevries", bevries)

    assert [versie.wijzigingen for versie in ports.verslagen.list(sessie.id)] == ["", "Conclusie bij G2 toegevoegd."]
    assert "Conclusie bij G2 toegevoegd." in read(tab)
    assert "Reacties op versie 2" in headings(tab)


def test_the_example_shows_who_reacted_and_who_did_not(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(VERSLAG, make_gesprek("voorbeeld"))

    assert "akkoord met voorbehoud" in read(tab)
    assert "Fictief voorbeeld" in read(tab)
    assert not tab.exception


def _open_freezing(sessie: Sessie) -> AppTest:
    tab = open_scherm(VERSLAG, sessie)
    return tab.button(key="verslag_bevries").click().run()


def _filled(tab: AppTest) -> list[str]:
    """The filled buttons that one sees once the window is open."""
    vol = [knop for knop in tab.button if knop.proto.type == "primary"]
    return [knop.label for knop in vol if knop.key != "verslag_bevries"]


def test_who_freezes_hears_first_what_is_not_finished(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    tab = _open_freezing(sessie)
    assert "vragen zijn leeg en niet als ‘niet besproken’ gemarkeerd: G2" in read(tab)
    assert _filled(tab) == ["Terug naar het gesprek"]
    assert "Toch bevriezen als versie 1" in labels(tab)


def test_with_a_poll_open_one_is_sent_there_and_not_refused(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Samen?"), ports=ports)
    open_peiling(wie, sessie.id, "P1", ports=ports)
    tab = _open_freezing(sessie)
    assert "Peiling P1 staat nog open." in read(tab)
    assert _filled(tab) == ["Naar de peilingen"]
    assert not [label for label in labels(tab) if "bevriezen als versie" in label.lower() and "…" not in label]


def test_with_everything_finished_freezing_is_the_filled_button(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen[1:]:
        write(ports, wie, sessie, f"conclusie/{vraag.id}", "Eens.")
    tab = _open_freezing(sessie)
    assert "nog niet af" not in read(tab)
    assert _filled(tab) == ["Bevriezen als versie 1"]


def test_what_a_board_decided_after_freezing_stands_beside_the_version_that_stays(
    ports: Ports, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek("voorbeeld")
    versie = ports.verslagen.list(sessie.id)[-1]
    assert "Wat besturen besloten" not in " ".join(headings(open_scherm(VERSLAG, sessie)))

    def fill(tab: AppTest) -> None:
        tab.radio(key="instemming_stand_2026-02_Vakcollege Drevenmark").set_value(Instemmingstand.INGESTEMD)
        tab.text_input(key="instemming_op_2026-02_Vakcollege Drevenmark").set_value("21 april 2026")
        tab.text_input(key="instemming_door_2026-02_Vakcollege Drevenmark").set_value("secretaris <b>, Drevenmark")
        tab.button(key="instemming_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_instemming_2026-02", fill)

    assert not tab.exception
    assert "De bevroren versie is niet gewijzigd" in read(tab)
    assert "doorgegeven door secretaris &lt;b&gt;, Drevenmark" in read(tab)
    assert f"na versie {versie.nummer}" in read(tab)
    assert ports.verslagen.list(sessie.id)[-1] == versie
    tab = open_scherm(VERSLAG, sessie)
    assert f"Wat besturen besloten na versie {versie.nummer}" in headings(tab)
    assert "dinsdag 21 april 2026" in read(tab)


def test_without_a_day_nothing_is_noted(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek("voorbeeld")

    def fill(tab: AppTest) -> None:
        tab.text_input(key="instemming_op_2026-02_Vakcollege Drevenmark").set_value("")
        tab.radio(key="instemming_stand_2026-02_Vakcollege Drevenmark").set_value(Instemmingstand.INGESTEMD)
        tab.button(key="instemming_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_instemming_2026-02", fill)

    assert "op welke dag" in refusals(tab)


def test_erasing_a_name_says_where_it_still_stands(ports: Ports, wie: Wie, make_gesprek: MakeGesprek) -> None:
    """A signer who was typed in by hand is not known to be the participant of that name."""
    sessie = make_gesprek(Stand.GESPREK)
    fatima = Deelnemer(nummer=1, naam="Fatima El Yousfi", rol="bestuurder", namens=("LWZ",))
    save_deelnemer(wie, sessie.id, fatima, gelezen=0, ports=ports)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", naam="Fatima El Yousfi", rol="voorzitter")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    write(ports, wie, sessie, "conclusie/G2", "Fatima El Yousfi bewaakt dit.")

    tab = open_scherm(VERSLAG, sessie)
    tab.radio(key="wissen_wie").set_value(tab.radio(key="wissen_wie").options[0]).run()

    def erase(tab: AppTest) -> None:
        assert "staat ook in de tekst bij: Conclusie bij G2." in read(tab), "it is told before, not only after"
        tab.button(key="wissen_ja").click()

    gewist = read(in_venster(tab, "wissen_open", erase))

    assert "De naam is gewist. In de tekst staat hij nog bij: Conclusie bij G2." in gewist
    assert "Dezelfde naam staat nog in de lijst: voorzitter." in gewist


def test_a_link_that_others_cannot_open_is_told_before_it_is_sent(
    ports: Ports, wie: Wie, make_gesprek: MakeGesprek
) -> None:
    sessie = make_gesprek(Stand.GESPREK)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", rol="voorzitter")
    save_ondertekenaar(wie, sessie.id, tekenaar, gelezen=0, ports=ports)
    provide(replace(ports, openbaar_adres="http://localhost:8501"))
    assert "dat adres werkt alleen op deze computer" not in read(open_scherm(VERSLAG, sessie))
    freeze(wie, sessie.id, termijn=None, ports=ports)
    assert "dat adres werkt alleen op deze computer" in read(open_scherm(VERSLAG, sessie))
