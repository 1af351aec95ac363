"""The database itself: `migrate`, `backup`, `restore` and `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beheer.omgeving import read_settings
from beheer.uitvoer import say
from storage import make_engine, migrate


def migrate_database(ctx: typer.Context) -> None:
    """Maak de database, of werk haar bij naar deze versie van het programma."""
    gewijzigd = migrate(make_engine(read_settings(ctx)))
    say("De database is bijgewerkt." if gewijzigd else "De database was al bij.")
