"""/gk/scherm: who may open the beamer, what it fetches, and that it runs under a tight policy."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

import web
from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Zet
from gesprekskaart.services.deelnemen import COOKIE as DEELNEMER_COOKIE
from gesprekskaart.services.regie import lead
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Sessie, Sessierol
from tests.integration.webproef import enter, make_client
from tests.nep import make_ports
from tests.zaak import DAAD, come_in, make_account, make_sessie


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def wie(ports: Ports) -> Wie:
    return make_account(ports, "karin")


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    return make_sessie(ports, wie)


@pytest.fixture
def facilitator(ports: Ports, wie: Wie) -> TestClient:
    client = make_client(ports)
    enter(client, ports, "karin")
    return client


def test_the_page_names_the_conversation_and_where_to_come_in(facilitator: TestClient, sessie: Sessie) -> None:
    antwoord = facilitator.get(f"/gk/scherm/{sessie.id}")
    assert antwoord.status_code == 200
    assert "Regiogesprek Zilverwaard" in antwoord.text
    assert "gesprekskaart.test/gk/mee" in antwoord.text
    beleid = antwoord.headers["content-security-policy"]
    assert "script-src 'self';" in beleid
    assert "unsafe" not in beleid
    assert "frame-ancestors 'none'" in beleid
    assert re.findall(r"<button|<input|<a ", antwoord.text) == [], "a wall has no controls"


def test_the_way_in_is_the_public_address(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    anders = replace(ports, openbaar_adres="https://gesprek.regio.nl")
    client = make_client(anders)
    enter(client, anders, "karin")
    pagina = client.get(f"/gk/scherm/{sessie.id}").text
    assert "gesprek.regio.nl/gk/mee" in pagina
    assert "gesprekskaart.test" not in pagina


def test_the_picture_says_what_time_it_is_and_is_kept_nowhere(facilitator: TestClient, sessie: Sessie) -> None:
    antwoord = facilitator.get(f"/gk/scherm/{sessie.id}/beeld")
    assert antwoord.headers["cache-control"] == "private, no-store"
    assert (antwoord.json()["nu"], antwoord.json()["vraag"]) == ("2026-11-23T09:00:00+00:00", None)


@pytest.mark.parametrize("rol", [Sessierol.VERSLAGLEGGER, Sessierol.DEELNEMER, Sessierol.TOEHOORDER])
def test_everybody_in_the_session_may_open_it_but_not_with_the_code(
    ports: Ports, wie: Wie, sessie: Sessie, rol: Sessierol
) -> None:
    uitnodiging = make_uitnodiging(wie, sessie.id, ports=ports)
    client = make_client(ports)
    client.cookies.set(DEELNEMER_COOKIE, come_in(ports, wie, sessie, rol=rol).cookie)
    assert client.get(f"/gk/scherm/{sessie.id}").status_code == 200
    beeld = client.get(f"/gk/scherm/{sessie.id}/beeld")
    assert beeld.json()["deur"] is None
    assert uitnodiging.code[:4] not in beeld.text
    assert client.get(f"/gk/uitnodiging/{sessie.id}/qr.svg").status_code == 403


@pytest.mark.parametrize("pad", ["/gk/scherm/{}", "/gk/scherm/{}/beeld"])
def test_nobody_else_may(ports: Ports, sessie: Sessie, pad: str) -> None:
    make_account(ports, "vreemde")
    vreemde, niemand = make_client(ports), make_client(ports)
    enter(vreemde, ports, "vreemde")
    assert vreemde.get(pad.format(sessie.id)).status_code == 404
    assert vreemde.get(pad.format(uuid4())).status_code == 404
    assert vreemde.get(pad.format("onzin")).status_code == 404
    assert niemand.get(pad.format(sessie.id)).status_code == 401


def test_what_people_wrote_is_escaped_on_the_page(facilitator: TestClient, ports: Ports, sessie: Sessie) -> None:
    nu = ports.sessies.get(sessie.id)
    gesprek = nu.gesprek.model_copy(update={"titel": "<script>alert(1)</script> & co"})
    ports.sessies.save(nu.model_copy(update={"gesprek": gesprek}), gelezen=nu.revisie, daad=DAAD)
    pagina = facilitator.get(f"/gk/scherm/{sessie.id}").text
    assert "<script>alert" not in pagina
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in pagina


def test_the_script_draws_text_and_never_markup() -> None:
    script = (Path(web.__file__).parent / "statisch" / "beamer.js").read_text("utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script) == []


def test_a_move_of_the_facilitator_is_in_the_next_picture(
    facilitator: TestClient, ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    voor = facilitator.get(f"/gk/scherm/{sessie.id}/beeld").json()
    lead(wie, Zet(sessie_id=sessie.id, vraag="RS3"), ports=ports)
    na = facilitator.get(f"/gk/scherm/{sessie.id}/beeld").json()
    assert (na["vraag"]["id"], na["ronde"]["ronde"]) == ("RS3", "schrijven")
    assert na["nummer"] > voor["nummer"], "the page follows the stream from there"
