"""The port Kaarten: shipped and added cards, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from gesprekskaart.errors import Botsing, NietGevonden
from gesprekskaart.kaart import Kaart
from gesprekskaart.ports import Ports
from tests.integration.bouwstenen import KAART, daad


def _eigen(ports: Ports, versie: str, titel: str = "Aa, onze kaart") -> Kaart:
    return ports.kaarten.get("opdenksessie-4").model_copy(update={"id": "eigen", "versie": versie, "titel": titel})


def test_the_shipped_cards_are_there_from_the_start(ports: Ports) -> None:
    assert {kaart.id for kaart in ports.kaarten.list()} == set(KAART)


def test_an_added_card_is_listed_by_title_in_its_newest_version(ports: Ports) -> None:
    for versie in ("1.9", "1.10", "1.2"):
        ports.kaarten.add(_eigen(ports, versie), daad=daad())
    assert ports.kaarten.list()[0].titel == "Aa, onze kaart"
    assert [kaart.versie for kaart in ports.kaarten.list() if kaart.id == "eigen"] == ["1.10"]
    assert ports.kaarten.get("eigen").versie == "1.10"
    assert ports.kaarten.get("eigen", "1.2") == _eigen(ports, "1.2")


def test_a_card_that_is_not_there_is_named(ports: Ports) -> None:
    for id, versie in (("geen", None), ("opdenksessie-4", "99")):
        with pytest.raises(NietGevonden, match=id):
            ports.kaarten.get(id, versie)


def test_the_same_card_again_is_fine_and_is_not_logged_again(ports: Ports) -> None:
    for _ in range(2):
        ports.kaarten.add(_eigen(ports, "1"), daad=daad())
    ports.kaarten.add(ports.kaarten.get("opdenksessie-4"), daad=daad())
    assert len(ports.logboek.list(None)) == 1


def test_a_version_with_other_content_is_refused(ports: Ports) -> None:
    ports.kaarten.add(_eigen(ports, "1"), daad=daad())
    meegeleverd = ports.kaarten.get("opdenksessie-4")
    for kaart in (_eigen(ports, "1", "Stiekem anders"), meegeleverd.model_copy(update={"titel": "Stiekem anders"})):
        with pytest.raises(Botsing, match="bestaat al met een andere inhoud"):
            ports.kaarten.add(kaart, daad=daad())
    assert ports.kaarten.get("eigen", "1") == _eigen(ports, "1")
