"""Migrations: from empty to what the tables say, on both engines, and never over what is not ours or newer."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlmodel import SQLModel

import storage.tables
from gesprekskaart.errors import OpslagFout
from storage import make_ports, migrate, require_current
from storage.engine import open_engine, open_sqlite
from storage.schema import find_head, make_config, migrating
from tests.integration.bouwstenen import BEGIN, load_zilverwaard


@pytest.fixture(params=["sqlite", "postgresql"])
def lege(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty database that was never migrated."""
    if request.param == "sqlite":
        return open_sqlite(tmp_path / "leeg.db")
    return open_engine(request.getfixturevalue("make_postgres_url")("template0"))


def test_from_empty_to_head_gives_the_tables(lege: Engine) -> None:
    assert migrate(lege) is True
    # What Alembic says goes to the output of now: a command, or a test, may have replaced and closed an earlier one.
    with redirect_stdout(StringIO()) as gezegd, lege.begin() as verbinding:
        command.check(make_config(verbinding))
    assert "No new upgrade operations detected" in gezegd.getvalue()
    require_current(lege)


def test_the_migrated_tables_check_the_same_as_the_declared_ones(sqlite_engine: Engine) -> None:
    # Alembic compares no CHECK constraints; a word that is added to an enum needs a migration all the same.
    verklaard = create_engine("sqlite://")
    SQLModel.metadata.create_all(verklaard)
    assert storage.tables.TekstRow.__tablename__ in inspect(sqlite_engine).get_table_names()
    for tabel in SQLModel.metadata.tables:
        assert _checks(sqlite_engine, tabel) == _checks(verklaard, tabel)


def _checks(engine: Engine, tabel: str) -> set[tuple[str | None, str]]:
    return {(check["name"], check["sqltext"]) for check in inspect(engine).get_check_constraints(tabel)}


def test_migrating_again_does_nothing(engine: Engine) -> None:
    id = load_zilverwaard(make_ports(engine, now=lambda: BEGIN))
    assert migrate(engine) is False
    assert len(make_ports(engine, now=lambda: BEGIN).logboek.list(id)) == 1


def test_processes_that_start_together_migrate_once(lege: Engine) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(lambda _: migrate(lege), range(3))) == [False, False, True]


def test_from_head_to_base_leaves_nothing_behind(engine: Engine) -> None:
    load_zilverwaard(make_ports(engine, now=lambda: BEGIN))
    with migrating(engine) as verbinding:
        command.downgrade(make_config(verbinding), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert migrate(engine) is True


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE alembic_version SET version_num = 'gk9999'"))
    for doe in (migrate, require_current):
        with pytest.raises(OpslagFout, match="nieuwere versie van Gesprekskaart.*Er is niets gewijzigd"):
            doe(engine)
    with engine.connect() as verbinding:
        assert verbinding.execute(text("SELECT version_num FROM alembic_version")).scalar() == "gk9999"


def test_a_database_of_another_program_is_refused_and_left_as_it_is(lege: Engine) -> None:
    with lege.begin() as verbinding:
        verbinding.execute(text("CREATE TABLE boekhouding (bedrag INTEGER)"))
    with pytest.raises(OpslagFout, match="ander programma"):
        migrate(lege)
    assert inspect(lege).get_table_names() == ["boekhouding"]


def test_an_empty_database_is_told_to_be_migrated(lege: Engine) -> None:
    with pytest.raises(OpslagFout, match="gesprekskaart migrate"):
        require_current(lege)


def test_a_migration_that_fails_halfway_leaves_the_database_as_it_was(lege: Engine) -> None:
    def upgrade_and_fail() -> None:
        with migrating(lege) as verbinding:
            command.upgrade(make_config(verbinding), "head")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        upgrade_and_fail()
    assert inspect(lege).get_table_names() == []
    assert migrate(lege) is True


def test_a_migration_that_leaves_rows_referring_to_nothing_is_refused(sqlite_engine: Engine) -> None:
    # On SQLite foreign keys are off while tables are built anew, so what a migration breaks is looked for at its end.
    load_zilverwaard(make_ports(sqlite_engine, now=lambda: BEGIN))
    with pytest.raises(OpslagFout, match="naar niets verwijzen"), migrating(sqlite_engine) as verbinding:
        verbinding.execute(text("DELETE FROM kaart"))
    assert len(make_ports(sqlite_engine, now=lambda: BEGIN).sessies.list_all()) == 2


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "brief.db").write_bytes(b"Beste allemaal, " * 100)
    with pytest.raises(OpslagFout, match="geen database is"):
        migrate(open_sqlite(tmp_path / "brief.db"))
    assert (tmp_path / "brief.db").read_bytes() == b"Beste allemaal, " * 100


def test_a_place_that_is_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(OpslagFout, match="kan niet worden geopend"):
        migrate(open_sqlite(tmp_path))


def test_the_newest_file_is_what_alembic_calls_head(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as verbinding:
        assert ScriptDirectory.from_config(make_config(verbinding)).get_heads() == [find_head()]


def test_reading_a_database_that_is_up_to_date_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    bestand = tmp_path / "proef.db"
    migrate(open_sqlite(bestand))
    opdracht = (
        "import sys; from pathlib import Path; from storage import require_current; "
        f"from storage.engine import open_sqlite; require_current(open_sqlite(Path({str(bestand)!r}))); "
        "print({'alembic', 'psycopg'} & set(sys.modules))"
    )
    klaar = subprocess.run([sys.executable, "-c", opdracht], capture_output=True, text=True, check=True)
    assert klaar.stdout.strip() == "set()"
