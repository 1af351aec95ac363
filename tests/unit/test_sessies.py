from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.errors import (
    Botsing,
    IntussenGewijzigd,
    NietAangemeld,
    NietGevonden,
    NietToegestaan,
    Ongeldig,
    SessieOnbekend,
)
from gesprekskaart.logboek import find_break
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import next_nummer
from gesprekskaart.services.sessies import (
    add_sessie,
    delete_deelnemer,
    delete_partnerschap,
    delete_sessie,
    explain,
    list_sessies,
    move_stand,
    open_dossier,
    save_deelnemer,
    save_gesprek,
    save_partnerschap,
    suggest_code,
)
from gesprekskaart.services.vervolg import (
    add_actie,
    add_afspraak,
    delete_actie,
    delete_afspraak,
    save_actie,
    save_afspraak,
    save_toets,
)
from gesprekskaart.sessie import Deelnemer, Gesprek, Partnerschap, Sessie, SoortSessie, Stand, Voorbereid
from gesprekskaart.vervolg import Afspraakstand, Oordeel, Toets
from tests import nep
from tests.zaak import DAAD, make_account, make_sessie, write

ports = pytest.fixture(nep.make_ports)


def test_a_new_session_starts_in_preparation_with_the_newest_card(ports: Ports, wie: Wie) -> None:
    gesprek = Gesprek(soort=SoortSessie.OPDENKSESSIE, titel="Samen sterk")
    sessie = add_sessie(wie, gesprek, "opdenksessie-4", ports=ports, new_id=uuid4)
    assert (sessie.stand, sessie.kaart_versie) == (Stand.VOORBEREIDING, "1.0")
    assert [regel.sessie.id for regel in list_sessies(wie, ports=ports)] == [sessie.id]


def test_nobody_in_particular_starts_or_lists_nothing(ports: Ports) -> None:
    with pytest.raises(NietAangemeld):
        list_sessies(Wie(), ports=ports)
    with pytest.raises(NietAangemeld):
        add_sessie(
            Wie(), Gesprek(soort=SoortSessie.REGIOGESPREK, titel="x"), "gesprekskaart-sop", ports=ports, new_id=uuid4
        )


def test_an_unknown_card_starts_nothing(ports: Ports, wie: Wie) -> None:
    with pytest.raises(NietGevonden):
        add_sessie(wie, Gesprek(soort=SoortSessie.REGIOGESPREK, titel="x"), "onbekend", ports=ports, new_id=uuid4)
    assert list_sessies(wie, ports=ports) == ()


def test_one_facilitators_conversations_are_not_anothers(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    ander = make_account(ports, "bram")
    assert list_sessies(ander, ports=ports) == ()
    with pytest.raises(SessieOnbekend):
        open_dossier(ander, sessie.id, ports=ports)
    with pytest.raises(SessieOnbekend):
        delete_sessie(ander, sessie.id, ports=ports)
    assert open_dossier(wie, sessie.id, ports=ports).sessie.id == sessie.id


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (Stand.VOORBEREIDING, Stand.GESPREK),
        (Stand.VERSLAG, Stand.GESPREK),
        (Stand.VASTGESTELD, Stand.GESPREK),
        (Stand.VERSLAG, Stand.VASTGESTELD),
    ],
)
def test_a_session_moves_along_or_back_to_the_conversation(ports: Ports, wie: Wie, van: Stand, naar: Stand) -> None:
    sessie = make_sessie(ports, wie, stand=van)
    assert move_stand(wie, sessie.id, naar, ports=ports).stand is naar


@pytest.mark.parametrize(
    ("van", "naar", "fout"),
    [
        (Stand.VOORBEREIDING, Stand.VASTGESTELD, NietToegestaan),
        (Stand.GESPREK, Stand.VASTGESTELD, NietToegestaan),
        (Stand.GESPREK, Stand.GESPREK, NietToegestaan),
        (Stand.GESPREK, Stand.VERSLAG, Ongeldig),
        (Stand.GESPREK, Stand.VOORBEREIDING, Ongeldig),
        (Stand.VASTGESTELD, Stand.VERSLAG, Ongeldig),
    ],
)
def test_a_session_skips_no_stand(ports: Ports, wie: Wie, van: Stand, naar: Stand, fout: type[Exception]) -> None:
    sessie = make_sessie(ports, wie, stand=van)
    with pytest.raises(fout):
        move_stand(wie, sessie.id, naar, ports=ports)
    assert ports.sessies.get(sessie.id).stand is van


def test_two_people_changing_the_facts_the_second_is_told(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    save_gesprek(wie, sessie, sessie.gesprek.model_copy(update={"plaats": "Zilverstad"}), ports=ports)
    with pytest.raises(IntussenGewijzigd):
        save_gesprek(wie, sessie, sessie.gesprek.model_copy(update={"plaats": "elders"}), ports=ports)
    assert ports.sessies.get(sessie.id).gesprek.plaats == "Zilverstad"


def test_a_partnership_that_wrote_is_not_taken_out_by_a_click(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "iets")
    with pytest.raises(Ongeldig, match=r"LWZ heeft al 1 antwoord"):
        delete_partnerschap(wie, sessie.id, "LWZ", ports=ports)
    delete_partnerschap(wie, sessie.id, "AOZ", ports=ports)
    assert [p.code for p in open_dossier(wie, sessie.id, ports=ports).partnerschappen] == ["LWZ"]


def test_a_code_is_given_once(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Botsing, match="LWZ is al in gebruik"):
        save_partnerschap(wie, sessie.id, Partnerschap(code="LWZ", naam="Nog een"), gelezen=0, ports=ports)


def test_participants_come_and_go(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    deelnemer = Deelnemer(nummer=1, rol="programmaleider", namens=("LWZ",))
    bewaard = save_deelnemer(wie, sessie.id, deelnemer, gelezen=0, ports=ports)
    dossier = open_dossier(wie, sessie.id, ports=ports)
    assert (dossier.deelnemers[0].aanduiding, next_nummer(dossier, ports=ports)) == ("programmaleider", 2)
    with pytest.raises(IntussenGewijzigd):
        save_deelnemer(wie, sessie.id, deelnemer, gelezen=bewaard.revisie + 1, ports=ports)
    with pytest.raises(Ongeldig, match="geen partnerschap XYZ"):
        save_deelnemer(wie, sessie.id, Deelnemer(nummer=2, rol="x", namens=("XYZ",)), gelezen=0, ports=ports)
    delete_deelnemer(wie, sessie.id, 1, ports=ports)
    assert open_dossier(wie, sessie.id, ports=ports).deelnemers == ()


def test_a_deleted_session_is_gone_but_its_log_stays_whole(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    delete_sessie(wie, sessie.id, ports=ports)
    with pytest.raises(SessieOnbekend):
        open_dossier(wie, sessie.id, ports=ports)
    regels = ports.logboek.list(sessie.id)
    assert regels[-1].daad.handeling == "delete_sessie"
    assert find_break(regels) is None


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("Leerwerkplaats Zilverwaard", "LZ2"),
        ("Opleidingsschool Ëmmeloord & Noord", "OEN"),
        ("Werkplaats", "WER"),
        ("!!!", "P"),
    ],
)
def test_a_code_is_suggested_from_the_name(naam: str, code: str) -> None:
    assert suggest_code(naam, {"LZ"}) == code


def test_what_is_wrong_with_what_was_filled_in_is_said_in_dutch() -> None:
    with pytest.raises(ValidationError) as fout:
        Gesprek.model_validate({"soort": "regiogesprek", "titel": " ", "begin": "13:00", "eind": "12:00"})
    assert "titel" in explain(fout.value)
    assert "Geef het gesprek een titel" in explain(fout.value)


def test_agreements_are_numbered_through_and_never_reuse_a_number_in_use(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    assert [add_afspraak(wie, sessie.id, ports=ports).nummer for _ in range(3)] == ["2026-01", "2026-02", "2026-03"]
    delete_afspraak(wie, sessie.id, "2026-02", ports=ports)
    assert add_afspraak(wie, sessie.id, ports=ports).nummer == "2026-04"


def test_an_agreement_goes_and_its_actions_stay(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    write(ports, wie, sessie, f"afspraak/{afspraak.nummer}", "samen tellen")
    actie = add_actie(wie, sessie.id, afspraak=afspraak.nummer, ports=ports)
    assert actie.afspraak == afspraak.nummer
    delete_afspraak(wie, sessie.id, afspraak.nummer, ports=ports)
    dossier = open_dossier(wie, sessie.id, ports=ports)
    assert dossier.afspraken == ()
    assert [a.afspraak for a in dossier.acties] == [None]
    delete_actie(wie, sessie.id, actie.nummer, ports=ports)
    assert open_dossier(wie, sessie.id, ports=ports).acties == ()


def test_features_change_on_the_revision_that_was_read(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    afspraak = add_afspraak(wie, sessie.id, ports=ports)
    vast = afspraak.model_copy(update={"stand": Afspraakstand.VASTGESTELD})
    assert save_afspraak(wie, sessie.id, vast, ports=ports).stand is Afspraakstand.VASTGESTELD
    with pytest.raises(IntussenGewijzigd):
        save_afspraak(wie, sessie.id, afspraak, ports=ports)
    actie = add_actie(wie, sessie.id, ports=ports)
    assert save_actie(wie, sessie.id, actie.model_copy(update={"eigenaar": "AOZ"}), ports=ports).eigenaar == "AOZ"
    with pytest.raises(Ongeldig, match="Afspraak 2026-99 bestaat niet"):
        save_actie(wie, sessie.id, actie.model_copy(update={"afspraak": "2026-99"}), ports=ports)


def test_a_recommendation_is_judged_and_judged_again(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    toets = save_toets(wie, sessie.id, Toets(aanbeveling="A1", oordeel=Oordeel.DEELS), ports=ports)
    opnieuw = save_toets(wie, sessie.id, toets.model_copy(update={"oordeel": Oordeel.JA}), ports=ports)
    assert opnieuw.oordeel is Oordeel.JA
    with pytest.raises(Ongeldig, match="geen aanbeveling ‘A9’"):
        save_toets(wie, sessie.id, Toets(aanbeveling="A9"), ports=ports)


def begin(ports: Ports, wie: Wie, sessie: Sessie) -> dict[str, tuple[Voorbereid, date | None]]:
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    partnerschappen = ports.sessies.get_dossier(sessie.id).partnerschappen
    return {p.code: (p.voorbereid, p.voorbereid_op) for p in partnerschappen}


def test_who_wrote_beforehand_did_prepare(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    for vraag in ports.sessies.get_dossier(sessie.id).kaart.vragen:
        for sleutel in vraag.sleutels:
            write(ports, wie, sessie, f"antwoord/{sleutel}/LWZ", "Wij weten het.")
    write(ports, wie, sessie, "antwoord/G1/AOZ", "Een begin.")
    vandaag = nep.VANDAAG.date()
    assert begin(ports, wie, sessie) == {"LWZ": (Voorbereid.JA, vandaag), "AOZ": (Voorbereid.GEDEELTELIJK, vandaag)}
    namen = [regel.daad.onderwerp for regel in ports.logboek.list(sessie.id) if "voorbereid" in regel.daad.handeling]
    assert namen == ["LWZ", "AOZ"]


def test_who_wrote_nothing_did_not_prepare_and_what_somebody_said_stays(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Een begin.")
    (lwz, _) = ports.sessies.get_dossier(sessie.id).partnerschappen
    gezegd = lwz.model_copy(update={"voorbereid_toelichting": "alleen de notulen gelezen"})
    save_partnerschap(wie, sessie.id, gezegd, gelezen=lwz.revisie, ports=ports)
    assert begin(ports, wie, sessie) == {"LWZ": (Voorbereid.NEE, None), "AOZ": (Voorbereid.NEE, None)}


def test_reopening_says_nothing_about_preparing(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    write(ports, wie, sessie, "antwoord/G1/LWZ", "Aan tafel geschreven.")
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    assert begin(ports, wie, sessie) == {"LWZ": (Voorbereid.NEE, None), "AOZ": (Voorbereid.NEE, None)}
