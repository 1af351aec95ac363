"""Bringing sessions in from the exchange format, whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.bestand import from_bestand
from gesprekskaart.errors import NietAangemeld, NietGevonden, Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.uitwisseling import Sessiebestand
from gesprekskaart.voorbeelden import voorbeelden


def import_sessie(wie: Wie, bestand: Sessiebestand, *, ports: Ports, new_id: Callable[[], UUID]) -> UUID:
    """Add one session from a file under a new id, led by whoever imports it.

    Raises NietAangemeld, Ongeldig (unknown card, ids that do not exist, a version that was tampered with).
    """
    if wie.account is None:
        raise NietAangemeld
    try:
        kaart = ports.kaarten.get(bestand.kaart.id, bestand.kaart.versie)
    except NietGevonden as fout:
        raise Ongeldig(
            f"Het gesprek ‘{bestand.gesprek.titel}’ gebruikt kaart {bestand.kaart.id} versie {bestand.kaart.versie}, "
            "en die is hier niet bekend. Voeg haar eerst toe met: gesprekskaart kaart add BESTAND"
        ) from fout
    leiding, zout = (wie.account.id,), secrets.token_hex(16)
    dossier, versies = from_bestand(bestand, kaart, id=new_id(), now=ports.now(), facilitators=leiding, zout=zout)
    daad = Daad(handeling="import_sessie", wie=wie.kenmerk, op=ports.now())
    ports.sessies.add_dossier(dossier, versies, daad=daad)
    return dossier.sessie.id


def load_voorbeelden(wie: Wie, *, ports: Ports, new_id: Callable[[], UUID]) -> tuple[UUID, ...]:
    """Add the worked examples that ship with the product. Raises NietAangemeld."""
    return tuple(import_sessie(wie, bestand, ports=ports, new_id=new_id) for bestand in voorbeelden())
