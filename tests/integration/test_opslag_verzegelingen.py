"""The port Verzegelingen: a sealed file stays what it was, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from gesprekskaart.bevriezen import make_inhoud
from gesprekskaart.errors import IntussenGewijzigd, SessieOnbekend, StandGewijzigd
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Stand
from gesprekskaart.verslag import Versie
from gesprekskaart.zegel import Certificaat, Versieplek, Verzegeling, Zegelsoort
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, ZOMERTIJD, add_sessie, daad, save_tekst


def _certificaat(der: bytes = b"een") -> Certificaat:
    return Certificaat(
        der=der,
        soort=Zegelsoort.TECHNISCH,
        naam="Zegel Ayşe & Zoë",
        geldig_van=BEGIN,
        geldig_tot=BEGIN + timedelta(days=9999),
    )


def _frozen(ports: Ports, nummer: int = 1, sessie_id: UUID | None = None) -> UUID:
    id = sessie_id or add_sessie(ports).id
    save_tekst(ports, id, f"conclusie/G{nummer}", "Wij vinden elkaar.")
    dossier = ports.sessies.get_dossier(id)
    inhoud = make_inhoud(dossier, ())
    versie = Versie(sessie_id=id, nummer=nummer, inhoud=inhoud, vingerafdruk=inhoud.vingerafdruk, bevroren_op=BEGIN)
    sessie = dossier.sessie.model_copy(update={"stand": Stand.VERSLAG})
    ports.verslagen.add_versie(versie, sessie, gelezen=sessie.revisie, daad=daad("freeze"))
    return id


def _verzegeling(id: UUID, pdf: bytes = b"%PDF een", nummer: int = 1, der: bytes = b"een") -> Verzegeling:
    return Verzegeling(
        sessie_id=id,
        nummer=nummer,
        certificaat=_certificaat(der),
        afdruk=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
        op=BEGIN.astimezone(ZOMERTIJD),
        tijdstempel_op=BEGIN + timedelta(seconds=3),
        waarschuwing="Zonder tijdstempel.",
    )


def test_a_sealed_file_comes_back_as_it_was(ports: Ports) -> None:
    id = _frozen(ports)
    assert ports.verzegelingen.find(id, 1) is None
    verzegeling = _verzegeling(id)
    assert ports.verzegelingen.add(verzegeling, daad=daad("seal_versie")) == verzegeling
    assert ports.verzegelingen.find(id, 1) == verzegeling
    assert ports.verzegelingen.find(id, 2) is None
    assert ports.verzegelingen.find_by_afdruk(verzegeling.afdruk) == verzegeling
    assert ports.verzegelingen.find_by_afdruk("0" * 64) is None
    assert ports.verzegelingen.list_certificaten() == (_certificaat(),)


def test_of_two_that_seal_at_once_the_first_file_is_everybodys(ports: Ports) -> None:
    id = _frozen(ports)
    eerste = ports.verzegelingen.add(_verzegeling(id), daad=daad())
    assert ports.verzegelingen.add(_verzegeling(id, b"%PDF twee"), daad=daad()) == eerste
    assert ports.verzegelingen.find(id, 1) == eerste


def test_establishing_keeps_file_and_stand_together_or_neither(ports: Ports) -> None:
    id = _frozen(ports)
    sessie = ports.sessies.get(id)
    vast = sessie.model_copy(update={"stand": Stand.VASTGESTELD})
    with pytest.raises(IntussenGewijzigd):
        ports.verzegelingen.establish(_verzegeling(id), vast, gelezen=sessie.revisie + 1, daad=daad())
    assert ports.verzegelingen.find(id, 1) is None
    te_laat = daad().model_copy(update={"na": 1})
    with pytest.raises(StandGewijzigd):
        ports.verzegelingen.establish(_verzegeling(id), vast, gelezen=sessie.revisie, daad=te_laat)
    assert (ports.verzegelingen.find(id, 1), ports.sessies.get(id).stand) == (None, Stand.VERSLAG)
    nieuw = ports.verzegelingen.establish(_verzegeling(id), vast, gelezen=sessie.revisie, daad=daad())
    assert nieuw == ports.sessies.get(id)
    assert (nieuw.stand, nieuw.revisie) == (Stand.VASTGESTELD, sessie.revisie + 1)
    assert ports.verzegelingen.find(id, 1) == _verzegeling(id)


def test_an_erased_file_is_still_recognised_and_gets_a_successor(ports: Ports) -> None:
    id = _frozen(ports)
    oud = ports.verzegelingen.add(_verzegeling(id), daad=daad())
    ports.verzegelingen.erase(id, 1, daad=daad("erase_verzegeling"))
    assert ports.verzegelingen.find(id, 1) is None
    assert ports.verzegelingen.find_by_afdruk(oud.afdruk) == oud.model_copy(update={"pdf": None})
    nieuw = ports.verzegelingen.add(_verzegeling(id, b"%PDF twee", der=b"twee"), daad=daad())
    assert ports.verzegelingen.find(id, 1) == nieuw
    assert {c.der for c in ports.verzegelingen.list_certificaten()} == {b"een", b"twee"}
    with pytest.raises(SessieOnbekend):
        ports.verzegelingen.erase(UUID(int=1), 1, daad=daad())


def test_versions_are_found_by_their_fingerprint(ports: Ports) -> None:
    id = _frozen(ports)
    _frozen(ports, 2, id)
    een, twee = ports.verslagen.list(id)
    assert ports.verzegelingen.find_versies(een.vingerafdruk) == (Versieplek(id, 1),)
    assert ports.verzegelingen.find_versies(twee.vingerafdruk) == (Versieplek(id, 2),)
    assert ports.verzegelingen.find_versies("0" * 64) == ()


def test_files_go_along_with_their_session_and_certificates_stay(ports: Ports) -> None:
    id = _frozen(ports)
    verzegeling = ports.verzegelingen.add(_verzegeling(id), daad=daad())
    ports.sessies.delete(id, daad=daad("delete_sessie"))
    assert ports.verzegelingen.find_by_afdruk(verzegeling.afdruk) is None
    assert ports.verzegelingen.list_certificaten() == (_certificaat(),)


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE verzegeling SET pdf = 'anders'",
        "UPDATE verzegeling SET pdf = NULL, nummer = 2",
        "UPDATE verzegeling SET pdf = NULL, op = NULL",
        "UPDATE verzegeling SET pdf = NULL, tijdstempel_op = NULL",
        "UPDATE verzegeling SET pdf = NULL, waarschuwing = ''",
        f"UPDATE verzegeling SET afdruk = '{'0' * 64}'",
        "DELETE FROM verzegeling",
    ],
)
def test_the_database_itself_refuses_to_change_a_sealed_file(engine: Engine, opdracht: str) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = _frozen(ports)
    ports.verzegelingen.add(_verzegeling(id), daad=daad())
    with pytest.raises(IntegrityError), engine.begin() as verbinding:
        verbinding.execute(text(opdracht))
    assert ports.verzegelingen.find(id, 1) == _verzegeling(id)


def test_sqlite_refuses_to_replace_a_sealed_file(sqlite_engine: Engine) -> None:
    """By the digest, by which a file is recognised: REPLACE would delete the sealing that had it."""
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = _frozen(ports)
    ports.verzegelingen.add(_verzegeling(id), daad=daad())
    with (
        closing(sqlite3.connect(str(sqlite_engine.url.database))) as ander_programma,
        pytest.raises(sqlite3.IntegrityError, match="verandert niet"),
    ):
        ander_programma.execute("INSERT OR REPLACE INTO verzegeling (afdruk) SELECT afdruk FROM verzegeling")
    assert ports.verzegelingen.find(id, 1) == _verzegeling(id)
