"""Searching across the conversations that somebody may read. What may be found is decided here, not by storage."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.overzicht import Bereik, Zicht
from gesprekskaart.ports import Ports
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.services.meelezen import HOORBAAR
from gesprekskaart.services.overzichten import find_zicht
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.zoeken import (
    MAX_TREFFERS,
    PER_PAGINA,
    Deel,
    Feit,
    Vondst,
    Zoekvraag,
    make_fragment,
    rate,
    split_woorden,
)

NA_ONTHULLEN = frozenset({TekstSoort.INBRENG})
"""Kinds of text that nobody finds until the facilitator revealed them, whoever wrote them."""


class Treffer(NamedTuple):
    """A hit as it is shown. Of an inbreng it tells the question, and nothing of whose it is."""

    sessie_id: UUID
    titel: str
    datum: date | None
    plek: Plek | None
    """None for a fact."""
    feit: Feit | None
    """None for a text."""
    fragment: tuple[Deel, ...]


class Treffers(NamedTuple):
    """The best hits, so many as were asked for."""

    woorden: tuple[str, ...]
    treffers: tuple[Treffer, ...]
    totaal: int
    """How many there are, or MAX_TREFFERS."""
    er_zijn_meer: bool
    """There are more than `totaal`; those are older, and were not compared."""


def find_tekst(
    koekjes: Koekjes, getypt: str, bereik: Bereik | None = None, *, aantal: int = PER_PAGINA, ports: Ports
) -> Treffers:
    """The places where these words stand, in the conversations that this person may read, the best first.

    Of equals the newest comes first; of more than MAX_TREFFERS the newest are compared.
    Raises NietAangemeld; Ongeldig when there is no word to look for.
    """
    zicht = find_zicht(koekjes, ports=ports)
    return find_in_zicht(zicht, split_woorden(getypt), bereik, aantal=aantal, ports=ports)


def find_in_zicht(
    zicht: Zicht, woorden: tuple[str, ...], bereik: Bereik | None, *, aantal: int, ports: Ports
) -> Treffers:
    """As `find_tekst`, in conversations that were judged to be in sight."""
    vraag = Zoekvraag(
        woorden=woorden,
        zicht=zicht,
        bereik=bereik or Bereik(),
        soorten=HOORBAAR - NA_ONTHULLEN,
        na_onthullen=NA_ONTHULLEN,
        aantal=MAX_TREFFERS + 1,
    )
    gevonden = ports.zoeken.find(vraag)
    # Storage was asked for nothing else; that an inbreng stays closed must not hang on one condition in SQL.
    vondsten = [vondst for vondst in gevonden[:MAX_TREFFERS] if vondst.onthuld or not _is_inbreng(vondst)]
    treffers = tuple(_to_treffer(vondst, woorden) for vondst in _rank(vondsten, woorden)[: max(0, aantal)])
    return Treffers(woorden, treffers, len(vondsten), len(gevonden) > MAX_TREFFERS)


def _is_inbreng(vondst: Vondst) -> bool:
    return vondst.plek is not None and vondst.plek.soort in NA_ONTHULLEN


def _rank(vondsten: list[Vondst], woorden: tuple[str, ...]) -> list[Vondst]:
    """The best first, of equals the newest.

    Inbreng to one question counts as equally new, and stands by its text: the order in which people wrote may tell who
    they are.
    """
    nieuwste: dict[tuple[UUID, str], int] = {}
    for vondst in vondsten:
        waar = _find_vraag(vondst)
        nieuwste[waar] = max(vondst.nummer, nieuwste.get(waar, 0))

    def order(vondst: Vondst) -> tuple[float, int, str]:
        is_inbreng = _is_inbreng(vondst)
        nummer = nieuwste[_find_vraag(vondst)] if is_inbreng else vondst.nummer
        return -rate(vondst.tekst, woorden), -nummer, vondst.tekst if is_inbreng else ""

    return sorted(vondsten, key=order)


def _find_vraag(vondst: Vondst) -> tuple[UUID, str]:
    """What an inbreng stands together under; nothing for another text."""
    return vondst.sessie_id, vondst.plek.sleutel if vondst.plek and _is_inbreng(vondst) else ""


def _to_treffer(vondst: Vondst, woorden: tuple[str, ...]) -> Treffer:
    plek = vondst.plek
    if plek is not None and _is_inbreng(vondst):
        plek = plek.model_copy(update={"deelnemer": None, "partnerschap": None})
    return Treffer(
        vondst.sessie_id, vondst.titel, vondst.datum, plek, vondst.feit, make_fragment(vondst.tekst, woorden)
    )
