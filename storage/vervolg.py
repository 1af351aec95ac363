"""Agreements, actions and the check on recommendations."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine, delete, update
from sqlmodel import Session, SQLModel, col

from gesprekskaart.errors import IntussenGewijzigd, NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.vervolg import Actie, Afspraak, Toets
from storage import mapping
from storage.reeksen import require_new_nummer
from storage.tables import ActieRow, AfspraakRow, TekstRow, ToetsRow
from storage.transactie import changing_sessie, next_volgorde, table_of, write_revision


class SqlVervolg:
    """The port Vervolg."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_afspraak(self, sessie_id: UUID, afspraak: Afspraak, *, gelezen: int, daad: Daad) -> Afspraak:
        rij = {**mapping.afspraak_columns(afspraak), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                require_new_nummer(session, AfspraakRow, sessie_id, "Afspraak", afspraak.nummer)
                rij["volgorde"] = next_volgorde(session, AfspraakRow, sessie_id)
            if not write_revision(session, AfspraakRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd(f"Afspraak {afspraak.nummer}")
        return afspraak.model_copy(update={"revisie": gelezen + 1})

    def delete_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not _delete_with_tekst(session, AfspraakRow, TekstSoort.AFSPRAAK, sessie_id, nummer):
                raise NietGevonden(f"Afspraak {nummer} bestaat niet (meer).")
            uitvoering = (col(ActieRow.sessie_id) == sessie_id, col(ActieRow.afspraak) == nummer)
            session.exec(update(ActieRow).where(*uitvoering).values(afspraak=None))

    def save_actie(self, sessie_id: UUID, actie: Actie, *, gelezen: int, daad: Daad) -> Actie:
        rij = {**mapping.actie_columns(actie), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                require_new_nummer(session, ActieRow, sessie_id, "Actie", actie.nummer)
                rij["volgorde"] = next_volgorde(session, ActieRow, sessie_id)
            if not write_revision(session, ActieRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd(f"Actie {actie.nummer}")
        return actie.model_copy(update={"revisie": gelezen + 1})

    def delete_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not _delete_with_tekst(session, ActieRow, TekstSoort.ACTIE, sessie_id, nummer):
                raise NietGevonden(f"Actie {nummer} bestaat niet (meer).")

    def save_toets(self, sessie_id: UUID, toets: Toets, *, gelezen: int, daad: Daad) -> Toets:
        rij = {**mapping.toets_columns(toets), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not write_revision(session, ToetsRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd(f"Aanbeveling {toets.aanbeveling}")
        return toets.model_copy(update={"revisie": gelezen + 1})


def _delete_with_tekst(
    session: Session, tabel: type[SQLModel], soort: TekstSoort, sessie_id: UUID, nummer: str
) -> bool:
    plek = str(Plek(soort=soort, sleutel=nummer))
    session.exec(delete(TekstRow).where(col(TekstRow.sessie_id) == sessie_id, col(TekstRow.plek) == plek))
    kolommen = table_of(tabel).c
    deze = (kolommen.sessie_id == sessie_id, kolommen.nummer == nummer)
    return session.exec(delete(table_of(tabel)).where(*deze)).rowcount > 0
