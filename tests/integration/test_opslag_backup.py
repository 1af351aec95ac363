"""Backup and restore: everything comes back, on the same engine and across, and nothing is overwritten by accident."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, text

from gesprekskaart.errors import OpslagFout
from gesprekskaart.logboek import find_break
from gesprekskaart.ports import Ports
from storage import make_ports, migrate
from storage.backup import backup, restore
from storage.engine import open_engine, open_sqlite
from tests.integration.bouwstenen import BEGIN, add_sessie, daad, load_zilverwaard, make_account, save_tekst


def _ports(engine: Engine) -> Ports:
    return make_ports(engine, now=lambda: BEGIN)


@pytest.fixture(params=["sqlite", "postgresql"])
def bron(request: pytest.FixtureRequest) -> Engine:
    """A database with everything in it."""
    gevonden: Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return gevonden


@pytest.fixture(params=["sqlite", "postgresql"])
def doel(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty database, not migrated yet."""
    if request.param == "sqlite":
        return open_sqlite(tmp_path / "elders" / "nieuw.db")
    return open_engine(request.getfixturevalue("make_postgres_url")("template0"))


def test_everything_comes_back_also_on_the_other_engine(bron: Engine, doel: Engine, tmp_path: Path) -> None:
    oud = _ports(bron)
    id, account = load_zilverwaard(oud), make_account()
    oud.accounts.save(account, daad=daad())
    oud.accounts.add_sleutel(account.id, "a" * 64, soort="cookie", tot=daad(minuten=9).op, daad=daad())
    save_tekst(oud, id, "wijzigingen/9", "Nog één ding: € 3 😀", gelezen=0)
    backup(bron, tmp_path / "kopie.gk")
    restore(tmp_path / "kopie.gk", doel)
    nieuw = _ports(doel)
    assert nieuw.sessies.get_dossier(id) == oud.sessies.get_dossier(id)
    assert nieuw.verslagen.list(id) == oud.verslagen.list(id) != ()
    assert nieuw.logboek.list(id) == oud.logboek.list(id)
    assert nieuw.logboek.list(None) == oud.logboek.list(None)
    assert nieuw.accounts.find_by_cookie("a" * 64, nu=BEGIN) == account
    assert save_tekst(nieuw, id, "wijzigingen/9", "En verder.", gelezen=1).revisie == 2
    assert find_break(nieuw.logboek.list(id)) is None
    assert migrate(doel) is False


def test_a_backup_is_one_file_for_its_owner_only(bron: Engine, tmp_path: Path) -> None:
    map_ = tmp_path / "kopieën?"
    map_.mkdir()
    for _ in range(2):
        backup(bron, map_ / "kopie%20.gk")
    assert [bestand.name for bestand in map_.iterdir()] == ["kopie%20.gk"]
    assert stat.S_IMODE((map_ / "kopie%20.gk").stat().st_mode) == 0o600


def test_a_backup_while_people_write_is_of_one_moment(engine: Engine, tmp_path: Path) -> None:
    ports = _ports(engine)
    id = add_sessie(ports).id
    begonnen, klaar = Event(), Event()

    def write() -> int:
        keer = 0
        while not klaar.is_set():
            keer = save_tekst(ports, id, "conclusie/G1", f"keer {keer}", gelezen=keer).revisie
            begonnen.set()
        return keer

    with ThreadPoolExecutor(1) as pool:
        schrijver = pool.submit(write)
        begonnen.wait(timeout=30)
        backup(engine, tmp_path / "kopie.gk")
        klaar.set()
        geschreven = schrijver.result()
    doel = open_sqlite(tmp_path / "terug.db")
    restore(tmp_path / "kopie.gk", doel)
    tekst, regels = _ports(doel).teksten.get(id, "conclusie/G1"), _ports(doel).logboek.list(id)
    assert tekst is not None
    assert 1 <= tekst.revisie <= geschreven
    assert len(regels) == tekst.revisie + 1
    assert find_break(regels) is None


def test_restore_overwrites_only_when_asked_to(engine: Engine, tmp_path: Path) -> None:
    ports = _ports(engine)
    eerste = add_sessie(ports, titel="In de kopie")
    backup(engine, tmp_path / "kopie.gk")
    tweede = add_sessie(ports, titel="Erna gemaakt")
    with pytest.raises(OpslagFout, match="--force"):
        restore(tmp_path / "kopie.gk", engine)
    assert len(ports.sessies.list_all()) == 2
    restore(tmp_path / "kopie.gk", engine, force=True)
    assert [regel.sessie for regel in ports.sessies.list_all()] == [eerste]
    assert ports.logboek.list(tweede.id) == ()


@pytest.mark.parametrize("inhoud", [b"", b"geen database", b"SQLite format 3\x00" + b"\x00" * 4000])
def test_what_is_no_backup_is_refused_and_changes_nothing(engine: Engine, tmp_path: Path, inhoud: bytes) -> None:
    sessie = add_sessie(_ports(engine))
    (tmp_path / "brief.txt").write_bytes(inhoud)
    with pytest.raises(OpslagFout, match="geen .*reservekopie van Gesprekskaart"):
        restore(tmp_path / "brief.txt", engine, force=True)
    with pytest.raises(OpslagFout, match="geen reservekopie van Gesprekskaart"):
        backup(engine, tmp_path / "brief.txt")
    assert (tmp_path / "brief.txt").read_bytes() == inhoud
    assert _ports(engine).sessies.get(sessie.id) == sessie


def test_half_a_backup_is_refused(engine: Engine, tmp_path: Path) -> None:
    load_zilverwaard(_ports(engine))
    kopie = tmp_path / "kopie.gk"
    backup(engine, kopie)
    kopie.write_bytes(kopie.read_bytes()[: kopie.stat().st_size // 2])
    with pytest.raises(OpslagFout, match="geen .*reservekopie"):
        restore(kopie, engine, force=True)
    assert len(_ports(engine).sessies.list_all()) == 2


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written_are_named(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(OpslagFout, match="kan niet worden gelezen"):
        restore(tmp_path / "weg.gk", engine)
    (tmp_path / "bestand").write_text("x")
    for plek in (tmp_path / "bestand" / "kopie.gk", tmp_path / "geen map" / "kopie.gk"):
        with pytest.raises(OpslagFout, match="kan niet worden geschreven"):
            backup(engine, plek)


def test_a_backup_of_a_newer_version_is_refused(engine: Engine, tmp_path: Path) -> None:
    kopie = tmp_path / "kopie.gk"
    backup(engine, kopie)
    with closing(sqlite3.connect(kopie)) as verbinding, verbinding:
        verbinding.execute("UPDATE alembic_version SET version_num = 'gk9999'")
    with pytest.raises(OpslagFout, match="nieuwere versie"):
        restore(kopie, engine, force=True)


def test_another_programs_database_is_never_overwritten(doel: Engine, sqlite_engine: Engine, tmp_path: Path) -> None:
    backup(sqlite_engine, tmp_path / "kopie.gk")
    with doel.begin() as verbinding:
        verbinding.execute(text("CREATE TABLE boekhouding (bedrag INTEGER)"))
    with pytest.raises(OpslagFout, match="ander programma"):
        restore(tmp_path / "kopie.gk", doel, force=True)
    with doel.begin() as verbinding:
        assert verbinding.execute(text("SELECT count(*) FROM boekhouding")).scalar() == 0


def test_an_empty_database_gives_no_backup(doel: Engine, tmp_path: Path) -> None:
    with pytest.raises(OpslagFout, match="nog leeg"):
        backup(doel, tmp_path / "kopie.gk")
    assert not (tmp_path / "kopie.gk").exists()
