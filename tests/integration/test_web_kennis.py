"""/gk/kennis: only what was released, only for who leads, and as files that stand by themselves."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from gesprekskaart.account import Wie
from gesprekskaart.kennis import Kennisbestand
from gesprekskaart.ports import Ports
from gesprekskaart.services.kennisdeling import release
from tests.integration.webproef import enter, make_client
from tests.nep import make_ports
from tests.zaak import make_account, make_sessie, write

BESTANDEN = pytest.mark.parametrize("bestand", ["kennis.html", "kennis.json"])


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def karin(ports: Ports) -> Wie:
    make_account(ports, "vreemde")
    return make_account(ports, "karin")


@pytest.fixture
def sessie_id(ports: Ports, karin: Wie) -> UUID:
    sessie = make_sessie(ports, karin)
    write(ports, karin, sessie, "conclusie/G1", "Wij <b>werken</b> samen met Leerwerkplaats Zilverwaard.")
    return sessie.id


def test_what_was_released_comes_to_read_and_as_data(
    client: TestClient, ports: Ports, karin: Wie, sessie_id: UUID
) -> None:
    bestand = release(karin, [sessie_id], ook_met_open=False, ports=ports)

    html = client.get(f"/gk/kennis/{sessie_id}/kennis.html")
    data = client.get(f"/gk/kennis/{sessie_id}/kennis.json")

    assert html.headers["content-type"].startswith("text/html")
    assert html.headers["content-disposition"].startswith('attachment; filename="gedeelde-kennis.html"')
    assert html.headers["cache-control"] == data.headers["cache-control"] == "private, no-store"
    assert "Wij &lt;b&gt;werken&lt;/b&gt; samen met partnerschap A." in html.text
    assert Kennisbestand.model_validate_json(data.content) == bestand
    assert "Zilverwaard" not in html.text + data.text


def test_the_page_needs_nothing_else_and_has_an_order_of_headings(
    client: TestClient, ports: Ports, karin: Wie, sessie_id: UUID
) -> None:
    release(karin, [sessie_id], ook_met_open=False, ports=ports)
    html = client.get(f"/gk/kennis/{sessie_id}/kennis.html").text
    assert '<html lang="nl">' in html
    assert not re.findall(r"(?:src|href)=\"(?!#)|@import|url\(", html)
    koppen = [int(kop) for kop in re.findall(r"<h([1-6])", html)]
    assert koppen[0] == 1
    assert all(na <= voor + 1 for voor, na in pairwise(koppen))


@BESTANDEN
def test_nothing_leaves_that_was_not_released(client: TestClient, sessie_id: UUID, bestand: str) -> None:
    antwoord = client.get(f"/gk/kennis/{sessie_id}/{bestand}")
    assert antwoord.status_code == 409
    assert "geef het opnieuw vrij" in antwoord.json()["melding"]


@BESTANDEN
def test_nothing_leaves_to_who_does_not_lead(ports: Ports, karin: Wie, sessie_id: UUID, bestand: str) -> None:
    release(karin, [sessie_id], ook_met_open=False, ports=ports)
    client = make_client(ports)
    assert client.get(f"/gk/kennis/{sessie_id}/{bestand}").status_code == 401
    enter(client, ports, "vreemde")
    assert client.get(f"/gk/kennis/{sessie_id}/{bestand}").status_code == 404


def test_several_come_together_as_they_were_released(
    client: TestClient, ports: Ports, karin: Wie, sessie_id: UUID
) -> None:
    ander = make_sessie(ports, karin).id
    release(karin, [sessie_id, ander], ook_met_open=False, ports=ports)
    antwoord = client.get(f"/gk/kennis/{sessie_id}/kennis.json?met={ander}")
    assert len(json.loads(antwoord.content)["gesprekken"]) == 2
    assert client.get(f"/gk/kennis/{sessie_id}/kennis.json").status_code == 409
    assert client.get(f"/gk/kennis/{sessie_id}/kennis.json?met=geen-id").status_code == 404
