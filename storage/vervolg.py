"""Agreements, actions and the check on recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine, insert, update
from sqlmodel import Session, col, select

from gesprekskaart.errors import NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.vervolg import BEGIN, Actie, Afspraak, Revisie, Stuk, Toets, Vervolgstuk
from storage import mapping
from storage.reeksen import require_new_nummer
from storage.tables import ActieRow, AfspraakRow, ToetsRow, VervolgrevisieRow
from storage.transactie import changing_sessie, reading, save_record

VervolgRow = TypeVar("VervolgRow", AfspraakRow, ActieRow)


class SqlVervolg:
    """The port Vervolg."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_afspraak(self, sessie_id: UUID, afspraak: Afspraak, *, gelezen: int, daad: Daad) -> Afspraak:
        return self._save(AfspraakRow, sessie_id, afspraak, mapping.afspraak_columns(afspraak), gelezen, daad)

    def delete_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        self._move(AfspraakRow, sessie_id, nummer, daad, weg=True)

    def restore_afspraak(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        self._move(AfspraakRow, sessie_id, nummer, daad, weg=False)

    def save_actie(self, sessie_id: UUID, actie: Actie, *, gelezen: int, daad: Daad) -> Actie:
        return self._save(ActieRow, sessie_id, actie, mapping.actie_columns(actie), gelezen, daad)

    def delete_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        self._move(ActieRow, sessie_id, nummer, daad, weg=True)

    def restore_actie(self, sessie_id: UUID, nummer: str, *, daad: Daad) -> None:
        self._move(ActieRow, sessie_id, nummer, daad, weg=False)

    def list_revisies(self, sessie_id: UUID, soort: TekstSoort, nummer: str) -> tuple[Revisie, ...]:
        klasse = Afspraak if soort is TekstSoort.AFSPRAAK else Actie
        plek = str(Plek(soort=soort, sleutel=nummer))
        deze = (VervolgrevisieRow.sessie_id == sessie_id, VervolgrevisieRow.plek == plek)
        with reading(self._engine) as session:
            rijen = session.exec(select(VervolgrevisieRow).where(*deze).order_by(col(VervolgrevisieRow.revisie)))
            return tuple(mapping.to_revisie(row, klasse) for row in rijen)

    def save_toets(self, sessie_id: UUID, toets: Toets, *, gelezen: int, daad: Daad) -> Toets:
        kolommen, wat = mapping.toets_columns(toets), f"Aanbeveling {toets.aanbeveling}"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, ToetsRow, sessie_id, toets, kolommen, gelezen=gelezen, wat=wat)

    def _save(
        self,
        tabel: type[VervolgRow],
        sessie_id: UUID,
        stuk: Stuk,
        kolommen: Mapping[str, Any],
        gelezen: int,
        daad: Daad,
    ) -> Stuk:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                require_new_nummer(session, tabel, sessie_id, stuk.naam.partition(" ")[0], stuk.nummer)
            elif (row := session.get(tabel, (sessie_id, stuk.nummer))) is not None:
                _keep_begin(session, row, daad)
            nieuw = save_record(session, tabel, sessie_id, stuk, kolommen, gelezen=gelezen, wat=stuk.naam)
            _keep(session, sessie_id, nieuw, daad)
        return nieuw

    def _move(self, tabel: type[VervolgRow], sessie_id: UUID, nummer: str, daad: Daad, *, weg: bool) -> None:
        """Out of the conversation, or back in it. A next revision, so that a change that was under way is refused."""
        with changing_sessie(self._engine, sessie_id, daad) as session:
            row = session.get(tabel, (sessie_id, nummer))
            if row is None or (row.weg_op is None) is not weg:
                raise NietGevonden(f"{str(tabel.__tablename__).capitalize()} {nummer} bestaat niet (meer).")
            _keep_begin(session, row, daad)
            row.weg_op, row.revisie = (daad.op if weg else None), row.revisie + 1
            session.flush()
            _keep(session, sessie_id, _to_stuk(row), daad)


def _to_stuk(row: AfspraakRow | ActieRow) -> Vervolgstuk:
    return mapping.to_afspraak(row) if isinstance(row, AfspraakRow) else mapping.to_actie(row)


def _keep(session: Session, sessie_id: UUID, stuk: Vervolgstuk, daad: Daad) -> None:
    waar = {"sessie_id": sessie_id, "plek": str(stuk.plek)}
    session.exec(insert(VervolgrevisieRow).values({**mapping.revisie_columns(stuk, daad), **waar}))


def _keep_begin(session: Session, row: AfspraakRow | ActieRow, daad: Daad) -> None:
    """Of what came in from a file, or is older than the keeping of revisions: how it was before its first change."""
    stuk = _to_stuk(row)
    deze = (VervolgrevisieRow.sessie_id == row.sessie_id, VervolgrevisieRow.plek == str(stuk.plek))
    if session.exec(select(VervolgrevisieRow.revisie).where(*deze)).first() is None:
        _keep(session, row.sessie_id, stuk, daad.model_copy(update={"handeling": BEGIN, "wie": ""}))


def move_acties(session: Session, sessie_id: UUID, *, van: int, naar: int | None) -> None:
    """The actions of a participant who turns out to be another one, or (None) is a participant no longer."""
    deze = (col(ActieRow.sessie_id) == sessie_id, col(ActieRow.deelnemer) == van)
    session.exec(update(ActieRow).where(*deze).values(deelnemer=naar))
