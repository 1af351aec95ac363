"""/gk/mee and what follows: coming in, waiting, coming back and being shown out, as a browser sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from httpx2 import Response
from pypdf import PdfReader
from starlette.testclient import TestClient

from gesprekskaart.account import Wie
from gesprekskaart.deelname import format_code
from gesprekskaart.ports import Ports
from gesprekskaart.services import uitnodigen
from gesprekskaart.services.deelnemen import COOKIE, remember_place
from gesprekskaart.services.sessies import delete_sessie
from gesprekskaart.sessie import Deelnemer, Sessie, Sessierol, Stand
from tests.integration.webproef import HIER, enter, make_client, post_tekst
from tests.nep import VANDAAG, make_ports
from tests.zaak import DAAD, make_account, make_sessie

PAGINA = {"accept": "text/html"}
IK = {"partnerschap": "LWZ", "rol": "schoolopleider", "organisatie": "Kindrijk", "naam": ""}


class Klok:
    nu = VANDAAG

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def ports(klok: Klok) -> Ports:
    return make_ports(klok)


@pytest.fixture
def karin(ports: Ports) -> Wie:
    return make_account(ports, "karin")


@pytest.fixture
def sessie(ports: Ports, karin: Wie) -> Sessie:
    return make_sessie(ports, karin)


@pytest.fixture
def code(ports: Ports, karin: Wie, sessie: Sessie) -> str:
    return uitnodigen.make_uitnodiging(karin, sessie.id, ports=ports).code


@pytest.fixture
def client(ports: Ports) -> TestClient:
    return make_client(ports)


def post(client: TestClient, adres: str, velden: dict[str, str], origin: str | None = HIER) -> Response:
    headers = PAGINA | ({"origin": origin} if origin else {})
    antwoord: Response = client.post(adres, data=velden, headers=headers)
    return antwoord


def get(client: TestClient, adres: str) -> Response:
    antwoord: Response = client.get(adres, headers=PAGINA)
    return antwoord


def come_in(ports: Ports, code: str, **anders: str) -> TestClient:
    client = make_client(ports)
    assert post(client, f"/gk/mee/{code}", IK | anders).status_code == 303
    return client


def shown_code(pagina: str) -> str:
    gevonden = re.search(r"grote-code\">([A-Z0-9-]+)<", pagina)
    assert gevonden is not None
    return gevonden[1]


def test_from_a_typed_code_to_the_conversation(client: TestClient, ports: Ports, sessie: Sessie, code: str) -> None:
    assert "Code van acht tekens" in get(client, "/gk/mee").text
    getypt = get(client, f"/gk/mee?code=%20{format_code(code).lower()}")
    assert getypt.headers["location"] == f"/gk/mee/{code}"
    deur = get(client, f"/gk/mee/{code}")
    assert "Regiogesprek Zilverwaard" in deur.text
    for woorden in ("Leerwerkplaats Zilverwaard", "Ik ben te gast", "mag leeg", "in het verslag", "zolang het gesprek"):
        assert woorden in deur.text

    binnen = post(client, f"/gk/mee/{code}", IK)

    assert (binnen.status_code, binnen.headers["location"]) == (303, f"/gk/binnen/{sessie.id}")
    welkom = get(client, binnen.headers["location"]).text
    assert f'href="/gesprek?sessie={sessie.id}"' in welkom
    assert "schoolopleider, Kindrijk" in welkom
    assert len(shown_code(welkom)) == 14
    assert "grote-code" not in get(client, binnen.headers["location"]).text, "the return code is shown once"
    assert post_tekst(client, sessie.id, "Van ons").json()["door"] == "schoolopleider, Kindrijk"


@pytest.mark.parametrize(("basis", "veilig"), [(HIER, True), ("http://localhost:8501", False)])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    ports: Ports, code: str, basis: str, veilig: bool
) -> None:
    antwoord = post(make_client(ports, basis=basis), f"/gk/mee/{code}", IK, basis)
    koekjes = antwoord.headers.get_list("set-cookie")
    (koek,) = (koek.lower() for koek in koekjes if koek.startswith(f"{COOKIE}="))
    assert "httponly" in koek
    assert "samesite=lax" in koek
    assert ("secure" in koek) is veilig
    assert f"max-age={180 * 24 * 3600}" in koek
    assert all("httponly" in koek.lower() for koek in koekjes)


def test_coming_back_on_the_same_device_goes_to_where_one_was(ports: Ports, sessie: Sessie, code: str) -> None:
    client = come_in(ports, code)
    assert get(client, f"/gk/mee/{code}").headers["location"] == f"/gesprek?sessie={sessie.id}"
    ik = Wie(deelnemer=ports.sessies.get_dossier(sessie.id).deelnemers[0], sessie_id=sessie.id)
    remember_place(client.cookies[COOKIE], ik, "gesprek?vraag=RS3&sessie=elders", ports=ports)
    assert get(client, f"/gk/mee/{code}").headers["location"] == f"/gesprek?sessie={sessie.id}&vraag=RS3"
    for elders in ("//elders.test", "https://elders.test", "gk/afmelden"):
        remember_place(client.cookies[COOKIE], ik, elders, ports=ports)
        assert get(client, f"/gk/mee/{code}").headers["location"] == f"/gesprek?sessie={sessie.id}"


def test_another_device_comes_back_by_the_return_code(ports: Ports, sessie: Sessie, code: str) -> None:
    client, telefoon = make_client(ports), make_client(ports)
    welkom = get(client, post(client, f"/gk/mee/{code}", IK).headers["location"]).text
    terugkeercode = shown_code(welkom)
    assert f"{urlsplit(HIER).netloc}/gk/terug" in welkom, "where it can be typed in"
    assert "twaalf tekens" in get(telefoon, "/gk/terug").text
    terug = post(telefoon, "/gk/terug", {"code": terugkeercode.lower()})
    assert terug.headers["location"] == f"/gk/binnen/{sessie.id}"
    assert post_tekst(telefoon, sessie.id, "Van mijn telefoon").status_code == 200
    assert client.cookies[COOKIE] != telefoon.cookies[COOKIE]
    vers = post(client, f"/gk/binnen/{sessie.id}", {"doe": "terugkeercode", "nummer": "1"})
    nieuw = shown_code(get(client, vers.headers["location"]).text)
    assert post(make_client(ports), "/gk/terug", {"code": terugkeercode}).status_code == 403
    assert post(make_client(ports), "/gk/terug", {"code": nieuw}).status_code == 303


def test_every_code_that_does_not_work_gets_the_same_answer(
    ports: Ports, klok: Klok, karin: Wie, sessie: Sessie, code: str
) -> None:
    oud, nu = code, uitnodigen.make_uitnodiging(karin, sessie.id, ports=ports)
    antwoorden = {}

    def try_out(wat: str, geprobeerd: str) -> None:
        for methode in ("get", "post"):
            client = make_client(ports)
            adres = f"/gk/mee/{geprobeerd}"
            antwoord = get(client, adres) if methode == "get" else post(client, adres, IK)
            antwoorden[wat, methode] = (antwoord.status_code, antwoord.text)

    for wat, onzin in {"onzin": "KKKKKKKK", "kort": "A", "lang": "A" * 3000, "opmaak": "%3Cb%3Ex"}.items():
        try_out(wat, onzin)
    try_out("vervangen", oud)
    klok.nu = nu.tot + timedelta(seconds=1)
    try_out("verlopen", nu.code)
    klok.nu = VANDAAG
    uitnodigen.revoke_uitnodiging(karin, nu, ports=ports)
    try_out("ingetrokken", nu.code)
    assert len(set(antwoorden.values())) == 1
    ((status, pagina),) = set(antwoorden.values())
    assert status == 403
    assert "Deze code werkt niet (meer)" in pagina
    assert "Zilverwaard" not in pagina


def test_a_revoked_participant_who_keeps_posting_reads_why_and_changes_nothing(
    ports: Ports, karin: Wie, sessie: Sessie, code: str
) -> None:
    client = come_in(ports, code)
    assert post_tekst(client, sessie.id, "eerst").status_code == 200
    uitnodigen.revoke(karin, sessie.id, 1, ports=ports)
    for _ in range(3):
        antwoord = post_tekst(client, sessie.id, "daarna", gelezen=1)
        assert antwoord.status_code == 403
        assert "toegang tot dit gesprek ingetrokken" in antwoord.json()["melding"]
        assert "staat op dit apparaat" in antwoord.json()["melding"]
    for adres in (f"/gk/tekst?sessie={sessie.id}&plek=antwoord/RS3/LWZ", f"/gk/binnen/{sessie.id}"):
        assert get(client, adres).status_code == 403
    assert get(client, f"/gk/verslag/{sessie.id}/concept.pdf").status_code == 403
    tekst = ports.teksten.get(sessie.id, "antwoord/RS3/LWZ")
    assert tekst is not None
    assert tekst.tekst == "eerst"


def test_whose_access_was_revoked_comes_in_again_only_when_let_in(
    ports: Ports, klok: Klok, karin: Wie, sessie: Sessie, code: str
) -> None:
    client = come_in(ports, code)
    uitnodigen.revoke(karin, sessie.id, 1, ports=ports)
    klok.nu += timedelta(minutes=5)
    for antwoord in (get(client, f"/gk/mee/{code}"), post(client, f"/gk/mee/{code}", IK | {"rol": "iemand anders"})):
        assert antwoord.status_code == 403
        assert "De facilitator heeft je toegang tot dit gesprek ingetrokken" in antwoord.text
    assert len(ports.sessies.get_dossier(sessie.id).deelnemers) == 1

    uitnodigen.admit(karin, sessie.id, 1, ports=ports)

    assert get(client, f"/gk/mee/{code}").headers["location"] == f"/gesprek?sessie={sessie.id}"


def test_a_revoked_colleague_does_not_keep_the_others_off_their_device(
    ports: Ports, klok: Klok, karin: Wie, sessie: Sessie, code: str
) -> None:
    client = come_in(ports, code)
    klok.nu += timedelta(minutes=1)
    assert post(client, f"/gk/mee/{code}?erbij", IK | {"rol": "bestuurder"}).status_code == 303
    uitnodigen.revoke(karin, sessie.id, 1, ports=ports)
    assert post(client, f"/gk/mee/{code}?erbij", IK | {"rol": "leraar"}).status_code == 303


def test_who_writes_on_in_a_deleted_session_reads_that_it_is_gone(
    ports: Ports, karin: Wie, sessie: Sessie, code: str
) -> None:
    client = come_in(ports, code)
    delete_sessie(karin, sessie.id, ports=ports)
    antwoord = post_tekst(client, sessie.id, "nog iets")
    assert (antwoord.status_code, "bestaat niet meer" in antwoord.json()["melding"]) == (401, True)
    for adres in (f"/gk/binnen/{sessie.id}", f"/gk/wacht/{sessie.id}", f"/gk/verslag/{sessie.id}/concept.pdf"):
        pagina = get(client, adres)
        assert (pagina.status_code, "Dit gesprek bestaat niet meer" in pagina.text) == (401, True)


def test_somebody_of_another_session_finds_nothing_here(ports: Ports, karin: Wie, code: str) -> None:
    elders = make_sessie(ports, karin)
    client = come_in(ports, code)
    antwoorden = [post_tekst(client, id, "hallo") for id in (elders.id, uuid4())]
    assert [antwoord.status_code for antwoord in antwoorden] == [404, 404]
    assert antwoorden[0].text == antwoorden[1].text
    assert get(client, f"/gk/binnen/{elders.id}").status_code == 404
    assert post(client, f"/gk/binnen/{elders.id}", {"doe": "kies", "nummer": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("plek", "status"),
    [
        ("antwoord/RS3/LWZ", 200),
        ("antwoord/RS3/AOZ", 403),
        ("antwoord/RS3/XYZ", 403),
        ("conclusie/RS3", 403),
        ("wijzigingen/2", 403),
    ],
)
def test_a_participant_writes_for_the_own_partnership_only(
    ports: Ports, sessie: Sessie, code: str, plek: str, status: int
) -> None:
    client = come_in(ports, code)
    assert post_tekst(client, sessie.id, "hallo", velden={"plek": plek}).status_code == status


@pytest.mark.parametrize("partnerschap", ["XYZ", "<b>", "lwz", "LWZ ", "", "A" * 9000])
def test_a_forged_partnership_is_refused_and_what_was_typed_comes_back(
    client: TestClient, ports: Ports, sessie: Sessie, code: str, partnerschap: str
) -> None:
    antwoord = post(client, f"/gk/mee/{code}", IK | {"partnerschap": partnerschap, "rol": "Zoë <i>"})
    assert antwoord.status_code == 422
    assert 'value="Zoë &lt;i&gt;"' in antwoord.text
    assert "<b>" not in antwoord.text
    assert not ports.sessies.get_dossier(sessie.id).deelnemers


@pytest.mark.parametrize("wie", ["1", "2", "999", "9999999999", "-1", "x"])
def test_a_place_that_is_not_offered_cannot_be_taken(
    client: TestClient, ports: Ports, sessie: Sessie, code: str, wie: str
) -> None:
    leider = Deelnemer(nummer=1, rol="voorzitter", sessierol=Sessierol.FACILITATOR)
    ports.sessies.save_deelnemer(sessie.id, leider, gelezen=0, daad=DAAD)
    assert "voorzitter" not in get(client, f"/gk/mee/{code}").text
    assert post(client, f"/gk/mee/{code}", {"wie": wie}).status_code == 422
    assert not ports.deelnames.list(sessie.id)


def test_somebody_on_the_list_picks_their_place(client: TestClient, ports: Ports, sessie: Sessie, code: str) -> None:
    genoemd = Deelnemer(nummer=1, naam="Ayşe", rol="bestuurder", organisatie="Kindrijk", namens=("AOZ",))
    ports.sessies.save_deelnemer(sessie.id, genoemd, gelezen=0, daad=DAAD)
    deur = get(client, f"/gk/mee/{code}").text
    assert "bestuurder, Kindrijk" in deur
    assert "Ayşe" not in deur, "a name on the list is not for whoever has the code"
    assert post(client, f"/gk/mee/{code}", {"wie": "1"}).status_code == 303
    assert len(ports.sessies.get_dossier(sessie.id).deelnemers) == 1
    assert "bestuurder" not in get(make_client(ports), f"/gk/mee/{code}").text


def test_in_the_waiting_room_there_is_only_waiting(ports: Ports, karin: Wie, sessie: Sessie, code: str) -> None:
    nu = ports.deelnames.get_uitnodiging(sessie.id)
    assert nu is not None
    uitnodigen.change_uitnodiging(karin, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    client = make_client(ports)
    assert "laat je daarna binnen" in get(client, f"/gk/mee/{code}").text
    wacht = post(client, f"/gk/mee/{code}", IK).headers["location"]
    assert wacht == f"/gk/wacht/{sessie.id}"
    pagina = get(client, wacht)
    assert pagina.headers["refresh"] == "5"
    assert "Even wachten" in pagina.text
    assert get(client, f"/gk/mee/{code}").headers["location"] == wacht
    assert get(client, f"/gk/binnen/{sessie.id}").headers["location"] == wacht
    assert post_tekst(client, sessie.id, "alvast").status_code == 403
    assert post(client, f"/gk/binnen/{sessie.id}", {"doe": "terugkeercode", "nummer": "1"}).status_code == 403
    assert get(client, f"/gk/verslag/{sessie.id}/concept.pdf").status_code == 403

    uitnodigen.admit(karin, sessie.id, 1, ports=ports)

    assert get(client, wacht).headers["location"] == f"/gk/binnen/{sessie.id}"
    assert shown_code(get(client, f"/gk/binnen/{sessie.id}").text)
    assert post_tekst(client, sessie.id, "nu wel").status_code == 200


def test_who_is_refused_at_the_door_is_not_sent_to_a_password(
    ports: Ports, karin: Wie, sessie: Sessie, code: str
) -> None:
    """Nobody who joins by a code has an account: 'Meld je aan' is not for them."""
    nu = ports.deelnames.get_uitnodiging(sessie.id)
    assert nu is not None
    uitnodigen.change_uitnodiging(karin, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    client = come_in(ports, code)
    uitnodigen.refuse(karin, sessie.id, 1, ports=ports)

    pagina = get(client, f"/gk/wacht/{sessie.id}").text

    assert "<h1>Je doet hier niet (meer) mee</h1>" in pagina
    assert '<a class="knop" href="/gk/mee">Meedoen met een code</a>' in pagina
    assert "refresh" not in get(client, f"/gk/wacht/{sessie.id}").headers


def test_colleagues_behind_one_screen_write_each_as_themselves(
    ports: Ports, klok: Klok, sessie: Sessie, code: str
) -> None:
    client = come_in(ports, code)
    klok.nu += timedelta(minutes=1)
    erbij = get(client, f"/gk/mee/{code}?erbij")
    assert erbij.status_code == 200
    assert post(client, f"/gk/mee/{code}?erbij", IK | {"rol": "bestuurder"}).status_code == 303
    assert (
        post_tekst(client, sessie.id, "twee", headers={"gk-wie": "deelnemer:2"}).json()["door"]
        == "bestuurder, Kindrijk"
    )
    klok.nu += timedelta(minutes=1)
    verder = post(client, f"/gk/binnen/{sessie.id}", {"doe": "kies", "nummer": "1"})
    assert verder.headers["location"] == f"/gesprek?sessie={sessie.id}"
    ander = post_tekst(client, sessie.id, "nog van twee", gelezen=1, headers={"gk-wie": "deelnemer:2"})
    assert (ander.status_code, "iemand anders aangemeld" in ander.json()["melding"]) == (401, True)
    assert post_tekst(client, sessie.id, "een", gelezen=1, headers={"gk-wie": "deelnemer:1"}).status_code == 200
    for nummer in ("3", "x", ""):
        assert post(client, f"/gk/binnen/{sessie.id}", {"doe": "kies", "nummer": nummer}).status_code == 404
    for nummer, daarna in (("1", f"/gk/binnen/{sessie.id}"), ("2", "/gk/mee")):
        weg = post(client, f"/gk/binnen/{sessie.id}", {"doe": "weg", "nummer": nummer})
        assert weg.headers["location"] == daarna
    assert get(client, f"/gk/binnen/{sessie.id}").status_code == 401


@pytest.mark.parametrize("origin", [None, "null", "https://elders.test"])
def test_another_website_brings_nobody_in_or_out(ports: Ports, sessie: Sessie, code: str, origin: str | None) -> None:
    client = come_in(ports, code)
    voor = ports.deelnames.list(sessie.id)
    for adres in (f"/gk/mee/{code}", "/gk/terug", f"/gk/binnen/{sessie.id}"):
        assert post(client, adres, IK | {"doe": "weg", "nummer": "1"}, origin).status_code == 403
    assert ports.deelnames.list(sessie.id) == voor
    assert get(client, f"/gk/binnen/{sessie.id}").status_code == 200


def test_a_form_of_another_kind_or_size_is_refused(client: TestClient, code: str) -> None:
    json = client.post(f"/gk/mee/{code}", json=IK, headers={"origin": HIER})
    groot = post(client, f"/gk/mee/{code}", IK | {"rol": "x" * 300_000})
    lang = post(client, f"/gk/mee/{code}", IK | {"rol": "x" * 301})
    assert (json.status_code, groot.status_code, lang.status_code) == (415, 413, 422)
    assert "hoogstens 300 tekens" in lang.text


def test_who_leads_is_shown_the_way_to_the_screen(ports: Ports, sessie: Sessie, code: str) -> None:
    client = make_client(ports)
    enter(client, ports, "karin")
    assert get(client, f"/gk/mee/{code}").headers["location"] == f"/uitnodigen?sessie={sessie.id}"


def test_once_frozen_participants_read_the_report_and_download_it(ports: Ports, sessie: Sessie, code: str) -> None:
    client = come_in(ports, code)
    assert get(client, f"/gk/verslag/{sessie.id}/concept.pdf").status_code == 403
    nu = ports.sessies.get(sessie.id)
    ports.sessies.save(nu.model_copy(update={"stand": Stand.VERSLAG}), gelezen=nu.revisie, daad=DAAD)
    assert f'href="/verslag?sessie={sessie.id}"' in get(client, f"/gk/binnen/{sessie.id}").text
    assert get(client, f"/gk/verslag/{sessie.id}/concept.pdf").status_code == 200
    assert post_tekst(client, sessie.id, "te laat").status_code == 403
    assert get(make_client(ports), f"/gk/mee/{code}").status_code == 403


def test_poster_and_qr_code_lead_to_the_public_address(ports: Ports, karin: Wie, sessie: Sessie, code: str) -> None:
    def fetch(basis: str, openbaar_adres: str | None, naam: str) -> bytes:
        client = make_client(replace(ports, openbaar_adres=openbaar_adres), basis=basis)
        enter(client, ports, "karin")
        return bytes(client.get(f"/gk/uitnodiging/{sessie.id}/{naam}").content)

    binnen, buiten = "http://10.0.0.1:8501", "https://gesprek.regio.nl"
    assert fetch(binnen, buiten, "qr.svg") == fetch(buiten, None, "qr.svg") != fetch(binnen, None, "qr.svg")
    poster = PdfReader(BytesIO(fetch(binnen, buiten, "deur.pdf"))).pages[0].extract_text()
    assert "gesprek.regio.nl/gk/mee" in poster
    assert "10.0.0.1" not in poster


def test_poster_and_qr_code_are_for_who_leads(ports: Ports, karin: Wie, sessie: Sessie, code: str) -> None:
    leider, deelnemer = make_client(ports), come_in(ports, code)
    enter(leider, ports, "karin")
    qr, poster = (f"/gk/uitnodiging/{sessie.id}/{naam}" for naam in ("qr.svg", "deur.pdf"))
    assert get(leider, qr).headers["content-type"].startswith("image/svg+xml")
    assert get(leider, qr).text.startswith("<svg")
    assert get(leider, poster).content.startswith(b"%PDF")
    assert [get(deelnemer, adres).status_code for adres in (qr, poster)] == [403, 403]
    assert [get(make_client(ports), adres).status_code for adres in (qr, poster)] == [401, 401]
    nu = ports.deelnames.get_uitnodiging(sessie.id)
    assert nu is not None
    uitnodigen.revoke_uitnodiging(karin, nu, ports=ports)
    assert [get(leider, adres).status_code for adres in (qr, poster)] == [404, 404]
