"""/gk/uitvoer: the report in whatever format, for those who may take it along."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from gesprekskaart.ports import Ports
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.uitvoer.formaat import SOORTEN, Formaat
from tests.integration.webproef import enter
from tests.nep import make_ports
from tests.zaak import make_account, make_sessie


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    make_account(ports, "vreemde")
    karin = make_account(ports, "karin")
    sessie = make_sessie(ports, karin)
    freeze(karin, sessie.id, termijn=None, ports=ports)
    return sessie.id


@pytest.mark.parametrize("nummer", ["1", "concept"])
@pytest.mark.parametrize("formaat", [formaat for formaat in Formaat if formaat is not Formaat.ICS])
def test_each_format_comes_as_a_file(client: TestClient, sessie_id: UUID, formaat: Formaat, nummer: str) -> None:
    antwoord = client.get(f"/gk/uitvoer/{sessie_id}/{nummer}/{formaat}")

    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"].split(";")[0] == SOORTEN[formaat].media_type
    assert antwoord.headers["cache-control"] == "private, no-store"
    assert antwoord.headers["content-disposition"].startswith('attachment; filename="regiogesprek-zilverwaard')
    assert antwoord.content


@pytest.mark.parametrize("pad", ["1/odt", "9/docx", "x/docx", "0/docx", "1/DOCX"])
def test_what_is_not_there_is_said_in_dutch(client: TestClient, sessie_id: UUID, pad: str) -> None:
    antwoord = client.get(f"/gk/uitvoer/{sessie_id}/{pad}", headers={"accept": "text/html"})

    assert antwoord.status_code == 404
    assert "bestaat niet" in antwoord.text


@pytest.mark.parametrize("formaat", Formaat)
def test_it_is_for_who_may_read_it(client: TestClient, ports: Ports, sessie_id: UUID, formaat: Formaat) -> None:
    enter(client, ports, "vreemde")
    vreemd, onbekend = (client.get(f"/gk/uitvoer/{id}/1/{formaat}") for id in (sessie_id, uuid4()))
    assert vreemd.status_code == onbekend.status_code == 404
    assert vreemd.json() == onbekend.json()
    client.cookies.clear()
    assert client.get(f"/gk/uitvoer/{sessie_id}/1/{formaat}").status_code == 401
