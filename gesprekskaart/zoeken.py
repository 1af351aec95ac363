"""Searching in what people wrote: how words are compared, what is asked, and how a hit is shown."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.errors import Ongeldig
from gesprekskaart.model import Model
from gesprekskaart.overzicht import Bereik, Zicht
from gesprekskaart.tekst import Plek, TekstSoort

MAX_WOORDEN = 8
"""Words that one search compares; the rest narrows nothing that a reader would notice."""

MAX_WOORD = 40
"""Characters of a word that are compared. The longest Dutch words in use are shorter."""

PER_PAGINA = 20
"""Hits at a time."""

GESPREK = "gesprek"
"""The place of a conversation's own facts: its title, place and occasion."""

PARTNERSCHAP = "partnerschap"
"""How the place of a partnership's name begins: `partnerschap/LWZ`."""

FEITEN = (GESPREK, PARTNERSCHAP)
"""No texts that somebody writes as they talk: whoever reads the conversation finds them."""

VERSCHILSOORTEN = (
    TekstSoort.VERSCHIL,
    TekstSoort.STANDPUNT,
    TekstSoort.MINDERHEID,
    TekstSoort.EENS,
    TekstSoort.VERDER,
)
"""What is written of a difference of view; its key is `V1`."""

ISSUESOORTEN = (TekstSoort.ISSUE, TekstSoort.WAAROM, TekstSoort.TERUGKOPPELING)
"""What is written of a national issue; its key is `L1`."""

_FRAGMENT = 240
"""Characters that are shown around the first word that was found."""

_WOORD = re.compile(r"[^\W_]+")


def fold(tekst: str) -> str:
    """As words are compared: small letters without accents, so that coördinator is found as coordinator."""
    plat = unicodedata.normalize("NFD", tekst.lower())
    return "".join(teken for teken in plat if not unicodedata.combining(teken))


def split_woorden(getypt: str) -> tuple[str, ...]:
    """The words of a search, folded, each once. Raises Ongeldig when there is nothing to go by."""
    woorden = tuple(dict.fromkeys(woord[:MAX_WOORD] for woord in _WOORD.findall(fold(getypt))))
    if not any(len(woord) > 1 for woord in woorden):
        raise Ongeldig("Typ een woord van twee of meer letters om op te zoeken.")
    return woorden[:MAX_WOORDEN]


class Zoekvraag(Model):
    """What is looked for: texts in which every word occurs, or a word that begins with it."""

    woorden: tuple[str, ...]
    """Folded, at least one."""
    zicht: Zicht
    bereik: Bereik = Bereik()
    soorten: frozenset[TekstSoort]
    """Kinds of text that are found wherever they are."""
    na_onthullen: frozenset[TekstSoort] = frozenset()
    """Kinds that are found only where their question was revealed."""
    voor: int | None = None
    """Only hits older than this one: where the previous page ended."""
    aantal: int = PER_PAGINA


class Vondst(NamedTuple):
    """A place where all words were found, as storage gives it."""

    nummer: int
    """Counts up; a higher one was written into later for the first time."""
    sessie_id: UUID
    titel: str
    datum: date | None
    plek: Plek | None
    """None for a fact of the conversation itself: its title, or the name of a partnership."""
    tekst: str
    onthuld: bool
    """Whether the question that it belongs to was revealed."""


class Deel(NamedTuple):
    """A piece of a text: plain, or one of the words that were looked for."""

    tekst: str
    gevonden: bool


def make_fragment(tekst: str, woorden: tuple[str, ...]) -> tuple[Deel, ...]:
    """The text around the first word that was found, with each of them marked. What people wrote stays data."""
    plekken = [vondst.span() for vondst in _WOORD.finditer(tekst) if fold(vondst[0]).startswith(woorden)]
    begin, eind = _frame(tekst, plekken[0][0] if plekken else 0)
    delen, hier = [Deel("…", False)] if begin else [], begin
    for van, tot in plekken:
        if van < begin or tot > eind:
            continue
        delen += [Deel(tekst[hier:van], False), Deel(tekst[van:tot], True)]
        hier = tot
    delen += [Deel(tekst[hier:eind], False), Deel("…" if eind < len(tekst) else "", False)]
    return tuple(deel for deel in delen if deel.tekst)


def _frame(tekst: str, eerste: int) -> tuple[int, int]:
    """From where to where, on whole words; a little before the first word and most after it."""
    begin = max(0, eerste - _FRAGMENT // 4)
    if begin:
        ruimte = tekst.find(" ", begin, eerste)
        begin = ruimte + 1 if ruimte >= 0 else begin
    eind = min(len(tekst), begin + _FRAGMENT)
    if eind < len(tekst):
        ruimte = tekst.rfind(" ", begin, eind)
        eind = ruimte if ruimte > eerste else eind
    return begin, eind
