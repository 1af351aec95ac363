"""The database as a whole: `migrate`, `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beheer.omgeving import connect, read_settings
from beheer.uitvoer import say
from gesprekskaart.errors import OpslagFout

Reservekopie = Annotated[Path, typer.Argument(metavar="BESTAND", help="De reservekopie.")]


def migrate_database(ctx: typer.Context) -> None:
    """Maak de database, of werk haar bij naar deze versie van het programma."""
    from storage import migrate  # noqa: PLC0415 -- slow, and only needed here

    gewijzigd = migrate(connect(ctx, read_settings(ctx)))
    say("De database is bijgewerkt." if gewijzigd else "De database was al bij.")


def backup_database(ctx: typer.Context, bestand: Reservekopie) -> None:
    """Maak een reservekopie. Dat kan terwijl de app draait."""
    from storage.backup import backup  # noqa: PLC0415 -- only this command needs it, and it is slow to load
    from storage.engine import is_sqlite, sqlite_file  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    engine = connect(ctx, read_settings(ctx))
    if is_sqlite(engine) and not sqlite_file(engine).exists():
        raise OpslagFout(
            f"Er is nog geen database: {sqlite_file(engine)} bestaat niet. Kies een andere met --database."
        )
    backup(engine, bestand)
    say(str(bestand))


def restore_database(
    ctx: typer.Context,
    bestand: Reservekopie,
    force: Annotated[bool, typer.Option("--force", help="Vervang wat er in de database staat.")] = False,
) -> None:
    """Zet een reservekopie terug. Weigert als er al iets in de database staat."""
    from storage.backup import restore  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    restore(bestand, connect(ctx, read_settings(ctx)), force=force)
    say(f"Teruggezet: {bestand}")
