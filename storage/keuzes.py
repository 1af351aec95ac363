"""Options, people's own criteria, and scores."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine

from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.logboek import Daad
from storage import mapping
from storage.tables import BeoordelingRow, CriteriumRow, KeuzemogelijkheidRow
from storage.transactie import changing_sessie, save_record


class SqlKeuzes:
    """The port Keuzes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, keuze: Keuzemogelijkheid, *, gelezen: int, daad: Daad) -> Keuzemogelijkheid:
        kolommen, wat = mapping.keuze_columns(keuze), f"Keuzemogelijkheid {keuze.nummer}"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, KeuzemogelijkheidRow, sessie_id, keuze, kolommen, gelezen=gelezen, wat=wat)

    def save_criterium(self, sessie_id: UUID, criterium: EigenCriterium, *, gelezen: int, daad: Daad) -> EigenCriterium:
        kolommen, wat = mapping.criterium_columns(criterium), "Dit criterium"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, CriteriumRow, sessie_id, criterium, kolommen, gelezen=gelezen, wat=wat)

    def save_score(self, sessie_id: UUID, beoordeling: Beoordeling, *, gelezen: int, daad: Daad) -> Beoordeling:
        kolommen, wat = mapping.beoordeling_columns(beoordeling), "Deze score"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, BeoordelingRow, sessie_id, beoordeling, kolommen, gelezen=gelezen, wat=wat)
