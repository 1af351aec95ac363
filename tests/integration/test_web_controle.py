"""/gk/controle: anybody can have a file checked, and nothing of it is kept."""

from __future__ import annotations

import tempfile
import time
import zlib
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from gesprekskaart.pdf import render_verslag
from gesprekskaart.services.verslagen import find_verslag
from gesprekskaart.zegel import MAX_VERZEGELD
from tests.integration.webproef import HIER, make_client
from tests.verzegeld import Proef, make_proef

PAGINA = {"origin": HIER, "accept": "text/html"}


@pytest.fixture(scope="module")
def proef() -> Proef:
    return make_proef()


@pytest.fixture
def client(proef: Proef) -> TestClient:
    return make_client(proef.ports)


def send(client: TestClient, data: bytes, *, naam: str = "verslag.pdf", **koppen: str) -> Response:
    antwoord: Response = client.post(
        "/gk/controle", files={"bestand": (naam, data, "application/pdf")}, headers={**PAGINA, **koppen}
    )
    return antwoord


def test_the_page_is_there_for_anybody_and_has_no_scripts(client: TestClient) -> None:
    antwoord = client.get("/gk/controle")
    assert antwoord.status_code == 200
    assert "Je hebt geen account nodig" in antwoord.text
    assert "<script" not in antwoord.text
    assert "default-src 'none'" in antwoord.headers["content-security-policy"]


def test_a_good_file_is_in_order(client: TestClient, proef: Proef) -> None:
    antwoord = send(client, proef.pdf, naam='Ayşe & "co" <b>.pdf')
    assert (antwoord.status_code, antwoord.headers["cache-control"]) == (200, "private, no-store")
    for zin in (
        "<title>In orde: Verslag controleren",
        "precies zoals die is vastgesteld",
        "Versie 2 van ‘Regiogesprek Onderwijsregio Zilverwaard’",
        "een technisch zegel van deze installatie",
        "Het is tot op de letter het bestand dat hier wordt bewaard",
        "Ayşe &amp; %22co%22 &lt;b&gt;.pdf",
    ):
        assert zin in antwoord.text


def test_a_changed_file_is_not_and_says_why(client: TestClient, proef: Proef) -> None:
    antwoord = send(client, proef.pdf.replace(b"/Title", b"/Titel", 1) + b" ")
    assert antwoord.status_code == 200
    assert "<title>Niet in orde: Verslag controleren" in antwoord.text
    assert "na het verzegelen iets aan dit bestand toegevoegd" in antwoord.text


def test_a_program_gets_facts(client: TestClient, proef: Proef) -> None:
    feiten = send(client, proef.pdf, accept="application/json").json()
    assert (feiten["uitkomst"], feiten["versie"], feiten["hier_bekend"]) == ("in orde", 2, "bekend")
    assert send(client, b"niets", accept="application/json").json()["uitkomst"] == "niet in orde"


def test_no_byte_of_a_form_is_lost_or_added(client: TestClient, proef: Proef) -> None:
    raar = b"%PDF-\r\n--\r\n\r\n--abc\r\n" + bytes(range(256)) * 20 + b"\r\n"
    assert "heeft geen zegel" in send(client, raar).text
    met_regeleinde = send(client, proef.pdf + b"\r\n")
    assert "toegevoegd" in met_regeleinde.text


@pytest.mark.parametrize("naam", ["", "leeg.pdf"])
def test_nothing_is_not_a_file(client: TestClient, naam: str) -> None:
    grens = "x" * 20
    body = f'--{grens}\r\nContent-Disposition: form-data; name="bestand"; filename="{naam}"\r\n\r\n\r\n--{grens}--\r\n'
    antwoord = client.post(
        "/gk/controle", content=body, headers={**PAGINA, "content-type": f"multipart/form-data; boundary={grens}"}
    )
    assert ("Dit bestand is leeg" if naam else "Kies eerst een bestand") in antwoord.text
    assert antwoord.status_code == (200 if naam else 422)


@pytest.mark.parametrize(
    ("soort", "body"),
    [
        ("application/x-www-form-urlencoded", b"bestand=x"),
        ("application/json", b"{}"),
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=", b"--\r\n\r\n"),
        ("multipart/form-data; boundary=abc", b""),
        ("multipart/form-data; boundary=abc", b"--abc\r\nContent-Disposition: form-data\r\n\r\nzonder einde"),
        ("multipart/form-data; boundary=abc", b"--abc\r\n" + b"x" * 10_000),
        ("multipart/form-data; boundary=abc", b"\r\n--abc--\r\n"),
    ],
)
def test_what_is_no_form_with_a_file_is_refused(client: TestClient, soort: str, body: bytes) -> None:
    antwoord = client.post("/gk/controle", content=body, headers={**PAGINA, "content-type": soort})
    assert antwoord.status_code == 415


def test_what_is_too_large_is_refused_without_being_kept(client: TestClient) -> None:
    antwoord = send(client, b"%PDF-" + bytes(MAX_VERZEGELD + 5_000))
    assert (antwoord.status_code, "groter dan 16 MB" in antwoord.text) == (413, True)


def test_another_website_cannot_send_files_here(client: TestClient, proef: Proef) -> None:
    assert send(client, proef.pdf, origin="https://elders.test").status_code == 403


@pytest.mark.parametrize(
    ("nummer", "zin"),
    [
        (1, "zoals die is bevroren om op te reageren."),
        (1, "Een zegel komt er pas op als een versie is vastgesteld. Er is intussen een versie 2; vraag die op."),
        (2, "dit bestand is niet het verzegelde verslag"),
    ],
)
def test_a_file_without_a_seal_is_told_from_fraud(client: TestClient, proef: Proef, nummer: int, zin: str) -> None:
    versies = proef.ports.verslagen.list(proef.sessie_id)
    dossier = proef.ports.sessies.get_dossier(proef.sessie_id)
    concept = render_verslag(find_verslag(dossier, versies, nummer, ports=proef.ports))
    assert zin in send(client, concept).text


@pytest.mark.parametrize(
    "bom",
    [
        b"/EmbeddedFile " * 300_000,
        (b"/EmbeddedFile>>stream\n" + zlib.compress(b"[" + b"1," * 8_000_000 + b"1]", 9)) * 20,
    ],
    ids=["namen", "gegevens"],
)
def test_no_file_keeps_us_busy(client: TestClient, bom: bytes) -> None:
    begin = time.process_time()
    assert "heeft geen zegel" in send(client, b"%PDF-1.7\n" + bom).text
    assert time.process_time() - begin < 2


def test_who_checks_too_often_has_to_wait(client: TestClient) -> None:
    statussen = [send(client, b"x").status_code for _ in range(61)]
    assert statussen == [200] * 60 + [429]


def test_a_file_is_in_memory_only(
    client: TestClient, proef: Proef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "bestaat-niet"))
    assert "In orde" in send(client, proef.pdf).text
