"""Way Forward: recommendations, afspraken, acties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.peiling import Peiling
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.peilingen import add_peiling
from gesprekskaart.services.sessies import save_deelnemer, save_partnerschap
from gesprekskaart.services.vervolg import add_actie, add_afspraak, delete_actie, save_actie, save_afspraak
from gesprekskaart.sessie import Bestuur, Deelnemer, Functie, Partnerschap, Pijler, Sector, Sessie, Sessierol, Stand
from gesprekskaart.vervolg import Actie, Actiefilter, Actiestand, Afspraak, Afspraakstand, Instemmingstand, Oordeel
from pages.onderdelen.toegang import provide_cookies
from tests.nep import VANDAAG
from tests.screens.conftest import MakeGesprek
from tests.screens.scherm import (
    PEILINGEN,
    VRAAG,
    WAY_FORWARD,
    fields,
    get_ahead,
    headings,
    in_venster,
    labels,
    link_labels,
    open_scherm,
    read,
    refusals,
)
from tests.zaak import DAAD, come_in, write


@pytest.fixture
def sessie(make_gesprek: MakeGesprek) -> Sessie:
    """In GESPREK, with afspraak 2026-01 and actie 1."""
    return make_gesprek(Stand.GESPREK)


def test_a_judgement_is_kept_at_the_first_tap_and_can_change(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie)

    for oordeel in (Oordeel.DEELS, Oordeel.JA):
        tab.segmented_control(key="oordeel_A2").set_value(oordeel).run()
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

    assert tab.segmented_control(key="wf_deel").value == "afspraken"
    assert "Nog geen afspraken." in read(tab)
    assert "zodra het gesprek is begonnen" in tab.info[0].value


def test_an_afspraak_gets_the_next_number_and_a_field(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")

    tab.button(key="wf_afspraak_na_1").click().run()

    assert [a.nummer for a in ports.sessies.get_dossier(sessie.id).afspraken] == ["2026-01", "2026-02"]
    assert fields(tab)["afspraak/2026-02"]["mag_schrijven"]


def test_the_features_of_an_afspraak_are_kept(ports: Ports, sessie: Sessie) -> None:
    def fill(tab: AppTest) -> None:
        tab.selectbox(key="afspraak_stand_2026-01").set_value(Afspraakstand.ONDER_VOORBEHOUD)
        tab.pills(key="afspraak_pijlers_2026-01").set_value([Pijler.BEHOUD])
        tab.pills(key="afspraak_functies_2026-01").set_value([Functie.MATCHEN])
        tab.pills(key="afspraak_sectoren_2026-01").set_value([Sector.MBO])
        tab.multiselect(key="afspraak_bronnen_2026-01").set_value(["RS3", "G3a"])
        tab.text_input(key="afspraak_toelichting_2026-01").set_value("mits het bestuur instemt")
        tab.button(key="afspraak_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_afspraak_2026-01", fill)

    (afspraak,) = ports.sessies.get_dossier(sessie.id).afspraken
    assert afspraak.stand is Afspraakstand.ONDER_VOORBEHOUD
    assert (afspraak.functies, afspraak.sectoren) == ((Functie.MATCHEN,), (Sector.MBO,))
    assert (afspraak.pijlers, afspraak.bronnen) == ((Pijler.BEHOUD,), ("RS3", "G3a"))
    assert afspraak.toelichting == "mits het bestuur instemt"
    assert link_labels(tab)[-2:] == ["RS3", "G3a"]


@pytest.mark.parametrize("wat", ["afspraak_toelichting_2026-01", "actie_toelichting_1", "actie_eigenaar_1"])
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
        tab.text_input(key="actie_eigenaar_2").set_value("programmaleider, Kindrijk")
        tab.text_input(key="actie_termijn_2").set_value("1 september 2027")
        tab.selectbox(key="actie_stand_2").set_value(Actiestand.LOOPT)
        tab.selectbox(key="actie_afspraak_2").set_value("2026-01")
        tab.button(key="actie_bewaar").click()

    in_venster(tab, "wf_actie_2", fill)

    actie = ports.sessies.get_dossier(sessie.id).acties[-1]
    assert (actie.nummer, actie.eigenaar, actie.termijn) == ("2", "programmaleider, Kindrijk", date(2027, 9, 1))
    assert (actie.stand, actie.afspraak) == (Actiestand.LOOPT, "2026-01")
    assert "Afspraak 2026-01" in link_labels(tab)


def test_a_term_that_is_no_date_is_refused_in_words(ports: Ports, sessie: Sessie) -> None:
    def fill(tab: AppTest) -> None:
        tab.text_input(key="actie_termijn_1").set_value("voor de zomer")
        tab.button(key="actie_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="acties"), "wf_actie_1", fill)

    assert "‘voor de zomer’ is geen datum." in refusals(tab)
    assert ports.sessies.get_dossier(sessie.id).acties[0].termijn is None


@pytest.mark.parametrize(
    ("deel", "opener", "nummer"),
    [("afspraken", "wf_afspraak_2026-01", "2026-01"), ("acties", "wf_actie_1", "1")],
    ids=["afspraak", "actie"],
)
def test_what_is_removed_can_be_put_back(ports: Ports, sessie: Sessie, deel: str, opener: str, nummer: str) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel=deel)
    in_venster(tab, opener, lambda tab: tab.button(key="wf_weg").click())
    assert not getattr(ports.sessies.get_dossier(sessie.id), deel)
    assert "is verwijderd. Terugzetten kan onderaan" in read(tab)

    tab.button(key=f"wf_terug_{nummer}").click().run()

    assert [stuk.nummer for stuk in getattr(ports.sessies.get_dossier(sessie.id), deel)] == [nummer]
    assert "staat er weer" in read(tab)
    assert f"wf_terug_{nummer}" not in [knop.key for knop in tab.button]


def test_what_a_version_holds_cannot_be_removed(ports: Ports, make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VERSLAG)
    ports.sessies.save(sessie.model_copy(update={"stand": Stand.GESPREK}), gelezen=sessie.revisie, daad=DAAD)

    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    in_venster(tab, "wf_afspraak_2026-01", lambda tab: tab.button(key="wf_weg").click())

    assert "staat in een bevroren versie en blijft bestaan" in refusals(tab)
    assert len(ports.sessies.get_dossier(sessie.id).afspraken) == 1


def keys(tab: AppTest) -> list[str | None]:
    return [knop.key for knop in tab.button]


def afspraak_van(ports: Ports, sessie: Sessie) -> Afspraak:
    (afspraak,) = ports.sessies.get_dossier(sessie.id).afspraken
    return afspraak


# ---------------------------------------------------------------- recommendations


def test_one_tap_makes_an_action_of_a_recommendation(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "aanpak/A3", "factsheet en twee werkbezoeken")
    tab = open_scherm(WAY_FORWARD, sessie)

    tab.button(key="wf_actie_uit_A3_na_0").click().run()

    actie = ports.sessies.get_dossier(sessie.id).acties[-1]
    assert (actie.nummer, actie.bronnen) == ("2", ("A3",))
    assert "Actie 2 staat bij de acties." in read(tab)
    assert "Actie 2" in link_labels(tab)
    # The second half of a double tap finds another button.
    assert "wf_actie_uit_A3_na_0" not in keys(tab)
    assert fields(open_scherm(WAY_FORWARD, sessie, deel="acties"))["actie/2"]["stand"]["tekst"].startswith("factsheet")


# ---------------------------------------------------------------- agreements


def test_an_action_is_added_where_it_is_agreed(ports: Ports, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")

    tab.button(key="wf_actie_bij_2026-01_na_1").click().run()

    assert [actie.afspraak for actie in ports.sessies.get_dossier(sessie.id).acties] == [None, "2026-01"]
    assert "Actie 2 hoort bij afspraak 2026-01." in read(tab)


def test_the_result_is_written_in_the_window_and_read_in_the_list(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    assert "resultaat/2026-01" not in fields(tab)
    tab.button(key="wf_afspraak_2026-01").click().run()
    assert {"resultaat/2026-01", "meting/2026-01"} <= set(fields(tab))

    write(ports, wie, sessie, "resultaat/2026-01", "373 <b>plekken</b>")

    gelezen = read(open_scherm(WAY_FORWARD, sessie, deel="afspraken"))
    assert "373 &lt;b&gt;plekken&lt;/b&gt;" in gelezen
    assert "Zo meten we het" not in gelezen


def test_a_board_that_must_consent_is_asked_for_and_shown_until_it_did(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    partnerschap = Partnerschap(code="WMD", naam="Werkplaats", besturen=(Bestuur(naam="Vakcollege <3"),))
    save_partnerschap(wie, sessie.id, partnerschap, gelezen=0, ports=ports)
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")

    def choose(tab: AppTest) -> None:
        assert tab.multiselect(key="afspraak_besturen_2026-01").options == ["Vakcollege <3"]
        tab.multiselect(key="afspraak_besturen_2026-01").set_value(["Vakcollege <3"])

    def answer(stand: Instemmingstand, op: str) -> None:
        tab.button(key="wf_afspraak_2026-01").click()
        tab.selectbox(key="instemming_stand_2026-01_Vakcollege <3").set_value(stand)
        tab.text_input(key="instemming_op_2026-01_Vakcollege <3").set_value(op)
        tab.button(key="afspraak_instemming_bewaar").click().run()

    in_venster(tab, "wf_afspraak_2026-01", choose)
    answer(Instemmingstand.GEVRAAGD, "21-4-2027")
    assert afspraak_van(ports, sessie).wacht_op == ("Vakcollege <3",)
    assert 'gk-open">gevraagd</span> Vakcollege &lt;3 · woensdag 21 april 2027' in read(tab)

    def settle(tab: AppTest) -> None:
        tab.selectbox(key="afspraak_stand_2026-01").set_value(Afspraakstand.VASTGESTELD)
        tab.button(key="afspraak_bewaar").click()

    in_venster(tab, "wf_afspraak_2026-01", settle)
    assert "kan pas als elk bestuur heeft ingestemd" in refusals(tab)
    assert afspraak_van(ports, sessie).stand is Afspraakstand.CONCEPT


def change_both(ports: Ports, sessie: Sessie) -> AppTest:
    """Somebody changes functions and explanation, just before I change stand and explanation."""
    ander = afspraak_van(ports, sessie).model_copy(update={"functies": (Functie.WERVEN,), "toelichting": "van hem"})
    get_ahead(ports, "vervolg", "save_afspraak", ander)

    def fill(tab: AppTest) -> None:
        tab.selectbox(key="afspraak_stand_2026-01").set_value(Afspraakstand.AANGEHOUDEN)
        tab.text_input(key="afspraak_toelichting_2026-01").set_value("van <mij>")
        tab.button(key="afspraak_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="afspraken"), "wf_afspraak_2026-01", fill)
    gelezen = read(tab)
    for deel in ("Er is niets weg", "van hem", "van &lt;mij&gt;", "aangehouden", "werven"):
        assert deel in gelezen
    assert "Bovenaan dit venster staan jullie versies naast elkaar: kies daar." in refusals(tab)
    assert "probeer het opnieuw" not in gelezen
    assert afspraak_van(ports, sessie).toelichting == "van hem"
    tab.button(key="wf_afspraak_2026-01").click()
    return tab


def test_two_people_who_change_an_agreement_see_both_and_can_have_both(ports: Ports, sessie: Sessie) -> None:
    tab = change_both(ports, sessie)

    tab.button(key="botsing_mijn").click().run()

    samen = afspraak_van(ports, sessie)
    assert (samen.stand, samen.functies) == (Afspraakstand.AANGEHOUDEN, (Functie.WERVEN,))
    assert samen.toelichting == "van <mij>"
    tab.button(key="wf_afspraak_2026-01").click().run()
    assert "Er is niets weg" not in read(tab)
    assert "<del>van hem</del> → van &lt;mij&gt;" in read(tab)


def test_two_people_who_change_an_agreement_may_leave_it_as_the_other_made_it(ports: Ports, sessie: Sessie) -> None:
    tab = change_both(ports, sessie)

    tab.button(key="botsing_laat").click().run()

    assert afspraak_van(ports, sessie).stand is Afspraakstand.CONCEPT
    tab.button(key="wf_afspraak_2026-01").click().run()
    assert "Er is niets weg" not in read(tab)


def test_the_history_reads_as_what_happened(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    anders = afspraak_van(ports, sessie).model_copy(update={"stand": Afspraakstand.AANGEHOUDEN})
    save_afspraak(wie, sessie.id, anders, ports=ports)
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")

    tab.button(key="wf_afspraak_2026-01").click().run()

    assert "<del>concept</del> → aangehouden" in read(tab)
    assert "de facilitator · maandag 23 november 2026" in read(tab)


def test_who_only_reads_sees_what_happened_and_can_change_nothing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    koek = come_in(ports, wie, sessie, rol=Sessierol.TOEHOORDER).cookie
    provide_cookies(lambda: Koekjes(None, koek))
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    assert "Actie hierbij" not in labels(tab)

    tab.button(key="wf_afspraak_2026-01").click().run()

    assert "Vastgelegd" in read(tab)
    assert not {"afspraak_bewaar", "wf_weg"} & set(keys(tab))
    assert not fields(tab)["afspraak/2026-01"]["mag_schrijven"]


# ---------------------------------------------------------------- actions


def test_somebody_at_the_table_can_be_chosen_as_owner(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    mens = Deelnemer(nummer=4, naam="Ayşe *Yılmaz*", rol="rector", organisatie="De Wissel")
    save_deelnemer(wie, sessie.id, mens, gelezen=0, ports=ports)

    def fill(tab: AppTest) -> None:
        tab.selectbox(key="actie_deelnemer_1").set_value(4)
        tab.button(key="actie_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="acties"), "wf_actie_1", fill)

    (actie,) = ports.sessies.get_dossier(sessie.id).acties
    assert (actie.deelnemer, actie.eigenaar) == (4, "rector, De Wissel")
    assert "rector, De Wissel" in read(tab)


@pytest.mark.parametrize(
    ("ingevuld", "termijn", "melding"),
    [
        ("1 september", date(2027, 9, 1), "Actie 1: gelezen als woensdag 1 september 2027."),
        ("september 2027", date(2027, 9, 30), "Actie 1: gelezen als donderdag 30 september 2027."),
        (
            "20-11-2026",
            date(2026, 11, 20),
            "Let op: vrijdag 20 november 2026 is al voorbij. Actie 1 staat bij ‘te laat’",
        ),
        ("1-9-2027", date(2027, 9, 1), ""),
    ],
)
def test_what_was_read_in_a_term_is_said(
    ports: Ports, sessie: Sessie, ingevuld: str, termijn: date, melding: str
) -> None:
    def fill(tab: AppTest) -> None:
        tab.text_input(key="actie_termijn_1").set_value(ingevuld)
        tab.button(key="actie_bewaar").click()

    tab = in_venster(open_scherm(WAY_FORWARD, sessie, deel="acties"), "wf_actie_1", fill)

    assert ports.sessies.get_dossier(sessie.id).acties[0].termijn == termijn
    assert melding in read(tab)
    assert ("gk-melding" in read(tab)) is bool(melding)


def fill_with_acties(ports: Ports, wie: Wie, sessie: Sessie, aantal: int) -> None:
    """Every third is late, every fifth done; the later the number the earlier the term."""
    for _ in range(aantal - 1):
        add_actie(wie, sessie.id, ports=ports)
    vandaag = VANDAAG.date()
    for actie in ports.sessies.get_dossier(sessie.id).acties:
        nummer = int(actie.nummer)
        velden = {
            "eigenaar": f"rector {nummer % 7}",
            "termijn": vandaag + timedelta(days=(-nummer if nummer % 3 == 0 else nummer)),
            "stand": Actiestand.GEREED if nummer % 5 == 0 else Actiestand.OPEN,
        }
        save_actie(wie, sessie.id, Actie(**{**dict(actie), **velden}), ports=ports)


def actievelden(tab: AppTest) -> list[str]:
    return [plek.partition("/")[2] for plek in fields(tab) if plek.startswith("actie/")]


def test_three_hundred_actions_stay_usable(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    fill_with_acties(ports, wie, sessie, 300)
    tab = open_scherm(WAY_FORWARD, sessie, deel="acties")

    assert actievelden(tab)[:3] == ["297", "294", "291"]
    assert len(actievelden(tab)) == 20
    assert "Te laat (80)" in tab.selectbox(key="wf_filter").options
    tab.button(key="wf_meer").click().run()
    assert len(actievelden(tab)) == 40

    tab.selectbox(key="wf_filter").set_value(Actiefilter.AF).run()
    assert "60 van 300 acties." in read(tab)
    tab.text_input(key="wf_zoek").set_value("RECTOR 3").run()
    assert actievelden(tab)[0] == "255"
    tab.text_input(key="wf_zoek").set_value("niemand").run()
    assert actievelden(tab) == []
    assert "0 van 300 acties." in read(tab)


def test_thirty_agreements_are_not_drawn_at_once_and_a_new_one_is_never_out_of_sight(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    for _ in range(29):
        add_afspraak(wie, sessie.id, ports=ports)

    def shown(tab: AppTest) -> list[str]:
        return [plek for plek in fields(tab) if plek.startswith("afspraak/")]

    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    assert len(shown(tab)) == 12
    tab.button(key="wf_meer_afspraken").click().run()
    assert len(shown(tab)) == 30

    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    tab.button(key="wf_afspraak_na_30").click().run()
    assert shown(tab)[-1] == "afspraak/2026-31"


def test_a_new_action_stands_first_where_it_can_be_written(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    fill_with_acties(ports, wie, sessie, 30)
    tab = open_scherm(WAY_FORWARD, sessie, deel="acties")

    tab.button(key="wf_actie_na_30").click().run()

    assert actievelden(tab)[0] == "31"


def test_late_and_missing_are_said_in_words(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    (actie,) = ports.sessies.get_dossier(sessie.id).acties
    assert "nog geen eigenaar" in read(open_scherm(WAY_FORWARD, sessie, deel="acties"))
    laat = Actie(nummer="1", termijn=date(2026, 11, 20), eigenaar="rector", revisie=actie.revisie)
    save_actie(wie, sessie.id, laat, ports=ports)
    tab = open_scherm(WAY_FORWARD, sessie, deel="acties")
    assert "te laat: vrijdag 20 november 2026" in read(tab)
    assert f"/gk/verslag/{sessie.id}/termijnen.ics" in read(tab)


# ---------------------------------------------------------------- one click each way


def test_from_question_by_poll_to_agreement_to_action_and_back(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    add_peiling(wie, sessie.id, Peiling(nummer="P1", stelling="Samen tellen", bron="RS4b"), ports=ports)
    afspraak = afspraak_van(ports, sessie).model_copy(update={"bronnen": ("RS3", "P1")})
    save_afspraak(wie, sessie.id, afspraak, ports=ports)
    actie = add_actie(wie, sessie.id, afspraak="2026-01", ports=ports)

    assert "Peiling P1" in link_labels(open_scherm(VRAAG, sessie, vraag="RS4"))
    assert "Afspraak 2026-01" in link_labels(open_scherm(VRAAG, sessie, vraag="RS3"))
    assert {"RS4b", "Afspraak 2026-01"} <= set(link_labels(open_scherm(PEILINGEN, sessie)))
    assert {"RS3", "Peiling P1", "Actie 2"} <= set(link_labels(open_scherm(WAY_FORWARD, sessie, deel="afspraken")))
    een = open_scherm(WAY_FORWARD, sessie, deel="acties", nummer=actie.nummer)
    assert actievelden(een) == ["2"]
    assert "Afspraak 2026-01" in link_labels(een)
    een.button(key="wf_alle").click().run()
    assert actievelden(een) == ["1", "2"]


def test_a_source_that_is_gone_is_told_and_leads_nowhere(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ports.vervolg.save_afspraak(sessie.id, Afspraak(nummer="2026-01", bronnen=("P7",)), gelezen=1, daad=DAAD)
    delete_actie(wie, sessie.id, "1", ports=ports)
    tab = open_scherm(WAY_FORWARD, sessie, deel="afspraken")
    assert "P7 (verwijderd)" in read(tab)
    assert "P7 (verwijderd)" not in link_labels(tab)
