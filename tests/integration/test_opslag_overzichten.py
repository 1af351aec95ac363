"""The port Overzichten: figures over many sessions, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from gesprekskaart.account import Wie
from gesprekskaart.overzicht import (
    Actiekeuze,
    Actietelling,
    Bereik,
    Dekkingstelling,
    Toetstelling,
    Zicht,
    make_dekking,
)
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import Functie, NietBesproken, Pijler, Sector, Sessie
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Afspraakstand, Oordeel, Toets
from storage import make_ports
from storage.zicht import VEEL
from tests import nep
from tests.integration.bouwstenen import (
    BEGIN,
    add_partnerschappen,
    add_sessie,
    daad,
    make_account,
    save_tekst,
)

IK, ANDER = uuid4(), uuid4()
MIJN = Zicht(account=IK)
VANDAAG = date(2026, 11, 22)


def set_regios(ports: Ports, sessie: Sessie, *regios: str) -> Sessie:
    gesprek = sessie.gesprek.model_copy(update={"onderwijsregios": regios})
    return ports.sessies.save(sessie.model_copy(update={"gesprek": gesprek}), gelezen=sessie.revisie, daad=daad())


def choose(ports: Ports, zicht: Zicht = MIJN, bereik: Bereik | None = None, aantal: int = 10) -> list[UUID]:
    return [regel.id for regel in ports.overzichten.choose(zicht, bereik or Bereik(), aantal=aantal)]


def test_only_what_is_in_sight_is_chosen_and_the_last_changed_first(ports: Ports) -> None:
    oud = add_sessie(ports, facilitators=(IK,), minuten=1)
    nieuw = add_sessie(ports, facilitators=(ANDER, IK), minuten=2)
    vreemd = add_sessie(ports, facilitators=(ANDER,), minuten=3)
    aan_tafel = add_sessie(ports, facilitators=(ANDER,), minuten=4)
    assert choose(ports) == [nieuw.id, oud.id]
    assert choose(ports, Zicht(account=IK, sessies=frozenset({aan_tafel.id}))) == [aan_tafel.id, nieuw.id, oud.id]
    assert choose(ports, Zicht(sessies=frozenset({vreemd.id, uuid4()}))) == [vreemd.id]
    assert choose(ports, Zicht()) == []
    assert choose(ports, bereik=Bereik(sessies=(oud.id, vreemd.id))) == [oud.id]
    ports.teksten.save_niet_besproken(oud.id, NietBesproken(sleutel="G1"), geldt=True, daad=daad(minuten=5))
    assert choose(ports, aantal=1) == [oud.id]


def test_a_line_says_what_an_overview_needs_to_know(ports: Ports) -> None:
    sessie = add_sessie(ports, facilitators=(IK,), titel="Ayşe & Zoë")
    (regel,) = ports.overzichten.choose(MIJN, Bereik(), aantal=1)
    assert regel == (sessie.id, "Ayşe & Zoë", None, sessie.stand, sessie.kaart_id, sessie.kaart_versie, False)


def test_practice_never_counts(ports: Ports) -> None:
    sessie = add_sessie(ports, facilitators=(IK,))
    ports.sessies.save(sessie.model_copy(update={"oefening": True}), gelezen=1, daad=daad())
    assert choose(ports) == choose(ports, Zicht(sessies=frozenset({sessie.id}))) == []


def test_a_region_is_chosen_as_it_is_written_now(ports: Ports) -> None:
    een, twee = (add_sessie(ports, facilitators=(IK,), minuten=minuut) for minuut in (1, 2))
    een = set_regios(ports, een, "Zilverwaard", "’t Gooi")
    set_regios(ports, twee, "Élan", "Zilverwaard", "Zilverwaard")
    set_regios(ports, add_sessie(ports, facilitators=(ANDER,)), "Geheim")
    assert ports.overzichten.list_regios(MIJN) == ("Zilverwaard", "Élan", "’t Gooi")
    assert set(choose(ports, bereik=Bereik(regio="Zilverwaard"))) == {een.id, twee.id}
    assert choose(ports, bereik=Bereik(regio="Élan")) == [twee.id]
    assert choose(ports, bereik=Bereik(regio="Geheim")) == choose(ports, bereik=Bereik(regio="' OR 1=1")) == []
    set_regios(ports, een)
    assert choose(ports, bereik=Bereik(regio="Zilverwaard")) == [twee.id]
    ports.sessies.delete(twee.id, daad=daad())
    assert ports.overzichten.list_regios(MIJN) == ()


def test_of_very_many_sessions_the_same_are_chosen_as_of_few(ports: Ports) -> None:
    # Above VEEL they are found in another way; what comes out is to be the same.
    eerste = add_sessie(ports, facilitators=(IK,), titel="De oudste", minuten=0)
    set_regios(ports, eerste, "Zilverwaard")
    andere = [add_sessie(ports, facilitators=(IK,), titel="Vele", minuten=n).id for n in range(1, VEEL + 2)]
    vreemd = add_sessie(ports, facilitators=(ANDER,), titel="Vreemd", minuten=VEEL + 2)
    nieuwste = andere[:-4:-1]
    assert choose(ports, aantal=3) == [regel.sessie.id for regel in ports.sessies.list_for(IK, aantal=3)] == nieuwste
    assert len(choose(ports, aantal=2000)) == VEEL + 2
    assert vreemd.id not in choose(ports, aantal=2000)
    assert choose(ports, bereik=Bereik(regio="Zilverwaard")) == [eerste.id]
    assert choose(ports, bereik=Bereik(sessies=(eerste.id, vreemd.id))) == [eerste.id]
    assert ports.overzichten.list_regios(MIJN) == ("Zilverwaard",)


def test_a_list_gives_as_many_as_are_asked_and_practice_apart(ports: Ports) -> None:
    sessies = [add_sessie(ports, facilitators=(IK,), minuten=minuut) for minuut in range(4)]
    ports.sessies.save(sessies[1].model_copy(update={"oefening": True}), gelezen=1, daad=daad(minuten=9))
    assert [regel.sessie.id for regel in ports.sessies.list_for(IK, aantal=2)] == [sessies[3].id, sessies[2].id]
    assert [regel.sessie.id for regel in ports.sessies.list_for(IK, oefening=True)] == [sessies[1].id]


@pytest.fixture
def twee(ports: Ports) -> tuple[Sessie, Sessie]:
    """Two sessions with agreements, actions and judgements."""
    een, ander = (add_sessie(ports, facilitators=(IK,), titel=titel) for titel in ("Een", "Twee"))
    opleiden: dict[str, Any] = {"functies": (Functie.OPLEIDEN, Functie.MATCHEN), "sectoren": (Sector.PO, Sector.VSO)}
    opleiden["pijlers"] = (Pijler.BEHOUD,)
    afspraken = (
        (een, Afspraak(nummer="2026-01", stand=Afspraakstand.VASTGESTELD, **opleiden)),
        (ander, Afspraak(nummer="2026-01", stand=Afspraakstand.VASTGESTELD, **opleiden)),
        (een, Afspraak(nummer="2026-02", functies=(Functie.WERVEN,))),
        (een, Afspraak(nummer="2026-03", functies=(Functie.WERVEN,), stand=Afspraakstand.VERVALLEN)),
        (een, Afspraak(nummer="2026-04")),
    )
    for sessie, afspraak in afspraken:
        ports.vervolg.save_afspraak(sessie.id, afspraak, gelezen=0, daad=daad())
    acties = (
        (een, Actie(nummer="1", eigenaar="Ayşe", termijn=date(2026, 5, 1), stand=Actiestand.LOOPT)),
        (een, Actie(nummer="2", termijn=date(2026, 4, 1))),
        (ander, Actie(nummer="1", eigenaar="Zoë", termijn=date(2026, 3, 1), stand=Actiestand.GEREED)),
        (ander, Actie(nummer="2", eigenaar="Zoë")),
        (ander, Actie(nummer="3", eigenaar="Zoë", termijn=VANDAAG)),
        (ander, Actie(nummer="4", stand=Actiestand.VERVALLEN)),
    )
    for sessie, actie in acties:
        ports.vervolg.save_actie(sessie.id, actie, gelezen=0, daad=daad())
    save_tekst(ports, een.id, "actie/2", "Bel de <besturen>")
    for sessie, oordeel in ((een, Oordeel.JA), (ander, Oordeel.JA)):
        ports.vervolg.save_toets(sessie.id, Toets(aanbeveling="A1", oordeel=oordeel), gelezen=0, daad=daad())
    ports.vervolg.save_toets(een.id, Toets(aanbeveling="A2"), gelezen=0, daad=daad())
    return een, ander


def test_agreements_are_counted_per_combination(ports: Ports, twee: tuple[Sessie, Sessie]) -> None:
    een, ander = twee
    tellingen = ports.overzichten.count_dekking((een.id, ander.id))
    functies, sectoren = (Functie.OPLEIDEN, Functie.MATCHEN), (Sector.PO, Sector.VSO)
    pijlers = (Pijler.BEHOUD,)
    assert Dekkingstelling(functies, sectoren, pijlers, Afspraakstand.VASTGESTELD, 2) in tellingen
    assert sum(telling.aantal for telling in tellingen) == 5
    dekking = make_dekking(tellingen)
    assert dekking.cel(Functie.MATCHEN, "(v)so") == (2, 0)
    assert dekking.cel(Functie.WERVEN, "geen sector") == (0, 1)
    assert dekking.zonder_functie == 1
    assert make_dekking(ports.overzichten.count_dekking((ander.id,))).cel(Functie.MATCHEN, "po") == (1, 0)
    assert ports.overzichten.count_dekking(()) == ()


def test_actions_are_counted_per_term_stand_and_owner(ports: Ports, twee: tuple[Sessie, Sessie]) -> None:
    tellingen = ports.overzichten.count_acties([sessie.id for sessie in twee])
    assert Actietelling(date(2026, 4, 1), Actiestand.OPEN, False, 1) in tellingen
    assert Actietelling(None, Actiestand.OPEN, True, 1) in tellingen
    assert sum(telling.aantal for telling in tellingen) == 6


def test_what_a_later_conversation_in_the_series_took_up_counts_once(ports: Ports, twee: tuple[Sessie, Sessie]) -> None:
    een, ander = twee
    later = BEGIN + timedelta(days=1)
    vervolg = ander.model_copy(update={"vorige": een.id, "reeks": een.id, "aangemaakt_op": later})
    ports.sessies.save(vervolg, gelezen=1, daad=daad())
    ids = (een.id, ander.id)
    assert sum(telling.aantal for telling in ports.overzichten.count_dekking(ids)) == 4
    assert sum(telling.aantal for telling in ports.overzichten.count_acties(ids)) == 4
    laat = ports.overzichten.list_acties(ids, Actiekeuze.TE_LAAT, vandaag=VANDAAG, aantal=9)
    assert [(regel.sessie, regel.nummer) for regel in laat] == []
    assert sum(telling.aantal for telling in ports.overzichten.count_acties((een.id,))) == 2


def test_what_is_late_comes_longest_overdue_first_and_what_is_open_work_by_term(
    ports: Ports, twee: tuple[Sessie, Sessie]
) -> None:
    def ask(welke: Actiekeuze, aantal: int = 10) -> list[tuple[str, str, str]]:
        ids = [sessie.id for sessie in twee]
        regels = ports.overzichten.list_acties(ids, welke, vandaag=VANDAAG, aantal=aantal)
        return [(regel.titel, regel.nummer, regel.tekst) for regel in regels]

    assert ask(Actiekeuze.TE_LAAT) == [("Een", "2", "Bel de <besturen>"), ("Een", "1", "")]
    assert ask(Actiekeuze.TE_LAAT, 1) == [("Een", "2", "Bel de <besturen>")]
    assert ask(Actiekeuze.OPEN_WERK) == [("Een", "2", "Bel de <besturen>"), ("Twee", "2", "")]


def test_judgements_are_counted_per_card_and_recommendation(ports: Ports, twee: tuple[Sessie, Sessie]) -> None:
    tellingen = ports.overzichten.count_toetsen([sessie.id for sessie in twee])
    assert tellingen == (Toetstelling("gesprekskaart-sop", "A1", Oordeel.JA, 2),)


def test_how_questions_stand_is_the_same_as_in_the_whole_dossier(ports: Ports) -> None:
    ids = load_voorbeelden(Wie(account=make_account()), ports=ports, new_id=uuid4)
    feiten = ports.overzichten.read_antwoordfeiten([*reversed(ids), uuid4()])
    assert [f.id for f in feiten] == [*reversed(ids)]
    for van_gesprek in feiten:
        dossier = ports.sessies.get_dossier(van_gesprek.id)
        assert van_gesprek == nep.to_feiten(dossier)
        assert all(
            van_gesprek.stand_van(vraag, kolom.code) for vraag in dossier.kaart.vragen for kolom in van_gesprek.kolommen
        )


def test_what_was_not_discussed_is_told_apart_for_all_one_and_a_group(ports: Ports) -> None:
    sessie = add_sessie(ports)
    add_partnerschappen(ports, sessie.id, "LWZ")
    for feit in (NietBesproken(sleutel="G1"), NietBesproken(sleutel="G2", partnerschap="LWZ")):
        ports.teksten.save_niet_besproken(sessie.id, feit, geldt=True, daad=daad())
    (feiten,) = ports.overzichten.read_antwoordfeiten([sessie.id])
    assert feiten.niet_besproken == {("G1", ""), ("G2", "LWZ")}


def test_figures_take_a_fixed_number_of_queries_and_read_no_dossier(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    ids = load_voorbeelden(Wie(account=make_account()), ports=ports, new_id=uuid4)
    ids += load_voorbeelden(Wie(account=make_account()), ports=ports, new_id=uuid4)
    assert len(_statements(engine, lambda: ports.overzichten.count_dekking(ids))) == 1
    assert len(_statements(engine, lambda: ports.overzichten.count_acties(ids))) == 1
    lezen = _statements(engine, lambda: ports.overzichten.read_antwoordfeiten(ids))
    assert len(lezen) <= 8
    assert not any("tekst.tekst" in opdracht for opdracht in lezen)


def _statements(engine: Engine, doe: Callable[[], object]) -> list[str]:
    opdrachten: list[str] = []

    def note(_conn: object, _cursor: object, opdracht: str, *_: object) -> None:
        opdrachten.append(opdracht)

    event.listen(engine, "before_cursor_execute", note)
    try:
        doe()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return [opdracht for opdracht in opdrachten if opdracht.startswith("SELECT")]
