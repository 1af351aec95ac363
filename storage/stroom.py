"""The change feed: read from the log, which has one numbered row per change of a session."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from gesprekskaart.stroom import Gewijzigd, Markering, Veranderingen, make_markering, sort_onderwerpen
from gesprekskaart.tekst import Tekst
from storage.dossiers import last_nummer
from storage.mapping import to_niet_besproken, to_tekst
from storage.tables import LogboekRow, NietBesprokenRow, TekstRow
from storage.transactie import reading
from storage.zender import Zender


class SqlStroom:
    """The port Stroom."""

    def __init__(self, engine: Engine, zender: Zender) -> None:
        self._engine = engine
        self._zender = zender

    def follow(self, told: Callable[[Gewijzigd], None]) -> None:
        self._zender.follow(told, self._engine)

    def read_after(self, sessie_id: UUID, nummer: int) -> Veranderingen:
        with reading(self._engine) as session:
            laatste = last_nummer(session, sessie_id)
            if laatste == nummer:
                return Veranderingen(nummer=laatste)
            if not 0 < nummer < laatste:
                # Of before the first change, or of a database that was put back: then all that stands is news.
                return Veranderingen(
                    nummer=laatste,
                    teksten=_read_teksten(session, sessie_id, None),
                    markeringen=_read_markeringen(session, sessie_id, None),
                    regie=True,
                    anders=True,
                    scherm=True,
                )
            rijen = (
                select(LogboekRow.handeling, LogboekRow.onderwerp)
                .where(LogboekRow.keten == sessie_id, LogboekRow.nummer > nummer)
                .distinct()
            )
            wat = sort_onderwerpen(session.exec(rijen).all())
            return Veranderingen(
                nummer=laatste,
                teksten=_read_teksten(session, sessie_id, wat.plekken),
                markeringen=_read_markeringen(session, sessie_id, wat.markeringen),
                regie=wat.regie,
                inbreng=wat.inbreng,
                anders=wat.anders,
                scherm=wat.scherm,
            )


def _read_teksten(session: Session, sessie_id: UUID, plekken: frozenset[str] | None) -> tuple[Tekst, ...]:
    deze = select(TekstRow).where(TekstRow.sessie_id == sessie_id).order_by(TekstRow.plek)
    if plekken is not None:
        deze = deze.where(col(TekstRow.plek).in_(plekken))
    return tuple(map(to_tekst, session.exec(deze)))


def _read_markeringen(session: Session, sessie_id: UUID, plekken: frozenset[str] | None) -> tuple[Markering, ...]:
    """Those at these places, taken back or not; without places, those that stand."""
    deze = select(NietBesprokenRow).where(NietBesprokenRow.sessie_id == sessie_id)
    feiten = {row.plek: to_niet_besproken(row) for row in session.exec(deze)}
    return tuple(make_markering(plek, feiten.get(plek)) for plek in sorted(feiten if plekken is None else plekken))
