"""Figures over many sessions. Counted by the database: no text and no dossier is read to make them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Select, Text, cast, exists, func, or_, select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from gesprekskaart.kaart import Kaart
from gesprekskaart.overzicht import (
    Actiekeuze,
    Actieregel,
    Actietelling,
    Antwoordfeiten,
    Bereik,
    Dekkingstelling,
    Overzichtsregel,
    Toetstelling,
    Zicht,
)
from gesprekskaart.sessie import Functie, Pijler, Sector
from gesprekskaart.tekst import CONCLUSIESOORTEN, GROEPSOORTEN, TekstSoort
from gesprekskaart.verloop import Gereed
from gesprekskaart.vervolg import Actiestand
from storage import mapping
from storage.tables import (
    ActieRow,
    AfspraakRow,
    GroepRow,
    KaartRow,
    NietBesprokenRow,
    PartnerschapRow,
    SessieregioRow,
    SessieRow,
    TekstRow,
    ToetsRow,
)
from storage.transactie import reading, table_of
from storage.verloop import read_gereed
from storage.zicht import choose_sessies

_sessie, _regio, _kaart = (table_of(tabel).c for tabel in (SessieRow, SessieregioRow, KaartRow))
_afspraak, _actie, _toets = (table_of(tabel).c for tabel in (AfspraakRow, ActieRow, ToetsRow))
_tekst, _partnerschap, _feit = (table_of(tabel).c for tabel in (TekstRow, PartnerschapRow, NietBesprokenRow))


class SqlOverzichten:
    """The port Overzichten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def choose(self, zicht: Zicht, bereik: Bereik, *, aantal: int) -> tuple[Overzichtsregel, ...]:
        kolommen = (
            _sessie.id, _sessie.titel, _sessie.datum, _sessie.stand, _sessie.kaart_id, _sessie.kaart_versie,
            _sessie.fictief,
        )  # fmt: skip
        with reading(self._engine) as session:
            keus = choose_sessies(session, zicht, bereik)
            eerst = (_sessie.gewijzigd_op.desc(), _sessie.aangemaakt_op.desc())
            nieuwste = select(*kolommen).where(keus.voorwaarde).order_by(*eerst).limit(aantal)
            return tuple(Overzichtsregel(*row) for row in session.execute(nieuwste))

    def list_regios(self, zicht: Zicht) -> tuple[str, ...]:
        with reading(self._engine) as session:
            keus = choose_sessies(session, zicht, Bereik())
            in_zicht = exists().where(_sessie.id == _regio.sessie_id, keus.voorwaarde)
            if keus.ids is None:
                namen = _step_regios(in_zicht)
            else:
                namen = select(_regio.naam).distinct().where(_regio.sessie_id.in_(keus.ids), in_zicht)
            return tuple(sorted(session.scalars(namen), key=str.casefold))

    def count_dekking(self, ids: Collection[UUID]) -> tuple[Dekkingstelling, ...]:
        # Grouped by the lists as they are kept: in a region some tens of combinations, however many agreements.
        lijsten = (cast(lijst, Text) for lijst in (_afspraak.functies, _afspraak.sectoren, _afspraak.pijlers))
        sleutel = (*lijsten, _afspraak.stand)
        geteld = select(*sleutel, func.count()).where(*_count_once(AfspraakRow, ids)).group_by(*sleutel)
        with reading(self._engine) as session:
            return tuple(
                Dekkingstelling(
                    _read_list(functies, Functie), _read_list(sectoren, Sector), _read_list(pijlers, Pijler), *rest
                )
                for functies, sectoren, pijlers, *rest in session.execute(geteld)
            )

    def count_acties(self, ids: Collection[UUID]) -> tuple[Actietelling, ...]:
        sleutel = (_actie.termijn, _actie.stand, _actie.eigenaar != "")
        geteld = select(*sleutel, func.count()).where(*_count_once(ActieRow, ids)).group_by(*sleutel)
        with reading(self._engine) as session:
            return tuple(Actietelling(*row) for row in session.execute(geteld))

    def list_gereed(self, ids: Collection[UUID]) -> tuple[Gereed, ...]:
        with reading(self._engine) as session:
            return read_gereed(session, _count_once(ActieRow, ids))

    def list_acties(
        self, ids: Collection[UUID], welke: Actiekeuze, *, vandaag: date, aantal: int
    ) -> tuple[Actieregel, ...]:
        kolommen = (
            _actie.sessie_id, _sessie.titel, _actie.nummer, _actie.eigenaar, _actie.termijn, _actie.stand
        )  # fmt: skip
        eisen = (
            *_count_once(ActieRow, ids),
            _actie.stand.in_((Actiestand.OPEN, Actiestand.LOOPT)),
            _is_keuze(welke, vandaag),
        )
        eerst = (_actie.termijn.is_(None), _actie.termijn, _actie.sessie_id, _actie.volgorde)
        with reading(self._engine) as session:
            rijen = session.execute(select(*kolommen).where(*eisen).order_by(*eerst).limit(aantal)).all()
            teksten = _read_actieteksten(session, rijen)
            return tuple(
                Actieregel(id, titel, nummer, teksten.get((id, f"actie/{nummer}"), ""), *rest)
                for id, titel, nummer, *rest in rijen
            )

    def count_toetsen(self, ids: Collection[UUID]) -> tuple[Toetstelling, ...]:
        sleutel = (_sessie.kaart_id, _toets.aanbeveling, _toets.oordeel)
        eisen = (_sessie.id == _toets.sessie_id, _toets.sessie_id.in_(ids), _toets.oordeel.is_not(None))
        with reading(self._engine) as session:
            geteld = session.execute(select(*sleutel, func.count()).where(*eisen).group_by(*sleutel))
            return tuple(Toetstelling(*row) for row in geteld)

    def read_antwoordfeiten(self, ids: Sequence[UUID]) -> tuple[Antwoordfeiten, ...]:
        kolommen = (_sessie.id, _sessie.titel, _sessie.datum, _sessie.stand, _sessie.kaart_id, _sessie.kaart_versie)
        with reading(self._engine) as session:
            sessies = {row.id: row for row in session.execute(select(*kolommen).where(_sessie.id.in_(ids)))}
            velden, kaarten = _read_velden(session, ids), _read_kaarten(session, sessies.values())
            return tuple(
                _to_feiten(row, kaarten[row.kaart_id, row.kaart_versie], velden[row.id])
                for row in (sessies[id] for id in ids if id in sessies)
            )


def _step_regios(in_zicht: ColumnElement[bool]) -> Select[tuple[str]]:
    """From name to name, of each no further than one session in sight: as much work as there are names."""
    stap = select(func.min(_regio.naam).label("naam")).cte("stap", recursive=True)
    volgende = select(func.min(_regio.naam)).where(_regio.naam > stap.c.naam).scalar_subquery()
    stap = stap.union_all(select(volgende).where(stap.c.naam.is_not(None)))
    return select(stap.c.naam).where(exists(select(_regio.naam).where(_regio.naam == stap.c.naam, in_zicht)))


def _read_list(bewaard: str, soort: Any) -> tuple[Any, ...]:
    return tuple(soort(woord) for woord in json.loads(bewaard))


def _count_once(tabel: type[SQLModel], ids: Collection[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Of these sessions, and not what a later one of them in the same series took up under the same number."""
    deze, later, daar = table_of(tabel), table_of(SessieRow).alias("later"), table_of(tabel).alias("daar")
    in_reeks = later.c.reeks == func.coalesce(_sessie.reeks, _sessie.id)
    opgenomen = exists().where(
        in_reeks,
        later.c.id.in_(ids),
        later.c.aangemaakt_op > _sessie.aangemaakt_op,
        daar.c.sessie_id == later.c.id,
        daar.c.nummer == deze.c.nummer,
    )
    return _sessie.id == deze.c.sessie_id, deze.c.sessie_id.in_(ids), deze.c.weg_op.is_(None), ~opgenomen


def _read_actieteksten(session: Session, acties: Iterable[Any]) -> dict[tuple[UUID, str], str]:
    # Not in the question for the actions: PostgreSQL would read all texts to join them with twenty.
    ids, plekken = {actie.sessie_id for actie in acties}, {f"actie/{actie.nummer}" for actie in acties}
    gevraagd = select(_tekst.sessie_id, _tekst.plek, _tekst.tekst)
    rijen = session.execute(gevraagd.where(_tekst.sessie_id.in_(ids), _tekst.plek.in_(plekken)))
    return {(id, plek): tekst for id, plek, tekst in rijen}


def _is_keuze(welke: Actiekeuze, vandaag: date) -> ColumnElement[bool]:
    if welke is Actiekeuze.TE_LAAT:
        return _actie.termijn < vandaag
    return or_(_actie.eigenaar == "", _actie.termijn.is_(None))


def _read_kaarten(session: Session, sessies: Iterable[Any]) -> dict[tuple[str, str], Kaart]:
    namen = {row.kaart_id for row in sessies}
    kaarten = session.execute(select(_kaart.id, _kaart.versie, _kaart.inhoud).where(_kaart.id.in_(namen)))
    return {(id, versie): mapping.to_kaart(inhoud) for id, versie, inhoud in kaarten}


def _to_feiten(row: Any, kaart: Kaart, velden: dict[str, set[Any]]) -> Antwoordfeiten:
    return Antwoordfeiten(
        id=row.id,
        titel=row.titel,
        datum=row.datum,
        stand=row.stand,
        kaart=kaart,
        partnerschappen=tuple((code, naam) for _, code, naam in sorted(velden["partnerschappen"])),
        groepen=tuple(sorted(velden["groepen"])),
        antwoorden=frozenset(velden["antwoorden"]),
        notities=frozenset(velden["notities"]),
        conclusies=frozenset(velden["conclusies"]),
        niet_besproken=frozenset(velden["niet_besproken"]),
    )


def _read_velden(session: Session, ids: Sequence[UUID]) -> dict[UUID, dict[str, set[Any]]]:
    """Per session and field what there is, in a fixed number of queries."""
    uit: dict[UUID, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for id, naam, waarde in (
        *_read_geschreven(session, ids),
        *_read_deelnemende(session, ids),
        *_read_niet_besproken(session, ids),
    ):
        uit[id][naam].add(waarde)
    return uit


Veld = tuple[UUID, str, Any]


def _read_geschreven(session: Session, ids: Sequence[UUID]) -> Iterable[Veld]:
    soorten = (TekstSoort.ANTWOORD, *CONCLUSIESOORTEN, *GROEPSOORTEN)
    geschreven = select(_tekst.sessie_id, _tekst.soort, _tekst.sleutel, _tekst.partnerschap, _tekst.groep)
    alleen = (_tekst.sessie_id.in_(ids), _tekst.soort.in_(soorten), ~_tekst.is_leeg)
    for id, soort, sleutel, code, groep in session.execute(geschreven.where(*alleen)):
        if soort is TekstSoort.ANTWOORD:
            yield id, "antwoorden", (sleutel, code)
        elif groep is not None:
            yield id, "notities", (sleutel, groep)
        else:
            yield id, "conclusies", sleutel


def _read_deelnemende(session: Session, ids: Sequence[UUID]) -> Iterable[Veld]:
    partnerschappen = select(_partnerschap.sessie_id, _partnerschap.volgorde, _partnerschap.code, _partnerschap.naam)
    for id, *partnerschap in session.execute(partnerschappen.where(_partnerschap.sessie_id.in_(ids))):
        yield id, "partnerschappen", tuple(partnerschap)
    groepen = session.exec(select_rows(GroepRow).where(col(GroepRow.sessie_id).in_(ids)))
    for groep in groepen:
        yield groep.sessie_id, "groepen", (groep.nummer, mapping.to_groep(groep, ()).titel)


def _read_niet_besproken(session: Session, ids: Sequence[UUID]) -> Iterable[Veld]:
    feiten = select(_feit.sessie_id, _feit.sleutel, _feit.partnerschap, _feit.groep)
    for id, sleutel, code, groep in session.execute(feiten.where(_feit.sessie_id.in_(ids))):
        yield id, "niet_besproken", (sleutel, code or (f"#{groep}" if groep else ""))
