from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import BESPROKEN, CONCEPT, GEDEELD, GEPARKEERD, LEEG, NIET_BESPROKEN
from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend, TekstGewijzigd, TekstTeLang
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Zet
from gesprekskaart.services.aandacht import add_issue, add_verschil
from gesprekskaart.services.groepen import add_groep
from gesprekskaart.services.keuzes import add_keuze
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import move_stand, open_dossier, save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken, read_tekst, write_tekst
from gesprekskaart.services.vervolg import add_actie, add_afspraak
from gesprekskaart.sessie import Deelnemer, NietBesproken, Sessie, Sessierol, Stand
from gesprekskaart.tekst import (
    AFSPRAAKSOORTEN,
    ASPECTEN,
    GROEPSOORTEN,
    KEUZESOORTEN,
    MAX_TEKST,
    UITKOMSTSOORTEN,
    Moment,
    Plek,
    TekstSoort,
    clean_tekst,
)
from tests import nep
from tests.zaak import invoer, make_deelnemer, make_sessie, write

ports = pytest.fixture(nep.make_ports)


def test_what_is_written_is_read_back_with_author_revision_and_moment(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Ayşe & coördinator <3")
    tekst = read_tekst(wie, sessie.id, "antwoord/G1/LWZ", sessies=ports.sessies, teksten=ports.teksten)
    assert (tekst.tekst, tekst.revisie, tekst.door) == ("Ayşe & coördinator <3", 1, "de facilitator")
    assert tekst.moment is Moment.GESPREK


def test_where_nobody_wrote_the_revision_is_zero(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    tekst = read_tekst(wie, sessie.id, "conclusie/G1", sessies=ports.sessies, teksten=ports.teksten)
    assert (tekst.tekst, tekst.revisie) == ("", 0)


def test_a_stale_write_is_refused_with_the_other_text_and_changes_nothing(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    write(ports, wie, sessie, "conclusie/G1", "eerste")
    with pytest.raises(TekstGewijzigd, match="Er is niets weg") as fout:
        write(ports, wie, sessie, "conclusie/G1", "tweede", gelezen=0)
    assert fout.value.huidige.tekst == "eerste"
    assert open_dossier(wie, sessie.id, ports=ports).tekst(TekstSoort.CONCLUSIE, "G1") == "eerste"


def test_the_same_save_twice_is_harmless_even_after_somebody_wrote_on(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    eerste = invoer(sessie.id, "conclusie/G1", "van mij")
    write_tekst(wie, eerste, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now)
    write(ports, wie, sessie, "conclusie/G1", "van mij, aangevuld", gelezen=1)
    nogmaals = write_tekst(
        wie, eerste, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now
    )
    assert (nogmaals.tekst, nogmaals.revisie) == ("van mij, aangevuld", 2)


def test_an_answer_keeps_the_moment_it_was_first_brought_in(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    write(ports, wie, sessie, "antwoord/G1/LWZ", "thuis bedacht")
    write(ports, wie, sessie, "antwoord/G1/AOZ", "  ")
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert write(ports, wie, sessie, "antwoord/G1/LWZ", "aangescherpt", gelezen=1).moment is Moment.VOORAF
    assert write(ports, wie, sessie, "antwoord/G1/AOZ", "aan tafel", gelezen=1).moment is Moment.GESPREK


@pytest.mark.parametrize(
    "plek",
    [
        "antwoord/G3/LWZ",
        "antwoord/X9/LWZ",
        "antwoord/G1/XYZ",
        "conclusie/G3a",
        "toelichting/G1",
        "afspraak/2026-01",
        "actie/1",
    ],
)
def test_a_place_that_the_session_does_not_have_is_refused(ports: Ports, wie: Wie, sessie: Sessie, plek: str) -> None:
    with pytest.raises(Ongeldig, match="bestaat niet in dit gesprek"):
        write(ports, wie, sessie, plek, "zwerftekst")
    assert ports.teksten.get(sessie.id, plek) is None


@pytest.mark.parametrize(
    "plek",
    [
        "",
        "antwoord",
        "antwoord/G1",
        "conclusie/G1/LWZ",
        "roman/1",
        "antwoord/G1/lwz",
        "../etc",
        "inbreng/G1",
        "inbreng/G1/0",
        "inbreng/G1/A",
        "inbreng/G1/1/LWZ",
        "vraagstuk/T1",
        "vraagstuk/T1/1/LWZ",
        "anderen/T1/LWZ",
        "conclusie/G1\n",
        "conclusie/G1/",
    ],
)
def test_a_place_that_is_no_place_is_refused(plek: str) -> None:
    with pytest.raises(Ongeldig, match="geen plek"):
        Plek.parse(plek)


def test_every_kind_of_text_has_its_place(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    actie = add_actie(wie, sessie.id, ports=ports)
    add_groep(wie, sessie.id, ports=ports)
    sleutels = {TekstSoort.TOELICHTING: "A1", TekstSoort.AANPAK: "A1", TekstSoort.WIJZIGINGEN: "1"}
    sleutels |= {TekstSoort.ACTIE: actie.nummer, TekstSoort.ANTWOORD: "G3b/AOZ"}
    sleutels |= dict.fromkeys(AFSPRAAKSOORTEN, afspraak.nummer)
    sleutels |= dict.fromkeys(GROEPSOORTEN, "G1/1") | {TekstSoort.ANDEREN: "G1/1/LWZ"}
    add_verschil(wie, sessie.id, "Wat telt mee?", ports=ports)
    add_issue(wie, sessie.id, ports=ports)
    sleutels |= dict.fromkeys((TekstSoort.VERSCHIL, TekstSoort.EENS, TekstSoort.VERDER), "V1")
    sleutels |= dict.fromkeys((TekstSoort.ISSUE, TekstSoort.WAAROM, TekstSoort.TERUGKOPPELING), "L1")
    keuze = add_keuze(wie, sessie.id, "Federatie", ports=ports).nummer
    sleutels |= dict.fromkeys(KEUZESOORTEN, keuze) | dict.fromkeys(ASPECTEN, f"{keuze}-functies")
    elders = {TekstSoort.INBRENG, TekstSoort.STANDPUNT, TekstSoort.MINDERHEID, *UITKOMSTSOORTEN}
    for soort in set(TekstSoort) - elders:
        assert write(ports, wie, sessie, f"{soort}/{sleutels.get(soort, 'G1')}", "tekst").tekst == "tekst"


def test_too_long_is_refused_with_both_lengths(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "conclusie/G1", "x" * MAX_TEKST)
    with pytest.raises(TekstTeLang, match="20.001 tekens; er passen er 20.000"):
        write(ports, wie, sessie, "conclusie/G2", "x" * (MAX_TEKST + 1))


def test_rights_hold_for_writing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    deelnemer = make_deelnemer(sessie, Sessierol.DEELNEMER)
    assert write(ports, deelnemer, sessie, "antwoord/G1/LWZ", "van ons").door == "programmaleider, Kindrijk"
    with pytest.raises(NietToegestaan):
        write(ports, deelnemer, sessie, "antwoord/G1/AOZ", "van jullie")
    with pytest.raises(NietToegestaan):
        write(ports, deelnemer, sessie, "conclusie/G1", "namens allen")
    with pytest.raises(SessieOnbekend):
        write(ports, Wie(), sessie, "antwoord/G1/LWZ", "van niemand")
    with pytest.raises(SessieOnbekend):
        read_tekst(Wie(), sessie.id, "antwoord/G1/LWZ", sessies=ports.sessies, teksten=ports.teksten)


def test_inbreng_is_written_and_read_by_its_own_person_only(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    mensen = [
        save_deelnemer(wie, sessie.id, Deelnemer(nummer=nummer, rol="coach", namens=("LWZ",)), gelezen=0, ports=ports)
        for nummer in (1, 2)
    ]
    een, twee = (Wie(deelnemer=deelnemer, sessie_id=sessie.id) for deelnemer in mensen)
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    assert write(ports, een, sessie, "inbreng/G1/1", "nog van mij").tekst == "nog van mij"
    assert read_tekst(een, sessie.id, "inbreng/G1/1", sessies=ports.sessies, teksten=ports.teksten).tekst
    assert open_dossier(een, sessie.id, ports=ports).teksten
    for ander in (wie, twee):
        with pytest.raises(NietToegestaan):
            write(ports, ander, sessie, "inbreng/G1/1", "van een ander", gelezen=1)
        with pytest.raises(NietToegestaan):
            read_tekst(ander, sessie.id, "inbreng/G1/1", sessies=ports.sessies, teksten=ports.teksten)
        assert not open_dossier(ander, sessie.id, ports=ports).teksten


def test_not_discussed_is_another_thing_than_empty(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    feit = NietBesproken(sleutel="G3b", partnerschap="LWZ", reden="de tijd was op")
    mark_niet_besproken(wie, sessie.id, feit, geldt=True, ports=ports)
    dossier = open_dossier(wie, sessie.id, ports=ports)
    assert dossier.antwoordstand("G3b", "LWZ") == NIET_BESPROKEN
    assert dossier.antwoordstand("G3b", "AOZ") == LEEG
    mark_niet_besproken(wie, sessie.id, feit, geldt=False, ports=ports)
    assert open_dossier(wie, sessie.id, ports=ports).antwoordstand("G3b", "LWZ") == LEEG
    with pytest.raises(Ongeldig, match="geen vraag ‘Z1’"):
        mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="Z1"), geldt=True, ports=ports)


def test_a_question_shows_how_far_the_group_is(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)

    def stand() -> object:
        dossier = open_dossier(wie, sessie.id, ports=ports)
        return dossier.vraagstand(dossier.kaart.vragen[0])

    assert stand() == LEEG
    write(ports, wie, sessie, "antwoord/G1/LWZ", "iets")
    assert stand() == CONCEPT
    assert open_dossier(wie, sessie.id, ports=ports).voorbereid("LWZ") == (1, 38)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert stand() == GEDEELD
    write(ports, wie, sessie, "conclusie/G1", "samen")
    assert stand() == BESPROKEN
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="G1"), geldt=True, ports=ports)
    assert stand() == NIET_BESPROKEN


def test_the_map_shows_a_parked_question_until_it_is_stated_as_not_discussed(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.GESPREK)
    write(ports, wie, sessie, "conclusie/G1", "voorlopig")
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1", geparkeerd=True), ports=ports)
    dossier = open_dossier(wie, sessie.id, ports=ports)
    assert dossier.kaartstand(dossier.kaart.vragen[0]) == GEPARKEERD
    assert dossier.vraagstand(dossier.kaart.vragen[0]) == BESPROKEN
    mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="G1"), geldt=True, ports=ports)
    dossier = open_dossier(wie, sessie.id, ports=ports)
    assert dossier.kaartstand(dossier.kaart.vragen[0]) == NIET_BESPROKEN


@given(st.text())
def test_cleaning_is_done_once_and_leaves_nothing_that_cannot_be_shown(tekst: str) -> None:
    schoon = clean_tekst(tekst)
    assert clean_tekst(schoon) == schoon
    schoon.encode()
    assert not set(schoon) & {"\x00", "\r", "\u202e", "\ud800"}


def test_every_write_is_one_row_in_the_log_without_content(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    voor = len(ports.logboek.list(sessie.id))
    write(ports, wie, sessie, "conclusie/G1", "geheim")
    regels = ports.logboek.list(sessie.id)
    assert len(regels) == voor + 1
    assert regels[-1].daad.onderwerp == "conclusie/G1"
    assert "geheim" not in str(regels)
