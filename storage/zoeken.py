"""Looking for words, in the index that triggers keep beside the texts (migrations/zoekindex.py).

SQLite keeps it as FTS5, PostgreSQL as a tsvector. Both fold accents, compare beginnings of words, and give the newest,
as many as are asked for, so that a search costs what it compares. Which of those comes first is not asked here: bm25()
of FTS5 reads every place of every word first, also those that nobody may see.
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
    literal,
    literal_column,
    not_,
    or_,
    select,
    text,
)
from sqlmodel import Session, SQLModel

from gesprekskaart.peiling import Peilingstand
from gesprekskaart.tekst import ASPECTEN, KEUZESOORTEN, Plek, TekstSoort
from gesprekskaart.zoeken import (
    BETROKKENHEID,
    CRITERIUM,
    FEITEN,
    GESPREK,
    ISSUESOORTEN,
    KEUZE,
    PARTNERSCHAP,
    PEILING,
    VERSCHILKOP,
    VERSCHILSOORTEN,
    Feit,
    Vondst,
    Zoekvraag,
)
from storage import mapping
from storage.engine import is_sqlite
from storage.tables import (
    ActieRow,
    AfspraakRow,
    BetrokkenheidRow,
    CriteriumRow,
    IssueRow,
    KeuzemogelijkheidRow,
    PartnerschapRow,
    PeilingRow,
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

# OFFSET 0 is how PostgreSQL is told to find the words first, then to put the newest first, and only then to look what
# may be found, until there are enough. Left alone it takes a word that it has no figures of for a common one, walks
# down from the newest, and for a rare word reads everything.
_GEWOON_POSTGRESQL = text(
    "(SELECT * FROM zoekplek WHERE woorden @@ to_tsquery('simple', :uitdrukking) ORDER BY nummer DESC LIMIT :ruim) "
    "AS zoekplek"
)
_ZELDZAAM_POSTGRESQL = text(
    "(SELECT * FROM (SELECT * FROM zoekplek WHERE woorden @@ to_tsquery('simple', :uitdrukking) OFFSET 0) AS treffers "
    "ORDER BY nummer DESC OFFSET 0) AS zoekplek"
)
_VAN_WEINIG_POSTGRESQL = text(
    "(SELECT * FROM (SELECT * FROM zoekplek WHERE woorden @@ to_tsquery('simple', :uitdrukking) "
    "AND sessie_id = ANY(:ids) OFFSET 0) AS treffers ORDER BY nummer DESC OFFSET 0) AS zoekplek"
)
# Their numbers come out of an index; of the texts themselves no more are read than until there are enough hits.
_VAN_WEINIG_GEWOON_POSTGRESQL = text(
    "(SELECT hunne.nummer, treffer.* FROM (SELECT nummer FROM zoekplek WHERE sessie_id = ANY(:ids) "
    "ORDER BY nummer DESC OFFSET 0) AS hunne CROSS JOIN LATERAL (SELECT sessie_id, soort, sleutel, plek FROM zoekplek "
    "WHERE nummer = hunne.nummer AND woorden @@ to_tsquery('simple', :uitdrukking) OFFSET 0) AS treffer "
    "ORDER BY hunne.nummer DESC OFFSET 0) AS zoekplek"
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
"""Of the 2000 newest texts: a word that is in so many is found soon by walking down from the newest.

In a few sessions it is found soonest by reading those: the index would first list it in all others.
"""

_WEG_TE_HALEN: dict[type[SQLModel], tuple[str, ...]] = {
    KeuzemogelijkheidRow: (KEUZE, *KEUZESOORTEN, *ASPECTEN),
    VerschilRow: (VERSCHILKOP, *VERSCHILSOORTEN),
    IssueRow: ISSUESOORTEN,
    AfspraakRow: (TekstSoort.AFSPRAAK, TekstSoort.RESULTAAT, TekstSoort.METING),
    ActieRow: (TekstSoort.ACTIE,),
    BetrokkenheidRow: (BETROKKENHEID,),
}
"""What can be taken off a list, and the texts of it: those stay, to be put back with it, and are not found."""

_WOORDEN: dict[str, tuple[type[SQLModel], str, tuple[str, ...]]] = {
    PARTNERSCHAP: (PartnerschapRow, "code", ("naam",)),
    KEUZE: (KeuzemogelijkheidRow, "nummer", ("titel", "besluit")),
    PEILING: (PeilingRow, "nummer", ("stelling", "opties")),
    VERSCHILKOP: (VerschilRow, "nummer", ("titel",)),
    CRITERIUM: (CriteriumRow, "id", ("titel",)),
    BETROKKENHEID: (BetrokkenheidRow, "nummer", ("naam", "door", "toelichting")),
}
"""Where the words of a fact are kept: table, key and columns."""


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
    in_zicht = exists().where(_sessie.id == _SESSIE, keus.voorwaarde)
    gevonden = _select(vraag, keus, in_zicht, _ONTHULD_SQLITE).select_from(_UIT_SQLITE).where(_MATCH_SQLITE)
    gevonden = gevonden.order_by(literal_column("zoekindex.rowid").desc())
    return session.execute(gevonden, {"uitdrukking": _express_sqlite(vraag, keus)}).all()


def _search_postgresql(session: Session, vraag: Zoekvraag, keus: Keus) -> Sequence[Any]:
    met: dict[str, Any] = {"uitdrukking": " & ".join(f"{woord}:*" for woord in vraag.woorden)}
    # OFFSET 0 again: it would begin with the sessions, and look for the words in each of them.
    in_zicht = exists(select(_sessie.id).where(_sessie.id == _SESSIE, keus.voorwaarde).offset(0))
    gevonden = _select(vraag, keus, in_zicht, _ONTHULD_POSTGRESQL).order_by(_NUMMER.desc())
    is_gewoon = (session.execute(_STEEKPROEF_POSTGRESQL, met).scalar() or 0) >= _GEWOON
    if keus.ids is not None:
        uit = _VAN_WEINIG_GEWOON_POSTGRESQL if is_gewoon else _VAN_WEINIG_POSTGRESQL
        return session.execute(gevonden.select_from(uit), met | {"ids": list(keus.ids)}).all()
    if is_gewoon:
        nieuwste = session.execute(gevonden.select_from(_GEWOON_POSTGRESQL), met | {"ruim": 2 * vraag.aantal}).all()
        if len(nieuwste) == vraag.aantal:
            return nieuwste
    return session.execute(gevonden.select_from(_ZELDZAAM_POSTGRESQL), met).all()


def _express_sqlite(vraag: Zoekvraag, keus: Keus) -> str:
    woorden = " AND ".join(f'"{woord}" *' for woord in vraag.woorden)
    # Few sessions are named, so that the index itself keeps to them; of many, hits elsewhere are passed by.
    if not keus.ids:
        return f"tekst : ({woorden})"
    namen = " OR ".join(f'"{id.hex}"' for id in keus.ids)
    return f"(sessie : ({namen})) AND (tekst : ({woorden}))"


def _select(
    vraag: Zoekvraag, keus: Keus, in_zicht: ColumnElement[bool], onthuld: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """What may be found; in which order and by which words is the engine's own."""
    kolommen = (_NUMMER, _SESSIE, _SOORT, _SLEUTEL, _PLEK, onthuld)
    altijd = _SOORT.in_([*FEITEN, *vraag.soorten])
    eisen = [
        in_zicht,
        *map(_stands, _WEG_TE_HALEN),
        _has_criterium(),
        _is_open(),
        or_(altijd, and_(_SOORT.in_(vraag.na_onthullen), onthuld)),
    ]
    if keus.ids is not None:
        eisen.append(_SESSIE.in_(keus.ids))
    return select(*kolommen).where(*eisen).limit(vraag.aantal)


def _stands(tabel: type[SQLModel]) -> ColumnElement[bool]:
    """Not of something in this table that was taken off; the key is its number, of an option at a criterium `K1-…`."""
    rij = table_of(tabel).c
    van = or_(rij.nummer == _SLEUTEL, _SLEUTEL.like(rij.nummer + "-%"))
    eraf = rij.weg_op.is_not(None) if "weg_op" in rij else rij.verwijderd
    is_weg = exists().where(rij.sessie_id == _SESSIE, eraf, van)
    return not_(and_(_SOORT.in_(_WEG_TE_HALEN[tabel]), is_weg))


def _has_criterium() -> ColumnElement[bool]:
    """Not of a criterium that was taken off, nor what was written at it: `K1-eigen1`."""
    van = table_of(CriteriumRow).c
    eraf = and_(van.sessie_id == _SESSIE, van.verwijderd)
    zelf = exists().where(eraf, van.id == _SLEUTEL)
    erbij = exists().where(eraf, _SLEUTEL.like(literal("%-") + van.id))
    return not_(or_(and_(_SOORT == CRITERIUM, zelf), and_(_SOORT.in_(ASPECTEN), erbij)))


def _is_open() -> ColumnElement[bool]:
    """No poll that only who leads has seen."""
    van = table_of(PeilingRow).c
    concept = exists().where(van.sessie_id == _SESSIE, van.nummer == _SLEUTEL, van.stand == Peilingstand.CONCEPT)
    return not_(and_(_SOORT == PEILING, concept))


def _to_vondsten(session: Session, rows: Sequence[Any]) -> tuple[Vondst, ...]:
    """With the words themselves, which the index does not keep."""
    sessies = _read_sessies(session, {row[1] for row in rows})
    teksten, woorden = _read_teksten(session, rows), _read_woorden(session, rows)
    uit = []
    for nummer, id, soort, sleutel, plek, onthuld in rows:
        sessie, waar, feit = sessies[id], None, Feit(soort, sleutel) if soort in FEITEN else None
        if feit is None:
            waar, tekst = teksten[id, plek]
        elif soort == GESPREK:
            tekst = " · ".join(filter(None, (sessie.titel, sessie.plaats, sessie.aanleiding)))
        else:
            tekst = woorden[id, feit]
        uit.append(Vondst(nummer, id, sessie.titel, sessie.datum, waar, feit, tekst, bool(onthuld)))
    return tuple(uit)


def _read_sessies(session: Session, ids: set[UUID]) -> dict[UUID, Any]:
    kolommen = (_sessie.id, _sessie.titel, _sessie.datum, _sessie.plaats, _sessie.aanleiding)
    return {row.id: row for row in session.execute(select(*kolommen).where(_sessie.id.in_(ids)))}


def _read_teksten(session: Session, rows: Sequence[Any]) -> dict[tuple[UUID, str], tuple[Plek, str]]:
    # Not by pairs: SQLite reads the whole table for those. By both keys it is a page of rows, with few too many.
    ids, plekken = ({row[kolom] for row in rows if row[2] not in FEITEN} for kolom in (1, 4))
    van = table_of(TekstRow).c
    kolommen = (
        van.sessie_id, van.plek, van.soort, van.sleutel, van.partnerschap, van.deelnemer, van.groep, van.tekst
    )  # fmt: skip
    gevonden = session.execute(select(*kolommen).where(van.sessie_id.in_(ids), van.plek.in_(plekken)))
    return {(row.sessie_id, row.plek): (mapping.to_plek(row), row.tekst) for row in gevonden}


def _read_woorden(session: Session, rows: Sequence[Any]) -> dict[tuple[UUID, Feit], str]:
    uit: dict[tuple[UUID, Feit], str] = {}
    for soort in {row[2] for row in rows} & {*_WOORDEN}:
        ids, sleutels = ({row[kolom] for row in rows if row[2] == soort} for kolom in (1, 3))
        tabel, sleutel, kolommen = _WOORDEN[soort]
        van = table_of(tabel).c
        deze = select(van.sessie_id, van[sleutel], *(van[kolom] for kolom in kolommen))
        gevonden = session.execute(deze.where(van.sessie_id.in_(ids), van[sleutel].in_(sleutels)))
        uit |= {(id, Feit(soort, welke)): _join(waarden) for id, welke, *waarden in gevonden}
    return uit


def _join(waarden: Sequence[Any]) -> str:
    """As one reads it: what a poll asks with its answers, an option with the reason for what was decided."""
    woorden = [waarde["reden"] if isinstance(waarde, dict) else waarde for waarde in waarden if waarde]
    losse = [woord for waarde in woorden for woord in (waarde if isinstance(waarde, list) else [waarde])]
    return " · ".join(losse)
