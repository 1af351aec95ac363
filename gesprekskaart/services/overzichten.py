"""Overviews over the conversations that somebody may read. Storage counts; nothing here reads a whole conversation."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietAangemeld
from gesprekskaart.overzicht import (
    MAX_GESPREKKEN,
    MAX_KOLOMMEN,
    Actiebeeld,
    Actiekeuze,
    Actieregel,
    Antwoordfeiten,
    Bereik,
    Dekking,
    Dekkingsas,
    Selectie,
    Toetsregel,
    Zicht,
    make_actiebeeld,
    make_dekking,
    make_toetsregels,
)
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import find_wie
from gesprekskaart.services.deelnemen import Koekjes, list_stoelen
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.verloop import Verloop, make_verloop

_PER_KEER = 3
"""Conversations whose questions are read at a time: with four partnerships each they fill a picture."""


def find_zicht(koekjes: Koekjes, *, ports: Ports) -> Zicht:
    """Which conversations the holder of these cookies may read: led by the account, or with a place on this device.

    Not where somebody still waits at the door or was sent away. Raises NietAangemeld when nobody is known.
    """
    binnen = frozenset(_list_binnen(koekjes, ports))
    try:
        wie = find_wie(koekjes.account, accounts=ports.accounts, now=ports.now)
    except NietAangemeld:
        if not binnen:
            raise
        return Zicht(sessies=binnen)
    return Zicht(account=wie.account.id if wie.account else None, sessies=binnen)


def _list_binnen(koekjes: Koekjes, ports: Ports) -> list[UUID]:
    uit = []
    for deelname, deelnemer, _ in list_stoelen(koekjes.apparaat, ports=ports):
        if deelname.toegelaten and not deelname.ingetrokken:
            wie = Wie(deelnemer=deelnemer, sessie_id=deelname.sessie_id)
            if may(wie, Handeling.LEZEN, ports.sessies.get(deelname.sessie_id)):
                uit.append(deelname.sessie_id)
    return uit


def choose_gesprekken(koekjes: Koekjes, bereik: Bereik, *, ports: Ports) -> Selectie:
    """The conversations that this person may read and chose, newest first. Practice never counts.

    Raises NietAangemeld. What is named in `bereik` but not in sight is left out, whether it exists or not.
    """
    gevonden = ports.overzichten.choose(find_zicht(koekjes, ports=ports), bereik, aantal=MAX_GESPREKKEN + 1)
    return Selectie(gevonden[:MAX_GESPREKKEN], len(gevonden) > MAX_GESPREKKEN)


def find_reeks(selectie: Selectie, *, ports: Ports) -> Bereik:
    """The series of the one conversation that was chosen: with those before and after it."""
    (regel,) = selectie.regels
    reeks = ports.reeksen.list(ports.sessies.get(regel.id).reeks_id)
    return Bereik(sessies=tuple(sessie.id for sessie in reeks))


def list_regios(koekjes: Koekjes, *, ports: Ports) -> tuple[str, ...]:
    """The regions of the conversations in sight, by name. Raises NietAangemeld."""
    return ports.overzichten.list_regios(find_zicht(koekjes, ports=ports))


def count_dekking(selectie: Selectie, tegen: Dekkingsas, *, ports: Ports) -> Dekking:
    """Which functions and sectors, or pillars, the agreements of these conversations are about."""
    return make_dekking(ports.overzichten.count_dekking(selectie.ids), tegen)


def count_acties(selectie: Selectie, *, ports: Ports) -> Actiebeeld:
    """How the actions of these conversations stand today, in the Netherlands."""
    return make_actiebeeld(ports.overzichten.count_acties(selectie.ids), ports.today())


def count_verloop(selectie: Selectie, *, ports: Ports) -> Verloop | None:
    """How the actions of these conversations went until today, in the Netherlands; None when there is nothing yet."""
    tellingen, gereed = ports.overzichten.count_acties(selectie.ids), ports.overzichten.list_gereed(selectie.ids)
    return make_verloop(tellingen, gereed, ports.today())


def list_acties(selectie: Selectie, welke: Actiekeuze, *, aantal: int, ports: Ports) -> tuple[Actieregel, ...]:
    """The actions that need somebody, the longest overdue first."""
    vandaag = ports.today()
    return ports.overzichten.list_acties(selectie.ids, welke, vandaag=vandaag, aantal=aantal)


def count_toetsen(selectie: Selectie, *, ports: Ports) -> tuple[Toetsregel, ...]:
    """How the recommendations were judged, of every card that these conversations use."""
    nieuwste = {
        regel.kaart_id: max(r.kaart_versie for r in selectie.regels if r.kaart_id == regel.kaart_id)
        for regel in selectie.regels
    }
    kaarten = [ports.kaarten.get(id, versie) for id, versie in sorted(nieuwste.items())]
    return make_toetsregels(kaarten, selectie.regels, ports.overzichten.count_toetsen(selectie.ids))


def read_vraagbeeld(
    selectie: Selectie, kaart_id: str, *, vanaf: int, ports: Ports
) -> tuple[tuple[Antwoordfeiten, ...], int | None]:
    """How the questions of one card stand, in as many conversations as fit beside each other, newest first.

    Also where the next page begins; None on the last one.
    """
    ids = [regel.id for regel in selectie.regels if regel.kaart_id == kaart_id]
    getoond: list[Antwoordfeiten] = []
    ruimte = MAX_KOLOMMEN
    for van_gesprek in _read_feiten(ids[vanaf : vanaf + MAX_KOLOMMEN], ports):
        ruimte -= len(van_gesprek.kolommen)
        if getoond and ruimte < 0:
            break
        getoond.append(van_gesprek)
        if ruimte <= 0:
            break
    volgende = vanaf + len(getoond)
    return tuple(getoond), volgende if volgende < len(ids) else None


def _read_feiten(ids: list[UUID], ports: Ports) -> Iterator[Antwoordfeiten]:
    """A few at a time, for as long as there is room: most conversations have several columns."""
    for eerste in range(0, len(ids), _PER_KEER):
        yield from ports.overzichten.read_antwoordfeiten(ids[eerste : eerste + _PER_KEER])
