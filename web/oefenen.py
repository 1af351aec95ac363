"""The clock of the practice sessions: lets the simulated participants do something while somebody looks on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from random import Random

from starlette.concurrency import run_in_threadpool

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import Ports
from gesprekskaart.services.oefenen import play_turn
from web.omroep import Omroep, Rust

TEMPO_S = 2.0
"""Twelve participants who write and become ready then take some 50 of the 180 seconds of the writing round."""

log = logging.getLogger("gesprekskaart")


@asynccontextmanager
async def playing(omroep: Omroep, ports: Ports, *, rust: Rust = asyncio.sleep) -> AsyncGenerator[None]:
    """Play for as long as the server runs. A closed laptop follows nothing, so for it nothing happens."""
    spel = asyncio.create_task(_play(omroep, ports, rust, Random()))  # noqa: S311 -- a game, no secret
    spel.add_done_callback(_report)
    try:
        yield
    finally:
        spel.cancel()


async def _play(omroep: Omroep, ports: Ports, rust: Rust, kans: Random) -> None:
    while True:
        await rust(TEMPO_S)
        for sessie_id in omroep.list_gevolgd():
            try:
                await run_in_threadpool(play_turn, sessie_id, ports=ports, kans=kans)
            except GesprekskaartError:
                continue  # somebody was first, or the practice was thrown away: the next turn sees it as it is


def _report(spel: asyncio.Task[None]) -> None:
    if not spel.cancelled() and (fout := spel.exception()) is not None:
        log.error("Het oefenen liep vast", exc_info=fout)
