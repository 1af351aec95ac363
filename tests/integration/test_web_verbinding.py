"""The line itself, over a real socket: whoever sends headers without end is stopped, a large upload is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.server import ServerState

from web.verbinding import MAX_ROND_BODY, Verbinding


async def _measure(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@asynccontextmanager
async def _line() -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    app = Starlette(routes=[Route("/", _measure, methods=["POST"])])
    config = uvicorn.Config(app, log_level="critical", lifespan="off")
    server = await asyncio.get_running_loop().create_server(
        lambda: Verbinding(config, ServerState(), {}), "127.0.0.1", 0
    )
    lezer, schrijver = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        yield lezer, schrijver
    finally:
        schrijver.close()
        server.close()


async def _answer(lezer: asyncio.StreamReader) -> tuple[int, bytes]:
    koppen = (await lezer.readuntil(b"\r\n\r\n")).lower()
    omvang = int(koppen.split(b"content-length: ")[1].split(b"\r\n")[0])
    return int(koppen.split(b" ")[1]), await lezer.readexactly(omvang)


@pytest.mark.parametrize(
    "begin",
    [
        b"POST /",
        b"POST / HTTP/1.1\r\nHost: x\r\nCookie: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: ",
    ],
    ids=["address", "header", "behind the body"],
)
def test_what_goes_on_without_end_is_refused(begin: bytes) -> None:
    async def pour() -> int:
        gegoten = 0
        async with _line() as (lezer, schrijver):
            schrijver.write(begin)
            with suppress(ConnectionError):
                while not lezer.at_eof() and gegoten < 40 * MAX_ROND_BODY:
                    schrijver.write(b"x" * 16_384)
                    gegoten += 16_384
                    await schrijver.drain()
                    await asyncio.sleep(0)  # lets the other side have its turn
        return gegoten

    assert asyncio.run(pour()) < 20 * MAX_ROND_BODY


def test_a_large_body_and_one_behind_another_on_the_same_line() -> None:
    async def send_three() -> list[tuple[int, bytes]]:
        async with _line() as (lezer, schrijver):
            antwoorden = []
            for omvang in (0, 40 * MAX_ROND_BODY, 3):
                schrijver.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % omvang + b"x" * omvang)
                antwoorden.append(await _answer(lezer))
            return antwoorden

    assert asyncio.run(send_three()) == [(200, b"0"), (200, b"%d" % (40 * MAX_ROND_BODY)), (200, b"3")]
