"""Frozen versions and the reactions to them. Triggers in the database keep a version as it was."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Engine, func, insert
from sqlmodel import Session, col, select

from gesprekskaart.errors import NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.sessie import Sessie
from gesprekskaart.verslag import Reactie, Versie
from storage import mapping
from storage.dossiers import save_sessie
from storage.tables import ReactieRow, VersieNaamRow, VersieRow
from storage.transactie import changing_sessie, reading


class SqlVerslagen:
    """The port Verslagen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, sessie_id: UUID) -> tuple[Versie, ...]:
        """Raises OpslagFout when a version is no longer what was frozen."""
        with reading(self._engine) as session:
            return _read_versies(session, sessie_id)

    def add_versie(self, versie: Versie, sessie: Sessie, *, gelezen: int, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie.id, daad) as session:
            save_sessie(session, sessie, gelezen=gelezen)
            insert_versie(session, versie)

    def add_reactie(self, sessie_id: UUID, nummer: int, reactie: Reactie, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if session.get(VersieRow, (sessie_id, nummer)) is None:
                raise NietGevonden(f"Versie {nummer} van dit verslag bestaat niet.")
            van_versie = (ReactieRow.sessie_id == sessie_id, ReactieRow.versie == nummer)
            eerdere = session.exec(select(func.count()).select_from(ReactieRow).where(*van_versie)).one()
            _insert_reactie(session, sessie_id, nummer, eerdere + 1, reactie)


def insert_versie(session: Session, versie: Versie) -> None:
    """Within the caller's transaction: a version with its names and reactions."""
    session.exec(insert(VersieRow).values(mapping.versie_columns(versie)))
    van_versie = {"sessie_id": versie.sessie_id, "versie": versie.nummer}
    for zegel in versie.namen:
        session.exec(insert(VersieNaamRow).values({**mapping.naam_columns(zegel), **van_versie}))
    for volgnummer, reactie in enumerate(versie.reacties, start=1):
        _insert_reactie(session, versie.sessie_id, versie.nummer, volgnummer, reactie)


def _insert_reactie(session: Session, sessie_id: UUID, versie: int, volgnummer: int, reactie: Reactie) -> None:
    plaats = {"sessie_id": sessie_id, "versie": versie, "volgnummer": volgnummer}
    session.exec(insert(ReactieRow).values({**mapping.reactie_columns(reactie), **plaats}))


def _read_versies(session: Session, sessie_id: UUID) -> tuple[Versie, ...]:
    namen: dict[int, list[VersieNaamRow]] = defaultdict(list)
    van_namen = select(VersieNaamRow).where(VersieNaamRow.sessie_id == sessie_id)
    for naam in session.exec(van_namen.order_by(col(VersieNaamRow.nummer))):
        namen[naam.versie].append(naam)
    reacties: dict[int, list[ReactieRow]] = defaultdict(list)
    van_reacties = select(ReactieRow).where(ReactieRow.sessie_id == sessie_id)
    for reactie in session.exec(van_reacties.order_by(col(ReactieRow.volgnummer))):
        reacties[reactie.versie].append(reactie)
    rows = session.exec(select(VersieRow).where(VersieRow.sessie_id == sessie_id).order_by(col(VersieRow.nummer)))
    return tuple(mapping.to_versie(row, namen[row.nummer], reacties[row.nummer]) for row in rows)
