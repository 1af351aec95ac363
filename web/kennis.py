"""/gk/kennis: what was released for other regions, as one file to read or as data."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gesprekskaart.kennis import Kennisbestand
from gesprekskaart.ports import Ports
from gesprekskaart.services.kennisdeling import get_vrijgegeven, to_json
from gesprekskaart.services.verslagen import Document
from web.antwoord import draw
from web.verslag import to_download
from web.verzoek import parse_sessie_id, require_wie

# Nothing of the conversation in the name: it is the first thing that others read.
_NAAM = "gedeelde-kennis"


def make_kennis_routes(ports: Ports) -> list[Route]:
    """Only what whoever leads released, to the letter; `?met=` names other sessions that go along."""

    def get_html(request: Request) -> Response:
        return to_download(Document(f"{_NAAM}.html", "text/html", render_kennis(find(request))))

    def get_json(request: Request) -> Response:
        return to_download(Document(f"{_NAAM}.json", "application/json", to_json(find(request))))

    def find(request: Request) -> Kennisbestand:
        ids = _parse_ids(request)
        return get_vrijgegeven(require_wie(request, ports, ids[0]), ids, ports=ports)

    return [
        Route("/gk/kennis/{sessie}/kennis.html", get_html, methods=["GET"]),
        Route("/gk/kennis/{sessie}/kennis.json", get_json, methods=["GET"]),
    ]


def render_kennis(bestand: Kennisbestand) -> bytes:
    """One page that needs nothing else: for any browser, screen reader and printer. Same content, same bytes."""
    return draw("kennis.html", bestand=bestand).encode()


def _parse_ids(request: Request) -> list[UUID]:
    met = [deel for deel in request.query_params.get("met", "").split(",") if deel]
    return [parse_sessie_id(deel) for deel in (request.path_params["sessie"], *met)]
