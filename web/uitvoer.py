"""/gk/uitvoer: the report in whatever format, for those who may take it along."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gesprekskaart.errors import NietGevonden
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitvoeren import make_uitvoer
from gesprekskaart.uitvoer.formaat import Formaat
from web.verslag import parse_nummer, to_download
from web.verzoek import parse_sessie_id, require_wie


def make_uitvoer_routes(ports: Ports) -> list[Route]:
    """One address per session, version (or `concept`) and format. Written in a worker thread."""

    def get_uitvoer(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        nummer, formaat = parse_nummer(request), _parse_formaat(request.path_params["formaat"])
        return to_download(make_uitvoer(wie, sessie_id, formaat, nummer, ports=ports))

    return [Route("/gk/uitvoer/{sessie}/{nummer}/{formaat}", get_uitvoer, methods=["GET"])]


def _parse_formaat(tekst: str) -> Formaat:
    try:
        return Formaat(tekst)
    except ValueError:
        raise NietGevonden("Dit soort bestand bestaat niet. Kies er een op het scherm Verslag.") from None
