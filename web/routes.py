"""All our own routes together. They live under /gk/, which Streamlit does not use."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gesprekskaart.errors import NietGevonden
from gesprekskaart.ports import Ports
from web.aanmelden import make_aanmeld_routes
from web.antwoord import to_response
from web.controle import make_controle_routes
from web.deelnemen import make_deelneem_routes
from web.kennis import make_kennis_routes
from web.landelijk import make_landelijk_routes
from web.omroep import Omroep
from web.regie import make_regie_routes
from web.scherm import make_scherm_routes
from web.stroom import make_stroom_routes
from web.tekenen import make_teken_routes
from web.tekst import make_tekst_routes
from web.uitnodigen import make_uitnodig_routes
from web.uitvoer import make_uitvoer_routes
from web.verslag import make_verslag_routes
from web.werkblad import make_werkblad_routes

_STATISCH = Path(__file__).parent / "statisch"


def make_routes(ports: Ports, omroep: Omroep) -> list[BaseRoute]:
    """Everything under /gk/. Whoever joins these routes also maps GesprekskaartError to `web.antwoord.to_response`."""
    return [
        *make_aanmeld_routes(ports),
        *make_deelneem_routes(ports),
        *make_tekst_routes(ports),
        *make_teken_routes(ports),
        *make_uitnodig_routes(ports),
        *make_regie_routes(ports),
        *make_scherm_routes(ports),
        *make_stroom_routes(ports, omroep),
        *make_verslag_routes(ports),
        *make_controle_routes(ports),
        *make_uitvoer_routes(ports),
        *make_werkblad_routes(ports),
        *make_landelijk_routes(ports),
        *make_kennis_routes(ports),
        Route("/gk/gezond", _get_gezond, methods=["GET"]),
        Mount("/gk/statisch", _Statisch(directory=_STATISCH)),
        Route("/gk/{rest:path}", _get_unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]


class _Statisch(StaticFiles):
    """Style, scripts and font. Browsers ask each time whether it changed (ETag): an update works at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            antwoord = await super().get_response(path, scope)
        except HTTPException:
            return await _get_unknown(Request(scope))
        antwoord.headers["Cache-Control"] = "no-cache"
        return antwoord


async def _get_gezond(_: Request) -> Response:
    return JSONResponse({"ok": True}, headers={"Cache-Control": "no-store"})


async def _get_unknown(request: Request) -> Response:
    # Without this Streamlit answers with its app for every address, and a broken link looks like a working one.
    return to_response(
        request, NietGevonden("Dit adres bestaat niet. Kijk of de link compleet is, of ga naar Mijn gesprekken.")
    )
