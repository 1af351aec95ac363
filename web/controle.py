"""/gk/controle: is this file the established report? For anybody, without an account and without scripts.

What somebody sends is in memory for as long as it is looked at, and nowhere else: Starlette's own reading of forms
writes what is large to a file, so we take the one file out of the body ourselves.
"""

from __future__ import annotations

import asyncio
import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gesprekskaart.ports import Ports
from gesprekskaart.services.controleren import Controle, check_bestand
from gesprekskaart.zegel import MAX_VERZEGELD
from web.antwoord import TeGroot, TeVaak, VerkeerdeVorm, render, wants_page
from web.pogingen import Controles
from web.verzoek import find_address, require_own_origin

TEGELIJK = 6
"""Files in memory at one moment: at most some 200 MB, also when somebody wants to fill it."""

KIJKERS = 2
"""Threads that look at files at one moment; all others go on drawing screens."""

VERSTUREN_S = 120
"""Seconds that sending may take; on a poor line the large example takes ten."""

_TE_GROOT = (
    f"Dit bestand is groter dan {MAX_VERZEGELD // 1024**2} MB. Dat is geen verslag van ons; het is niet bekeken."
)

_KOPPEN_MAX = 4096
_GRENS = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?\s*(?:;|$)')
_BESTANDSNAAM = re.compile(rb'filename="((?:[^"\r\n])*)"')


def make_controle_routes(ports: Ports) -> list[Route]:
    """The page, and what it sends."""
    pogingen, bezig, kijkers = Controles(), asyncio.Semaphore(TEGELIJK), asyncio.Semaphore(KIJKERS)

    async def get_controle(_: Request) -> Response:
        return _render(None)

    async def post_controle(request: Request) -> Response:
        require_own_origin(request, ports)
        await run_in_threadpool(pogingen.require_room, find_address(request))
        if bezig.locked():
            raise TeVaak(60, "Er worden hier nu veel bestanden tegelijk gecontroleerd.")
        async with bezig:
            return await _answer(request, ports, kijkers)

    return [
        Route("/gk/controle", get_controle, methods=["GET"]),
        Route("/gk/controle", post_controle, methods=["POST"]),
    ]


async def _answer(request: Request, ports: Ports, kijkers: asyncio.Semaphore) -> Response:
    try:
        async with asyncio.timeout(VERSTUREN_S):
            naam, data = await read_bestand(request)
    except TeGroot:
        return _render(None, melding=_TE_GROOT, status=413)
    except TimeoutError:
        return _render(None, melding="Het versturen duurde te lang. Probeer het op een betere verbinding.", status=408)
    if not naam and not data:
        return _render(None, melding="Kies eerst een bestand.", status=422)
    async with kijkers:
        controle = await run_in_threadpool(check_bestand, data, zegelaar=ports.zegelaar, ports=ports)
    if not wants_page(request.headers):
        return JSONResponse(controle.feiten, headers={"Cache-Control": "no-store"})
    return _render(controle, naam=naam)


def _render(controle: Controle | None, *, naam: str = "", melding: str = "", status: int = 200) -> Response:
    return render("controle.html", status=status, controle=controle, naam=naam, melding=melding)


async def read_bestand(request: Request) -> tuple[str, bytes]:
    """Read name and content of the one file of a form; both empty when none was chosen.

    Raises VerkeerdeVorm, TeGroot.
    """
    soort = request.headers.get("content-type", "")
    grens = _GRENS.search(soort)
    if not soort.startswith("multipart/form-data") or grens is None:
        raise VerkeerdeVorm
    body, geheel = bytearray(), 0
    # A browser that is cut off while it sends shows nothing of what we answer: somewhat more is read and dropped.
    async for deel in request.stream():
        geheel += len(deel)
        if geheel > MAX_VERZEGELD + _KOPPEN_MAX:
            body.clear()
        else:
            body += deel
        if geheel > 4 * MAX_VERZEGELD:
            break
    if geheel > MAX_VERZEGELD + _KOPPEN_MAX:
        raise TeGroot
    return take_bestand(body, grens[1].encode())


def take_bestand(body: bytearray, grens: bytes) -> tuple[str, bytes]:
    """Take the file out of a form that has only that. Raises VerkeerdeVorm."""
    einde_koppen = body.find(b"\r\n\r\n", 0, _KOPPEN_MAX)
    einde = body.find(b"\r\n--" + grens, max(einde_koppen + 2, 0))
    if not body.startswith(b"--" + grens + b"\r\n") or einde_koppen < 0 or einde < 0:
        raise VerkeerdeVorm
    gevonden = _BESTANDSNAAM.search(body, 0, einde_koppen)
    naam = gevonden[1].decode("utf-8", "replace")[-120:] if gevonden else ""
    return naam, bytes(memoryview(body)[einde_koppen + 4 : max(einde, einde_koppen + 4)])
