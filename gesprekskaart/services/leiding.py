"""Who leads a session. The lead never moves by itself: every change of it is asked for here, and logged."""

from __future__ import annotations

from uuid import UUID

from gesprekskaart.account import Account, Wie
from gesprekskaart.errors import NietGevonden, Ongeldig
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.sessie import Sessie, Sessierol


def list_leiders(wie: Wie, sessie_id: UUID, *, ports: Ports) -> tuple[Account, ...]:
    """The accounts that lead this session. Raises as `require`."""
    sessie = ports.sessies.get(sessie_id)
    require(wie, Handeling.OVERDRAGEN, sessie)
    return tuple(account for account in ports.accounts.list() if account.id in sessie.facilitators)


def add_leider(wie: Wie, sessie_id: UUID, naam: str, *, ports: Ports) -> Sessie:
    """Let another account lead too. Raises as `require`, NietGevonden, Ongeldig when it does, IntussenGewijzigd."""
    sessie = ports.sessies.get(sessie_id)
    require(wie, Handeling.OVERDRAGEN, sessie)
    account = ports.accounts.find(" ".join(naam.split()))
    if account is None or not account.is_actief:
        raise NietGevonden("Er is geen account met die naam. Kijk hoe diegene zich aanmeldt, of vraag de beheerder.")
    if account.id in sessie.facilitators:
        raise Ongeldig(f"{account.naam} leidt dit gesprek al.")
    return _save(wie, sessie, (*sessie.facilitators, account.id), "add_leider", account.id, ports)


def remove_leider(wie: Wie, sessie_id: UUID, account_id: UUID, *, ports: Ports) -> Sessie:
    """Let an account, possibly one's own, lead no longer; one must remain.

    Raises as `require`, NietGevonden, Ongeldig, IntussenGewijzigd.
    """
    sessie = ports.sessies.get(sessie_id)
    require(wie, Handeling.OVERDRAGEN, sessie)
    over = tuple(id for id in sessie.facilitators if id != account_id)
    if len(over) == len(sessie.facilitators):
        raise NietGevonden("Dit account leidt het gesprek niet (meer).")
    if not any(account.id in over and account.is_actief for account in ports.accounts.list()):
        raise Ongeldig("Een gesprek heeft altijd iemand met een account die het leidt. Voeg eerst een ander toe.")
    return _save(wie, sessie, over, "remove_leider", account_id, ports)


def share_leiding(wie: Wie, sessie_id: UUID, nummer: int, *, ports: Ports) -> None:
    """Make a participant co-facilitator, who may do the same. Raises as `require`, NietGevonden, IntussenGewijzigd."""
    _give_rol(wie, sessie_id, nummer, Sessierol.FACILITATOR, "share_leiding", ports)


def end_leiding(wie: Wie, sessie_id: UUID, nummer: int, *, rol: Sessierol = Sessierol.DEELNEMER, ports: Ports) -> None:
    """Take the lead back from a participant, who stays at the table. Raises as `share_leiding`."""
    _give_rol(wie, sessie_id, nummer, rol, "end_leiding", ports)


def _give_rol(wie: Wie, sessie_id: UUID, nummer: int, rol: Sessierol, handeling: str, ports: Ports) -> None:
    dossier = ports.sessies.get_dossier(sessie_id)
    require(wie, Handeling.OVERDRAGEN, dossier.sessie)
    nu = next((deelnemer for deelnemer in dossier.deelnemers if deelnemer.nummer == nummer), None)
    if nu is None:
        raise NietGevonden(f"Deelnemer {nummer} staat niet (meer) in dit gesprek.")
    daad = Daad(handeling=handeling, onderwerp=f"deelnemer/{nummer}", wie=wie.kenmerk, op=ports.now())
    nieuw = nu.model_copy(update={"sessierol": rol})
    ports.sessies.save_deelnemer(sessie_id, nieuw, gelezen=nu.revisie, daad=daad)


def _save(
    wie: Wie, sessie: Sessie, facilitators: tuple[UUID, ...], handeling: str, account_id: UUID, ports: Ports
) -> Sessie:
    daad = Daad(handeling=handeling, onderwerp=f"account/{account_id}", wie=wie.kenmerk, op=ports.now())
    nieuw = sessie.model_copy(update={"facilitators": facilitators})
    return ports.sessies.save(nieuw, gelezen=sessie.revisie, daad=daad)
