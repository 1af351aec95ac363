"""The port Deelnames: invitations, places and devices, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine

from gesprekskaart.deelname import Apparaat, Deelname, Uitnodiging
from gesprekskaart.errors import Botsing, IntussenGewijzigd, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, add_sessie, daad

TOT = BEGIN + timedelta(days=1)
TELEFOON, LAPTOP = Apparaat("a" * 64, TOT), Apparaat("b" * 64, TOT)


def _uitnodiging(sessie_id: UUID, code: str = "ACDEFHJK") -> Uitnodiging:
    return Uitnodiging(sessie_id=sessie_id, code=code, tot=TOT)


def _join(ports: Ports, sessie_id: UUID, nummer: int, apparaat: Apparaat = TELEFOON, *, minuten: int = 0) -> Deelname:
    deelname = Deelname(sessie_id=sessie_id, nummer=nummer, gekomen_op=BEGIN, terugkeer_hash=f"{sessie_id}{nummer}")
    deelnemer = Deelnemer(nummer=nummer, rol="programmaleider", organisatie="Kindrijk")
    ports.deelnames.join(deelname, deelnemer, apparaat, gelezen=0, daad=daad("join", minuten=minuten))
    return deelname


def _nummers(ports: Ports, apparaat: Apparaat = TELEFOON) -> list[int]:
    return [stoel.deelnemer.nummer for stoel in ports.deelnames.find_by_apparaat(apparaat.hash, nu=BEGIN)]


def test_an_invitation_comes_back_by_session_and_by_code(ports: Ports) -> None:
    sessie = add_sessie(ports)
    uitnodiging = ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id), gelezen=0, daad=daad())
    assert uitnodiging.revisie == 1
    assert ports.deelnames.get_uitnodiging(sessie.id) == uitnodiging
    assert ports.deelnames.find_uitnodiging("ACDEFHJK") == uitnodiging
    assert ports.deelnames.find_uitnodiging("KKKKKKKK") is None
    assert ports.deelnames.get_uitnodiging(add_sessie(ports).id) is None


def test_a_replaced_code_is_gone(ports: Ports) -> None:
    sessie = add_sessie(ports)
    ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id), gelezen=0, daad=daad())
    nieuw = ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id, "KKKKKKKK"), gelezen=1, daad=daad())
    assert ports.deelnames.find_uitnodiging("ACDEFHJK") is None
    assert ports.deelnames.find_uitnodiging("KKKKKKKK") == nieuw
    with pytest.raises(IntussenGewijzigd):
        ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id, "CCCCCCCC"), gelezen=1, daad=daad())


def test_a_code_is_of_one_session(ports: Ports) -> None:
    een, ander = add_sessie(ports), add_sessie(ports)
    ports.deelnames.save_uitnodiging(_uitnodiging(een.id), gelezen=0, daad=daad())
    with pytest.raises(Botsing, match="een ander gesprek"):
        ports.deelnames.save_uitnodiging(_uitnodiging(ander.id), gelezen=0, daad=daad())
    assert ports.deelnames.get_uitnodiging(ander.id) is None


def test_who_comes_in_is_a_participant_on_a_device(ports: Ports) -> None:
    sessie = add_sessie(ports)
    deelname = _join(ports, sessie.id, 1)
    assert [d.nummer for d in ports.sessies.get_dossier(sessie.id).deelnemers] == [1]
    assert ports.deelnames.list(sessie.id) == (deelname,)
    (stoel,) = ports.deelnames.find_by_apparaat(TELEFOON.hash, nu=BEGIN)
    assert (stoel.deelname, stoel.deelnemer.rol, stoel.waar) == (deelname, "programmaleider", "")
    assert ports.deelnames.find_by_apparaat(TELEFOON.hash, nu=TOT) == ()
    assert ports.deelnames.find_by_apparaat(LAPTOP.hash, nu=BEGIN) == ()
    assert [regel.daad.handeling for regel in ports.logboek.list(sessie.id)] == ["add_sessie", "join"]


def test_a_listed_participant_is_taken_once(ports: Ports) -> None:
    sessie = add_sessie(ports)
    genoemd = Deelnemer(nummer=4, rol="bestuurder")
    ports.sessies.save_deelnemer(sessie.id, genoemd, gelezen=0, daad=daad())
    deelname = Deelname(sessie_id=sessie.id, nummer=4, gekomen_op=BEGIN, genoemd=True)
    ports.deelnames.join(deelname, genoemd, TELEFOON, gelezen=1, daad=daad())
    for gelezen in (1, 2):
        with pytest.raises(IntussenGewijzigd):
            ports.deelnames.join(deelname, genoemd, LAPTOP, gelezen=gelezen, daad=daad())
    assert _nummers(ports, LAPTOP) == []


def test_people_who_share_a_device_take_turns(ports: Ports) -> None:
    sessie = add_sessie(ports)
    for nummer in (1, 2, 3):
        _join(ports, sessie.id, nummer, minuten=nummer)
    assert _nummers(ports) == [3, 2, 1]
    ports.deelnames.choose(TELEFOON.hash, sessie.id, 1, op=BEGIN + timedelta(minutes=9))
    assert _nummers(ports) == [1, 3, 2]
    ports.deelnames.drop_apparaat(TELEFOON.hash, sessie.id, 3)
    assert _nummers(ports) == [1, 2]
    assert len(ports.deelnames.list(sessie.id)) == 3


def test_a_second_device_holds_the_same_place(ports: Ports) -> None:
    sessie = add_sessie(ports)
    deelname = _join(ports, sessie.id, 1)
    assert ports.deelnames.find_by_terugkeer(f"{sessie.id}1") == deelname
    assert ports.deelnames.find_by_terugkeer("c" * 64) is None
    for _ in range(2):
        ports.deelnames.add_apparaat(sessie.id, 1, LAPTOP, daad=daad("come_back"))
    assert _nummers(ports, LAPTOP) == [1]
    assert _nummers(ports) == [1]


def test_where_somebody_was_is_kept_per_device(ports: Ports) -> None:
    sessie = add_sessie(ports)
    _join(ports, sessie.id, 1)
    ports.deelnames.add_apparaat(sessie.id, 1, LAPTOP, daad=daad())
    ports.deelnames.remember(TELEFOON.hash, sessie.id, 1, waar="gesprek?vraag=RS3")
    ports.deelnames.add_apparaat(sessie.id, 1, TELEFOON, daad=daad())
    assert ports.deelnames.find_by_apparaat(TELEFOON.hash, nu=BEGIN)[0].waar == "gesprek?vraag=RS3"
    assert ports.deelnames.find_by_apparaat(LAPTOP.hash, nu=BEGIN)[0].waar == ""


def test_a_change_names_the_revision_it_was_based_on(ports: Ports) -> None:
    sessie = add_sessie(ports)
    deelname = _join(ports, sessie.id, 1)
    ingetrokken = deelname.model_copy(update={"ingetrokken": True})
    assert ports.deelnames.save(ingetrokken, gelezen=1, daad=daad()).revisie == 2
    with pytest.raises(IntussenGewijzigd):
        ports.deelnames.save(deelname, gelezen=1, daad=daad())
    assert ports.deelnames.list(sessie.id)[0].ingetrokken


def test_a_new_cookie_lasts_for_every_place_on_the_device(ports: Ports) -> None:
    een, ander = add_sessie(ports), add_sessie(ports)
    _join(ports, een.id, 1)
    _join(ports, ander.id, 1, Apparaat(TELEFOON.hash, TOT + timedelta(days=5)), minuten=1)
    later = ports.deelnames.find_by_apparaat(TELEFOON.hash, nu=TOT + timedelta(days=1))
    assert [stoel.deelname.sessie_id for stoel in later] == [ander.id, een.id]


def test_leaving_and_deleting_make_the_devices_forget(ports: Ports) -> None:
    sessie = add_sessie(ports)
    _join(ports, sessie.id, 1)
    _join(ports, sessie.id, 2, minuten=1)
    ports.deelnames.leave(sessie.id, 1, daad=daad())
    assert (_nummers(ports), len(ports.sessies.get_dossier(sessie.id).deelnemers)) == ([2], 2)
    ports.sessies.delete_deelnemer(sessie.id, 2, daad=daad())
    assert (_nummers(ports), ports.deelnames.list(sessie.id)) == ([], ())
    _join(ports, sessie.id, 2, LAPTOP, minuten=2)
    assert (_nummers(ports), _nummers(ports, LAPTOP)) == ([], [2])


def test_merging_moves_the_devices_and_keeps_the_return_code(ports: Ports) -> None:
    sessie = add_sessie(ports)
    houd = Deelnemer(nummer=1, rol="bestuurder")
    ports.sessies.save_deelnemer(sessie.id, houd, gelezen=0, daad=daad())
    deelname = _join(ports, sessie.id, 2).model_copy(update={"nummer": 1})
    with pytest.raises(IntussenGewijzigd):
        ports.deelnames.merge(sessie.id, houd, deelname, weg=2, gelezen=7, daad=daad())
    ports.deelnames.merge(sessie.id, houd, deelname, weg=2, gelezen=1, daad=daad("merge"))
    assert [d.nummer for d in ports.sessies.get_dossier(sessie.id).deelnemers] == [1]
    assert _nummers(ports) == [1]
    gevonden = ports.deelnames.find_by_terugkeer(f"{sessie.id}2")
    assert gevonden is not None
    assert gevonden.nummer == 1


def test_merging_two_who_both_came_in(ports: Ports) -> None:
    sessie = add_sessie(ports)
    eerste = _join(ports, sessie.id, 1)
    _join(ports, sessie.id, 2, LAPTOP, minuten=1)
    (houd, _) = ports.sessies.get_dossier(sessie.id).deelnemers
    ports.deelnames.merge(sessie.id, houd, eerste, weg=2, gelezen=houd.revisie, daad=daad())
    assert (_nummers(ports), _nummers(ports, LAPTOP)) == ([1], [1])
    assert [deelname.revisie for deelname in ports.deelnames.list(sessie.id)] == [2]


def test_nothing_of_it_outlives_the_session(ports: Ports) -> None:
    sessie = add_sessie(ports)
    ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id), gelezen=0, daad=daad())
    _join(ports, sessie.id, 1)
    ports.sessies.delete(sessie.id, daad=daad())
    assert ports.deelnames.find_uitnodiging("ACDEFHJK") is None
    assert (_nummers(ports), ports.deelnames.list(sessie.id)) == ([], ())
    with pytest.raises(SessieOnbekend):
        ports.deelnames.save_uitnodiging(_uitnodiging(sessie.id), gelezen=0, daad=daad())


def test_only_these_sessions_are_listed(ports: Ports) -> None:
    een, ander = add_sessie(ports, titel="Een"), add_sessie(ports, titel="Ander", minuten=1)
    add_sessie(ports)
    regels = ports.sessies.list_these({een.id, ander.id})
    assert [regel.sessie.gesprek.titel for regel in regels] == ["Ander", "Een"]
    assert ports.sessies.list_these(()) == ()


def test_of_people_who_come_in_at_once_each_number_is_given_once(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie, samen = add_sessie(ports), Barrier(4)

    def come(volgnummer: int) -> bool:
        samen.wait()
        try:
            _join(ports, sessie.id, 1, Apparaat(str(volgnummer) * 64, TOT))
        except IntussenGewijzigd:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(come, range(4))) == [False, False, False, True]
    assert len(ports.deelnames.list(sessie.id)) == 1


def test_the_codes_of_merged_entries_find_the_one_who_stays(ports: Ports) -> None:
    sessie = add_sessie(ports)
    een, twee = (_join(ports, sessie.id, nummer) for nummer in (1, 2))
    codes = tuple(letter * 64 for letter in "cd")
    samen = een.model_copy(update={"terugkeer_ook": codes, "eerder": (2,)})
    houd = next(d for d in ports.sessies.get_dossier(sessie.id).deelnemers if d.nummer == 1)
    ports.deelnames.merge(sessie.id, houd, samen, weg=2, gelezen=houd.revisie, daad=daad("merge_deelnemers"))
    for code in (een.terugkeer_hash, *codes):
        gevonden = ports.deelnames.find_by_terugkeer(str(code))
        assert gevonden is not None
        assert (gevonden.nummer, gevonden.terugkeer_ook, gevonden.eerder) == (1, codes, (2,))
    assert ports.deelnames.find_by_terugkeer(str(twee.terugkeer_hash)) is None
    assert ports.deelnames.find_by_terugkeer("%") is None
