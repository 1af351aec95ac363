"""Where the name of a participant stands in what people wrote: there it is part of the fingerprint, and stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN
from gesprekskaart.verslag import Inhoud
from gesprekskaart.wijzigingen import list_teksten

_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MIN_DEEL = 3
"""Letters of one part of a name that tells who it is."""
_PLAT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


class Naamvondst(NamedTuple):
    """A name that occurs in a text."""

    naam: str
    """As the participant goes by."""
    woorden: str
    """As it stands there: the whole name, or a part of it."""
    waar: str
    """'Antwoord van LWZ op RS3'."""


def find_namen(inhoud: Inhoud, namen: Iterable[str]) -> tuple[Naamvondst, ...]:
    """Each name and text once, in the order of the report."""
    return find_in_teksten(list_teksten(inhoud), namen)


def find_in_teksten(teksten: Iterable[tuple[str, str]], namen: Iterable[str]) -> tuple[Naamvondst, ...]:
    """Each name and text (with what it is) once: whole words only, with or without accents and capitals.

    A part of a name counts with its capital, unless it is an ordinary word: 'de' or 'Wil' is nobody.
    """
    gezocht = [(naam, [_fold(woord) for woord in _WOORD.findall(naam)]) for naam in dict.fromkeys(namen)]
    vondsten = []
    for titel, tekst in teksten:
        woorden = _WOORD.findall(tekst)
        plat = [_fold(woord) for woord in woorden]
        for naam, delen in gezocht:
            gevonden = _find_whole(delen, woorden, plat) or _find_part(delen, woorden, plat)
            if gevonden:
                vondsten.append(Naamvondst(naam, gevonden, titel))
    return tuple(vondsten)


def _fold(woord: str) -> str:
    plat = unicodedata.normalize("NFKD", woord.casefold().translate(_PLAT))
    return "".join(teken for teken in plat if not unicodedata.combining(teken))


def _find_whole(delen: list[str], woorden: list[str], plat: list[str]) -> str:
    for begin in range(len(plat) - len(delen) + 1):
        if delen and plat[begin : begin + len(delen)] == delen and (len(delen) > 1 or _tells(delen[0])):
            return " ".join(woorden[begin : begin + len(delen)])
    return ""


def _find_part(delen: list[str], woorden: list[str], plat: list[str]) -> str:
    sprekend = {deel for deel in delen if _tells(deel)}
    return next((w for w, p in zip(woorden, plat, strict=True) if p in sprekend and w[0].isupper()), "")


def _tells(deel: str) -> bool:
    return len(deel) >= _MIN_DEEL and deel not in VAKWOORDEN | KLEINE_WOORDEN
