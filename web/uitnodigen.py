"""/gk/uitnodiging: the QR code on the screen and the page to hang on the door, for who leads the session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gesprekskaart.ports import Ports
from gesprekskaart.services.deurposter import make_deurposter, make_qr
from web.verslag import to_download
from web.verzoek import find_server, parse_sessie_id, require_wie


def make_uitnodig_routes(ports: Ports) -> list[Route]:
    """QR code as SVG, and the poster as PDF."""

    def get_qr(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        svg = make_qr(wie, sessie_id, find_server(request, ports), ports=ports)
        return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})

    def get_poster(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        return to_download(make_deurposter(wie, sessie_id, find_server(request, ports), ports=ports))

    return [
        Route("/gk/uitnodiging/{sessie}/qr.svg", get_qr, methods=["GET"]),
        Route("/gk/uitnodiging/{sessie}/deur.pdf", get_poster, methods=["GET"]),
    ]
