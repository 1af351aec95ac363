"""The clock of the reminders: looks every hour whether somebody should be reminded of their reaction by mail."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from gesprekskaart.ports import Ports
from gesprekskaart.services.ondertekenen import remind_due

UUR_S = 3600.0

log = logging.getLogger("gesprekskaart")

Rust = Callable[[float], Awaitable[None]]


@asynccontextmanager
async def reminding(ports: Ports, server: str, dagen: int, *, rust: Rust = asyncio.sleep) -> AsyncGenerator[None]:
    """Remind for as long as the server runs, where mail was set up; what was missed while it was off comes at once.

    `server` is where people find us, for the links; `dagen` is how long before the term, 0 for never.
    """
    if ports.post is None or dagen == 0:
        yield
        return
    klok = asyncio.create_task(_remind(ports, server, timedelta(days=dagen), rust))
    try:
        yield
    finally:
        klok.cancel()


async def _remind(ports: Ports, server: str, voor: timedelta, rust: Rust) -> None:
    while True:
        try:
            await run_in_threadpool(remind_due, server, voor, ports=ports)
        except Exception:
            # A database that is away for a moment must not end the reminding until the next start.
            log.exception("Herinneren lukte niet; over een uur opnieuw")
        await rust(UUR_S)
