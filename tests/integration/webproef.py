"""A client of our own routes, with middleware and errors joined as in app.py, on ports in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from httpx2 import Response
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, make_link, use_link
from web.antwoord import to_response
from web.middleware import make_middleware
from web.omroep import Omroep
from web.routes import make_routes

HIER = "https://gesprekskaart.test"

Velden = Mapping[str, Any]


def make_client(ports: Ports, *, basis: str = HIER, erbij: tuple[BaseRoute, ...] = ()) -> TestClient:
    """A browser that follows nothing by itself, so that every answer can be looked at."""
    app = Starlette(
        routes=[*make_routes(ports, Omroep(ports)), *erbij],
        middleware=make_middleware(),
        exception_handlers={GesprekskaartError: to_response},
    )
    return TestClient(app, base_url=basis, follow_redirects=False)


def enter(client: TestClient, ports: Ports, naam: str) -> None:
    """Give the client the cookie of this account."""
    account = ports.accounts.find(naam)
    assert account is not None
    _, cookie = use_link(
        make_link(account, accounts=ports.accounts, now=ports.now), accounts=ports.accounts, now=ports.now
    )
    client.cookies.set(COOKIE, cookie)


def post_tekst(
    client: TestClient,
    sessie_id: UUID,
    tekst: str,
    *,
    gelezen: int = 0,
    headers: Velden | None = None,
    velden: Velden | None = None,
) -> Response:
    """Save one text as the writing component does; `headers` and `velden` replace what it sends."""
    invoer = {
        "sessie_id": str(sessie_id),
        "plek": "antwoord/RS3/LWZ",
        "tekst": tekst,
        "revisie": gelezen,
        "save_id": str(uuid4()),
    }
    koppen = {naam: waarde for naam, waarde in {"origin": HIER, **(headers or {})}.items() if waarde is not None}
    antwoord: Response = client.post("/gk/tekst", json={**invoer, **(velden or {})}, headers=koppen)
    return antwoord
