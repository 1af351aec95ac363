"""The command line: arguments in, one service, one line out, an exit code (0 done, 1 refused, 2 wrong use).

A joining place, like app.py: it chooses the parts, and decides nothing. Results go to stdout, everything about them to
stderr. What only one command needs and is slow to load (Streamlit, reportlab, rich) is imported by that command.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from beheer import account, bewijs, controle, database, kaart, nakijken, sessie
from beheer.nederlands import Opdracht, Programma
from beheer.start import start

app = typer.Typer(
    name="gesprekskaart",
    cls=Programma,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def choose_database(
    ctx: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Welke database; mag overal staan. Anders GESPREKSKAART_DATABASE_URL, of de gegevensmap.",
        ),
    ] = None,
) -> None:
    """Het gesprek van partnerschappen, van gesprekskaart tot ondertekend verslag."""
    if database == "":
        raise typer.BadParameter(
            "hier hoort een adres achter, zoals sqlite:///pad/naar/bestand.db", param_hint="--database"
        )
    ctx.obj = database


_OPDRACHTEN: dict[str, Callable[..., None]] = {
    "start": start,
    "migrate": database.migrate_database,
    "demo": sessie.load_demo,
    "import": sessie.import_bestand,
    "export": sessie.export_sessie,
    "schema": sessie.show_schema,
    "backup": database.backup_database,
    "restore": database.restore_database,
    "verify": nakijken.verify_bestand,
    "check": controle.check_all,
    "bewijs": bewijs.prove_kopie,
}
for naam, opdracht in _OPDRACHTEN.items():
    app.command(naam, cls=Opdracht)(opdracht)
app.add_typer(kaart.app, name="kaart")
app.add_typer(sessie.app, name="sessie")
app.add_typer(account.app, name="account")
app.add_typer(nakijken.log, name="log")


def main() -> None:
    """The command `gesprekskaart`."""
    for stroom in (sys.stdout, sys.stderr):
        if isinstance(stroom, io.TextIOWrapper):
            # What people wrote may hold any character, and a terminal or pipe may be set to few: never fall over that.
            stroom.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="gesprekskaart")
