"""When actions were done, read from their revisions: on the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date, timedelta

from gesprekskaart.ports import Ports
from gesprekskaart.sessie import Sessie
from gesprekskaart.verloop import Gereed
from gesprekskaart.vervolg import Actie, Actiestand
from tests.integration.bouwstenen import BEGIN, add_sessie, daad

TERMIJN = date(2026, 12, 1)
DAG = 24 * 60  # minutes


def change(ports: Ports, sessie: Sessie, *standen: tuple[Actiestand, int], nummer: str = "1") -> None:
    """The action goes through these, each so many days after the beginning."""
    for gelezen, (stand, dagen) in enumerate(standen):
        actie = Actie(nummer=nummer, termijn=TERMIJN, stand=stand)
        ports.vervolg.save_actie(sessie.id, actie, gelezen=gelezen, daad=daad("save_actie", minuten=dagen * DAG))


def test_of_each_that_is_done_it_is_known_since_when(ports: Ports) -> None:
    sessie, ander = add_sessie(ports), add_sessie(ports)
    change(ports, sessie, (Actiestand.OPEN, 1), (Actiestand.GEREED, 3), (Actiestand.GEREED, 5))
    change(ports, sessie, (Actiestand.OPEN, 1), (Actiestand.GEREED, 2), (Actiestand.LOOPT, 4), nummer="2")
    change(ports, ander, (Actiestand.GEREED, 7), nummer="9")

    assert ports.overzichten.list_gereed((sessie.id,)) == (Gereed(TERMIJN, (BEGIN + timedelta(days=3)).date()),)
    assert len(ports.overzichten.list_gereed((sessie.id, ander.id))) == 2
    assert ports.overzichten.list_gereed(()) == ()


def test_what_was_taken_out_is_not_counted(ports: Ports) -> None:
    sessie = add_sessie(ports)
    change(ports, sessie, (Actiestand.OPEN, 1), (Actiestand.GEREED, 3))
    ports.vervolg.delete_actie(sessie.id, "1", daad=daad())
    assert ports.overzichten.list_gereed((sessie.id,)) == ()
