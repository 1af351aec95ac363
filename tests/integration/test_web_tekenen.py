"""/gk/teken: what somebody with a personal link reads and sends, as a browser sees it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from gesprekskaart.account import Wie
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.ports import Ports
from gesprekskaart.services.ondertekenen import ask, revoke_links, save_ondertekenaar
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.sessie import Mandaat, Sessie, Stand
from gesprekskaart.verslag import ReactieSoort
from tests.integration.webproef import HIER, enter, make_client
from tests.nep import VANDAAG, NepPost, make_ports
from tests.zaak import make_account, make_sessie, write
from web.herinneren import reminding

PAGINA = {"accept": "text/html"}
GEVAARLIJK = "<b>Ayşe</b> & <script>alert(1)</script>"


@pytest.fixture
def post() -> NepPost:
    return NepPost()


@pytest.fixture
def ports(post: NepPost) -> Ports:
    return replace(make_ports(), post=post)


@pytest.fixture
def karin(ports: Ports) -> Wie:
    return make_account(ports, "karin")


@pytest.fixture
def sessie(ports: Ports, karin: Wie) -> Sessie:
    sessie = make_sessie(ports, karin)
    write(ports, karin, sessie, "conclusie/G1", f"Wij vinden elkaar. {GEVAARLIJK}")
    for nummer, code in ((1, "LWZ"), (2, "AOZ")):
        tekenaar = Ondertekenaar(
            nummer=nummer, partnerschap=code, naam="Sabriye Kılıç", rol="bestuurder", organisatie="Kindrijk",
            email=f"t{nummer}@voorbeeld.nl", mandaat=Mandaat.MANDAAT,
        )  # fmt: skip
        save_ondertekenaar(karin, sessie.id, tekenaar, gelezen=0, ports=ports)
    freeze(karin, sessie.id, termijn=VANDAAG + timedelta(days=14), ports=ports)
    return sessie


@pytest.fixture
def adres(ports: Ports, karin: Wie, sessie: Sessie) -> str:
    return link(ports, karin, sessie, 1)


@pytest.fixture
def client(ports: Ports) -> TestClient:
    return make_client(ports)


def link(ports: Ports, karin: Wie, sessie: Sessie, nummer: int) -> str:
    tekst = ask(karin, sessie.id, nummer, HIER, ports=ports).brief.tekst
    return tekst.partition(HIER)[2].split()[0]


def send(client: TestClient, adres: str, *, origin: str = HIER, **anders: Any) -> Response:
    velden = {"versie": "1", "soort": "akkoord", "naam": "Sabriye Kılıç", "mandaat": "mandaat", **anders}
    antwoord: Response = client.post(adres, data=velden, headers={**PAGINA, "origin": origin})
    return antwoord


def words(antwoord: Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.text).split())


def test_the_page_tells_who_one_is_for_whom_and_holds_the_report(client: TestClient, adres: str) -> None:
    antwoord = client.get(adres, headers=PAGINA)
    assert antwoord.status_code == 200
    tekst = words(antwoord)
    assert "Je bent Sabriye Kılıç , bestuurder, Kindrijk, en reageert namens Leerwerkplaats Zilverwaard" in tekst
    assert "Reageren kan tot maandag 7 december 2026, 10.00 uur" in tekst
    assert "Geen reactie geldt niet als akkoord." in tekst
    assert "Wij vinden elkaar." in tekst
    assert "<script>alert" not in antwoord.text
    assert "&lt;b&gt;Ayşe&lt;/b&gt;" in antwoord.text
    assert antwoord.headers["referrer-policy"] == "same-origin"
    assert "no-store" in antwoord.headers["cache-control"]


def test_headings_go_down_one_level_at_a_time_and_fields_have_labels(client: TestClient, adres: str) -> None:
    html = client.get(adres, headers=PAGINA).text
    niveaus = [int(n) for n in re.findall(r"<h([1-6])[ >]", html)]
    assert niveaus[0] == 1
    assert all(later - eerder <= 1 for eerder, later in pairwise(niveaus))
    for veld in ("toelichting", "naam"):
        assert f'<label for="{veld}">' in html
    assert html.count("<fieldset") == html.count("<legend>")


def test_the_report_is_there_as_pdf_by_the_same_link(client: TestClient, adres: str) -> None:
    antwoord = client.get(f"{adres}/verslag.pdf")
    assert antwoord.content.startswith(b"%PDF")
    assert "versie-1.pdf" in antwoord.headers["content-disposition"]


def test_a_reaction_is_recorded_shown_and_can_be_changed(
    client: TestClient, ports: Ports, sessie: Sessie, adres: str
) -> None:
    antwoord = send(client, adres, voorbehoud_bestuur="ja")
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, f"{adres}?klaar")
    tekst = words(client.get(f"{adres}?klaar", headers=PAGINA))
    assert "Je reactie is vastgelegd" in tekst
    assert "Wat je zei: akkoord Onder voorbehoud van instemming van het bestuur." in tekst
    send(client, adres, soort="akkoord met voorbehoud", toelichting=GEVAARLIJK)
    (versie,) = ports.verslagen.list(sessie.id)
    assert [r.soort for r in versie.reacties] == [ReactieSoort.AKKOORD, ReactieSoort.MET_VOORBEHOUD]
    html = client.get(adres, headers=PAGINA).text
    assert "<script>alert" not in html
    assert "Wat je eerder zei" in html


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"soort": ""}, "Er ontbreekt nog iets: kies je reactie."),
        ({"soort": "", "naam": " ", "mandaat": ""}, "kies je reactie, typ je naam, kies je mandaat."),
        ({"soort": "niet akkoord", "toelichting": " ", "mandaat": ""}, "kies je mandaat, schrijf op waarom."),
        ({"soort": "niet akkoord", "toelichting": " "}, "Schrijf bij ‘niet akkoord’ op waarom"),
        ({"soort": "akkoord met voorbehoud", "toelichting": ""}, "Schrijf bij ‘akkoord met voorbehoud’ op waarom"),
        ({"soort": "misschien"}, 'role="alert"'),
        ({"mandaat": "alles"}, 'role="alert"'),
        ({"soort": ""}, '<a href="#reageer">Naar je reactie</a>'),
        ({"naam": "x" * 400}, "hoogstens 300 tekens"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(
    client: TestClient, ports: Ports, sessie: Sessie, adres: str, anders: dict[str, str], melding: str
) -> None:
    velden = {"toelichting": "Mijn verhaal.", **anders}
    antwoord = send(client, adres, **velden)
    assert antwoord.status_code == 422
    assert melding in antwoord.text
    if velden["toelichting"].strip():
        assert "Mijn verhaal." in antwoord.text
    assert ports.verslagen.list(sessie.id)[0].reacties == ()


def test_a_new_version_while_reading_is_told_and_asked_again(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str
) -> None:
    send(client, adres)
    move_stand(karin, sessie.id, Stand.GESPREK, ports=ports)
    assert "heropend" in words(client.get(adres, headers=PAGINA))
    write(ports, karin, sessie, "conclusie/G1", "Wij vinden elkaar opnieuw.", gelezen=1)
    write(ports, karin, sessie, "wijzigingen/2", "G1 is korter.")
    freeze(karin, sessie.id, termijn=None, ports=ports)

    antwoord = send(client, adres, soort="niet akkoord", toelichting="Eerst dit.")
    assert antwoord.status_code == 409
    assert "Terwijl je las, kwam er een nieuwe versie" in antwoord.text
    assert "Eerst dit." in antwoord.text
    assert "G1 is korter." in antwoord.text
    assert "<ins>opnieuw.</ins>" in antwoord.text
    assert "Op versie 1 zei je: akkoord" in words(antwoord)
    assert [len(v.reacties) for v in ports.verslagen.list(sessie.id)] == [1, 0]
    assert send(client, adres, versie="2").status_code == 303
    assert [len(v.reacties) for v in ports.verslagen.list(sessie.id)] == [1, 1]


def test_wrong_revoked_and_unknown_links_read_the_same(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str
) -> None:
    revoke_links(karin, sessie.id, 1, ports=ports)
    antwoorden = [
        client.get(adres, headers=PAGINA),
        client.get("/gk/teken/zomaar", headers=PAGINA),
        client.get("/gk/teken/zomaar/verslag.pdf", headers=PAGINA),
        send(client, adres),
    ]
    assert {antwoord.status_code for antwoord in antwoorden} == {403}
    assert len({antwoord.text for antwoord in antwoorden}) == 1
    assert "Vraag de facilitator" in antwoorden[0].text


def test_another_website_cannot_react_for_somebody(
    client: TestClient, ports: Ports, sessie: Sessie, adres: str
) -> None:
    assert send(client, adres, origin="https://elders.test").status_code == 403
    assert ports.verslagen.list(sessie.id)[0].reacties == ()


def test_who_tries_many_links_has_to_wait(client: TestClient, adres: str) -> None:
    for _ in range(300):
        client.get("/gk/teken/mis")
    assert client.get(adres, headers=PAGINA).status_code == 429


def test_a_refusal_is_mailed_to_who_else_was_asked(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str, post: NepPost
) -> None:
    link(ports, karin, sessie, 2)
    post.mails.clear()
    send(client, adres, soort="niet akkoord", toelichting="G1 klopt niet.")
    assert [(mail.aan, "LWZ is niet akkoord" in mail.tekst) for mail in post.mails] == [("t2@voorbeeld.nl", True)]


def test_a_refusal_is_mailed_once_however_often_it_is_sent(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str, post: NepPost
) -> None:
    link(ports, karin, sessie, 2)
    post.mails.clear()
    for soort, reden in (
        ("niet akkoord", "Nee."),
        ("niet akkoord", "Nee."),
        ("niet akkoord", "Koop nu!"),
        ("akkoord", ""),
        ("niet akkoord", "Toch niet."),
    ):
        assert send(client, adres, soort=soort, toelichting=reden).status_code == 303
    assert [mail.tekst.count("Nee.") for mail in post.mails] == [1]


def test_links_in_a_mail_never_point_to_where_a_request_says_that_we_are(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str, post: NepPost
) -> None:
    link(ports, karin, sessie, 2)
    post.mails.clear()
    kwaad = {"origin": "http://kwaad.test", "host": "kwaad.test"}
    velden = {"versie": "1", "soort": "niet akkoord", "naam": "S", "mandaat": "mandaat", "toelichting": "Nee."}
    client.post(adres, data=velden, headers={**PAGINA, **kwaad}, follow_redirects=False)
    (mail,) = post.mails
    assert "/gk/teken/" not in mail.tekst
    assert "de persoonlijke link die je eerder kreeg" in mail.tekst
    bekend = replace(ports, openbaar_adres="https://gesprek.test")
    tweede = link(bekend, karin, sessie, 2)
    post.mails.clear()
    make_client(bekend).post(tweede, data=velden, headers={**PAGINA, **kwaad}, follow_redirects=False)
    (mail,) = post.mails
    assert "https://gesprek.test/gk/teken/" in mail.tekst


def test_once_established_it_can_be_read_and_not_changed(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str
) -> None:
    send(client, adres)
    move_stand(karin, sessie.id, Stand.VASTGESTELD, ports=ports)
    antwoord = client.get(adres, headers=PAGINA)
    assert "Versie 1 is vastgesteld" in antwoord.text
    assert "<form" not in antwoord.text
    assert "Het verslag is vastgesteld</h1>" in antwoord.text
    assert send(client, adres, soort="ter kennisname").status_code == 422
    assert len(ports.verslagen.list(sessie.id)[0].reacties) == 1


@pytest.mark.parametrize("stand", [Stand.GESPREK, Stand.VASTGESTELD])
def test_who_still_writes_when_it_is_closed_keeps_every_word(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str, stand: Stand
) -> None:
    move_stand(karin, sessie.id, stand, ports=ports)
    antwoord = send(client, adres, soort="niet akkoord", toelichting="Een half uur <b>werk</b>.")
    assert antwoord.status_code == 422
    assert "Dit is niet verstuurd: niet akkoord" in antwoord.text
    assert "Een half uur &lt;b&gt;werk&lt;/b&gt;." in antwoord.text
    assert antwoord.text.count("Reacties zijn niet meer te wijzigen") + antwoord.text.count("Je hoeft nu niets") == 1
    assert "Dit is niet verstuurd" not in client.get(adres, headers=PAGINA).text


def test_once_established_a_signer_takes_along_the_very_file_that_was_sealed(
    client: TestClient, ports: Ports, karin: Wie, sessie: Sessie, adres: str
) -> None:
    move_stand(karin, sessie.id, Stand.VASTGESTELD, ports=ports)
    verzegeling = ports.verzegelingen.find(sessie.id, 1)
    assert verzegeling is not None
    assert client.get(f"{adres}/verslag.pdf").content == verzegeling.pdf


def test_the_anonymous_copy_is_for_who_may_export(client: TestClient, ports: Ports, sessie: Sessie) -> None:
    pad = f"/gk/verslag/{sessie.id}/1-anoniem.json"
    assert client.get(pad).status_code == 401
    enter(client, ports, "karin")
    antwoord = client.get(pad)
    assert antwoord.content == ports.verslagen.list(sessie.id)[0].inhoud.canonical
    assert client.get(pad.replace("/1-", "/9-")).status_code == 404
    assert client.get(pad.replace("/1-", "/concept-")).status_code == 404


async def remind(ports: Ports, rondes: int) -> None:
    gewacht: list[float] = []

    class Genoeg(Exception):
        pass

    async def rust(seconden: float) -> None:
        gewacht.append(seconden)
        if len(gewacht) == rondes:
            klaar.set()
            raise Genoeg

    klaar = asyncio.Event()
    async with reminding(ports, HIER, 3, rust=rust):
        await asyncio.wait_for(klaar.wait(), 10)
    assert gewacht == [3600.0] * rondes


def test_the_clock_reminds_and_goes_on_after_a_failure(post: NepPost) -> None:

    class Klok:
        nu = VANDAAG

        def __call__(self) -> datetime:
            return self.nu

    klok = Klok()
    ports = replace(make_ports(klok), post=post)
    karin = make_account(ports, "karin")
    sessie = make_sessie(ports, karin)
    tekenaar = Ondertekenaar(nummer=1, partnerschap="LWZ", rol="bestuurder", email="t1@voorbeeld.nl")
    save_ondertekenaar(karin, sessie.id, tekenaar, gelezen=0, ports=ports)
    freeze(karin, sessie.id, termijn=VANDAAG + timedelta(days=14), ports=ports)
    ask(karin, sessie.id, 1, HIER, ports=ports)
    klok.nu += timedelta(days=12)
    post.mails.clear()
    asyncio.run(remind(ports, 2))
    assert [mail.onderwerp for mail in post.mails] == [
        "Herinnering: je reactie op het verslag van Regiogesprek Zilverwaard"
    ]
