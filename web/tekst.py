"""/gk/tekst: where the writing component brings what people type, and fetches what stands there."""

from __future__ import annotations

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gesprekskaart.errors import Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.teksten import read_tekst, write_tekst
from gesprekskaart.tekst import Tekst, TekstInvoer
from web.antwoord import to_json
from web.verzoek import parse_sessie_id, read_limited, require_own_origin, require_wie


def make_tekst_routes(ports: Ports) -> list[Route]:
    """POST saves one text, acknowledged only once it is on disk; GET gives it as it stands."""

    async def post_tekst(request: Request) -> Response:
        require_own_origin(request, ports)
        invoer = _parse_invoer(await read_limited(request, "application/json"))

        def write() -> Tekst:
            wie = require_wie(request, ports, invoer.sessie_id)
            return write_tekst(
                wie, invoer, sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now
            )

        antwoord = to_json(await run_in_threadpool(write))
        if antwoord["tekst"] == invoer.tekst:
            # Most saves keep the text as it was sent: then it need not travel back.
            del antwoord["tekst"]
        return JSONResponse(antwoord, headers={"Cache-Control": "no-store"})

    def get_tekst(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.query_params.get("sessie", ""))
        wie = require_wie(request, ports, sessie_id)
        plek = request.query_params.get("plek", "")
        tekst = read_tekst(wie, sessie_id, plek, sessies=ports.sessies, teksten=ports.teksten)
        return JSONResponse(to_json(tekst), headers={"Cache-Control": "no-store"})

    return [
        Route("/gk/tekst", post_tekst, methods=["POST"]),
        Route("/gk/tekst", get_tekst, methods=["GET"]),
    ]


def _parse_invoer(body: bytes) -> TekstInvoer:
    try:
        return TekstInvoer.model_validate_json(body)
    except ValidationError as fout:
        # Only the names of fields: the values are what somebody wrote, and an answer may end up in a log.
        velden = ", ".join(sorted({str(deel["loc"][0]) for deel in fout.errors() if deel["loc"]})) or "het geheel"
        raise Ongeldig(
            f"Deze tekst kwam niet goed over (onleesbaar: {velden}). Ververs de pagina; je tekst staat op dit apparaat."
        ) from None
