"""/gk/werkblad: a blank worksheet, and taking over a filled one, on plain pages without a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, quote
from uuid import UUID, uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gesprekskaart.errors import NietGevonden, Ongeldig, TekstGewijzigd
from gesprekskaart.ports import Ports
from gesprekskaart.services.werkbladen import (
    Keuze,
    Overname,
    Verhouding,
    make_leeg_werkblad,
    make_voorstel,
    require_mag_invullen,
    take_over,
)
from gesprekskaart.werkblad.gegevens import Werkbladsoort
from gesprekskaart.werkblad.lezen import MAX_BYTES
from web.antwoord import TeGroot, TeVaak, render
from web.verslag import to_download
from web.verzoek import parse_sessie_id, read_limited, read_upload, require_own_origin, require_wie

TEGELIJK = 8
"""Worksheets in memory at one moment: reading one may take several times its 50 MB."""

_OMHULSEL = 64 * 1024
"""Bytes that a form puts around a file."""

_MAX_KEUZES = 32 * 1024**2
"""Bytes. Answers to a whole card at their longest, every character written as an escape."""

_TE_GROOT = "Dit bestand is groter dan 50 MB. Haal er plaatjes uit, of kies het werkblad zelf."

_INTUSSEN = (
    "Intussen heeft iemand anders aan deze antwoorden geschreven. Er is niets gewijzigd. Lees het werkblad opnieuw in; "
    "dan zie je hoe het nu staat."
)


def make_werkblad_routes(ports: Ports) -> list[Route]:
    """Blank worksheets, the page to send a filled one, what it would do, and doing it."""
    bezig = asyncio.Semaphore(TEGELIJK)

    def get_leeg(request: Request) -> Response:
        sessie_id = parse_sessie_id(request.path_params["sessie"])
        soort = _parse_soort(request.path_params["soort"])
        return to_download(make_leeg_werkblad(require_wie(request, ports, sessie_id), sessie_id, soort, ports=ports))

    def get_pagina(request: Request) -> Response:
        sessie_id, code = parse_sessie_id(request.path_params["sessie"]), request.path_params["code"]
        return _show(request, ports, sessie_id, code)

    async def post_bestand(request: Request) -> Response:
        require_own_origin(request, ports)
        async with _take_room(bezig, request, ports):
            try:
                data = await read_upload(request, "bestand", hoogstens=MAX_BYTES + _OMHULSEL)
            except TeGroot:
                return await run_in_threadpool(_refuse_te_groot, request, ports)
            return await run_in_threadpool(_propose, request, ports, data)

    async def post_keuzes(request: Request) -> Response:
        require_own_origin(request, ports)
        async with _take_room(bezig, request, ports):
            body = await read_limited(request, "application/x-www-form-urlencoded", hoogstens=_MAX_KEUZES)
            return await run_in_threadpool(_take_over, request, ports, body)

    return [
        Route("/gk/werkblad/{sessie}/leeg.{soort}", get_leeg, methods=["GET"]),
        Route("/gk/werkblad/{sessie}/{code}", get_pagina, methods=["GET"]),
        Route("/gk/werkblad/{sessie}/{code}", post_bestand, methods=["POST"]),
        Route("/gk/werkblad/{sessie}/{code}/overnemen", post_keuzes, methods=["POST"]),
    ]


@asynccontextmanager
async def _take_room(bezig: asyncio.Semaphore, request: Request, ports: Ports) -> AsyncGenerator[None]:
    """Before anything of a large body is read: whether this person may send one, and whether there is room for it."""
    await run_in_threadpool(_require_mag, request, ports)
    if bezig.locked():
        raise TeVaak(60, "Er worden hier nu veel werkbladen tegelijk ingelezen.")
    async with bezig:
        yield


def _require_mag(request: Request, ports: Ports) -> None:
    sessie_id = parse_sessie_id(request.path_params["sessie"])
    wie = require_wie(request, ports, sessie_id)
    require_mag_invullen(wie, ports.sessies.get_dossier(sessie_id), request.path_params["code"])


def _parse_soort(tekst: str) -> Werkbladsoort:
    try:
        return Werkbladsoort(tekst)
    except ValueError:
        raise NietGevonden("Zo’n werkblad bestaat niet. Kies Word, Excel of PDF.") from None


def _refuse_te_groot(request: Request, ports: Ports) -> Response:
    sessie_id, code = parse_sessie_id(request.path_params["sessie"]), request.path_params["code"]
    return _show(request, ports, sessie_id, code, _TE_GROOT, status=413)


def _show(
    request: Request, ports: Ports, sessie_id: UUID, code: str, melding: str = "", *, status: int = 422
) -> Response:
    """The page to send a worksheet; `status` goes with what went wrong."""
    dossier = ports.sessies.get_dossier(sessie_id)
    naam = require_mag_invullen(require_wie(request, ports, sessie_id), dossier, code)
    return render(
        "werkblad.html", status=status if melding else 200, sessie=dossier.sessie, code=code, naam=naam, melding=melding
    )


def _propose(request: Request, ports: Ports, data: bytes) -> Response:
    sessie_id, code = parse_sessie_id(request.path_params["sessie"]), request.path_params["code"]
    wie = require_wie(request, ports, sessie_id)
    try:
        voorstel = make_voorstel(wie, sessie_id, code, data, ports=ports)
    except Ongeldig as fout:
        return _show(request, ports, sessie_id, code, str(fout))
    sessie = ports.sessies.get(sessie_id)
    return render("werkblad_voorstel.html", sessie=sessie, voorstel=voorstel, overnames=Overname, soorten=Verhouding)


def _take_over(request: Request, ports: Ports, body: bytes) -> Response:
    sessie_id, code = parse_sessie_id(request.path_params["sessie"]), request.path_params["code"]
    wie = require_wie(request, ports, sessie_id)
    try:
        keuzes = list(_parse_keuzes(body))
        aantal = take_over(wie, sessie_id, code, keuzes, ports=ports, new_id=uuid4)
    except TekstGewijzigd:
        return _show(request, ports, sessie_id, code, _INTUSSEN)
    except Ongeldig as fout:
        return _show(request, ports, sessie_id, code, str(fout))
    over = {keuze.sleutel for keuze in keuzes if keuze.overname is not Overname.LAAT_STAAN}
    kaart = ports.sessies.get_dossier(sessie_id).kaart
    blok = next((blok.titel for _, blok, vraag in kaart.walk() if over.intersection(vraag.ids)), "")
    waar = f"/voorbereiden?sessie={sessie_id}&partnerschap={quote(code)}&blok={quote(blok)}&overgenomen={aantal}"
    return RedirectResponse(waar, status_code=303)


def _parse_keuzes(body: bytes) -> Iterator[Keuze]:
    velden = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=3_000))
    for naam, waarde in velden.items():
        soort, _, sleutel = naam.partition(".")
        if soort == "overname":
            revisie = velden.get(f"revisie.{sleutel}", "")
            if waarde not in set(Overname) or not revisie.isdecimal() or len(revisie) > len("1000000"):
                raise Ongeldig("Dit formulier is niet heel overgekomen. Lees het werkblad opnieuw in.")
            yield Keuze(sleutel, Overname(waarde), int(revisie), velden.get(f"tekst.{sleutel}", ""))
