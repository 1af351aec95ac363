"""What is decided about sharing a session with other regions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine

from gesprekskaart.kennis import Kennis
from gesprekskaart.logboek import Daad
from storage import mapping
from storage.tables import KennisRow
from storage.transactie import changing_sessie, save_record


class SqlKennisdeling:
    """The port Kennisdeling."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, sessie_id: UUID, kennis: Kennis, *, gelezen: int, daad: Daad) -> Kennis:
        kolommen, wat = mapping.kennis_columns(kennis), "Wat er over delen is gekozen"
        with changing_sessie(self._engine, sessie_id, daad) as session:
            return save_record(session, KennisRow, sessie_id, kennis, kolommen, gelezen=gelezen, wat=wat)
