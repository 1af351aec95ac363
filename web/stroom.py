"""/gk/stroom: everything that changes in a session, as it happens; /gk/veranderingen, the same for whoever has to ask.

Server-sent events: one long answer over plain HTTP, which proxies know and browsers reopen. Where a proxy holds it
back, the browser asks /gk/veranderingen every ten seconds.
"""

from __future__ import annotations

import asyncio
import re
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from gesprekskaart.account import Wie
from gesprekskaart.errors import Ongeldig
from gesprekskaart.ports import Ports
from gesprekskaart.services.meelezen import Publiek, find_publiek, read_veranderingen, require_schrijver
from gesprekskaart.tekst import Plek
from web.antwoord import TeVeelVensters
from web.omroep import Omroep
from web.tafel import Lezer
from web.verzoek import parse_sessie_id, read_limited, require_own_origin, require_wie

MAX_VENSTERS = 20
"""Streams of one person at once: more than anybody has screens, fewer than would hurt us."""

MAX_VENSTER = 40
"""Characters in the name that a window gives itself."""


class Schrijfsein(BaseModel):
    """A window tells where somebody is writing."""

    model_config = ConfigDict(extra="forbid")

    sessie_id: UUID
    plek: str = Field(max_length=60)
    venster: str = Field(max_length=MAX_VENSTER)


def make_stroom_routes(ports: Ports, omroep: Omroep) -> list[Route]:
    """Make the stream, its fallback and the sign of writing."""

    def enter(request: Request) -> tuple[Wie, Publiek]:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        wie = require_wie(request, ports, sessie_id)
        return wie, find_publiek(wie, sessie_id, sessies=ports.sessies)

    async def get_stroom(request: Request) -> Response:
        wie, publiek = await run_in_threadpool(enter, request)
        if omroep.count(wie) >= MAX_VENSTERS:
            raise TeVeelVensters
        venster = request.query_params.get("venster", "")[:MAX_VENSTER]
        lezer = Lezer(wie, venster, publiek, check=lambda: enter(request)[1])
        return Stroomantwoord(omroep, lezer, _parse_na(request))

    def get_veranderingen(request: Request) -> Response:
        _, publiek = enter(request)
        nieuw = read_veranderingen(publiek, _parse_na(request), stroom=ports.stroom)
        return JSONResponse(omroep.describe(publiek.sessie_id, nieuw), headers={"Cache-Control": "no-store"})

    async def post_schrijft(request: Request) -> Response:
        require_own_origin(request, ports)
        sein = _parse_sein(await read_limited(request, "application/json"))

        def check() -> tuple[Wie, Plek]:
            wie = require_wie(request, ports, sein.sessie_id)
            return wie, require_schrijver(wie, sein.sessie_id, sein.plek, sessies=ports.sessies, groepen=ports.groepen)

        wie, plek = await run_in_threadpool(check)
        omroep.tell_writing(sein.sessie_id, plek, wie, sein.venster)
        return Response(status_code=204, headers={"Cache-Control": "no-store"})

    return [
        Route("/gk/stroom/{sessie}", get_stroom, methods=["GET"]),
        Route("/gk/veranderingen/{sessie}", get_veranderingen, methods=["GET"]),
        Route("/gk/schrijft", post_schrijft, methods=["POST"]),
    ]


class Stroomantwoord(Response):
    """An answer that goes on until one of the two ends it."""

    media_type = "text/event-stream"

    def __init__(self, omroep: Omroep, lezer: Lezer, na: int) -> None:
        # X-Accel-Buffering: nginx, and who follows its custom, passes each event on at once.
        super().__init__(headers={"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._omroep, self._lezer, self._na = omroep, lezer, na

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send what there is, as soon as there is something; a reader who is slow is waited for and misses nothing."""
        weg = asyncio.create_task(self._await_departure(receive))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await self._omroep.join(self._lezer, self._na)
            while klaar := await self._lezer.take():
                await send({"type": "http.response.body", "body": klaar, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._omroep.leave(self._lezer)
            weg.cancel()

    async def _await_departure(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._lezer.close()


def _parse_na(request: Request) -> int:
    """After which change. A browser that reconnects by itself says it in a header, our script in the address."""
    gezegd = request.headers.get("last-event-id") or request.query_params.get("na", "")
    return int(gezegd) if re.fullmatch(r"[0-9]{1,9}", gezegd) else 0


def _parse_sein(body: bytes) -> Schrijfsein:
    try:
        return Schrijfsein.model_validate_json(body)
    except ValidationError:
        raise Ongeldig("Dit sein kwam niet goed over. Ververs de pagina; je tekst staat op dit apparaat.") from None
