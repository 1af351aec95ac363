"""The port Verslagen: what was frozen stays what it was, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from gesprekskaart.bevriezen import make_inhoud, make_zegels
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, OpslagFout
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer, Mandaat, Stand
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie
from storage import make_ports
from tests.integration.bouwstenen import (
    BEGIN,
    ZOMERTIJD,
    add_partnerschappen,
    add_sessie,
    daad,
    load_zilverwaard,
    save_tekst,
)


def _freeze(ports: Ports, sessie_id: UUID, nummer: int = 1) -> Versie:
    dossier = ports.sessies.get_dossier(sessie_id)
    zegels = make_zegels(dossier, lambda: "ab" * 16)
    inhoud = make_inhoud(dossier, zegels)
    versie = Versie(
        sessie_id=sessie_id,
        nummer=nummer,
        inhoud=inhoud,
        vingerafdruk=inhoud.vingerafdruk,
        namen=zegels,
        bevroren_op=BEGIN.astimezone(ZOMERTIJD),
        bevroren_door="de facilitator",
        termijn=BEGIN if nummer > 1 else None,
        wijzigingen="G1 aangevuld\nen verder niets",
    )
    sessie = dossier.sessie.model_copy(update={"stand": Stand.VERSLAG})
    ports.verslagen.add_versie(versie, sessie, gelezen=dossier.sessie.revisie, daad=daad("freeze"))
    return versie


def _small_sessie(ports: Ports) -> UUID:
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ", "AOZ")
    for nummer, naam in ((1, "Sabriye Kılıç"), (2, "Loïs")):
        deelnemer = Deelnemer(nummer=nummer, naam=naam, rol="programmaleider")
        ports.sessies.save_deelnemer(id, deelnemer, gelezen=0, daad=daad())
    save_tekst(ports, id, "antwoord/G1/LWZ", "Ayşe & Zoë: € 3, ‘één’ 😀")
    return id


def _reactie(code: str = "LWZ", soort: ReactieSoort = ReactieSoort.AKKOORD, toelichting: str = "") -> Reactie:
    return Reactie(
        partnerschap=code,
        soort=soort,
        naam="Jörgen",
        rol="bestuurder",
        mandaat=Mandaat.MANDAAT,
        toelichting=toelichting,
        op=BEGIN,
    )


def test_versions_come_back_oldest_first_as_they_were_frozen(ports: Ports) -> None:
    id = _small_sessie(ports)
    eerste = _freeze(ports, id)
    save_tekst(ports, id, "conclusie/G1", "Nieuw.")
    tweede = _freeze(ports, id, 2)
    assert ports.verslagen.list(id) == (eerste, tweede)
    assert eerste.vingerafdruk != tweede.vingerafdruk
    assert [zegel.naam for zegel in ports.verslagen.list(id)[0].namen] == ["Sabriye Kılıç", "Loïs"]


def test_freezing_moves_the_session_along_or_does_nothing_at_all(ports: Ports) -> None:
    id = _small_sessie(ports)
    versie = _freeze(ports, id)
    sessie = ports.sessies.get(id)
    assert (sessie.stand, sessie.revisie) == (Stand.VERSLAG, 2)
    te_laat = versie.model_copy(update={"nummer": 2})
    with pytest.raises(IntussenGewijzigd):
        ports.verslagen.add_versie(te_laat, sessie, gelezen=1, daad=daad())
    assert ports.verslagen.list(id) == (versie,)
    assert ports.sessies.get(id) == sessie


def test_every_reaction_is_kept_and_the_last_counts(ports: Ports) -> None:
    id = _small_sessie(ports)
    _freeze(ports, id)
    gegeven = (
        _reactie(soort=ReactieSoort.NIET_AKKOORD, toelichting="G1 klopt niet"),
        _reactie("AOZ"),
        _reactie(soort=ReactieSoort.MET_VOORBEHOUD, toelichting="mits het bestuur instemt"),
    )
    for reactie in gegeven:
        ports.verslagen.add_reactie(id, 1, reactie, daad=daad("record_reactie"))
    (versie,) = ports.verslagen.list(id)
    assert versie.reacties == gegeven
    assert versie.geldende_reacties["LWZ"].soort is ReactieSoort.MET_VOORBEHOUD


def test_a_reaction_to_a_version_that_does_not_exist_is_refused(ports: Ports) -> None:
    id = _small_sessie(ports)
    with pytest.raises(NietGevonden, match="Versie 1"):
        ports.verslagen.add_reactie(id, 1, _reactie(), daad=daad("record_reactie"))
    assert "record_reactie" not in {regel.daad.handeling for regel in ports.logboek.list(id)}


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE versie SET inhoud = replace(inhoud, 'één', 'twee')",
        "UPDATE versie SET termijn = NULL",
        "UPDATE versie SET nummer = 7",
        "DELETE FROM versie",
        "UPDATE logboek SET wie = 'niemand'",
        "DELETE FROM logboek WHERE nummer = 1",
    ],
)
def test_the_database_refuses_to_change_a_version_or_the_log(engine: Engine, opdracht: str) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = _small_sessie(ports)
    versie, log = _freeze(ports, id), ports.logboek.list(id)
    with pytest.raises(IntegrityError, match="verandert niet|alleen aan te vullen"), engine.begin() as verbinding:
        verbinding.execute(text(opdracht))
    assert ports.verslagen.list(id) == (versie,)
    assert ports.logboek.list(id) == log


@pytest.mark.parametrize(
    "opdracht",
    [
        "INSERT OR REPLACE INTO versie SELECT * FROM versie",
        "INSERT OR REPLACE INTO versie (rowid, nummer) SELECT rowid, 99 FROM versie",
        "INSERT OR REPLACE INTO logboek SELECT * FROM logboek",
        "INSERT OR REPLACE INTO logboek (rowid, nummer) SELECT rowid, 99 FROM logboek",
        "INSERT OR REPLACE INTO logboek (keten, nummer, onderwerp, save_id) "
        "SELECT keten, 99, onderwerp, save_id FROM logboek WHERE save_id IS NOT NULL",
    ],
)
def test_sqlite_refuses_to_replace_a_version_or_the_log(sqlite_engine: Engine, opdracht: str) -> None:
    """REPLACE deletes the row that is in the way, without a word to the triggers; also from another program."""
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = _small_sessie(ports)
    versie, log = _freeze(ports, id), ports.logboek.list(id)
    with (
        closing(sqlite3.connect(str(sqlite_engine.url.database))) as ander_programma,
        pytest.raises(sqlite3.IntegrityError, match="verandert niet|alleen aan te vullen"),
    ):
        ander_programma.execute(opdracht)
    assert ports.verslagen.list(id) == (versie,)
    assert ports.logboek.list(id) == log


@pytest.mark.parametrize("tabel", ["logboek", "versie"])
def test_postgresql_refuses_to_empty_the_log_or_the_versions(postgres_engine: Engine, tabel: str) -> None:
    ports = make_ports(postgres_engine, now=lambda: BEGIN)
    id = load_zilverwaard(ports)
    aantal = len(ports.verslagen.list(id))
    with pytest.raises(IntegrityError), postgres_engine.begin() as verbinding:
        verbinding.execute(text(f"TRUNCATE {tabel} CASCADE"))
    assert len(ports.verslagen.list(id)) == aantal > 0


def test_a_version_goes_with_its_whole_session_only(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id, buur = _small_sessie(ports), _small_sessie(ports)
    _freeze(ports, id)
    blijft = _freeze(ports, buur)
    ports.sessies.delete(id, daad=daad("delete_sessie"))
    assert ports.verslagen.list(id) == ()
    assert ports.verslagen.list(buur) == (blijft,)


def test_names_can_be_erased_and_the_fingerprint_still_holds(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = _small_sessie(ports)
    versie = _freeze(ports, id)
    with engine.begin() as verbinding:
        verbinding.execute(text("DELETE FROM versie_naam"))
    assert ports.verslagen.list(id) == (versie.model_copy(update={"namen": ()}),)


def test_a_version_that_was_tampered_with_is_refused_in_words(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = _small_sessie(ports)
    _freeze(ports, id)
    with engine.begin() as verbinding:
        trigger = "versie_blijft_gelijk" if engine.dialect.name == "sqlite" else "versie_blijft ON versie"
        verbinding.execute(text(f"DROP TRIGGER {trigger}"))
        verbinding.execute(text("UPDATE versie SET inhoud = replace(inhoud, 'één', 'twee')"))
    with pytest.raises(OpslagFout, match="Versie 1 van dit verslag is in de database gewijzigd"):
        ports.verslagen.list(id)
    assert ports.sessies.get_dossier(id).sessie.stand is Stand.VERSLAG
