"""The services on groups: making, moving, beginning, closing, and what happens to the notes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.bestand import read_bestand
from gesprekskaart.dossier import GEDEELD, LEEG, NIET_BESPROKEN
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.groep import Groep, Groepstand, Indeling
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import Ports
from gesprekskaart.services.groepen import (
    add_groep,
    add_minuten,
    begin_groepen,
    close_groepen,
    delete_groep,
    make_groepen,
    pause_klokken,
    propose,
    save_groep,
    start_klokken,
)
from gesprekskaart.services.meelezen import require_schrijver
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.services.uitnodigen import change_uitnodiging, make_uitnodiging, revoke
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.services.verslagen import make_json, make_verslag
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, NietBesproken, Sessie, Sessierol, Stand
from tests import nep
from tests.zaak import come_in, make_deelnemer, make_sessie, write

ports = pytest.fixture(nep.make_ports)


@pytest.fixture
def sessie(ports: Ports, wie: Wie) -> Sessie:
    """An opdenksessie with six people of two partnerships, somebody who listens and a verslaglegger."""
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4")
    rollen = [*[Sessierol.DEELNEMER] * 6, Sessierol.TOEHOORDER, Sessierol.VERSLAGLEGGER]
    for nummer, rol in enumerate(rollen, start=1):
        code = ("LWZ", "AOZ")[nummer % 2]
        mens = Deelnemer(nummer=nummer, rol="coördinator", namens=(code,), sessierol=rol)
        save_deelnemer(wie, sessie.id, mens, gelezen=0, ports=ports)
    return sessie


def make(ports: Ports, wie: Wie, sessie: Sessie, indeling: Indeling = Indeling.WILLEKEURIG, **anders: Any) -> None:
    velden: dict[str, Any] = {"aantal": 3, "minuten": 45, "toeval": random.Random(5), **anders}
    make_groepen(wie, sessie.id, indeling, ports=ports, **velden)


def groepen(ports: Ports, sessie: Sessie) -> tuple[Groep, ...]:
    return ports.sessies.get_dossier(sessie.id).groepen


def member(ports: Ports, sessie: Sessie, groep: int) -> Wie:
    (lid, *_) = groepen(ports, sessie)[groep - 1].leden
    return make_deelnemer(sessie, Sessierol.DEELNEMER, nummer=lid)


def test_everybody_at_the_table_is_dealt_and_nobody_else(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    weg = Deelnemer(nummer=1, rol="coördinator", namens=("AOZ",), aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    save_deelnemer(wie, sessie.id, weg, gelezen=1, ports=ports)
    ingetrokken = come_in(ports, wie, sessie).deelname.nummer
    binnen = come_in(ports, wie, sessie).deelname.nummer
    revoke(wie, sessie.id, ingetrokken, ports=ports)

    voorstel = propose(wie, sessie.id, ports=ports)
    make(ports, wie, sessie)

    assert [mens.nummer for mens in voorstel.mensen] == [2, 3, 4, 5, 6, binnen]
    assert voorstel.aantal == 2
    assert sorted(lid for groep in groepen(ports, sessie) for lid in groep.leden) == [2, 3, 4, 5, 6, binnen]


def test_groups_can_be_prepared_before_the_conversation_and_begin_in_it(ports: Ports, wie: Wie) -> None:
    sessie = make_sessie(ports, wie, kaart="opdenksessie-4", stand=Stand.VOORBEREIDING)
    make(ports, wie, sessie, Indeling.HAND)
    with pytest.raises(NietToegestaan, match="het gesprek is nog niet begonnen"):
        begin_groepen(wie, sessie.id, ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    begin_groepen(wie, sessie.id, ports=ports)
    assert {groep.stand for groep in groepen(ports, sessie)} == {Groepstand.OPEN}


@pytest.mark.parametrize("aantal", [0, 1, 13])
def test_a_number_of_groups_that_cannot_be_is_refused(ports: Ports, wie: Wie, sessie: Sessie, aantal: int) -> None:
    with pytest.raises(Ongeldig, match="Kies 2 tot 12 groepen"):
        make(ports, wie, sessie, aantal=aantal)


def test_more_groups_than_people_is_refused_but_not_by_hand(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="Er zijn 6 mensen om te verdelen"):
        make(ports, wie, sessie, aantal=7)
    make(ports, wie, sessie, Indeling.HAND, aantal=7)
    assert len(groepen(ports, sessie)) == 7


def test_groups_are_made_anew_until_one_of_them_wrote(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie)
    make(ports, wie, sessie, Indeling.THEMA, minuten=30)
    assert [(groep.themas, groep.minuten) for groep in groepen(ports, sessie)] == [
        (("T1",), 30),
        (("T2",), 30),
        (("T3",), 30),
    ]
    begin_groepen(wie, sessie.id, ports=ports)
    write(ports, member(ports, sessie, 2), sessie, "vraagstuk/T2/2", "Drie looptijden.")
    with pytest.raises(Ongeldig, match="Groep 2 heeft al iets geschreven en blijft daarom staan"):
        make(ports, wie, sessie)
    with pytest.raises(Ongeldig, match="Groep 2 heeft al iets geschreven"):
        delete_groep(wie, sessie.id, 2, ports=ports)
    delete_groep(wie, sessie.id, 3, ports=ports)
    assert [groep.nummer for groep in groepen(ports, sessie)] == [1, 2]


def test_somebody_is_moved_by_hand(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie)
    een, twee, _ = groepen(ports, sessie)
    wie_verhuist = een.leden[0]
    nieuw = twee.model_copy(update={"leden": (*twee.leden, wie_verhuist), "notulist": wie_verhuist, "naam": "Achterin"})
    save_groep(wie, sessie.id, nieuw, ports=ports)
    een, twee, _ = groepen(ports, sessie)
    assert wie_verhuist not in een.leden
    assert wie_verhuist in twee.leden
    assert (twee.notulist, twee.titel) == (wie_verhuist, "Achterin")


def test_nobody_and_nothing_from_outside_gets_into_a_group(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie)
    een = groepen(ports, sessie)[0]
    with pytest.raises(Ongeldig, match="staat niet \\(meer\\) in dit gesprek"):
        save_groep(wie, sessie.id, een.model_copy(update={"leden": (99,)}), ports=ports)
    with pytest.raises(Ongeldig, match="geen thema T9"):
        save_groep(wie, sessie.id, een.model_copy(update={"themas": ("T9",)}), ports=ports)
    with pytest.raises(NietGevonden, match="Groep 8 bestaat niet"):
        save_groep(wie, sessie.id, Groep(nummer=8), ports=ports)


def test_a_group_more_gets_the_next_number_and_the_same_time(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie, minuten=20)
    groep = add_groep(wie, sessie.id, ports=ports)
    assert (groep.nummer, groep.leden, groep.minuten) == (4, (), 20)


def test_members_write_once_their_group_began_and_read_on_after_it_closed(
    ports: Ports, wie: Wie, sessie: Sessie
) -> None:
    make(ports, wie, sessie)
    lid, ander = member(ports, sessie, 1), member(ports, sessie, 2)
    with pytest.raises(NietToegestaan, match="Groep 1 is nog niet begonnen"):
        write(ports, lid, sessie, "vraagstuk/T1/1", "Te vroeg")
    begin_groepen(wie, sessie.id, ports=ports)
    write(ports, lid, sessie, "vraagstuk/T1/1", "Wie is eigenaar?")
    write(ports, lid, sessie, "anderen/T1/1/LWZ", "Een buddyschool.")
    for plek in ("vraagstuk/T1/1", "landelijk/T1/1"):
        with pytest.raises(NietToegestaan, match="je zit niet in Groep 1"):
            write(ports, ander, sessie, plek, "Van een ander")
        with pytest.raises(NietToegestaan, match="je zit niet in Groep 1"):
            require_schrijver(ander, sessie.id, plek, sessies=ports.sessies, groepen=ports.groepen)

    close_groepen(wie, sessie.id, ports=ports)

    with pytest.raises(NietToegestaan, match="Groep 1 is gesloten"):
        write(ports, lid, sessie, "vraagstuk/T1/1", "Te laat", gelezen=1)
    assert ports.teksten.get(sessie.id, "vraagstuk/T1/1") is not None
    write(ports, make_deelnemer(sessie, Sessierol.VERSLAGLEGGER, nummer=8), sessie, "context/T1/1", "Aangevuld")
    write(ports, wie, sessie, "vraagstuk/T1/1", "Wie is de eigenaar?", gelezen=1)
    begin_groepen(wie, sessie.id, [1], ports=ports)
    write(ports, lid, sessie, "vraagstuk/T1/1", "Toch nog", gelezen=2)


@pytest.mark.parametrize("plek", ["vraagstuk/T1/4", "vraagstuk/T1a/1", "anderen/T1/1/XYZ", "vraagstuk/T9/1"])
def test_a_note_has_a_place_only_in_a_group_and_theme_that_are_there(
    ports: Ports, wie: Wie, sessie: Sessie, plek: str
) -> None:
    make(ports, wie, sessie)
    with pytest.raises(Ongeldig, match="bestaat niet in dit gesprek"):
        write(ports, wie, sessie, plek, "Waarheen?")


def test_a_group_states_for_itself_what_it_did_not_come_to(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie)
    begin_groepen(wie, sessie.id, ports=ports)
    lid, feit = member(ports, sessie, 3), NietBesproken(sleutel="T2c", groep=3, reden="tijd tekort door T2b")
    mark_niet_besproken(lid, sessie.id, feit, geldt=True, ports=ports)
    mark_niet_besproken(lid, sessie.id, NietBesproken(sleutel="T3", groep=3), geldt=True, ports=ports)
    with pytest.raises(NietToegestaan, match="je zit niet in Groep 2"):
        mark_niet_besproken(lid, sessie.id, NietBesproken(sleutel="T3", groep=2), geldt=True, ports=ports)
    with pytest.raises(NietToegestaan):
        mark_niet_besproken(lid, sessie.id, NietBesproken(sleutel="T3"), geldt=True, ports=ports)
    with pytest.raises(Ongeldig, match="Groep 9 bestaat niet"):
        mark_niet_besproken(wie, sessie.id, NietBesproken(sleutel="T3", groep=9), geldt=True, ports=ports)

    write(ports, lid, sessie, "oplossingen/T2/3", "Een instapovereenkomst.")
    dossier = ports.sessies.get_dossier(sessie.id)
    een, _, drie = dossier.groepen
    standen = [dossier.groepstand(groep, vraag) for groep in (een, drie) for vraag in ("T2", "T3")]
    assert standen == [LEEG, LEEG, GEDEELD, NIET_BESPROKEN]
    vragen: dict[str, Vraag] = {vraag.id: vraag for vraag in dossier.kaart.vragen}
    assert dossier.vraagstand(vragen["T2"]) == GEDEELD
    assert dossier.vraagstand(vragen["T3"]) == LEEG


def test_clocks_of_one_group_or_of_all(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    make(ports, wie, sessie, minuten=10)
    begin_groepen(wie, sessie.id, ports=ports)
    pause_klokken(wie, sessie.id, [2], ports=ports)
    add_minuten(wie, sessie.id, [2, 3], ports=ports)
    nu = ports.now()
    assert [(groep.left_s(nu), groep.loopt_tot is not None) for groep in groepen(ports, sessie)] == [
        (600, True),
        (660, False),
        (660, True),
    ]
    start_klokken(wie, sessie.id, ports=ports)
    assert all(groep.loopt_tot for groep in groepen(ports, sessie))
    voor = len(ports.logboek.list(sessie.id))
    start_klokken(wie, sessie.id, ports=ports)
    assert len(ports.logboek.list(sessie.id)) == voor, "nothing changed, so nothing is logged"
    close_groepen(wie, sessie.id, ports=ports)
    assert not any(groep.loopt_tot for groep in groepen(ports, sessie))


def test_who_still_waits_is_in_no_group_of_the_report(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    nu = make_uitnodiging(wie, sessie.id, ports=ports)
    change_uitnodiging(wie, nu, tot=nu.tot, wachtkamer=True, ports=ports)
    wacht = come_in(ports, wie, sessie).deelname.nummer
    make(ports, wie, sessie)
    een = groepen(ports, sessie)[0]
    assert wacht not in een.leden
    nieuw = een.model_copy(update={"leden": (*een.leden, wacht), "notulist": wacht})
    save_groep(wie, sessie.id, nieuw, ports=ports)

    (inhoud, *_) = make_verslag(wie, sessie.id, None, ports=ports).inhoud.groepen
    bestand = read_bestand(make_json(wie, sessie.id, ports=ports).data, "x").sessies[0]

    assert (inhoud.leden, inhoud.notulist) == (een.leden, None)
    id = import_sessie(wie, bestand, ports=ports, new_id=uuid4)
    assert ports.sessies.get_dossier(id).groepen[0].leden == een.leden


DADEN: list[Callable[[Wie, Sessie, Ports], object]] = [
    lambda wie, sessie, ports: make(ports, wie, sessie),
    lambda wie, sessie, ports: propose(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: add_groep(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: save_groep(wie, sessie.id, Groep(nummer=1), ports=ports),
    lambda wie, sessie, ports: delete_groep(wie, sessie.id, 1, ports=ports),
    lambda wie, sessie, ports: begin_groepen(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: close_groepen(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: start_klokken(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: pause_klokken(wie, sessie.id, ports=ports),
    lambda wie, sessie, ports: add_minuten(wie, sessie.id, ports=ports),
]


@pytest.mark.parametrize("daad", DADEN)
@pytest.mark.parametrize("rol", [Sessierol.VERSLAGLEGGER, Sessierol.DEELNEMER, Sessierol.TOEHOORDER])
def test_only_who_leads_makes_and_leads_groups(
    ports: Ports, wie: Wie, sessie: Sessie, daad: Callable[..., object], rol: Sessierol
) -> None:
    make(ports, wie, sessie)
    voor = ports.logboek.list(sessie.id)
    with pytest.raises(NietToegestaan, match=f"Groepen .* kan niet als {rol}"):
        daad(make_deelnemer(sessie, rol), sessie, ports)
    with pytest.raises(SessieOnbekend):
        daad(Wie(), sessie, ports)
    assert ports.logboek.list(sessie.id) == voor


@pytest.mark.parametrize("daad", DADEN)
def test_after_freezing_groups_stay_as_they_are(
    ports: Ports, wie: Wie, sessie: Sessie, daad: Callable[..., object]
) -> None:
    make(ports, wie, sessie)
    ports.sessies.save(
        ports.sessies.get(sessie.id).model_copy(update={"stand": Stand.VERSLAG}),
        gelezen=ports.sessies.get(sessie.id).revisie,
        daad=ports.logboek.list(sessie.id)[-1].daad.model_copy(update={"handeling": "freeze"}),
    )
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        daad(wie, sessie, ports)
