"""`gesprekskaart account`: who may log in. Links are shown once; only their hash is kept."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

import typer

from beheer.adres import find_adres, make_start_link
from beheer.nederlands import Groep, Opdracht
from beheer.omgeving import find_account, open_ports, read_settings
from beheer.uitvoer import say, say_json, say_table, tell
from gesprekskaart.datum import NEDERLAND, format_kort

app = typer.Typer(cls=Groep, no_args_is_help=True, help="Accounts: wie zich kan aanmelden.")

Naam = Annotated[str, typer.Argument(metavar="NAAM", help="Waarmee iemand zich aanmeldt.")]


@app.command("add", cls=Opdracht)
def add_account(
    ctx: typer.Context,
    naam: Naam,
    beheerder: Annotated[bool, typer.Option("--beheerder", help="Mag ook accounts en instellingen beheren.")] = False,
) -> None:
    """Maak een account. Drukt een link af die één keer werkt, 24 uur lang."""
    from gesprekskaart.services import aanmelden  # noqa: PLC0415 -- argon2, and only needed here

    settings = read_settings(ctx)
    ports = open_ports(ctx, settings)
    account = aanmelden.add_account(naam, beheerder=beheerder, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    link = aanmelden.make_link(account, accounts=ports.accounts, now=ports.now)
    say(make_start_link(find_adres(settings), link))


@app.command("list", cls=Opdracht)
def list_accounts(
    ctx: typer.Context,
    als_json: Annotated[bool, typer.Option("--json", help="Geef de lijst als JSON.")] = False,
) -> None:
    """Toon alle accounts."""
    accounts = open_ports(ctx, read_settings(ctx)).accounts.list()
    if als_json:
        say_json(
            [
                {
                    "id": str(account.id),
                    "naam": account.naam,
                    "beheerder": account.is_beheerder,
                    "actief": account.is_actief,
                    "aangemaakt_op": account.aangemaakt_op.isoformat(),
                }
                for account in accounts
            ]
        )
        return
    say_table(
        ("naam", "rol", "stand", "gemaakt op"),
        [
            (
                account.naam,
                "beheerder" if account.is_beheerder else "facilitator",
                "actief" if account.is_actief else "uitgezet",
                format_kort(account.aangemaakt_op.astimezone(NEDERLAND).date()),
            )
            for account in accounts
        ],
    )


@app.command("disable", cls=Opdracht)
def disable_account(ctx: typer.Context, naam: Naam) -> None:
    """Zet een account uit: overal afgemeld. De gesprekken blijven."""
    from gesprekskaart.services import aanmelden  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    ports = open_ports(ctx, read_settings(ctx))
    account = aanmelden.disable_account(find_account(naam, ports), accounts=ports.accounts, now=ports.now)
    tell(f"‘{account.naam}’ is uitgezet en overal afgemeld. Weer aanzetten: gesprekskaart account reset {account.naam}")


@app.command("reset", cls=Opdracht)
def reset_account(ctx: typer.Context, naam: Naam) -> None:
    """Geef een nieuwe link. Het oude wachtwoord en oude links werken niet meer."""
    from gesprekskaart.services import aanmelden  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    settings = read_settings(ctx)
    ports = open_ports(ctx, settings)
    token = aanmelden.reset(find_account(naam, ports), accounts=ports.accounts, now=ports.now)
    say(make_start_link(find_adres(settings), token))
