"""The ways in and out: /gk/start, /gk/aanmelden, /gk/wachtwoord, /gk/afmelden.

Plain pages, so that a password manager and a screen reader can use them.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietAangemeld, NietToegestaan, Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import (
    COOKIE,
    COOKIE_GELDIG,
    MIN_WACHTWOORD,
    change_wachtwoord,
    find_wie,
    log_in,
    log_out,
    use_link,
)
from web.antwoord import render, render_melding
from web.pogingen import Aanmeldpogingen
from web.verzoek import find_address, is_over_tls, read_form, require_own_origin, require_wie


def make_aanmeld_routes(ports: Ports) -> list[Route]:
    """Make the ways in and out for accounts."""
    return [_make_start(ports), *_make_aanmelden(ports), *_make_wachtwoord(ports), *_make_afmelden(ports)]


def _make_start(ports: Ports) -> Route:
    def get_start(request: Request) -> Response:
        if _only_looks_ahead(request):
            return Response(status_code=503, headers={"Cache-Control": "no-store"})
        try:
            _, cookie = use_link(request.path_params["token"], accounts=ports.accounts, now=ports.now)
        except NietToegestaan as fout:
            antwoord = render_melding("Deze link werkt niet", str(fout), status=403, moet_aanmelden=True)
        else:
            antwoord = _redirect_with(cookie, request, ports)
        # The token is in this page's address: it must not travel along to whatever is asked for next.
        antwoord.headers["Referrer-Policy"] = "no-referrer"
        return antwoord

    return Route("/gk/start/{token}", get_start, methods=["GET"])


def _make_aanmelden(ports: Ports) -> list[Route]:
    # Attempts are counted per process, from the moment these routes are made.
    pogingen = Aanmeldpogingen()

    def get_aanmelden(request: Request) -> Response:
        aangemeld, afgemeld = _aangemeld_als(request, ports), "afgemeld" in request.query_params
        return render("aanmelden.html", melding="", naam="", aangemeld=aangemeld, afgemeld=afgemeld)

    async def post_aanmelden(request: Request) -> Response:
        require_own_origin(request, ports)
        naam, wachtwoord = await read_form(request, "naam", "wachtwoord")
        pogingen.require_room(find_address(request), naam)
        try:
            _, cookie = await run_in_threadpool(log_in, naam, wachtwoord, accounts=ports.accounts, now=ports.now)
        except NietToegestaan as fout:
            return render("aanmelden.html", status=403, melding=str(fout), naam=naam, aangemeld="", afgemeld=False)
        return _redirect_with(cookie, request, ports)

    return [
        Route("/gk/aanmelden", get_aanmelden, methods=["GET"]),
        Route("/gk/aanmelden", post_aanmelden, methods=["POST"]),
    ]


def _make_wachtwoord(ports: Ports) -> list[Route]:
    def show(wie: Wie, *, melding: str = "", status: int = 200) -> Response:
        account = wie.account
        heeft = account is not None and account.wachtwoord_hash is not None
        naam = account.naam if account else ""
        return render("wachtwoord.html", status=status, melding=melding, naam=naam, heeft=heeft, minimum=MIN_WACHTWOORD)

    def get_wachtwoord(request: Request) -> Response:
        return show(require_wie(request, ports, None))

    async def post_wachtwoord(request: Request) -> Response:
        require_own_origin(request, ports)
        wie = await run_in_threadpool(require_wie, request, ports, None)
        if wie.account is None:
            raise NietAangemeld
        huidig, nieuw = await read_form(request, "huidig", "nieuw")
        try:
            cookie = await run_in_threadpool(
                change_wachtwoord, wie.account, huidig, nieuw, accounts=ports.accounts, now=ports.now
            )
        except (NietToegestaan, Ongeldig) as fout:
            return show(wie, melding=str(fout), status=422)
        return _redirect_with(cookie, request, ports)

    return [
        Route("/gk/wachtwoord", get_wachtwoord, methods=["GET"]),
        Route("/gk/wachtwoord", post_wachtwoord, methods=["POST"]),
    ]


def _make_afmelden(ports: Ports) -> list[Route]:
    def get_afmelden(request: Request) -> Response:
        return render("afmelden.html", aangemeld=_aangemeld_als(request, ports))

    def post_afmelden(request: Request) -> Response:
        require_own_origin(request, ports)
        log_out(request.cookies.get(COOKIE), accounts=ports.accounts)
        antwoord = RedirectResponse("/gk/aanmelden?afgemeld", status_code=303)
        antwoord.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=is_over_tls(request, ports))
        return antwoord

    return [
        Route("/gk/afmelden", get_afmelden, methods=["GET"]),
        Route("/gk/afmelden", post_afmelden, methods=["POST"]),
    ]


def _only_looks_ahead(request: Request) -> bool:
    """Whether nobody has followed the link yet: a preview or a browser that runs ahead must not use it up."""
    doel = request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
    return request.method == "HEAD" or "prefetch" in doel


def _redirect_with(cookie: str, request: Request, ports: Ports) -> Response:
    antwoord = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    antwoord.set_cookie(
        COOKIE,
        cookie,
        max_age=int(COOKIE_GELDIG.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_over_tls(request, ports),
    )
    return antwoord


def _aangemeld_als(request: Request, ports: Ports) -> str:
    try:
        wie = find_wie(request.cookies.get(COOKIE), accounts=ports.accounts, now=ports.now)
    except NietAangemeld:
        return ""
    return wie.account.naam if wie.account else ""
