"""The port Vervolg: agreements, actions and checks, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from gesprekskaart.errors import IntussenGewijzigd, NietGevonden
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Functie, Sector
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Afspraakstand, Oordeel, Toets
from tests.integration.bouwstenen import add_sessie, daad, save_tekst


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with nothing in it."""
    return add_sessie(ports).id


def test_agreements_actions_and_checks_come_back_as_they_were_saved(ports: Ports, sessie_id: UUID) -> None:
    afspraak = Afspraak(
        nummer="2026-02",
        functies=(Functie.OPLEIDEN, Functie.WERVEN),
        sectoren=(Sector.VSO, Sector.PO),
        bronnen=("RS4b", "K1"),
        stand=Afspraakstand.ONDER_VOORBEHOUD,
        toelichting="na instemming",
    )
    actie = Actie(
        nummer="S1",
        eigenaar="programmaleider AOZ",
        termijn=date(2026, 5, 1),
        stand=Actiestand.LOOPT,
        afspraak="2026-02",
        toelichting="samen met WMD",
    )
    toets = Toets(aanbeveling="A1", oordeel=Oordeel.DEELS)
    assert ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=0, daad=daad()) == afspraak
    assert ports.vervolg.save_actie(sessie_id, actie, gelezen=0, daad=daad()) == actie
    assert ports.vervolg.save_toets(sessie_id, toets, gelezen=0, daad=daad()) == toets
    dossier = ports.sessies.get_dossier(sessie_id)
    assert (dossier.afspraken, dossier.acties, dossier.toetsen) == ((afspraak,), (actie,), (toets,))


def test_agreements_and_actions_keep_the_order_in_which_they_were_made(ports: Ports, sessie_id: UUID) -> None:
    for nummer in ("10", "2", "S1"):
        ports.vervolg.save_afspraak(sessie_id, Afspraak(nummer=nummer), gelezen=0, daad=daad())
        ports.vervolg.save_actie(sessie_id, Actie(nummer=nummer), gelezen=0, daad=daad())
    ports.vervolg.save_afspraak(sessie_id, Afspraak(nummer="10", toelichting="x"), gelezen=1, daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    assert [afspraak.nummer for afspraak in dossier.afspraken] == ["10", "2", "S1"]
    assert [actie.nummer for actie in dossier.acties] == ["10", "2", "S1"]


def _save_with(ports: Ports, soort: str) -> tuple[Callable[..., Any], object]:
    mogelijk: dict[str, tuple[Callable[..., Any], object]] = {
        "afspraak": (ports.vervolg.save_afspraak, Afspraak(nummer="1")),
        "actie": (ports.vervolg.save_actie, Actie(nummer="1")),
        "toets": (ports.vervolg.save_toets, Toets(aanbeveling="A1")),
    }
    return mogelijk[soort]


@pytest.mark.parametrize("soort", ["afspraak", "actie", "toets"])
def test_a_stale_save_is_refused(ports: Ports, sessie_id: UUID, soort: str) -> None:
    save, ding = _save_with(ports, soort)
    save(sessie_id, ding, gelezen=0, daad=daad())
    assert save(sessie_id, ding, gelezen=1, daad=daad()).revisie == 2
    for gelezen in (0, 1, 3):
        with pytest.raises(IntussenGewijzigd):
            save(sessie_id, ding, gelezen=gelezen, daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    gevonden: list[Afspraak | Actie | Toets] = [*dossier.afspraken, *dossier.acties, *dossier.toetsen]
    assert [ding.revisie for ding in gevonden] == [2]
    assert len(ports.logboek.list(sessie_id)) == 3


def test_a_deleted_agreement_takes_its_text_and_leaves_the_actions(ports: Ports, sessie_id: UUID) -> None:
    for nummer in ("1", "2"):
        ports.vervolg.save_afspraak(sessie_id, Afspraak(nummer=nummer), gelezen=0, daad=daad())
        save_tekst(ports, sessie_id, f"afspraak/{nummer}")
        ports.vervolg.save_actie(sessie_id, Actie(nummer=nummer, afspraak=nummer), gelezen=0, daad=daad())
        save_tekst(ports, sessie_id, f"actie/{nummer}")
    ports.vervolg.delete_afspraak(sessie_id, "1", daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    assert [afspraak.nummer for afspraak in dossier.afspraken] == ["2"]
    assert [(actie.nummer, actie.afspraak) for actie in dossier.acties] == [("1", None), ("2", "2")]
    assert set(dossier.teksten) == {"afspraak/2", "actie/1", "actie/2"}


def test_a_deleted_action_takes_its_text(ports: Ports, sessie_id: UUID) -> None:
    ports.vervolg.save_actie(sessie_id, Actie(nummer="1"), gelezen=0, daad=daad())
    save_tekst(ports, sessie_id, "actie/1")
    ports.vervolg.delete_actie(sessie_id, "1", daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    assert (dossier.acties, dossier.teksten) == ((), {})


def test_what_is_not_there_cannot_be_deleted(ports: Ports, sessie_id: UUID) -> None:
    with pytest.raises(NietGevonden, match="Afspraak 9"):
        ports.vervolg.delete_afspraak(sessie_id, "9", daad=daad())
    with pytest.raises(NietGevonden, match="Actie 9"):
        ports.vervolg.delete_actie(sessie_id, "9", daad=daad())
    assert len(ports.logboek.list(sessie_id)) == 1
