"""The broadcaster: tells everybody who follows a session what was just committed there.

Lives on the event loop and holds no history: what somebody missed is in the change feed. Each change is written out
once and handed to every reader who may hear it. A reader keeps per subject only the newest, so a slow one gets the
newest and never a backlog.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from starlette.concurrency import run_in_threadpool

from gesprekskaart.account import Wie
from gesprekskaart.errors import GesprekskaartError, OpslagFout
from gesprekskaart.ports import Ports
from gesprekskaart.services.meelezen import Publiek, may_hear, read_veranderingen
from gesprekskaart.services.regie import read_beeld
from gesprekskaart.stroom import LEIDDE, ONTHULDE, VAN_REGIE, Gewijzigd, Veranderingen
from gesprekskaart.tekst import Plek, Tekst, TekstSoort
from web.berichten import describe_inbreng, describe_markering, describe_standen, describe_tekst, make_frame
from web.tafel import SCHRIJFT_S, Lezer, Tafel

log = logging.getLogger("gesprekskaart")

HARTSLAG_S = 15.0
"""Proxies close what is silent for a minute; a browser that hears nothing for two heartbeats asks again."""

TEMPO_S = 0.25
"""At least this long between two versions of one text; the first goes out at once."""

GAT_S = 0.1
"""How long a number may be missing before the feed is asked: two commits may be told in the wrong order."""

SAMEN_S = 0.4
"""How long arrivals, departures and marks on the map are gathered: they come in crowds."""

Rust = Callable[[float], Awaitable[None]]
"""Waits this many seconds."""


class Omroep:
    """All tables of this process. Methods are called on the event loop, except `told`."""

    def __init__(self, ports: Ports, *, rust: Rust = asyncio.sleep) -> None:
        self._ports = ports
        self._rust = rust
        self._tafels: dict[UUID, Tafel] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hartslag: asyncio.Task[None] | None = None
        self._taken: set[asyncio.Task[None]] = set()
        ports.stroom.follow(self.told)

    def told(self, wijziging: Gewijzigd) -> None:
        """Called by the writing path, from its own thread, after the commit."""
        loop = self._loop
        if loop is not None and wijziging.sessie_id in self._tafels and not loop.is_closed():
            loop.call_soon_threadsafe(self._receive, wijziging)

    # ---- Readers -------------------------------------------------------------------------------------------------

    def count(self, wie: Wie) -> int:
        """How many streams this person has open in this process."""
        deze = _person(wie)
        return sum(_person(lezer.wie) == deze for tafel in self._tafels.values() for lezer in tafel.lezers)

    def list_gevolgd(self) -> tuple[UUID, ...]:
        """The sessions that somebody follows in this process right now."""
        return tuple(self._tafels)

    async def join(self, lezer: Lezer, na: int) -> None:
        """Follow from now on, beginning with what was missed after number `na`."""
        self._loop = asyncio.get_running_loop()
        tafel = self._tafels.setdefault(lezer.publiek.sessie_id, Tafel(lezer.publiek.sessie_id))
        # Joined before the feed is read: what comes in between is sent twice rather than not at all.
        tafel.lezers.add(lezer)
        if self._hartslag is None:
            self._hartslag = self._start(self._beat())
        begin = await run_in_threadpool(read_veranderingen, lezer.publiek, na, stroom=self._ports.stroom)
        inhoud = await run_in_threadpool(self.describe, lezer.publiek.sessie_id, begin)
        if tafel.nummer is None:
            await self._open(tafel, begin.nummer)
        lezer.begin(make_frame(inhoud, begin.nummer))
        self._plan(tafel, "aanwezig", SAMEN_S, partial(self._tell_present, tafel))

    async def _open(self, tafel: Tafel, nummer: int) -> None:
        dossier = await run_in_threadpool(self._ports.sessies.get_dossier, tafel.sessie_id)
        gevuld = {plek: bool(tekst.tekst.strip()) for plek, tekst in dossier.teksten.items()}
        tafel.gevuld, tafel.standen = gevuld | tafel.gevuld, describe_standen(dossier)
        if tafel.nummer is None:  # of those that came together, one is enough
            tafel.nummer = nummer
            tafel.advance()

    def leave(self, lezer: Lezer) -> None:
        """Follow no longer."""
        tafel = self._tafels.get(lezer.publiek.sessie_id)
        if tafel is None or lezer not in tafel.lezers:
            return
        tafel.lezers.discard(lezer)
        if tafel.lezers:
            self._plan(tafel, "aanwezig", SAMEN_S, partial(self._tell_present, tafel))
            return
        for plan in tafel.gepland.values():
            plan.cancel()
        del self._tafels[tafel.sessie_id]
        if not self._tafels and self._hartslag is not None:
            self._hartslag.cancel()
            self._hartslag = None

    def close(self) -> None:
        """The server stops: end every stream, so that nobody waits for it."""
        for tafel in self._tafels.values():
            for lezer in tafel.lezers:
                lezer.close()

    def describe(self, sessie_id: UUID, veranderingen: Veranderingen) -> dict[str, Any]:
        """Changes as a browser reads them, with the server's clock, and the map when it may have changed."""
        inhoud: dict[str, Any] = {
            "nummer": veranderingen.nummer,
            "nu": self._ports.now().isoformat(),
            "teksten": [describe_tekst(tekst) for tekst in veranderingen.teksten],
            "niet_besproken": [describe_markering(mark) for mark in veranderingen.markeringen],
            "anders": veranderingen.anders,
            "scherm": veranderingen.scherm,
        }
        if veranderingen.is_leeg:
            return inhoud
        dossier = self._ports.sessies.get_dossier(sessie_id)
        onthuld = veranderingen.inbreng & set(dossier.regie.onthuld if dossier.regie else ())
        inhoud["standen"] = describe_standen(dossier)
        inhoud["inbreng"] = {vraag: describe_inbreng(dossier, vraag) for vraag in sorted(onthuld)}
        if veranderingen.regie:
            inhoud["regie"] = self._read_regie(sessie_id)
        return inhoud

    # ---- What was changed ----------------------------------------------------------------------------------------

    def _receive(self, wijziging: Gewijzigd) -> None:
        tafel = self._tafels.get(wijziging.sessie_id)
        if tafel is None or wijziging.nummer in tafel.vooruit or wijziging.nummer <= (tafel.nummer or 0):
            return
        if wijziging.handeling in VAN_REGIE:
            wacht = 0 if wijziging.handeling in (LEIDDE, ONTHULDE) else SAMEN_S
            self._plan(tafel, f"inhalen na {wacht}", wacht, partial(self._start_catching_up, tafel))
            return
        if wijziging.tekst is None:
            # It may be that somebody was revoked, or that the session is gone.
            self._plan(tafel, "toegang", 0, partial(self._start_rechecking, tafel))
            self._plan(tafel, "inhalen", 0, partial(self._start_catching_up, tafel))
            return
        tafel.vooruit.add(wijziging.nummer)
        tafel.advance()
        self._offer(tafel, wijziging.nummer, wijziging.tekst)
        if wijziging.tekst.plek.soort is TekstSoort.INBRENG:
            self._plan_inbreng(tafel, wijziging.tekst.plek.sleutel, SAMEN_S)
        if tafel.vooruit and tafel.nummer is not None:
            self._plan(tafel, "inhalen", GAT_S, partial(self._start_catching_up, tafel))

    def _offer(self, tafel: Tafel, nummer: int, tekst: Tekst) -> None:
        """Send a text now, or keep it until its moment when the one before it has only just gone out."""
        plek = str(tekst.plek)
        if nummer <= tafel.verteld.get(plek, 0):
            return
        tafel.verteld[plek] = nummer
        wacht = tafel.pas_weer.get(plek, 0.0) - self._now()
        if wacht <= 0:
            self._send(tafel, tekst)
            return
        sinds = tafel.ingehouden[plek][0] if plek in tafel.ingehouden else nummer
        tafel.ingehouden[plek] = (sinds, tekst)
        self._plan(tafel, f"tekst {plek}", wacht, partial(self._release, tafel, plek))

    def _release(self, tafel: Tafel, plek: str) -> None:
        _, tekst = tafel.ingehouden.pop(plek)
        self._send(tafel, tekst)

    def _send(self, tafel: Tafel, tekst: Tekst) -> None:
        plek = str(tekst.plek)
        tafel.pas_weer[plek] = self._now() + TEMPO_S
        frame = make_frame({"teksten": [describe_tekst(tekst)]}, tafel.veilig)
        self._hand_out(tafel, f"tekst {plek}", frame, tekst.plek)
        gevuld = bool(tekst.tekst.strip())
        if tafel.gevuld.get(plek, False) is not gevuld:
            tafel.gevuld[plek] = gevuld
            self._plan(tafel, "standen", SAMEN_S, partial(self._start_map, tafel))

    def _hand_out(self, tafel: Tafel, onderwerp: str, frame: bytes, plek: Plek | None = None) -> None:
        hoort: dict[Publiek, bool] = {}
        for lezer in tafel.lezers:
            if plek is not None and lezer.publiek not in hoort:
                hoort[lezer.publiek] = may_hear(lezer.publiek, plek)
            if plek is None or hoort[lezer.publiek]:
                lezer.put(onderwerp, frame)

    # ---- What was not told: by another process, or something else than a text ---------------------------------------

    def _start_catching_up(self, tafel: Tafel) -> None:
        self._start(self._catch_up(tafel))

    async def _catch_up(self, tafel: Tafel) -> None:
        if tafel.bezig or tafel.nummer is None:
            self._plan(tafel, "inhalen", GAT_S, partial(self._start_catching_up, tafel))
            return
        tafel.bezig = True
        sinds = tafel.nummer
        try:
            nieuw = await run_in_threadpool(self._ports.stroom.read_after, tafel.sessie_id, sinds)
        except OpslagFout:
            return  # the next heartbeat tries again
        finally:
            tafel.bezig = False
        if nieuw.nummer > tafel.nummer:
            self._adopt(tafel, nieuw)

    def _adopt(self, tafel: Tafel, nieuw: Veranderingen) -> None:
        # The number last: whoever loses the connection between two of these asks again from before all of them.
        for tekst in nieuw.teksten:
            self._offer(tafel, nieuw.nummer, tekst)
        tafel.nummer = nieuw.nummer
        tafel.advance()
        for mark in nieuw.markeringen:
            self._hand_out(
                tafel,
                f"niet besproken {mark.feit.plek}",
                make_frame({"niet_besproken": [describe_markering(mark)], "nummer": nieuw.nummer}),
            )
        if nieuw.anders:
            bericht = {"anders": True, "scherm": nieuw.scherm, "nummer": nieuw.nummer}
            self._hand_out(tafel, f"anders {nieuw.scherm}", make_frame(bericht))
        if nieuw.markeringen or nieuw.anders or nieuw.regie:
            self._plan(tafel, "standen", SAMEN_S, partial(self._start_map, tafel))
        if nieuw.regie:
            self._start(self._tell_regie(tafel))
        for vraag in nieuw.inbreng:
            self._plan_inbreng(tafel, vraag, 0)

    def _plan_inbreng(self, tafel: Tafel, vraag: str, wacht: float) -> None:
        self._plan(tafel, f"inbreng {vraag}", wacht, partial(self._start_telling_inbreng, tafel, vraag))

    def _start_telling_inbreng(self, tafel: Tafel, vraag: str) -> None:
        self._start(self._tell_inbreng(tafel, vraag))

    async def _tell_regie(self, tafel: Tafel) -> None:
        with suppress(GesprekskaartError):
            beeld = await run_in_threadpool(self._read_regie, tafel.sessie_id)
            if beeld is None or tafel.is_newest("regie", beeld["nummer"]):
                self._hand_out(tafel, "regie", make_frame({"regie": beeld}))

    async def _tell_inbreng(self, tafel: Tafel, vraag: str) -> None:
        """All of one question that is revealed: a reader who has an older set cannot tell what left it."""
        try:
            dossier = await run_in_threadpool(self._ports.sessies.get_dossier, tafel.sessie_id)
        except GesprekskaartError:
            return
        is_onthuld = dossier.regie is not None and vraag in dossier.regie.onthuld
        if is_onthuld and tafel.is_newest(f"inbreng {vraag}", dossier.nummer):
            frame = make_frame({"inbreng": {vraag: describe_inbreng(dossier, vraag)}})
            self._hand_out(tafel, f"inbreng {vraag}", frame)

    def _read_regie(self, sessie_id: UUID) -> dict[str, Any] | None:
        beeld = read_beeld(sessie_id, ports=self._ports)
        return beeld.model_dump(mode="json") if beeld else None

    def _start_map(self, tafel: Tafel) -> None:
        self._start(self._tell_map(tafel))

    async def _tell_map(self, tafel: Tafel) -> None:
        try:
            dossier = await run_in_threadpool(self._ports.sessies.get_dossier, tafel.sessie_id)
        except GesprekskaartError:
            return
        standen = describe_standen(dossier)
        if standen != tafel.standen and tafel.is_newest("standen", dossier.nummer):
            tafel.standen = standen
            self._hand_out(tafel, "standen", make_frame({"standen": standen}))

    # ---- Signs: never stored ----------------------------------------------------------------------------------------

    def tell_writing(self, sessie_id: UUID, plek: Plek, wie: Wie, venster: str) -> None:
        """Let the others see where somebody is writing, by role. Only a window that follows can say so."""
        tafel = self._tafels.get(sessie_id)
        deze = [lezer for lezer in tafel.lezers if lezer.venster == venster] if tafel else []
        if tafel is None or not deze or self._now() - deze[0].schreef_op < SCHRIJFT_S:
            return
        deze[0].schreef_op = self._now()
        frame = make_frame({"schrijft": {"plek": str(plek), "door": wie.aanduiding}})
        for lezer in tafel.lezers - set(deze):
            if may_hear(lezer.publiek, plek):
                lezer.put(f"schrijft {plek}", frame)

    def _tell_present(self, tafel: Tafel) -> None:
        mensen = {_person(lezer.wie): lezer.wie.aanduiding for lezer in tafel.lezers}
        rollen = sorted(Counter(mensen.values()).items())
        aanwezig = [{"door": door, "aantal": aantal} for door, aantal in rollen]
        self._hand_out(tafel, "aanwezig", make_frame({"aanwezig": aanwezig}))

    async def _beat(self) -> None:
        while True:
            await self._rust(HARTSLAG_S)
            for tafel in list(self._tafels.values()):
                await self._recheck(tafel)
                await self._catch_up(tafel)
                self._hand_out(tafel, "hartslag", make_frame({"nu": self._ports.now().isoformat()}, tafel.veilig))

    def _start_rechecking(self, tafel: Tafel) -> None:
        self._start(self._recheck(tafel))

    async def _recheck(self, tafel: Tafel) -> None:
        """Whoever logged out, was revoked or may no longer read hears why, and nothing more."""
        for lezer in list(tafel.lezers):
            try:
                lezer.publiek = await run_in_threadpool(lezer.check)
            except OpslagFout:
                continue  # of the database, not of this person
            except GesprekskaartError as fout:
                lezer.put("weg", make_frame({"weg": str(fout)}))
                lezer.close()
                self.leave(lezer)

    # ---- Time -------------------------------------------------------------------------------------------------------

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _plan(self, tafel: Tafel, wat: str, wacht: float, doe: Callable[[], None]) -> None:
        """Do this once, some seconds from now; asked again before that, it is still done once."""
        if wat in tafel.gepland:
            return

        def run() -> None:
            tafel.gepland.pop(wat, None)
            doe()

        tafel.gepland[wat] = asyncio.get_running_loop().call_later(wacht, run)

    def _start(self, werk: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        taak = asyncio.get_running_loop().create_task(werk)
        self._taken.add(taak)
        taak.add_done_callback(self._finish)
        return taak

    def _finish(self, taak: asyncio.Task[None]) -> None:
        self._taken.discard(taak)
        if not taak.cancelled() and (fout := taak.exception()) is not None:
            log.error("De live-stroom liep vast", exc_info=fout)


def _person(wie: Wie) -> tuple[str, UUID | None]:
    return wie.kenmerk, wie.sessie_id
