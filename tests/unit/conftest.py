"""A small world for tests of the domain: ports in memory, a facilitator, a session that is being held."""

from __future__ import annotations

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Sessie
from tests import nep
from tests.zaak import make_account, make_sessie


@pytest.fixture
def ports() -> Ports:
    return nep.make_ports()


@pytest.fixture
def wie(ports: Ports) -> Wie:
    """Who leads."""
    return make_account(ports)


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    return make_sessie(ports, wie)
