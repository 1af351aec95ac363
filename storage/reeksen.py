"""Series: sessions that follow one another, and the numbers that they share."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Select, insert, or_, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col, select

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.errors import Botsing, IntussenGewijzigd
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Punt
from gesprekskaart.reeks import Nummers, collect_nummers
from gesprekskaart.sessie import Sessie
from gesprekskaart.tekst import Tekst
from gesprekskaart.verschil import Verschil
from gesprekskaart.vervolg import Actie, Afspraak
from storage import mapping
from storage.dossiers import read_sessie
from storage.engine import is_sqlite
from storage.tables import (
    ActieRow,
    AfspraakRow,
    BetrokkenheidRow,
    IssueRow,
    SessieRow,
    TekstRow,
    TerugblikRow,
    VerschilRow,
)
from storage.transactie import changing_sessie, reading, save_record, table_of


class SqlReeksen:
    """The port Reeksen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, reeks: UUID) -> tuple[Sessie, ...]:
        with reading(self._engine) as session:
            op_volgorde = select(SessieRow.id).where(_in_reeks(reeks)).order_by(col(SessieRow.aangemaakt_op))
            return tuple(read_sessie(session.connection(), id) for id in session.exec(op_volgorde).all())

    def list_nummers(self, reeks: UUID) -> Nummers:
        with reading(self._engine) as session:
            afspraken, acties = (
                session.execute(_select_nummers(reeks, tabel)).scalars().all() for tabel in (AfspraakRow, ActieRow)
            )
            van_reeks = select(TerugblikRow).join(SessieRow, col(SessieRow.id) == TerugblikRow.sessie_id)
            terugblikken = map(mapping.to_terugblik, session.exec(van_reeks.where(_in_reeks(reeks))))
            return collect_nummers(afspraken, acties, terugblikken)

    def take_up(self, sessie_id: UUID, punt: Punt, teksten: Collection[Tekst], *, daad: Daad) -> None:
        tabel, kolommen = _to_rij(punt)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            save_record(
                session, tabel, sessie_id, punt, kolommen, gelezen=0, wat=f"{type(punt).__name__} {punt.nummer}"
            )
            for tekst in teksten:
                session.exec(insert(TekstRow).values({**mapping.tekst_columns(tekst), "sessie_id": sessie_id}))


def _to_rij(punt: Punt) -> tuple[type[SQLModel], dict[str, Any]]:
    """Which table it is kept in, and how."""
    match punt:
        case Afspraak():
            return AfspraakRow, mapping.afspraak_columns(punt)
        case Actie():
            return ActieRow, mapping.actie_columns(punt)
        case Verschil():
            return VerschilRow, mapping.verschil_columns(punt)
        case LandelijkIssue():
            return IssueRow, mapping.issue_columns(punt)
        case Betrokkenheid():
            return BetrokkenheidRow, mapping.betrokkenheid_columns(punt)


def require_first_vervolg(session: Session, sessie: Sessie) -> None:
    """Within the caller's transaction, before it is added. Raises Botsing when its place in the series is taken."""
    if sessie.reeks is None:
        return
    lock_reeks(session, sessie.reeks)
    deze = (col(SessieRow.reeks) == sessie.reeks, col(SessieRow.vorige) == sessie.vorige)
    if (titel := session.exec(select(SessieRow.titel).where(*deze)).first()) is not None:
        raise Botsing(f"Dit gesprek heeft al een vervolg: ‘{titel}’. Open dat, of verwijder het eerst.")


def require_new_nummer(session: Session, tabel: type[SQLModel], sessie_id: UUID, wat: str, nummer: str) -> None:
    """Within the caller's transaction. Raises IntussenGewijzigd when the series has this number already."""
    sessie = session.get_one(SessieRow, sessie_id)
    reeks = sessie.reeks or sessie.id
    lock_reeks(session, reeks)
    kolommen = table_of(tabel).c
    elders = _select_nummers(reeks, tabel).where(kolommen.nummer == nummer, kolommen.sessie_id != sessie_id)
    if session.execute(elders).first() is not None:
        raise IntussenGewijzigd(f"{wat} {nummer}")


def lock_reeks(session: Session, reeks: UUID) -> None:
    """Until the end of the transaction nobody else gives a number in this series; SQLite has one writer anyway.

    Always taken last, so that two who write in different sessions of one series cannot wait for each other.
    """
    if not is_sqlite(session.connection()):
        slot = int.from_bytes(reeks.bytes[8:], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": slot})


def _in_reeks(reeks: UUID) -> ColumnElement[bool]:
    return or_(col(SessieRow.id) == reeks, col(SessieRow.reeks) == reeks)


def _select_nummers(reeks: UUID, tabel: type[SQLModel]) -> Select[tuple[str]]:
    nummers = table_of(tabel)
    return sa_select(nummers.c.nummer).join(SessieRow, col(SessieRow.id) == nummers.c.sessie_id).where(_in_reeks(reeks))
