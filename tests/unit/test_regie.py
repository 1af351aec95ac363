"""Leading: rounds, the clock, what is promised about names, and who may do it."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesprekskaart.account import Wie
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, NietToegestaan, Ongeldig, SessieOnbekend
from gesprekskaart.ports import Ports
from gesprekskaart.regie import MAX_KLOK_S, Klok, Klokzet, Naamgeving, Regie, Ronde, Zet
from gesprekskaart.services.regie import is_klaar, lead, measure_blokken, plan_duur_s, read_beeld, set_klaar
from gesprekskaart.services.sessies import move_stand, save_deelnemer
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.services.uitnodigen import mark_vertrokken
from gesprekskaart.sessie import Deelnemer, Gesprek, Sessie, Sessierol, SoortSessie, Stand
from tests import nep
from tests.zaak import DAAD, come_in, invoer, make_account, make_deelnemer

NU = datetime(2026, 12, 3, 13, 30, tzinfo=UTC)


class Horloge:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.nu = NU

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def horloge() -> Horloge:
    return Horloge()


@pytest.fixture
def ports(horloge: Horloge) -> Ports:
    return nep.make_ports(horloge)


def regie(vraag: str = "G1") -> Regie:
    return Regie(vraag=vraag, begonnen_op=NU, zout="0" * 32)


def zet(**velden: object) -> Zet:
    return Zet.model_validate({"sessie_id": "00000000-0000-0000-0000-000000000001", **velden})


def test_a_new_question_begins_with_writing_and_one_that_was_revealed_with_discussing() -> None:
    op_rs3 = zet(vraag="RS3").apply(regie(), NU)
    assert (op_rs3.ronde, op_rs3.klok.rest_s) == (Ronde.SCHRIJVEN, 180)
    onthuld = zet(ronde="onthullen").apply(op_rs3, NU)
    assert onthuld.onthuld == ("RS3",)
    terug = zet(vraag="RS3").apply(zet(vraag="G1").apply(onthuld, NU), NU)
    assert terug.ronde is Ronde.BESPREKEN


def test_what_was_revealed_is_never_hidden_again() -> None:
    onthuld = zet(ronde="onthullen").apply(regie(), NU)
    weer = zet(ronde="schrijven").apply(onthuld, NU)
    assert (weer.ronde, weer.onthuld) == (Ronde.SCHRIJVEN, ("G1",))


@pytest.mark.parametrize("ronde", ["bespreken", "concluderen"])
def test_skipping_the_reveal_reveals(ronde: str) -> None:
    assert zet(ronde=ronde).apply(regie(), NU).onthuld == ("G1",)


def test_a_move_that_names_nothing_new_changes_nothing() -> None:
    eerst = zet(vraag="G1").apply(regie(), NU)
    assert zet(vraag="G1", ronde="schrijven", volgen=True).apply(eerst, NU) == eerst


def test_parking_and_taking_up_again() -> None:
    geparkeerd = zet(geparkeerd=True).apply(regie(), NU)
    assert geparkeerd.geparkeerd == ("G1",)
    assert zet(geparkeerd=True).apply(geparkeerd, NU).geparkeerd == ("G1",)
    assert zet(geparkeerd=False).apply(geparkeerd, NU).geparkeerd == ()


def test_a_question_that_was_on_the_table_keeps_its_promise_about_names() -> None:
    anoniem = zet(naamgeving="anoniem").apply(regie(), NU)
    met_rol = zet(naamgeving="met rol en organisatie").apply(anoniem, NU)
    assert met_rol.naamgeving_van("G1") is Naamgeving.ANONIEM
    assert met_rol.naamgeving_van("G2") is Naamgeving.MET_ROL


def test_more_anonymous_is_possible_until_the_reveal_only() -> None:
    op_tafel = zet(vraag="G1").apply(regie(), NU)
    assert zet(naamgeving="anoniem").apply(op_tafel, NU).naamgeving_van("G1") is Naamgeving.ANONIEM
    onthuld = zet(ronde="onthullen").apply(op_tafel, NU)
    assert zet(naamgeving="anoniem").apply(onthuld, NU).naamgeving_van("G1") is Naamgeving.MET_ROL


def test_the_clock_runs_pauses_and_goes_on_with_what_was_left() -> None:
    loopt = zet(klok="start").apply(regie(), NU)
    assert loopt.klok.loopt_tot == NU + timedelta(seconds=180)
    straks = NU + timedelta(seconds=60)
    pauze = zet(klok="pauze").apply(loopt, straks)
    assert pauze.klok == Klok(rest_s=120)
    later = straks + timedelta(hours=1)
    assert zet(klok="start").apply(pauze, later).klok.left_s(later) == 120


def test_a_minute_more_also_after_the_clock_ran_out() -> None:
    op = NU + timedelta(seconds=200)
    loopt = zet(klok="start").apply(regie(), NU)
    assert zet(klok="plus").apply(loopt, op).klok.left_s(op) == 60


def test_starting_a_clock_that_ran_out_begins_the_round_anew() -> None:
    op = NU + timedelta(seconds=200)
    uit = zet(klok="pauze").apply(zet(klok="start").apply(regie(), NU), op)
    assert zet(klok="start").apply(uit, op).klok.left_s(op) == 180


@given(st.lists(st.tuples(st.sampled_from(Klokzet), st.integers(0, 10_000)), max_size=30))
def test_the_clock_is_never_negative_nor_longer_than_allowed(zetten: list[tuple[Klokzet, int]]) -> None:
    klok, nu = Klok(rest_s=180), NU
    for stap, wacht in zetten:
        klok, nu = klok.move(stap, nu), nu + timedelta(seconds=wacht)
        assert 0 <= klok.left_s(nu) <= MAX_KLOK_S


def test_the_mark_of_an_inbreng_does_not_tell_whose_it_is() -> None:
    hier, elders = regie(), regie().model_copy(update={"zout": "1" * 32})
    assert hier.kenmerk("G1", 4) == hier.kenmerk("G1", 4)
    assert len({hier.kenmerk("G1", 4), hier.kenmerk("G2", 4), hier.kenmerk("G1", 5), elders.kenmerk("G1", 4)}) == 4


def test_the_first_move_takes_the_lead_and_the_same_again_is_no_change(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    assert read_beeld(sessie.id, ports=ports) is None
    lead(wie, Zet(sessie_id=sessie.id, vraag="RS3"), ports=ports)
    regels = len(ports.logboek.list(sessie.id))
    lead(wie, Zet(sessie_id=sessie.id, vraag="RS3"), ports=ports)
    assert len(ports.logboek.list(sessie.id)) == regels
    beeld = read_beeld(sessie.id, ports=ports)
    assert beeld is not None
    assert (beeld.vraag, beeld.ronde, beeld.volgen) == ("RS3", Ronde.SCHRIJVEN, True)


def test_a_question_that_the_card_does_not_have_is_refused(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    with pytest.raises(Ongeldig, match="geen vraag ‘X9’"):
        lead(wie, Zet(sessie_id=sessie.id, vraag="X9"), ports=ports)


def test_only_who_leads_the_session_leads_the_conversation(ports: Ports, sessie: Sessie) -> None:
    for rol in (Sessierol.VERSLAGLEGGER, Sessierol.DEELNEMER, Sessierol.TOEHOORDER):
        with pytest.raises(NietToegestaan):
            lead(make_deelnemer(sessie, rol), Zet(sessie_id=sessie.id, vraag="G2"), ports=ports)
    with pytest.raises(SessieOnbekend):
        lead(make_account(ports, "ander"), Zet(sessie_id=sessie.id, vraag="G2"), ports=ports)
    assert read_beeld(sessie.id, ports=ports) is None


def test_two_who_lead_in_the_same_moment_both_have_their_way(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    lead(wie, Zet(sessie_id=sessie.id, vraag="RS3"), ports=ports)
    ander = make_deelnemer(sessie, Sessierol.FACILITATOR)

    class Ertussen:
        """Lets the other one move just before the first save."""

        def __init__(self) -> None:
            self.is_geweest = False

        def save(self, *args: object, **kwargs: object) -> Regie:
            if not self.is_geweest:
                self.is_geweest = True
                lead(ander, Zet(sessie_id=sessie.id, klok=Klokzet.START), ports=ports)
            return ports.regies.save(*args, **kwargs)  # type: ignore[arg-type]

    lead(wie, Zet(sessie_id=sessie.id, volgen=False), ports=_with(ports, regies=Ertussen()))
    regie_nu = ports.sessies.get_dossier(sessie.id).regie
    assert regie_nu is not None
    assert regie_nu.klok.loopt_tot is not None
    assert regie_nu.volgen is False


def test_who_never_gets_a_turn_reads_that(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    class Altijd:
        def save(self, *_: object, **__: object) -> Regie:
            raise IntussenGewijzigd("De regie")

    with pytest.raises(IntussenGewijzigd):
        lead(wie, Zet(sessie_id=sessie.id, volgen=False), ports=_with(ports, regies=Altijd()))


def _with(ports: Ports, **velden: object) -> Ports:
    return dataclasses.replace(ports, **velden)  # type: ignore[arg-type]


def test_ready_counts_who_came_in_and_has_not_left(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    mensen = []
    for _ in range(3):
        nummer = come_in(ports, wie, sessie).deelname.nummer
        (deelnemer,) = (d for d in ports.sessies.get_dossier(sessie.id).deelnemers if d.nummer == nummer)
        mensen.append(Wie(deelnemer=deelnemer, sessie_id=sessie.id))
    save_deelnemer(wie, sessie.id, Deelnemer(nummer=90, rol="coach"), gelezen=0, ports=ports)
    set_klaar(mensen[0], sessie.id, "G1", klaar=True, ports=ports)
    set_klaar(mensen[1], sessie.id, "G1", klaar=True, ports=ports)
    beeld = read_beeld(sessie.id, ports=ports)
    assert beeld is not None
    assert (beeld.klaar, beeld.meedoen) == (2, 3)
    vertrekt = mensen[1].deelnemer
    assert vertrekt is not None
    mark_vertrokken(wie, sessie.id, vertrekt.nummer, time(15, 15), ports=ports)
    set_klaar(mensen[0], sessie.id, "G1", klaar=False, ports=ports)
    beeld = read_beeld(sessie.id, ports=ports)
    assert beeld is not None
    assert (beeld.klaar, beeld.meedoen) == (0, 2)


def test_ready_is_about_a_question_on_the_table_and_about_oneself(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    deelnemer = make_deelnemer(sessie, Sessierol.DEELNEMER)
    with pytest.raises(NietGevonden, match="nog niet op tafel"):
        set_klaar(deelnemer, sessie.id, "G1", klaar=True, ports=ports)
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    set_klaar(deelnemer, sessie.id, "G1", klaar=True, ports=ports)
    assert is_klaar(ports.sessies.get_dossier(sessie.id), "G1", 1)
    with pytest.raises(NietToegestaan):
        set_klaar(wie, sessie.id, "G1", klaar=True, ports=ports)


def test_nobody_writes_where_no_promise_was_made(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    come_in(ports, wie, sessie)
    deelnemer = Wie(deelnemer=ports.sessies.get_dossier(sessie.id).deelnemers[0], sessie_id=sessie.id)

    def write() -> str:
        return write_tekst(
            deelnemer, invoer(sessie.id, "inbreng/G1/1", "van mij"),
            sessies=ports.sessies, teksten=ports.teksten, groepen=ports.groepen, now=ports.now,
        ).tekst  # fmt: skip

    with pytest.raises(Ongeldig, match="bestaat niet"):
        write()
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    assert write() == "van mij"


def test_leading_stops_when_the_conversation_does(ports: Ports, wie: Wie, sessie: Sessie) -> None:
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    dossier = ports.sessies.get_dossier(sessie.id)
    bevroren = dossier.sessie.model_copy(update={"stand": Stand.VERSLAG})
    ports.sessies.save(bevroren, gelezen=dossier.sessie.revisie, daad=DAAD)
    assert read_beeld(sessie.id, ports=ports) is None
    with pytest.raises(NietToegestaan, match="er is een versie bevroren"):
        lead(wie, Zet(sessie_id=sessie.id, vraag="G2"), ports=ports)
    move_stand(wie, sessie.id, Stand.GESPREK, ports=ports)
    assert read_beeld(sessie.id, ports=ports) is not None


def test_minutes_per_block_come_from_the_log(ports: Ports, wie: Wie, sessie: Sessie, horloge: Horloge) -> None:
    lead(wie, Zet(sessie_id=sessie.id, vraag="G1"), ports=ports)
    horloge.nu += timedelta(minutes=12)
    lead(wie, Zet(sessie_id=sessie.id, vraag="RS1"), ports=ports)
    horloge.nu += timedelta(minutes=30)
    blokken = [
        blok.titel for _, blok, vraag in ports.sessies.get_dossier(sessie.id).kaart.walk() if vraag.id in ("G1", "RS1")
    ]
    minuten = measure_blokken(wie, sessie.id, ports=ports)
    assert [minuten[blok] for blok in blokken] == [12, 30]
    assert sum(minuten.values()) == 42


def test_the_planned_time_comes_from_begin_and_end() -> None:
    gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel="x", begin=time(13, 30), eind=time(16, 15))
    assert plan_duur_s(gesprek) == 165 * 60
    assert plan_duur_s(Gesprek(soort=SoortSessie.REGIOGESPREK, titel="x")) == 7200


def test_the_clock_runs_with_each_round_when_that_was_chosen() -> None:
    vanzelf = zet(klok_vanzelf=True).apply(zet(vraag="G1").apply(regie(), NU), NU)
    assert vanzelf.klok.loopt_tot is None, "the round that is on goes on as it was"
    onthuld = zet(ronde="onthullen").apply(vanzelf, NU)
    assert onthuld.klok.loopt_tot == NU + timedelta(seconds=120)
    assert zet(vraag="G2").apply(onthuld, NU).klok.loopt_tot == NU + timedelta(seconds=180)
    assert zet(volgen=False).apply(onthuld, NU + timedelta(seconds=60)).klok == onthuld.klok
    uit = zet(klok_vanzelf=False).apply(onthuld, NU)
    assert zet(ronde="bespreken").apply(uit, NU).klok == Klok(rest_s=480)


def test_whoever_planned_minutes_need_not_start_the_clock() -> None:
    gepland = zet(minuten={"Blok": 20}).apply(zet(vraag="G1").apply(regie(), NU), NU)
    assert zet(ronde="onthullen").apply(gepland, NU).klok.loopt_tot is not None
    liever_niet = zet(klok_vanzelf=False).apply(gepland, NU)
    assert zet(ronde="onthullen").apply(liever_niet, NU).klok.loopt_tot is None
    assert zet(ronde="onthullen", klok="pauze").apply(gepland, NU).klok.loopt_tot is None


def test_taking_the_lead_begins_a_round_too() -> None:
    van_bestand = regie().model_copy(update={"minuten": {"Blok": 20}})
    assert zet(vraag="G1").apply(van_bestand, NU).klok.loopt_tot is not None
