"""The broadcaster: nobody misses a change, nobody gets a backlog, nobody hears what is not theirs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietAangemeld
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Ronde, Zet
from gesprekskaart.services import meelezen
from gesprekskaart.services.deelnemen import Koekjes, recognise
from gesprekskaart.services.meelezen import Publiek, find_publiek
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import revoke
from gesprekskaart.sessie import Deelnemer, NietBesproken, Sessie
from gesprekskaart.stroom import Gewijzigd
from gesprekskaart.tekst import Plek, TekstSoort
from tests.nep import make_ports
from tests.zaak import come_in, make_account, make_sessie, write
from web import tafel as tafel_module
from web.omroep import Omroep
from web.tafel import Lezer

LWZ, AOZ = "antwoord/RS3/LWZ", "antwoord/RS3/AOZ"


class Klok:
    """Waits until a test lets time pass."""

    def __init__(self) -> None:
        self._slag = asyncio.Event()

    async def __call__(self, _seconden: float) -> None:
        await self._slag.wait()
        self._slag.clear()

    def tick(self) -> None:
        self._slag.set()


class Tafel:
    """A session, somebody who leads it, and a broadcaster on ports in memory."""

    def __init__(self) -> None:
        self.ports: Ports = make_ports()
        self.wie: Wie = make_account(self.ports)
        self.sessie: Sessie = make_sessie(self.ports, self.wie)
        self.klok = Klok()
        self.omroep = Omroep(self.ports, rust=self.klok)

    def find_publiek(self) -> Publiek:
        return find_publiek(self.wie, self.sessie.id, sessies=self.ports.sessies)

    async def join(
        self, *, na: int | None = None, venster: str = "", check: Callable[[], Publiek] | None = None
    ) -> Lezer:
        """A reader who has read the beginning, unless `na` says where to begin."""
        lezer = Lezer(self.wie, venster, self.find_publiek(), check or self.find_publiek)
        laatste = self.ports.stroom.read_after(self.sessie.id, 0).nummer
        await self.omroep.join(lezer, laatste if na is None else na)
        if na is None:
            await take(lezer)
        return lezer

    async def write(self, plek: str, tekst: str, *, gelezen: int = 0) -> None:
        await asyncio.to_thread(write, self.ports, self.wie, self.sessie, plek, tekst, gelezen=gelezen)


async def take(lezer: Lezer) -> list[dict[str, Any]]:
    """The next events, with their number as `id`."""
    uit = []
    for bericht in (await asyncio.wait_for(lezer.take(), 10)).decode().strip().split("\n\n"):
        velden = dict(regel.split(": ", 1) for regel in bericht.split("\n") if regel)
        if velden:
            uit.append({**json.loads(velden["data"]), **({"id": int(velden["id"])} if "id" in velden else {})})
    return uit


async def take_until(lezer: Lezer, wat: str) -> dict[str, Any]:
    """The first event that has this."""
    while True:
        for bericht in await take(lezer):
            if wat in bericht:
                return bericht


def texts(berichten: list[dict[str, Any]]) -> dict[str, str]:
    return {tekst["plek"]: tekst["tekst"] for bericht in berichten for tekst in bericht.get("teksten", ())}


Proef = Callable[[Tafel], Coroutine[Any, Any, None]]


def play(proef: Proef) -> None:
    async def run() -> None:
        tafel = Tafel()
        try:
            await asyncio.wait_for(proef(tafel), 30)
        finally:
            tafel.omroep.close()

    asyncio.run(run())


def test_a_change_reaches_every_reader_at_once_with_its_number() -> None:
    async def proef(tafel: Tafel) -> None:
        een, twee = await tafel.join(), await tafel.join()
        await tafel.write(LWZ, "Ayşe & Zoë\n<b>")
        for lezer in (een, twee):
            bericht = await take_until(lezer, "teksten")
            assert texts([bericht]) == {LWZ: "Ayşe & Zoë\n<b>"}
            assert bericht["id"] == tafel.ports.stroom.read_after(tafel.sessie.id, 0).nummer

    play(proef)


def test_a_slow_reader_gets_the_newest_and_never_a_backlog() -> None:
    async def proef(tafel: Tafel) -> None:
        snel, traag = await tafel.join(), await tafel.join()
        for keer in range(4):
            await tafel.write(LWZ, f"versie {keer}", gelezen=keer)
            while texts([await take_until(snel, "teksten")]) != {LWZ: f"versie {keer}"}:
                pass
        await tafel.write(AOZ, "en dit")
        await take_until(snel, "teksten")
        berichten = [bericht for bericht in await take(traag) if "teksten" in bericht]
        assert texts(berichten) == {LWZ: "versie 3", AOZ: "en dit"}
        assert len(berichten) == 2
        nummers = [bericht["id"] for bericht in berichten]
        assert nummers == sorted(nummers)

    play(proef)


def test_the_first_change_goes_out_and_those_right_after_it_go_together() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        for keer in range(10):
            write(tafel.ports, tafel.wie, tafel.sessie, LWZ, f"versie {keer}", gelezen=keer)
        gezien: list[str] = []
        while "versie 9" not in gezien:
            gezien.append(texts([await take_until(lezer, "teksten")])[LWZ])
        assert gezien == ["versie 0", "versie 9"]

    play(proef)


def test_while_a_version_waits_the_number_does_not_run_ahead_of_it() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        write(tafel.ports, tafel.wie, tafel.sessie, LWZ, "een")
        write(tafel.ports, tafel.wie, tafel.sessie, LWZ, "twee", gelezen=1)
        write(tafel.ports, tafel.wie, tafel.sessie, AOZ, "ander")
        berichten: list[dict[str, Any]] = []
        while AOZ not in texts(berichten):
            berichten += await take(lezer)
        assert texts(berichten)[LWZ] == "een"
        laatste = max(bericht.get("id", 0) for bericht in berichten)
        gemist = tafel.ports.stroom.read_after(tafel.sessie.id, laatste)
        assert "twee" in {tekst.tekst for tekst in gemist.teksten}

    play(proef)


def test_who_was_away_gets_what_was_missed_first_and_once() -> None:
    async def proef(tafel: Tafel) -> None:
        voor = tafel.ports.stroom.read_after(tafel.sessie.id, 0).nummer
        await tafel.write(LWZ, "een")
        await tafel.write(LWZ, "twee", gelezen=1)
        lezer = await tafel.join(na=voor)
        begin = (await take(lezer))[0]
        assert (texts([begin]), begin["id"], begin["nummer"]) == ({LWZ: "twee"}, voor + 2, voor + 2)
        assert begin["standen"]["RS3"] == ["gedeeld", "●"]
        assert begin["nu"] == "2026-11-23T09:00:00+00:00"

    play(proef)


def test_two_commits_told_in_the_wrong_order_lose_nothing() -> None:
    async def proef(tafel: Tafel) -> None:
        told: list[Gewijzigd] = []
        lezer = await tafel.join()
        # A writing path that tells late: the broadcaster is not called by the ports here.
        tafel.ports.logboek.volgers[:] = [told.append]  # type: ignore[attr-defined]
        write(tafel.ports, tafel.wie, tafel.sessie, LWZ, "eerst")
        write(tafel.ports, tafel.wie, tafel.sessie, AOZ, "daarna")
        tafel.omroep.told(told[1])
        bericht = await take_until(lezer, "teksten")
        assert texts([bericht]) == {AOZ: "daarna"}
        assert bericht["id"] == told[0].nummer - 1
        assert texts([await take_until(lezer, "teksten")]) == {LWZ: "eerst"}  # found by asking: it is never told
        tafel.klok.tick()
        assert (await take_until(lezer, "nu"))["id"] == told[1].nummer

    play(proef)


def test_what_another_process_changed_is_found_at_the_heartbeat() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        tafel.ports.logboek.volgers.clear()  # type: ignore[attr-defined]
        write(tafel.ports, tafel.wie, tafel.sessie, LWZ, "van elders")
        tafel.klok.tick()
        assert texts([await take_until(lezer, "teksten")]) == {LWZ: "van elders"}

    play(proef)


def test_marks_and_the_map_follow() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        feit = NietBesproken(sleutel="RS3", reden="geen tijd")
        await asyncio.to_thread(
            lambda: mark_niet_besproken(tafel.wie, tafel.sessie.id, feit, geldt=True, ports=tafel.ports)
        )
        bericht = await take_until(lezer, "niet_besproken")
        assert bericht["niet_besproken"] == [
            {"sleutel": "RS3", "partnerschap": None, "groep": None, "reden": "geen tijd", "geldt": True}
        ]
        assert (await take_until(lezer, "standen"))["standen"]["RS3"] == ["niet besproken", "–"]

    play(proef)


def test_who_may_no_longer_read_hears_why_and_then_nothing_more() -> None:
    async def proef(tafel: Tafel) -> None:
        def check() -> Publiek:
            raise NietAangemeld

        weg, blijft = await tafel.join(check=check), await tafel.join()
        tafel.klok.tick()
        assert "niet (meer) aangemeld" in (await take_until(weg, "weg"))["weg"]
        await tafel.write(LWZ, "geheim")
        assert texts([await take_until(blijft, "teksten")]) == {LWZ: "geheim"}
        assert await weg.take() == b""

    play(proef)


def test_an_audience_hears_only_what_it_may_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    async def proef(tafel: Tafel) -> None:
        monkeypatch.setattr(meelezen, "HOORBAAR", frozenset({TekstSoort.CONCLUSIE}))
        voor = tafel.ports.stroom.read_after(tafel.sessie.id, 0).nummer
        lezer = await tafel.join()
        await tafel.write(LWZ, "alleen voor mij")
        await tafel.write("conclusie/RS3", "voor allen")
        assert texts([await take_until(lezer, "teksten")]) == {"conclusie/RS3": "voor allen"}
        later = await tafel.join(na=voor)
        assert texts(await take(later)) == {"conclusie/RS3": "voor allen"}

    play(proef)


def test_writing_is_shown_to_the_others_by_role_and_not_too_often() -> None:
    async def proef(tafel: Tafel) -> None:
        hier, daar = await tafel.join(venster="hier"), await tafel.join(venster="daar")
        plek = Plek.parse(LWZ)
        for _ in range(3):
            tafel.omroep.tell_writing(tafel.sessie.id, plek, tafel.wie, "hier")
        tafel.omroep.tell_writing(tafel.sessie.id, plek, tafel.wie, "wie is dit")
        await tafel.write(AOZ, "nu hoort hier ook iets")
        gehoord = await take(daar)
        assert [bericht["schrijft"] for bericht in gehoord if "schrijft" in bericht] == [
            {"plek": LWZ, "door": "de facilitator"}
        ]
        assert not any("schrijft" in bericht for bericht in await take(hier))

    play(proef)


def test_presence_counts_people_by_role_and_not_windows() -> None:
    async def proef(tafel: Tafel) -> None:
        een, _twee = await tafel.join(), await tafel.join()
        assert (await take_until(een, "aanwezig"))["aanwezig"] == [{"door": "de facilitator", "aantal": 1}]

    play(proef)


def test_whose_access_is_revoked_is_no_longer_among_those_present() -> None:
    async def proef(tafel: Tafel) -> None:
        koekjes = Koekjes(None, come_in(tafel.ports, tafel.wie, tafel.sessie).cookie)

        def check() -> Publiek:
            ik = recognise(koekjes, tafel.sessie.id, ports=tafel.ports)
            return find_publiek(ik, tafel.sessie.id, sessies=tafel.ports.sessies)

        blijft = await tafel.join()
        ik = recognise(koekjes, tafel.sessie.id, ports=tafel.ports)
        weg = Lezer(ik, "", check(), check)
        await tafel.omroep.join(weg, 0)
        rollen = [{"door": "de facilitator", "aantal": 1}, {"door": "schoolopleider 1, Kindrijk", "aantal": 1}]
        while (await take_until(blijft, "aanwezig"))["aanwezig"] != rollen:
            pass

        await asyncio.to_thread(lambda: revoke(tafel.wie, tafel.sessie.id, 1, ports=tafel.ports))
        tafel.klok.tick()

        assert "toegang tot dit gesprek ingetrokken" in (await take_until(weg, "weg"))["weg"]
        while nog := await weg.take():
            assert nog.startswith(b'data: {"weg"')
        assert (await take_until(blijft, "aanwezig"))["aanwezig"] == rollen[:1]

    play(proef)


def test_a_session_that_nobody_follows_any_more_costs_nothing() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        assert tafel.omroep.count(tafel.wie) == 1
        tafel.omroep.leave(lezer)
        tafel.omroep.leave(lezer)
        assert tafel.omroep.count(tafel.wie) == 0
        await tafel.write(LWZ, "niemand luistert")
        weer = await tafel.join()
        await tafel.write(LWZ, "weer iemand", gelezen=1)
        assert texts([await take_until(weer, "teksten")]) == {LWZ: "weer iemand"}

    play(proef)


def test_when_the_server_stops_every_stream_ends() -> None:
    async def proef(tafel: Tafel) -> None:
        lezers = [await tafel.join() for _ in range(3)]
        tafel.omroep.close()
        for lezer in lezers:
            assert await lezer.take() == b""

    play(proef)


def test_a_move_of_the_facilitator_reaches_everybody_and_checks_nobodys_access() -> None:
    async def proef(tafel: Tafel) -> None:
        gecontroleerd: list[str] = []

        def check() -> Publiek:
            gecontroleerd.append("weer")
            return tafel.find_publiek()

        lezer = await tafel.join(check=check)
        lead(tafel.wie, Zet(sessie_id=tafel.sessie.id, vraag="RS3"), ports=tafel.ports)
        bericht = await take_until(lezer, "regie")
        assert (bericht["regie"]["vraag"], bericht["regie"]["ronde"]) == ("RS3", "schrijven")
        assert gecontroleerd == []

    play(proef)


def test_a_parked_question_shows_on_everybodys_map_until_it_is_taken_up() -> None:
    async def proef(tafel: Tafel) -> None:
        lezer = await tafel.join()
        for geparkeerd, verwacht in ((True, ["geparkeerd", "‖"]), (False, ["leeg", "○"])):
            zet = Zet(sessie_id=tafel.sessie.id, vraag="RS3", geparkeerd=geparkeerd)
            lead(tafel.wie, zet, ports=tafel.ports)
            assert (await take_until(lezer, "standen"))["standen"]["RS3"] == verwacht

    play(proef)


def test_inbreng_is_told_to_nobody_before_the_reveal_and_to_all_after_it() -> None:
    async def proef(tafel: Tafel) -> None:
        deelnemer = Deelnemer(nummer=1, rol="coach", namens=("LWZ",))
        save_deelnemer(tafel.wie, tafel.sessie.id, deelnemer, gelezen=0, ports=tafel.ports)
        lead(tafel.wie, Zet(sessie_id=tafel.sessie.id, vraag="RS3"), ports=tafel.ports)
        lezer = await tafel.join()
        een = Wie(deelnemer=deelnemer, sessie_id=tafel.sessie.id)
        write(tafel.ports, een, tafel.sessie, "inbreng/RS3/1", "nog van mij")
        write(tafel.ports, tafel.wie, tafel.sessie, LWZ, "van ons allen")
        gehoord: list[dict[str, Any]] = []
        while LWZ not in texts(gehoord):
            gehoord += await take(lezer)
        assert "nog van mij" not in json.dumps(gehoord)
        lead(tafel.wie, Zet(sessie_id=tafel.sessie.id, ronde=Ronde.ONTHULLEN), ports=tafel.ports)
        (inbreng,) = (await take_until(lezer, "inbreng"))["inbreng"]["RS3"]["lijst"]
        assert inbreng["tekst"] == "nog van mij"
        write(tafel.ports, een, tafel.sessie, "inbreng/RS3/1", "anders gezegd", gelezen=1)
        (inbreng,) = (await take_until(lezer, "inbreng"))["inbreng"]["RS3"]["lijst"]
        assert inbreng["tekst"] == "anders gezegd"

    play(proef)


def test_of_two_readings_that_cross_the_older_is_not_told_after_the_newer() -> None:
    tafel = tafel_module.Tafel(uuid4())
    assert tafel.is_newest("inbreng RS3", 5)
    assert not tafel.is_newest("inbreng RS3", 4)
    assert tafel.is_newest("inbreng RS3", 5)
    assert tafel.is_newest("inbreng RS4", 1)
