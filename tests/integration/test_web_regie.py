"""/gk/regie, /gk/klaar, /gk/inbreng and /gk/overnemen: the presses in the bar, and what never travels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import COOKIE as DEELNEMER_COOKIE
from gesprekskaart.sessie import Sessie
from tests.integration.webproef import HIER, enter, make_client
from tests.nep import make_ports
from tests.zaak import DAAD, come_in, make_account, make_sessie

GEHEIM = "Ayşe vindt dit & zegt het nog niet"


class Kamer:
    """A facilitator and two participants of LWZ, each on a device of their own."""

    def __init__(self) -> None:
        self.ports: Ports = make_ports()
        self.wie: Wie = make_account(self.ports, "karin")
        self.sessie: Sessie = make_sessie(self.ports, self.wie)
        self.facilitator = make_client(self.ports)
        enter(self.facilitator, self.ports, "karin")
        self.een, self.twee = self._enter(), self._enter()

    @property
    def sessie_id(self) -> UUID:
        return self.sessie.id

    def _enter(self) -> TestClient:
        client = make_client(self.ports)
        client.cookies.set(DEELNEMER_COOKIE, come_in(self.ports, self.wie, self.sessie).cookie)
        return client

    def post(self, wie: TestClient, pad: str, **velden: Any) -> Response:
        antwoord: Response = wie.post(pad, json={"sessie_id": str(self.sessie_id), **velden}, headers={"origin": HIER})
        return antwoord

    def write(self, wie: TestClient, plek: str, tekst: str) -> Response:
        save_id = "00000000-0000-0000-0000-00000000000" + plek[-1]
        return self.post(wie, "/gk/tekst", plek=plek, tekst=tekst, revisie=0, save_id=save_id)

    def ask(self, wie: TestClient, na: int = 0) -> Response:
        antwoord: Response = wie.get(f"/gk/veranderingen/{self.sessie_id}", params={"na": na})
        return antwoord


@pytest.fixture
def kamer() -> Kamer:
    return Kamer()


def test_a_press_answers_with_how_it_is_led_now(kamer: Kamer) -> None:
    antwoord = kamer.post(kamer.facilitator, "/gk/regie", vraag="RS3", klok="start")
    assert antwoord.status_code == 200
    beeld = antwoord.json()["regie"]
    assert (beeld["vraag"], beeld["ronde"], beeld["klaar"], beeld["meedoen"]) == ("RS3", "schrijven", 0, 2)
    assert beeld["klok"]["loopt_tot"] == "2026-11-23T09:03:00Z"
    assert "zout" not in antwoord.text


def test_a_participant_cannot_lead(kamer: Kamer) -> None:
    assert kamer.post(kamer.een, "/gk/regie", vraag="RS3").status_code == 403
    assert kamer.ports.sessies.get_dossier(kamer.sessie_id).regie is None


def test_inbreng_is_in_nobody_elses_traffic_until_the_reveal_and_then_in_everybodys(kamer: Kamer) -> None:
    kamer.post(kamer.facilitator, "/gk/regie", vraag="G1")
    assert kamer.write(kamer.een, "inbreng/G1/1", GEHEIM).status_code == 200
    for ander in (kamer.facilitator, kamer.twee):
        assert GEHEIM not in kamer.ask(ander).text
        assert (
            ander.get("/gk/tekst", params={"sessie": str(kamer.sessie_id), "plek": "inbreng/G1/1"}).status_code == 403
        )
        assert GEHEIM not in kamer.write(ander, "inbreng/G1/1", "voor een ander").text
    nummer = kamer.ask(kamer.twee).json()["nummer"]
    kamer.post(kamer.facilitator, "/gk/regie", ronde="onthullen")
    for ander in (kamer.facilitator, kamer.twee):
        (inbreng,) = kamer.ask(ander, nummer).json()["inbreng"]["G1"]["lijst"]
        assert (inbreng["tekst"], inbreng["partnerschap"]) == (GEHEIM, "LWZ")
        assert "deelnemer" not in inbreng


def test_ready_is_counted_and_nothing_more(kamer: Kamer) -> None:
    kamer.post(kamer.facilitator, "/gk/regie", vraag="G1")
    antwoord = kamer.post(kamer.een, "/gk/klaar", vraag="G1", klaar=True)
    assert (antwoord.json()["regie"]["klaar"], antwoord.json()["regie"]["meedoen"]) == (1, 2)
    assert kamer.post(kamer.facilitator, "/gk/klaar", vraag="G1", klaar=True).status_code == 403


def test_ordering_and_carrying_over(kamer: Kamer) -> None:
    kamer.post(kamer.facilitator, "/gk/regie", vraag="G1")
    kamer.write(kamer.een, "inbreng/G1/1", "meer tijd")
    kamer.post(kamer.facilitator, "/gk/regie", ronde="onthullen")
    (inbreng,) = kamer.ask(kamer.facilitator, 1).json()["inbreng"]["G1"]["lijst"]
    wat = {"vraag": "G1", "kenmerk": inbreng["kenmerk"]}
    assert kamer.post(kamer.facilitator, "/gk/inbreng", **wat, bundel="Tijd", merk="verschil").status_code == 200
    assert kamer.post(kamer.een, "/gk/inbreng", **wat, bundel="Geld").status_code == 403
    assert kamer.post(kamer.twee, "/gk/overnemen", **wat, naar="antwoord/G1/LWZ").status_code == 200
    (inbreng,) = kamer.ask(kamer.een, 1).json()["inbreng"]["G1"]["lijst"]
    assert (inbreng["bundel"], inbreng["merk"]) == ("Tijd", "verschil")
    tekst = kamer.ports.teksten.get(kamer.sessie_id, "antwoord/G1/LWZ")
    assert tekst is not None
    assert tekst.tekst == "meer tijd"


@pytest.mark.parametrize("pad", ["/gk/regie", "/gk/klaar", "/gk/inbreng", "/gk/overnemen"])
def test_every_press_is_guarded(kamer: Kamer, pad: str) -> None:
    velden = {"sessie_id": str(kamer.sessie_id), "vraag": "G1", "klaar": True, "kenmerk": "x", "naar": "conclusie/G1"}
    assert kamer.facilitator.post(pad, json=velden, headers={"origin": "https://elders.test"}).status_code == 403
    assert kamer.facilitator.post(pad, content="[]", headers={"origin": HIER}).status_code == 415
    antwoord = kamer.post(kamer.facilitator, pad, onzin="x")
    assert antwoord.status_code == 422
    assert "Ververs de pagina" in antwoord.json()["melding"]
    vreemde = make_client(kamer.ports)
    nodig = {"/gk/regie": ("vraag",), "/gk/klaar": ("vraag", "klaar"), "/gk/inbreng": ("vraag", "kenmerk")}
    eigen = {naam: velden[naam] for naam in nodig.get(pad, ("vraag", "kenmerk", "naar"))}
    assert kamer.post(vreemde, pad, **eigen).status_code == 401


def test_a_revoked_participant_who_keeps_pressing_and_writing_is_told_why(kamer: Kamer) -> None:
    kamer.post(kamer.facilitator, "/gk/regie", vraag="G1")
    (een, *_) = kamer.ports.deelnames.list(kamer.sessie_id)
    weg = een.model_copy(update={"ingetrokken": True})
    kamer.ports.deelnames.save(weg, gelezen=een.revisie, daad=DAAD)
    for antwoord in (
        kamer.post(kamer.een, "/gk/klaar", vraag="G1", klaar=True),
        kamer.write(kamer.een, "inbreng/G1/1", "toch nog iets"),
    ):
        assert antwoord.status_code == 403
        assert "ingetrokken" in antwoord.json()["melding"]
