"""Setting up a conversation: the session itself, the partnerships and who takes part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from uuid import UUID

from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.datum import NEDERLAND
from gesprekskaart.dossier import PER_KEER, Dossier, Sessieregel
from gesprekskaart.errors import IntussenGewijzigd, NietAangemeld, Ongeldig, SessieOnbekend
from gesprekskaart.foutmelding import describe_field
from gesprekskaart.inbreng import list_anoniem
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.aandacht import find_trace
from gesprekskaart.services.peilingen import hide_stemmen, list_uitslagen_met
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import is_readable
from gesprekskaart.services.verslagen import establish
from gesprekskaart.sessie import Deelnemer, Gesprek, Partnerschap, Sessie, Sessierol, Stand, Voorbereid
from gesprekskaart.tekst import TekstSoort


def list_sessies(wie: Wie, *, oefening: bool = False, aantal: int = PER_KEER, ports: Ports) -> tuple[Sessieregel, ...]:
    """The conversations (or the practices) that this account leads: so many, most recently changed first.

    Raises NietAangemeld.
    """
    if wie.account is None:
        raise NietAangemeld
    return ports.sessies.list_for(wie.account.id, oefening=oefening, aantal=aantal)


def leads(wie: Wie, sessie_id: UUID, *, ports: Ports) -> bool:
    """Whether there is such a conversation and this account leads it."""
    with suppress(SessieOnbekend):
        return wie.account is not None and wie.account.id in ports.sessies.get(sessie_id).facilitators
    return False


def open_dossier(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Dossier:
    """Everything of one session that this person may read. Raises SessieOnbekend."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.LEZEN, dossier.sessie)
    teksten = {plek: tekst for plek, tekst in dossier.teksten.items() if is_readable(wie, tekst.plek)}
    if len(teksten) < len(dossier.teksten):
        dossier = dossier.model_copy(update={"teksten": teksten})
    return hide_stemmen(wie, dossier)


def add_sessie(wie: Wie, gesprek: Gesprek, kaart_id: str, *, ports: Ports, new_id: Callable[[], UUID]) -> Sessie:
    """Open a session with the newest version of a card. Raises NietAangemeld, NietGevonden (no such card)."""
    if wie.account is None:
        raise NietAangemeld
    kaart = ports.kaarten.get(kaart_id)
    sessie = Sessie(
        id=new_id(),
        gesprek=gesprek,
        kaart_id=kaart.id,
        kaart_versie=kaart.versie,
        facilitators=(wie.account.id,),
        aangemaakt_op=ports.now(),
    )
    ports.sessies.add(sessie, daad=_daad("add_sessie", "", wie, ports))
    return sessie


def save_gesprek(wie: Wie, sessie: Sessie, gesprek: Gesprek, *, ports: Ports) -> Sessie:
    """Change the facts of a conversation. Raises SessieOnbekend, NietToegestaan, IntussenGewijzigd."""
    require(wie, Handeling.INRICHTEN, ports.sessies.get(sessie.id))
    nieuw = sessie.model_copy(update={"gesprek": gesprek})
    return ports.sessies.save(nieuw, gelezen=sessie.revisie, daad=_daad("save_gesprek", "", wie, ports))


def move_stand(wie: Wie, sessie_id: UUID, naar: Stand, *, ports: Ports) -> Sessie:
    """Begin, reopen or establish. Freezing, which moves to VERSLAG, is in verslagen.

    At the beginning it is noted which partnerships wrote beforehand; what is established is sealed. Raises
    SessieOnbekend, NietToegestaan, IntussenGewijzigd; to establish also as `verslagen.establish`.
    """
    sessie = ports.sessies.get(sessie_id)
    handeling = _require_move(wie, sessie, naar)
    if handeling is Handeling.VASTSTELLEN:
        return establish(wie, sessie_id, ports=ports)
    if handeling is Handeling.BEGINNEN:
        _note_voorbereid(wie, sessie, ports)
    nieuw = sessie.model_copy(update={"stand": naar})
    return ports.sessies.save(nieuw, gelezen=sessie.revisie, daad=_daad(handeling.name.lower(), naar, wie, ports))


def _note_voorbereid(wie: Wie, sessie: Sessie, ports: Ports) -> None:
    """Who wrote did prepare (besluit 0024); what somebody said of it themselves stays."""
    dossier = ports.sessies.get_dossier(sessie.id)
    for partnerschap in dossier.partnerschappen:
        ingevuld, totaal = dossier.voorbereid(partnerschap.code)
        if partnerschap.says_voorbereid or not ingevuld:
            continue
        hoe = Voorbereid.JA if ingevuld == totaal else Voorbereid.GEDEELTELIJK
        nieuw = partnerschap.model_copy(update={"voorbereid": hoe, "voorbereid_op": _last_day(dossier, partnerschap)})
        daad = _daad("note_voorbereid", partnerschap.code, wie, ports, sessie)
        # Somebody changes it at this very moment: then it is as they say.
        with suppress(IntussenGewijzigd):
            ports.sessies.save_partnerschap(sessie.id, nieuw, gelezen=partnerschap.revisie, daad=daad)


def _last_day(dossier: Dossier, partnerschap: Partnerschap) -> date:
    """When a partnership that wrote something wrote last, by the calendar of the Netherlands."""
    eigen = (tekst for tekst in dossier.teksten.values() if tekst.plek.partnerschap == partnerschap.code)
    return max(tekst.op for tekst in eigen if tekst.tekst.strip()).astimezone(NEDERLAND).date()


def _require_move(wie: Wie, sessie: Sessie, naar: Stand) -> Handeling:
    bevroren = sessie.stand in (Stand.VERSLAG, Stand.VASTGESTELD)
    handelingen = {
        Stand.GESPREK: Handeling.HEROPENEN if bevroren else Handeling.BEGINNEN,
        Stand.VASTGESTELD: Handeling.VASTSTELLEN,
    }
    if naar not in handelingen:
        raise Ongeldig(f"Een gesprek gaat niet zomaar naar ‘{naar}’.")
    require(wie, handelingen[naar], sessie)
    return handelingen[naar]


def delete_sessie(wie: Wie, sessie_id: UUID, *, ports: Ports) -> None:
    """Remove a session with everything in it; only the log stays. Raises SessieOnbekend, NietToegestaan."""
    require(wie, Handeling.VERWIJDEREN, ports.sessies.get(sessie_id))
    ports.sessies.delete(sessie_id, daad=_daad("delete_sessie", "", wie, ports))


def save_partnerschap(
    wie: Wie, sessie_id: UUID, partnerschap: Partnerschap, *, gelezen: int, ports: Ports
) -> Partnerschap:
    """Add (`gelezen` 0) or change a partnership. Raises SessieOnbekend, NietToegestaan, Botsing."""
    sessie = ports.sessies.get(sessie_id)
    require(wie, Handeling.INRICHTEN, sessie)
    daad = _daad("save_partnerschap", partnerschap.code, wie, ports, sessie)
    return ports.sessies.save_partnerschap(sessie_id, partnerschap, gelezen=gelezen, daad=daad)


def delete_partnerschap(wie: Wie, sessie_id: UUID, code: str, *, ports: Ports) -> None:
    """Take a partnership out, as long as it has written nothing: a text is never lost by a click.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig when there are answers.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.INRICHTEN, dossier.sessie)
    antwoorden = sum(
        tekst.plek.soort is TekstSoort.ANTWOORD and tekst.plek.partnerschap == code and bool(tekst.tekst.strip())
        for tekst in dossier.teksten.values()
    )
    if antwoorden:
        raise Ongeldig(
            f"{code} heeft al {antwoorden} antwoord(en) geschreven en blijft daarom staan. "
            "Maak die eerst leeg als het partnerschap echt weg moet."
        )
    if (spoor := find_trace(dossier, code)) is not None:
        raise Ongeldig(f"{spoor}; daarom blijft {code} staan.")
    if any(stem.partnerschap == code for stem in dossier.stemmen):
        raise Ongeldig(f"{code} heeft gestemd in een peiling en blijft daarom staan.")
    ports.sessies.delete_partnerschap(
        sessie_id, code, daad=_daad("delete_partnerschap", code, wie, ports, dossier.sessie)
    )


def save_deelnemer(wie: Wie, sessie_id: UUID, deelnemer: Deelnemer, *, gelezen: int, ports: Ports) -> Deelnemer:
    """Add (`gelezen` 0) or change a participant. Raises SessieOnbekend, NietToegestaan, Botsing, Ongeldig."""
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.INRICHTEN, dossier.sessie)
    onbekend = set(deelnemer.namens) - {p.code for p in dossier.partnerschappen}
    if onbekend:
        raise Ongeldig(f"Dit gesprek kent geen partnerschap {', '.join(sorted(onbekend))}. Voeg het eerst toe.")
    _require_same_leiding(dossier, deelnemer, ports)
    _require_still_anonymous(dossier, deelnemer)
    daad = _daad("save_deelnemer", str(deelnemer.nummer), wie, ports, dossier.sessie)
    return ports.sessies.save_deelnemer(sessie_id, deelnemer, gelezen=gelezen, daad=daad)


def _require_same_leiding(dossier: Dossier, deelnemer: Deelnemer, ports: Ports) -> None:
    # Who leads never changes in passing: for somebody who came in, sharing the lead is a service of its own.
    nu = next((ander for ander in dossier.deelnemers if ander.nummer == deelnemer.nummer), None)
    if nu is None or (nu.sessierol is Sessierol.FACILITATOR) == (deelnemer.sessierol is Sessierol.FACILITATOR):
        return
    if any(deelname.nummer == nu.nummer for deelname in ports.deelnames.list(dossier.sessie.id)):
        raise Ongeldig("Deze persoon doet al mee. De leiding deel je bij Uitnodigen; dan staat het ook in het logboek.")


def _require_still_anonymous(dossier: Dossier, deelnemer: Deelnemer) -> None:
    # An anonymous inbreng that moves to another column tells whose it is.
    nu = next((ander for ander in dossier.deelnemers if ander.nummer == deelnemer.nummer), None)
    if nu and nu.namens[:1] != deelnemer.namens[:1] and list_anoniem(dossier, nu.nummer):
        raise Ongeldig(
            "Deze deelnemer schreef iets anoniems. Een ander partnerschap zou verraden wat; daarom blijft het eerste "
            "partnerschap staan. Een tweede erbij kan wel."
        )


def delete_deelnemer(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Take a participant out, as long as nothing was contributed or voted: nothing is lost by a click.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig when there is inbreng, or a vote in a closed poll.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    sessie = dossier.sessie
    require(wie, Handeling.INRICHTEN, sessie)
    if any(tekst.plek.deelnemer == nummer and tekst.tekst.strip() for tekst in dossier.teksten.values()):
        raise Ongeldig("Deze deelnemer schreef al inbreng en blijft daarom staan. Trek zo nodig de toegang in.")
    if gesloten := list_uitslagen_met(dossier, nummer):
        raise Ongeldig(
            f"Deelnemer {nummer} heeft gestemd in peiling {', '.join(gesloten)} en blijft daarom staan. "
            "Wie er niet (meer) was, zet je op afwezig."
        )
    ports.sessies.delete_deelnemer(sessie_id, nummer, daad=_daad("delete_deelnemer", str(nummer), wie, ports, sessie))


def suggest_code(naam: str, bezet: Collection[str]) -> str:
    """A short code for a partnership: its initials, made unique. 'Leerwerkplaats Zilver Waard' gives LZW."""
    ascii_naam = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()
    woorden = re.findall(r"[A-Za-z0-9]+", ascii_naam)
    letters = "".join(woord[0] for woord in woorden) if len(woorden) > 1 else "".join(woorden)[:3]
    basis = letters.upper()[:6] or "P"
    kandidaten = (basis, *(f"{basis}{n}" for n in range(2, 100)))
    return next(code for code in kandidaten if code not in bezet)


def explain(fout: ValidationError) -> str:
    """What is wrong with what somebody filled in, in Dutch, one sentence per fault."""
    return "\n".join(dict.fromkeys(describe_field(fout.title, detail) for detail in fout.errors()))


def _daad(handeling: str, onderwerp: str, wie: Wie, ports: Ports, geoordeeld: Sessie | None = None) -> Daad:
    stand = geoordeeld.stand if geoordeeld else None
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=stand)
