"""Backups: one SQLite file, whatever the database is.

So a backup can be read by many tools, and a database that outgrows SQLite moves to PostgreSQL by backup and restore.
What it leaves out is what PostgreSQL's own tools are for: users, rights, and a database of many gigabytes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import quote

from alembic import command
from sqlalchemy import Connection, Engine, create_engine, insert, select
from sqlmodel import SQLModel

from gesprekskaart.errors import OpslagFout
from storage.engine import is_sqlite, open_sqlite
from storage.schema import Schemastand, make_config, migrate, migrating, read_schemastand, require_schemastand
from storage.storingen import explained
from storage.transactie import reading

_PER_KEER = 500
"""Rows that are copied at a time: a frozen version is the largest, with some 100 kB."""


def backup(engine: Engine, bestand: Path) -> None:
    """Write everything to one file, as it was at one moment, while the program keeps running.

    The file appears whole or not at all, readable by its owner only: there are names in it. An earlier backup of that
    name is replaced, another file is not. Raises OpslagFout.
    """
    _refuse_other_file(bestand)
    with _beside(bestand) as map_:
        kopie = map_ / "kopie.db"
        if is_sqlite(engine):
            with explained(), engine.connect() as verbinding:
                require_schemastand(verbinding, Schemastand.GELIJK, Schemastand.OUDER)
                _copy_file(verbinding, kopie)
        else:
            _copy_to_file(engine, kopie)
        _as_one_file(kopie)
        kopie.replace(bestand)


def restore(bestand: Path, engine: Engine, *, force: bool = False) -> None:
    """Put a backup back, of this version or an older one; the database has all of it afterwards, or is as it was.

    Raises OpslagFout when the file is no backup of ours or of a newer version, when the database belongs to another
    program, or, without `force`, when there is anything in the database.
    """
    with TemporaryDirectory() as map_:
        # A copy: a backup of an older version is brought up to date, and the backup itself is never touched.
        kopie = Path(map_) / "kopie.db"
        _copy_backup(bestand, kopie)
        bron = open_sqlite(kopie)
        try:
            migrate(bron)
            _require_room(engine, force)
            (_overwrite_sqlite if is_sqlite(engine) else _overwrite_postgresql)(bron, engine)
        finally:
            bron.dispose()


@contextmanager
def _beside(bestand: Path) -> Iterator[Path]:
    """A folder next to a file: from there it can be renamed into place, which is one step on disk."""
    try:
        with TemporaryDirectory(dir=bestand.absolute().parent, prefix=".gesprekskaart-") as map_:
            yield Path(map_)
    except OSError as fout:
        raise OpslagFout(
            f"De reservekopie {bestand} kan niet worden geschreven ({fout.strerror}). Kies een andere plek."
        ) from fout


def _refuse_other_file(bestand: Path) -> None:
    if bestand.exists() and _read_file_stand(bestand) not in (Schemastand.GELIJK, Schemastand.OUDER):
        raise OpslagFout(f"{bestand} bestaat al en is geen reservekopie van Gesprekskaart. Kies een andere naam.")


def _copy_backup(bestand: Path, kopie: Path) -> None:
    try:
        shutil.copyfile(bestand, kopie)
    except OSError as fout:
        raise OpslagFout(f"De reservekopie {bestand} kan niet worden gelezen ({fout.strerror}).") from fout
    stand = _read_file_stand(kopie)
    if stand is Schemastand.NIEUWER:
        raise OpslagFout(
            f"De reservekopie {bestand} is van een nieuwere versie van Gesprekskaart. Er is niets gewijzigd. "
            "Werk eerst het programma bij."
        )
    if stand not in (Schemastand.GELIJK, Schemastand.OUDER):
        raise OpslagFout(f"{bestand} is geen (hele) reservekopie van Gesprekskaart. Er is niets gewijzigd.")


def _read_file_stand(bestand: Path) -> Schemastand | None:
    """None when this is not a database, or one that is damaged. Leaves the file as it is."""
    # Immutable: not even the files that SQLite keeps beside a database appear. A '?' or '%' in the path is data.
    pad = quote(bestand.absolute().as_posix())
    engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite3.connect(f"file:{pad}?immutable=1", uri=True))
    try:
        with explained(), engine.connect() as verbinding:
            heel = verbinding.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            return read_schemastand(verbinding) if heel else None
    except OpslagFout:
        return None
    finally:
        engine.dispose()


def _copy_file(verbinding: Connection, kopie: Path) -> None:
    with closing(sqlite3.connect(kopie)) as doel:
        _raw(verbinding).backup(doel)


def _copy_to_file(engine: Engine, kopie: Path) -> None:
    doel = open_sqlite(kopie)
    try:
        migrate(doel)
        with reading(engine) as session, doel.begin() as naar:
            require_schemastand(session.connection(), Schemastand.GELIJK)
            _copy_rows(session.connection(), naar)
    finally:
        doel.dispose()


def _copy_rows(van: Connection, naar: Connection) -> None:
    for tabel in SQLModel.metadata.sorted_tables:
        rijen = van.execute(select(tabel), execution_options={"yield_per": _PER_KEER}).mappings()
        for deel in rijen.partitions():
            naar.execute(insert(tabel), [dict(rij) for rij in deel])


def _as_one_file(kopie: Path) -> None:
    """Without a journal beside it, on disk, and closed to others."""
    with explained(), closing(sqlite3.connect(kopie)) as verbinding:
        verbinding.execute("PRAGMA journal_mode = DELETE")
    kopie.chmod(0o600)
    with kopie.open("rb") as open_:
        os.fsync(open_.fileno())


def _require_room(engine: Engine, force: bool) -> None:
    with explained(), engine.connect() as verbinding:
        stand = read_schemastand(verbinding)
        # Only a SQLite database is overwritten as a whole; another program's tables in PostgreSQL would stay.
        require_schemastand(verbinding, *(set(Schemastand) - {Schemastand.VREEMD}))
    if stand is not Schemastand.LEEG and not force:
        raise OpslagFout(
            "In de database staan al gegevens; die zouden verdwijnen. Er is niets gewijzigd. Maak er eerst een "
            "reservekopie van, en voer het opnieuw uit met --force."
        )


def _overwrite_sqlite(bron: Engine, engine: Engine) -> None:
    # Page by page in one transaction of SQLite itself: others who have the database open see the old one, then the new.
    with explained(), bron.connect() as van, engine.connect() as naar:
        _raw(van).backup(_raw(naar))


def _overwrite_postgresql(bron: Engine, engine: Engine) -> None:
    with migrating(engine) as naar, bron.connect() as van:
        if read_schemastand(naar) is not Schemastand.LEEG:
            require_schemastand(naar, Schemastand.GELIJK, Schemastand.OUDER)
            # Not by deleting rows: the log and the frozen versions refuse that.
            command.downgrade(make_config(naar), "base")
        command.upgrade(make_config(naar), "head")
        _copy_rows(van, naar)


def _raw(verbinding: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, verbinding.connection.driver_connection)
