"""Requests: who asks, from where, and how much they send. Every route that changes something passes here first."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, AndersAangemeld, find_wie
from web.antwoord import TeGroot, VerkeerdeVorm

MAX_BODY = 256 * 1024
"""Bytes. A text of 20,000 characters takes at most 240,000, even when every one is written as an escape."""

WIE_HEADER = "gk-wie"
"""Names for whom a draft was written, so that it is not saved as the text of whoever logged in since."""


def require_own_origin(request: Request) -> None:
    """Refuse what another website (or no browser at all) sends. Raises NietToegestaan."""
    origin = request.headers.get("origin", "")
    if not origin or urlsplit(origin).netloc != request.headers.get("host"):
        raise NietToegestaan("Dit verzoek komt niet van deze website. Ververs de pagina en probeer het opnieuw.")


def require_wie(request: Request, ports: Ports) -> Wie:
    """Find the person whom the cookie stands for; reads the database. Raises NietAangemeld, AndersAangemeld."""
    wie = find_wie(request.cookies.get(COOKIE), accounts=ports.accounts, now=ports.now)
    if request.headers.get(WIE_HEADER, wie.kenmerk) != wie.kenmerk:
        raise AndersAangemeld
    return wie


async def read_limited(request: Request, media_type: str) -> bytes:
    """Read the whole body.

    Raises VerkeerdeVorm on another media type, and TeGroot as soon as it is beyond MAX_BODY.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != media_type:
        raise VerkeerdeVorm
    body = bytearray()
    async for deel in request.stream():
        body += deel
        if len(body) > MAX_BODY:
            raise TeGroot
    return bytes(body)
