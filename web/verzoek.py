"""Requests: who asks, from where, and how much they send. Every route that changes something passes here first."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, AndersAangemeld
from gesprekskaart.services.deelnemen import COOKIE as DEELNEMER_COOKIE
from gesprekskaart.services.deelnemen import Koekjes, recognise
from web.antwoord import TeGroot, VerkeerdeVorm

MAX_BODY = 256 * 1024
"""Bytes. A text of 20,000 characters takes at most 240,000, even when every one is written as an escape."""

WIE_HEADER = "gk-wie"
"""Names for whom a draft was written, so that it is not saved as the text of whoever logged in since."""


def require_own_origin(request: Request, ports: Ports) -> None:
    """Refuse what another website (or no browser at all) sends. Raises NietToegestaan.

    Our own are the address that was set (a proxy may ask us under another name) and the one that we are asked at.
    """
    try:
        afzender = urlsplit(request.headers.get("origin", "")).netloc
    except ValueError:
        afzender = ""
    if not afzender or afzender not in (request.headers.get("host"), urlsplit(ports.openbaar_adres or "").netloc):
        raise NietToegestaan("Dit verzoek komt niet van deze website. Ververs de pagina en probeer het opnieuw.")


def require_wie(request: Request, ports: Ports, sessie_id: UUID | None) -> Wie:
    """Find the person whom the cookies stand for, in this session or (None) at all; reads the database.

    Raises NietAangemeld, AndersAangemeld, SessieOnbekend, NogNietToegelaten, ToegangIngetrokken.
    """
    wie = recognise(read_koekjes(request), sessie_id, ports=ports)
    if request.headers.get(WIE_HEADER, wie.kenmerk) != wie.kenmerk:
        raise AndersAangemeld
    return wie


def read_koekjes(request: Request) -> Koekjes:
    """What the browser carries of ours."""
    return Koekjes(request.cookies.get(COOKIE), request.cookies.get(DEELNEMER_COOKIE))


def parse_sessie_id(tekst: str) -> UUID:
    """Read a session's id.

    Raises SessieOnbekend: to whoever probes, an id that is none reads like one that is not theirs.
    """
    try:
        return UUID(tekst)
    except ValueError:
        raise SessieOnbekend from None


async def read_form(request: Request, *namen: str) -> list[str]:
    """Read these fields of a form, the first of each; empty where there is none. Raises as `read_limited`."""
    body = await read_limited(request, "application/x-www-form-urlencoded")
    velden = parse_qs(body.decode("utf-8", "replace"))
    return [velden.get(naam, [""])[0] for naam in namen]


async def read_upload(request: Request, veld: str, *, hoogstens: int) -> bytes:
    """Read the file in this field of a form; empty where none was chosen. Raises as `read_limited`, and Ongeldig."""
    body = await read_limited(request, "multipart/form-data", hoogstens=hoogstens)

    async def replay() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        # Parsed only now: the parser itself sets no limit to a file.
        async with Request(request.scope, replay).form(max_files=1, max_fields=5) as formulier:
            bestand = formulier.get(veld)
            return await bestand.read() if isinstance(bestand, UploadFile) else b""
    except HTTPException:
        raise Ongeldig("Het bestand kwam niet heel over. Probeer het nog eens.") from None


def find_address(request: Request) -> str:
    """Where an attempt comes from, to count by. Of IPv6 the network: one house has more addresses than stars."""
    host = request.client.host if request.client else "onbekend"
    try:
        adres = ip_address(host)
    except ValueError:
        return host
    if isinstance(adres, IPv6Address):
        return str(adres.ipv4_mapped or IPv6Network((adres, 64), strict=False))
    return host


def find_server(request: Request, ports: Ports) -> str:
    """Where people reach us, without a slash at the end: the address that was set, else the one we were asked at."""
    return ports.openbaar_adres or str(request.base_url).rstrip("/")


def is_over_tls(request: Request, ports: Ports) -> bool:
    """Whether this browser reaches us over TLS, so that a cookie need never travel without.

    A proxy often speaks plain HTTP with us: then the address that was set says so, for who asked us by it.
    """
    adres = urlsplit(ports.openbaar_adres or "")
    via_adres = adres.scheme == "https" and adres.netloc == request.headers.get("host")
    return request.url.scheme == "https" or via_adres


async def read_limited(request: Request, media_type: str, *, hoogstens: int = MAX_BODY) -> bytes:
    """Read the whole body.

    Raises VerkeerdeVorm on another media type, and TeGroot as soon as it is beyond `hoogstens` bytes.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != media_type:
        raise VerkeerdeVorm
    body = bytearray()
    async for deel in request.stream():
        body += deel
        if len(body) > hoogstens:
            raise TeGroot
    return bytes(body)
