"""The clock of the practice sessions: it plays where somebody looks on, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from uuid import UUID, uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Zet
from gesprekskaart.services.meelezen import find_publiek
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import delete_sessie
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.voorbeelden import voorbeelden
from tests.nep import make_ports
from tests.zaak import make_account, make_sessie
from web.oefenen import playing
from web.omroep import Omroep
from web.tafel import Lezer


class Maat:
    """Lets the clock beat as often as a test says, and knows when the last beat was dealt with."""

    def __init__(self) -> None:
        self._slagen = asyncio.Semaphore(0)
        self._klaar = asyncio.Semaphore(0)

    async def __call__(self, _seconden: float) -> None:
        self._klaar.release()
        await self._slagen.acquire()

    async def beat(self, keer: int) -> None:
        for _ in range(keer):
            await asyncio.wait_for(self._klaar.acquire(), 10)
            self._slagen.release()
        await asyncio.wait_for(self._klaar.acquire(), 10)
        self._klaar.release()


class Zaal:
    """Two practices and a real session, each with a question on the table."""

    def __init__(self) -> None:
        self.ports: Ports = make_ports()
        self.wie: Wie = make_account(self.ports)
        self.een, self.ander = (
            start_oefening(self.wie, voorbeelden()[0], ports=self.ports, new_id=uuid4) for _ in range(2)
        )
        self.echt = make_sessie(self.ports, self.wie).id
        for id in (self.een, self.ander, self.echt):
            lead(self.wie, Zet(sessie_id=id, vraag="G1"), ports=self.ports)
        self.omroep = Omroep(self.ports)
        self.maat = Maat()

    async def look_on(self, id: UUID) -> Lezer:
        publiek = find_publiek(self.wie, id, sessies=self.ports.sessies)
        lezer = Lezer(self.wie, "", publiek, lambda: publiek)
        await self.omroep.join(lezer, self.ports.stroom.read_after(id, 0).nummer)
        return lezer

    def count_inbreng(self, id: UUID) -> int:
        teksten = self.ports.sessies.get_dossier(id).teksten.values()
        return sum(tekst.plek.soort is TekstSoort.INBRENG for tekst in teksten)


def run(proef: Callable[[Zaal], Coroutine[None, None, None]]) -> None:
    async def all_of_it() -> None:
        zaal = Zaal()
        async with playing(zaal.omroep, zaal.ports, rust=zaal.maat):
            await proef(zaal)

    asyncio.run(all_of_it())


def test_only_what_somebody_follows_is_played_and_never_a_real_session() -> None:
    async def proef(zaal: Zaal) -> None:
        lezers = [await zaal.look_on(zaal.een), await zaal.look_on(zaal.echt)]
        await zaal.maat.beat(6)
        assert zaal.count_inbreng(zaal.een) > 0
        assert zaal.count_inbreng(zaal.ander) == 0
        assert zaal.count_inbreng(zaal.echt) == 0
        for lezer in lezers:
            zaal.omroep.leave(lezer)

    run(proef)


def test_a_closed_laptop_stops_it_and_an_open_one_goes_on() -> None:
    async def proef(zaal: Zaal) -> None:
        zaal.omroep.leave(await zaal.look_on(zaal.een))
        await zaal.maat.beat(6)
        assert zaal.count_inbreng(zaal.een) == 0
        lezer = await zaal.look_on(zaal.een)
        await zaal.maat.beat(6)
        assert zaal.count_inbreng(zaal.een) > 0
        zaal.omroep.leave(lezer)

    run(proef)


def test_a_practice_that_is_thrown_away_meanwhile_stops_none_of_the_others() -> None:
    async def proef(zaal: Zaal) -> None:
        lezers = [await zaal.look_on(zaal.een), await zaal.look_on(zaal.ander)]
        await asyncio.to_thread(delete_sessie, zaal.wie, zaal.een, ports=zaal.ports)
        await zaal.maat.beat(6)
        assert zaal.count_inbreng(zaal.ander) > 0
        for lezer in lezers:
            zaal.omroep.leave(lezer)

    run(proef)


def test_a_fault_of_ours_is_loud_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(_seconden: float) -> None:
        raise ZeroDivisionError

    async def proef() -> None:
        ports = make_ports()
        async with playing(Omroep(ports), ports, rust=fail):
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    asyncio.run(proef())
    assert "Het oefenen liep vast" in caplog.text
