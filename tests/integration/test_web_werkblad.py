"""/gk/werkblad: a blank worksheet, sending a filled one, looking at what it does, and taking it over."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.ports import Ports
from gesprekskaart.werkblad import word
from gesprekskaart.werkblad.lezen import MAX_BYTES
from tests.integration.webproef import HIER, enter, make_client
from tests.nep import make_ports
from tests.unit.werkbladproef import fill_docx
from tests.zaak import TOEN, make_account, make_sessie, write

VAN_HIER = {"origin": HIER, "accept": "text/html"}


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    make_account(ports, "vreemde")
    karin = make_account(ports, "karin")
    sessie = make_sessie(ports, karin)
    write(ports, karin, sessie, "antwoord/G1/LWZ", "Dit stond er.")
    return sessie.id


def send(client: TestClient, sessie_id: UUID, data: bytes, *, code: str = "LWZ", **anders: str) -> Response:
    bestand = {"bestand": ("werkblad.docx", data, "application/octet-stream")}
    antwoord: Response = client.post(f"/gk/werkblad/{sessie_id}/{code}", files=bestand, headers={**VAN_HIER, **anders})
    return antwoord


def make_werkblad(**antwoorden: str) -> bytes:
    return fill_docx(word.write_werkblad(shipped_kaarten()[0], TOEN), antwoorden)


def read_formulier(pagina: str) -> dict[str, str]:
    """The fields as a browser would send them back untouched."""
    velden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', pagina))
    velden |= dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', pagina, re.DOTALL))
    velden |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked>', pagina))
    return {naam: unescape(waarde).replace("\n", "\r\n") for naam, waarde in velden.items()}


@pytest.mark.parametrize("soort", ["docx", "xlsx", "pdf"])
def test_a_blank_worksheet_comes_as_a_file(client: TestClient, sessie_id: UUID, soort: str) -> None:
    antwoord = client.get(f"/gk/werkblad/{sessie_id}/leeg.{soort}")

    assert antwoord.status_code == 200
    assert f'filename="werkblad-gesprekskaart-sop-1.0.{soort}"' in antwoord.headers["content-disposition"]


def test_a_worksheet_is_looked_at_and_then_taken_over(client: TestClient, ports: Ports, sessie_id: UUID) -> None:
    tekst = "Samen & <b>vet</b>\nmet Ayşe </textarea>"
    pagina = send(client, sessie_id, make_werkblad(G1="Anders.", RS3=tekst))
    assert pagina.status_code == 200
    assert "1 nieuw, 1 anders dan wat er staat, 0 staan er al" in pagina.text
    assert "<b>vet" not in pagina.text
    assert ports.teksten.get(sessie_id, "antwoord/RS3/LWZ") is None

    adres = f"/gk/werkblad/{sessie_id}/LWZ/overnemen"
    klaar = client.post(adres, data=read_formulier(pagina.text), headers=VAN_HIER)
    assert (klaar.status_code, klaar.headers["location"]) == (
        303,
        f"/voorbereiden?sessie={sessie_id}&partnerschap=LWZ&blok=Goal&overgenomen=2",
    )
    nieuw, eronder = (ports.teksten.get(sessie_id, f"antwoord/{sleutel}/LWZ") for sleutel in ("RS3", "G1"))
    assert nieuw is not None
    assert eronder is not None
    assert (nieuw.tekst, eronder.tekst) == (tekst, "Dit stond er.\n\nAnders.")

    weer = client.post(adres, data=read_formulier(pagina.text), headers=VAN_HIER)
    assert (weer.status_code, "Intussen heeft iemand anders" in weer.text) == (422, True)
    assert ports.teksten.get(sessie_id, "antwoord/G1/LWZ") == eronder


def test_who_took_something_over_sees_the_first_block_with_something_of_it(client: TestClient, sessie_id: UUID) -> None:
    formulier = read_formulier(send(client, sessie_id, make_werkblad(G1="Dit niet.", RS3="Dit wel.")).text)
    formulier |= {"overname.G1": "laat staan"}
    klaar = client.post(f"/gk/werkblad/{sessie_id}/LWZ/overnemen", data=formulier, headers=VAN_HIER)
    assert "&blok=Reality%3A%20Samen%20Opleiden&overgenomen=1" in klaar.headers["location"]


def test_what_stands_there_already_is_named_by_its_question(client: TestClient, sessie_id: UUID) -> None:
    pagina = send(client, sessie_id, make_werkblad(G1="Dit stond er."))
    _, staat_er_al = pagina.text.split("<h2>Staat er al</h2>")
    assert "Wat dragen onze partnerschappen bij aan" in staat_er_al


def test_what_cannot_be_read_is_said_on_the_page(client: TestClient, sessie_id: UUID) -> None:
    pagina = send(client, sessie_id, b"zomaar wat")

    assert pagina.status_code == 422
    assert "beschadigd" in pagina.text
    assert 'type="file"' in pagina.text


def test_what_is_too_large_is_refused(client: TestClient, sessie_id: UUID) -> None:
    pagina = send(client, sessie_id, b"x" * (MAX_BYTES + 100_000))

    assert pagina.status_code == 413
    assert "groter dan 50 MB" in pagina.text
    assert 'type="file"' in pagina.text


@pytest.mark.parametrize("velden", [{"overname.G1": "weg"}, {"overname.G1": "vervang", "revisie.G1": "x"}])
def test_a_form_that_was_tampered_with_changes_nothing(
    client: TestClient, ports: Ports, sessie_id: UUID, velden: dict[str, str]
) -> None:
    antwoord = client.post(f"/gk/werkblad/{sessie_id}/LWZ/overnemen", data=velden, headers=VAN_HIER)

    assert antwoord.status_code == 422
    tekst = ports.teksten.get(sessie_id, "antwoord/G1/LWZ")
    assert tekst is not None
    assert tekst.tekst == "Dit stond er."


def test_of_who_may_not_nothing_is_read(ports: Ports, sessie_id: UUID) -> None:
    te_groot = b"x" * (MAX_BYTES + 100_000)
    assert send(make_client(ports), sessie_id, te_groot).status_code == 401
    vreemde = make_client(ports)
    enter(vreemde, ports, "vreemde")
    assert send(vreemde, sessie_id, te_groot).status_code == 404


def test_another_website_sends_nothing(client: TestClient, sessie_id: UUID) -> None:
    assert send(client, sessie_id, make_werkblad(G1="x"), origin="https://elders.test").status_code == 403
    adres = f"/gk/werkblad/{sessie_id}/LWZ/overnemen"
    assert client.post(adres, data={"overname.G1": "vervang"}, headers={"origin": "https://x.test"}).status_code == 403


def test_a_stranger_gets_nothing(client: TestClient, ports: Ports, sessie_id: UUID) -> None:
    enter(client, ports, "vreemde")

    assert client.get(f"/gk/werkblad/{sessie_id}/LWZ").status_code == 404
    assert client.get(f"/gk/werkblad/{sessie_id}/leeg.docx").status_code == 404
    assert send(client, sessie_id, make_werkblad(G1="x")).status_code == 404
