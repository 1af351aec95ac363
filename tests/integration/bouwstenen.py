"""What the storage tests are built of: a small session, and the worked example with everything in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

from gesprekskaart.account import Account, Wie
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.uitwisselen import load_voorbeelden
from gesprekskaart.sessie import Gesprek, Partnerschap, Sessie, SoortSessie
from gesprekskaart.tekst import Plek, Tekst

BEGIN = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ZOMERTIJD = timezone(timedelta(hours=2))
KAART = ("gesprekskaart-sop", "opdenksessie-4")


def daad(handeling: str = "doe_iets", onderwerp: str = "", *, minuten: int = 0) -> Daad:
    """A deed, some minutes after BEGIN."""
    return Daad(handeling=handeling, onderwerp=onderwerp, wie="account:1", op=BEGIN + timedelta(minutes=minuten))


def add_sessie(
    ports: Ports, *, facilitators: tuple[UUID, ...] = (), titel: str = "Regiogesprek", minuten: int = 0
) -> Sessie:
    """A session on the shipped gesprekskaart, with nothing in it."""
    kaart = ports.kaarten.get(KAART[0])
    sessie = Sessie(
        id=uuid4(),
        gesprek=Gesprek(soort=SoortSessie.REGIOGESPREK, titel=titel),
        kaart_id=kaart.id,
        kaart_versie=kaart.versie,
        facilitators=facilitators,
        aangemaakt_op=BEGIN,
    )
    ports.sessies.add(sessie, daad=daad("add_sessie", minuten=minuten))
    return sessie


def add_partnerschappen(ports: Ports, sessie_id: UUID, *codes: str) -> None:
    """Partnerships, in this order."""
    for code in codes:
        partnerschap = Partnerschap(code=code, naam=f"Partnerschap {code}")
        ports.sessies.save_partnerschap(sessie_id, partnerschap, gelezen=0, daad=daad("save_partnerschap", code))


def make_tekst(plek: str, tekst: str = "Wij doen mee.", *, op: datetime = BEGIN) -> Tekst:
    """A text as a service hands it to storage."""
    return Tekst(plek=Plek.parse(plek), tekst=tekst, revisie=1, door="programmaleider, Roc", op=op)


def save_tekst(ports: Ports, sessie_id: UUID, plek: str, tekst: str = "Wij doen mee.", *, gelezen: int = 0) -> Tekst:
    """Write a text, as the service would."""
    deze = daad("write_tekst", plek)
    return ports.teksten.save(sessie_id, make_tekst(plek, tekst), gelezen=gelezen, save_id=uuid4(), daad=deze)


def make_account(naam: str = "Marijke") -> Account:
    """An account that is not kept anywhere yet."""
    return Account(id=uuid4(), naam=naam, aangemaakt_op=BEGIN)


def load_zilverwaard(ports: Ports) -> UUID:
    """The largest worked example: 25 questions, 4 partnerships, 14 participants, a frozen version with reactions."""
    ids = load_voorbeelden(Wie(account=make_account()), ports=ports, new_id=uuid4)
    return max(ids, key=lambda id: len(ports.sessies.get_dossier(id).teksten))
