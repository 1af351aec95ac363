"""Coming in without an account: by the code of an invitation, and back by a cookie or a personal return code.

A device carries one token of 192 random bits, of which only the SHA-256 is kept. It may hold several places, in several
sessions and, where people share a device, in one; per session one of them acts.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.deelname import (
    TERUGKEERLENGTE,
    Apparaat,
    Deelname,
    Stoel,
    Uitnodiging,
    clean_code,
    make_code,
)
from gesprekskaart.dossier import Dossier, Sessieregel
from gesprekskaart.errors import (
    IntussenGewijzigd,
    NietAangemeld,
    NietToegestaan,
    Ongeldig,
    SessieOnbekend,
    StandGewijzigd,
)
from gesprekskaart.groep import without_leden
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import find_wie
from gesprekskaart.services.rechten import MAG, Handeling
from gesprekskaart.sessie import Aanwezigheid, Code, Deelnemer, Sessie, Sessierol, Stand
from gesprekskaart.stroom import WAS_AANWEZIG
from gesprekskaart.tekst import Regel

COOKIE = "gk_deelnemer"
"""Name of the cookie that stands for a device."""

COOKIE_GELDIG = timedelta(days=180)
"""From preparing until the report has been settled takes a region some months."""

MAX_DEELNEMERS = 150
"""In one session; three times what we are built for, so that a code that leaked cannot fill the list."""

TE_GAST = "te gast"

_DUBBELE_KLIK = timedelta(seconds=30)

_POGINGEN = 20
"""How often a number is tried anew: a room of people may come in within the same second."""


class CodeWerktNiet(NietToegestaan):
    """A code that opens nothing: wrong, expired, replaced, revoked or guessed. All read the same."""

    def __init__(self) -> None:
        super().__init__("Deze code werkt niet (meer). Kijk hem na, of vraag de facilitator om de code van nu.")


class NietMeerHier(NietAangemeld):
    """A device without a place (any more) in a session that may be gone.

    Reads the same for a session that was deleted, for one that never was and for one that is not theirs.
    """

    def __init__(self) -> None:
        Exception.__init__(
            self,
            "Dit gesprek bestaat niet meer, of je doet er op dit apparaat niet meer aan mee. Doe opnieuw mee met een "
            "code, of meld je aan. Wat je schreef en nog niet bewaard is, staat op dit apparaat.",
        )


class NogNietToegelaten(NietToegestaan):
    """Somebody is in the waiting room."""

    def __init__(self) -> None:
        super().__init__("Even wachten: de facilitator laat je zo binnen. Je hoeft niets te doen.")


class ToegangIngetrokken(NietToegestaan):
    """The facilitator ended this person's access."""

    def __init__(self) -> None:
        super().__init__(
            "De facilitator heeft je toegang tot dit gesprek ingetrokken. Wat je schreef en nog niet bewaard is, staat "
            "op dit apparaat. Klopt dit niet? Vraag het de facilitator."
        )


class Koekjes(NamedTuple):
    """What a browser carries of ours."""

    account: str | None
    apparaat: str | None


class Deur(NamedTuple):
    """What somebody with a working code sees of a session before coming in."""

    uitnodiging: Uitnodiging
    dossier: Dossier
    vrij: tuple[Deelnemer, ...]
    """Listed participants whose place nobody took yet. Who leads or writes the report is not offered: a code that
    hangs on the door must not open more than a seat at the table."""


class Aanmelding(Model):
    """What somebody fills in at the door: a listed place, or who they are."""

    nummer: int | None = None
    partnerschap: Code | None = None
    """None: a guest, who reads along."""
    rol: Regel = ""
    organisatie: Regel = ""
    naam: Regel = ""


class Binnenkomst(NamedTuple):
    """Somebody came in."""

    deelname: Deelname
    cookie: str
    terugkeercode: str
    """Shown once; empty when nothing new was made."""


def make_token() -> str:
    """A token for a device."""
    return secrets.token_urlsafe(24)


def open_deur(code: str, *, ports: Ports) -> Deur:
    """Look who one can be in the session of this code. Raises CodeWerktNiet."""
    uitnodiging = ports.deelnames.find_uitnodiging(clean_code(code))
    if uitnodiging is None or not uitnodiging.works_at(ports.now()):
        raise CodeWerktNiet
    dossier = ports.sessies.get_dossier(uitnodiging.sessie_id)
    if not takes_people(dossier.sessie):
        raise CodeWerktNiet
    bezet = {deelname.nummer for deelname in ports.deelnames.list(uitnodiging.sessie_id)}
    aan_tafel = (Sessierol.DEELNEMER, Sessierol.TOEHOORDER)
    vrij = tuple(d for d in dossier.deelnemers if d.nummer not in bezet and d.sessierol in aan_tafel)
    return Deur(uitnodiging, dossier, vrij)


def takes_people(sessie: Sessie) -> bool:
    """Whether anybody can still come in: once a version is frozen, who took part is a fact."""
    return sessie.stand in MAG[Sessierol.FACILITATOR][Handeling.UITNODIGEN]


def leave_out_waiting(dossier: Dossier, *, ports: Ports) -> Dossier:
    """The session without who came by the code and was not let in yet: those take no part, and are in no report."""
    deelnames = ports.deelnames.list(dossier.sessie.id)
    wachten = {d.nummer for d in deelnames if not (d.toegelaten or d.genoemd)}
    if not wachten:
        return dossier
    binnen = tuple(deelnemer for deelnemer in dossier.deelnemers if deelnemer.nummer not in wachten)
    groepen = tuple(without_leden(groep, wachten) for groep in dossier.groepen)
    return dossier.model_copy(update={"deelnemers": binnen, "groepen": groepen})


def join(code: str, aanmelding: Aanmelding, cookie: str | None, *, ports: Ports) -> Binnenkomst:
    """Come in, on the device of this cookie or a new one; in the waiting room when there is one.

    The same again from the same device is harmless. Raises CodeWerktNiet, Ongeldig (says who to be), IntussenGewijzigd,
    and ToegangIngetrokken on a device where access was revoked: the facilitator lets them in again, not the code.
    """
    for _ in range(_POGINGEN):
        deur = open_deur(code, ports=ports)
        _require_welcome(cookie, deur.dossier.sessie.id, ports)
        if eerder := _find_same(deur, aanmelding, cookie, ports):
            return Binnenkomst(eerder, cookie or "", "")
        deelnemer = _make_deelnemer(deur, aanmelding, ports)
        gelezen = deelnemer.revisie if aanmelding.nummer is not None else 0
        try:
            return _take_place(deur, deelnemer, gelezen, cookie, ports)
        except IntussenGewijzigd:
            if aanmelding.nummer is not None:
                raise Ongeldig("Iemand anders koos net deze plaats. Kies opnieuw, of vul in wie je bent.") from None
    raise IntussenGewijzigd("De lijst van deelnemers")


def _require_welcome(cookie: str | None, sessie_id: UUID, ports: Ports) -> None:
    hier = [s.deelname for s in list_stoelen(cookie, ports=ports) if s.deelname.sessie_id == sessie_id]
    # Colleagues share a device: of those, one who is revoked does not keep the others off.
    if hier and all(deelname.ingetrokken for deelname in hier):
        raise ToegangIngetrokken


def _find_same(deur: Deur, aanmelding: Aanmelding, cookie: str | None, ports: Ports) -> Deelname | None:
    # A button that was pressed twice must not make two people; colleagues with the same work may share a device.
    for deelname, ik, _ in list_stoelen(cookie, ports=ports):
        net = deelname.sessie_id == deur.dossier.sessie.id and ports.now() - deelname.gekomen_op < _DUBBELE_KLIK
        zelfde = (ik.rol, ik.organisatie, ik.naam) == (aanmelding.rol, aanmelding.organisatie, aanmelding.naam)
        if net and not deelname.ingetrokken and (zelfde or ik.nummer == aanmelding.nummer):
            return deelname
    return None


def next_nummer(dossier: Dossier, *, ports: Ports) -> int:
    """The number of the next participant: never that of somebody whom a frozen version names by it."""
    versies = ports.verslagen.list(dossier.sessie.id)
    bevroren = (deelnemer.nummer for versie in versies for deelnemer in versie.inhoud.deelnemers)
    return max(chain((deelnemer.nummer for deelnemer in dossier.deelnemers), bevroren), default=0) + 1


def _make_deelnemer(deur: Deur, aanmelding: Aanmelding, ports: Ports) -> Deelnemer:
    if aanmelding.nummer is not None:
        genoemd = next((d for d in deur.vrij if d.nummer == aanmelding.nummer), None)
        if genoemd is None:
            raise Ongeldig("Die plaats is niet (meer) vrij. Kies een andere, of vul in wie je bent.")
        return genoemd
    dossier = deur.dossier
    if len(dossier.deelnemers) >= MAX_DEELNEMERS:
        raise Ongeldig("Dit gesprek zit vol. Vraag de facilitator om plaats te maken.")
    if aanmelding.partnerschap is not None and aanmelding.partnerschap not in {p.code for p in dossier.partnerschappen}:
        raise Ongeldig("Dat partnerschap doet niet mee aan dit gesprek. Kies er een uit de lijst.")
    if not (aanmelding.rol and aanmelding.organisatie):
        raise Ongeldig("Vul je rol en je organisatie in, dan weten anderen van wie een inbreng komt.")
    return Deelnemer(
        nummer=next_nummer(dossier, ports=ports),
        naam=aanmelding.naam,
        rol=aanmelding.rol,
        organisatie=aanmelding.organisatie,
        namens=(aanmelding.partnerschap,) if aanmelding.partnerschap else (),
        namens_anders="" if aanmelding.partnerschap else TE_GAST,
        sessierol=Sessierol.DEELNEMER if aanmelding.partnerschap else Sessierol.TOEHOORDER,
    )


def _take_place(deur: Deur, deelnemer: Deelnemer, gelezen: int, cookie: str | None, ports: Ports) -> Binnenkomst:
    sessie, nu = deur.dossier.sessie, ports.now()
    terugkeercode, token = make_code(TERUGKEERLENGTE), cookie or make_token()
    if _is_now_at_table(sessie, deelnemer) and not deur.uitnodiging.wachtkamer:
        deelnemer = deelnemer.model_copy(update={"aanwezigheid": Aanwezigheid.AANWEZIG})
    deelname = Deelname(
        sessie_id=sessie.id,
        nummer=deelnemer.nummer,
        gekomen_op=nu,
        toegelaten=not deur.uitnodiging.wachtkamer,
        genoemd=gelezen > 0,
        terugkeer_hash=hash_token(terugkeercode),
    )
    daad = _make_daad("join", deelname, ports)
    ports.deelnames.join(deelname, deelnemer, _make_apparaat(token, ports), gelezen=gelezen, daad=daad)
    return Binnenkomst(deelname, token, terugkeercode)


def _is_now_at_table(sessie: Sessie, deelnemer: Deelnemer) -> bool:
    """Whether being here now says that somebody is present: not before it begins, nor where somebody said otherwise."""
    return sessie.stand is Stand.GESPREK and deelnemer.aanwezigheid is Aanwezigheid.ONBEKEND


def come_back(terugkeercode: str, cookie: str | None, *, ports: Ports) -> Binnenkomst:
    """Take the same place on another device. Raises CodeWerktNiet."""
    deelname = ports.deelnames.find_by_terugkeer(hash_token(clean_code(terugkeercode)))
    if deelname is None or deelname.ingetrokken:
        raise CodeWerktNiet
    token = cookie or make_token()
    daad = _make_daad("come_back", deelname, ports)
    ports.deelnames.add_apparaat(deelname.sessie_id, deelname.nummer, _make_apparaat(token, ports), daad=daad)
    return Binnenkomst(deelname, token, "")


def recognise(koekjes: Koekjes, sessie_id: UUID | None, *, ports: Ports) -> Wie:
    """Who this is, in this session or (None) at all. Somebody who leads the session as an account acts as that.

    Raises NietAangemeld, NietMeerHier, SessieOnbekend (came in elsewhere, not here), NogNietToegelaten,
    ToegangIngetrokken.
    """
    account = _find_account(koekjes.account, ports)
    if account is not None and _acts_as_account(account, koekjes, sessie_id, ports):
        return account
    stoelen = list_stoelen(koekjes.apparaat, ports=ports)
    hier = [stoel for stoel in stoelen if sessie_id in (None, stoel.deelname.sessie_id)]
    if not hier:
        if account is not None:
            return account
        if stoelen:
            raise SessieOnbekend
        raise NietMeerHier if sessie_id and koekjes.apparaat and not koekjes.account else NietAangemeld
    stoel = next((stoel for stoel in hier if not stoel.deelname.ingetrokken), hier[0])
    if sessie_id is not None:
        _require_toegang(stoel.deelname)
    return Wie(deelnemer=stoel.deelnemer, sessie_id=stoel.deelname.sessie_id, eerder=stoel.deelname.eerder)


def _find_account(cookie: str | None, ports: Ports) -> Wie | None:
    try:
        return find_wie(cookie, accounts=ports.accounts, now=ports.now)
    except NietAangemeld:
        return None


def _acts_as_account(wie: Wie, koekjes: Koekjes, sessie_id: UUID | None, ports: Ports) -> bool:
    if koekjes.apparaat is None or sessie_id is None or wie.account is None:
        return True
    return wie.account.id in ports.sessies.get(sessie_id).facilitators


def _require_toegang(deelname: Deelname) -> None:
    if deelname.ingetrokken:
        raise ToegangIngetrokken
    if not deelname.toegelaten:
        raise NogNietToegelaten


def list_stoelen(cookie: str | None, *, ports: Ports) -> tuple[Stoel, ...]:
    """The places that this device holds; per session the one who acts first."""
    return ports.deelnames.find_by_apparaat(hash_token(cookie), nu=ports.now()) if cookie else ()


def list_gesprekken(koekjes: Koekjes, *, ports: Ports) -> tuple[Sessieregel, ...]:
    """The sessions that this device has a place in, waiting or not, most recently changed first."""
    ids = {s.deelname.sessie_id for s in list_stoelen(koekjes.apparaat, ports=ports) if not s.deelname.ingetrokken}
    return ports.sessies.list_these(ids) if ids else ()


def choose_stoel(cookie: str | None, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """From now on this one of the people on this device acts. Raises SessieOnbekend when it is none of them."""
    _require_stoel(cookie, sessie_id, nummer, ports)
    ports.deelnames.choose(hash_token(cookie or ""), sessie_id, nummer, op=ports.now())


def leave_apparaat(cookie: str | None, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Let the device forget this person, who can come back with the return code. Raises SessieOnbekend."""
    _require_stoel(cookie, sessie_id, nummer, ports)
    ports.deelnames.drop_apparaat(hash_token(cookie or ""), sessie_id, nummer)


def renew_terugkeercode(cookie: str | None, sessie_id: UUID, nummer: int, *, ports: Ports) -> str:
    """A fresh return code for somebody on this device; the old one is dead. Raises SessieOnbekend, NietToegestaan."""
    deelname = _require_stoel(cookie, sessie_id, nummer, ports).deelname
    _require_toegang(deelname)
    code = make_code(TERUGKEERLENGTE)
    nieuw = deelname.model_copy(update={"terugkeer_hash": hash_token(code), "terugkeer_ook": ()})
    ports.deelnames.save(nieuw, gelezen=deelname.revisie, daad=_make_daad("renew_terugkeercode", deelname, ports))
    return code


def remember_place(cookie: str | None, wie: Wie, waar: str, *, ports: Ports) -> None:
    """Note on which screen somebody is, to come back to, and that they are present when the conversation is held.

    Nothing for an account, whose address bar does that.
    """
    if not cookie or wie.deelnemer is None or wie.sessie_id is None:
        return
    hash_, nummer = hash_token(cookie), wie.deelnemer.nummer
    ports.deelnames.remember(hash_, wie.sessie_id, nummer, waar=waar[:300])
    _note_aanwezig(wie.deelnemer, wie.sessie_id, ports)


def _note_aanwezig(deelnemer: Deelnemer, sessie_id: UUID, ports: Ports) -> None:
    """Who looks at the conversation while it is held is there: whoever joined beforehand, or had to wait."""
    sessie = ports.sessies.get(sessie_id)
    if not _is_now_at_table(sessie, deelnemer):
        return
    nieuw = deelnemer.model_copy(update={"aanwezigheid": Aanwezigheid.AANWEZIG})
    daad = Daad(
        handeling=WAS_AANWEZIG,
        onderwerp=f"deelnemer/{deelnemer.nummer}",
        wie=f"deelnemer:{deelnemer.nummer}",
        op=ports.now(),
        stand=sessie.stand,
    )
    # Somebody else changed this person in the same moment, or froze a version: the next screen tries again.
    with suppress(IntussenGewijzigd, StandGewijzigd):
        ports.sessies.save_deelnemer(sessie_id, nieuw, gelezen=deelnemer.revisie, daad=daad)


def hash_token(token: str) -> str:
    """What is kept of a token or return code."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _require_stoel(cookie: str | None, sessie_id: UUID, nummer: int, ports: Ports) -> Stoel:
    for stoel in list_stoelen(cookie, ports=ports):
        if (stoel.deelname.sessie_id, stoel.deelname.nummer) == (sessie_id, nummer):
            return stoel
    raise SessieOnbekend


def _make_apparaat(token: str, ports: Ports) -> Apparaat:
    return Apparaat(hash_token(token), ports.now() + COOKIE_GELDIG)


def _make_daad(handeling: str, deelname: Deelname, ports: Ports) -> Daad:
    onderwerp = f"deelnemer/{deelname.nummer}"
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=f"deelnemer:{deelname.nummer}", op=ports.now())
