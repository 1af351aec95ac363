"""/gk/mee, /gk/binnen, /gk/wacht, /gk/terug: coming in without an account, on plain pages for any phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import UUID

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gesprekskaart.deelname import Stoel, clean_code, format_code
from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.foutmelding import describe
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import (
    COOKIE,
    COOKIE_GELDIG,
    Aanmelding,
    Binnenkomst,
    CodeWerktNiet,
    Deur,
    NogNietToegelaten,
    ToegangIngetrokken,
    choose_stoel,
    come_back,
    join,
    leave_apparaat,
    list_stoelen,
    make_token,
    open_deur,
    recognise,
    renew_terugkeercode,
)
from gesprekskaart.sessie import OEFENING, Sessierol, Stand
from web.antwoord import render
from web.pogingen import Codepogingen, try_code
from web.verzoek import find_server, is_over_tls, parse_sessie_id, read_form, read_koekjes, require_own_origin

_EENMALIG = "gk_terugkeercode"
"""Carries a fresh return code over one redirect, so that it stands in no address and is shown once."""

_SCHERMEN = {"voorbereiden", "gesprek", "way-forward", "verslag", "inrichten", "uitnodigen"}


def make_deelneem_routes(ports: Ports) -> list[Route]:
    """Make the ways in, back and out for participants."""
    return [*_make_mee(ports, Codepogingen()), *_make_terug(ports, Codepogingen()), *_make_binnen(ports)]


def _make_mee(ports: Ports, pogingen: Codepogingen) -> list[Route]:
    def get_mee(request: Request) -> Response:
        code = request.query_params.get("code", "")
        if code:
            return RedirectResponse(f"/gk/mee/{quote(clean_code(code), safe='')}", status_code=303)
        return render("mee.html", melding="")

    def get_deur(request: Request) -> Response:
        def look() -> Response:
            deur = open_deur(request.path_params["code"], ports=ports)
            erbij = "erbij" in request.query_params
            return _way_in(request, deur, ports, erbij=erbij) or _render_deur(request, ports, deur, Aanmelding())

        return _try_code(request, pogingen, "mee.html", look)

    async def post_deur(request: Request) -> Response:
        require_own_origin(request, ports)
        velden = await read_form(request, "wie", "partnerschap", "rol", "organisatie", "naam")
        return await run_in_threadpool(_try_code, request, pogingen, "mee.html", lambda: _join(request, velden, ports))

    return [
        Route("/gk/mee", get_mee, methods=["GET"]),
        Route("/gk/mee/{code}", get_deur, methods=["GET"]),
        Route("/gk/mee/{code}", post_deur, methods=["POST"]),
    ]


def _try_code(request: Request, pogingen: Codepogingen, sjabloon: str, doe: Callable[[], Response]) -> Response:
    return try_code(request, pogingen, sjabloon, CodeWerktNiet, doe)


def _way_in(request: Request, deur: Deur, ports: Ports, *, erbij: bool) -> Response | None:
    """Straight on for whoever is in already, unless they bring somebody along. Raises ToegangIngetrokken."""
    sessie = deur.dossier.sessie
    try:
        wie = recognise(read_koekjes(request), sessie.id, ports=ports)
    except NogNietToegelaten:
        return None if erbij else RedirectResponse(f"/gk/wacht/{sessie.id}", status_code=303)
    except ToegangIngetrokken:
        raise
    except (NietToegestaan, SessieOnbekend):
        return None
    if wie.account is not None:
        leidt = wie.account.id in sessie.facilitators
        return RedirectResponse(f"/uitnodigen?sessie={sessie.id}", status_code=303) if leidt and not erbij else None
    return None if erbij else RedirectResponse(_find_place(request, sessie.id, ports), status_code=303)


def _join(request: Request, velden: list[str], ports: Ports) -> Response:
    code = request.path_params["code"]
    deur = open_deur(code, ports=ports)
    try:
        aanmelding = _parse_aanmelding(*velden)
        binnen = join(code, aanmelding, request.cookies.get(COOKIE), ports=ports)
    except ValidationError as fout:
        melding = ". ".join(describe(detail) for detail in fout.errors())
        return _render_deur(request, ports, deur, _as_typed(velden), melding=melding)
    except Ongeldig as fout:
        return _render_deur(request, ports, open_deur(code, ports=ports), _as_typed(velden), melding=str(fout))
    return _redirect_with(request, binnen, ports)


def _parse_aanmelding(wie: str, partnerschap: str, rol: str, organisatie: str, naam: str) -> Aanmelding:
    if wie.isdecimal() and len(wie) < len("1000"):
        return Aanmelding(nummer=int(wie))
    if not partnerschap:
        raise Ongeldig("Kies namens welk partnerschap je meedoet, of dat je te gast bent.")
    gast = partnerschap == "-"
    return Aanmelding(partnerschap=None if gast else partnerschap, rol=rol, organisatie=organisatie, naam=naam)


def _as_typed(velden: list[str]) -> Aanmelding:
    # What cannot be kept is shown back all the same: nobody has to type it again.
    _, partnerschap, rol, organisatie, naam = velden
    return Aanmelding.model_construct(
        nummer=None, partnerschap=partnerschap, rol=rol, organisatie=organisatie, naam=naam
    )


def _render_deur(request: Request, ports: Ports, deur: Deur, ingevuld: Aanmelding, *, melding: str = "") -> Response:
    antwoord = render(
        "meedoen.html",
        status=422 if melding else 200,
        melding=melding,
        gesprek=deur.dossier.sessie.gesprek,
        oefening=OEFENING if deur.dossier.sessie.oefening else "",
        partnerschappen=deur.dossier.partnerschappen,
        vrij=deur.vrij,
        ingevuld=ingevuld,
        wachtkamer=deur.uitnodiging.wachtkamer,
    )
    if not request.cookies.get(COOKIE):
        # Already now, so that a button that is pressed twice is recognised as one device.
        _set_cookie(antwoord, request, ports, make_token())
    return antwoord


def _make_terug(ports: Ports, pogingen: Codepogingen) -> list[Route]:
    def get_terug(_: Request) -> Response:
        return render("terug.html", melding="")

    async def post_terug(request: Request) -> Response:
        require_own_origin(request, ports)
        (code,) = await read_form(request, "code")

        def back() -> Response:
            return _redirect_with(request, come_back(code, request.cookies.get(COOKIE), ports=ports), ports)

        return await run_in_threadpool(_try_code, request, pogingen, "terug.html", back)

    return [
        Route("/gk/terug", get_terug, methods=["GET"]),
        Route("/gk/terug", post_terug, methods=["POST"]),
    ]


def _make_binnen(ports: Ports) -> list[Route]:
    def get_binnen(request: Request) -> Response:
        sessie_id, stoelen = _require_stoelen(request, ports)
        if not _acting(stoelen).deelname.toegelaten:
            return RedirectResponse(f"/gk/wacht/{sessie_id}", status_code=303)
        antwoord = render("binnen.html", **_describe_binnen(request, sessie_id, stoelen, ports))
        antwoord.delete_cookie(_EENMALIG, path="/gk")
        return antwoord

    async def post_binnen(request: Request) -> Response:
        require_own_origin(request, ports)
        doe, nummer = await read_form(request, "doe", "nummer")
        return await run_in_threadpool(_do_binnen, request, doe, nummer, ports)

    def get_wacht(request: Request) -> Response:
        sessie_id, stoelen = _require_stoelen(request, ports)
        if _acting(stoelen).deelname.toegelaten:
            return RedirectResponse(f"/gk/binnen/{sessie_id}", status_code=303)
        sessie = ports.sessies.get(sessie_id)
        # A page without scripts keeps itself up to date by asking again.
        antwoord = render("wacht.html", gesprek=sessie.gesprek, ik=_acting(stoelen).deelnemer)
        antwoord.headers["Refresh"] = "5"
        return antwoord

    return [
        Route("/gk/binnen/{sessie}", get_binnen, methods=["GET"]),
        Route("/gk/binnen/{sessie}", post_binnen, methods=["POST"]),
        Route("/gk/wacht/{sessie}", get_wacht, methods=["GET"]),
    ]


def _do_binnen(request: Request, doe: str, nummer: str, ports: Ports) -> Response:
    sessie_id, _ = _require_stoelen(request, ports)
    cookie, wie = request.cookies.get(COOKIE), int(nummer) if nummer.isdecimal() and len(nummer) < len("1000") else 0
    if doe == "kies":
        choose_stoel(cookie, sessie_id, wie, ports=ports)
        return RedirectResponse(_find_place(request, sessie_id, ports), status_code=303)
    if doe == "weg":
        leave_apparaat(cookie, sessie_id, wie, ports=ports)
        over = [s for s in list_stoelen(cookie, ports=ports) if s.deelname.sessie_id == sessie_id]
        return RedirectResponse(f"/gk/binnen/{sessie_id}" if over else "/gk/mee", status_code=303)
    if doe != "terugkeercode":
        raise Ongeldig("Dit kan hier niet. Ververs de pagina en probeer het opnieuw.")
    antwoord = RedirectResponse(f"/gk/binnen/{sessie_id}", status_code=303)
    _set_eenmalig(antwoord, request, ports, wie, renew_terugkeercode(cookie, sessie_id, wie, ports=ports))
    return antwoord


def _require_stoelen(request: Request, ports: Ports) -> tuple[UUID, list[Stoel]]:
    """The places of this device in this session. Raises as `recognise` for a participant."""
    sessie_id = parse_sessie_id(request.path_params["sessie"])
    alle = list_stoelen(request.cookies.get(COOKIE), ports=ports)
    hier = [stoel for stoel in alle if stoel.deelname.sessie_id == sessie_id]
    over = [stoel for stoel in hier if not stoel.deelname.ingetrokken]
    if not over:
        # It knows why not, and says so.
        recognise(read_koekjes(request)._replace(account=None), sessie_id, ports=ports)
    return sessie_id, over


def _acting(stoelen: list[Stoel]) -> Stoel:
    return stoelen[0]


def _describe_binnen(request: Request, sessie_id: UUID, stoelen: list[Stoel], ports: Ports) -> dict[str, Any]:
    sessie, uitnodiging = ports.sessies.get(sessie_id), ports.deelnames.get_uitnodiging(sessie_id)
    eenmalig = dict(parse_qsl(request.cookies.get(_EENMALIG, "")))
    open_ = uitnodiging is not None and uitnodiging.works_at(ports.now()) and sessie.stand in _WAAR_NAARTOE
    return {
        "sessie_id": sessie_id,
        "gesprek": sessie.gesprek,
        "stoelen": sorted(stoelen, key=lambda stoel: stoel.deelnemer.nummer),
        "ik": _acting(stoelen).deelnemer,
        "verder": _find_place(request, sessie_id, ports),
        "terugkeercode": format_code(eenmalig["code"]) if "code" in eenmalig else "",
        "terugadres": urlsplit(find_server(request, ports)).netloc + "/gk/terug",
        "terugkeer_van": eenmalig.get("nummer", ""),
        "erbij": f"/gk/mee/{uitnodiging.code}?erbij" if uitnodiging is not None and open_ else "",
    }


_WAAR_NAARTOE = {Stand.VOORBEREIDING: "voorbereiden", Stand.GESPREK: "gesprek"}


def _find_place(request: Request, sessie_id: UUID, ports: Ports) -> str:
    """The address where the one who acts on this device was last, or where the session is now."""
    stoelen = [s for s in list_stoelen(request.cookies.get(COOKIE), ports=ports) if s.deelname.sessie_id == sessie_id]
    scherm, _, parameters = (stoelen[0].waar if stoelen else "").partition("?")
    if scherm not in _SCHERMEN:
        stand = ports.sessies.get(sessie_id).stand
        scherm, parameters = _WAAR_NAARTOE.get(stand, "verslag"), ""
        if stand is Stand.VOORBEREIDING and stoelen and stoelen[0].deelnemer.sessierol is Sessierol.TOEHOORDER:
            scherm = "gesprek"
    waarden = [("sessie", str(sessie_id)), *((naam, w) for naam, w in parse_qsl(parameters) if naam != "sessie")]
    return f"/{scherm}?{urlencode(waarden)}"


def _redirect_with(request: Request, binnen: Binnenkomst, ports: Ports) -> Response:
    sessie_id = binnen.deelname.sessie_id
    kamer = "binnen" if binnen.deelname.toegelaten else "wacht"
    antwoord = RedirectResponse(f"/gk/{kamer}/{sessie_id}", status_code=303, headers={"Cache-Control": "no-store"})
    _set_cookie(antwoord, request, ports, binnen.cookie)
    if binnen.terugkeercode:
        _set_eenmalig(antwoord, request, ports, binnen.deelname.nummer, binnen.terugkeercode)
    return antwoord


def _set_cookie(antwoord: Response, request: Request, ports: Ports, token: str) -> None:
    antwoord.set_cookie(
        COOKIE,
        token,
        max_age=int(COOKIE_GELDIG.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_over_tls(request, ports),
    )


def _set_eenmalig(antwoord: Response, request: Request, ports: Ports, nummer: int, code: str) -> None:
    antwoord.set_cookie(
        _EENMALIG,
        urlencode({"nummer": nummer, "code": code}),
        # A waiting room may take a while; the page that shows it takes it away.
        max_age=3600,
        path="/gk",
        httponly=True,
        samesite="lax",
        secure=is_over_tls(request, ports),
    )
