"""What a board said after a version was frozen: a fact with a date, recorded without reopening the conversation.

It changes no frozen version; it stands with the afspraak, and a next version says it (besluit 0030).
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.verslag import Versie
from gesprekskaart.vervolg import Afspraak, Instemming, Instemmingstand

BESLOTEN = (Instemmingstand.INGESTEMD, Instemmingstand.NIET_INGESTEMD)
"""What a board can have said."""


class Nagekomen(NamedTuple):
    """What a board said of an afspraak after the version in which that stands."""

    afspraak: str
    instemming: Instemming


def record_instemming(
    wie: Wie, sessie_id: UUID, nummer: str, instemming: Instemming, *, gelezen: int, ports: Ports
) -> Afspraak:
    """Record what a board that an afspraak waits for decided, while the report is frozen.

    `gelezen` is the revision of the afspraak that was read. Raises as `require`, NietGevonden (no such afspraak),
    IntussenGewijzigd, Ongeldig (not one of its boards, no decision, no day or one to come, nobody who told it),
    ValidationError when it does not go with how firm the afspraak is.
    """
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.INSTEMMING_NOTEREN, dossier.sessie)
    afspraak = next((a for a in dossier.afspraken if a.nummer == nummer), None)
    if afspraak is None:
        raise NietGevonden(f"Afspraak {nummer} bestaat niet (meer).")
    _require_besluit(afspraak, instemming, ports)
    nieuw = tuple(instemming if i.bestuur == instemming.bestuur else i for i in afspraak.instemmingen)
    afspraak = Afspraak(**{**dict(afspraak), "instemmingen": nieuw})
    daad = Daad(
        handeling="record_instemming", onderwerp=nummer, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand
    )
    return ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=gelezen, daad=daad)


def _require_besluit(afspraak: Afspraak, instemming: Instemming, ports: Ports) -> None:
    if instemming.bestuur not in {i.bestuur for i in afspraak.instemmingen}:
        raise Ongeldig(f"{afspraak.naam} wacht niet op {instemming.bestuur}. Kies een bestuur dat erbij staat.")
    if instemming.stand not in BESLOTEN:
        raise Ongeldig("Kies wat het bestuur besloot: ingestemd of niet ingestemd.")
    if instemming.op is None:
        raise Ongeldig("Vul in op welke dag het bestuur besloot.")
    if instemming.op > ports.today():
        raise Ongeldig("Die dag komt nog. Noteer het besluit zodra het is genomen.")
    if not instemming.door.strip():
        raise Ongeldig("Vul in wie het besluit doorgaf: rol en organisatie.")


def list_nagekomen(dossier: Dossier, versie: Versie) -> tuple[Nagekomen, ...]:
    """What boards decided that this version does not say, in the order of its afspraken."""
    bevroren = {a.nummer: set(a.instemmingen) for a in versie.inhoud.afspraken}
    return tuple(
        Nagekomen(afspraak.nummer, instemming)
        for afspraak in dossier.afspraken
        for instemming in afspraak.instemmingen
        if instemming.stand in BESLOTEN and instemming not in bevroren.get(afspraak.nummer, set())
    )
