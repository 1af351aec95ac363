"""/gk/landelijke-issues.csv: for who leads, and nobody else."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import add_issue
from gesprekskaart.services.deelnemen import COOKIE
from tests.integration.webproef import enter, make_client
from tests.nep import make_ports
from tests.zaak import come_in, make_account, make_sessie

ADRES = "/gk/landelijke-issues.csv"


@pytest.fixture
def ports() -> Ports:
    """Karin and Bram each lead a conversation with one issue."""
    ports = make_ports()
    for naam in ("karin", "bram"):
        wie = make_account(ports, naam)
        add_issue(wie, make_sessie(ports, wie).id, tekst=f"=Van {naam}", ports=ports)
    return ports


def test_who_leads_gets_the_own_issues_as_a_file(ports: Ports) -> None:
    client = make_client(ports)
    enter(client, ports, "karin")
    antwoord = client.get(ADRES)
    assert (antwoord.status_code, antwoord.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert antwoord.headers["content-disposition"].startswith('attachment; filename="landelijke-issues.csv"')
    assert antwoord.headers["cache-control"] == "private, no-store"
    assert antwoord.content.startswith(b"\xef\xbb\xbf")
    assert "'=Van karin" in antwoord.text
    assert "bram" not in antwoord.text


def test_whoever_has_no_account_gets_nothing(ports: Ports) -> None:
    vreemde: TestClient = make_client(ports)
    assert vreemde.get(ADRES).status_code == 401
    karin = make_account(ports, "anna")
    sessie = make_sessie(ports, karin)
    add_issue(karin, sessie.id, tekst="Voor aan tafel", ports=ports)
    aan_tafel = make_client(ports)
    aan_tafel.cookies.set(COOKIE, come_in(ports, karin, sessie).cookie)
    antwoord = aan_tafel.get(ADRES)
    assert antwoord.status_code == 401
    assert "aan tafel" not in antwoord.text
