"""`gesprekskaart start`: from whatever is in the data folder to a server that answers, and one address to open."""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
from contextlib import chdir, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from beheer.adres import is_loopback, make_adres, make_start_link, remember_adres
from beheer.omgeving import add_first_account, connect, find_beheerder, read_settings, utc_now
from beheer.uitvoer import say, tell
from gesprekskaart.account import Wie
from gesprekskaart.errors import OpslagFout

if TYPE_CHECKING:
    from collections.abc import Callable

    from gesprekskaart.account import Account
    from gesprekskaart.ports import Ports
    from storage import Settings

KEEP_ALIVE_S = 130
"""How long a line stays open that nobody uses. Longer than a proxy keeps its own (Caddy 120 s, nginx 60 s): it may send
a save over a line that we are just closing, and cannot know whether that arrived."""


def start(
    ctx: typer.Context,
    poort: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=65535, help="De poort; anders GESPREKSKAART_POORT of 8501.")
    ] = None,
    adres: Annotated[
        str | None,
        typer.Option(metavar="A", help="Op welk adres we luisteren; anders alleen op deze machine (127.0.0.1)."),
    ] = None,
    geen_demo: Annotated[bool, typer.Option("--geen-demo", help="Begin zonder de twee voorbeelden.")] = False,
) -> None:
    """Start de app. Drukt een adres af dat je aanmeldt."""
    from storage import make_ports, make_zegelaar, migrate  # noqa: PLC0415 -- slow, and only needed here

    gekozen = {naam: waarde for naam, waarde in {"poort": poort, "host": adres}.items() if waarde is not None}
    settings = read_settings(ctx, **gekozen)
    with _listen(settings) as luisteraar:
        engine = connect(ctx, settings)
        migrate(engine)
        ports = make_ports(engine, utc_now, zegelaar=make_zegelaar(settings))
        is_nieuw = not ports.accounts.list()
        if is_nieuw:
            _furnish(ports, demo=not geen_demo)
        # On a new installation nobody can have a password yet, so there the link is needed wherever we listen.
        beheerder = find_beheerder(ports) if is_nieuw or is_loopback(settings.host) else None
        _serve(settings, luisteraar, ready=lambda: _tell_adres(settings, ports, beheerder))


def _listen(settings: Settings) -> socket.socket:
    """Claim the port before anything is made or changed. Raises OpslagFout."""
    plek = (settings.host, settings.poort)
    try:
        familie = socket.getaddrinfo(*plek, type=socket.SOCK_STREAM)[0][0]
        luisteraar = socket.create_server(plek, family=familie, backlog=2048)
    except (OSError, UnicodeError) as fout:
        raise OpslagFout(_explain_listen(fout, settings)) from fout
    # asyncio does this only for sockets that it makes itself. Without it each answer waits 40 ms for the other side to
    # confirm the part before it (Nagle's algorithm and delayed acknowledgement).
    luisteraar.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return luisteraar


def _explain_listen(fout: OSError | UnicodeError, settings: Settings) -> str:
    match getattr(fout, "errno", None):
        case errno.EADDRINUSE:
            return (
                f"Poort {settings.poort} is al in gebruik, misschien door een Gesprekskaart die nog draait. "
                f"Kies een andere poort: gesprekskaart start --poort {settings.poort % 65535 + 1}"
            )
        case errno.EACCES:
            return f"Poort {settings.poort} mag je niet gebruiken. Kies een poort boven 1023, zoals --poort 8501."
        case _:
            return f"Op het adres ‘{settings.host}’ kan deze machine niet luisteren. Kies een ander adres met --adres."


def _furnish(ports: Ports, *, demo: bool) -> None:
    """The first account, and work to look at."""
    from gesprekskaart.services.uitwisselen import load_voorbeelden  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    account = add_first_account(ports)
    if demo:
        load_voorbeelden(Wie(account=account), ports=ports, new_id=uuid4)


def _tell_adres(settings: Settings, ports: Ports, account: Account | None) -> None:
    from gesprekskaart.services.aanmelden import make_link  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    adres = make_adres(settings)
    remember_adres(settings)
    if account is None:
        say(f"Gesprekskaart draait op {adres}/gk/aanmelden")
        tell("Geen wachtwoord? Een link om je aan te melden geeft: gesprekskaart account reset NAAM")
    else:
        say(make_start_link(adres, make_link(account, accounts=ports.accounts, now=ports.now)))
        tell(f"Open dit adres: het meldt je aan als ‘{account.naam}’. Het werkt één keer, 24 uur lang. Stoppen: Ctrl+C")


def _serve(settings: Settings, luisteraar: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer until somebody stops us; `ready` is called once, as soon as we do."""
    from storage.settings import PREFIX  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    # app.py reads its settings from the environment, as it also does under any other server.
    os.environ |= {
        f"{PREFIX}DATABASE_URL": settings.database_url,
        f"{PREFIX}HOST": settings.host,
        f"{PREFIX}POORT": str(settings.poort),
    }
    configure_streamlit(settings)

    import uvicorn  # noqa: PLC0415 -- slow, and only needed here

    from app import app, omroep  # noqa: PLC0415 -- starts Streamlit
    from web.verbinding import Verbinding  # noqa: PLC0415 -- loads uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            omroep.close()  # streams never end by themselves, and the server waits for what is not finished
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_level="warning",
        http=Verbinding,
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        ws_per_message_deflate=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):
        Server(config).run(sockets=[luisteraar])


def configure_streamlit(settings: Settings) -> None:
    """Streamlit looks for its settings where a program is started; ours are next to app.py, wherever that is."""
    from storage import read_geheim  # noqa: PLC0415 -- only this command needs it, and it is slow to load

    gevonden = importlib.util.find_spec("app")
    if gevonden is None or gevonden.origin is None:
        raise RuntimeError("app.py is not installed beside beheer")
    with chdir(Path(gevonden.origin).parent):
        from streamlit import config  # noqa: PLC0415 -- slow, and only needed here

        config.get_config_options()
    config.set_option("server.address", settings.host)
    config.set_option("server.port", settings.poort)
    config.set_option("server.cookieSecret", read_geheim(settings))
