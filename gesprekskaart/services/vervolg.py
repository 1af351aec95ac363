"""The way forward: agreements, actions and the recommendations' check."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, may, require
from gesprekskaart.sessie import Stand
from gesprekskaart.stroom import SCHREEF_TEKST
from gesprekskaart.tekst import Tekst, TekstSoort
from gesprekskaart.vervolg import Actie, Afspraak, Toets, Vervolgstuk, Verwijderd


def add_afspraak(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Afspraak:
    """A new, empty agreement with the next number; its text is written in place. Raises as `require`."""
    dossier = _open(wie, sessie_id, ports)
    jaar = (dossier.sessie.gesprek.datum or ports.now().date()).year
    volgnummer = ports.reeksen.list_nummers(dossier.sessie.reeks_id).hoogste_afspraak + 1
    afspraak = Afspraak(nummer=f"{jaar}-{volgnummer:02d}")
    daad = _daad("add_afspraak", afspraak.nummer, wie, ports)
    return ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=0, daad=daad)


def save_afspraak(wie: Wie, sessie_id: UUID, afspraak: Afspraak, *, ports: Ports) -> Afspraak:
    """Change an agreement that was read at `afspraak.revisie`.

    Raises as `require`, IntussenGewijzigd, NietGevonden (taken out meanwhile), Ongeldig (a source that is not there,
    or that came from this agreement).
    """
    dossier = _open(wie, sessie_id, ports)
    _require_present(dossier, afspraak)
    _require_bronnen(dossier, afspraak)
    daad = _daad("save_afspraak", afspraak.nummer, wie, ports)
    return ports.vervolg.save_afspraak(sessie_id, afspraak, gelezen=afspraak.revisie, daad=daad)


def delete_afspraak(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Take an agreement out; `restore_afspraak` brings it back.

    Raises as `require`, NietGevonden, Ongeldig once a version has it, or when it came from the conversation before.
    """
    terug = _open(wie, sessie_id, ports).terugblik
    _refuse_when_carried(f"Afspraak {nummer}", terug is not None and nummer in {a.nummer for a in terug.afspraken})
    bevroren = {afspraak.nummer for versie in ports.verslagen.list(sessie_id) for afspraak in versie.inhoud.afspraken}
    _refuse_when_frozen(f"Afspraak {nummer}", nummer in bevroren)
    ports.vervolg.delete_afspraak(sessie_id, nummer, daad=_daad("delete_afspraak", nummer, wie, ports))


def add_actie(wie: Wie, sessie_id: UUID, *, afspraak: str | None = None, ports: Ports) -> Actie:
    """A new, empty action with the next number. Raises as `require`, Ongeldig when the agreement is not there."""
    dossier = _open(wie, sessie_id, ports)
    actie = Actie(nummer=_next_actie(dossier, ports), afspraak=afspraak)
    _require_afspraak(dossier, actie)
    daad = _daad("add_actie", actie.nummer, wie, ports)
    return ports.vervolg.save_actie(sessie_id, actie, gelezen=0, daad=daad)


def add_actie_for(wie: Wie, sessie_id: UUID, aanbeveling: str, *, ports: Ports, new_id: Callable[[], UUID]) -> Actie:
    """A new action out of a recommendation, with what the group said it does about that as its text.

    Raises as `require`, Ongeldig when the card has no such recommendation.
    """
    dossier = _open(wie, sessie_id, ports)
    _require_aanbeveling(dossier, aanbeveling)
    actie = Actie(nummer=_next_actie(dossier, ports), bronnen=(aanbeveling,))
    actie = ports.vervolg.save_actie(sessie_id, actie, gelezen=0, daad=_daad("add_actie", actie.nummer, wie, ports))
    aanpak = dossier.tekst(TekstSoort.AANPAK, aanbeveling)
    if aanpak.strip():
        tekst = Tekst(plek=actie.plek, tekst=aanpak, revisie=1, door=wie.aanduiding, op=ports.now())
        daad = _daad(SCHREEF_TEKST, str(actie.plek), wie, ports)
        ports.teksten.save(sessie_id, tekst, gelezen=0, save_id=new_id(), daad=daad)
    return actie


def save_actie(wie: Wie, sessie_id: UUID, actie: Actie, *, ports: Ports) -> Actie:
    """Change an action that was read at `actie.revisie`.

    Raises as `require`, IntussenGewijzigd, NietGevonden (taken out meanwhile), Ongeldig (an agreement, source or
    participant that is not there).
    """
    dossier = _open(wie, sessie_id, ports)
    _require_present(dossier, actie)
    _require_afspraak(dossier, actie)
    _require_bronnen(dossier, actie)
    if actie.deelnemer is not None and actie.deelnemer not in {d.nummer for d in dossier.deelnemers}:
        raise Ongeldig(f"Deelnemer {actie.deelnemer} staat niet (meer) in dit gesprek. Kies wie {actie.naam} doet.")
    daad = _daad("save_actie", actie.nummer, wie, ports)
    return ports.vervolg.save_actie(sessie_id, actie, gelezen=actie.revisie, daad=daad)


def delete_actie(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Take an action out; `restore_actie` brings it back.

    Raises as `require`, NietGevonden, Ongeldig once a version has it, or when it came from the conversation before.
    """
    terug = _open(wie, sessie_id, ports).terugblik
    _refuse_when_carried(f"Actie {nummer}", terug is not None and nummer in {a.nummer for a in terug.acties})
    bevroren = {actie.nummer for versie in ports.verslagen.list(sessie_id) for actie in versie.inhoud.acties}
    _refuse_when_frozen(f"Actie {nummer}", nummer in bevroren)
    ports.vervolg.delete_actie(sessie_id, nummer, daad=_daad("delete_actie", nummer, wie, ports))


def list_verwijderd(wie: Wie, dossier: Dossier, *, ports: Ports) -> tuple[Verwijderd, ...]:
    """What can still be put back, the last one first; nothing for whoever may not."""
    sessie = dossier.sessie
    if not dossier.verwijderd or not may(wie, Handeling.AFSPREKEN, sessie):
        return ()
    versies = ports.verslagen.list(sessie.id)
    return tuple(weg for weg in reversed(dossier.verwijderd) if not versies or weg.op > versies[-1].bevroren_op)


def restore_afspraak(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Put an agreement back, with its texts and actions.

    Raises as `require`, NietGevonden, Ongeldig once a version was frozen without it, or its option is off the list.
    """
    _require_restorable(wie, sessie_id, Afspraak(nummer=nummer), ports)
    _require_keuzes(ports.sessies.get_dossier(sessie_id), nummer)
    ports.vervolg.restore_afspraak(sessie_id, nummer, daad=_daad("restore_afspraak", nummer, wie, ports))


def restore_actie(wie: Wie, sessie_id: UUID, nummer: str, *, ports: Ports) -> None:
    """Put an action back, with its text. Raises as `restore_afspraak`."""
    _require_restorable(wie, sessie_id, Actie(nummer=nummer), ports)
    ports.vervolg.restore_actie(sessie_id, nummer, daad=_daad("restore_actie", nummer, wie, ports))


def save_toets(wie: Wie, sessie_id: UUID, toets: Toets, *, ports: Ports) -> Toets:
    """Judge a recommendation. Raises as `require`, IntussenGewijzigd, Ongeldig when the card has none such."""
    dossier = _open(wie, sessie_id, ports)
    _require_aanbeveling(dossier, toets.aanbeveling)
    bestaat = any(eerdere.aanbeveling == toets.aanbeveling for eerdere in dossier.toetsen)
    daad = _daad("save_toets", toets.aanbeveling, wie, ports)
    return ports.vervolg.save_toets(sessie_id, toets, gelezen=toets.revisie if bestaat else 0, daad=daad)


def _open(wie: Wie, sessie_id: UUID, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.AFSPREKEN, dossier.sessie)
    return dossier


def _require_aanbeveling(dossier: Dossier, id: str) -> None:
    if id not in {aanbeveling.id for aanbeveling in dossier.kaart.aanbevelingen}:
        raise Ongeldig(f"De kaart van dit gesprek heeft geen aanbeveling ‘{id}’.")


def _require_afspraak(dossier: Dossier, actie: Actie) -> None:
    eerder = dossier.terugblik.afspraken if dossier.terugblik else ()
    if actie.afspraak is not None and actie.afspraak not in {a.nummer for a in (*dossier.afspraken, *eerder)}:
        raise Ongeldig(
            f"Afspraak {actie.afspraak} bestaat niet (meer). Kies een andere afspraak bij actie {actie.nummer}."
        )


def _require_present(dossier: Dossier, stuk: Vervolgstuk) -> None:
    if any(weg.stuk.plek == stuk.plek for weg in dossier.verwijderd):
        raise NietGevonden(f"{stuk.naam} is intussen verwijderd. Zet haar eerst terug; daarna kun je haar wijzigen.")


def _require_bronnen(dossier: Dossier, stuk: Vervolgstuk) -> None:
    """Only of what is new: a source that was taken out since is no reason to refuse another change."""
    alle: tuple[Vervolgstuk, ...] = (*dossier.afspraken, *dossier.acties)
    eerder = {bron for vorige in alle if vorige.plek == stuk.plek for bron in vorige.bronnen}
    herkomst = make_herkomst(dossier.kaart, dossier)
    onbekend = [bron for bron in stuk.bronnen if bron not in eerder and not herkomst.is_bekend(bron)]
    if onbekend:
        raise Ongeldig(f"‘{onbekend[0]}’ bestaat niet (meer) in dit gesprek. Kies waar {stuk.naam} uit voortkomt.")
    if isinstance(stuk, Afspraak):
        andere = tuple(stuk if afspraak.nummer == stuk.nummer else afspraak for afspraak in dossier.afspraken)
        nieuw = make_herkomst(dossier.kaart, dossier.model_copy(update={"afspraken": andere}))
        if nieuw.is_kring(stuk.nummer):
            raise Ongeldig(f"Zo komt {stuk.naam} uit zichzelf voort. Haal een van de bronnen weg.")


def _require_restorable(wie: Wie, sessie_id: UUID, stuk: Vervolgstuk, ports: Ports) -> None:
    dossier = _open(wie, sessie_id, ports)
    herstelbaar = {weg.stuk.plek for weg in list_verwijderd(wie, dossier, ports=ports)}
    if stuk.plek not in herstelbaar and stuk.plek in {weg.stuk.plek for weg in dossier.verwijderd}:
        raise Ongeldig(f"{stuk.naam} is verwijderd voordat het verslag is bevroren, en blijft weg.")


def _require_keuzes(dossier: Dossier, nummer: str) -> None:
    # An option on which an agreement rests stays on the list; the agreement was away when this one was taken off.
    bronnen = {bron for weg in dossier.verwijderd if weg.stuk.nummer == nummer for bron in weg.stuk.bronnen}
    weg = [keuze.nummer for keuze in dossier.keuzemogelijkheden if keuze.verwijderd and keuze.nummer in bronnen]
    if weg:
        raise Ongeldig(
            f"Afspraak {nummer} komt voort uit {weg[0]}, en die is van de lijst. "
            f"Zet {weg[0]} eerst terug bij Keuzemogelijkheden; daarna kan de afspraak terug."
        )


def _refuse_when_frozen(wat: str, bevroren: bool) -> None:
    # A number that partnerships have read in a version must not come back later with another text behind it.
    if bevroren:
        raise Ongeldig(f"{wat} staat in een bevroren versie en blijft bestaan. Zet de stand op ‘vervallen’.")


def _refuse_when_carried(wat: str, uit_vorige: bool) -> None:
    if uit_vorige:
        raise Ongeldig(f"{wat} komt uit het vorige gesprek en blijft bestaan. Zet de stand op ‘vervallen’.")


def _next_actie(dossier: Dossier, ports: Ports) -> str:
    return str(ports.reeksen.list_nummers(dossier.sessie.reeks_id).hoogste_actie + 1)


def _daad(handeling: str, onderwerp: str, wie: Wie, ports: Ports) -> Daad:
    # AFSPREKEN is allowed in this stand only.
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=Stand.GESPREK)
