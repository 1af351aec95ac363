"""The port Stroom: what somebody missed, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from gesprekskaart.errors import TekstGewijzigd
from gesprekskaart.ports import Ports
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.sessie import NietBesproken, Partnerschap
from gesprekskaart.stroom import Gewijzigd
from storage import make_ports
from storage.engine import open_engine
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad, load_zilverwaard, save_tekst
from tests.zaak import make_account, make_sessie, write


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with one partnership, LWZ."""
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ")
    return id


def test_a_dossier_says_from_which_number_to_ask_on(ports: Ports) -> None:
    karin = make_account(ports)
    sessie = make_sessie(ports, karin)
    write(ports, karin, sessie, "antwoord/RS3/LWZ", "een")
    gelezen = ports.sessies.get_dossier(sessie.id).nummer
    assert gelezen == len(ports.logboek.list(sessie.id))
    assert ports.stroom.read_after(sessie.id, gelezen).is_leeg
    nieuw = write(ports, karin, sessie, "antwoord/RS3/LWZ", "twee", gelezen=1)
    gemist = ports.stroom.read_after(sessie.id, gelezen)
    assert (gemist.nummer, gemist.teksten, gemist.markeringen, gemist.anders) == (gelezen + 1, (nieuw,), (), False)


def test_a_text_that_changed_often_comes_once_as_it_is_now(ports: Ports) -> None:
    karin = make_account(ports)
    sessie = make_sessie(ports, karin)
    gelezen = ports.sessies.get_dossier(sessie.id).nummer
    for keer in range(5):
        write(ports, karin, sessie, "conclusie/RS3", f"versie {keer}", gelezen=keer)
    write(ports, karin, sessie, "antwoord/RS3/AOZ", "en dit")
    teksten = {str(tekst.plek): tekst.tekst for tekst in ports.stroom.read_after(sessie.id, gelezen).teksten}
    assert teksten == {"conclusie/RS3": "versie 4", "antwoord/RS3/AOZ": "en dit"}


def test_a_mark_is_told_both_ways_and_the_rest_as_something_else(ports: Ports) -> None:
    karin = make_account(ports)
    sessie = make_sessie(ports, karin)
    feiten = [NietBesproken(sleutel="RS3", reden="geen tijd"), NietBesproken(sleutel="RS1", partnerschap="LWZ")]
    voor = ports.sessies.get_dossier(sessie.id).nummer
    for feit in feiten:
        mark_niet_besproken(karin, sessie.id, feit, geldt=True, ports=ports)
    gemarkeerd = ports.stroom.read_after(sessie.id, voor)
    assert {(m.feit.sleutel, m.feit.partnerschap, m.feit.reden, m.geldt) for m in gemarkeerd.markeringen} == {
        ("RS3", None, "geen tijd", True),
        ("RS1", "LWZ", "", True),
    }
    mark_niet_besproken(karin, sessie.id, feiten[1], geldt=False, ports=ports)
    terug = ports.stroom.read_after(sessie.id, gemarkeerd.nummer)
    assert [(m.feit.sleutel, m.feit.partnerschap, m.geldt) for m in terug.markeringen] == [("RS1", "LWZ", False)]
    assert not terug.anders
    ports.sessies.save_partnerschap(sessie.id, Partnerschap(code="NW", naam="Nieuw"), gelezen=0, daad=daad())
    anders = ports.stroom.read_after(sessie.id, terug.nummer)
    assert (anders.anders, anders.teksten, anders.markeringen) == (True, (), ())


@pytest.mark.parametrize("na", [0, 100_000])
def test_without_a_number_of_this_session_everything_is_news(ports: Ports, na: int) -> None:
    id = load_zilverwaard(ports)
    dossier = ports.sessies.get_dossier(id)
    alles = ports.stroom.read_after(id, na)
    assert {str(tekst.plek): tekst for tekst in alles.teksten} == dossier.teksten
    assert {mark.feit for mark in alles.markeringen if mark.geldt} == set(dossier.niet_besproken)
    assert (alles.anders, alles.nummer) == (True, dossier.nummer)


def test_who_follows_hears_after_the_commit_what_was_written(ports: Ports, sessie_id: UUID) -> None:
    gehoord: list[tuple[Gewijzigd, str]] = []

    def told(wijziging: Gewijzigd) -> None:
        staat = ports.teksten.get(sessie_id, "antwoord/RS3/LWZ")
        gehoord.append((wijziging, staat.tekst if staat else ""))

    ports.stroom.follow(told)
    tekst = save_tekst(ports, sessie_id, "antwoord/RS3/LWZ", "op schijf")
    with pytest.raises(TekstGewijzigd):
        save_tekst(ports, sessie_id, "antwoord/RS3/LWZ", "te laat")
    make_account(ports)
    nummer = len(ports.logboek.list(sessie_id))
    assert gehoord == [(Gewijzigd(sessie_id, nummer, tekst, "write_tekst"), "op schijf")]


def test_a_listener_that_fails_does_not_take_the_save_along(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    id = add_sessie(ports).id

    def told(_: Gewijzigd) -> None:
        raise RuntimeError("de omroep is stuk")

    ports.stroom.follow(told)
    assert save_tekst(ports, id, "conclusie/RS3", "op schijf").revisie == 1


def test_another_process_on_postgresql_hears_that_there_is_news(postgres_engine: Engine) -> None:
    hier = make_ports(postgres_engine, now=lambda: BEGIN)
    daar_engine = open_engine(postgres_engine.url.render_as_string(hide_password=False))
    daar = make_ports(daar_engine, now=lambda: BEGIN)
    id = add_sessie(daar).id
    gehoord: list[Gewijzigd] = []
    is_er = threading.Event()

    def told(wijziging: Gewijzigd) -> None:
        gehoord.append(wijziging)
        is_er.set()

    hier.stroom.follow(told)
    revisie = 0
    # The listening connection may not be there for the first of these.
    while not is_er.wait(0.2) and revisie < 100:
        revisie = save_tekst(daar, id, "conclusie/RS3", f"{uuid4()}", gelezen=revisie).revisie
    assert (gehoord[0].sessie_id, gehoord[0].tekst) == (id, None)
    assert gehoord[0].nummer in range(2, revisie + 2)
    daar_engine.dispose()
