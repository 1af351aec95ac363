"""Each test has ports in memory of its own, and somebody who is logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports, provide
from gesprekskaart.services.sessies import add_sessie, move_stand
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.services.verslagen import freeze
from gesprekskaart.services.vervolg import add_actie, add_afspraak
from gesprekskaart.sessie import Gesprek, Sessie, SoortSessie, Stand
from pages.onderdelen.toegang import provide_cookies, read_cookies
from tests import nep
from tests.screens.scherm import log_in
from tests.zaak import make_account, make_sessie, write

MakeGesprek = Callable[[str], Sessie]

STANDEN = ("leeg", *Stand, "voorbeeld")
"""How a session may be: just made, in each stand with something in it, and the large worked example."""

IN_GROEPEN = "opdenksessie"
"""The worked example with groups."""


@pytest.fixture
def ports() -> Iterator[Ports]:
    vers = nep.make_ports()
    provide(vers)
    yield vers
    provide_cookies(read_cookies)


@pytest.fixture
def wie(ports: Ports) -> Wie:
    """A facilitator, logged in."""
    facilitator = make_account(ports)
    log_in(ports, facilitator)
    return facilitator


@pytest.fixture
def make_gesprek(ports: Ports, wie: Wie) -> MakeGesprek:
    """Makes a session as one of STANDEN describes."""

    def make(stand: str) -> Sessie:
        if stand == "leeg":
            gesprek = Gesprek(soort=SoortSessie.OPDENKSESSIE, titel="Leeg")
            return add_sessie(wie, gesprek, "opdenksessie-4", ports=ports, new_id=uuid4)
        if stand in ("voorbeeld", IN_GROEPEN):
            groot, opdenksessie = load_voorbeelden(wie, ports=ports, new_id=uuid4)
            return ports.sessies.get(groot if stand == "voorbeeld" else opdenksessie)
        sessie = make_sessie(ports, wie, stand=Stand.VOORBEREIDING)
        write(ports, wie, sessie, "antwoord/G1/LWZ", "Wij willen samen opleiden.")
        if stand == Stand.VOORBEREIDING:
            return sessie
        return _walk_on(ports, wie, sessie, Stand(stand))

    return make


def _walk_on(ports: Ports, wie: Wie, sessie: Sessie, stand: Stand) -> Sessie:
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    write(ports, wie, sessie, "conclusie/G1", "Dat willen we allemaal.")
    add_afspraak(wie, sessie.id, ports=ports)
    add_actie(wie, sessie.id, ports=ports)
    if stand in (Stand.VERSLAG, Stand.VASTGESTELD):
        freeze(wie, sessie.id, termijn=ports.now() + timedelta(days=14), ports=ports)
    if stand is Stand.VASTGESTELD:
        move_stand(wie, sessie.id, Stand.VASTGESTELD, ports=ports)
    assert ports.sessies.get(sessie.id).gesprek.datum == date(2026, 12, 3)
    return ports.sessies.get(sessie.id)
