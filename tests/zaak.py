"""Small worlds to test in: an account, a session with two partnerships, somebody who writes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from gesprekskaart.account import Account, Wie
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import make_link, use_link
from gesprekskaart.services.deelnemen import Aanmelding, Binnenkomst, join
from gesprekskaart.services.reeksen import Vervolgkeuze, make_vervolg
from gesprekskaart.services.sessies import add_sessie, move_stand, save_partnerschap
from gesprekskaart.services.teksten import write_tekst
from gesprekskaart.services.uitnodigen import make_uitnodiging
from gesprekskaart.sessie import Deelnemer, Gesprek, Partnerschap, Sessie, Sessierol, SoortSessie, Stand
from gesprekskaart.tekst import Tekst, TekstInvoer

TOEN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAAD = Daad(handeling="prepare_test", wie="test", op=TOEN)


def make_account(ports: Ports, naam: str = "karin", *, beheerder: bool = False) -> Wie:
    """A facilitator who can log in."""
    account = Account(id=uuid4(), naam=naam, is_beheerder=beheerder, aangemaakt_op=TOEN)
    ports.accounts.save(account, daad=DAAD)
    return Wie(account=account)


def log_in_cookie(ports: Ports, wie: Wie) -> str:
    """The cookie of an account that logged in."""
    assert wie.account is not None
    link = make_link(wie.account, accounts=ports.accounts, now=ports.now)
    _, cookie = use_link(link, accounts=ports.accounts, now=ports.now)
    return cookie


def make_sessie(ports: Ports, wie: Wie, *, stand: Stand = Stand.GESPREK, kaart: str = "gesprekskaart-sop") -> Sessie:
    """A session with partnerships LWZ and AOZ, in any stand (VERSLAG and VASTGESTELD without a frozen version)."""
    gesprek = Gesprek(soort=SoortSessie.REGIOGESPREK, titel="Regiogesprek Zilverwaard", datum=date(2026, 12, 3))
    sessie = add_sessie(wie, gesprek, kaart, ports=ports, new_id=uuid4)
    for code, naam in (("LWZ", "Leerwerkplaats Zilverwaard"), ("AOZ", "Academische Opleidingsschool")):
        save_partnerschap(wie, sessie.id, Partnerschap(code=code, naam=naam), gelezen=0, ports=ports)
    if stand in (Stand.VERSLAG, Stand.VASTGESTELD):
        return ports.sessies.save(sessie.model_copy(update={"stand": stand}), gelezen=sessie.revisie, daad=DAAD)
    return move_stand(wie, sessie.id, Stand.GESPREK, ports=ports) if stand is Stand.GESPREK else sessie


def make_deelnemer(sessie: Sessie, rol: Sessierol, *, namens: tuple[str, ...] = ("LWZ",), nummer: int = 1) -> Wie:
    """Somebody at the table."""
    deelnemer = Deelnemer(nummer=nummer, rol="programmaleider", organisatie="Kindrijk", namens=namens, sessierol=rol)
    return Wie(deelnemer=deelnemer, sessie_id=sessie.id)


def invoer(sessie_id: UUID, plek: str, tekst: str, *, gelezen: int = 0, save_id: UUID | None = None) -> TekstInvoer:
    """What the writing component sends."""
    return TekstInvoer(sessie_id=sessie_id, plek=plek, tekst=tekst, revisie=gelezen, save_id=save_id or uuid4())


def write(ports: Ports, wie: Wie, sessie: Sessie, plek: str, tekst: str, *, gelezen: int = 0) -> Tekst:
    """Write one text."""
    return write_tekst(
        wie,
        invoer(sessie.id, plek, tekst, gelezen=gelezen),
        sessies=ports.sessies,
        teksten=ports.teksten,
        groepen=ports.groepen,
        now=ports.now,
    )


def come_in(
    ports: Ports, wie: Wie, sessie: Sessie, *, rol: Sessierol = Sessierol.DEELNEMER, cookie: str | None = None
) -> Binnenkomst:
    """Somebody of LWZ on a device, by the invitation of the session (made if there is none)."""
    uitnodiging = ports.deelnames.get_uitnodiging(sessie.id) or make_uitnodiging(wie, sessie.id, ports=ports)
    bezet = len(ports.sessies.get_dossier(sessie.id).deelnemers)
    aanmelding = Aanmelding(partnerschap="LWZ", rol=f"schoolopleider {bezet + 1}", organisatie="Kindrijk")
    binnen = join(uitnodiging.code, aanmelding, cookie, ports=ports)
    (deelnemer,) = (d for d in ports.sessies.get_dossier(sessie.id).deelnemers if d.nummer == binnen.deelname.nummer)
    anders = deelnemer.model_copy(update={"sessierol": rol})
    ports.sessies.save_deelnemer(sessie.id, anders, gelezen=deelnemer.revisie, daad=DAAD)
    return binnen


def follow(ports: Ports, wie: Wie, sessie: Sessie, **anders: Any) -> Sessie:
    """The conversation after this one: the same card and partnerships, half a year later, nobody listed yet."""
    velden = {
        "gesprek": sessie.gesprek.model_copy(update={"titel": "Vervolg", "datum": date(2027, 6, 1)}),
        "kaart_id": sessie.kaart_id,
        "kaart_versie": sessie.kaart_versie,
        "partnerschappen": ("LWZ", "AOZ"),
    }
    keuze = Vervolgkeuze(**{**velden, **anders})
    return make_vervolg(wie, sessie.id, keuze, ports=ports, new_id=uuid4)
