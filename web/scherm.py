"""/gk/scherm: the beamer. A plain page of our own, because nobody touches the laptop that it runs on.

It has to get through a lost network, a dropped websocket and a restarted server by itself; so it is no screen of
Streamlit, and keeps showing what it has until it has something newer.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gesprekskaart.ports import Ports
from gesprekskaart.services.scherm import read_scherm
from web.antwoord import render
from web.verzoek import find_server, parse_sessie_id, require_wie

_BELEID = "; ".join(
    (
        "default-src 'none'",
        # The other plain pages have no script at all; this one draws itself.
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def make_scherm_routes(ports: Ports) -> list[Route]:
    """The page, and the picture that it fetches whenever something changed."""

    def get_scherm(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        beeld = read_scherm(require_wie(request, ports, sessie_id), sessie_id, ports=ports)
        ingang = urlsplit(find_server(request, ports)).netloc + "/gk/mee"
        antwoord = render("scherm.html", sessie_id=sessie_id, titel=beeld.titel, ingang=ingang)
        antwoord.headers["Content-Security-Policy"] = _BELEID
        return antwoord

    def get_beeld(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        beeld = read_scherm(require_wie(request, ports, sessie_id), sessie_id, ports=ports)
        inhoud = {**beeld.model_dump(mode="json"), "nu": ports.now().isoformat()}
        return JSONResponse(inhoud, headers={"Cache-Control": "private, no-store"})

    return [
        Route("/gk/scherm/{sessie}", get_scherm, methods=["GET"]),
        Route("/gk/scherm/{sessie}/beeld", get_beeld, methods=["GET"]),
    ]
