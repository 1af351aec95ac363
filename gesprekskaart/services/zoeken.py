"""Searching across the conversations that somebody may read. What may be found is decided here, not by storage."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.overzicht import Bereik
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.meelezen import HOORBAAR
from gesprekskaart.services.overzichten import find_zicht
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.zoeken import PER_PAGINA, Deel, Vondst, Zoekvraag, make_fragment, split_woorden

NA_ONTHULLEN = frozenset({TekstSoort.INBRENG})
"""Kinds of text that nobody finds until the facilitator revealed them, whoever wrote them."""


class Treffer(NamedTuple):
    """A hit as it is shown. Of an inbreng it tells the question, and nothing of whose it is."""

    sessie_id: UUID
    titel: str
    datum: date | None
    plek: Plek | None
    """None for the facts of the conversation itself."""
    fragment: tuple[Deel, ...]


class Treffers(NamedTuple):
    """A page of hits."""

    woorden: tuple[str, ...]
    treffers: tuple[Treffer, ...]
    volgende: int | None
    """What to ask on from; None on the last page."""


def find_tekst(
    koekjes: Koekjes, getypt: str, bereik: Bereik | None = None, *, voor: int | None = None, ports: Ports
) -> Treffers:
    """A page of places where these words stand, in the conversations that this person may read, newest first.

    Raises NietAangemeld; Ongeldig when there is no word to look for.
    """
    woorden = split_woorden(getypt)
    vraag = Zoekvraag(
        woorden=woorden,
        zicht=find_zicht(koekjes, ports=ports),
        bereik=bereik or Bereik(),
        soorten=HOORBAAR - NA_ONTHULLEN,
        na_onthullen=NA_ONTHULLEN,
        voor=voor,
        aantal=PER_PAGINA + 1,
    )
    vondsten = ports.zoeken.find(vraag)
    pagina = vondsten[:PER_PAGINA]
    treffers = tuple(_to_treffer(vondst, woorden) for vondst in _mix_inbreng(pagina) if _is_findable(vondst))
    return Treffers(woorden, treffers, pagina[-1].nummer if len(vondsten) > len(pagina) else None)


def _is_inbreng(vondst: Vondst) -> bool:
    return vondst.plek is not None and vondst.plek.soort in NA_ONTHULLEN


def _is_findable(vondst: Vondst) -> bool:
    # Storage was asked for nothing else; that an inbreng stays closed must not hang on one condition in SQL.
    return vondst.onthuld or not _is_inbreng(vondst)


def _mix_inbreng(vondsten: tuple[Vondst, ...]) -> list[Vondst]:
    """By text among those to one question: the order in which people wrote may tell who they are."""
    uit: list[Vondst] = []
    for _, groep in groupby(vondsten, key=_find_vraag):
        samen = list(groep)
        uit += sorted(samen, key=lambda vondst: vondst.tekst) if _is_inbreng(samen[0]) else samen
    return uit


def _find_vraag(vondst: Vondst) -> tuple[UUID, str]:
    """What an inbreng stands together under; nothing for another text."""
    return vondst.sessie_id, vondst.plek.sleutel if vondst.plek and _is_inbreng(vondst) else ""


def _to_treffer(vondst: Vondst, woorden: tuple[str, ...]) -> Treffer:
    plek = vondst.plek
    if plek is not None and _is_inbreng(vondst):
        plek = plek.model_copy(update={"deelnemer": None, "partnerschap": None})
    return Treffer(vondst.sessie_id, vondst.titel, vondst.datum, plek, make_fragment(vondst.tekst, woorden))
