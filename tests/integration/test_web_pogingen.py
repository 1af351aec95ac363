"""Limits on trying: a school behind one address comes in, guessing codes does not get anywhere."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from starlette.testclient import TestClient

from gesprekskaart.deelname import CODELENGTE, LETTERS
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitnodigen import GELDIG, make_uitnodiging
from tests.integration.webproef import HIER, make_client
from tests.nep import make_ports
from tests.zaak import come_in, make_account, make_sessie
from web.antwoord import TeVaak
from web.pogingen import ONVERDACHT, PER_ADRES, SAMEN, Codepogingen

PAGINA = {"accept": "text/html", "origin": HIER}
IK = {"partnerschap": "LWZ", "rol": "schoolopleider", "organisatie": "Kindrijk"}
WERKT_NIET, BINNEN, TE_VAAK = 403, 303, 429


class Klok:
    """Seconds; of the whole process, because the counters read that one."""

    nu = 1_800_000_000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    klok = Klok()
    monkeypatch.setattr("time.time", klok)
    return klok


@pytest.fixture
def ports() -> Ports:
    return make_ports()


@pytest.fixture
def code(ports: Ports) -> str:
    karin = make_account(ports, "karin")
    return make_uitnodiging(karin, make_sessie(ports, karin).id, ports=ports).code


@pytest.fixture
def school(ports: Ports, klok: Klok) -> TestClient:
    return make_client(ports)


def behind(app: TestClient, adres: str) -> TestClient:
    """Somebody else's browser, at this address."""
    return TestClient(app.app, base_url=HIER, follow_redirects=False, client=(adres, 1))


def enter(app: TestClient, code: str, *, adres: str = "testclient", rol: str = "schoolopleider") -> int:
    client = behind(app, adres)
    return int(client.post(f"/gk/mee/{code}", data=IK | {"rol": rol}, headers=PAGINA).status_code)


def guess(app: TestClient, aantal: int, *, adres: str = "testclient", pad: str = "/gk/mee/KKKKKKKK") -> Counter[int]:
    client = behind(app, adres)
    return Counter(client.get(pad, headers=PAGINA).status_code for _ in range(aantal))


def test_forty_people_and_last_weeks_poster_come_in_from_one_address(school: TestClient, code: str) -> None:
    assert guess(school, 120) == {WERKT_NIET: 120}, "forty people try the old code three times"
    assert {enter(school, code, rol=f"rol {nummer}") for nummer in range(40)} == {BINNEN}


def test_a_script_behind_the_same_address_closes_the_door_for_a_minute(
    school: TestClient, code: str, klok: Klok
) -> None:
    assert guess(school, 310) == {WERKT_NIET: 300, TE_VAAK: 10}
    dicht = behind(school, "testclient").get(f"/gk/mee/{code}", headers=PAGINA)
    assert (dicht.status_code, dicht.headers["retry-after"]) == (TE_VAAK, "60")
    assert "Vanaf hier zijn te veel codes geprobeerd die niet werken. Wacht een minuut" in dicht.text
    assert enter(school, code, adres="10.0.0.2") == BINNEN, "elsewhere nobody notices"

    klok.nu += 61

    assert enter(school, code) == BINNEN


def test_a_script_that_goes_on_gets_no_further_than_the_arithmetic_says(klok: Klok) -> None:
    pogingen, bekeken = Codepogingen(), 0
    for _ in range(10 * 60 * 10):
        klok.nu += 0.1
        with suppress(TeVaak):
            pogingen.require_room("10.0.0.1")
            pogingen.count("10.0.0.1")
            bekeken += 1
    assert bekeken <= PER_ADRES.amount * 10


def test_over_the_limit_every_code_gets_the_same_answer(school: TestClient, code: str) -> None:
    guess(school, 300)
    for methode in ("GET", "POST"):
        antwoorden = {
            behind(school, "testclient").request(methode, f"/gk/mee/{geprobeerd}", headers=PAGINA).text
            for geprobeerd in (code, "KKKKKKKK", "x")
        }
        assert len(antwoorden) == 1


def test_guessing_from_many_addresses_is_stopped_and_who_types_it_right_comes_in(
    school: TestClient, code: str, klok: Klok
) -> None:
    for nummer in range(4):
        assert guess(school, 300, adres=f"10.0.0.{nummer}") == {WERKT_NIET: 300}
    assert guess(school, 10, adres="10.0.1.1") == {WERKT_NIET: 3, TE_VAAK: 7}
    assert enter(school, code, adres="10.0.1.1") == TE_VAAK
    assert enter(school, code) == BINNEN
    klok.nu += 61
    assert enter(school, code, adres="10.0.1.1") == BINNEN


def test_a_return_code_works_while_the_door_is_closed(school: TestClient, ports: Ports) -> None:
    karin = make_account(ports, "bram")
    terugkeercode = come_in(ports, karin, make_sessie(ports, karin)).terugkeercode
    guess(school, 301)

    def come_back(code: str) -> int:
        client = behind(school, "testclient")
        return int(client.post("/gk/terug", data={"code": code}, headers=PAGINA).status_code)

    assert come_back(terugkeercode) == BINNEN
    assert Counter(come_back("KKKKKKKKKKKK") for _ in range(301)) == {WERKT_NIET: 300, TE_VAAK: 1}


def test_one_house_with_many_addresses_is_one(school: TestClient) -> None:
    for nummer in range(3):
        assert guess(school, 100, adres=f"2001:db8::{nummer}:1") == {WERKT_NIET: 100}
    assert guess(school, 1, adres="2001:db8::ffff") == {TE_VAAK: 1}
    assert guess(school, 1, adres="2001:db8:0:1::1") == {WERKT_NIET: 1}
    assert guess(school, 1, adres="::ffff:10.0.0.1") == {WERKT_NIET: 1}


@pytest.mark.parametrize(
    ("per_minuut", "hoogstens"),
    [(PER_ADRES.amount, 1 / 10_000), (SAMEN.amount, 1 / 3_000), (ONVERDACHT.amount * 1_000, 1 / 1_000)],
)
def test_two_weeks_of_guessing_hardly_ever_finds_a_code(per_minuut: int, hoogstens: float) -> None:
    assert per_minuut * GELDIG.total_seconds() / 60 / len(LETTERS) ** CODELENGTE < hoogstens
