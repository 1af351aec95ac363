"""Which sessions somebody may read and chose, as a condition that costs little: of few, and of many thousands."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlmodel import Session

from gesprekskaart.overzicht import Bereik, Zicht
from storage.tables import FacilitatorRow, SessieregioRow, SessieRow
from storage.transactie import table_of

_sessie, _leider, _regio = (table_of(tabel).c for tabel in (SessieRow, FacilitatorRow, SessieregioRow))

VEEL = 200
"""So many sessions are looked up by their ids; of more, one walks down all sessions from the newest, and stops early.

By ids costs as much as there are ids; walking costs as much as one must pass to find enough. Above this number those
in sight are never rare enough to walk far.
"""


class Keus(NamedTuple):
    """A choice of sessions: what must hold of SessieRow, and the few that it can be at most (None: many)."""

    voorwaarde: ColumnElement[bool]
    ids: frozenset[UUID] | None


def choose_sessies(session: Session, zicht: Zicht, bereik: Bereik) -> Keus:
    """In sight and chosen; practice never is."""
    ids = _find_few(session, zicht, bereik)
    eisen = [is_oefening(False, op_id=ids is not None), _seen_by(zicht)]
    if bereik.sessies:
        eisen.append(_sessie.id.in_(bereik.sessies))
    if bereik.regio:
        eisen.append(exists().where(_regio.sessie_id == _sessie.id, _regio.naam == bereik.regio))
    if ids is not None:
        eisen.insert(0, _sessie.id.in_(ids))
    return Keus(and_(*eisen), ids)


def is_oefening(welke: bool, *, op_id: bool) -> ColumnElement[bool]:
    """Of SessieRow: practice, or no practice.

    `op_id`: these sessions are named as well. SQLite takes the first column of an index for a rare one, and would
    rather walk down all that are no practice than look up the few by their ids; in an expression it sees no column.
    """
    kolom = func.coalesce(_sessie.oefening, welke) if op_id else _sessie.oefening
    return kolom.is_(welke)


def led_by(account_id: UUID) -> ColumnElement[bool]:
    """Of SessieRow: this account leads it."""
    return exists().where(_leider.sessie_id == _sessie.id, _leider.account_id == account_id)


def find_led(session: Session, account_id: UUID) -> frozenset[UUID] | None:
    """The sessions that an account leads; None when there are many."""
    return _find_at_most(session, select(_leider.sessie_id).where(_leider.account_id == account_id))


def _seen_by(zicht: Zicht) -> ColumnElement[bool]:
    op_apparaat = _sessie.id.in_(zicht.sessies)
    return op_apparaat if zicht.account is None else or_(led_by(zicht.account), op_apparaat)


def _find_few(session: Session, zicht: Zicht, bereik: Bereik) -> frozenset[UUID] | None:
    if bereik.sessies:
        return frozenset(bereik.sessies)
    geleid = find_led(session, zicht.account) if zicht.account else frozenset()
    if geleid is not None:
        return geleid | zicht.sessies
    if not bereik.regio:
        return None
    return _find_at_most(session, select(_regio.sessie_id).where(_regio.naam == bereik.regio))


def _find_at_most(session: Session, welke: Select[tuple[UUID]]) -> frozenset[UUID] | None:
    # Asked apart: to fetch two hundred ids only to see that there are more costs as much as the rest.
    if session.execute(welke.offset(VEEL).limit(1)).first() is not None:
        return None
    return frozenset(session.scalars(welke))
