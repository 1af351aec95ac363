"""Bringing sessions in from the exchange format, whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import UUID

from gesprekskaart.account import Account, Wie
from gesprekskaart.bestand import from_bestand, require_reeksen
from gesprekskaart.bestandsfouten import find_nummer_faults
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietAangemeld, NietGevonden, Ongeldig, SessieOnbekend
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import find_sessierol
from gesprekskaart.sessie import Sessie, Sessierol
from gesprekskaart.uitwisseling import Sessiebestand, Uitwisselingsbestand
from gesprekskaart.verslag import Versie
from gesprekskaart.voorbeelden import voorbeelden


def import_sessie(wie: Wie, bestand: Sessiebestand, *, ports: Ports, new_id: Callable[[], UUID]) -> UUID:
    """Add one session from a file under a new id, led by whoever imports it. Raises as `import_bestand`."""
    (id,) = import_bestand(wie, Uitwisselingsbestand(sessies=(bestand,)), ports=ports, new_id=new_id)
    return id


def import_bestand(
    wie: Wie, bestand: Uitwisselingsbestand, *, ports: Ports, new_id: Callable[[], UUID]
) -> tuple[UUID, ...]:
    """Add the sessions of a file under new ids, led by whoever imports them; gives these in the order of the file.

    What follows up another session in the file, or one here that this person leads, follows it here as well. Anything
    else that a session says to follow stays behind: whoever merely knows an id must not get to read that session.
    Everything is judged before the first is written. Each is a transaction of its own.

    Raises NietAangemeld, Ongeldig (unknown card, ids that do not exist, a version that was tampered with, a series that
    runs in a circle, a number that means something else in its series).
    """
    if wie.account is None:
        raise NietAangemeld
    require_reeksen(bestand)
    nieuw: dict[UUID | None, Sessie] = {}
    dossiers: dict[int, tuple[Dossier, tuple[Versie, ...]]] = {}
    for plaats in _order(bestand):
        sessiebestand = bestand.sessies[plaats]
        dossier, versies = _read(wie.account, sessiebestand, ports, new_id)
        vorige = nieuw.get(sessiebestand.vorige) or _find_own(wie, sessiebestand, ports)
        if vorige is not None:
            sessie = dossier.sessie.model_copy(update={"vorige": vorige.id, "reeks": vorige.reeks_id})
            dossier = dossier.model_copy(update={"sessie": sessie})
        if sessiebestand.id is not None:
            nieuw[sessiebestand.id] = dossier.sessie
        dossiers[plaats] = dossier, versies
    daad = Daad(handeling="import_sessie", wie=wie.kenmerk, op=ports.now())
    for dossier, versies in dossiers.values():
        ports.sessies.add_dossier(dossier, versies, daad=daad)
    return tuple(dossiers[plaats][0].sessie.id for plaats in range(len(bestand.sessies)))


def _order(bestand: Uitwisselingsbestand) -> list[int]:
    """The places of the sessions in the file, each after the one that it follows up."""
    plaatsen = {sessie.id: plaats for plaats, sessie in enumerate(bestand.sessies) if sessie.id is not None}
    volgorde: dict[int, None] = {}
    for plaats in range(len(bestand.sessies)):
        pad = [plaats]
        while (vorige := bestand.sessies[pad[-1]].vorige) in plaatsen:
            pad.append(plaatsen[vorige])
        volgorde.update(dict.fromkeys(reversed(pad)))
    return list(volgorde)


def _read(
    account: Account, bestand: Sessiebestand, ports: Ports, new_id: Callable[[], UUID]
) -> tuple[Dossier, tuple[Versie, ...]]:
    try:
        kaart = ports.kaarten.get(bestand.kaart.id, bestand.kaart.versie)
    except NietGevonden as fout:
        raise Ongeldig(
            f"Het gesprek ‘{bestand.gesprek.titel}’ gebruikt kaart {bestand.kaart.id} versie {bestand.kaart.versie}, "
            "en die is hier niet bekend. Voeg haar eerst toe met: gesprekskaart kaart add BESTAND"
        ) from fout
    zout = secrets.token_hex(16)
    return from_bestand(bestand, kaart, id=new_id(), now=ports.now(), facilitators=(account.id,), zout=zout)


def _find_own(wie: Wie, bestand: Sessiebestand, ports: Ports) -> Sessie | None:
    """The session here that this one follows up; None for any that this person does not lead."""
    if bestand.vorige is None:
        return None
    try:
        vorige = ports.sessies.get(bestand.vorige)
    except SessieOnbekend:
        return None
    if find_sessierol(wie, vorige) is not Sessierol.FACILITATOR:
        return None
    reeks = ports.reeksen.list(vorige.reeks_id)
    if vervolg := next((sessie for sessie in reeks if sessie.vorige == vorige.id), None):
        raise Ongeldig(
            f"Het gesprek ‘{bestand.gesprek.titel}’ volgt op ‘{vorige.gesprek.titel}’, en dat heeft hier al een "
            f"vervolg: ‘{vervolg.gesprek.titel}’. Haal ‘vorige’ uit het bestand om het los in te lezen."
        )
    if fouten := list(find_nummer_faults(bestand, ports.reeksen.list_nummers(vorige.reeks_id))):
        raise Ongeldig(
            f"Het gesprek ‘{bestand.gesprek.titel}’ past niet achter ‘{vorige.gesprek.titel}’:\n"
            + "\n".join(f"- {fout}" for fout in fouten)
        )
    return vorige


def load_voorbeelden(wie: Wie, *, ports: Ports, new_id: Callable[[], UUID]) -> tuple[UUID, ...]:
    """Add the worked examples that ship with the product. Raises NietAangemeld."""
    return import_bestand(wie, Uitwisselingsbestand(sessies=tuple(voorbeelden())), ports=ports, new_id=new_id)
