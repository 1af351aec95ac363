"""The lines of 'mijn gesprekken', for any number of sessions in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from gesprekskaart.dossier import Sessieregel
from gesprekskaart.kaart import Kaart
from gesprekskaart.tekst import CONCLUSIESOORTEN
from storage import mapping
from storage.tables import FacilitatorRow, KaartRow, NietBesprokenRow, PartnerschapRow, SessieRow, TekstRow


def read_regels(session: Session, *welke: ColumnElement[bool], aantal: int | None = None) -> tuple[Sessieregel, ...]:
    """Of the sessions that are chosen (else of all), most recently changed first; at most `aantal`."""
    recent = select(SessieRow).order_by(col(SessieRow.gewijzigd_op).desc(), col(SessieRow.aangemaakt_op).desc())
    rows = session.exec(recent.where(*welke).limit(aantal)).all()
    ids = [row.id for row in rows]
    kaarten = _read_kaarten(session, rows)
    facilitators = _read_facilitators(session, ids)
    partnerschappen = _read_partnerschappen(session, ids)
    besproken = _read_besproken(session, ids)
    return tuple(
        _to_regel(
            row,
            kaarten[row.kaart_id, row.kaart_versie],
            facilitators[row.id],
            partnerschappen[row.id],
            besproken[row.id],
        )
        for row in rows
    )


def _to_regel(
    row: SessieRow, kaart: Kaart, facilitators: Sequence[UUID], partnerschappen: Sequence[str], besproken: set[str]
) -> Sessieregel:
    vragen = kaart.vragen
    return Sessieregel(
        sessie=mapping.to_sessie(row.model_dump(), facilitators),
        kaart_titel=kaart.titel,
        partnerschappen=tuple(partnerschappen),
        vragen=len(vragen),
        besproken=sum(vraag.id in besproken for vraag in vragen),
        gewijzigd_op=row.gewijzigd_op,
    )


def _read_kaarten(session: Session, rows: Sequence[SessieRow]) -> dict[tuple[str, str], Kaart]:
    ids = {row.kaart_id for row in rows}
    kaarten = session.exec(select(KaartRow).where(col(KaartRow.id).in_(ids)))
    return {(row.id, row.versie): mapping.to_kaart(row.inhoud) for row in kaarten}


def _read_facilitators(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    van_sessies = select(FacilitatorRow).where(col(FacilitatorRow.sessie_id).in_(ids))
    gevonden: dict[UUID, list[UUID]] = defaultdict(list)
    for row in session.exec(van_sessies.order_by(col(FacilitatorRow.volgorde))):
        gevonden[row.sessie_id].append(row.account_id)
    return gevonden


def _read_partnerschappen(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    namen = select(PartnerschapRow.sessie_id, PartnerschapRow.naam).where(col(PartnerschapRow.sessie_id).in_(ids))
    gevonden: dict[UUID, list[str]] = defaultdict(list)
    for sessie_id, naam in session.exec(namen.order_by(col(PartnerschapRow.volgorde))):
        gevonden[sessie_id].append(naam)
    return gevonden


def _read_besproken(session: Session, ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Per session what has a conclusion, or was stated as not discussed by the group as a whole."""
    geconcludeerd = (
        select(TekstRow.sessie_id, TekstRow.sleutel)
        .distinct()
        .where(col(TekstRow.sessie_id).in_(ids), col(TekstRow.soort).in_(CONCLUSIESOORTEN), ~col(TekstRow.is_leeg))
    )
    overgeslagen = select(NietBesprokenRow.sessie_id, NietBesprokenRow.sleutel).where(
        col(NietBesprokenRow.sessie_id).in_(ids),
        col(NietBesprokenRow.partnerschap).is_(None),
        col(NietBesprokenRow.groep).is_(None),
    )
    gevonden: dict[UUID, set[str]] = defaultdict(set)
    for vraag in (*session.exec(geconcludeerd), *session.exec(overgeslagen)):
        gevonden[vraag[0]].add(vraag[1])
    return gevonden
