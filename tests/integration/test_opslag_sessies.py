"""The port Sessies: the same claims for the fake, SQLite and PostgreSQL; then what only a database can get wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, time
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import (
    Aanwezigheid,
    Bestuur,
    Deelnemer,
    Gesprek,
    Mandaat,
    NietBesproken,
    Partnerschap,
    Sector,
    Sessie,
    Sessierol,
    SoortSessie,
    Stand,
    Voorbereid,
)
from gesprekskaart.tekst import TekstSoort
from storage import make_ports
from storage.engine import sqlite_file
from tests import nep
from tests.integration.bouwstenen import (
    BEGIN,
    ZOMERTIJD,
    add_partnerschappen,
    add_sessie,
    daad,
    load_zilverwaard,
    make_account,
    save_tekst,
)

VOLLEDIG = Gesprek(
    soort=SoortSessie.OPDENKSESSIE,
    titel="Ayşe & coördinator <3",
    datum=date(2026, 3, 12),
    begin=time(13, 0),
    eind=time(16, 30),
    plaats="De Sluiswachter",
    online=True,
    onderwijsregios=("Zilverwaard", "Drevenmark"),
    aanleiding="Regel één\n\n  = regel drie",
    spelregel="denken, niet besluiten",
    fictief=True,
)


@pytest.mark.parametrize("oefening", [False, True])
def test_a_session_comes_back_as_it_was_added(ports: Ports, oefening: bool) -> None:
    kaart = ports.kaarten.get("opdenksessie-4")
    sessie = Sessie(
        id=uuid4(),
        gesprek=VOLLEDIG,
        kaart_id=kaart.id,
        kaart_versie=kaart.versie,
        stand=Stand.GESPREK,
        facilitators=(uuid4(), uuid4(), uuid4()),
        oefening=oefening,
        aangemaakt_op=BEGIN.astimezone(ZOMERTIJD).replace(microsecond=123456),
    )
    ports.sessies.add(sessie, daad=daad())
    assert ports.sessies.get(sessie.id) == sessie
    assert [regel.sessie.oefening for regel in ports.sessies.list_all()] == [oefening]
    dossier = ports.sessies.get_dossier(sessie.id)
    assert (dossier.sessie, dossier.kaart, dossier.teksten) == (sessie, kaart, {})


def test_an_unknown_session_is_said_to_be_unknown(ports: Ports) -> None:
    nergens = uuid4()
    partnerschap = Partnerschap(code="LWZ", naam="Leerwerkplaats")
    for doe in (
        lambda: ports.sessies.get(nergens),
        lambda: ports.sessies.get_dossier(nergens),
        lambda: ports.sessies.delete(nergens, daad=daad()),
        lambda: ports.sessies.save_partnerschap(nergens, partnerschap, gelezen=0, daad=daad()),
    ):
        with pytest.raises(SessieOnbekend):
            doe()
    assert ports.logboek.list(nergens) == ()


def test_a_session_on_an_unknown_card_is_refused_and_leaves_nothing(ports: Ports) -> None:
    sessie = Sessie(id=uuid4(), gesprek=VOLLEDIG, kaart_id="geen", kaart_versie="1", aangemaakt_op=BEGIN)
    with pytest.raises(NietGevonden):
        ports.sessies.add(sessie, daad=daad())
    assert ports.sessies.list_all() == ()
    assert ports.logboek.list(sessie.id) == ()


def test_a_stale_save_of_a_session_is_refused_and_changes_nothing(ports: Ports) -> None:
    sessie = add_sessie(ports)
    nieuw = sessie.model_copy(update={"gesprek": VOLLEDIG, "stand": Stand.GESPREK, "facilitators": (uuid4(),)})
    bewaard = ports.sessies.save(nieuw, gelezen=1, daad=daad())
    assert bewaard == nieuw.model_copy(update={"revisie": 2})
    with pytest.raises(IntussenGewijzigd):
        ports.sessies.save(sessie, gelezen=1, daad=daad())
    assert ports.sessies.get(sessie.id) == bewaard
    assert len(ports.logboek.list(sessie.id)) == 2


def test_partnerships_keep_their_order_and_all_that_is_known_of_them(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "WMD", "AOZ")
    volledig = Partnerschap(
        code="SOW",
        naam="Speciaal Opleiden Waardland",
        sectoren=(Sector.VSO, Sector.PO),
        onderwijsregios=("Zilverwaard",),
        besturen=(Bestuur(naam="Anker", omvang="5 locaties"), Bestuur(naam="De Wissel")),
        penvoerder="Anker",
        lerarenopleidingen=("Hogeschool Tussenmeren",),
        omvang="24 van 41",
        aspirant=True,
        voorbereid=Voorbereid.GEDEELTELIJK,
        voorbereid_op=date(2026, 3, 5),
        voorbereid_toelichting="alleen RS",
    )
    ports.sessies.save_partnerschap(sessie.id, volledig, gelezen=0, daad=daad())
    gewijzigd = Partnerschap(code="WMD", naam="Werkplaats")
    assert ports.sessies.save_partnerschap(sessie.id, gewijzigd, gelezen=1, daad=daad()).revisie == 2
    gevonden = ports.sessies.get_dossier(sessie.id).partnerschappen
    assert [(p.code, p.revisie) for p in gevonden] == [("WMD", 2), ("AOZ", 1), ("SOW", 1)]
    assert gevonden[2] == volledig


def test_a_code_is_given_once_and_a_stale_partnership_is_refused(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ")
    ander = Partnerschap(code="LWZ", naam="Een ander")
    with pytest.raises(Botsing, match="LWZ is al in gebruik"):
        ports.sessies.save_partnerschap(sessie.id, ander, gelezen=0, daad=daad())
    ports.sessies.save_partnerschap(sessie.id, ander, gelezen=1, daad=daad())
    with pytest.raises(IntussenGewijzigd):
        ports.sessies.save_partnerschap(sessie.id, Partnerschap(code="LWZ", naam="Te laat"), gelezen=1, daad=daad())
    assert [p.naam for p in ports.sessies.get_dossier(sessie.id).partnerschappen] == ["Een ander"]


def test_the_same_code_in_two_sessions_is_two_partnerships(ports: Ports) -> None:
    eerste, tweede = add_sessie(ports), add_sessie(ports)
    add_partnerschappen(ports, eerste.id, "LWZ")
    add_partnerschappen(ports, tweede.id, "LWZ")
    ports.sessies.delete_partnerschap(eerste.id, "LWZ", daad=daad())
    assert ports.sessies.get_dossier(eerste.id).partnerschappen == ()
    assert len(ports.sessies.get_dossier(tweede.id).partnerschappen) == 1


def test_deleting_a_partnership_takes_its_place_among_whom_people_speak_for(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ", "AOZ")
    for nummer, namens in ((1, ("LWZ", "AOZ")), (2, ("AOZ",))):
        deelnemer = Deelnemer(nummer=nummer, rol="programmaleider", namens=namens)
        ports.sessies.save_deelnemer(sessie.id, deelnemer, gelezen=0, daad=daad())
    ports.sessies.delete_partnerschap(sessie.id, "LWZ", daad=daad())
    dossier = ports.sessies.get_dossier(sessie.id)
    assert [p.code for p in dossier.partnerschappen] == ["AOZ"]
    assert [d.namens for d in dossier.deelnemers] == [("AOZ",), ("AOZ",)]
    with pytest.raises(NietGevonden, match="LWZ"):
        ports.sessies.delete_partnerschap(sessie.id, "LWZ", daad=daad())


def test_participants_come_by_number_with_all_that_is_known_of_them(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ")
    volledig = Deelnemer(
        nummer=14,
        naam="Sabriye Kılıç",
        rol="coördinator",
        organisatie="Vakcollege",
        namens=("LWZ",),
        namens_anders="beroepsgroep",
        sessierol=Sessierol.VERSLAGLEGGER,
        mandaat=Mandaat.ONDER_VOORBEHOUD,
        aanwezigheid=Aanwezigheid.GEDEELTELIJK,
        aanwezigheid_toelichting="tot 15.15 uur",
    )
    ports.sessies.save_deelnemer(sessie.id, volledig, gelezen=0, daad=daad())
    ports.sessies.save_deelnemer(sessie.id, Deelnemer(nummer=2, naam="Loïs"), gelezen=0, daad=daad())
    assert ports.sessies.get_dossier(sessie.id).deelnemers == (Deelnemer(nummer=2, naam="Loïs"), volledig)


def test_a_stale_participant_is_refused_and_a_deleted_one_is_gone(ports: Ports) -> None:
    sessie = add_sessie(ports)
    deelnemer = Deelnemer(nummer=1, naam="Loïs")
    ports.sessies.save_deelnemer(sessie.id, deelnemer, gelezen=0, daad=daad())
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd, match="Deelnemer 1"):
            ports.sessies.save_deelnemer(sessie.id, deelnemer, gelezen=gelezen, daad=daad())
    ports.sessies.delete_deelnemer(sessie.id, 1, daad=daad())
    with pytest.raises(NietGevonden):
        ports.sessies.delete_deelnemer(sessie.id, 1, daad=daad())
    assert ports.sessies.get_dossier(sessie.id).deelnemers == ()


def test_a_refused_change_leaves_no_row_in_the_log(ports: Ports) -> None:
    sessie = add_sessie(ports)
    for _ in range(2):
        with pytest.raises(NietGevonden):
            ports.sessies.delete_deelnemer(sessie.id, 7, daad=daad())
    assert [regel.daad.handeling for regel in ports.logboek.list(sessie.id)] == ["add_sessie"]


def test_a_facilitator_sees_the_own_sessions_and_the_last_changed_first(ports: Ports) -> None:
    ik, ander = uuid4(), uuid4()
    oud = add_sessie(ports, facilitators=(ander, ik), titel="Oud", minuten=1)
    nieuw = add_sessie(ports, facilitators=(ik,), titel="Nieuw", minuten=2)
    add_sessie(ports, facilitators=(ander,), titel="Van een ander", minuten=3)
    assert [regel.sessie for regel in ports.sessies.list_for(ik)] == [nieuw, oud]
    ports.teksten.save_niet_besproken(oud.id, NietBesproken(sleutel="G1"), geldt=True, daad=daad(minuten=4))
    assert [regel.sessie.gesprek.titel for regel in ports.sessies.list_for(ik)] == ["Oud", "Nieuw"]
    assert [regel.sessie.gesprek.titel for regel in ports.sessies.list_all()] == ["Oud", "Van een ander", "Nieuw"]
    assert ports.sessies.list_for(ik)[0].gewijzigd_op == daad(minuten=4).op
    assert ports.sessies.list_for(uuid4()) == ()


def test_a_line_counts_questions_with_an_outcome_or_stated_as_not_discussed(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ", "AOZ")
    save_tekst(ports, sessie.id, "conclusie/G1")
    save_tekst(ports, sessie.id, "verschillen/G1")
    save_tekst(ports, sessie.id, "overeenkomsten/G2")
    save_tekst(ports, sessie.id, "conclusie/RS1", " \n\t\u2003")
    save_tekst(ports, sessie.id, "antwoord/RS2/LWZ")
    for feit in (
        NietBesproken(sleutel="G3"),
        NietBesproken(sleutel="G1"),
        NietBesproken(sleutel="RS3", partnerschap="LWZ"),
    ):
        ports.teksten.save_niet_besproken(sessie.id, feit, geldt=True, daad=daad())
    (regel,) = ports.sessies.list_all()
    assert regel.besproken == len({"G1", "G2", "G3"})
    assert regel.vragen == 25
    assert regel.partnerschappen == ("Partnerschap LWZ", "Partnerschap AOZ")
    assert regel.kaart_titel == ports.kaarten.get("gesprekskaart-sop").titel


def test_deleting_a_session_takes_everything_but_its_log(ports: Ports) -> None:
    id, buur = load_zilverwaard(ports), add_sessie(ports)
    eerder = ports.logboek.list(id)
    ports.sessies.delete(id, daad=daad("delete_sessie"))
    with pytest.raises(SessieOnbekend):
        ports.sessies.get_dossier(id)
    assert ports.verslagen.list(id) == ()
    assert id not in {regel.sessie.id for regel in ports.sessies.list_all()}
    assert [regel.daad.handeling for regel in ports.logboek.list(id)[len(eerder) :]] == ["delete_sessie"]
    assert ports.sessies.get(buur.id) == buur


def test_the_worked_examples_are_the_same_in_every_storage(ports: Ports) -> None:
    account, norm = make_account(), nep.make_ports()
    ids = load_voorbeelden(Wie(account=account), ports=ports, new_id=_counted_ids())
    assert load_voorbeelden(Wie(account=account), ports=norm, new_id=_counted_ids()) == ids
    for id in ids:
        assert ports.sessies.get_dossier(id) == norm.sessies.get_dossier(id)
        assert ports.verslagen.list(id) == norm.verslagen.list(id)
    assert set(map(repr, ports.sessies.list_for(account.id))) == set(map(repr, norm.sessies.list_for(account.id)))


def _counted_ids() -> Callable[[], UUID]:
    nummers = count(1)
    return lambda: UUID(int=next(nummers))


def test_a_session_with_a_fault_in_it_is_not_added_for_half(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(nep_ports := nep.make_ports())
    dossier = nep_ports.sessies.get_dossier(id)
    zonder_partnerschappen = dossier.model_copy(update={"partnerschappen": ()})
    with pytest.raises(Exception, match="(?i)foreign key"):
        ports.sessies.add_dossier(zonder_partnerschappen, (), daad=daad())
    assert ports.sessies.list_all() == ()
    assert ports.logboek.list(id) == ()


def test_a_partnership_that_wrote_meanwhile_cannot_be_deleted_from_under_its_text(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ")
    save_tekst(ports, sessie.id, "antwoord/G1/LWZ", "  ")
    save_tekst(ports, sessie.id, "antwoord/G2/LWZ", "Dit blijft.")
    with pytest.raises(Botsing, match="LWZ heeft intussen antwoorden"):
        ports.sessies.delete_partnerschap(sessie.id, "LWZ", daad=daad())
    assert set(ports.sessies.get_dossier(sessie.id).teksten) == {"antwoord/G1/LWZ", "antwoord/G2/LWZ"}
    save_tekst(ports, sessie.id, "antwoord/G2/LWZ", "", gelezen=1)
    ports.sessies.delete_partnerschap(sessie.id, "LWZ", daad=daad())
    assert ports.sessies.get_dossier(sessie.id).teksten == {}


def test_a_text_for_a_partnership_that_is_gone_is_refused_in_words(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie = add_sessie(ports)
    with pytest.raises(NietGevonden, match="LWZ staat niet"):
        save_tekst(ports, sessie.id, "antwoord/G1/LWZ")


def test_a_whole_dossier_takes_at_most_two_dozen_queries_and_the_list_a_fixed_number(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    vers = make_ports(engine, now=lambda: BEGIN)
    assert 1 < _count_queries(engine, lambda: vers.sessies.get_dossier(id)) <= 24
    met_twee = _count_queries(engine, ports.sessies.list_all)
    load_zilverwaard(ports)
    assert _count_queries(engine, ports.sessies.list_all) == met_twee


def test_a_dossier_is_read_again_only_after_a_change_whoever_made_it(engine: Engine) -> None:
    hier, elders = (make_ports(engine, now=lambda: BEGIN) for _ in range(2))
    id = load_zilverwaard(hier)
    hier.sessies.get_dossier(id)
    assert _count_queries(engine, lambda: hier.sessies.get_dossier(id)) == 1
    save_tekst(elders, id, "wijzigingen/9", "van de andere kant")
    assert hier.sessies.get_dossier(id).tekst(TekstSoort.WIJZIGINGEN, "9") == "van de andere kant"


def test_of_texts_that_were_written_since_only_those_are_read(engine: Engine) -> None:
    hier, elders = (make_ports(engine, now=lambda: BEGIN) for _ in range(2))
    id = load_zilverwaard(hier)
    plekken = list(hier.sessies.get_dossier(id).teksten)
    for plek in (plekken[0], plekken[-1], plekken[-1], "antwoord/RS1/SOW", "wijzigingen/9"):
        huidige = elders.teksten.get(id, plek)
        save_tekst(elders, id, plek, "van de andere kant", gelezen=huidige.revisie if huidige else 0)
    dossiers: list[Dossier] = []
    assert _count_queries(engine, lambda: dossiers.append(hier.sessies.get_dossier(id))) <= 3
    vers = elders.sessies.get_dossier(id)
    assert dossiers == [vers]
    assert (list(dossiers[0].teksten), dossiers[0].nummer) == (list(vers.teksten), vers.nummer)


def test_after_a_backup_was_put_back_a_dossier_is_read_whole(sqlite_engine: Engine, tmp_path: Path) -> None:
    ports, bestand = make_ports(sqlite_engine, now=lambda: BEGIN), sqlite_file(sqlite_engine)
    sessie = add_sessie(ports)
    sqlite_engine.dispose()
    shutil.copy(bestand, tmp_path / "kopie.db")
    anders = sessie.model_copy(update={"gesprek": sessie.gesprek.model_copy(update={"titel": "Van na de kopie"})})
    ports.sessies.save(anders, gelezen=1, daad=daad())
    assert ports.sessies.get_dossier(sessie.id).sessie.gesprek.titel == "Van na de kopie"
    sqlite_engine.dispose()
    shutil.copy(tmp_path / "kopie.db", bestand)
    for gelezen in range(2):
        save_tekst(ports, sessie.id, "conclusie/G1", gelezen=gelezen)
    assert ports.sessies.get_dossier(sessie.id).sessie.gesprek.titel == sessie.gesprek.titel


def _count_queries(engine: Engine, doe: Callable[[], object]) -> int:
    vragen: list[str] = []

    def note(_conn: object, _cursor: object, opdracht: str, *_: object) -> None:
        if opdracht.lstrip().startswith("SELECT"):
            vragen.append(opdracht)

    event.listen(engine, "before_cursor_execute", note)
    doe()
    event.remove(engine, "before_cursor_execute", note)
    return len(vragen)


def test_a_dossier_is_read_at_one_moment_whatever_others_write_meanwhile(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ")
    geschreven: list[int] = []

    def write_once(_conn: object, _cursor: object, opdracht: str, *_: object) -> None:
        # When the reader has only seen who leads the session, another adds a partnership that writes.
        if "FROM facilitator" in opdracht and not geschreven:
            geschreven.append(1)
            add_partnerschappen(ports, sessie.id, "AOZ")
            save_tekst(ports, sessie.id, "antwoord/G1/AOZ")

    event.listen(engine, "after_cursor_execute", write_once)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert geschreven == [1]
    assert ([p.code for p in dossier.partnerschappen], dossier.teksten) == (["LWZ"], {})
    assert set(ports.sessies.get_dossier(sessie.id).teksten) == {"antwoord/G1/AOZ"}


def test_a_session_keeps_its_card_when_the_product_ships_another(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    kaart = ports.kaarten.get("gesprekskaart-sop").model_copy(update={"versie": "0.1", "titel": "Zoals toen"})
    ports.kaarten.add(kaart, daad=daad())
    sessie = Sessie(id=uuid4(), gesprek=VOLLEDIG, kaart_id=kaart.id, kaart_versie="0.1", aangemaakt_op=BEGIN)
    ports.sessies.add(sessie, daad=daad())
    assert ports.sessies.get_dossier(sessie.id).kaart == kaart
    assert ports.kaarten.get("gesprekskaart-sop").versie != "0.1"
