"""How conversations are led."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, insert, update
from sqlmodel import Session, col, select

from gesprekskaart.inbreng import Bijdrage, join_inbreng
from gesprekskaart.logboek import Daad
from gesprekskaart.regie import Regie
from gesprekskaart.tekst import Plek, TekstSoort
from storage import mapping
from storage.tables import BijdrageRow, RegieRow, TekstRow
from storage.transactie import changing_sessie, save_record, table_of


class SqlRegies:
    """The port Regies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, regie: Regie, *, gelezen: int, daad: Daad) -> Regie:
        kolommen, wat = mapping.regie_columns(regie), "De regie"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, RegieRow, sessie_id, regie, kolommen, gelezen=gelezen, wat=wat)

    def save_klaar(self, sessie_id: UUID, vraag: str, deelnemer: int, *, klaar: bool, daad: Daad) -> None:
        self._put(sessie_id, Bijdrage(vraag=vraag, deelnemer=deelnemer), {"klaar": klaar}, daad)

    def save_merk(self, sessie_id: UUID, bijdrage: Bijdrage, *, daad: Daad) -> None:
        self._put(sessie_id, bijdrage, bijdrage.model_dump(include={"bundel", "merk"}, exclude_unset=True), daad)

    def _put(self, sessie_id: UUID, bijdrage: Bijdrage, velden: dict[str, Any], daad: Daad) -> None:
        tabel = table_of(BijdrageRow)
        sleutel = {"sessie_id": sessie_id, "vraag": bijdrage.vraag, "deelnemer": bijdrage.deelnemer}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            deze = [tabel.c[naam] == waarde for naam, waarde in sleutel.items()]
            if session.exec(update(tabel).where(*deze).values(velden)).rowcount == 0:
                session.exec(insert(tabel).values({**bijdrage.model_dump(), **sleutel, **velden}))


def move_bijdragen(session: Session, sessie_id: UUID, *, van: int, naar: int) -> None:
    """What is known of an inbreng goes along with it; where both had something, what stood at `naar` stays."""
    rows = session.exec(select(BijdrageRow).where(col(BijdrageRow.sessie_id) == sessie_id)).all()
    bezet = {row.vraag for row in rows if row.deelnemer == naar}
    for row in rows:
        if row.deelnemer == van:
            session.exec(delete(BijdrageRow).where(*_at(row)))
            if row.vraag not in bezet:
                session.exec(insert(BijdrageRow).values({**row.model_dump(), "deelnemer": naar}))


def _at(row: BijdrageRow) -> tuple[ColumnElement[bool], ...]:
    return (
        col(BijdrageRow.sessie_id) == row.sessie_id,
        col(BijdrageRow.vraag) == row.vraag,
        col(BijdrageRow.deelnemer) == row.deelnemer,
    )


def move_inbreng(session: Session, sessie_id: UUID, *, van: int, naar: int) -> None:
    """Let what one participant contributed be another's; where both did, one text below the other. Nothing is lost."""
    van_sessie = (col(TekstRow.sessie_id) == sessie_id, col(TekstRow.soort) == TekstSoort.INBRENG)
    rows = session.exec(select(TekstRow).where(*van_sessie, col(TekstRow.deelnemer).in_((van, naar)))).all()
    hier = {row.sleutel: row for row in rows if row.deelnemer == naar}
    for row in (row for row in rows if row.deelnemer == van):
        plek = Plek(soort=row.soort, sleutel=row.sleutel, deelnemer=naar)
        samen = join_inbreng(hier[row.sleutel].tekst if row.sleutel in hier else "", row.tekst)
        revisie = max(row.revisie, hier[row.sleutel].revisie if row.sleutel in hier else 0) + 1
        session.exec(delete(TekstRow).where(*van_sessie, col(TekstRow.plek).in_((row.plek, str(plek)))))
        nieuw = mapping.to_tekst(row).model_copy(update={"plek": plek, "tekst": samen, "revisie": revisie})
        session.exec(insert(TekstRow).values({**mapping.tekst_columns(nieuw), "sessie_id": sessie_id}))
