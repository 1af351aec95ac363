"""/gk/verslag: the report as a file, for those who may read it."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gesprekskaart.errors import NietGevonden
from gesprekskaart.ports import Ports
from gesprekskaart.services.personen import make_anoniem
from gesprekskaart.services.verslagen import Document, make_json, make_kalender, make_pdf
from web.verzoek import parse_sessie_id, require_wie


def make_verslag_routes(ports: Ports) -> list[Route]:
    """PDF per version or of the draft; JSON of the conversation with all its versions; terms as a calendar file.

    Drawn in a worker thread.
    """

    def get_pdf(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        return to_download(make_pdf(wie, sessie_id, parse_nummer(request), ports=ports))

    def get_json(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        return to_download(make_json(wie, sessie_id, ports=ports))

    def get_anoniem(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        nummer = parse_nummer(request)
        if nummer is None:
            raise NietGevonden("Een kopie zonder namen is er van een bevroren versie. Kies een versie.")
        return to_download(make_anoniem(wie, sessie_id, nummer, ports=ports))

    def get_kalender(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        return to_download(make_kalender(wie, sessie_id, None, ports=ports))

    return [
        Route("/gk/verslag/{sessie}/termijnen.ics", get_kalender, methods=["GET"]),
        Route("/gk/verslag/{sessie}/{nummer}-anoniem.json", get_anoniem, methods=["GET"]),
        Route("/gk/verslag/{sessie}/{nummer}.pdf", get_pdf, methods=["GET"]),
        Route("/gk/verslag/{sessie}/{nummer}.json", get_json, methods=["GET"]),
    ]


def parse_nummer(request: Request) -> int | None:
    """Which version the address names; None for the draft. Raises NietGevonden."""
    nummer: str = request.path_params["nummer"]
    if nummer == "concept":
        return None
    if re.fullmatch(r"[1-9][0-9]{0,5}", nummer):
        return int(nummer)
    raise NietGevonden("Deze versie van het verslag bestaat niet. Kies een versie op het scherm Verslag.")


def to_download(document: Document) -> Response:
    """Hand over a file, by its name."""
    # RFC 5987: a plain name for old readers, and the real one with its accents.
    plain = document.naam.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    naam = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.naam, safe='')}"
    headers = {"Content-Disposition": naam, "Cache-Control": "private, no-store"}
    return Response(document.data, media_type=document.media_type, headers=headers)
