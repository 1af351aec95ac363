"""The joining place: chooses the parts once per process and hands them to screens and routes. No rule lives here."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import provide
from storage import keeping_up, load_settings, make_engine, make_ports, make_post, make_zegelaar
from web.antwoord import to_response
from web.herinneren import reminding
from web.middleware import make_middleware
from web.oefenen import playing
from web.omroep import Omroep
from web.routes import make_routes

WIJK_S = 0.001
"""Seconds after which a thread that computes lets another one go first."""

log = logging.getLogger("gesprekskaart")


def utc_now() -> datetime:
    """The clock of the whole product."""
    return datetime.now(UTC)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, Any]]:
    """What is loaded by now stays: the collector need not walk over it again at every collection.

    And threads give way sooner than Python does by itself: what somebody wrote goes out while a screen is drawn.
    """
    gc.freeze()
    sys.setswitchinterval(WIJK_S)
    with keeping_up(engine):
        async with playing(omroep, ports), reminding(ports, settings.adres, settings.herinner_dagen):
            yield {}


def show_mishap(fout: Exception) -> bool:
    """A bug stays loud in the log; its visitor reads what to do, never a traceback."""
    log.exception("Een scherm liep vast", exc_info=fout)
    st.error("Dit scherm liep vast door een fout bij ons. Wat je schreef is bewaard. Ververs de pagina.")
    return True


settings = load_settings()
engine = make_engine(settings)
ports = make_ports(engine, utc_now, settings.openbaar_adres, post=make_post(settings), zegelaar=make_zegelaar(settings))
provide(ports)
omroep = Omroep(ports)
app = st.App(
    Path(__file__).parent / "pages" / "onderdelen" / "frame.py",
    lifespan=lifespan,
    routes=make_routes(ports, omroep),
    middleware=make_middleware(),
    exception_handlers={GesprekskaartError: to_response},
    on_script_error=show_mishap,
)
