"""Bringing a database to the schema of this program, and telling how far it is.

Alembic takes a fifth of a second to load, more than most of the command line's work: it is loaded where it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from gesprekskaart.errors import OpslagFout
from storage.engine import SCHRIJFT, is_sqlite
from storage.storingen import explained

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIES = Path(__file__).parent / "migrations"

_SLOT = 0x67_6B_6D_69
"""Advisory lock of PostgreSQL for migrations: processes that start together migrate once."""


class Schemastand(StrEnum):
    """How a database's schema relates to this program."""

    LEEG = "leeg"
    OUDER = "ouder"
    GELIJK = "gelijk"
    NIEUWER = "nieuwer"
    VREEMD = "vreemd"
    """Has tables, but not ours."""


_UITLEG = {
    Schemastand.GELIJK: "De database past bij dit programma.",
    Schemastand.LEEG: "De database is nog leeg. Voer ‘gesprekskaart migrate’ uit.",
    Schemastand.OUDER: "De database is van een oudere versie van Gesprekskaart. Voer ‘gesprekskaart migrate’ uit.",
    Schemastand.NIEUWER: (
        "De database is van een nieuwere versie van Gesprekskaart dan dit programma. Er is niets gewijzigd. "
        "Werk het programma bij, of zet een reservekopie van vóór die versie terug."
    ),
    Schemastand.VREEMD: (
        "In deze database staan tabellen van een ander programma. Er is niets gewijzigd. "
        "Kies een lege database met GESPREKSKAART_DATABASE_URL."
    ),
}


def migrate(engine: Engine) -> bool:
    """Bring the database to this program's schema, all or nothing; whether there was anything to do.

    Raises OpslagFout when the database is of a newer version, of another program, or cannot be written.
    """
    with migrating(engine) as verbinding:
        stand = require_schemastand(verbinding, Schemastand.LEEG, Schemastand.OUDER, Schemastand.GELIJK)
        if stand is not Schemastand.GELIJK:
            from alembic import command  # noqa: PLC0415 -- see above

            command.upgrade(make_config(verbinding), "head")
        return stand is not Schemastand.GELIJK


def require_current(engine: Engine) -> None:
    """Raises OpslagFout, saying what to do, unless the database has this program's schema."""
    with explained(), engine.connect() as verbinding:
        if not _is_current(verbinding):
            require_schemastand(verbinding, Schemastand.GELIJK)


def _is_current(verbinding: Connection) -> bool:
    if not inspect(verbinding).has_table("alembic_version"):
        return False
    return verbinding.scalars(text("SELECT version_num FROM alembic_version")).all() == [find_head()]


def find_head() -> str:
    """The revision of this program's schema. Migrations are one line, and the names of their files begin with it."""
    return max(bestand.name for bestand in (_MIGRATIES / "versions").glob("gk*.py")).partition("_")[0]


def require_schemastand(verbinding: Connection, *goed: Schemastand) -> Schemastand:
    """Raises OpslagFout, saying what to do, unless the database is in one of these states."""
    stand = read_schemastand(verbinding)
    if stand not in goed:
        raise OpslagFout(explain_schemastand(stand))
    return stand


def explain_schemastand(stand: Schemastand) -> str:
    """What it means for whoever wants to use the database, and what to do."""
    return _UITLEG[stand]


def read_schemastand(verbinding: Connection) -> Schemastand:
    """How far this database is."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 -- see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 -- only migrating needs it, and it is slow to load

    revisie = MigrationContext.configure(verbinding).get_current_revision()
    script = ScriptDirectory.from_config(make_config(verbinding))
    if revisie is None:
        tabellen = set(inspect(verbinding).get_table_names()) - {"alembic_version"}
        return Schemastand.VREEMD if tabellen else Schemastand.LEEG
    if revisie == script.get_current_head():
        return Schemastand.GELIJK
    is_bekend = revisie in {bekend.revision for bekend in script.walk_revisions()}
    return Schemastand.OUDER if is_bekend else Schemastand.NIEUWER


def make_config(verbinding: Connection) -> Config:
    """Alembic's configuration, in code: there is one database, and Settings say which.

    Left to itself, Alembic keeps the output that was there when it was first loaded, which may be closed by now.
    """
    from alembic.config import Config  # noqa: PLC0415 -- see above

    config = Config(stdout=sys.stdout, attributes={"connection": verbinding})
    config.set_main_option("script_location", str(_MIGRATIES))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in one writing transaction of its own, fit for changing tables."""
    with explained(), engine.execution_options(**{SCHRIJFT: True}).connect() as verbinding:
        # SQLite changes a table by building it anew and dropping the old one, and dropping a table empties it first:
        # with foreign keys on, everything that refers to it would go along. They cannot be set within a transaction.
        if is_sqlite(engine):
            verbinding.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with verbinding.begin():
                if not is_sqlite(engine):
                    verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
                yield verbinding
                _require_references(verbinding)
        finally:
            if is_sqlite(engine):
                verbinding.connection.execute("PRAGMA foreign_keys = ON")


def _require_references(verbinding: Connection) -> None:
    if is_sqlite(verbinding) and verbinding.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise OpslagFout("De database is niet in orde: er zijn rijen die naar niets verwijzen. Er is niets gewijzigd.")
