"""/gk/tekst: every answer that the writing component has to deal with."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Stand
from tests.integration.webproef import HIER, enter, make_client, post_tekst
from tests.nep import make_ports
from tests.zaak import make_account, make_sessie

PLEK = "antwoord/RS3/LWZ"
GEHEIM = "Ayşe & coördinator <3 wat niemand mag lezen"


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    make_account(ports, "vreemde")
    return make_sessie(ports, make_account(ports, "karin")).id


def stored(ports: Ports, sessie_id: UUID) -> str:
    tekst = ports.teksten.get(sessie_id, PLEK)
    return tekst.tekst if tekst else ""


def test_a_save_is_acknowledged_with_its_revision_and_not_sent_back(
    client: TestClient, ports: Ports, sessie_id: UUID
) -> None:
    antwoord = post_tekst(client, sessie_id, GEHEIM)
    assert antwoord.status_code == 200
    assert antwoord.json() == {"revisie": 1, "door": "de facilitator", "op": "2026-11-23T09:00:00+00:00"}
    assert antwoord.headers["cache-control"] == "no-store"
    assert stored(ports, sessie_id) == GEHEIM


def test_a_text_that_was_cleaned_comes_back_as_it_is_kept(client: TestClient, sessie_id: UUID) -> None:
    assert post_tekst(client, sessie_id, "re\u0301gel een\r\ntwee\x00").json()["tekst"] == "régel een\ntwee"


def test_the_same_save_again_is_harmless(client: TestClient, ports: Ports, sessie_id: UUID) -> None:
    save_id = str(uuid4())
    eerste = post_tekst(client, sessie_id, "een", velden={"save_id": save_id})
    tweede = post_tekst(client, sessie_id, "een", velden={"save_id": save_id})
    assert eerste.json() == tweede.json()


def test_a_save_that_arrived_before_tells_what_others_made_of_it(client: TestClient, sessie_id: UUID) -> None:
    save_id = str(uuid4())
    post_tekst(client, sessie_id, "een", velden={"save_id": save_id})
    post_tekst(client, sessie_id, "een, met iets erbij", gelezen=1)
    assert post_tekst(client, sessie_id, "een", velden={"save_id": save_id}).json()["tekst"] == "een, met iets erbij"


def test_a_stale_save_gets_both_texts_and_changes_nothing(client: TestClient, ports: Ports, sessie_id: UUID) -> None:
    post_tekst(client, sessie_id, "de ander was eerst")
    antwoord = post_tekst(client, sessie_id, "mijn lezing", gelezen=0)
    assert antwoord.status_code == 409
    assert antwoord.json()["huidige"] == {
        "tekst": "de ander was eerst",
        "revisie": 1,
        "door": "de facilitator",
        "op": "2026-11-23T09:00:00+00:00",
    }
    assert "Er is niets weg." in antwoord.json()["melding"]
    assert stored(ports, sessie_id) == "de ander was eerst"


def test_reading_gives_the_text_or_nothing_yet(client: TestClient, sessie_id: UUID) -> None:
    vraag = {"sessie": str(sessie_id), "plek": PLEK}
    leeg = client.get("/gk/tekst", params=vraag)
    assert (leeg.status_code, leeg.json()["tekst"], leeg.json()["revisie"]) == (200, "", 0)
    post_tekst(client, sessie_id, GEHEIM)
    vol = client.get("/gk/tekst", params=vraag)
    assert (vol.json()["tekst"], vol.json()["revisie"]) == (GEHEIM, 1)
    assert vol.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "origin", [None, "null", "https://elders.test", "https://gesprekskaart.test:8443", "onzin", "http://["]
)
def test_another_website_cannot_write(client: TestClient, ports: Ports, sessie_id: UUID, origin: str | None) -> None:
    antwoord = post_tekst(client, sessie_id, GEHEIM, headers={"origin": origin})
    assert antwoord.status_code == 403
    assert stored(ports, sessie_id) == ""


@pytest.mark.parametrize("cookie", [None, "verzonnen"])
def test_without_a_cookie_nothing_is_written_or_read(
    client: TestClient, ports: Ports, sessie_id: UUID, cookie: str | None
) -> None:
    client.cookies.clear()
    if cookie:
        client.cookies.set("gk_account", cookie)
    schrijf = post_tekst(client, sessie_id, GEHEIM)
    lees = client.get("/gk/tekst", params={"sessie": str(sessie_id), "plek": PLEK})
    assert schrijf.status_code == lees.status_code == 401
    assert "Meld je aan" in schrijf.json()["melding"]
    assert stored(ports, sessie_id) == ""


def test_a_draft_is_not_saved_as_the_text_of_who_logged_in_since(
    client: TestClient, ports: Ports, sessie_id: UUID
) -> None:
    antwoord = post_tekst(client, sessie_id, GEHEIM, headers={"gk-wie": f"account:{uuid4()}"})
    assert antwoord.status_code == 401
    assert "iemand anders aangemeld" in antwoord.json()["melding"]
    assert stored(ports, sessie_id) == ""
    karin = ports.accounts.find("karin")
    assert karin is not None
    assert post_tekst(client, sessie_id, GEHEIM, headers={"gk-wie": f"account:{karin.id}"}).status_code == 200


def test_somebody_elses_session_reads_like_one_that_does_not_exist(
    client: TestClient, ports: Ports, sessie_id: UUID
) -> None:
    enter(client, ports, "vreemde")
    vreemd, onbekend = post_tekst(client, sessie_id, GEHEIM), post_tekst(client, uuid4(), GEHEIM)
    assert vreemd.status_code == onbekend.status_code == 404
    assert vreemd.json() == onbekend.json()
    for sessie in (str(sessie_id), str(uuid4()), "geen-id", ""):
        assert client.get("/gk/tekst", params={"sessie": sessie, "plek": PLEK}).json() == onbekend.json()


def test_writing_where_one_may_not_write_now_is_refused(ports: Ports) -> None:
    sessie = make_sessie(ports, make_account(ports, "karin"), stand=Stand.VASTGESTELD)
    client = make_client(ports)
    enter(client, ports, "karin")
    assert post_tekst(client, sessie.id, GEHEIM).status_code == 403


@pytest.mark.parametrize(
    "fout",
    [
        {"plek": "antwoord/RS3"},
        {"plek": "antwoord/BESTAATNIET1/LWZ"},
        {"plek": "x" * 61},
        {"revisie": -1},
        {"save_id": "geen-id"},
        {"extra": "veld"},
        {"tekst": None},
        {"tekst": "é" * 20_001},
    ],
)
def test_input_that_cannot_be_accepted_says_so_without_repeating_what_was_written(
    client: TestClient, ports: Ports, sessie_id: UUID, fout: dict[str, Any]
) -> None:
    antwoord = post_tekst(client, sessie_id, GEHEIM, velden=fout)
    assert antwoord.status_code == 422
    assert set(antwoord.json()) == {"melding"}
    assert GEHEIM not in antwoord.text
    assert "ééé" not in antwoord.text
    assert stored(ports, sessie_id) == ""


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"tekst": "\\ud800"}'])
def test_a_body_that_is_no_text_is_refused(client: TestClient, body: bytes) -> None:
    headers = {"origin": HIER, "content-type": "application/json"}
    assert client.post("/gk/tekst", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("soort", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_read_so_that_no_plain_form_can_write(client: TestClient, sessie_id: UUID, soort: str) -> None:
    assert post_tekst(client, sessie_id, GEHEIM, headers={"content-type": soort}).status_code == 415


def test_an_oversized_body_is_refused_and_the_longest_text_is_not(
    client: TestClient, ports: Ports, sessie_id: UUID
) -> None:
    assert post_tekst(client, sessie_id, "a" * 262_144).status_code == 413
    assert stored(ports, sessie_id) == ""
    assert post_tekst(client, sessie_id, "\U0001f600" * 20_000).status_code == 200
    assert len(stored(ports, sessie_id)) == 20_000


def test_an_error_in_a_browser_window_is_a_page_and_shows_no_code(client: TestClient, sessie_id: UUID) -> None:
    client.cookies.clear()
    antwoord = client.get(
        "/gk/tekst", params={"sessie": str(sessie_id), "plek": PLEK}, headers={"accept": "text/html,*/*"}
    )
    assert antwoord.status_code == 401
    assert "<h1>Meld je aan</h1>" in antwoord.text
    assert 'href="/gk/aanmelden"' in antwoord.text
