"""Leading: the facilitator puts a question on the table and says what everybody does with it.

The role never moves by itself: leading is a right of whoever leads the session, not of who pressed first.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.deelname import Deelname
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import IntussenGewijzigd, NietGevonden, Ongeldig
from gesprekskaart.groep import STAPNAMEN
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.peiling import Peilingstand
from gesprekskaart.ports import Ports
from gesprekskaart.regie import (
    DE_GROEPEN,
    DE_OOGST,
    DE_VRAAG,
    GESPREKSDUUR_S,
    Klok,
    Naamgeving,
    Regie,
    Ronde,
    Wand,
    Zet,
)
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import Aanwezigheid, Gesprek, Sessierol, Stand
from gesprekskaart.stroom import KLAAR, LEIDDE, ONTHULDE
from gesprekskaart.tekst import GROEPSOORTEN

_POGINGEN = 20
"""How often a move is made anew on what another facilitator did in the same moment."""

_WEG = (Aanwezigheid.AFWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT)


class Regiebeeld(Model):
    """How the conversation is led, as everybody in it may see."""

    vraag: str
    ronde: Ronde
    volgen: bool
    klok: Klok
    klok_vanzelf: bool
    """It begins to run with each round."""
    wand: Wand
    """What stands on the beamer."""
    is_onthuld: bool
    """Of the question on the table."""
    is_geparkeerd: bool
    naamgeving: Naamgeving
    """What those who write at this question were promised."""
    naamgeving_hierna: Naamgeving
    klaar: int
    meedoen: int
    """How many can be ready: participants who came in and did not leave."""
    begonnen_op: datetime
    duur_s: int
    """Seconds that the whole conversation is planned to take."""
    schermstap: int
    nummer: int
    """Of the last change in it: of two of these, the one with the higher number is how it is now."""


def lead(wie: Wie, zet: Zet, *, ports: Ports) -> Regie:
    """Make a move; the first one takes the lead of a conversation that nobody led yet.

    Raises SessieOnbekend, NietToegestaan, Ongeldig (no such question on the card, nothing of the kind for the beamer).
    """
    for _ in range(_POGINGEN):
        # Two who lead at once: each names only what changes, so the second move is made on top of the first.
        with suppress(IntussenGewijzigd):
            return _lead_once(wie, zet, ports)
    raise IntussenGewijzigd("De regie")


def _lead_once(wie: Wie, zet: Zet, ports: Ports) -> Regie:
    dossier = ports.sessies.get_dossier(zet.sessie_id)
    require(wie, Handeling.LEIDEN, dossier.sessie)
    vragen = [vraag.id for vraag in dossier.kaart.vragen]
    if zet.vraag is not None and zet.vraag not in vragen:
        raise Ongeldig(f"De kaart van dit gesprek heeft geen vraag ‘{zet.vraag}’.")
    if onbekend := set(zet.minuten or ()) - {blok.titel for _, blok, _ in dossier.kaart.walk()}:
        raise Ongeldig(f"De kaart van dit gesprek heeft geen blok ‘{min(onbekend)[:60]}’.")
    if zet.wand is not None and zet.wand not in {wand for wand, _ in list_wanden(dossier)}:
        raise Ongeldig("Dat kan nu niet op het scherm: het is er niet (meer), of nog niet voor iedereen.")
    nu = ports.now()
    was = dossier.regie or Regie(vraag=zet.vraag or vragen[0], begonnen_op=nu, zout=secrets.token_hex(16), revisie=1)
    if not (was.is_op_tafel or zet.is_about_wand):
        was = was.model_copy(update={"begonnen_op": nu, "vraag": zet.vraag or was.vraag, "wand": DE_VRAAG})
    nieuw = zet.apply(was, nu)
    if dossier.regie == nieuw:
        return nieuw
    handeling = ONTHULDE if nieuw.onthuld != was.onthuld else LEIDDE
    daad = Daad(
        handeling=handeling,
        onderwerp=f"{nieuw.vraag}/{nieuw.ronde}",
        wie=wie.kenmerk,
        op=nu,
        stand=dossier.sessie.stand,
    )
    gelezen = dossier.regie.revisie if dossier.regie else 0
    return ports.regies.save(zet.sessie_id, nieuw, gelezen=gelezen, daad=daad)


def list_wanden(dossier: Dossier) -> tuple[tuple[Wand, str], ...]:
    """What may stand on the beamer now, each with what it is called: a poll that nobody knows of is not among it."""
    peilingen = [peiling.nummer for peiling in dossier.peilingen if peiling.stand is not Peilingstand.CONCEPT]
    wanden: list[tuple[Wand, str]] = [(DE_VRAAG, "Vraag"), *((nummer, nummer) for nummer in peilingen)]
    if dossier.groepen:
        wanden += [(DE_GROEPEN, "Groepen"), (DE_OOGST, "Oogst")]
        wanden += [(f"{DE_OOGST}/{soort}", STAPNAMEN[soort]) for soort in GROEPSOORTEN]
    return tuple(wanden)


def set_klaar(wie: Wie, sessie_id: UUID, vraag: str, *, klaar: bool, ports: Ports) -> None:
    """Say to be ready with a question, or not yet. Raises SessieOnbekend, NietToegestaan, NietGevonden."""
    dossier = ports.sessies.get_dossier(sessie_id)
    nummer = wie.deelnemer.nummer if wie.deelnemer else None
    require(wie, Handeling.INBRENGEN, dossier.sessie, deelnemer=nummer)
    if nummer is None or dossier.regie is None or vraag not in dossier.regie.vastgelegd:
        raise NietGevonden("Deze vraag ligt nog niet op tafel. Ververs de pagina.")
    if is_klaar(dossier, vraag, nummer) is klaar:
        return
    daad = Daad(handeling=KLAAR, onderwerp=vraag, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand)
    ports.regies.save_klaar(sessie_id, vraag, nummer, klaar=klaar, daad=daad)


def is_klaar(dossier: Dossier, vraag: str, deelnemer: int) -> bool:
    """Whether this person said to be ready with this question."""
    return any(b.klaar for b in dossier.bijdragen if (b.vraag, b.deelnemer) == (vraag, deelnemer))


def read_beeld(sessie_id: UUID, *, ports: Ports) -> Regiebeeld | None:
    """How a conversation is led; None when it is not (yet, or no longer). Tells no more than everybody may see."""
    return make_beeld(ports.sessies.get_dossier(sessie_id), ports.deelnames.list(sessie_id))


def make_beeld(dossier: Dossier, deelnames: tuple[Deelname, ...]) -> Regiebeeld | None:
    """As `read_beeld`, of what was read already."""
    regie = dossier.regie
    # One that came from a file was led before, and is not on anybody's table until somebody takes the lead.
    if regie is None or not regie.is_op_tafel or dossier.sessie.stand is not Stand.GESPREK:
        return None
    meedoen = _find_meedoen(dossier, deelnames)
    return Regiebeeld(
        **regie.model_dump(include={"vraag", "ronde", "volgen", "klok", "wand", "begonnen_op", "schermstap"}),
        klok_vanzelf=regie.begins_klok,
        is_onthuld=regie.vraag in regie.onthuld,
        is_geparkeerd=regie.vraag in regie.geparkeerd,
        naamgeving=regie.naamgeving_van(regie.vraag),
        naamgeving_hierna=regie.naamgeving,
        klaar=sum(b.klaar and b.vraag == regie.vraag and b.deelnemer in meedoen for b in dossier.bijdragen),
        meedoen=len(meedoen),
        duur_s=plan_duur_s(dossier.sessie.gesprek),
        nummer=dossier.nummer,
    )


def _find_meedoen(dossier: Dossier, deelnames: tuple[Deelname, ...]) -> set[int]:
    binnen = {deelname.nummer for deelname in deelnames if deelname.toegelaten and not deelname.ingetrokken}
    return {
        deelnemer.nummer
        for deelnemer in dossier.deelnemers
        if deelnemer.nummer in binnen
        and deelnemer.sessierol is Sessierol.DEELNEMER
        and not (deelnemer.aanwezigheid in _WEG or deelnemer.is_vertrokken)
    }


def plan_duur_s(gesprek: Gesprek) -> int:
    """Seconds between the planned begin and end; two hours when these were not filled in."""
    if gesprek.begin is None or gesprek.eind is None:
        return GESPREKSDUUR_S
    minuten = (gesprek.eind.hour - gesprek.begin.hour) * 60 + gesprek.eind.minute - gesprek.begin.minute
    return minuten * 60


def measure_blokken(wie: Wie, sessie_id: UUID, *, ports: Ports) -> dict[str, int]:
    """Whole minutes that each block of the card has been on the table, by its title, from the log.

    Raises SessieOnbekend, NietToegestaan.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEIDEN, dossier.sessie)
    blok_van = {vraag.id: blok.titel for _, blok, vraag in dossier.kaart.walk()}
    zetten = [regel.daad for regel in ports.logboek.list(sessie_id) if regel.daad.handeling in (LEIDDE, ONTHULDE)]
    momenten = [*(zet.op for zet in zetten), ports.now()][1:]
    seconden = dict.fromkeys(blok_van.values(), 0.0)
    for zet, tot in zip(zetten, momenten, strict=True):
        blok = blok_van.get(zet.onderwerp.partition("/")[0])
        if blok is not None:
            seconden[blok] += (tot - zet.op).total_seconds()
    return {blok: round(aantal / 60) for blok, aantal in seconden.items()}
