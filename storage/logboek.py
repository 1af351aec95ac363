"""The append-only log, for reading. Rows are written in transactie.py, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import col, select

from gesprekskaart.logboek import Logregel
from storage.mapping import to_keten, to_logregel
from storage.tables import LogboekRow
from storage.transactie import reading


class SqlLogboek:
    """The port Logboek."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, keten: UUID | None) -> tuple[Logregel, ...]:
        van_keten = select(LogboekRow).where(LogboekRow.keten == to_keten(keten))
        with reading(self._engine) as session:
            return tuple(to_logregel(row) for row in session.exec(van_keten.order_by(col(LogboekRow.nummer))))

    def list_about(self, keten: UUID, onderwerpen: Collection[str]) -> tuple[Logregel, ...]:
        deze = (LogboekRow.keten == to_keten(keten), col(LogboekRow.onderwerp).in_(onderwerpen))
        with reading(self._engine) as session:
            rijen = session.exec(select(LogboekRow).where(*deze).order_by(col(LogboekRow.nummer)))
            return tuple(to_logregel(row) for row in rijen)
