"""Around every answer: Streamlit's page made Dutch, headers that keep a browser safe, and words for our own bugs.

All are pure ASGI: Starlette's BaseHTTPMiddleware would buffer streams and stand between the websocket and its task.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected

from web.antwoord import to_mishap

log = logging.getLogger("gesprekskaart")

_GEEN_PAGINA = ("/gk/", "/_stcore/", "/static/", "/media/", "/component/")
"""Paths under which Streamlit's page is never served; everything else may be a deep link to a screen."""

_STIJLEN = (
    *("scherm", "schrijfveld", "voortgang", "regie", "peilingen", "groepen"),
    *("reeksen", "keuzes", "aandacht", "kennis", "overzicht"),
)
"""The style sheets of our screens, in order."""

_SCRIPTS = ("nederlands", "concept", "venster", "dubbeltik", "focus")
"""What is on every screen, beside the components."""

_VERVANGINGEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->\s*", re.DOTALL), ""),
    (re.compile(r'<html lang="en"'), '<html lang="nl"'),
    (re.compile(r"<title>.*?</title>", re.DOTALL), "<title>Gesprekskaart</title>"),
    (re.compile(r'<link rel="shortcut icon"[^>]*>'), '<link rel="icon" href="/gk/statisch/gesprekskaart.svg" />'),
    # Points programs to an interface that we do not offer.
    (re.compile(r'<link rel="service-desc"[^>]*>\s*'), ""),
    # A flag for search engines' crawlers; without it the page has no script of its own and the policy can be tight.
    (re.compile(r"<script>.*?</script>\s*", re.DOTALL), ""),
    (
        re.compile(r"<noscript>.*?</noscript>", re.DOTALL),
        "<noscript><p>De Gesprekskaart heeft JavaScript nodig. "
        "Zet het aan in je browser en ververs deze pagina.</p></noscript>",
    ),
    # Behind everything that Streamlit writes into the head, so that where both speak ours is the last word.
    (
        re.compile(r"</body>"),
        "".join(f'<link rel="stylesheet" href="/gk/statisch/{naam}.css" />\n  ' for naam in _STIJLEN) + "</body>",
    ),
    (
        re.compile(r"</head>"),
        "".join(f'<script defer src="/gk/statisch/{naam}.js"></script>\n  ' for naam in _SCRIPTS) + "</head>",
    ),
)

_STRENG = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_VOOR_SCHERMEN = "; ".join(
    (
        "default-src 'none'",
        # Streamlit loads the script of a component from a blob: that it makes itself.
        "script-src 'self' blob:",
        # Its style sheets are written by script into the page; there is no nonce to give them.
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def make_middleware() -> list[Middleware]:
    """In the order in which st.App wants them: outermost first."""
    return [Middleware(SafeHeaders), Middleware(DutchMishap), Middleware(DutchPage)]


class SafeHeaders:
    """Gives every answer its security headers; one that a route set itself stays as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what is missing; /gk/ has no scripts at all and gets the stricter policy."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        beleid = _STRENG if scope["path"].startswith("/gk/") else _VOOR_SCHERMEN

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for naam, waarde in {**_HEADERS, "Content-Security-Policy": beleid}.items():
                    headers.setdefault(naam, waarde)
            await send(message)

        await self._app(scope, receive, send_safely)


class DutchMishap:
    """Answers under /gk/ what nobody foresaw: the log gets the trace, whoever asked reads what to do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a bug in an answer that is under way is left to the server, which breaks it off and logs it."""
        if scope["type"] == "websocket":
            # Whose line fell away while Streamlit was closing it: that is no bug of anybody's.
            with suppress(WebSocketDisconnected):
                await self._app(scope, receive, send)
            return
        if scope["type"] != "http" or not scope["path"].startswith("/gk/"):
            await self._app(scope, receive, send)
            return
        is_begonnen = False

        async def send_on(message: Message) -> None:
            nonlocal is_begonnen
            is_begonnen = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception:
            if is_begonnen:
                raise
            # Not the whole address: it may carry a code or a token.
            ingang = scope["path"].split("/")[2]
            log.exception("Een verzoek liep vast: %s /gk/%s/…", scope["method"], ingang)
            await to_mishap(Request(scope))(scope, receive, send)


class DutchPage:
    """Rewrites the one HTML page that Streamlit serves: its language is fixed there as English."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite pages; everything else, websockets included, is passed on untouched."""
        if scope["type"] != "http" or scope["path"].startswith(_GEEN_PAGINA):
            await self._app(scope, receive, send)
            return
        await self._app(_ask_plainly(scope), receive, _Rewriter(send, scope["method"]))


def _ask_plainly(scope: Scope) -> Scope:
    """Leave out what would bring back a compressed, partial or 'unchanged' page."""
    weg = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"}
    headers = [(naam, waarde) for naam, waarde in scope["headers"] if naam.lower() not in weg]
    return {**scope, "headers": headers, "extensions": {}}


class _Rewriter:
    """Holds back one HTML answer until it is whole, and passes it on in Dutch; other answers go straight through."""

    def __init__(self, send: Send, method: str) -> None:
        self._send, self._method = send, method
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        # They describe Streamlit's file, not what we made of it.
        for naam in ("etag", "last-modified", "content-length", "accept-ranges"):
            if naam in headers:
                del headers[naam]
        body = translate_page(self._body.decode()).encode()
        if self._method != "HEAD":
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b"" if self._method == "HEAD" else body})


def _is_page(start: Message) -> bool:
    soort = MutableHeaders(scope=start).get("content-type", "")
    return start["status"] == HTTPStatus.OK and soort.startswith("text/html")


def translate_page(pagina: str) -> str:
    """Streamlit's index page in Dutch, with our script and without what points elsewhere."""
    for patroon, nieuw in _VERVANGINGEN:
        pagina = patroon.sub(nieuw, pagina)
    return pagina
