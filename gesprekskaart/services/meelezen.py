"""Following a session: who may hear of which change. The stream asks here, and decides nothing itself."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.ports import Groepen, Sessies, Stroom
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.teksten import require_writable
from gesprekskaart.stroom import Veranderingen
from gesprekskaart.tekst import Plek, TekstSoort

HOORBAAR = frozenset(TekstSoort) - {TekstSoort.INBRENG}
"""Kinds of text that everybody in a session may read as soon as they are written."""


class Publiek(NamedTuple):
    """Those who hear the same. An event is made once per Publiek, so there are to be few: never one per person.

    Today whoever may read a session reads all of its texts.
    """

    sessie_id: UUID


def find_publiek(wie: Wie, sessie_id: UUID, *, sessies: Sessies) -> Publiek:
    """The audience that this person belongs to. Raises SessieOnbekend, NietToegestaan."""
    require(wie, Handeling.LEZEN, sessies.get(sessie_id))
    return Publiek(sessie_id)


def may_hear(_publiek: Publiek, plek: Plek) -> bool:
    """Whether this audience may read the text at this place. Every kind that is written now is meant for all."""
    return plek.soort in HOORBAAR


def read_veranderingen(publiek: Publiek, na: int, *, stroom: Stroom) -> Veranderingen:
    """What this audience missed after number `na`; everything when `na` is not a number of this session."""
    alles = stroom.read_after(publiek.sessie_id, na)
    hoorbaar = tuple(tekst for tekst in alles.teksten if may_hear(publiek, tekst.plek))
    return alles.model_copy(update={"teksten": hoorbaar})


def require_schrijver(wie: Wie, sessie_id: UUID, plek: str, *, sessies: Sessies, groepen: Groepen) -> Plek:
    """The place where this person says to be writing. Raises Ongeldig, SessieOnbekend, NietToegestaan."""
    waar = Plek.parse(plek)
    require_writable(wie, waar, sessies.get(sessie_id), groepen=groepen)
    return waar
