"""Who may log in, and the hashes of the tokens that let them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert, update
from sqlalchemy import select as sa_select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from gesprekskaart.account import Account
from gesprekskaart.errors import Botsing
from gesprekskaart.logboek import Daad
from storage.mapping import account_columns, to_account
from storage.tables import AccountRow, SleutelRow, Sleutelsoort
from storage.transactie import changing, looking, reading, table_of, writing


class SqlAccounts:
    """The port Accounts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self) -> tuple[Account, ...]:
        with reading(self._engine) as session:
            rows = session.exec(select(AccountRow).order_by(col(AccountRow.naam_gevouwen)))
            return tuple(to_account(row) for row in rows)

    def find(self, naam: str) -> Account | None:
        with reading(self._engine) as session:
            row = session.exec(select(AccountRow).where(AccountRow.naam_gevouwen == naam.casefold())).first()
            return to_account(row) if row is not None else None

    def save(self, account: Account, *, daad: Daad) -> None:
        rij = account_columns(account)
        with changing(self._engine, None, daad) as session:
            try:
                gewijzigd = update(AccountRow).where(col(AccountRow.id) == account.id).values(rij)
                if session.exec(gewijzigd).rowcount == 0:
                    session.exec(insert(AccountRow).values(rij))
            except IntegrityError as fout:
                raise Botsing(f"Er is al een account ‘{account.naam}’. Kies een andere naam.") from fout

    def add_sleutel(self, account_id: UUID, sleutel_hash: str, *, soort: str, tot: datetime, daad: Daad) -> None:
        nieuw = SleutelRow(
            hash=sleutel_hash, account_id=account_id, soort=Sleutelsoort(soort), tot=tot, gebruikt_op=None
        )
        with changing(self._engine, None, daad) as session:
            # Expired ones open nothing any more; this is the moment that costs nobody anything.
            session.exec(delete(SleutelRow).where(col(SleutelRow.tot) <= daad.op))
            session.add(nieuw)

    def take_link(self, sleutel_hash: str, *, nu: datetime, daad: Daad) -> Account | None:
        try:
            with changing(self._engine, None, daad) as session:
                return _take_link(session, sleutel_hash, nu)
        except _OpentNiets:
            return None

    def find_by_cookie(self, sleutel_hash: str, *, nu: datetime) -> Account | None:
        with looking(self._engine) as verbinding:
            return _find_open(verbinding, sleutel_hash, Sleutelsoort.COOKIE, nu)

    def drop_sleutels(self, account_id: UUID, *, daad: Daad) -> None:
        with changing(self._engine, None, daad) as session:
            session.exec(delete(SleutelRow).where(col(SleutelRow.account_id) == account_id))

    def drop_cookie(self, sleutel_hash: str) -> None:
        with writing(self._engine) as session:
            session.exec(delete(SleutelRow).where(col(SleutelRow.hash) == sleutel_hash))


class _OpentNiets(Exception):
    """Rolls back, so that a useless try leaves no row in the log."""


def _take_link(session: Session, sleutel_hash: str, nu: datetime) -> Account:
    # Writers on one chain take turns, so of two that come at once the second finds the link used.
    account = _find_open(session.connection(), sleutel_hash, Sleutelsoort.LINK, nu)
    if account is None:
        raise _OpentNiets
    session.exec(update(SleutelRow).where(col(SleutelRow.hash) == sleutel_hash).values(gebruikt_op=nu))
    return account


def _find_open(verbinding: Connection, sleutel_hash: str, soort: Sleutelsoort, nu: datetime) -> Account | None:
    """The account that this token opens now."""
    rij = verbinding.execute(_VAN_SLEUTEL, {"hash_": sleutel_hash, "soort_": soort, "nu": nu}).mappings().first()
    return Account.model_validate({**rij}) if rij is not None else None


# Every request runs this. Made once, and for plain columns, as in dossiers.py.
_VAN_SLEUTEL = (
    sa_select(*(kolom for kolom in table_of(AccountRow).c if kolom.name != "naam_gevouwen"))
    .join(SleutelRow, col(SleutelRow.account_id) == col(AccountRow.id))
    .where(
        col(SleutelRow.hash) == bindparam("hash_"),
        col(SleutelRow.soort) == bindparam("soort_"),
        col(SleutelRow.tot) > bindparam("nu"),
        col(SleutelRow.gebruikt_op).is_(None),
        col(AccountRow.is_actief),
    )
)
