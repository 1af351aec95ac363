"""The parts that commands work with: settings, a database that is ready for use, and who acts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from beheer.uitvoer import tell
from gesprekskaart.account import Account, Wie
from gesprekskaart.errors import NietGevonden, Ongeldig

if TYPE_CHECKING:
    import typer
    from sqlalchemy import Engine

    from gesprekskaart.ports import Ports
    from gesprekskaart.sessie import Sessie
    from storage import Settings

EERSTE_ACCOUNT = "facilitator"


def utc_now() -> datetime:
    """The clock of the command line."""
    return datetime.now(UTC)


def read_settings(ctx: typer.Context, **gekozen: object) -> Settings:
    """The settings, with the database that `--database` chose. Raises OpslagFout."""
    from storage import load_settings  # noqa: PLC0415 -- half a second, that --help and wrong use need not wait for

    if ctx.obj is not None:
        gekozen["database_url"] = ctx.obj
    return load_settings(**gekozen)


def connect(ctx: typer.Context, settings: Settings) -> Engine:
    """An engine on the chosen database, closed when the command ends. Raises OpslagFout."""
    from storage import make_engine  # noqa: PLC0415 -- as above

    engine = make_engine(settings)
    ctx.call_on_close(engine.dispose)
    return engine


def open_ports(ctx: typer.Context, settings: Settings) -> Ports:
    """The ports on the chosen database; makes a new one where there is none yet, and says so.

    Raises OpslagFout, also when the database is of another version: `migrate` is for somebody to decide.
    """
    from storage import make_ports, make_zegelaar, migrate, require_current  # noqa: PLC0415 -- as above
    from storage.engine import is_sqlite, sqlite_file  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    engine = connect(ctx, settings)
    if is_sqlite(engine) and not sqlite_file(engine).exists() and migrate(engine):
        tell(f"Nieuwe database gemaakt: {sqlite_file(engine)}")
    require_current(engine)
    return make_ports(engine, utc_now, openbaar_adres=settings.openbaar_adres, zegelaar=make_zegelaar(settings))


def find_account(naam: str, ports: Ports) -> Account:
    """Raises NietGevonden."""
    account = ports.accounts.find(" ".join(naam.split()))
    if account is None:
        raise NietGevonden(f"Er is geen account ‘{naam}’. Bekijk welke er zijn met: gesprekskaart account list")
    return account


def find_leider(naam: str | None, ports: Ports) -> Wie:
    """Who leads what is brought in: the account of this name, or the first active beheerder.

    On an installation without accounts it makes the first one. Raises NietGevonden, Ongeldig.
    """
    if naam is not None:
        account = find_account(naam, ports)
        if not account.is_actief:
            raise Ongeldig(f"Het account ‘{account.naam}’ is uitgezet. Kies een ander account met --account.")
        return Wie(account=account)
    if beheerder := find_beheerder(ports):
        return Wie(account=beheerder)
    eerste = add_first_account(ports)
    tell(f"Eerste account gemaakt: ‘{eerste.naam}’. Een link om je aan te melden geeft: gesprekskaart start")
    return Wie(account=eerste)


def find_beheerder(ports: Ports) -> Account | None:
    """The first active beheerder, if any. Raises Ongeldig when there are only other accounts."""
    accounts = ports.accounts.list()
    actief = [account for account in accounts if account.is_beheerder and account.is_actief]
    if accounts and not actief:
        raise Ongeldig(
            "Er is geen actief account van een beheerder. Kies een account met --account, "
            "of maak een beheerder met: gesprekskaart account add NAAM --beheerder"
        )
    return min(actief, key=lambda account: account.aangemaakt_op, default=None)


def add_first_account(ports: Ports) -> Account:
    """The account that every new installation begins with."""
    from gesprekskaart.services.aanmelden import add_account  # noqa: PLC0415 -- argon2

    return add_account(EERSTE_ACCOUNT, beheerder=True, accounts=ports.accounts, now=ports.now, new_id=uuid4)


def act_for(sessie: Sessie, ports: Ports) -> Wie:
    """Whoever runs this program on the machine holds the database itself, and may act for every facilitator.

    So the actor is the session's own facilitator, also one whose account was disabled since: what may be done with a
    session stays decided in the services, and a conversation does not become unreachable when somebody leaves.
    """
    leiders = [account for account in ports.accounts.list() if account.id in sessie.facilitators]
    eerste = next(iter(leiders), None)
    return Wie(account=eerste.model_copy(update={"is_actief": True}) if eerste else None)
