"""Who sees a screen: the right person, with the right address."""

from __future__ import annotations

from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import disable_account
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.sessie import Stand
from pages.onderdelen.toegang import provide_cookies
from tests.screens.conftest import IN_GROEPEN, STANDEN, MakeGesprek
from tests.screens.scherm import FRAME, INRICHTEN, VAN_EEN_SESSIE, open_scherm, read
from tests.zaak import make_account, make_sessie

GEEN_TOEGANG = "Dit gesprek bestaat niet (meer), of je hebt er geen toegang toe."


@pytest.mark.parametrize("scherm", VAN_EEN_SESSIE)
@pytest.mark.parametrize("stand", [*STANDEN, IN_GROEPEN])
def test_every_screen_opens_in_every_stand(make_gesprek: MakeGesprek, scherm: str, stand: str) -> None:
    sessie = make_gesprek(stand)

    tab = open_scherm(scherm, sessie)

    assert not tab.exception
    assert not tab.error
    assert sessie.gesprek.titel in read(tab)


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


def test_frozen_screens_offer_no_change(make_gesprek: MakeGesprek) -> None:
    sessie = make_gesprek(Stand.VASTGESTELD)

    for scherm in (INRICHTEN, "vervolg/way_forward.py"):
        tab = open_scherm(scherm, sessie)
        assert "Heropen het gesprek op het scherm Verslag" in tab.info[0].value
        assert not [knop for knop in tab.button if knop.label in ("Wijzig", "Afspraak vastleggen", "Kenmerken…")]
