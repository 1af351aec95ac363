"""The way forward: agreements, actions and the recommendations' check."""

from __future__ import annotations

from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import Stand
from gesprekskaart.vervolg import Actie, Afspraak, Toets


def add_afspraak(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Afspraak:
    """A new, empty agreement with the next number; its text is written in place. Raises as `require`."""
    dossier = _open(wie, sessie_id, ports)
    jaar = (dossier.sessie.gesprek.datum or ports.now().date()).year
    volgnummer = ports.reeksen.list_nummers(dossier.sessie.reeks_id).hoogste_afspraak + 1
    afspraak = Afspraak(nummer=f"{jaar}-{volgnummer:02d}")
    daad = _daad("add_afspraak", afspraak.nummer, wie, ports)
    return ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=0, daad=daad)


def save_afspraak(wie: Wie, sessie_id: UUID, afspraak: Afspraak, *, ports: Ports) -> Afspraak:
    """Change an agreement that was read at `afspraak.revisie`. Raises as `require`, IntussenGewijzigd."""
    _open(wie, sessie_id, ports)
    daad = _daad("save_afspraak", afspraak.nummer, wie, ports)
    return ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=afspraak.revisie, daad=daad)


def delete_afspraak(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Remove an agreement with its text. Raises as `require`, NietGevonden, Ongeldig once a version has it."""
    terug = _open(wie, sessie_id, ports).terugblik
    _refuse_when_carried(f"Afspraak {nummer}", terug is not None and nummer in {a.nummer for a in terug.afspraken})
    bevroren = {afspraak.nummer for versie in ports.verslagen.list(sessie_id) for afspraak in versie.inhoud.afspraken}
    _refuse_when_frozen(f"Afspraak {nummer}", nummer in bevroren)
    ports.vervolg.delete_afspraak(sessie_id, nummer, daad=_daad("delete_afspraak", nummer, wie, ports))


def add_actie(wie: Wie, sessie_id: UUID, *, afspraak: str | None = None, ports: Ports) -> Actie:
    """A new, empty action with the next number. Raises as `require`, Ongeldig when the agreement is not there."""
    dossier = _open(wie, sessie_id, ports)
    volgnummer = ports.reeksen.list_nummers(dossier.sessie.reeks_id).hoogste_actie + 1
    actie = Actie(nummer=str(volgnummer), afspraak=afspraak)
    _require_afspraak(dossier, actie)
    daad = _daad("add_actie", actie.nummer, wie, ports)
    return ports.vervolg.save_actie(sessie_id, actie, gelezen=0, daad=daad)


def save_actie(wie: Wie, sessie_id: UUID, actie: Actie, *, ports: Ports) -> Actie:
    """Change an action that was read at `actie.revisie`. Raises as `require`, IntussenGewijzigd, Ongeldig."""
    _require_afspraak(_open(wie, sessie_id, ports), actie)
    daad = _daad("save_actie", actie.nummer, wie, ports)
    return ports.vervolg.save_actie(sessie_id, actie, gelezen=actie.revisie, daad=daad)


def delete_actie(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Remove an action with its text. Raises as `require`, NietGevonden, Ongeldig once a version has it."""
    terug = _open(wie, sessie_id, ports).terugblik
    _refuse_when_carried(f"Actie {nummer}", terug is not None and nummer in {a.nummer for a in terug.acties})
    bevroren = {actie.nummer for versie in ports.verslagen.list(sessie_id) for actie in versie.inhoud.acties}
    _refuse_when_frozen(f"Actie {nummer}", nummer in bevroren)
    ports.vervolg.delete_actie(sessie_id, nummer, daad=_daad("delete_actie", nummer, wie, ports))


def save_toets(wie: Wie, sessie_id: UUID, toets: Toets, *, ports: Ports) -> Toets:
    """Judge a recommendation. Raises as `require`, IntussenGewijzigd, Ongeldig when the card has none such."""
    dossier = _open(wie, sessie_id, ports)
    if toets.aanbeveling not in {aanbeveling.id for aanbeveling in dossier.kaart.aanbevelingen}:
        raise Ongeldig(f"De kaart van dit gesprek heeft geen aanbeveling ‘{toets.aanbeveling}’.")
    bestaat = any(eerdere.aanbeveling == toets.aanbeveling for eerdere in dossier.toetsen)
    daad = _daad("save_toets", toets.aanbeveling, wie, ports)
    return ports.vervolg.save_toets(sessie_id, toets, gelezen=toets.revisie if bestaat else 0, daad=daad)


def _open(wie: Wie, sessie_id: UUID, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.AFSPREKEN, dossier.sessie)
    return dossier


def _require_afspraak(dossier: Dossier, actie: Actie) -> None:
    eerder = dossier.terugblik.afspraken if dossier.terugblik else ()
    if actie.afspraak is not None and actie.afspraak not in {a.nummer for a in (*dossier.afspraken, *eerder)}:
        raise Ongeldig(
            f"Afspraak {actie.afspraak} bestaat niet (meer). Kies een andere afspraak bij actie {actie.nummer}."
        )


def _refuse_when_frozen(wat: str, bevroren: bool) -> None:
    # A number that partnerships have read in a version must not come back later with another text behind it.
    if bevroren:
        raise Ongeldig(f"{wat} staat in een bevroren versie en blijft bestaan. Zet de stand op ‘vervallen’.")


def _refuse_when_carried(wat: str, uit_vorige: bool) -> None:
    if uit_vorige:
        raise Ongeldig(f"{wat} komt uit het vorige gesprek en blijft bestaan. Zet de stand op ‘vervallen’.")


def _daad(handeling: str, onderwerp: str, wie: Wie, ports: Ports) -> Daad:
    # AFSPREKEN is allowed in this stand only.
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=Stand.GESPREK)
