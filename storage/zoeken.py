"""Looking for words, in the index that triggers keep beside the texts (migrations/zoekindex.py).

SQLite keeps it as FTS5, PostgreSQL as a tsvector. Both fold accents, compare beginnings of words, and give the newest
first, so that a page of hits costs what it shows: a ranking would have to see every hit before the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Engine,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    exists,
    literal_column,
    not_,
    or_,
    select,
    text,
)
from sqlmodel import Session, SQLModel

from gesprekskaart.tekst import ASPECTEN, KEUZESOORTEN, Plek, TekstSoort
from gesprekskaart.zoeken import FEITEN, GESPREK, ISSUESOORTEN, PARTNERSCHAP, VERSCHILSOORTEN, Vondst, Zoekvraag
from storage import mapping
from storage.engine import is_sqlite
from storage.tables import (
    ActieRow,
    AfspraakRow,
    IssueRow,
    KeuzemogelijkheidRow,
    PartnerschapRow,
    SessieRow,
    TekstRow,
    VerschilRow,
)
from storage.transactie import reading, table_of
from storage.zicht import Keus, choose_sessies

_sessie = table_of(SessieRow).c

_NUMMER: ColumnElement[int] = literal_column("zoekplek.nummer", Integer())
_SESSIE = literal_column("zoekplek.sessie_id", Uuid())
_SOORT: ColumnElement[str] = literal_column("zoekplek.soort", String())
_SLEUTEL: ColumnElement[str] = literal_column("zoekplek.sleutel", String())
_PLEK: ColumnElement[str] = literal_column("zoekplek.plek", String())

# CROSS JOIN is how SQLite is told to begin with the index: it gives the hits newest first, and stops after enough.
_UIT_SQLITE = text("zoekindex CROSS JOIN zoekplek ON zoekplek.nummer = zoekindex.rowid")
_MATCH_SQLITE = text("zoekindex MATCH :uitdrukking")
_ONTHULD_SQLITE: ColumnElement[bool] = literal_column(
    "EXISTS (SELECT 1 FROM regie, json_each(regie.onthuld) AS onthulde "
    "WHERE regie.sessie_id = zoekplek.sessie_id AND onthulde.value = zoekplek.sleutel)",
    Boolean(),
)

# OFFSET 0 is how PostgreSQL is told to find the words first. Left alone it takes a word that it has no figures of for
# a common one, walks down from the newest until it has a page, and for a rare word reads everything.
_MATCH_POSTGRESQL = text("woorden @@ to_tsquery('simple', :uitdrukking)")
_ALLE_POSTGRESQL = text("zoekplek")
_ZELDZAAM_POSTGRESQL = text(
    "(SELECT * FROM zoekplek WHERE woorden @@ to_tsquery('simple', :uitdrukking) OFFSET 0) AS zoekplek"
)
_VAN_WEINIG_POSTGRESQL = text(
    "(SELECT * FROM zoekplek WHERE woorden @@ to_tsquery('simple', :uitdrukking) "
    "AND sessie_id = ANY(:ids) OFFSET 0) AS zoekplek"
)
_STEEKPROEF_POSTGRESQL = text(
    "SELECT count(*) FROM (SELECT woorden FROM zoekplek ORDER BY nummer DESC LIMIT 2000) AS nieuwste "
    "WHERE woorden @@ to_tsquery('simple', :uitdrukking)"
)
_ONTHULD_POSTGRESQL: ColumnElement[bool] = literal_column(
    "EXISTS (SELECT 1 FROM regie, json_array_elements_text(regie.onthuld) AS onthulde (id) "
    "WHERE regie.sessie_id = zoekplek.sessie_id AND onthulde.id = zoekplek.sleutel)",
    Boolean(),
)

_GEWOON = 20
"""Of the 2000 newest texts: a word that is in so many is found soon by walking down from the newest."""

_WEG_TE_HALEN: dict[type[SQLModel], tuple[TekstSoort, ...]] = {
    KeuzemogelijkheidRow: (*KEUZESOORTEN, *ASPECTEN),
    VerschilRow: VERSCHILSOORTEN,
    IssueRow: ISSUESOORTEN,
    AfspraakRow: (TekstSoort.AFSPRAAK, TekstSoort.RESULTAAT, TekstSoort.METING),
    ActieRow: (TekstSoort.ACTIE,),
}
"""What can be taken off a list, and the texts of it: those stay, to be put back with it, and are not found."""

_MET_NAMEN = 50
"""Of so few sessions the index of SQLite itself keeps to them; of more, hits are passed by until there are enough."""


class SqlZoeken:
    """The port Zoeken."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, vraag: Zoekvraag) -> tuple[Vondst, ...]:
        with reading(self._engine) as session:
            keus = choose_sessies(session, vraag.zicht, vraag.bereik)
            search = _search_sqlite if is_sqlite(self._engine) else _search_postgresql
            return _to_vondsten(session, search(session, vraag, keus))


def _search_sqlite(session: Session, vraag: Zoekvraag, keus: Keus) -> Sequence[Any]:
    gevonden = _select(vraag, keus, _ONTHULD_SQLITE).select_from(_UIT_SQLITE).where(_MATCH_SQLITE)
    gevonden = gevonden.order_by(literal_column("zoekindex.rowid").desc())
    return session.execute(gevonden, {"uitdrukking": _express_sqlite(vraag, keus)}).all()


def _search_postgresql(session: Session, vraag: Zoekvraag, keus: Keus) -> Sequence[Any]:
    met: dict[str, Any] = {"uitdrukking": " & ".join(f"{woord}:*" for woord in vraag.woorden)}
    if keus.ids is not None:
        uit, met["ids"] = _VAN_WEINIG_POSTGRESQL, list(keus.ids)
    else:
        gewoon = (session.execute(_STEEKPROEF_POSTGRESQL, met).scalar() or 0) >= _GEWOON
        uit = _ALLE_POSTGRESQL if gewoon else _ZELDZAAM_POSTGRESQL
    gevonden = _select(vraag, keus, _ONTHULD_POSTGRESQL).select_from(uit).order_by(_NUMMER.desc())
    if uit is _ALLE_POSTGRESQL:
        gevonden = gevonden.where(_MATCH_POSTGRESQL)
    return session.execute(gevonden, met).all()


def _express_sqlite(vraag: Zoekvraag, keus: Keus) -> str:
    woorden = " AND ".join(f'"{woord}" *' for woord in vraag.woorden)
    if keus.ids is None or not 0 < len(keus.ids) <= _MET_NAMEN:
        return f"tekst : ({woorden})"
    namen = " OR ".join(f'"{id.hex}"' for id in keus.ids)
    return f"(sessie : ({namen})) AND (tekst : ({woorden}))"


def _select(vraag: Zoekvraag, keus: Keus, onthuld: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """What may be found; in which order and by which words is the engine's own."""
    kolommen = (_NUMMER, _SESSIE, _SOORT, _SLEUTEL, _PLEK, onthuld)
    in_zicht = exists().where(_sessie.id == _SESSIE, keus.voorwaarde)
    altijd = _SOORT.in_([*FEITEN, *vraag.soorten])
    eisen = [in_zicht, *map(_stands, _WEG_TE_HALEN), or_(altijd, and_(_SOORT.in_(vraag.na_onthullen), onthuld))]
    if keus.ids is not None:
        eisen.append(_SESSIE.in_(keus.ids))
    if vraag.voor is not None:
        eisen.append(vraag.voor > _NUMMER)
    return select(*kolommen).where(*eisen).limit(vraag.aantal)


def _stands(tabel: type[SQLModel]) -> ColumnElement[bool]:
    """Not of something in this table that was taken off; the key is its number, of an option at a criterium `K1-…`."""
    rij = table_of(tabel).c
    van = or_(rij.nummer == _SLEUTEL, _SLEUTEL.like(rij.nummer + "-%"))
    eraf = rij.weg_op.is_not(None) if "weg_op" in rij else rij.verwijderd
    is_weg = exists().where(rij.sessie_id == _SESSIE, eraf, van)
    return not_(and_(_SOORT.in_(_WEG_TE_HALEN[tabel]), is_weg))


def _to_vondsten(session: Session, rows: Sequence[Any]) -> tuple[Vondst, ...]:
    """With the words themselves, which the index does not keep."""
    sessies = _read_sessies(session, {row[1] for row in rows})
    teksten = _read_teksten(session, rows) | _read_namen(session, rows)
    uit = []
    for nummer, id, soort, _, plek, onthuld in rows:
        sessie = sessies[id]
        feiten = " · ".join(filter(None, (sessie.titel, sessie.plaats, sessie.aanleiding)))
        waar, tekst = (None, feiten) if soort == GESPREK else teksten[id, plek]
        uit.append(Vondst(nummer, id, sessie.titel, sessie.datum, waar, tekst, bool(onthuld)))
    return tuple(uit)


def _read_sessies(session: Session, ids: set[UUID]) -> dict[UUID, Any]:
    kolommen = (_sessie.id, _sessie.titel, _sessie.datum, _sessie.plaats, _sessie.aanleiding)
    return {row.id: row for row in session.execute(select(*kolommen).where(_sessie.id.in_(ids)))}


Woorden = dict[tuple[UUID, str], tuple[Plek | None, str]]


def _read_teksten(session: Session, rows: Sequence[Any]) -> Woorden:
    # Not by pairs: SQLite reads the whole table for those. By both keys it is a page of rows, with few too many.
    ids, plekken = ({row[kolom] for row in rows if row[2] not in FEITEN} for kolom in (1, 4))
    tekst = table_of(TekstRow)
    gevonden = session.execute(tekst.select().where(tekst.c.sessie_id.in_(ids), tekst.c.plek.in_(plekken)))
    return {(row.sessie_id, row.plek): (_to_plek(row), row.tekst) for row in gevonden}


def _to_plek(row: Any) -> Plek:
    return mapping.to_tekst(row).plek


def _read_namen(session: Session, rows: Sequence[Any]) -> Woorden:
    ids, codes = ({row[kolom] for row in rows if row[2] == PARTNERSCHAP} for kolom in (1, 3))
    van = table_of(PartnerschapRow).c
    deze = select(van.sessie_id, van.code, van.naam).where(van.sessie_id.in_(ids), van.code.in_(codes))
    return {(id, f"{PARTNERSCHAP}/{code}"): (None, naam) for id, code, naam in session.execute(deze)}
