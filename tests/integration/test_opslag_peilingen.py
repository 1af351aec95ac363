"""The port Peilingen: polls and votes, on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, StandGewijzigd
from gesprekskaart.peiling import Drempel, NietOpen, Peiling, Peilingsoort, Peilingstand, Peilingwijze, Stem, Steun
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Deelnemer, Stand
from storage import make_ports
from storage.engine import empty_wal
from tests.integration.bouwstenen import BEGIN, add_partnerschappen, add_sessie, daad


@pytest.fixture
def sessie_id(ports: Ports) -> UUID:
    """A session with two partnerships and three participants."""
    return add_table(ports)


def add_table(ports: Ports) -> UUID:
    id = add_sessie(ports).id
    add_partnerschappen(ports, id, "LWZ", "AOZ")
    for nummer in (1, 2, 3):
        deelnemer = Deelnemer(nummer=nummer, rol="opleider", namens=("LWZ",))
        ports.sessies.save_deelnemer(id, deelnemer, gelezen=0, daad=daad())
    return id


def add_peiling(ports: Ports, sessie_id: UUID, **velden: Any) -> Peiling:
    peiling = Peiling(**{"nummer": "P1", "stelling": "Wij werven samen", "stand": Peilingstand.OPEN, **velden})
    return ports.peilingen.save(sessie_id, peiling, gelezen=0, daad=daad())


def vote(ports: Ports, sessie_id: UUID, keuze: str, *, gelezen: int = 0, **velden: Any) -> Stem:
    stem = Stem(**{"peiling": "P1", "keuze": keuze, **velden})
    return ports.peilingen.save_stem(sessie_id, stem, gelezen=gelezen, daad=daad())


def close(ports: Ports, sessie_id: UUID, peiling: Peiling) -> Peiling:
    dicht = peiling.model_copy(update={"stand": Peilingstand.GESLOTEN, "stemgerechtigd": 3})
    return ports.peilingen.close(sessie_id, dicht, gelezen=peiling.revisie, daad=daad())


def test_polls_come_back_as_they_were_saved_in_the_order_in_which_they_were_made(ports: Ports, sessie_id: UUID) -> None:
    volledig = add_peiling(
        ports,
        sessie_id,
        nummer="P10",
        soort=Peilingsoort.EIGEN_VRAAG,
        opties=("Ayşe & Zoë", "= 1 + 1"),
        per=Peilingwijze.PARTNERSCHAP,
        anoniem=True,
        drempel=Drempel(percentage=60),
        bron="RS4b",
        stand=Peilingstand.CONCEPT,
    )
    kaal = add_peiling(ports, sessie_id, nummer="P2")
    anders = ports.peilingen.save(
        sessie_id, volledig.model_copy(update={"drempel": None}), gelezen=volledig.revisie, daad=daad()
    )
    assert anders.revisie == 2
    assert ports.sessies.get_dossier(sessie_id).peilingen == (anders, kaal)


def test_a_stale_save_of_a_poll_or_a_vote_is_refused(ports: Ports, sessie_id: UUID) -> None:
    peiling = add_peiling(ports, sessie_id)
    vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=1)
    assert vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=1, gelezen=1).revisie == 2
    for gelezen in (0, 1, 3):
        with pytest.raises(IntussenGewijzigd):
            vote(ports, sessie_id, Steun.BEZWAAR, deelnemer=1, reden="x", gelezen=gelezen)
    for gelezen in (0, 2):
        with pytest.raises(IntussenGewijzigd):
            ports.peilingen.save(sessie_id, peiling, gelezen=gelezen, daad=daad())
        with pytest.raises(IntussenGewijzigd):
            ports.peilingen.close(sessie_id, peiling, gelezen=gelezen, daad=daad())
    assert [stem.keuze for stem in ports.sessies.get_dossier(sessie_id).stemmen] == ["neutraal"]


def test_each_voter_has_one_vote_in_each_poll(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    add_peiling(ports, sessie_id, nummer="P2", per=Peilingwijze.PARTNERSCHAP)
    verwacht = (
        vote(ports, sessie_id, Steun.BEZWAAR, deelnemer=1, reden="Regel één\n= regel twee"),
        vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=2),
        vote(ports, sessie_id, Steun.NEUTRAAL, peiling="P2", partnerschap="AOZ"),
        vote(ports, sessie_id, Steun.NEUTRAAL, peiling="P2", partnerschap="LWZ"),
    )
    assert ports.sessies.get_dossier(sessie_id).stemmen == verwacht
    assert ports.logboek.list(sessie_id)[-1].nummer == len(ports.logboek.list(sessie_id))


@pytest.mark.parametrize("stand", [Peilingstand.CONCEPT, Peilingstand.GESLOTEN])
def test_only_an_open_poll_takes_votes(ports: Ports, sessie_id: UUID, stand: Peilingstand) -> None:
    add_peiling(ports, sessie_id, stand=stand)
    regels = len(ports.logboek.list(sessie_id))
    for peiling in ("P1", "P9"):
        with pytest.raises(NietOpen):
            vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=1, peiling=peiling)
    assert ports.sessies.get_dossier(sessie_id).stemmen == ()
    assert len(ports.logboek.list(sessie_id)) == regels


def test_a_vote_that_crosses_the_freezing_is_refused(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    stem = Stem(peiling="P1", deelnemer=1, keuze=Steun.NEUTRAAL)
    with pytest.raises(StandGewijzigd):
        ports.peilingen.save_stem(sessie_id, stem, gelezen=0, daad=daad().model_copy(update={"stand": Stand.GESPREK}))


def test_an_anonymous_poll_keeps_no_voter_once_it_is_closed(ports: Ports, sessie_id: UUID) -> None:
    peiling = add_peiling(ports, sessie_id, anoniem=True)
    for nummer, keuze in ((3, Steun.VOLLEDIG_EENS), (1, Steun.TWIJFEL), (2, Steun.VOLLEDIG_EENS)):
        vote(ports, sessie_id, keuze, deelnemer=nummer, reden=f"reden {keuze}")
    close(ports, sessie_id, peiling)
    stemmen = ports.sessies.get_dossier(sessie_id).stemmen
    assert [(stem.stemmer, stem.keuze, stem.revisie) for stem in stemmen] == [
        (None, "volledig eens", 1),
        (None, "volledig eens", 1),
        (None, "twijfel", 1),
    ]


def test_a_poll_by_name_keeps_who_voted_what(ports: Ports, sessie_id: UUID) -> None:
    peiling = add_peiling(ports, sessie_id)
    stem = vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=2)
    dicht = close(ports, sessie_id, peiling)
    dossier = ports.sessies.get_dossier(sessie_id)
    assert (dossier.peilingen, dossier.stemmen) == ((dicht,), (stem,))


def test_a_poll_in_which_somebody_voted_cannot_be_deleted(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    add_peiling(ports, sessie_id, nummer="P2")
    vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=1)
    with pytest.raises(IntussenGewijzigd):
        ports.peilingen.delete(sessie_id, "P1", daad=daad())
    ports.peilingen.delete(sessie_id, "P2", daad=daad())
    with pytest.raises(NietGevonden, match="P2"):
        ports.peilingen.delete(sessie_id, "P2", daad=daad())
    assert [peiling.nummer for peiling in ports.sessies.get_dossier(sessie_id).peilingen] == ["P1"]


def test_a_vote_goes_with_the_person(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    for nummer in (1, 2):
        vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=nummer)
    ports.sessies.delete_deelnemer(sessie_id, 1, daad=daad())
    assert [stem.deelnemer for stem in ports.sessies.get_dossier(sessie_id).stemmen] == [2]


def test_of_two_entries_that_are_one_person_one_vote_remains(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    add_peiling(ports, sessie_id, nummer="P2")
    vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=1)
    vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=2)
    vote(ports, sessie_id, Steun.BEZWAAR, deelnemer=2, peiling="P2", reden="x")
    (houd, *_) = ports.sessies.get_dossier(sessie_id).deelnemers
    ports.deelnames.merge(sessie_id, houd, None, weg=2, gelezen=houd.revisie, daad=daad())
    assert [(stem.peiling, stem.deelnemer, stem.keuze) for stem in ports.sessies.get_dossier(sessie_id).stemmen] == [
        ("P1", 1, "neutraal"),
        ("P2", 1, "bezwaar"),
    ]
    assert vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=1, peiling="P2", gelezen=1).revisie == 2


def test_a_deleted_session_takes_its_polls_and_votes(ports: Ports, sessie_id: UUID) -> None:
    add_peiling(ports, sessie_id)
    add_peiling(ports, sessie_id, nummer="P2", per=Peilingwijze.PARTNERSCHAP)
    vote(ports, sessie_id, Steun.NEUTRAAL, deelnemer=1)
    vote(ports, sessie_id, Steun.NEUTRAAL, peiling="P2", partnerschap="LWZ")
    ports.sessies.delete(sessie_id, daad=daad())
    assert sessie_id not in {regel.sessie.id for regel in ports.sessies.list_all()}


def test_no_row_of_a_closed_anonymous_poll_names_a_voter(engine: Engine) -> None:
    ports = make_ports(engine, now=lambda: BEGIN)
    sessie_id = add_table(ports)
    peiling = add_peiling(ports, sessie_id, anoniem=True)
    for nummer in (3, 1, 2):
        vote(ports, sessie_id, Steun.TWIJFEL, deelnemer=nummer)
    close(ports, sessie_id, peiling)
    with engine.connect() as verbinding:
        rijen = verbinding.execute(text("SELECT stemmer, deelnemer, partnerschap FROM stem ORDER BY stemmer")).all()
    assert [tuple(rij) for rij in rijen] == [("?1", None, None), ("?2", None, None), ("?3", None, None)]


@pytest.mark.parametrize("anoniem", [False, True])
def test_no_file_remembers_the_voters_of_an_anonymous_poll(sqlite_engine: Engine, anoniem: bool) -> None:
    """Not in a row, not in a free page, not in the write-ahead log: what was deleted is gone from the disk."""
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = add_table(ports)
    peiling = add_peiling(ports, id, anoniem=anoniem)
    # Many: what comes in the place of a few happens to lie right over them.
    nummers = range(701, 741)
    for nummer in nummers:
        ports.sessies.save_deelnemer(id, Deelnemer(nummer=nummer, rol="opleider"), gelezen=0, daad=daad())
        vote(ports, id, Steun.BEZWAAR, deelnemer=nummer, reden=f"reden van {nummer}")
    stemmers = [f"#{nummer}".encode() for nummer in nummers]
    assert all(stemmer in _read_files(sqlite_engine) for stemmer in stemmers)
    close(ports, id, peiling)
    over = _read_files(sqlite_engine)
    assert b"reden van 703" in over
    assert any(stemmer in over for stemmer in stemmers) is not anoniem


def _read_files(engine: Engine) -> bytes:
    bestand = Path(str(engine.url.database))
    return b"".join(pad.read_bytes() for pad in bestand.parent.glob(f"{bestand.name}*"))


def test_closing_waits_for_no_reader_longer_than_it_may(sqlite_engine: Engine) -> None:
    ports = make_ports(sqlite_engine, now=lambda: BEGIN)
    id = add_table(ports)
    peiling = add_peiling(ports, id, anoniem=True)
    with sqlite_engine.connect() as lezer:
        lezer.execute(text("SELECT count(*) FROM stem"))
        vote(ports, id, Steun.NEUTRAAL, deelnemer=1)
        close(ports, id, peiling)
        assert empty_wal(sqlite_engine) is False
    assert empty_wal(sqlite_engine) is True
    assert ports.sessies.get_dossier(id).peilingen[0].stand is Peilingstand.GESLOTEN
