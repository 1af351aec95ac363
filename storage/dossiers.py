"""Everything of one session at once: reading it in a fixed number of queries, and adding it whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Executable, bindparam, delete, func, insert
from sqlmodel import Session, SQLModel, col, select

from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import IntussenGewijzigd, SessieOnbekend
from gesprekskaart.groep import Groep
from gesprekskaart.kaart import Kaart
from gesprekskaart.kennis import Kennis
from gesprekskaart.keuze import Beoordeling
from gesprekskaart.peiling import Peiling, Stem, sort_stemmen
from gesprekskaart.sessie import Sessie
from gesprekskaart.stroom import SCHREEF_TEKST
from gesprekskaart.tekst import Tekst
from gesprekskaart.verslag import Terugblik
from gesprekskaart.vervolg import Verwijderd
from storage import mapping
from storage.aandacht import read_issues
from storage.kaarten import keep_kaart
from storage.tables import (
    ActieRow,
    AfspraakRow,
    BeoordelingRow,
    BetrokkenheidRow,
    BijdrageRow,
    CriteriumRow,
    DeelnemerRow,
    FacilitatorRow,
    GroepRow,
    GroepslidRow,
    IssueRow,
    IssuesteunRow,
    KaartRow,
    KennisRow,
    KeuzemogelijkheidRow,
    LogboekRow,
    NietBesprokenRow,
    OndertekenaarRow,
    PartnerschapRow,
    PeilingRow,
    RegieRow,
    SessieregioRow,
    SessieRow,
    StemRow,
    TekstRow,
    TerugblikRow,
    ToetsRow,
    VerschilRow,
)
from storage.transactie import table_of, write_revision

Row = TypeVar("Row", bound=SQLModel)


def read_sessie(verbinding: Connection, id: UUID) -> Sessie:
    """Raises SessieOnbekend."""
    rij = verbinding.execute(_SESSIE, {"deze": id}).mappings().first()
    if rij is None:
        raise SessieOnbekend
    return mapping.to_sessie({**rij}, verbinding.execute(_FACILITATORS, {"deze": id}).scalars())


# Every request runs these. Made once, and for plain columns: a row object costs ten times as much.
_sessie = SQLModel.metadata.tables[str(SessieRow.__tablename__)]
_SESSIE = _sessie.select().where(_sessie.c.id == bindparam("deze"))
_facilitator = SQLModel.metadata.tables[str(FacilitatorRow.__tablename__)].c
_FACILITATORS = (
    select(_facilitator.account_id).where(_facilitator.sessie_id == bindparam("deze")).order_by(_facilitator.volgorde)
)


_regel = SQLModel.metadata.tables[str(LogboekRow.__tablename__)].c
_SINDS = (
    select(_regel.hash, _regel.handeling, _regel.onderwerp)
    .where(_regel.keten == bindparam("deze"), _regel.nummer >= bindparam("nummer"))
    .order_by(_regel.nummer)
)
_teksten = SQLModel.metadata.tables[str(TekstRow.__tablename__)]
_DEZE_TEKSTEN = _teksten.select().where(
    _teksten.c.sessie_id == bindparam("deze"), _teksten.c.plek.in_(bindparam("plekken", expanding=True))
)


def read_dossier(session: Session, id: UUID) -> Dossier:
    """Raises SessieOnbekend."""
    sessie = read_sessie(session.connection(), id)
    kaart = session.get_one(KaartRow, (sessie.kaart_id, sessie.kaart_versie))
    peilingen = tuple(map(mapping.to_peiling, _rows_of(session, PeilingRow, id, "volgorde")))
    keuzes = tuple(map(mapping.to_keuze, _rows_of(session, KeuzemogelijkheidRow, id, "volgorde")))
    regie, kennis = _read_regie_and_kennis(session, id)
    return Dossier(
        sessie=sessie,
        kaart=mapping.to_kaart(kaart.inhoud),
        partnerschappen=tuple(map(mapping.to_partnerschap, _rows_of(session, PartnerschapRow, id, "volgorde"))),
        deelnemers=tuple(map(mapping.to_deelnemer, _rows_of(session, DeelnemerRow, id, "nummer"))),
        teksten=_in_order({row.plek: mapping.to_tekst(row) for row in _read_teksten(session, id)}),
        niet_besproken=tuple(map(mapping.to_niet_besproken, _rows_of(session, NietBesprokenRow, id, "volgorde"))),
        **_read_vervolg(session, id),
        toetsen=tuple(map(mapping.to_toets, _rows_of(session, ToetsRow, id, "aanbeveling"))),
        groepen=read_groepen(session, id),
        peilingen=peilingen,
        stemmen=_read_stemmen(session, id, peilingen) if peilingen else (),
        regie=mapping.to_regie(regie) if regie else None,
        bijdragen=tuple(map(mapping.to_bijdrage, _rows_of(session, BijdrageRow, id, "vraag", "deelnemer"))),
        # Only what follows something looks back: the others are spared the question.
        terugblik=_read_terugblik(session, id) if sessie.vorige else None,
        keuzemogelijkheden=keuzes,
        criteria=tuple(map(mapping.to_criterium, _rows_of(session, CriteriumRow, id, "volgorde"))),
        beoordelingen=_read_beoordelingen(session, id) if keuzes else (),
        verschillen=tuple(map(mapping.to_verschil, _rows_of(session, VerschilRow, id, "volgorde"))),
        issues=read_issues(session, id),
        betrokkenen=tuple(map(mapping.to_betrokkenheid, _rows_of(session, BetrokkenheidRow, id, "volgorde"))),
        kennis=mapping.to_kennis(kennis) if kennis else Kennis(),
        ondertekenaars=tuple(map(mapping.to_ondertekenaar, _rows_of(session, OndertekenaarRow, id, "nummer"))),
        nummer=last_nummer(session, id),
    )


def _read_vervolg(session: Session, id: UUID) -> dict[str, Any]:
    """Agreements and actions; what was taken out apart, and nothing is for it any more."""
    afspraken = [(row.weg_op, mapping.to_afspraak(row)) for row in _rows_of(session, AfspraakRow, id, "volgorde")]
    weg = {afspraak.nummer for weg_op, afspraak in afspraken if weg_op}
    acties = [(row.weg_op, mapping.to_actie(row)) for row in _rows_of(session, ActieRow, id, "volgorde")]
    # A link to what was taken out stays in its row, so that it is there again when that comes back.
    acties = [(op, a.model_copy(update={"afspraak": None}) if a.afspraak in weg else a) for op, a in acties]
    verwijderd = [Verwijderd(stuk=stuk, op=weg_op) for weg_op, stuk in (*afspraken, *acties) if weg_op]
    return {
        "afspraken": tuple(afspraak for weg_op, afspraak in afspraken if not weg_op),
        "acties": tuple(actie for weg_op, actie in acties if not weg_op),
        "verwijderd": tuple(sorted(verwijderd, key=lambda verwijderd: verwijderd.op)),
    }


def _read_regie_and_kennis(session: Session, id: UUID) -> tuple[RegieRow | None, KennisRow | None]:
    """Of each a session has one at most: in one query, as every screen asks."""
    eigen: Any = (
        select(RegieRow, KennisRow)
        .select_from(SessieRow)
        .outerjoin(RegieRow, col(RegieRow.sessie_id) == col(SessieRow.id))
        .outerjoin(KennisRow, col(KennisRow.sessie_id) == col(SessieRow.id))
        .where(SessieRow.id == id)
    )
    regie, kennis = session.exec(eigen).one()
    return regie, kennis


def catch_up(session: Session, dossier: Dossier, hash: str | None) -> Dossier | None:
    """The dossier with the texts that were written since it was read, when its last row in the log had this hash.

    None when anything else changed: then it has to be read anew. Thirty people who write and walk would otherwise
    read the whole conversation again for every sentence of one of them.
    """
    nummer, id = dossier.nummer, dossier.sessie.id
    rijen = session.execute(_SINDS, {"deze": id, "nummer": nummer}).all()
    gelezen_tot, sindsdien = rijen[:1], rijen[1:]
    if [rij.hash for rij in gelezen_tot] != [hash] or any(rij.handeling != SCHREEF_TEKST for rij in sindsdien):
        return None
    plekken = sorted({rij.onderwerp for rij in sindsdien})
    nieuw: Iterable[Any] = session.execute(_DEZE_TEKSTEN, {"deze": id, "plekken": plekken})
    teksten = dict(dossier.teksten) | {row.plek: mapping.to_tekst(row) for row in nieuw}
    return dossier.model_copy(update={"teksten": _in_order(teksten), "nummer": nummer + len(sindsdien)})


def read_groepen(session: Session, id: UUID) -> tuple[Groep, ...]:
    """By number, with their members."""
    hoort_bij = (col(GroepslidRow.sessie_id) == col(GroepRow.sessie_id)) & (
        col(GroepslidRow.groep) == col(GroepRow.nummer)
    )
    paren = select(GroepRow, GroepslidRow).outerjoin(GroepslidRow, hoort_bij).where(GroepRow.sessie_id == id)
    leden: dict[int, list[GroepslidRow]] = defaultdict(list)
    groepen: dict[int, GroepRow] = {}
    for groep, lid in session.exec(paren.order_by(col(GroepRow.nummer))):
        groepen[groep.nummer] = groep
        leden[groep.nummer] += [lid] if lid is not None else []
    return tuple(mapping.to_groep(groep, leden[nummer]) for nummer, groep in groepen.items())


def last_nummer(session: Session, id: UUID) -> int:
    """Of the last change in this session; 0 before the first."""
    return session.execute(select(func.max(LogboekRow.nummer)).where(col(LogboekRow.keten) == id)).scalar() or 0


def insert_sessie(session: Session, sessie: Sessie, kaart: Kaart, op: datetime) -> None:
    """A session without anything in it, and the card that it uses. Raises Botsing when that card differs from ours."""
    keep_kaart(session, kaart)
    session.exec(insert(SessieRow).values({**mapping.sessie_columns(sessie), "gewijzigd_op": op}))
    _insert_facilitators(session, sessie)
    _insert_regios(session, sessie)


def save_sessie(session: Session, sessie: Sessie, *, gelezen: int) -> Sessie:
    """Within the caller's transaction. Raises IntussenGewijzigd."""
    if not write_revision(session, SessieRow, mapping.sessie_columns(sessie), gelezen=gelezen):
        raise IntussenGewijzigd("Dit gesprek")
    session.exec(delete(FacilitatorRow).where(col(FacilitatorRow.sessie_id) == sessie.id))
    _insert_facilitators(session, sessie)
    session.exec(delete(SessieregioRow).where(col(SessieregioRow.sessie_id) == sessie.id))
    _insert_regios(session, sessie)
    return sessie.model_copy(update={"revisie": gelezen + 1})


def insert_dossier(session: Session, dossier: Dossier, op: datetime) -> None:
    """A whole session. Partnerships, participants and groups come before what refers to them."""
    insert_sessie(session, dossier.sessie, dossier.kaart, op)
    rijen: tuple[tuple[type[SQLModel], Iterable[Mapping[str, Any]]], ...] = (
        (PartnerschapRow, _numbered(map(mapping.partnerschap_columns, dossier.partnerschappen))),
        (DeelnemerRow, map(mapping.deelnemer_columns, dossier.deelnemers)),
        (GroepRow, map(mapping.groep_columns, dossier.groepen)),
        (GroepslidRow, (lid for groep in dossier.groepen for lid in mapping.lid_columns(groep))),
        (TekstRow, map(mapping.tekst_columns, dossier.teksten.values())),
        (NietBesprokenRow, _numbered(map(mapping.niet_besproken_columns, dossier.niet_besproken))),
        (AfspraakRow, _numbered(map(mapping.afspraak_columns, dossier.afspraken))),
        (ActieRow, _numbered(map(mapping.actie_columns, dossier.acties))),
        (ToetsRow, map(mapping.toets_columns, dossier.toetsen)),
        (PeilingRow, _numbered(map(mapping.peiling_columns, dossier.peilingen))),
        (StemRow, (mapping.stem_columns(stem, nummer) for nummer, stem in enumerate(dossier.stemmen, start=1))),
        (RegieRow, map(mapping.regie_columns, [dossier.regie] if dossier.regie else [])),
        (BijdrageRow, (bijdrage.model_dump() for bijdrage in dossier.bijdragen)),
        (TerugblikRow, map(mapping.terugblik_columns, [dossier.terugblik] if dossier.terugblik else [])),
        (KeuzemogelijkheidRow, _numbered(map(mapping.keuze_columns, dossier.keuzemogelijkheden))),
        (CriteriumRow, _numbered(map(mapping.criterium_columns, dossier.criteria))),
        (BeoordelingRow, map(mapping.beoordeling_columns, dossier.beoordelingen)),
        (VerschilRow, _numbered(map(mapping.verschil_columns, dossier.verschillen))),
        (IssueRow, _numbered(map(mapping.issue_columns, dossier.issues))),
        (IssuesteunRow, (steun for issue in dossier.issues for steun in mapping.steun_columns(issue))),
        (BetrokkenheidRow, _numbered(map(mapping.betrokkenheid_columns, dossier.betrokkenen))),
        (OndertekenaarRow, map(mapping.ondertekenaar_columns, dossier.ondertekenaars)),
        (KennisRow, map(mapping.kennis_columns, [dossier.kennis] if dossier.kennis.revisie else [])),
    )
    for tabel, van_tabel in rijen:
        _insert_all(session, tabel, dossier.sessie.id, van_tabel)


def _insert_facilitators(session: Session, sessie: Sessie) -> None:
    rijen = ({"account_id": account_id} for account_id in sessie.facilitators)
    _insert_all(session, FacilitatorRow, sessie.id, _numbered(rijen))


def _insert_regios(session: Session, sessie: Sessie) -> None:
    _insert_all(session, SessieregioRow, sessie.id, ({"naam": naam} for naam in {*sessie.gesprek.onderwijsregios}))


def _read_terugblik(session: Session, id: UUID) -> Terugblik | None:
    row = session.get(TerugblikRow, id)
    return mapping.to_terugblik(row) if row is not None else None


def _rows_of(session: Session, tabel: type[Row], sessie_id: UUID, *volgorde: str) -> Iterable[Row]:
    return session.execute(_select_rows(tabel, volgorde), {"deze": sessie_id}).scalars().all()


@lru_cache(maxsize=64)
def _select_rows(tabel: type[Row], volgorde: tuple[str, ...]) -> Executable:
    """Made once for each table: a conversation is read from twenty of them, and to make these costs a third of that."""
    kolommen = table_of(tabel).c
    op_volgorde = (kolommen[naam] for naam in volgorde)
    return select(tabel).where(kolommen.sessie_id == bindparam("deze")).order_by(*op_volgorde)


def _read_teksten(session: Session, sessie_id: UUID) -> Iterable[Any]:
    """As plain rows: of all that a session has these are by far the most, and every click on a screen reads them."""
    teksten = table_of(TekstRow)
    return session.execute(teksten.select().where(teksten.c.sessie_id == sessie_id))


def _in_order(teksten: dict[str, Tekst]) -> dict[str, Tekst]:
    """By place, the same on every engine: databases sort letters each in their own way."""
    return dict(sorted(teksten.items()))


def _read_stemmen(session: Session, sessie_id: UUID, peilingen: Iterable[Peiling]) -> tuple[Stem, ...]:
    alle = [mapping.to_stem(row) for row in _rows_of(session, StemRow, sessie_id, "stemmer")]
    return tuple(stem for peiling in peilingen for stem in sort_stemmen(peiling, alle))


def _read_beoordelingen(session: Session, sessie_id: UUID) -> tuple[Beoordeling, ...]:
    rijen = _rows_of(session, BeoordelingRow, sessie_id, "keuze", "criterium", "functie")
    # Sorted here: PostgreSQL compares as its locale does.
    return tuple(sorted(map(mapping.to_beoordeling, rijen), key=lambda b: (b.keuze, b.criterium, b.functie or "")))


def _insert_all(session: Session, tabel: type[SQLModel], sessie_id: UUID, rijen: Iterable[Mapping[str, Any]]) -> None:
    volledig = [{**rij, "sessie_id": sessie_id} for rij in rijen]
    if volledig:
        session.execute(insert(table_of(tabel)), volledig)


def _numbered(rijen: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return ({**rij, "volgorde": volgorde} for volgorde, rij in enumerate(rijen, start=1))
