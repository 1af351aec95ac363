"""What `check` tells of the database: everything in order, or what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage import Settings, load_settings, make_ports, migrate
from storage.controle import check_storage
from storage.engine import make_engine
from tests.integration.bouwstenen import BEGIN, load_zilverwaard
from tests.integration.test_opslag_logboek import drop_triggers_of_logboek


@pytest.fixture
def instellingen(engine: Engine, tmp_path: Path) -> Settings:
    """Settings for a database with the worked examples in it."""
    load_zilverwaard(make_ports(engine, now=lambda: BEGIN))
    return load_settings(data_map=tmp_path, database_url=engine.url.render_as_string(hide_password=False))


def _faults(instellingen: Settings) -> dict[str, str]:
    return {bevinding.onderwerp: bevinding.uitleg for bevinding in check_storage(instellingen) if not bevinding.goed}


def _run(engine: Engine, opdracht: str) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text(opdracht))


def test_a_database_that_is_in_order_has_no_faults(instellingen: Settings, engine: Engine) -> None:
    onderwerpen = [bevinding.onderwerp for bevinding in check_storage(instellingen)]
    van_sqlite = ["Schrijfwijze", "Bestand", "Verwijzingen"] if engine.dialect.name == "sqlite" else []
    assert onderwerpen == ["Gegevensmap", "Database", *van_sqlite, "Migraties", "Logboek"]
    assert _faults(instellingen) == {}


def test_the_check_shows_no_password(instellingen: Settings) -> None:
    met_wachtwoord = instellingen.database_url.replace(
        "postgresql+psycopg://postgres", "postgresql+psycopg://postgres:geheim99"
    )
    bevindingen = check_storage(instellingen.with_database(met_wachtwoord))
    assert len(bevindingen) > 1
    assert "geheim99" not in repr(bevindingen)


def test_tampering_with_the_log_is_told_with_its_place(instellingen: Settings, engine: Engine) -> None:
    drop_triggers_of_logboek(engine)
    _run(engine, "UPDATE logboek SET wie = 'een ander' WHERE nummer = 1")
    assert "klopt regel 1 niet" in _faults(instellingen)["Logboek"]


@pytest.mark.parametrize(
    ("opdracht", "woorden"),
    [
        ("UPDATE alembic_version SET version_num = 'gk9999'", "nieuwere versie"),
        ("DROP TABLE alembic_version", "ander programma"),
    ],
)
def test_another_schema_is_told_and_the_log_is_left_alone(
    instellingen: Settings, engine: Engine, opdracht: str, woorden: str
) -> None:
    _run(engine, opdracht)
    assert woorden in _faults(instellingen)["Migraties"]
    assert "Logboek" not in [bevinding.onderwerp for bevinding in check_storage(instellingen)]


def test_a_database_that_is_not_there_yet_is_told_and_not_made(tmp_path: Path) -> None:
    instellingen = load_settings(data_map=tmp_path / "gegevens")
    assert "migrate" in _faults(instellingen)["Database"]
    assert list((tmp_path / "gegevens").iterdir()) == []
    migrate(make_engine(instellingen))
    assert _faults(instellingen) == {}


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "gesprekskaart.db").write_bytes(b"Beste allemaal, " * 100)
    assert "geen database is" in _faults(load_settings(data_map=tmp_path))["Database"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    assert "kan niet worden gemaakt" in _faults(load_settings(data_map=tmp_path / "bestand" / "map"))["Gegevensmap"]
    elders = load_settings(data_map=tmp_path / "bestand", database_url=f"sqlite:///{tmp_path / 'elders.db'}")
    assert "kan niet worden geschreven" in _faults(elders)["Gegevensmap"]


def test_rows_that_refer_to_nothing_are_told(sqlite_engine: Engine, tmp_path: Path) -> None:
    load_zilverwaard(make_ports(sqlite_engine, now=lambda: BEGIN))
    with sqlite_engine.connect() as verbinding:
        rauw = verbinding.connection.driver_connection
        assert rauw is not None
        rauw.execute("PRAGMA foreign_keys = OFF")
        rauw.execute("DELETE FROM partnerschap")
        rauw.execute("PRAGMA foreign_keys = ON")
    instellingen = load_settings(data_map=tmp_path, database_url=f"sqlite:///{sqlite_engine.url.database}")
    assert "naar niets verwijzen" in _faults(instellingen)["Verwijzingen"]


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    nergens = f"postgresql://iemand:geheim99@/niets?host={tmp_path}"
    fouten = _faults(load_settings(data_map=tmp_path, database_url=nergens))
    assert "niet bereikbaar" in fouten["Database"]
    assert "geheim99" not in fouten["Database"]
