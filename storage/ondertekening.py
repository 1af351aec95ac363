"""Who signs, and the messages to them with the hashes of their links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, delete, func, insert, update
from sqlmodel import Session, SQLModel, col, select

from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.ondertekening import FOUT_GEWIST, Bericht, Ondertekenaar, Persoon
from storage import mapping
from storage.tables import DeelnemerRow, OndertekenaarRow, ReactieRow, TekenberichtRow, VersieNaamRow
from storage.transactie import changing_sessie, reading, write_revision


class SqlOndertekening:
    """The port Ondertekening."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, ondertekenaar: Ondertekenaar, *, gelezen: int, daad: Daad) -> Ondertekenaar:
        rij = {**mapping.ondertekenaar_columns(ondertekenaar), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not write_revision(session, OndertekenaarRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd("Deze ondertekenaar")
        return ondertekenaar.model_copy(update={"revisie": gelezen + 1})

    def delete(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        deze = (col(OndertekenaarRow.sessie_id) == sessie_id, col(OndertekenaarRow.nummer) == nummer)
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if session.exec(delete(OndertekenaarRow).where(*deze)).rowcount == 0:
                raise NietGevonden("Deze ondertekenaar staat niet (meer) op de lijst.")

    def list_berichten(self, sessie_id: UUID) -> tuple[Bericht, ...]:
        van_sessie = select(TekenberichtRow).where(TekenberichtRow.sessie_id == sessie_id)
        with reading(self._engine) as session:
            return tuple(map(mapping.to_bericht, session.exec(van_sessie.order_by(col(TekenberichtRow.volgnummer)))))

    def add_bericht(self, bericht: Bericht, *, eenmalig: bool = False, daad: Daad) -> Bericht:
        with changing_sessie(self._engine, bericht.sessie_id, daad) as session:
            if session.get(OndertekenaarRow, (bericht.sessie_id, bericht.ondertekenaar)) is None:
                raise NietGevonden("Deze ondertekenaar staat niet (meer) op de lijst.")
            if eenmalig and _is_gestuurd(session, bericht):
                raise Botsing("Dit bericht is al gestuurd.")
            van_sessie = col(TekenberichtRow.sessie_id) == bericht.sessie_id
            laatste = session.exec(select(func.max(TekenberichtRow.volgnummer)).where(van_sessie)).one()
            genummerd = bericht.model_copy(update={"volgnummer": (laatste or 0) + 1})
            session.exec(insert(TekenberichtRow).values(genummerd.model_dump()))
        return genummerd

    def note_fout(self, bericht: Bericht, fout: str, *, daad: Daad) -> None:
        dit = (
            col(TekenberichtRow.sessie_id) == bericht.sessie_id,
            col(TekenberichtRow.volgnummer) == bericht.volgnummer,
        )
        with changing_sessie(self._engine, bericht.sessie_id, daad) as session:
            session.exec(update(TekenberichtRow).where(*dit).values(fout=fout))

    def find_link(self, hash: str) -> Bericht | None:
        with reading(self._engine) as session:
            row = session.exec(select(TekenberichtRow).where(TekenberichtRow.hash == hash)).first()
            return mapping.to_bericht(row) if row is not None else None

    def drop_links(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            _drop_links(session, sessie_id, nummer)

    def erase_persoon(self, sessie_id: UUID, persoon: Persoon, *, daad: Daad) -> None:
        van_sessie = col(ReactieRow.sessie_id) == sessie_id
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if persoon.deelnemer is not None:
                _require_saved(session, DeelnemerRow, sessie_id, mapping.deelnemer_columns(persoon.deelnemer))
            _erase_zegels(session, sessie_id, persoon.deelnemer.nummer if persoon.deelnemer else persoon.vroeger)
            for wie in persoon.ondertekenaars:
                _require_saved(session, OndertekenaarRow, sessie_id, mapping.ondertekenaar_columns(wie))
                _drop_links(session, sessie_id, wie.nummer)
                _erase_fouten(session, sessie_id, wie.nummer)
                van_hem = (van_sessie, col(ReactieRow.ondertekenaar) == wie.nummer)
                session.exec(update(ReactieRow).where(*van_hem).values(naam=""))
            session.exec(update(ReactieRow).where(van_sessie, col(ReactieRow.naam).in_(persoon.namen)).values(naam=""))


def _erase_zegels(session: Session, sessie_id: UUID, deelnemer: int | None) -> None:
    van_hem = (col(VersieNaamRow.sessie_id) == sessie_id, col(VersieNaamRow.nummer) == deelnemer)
    session.exec(delete(VersieNaamRow).where(*van_hem))


def _erase_fouten(session: Session, sessie_id: UUID, nummer: int) -> None:
    deze = (col(TekenberichtRow.sessie_id) == sessie_id, col(TekenberichtRow.ondertekenaar) == nummer)
    session.exec(update(TekenberichtRow).where(*deze, col(TekenberichtRow.fout) != "").values(fout=FOUT_GEWIST))


def _require_saved(session: Session, tabel: type[SQLModel], sessie_id: UUID, rij: Mapping[str, Any]) -> None:
    if not write_revision(session, tabel, {**rij, "sessie_id": sessie_id}, gelezen=rij["revisie"]):
        raise IntussenGewijzigd("Deze persoon")


def _drop_links(session: Session, sessie_id: UUID, nummer: int) -> None:
    """Within the caller's transaction: no link of this signer works any more."""
    deze = (col(TekenberichtRow.sessie_id) == sessie_id, col(TekenberichtRow.ondertekenaar) == nummer)
    session.exec(update(TekenberichtRow).where(*deze).values(hash=None))


def _is_gestuurd(session: Session, bericht: Bericht) -> bool:
    zelfde = (
        TekenberichtRow.sessie_id == bericht.sessie_id,
        TekenberichtRow.ondertekenaar == bericht.ondertekenaar,
        TekenberichtRow.versie == bericht.versie,
        TekenberichtRow.soort == bericht.soort,
    )
    return session.exec(select(TekenberichtRow).where(*zelfde)).first() is not None
