"""The full matrix of role by action by stand, spelled out: whoever changes a right must change it here as well."""

from __future__ import annotations

import itertools
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietToegestaan, SessieOnbekend
from gesprekskaart.groep import Groep, Groepstand
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, may, require
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from tests.zaak import make_account, make_deelnemer, make_sessie

# Per action and stand (voorbereiding, gesprek, verslag, vastgesteld): who may. F facilitator, V verslaglegger,
# D deelnemer (for own partnership, in own group that is open), T toehoorder.
MATRIX = """
LEZEN               FVDT FVDT FVDT FVDT
INRICHTEN           F    F    -    -
ANTWOORDEN          FD   FD   -    -
INBRENGEN           -    VD   -    -
NOTEREN             -    FVD  -    -
LEIDEN              -    F    -    -
ORDENEN             -    FV   -    -
CONCLUDEREN         -    FV   -    -
MARKEREN            -    FVD  -    -
PEILEN              F    F    -    -
STEMMEN             -    FD   -    -
AFSPREKEN           -    FV   -    -
INSTEMMING_NOTEREN  -    -    FV   FV
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
INDELEN             F    F    -    -
GROEPEN_LEIDEN      -    F    -    -
TERUGBLIKKEN        FV   FV   -    -
VERVOLGEN           -    F    F    F
AFWEGEN             F    FV   -    -
BESLISSEN           -    FV   -    -
VASTLEGGEN          -    FV   -    -
SPREKEN             -    VD   -    -
BETREKKEN           FD   FVD  -    -
TERUGKOPPELEN       -    FV   FV   FV
TOESTEMMEN          FD   FD   FD   FD
KENNIS_DELEN        F    F    F    F
ONDERTEKENAARS      F    F    F    -
WISSEN              F    F    F    F
"""
GROEP = Groep(nummer=2, leden=(1, 4), stand=Groepstand.OPEN)
LETTER = {rol: rol.value[0].upper() for rol in Sessierol}
WIE_MAG = {
    (Handeling[regel.split()[0]], stand): set(cel) - {"-"}
    for regel in MATRIX.strip().splitlines()
    for stand, cel in zip(Stand, regel.split()[1:], strict=True)
}


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
        mag = may(wie, handeling, sessie, partnerschap="LWZ", deelnemer=1, groep=GROEP)
        assert mag is verwacht, (rol, handeling, stand)


def test_a_deelnemer_answers_for_the_own_partnership_only(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    wie = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))
    assert not may(wie, Handeling.ANTWOORDEN, sessie, partnerschap="AOZ")
    assert not may(wie, Handeling.ANTWOORDEN, sessie, partnerschap=None)


@pytest.mark.parametrize("rol", Sessierol)
def test_only_its_own_people_speak_for_a_partnership(ports: Ports, facilitator: Wie, rol: Sessierol) -> None:
    sessie = make_sessie(ports, facilitator)
    van_lwz = make_deelnemer(sessie, rol, namens=("LWZ",))
    assert may(van_lwz, Handeling.SPREKEN, sessie, partnerschap="LWZ") is (rol is not Sessierol.TOEHOORDER)
    for vreemde in (facilitator, make_deelnemer(sessie, rol, namens=("AOZ",)), make_deelnemer(sessie, rol, namens=())):
        with pytest.raises(NietToegestaan):
            require(vreemde, Handeling.SPREKEN, sessie, partnerschap="LWZ")
        assert not may(vreemde, Handeling.SPREKEN, sessie, partnerschap=None)


def test_who_may_not_speak_for_a_partnership_reads_who_does(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    with pytest.raises(NietToegestaan, match="Alleen wie namens LWZ aan tafel zit, spreekt namens LWZ"):
        require(facilitator, Handeling.SPREKEN, sessie, partnerschap="LWZ")


def test_a_deelnemer_involves_people_for_the_own_partnership_only(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    wie = make_deelnemer(sessie, Sessierol.DEELNEMER, namens=("LWZ",))
    assert not may(wie, Handeling.BETREKKEN, sessie, partnerschap="AOZ")
    assert not may(wie, Handeling.BETREKKEN, sessie, partnerschap=None)
    assert may(facilitator, Handeling.BETREKKEN, sessie, partnerschap=None)


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
    with pytest.raises(NietToegestaan, match="kan niet als toehoorder"):
        require(make_deelnemer(sessie, Sessierol.TOEHOORDER), Handeling.CONCLUDEREN, sessie)


# Per stand of a group, in the conversation: who writes its notes, and states what it did not come to. L a member (the
# one who takes notes is one of them), A a deelnemer of another group, G one without a group, M a member who listens.
GROEPSMATRIX = """
gemaakt   FV
open      FVL
gesloten  FV
"""
WIE_NOTEERT = {Groepstand(regel.split()[0]): set(regel.split()[1]) for regel in GROEPSMATRIX.strip().splitlines()}


@pytest.mark.parametrize("handeling", [Handeling.NOTEREN, Handeling.MARKEREN])
@pytest.mark.parametrize("stand", Stand)
@pytest.mark.parametrize("groepstand", Groepstand)
def test_members_write_in_their_own_group_and_only_while_it_is_open(
    ports: Ports, facilitator: Wie, handeling: Handeling, stand: Stand, groepstand: Groepstand
) -> None:
    sessie = make_sessie(ports, facilitator, stand=stand)
    groep = Groep(nummer=2, leden=(1, 4), notulist=4, stand=groepstand)
    mensen = {
        "F": facilitator,
        "V": make_deelnemer(sessie, Sessierol.VERSLAGLEGGER, nummer=9),
        "L": make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=1),
        "A": make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=2),
        "G": make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=3),
        "M": make_deelnemer(sessie, Sessierol.TOEHOORDER, nummer=4),
        "T": make_deelnemer(sessie, Sessierol.TOEHOORDER, nummer=5),
    }
    mogen = {letter for letter, wie in mensen.items() if may(wie, handeling, sessie, groep=groep)}
    assert mogen == (WIE_NOTEERT[groepstand] if stand is Stand.GESPREK else set())
    assert all(may(wie, Handeling.LEZEN, sessie, groep=groep) for wie in mensen.values())


def test_a_deelnemer_marks_nothing_of_all_together(ports: Ports, facilitator: Wie) -> None:
    sessie = make_sessie(ports, facilitator)
    assert not may(make_deelnemer(sessie, Sessierol.DEELNEMER), Handeling.MARKEREN, sessie)


@pytest.mark.parametrize(
    ("nummer", "groepstand", "waarom"),
    [
        (1, Groepstand.GESLOTEN, "Groep 2 is gesloten"),
        (1, Groepstand.GEMAAKT, "Groep 2 is nog niet begonnen"),
        (3, Groepstand.OPEN, "je zit niet in Groep 2"),
    ],
)
def test_who_may_not_write_in_a_group_reads_why(
    ports: Ports, facilitator: Wie, nummer: int, groepstand: Groepstand, waarom: str
) -> None:
    sessie = make_sessie(ports, facilitator)
    groep = Groep(nummer=2, leden=(1,), stand=groepstand)
    with pytest.raises(NietToegestaan, match=waarom):
        require(make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=nummer), Handeling.NOTEREN, sessie, groep=groep)
