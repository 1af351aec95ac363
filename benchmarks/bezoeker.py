"""A light visitor: speaks Streamlit's websocket protocol, draws nothing. So 30 of them fit beside the server.

It sends what the browser sends (address, cookie, the button that was pressed, which large messages it still has) and
reads every message that the server sends for a run.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import NamedTuple, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.proefserver import Proefmap, Proefserver

GEDULD = 30.0
"""Seconds that one run may take."""


class Loop(NamedTuple):
    """One run: seconds until the question's heading came in, until the run was done, and its bytes."""

    kop: float
    klaar: float
    berichten: int
    bytes: int


@dataclass
class _Scherm:
    """What the visitor has to know of the screen to press its buttons."""

    pagina: str = ""
    volgende: str = ""
    vorige: str = ""


class Bezoeker(AbstractAsyncContextManager["Bezoeker"]):
    """One visitor on 'Het gesprek'; `ids` are the card's questions in order."""

    def __init__(self, server: Proefserver, proef: Proefmap, ids: list[str], plaats: int) -> None:
        self._server, self._proef, self._ids = server, proef, ids
        self.plaats = plaats
        self._scherm = _Scherm()
        self._bekend: set[str] = set()
        self._ws: ClientConnection

    async def __aenter__(self) -> Self:
        adres = f"{self._server.adres.replace('http', 'ws', 1)}/_stcore/stream"
        cookies = "; ".join(f"{naam}={waarde}" for naam, waarde in self._proef.cookies.items())
        self._ws = await connect(
            adres,
            origin=self._server.adres,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies},
            subprotocols=["streamlit"],  # type: ignore[list-item]
            compression=None,
            max_size=None,
        )
        await self._run(self._make_rerun())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._ws.close()

    async def step(self, richting: int) -> Loop:
        """Press 'Naar ...' forward (1) or back (-1)."""
        bericht = self._make_rerun()
        knop = self._scherm.volgende if richting > 0 else self._scherm.vorige
        bericht.rerun_script.widget_states.widgets.add(id=knop, trigger_value=True)
        self.plaats += richting
        return await self._run(bericht)

    async def go_to(self, vraag: str) -> Loop:
        """Draw the screen of this question, as somebody who follows the facilitator does."""
        self.plaats = self._ids.index(vraag)
        return await self._run(self._make_rerun())

    def _make_rerun(self) -> BackMsg:
        bericht = BackMsg()
        staat = bericht.rerun_script
        staat.query_string = f"sessie={self._proef.sessie}&vraag={self._ids[self.plaats]}"
        staat.page_script_hash = self._scherm.pagina
        if not self._scherm.pagina:
            staat.page_name = "gesprek"
        staat.cached_message_hashes.extend(self._bekend)
        return bericht

    async def _run(self, bericht: BackMsg) -> Loop:
        begin = time.perf_counter()
        await self._ws.send(bericht.SerializeToString())
        kop, aantal, omvang = 0.0, 0, 0
        async with asyncio.timeout(GEDULD):
            while True:
                ruw = await self._ws.recv(decode=False)
                aantal, omvang = aantal + 1, omvang + len(ruw)
                antwoord = ForwardMsg.FromString(ruw)
                self._remember(antwoord)
                if not kop and f"vraag {self._ids[self.plaats]}<" in antwoord.delta.new_element.html.body:
                    kop = time.perf_counter() - begin
                # A run that is replaced by the one a button asked for says so, and is not the end.
                if antwoord.WhichOneof("type") == "script_finished" and antwoord.script_finished == 0:
                    break
        if not kop:
            raise RuntimeError(f"De kop van vraag {self._ids[self.plaats]} kwam niet. Is het scherm veranderd?")
        return Loop(kop, time.perf_counter() - begin, aantal, omvang)

    def _remember(self, bericht: ForwardMsg) -> None:
        if bericht.metadata.cacheable:
            self._bekend.add(bericht.hash)
        if bericht.WhichOneof("type") == "navigation":
            self._scherm.pagina = bericht.navigation.page_script_hash
        knop = bericht.delta.new_element.button.id
        if knop.endswith("vraag_volgende"):
            self._scherm.volgende = knop
        elif knop.endswith("vraag_vorige"):
            self._scherm.vorige = knop
