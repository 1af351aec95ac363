"""The port Reeksen, and sessions that follow one another, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from gesprekskaart.betrokkenheid import Betrokkenheid, Betrokkensoort
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Botsing, IntussenGewijzigd, StandGewijzigd
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.ports import Ports
from gesprekskaart.reeks import Nummers
from gesprekskaart.sessie import Sessie, Stand
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Actieterug, Afspraakterug, Terugblik
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Afspraakstand
from storage import make_ports
from tests.integration.bouwstenen import BEGIN, KAART, add_sessie, daad, make_tekst

TERUG = Terugblik(
    titel="Ayşe & Zoë",
    datum=date(2026, 3, 12),
    afspraken=(Afspraakterug(nummer="2026-01", tekst="Tellen", stand=Afspraakstand.AANGEHOUDEN, bronnen=("K1",)),),
    acties=(Actieterug(nummer="8", tekst="<b>", termijn=date(2026, 5, 1), afspraak="2026-01", stand=Actiestand.LOOPT),),
    hoogste_afspraak=6,
    hoogste_actie=9,
)


def follow(ports: Ports, vorige: Sessie, *, minuten: int = 1, terug: Terugblik | None = TERUG) -> Sessie:
    """A follow-up with nothing in it but what it looks back on."""
    sessie = vorige.model_copy(
        update={
            "id": uuid4(),
            "vorige": vorige.id,
            "reeks": vorige.reeks_id,
            "aangemaakt_op": BEGIN + timedelta(minutes=minuten),
        }
    )
    dossier = Dossier(sessie=sessie, kaart=ports.kaarten.get(KAART[0]), terugblik=terug)
    ports.sessies.add_dossier(dossier, (), daad=daad("make_vervolg"))
    return sessie


def test_a_follow_up_comes_back_as_it_was_made(ports: Ports) -> None:
    vervolg = follow(ports, add_sessie(ports))
    dossier = ports.sessies.get_dossier(vervolg.id)
    assert (dossier.sessie, dossier.terugblik) == (vervolg, TERUG)
    assert ports.sessies.get_dossier(vervolg.vorige or vervolg.id).terugblik is None


def test_a_series_is_told_from_any_of_its_sessions_in_the_order_in_which_they_were_made(ports: Ports) -> None:
    eerste, los = add_sessie(ports), add_sessie(ports)
    tweede = follow(ports, eerste, minuten=1)
    derde = follow(ports, tweede, minuten=2)
    for sessie in (eerste, tweede, derde):
        assert ports.reeksen.list(sessie.reeks_id) == (eerste, tweede, derde)
    assert ports.reeksen.list(los.reeks_id) == (los,)
    ports.sessies.delete(tweede.id, daad=daad("delete_sessie"))
    assert ports.reeksen.list(eerste.id) == (eerste, derde)
    assert ports.sessies.get(derde.id) == derde
    ports.sessies.delete(eerste.id, daad=daad("delete_sessie"))
    assert ports.reeksen.list(derde.reeks_id) == (derde,)
    assert ports.reeksen.list(uuid4()) == ()


def test_numbers_are_of_the_whole_series_and_of_no_other(ports: Ports) -> None:
    eerste, los = add_sessie(ports), add_sessie(ports)
    ports.vervolg.save_afspraak(eerste.id, Afspraak(nummer="2026-02"), gelezen=0, daad=daad())
    ports.vervolg.save_actie(los.id, Actie(nummer="77"), gelezen=0, daad=daad())
    assert ports.reeksen.list_nummers(eerste.id) == Nummers(frozenset({"2026-02"}), frozenset(), 2, 0)
    tweede = follow(ports, eerste)
    ports.vervolg.save_actie(tweede.id, Actie(nummer="12"), gelezen=0, daad=daad())
    for sessie in (eerste, tweede):
        assert ports.reeksen.list_nummers(sessie.reeks_id) == Nummers(
            frozenset({"2026-01", "2026-02"}), frozenset({"8", "12"}), 6, 12
        )
    ports.sessies.delete(eerste.id, daad=daad())
    assert ports.reeksen.list_nummers(tweede.reeks_id) == Nummers(frozenset({"2026-01"}), frozenset({"8", "12"}), 6, 12)


def test_a_session_has_one_follow_up_and_the_place_is_free_again_when_that_goes(ports: Ports) -> None:
    eerste = add_sessie(ports)
    vervolg = follow(ports, eerste)
    with pytest.raises(Botsing, match="heeft al een vervolg: ‘Regiogesprek’"):
        follow(ports, eerste)
    assert len(ports.sessies.list_all()) == 2
    ports.sessies.delete(vervolg.id, daad=daad())
    follow(ports, eerste)


def test_what_follows_something_that_is_not_here_is_in_no_series(ports: Ports) -> None:
    ergens = uuid4()
    for _ in range(2):
        los = add_sessie(ports).model_copy(update={"id": uuid4(), "vorige": ergens})
        ports.sessies.add_dossier(Dossier(sessie=los, kaart=ports.kaarten.get(KAART[0])), (), daad=daad())
        assert ports.sessies.get(los.id) == los
        assert ports.reeksen.list(los.reeks_id) == (los,)


def test_a_number_is_given_once_in_a_series(ports: Ports) -> None:
    eerste = add_sessie(ports)
    tweede = follow(ports, eerste)
    ports.vervolg.save_afspraak(tweede.id, Afspraak(nummer="2026-07"), gelezen=0, daad=daad())
    ports.vervolg.save_actie(tweede.id, Actie(nummer="10"), gelezen=0, daad=daad())
    with pytest.raises(IntussenGewijzigd, match="Afspraak 2026-07"):
        ports.vervolg.save_afspraak(eerste.id, Afspraak(nummer="2026-07"), gelezen=0, daad=daad())
    with pytest.raises(IntussenGewijzigd, match="Actie 10"):
        ports.vervolg.save_actie(eerste.id, Actie(nummer="10"), gelezen=0, daad=daad())
    los = add_sessie(ports)
    assert ports.vervolg.save_actie(los.id, Actie(nummer="10"), gelezen=0, daad=daad()).revisie == 1
    assert ports.vervolg.save_actie(tweede.id, Actie(nummer="10"), gelezen=1, daad=daad()).revisie == 2


@pytest.mark.parametrize("punt", [Afspraak(nummer="2026-01"), Actie(nummer="8", afspraak="2026-01")])
def test_what_is_taken_up_comes_with_its_text_and_once(ports: Ports, punt: Afspraak | Actie) -> None:
    eerste = add_sessie(ports)
    soort = "afspraak" if isinstance(punt, Afspraak) else "actie"
    if isinstance(punt, Afspraak):
        ports.vervolg.save_afspraak(eerste.id, punt, gelezen=0, daad=daad())
    else:
        ports.vervolg.save_actie(eerste.id, punt, gelezen=0, daad=daad())
    tweede = follow(ports, eerste)
    tekst = make_tekst(f"{soort}/{punt.nummer}", "Tellen")
    te_laat = daad("look_back").model_copy(update={"stand": Stand.VASTGESTELD})
    with pytest.raises(StandGewijzigd):
        ports.reeksen.take_up(tweede.id, punt, (tekst,), daad=te_laat)
    ports.reeksen.take_up(tweede.id, punt, (tekst,), daad=daad("look_back", f"{soort}/{punt.nummer}"))
    with pytest.raises(IntussenGewijzigd):
        ports.reeksen.take_up(tweede.id, punt, (tekst,), daad=daad())
    dossier = ports.sessies.get_dossier(tweede.id)
    assert (*dossier.afspraken, *dossier.acties) == (punt,)
    assert dossier.teksten == {f"{soort}/{punt.nummer}": tekst}
    assert [regel.daad.handeling for regel in ports.logboek.list(tweede.id)] == ["make_vervolg", "look_back"]


@pytest.mark.parametrize(
    ("punt", "plek"),
    [
        (Verschil(nummer="V1", titel="Wat telt?", bronnen=("vorig/V1", "G1")), "verschil/V1"),
        (LandelijkIssue(nummer="L1", thema="Geld", bronnen=("vorig/vorig/L2",)), "issue/L1"),
        (Betrokkenheid(nummer="B1", soort=Betrokkensoort.PARTIJ, bronnen=("vorig/B4",)), None),
    ],
    ids=["verschil", "issue", "betrokkenheid"],
)
def test_what_else_was_open_is_taken_up_in_its_own_list_and_once(
    ports: Ports, punt: Verschil | LandelijkIssue | Betrokkenheid, plek: str | None
) -> None:
    sessie = follow(ports, add_sessie(ports))
    teksten = (make_tekst(plek, "Dit"),) if plek else ()

    ports.reeksen.take_up(sessie.id, punt, teksten, daad=daad("take_along", punt.nummer))

    with pytest.raises(IntussenGewijzigd):
        ports.reeksen.take_up(sessie.id, punt, (), daad=daad())
    dossier = ports.sessies.get_dossier(sessie.id)
    assert (*dossier.verschillen, *dossier.issues, *dossier.betrokkenen) == (punt,)
    assert [str(tekst) for tekst in dossier.teksten] == ([plek] if plek else [])


def test_what_had_no_text_is_taken_up_without(ports: Ports) -> None:
    sessie = follow(ports, add_sessie(ports))
    ports.reeksen.take_up(sessie.id, Actie(nummer="8"), (), daad=daad())
    assert ports.sessies.get_dossier(sessie.id).teksten == {}


def test_of_those_who_give_the_same_number_at_once_one_gets_it(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    eerste = add_sessie(ports)
    sessies = [eerste.id, follow(ports, eerste).id]

    def give(sessie_id: UUID) -> bool:
        try:
            ports.vervolg.save_actie(sessie_id, Actie(nummer="10"), gelezen=0, daad=daad())
        except IntussenGewijzigd:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(give, sessies * 2)) == [False, False, False, True]


def test_of_those_who_make_the_follow_up_at_once_one_does(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    eerste = add_sessie(ports)

    def make(_: int) -> bool:
        try:
            follow(ports, eerste)
        except Botsing:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(make, range(4))) == [False, False, False, True]
