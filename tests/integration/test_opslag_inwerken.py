"""The write-ahead log is worked into the database while the server runs, and not by whoever happens to save."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

import pytest
from sqlalchemy import Engine, event

from storage import keeping_up, make_ports
from storage.engine import sqlite_file
from tests.integration.bouwstenen import BEGIN, add_sessie, save_tekst

TEKST = "Dit staat eerst alleen in het schrijflogboek."


@pytest.fixture
def geschreven(sqlite_engine: Engine) -> Engine:
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = add_sessie(ports).id
    for keer in range(300):  # more than SQLite by itself leaves in the log
        save_tekst(ports, id, "conclusie/G1", f"{keer} " * 500, gelezen=keer)
    save_tekst(ports, id, "conclusie/G2", TEKST)
    return sqlite_engine


def is_worked_in(engine: Engine) -> bool:
    return TEKST.encode() in sqlite_file(engine).read_bytes()


def wait_until_worked_in(engine: Engine) -> None:
    uiterlijk = time.monotonic() + 30
    while not is_worked_in(engine):
        assert time.monotonic() < uiterlijk


def test_no_save_works_the_log_in_by_itself(geschreven: Engine) -> None:
    assert b"299 299" not in sqlite_file(geschreven).read_bytes()


def test_the_log_is_worked_in_beside_the_writing(geschreven: Engine) -> None:
    assert not is_worked_in(geschreven)
    with keeping_up(geschreven, elke_s=0.01):
        wait_until_worked_in(geschreven)


def test_a_database_that_is_away_for_a_moment_is_worked_in_the_next_time(
    geschreven: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    weg = iter([True])

    def fail_once(*_: Any) -> None:
        if next(weg, False):
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(geschreven, "checkout", fail_once)
    with keeping_up(geschreven, elke_s=0.01):
        wait_until_worked_in(geschreven)
    assert "kon nu niet worden ingewerkt" in caplog.text


def test_postgresql_does_so_by_itself(postgres_engine: Engine) -> None:
    with keeping_up(postgres_engine, elke_s=0.01):
        pass
