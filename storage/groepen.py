"""Groups and who sits in them. Members stand in rows of their own, so that they go with the participant."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from gesprekskaart.errors import Botsing, IntussenGewijzigd
from gesprekskaart.groep import Groep
from gesprekskaart.logboek import Daad
from storage import mapping
from storage.tables import GroepRow, GroepslidRow, TekstRow
from storage.transactie import changing_sessie, reading, table_of, write_revision


class SqlGroepen:
    """The port Groepen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, sessie_id: UUID, nummer: int) -> Groep | None:
        with reading(self._engine) as session:
            row = session.get(GroepRow, (sessie_id, nummer))
            van_groep = (col(GroepslidRow.sessie_id) == sessie_id, col(GroepslidRow.groep) == nummer)
            leden = session.exec(select(GroepslidRow).where(*van_groep)).all()
            return mapping.to_groep(row, leden) if row is not None else None

    def save(
        self, sessie_id: UUID, groepen: Collection[Groep], *, weg: Collection[int] = (), daad: Daad
    ) -> tuple[Groep, ...]:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            # All members out first: somebody who moves would sit in two groups for a moment.
            _drop_leden(session, sessie_id, {*weg, *(groep.nummer for groep in groepen)})
            _drop_groepen(session, sessie_id, weg)
            for groep in groepen:
                rij = {**mapping.groep_columns(groep), "sessie_id": sessie_id}
                if not write_revision(session, GroepRow, rij, gelezen=groep.revisie):
                    raise IntussenGewijzigd(groep.titel)
            _insert_leden(session, sessie_id, groepen)
        return tuple(groep.model_copy(update={"revisie": groep.revisie + 1}) for groep in groepen)


def move_lid(session: Session, sessie_id: UUID, van: int, naar: int) -> None:
    """Within the caller's transaction: the group of one participant becomes the other's, who has none."""
    leden = select(GroepslidRow.deelnemer).where(col(GroepslidRow.sessie_id) == sessie_id)
    if naar not in session.exec(leden).all():
        deze = (col(GroepslidRow.sessie_id) == sessie_id, col(GroepslidRow.deelnemer) == van)
        session.exec(update(GroepslidRow).where(*deze).values(deelnemer=naar))


def _drop_leden(session: Session, sessie_id: UUID, groepen: Collection[int]) -> None:
    deze = (col(GroepslidRow.sessie_id) == sessie_id, col(GroepslidRow.groep).in_(groepen))
    session.exec(delete(GroepslidRow).where(*deze))


def _drop_groepen(session: Session, sessie_id: UUID, weg: Collection[int]) -> None:
    """With what is empty of theirs; the foreign key refuses that they go when they wrote something."""
    lege = (col(TekstRow.sessie_id) == sessie_id, col(TekstRow.groep).in_(weg), col(TekstRow.is_leeg))
    session.exec(delete(TekstRow).where(*lege))
    try:
        session.exec(delete(GroepRow).where(col(GroepRow.sessie_id) == sessie_id, col(GroepRow.nummer).in_(weg)))
    except IntegrityError as fout:
        raise Botsing("Een van deze groepen heeft intussen iets geschreven en blijft daarom staan.") from fout


def _insert_leden(session: Session, sessie_id: UUID, groepen: Collection[Groep]) -> None:
    rijen = [{**lid, "sessie_id": sessie_id} for groep in groepen for lid in mapping.lid_columns(groep)]
    if not rijen:
        return
    try:
        session.execute(insert(table_of(GroepslidRow)), rijen)
    except IntegrityError as fout:
        # Somebody sits in another group by now, or is no participant any more.
        raise IntussenGewijzigd("De indeling in groepen") from fout
