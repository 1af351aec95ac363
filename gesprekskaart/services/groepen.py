"""Groups: making and changing them, letting them begin and closing them. What they write goes through teksten."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.groep import (
    MAX_GROEPEN,
    MIN_GROEPEN,
    Groep,
    Groepstand,
    Indeling,
    move_klok,
    place_leden,
    suggest_aantal,
)
from gesprekskaart.groep import make_groepen as make_indeling
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Klokzet
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import Aanwezigheid, Deelnemer, Sessierol

_WEG = (Aanwezigheid.AFWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT)


class Voorstel:
    """What the screen proposes before there are groups: who would be dealt, and over how many groups."""

    def __init__(self, mensen: tuple[Deelnemer, ...]) -> None:
        self.mensen = mensen
        self.aantal = suggest_aantal(len(mensen))


def propose(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Voorstel:
    """Who is to be dealt over groups: participants who are not absent, waiting or shown out. Raises as `require`."""
    return Voorstel(_list_mensen(_open(wie, sessie_id, Handeling.INDELEN, ports), ports))


def make_groepen(
    wie: Wie,
    sessie_id: UUID,
    indeling: Indeling,
    *,
    aantal: int,
    minuten: int,
    toeval: random.Random,
    ports: Ports,
) -> tuple[Groep, ...]:
    """Make groups, in place of those that are there, as long as none of those has written anything.

    Raises as `require`, IntussenGewijzigd, Ongeldig (no such number of groups, fewer people than that, or notes).
    """
    dossier = _open(wie, sessie_id, Handeling.INDELEN, ports)
    _require_no_notes(dossier, {groep.nummer for groep in dossier.groepen})
    mensen, themas = _list_mensen(dossier, ports), [vraag.id for vraag in dossier.kaart.vragen]
    if indeling is not Indeling.THEMA and not MIN_GROEPEN <= aantal <= MAX_GROEPEN:
        raise Ongeldig(f"Kies {MIN_GROEPEN} tot {MAX_GROEPEN} groepen.")
    te_weinig = len(mensen) < (len(themas) if indeling is Indeling.THEMA else aantal)
    if indeling is not Indeling.HAND and te_weinig:
        raise Ongeldig(
            f"Er zijn {len(mensen)} mensen om te verdelen; dat is minder dan één per groep. "
            "Nodig eerst mensen uit, of verdeel met de hand."
        )
    groepen = make_indeling(indeling, mensen, themas=themas, aantal=aantal, minuten=minuten, toeval=toeval)
    weg = {groep.nummer for groep in dossier.groepen}
    return ports.groepen.save(sessie_id, groepen, weg=weg, daad=_daad("make_groepen", wie, dossier, ports))


def add_groep(wie: Wie, sessie_id: UUID, *, ports: Ports) -> Groep:
    """One more group, empty. Raises as `require`, Ongeldig when there are enough."""
    dossier = _open(wie, sessie_id, Handeling.INDELEN, ports)
    if len(dossier.groepen) >= MAX_GROEPEN:
        raise Ongeldig(f"Meer dan {MAX_GROEPEN} groepen passen niet naast elkaar.")
    nummer = max((groep.nummer for groep in dossier.groepen), default=0) + 1
    minuten = {"minuten": dossier.groepen[-1].minuten} if dossier.groepen else {}
    (groep,) = ports.groepen.save(
        sessie_id, (Groep(nummer=nummer, **minuten),), daad=_daad("add_groep", wie, dossier, ports, nummer)
    )
    return groep


def save_groep(wie: Wie, sessie_id: UUID, groep: Groep, *, ports: Ports) -> None:
    """Change what a group is and who sits in it; who comes from another group leaves that one.

    Raises as `require`, NietGevonden, Ongeldig (no such person or theme), IntussenGewijzigd.
    """
    dossier = _open(wie, sessie_id, Handeling.INDELEN, ports)
    _find(dossier, groep.nummer)
    onbekend = set(groep.leden) - {deelnemer.nummer for deelnemer in dossier.deelnemers}
    if onbekend:
        raise Ongeldig("Een van deze mensen staat niet (meer) in dit gesprek. Ververs de pagina.")
    vreemd = set(groep.themas) - {vraag.id for vraag in dossier.kaart.vragen}
    if vreemd:
        raise Ongeldig(f"De kaart van dit gesprek heeft geen thema {', '.join(sorted(vreemd))}.")
    anders = place_leden(dossier.groepen, groep)
    ports.groepen.save(sessie_id, anders, daad=_daad("save_groep", wie, dossier, ports, groep.nummer))


def delete_groep(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Take a group away that has written nothing. Raises as `require`, NietGevonden, Ongeldig, Botsing."""
    dossier = _open(wie, sessie_id, Handeling.INDELEN, ports)
    _find(dossier, nummer)
    _require_no_notes(dossier, {nummer})
    ports.groepen.save(sessie_id, (), weg={nummer}, daad=_daad("delete_groep", wie, dossier, ports, nummer))


def begin_groepen(wie: Wie, sessie_id: UUID, nummers: Collection[int] = (), *, ports: Ports) -> None:
    """Open these groups (all when none is named), again if need be, and let their time run. Raises as `_change`."""
    nu = ports.now()

    def begin(groep: Groep) -> Groep:
        return move_klok(groep.model_copy(update={"stand": Groepstand.OPEN}), Klokzet.START, nu)

    _change(wie, sessie_id, nummers, "begin_groepen", begin, ports)


def close_groepen(wie: Wie, sessie_id: UUID, nummers: Collection[int] = (), *, ports: Ports) -> None:
    """Close these groups (all when none is named). Their notes stay, for everybody to read. Raises as `_change`."""
    nu = ports.now()

    def close(groep: Groep) -> Groep:
        return move_klok(groep.model_copy(update={"stand": Groepstand.GESLOTEN}), Klokzet.PAUZE, nu)

    _change(wie, sessie_id, nummers, "close_groepen", close, ports)


def start_klokken(wie: Wie, sessie_id: UUID, nummers: Collection[int] = (), *, ports: Ports) -> None:
    """Let the time of these groups (all when none is named) run. Raises as `_change`."""
    nu = ports.now()
    _change(wie, sessie_id, nummers, "start_klokken", lambda groep: move_klok(groep, Klokzet.START, nu), ports)


def pause_klokken(wie: Wie, sessie_id: UUID, nummers: Collection[int] = (), *, ports: Ports) -> None:
    """Stop the time of these groups (all when none is named). Raises as `_change`."""
    nu = ports.now()
    _change(wie, sessie_id, nummers, "pause_klokken", lambda groep: move_klok(groep, Klokzet.PAUZE, nu), ports)


def add_minuten(wie: Wie, sessie_id: UUID, nummers: Collection[int] = (), *, ports: Ports) -> None:
    """Give these groups (all when none is named) a minute more. Raises as `_change`."""
    nu = ports.now()
    _change(wie, sessie_id, nummers, "add_minuten", lambda groep: move_klok(groep, Klokzet.PLUS, nu), ports)


def _change(
    wie: Wie, sessie_id: UUID, nummers: Collection[int], wat: str, change: Callable[[Groep], Groep], ports: Ports
) -> None:
    """Raises as `require`, NietGevonden, IntussenGewijzigd."""
    dossier = _open(wie, sessie_id, Handeling.GROEPEN_LEIDEN, ports)
    oud = [_find(dossier, nummer) for nummer in nummers] if nummers else list(dossier.groepen)
    nieuw = [anders for groep in oud if (anders := change(groep)) != groep]
    if nieuw:
        daad = _daad(wat, wie, dossier, ports, *(groep.nummer for groep in nieuw))
        ports.groepen.save(sessie_id, nieuw, daad=daad)


def _open(wie: Wie, sessie_id: UUID, handeling: Handeling, ports: Ports) -> Dossier:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, handeling, dossier.sessie)
    return dossier


def _list_mensen(dossier: Dossier, ports: Ports) -> tuple[Deelnemer, ...]:
    deelnames = ports.deelnames.list(dossier.sessie.id)
    buiten = {deelname.nummer for deelname in deelnames if deelname.ingetrokken or not deelname.toegelaten}
    return tuple(
        deelnemer
        for deelnemer in dossier.deelnemers
        if deelnemer.sessierol is Sessierol.DEELNEMER
        and deelnemer.aanwezigheid not in _WEG
        and deelnemer.nummer not in buiten
    )


def _find(dossier: Dossier, nummer: int) -> Groep:
    groep = dossier.find_groep(nummer)
    if groep is None:
        raise NietGevonden(f"Groep {nummer} bestaat niet (meer).")
    return groep


def _require_no_notes(dossier: Dossier, nummers: Collection[int]) -> None:
    schrijvers = {tekst.plek.groep for tekst in dossier.teksten.values() if tekst.tekst.strip()}
    schrijvers = (schrijvers | {feit.groep for feit in dossier.niet_besproken}) & set(nummers)
    if schrijvers:
        namen = ", ".join(str(nummer) for nummer in sorted(schrijvers, key=str))
        raise Ongeldig(
            f"Groep {namen} heeft al iets geschreven en blijft daarom staan. Verplaats mensen met de hand bij ‘Wijzig’."
        )


def _daad(handeling: str, wie: Wie, dossier: Dossier, ports: Ports, *nummers: int) -> Daad:
    onderwerp = f"groep/{'+'.join(map(str, nummers))}" if nummers else ""
    return Daad(handeling=handeling, onderwerp=onderwerp, wie=wie.kenmerk, op=ports.now(), stand=dossier.sessie.stand)
