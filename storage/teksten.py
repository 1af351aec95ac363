"""What people write. Every save is compared by the database and is on disk before it is acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from gesprekskaart.errors import NietGevonden, Ongeldig, TekstGewijzigd
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Bewaring
from gesprekskaart.sessie import NietBesproken
from gesprekskaart.tekst import Tekst
from storage import mapping
from storage.tables import LogboekRow, NietBesprokenRow, TekstRow
from storage.transactie import (
    Save,
    change_all,
    change_together,
    changing_sessie,
    looking,
    next_volgorde,
    reading,
    table_of,
    write_revision,
)


class SqlTeksten:
    """The port Teksten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, sessie_id: UUID, plek: str) -> Tekst | None:
        with looking(self._engine) as verbinding:
            return _find(verbinding, sessie_id, plek)

    def find_save(self, sessie_id: UUID, plek: str, save_id: UUID) -> int | None:
        deze = (LogboekRow.keten == sessie_id, LogboekRow.onderwerp == plek, LogboekRow.save_id == save_id)
        with reading(self._engine) as session:
            return session.exec(select(LogboekRow.revisie).where(*deze)).first()

    def save(self, sessie_id: UUID, tekst: Tekst, *, gelezen: int, save_id: UUID, daad: Daad) -> Tekst:
        nieuw = tekst.model_copy(update={"revisie": gelezen + 1})
        try:
            change_together(
                self._engine,
                sessie_id,
                daad,
                Save(save_id, nieuw),
                lambda session: _write(session, sessie_id, nieuw, gelezen),
            )
        except TekstGewijzigd as fout:
            # Two tries of one save that crossed each other: the other one arrived, so this one did no harm.
            if self.find_save(sessie_id, str(tekst.plek), save_id) is None:
                raise
            return fout.huidige
        except IntegrityError as fout:
            raise Ongeldig("Dit bewaarnummer is al voor een eerdere tekst gebruikt. Ververs de pagina.") from fout
        return nieuw

    def save_all(self, sessie_id: UUID, bewaringen: Sequence[Bewaring]) -> None:
        gelezen = {str(b.tekst.plek): b.gelezen for b in bewaringen}
        saves = [(b.daad, Save(b.save_id, b.tekst.model_copy(update={"revisie": b.gelezen + 1}))) for b in bewaringen]
        change_all(
            self._engine,
            sessie_id,
            saves,
            lambda session, save: _write(session, sessie_id, save.tekst, gelezen[str(save.tekst.plek)]),
        )

    def save_niet_besproken(self, sessie_id: UUID, feit: NietBesproken, *, geldt: bool, daad: Daad) -> None:
        rij = {**mapping.niet_besproken_columns(feit), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            deze = (col(NietBesprokenRow.sessie_id) == sessie_id, col(NietBesprokenRow.plek) == rij["plek"])
            session.exec(delete(NietBesprokenRow).where(*deze))
            if geldt:
                volgorde = next_volgorde(session, NietBesprokenRow, sessie_id)
                session.exec(insert(NietBesprokenRow).values({**rij, "volgorde": volgorde}))


def _find(verbinding: Connection, sessie_id: UUID, plek: str) -> Tekst | None:
    row: Any = verbinding.execute(_DEZE, {"sessie": sessie_id, "plek": plek}).first()
    return mapping.to_tekst(row) if row is not None else None


# Every save runs this. Made once, and for plain columns, as in dossiers.py.
_teksten = table_of(TekstRow)
_DEZE = _teksten.select().where(_teksten.c.sessie_id == bindparam("sessie"), _teksten.c.plek == bindparam("plek"))


def _write(session: Session, sessie_id: UUID, tekst: Tekst, gelezen: int) -> None:
    """Raises TekstGewijzigd; NietGevonden when its partnership or group was taken out in the meantime."""
    rij = {**mapping.tekst_columns(tekst), "sessie_id": sessie_id}
    try:
        is_geschreven = write_revision(session, TekstRow, rij, gelezen=gelezen)
    except IntegrityError as fout:
        raise NietGevonden(
            f"{_tell_van(tekst)} staat niet (meer) in dit gesprek. Je tekst staat nog op dit apparaat."
        ) from fout
    if not is_geschreven:
        raise TekstGewijzigd(_find(session.connection(), sessie_id, rij["plek"]) or _nobody_wrote(tekst))


def _tell_van(tekst: Tekst) -> str:
    return f"Partnerschap {tekst.plek.partnerschap}" if tekst.plek.partnerschap else f"Groep {tekst.plek.groep}"


def _nobody_wrote(tekst: Tekst) -> Tekst:
    """Where a text is not, or no more."""
    return tekst.model_copy(update={"tekst": "", "revisie": 0, "door": "niemand"})
