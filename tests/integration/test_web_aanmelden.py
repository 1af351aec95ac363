"""The ways in and out: links that work once, cookies that scripts cannot read, and limits on guessing."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from gesprekskaart.errors import NietAangemeld
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import COOKIE, add_account, find_wie, make_link, set_wachtwoord
from tests.integration.webproef import HIER, enter, make_client
from tests.nep import make_ports

WACHTWOORD = "vier losse woorden samen"


@pytest.fixture
def ports() -> Ports:
    ports = make_ports()
    account = add_account("Ayşe <b>", beheerder=False, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    set_wachtwoord(account, WACHTWOORD, accounts=ports.accounts, now=ports.now)
    return ports


@pytest.fixture
def client(ports: Ports) -> TestClient:
    return make_client(ports)


def start_adres(ports: Ports) -> str:
    return f"/gk/start/{make_link(ports.accounts.list()[0], accounts=ports.accounts, now=ports.now)}"


def post_form(client: TestClient, naam: str, wachtwoord: str, origin: str | None = HIER) -> Response:
    headers = {"origin": origin, "accept": "text/html"} if origin else {"accept": "text/html"}
    velden = {"naam": naam, "wachtwoord": wachtwoord}
    antwoord: Response = client.post("/gk/aanmelden", data=velden, headers=headers)
    return antwoord


def cookie_flags(antwoord: Response) -> set[str]:
    return {deel.strip().lower() for deel in antwoord.headers["set-cookie"].split(";")[1:]}


def test_a_start_link_sets_the_cookie_and_leaves_no_token_in_the_address(client: TestClient, ports: Ports) -> None:
    adres = start_adres(ports)
    antwoord = client.get(adres)
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/")
    assert antwoord.headers["referrer-policy"] == "no-referrer"
    assert antwoord.headers["cache-control"] == "no-store"
    assert cookie_flags(antwoord) == {"httponly", "samesite=lax", "secure", "path=/", "max-age=2592000"}
    assert (
        find_wie(antwoord.cookies[COOKIE], accounts=ports.accounts, now=ports.now).account == ports.accounts.list()[0]
    )


def test_on_plain_http_the_cookie_is_not_marked_secure(ports: Ports) -> None:
    antwoord = make_client(ports, basis="http://gesprekskaart.test").get(start_adres(ports))
    assert cookie_flags(antwoord) == {"httponly", "samesite=lax", "path=/", "max-age=2592000"}


@pytest.mark.parametrize("kop", ["sec-purpose", "purpose"])
def test_looking_ahead_does_not_use_a_link_up(client: TestClient, ports: Ports, kop: str) -> None:
    adres = start_adres(ports)
    for antwoord in (client.head(adres), client.get(adres, headers={kop: "prefetch;prerender"})):
        assert antwoord.status_code == 503
        assert "set-cookie" not in antwoord.headers
    assert client.get(adres).status_code == 303


def test_a_link_that_was_used_says_what_to_do_now(client: TestClient, ports: Ports) -> None:
    adres = start_adres(ports)
    client.get(adres)
    antwoord = client.get(adres, headers={"accept": "text/html"})
    assert antwoord.status_code == 403
    assert "set-cookie" not in antwoord.headers
    assert antwoord.headers["referrer-policy"] == "no-referrer"
    assert "vraag de beheerder om een nieuwe link" in antwoord.text
    assert 'href="/gk/aanmelden"' in antwoord.text


def test_the_form_serves_password_managers_and_screen_readers(client: TestClient) -> None:
    pagina = client.get("/gk/aanmelden").text
    for deel in (
        'lang="nl"',
        'autocomplete="username"',
        'autocomplete="current-password"',
        'for="naam"',
        'for="wachtwoord"',
    ):
        assert deel in pagina
    assert "<script" not in pagina


def test_name_and_password_open_the_door(client: TestClient, ports: Ports) -> None:
    antwoord = post_form(client, "ayşe <b>", WACHTWOORD)
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/")
    assert {"httponly", "samesite=lax", "secure"} <= cookie_flags(antwoord)
    assert "Je bent aangemeld als <strong>Ayşe &lt;b&gt;</strong>" in client.get("/gk/aanmelden").text


def test_a_wrong_password_and_an_unknown_name_read_the_same(client: TestClient) -> None:
    fout, onbekend = post_form(client, "Ayşe <b>", "een ander wachtwoord"), post_form(client, "N. Iemand", WACHTWOORD)
    assert fout.status_code == onbekend.status_code == 403
    assert "set-cookie" not in fout.headers
    assert fout.text.replace("Ayşe &lt;b&gt;", "?") == onbekend.text.replace("N. Iemand", "?")
    assert "een ander wachtwoord" not in fout.text


def test_what_somebody_types_as_name_is_shown_as_text(client: TestClient) -> None:
    pagina = post_form(client, '"><script>alert(1)</script>', "x").text
    assert "<script" not in pagina
    assert "&lt;script&gt;" in pagina


@pytest.mark.parametrize("origin", [None, "null", "https://elders.test", "https://gesprekskaart.test.elders.test"])
def test_a_form_on_another_website_cannot_log_in_or_out(client: TestClient, ports: Ports, origin: str | None) -> None:
    assert post_form(client, "Ayşe <b>", WACHTWOORD, origin).status_code == 403
    enter(client, ports, "Ayşe <b>")
    headers = {"origin": origin} if origin else {}
    assert client.post("/gk/afmelden", headers=headers).status_code == 403
    assert find_wie(client.cookies[COOKIE], accounts=ports.accounts, now=ports.now).account


def test_guessing_one_name_is_stopped_and_others_may_go_on(client: TestClient) -> None:
    for _ in range(10):
        assert post_form(client, "N. Iemand", "").status_code == 403
    antwoord = post_form(client, " n. iemand", "x")
    assert (antwoord.status_code, antwoord.headers["retry-after"]) == (429, "300")
    assert "Wacht 5 minuten" in antwoord.text
    assert post_form(client, "Ayşe <b>", WACHTWOORD).status_code == 303


def test_who_guesses_a_name_from_one_address_does_not_keep_its_owner_out(client: TestClient) -> None:
    gok = TestClient(client.app, base_url=HIER, client=("10.0.0.9", 1))
    geraden = [post_form(gok, "Ayşe <b>", "gok").status_code for _ in range(12)]
    assert geraden == [403] * 10 + [429] * 2
    assert post_form(client, "Ayşe <b>", WACHTWOORD).status_code == 303


def test_one_name_is_not_guessed_from_many_addresses_either(client: TestClient) -> None:
    for adres in range(3):
        gok = TestClient(client.app, base_url=HIER, client=(f"10.0.0.{adres}", 1))
        assert {post_form(gok, "Ayşe <b>", "gok").status_code for _ in range(10)} == {403}
    assert post_form(client, "Ayşe <b>", WACHTWOORD).status_code == 429


def test_trying_many_names_from_one_address_is_stopped_with_the_same_answer(client: TestClient) -> None:
    eerste = [post_form(client, f"naam {nummer}", "").status_code for nummer in range(120)]
    assert set(eerste) == {403}
    assert post_form(client, "Ayşe <b>", WACHTWOORD).status_code == 429


def test_a_log_in_of_another_kind_or_size_is_refused(client: TestClient) -> None:
    json = client.post("/gk/aanmelden", json={"naam": "x"}, headers={"origin": HIER})
    groot = post_form(client, "x" * 300_000, "y")
    leeg = client.post(
        "/gk/aanmelden",
        content=b"\xff&=",
        headers={"origin": HIER, "content-type": "application/x-www-form-urlencoded"},
    )
    assert (json.status_code, groot.status_code, leeg.status_code) == (415, 413, 403)


def test_logging_out_ends_the_cookie_on_both_sides(client: TestClient, ports: Ports) -> None:
    enter(client, ports, "Ayşe <b>")
    cookie = client.cookies[COOKIE]
    assert "Ayşe &lt;b&gt;" in client.get("/gk/afmelden").text

    antwoord = client.post("/gk/afmelden", headers={"origin": HIER})

    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/gk/aanmelden?afgemeld")
    assert "max-age=0" in cookie_flags(antwoord)
    with pytest.raises(NietAangemeld):
        find_wie(cookie, accounts=ports.accounts, now=ports.now)
    client.cookies.clear()
    assert "Je bent afgemeld" in client.get("/gk/aanmelden?afgemeld").text
    assert "niet aangemeld" in client.get("/gk/afmelden").text


def post_wachtwoord(client: TestClient, huidig: str, nieuw: str) -> Response:
    headers = {"origin": HIER, "accept": "text/html"}
    antwoord: Response = client.post("/gk/wachtwoord", data={"huidig": huidig, "nieuw": nieuw}, headers=headers)
    return antwoord


def test_who_came_in_by_a_link_chooses_a_password_and_logs_in_with_it(ports: Ports) -> None:
    add_account("nieuw", beheerder=False, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    client, elders = make_client(ports), make_client(ports)
    enter(client, ports, "nieuw")
    enter(elders, ports, "nieuw")
    assert "Wachtwoord kiezen" in client.get("/gk/wachtwoord", headers={"accept": "text/html"}).text
    assert post_wachtwoord(client, "", WACHTWOORD).status_code == 303
    assert client.get("/gk/wachtwoord", headers={"accept": "text/html"}).status_code == 200
    assert elders.get("/gk/wachtwoord").status_code == 401, "another device stays logged in"
    assert post_form(make_client(ports), "nieuw", WACHTWOORD).status_code == 303


def test_a_password_changes_only_for_who_knows_the_old_one(client: TestClient, ports: Ports) -> None:
    enter(client, ports, "Ayşe <b>")
    fout = post_wachtwoord(client, "verkeerd", "een heel ander wachtwoord")
    assert (fout.status_code, "huidige wachtwoord klopt niet" in fout.text) == (422, True)
    kort = post_wachtwoord(client, WACHTWOORD, "kort")
    assert (kort.status_code, "minstens 12 tekens" in kort.text) == (422, True)
    assert post_form(make_client(ports), "Ayşe <b>", WACHTWOORD).status_code == 303


def test_a_stranger_sets_no_password(client: TestClient) -> None:
    assert post_wachtwoord(client, "", WACHTWOORD).status_code == 401


def behind_proxy(ports: Ports, host: str) -> TestClient:
    """A client that a proxy lets through over plain HTTP, under this name."""
    return make_client(replace(ports, openbaar_adres="https://gesprek.regio.nl"), basis=f"http://{host}")


@pytest.mark.parametrize(("host", "veilig"), [("gesprek.regio.nl", True), ("10.0.0.7:8501", False)])
def test_who_comes_by_the_public_address_gets_a_cookie_that_travels_over_tls_only(
    ports: Ports, host: str, veilig: bool
) -> None:
    client = behind_proxy(ports, host)
    antwoord = client.post(
        "/gk/aanmelden",
        content=urlencode({"naam": "Ayşe <b>", "wachtwoord": WACHTWOORD}),
        headers={"origin": f"http://{host}", "content-type": "application/x-www-form-urlencoded"},
    )
    assert antwoord.status_code == 303
    assert ("secure" in cookie_flags(antwoord)) is veilig


def test_the_public_address_is_an_origin_of_ours_whatever_name_the_proxy_uses(ports: Ports) -> None:
    client = behind_proxy(ports, "127.0.0.1:8501")
    for origin, status in (("https://gesprek.regio.nl", 303), ("https://elders.nl", 403), ("null", 403)):
        antwoord = client.post("/gk/afmelden", headers={"origin": origin})
        assert antwoord.status_code == status, origin
