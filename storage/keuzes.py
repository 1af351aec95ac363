"""Options, people's own criteria, and scores."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine

from gesprekskaart.errors import IntussenGewijzigd
from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.logboek import Daad
from storage import mapping
from storage.tables import BeoordelingRow, CriteriumRow, KeuzemogelijkheidRow
from storage.transactie import changing_sessie, next_volgorde, write_revision


class SqlKeuzes:
    """The port Keuzes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, keuze: Keuzemogelijkheid, *, gelezen: int, daad: Daad) -> Keuzemogelijkheid:
        rij = {**mapping.keuze_columns(keuze), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                rij["volgorde"] = next_volgorde(session, KeuzemogelijkheidRow, sessie_id)
            if not write_revision(session, KeuzemogelijkheidRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd(f"Keuzemogelijkheid {keuze.nummer}")
        return keuze.model_copy(update={"revisie": gelezen + 1})

    def save_criterium(self, sessie_id: UUID, criterium: EigenCriterium, *, gelezen: int, daad: Daad) -> EigenCriterium:
        rij = {**mapping.criterium_columns(criterium), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if gelezen == 0:
                rij["volgorde"] = next_volgorde(session, CriteriumRow, sessie_id)
            if not write_revision(session, CriteriumRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd("Dit criterium")
        return criterium.model_copy(update={"revisie": gelezen + 1})

    def save_score(self, sessie_id: UUID, beoordeling: Beoordeling, *, gelezen: int, daad: Daad) -> Beoordeling:
        rij = {**mapping.beoordeling_columns(beoordeling), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not write_revision(session, BeoordelingRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd("Deze score")
        return beoordeling.model_copy(update={"revisie": gelezen + 1})
