"""What is decided about sharing a session with other regions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine

from gesprekskaart.errors import IntussenGewijzigd
from gesprekskaart.kennis import Kennis
from gesprekskaart.logboek import Daad
from storage import mapping
from storage.tables import KennisRow
from storage.transactie import changing_sessie, write_revision


class SqlKennisdeling:
    """The port Kennisdeling."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, kennis: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
        rij = {**mapping.kennis_columns(kennis), "sessie_id": sessie_id}
        with changing_sessie(self._engine, sessie_id, daad) as session:
            if not write_revision(session, KennisRow, rij, gelezen=gelezen):
                raise IntussenGewijzigd("Wat er over delen is gekozen")
        return kennis.model_copy(update={"revisie": gelezen + 1})
