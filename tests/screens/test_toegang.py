"""Who sees a screen: the right person, with the right address."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Stoel
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import disable_account
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.sessies import delete_sessie
from gesprekskaart.services.uitnodigen import revoke
from gesprekskaart.sessie import Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import IN_GROEPEN, STANDEN, MakeGesprek
from tests.screens.scherm import (
    FRAME,
    GESPREKKEN,
    INRICHTEN,
    KAARTEN,
    NIEUW,
    OEFENEN,
    VAN_EEN_SESSIE,
    VERZAMELD,
    VRAAG,
    open_scherm,
    read,
)
from tests.zaak import come_in, make_account, make_sessie

GEEN_TOEGANG = "Dit gesprek bestaat niet (meer), of je hebt er geen toegang toe."


@pytest.mark.parametrize("scherm", VAN_EEN_SESSIE)
@pytest.mark.parametrize("stand", [*STANDEN, IN_GROEPEN])
def test_every_screen_opens_in_every_stand(make_gesprek: MakeGesprek, scherm: str, stand: str) -> None:
    sessie = make_gesprek(stand)

    tab = open_scherm(scherm, sessie)

    assert not tab.exception
    assert not tab.error
    assert sessie.gesprek.titel in read(tab)


@pytest.mark.parametrize("scherm", [GESPREKKEN, NIEUW, KAARTEN, VERZAMELD, *VAN_EEN_SESSIE])
def test_every_screen_has_one_main_heading(make_gesprek: MakeGesprek, scherm: str) -> None:
    tab = open_scherm(scherm, make_gesprek("voorbeeld"))

    assert len(tab.title) + read(tab).count("<h1") == 1


@pytest.mark.parametrize("cookie", [None, "", "onzin"])
def test_without_a_cookie_that_counts_there_is_only_the_way_in(ports: Ports, cookie: str | None) -> None:
    make_sessie(ports, make_account(ports))
    provide_cookies(lambda: Koekjes(cookie, None))

    tab = AppTest.from_file(FRAME, default_timeout=60).run()

    assert 'href="/gk/aanmelden"' in read(tab)
    assert "Zilverwaard" not in read(tab)
    assert not tab.title
    assert not tab.exception


def test_who_is_logged_out_everywhere_sees_nothing_at_the_next_click(ports: Ports, wie: Wie) -> None:
    tab = open_scherm(INRICHTEN, make_sessie(ports, wie))
    assert tab.title
    assert wie.account is not None

    disable_account(wie.account, accounts=ports.accounts, now=ports.now)
    tab.run()

    assert not tab.title
    assert "Je bent niet (meer) aangemeld." in read(tab)


@pytest.mark.parametrize("scherm", VAN_EEN_SESSIE)
def test_somebody_elses_session_reads_like_one_that_is_not_there(ports: Ports, wie: Wie, scherm: str) -> None:
    van_een_ander = make_sessie(ports, make_account(ports, "bram"))
    er_is_geen = van_een_ander.model_copy(update={"id": uuid4()})

    gezien = [read(open_scherm(scherm, sessie)) for sessie in (van_een_ander, er_is_geen)]

    assert GEEN_TOEGANG in gezien[0]
    assert gezien[0] == gezien[1]
    assert "Zilverwaard" not in gezien[0]


@pytest.mark.parametrize("adres", [{}, {"sessie": "geen-id"}, {"sessie": "<b>x</b>"}])
def test_an_address_that_names_no_session_says_so(wie: Wie, adres: dict[str, str]) -> None:
    tab = open_scherm(INRICHTEN, None, **adres)

    assert GEEN_TOEGANG in read(tab)
    assert 'href="/"' in read(tab)
    assert not tab.exception


def test_who_looks_is_looked_up_once_for_each_click_and_anew_for_the_next(
    ports: Ports, wie: Wie, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessie = make_sessie(ports, wie)
    koekjes = Koekjes(None, come_in(ports, wie, sessie).cookie)
    provide_cookies(lambda: koekjes)
    gezocht, find = [], ports.deelnames.find_by_apparaat

    def find_and_count(hash: str, *, nu: datetime) -> tuple[Stoel, ...]:
        gezocht.append(hash)
        return find(hash, nu=nu)

    monkeypatch.setattr(ports.deelnames, "find_by_apparaat", find_and_count)
    tab = open_scherm(VRAAG, sessie)
    gezocht.clear()

    tab.run()

    assert len(gezocht) == 1
    revoke(wie, sessie.id, 1, ports=ports)
    tab.run()
    assert "De facilitator heeft je toegang tot dit gesprek ingetrokken." in read(tab)


def test_a_participant_of_a_deleted_session_reads_that_it_is_gone(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie)
    koekjes = Koekjes(None, come_in(ports, wie, sessie).cookie)
    provide_cookies(lambda: koekjes)
    tab = open_scherm(VRAAG, sessie)
    assert sessie.gesprek.titel in read(tab)

    delete_sessie(wie, sessie.id, ports=ports)
    tab.run()

    assert "Dit gesprek bestaat niet meer, of je doet er op dit apparaat niet meer aan mee." in read(tab)
    assert not tab.exception


def test_frozen_screens_offer_no_change(make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VASTGESTELD)

    for scherm in (INRICHTEN, "vervolg/way_forward.py"):
        tab = open_scherm(scherm, sessie)
        assert "Heropen het gesprek op het scherm Verslag" in tab.info[0].value
        assert not [knop for knop in tab.button if knop.label in ("Wijzig", "Afspraak vastleggen", "Uitwerken…")]


ONZIN = ("", "'\"><b>x")


@pytest.mark.parametrize("scherm", VAN_EEN_SESSIE)
@pytest.mark.parametrize("sessie", ONZIN)
@pytest.mark.parametrize("is_deelnemer", [False, True])
def test_an_address_that_is_none_ends_in_words(
    ports: Ports, wie: Wie, scherm: str, sessie: str, is_deelnemer: bool
) -> None:
    cookie = come_in(ports, wie, make_sessie(ports, wie)).cookie
    if is_deelnemer:
        provide_cookies(lambda: Koekjes(None, cookie))
    tab = open_scherm(scherm, None, sessie=sessie)
    assert GEEN_TOEGANG in read(tab)
    assert "Naar Mijn gesprekken" in read(tab)
    assert not tab.exception
    assert not tab.error


@pytest.mark.parametrize("scherm", [GESPREKKEN, NIEUW, OEFENEN, KAARTEN])
@pytest.mark.parametrize("sessie", ONZIN)
@pytest.mark.parametrize("is_deelnemer", [False, True])
def test_a_screen_of_no_session_opens_whatever_the_address_adds(
    ports: Ports, wie: Wie, scherm: str, sessie: str, is_deelnemer: bool
) -> None:
    cookie = come_in(ports, wie, make_sessie(ports, wie)).cookie
    if is_deelnemer:
        provide_cookies(lambda: Koekjes(None, cookie))
    tab = open_scherm(scherm, None, sessie=sessie)
    assert tab.title
    assert not tab.exception


def test_a_conversation_that_is_gone_does_not_take_the_first_screens_along(ports: Ports, wie: Wie) -> None:
    cookie = come_in(ports, wie, make_sessie(ports, wie)).cookie
    provide_cookies(lambda: Koekjes(None, cookie))
    for scherm in (GESPREKKEN, NIEUW, OEFENEN, KAARTEN):
        tab = open_scherm(scherm, None, sessie=str(uuid4()))
        assert not tab.exception, scherm
        assert tab.title, scherm
