"""Settings and engine: what may be set, what is refused and in which words, and what SQLite is asked to promise."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from gesprekskaart.errors import OpslagFout
from storage import load_settings, make_engine, make_ports, migrate, read_geheim
from storage.engine import open_engine, open_sqlite
from storage.storingen import explained
from tests.integration.bouwstenen import BEGIN, add_sessie


def test_without_anything_set_the_database_is_a_file_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESPREKSKAART_DATA_MAP", "/srv/gk")
    instellingen = load_settings()
    assert instellingen.database_url == "sqlite+pysqlite:////srv/gk/gesprekskaart.db"
    assert (instellingen.host, instellingen.poort) == ("127.0.0.1", 8501)
    assert instellingen.adres == "http://127.0.0.1:8501"


def test_the_environment_chooses_and_a_choice_given_here_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESPREKSKAART_DATABASE_URL", "postgresql://gk:w%40rd@db.regio.nl/gk")
    monkeypatch.setenv("GESPREKSKAART_POORT", "9000")
    monkeypatch.setenv("GESPREKSKAART_OPENBAAR_ADRES", "https://gesprek.regio.nl")
    instellingen = load_settings(poort=9001)
    assert instellingen.database_url == "postgresql+psycopg://gk:w%40rd@db.regio.nl/gk"
    assert instellingen.poort == 9001
    assert instellingen.adres == "https://gesprek.regio.nl"
    assert instellingen.with_database("sqlite:///x.db").database_url == "sqlite+pysqlite:///x.db"
    assert instellingen.with_database("sqlite:///x.db").poort == 9001


@pytest.mark.parametrize(
    ("naam", "waarde", "woorden"),
    [
        ("DATABASE_URL", "zomaar wat", "geen databaseadres"),
        ("DATABASE_URL", "mysql://x/y", r"niet kennen \(mysql\)"),
        ("DATABASE_URL", "sqlite://", "noemt geen bestand"),
        ("POORT", "tachtig", "geen heel getal"),
        ("POORT", "70000", "te hoog"),
        ("GEHEIM", "kort", "te kort"),
        ("OPENBAAR_ADRES", "gesprek.regio.nl", "vorm"),
        ("SMTP_POORT", "0", "te laag"),
        ("SMTP_BEVEILIGING", "misschien", "starttls"),
        ("SMTP_AFZENDER", "de regio", "geen mailadres"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, naam: str, waarde: str, woorden: str
) -> None:
    monkeypatch.setenv(f"GESPREKSKAART_{naam}", waarde)
    with pytest.raises(OpslagFout, match=f"GESPREKSKAART_{naam} .*{woorden}"):
        load_settings()


def test_mail_needs_a_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESPREKSKAART_SMTP_HOST", "smtp.regio.nl")
    with pytest.raises(OpslagFout, match="GESPREKSKAART_SMTP_AFZENDER is leeg: vul in van wie de mail komt"):
        load_settings()
    assert load_settings(smtp_afzender="Regio <gesprek@regio.nl>").smtp_poort == 587


def test_a_secret_is_not_shown_when_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESPREKSKAART_GEHEIM", "zeergeheim" * 4)
    assert "zeergeheim" not in repr(load_settings())
    assert read_geheim(load_settings()) == "zeergeheim" * 4


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    instellingen = load_settings(data_map=tmp_path / "gegevens")
    geheim = read_geheim(instellingen)
    assert len(geheim) == 64
    assert read_geheim(instellingen) == geheim
    assert stat.S_IMODE((tmp_path / "gegevens" / "geheim").stat().st_mode) == 0o600
    assert read_geheim(load_settings(data_map=tmp_path / "andere")) != geheim


def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    instellingen = load_settings(data_map=tmp_path / "bestand" / "map")
    with pytest.raises(OpslagFout, match="gegevensmap .*bestand/map kan niet worden gemaakt"):
        make_engine(instellingen)
    with pytest.raises(OpslagFout, match="gegevensmap .*bestand/map kan niet worden geschreven"):
        read_geheim(instellingen)


def test_sqlite_is_asked_for_what_we_promise(sqlite_engine: Engine) -> None:
    def ask(naam: str) -> object:
        with sqlite_engine.connect() as verbinding:
            return verbinding.exec_driver_sql(f"PRAGMA {naam}").scalar()

    full = 2
    assert (ask("journal_mode"), ask("synchronous"), ask("foreign_keys")) == ("wal", full, 1)
    assert ask("busy_timeout") == 5000


def test_a_data_folder_may_be_called_anything(tmp_path: Path) -> None:
    instellingen = load_settings(data_map=tmp_path / "wat? 50%25 'één' #1")
    migrate(make_engine(instellingen))
    assert (tmp_path / "wat? 50%25 'één' #1" / "gesprekskaart.db").exists()


def test_a_database_that_was_never_migrated_says_what_to_do(tmp_path: Path) -> None:
    ports = make_ports(open_sqlite(tmp_path / "leeg.db"), now=lambda: BEGIN)
    with pytest.raises(OpslagFout, match="gesprekskaart migrate"):
        ports.sessies.list_all()


def test_a_postgresql_that_was_never_migrated_says_what_to_do(request: pytest.FixtureRequest) -> None:
    ports = make_ports(open_engine(request.getfixturevalue("make_postgres_url")("template0")), now=lambda: BEGIN)
    with pytest.raises(OpslagFout, match="gesprekskaart migrate"):
        ports.sessies.list_all()


def test_a_database_that_is_locked_for_too_long_says_so_and_keeps_nothing(sqlite_engine: Engine) -> None:
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    with sqlite_engine.connect() as ander:
        rauw = ander.connection.driver_connection
        assert rauw is not None
        rauw.execute("PRAGMA busy_timeout = 0")
        houder = sqlite3.connect(str(sqlite_engine.url.database), isolation_level=None)
        houder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OpslagFout, match="te druk"):
        add_sessie(ports)
    houder.close()
    assert ports.sessies.list_all() == ()


@pytest.mark.parametrize(
    ("opdracht", "woorden"),
    [("PRAGMA max_page_count = 1", "schijf .* is vol"), ("PRAGMA query_only = ON", "kan niet worden geschreven")],
)
def test_a_full_disk_and_a_read_only_file_are_told_in_words(tmp_path: Path, opdracht: str, woorden: str) -> None:
    verbinding = sqlite3.connect(tmp_path / "proef.db", isolation_level=None)
    verbinding.execute("CREATE TABLE t (x)")
    verbinding.execute(opdracht)
    with pytest.raises(OpslagFout, match=woorden), explained():
        verbinding.executemany("INSERT INTO t VALUES (?)", [("x" * 4000,)] * 100)


def test_a_statement_that_we_got_wrong_stays_loud(engine: Engine) -> None:
    add_sessie(make_ports(engine, now=lambda: BEGIN))
    with pytest.raises(IntegrityError), explained(), engine.begin() as verbinding:
        verbinding.execute(text("UPDATE sessie SET revisie = 0"))
