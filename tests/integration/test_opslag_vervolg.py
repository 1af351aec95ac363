"""The port Vervolg: agreements, actions and checks, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from gesprekskaart.errors import IntussenGewijzigd, NietGevonden
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer, Functie, Pijler, Sector
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import (
    BEGIN,
    Actie,
    Actiestand,
    Afspraak,
    Afspraakstand,
    Instemming,
    Oordeel,
    Toets,
    Vervolgstuk,
)
from tests.integration.bouwstenen import add_sessie, daad, load_zilverwaard, save_tekst


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
        pijlers=(Pijler.BEHOUD, Pijler.INSTROOM),
        instemmingen=(Instemming(bestuur="De Wissel <3", op=date(2026, 4, 21)), Instemming(bestuur="Kindrijk")),
    )
    actie = Actie(
        nummer="S1",
        eigenaar="programmaleider AOZ",
        termijn=date(2026, 5, 1),
        stand=Actiestand.LOOPT,
        afspraak="2026-02",
        toelichting="samen met WMD",
        bronnen=("A3", "RS4b"),
        deelnemer=3,
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


def _add_two(ports: Ports, sessie_id: UUID) -> None:
    """Agreements 1 and 2 with their texts, each with the action of its number."""
    for nummer in ("1", "2"):
        ports.vervolg.save_afspraak(sessie_id, Afspraak(nummer=nummer), gelezen=0, daad=daad())
        save_tekst(ports, sessie_id, f"afspraak/{nummer}")
        save_tekst(ports, sessie_id, f"meting/{nummer}")
        ports.vervolg.save_actie(sessie_id, Actie(nummer=nummer, afspraak=nummer), gelezen=0, daad=daad())
        save_tekst(ports, sessie_id, f"actie/{nummer}")


def test_an_agreement_that_is_taken_out_lets_its_actions_go(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    ports.vervolg.delete_afspraak(sessie_id, "1", daad=daad(minuten=5))
    dossier = ports.sessies.get_dossier(sessie_id)
    assert [afspraak.nummer for afspraak in dossier.afspraken] == ["2"]
    assert [(actie.nummer, actie.afspraak) for actie in dossier.acties] == [("1", None), ("2", "2")]
    (weg,) = dossier.verwijderd
    assert (weg.stuk, weg.stuk.revisie, weg.op) == (Afspraak(nummer="1", revisie=2), 2, daad(minuten=5).op)


def test_what_was_taken_out_comes_back_where_it_was(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    voor = ports.sessies.get_dossier(sessie_id)
    ports.vervolg.delete_actie(sessie_id, "2", daad=daad(minuten=1))
    ports.vervolg.delete_afspraak(sessie_id, "1", daad=daad(minuten=2))
    weg = ports.sessies.get_dossier(sessie_id)
    assert [verwijderd.stuk.naam for verwijderd in weg.verwijderd] == ["Actie 2", "Afspraak 1"]
    ports.vervolg.restore_afspraak(sessie_id, "1", daad=daad())
    ports.vervolg.restore_actie(sessie_id, "2", daad=daad())
    dossier = ports.sessies.get_dossier(sessie_id)
    assert dossier.verwijderd == ()
    assert dossier.teksten == voor.teksten
    assert [(a.nummer, a.revisie) for a in dossier.afspraken] == [("1", 3), ("2", 1)]
    assert [(a.nummer, a.afspraak) for a in dossier.acties] == [("1", "1"), ("2", "2")]


def test_an_action_that_got_another_agreement_meanwhile_keeps_it(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    ports.vervolg.delete_afspraak(sessie_id, "1", daad=daad())
    ports.vervolg.save_actie(sessie_id, Actie(nummer="1", afspraak="2"), gelezen=1, daad=daad())
    ports.vervolg.restore_afspraak(sessie_id, "1", daad=daad())
    assert [actie.afspraak for actie in ports.sessies.get_dossier(sessie_id).acties] == ["2", "2"]


def test_a_change_that_was_under_way_is_refused_after_taking_out_and_after_putting_back(
    ports: Ports, sessie_id: UUID
) -> None:
    _add_two(ports, sessie_id)
    for move in (ports.vervolg.delete_actie, ports.vervolg.restore_actie):
        move(sessie_id, "1", daad=daad())
        with pytest.raises(IntussenGewijzigd):
            ports.vervolg.save_actie(sessie_id, Actie(nummer="1", eigenaar="x"), gelezen=1, daad=daad())
    ports.vervolg.delete_actie(sessie_id, "1", daad=daad())
    with pytest.raises(IntussenGewijzigd):
        ports.vervolg.save_actie(sessie_id, Actie(nummer="1"), gelezen=0, daad=daad())


def test_what_is_out_is_out_once_and_what_is_not_does_not_come_back(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    ports.vervolg.delete_actie(sessie_id, "1", daad=daad())
    voor = len(ports.logboek.list(sessie_id))
    with pytest.raises(NietGevonden, match="Actie 1 bestaat niet"):
        ports.vervolg.delete_actie(sessie_id, "1", daad=daad())
    for nummer in ("2", "9"):
        with pytest.raises(NietGevonden, match=f"Actie {nummer} bestaat niet"):
            ports.vervolg.restore_actie(sessie_id, nummer, daad=daad())
    assert len(ports.logboek.list(sessie_id)) == voor


def test_every_change_is_kept_with_who_made_it(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    anders = Actie(nummer="1", eigenaar="Ayşe", termijn=date(2027, 9, 1), afspraak="1")
    ports.vervolg.save_actie(sessie_id, anders, gelezen=1, daad=daad("save_actie", "1", minuten=3))
    with pytest.raises(IntussenGewijzigd):
        ports.vervolg.save_actie(sessie_id, anders, gelezen=1, daad=daad("save_actie", "1", minuten=4))
    ports.vervolg.delete_actie(sessie_id, "1", daad=daad("delete_actie", "1", minuten=5))
    eerste, tweede, derde = ports.vervolg.list_revisies(sessie_id, TekstSoort.ACTIE, "1")
    assert (eerste.stuk, eerste.handeling, eerste.wie) == (Actie(nummer="1", afspraak="1"), "doe_iets", "account:1")
    assert (tweede.stuk, tweede.stuk.revisie, tweede.handeling, tweede.op) == (
        anders.model_copy(update={"revisie": 2}),
        2,
        "save_actie",
        daad(minuten=3).op,
    )
    assert (derde.handeling, derde.stuk.revisie) == ("delete_actie", 3)
    assert [r.stuk for r in ports.vervolg.list_revisies(sessie_id, TekstSoort.AFSPRAAK, "1")] == [Afspraak(nummer="1")]
    assert ports.vervolg.list_revisies(sessie_id, TekstSoort.ACTIE, "9") == ()


def test_of_what_came_from_a_file_the_first_change_also_keeps_how_it_was(ports: Ports) -> None:
    id = load_zilverwaard(ports)
    was: Vervolgstuk = next(a for a in ports.sessies.get_dossier(id).afspraken if a.nummer == "2026-02")
    assert ports.vervolg.list_revisies(id, TekstSoort.AFSPRAAK, "2026-02") == ()
    ports.vervolg.delete_afspraak(id, "2026-02", daad=daad("delete_afspraak", "2026-02"))
    begin, weg = ports.vervolg.list_revisies(id, TekstSoort.AFSPRAAK, "2026-02")
    assert (begin.stuk, begin.stuk.revisie, begin.handeling, begin.wie) == (was, 1, BEGIN, "")
    assert (weg.handeling, weg.stuk.revisie) == ("delete_afspraak", 2)


def test_revisions_go_with_their_session(ports: Ports, sessie_id: UUID) -> None:
    _add_two(ports, sessie_id)
    ports.sessies.delete(sessie_id, daad=daad())
    assert ports.vervolg.list_revisies(sessie_id, TekstSoort.ACTIE, "1") == ()


def test_an_action_outlives_its_owner_and_moves_along_with_them(ports: Ports, sessie_id: UUID) -> None:
    for nummer in (1, 2, 3):
        mens = Deelnemer(nummer=nummer, rol="rector")
        ports.sessies.save_deelnemer(sessie_id, mens, gelezen=0, daad=daad())
        actie = Actie(nummer=str(nummer), deelnemer=nummer, eigenaar="rector")
        ports.vervolg.save_actie(sessie_id, actie, gelezen=0, daad=daad())
    ports.sessies.delete_deelnemer(sessie_id, 3, daad=daad())
    ports.deelnames.merge(sessie_id, Deelnemer(nummer=1, rol="rector"), None, weg=2, gelezen=1, daad=daad())
    acties = ports.sessies.get_dossier(sessie_id).acties
    assert [(actie.deelnemer, actie.eigenaar) for actie in acties] == [(1, "rector"), (1, "rector"), (None, "rector")]


def test_what_is_not_there_cannot_be_deleted(ports: Ports, sessie_id: UUID) -> None:
    with pytest.raises(NietGevonden, match="Afspraak 9"):
        ports.vervolg.delete_afspraak(sessie_id, "9", daad=daad())
    with pytest.raises(NietGevonden, match="Actie 9"):
        ports.vervolg.delete_actie(sessie_id, "9", daad=daad())
    assert len(ports.logboek.list(sessie_id)) == 1
