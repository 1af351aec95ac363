"""/gk/regie and what belongs to it: leading, being ready, ordering and carrying over what people contributed.

The bar that people press these in is a component of its own: a press must work while a screen is being drawn, and
while the websocket is away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gesprekskaart.account import Wie
from gesprekskaart.errors import Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Zet
from gesprekskaart.services.inbreng import Ordening, Overname, carry_over, order_inbreng
from gesprekskaart.services.regie import lead, read_beeld, set_klaar
from web.verzoek import read_limited, require_own_origin, require_wie


class Klaarsein(BaseModel):
    """A participant says to be ready with a question, or not yet."""

    model_config = ConfigDict(extra="forbid")

    sessie_id: UUID
    vraag: str = Field(max_length=20)
    klaar: bool


Invoer = TypeVar("Invoer", Zet, Klaarsein, Ordening, Overname)


def make_regie_routes(ports: Ports) -> list[Route]:
    """Make the routes. Each answers with how the conversation is led now, so that whoever pressed sees it at once."""

    def make_post(soort: type[Invoer], doe: Callable[[Wie, Invoer], object]) -> Callable[[Request], object]:
        async def post(request: Request) -> Response:
            require_own_origin(request, ports)
            invoer = _parse(soort, await read_limited(request, "application/json"))

            def run() -> Response:
                doe(require_wie(request, ports, invoer.sessie_id), invoer)
                beeld = read_beeld(invoer.sessie_id, ports=ports)
                inhoud = {"regie": beeld.model_dump(mode="json") if beeld else None, "nu": ports.now().isoformat()}
                return JSONResponse(inhoud, headers={"Cache-Control": "no-store"})

            return await run_in_threadpool(run)

        return post

    def say_klaar(wie: Wie, sein: Klaarsein) -> None:
        set_klaar(wie, sein.sessie_id, sein.vraag, klaar=sein.klaar, ports=ports)

    return [
        Route("/gk/regie", make_post(Zet, lambda wie, zet: lead(wie, zet, ports=ports)), methods=["POST"]),
        Route("/gk/klaar", make_post(Klaarsein, say_klaar), methods=["POST"]),
        Route(
            "/gk/inbreng", make_post(Ordening, lambda wie, wat: order_inbreng(wie, wat, ports=ports)), methods=["POST"]
        ),
        Route(
            "/gk/overnemen", make_post(Overname, lambda wie, wat: carry_over(wie, wat, ports=ports)), methods=["POST"]
        ),
    ]


def _parse(soort: type[Invoer], body: bytes) -> Invoer:
    try:
        return soort.model_validate_json(body)
    except ValidationError:
        raise Ongeldig("Dit kwam niet goed over. Ververs de pagina en probeer het opnieuw.") from None
