"""/gk/landelijke-issues.csv: the national issues of all conversations that somebody leads, for a spreadsheet."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import make_issues_csv
from gesprekskaart.services.verslagen import Document
from web.verslag import to_download
from web.verzoek import require_wie


def make_landelijk_routes(ports: Ports) -> list[Route]:
    """One table of everything; whoever has no account gets none."""

    def get_csv(request: Request) -> Response:
        data = make_issues_csv(require_wie(request, ports, None), ports=ports)
        return to_download(Document("landelijke-issues.csv", "text/csv; charset=utf-8", data))

    return [Route("/gk/landelijke-issues.csv", get_csv, methods=["GET"])]
