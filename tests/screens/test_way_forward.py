"""Way Forward: recommendations, afspraken, acties."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Functie, Sector, Sessie, Stand
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Oordeel
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import WAY_FORWARD, fields, headings, in_venster, open_scherm, read, refusals
from tests.zaak import DAAD


@pytest.fixture
def sessie(make_gesprek: MakeGesprek) -> Sessie:
    """In GESPREK, with afspraak 2026-01 and actie 1."""
    return make_gesprek(Stand.GESPREK)


def test_a_judgement_is_kept_at_the_first_tap_and_can_change(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie)

    for oordeel in (Oordeel.DEELS, Oordeel.JA):
        knoppen = next(groep for groep in tab.segmented_control if (groep.key or "").startswith("oordeel_A2_"))
        knoppen.set_value(oordeel).run()
        (toets,) = ports.sessies.get_dossier(sessie.id).toetsen
        assert (toets.aanbeveling, toets.oordeel) == ("A2", oordeel)
        assert not tab.exception


def test_the_address_says_which_part(sessie: Sessie) -> None:
    assert "afspraak/2026-01" in fields(open_scherm(WAY_FORWARD, sessie, deel="afspraken"))
    assert "actie/1" in fields(open_scherm(WAY_FORWARD, sessie, deel="acties"))
    assert "toelichting/A1" in fields(open_scherm(WAY_FORWARD, sessie, deel="onzin"))


def test_the_parts_lead_to_the_report(sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie)
    for deel in ("afspraken", "acties"):
        tab.button(key="wf_verder").click().run()
        assert tab.query_params["deel"] == deel

    tab.button(key="wf_verslag").click().run()

    assert headings(tab)[0] == "Verslag"


def test_a_card_without_recommendations_begins_with_afspraken(make_gesprek: MakeGesprek) -> None:
    tab = open_scherm(WAY_FORWARD, make_gesprek("leeg"))

    assert tab.query_params["deel"] == "afspraken"
    assert "Nog geen afspraken." in read(tab)
    assert "zodra het gesprek is begonnen" in tab.info[0].value


def test_an_afspraak_gets_the_next_number_and_a_field(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")

    tab.button(key="wf_afspraak_na_1").click().run()

    assert [a.nummer for a in ports.sessies.get_dossier(sessie.id).afspraken] == ["2026-01", "2026-02"]
    assert fields(tab)["afspraak/2026-02"]["mag_schrijven"]


def test_the_features_of_an_afspraak_are_kept(ports: Ports, sessie: Sessie) -> None:
    def fill(tab: AppTest) -> None:
        tab.selectbox(key="afspraak_stand").set_value(Afspraakstand.ONDER_VOORBEHOUD)
        tab.pills(key="afspraak_functies").set_value([Functie.MATCHEN])
        tab.pills(key="afspraak_sectoren").set_value([Sector.MBO])
        tab.multiselect(key="afspraak_bronnen").set_value(["RS3", "G3a"])
        tab.text_input(key="afspraak_toelichting").set_value("mits het bestuur instemt")
        tab.button(key="afspraak_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_afspraak_2026-01", fill)

    (afspraak,) = ports.sessies.get_dossier(sessie.id).afspraken
    assert afspraak.stand is Afspraakstand.ONDER_VOORBEHOUD
    assert (afspraak.functies, afspraak.sectoren) == ((Functie.MATCHEN,), (Sector.MBO,))
    assert (afspraak.bronnen, afspraak.toelichting) == (("RS3", "G3a"), "mits het bestuur instemt")
    assert "uit RS3, G3a" in read(tab)


@pytest.mark.parametrize("wat", ["afspraak_toelichting", "actie_toelichting", "actie_eigenaar"])
def test_a_line_that_is_too_long_is_refused_in_words(ports: Ports, sessie: Sessie, wat: str) -> None:
    soort = wat.split("_", maxsplit=1)[0]

    def fill(tab: AppTest) -> None:
        tab.text_input(key=wat).set_value("x" * 301)
        tab.button(key=f"{soort}_bewaar").click()

    opener = {"afspraak": "wf_afspraak_2026-01", "actie": "wf_actie_1"}[soort]
    deel = {"afspraak": "afspraken", "actie": "acties"}[soort]
    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel=deel), opener, fill)

    assert "hoogstens 300 tekens" in refusals(tab)
    assert not tab.exception


def test_an_actie_knows_who_and_when(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel="acties")
    tab.button(key="wf_actie_na_1").click().run()

    def fill(tab: AppTest) -> None:
        tab.text_input(key="actie_eigenaar").set_value("programmaleider, Kindrijk")
        tab.text_input(key="actie_termijn").set_value("1 september 2027")
        tab.selectbox(key="actie_stand").set_value(Actiestand.LOOPT)
        tab.selectbox(key="actie_afspraak").set_value("2026-01")
        tab.button(key="actie_bewaar").click()

    in_venster(tab, "wf_actie_2", fill)

    actie = ports.sessies.get_dossier(sessie.id).acties[-1]
    assert (actie.nummer, actie.eigenaar, actie.termijn) == ("2", "programmaleider, Kindrijk", date(2027, 9, 1))
    assert (actie.stand, actie.afspraak) == (Actiestand.LOOPT, "2026-01")
    assert "bij afspraak 2026-01" in read(tab)


def test_a_term_that_is_no_date_is_refused_in_words(ports: Ports, sessie: Sessie) -> None:
    def fill(tab: AppTest) -> None:
        tab.text_input(key="actie_termijn").set_value("voor de zomer")
        tab.button(key="actie_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="acties"), "wf_actie_1", fill)

    assert "‘voor de zomer’ is geen datum." in refusals(tab)
    assert ports.sessies.get_dossier(sessie.id).acties[0].termijn is None


@pytest.mark.parametrize(
    ("deel", "opener"), [("afspraken", "wf_afspraak_2026-01"), ("acties", "wf_actie_1")], ids=["afspraak", "actie"]
)
def test_removing_takes_a_tick_and_a_button(ports: Ports, sessie: Sessie, deel: str, opener: str) -> None:
    def fill(tab: AppTest) -> None:
        assert "wf_weg" not in {knop.key for knop in tab.button}
        tab.checkbox(key="wf_weg_zeker").set_value(True).run()
        tab.button(key=opener).click()
        tab.run()
        tab.button(key=opener).click()
        tab.button(key="wf_weg").click()

    in_venster(open_scherm(WAY_FORWARD, sessie, deel=deel), opener, fill)

    assert not getattr(ports.sessies.get_dossier(sessie.id), deel)


def test_what_a_version_holds_cannot_be_removed(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    ports.sessies.save(sessie.model_copy(update={"stand": Stand.GESPREK}), gelezen=sessie.revisie, daad=DAAD)

    def fill(tab: AppTest) -> None:
        tab.checkbox(key="wf_weg_zeker").set_value(True)
        tab.button(key="wf_afspraak_2026-01").click()
        tab.run()
        tab.button(key="wf_afspraak_2026-01").click()
        tab.button(key="wf_weg").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_afspraak_2026-01", fill)

    assert "staat in een bevroren versie en blijft bestaan" in refusals(tab)
    assert len(ports.sessies.get_dossier(sessie.id).afspraken) == 1
