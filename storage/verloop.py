"""When actions were done, from how they were after each change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session

from gesprekskaart.verloop import Gereed, find_gereed_op
from gesprekskaart.vervolg import Actiestand
from storage.tables import ActieRow, VervolgrevisieRow
from storage.transactie import table_of


def read_gereed(session: Session, eisen: Sequence[ColumnElement[bool]]) -> tuple[Gereed, ...]:
    """Of the actions that meet these, each that is done. Two questions, however many there are."""
    actie, revisie = table_of(ActieRow).c, table_of(VervolgrevisieRow).c
    deze = (*eisen, actie.stand == Actiestand.GEREED)
    termijnen: dict[tuple[UUID, str], date | None] = {
        (id, f"actie/{nummer}"): termijn
        for id, nummer, termijn in session.execute(select(actie.sessie_id, actie.nummer, actie.termijn).where(*deze))
    }
    hoort_bij = (revisie.sessie_id == actie.sessie_id, revisie.plek == "actie/" + actie.nummer)
    kolommen = (revisie.sessie_id, revisie.plek, revisie.inhoud["stand"].as_string(), revisie.handeling, revisie.op)
    revisies: dict[tuple[UUID, str], list[tuple[Actiestand, str, datetime]]] = defaultdict(list)
    rijen: Any = session.execute(select(*kolommen).where(*hoort_bij, *deze).order_by(revisie.revisie))
    for id, plek, stand, handeling, op in rijen:
        revisies[id, plek].append((Actiestand(stand), handeling, _in_utc(op)))
    return tuple(Gereed(termijn, find_gereed_op(revisies[plek])) for plek, termijn in termijnen.items())


def _in_utc(op: datetime) -> datetime:
    # SQLite drops the zone; what is kept is UTC.
    return op if op.tzinfo else op.replace(tzinfo=UTC)
