"""What goes wrong outside our code (a full disk, an unreachable server), told in Dutch with a way out.

A statement that the database refuses for its content is not among these: that is a fault of ours, and stays loud.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as GeenVerbinding

from gesprekskaart.errors import OpslagFout

_MIGREER = "De database is nog niet klaar voor gebruik. Voer ‘gesprekskaart migrate’ uit."
_DRUK = "De database is te druk; er is niets gewijzigd. Probeer het over een paar tellen opnieuw."
_VOL = "De schijf van de database is vol; er is niets gewijzigd. Maak ruimte en probeer het opnieuw."
_STUK = (
    "Het databasebestand is beschadigd. Leg het apart (gooi het niet weg) en zet een reservekopie terug met "
    "‘gesprekskaart restore’."
)

_SQLITE = {
    "no such table": _MIGREER,
    "no such column": _MIGREER,
    "database is locked": _DRUK,
    "database or disk is full": _VOL,
    "database disk image is malformed": _STUK,
    "disk i/o error": "De schijf van de database geeft een fout. Controleer de schijf en je reservekopie.",
    "readonly database": (
        "In de database kan niet worden geschreven. Geef jezelf schrijfrechten op het bestand en zijn map."
    ),
    "unable to open database file": (
        "Het databasebestand kan niet worden geopend. Controleer of de map bestaat en of je er mag schrijven."
    ),
    "file is not a database": (
        "Op de plek van de database staat een bestand dat geen database is. "
        "Haal het weg of kies een ander bestand met GESPREKSKAART_DATABASE_URL."
    ),
}

_POSTGRESQL = {
    "42P01": _MIGREER,
    "42703": _MIGREER,
    "25006": "In de database kan niet worden geschreven: de server staat op alleen-lezen.",
    "53100": _VOL,
    "53300": _DRUK,
    "40001": _DRUK,
    "40P01": _DRUK,
    "42501": "De gebruiker in GESPREKSKAART_DATABASE_URL mag dit niet in de database. Geef hem rechten op het schema.",
}
"""By SQLSTATE."""

_ONBEREIKBARE_KLASSEN = {"08", "28", "3D", "57"}
"""Classes of SQLSTATE: no connection, no such user or password, no such database, server stopping."""

_ONBEREIKBAAR = (
    "De database is niet bereikbaar. Controleer GESPREKSKAART_DATABASE_URL (machine, database, gebruiker, wachtwoord) "
    "en of de server draait."
)


@contextmanager
def explained() -> Iterator[None]:
    """Turns a fault of disk, server or settings into an OpslagFout; lets everything else through."""
    try:
        yield
    except GeenVerbinding as fout:
        raise OpslagFout(_DRUK) from fout
    except (DBAPIError, sqlite3.Error) as fout:
        uitleg = next(filter(None, map(_explain, _walk_oorzaken(fout))), None)
        if uitleg is None:
            raise
        raise OpslagFout(uitleg) from fout


def _walk_oorzaken(fout: BaseException | None) -> Iterator[BaseException]:
    """What went wrong, and what before that: of a full disk SQLite undoes all, and then misses the savepoint too."""
    while fout is not None:
        yield fout.orig if isinstance(fout, DBAPIError) and fout.orig else fout
        fout = fout.__context__


def _explain(fout: BaseException | None) -> str | None:
    melding = str(fout).lower()
    bekend = next((uitleg for deel, uitleg in _SQLITE.items() if deel in melding), None)
    if bekend or isinstance(fout, sqlite3.Error):
        return bekend
    import psycopg  # noqa: PLC0415 -- slow, and only needed for who has PostgreSQL

    if not isinstance(fout, psycopg.Error):
        return None
    if fout.sqlstate is None or fout.sqlstate[:2] in _ONBEREIKBARE_KLASSEN:
        return _ONBEREIKBAAR if isinstance(fout, psycopg.OperationalError) else None
    return _POSTGRESQL.get(fout.sqlstate)
