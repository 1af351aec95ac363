"""The full matrix of role by action by stand, spelled out: whoever changes a right must change it here as well."""

from __future__ import annotations

import itertools
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, may, require
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from tests import nep
from tests.zaak import make_account, make_deelnemer, make_sessie

# Per action and stand (voorbereiding, gesprek, verslag, vastgesteld): who may. F facilitator, V verslaglegger,
# D deelnemer (for own partnership), T toehoorder.
MATRIX = """
LEZEN               FVDT FVDT FVDT FVDT
INRICHTEN           F    F    -    -
ANTWOORDEN          FD   FD   -    -
INBRENGEN           -    D    -    -
NOTEREN             -    FV   -    -
LEIDEN              -    F    -    -
ORDENEN             -    FV   -    -
CONCLUDEREN         -    FV   -    -
MARKEREN            -    FV   -    -
PEILEN              F    F    -    -
STEMMEN             -    FD   -    -
AFSPREKEN           -    FV   -    -
BEGINNEN            F    -    -    -
BEVRIEZEN           -    F    -    -
REACTIE_VASTLEGGEN  -    -    F    -
HEROPENEN           -    -    F    F
VASTSTELLEN         -    -    F    -
EXPORTEREN          FV   FV   FVDT FVDT
VERWIJDEREN         F    F    F    F
UITNODIGEN          F    F    -    -
TOELATEN            F    F    F    F
OVERDRAGEN          F    F    F    F
"""
LETTER = {rol: rol.value[0].upper() for rol in Sessierol}
WIE_MAG = {
    (Handeling[regel.split()[0]], stand): set(cel) - {"-"}
    for regel in MATRIX.strip().splitlines()
    for stand, cel in zip(Stand, regel.split()[1:], strict=True)
}


@pytest.fixture
def ports() -> Ports:
    return nep.make_ports()


@pytest.fixture
def facilitator(ports: Ports) -> Wie:
    return make_account(ports)


def as_rol(rol: Sessierol, sessie: Sessie, facilitator: Wie) -> Wie:
    return facilitator if rol is Sessierol.FACILITATOR else make_deelnemer(sessie, rol)


def test_the_matrix_names_every_action_and_stand() -> None:
    assert set(WIE_MAG) == set(itertools.product(Handeling, Stand))


@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("rol", Sessierol)
def test_each_role_may_exactly_what_the_matrix_says(
    ports: Ports, facilitator: Wie, rol: Sessierol, stand: Stand
) -> None:
    sessie = make_sessie(ports, facilitator, stand=stand)
    wie = as_rol(rol, sessie, facilitator)
    for handeling in Handeling:
        verwacht = LETTER[rol] in WIE_MAG[handeling, stand]
        assert may(wie, handeling, sessie, partnerschap="LWZ", deelnemer=1) is verwacht, (rol, handeling, stand)


def test_a_deelnemer_answers_for_the_own_partnership_only(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    wie = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))
    assert not may(wie, Handeling.ANTWOORDEN, sessie, partnerschap="AOZ")
    assert not may(wie, Handeling.ANTWOORDEN, sessie, partnerschap=None)


def test_nobody_contributes_as_somebody_else(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    for wie in (facilitator, make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=2)):
        assert not may(wie, Handeling.INBRENGEN, sessie, deelnemer=1)
        assert not may(wie, Handeling.INBRENGEN, sessie, deelnemer=None)


def test_a_deelnemer_given_the_facilitators_role_at_the_table_may_the_same(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    assert may(make_deelnemer(sessie, Sessierol.FACILITATOR), Handeling.BEVRIEZEN, sessie)


@pytest.mark.parametrize("handeling", Handeling)
def test_a_stranger_does_not_even_learn_that_the_session_exists(
    ports: Ports, facilitator: Wie, handeling: Handeling
) -> None:
    sessie = make_sessie(ports, facilitator)
    elders = make_sessie(ports, facilitator)
    for vreemde in (
        Wie(),
        make_account(ports, f"beheer-{uuid4()}", beheerder=True),
        make_deelnemer(elders, Sessierol.FACILITATOR),
    ):
        with pytest.raises(SessieOnbekend):
            require(vreemde, handeling, sessie)


def test_a_disabled_account_leads_nothing(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    assert facilitator.account is not None
    uit = Wie(account=facilitator.account.model_copy(update={"is_actief": False}))
    with pytest.raises(SessieOnbekend):
        require(uit, Handeling.LEZEN, sessie)


def test_a_refusal_says_why_in_words(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator, stand=Stand.VERSLAG)
    with pytest.raises(NietToegestaan, match="er is een versie bevroren; heropen het gesprek"):
        require(facilitator, Handeling.CONCLUDEREN, sessie)
    with pytest.raises(NietToegestaan, match="Als toehoorder kun je niet"):
        require(make_deelnemer(sessie, Sessierol.TOEHOORDER), Handeling.CONCLUDEREN, sessie)
