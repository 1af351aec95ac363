"""Transactions: one read or one change each; no change without its row in the log.

Writers on one chain take turns: SQLite has one writer at a time, PostgreSQL gets an advisory lock per chain, taken
first so that two writers can never wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Table, Update, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from gesprekskaart.errors import IntussenGewijzigd, SessieOnbekend, StandGewijzigd
from gesprekskaart.logboek import BEGIN, Daad, chain_hash
from gesprekskaart.model import Model
from gesprekskaart.stroom import Gewijzigd
from gesprekskaart.tekst import Tekst
from storage.beurt import Beurt
from storage.engine import BEURT, SCHRIJFT, is_sqlite
from storage.mapping import to_keten, utc_daad
from storage.storingen import explained
from storage.tables import LogboekRow, SessieRow
from storage.zender import NIEMAND, ZENDER, Zender

Record = TypeVar("Record", bound=Model)


class Save(NamedTuple):
    """A text being saved: the log keeps its save_id and revision, so that a retry is recognised after a restart."""

    save_id: UUID
    tekst: Tekst


# Every change runs these. Made once: to build them anew costs as much as to run them.
_logboek = SQLModel.metadata.tables[str(LogboekRow.__tablename__)]
_regels = _logboek.c
_sessies = SQLModel.metadata.tables[str(SessieRow.__tablename__)]
_RAAK_AAN = update(_sessies).where(_sessies.c.id == bindparam("deze")).values(gewijzigd_op=bindparam("nu"))
_STAND = select(_sessies.c.stand).where(_sessies.c.id == bindparam("deze"))
_LAATSTE_REGEL = (
    select(_regels.nummer, _regels.hash)
    .where(_regels.keten == bindparam("deze"))
    .order_by(_regels.nummer.desc())
    .limit(1)
)
_NIEUWE_REGEL = insert(_logboek)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One consistent look at the database, however many queries it takes. Raises OpslagFout."""
    with explained(), Session(_for_looking(engine)) as session, session.begin():
        yield session


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """As `reading`, for what every request asks: a session, which keeps track of objects, takes longer to open."""
    with explained(), _for_looking(engine).connect() as verbinding, verbinding.begin():
        yield verbinding


def _for_looking(engine: Engine) -> Engine:
    if is_sqlite(engine):
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One change that is not worth a row in the log, such as logging out. Raises OpslagFout."""
    beurt = _find_beurt(engine)
    with nullcontext() if beurt is None else beurt.alone, _begun(engine) as session:
        yield session


@contextmanager
def changing(engine: Engine, keten: UUID | None, daad: Daad) -> Iterator[Session]:
    """One change and its row in the log, durably on disk when this returns, or neither. Raises OpslagFout."""
    with writing(engine) as session:
        _take_chain(session, keten)
        yield session
        nummer = _note(engine, session, keten, daad)
    _tell(engine, keten, nummer, daad)


@contextmanager
def changing_sessie(engine: Engine, sessie_id: UUID, daad: Daad) -> Iterator[Session]:
    """As `changing`, of something in a session, which notes that it changed.

    Raises SessieOnbekend, StandGewijzigd, OpslagFout.
    """
    with changing(engine, sessie_id, daad) as session:
        _touch(session, sessie_id, daad)
        yield session


def change_together(engine: Engine, sessie_id: UUID, daad: Daad, save: Save, change: Callable[[Session], None]) -> None:
    """As `changing_sessie`, of something small that comes often: it may share its commit with others that wait."""

    def make(session: Session) -> int:
        _take_chain(session, sessie_id)
        _touch(session, sessie_id, daad)
        change(session)
        return _note(engine, session, sessie_id, daad, save)

    beurt = _find_beurt(engine)
    if beurt is None:
        with _begun(engine) as session:
            nummer = make(session)
    else:
        nummer = beurt.together(make, partial(_begun, engine))
    _tell(engine, sessie_id, nummer, daad, save)


def change_all(
    engine: Engine, sessie_id: UUID, saves: Sequence[tuple[Daad, Save]], change: Callable[[Session, Save], None]
) -> None:
    """As `changing_sessie`, of several texts at once: each with its row in the log, all durably on disk or none."""
    with writing(engine) as session:
        _take_chain(session, sessie_id)
        nummers = []
        for daad, save in saves:
            _touch(session, sessie_id, daad)
            change(session, save)
            nummers.append(_note(engine, session, sessie_id, daad, save))
    for nummer, (daad, save) in zip(nummers, saves, strict=True):
        _tell(engine, sessie_id, nummer, daad, save)


def _find_zender(engine: Engine) -> Zender:
    zender: Zender = engine.get_execution_options().get(ZENDER, NIEMAND)
    return zender


def _find_beurt(engine: Engine) -> Beurt | None:
    beurt: Beurt | None = engine.get_execution_options().get(BEURT)
    return beurt


@contextmanager
def _begun(engine: Engine) -> Iterator[Session]:
    with explained(), Session(engine.execution_options(**{SCHRIJFT: True})) as session, session.begin():
        yield session


def _take_chain(session: Session, keten: UUID | None) -> None:
    if not is_sqlite(session.connection()):
        session.execute(text("SELECT pg_advisory_xact_lock(:keten)"), {"keten": _lock_number(keten)})


def _touch(session: Session, sessie_id: UUID, daad: Daad) -> None:
    # Touching the session first makes writers to one session take turns, so what is read here stays true.
    aangeraakt = session.connection().execute(_RAAK_AAN, {"deze": sessie_id, "nu": daad.op})
    if aangeraakt.rowcount == 0:
        raise SessieOnbekend
    _require_unmoved(session, sessie_id, daad)


def _tell(engine: Engine, keten: UUID | None, nummer: int, daad: Daad, save: Save | None = None) -> None:
    if keten is not None:
        _find_zender(engine).tell(Gewijzigd(keten, nummer, save.tekst if save else None, daad.handeling))


def _require_unmoved(session: Session, sessie_id: UUID, daad: Daad) -> None:
    verbinding = session.connection()
    if daad.stand is not None and verbinding.execute(_STAND, {"deze": sessie_id}).scalar() != daad.stand:
        raise StandGewijzigd
    if daad.na is not None:
        laatste = verbinding.execute(_LAATSTE_REGEL, {"deze": sessie_id}).first()
        if (laatste.nummer if laatste else 0) != daad.na:
            raise StandGewijzigd


def save_record(
    session: Session,
    tabel: type[SQLModel],
    sessie_id: UUID,
    record: Record,
    kolommen: Mapping[str, Any],
    *,
    gelezen: int,
    wat: str,
) -> Record:
    """Add or change one thing of a session, behind the others where these have an order; gives it as it is kept.

    Raises IntussenGewijzigd, which names it as `wat`, when its revision no longer is `gelezen` (0: it is new).
    """
    rij = {**kolommen, "sessie_id": sessie_id}
    if gelezen == 0 and "volgorde" in table_of(tabel).c:
        rij["volgorde"] = next_volgorde(session, tabel, sessie_id)
    if not write_revision(session, tabel, rij, gelezen=gelezen):
        raise IntussenGewijzigd(wat)
    return record.model_copy(update={"revisie": gelezen + 1})


def write_revision(session: Session, tabel: type[SQLModel], rij: Mapping[str, Any], *, gelezen: int) -> bool:
    """Add a row (`gelezen` 0), or change it if its revision still is `gelezen`; False when somebody else was first.

    The database compares, not we: two people may type in the same second.
    """
    nieuw = {**rij, "revisie": gelezen + 1}
    if gelezen:
        deze = {_DEZE + kolom.name: rij[kolom.name] for kolom in table_of(tabel).primary_key}
        waarden = {**nieuw, **deze, f"{_DEZE}revisie": gelezen}
        return session.connection().execute(_change_as_read(tabel), waarden).rowcount > 0
    try:
        with session.begin_nested():
            session.exec(insert(table_of(tabel)).values(nieuw))
    except IntegrityError:
        # Taken, or refused for another reason: that one stays loud.
        if session.execute(select(1).where(*_with_key(tabel, rij))).first() is None:
            raise
        return False
    return True


_DEZE = "deze_"
"""Before the name of a column: the value by which its row is found, next to the one that it gets."""


@cache
def _change_as_read(tabel: type[SQLModel]) -> Update:
    kolommen = (*table_of(tabel).primary_key, table_of(tabel).c.revisie)
    return update(table_of(tabel)).where(*(kolom == bindparam(_DEZE + kolom.name) for kolom in kolommen))


def next_volgorde(session: Session, tabel: type[SQLModel], sessie_id: UUID) -> int:
    """The place after the last one, for what a session keeps in the order in which it came."""
    kolommen = table_of(tabel).c
    laatste = session.execute(select(func.max(kolommen.volgorde)).where(kolommen.sessie_id == sessie_id)).scalar()
    return (laatste or 0) + 1


def last_hash(session: Session, keten: UUID) -> str | None:
    """Of the last row in this chain; None where nothing was ever logged."""
    laatste = session.connection().execute(_LAATSTE_REGEL, {"deze": keten}).first()
    return laatste.hash if laatste else None


def _note(engine: Engine, session: Session, keten: UUID | None, daad: Daad, save: Save | None = None) -> int:
    """The row in the log; gives its number."""
    rij = to_keten(keten)
    verbinding = session.connection()
    laatste = verbinding.execute(_LAATSTE_REGEL, {"deze": rij}).first()
    nummer, vorige = (laatste.nummer + 1, laatste.hash) if laatste else (1, BEGIN)
    daad = utc_daad(daad)
    regel = daad.model_dump() | {"keten": rij, "nummer": nummer, "vorige": vorige}
    regel["hash"] = chain_hash(keten, nummer, daad, vorige)
    van_tekst = {"save_id": save.save_id, "revisie": save.tekst.revisie} if save else {}
    verbinding.execute(_NIEUWE_REGEL, {**regel, **van_tekst})
    if keten is not None:
        _find_zender(engine).announce(session, keten, nummer)
    return nummer


def _lock_number(keten: UUID | None) -> int:
    # 64 of its 128 bits: two chains that share them merely wait for each other.
    return int.from_bytes(to_keten(keten).bytes[:8], "big", signed=True)


def table_of(tabel: type[SQLModel]) -> Table:
    """The table behind a row class, for what must work on any of them."""
    return SQLModel.metadata.tables[str(tabel.__tablename__)]


def _with_key(tabel: type[SQLModel], rij: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    return [kolom == rij[kolom.name] for kolom in table_of(tabel).primary_key]
