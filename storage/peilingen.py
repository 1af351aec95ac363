"""Polls and their votes. Of an anonymous poll that closed no voter is kept."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, insert, update
from sqlmodel import Session, col, select

from gesprekskaart.errors import IntussenGewijzigd, NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.peiling import NietOpen, Peiling, Peilingstand, Stem, strip_stemmers
from storage import mapping
from storage.engine import empty_wal
from storage.tables import PeilingRow, StemRow
from storage.transactie import changing_sessie, save_record, table_of


class SqlPeilingen:
    """The port Peilingen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return _write(session, sessie_id, peiling, gelezen)

    def close(self, sessie_id: UUID, peiling: Peiling, *, gelezen: int, daad: Daad) -> Peiling:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            nieuw = _write(session, sessie_id, peiling, gelezen)
            if peiling.anoniem:
                _replace_stemmen(session, sessie_id, peiling)
        if peiling.anoniem:
            empty_wal(self._engine)
        return nieuw

    def delete(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if session.exec(select(StemRow.stemmer).where(*_votes_in(sessie_id, nummer))).first() is not None:
                raise IntussenGewijzigd(f"Peiling {nummer}")
            deze = (col(PeilingRow.sessie_id) == sessie_id, col(PeilingRow.nummer) == nummer)
            if session.exec(delete(PeilingRow).where(*deze)).rowcount == 0:
                raise NietGevonden(f"Peiling {nummer} bestaat niet (meer).")

    def save_stem(self, sessie_id: UUID, stem: Stem, *, gelezen: int, daad: Daad) -> Stem:
        kolommen = mapping.stem_columns(stem)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            peiling = session.get(PeilingRow, (sessie_id, stem.peiling))
            if peiling is None or peiling.stand is not Peilingstand.OPEN:
                raise NietOpen(stem.peiling)
            return save_record(session, StemRow, sessie_id, stem, kolommen, gelezen=gelezen, wat="Deze stem")


def _write(session: Session, sessie_id: UUID, peiling: Peiling, gelezen: int) -> Peiling:
    kolommen, wat = mapping.peiling_columns(peiling), f"Peiling {peiling.nummer}"
    return save_record(session, PeilingRow, sessie_id, peiling, kolommen, gelezen=gelezen, wat=wat)


def _replace_stemmen(session: Session, sessie_id: UUID, peiling: Peiling) -> None:
    # New rows in the order of what was said: in the rows as they were voted, even their place in the file would tell.
    deze = _votes_in(sessie_id, peiling.nummer)
    stemmen = [mapping.to_stem(row) for row in session.exec(select(StemRow).where(*deze))]
    session.exec(delete(StemRow).where(*deze))
    for volgnummer, stem in enumerate(strip_stemmers(peiling, stemmen), start=1):
        session.exec(insert(StemRow).values({**mapping.stem_columns(stem, volgnummer), "sessie_id": sessie_id}))


def _votes_in(sessie_id: UUID, nummer: str) -> tuple[ColumnElement[bool], ...]:
    return col(StemRow.sessie_id) == sessie_id, col(StemRow.peiling) == nummer


def move_stemmen(session: Session, sessie_id: UUID, *, van: int, naar: int) -> None:
    """The votes of a participant who turns out to be another one; where both voted, the other's own vote counts."""
    kolom = table_of(StemRow).c
    al_gestemd = select(StemRow.peiling).where(col(StemRow.sessie_id) == sessie_id, col(StemRow.deelnemer) == naar)
    deze = (kolom.sessie_id == sessie_id, kolom.deelnemer == van, kolom.peiling.not_in(al_gestemd))
    session.exec(update(table_of(StemRow)).where(*deze).values(deelnemer=naar, stemmer=mapping.name_stemmer(naar)))
