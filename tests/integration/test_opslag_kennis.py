"""The port Kennisdeling: what is decided about sharing, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from gesprekskaart.errors import IntussenGewijzigd, SessieOnbekend
from gesprekskaart.kennis import Kennis, Toestemming, Woordkeuze
from gesprekskaart.ports import Ports
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad

KENNIS = Kennis(
    toestemmingen=(Toestemming(partnerschap="LWZ", citeren=True, door="opleider, Ayşe & Zoë"),),
    woordkeuzes=(Woordkeuze(woord="€ 40.000", vervanging=""), Woordkeuze(woord="'; DROP TABLE kennis")),
    vrijgegeven="ab" * 32,
)


def test_nothing_decided_yet_reads_as_nothing(ports: Ports) -> None:
    assert ports.sessies.get_dossier(add_sessie(ports).id).kennis == Kennis()


def test_what_was_decided_comes_back_as_it_was_saved(ports: Ports) -> None:
    sessie_id = add_sessie(ports).id
    een = ports.kennisdeling.save(sessie_id, KENNIS, gelezen=0, daad=daad("give_toestemming", "LWZ"))
    assert (een.revisie, ports.sessies.get_dossier(sessie_id).kennis) == (1, een)
    assert een.model_copy(update={"revisie": 0}) == KENNIS

    twee = ports.kennisdeling.save(sessie_id, Kennis(), gelezen=1, daad=daad())
    assert ports.sessies.get_dossier(sessie_id).kennis == twee == Kennis(revisie=2)
    assert [regel.daad.handeling for regel in ports.logboek.list(sessie_id)][-2:] == ["give_toestemming", "doe_iets"]


def test_a_stale_save_is_refused_and_logs_nothing(ports: Ports) -> None:
    sessie_id = add_sessie(ports).id
    ports.kennisdeling.save(sessie_id, KENNIS, gelezen=0, daad=daad())
    regels = len(ports.logboek.list(sessie_id))
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd, match="Wat er over delen is gekozen"):
            ports.kennisdeling.save(sessie_id, Kennis(), gelezen=gelezen, daad=daad())
    assert len(ports.logboek.list(sessie_id)) == regels
    assert ports.sessies.get_dossier(sessie_id).kennis.woordkeuzes == KENNIS.woordkeuzes


def test_a_session_that_is_gone_takes_nothing(ports: Ports) -> None:
    sessie = add_sessie(ports)
    ports.kennisdeling.save(sessie.id, KENNIS, gelezen=0, daad=daad())
    ports.sessies.delete(sessie.id, daad=daad())
    with pytest.raises(SessieOnbekend):
        ports.kennisdeling.save(sessie.id, KENNIS, gelezen=0, daad=daad())


def test_a_whole_session_comes_with_what_was_decided(ports: Ports) -> None:
    bron = ports.sessies.get_dossier(add_sessie(ports).id)
    ander = add_sessie(ports)
    ports.sessies.delete(ander.id, daad=daad())
    sessie = bron.sessie.model_copy(update={"id": ander.id})
    kennis = KENNIS.model_copy(update={"revisie": 1})
    dossier = bron.model_copy(update={"sessie": sessie, "kennis": kennis})
    ports.sessies.add_dossier(dossier, (), daad=daad())
    assert ports.sessies.get_dossier(ander.id).kennis == kennis


def test_a_partnership_that_leaves_takes_its_consent_along(ports: Ports) -> None:
    sessie_id = add_sessie(ports).id
    add_partnerschappen(ports, sessie_id, "LWZ", "AOZ")
    ander = Toestemming(partnerschap="AOZ", citeren=True)
    ports.kennisdeling.save(sessie_id, KENNIS.with_toestemming(ander), gelezen=0, daad=daad())
    ports.sessies.delete_partnerschap(sessie_id, "LWZ", daad=daad())
    kennis = ports.sessies.get_dossier(sessie_id).kennis
    assert (kennis.toestemmingen, kennis.woordkeuzes) == ((ander,), KENNIS.woordkeuzes)
    with pytest.raises(IntussenGewijzigd):
        ports.kennisdeling.save(sessie_id, KENNIS, gelezen=1, daad=daad())


def test_no_row_stays_of_a_session_that_is_deleted(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie_id = add_sessie(ports).id
    ports.kennisdeling.save(sessie_id, KENNIS, gelezen=0, daad=daad())
    ports.sessies.delete(sessie_id, daad=daad())
    with engine.connect() as verbinding:
        assert verbinding.execute(text("SELECT count(*) FROM kennis")).scalar() == 0
