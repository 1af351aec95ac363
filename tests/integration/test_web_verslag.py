"""/gk/verslag: the report as a file, for those who may read it."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from gesprekskaart.ports import Ports
from gesprekskaart.services.sessies import save_gesprek
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import add_actie, save_actie
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
def test_a_report_comes_as_a_file_that_is_not_kept_on_the_way(client: TestClient, sessie_id: UUID, nummer: str) -> None:
    antwoord = client.get(f"/gk/verslag/{sessie_id}/{nummer}.pdf")
    assert antwoord.status_code == 200
    assert antwoord.content.startswith(b"%PDF-")
    assert antwoord.headers["content-type"] == "application/pdf"
    assert antwoord.headers["cache-control"] == "private, no-store"
    assert antwoord.headers["content-disposition"].startswith('attachment; filename="regiogesprek-zilverwaard-')


def test_the_data_come_along_with_every_version(client: TestClient, sessie_id: UUID) -> None:
    antwoord = client.get(f"/gk/verslag/{sessie_id}/gesprek.json")
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "application/json")
    assert antwoord.headers["content-disposition"].startswith("attachment;")
    assert len(json.loads(antwoord.content)["sessies"][0]["versies"]) == 1


def test_a_title_with_accents_gives_a_name_that_old_and_new_programs_can_read(
    client: TestClient, ports: Ports, sessie_id: UUID
) -> None:
    karin = make_account(ports, "ander")
    sessie = ports.sessies.get(make_sessie(ports, karin).id)
    save_gesprek(karin, sessie, sessie.gesprek.model_copy(update={"titel": 'Ayşe & coördinator "3"'}), ports=ports)
    enter(client, ports, "ander")
    naam = client.get(f"/gk/verslag/{sessie.id}/concept.pdf").headers["content-disposition"]
    assert naam == (
        'attachment; filename="ay_e-co_rdinator-3-concept.pdf"; '
        "filename*=UTF-8''ay%C5%9Fe-co%C3%B6rdinator-3-concept.pdf"
    )


def test_the_terms_come_as_a_calendar(client: TestClient, ports: Ports) -> None:
    karin = make_account(ports, "agenda")
    enter(client, ports, "agenda")
    sessie = make_sessie(ports, karin)
    adres = f"/gk/verslag/{sessie.id}/termijnen.ics"
    leeg = client.get(adres)
    assert (leeg.status_code, "nog geen actie met een termijn" in leeg.json()["melding"]) == (422, True)
    actie = add_actie(karin, sessie.id, ports=ports)
    save_actie(karin, sessie.id, actie.model_copy(update={"termijn": date(2027, 9, 1)}), ports=ports)
    antwoord = client.get(adres)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert antwoord.headers["content-disposition"].startswith('attachment; filename="regiogesprek-zilverwaard-term')
    assert antwoord.headers["cache-control"] == "private, no-store"
    assert b"DTSTART;VALUE=DATE:20270901" in antwoord.content


@pytest.mark.parametrize(
    "bestand", ["2.pdf", "0.pdf", "01.pdf", "-1.pdf", "²3.pdf", "9999999.pdf", "x.pdf", "1.docx", "pdf"]
)
def test_a_version_that_is_not_there_is_said_in_dutch(client: TestClient, sessie_id: UUID, bestand: str) -> None:
    antwoord = client.get(f"/gk/verslag/{sessie_id}/{bestand}", headers={"accept": "text/html"})
    assert antwoord.status_code == 404
    assert "bestaat niet" in antwoord.text


@pytest.mark.parametrize("bestand", ["1.pdf", "concept.pdf", "gesprek.json", "termijnen.ics"])
def test_a_report_is_for_who_may_read_it(client: TestClient, ports: Ports, sessie_id: UUID, bestand: str) -> None:
    enter(client, ports, "vreemde")
    vreemd, onbekend = client.get(f"/gk/verslag/{sessie_id}/{bestand}"), client.get(f"/gk/verslag/{uuid4()}/{bestand}")
    assert vreemd.status_code == onbekend.status_code == client.get(f"/gk/verslag/geen-id/{bestand}").status_code == 404
    assert vreemd.json() == onbekend.json()
    client.cookies.clear()
    assert client.get(f"/gk/verslag/{sessie_id}/{bestand}").status_code == 401
