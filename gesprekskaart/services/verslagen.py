"""The report: drawing a draft, freezing a version, and what the partnerships say of it."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.bestand import to_bestand
from gesprekskaart.bevriezen import make_inhoud, make_zegels
from gesprekskaart.dossier import LEEG, Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig, StandGewijzigd, VersieVervallen
from gesprekskaart.groep import Groepstand
from gesprekskaart.kalender import is_met_termijn, render_kalender
from gesprekskaart.logboek import Daad
from gesprekskaart.ondertekening import count_zwijgers
from gesprekskaart.pdf import render_verslag
from gesprekskaart.peiling import Peilingstand
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import leave_out_waiting
from gesprekskaart.services.peilingen import hide_stemmen
from gesprekskaart.services.rechten import Handeling, find_sessierol, require
from gesprekskaart.services.zegelen import find_verzegelde_pdf, make_verzegeling
from gesprekskaart.sessie import Sessie, Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.uitwisseling import Uitwisselingsbestand
from gesprekskaart.verslag import Inhoud, Reactie, Versie, Verslag
from gesprekskaart.wijzigingen import Wijziging, list_wijzigingen

Zout = Callable[[], str]
"""Makes a new random salt of at least 128 bits, in hex."""


_POGINGEN = 10
"""How often freezing begins anew when somebody writes meanwhile; one try takes some 50 ms."""


def _new_zout() -> str:
    return secrets.token_hex(16)


class Openstaand(NamedTuple):
    """What is not finished yet, and how it would stand in a version that is frozen now."""

    verborgen: tuple[tuple[str, int], ...]
    """Questions with inbreng that nobody revealed, and how much: it comes in no version."""
    leeg: tuple[str, ...]
    """Questions at which nothing was written, and that nobody marked as not discussed."""
    peilingen: tuple[str, ...]
    """Open ones: nothing can be frozen before these are closed."""
    groepen: tuple[str, ...]
    """Open ones: they may still be writing."""


class Document(NamedTuple):
    """A file to hand to somebody."""

    naam: str
    media_type: str
    data: bytes


def list_versies(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Versie, ...]:
    """The frozen versions, oldest first. Raises SessieOnbekend."""
    require(wie, Handeling.LEZEN, ports.sessies.get(sessie_id))
    return ports.verslagen.list(sessie_id)


def find_openstaand(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Openstaand:
    """What whoever is about to freeze should know. Raises SessieOnbekend, NietToegestaan."""
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.BEVRIEZEN, dossier.sessie)
    onthuld = dossier.regie.onthuld if dossier.regie else ()
    geschreven = Counter(
        tekst.plek.sleutel
        for tekst in dossier.teksten.values()
        if tekst.plek.soort is TekstSoort.INBRENG and tekst.tekst.strip()
    )
    vragen = dossier.kaart.vragen
    return Openstaand(
        verborgen=tuple((v.id, geschreven[v.id]) for v in vragen if geschreven[v.id] and v.id not in onthuld),
        leeg=tuple(v.id for v in vragen if dossier.vraagstand(v) is LEEG and not geschreven[v.id]),
        peilingen=_list_open(dossier),
        groepen=tuple(groep.titel for groep in dossier.groepen if groep.stand is Groepstand.OPEN),
    )


def _list_open(dossier: Dossier) -> tuple[str, ...]:
    return tuple(peiling.nummer for peiling in dossier.peilingen if peiling.stand is Peilingstand.OPEN)


def find_wijzigingen(wie: Wie, sessie_id: UUID, *, ports: Ports, new_zout: Zout = _new_zout) -> tuple[Wijziging, ...]:
    """What differs in what would be frozen now from the newest version; nothing before the first.

    Raises SessieOnbekend, NietToegestaan.
    """
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.LEZEN, dossier.sessie)
    eerdere = ports.verslagen.list(sessie_id)
    if not eerdere:
        return ()
    nu = _next_versie(wie, dossier, eerdere, new_zout, ports.now())
    return list_wijzigingen(eerdere[-1].inhoud, nu.inhoud)


def freeze(wie: Wie, sessie_id: UUID, *, termijn: datetime | None, ports: Ports, new_zout: Zout = _new_zout) -> Versie:
    """Freeze the conversation as the next version; from then on the session is in VERSLAG.

    What changed since the previous version is the text at `wijzigingen/<number of the new version>`.

    Raises SessieOnbekend, NietToegestaan, Ongeldig (term not in the future, or none while silence is consent; a poll
    that is open; from version 2 on: no word about what changed; nothing changed at all), IntussenGewijzigd,
    StandGewijzigd (people kept on writing all the while).
    """
    for _ in range(_POGINGEN - 1):
        # What was confirmed as saved must be in the version: whoever wrote just now makes us read again.
        with suppress(StandGewijzigd):
            return _freeze_once(wie, sessie_id, termijn, ports, new_zout)
    return _freeze_once(wie, sessie_id, termijn, ports, new_zout)


def _freeze_once(wie: Wie, sessie_id: UUID, termijn: datetime | None, ports: Ports, new_zout: Zout) -> Versie:
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.BEVRIEZEN, dossier.sessie)
    _require_closed(dossier)
    eerdere, nu = ports.verslagen.list(sessie_id), ports.now()
    if termijn is not None and termijn <= nu:
        raise Ongeldig("De reactietermijn ligt in het verleden. Kies een dag vanaf morgen.")
    if termijn is None and dossier.sessie.gesprek.zwijgen_is_instemmen:
        raise Ongeldig(
            "Jullie spraken af dat wie binnen de reactietermijn niet reageert, als akkoord geldt. "
            "Vul in tot en met welke dag er gereageerd kan worden."
        )
    versie = _next_versie(wie, dossier, eerdere, new_zout, nu)
    wijzigingen = dossier.tekst(TekstSoort.WIJZIGINGEN, str(versie.nummer)).strip()
    _require_change(versie, eerdere, wijzigingen)
    versie = versie.model_copy(update={"termijn": termijn, "wijzigingen": wijzigingen})
    sessie = dossier.sessie.model_copy(update={"stand": Stand.VERSLAG})
    daad = Daad(handeling="freeze", onderwerp=f"versie/{versie.nummer}", wie=wie.kenmerk, op=nu, na=dossier.nummer)
    ports.verslagen.add_versie(versie, sessie, gelezen=dossier.sessie.revisie, daad=daad)
    return versie


def _require_closed(dossier: Dossier) -> None:
    if open_ := _list_open(dossier):
        raise Ongeldig(f"Peiling {', '.join(open_)} is nog open. Sluit haar eerst; dan komt de uitslag in het verslag.")


def undo_heropenen(wie: Wie, sessie_id: UUID, *, ports: Ports, new_zout: Zout = _new_zout) -> Sessie:
    """Back to the newest version, as long as nothing was changed since: reopening may have been a slip.

    What was established is so again, under the seal that it has. Raises SessieOnbekend, NietToegestaan, Ongeldig
    (something was changed since, a poll is open, there is no version), IntussenGewijzigd, StandGewijzigd.
    """
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.BEVRIEZEN, dossier.sessie)
    _require_closed(dossier)
    versies, nu = ports.verslagen.list(sessie_id), ports.now()
    if not versies:
        raise Ongeldig("Er is nog geen versie om naar terug te gaan.")
    laatste = versies[-1]
    heropend = ports.logboek.list_about(sessie_id, [Stand.GESPREK.value])
    # What a board decided after freezing stands in no version: so what counts first is that nothing was done since.
    gedaan = not heropend or heropend[-1].nummer < dossier.nummer
    if gedaan and _next_versie(wie, dossier, versies, new_zout, nu).vingerafdruk != laatste.vingerafdruk:
        raise Ongeldig(
            f"Sinds versie {laatste.nummer} is er iets gewijzigd. Bij ‘Bevriezen als versie {laatste.nummer + 1}’ "
            "zie je wat. Zet dat terug, of bevries de nieuwe versie."
        )
    was = Stand.VASTGESTELD if find_vastgesteld(versies, laatste.nummer, ports=ports) else Stand.VERSLAG
    onderwerp = f"versie/{laatste.nummer}"
    daad = Daad(handeling="undo_heropenen", onderwerp=onderwerp, wie=wie.kenmerk, op=nu, na=dossier.nummer)
    return ports.sessies.save(
        dossier.sessie.model_copy(update={"stand": was}), gelezen=dossier.sessie.revisie, daad=daad
    )


def _next_versie(wie: Wie, dossier: Dossier, eerdere: tuple[Versie, ...], new_zout: Zout, nu: datetime) -> Versie:
    # The salts stay the same over versions: equal conversations then have equal fingerprints, so that a version
    # that changes nothing can be told from one that does.
    bekend = {(zegel.nummer, zegel.naam): zegel.zout for versie in eerdere for zegel in versie.namen}
    zegels = tuple(
        zegel.model_copy(update={"zout": bekend.get((zegel.nummer, zegel.naam), zegel.zout)})
        for zegel in make_zegels(dossier, new_zout)
    )
    inhoud = make_inhoud(dossier, zegels)
    return Versie(
        sessie_id=dossier.sessie.id,
        nummer=len(eerdere) + 1,
        inhoud=inhoud,
        vingerafdruk=inhoud.vingerafdruk,
        namen=zegels,
        bevroren_op=nu,
        bevroren_door=wie.aanduiding,
    )


def _require_change(versie: Versie, eerdere: tuple[Versie, ...], wijzigingen: str) -> None:
    if not eerdere:
        return
    if versie.vingerafdruk == eerdere[-1].vingerafdruk:
        raise Ongeldig(f"Er is niets gewijzigd sinds versie {eerdere[-1].nummer}; een nieuwe versie is niet nodig.")
    if not wijzigingen:
        raise Ongeldig(
            f"Schrijf op wat er sinds versie {eerdere[-1].nummer} is gewijzigd; de partnerschappen lezen dat."
        )


def record_reactie(wie: Wie, sessie_id: UUID, nummer: int, reactie: Reactie, *, ports: Ports) -> None:
    """Record what one partnership says of the newest version. Earlier reactions are kept; the last counts.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, VersieVervallen, Ongeldig (not a partnership of this version).
    """
    require(wie, Handeling.REACTIE_VASTLEGGEN, ports.sessies.get(sessie_id))
    versies = ports.verslagen.list(sessie_id)
    versie = find_versie(versies, nummer)
    if versie is not versies[-1]:
        raise VersieVervallen
    if reactie.partnerschap not in {p.code for p in versie.inhoud.partnerschappen}:
        raise Ongeldig(f"{reactie.partnerschap} doet in versie {nummer} niet mee.")
    onderwerp = f"versie/{nummer}/{reactie.partnerschap}"
    daad = Daad(handeling="record_reactie", onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=Stand.VERSLAG)
    ports.verslagen.add_reactie(sessie_id, nummer, reactie, daad=daad)


def establish(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Sessie:
    """Establish the newest version: seal it, and keep the sealed file and the new stand together, or neither.

    Raises SessieOnbekend, NietToegestaan, OpslagFout (there is no usable key), IntussenGewijzigd, StandGewijzigd
    (reactions kept on coming in all the while).
    """
    for _ in range(_POGINGEN - 1):
        # A reaction that was confirmed as recorded must be in the file: whoever reacted just now makes us draw again.
        with suppress(StandGewijzigd):
            return _establish_once(wie, sessie_id, ports)
    return _establish_once(wie, sessie_id, ports)


def _establish_once(wie: Wie, sessie_id: UUID, ports: Ports) -> Sessie:
    dossier = ports.sessies.get_dossier(sessie_id)
    sessie = dossier.sessie
    require(wie, Handeling.VASTSTELLEN, sessie)
    vastgesteld = sessie.model_copy(update={"stand": Stand.VASTGESTELD})
    wat = {"handeling": Handeling.VASTSTELLEN.name.lower(), "onderwerp": Stand.VASTGESTELD.value}
    daad = Daad(**wat, wie=wie.kenmerk, op=ports.now(), na=dossier.nummer)
    versies = ports.verslagen.list(sessie_id)
    if not versies:
        return ports.sessies.save(vastgesteld, gelezen=sessie.revisie, daad=daad)
    verslag = make_verslag(wie, sessie_id, versies[-1].nummer, ports=ports)
    verslag = verslag.model_copy(update={"vastgesteld_op": daad.op})
    verzegeling = make_verzegeling(verslag, versies[-1], ports=ports)
    return ports.verzegelingen.establish(verzegeling, vastgesteld, gelezen=sessie.revisie, daad=daad)


def make_verslag(wie: Wie, sessie_id: UUID, nummer: int | None, *, ports: Ports) -> Verslag:
    """A frozen version, or with None the draft as the conversation stands now. Raises SessieOnbekend, NietGevonden."""
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.LEZEN, dossier.sessie)
    versies = ports.verslagen.list(sessie_id)
    if nummer is None:
        # A draft is for reading only: names are shown from the dossier and no salts are spent on it.
        namen = {deelnemer.nummer: deelnemer.naam for deelnemer in dossier.deelnemers if deelnemer.naam}
        inhoud = make_inhoud(dossier, ())
        overigen = tuple(_walk_namen(dossier))
        return Verslag(inhoud=inhoud, namen=namen, overigen=overigen, eerdere=versies, gemaakt_op=ports.now())
    return find_verslag(dossier, versies, nummer, ports=ports)


def find_verslag(dossier: Dossier, versies: tuple[Versie, ...], nummer: int, *, ports: Ports) -> Verslag:
    """One of these versions of a conversation, as it is drawn. Raises NietGevonden."""
    versie = find_versie(versies, nummer)
    definitief = dossier.sessie.stand is Stand.VASTGESTELD and versie is versies[-1]
    return Verslag(
        inhoud=versie.inhoud,
        namen={zegel.nummer: zegel.naam for zegel in versie.namen},
        overigen=tuple(_walk_namen(dossier)),
        versie=versie,
        eerdere=tuple(eerdere for eerdere in versies if eerdere.nummer < nummer),
        zwijgers=count_zwijgers(dossier.ondertekenaars, versie, ports.ondertekening.list_berichten(versie.sessie_id)),
        definitief=definitief,
        vastgesteld_op=find_vastgesteld(versies, nummer, ports=ports) if definitief else None,
        gemaakt_op=versie.bevroren_op,
    )


def _walk_namen(dossier: Dossier) -> Iterator[str]:
    yield from (deelnemer.naam for deelnemer in dossier.deelnemers if deelnemer.naam)
    yield from (ondertekenaar.naam for ondertekenaar in dossier.ondertekenaars if ondertekenaar.naam)


def find_vastgesteld(versies: tuple[Versie, ...], nummer: int, *, ports: Ports) -> datetime | None:
    """When one of these versions was established, also if it was reopened since; None when the log has nothing of it.

    Raises NietGevonden.
    """
    versie = find_versie(versies, nummer)
    tot = next((later.bevroren_op for later in versies if later.nummer > nummer), None)
    regels = ports.logboek.list_about(versie.sessie_id, [Stand.VASTGESTELD.value])
    momenten = [regel.daad.op for regel in regels]
    return next((op for op in reversed(momenten) if versie.bevroren_op <= op and (tot is None or op <= tot)), None)


def make_pdf(wie: Wie, sessie_id: UUID, nummer: int | None, *, ports: Ports) -> Document:
    """The report as PDF: a version (once established: as it was sealed), or with None the draft.

    Raises SessieOnbekend, NietToegestaan, NietGevonden.
    """
    require(wie, Handeling.EXPORTEREN, ports.sessies.get(sessie_id))
    verslag = make_verslag(wie, sessie_id, nummer, ports=ports)
    naam = f"{file_stem(verslag.inhoud.gesprek.titel)}-{f'versie-{nummer}' if nummer else 'concept'}.pdf"
    data = find_verzegelde_pdf(wie.kenmerk, verslag, ports=ports) or render_verslag(verslag)
    return Document(naam, "application/pdf", data)


def make_json(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Document:
    """The session with its versions in the exchange format; mail addresses only for whoever leads.

    Raises SessieOnbekend, NietToegestaan.
    """
    dossier = leave_out_waiting(ports.sessies.get_dossier(sessie_id), ports=ports)
    require(wie, Handeling.EXPORTEREN, dossier.sessie)
    versies = ports.verslagen.list(sessie_id)
    if find_sessierol(wie, dossier.sessie) is not Sessierol.FACILITATOR:
        zonder = tuple(wie_tekent.model_copy(update={"email": ""}) for wie_tekent in dossier.ondertekenaars)
        dossier = dossier.model_copy(update={"ondertekenaars": zonder})
    bestand = Uitwisselingsbestand(sessies=(to_bestand(hide_stemmen(wie, dossier), versies),))
    data = json.dumps(bestand.model_dump(mode="json"), ensure_ascii=False, indent=2).encode() + b"\n"
    return Document(f"{file_stem(dossier.sessie.gesprek.titel)}.json", "application/json", data)


def make_kalender(wie: Wie, sessie_id: UUID, nummer: int | None, *, ports: Ports) -> Document:
    """The terms of actions as a calendar file: those of a version, or with None as they are now.

    Raises SessieOnbekend, NietToegestaan, NietGevonden, Ongeldig (there are none).
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.EXPORTEREN, dossier.sessie)
    inhoud = make_inhoud(dossier, ()) if nummer is None else find_versie(ports.verslagen.list(sessie_id), nummer).inhoud
    if not any(map(is_met_termijn, inhoud.acties)):
        raise Ongeldig("Er is nog geen actie met een termijn. Leg bij Way Forward vast wanneer een actie klaar is.")
    herkomst = "zoals het nu staat" if nummer is None else f"versie {nummer}"
    revisies = {actie.nummer: actie.revisie for actie in dossier.acties}
    data = render_kalender(sessie_id, inhoud, herkomst, revisies, ports.now())
    return Document(name_document(inhoud, "termijnen.ics"), "text/calendar", data)


def find_versie(versies: tuple[Versie, ...], nummer: int) -> Versie:
    """The version with this number. Raises NietGevonden, in words for whoever asked for it."""
    for versie in versies:
        if versie.nummer == nummer:
            return versie
    raise NietGevonden(f"Versie {nummer} van dit verslag bestaat niet. Kies een versie op het scherm Verslag.")


def name_document(inhoud: Inhoud, einde: str) -> str:
    """What a file of this conversation is called."""
    return f"{file_stem(inhoud.gesprek.titel)}-{einde}"


def file_stem(titel: str) -> str:
    """What files about something of this title are called: letters and digits of whatever script, and hyphens."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in titel.lower())
    return "-".join(deel for deel in letters.split("-") if deel)[:60] or "verslag"
