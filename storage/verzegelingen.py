"""Established reports as they were sealed. Triggers in the database keep each file as it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Engine, func, insert, update
from sqlmodel import Session, col, select

from gesprekskaart.logboek import Daad
from gesprekskaart.sessie import Sessie
from gesprekskaart.zegel import Certificaat, Versieplek, Verzegeling
from storage import mapping
from storage.dossiers import save_sessie
from storage.tables import VersieRow, VerzegelingRow, ZegelcertificaatRow
from storage.transactie import changing_sessie, reading


class SqlVerzegelingen:
    """The port Verzegelingen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, sessie_id: UUID, nummer: int) -> Verzegeling | None:
        with reading(self._engine) as session:
            return _find_current(session, sessie_id, nummer)

    def find_by_afdruk(self, afdruk: str) -> Verzegeling | None:
        with reading(self._engine) as session:
            return _find(session, col(VerzegelingRow.afdruk) == afdruk)

    def find_versies(self, vingerafdruk: str) -> tuple[Versieplek, ...]:
        plekken = select(VersieRow.sessie_id, VersieRow.nummer).where(VersieRow.vingerafdruk == vingerafdruk)
        with reading(self._engine) as session:
            rijen = session.exec(plekken.order_by(col(VersieRow.bevroren_op), col(VersieRow.sessie_id)))
            return tuple(Versieplek(*rij) for rij in rijen)

    def list_certificaten(self) -> tuple[Certificaat, ...]:
        with reading(self._engine) as session:
            rijen = session.exec(select(ZegelcertificaatRow).order_by(col(ZegelcertificaatRow.afdruk)))
            return tuple(map(mapping.to_certificaat, rijen))

    def add(self, verzegeling: Verzegeling, *, daad: Daad) -> Verzegeling:
        if (eerder := self.find(verzegeling.sessie_id, verzegeling.nummer)) is not None:
            return eerder
        with changing_sessie(self._engine, verzegeling.sessie_id, daad) as session:
            # Writers to one session take turns: what another one sealed meanwhile is seen here, and is ours.
            eerder = _find_current(session, verzegeling.sessie_id, verzegeling.nummer)
            if eerder is None:
                _insert(session, verzegeling)
        return eerder or verzegeling

    def establish(self, verzegeling: Verzegeling, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        with changing_sessie(self._engine, sessie.id, daad) as session:
            vastgesteld = save_sessie(session, sessie, gelezen=gelezen)
            _insert(session, verzegeling)
        return vastgesteld

    def erase(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        van_versie = (col(VerzegelingRow.sessie_id) == sessie_id, col(VerzegelingRow.nummer) == nummer)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            session.execute(
                update(VerzegelingRow).where(*van_versie, col(VerzegelingRow.pdf).is_not(None)).values(pdf=None)
            )


def _find_current(session: Session, sessie_id: UUID, nummer: int) -> Verzegeling | None:
    deze = (col(VerzegelingRow.sessie_id) == sessie_id, col(VerzegelingRow.nummer) == nummer)
    return _find(session, *deze, col(VerzegelingRow.pdf).is_not(None))


def _find(session: Session, *waar: Any) -> Verzegeling | None:
    hoort_bij = col(ZegelcertificaatRow.afdruk) == col(VerzegelingRow.certificaat)
    rij = session.exec(
        select(VerzegelingRow, ZegelcertificaatRow).join(ZegelcertificaatRow, hoort_bij).where(*waar)
    ).first()
    return mapping.to_verzegeling(*rij) if rij is not None else None


def _insert(session: Session, verzegeling: Verzegeling) -> None:
    certificaat = verzegeling.certificaat
    if session.get(ZegelcertificaatRow, certificaat.afdruk) is None:
        session.exec(insert(ZegelcertificaatRow).values(mapping.certificaat_columns(certificaat)))
    van_versie = (VerzegelingRow.sessie_id == verzegeling.sessie_id, VerzegelingRow.nummer == verzegeling.nummer)
    eerdere = session.exec(select(func.count()).select_from(VerzegelingRow).where(*van_versie)).one()
    rij = mapping.verzegeling_columns(verzegeling) | {"volgnummer": eerdere + 1}
    session.exec(insert(VerzegelingRow).values(rij))
