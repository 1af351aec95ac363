"""Sessions with their partnerships and participants."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Engine, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from gesprekskaart.dossier import PER_KEER, Dossier, Sessieregel
from gesprekskaart.errors import Botsing, IntussenGewijzigd, NietGevonden
from gesprekskaart.logboek import Daad
from gesprekskaart.sessie import Deelnemer, Partnerschap, Sessie
from gesprekskaart.verslag import Versie
from storage import mapping
from storage.dossiers import catch_up, insert_dossier, insert_sessie, read_dossier, read_sessie, save_sessie
from storage.kaarten import find_kaart
from storage.reeksen import require_first_vervolg
from storage.sessieregels import read_regels
from storage.tables import BijdrageRow, DeelnemerRow, KennisRow, NietBesprokenRow, PartnerschapRow, SessieRow, TekstRow
from storage.transactie import (
    changing,
    changing_sessie,
    last_hash,
    looking,
    next_volgorde,
    reading,
    save_record,
    write_revision,
)
from storage.verslagen import insert_versie
from storage.vervolg import move_acties
from storage.zicht import find_led, is_oefening, led_by

_HOOGSTENS_GELEZEN = 32
"""Sessions whose dossier is remembered: more conversations at once than one process serves; some 0.5 MB each."""


class SqlSessies:
    """The port Sessies."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._gelezen = lru_cache(_HOOGSTENS_GELEZEN)(_make_plank)

    def list_for(self, account_id: UUID, *, oefening: bool = False, aantal: int = PER_KEER) -> tuple[Sessieregel, ...]:
        with reading(self._engine) as session:
            geleid = find_led(session, account_id)
            eisen = [is_oefening(oefening, op_id=geleid is not None), led_by(account_id)]
            if geleid is not None:
                eisen.append(col(SessieRow.id).in_(geleid))
            return read_regels(session, *eisen, aantal=aantal)

    def list_these(self, ids: Collection[UUID]) -> tuple[Sessieregel, ...]:
        with reading(self._engine) as session:
            return read_regels(session, col(SessieRow.id).in_(ids))

    def list_all(self) -> tuple[Sessieregel, ...]:
        with reading(self._engine) as session:
            return read_regels(session)

    def get(self, id: UUID) -> Sessie:
        with looking(self._engine) as verbinding:
            return read_sessie(verbinding, id)

    def get_dossier(self, id: UUID) -> Dossier:
        # Every change of a session adds a row to its log in the same transaction: while the last row is the same, so
        # is the session. Thirty people who walk through one conversation then cost one reading of it, not thirty.
        plank = self._gelezen(id)
        with reading(self._engine) as session:
            stand = last_hash(session, id)
            dossier = plank.get(stand)
            if dossier is None:
                dossier = _catch_up(session, plank) or read_dossier(session, id)
                plank.clear()
                plank[stand] = dossier
            return dossier

    def add(self, sessie: Sessie, *, daad: Daad) -> None:
        with changing(self._engine, sessie.id, daad) as session:
            insert_sessie(session, sessie, find_kaart(session, sessie.kaart_id, sessie.kaart_versie), daad.op)

    def add_dossier(self, dossier: Dossier, versies: tuple[Versie, ...], *, daad: Daad) -> None:
        with changing(self._engine, dossier.sessie.id, daad) as session:
            require_first_vervolg(session, dossier.sessie)
            insert_dossier(session, dossier, daad.op)
            for versie in versies:
                insert_versie(session, versie)

    def save(self, sessie: Sessie, *, gelezen: int, daad: Daad) -> Sessie:
        with changing_sessie(self._engine, sessie.id, daad) as session:
            return save_sessie(session, sessie, gelezen=gelezen)

    def delete(self, id: UUID, *, daad: Daad) -> None:
        with changing_sessie(self._engine, id, daad) as session:
            session.exec(delete(SessieRow).where(col(SessieRow.id) == id))

    def save_partnerschap(
        self, sessie_id: UUID, partnerschap: Partnerschap, *, gelezen: int, daad: Daad
    ) -> Partnerschap:
        rij = {**mapping.partnerschap_columns(partnerschap), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                rij["volgorde"] = next_volgorde(session, PartnerschapRow, sessie_id)
            if not write_revision(session, PartnerschapRow, rij, gelezen=gelezen):
                if gelezen:
                    raise IntussenGewijzigd(f"Partnerschap {partnerschap.code}")
                raise Botsing(f"De code {partnerschap.code} is al in gebruik in dit gesprek. Kies een andere.")
        return partnerschap.model_copy(update={"revisie": gelezen + 1})

    def delete_partnerschap(self, sessie_id: UUID, code: str, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            _drop_traces(session, sessie_id, code)
            deze = (col(PartnerschapRow.sessie_id) == sessie_id, col(PartnerschapRow.code) == code)
            try:
                aantal = session.exec(delete(PartnerschapRow).where(*deze)).rowcount
            except IntegrityError as fout:
                raise Botsing(f"{code} heeft intussen antwoorden geschreven en blijft daarom staan.") from fout
            if aantal == 0:
                raise NietGevonden(f"Partnerschap {code} staat niet (meer) in dit gesprek.")

    def save_deelnemer(self, sessie_id: UUID, deelnemer: Deelnemer, *, gelezen: int, daad: Daad) -> Deelnemer:
        kolommen, wat = mapping.deelnemer_columns(deelnemer), f"Deelnemer {deelnemer.nummer}"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, DeelnemerRow, sessie_id, deelnemer, kolommen, gelezen=gelezen, wat=wat)

    def delete_deelnemer(self, sessie_id: UUID, nummer: int, *, daad: Daad) -> None:
        with changing_sessie(self._engine, sessie_id, daad) as session:
            deze = (col(DeelnemerRow.sessie_id) == sessie_id, col(DeelnemerRow.nummer) == nummer)
            if session.exec(delete(DeelnemerRow).where(*deze)).rowcount == 0:
                raise NietGevonden(f"Deelnemer {nummer} staat niet (meer) in dit gesprek.")
            # Numbers are given again; what was known of one person's inbreng is not the next one's.
            deze = (col(BijdrageRow.sessie_id) == sessie_id, col(BijdrageRow.deelnemer) == nummer)
            session.exec(delete(BijdrageRow).where(*deze))
            move_acties(session, sessie_id, van=nummer, naar=None)


def _make_plank(_: UUID) -> dict[str | None, Dossier]:
    return {}


def _catch_up(session: Session, plank: dict[str | None, Dossier]) -> Dossier | None:
    """From what was remembered, which another thread may replace at this very moment."""
    for hash, dossier in [*plank.items()]:
        return catch_up(session, dossier, hash)
    return None


def _drop_traces(session: Session, sessie_id: UUID, code: str) -> None:
    """What a partnership leaves behind, except what it wrote: then the foreign key refuses that it goes."""
    feiten = (col(NietBesprokenRow.sessie_id) == sessie_id, col(NietBesprokenRow.partnerschap) == code)
    session.exec(delete(NietBesprokenRow).where(*feiten))
    lege = (col(TekstRow.sessie_id) == sessie_id, col(TekstRow.partnerschap) == code, col(TekstRow.is_leeg))
    session.exec(delete(TekstRow).where(*lege))
    for row in session.exec(select(DeelnemerRow).where(DeelnemerRow.sessie_id == sessie_id)):
        if code in row.namens:
            row.namens = [ander for ander in row.namens if ander != code]
    if (kennis := session.get(KennisRow, sessie_id)) is not None:
        kennis.toestemmingen = [t for t in kennis.toestemmingen if t["partnerschap"] != code]
        kennis.revisie += 1
    session.flush()
