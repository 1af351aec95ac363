"""Cards: those in the database (added, or used by a session) and those that ship with the product."""

from __future__ import annotations

from sqlalchemy import Engine, insert
from sqlmodel import Session, select

from gesprekskaart.errors import Botsing, NietGevonden
from gesprekskaart.kaart import Kaart
from gesprekskaart.kaartbestand import shipped_kaarten
from gesprekskaart.logboek import Daad
from storage.mapping import to_kaart
from storage.tables import KaartRow
from storage.transactie import changing, reading


class SqlKaarten:
    """The port Kaarten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self) -> tuple[Kaart, ...]:
        with reading(self._engine) as session:
            nieuwste = {kaart.id: kaart for kaart in sorted(_all_kaarten(session), key=_version)}
        return tuple(sorted(nieuwste.values(), key=lambda kaart: kaart.titel))

    def get(self, id: str, versie: str | None = None) -> Kaart:
        with reading(self._engine) as session:
            return find_kaart(session, id, versie)

    def add(self, kaart: Kaart, *, daad: Daad) -> None:
        with reading(self._engine) as session:
            if _require_same(session, kaart):
                return
        with changing(self._engine, None, daad) as session:
            keep_kaart(session, kaart)


def find_kaart(session: Session, id: str, versie: str | None) -> Kaart:
    """Within the caller's transaction. Raises NietGevonden."""
    passend = [kaart for kaart in _all_kaarten(session, id) if versie in (None, kaart.versie)]
    if not passend:
        welke = f"‘{id}’" if versie is None else f"‘{id}’ versie {versie}"
        raise NietGevonden(f"Er is geen kaart {welke}. Bekijk welke er zijn met ‘gesprekskaart kaart list’.")
    return max(passend, key=_version)


def keep_kaart(session: Session, kaart: Kaart) -> None:
    """Within the caller's transaction: this version is in the database afterwards. Raises Botsing."""
    _require_same(session, kaart)
    if session.get(KaartRow, (kaart.id, kaart.versie)) is None:
        session.exec(insert(KaartRow).values(id=kaart.id, versie=kaart.versie, inhoud=kaart.model_dump_json()))


def _all_kaarten(session: Session, id: str | None = None) -> tuple[Kaart, ...]:
    """Of one version the one in the database goes first: sessions were held with it."""
    rows = session.exec(select(KaartRow) if id is None else select(KaartRow).where(KaartRow.id == id))
    bewaard = tuple(to_kaart(row.inhoud) for row in rows)
    bekend = {(kaart.id, kaart.versie) for kaart in bewaard}
    meegeleverd = (kaart for kaart in shipped_kaarten() if id in (None, kaart.id))
    return (*bewaard, *(kaart for kaart in meegeleverd if (kaart.id, kaart.versie) not in bekend))


def _require_same(session: Session, kaart: Kaart) -> bool:
    """Whether we have this version already, and with this content. Raises Botsing when with another."""
    bestaand = next((k for k in _all_kaarten(session, kaart.id) if k.versie == kaart.versie), None)
    if bestaand is not None and bestaand != kaart:
        raise Botsing(
            f"Versie {kaart.versie} van de kaart ‘{kaart.id}’ bestaat al met een andere inhoud. "
            "Geef de gewijzigde kaart een nieuw versienummer."
        )
    return bestaand is not None


def _version(kaart: Kaart) -> tuple[int, ...]:
    # As numbers: 1.10 is newer than 1.9.
    return tuple(int(deel) for deel in kaart.versie.split("."))
