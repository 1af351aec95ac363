"""The append-only log, for reading. Rows are written in transactie.py, in the transaction of what they tell of."""

from __future__ import annotations

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
