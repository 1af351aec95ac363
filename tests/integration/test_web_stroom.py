"""/gk/stroom over a real server and real sockets; the heartbeat ticks when a test says so."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette

from gesprekskaart.account import Wie
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, disable_account, make_link, use_link
from gesprekskaart.sessie import Sessie, Stand
from tests.nep import make_ports
from tests.zaak import DAAD, make_account, make_sessie, write
from web.antwoord import to_response
from web.middleware import make_middleware
from web.omroep import Omroep
from web.routes import make_routes
from web.stroom import MAX_VENSTERS

LWZ = "antwoord/RS3/LWZ"


class Hartslag:
    """Lets a server's heart beat when a test says so."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._slag = asyncio.Event()

    async def __call__(self, _seconden: float) -> None:
        self._loop = asyncio.get_running_loop()
        await self._slag.wait()
        self._slag.clear()

    def beat(self) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._slag.set)


class Wereld:
    """A server, a conversation and somebody who is logged in."""

    def __init__(self) -> None:
        self.ports: Ports = make_ports()
        self.karin: Wie = make_account(self.ports, "karin")
        self.sessie: Sessie = make_sessie(self.ports, self.karin)
        self.hartslag = Hartslag()
        self.omroep = Omroep(self.ports, rust=self.hartslag)
        self.adres = ""

    def enter(self, wie: Wie) -> httpx2.Client:
        """A browser of this person."""
        assert wie.account is not None
        token = make_link(wie.account, accounts=self.ports.accounts, now=self.ports.now)
        _, cookie = use_link(token, accounts=self.ports.accounts, now=self.ports.now)
        return httpx2.Client(base_url=self.adres, cookies={COOKIE: cookie}, headers={"origin": self.adres}, timeout=20)

    @property
    def nummer(self) -> int:
        return self.ports.stroom.read_after(self.sessie.id, 0).nummer

    @contextmanager
    def follow(self, client: httpx2.Client, *, headers: dict[str, str] | None = None, **vraag: Any) -> Iterator[Volger]:
        adres = f"/gk/stroom/{self.sessie.id}"
        with client.stream("GET", adres, params=vraag, headers=headers) as antwoord:
            yield Volger(antwoord)


class Volger:
    """Reads events as a browser does."""

    def __init__(self, antwoord: httpx2.Response) -> None:
        self.antwoord = antwoord
        self._regels = antwoord.iter_lines()
        self.nummer = ""

    def read_until(self, wat: str) -> dict[str, Any]:
        """The next event that has this."""
        for regel in self._regels:
            if regel.startswith("id: "):
                self.nummer = regel[4:]
            elif regel.startswith("data: ") and wat in (bericht := json.loads(regel[6:])):
                return dict(bericht)
        raise AssertionError(f"de stroom hield op voordat er {wat} kwam")

    def read_tekst(self) -> str:
        return str(self.read_until("teksten")["teksten"][0]["tekst"])


@pytest.fixture
def wereld() -> Iterator[Wereld]:
    wereld = Wereld()
    app = Starlette(
        routes=make_routes(wereld.ports, wereld.omroep),
        middleware=make_middleware(),
        exception_handlers={GesprekskaartError: to_response},
    )
    luisteraar = socket.create_server(("127.0.0.1", 0))
    wereld.adres = f"http://127.0.0.1:{luisteraar.getsockname()[1]}"
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=5)
    # Here and not in the thread: coverage takes away what another thread imports while sys.path changes.
    config.load()
    config.get_loop_factory()
    server = uvicorn.Server(config)
    draad = threading.Thread(target=server.run, kwargs={"sockets": [luisteraar]})
    draad.start()
    yield wereld
    server.should_exit = True
    draad.join(20)
    assert not draad.is_alive()


def test_a_save_by_one_appears_at_another_with_headers_that_no_proxy_buffers(wereld: Wereld) -> None:
    piet = make_account(wereld.ports, "piet")
    assert piet.account is not None
    beide = wereld.sessie.model_copy(update={"facilitators": (*wereld.sessie.facilitators, piet.account.id)})
    wereld.ports.sessies.save(beide, gelezen=wereld.sessie.revisie, daad=DAAD)
    with (
        wereld.enter(wereld.karin) as karin,
        wereld.enter(piet) as bij_piet,
        wereld.follow(bij_piet, na=wereld.nummer) as volger,
    ):
        koppen = volger.antwoord.headers
        assert koppen["content-type"].startswith("text/event-stream")
        assert (koppen["x-accel-buffering"], koppen["cache-control"]) == ("no", "no-store, no-transform")
        volger.read_until("nummer")
        invoer = {"sessie_id": str(wereld.sessie.id), "plek": LWZ, "revisie": 0, "save_id": str(uuid4())}
        assert karin.post("/gk/tekst", json={**invoer, "tekst": "Ayşe\nzegt"}).status_code == 200
        assert volger.read_tekst() == "Ayşe\nzegt"
        assert volger.nummer == str(wereld.nummer)


@pytest.mark.parametrize("in_kop", [True, False], ids=["Last-Event-ID", "na"])
def test_who_comes_back_after_a_gap_gets_what_was_missed(wereld: Wereld, in_kop: bool) -> None:
    with wereld.enter(wereld.karin) as client:
        with wereld.follow(client, na=wereld.nummer) as volger:
            volger.read_until("nummer")
            write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "gezien")
            assert volger.read_tekst() == "gezien"
        write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "gemist", gelezen=1)
        write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "ook gemist", gelezen=2)
        terug: dict[str, Any] = {"headers": {"last-event-id": volger.nummer}} if in_kop else {"na": volger.nummer}
        with wereld.follow(client, **terug) as volger:
            begin = volger.read_until("nummer")
            assert [(t["tekst"], t["revisie"]) for t in begin["teksten"]] == [("ook gemist", 3)]


def test_the_heart_beats_with_the_time_of_the_server(wereld: Wereld) -> None:
    with wereld.enter(wereld.karin) as client, wereld.follow(client, na=wereld.nummer) as volger:
        assert volger.read_until("nu")["nummer"] == wereld.nummer
        wereld.hartslag.beat()
        assert volger.read_until("nu") == {"nu": "2026-11-23T09:00:00+00:00"}


def test_somebody_who_is_revoked_drops_off_at_the_next_heartbeat(wereld: Wereld) -> None:
    with wereld.enter(wereld.karin) as client, wereld.follow(client, na=wereld.nummer) as volger:
        volger.read_until("nummer")
        assert wereld.karin.account is not None
        disable_account(wereld.karin.account, accounts=wereld.ports.accounts, now=wereld.ports.now)
        wereld.hartslag.beat()
        assert "niet (meer) aangemeld" in volger.read_until("weg")["weg"]
        write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "geheim")
        with pytest.raises(AssertionError, match="hield op"):
            volger.read_until("teksten")
        assert client.get(f"/gk/stroom/{wereld.sessie.id}").status_code == 401
        assert client.get(f"/gk/veranderingen/{wereld.sessie.id}").status_code == 401


@pytest.mark.parametrize("weg", ["stroom", "veranderingen"])
def test_a_stranger_cannot_follow_and_learns_nothing(wereld: Wereld, weg: str) -> None:
    with wereld.enter(make_account(wereld.ports, "vreemde")) as client:
        vreemd, onbekend = client.get(f"/gk/{weg}/{wereld.sessie.id}"), client.get(f"/gk/{weg}/{uuid4()}")
        geen_id = client.get(f"/gk/{weg}/geen-id")
    assert vreemd.status_code == onbekend.status_code == geen_id.status_code == 404
    assert vreemd.json() == onbekend.json() == geen_id.json()


def test_one_person_cannot_open_streams_without_end(wereld: Wereld) -> None:
    with wereld.enter(wereld.karin) as client, ExitStack() as open_:
        volgers = [open_.enter_context(wereld.follow(client, na=wereld.nummer)) for _ in range(MAX_VENSTERS)]
        for volger in volgers:
            volger.read_until("nummer")
        te_veel = client.get(f"/gk/stroom/{wereld.sessie.id}")
    assert te_veel.status_code == 429
    assert "te veel vensters" in te_veel.json()["melding"]


def test_who_cannot_have_a_stream_asks(wereld: Wereld) -> None:
    voor = wereld.nummer
    with wereld.enter(wereld.karin) as client:
        write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "gevraagd")
        antwoord = client.get(f"/gk/veranderingen/{wereld.sessie.id}", params={"na": voor})
        inhoud = antwoord.json()
        assert antwoord.headers["cache-control"] == "no-store"
        assert [tekst["tekst"] for tekst in inhoud["teksten"]] == ["gevraagd"]
        assert (inhoud["nummer"], inhoud["standen"]["RS3"]) == (voor + 1, ["gedeeld", "●"])
        niets = client.get(f"/gk/veranderingen/{wereld.sessie.id}", params={"na": inhoud["nummer"]}).json()
    assert (niets["teksten"], niets["anders"], "standen" in niets) == ([], False, False)


@pytest.mark.parametrize("na", ["", "-1", "onzin", "9" * 30, "٣"])
def test_a_number_that_is_none_brings_everything(wereld: Wereld, na: str) -> None:
    write(wereld.ports, wereld.karin, wereld.sessie, LWZ, "alles")
    with wereld.enter(wereld.karin) as client:
        alles = client.get(f"/gk/veranderingen/{wereld.sessie.id}", params={"na": na}).json()
    assert [tekst["tekst"] for tekst in alles["teksten"]] == ["alles"]


def post_schrijft(client: httpx2.Client, sessie_id: UUID, **anders: Any) -> httpx2.Response:
    sein = {"sessie_id": str(sessie_id), "plek": LWZ, "venster": "hier", **anders}
    return client.post("/gk/schrijft", json=sein)


def test_a_sign_of_writing_reaches_the_other_windows_by_role_and_is_not_kept(wereld: Wereld) -> None:
    voor = wereld.nummer
    with (
        wereld.enter(wereld.karin) as client,
        wereld.follow(client, na=voor, venster="hier") as hier,
        wereld.follow(client, na=voor) as daar,
    ):
        hier.read_until("nummer")
        daar.read_until("nummer")
        assert post_schrijft(client, wereld.sessie.id).status_code == 204
        assert daar.read_until("schrijft")["schrijft"] == {"plek": LWZ, "door": "de facilitator"}
    assert wereld.nummer == voor


def test_a_sign_of_writing_is_refused_where_one_may_not_write(wereld: Wereld) -> None:
    dicht = make_sessie(wereld.ports, wereld.karin, stand=Stand.VASTGESTELD)
    with wereld.enter(wereld.karin) as client:
        assert post_schrijft(client, dicht.id).status_code == 403
        assert post_schrijft(client, uuid4()).status_code == 404
        assert post_schrijft(client, wereld.sessie.id, plek="onzin").status_code == 422
        assert post_schrijft(client, wereld.sessie.id, venster="x" * 41).status_code == 422
        elders = client.post("/gk/schrijft", json={}, headers={"origin": "https://elders.test"})
        assert elders.status_code == 403


def test_a_server_that_stops_ends_its_streams(wereld: Wereld) -> None:
    with wereld.enter(wereld.karin) as client, wereld.follow(client, na=wereld.nummer) as volger:
        volger.read_until("nummer")
        wereld.hartslag.beat()
        volger.read_until("nu")
        loop = wereld.hartslag._loop
        assert loop is not None
        loop.call_soon_threadsafe(wereld.omroep.close)
        with pytest.raises(AssertionError, match="hield op"):
            volger.read_until("teksten")
