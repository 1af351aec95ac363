"""Invitations, who came in with them, and the devices by which they are known."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Text, bindparam, cast, delete, insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from gesprekskaart.deelname import Apparaat, Deelname, Stoel, Uitnodiging
from gesprekskaart.errors import Botsing, IntussenGewijzigd
from gesprekskaart.logboek import Daad
from gesprekskaart.sessie import Deelnemer
from storage import mapping
from storage.groepen import move_lid
from storage.peilingen import move_stemmen
from storage.regies import move_bijdragen, move_inbreng
from storage.tables import DeelnameRow, DeelnemerRow, StoelRow, UitnodigingRow
from storage.transactie import changing_sessie, reading, write_revision, writing
from storage.vervolg import move_acties


class SqlDeelnames:
    """The port Deelnames."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get_uitnodiging(self, sessie_id: UUID) -> Uitnodiging | None:
        return self._find_uitnodiging(col(UitnodigingRow.sessie_id) == sessie_id)

    def find_uitnodiging(self, code: str) -> Uitnodiging | None:
        return self._find_uitnodiging(col(UitnodigingRow.code) == code)

    def _find_uitnodiging(self, welke: ColumnElement[bool]) -> Uitnodiging | None:
        with reading(self._engine) as session:
            row = session.exec(select(UitnodigingRow).where(welke)).first()
            return mapping.to_uitnodiging(row) if row is not None else None

    def save_uitnodiging(self, uitnodiging: Uitnodiging, *, gelezen: int, daad: Daad) -> Uitnodiging:
        with changing_sessie(self._engine, uitnodiging.sessie_id, daad) as session:
            try:
                gelukt = write_revision(session, UitnodigingRow, uitnodiging.model_dump(), gelezen=gelezen)
            except IntegrityError as fout:
                raise Botsing("Deze code is al van een ander gesprek. Maak een nieuwe.") from fout
            if not gelukt:
                raise IntussenGewijzigd("De uitnodiging")
        return uitnodiging.model_copy(update={"revisie": gelezen + 1})

    def list(self, sessie_id: UUID) -> tuple[Deelname, ...]:
        with reading(self._engine) as session:
            van_sessie = select(DeelnameRow).where(DeelnameRow.sessie_id == sessie_id)
            return tuple(map(mapping.to_deelname, session.exec(van_sessie.order_by(col(DeelnameRow.nummer)))))

    def join(
        self, deelname: Deelname, deelnemer: Deelnemer, apparaat: Apparaat, *, gelezen: int, daad: Daad
    ) -> Deelnemer:
        rij = {**mapping.deelnemer_columns(deelnemer), "sessie_id": deelname.sessie_id}
        with changing_sessie(self._engine, deelname.sessie_id, daad) as session:
            _require(write_revision(session, DeelnemerRow, rij, gelezen=gelezen))
            _require(write_revision(session, DeelnameRow, deelname.model_dump(), gelezen=0))
            _put_stoel(session, deelname.sessie_id, deelname.nummer, apparaat, daad.op)
        return deelnemer.model_copy(update={"revisie": gelezen + 1})

    def save(self, deelname: Deelname, *, gelezen: int, daad: Daad) -> Deelname:
        with changing_sessie(self._engine, deelname.sessie_id, daad) as session:
            _require(write_revision(session, DeelnameRow, deelname.model_dump(), gelezen=gelezen))
        return deelname.model_copy(update={"revisie": gelezen + 1})

    def leave(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        deze = (col(DeelnameRow.sessie_id) == sessie_id, col(DeelnameRow.nummer) == nummer)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            session.exec(delete(DeelnameRow).where(*deze))

    def merge(
        self, sessie_id: UUID, houd: Deelnemer, deelname: Deelname | None, *, weg: int, gelezen: int, daad: Daad
    ) -> None:
        rij = {**mapping.deelnemer_columns(houd), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            _require(write_revision(session, DeelnemerRow, rij, gelezen=gelezen))
            stoelen = session.exec(select(StoelRow).where(*_at(StoelRow, sessie_id, weg))).all()
            verhuisd = [(Apparaat(stoel.hash, stoel.tot), stoel.gekozen_op) for stoel in stoelen]
            move_stemmen(session, sessie_id, van=weg, naar=houd.nummer)
            deze = (col(DeelnemerRow.sessie_id) == sessie_id, col(DeelnemerRow.nummer) == weg)
            move_lid(session, sessie_id, weg, houd.nummer)
            # Its place and devices go along, before they come back: a return code can be of one place only.
            _require(session.exec(delete(DeelnemerRow).where(*deze)).rowcount > 0)
            if deelname is not None:
                _put_deelname(session, deelname)
            for apparaat, op in verhuisd:
                _put_stoel(session, sessie_id, houd.nummer, apparaat, op)
            move_inbreng(session, sessie_id, van=weg, naar=houd.nummer)
            move_bijdragen(session, sessie_id, van=weg, naar=houd.nummer)
            move_acties(session, sessie_id, van=weg, naar=houd.nummer)

    def find_by_terugkeer(self, code_hash: str) -> Deelname | None:
        with reading(self._engine) as session:
            # A hash is 64 hexadecimals: it is part of the list as text only where it is one of the list.
            ook = cast(col(DeelnameRow.terugkeer_ook), Text).contains(code_hash, autoescape=True)
            welke = or_(col(DeelnameRow.terugkeer_hash) == code_hash, ook)
            row = session.exec(select(DeelnameRow).where(welke)).first()
            return mapping.to_deelname(row) if row is not None else None

    def find_by_apparaat(self, hash: str, *, nu: datetime) -> tuple[Stoel, ...]:
        with reading(self._engine) as session:
            return tuple(
                Stoel(mapping.to_deelname(deelname), mapping.to_deelnemer(deelnemer), waar)
                for waar, deelname, deelnemer in session.exec(_STOELEN, params={"hash_": hash, "nu": nu})
            )

    def add_apparaat(self, sessie_id: UUID, nummer: int, apparaat: Apparaat, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            _put_stoel(session, sessie_id, nummer, apparaat, daad.op)

    def choose(self, hash: str, sessie_id: UUID, nummer: int, *, op: datetime) -> None:
        with writing(self._engine) as session:
            session.exec(update(StoelRow).where(*_stoel(hash, sessie_id, nummer)).values(gekozen_op=op))

    def remember(self, hash: str, sessie_id: UUID, nummer: int, *, waar: str) -> None:
        with writing(self._engine) as session:
            session.exec(update(StoelRow).where(*_stoel(hash, sessie_id, nummer)).values(waar=waar))

    def drop_apparaat(self, hash: str, sessie_id: UUID, nummer: int) -> None:
        with writing(self._engine) as session:
            session.exec(delete(StoelRow).where(*_stoel(hash, sessie_id, nummer)))


# Every request of a participant runs this. Made once: to build it anew costs as much as to run it.
_STOELEN = (
    select(StoelRow.waar, DeelnameRow, DeelnemerRow)
    .where(col(StoelRow.hash) == bindparam("hash_"), col(StoelRow.tot) > bindparam("nu"))
    .where(col(DeelnameRow.sessie_id) == col(StoelRow.sessie_id), col(DeelnameRow.nummer) == col(StoelRow.nummer))
    .where(col(DeelnemerRow.sessie_id) == col(StoelRow.sessie_id), col(DeelnemerRow.nummer) == col(StoelRow.nummer))
    .order_by(col(StoelRow.gekozen_op).desc(), col(StoelRow.nummer).desc())
)


def _at(tabel: type[DeelnameRow | StoelRow], sessie_id: UUID, nummer: int) -> tuple[ColumnElement[bool], ...]:
    return col(tabel.sessie_id) == sessie_id, col(tabel.nummer) == nummer


def _put_deelname(session: Session, deelname: Deelname) -> None:
    deze = _at(DeelnameRow, deelname.sessie_id, deelname.nummer)
    gelezen = session.exec(select(DeelnameRow.revisie).where(*deze)).first() or 0
    _require(write_revision(session, DeelnameRow, deelname.model_dump(), gelezen=gelezen))


def _stoel(hash: str, sessie_id: UUID, nummer: int) -> tuple[ColumnElement[bool], ...]:
    return col(StoelRow.hash) == hash, col(StoelRow.sessie_id) == sessie_id, col(StoelRow.nummer) == nummer


def _put_stoel(session: Session, sessie_id: UUID, nummer: int, apparaat: Apparaat, op: datetime) -> None:
    # Expired ones open nothing any more; this is the moment that costs nobody anything.
    session.exec(delete(StoelRow).where(col(StoelRow.tot) <= op))
    nieuw = {"tot": apparaat.tot, "gekozen_op": op}
    deze = _stoel(apparaat.hash, sessie_id, nummer)
    if session.exec(update(StoelRow).where(*deze).values(nieuw)).rowcount == 0:
        sleutel = {"hash": apparaat.hash, "sessie_id": sessie_id, "nummer": nummer, "waar": ""}
        session.exec(insert(StoelRow).values({**sleutel, **nieuw}))
    # The cookie lasts as long as its newest place: the token stays one and the same.
    session.exec(update(StoelRow).where(col(StoelRow.hash) == apparaat.hash).values(tot=apparaat.tot))


def _require(gelukt: bool) -> None:
    if not gelukt:
        raise IntussenGewijzigd("Deze plaats")
