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

MAX_TREFFERS = 200
"""Places that are counted and compared, the newest. To know all of them, a search would cost what there is and not what
it shows."""

GESPREK = "gesprek"
"""The place of a conversation's own facts: its title, place and occasion."""

PARTNERSCHAP = "partnerschap"
"""How the place of a partnership's name begins: `partnerschap/LWZ`."""

KEUZE = "keuze"
"""The place of an option's title, and of the reason for what was decided about it: `keuze/K1`."""

PEILING = "peiling"
"""The place of what a poll asks and of its own answers, once it was opened: `peiling/P1`."""

VERSCHILKOP = "verschilkop"
"""The place of the title of a difference of view: `verschilkop/V1`."""

CRITERIUM = "criterium"
"""The place of the title of a criterium of one's own: `criterium/eigen1`."""

BETROKKENHEID = "betrokkenheid"
"""The place of who is still to be involved, by whom, and what is said of it: `betrokkenheid/B1`."""

FEITEN = (GESPREK, PARTNERSCHAP, KEUZE, PEILING, VERSCHILKOP, CRITERIUM, BETROKKENHEID)
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

_HERHALING, _LENGTE, _GEWONE_LENGTE = 1.2, 0.75, 15
"""Of BM25: what saying it again adds, what length takes off, and the words of an ordinary text."""

_GEEN_ASCII = re.compile(r"[^\x00-\x7f]")

_WOORD = re.compile(r"[^\W_]+")


def fold(tekst: str) -> str:
    """As words are compared: small letters without accents, so that coördinator is found as coordinator."""
    return _GEEN_ASCII.sub(_drop_accent, unicodedata.normalize("NFD", tekst.lower()))


def _drop_accent(teken: re.Match[str]) -> str:
    return "" if unicodedata.combining(teken[0]) else teken[0]


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
    aantal: int = PER_PAGINA
    """The newest, at most this many."""


class Feit(NamedTuple):
    """What is found besides texts: one of FEITEN, and the code or number of what it is about."""

    soort: str
    sleutel: str


class Vondst(NamedTuple):
    """A place where all words were found, as storage gives it."""

    nummer: int
    """Counts up; a higher one was written into later for the first time."""
    sessie_id: UUID
    titel: str
    datum: date | None
    plek: Plek | None
    """None for a fact."""
    feit: Feit | None
    """None for a text."""
    tekst: str
    onthuld: bool
    """Whether the question that it belongs to was revealed."""


class Deel(NamedTuple):
    """A piece of a text: plain, or one of the words that were looked for."""

    tekst: str
    gevonden: bool


def rate(tekst: str, woorden: tuple[str, ...]) -> float:
    """How much a text is about these words: more for each time that one is there, less for all that is said besides.

    As BM25 does, without its comparing how rare a word is in everything: for that a search reads all places in which it
    stands. A word that only begins with what was looked for counts for half.
    """
    gevonden = _WOORD.findall(fold(tekst))
    lengte = 1 - _LENGTE + _LENGTE * len(gevonden) / _GEWONE_LENGTE
    totaal = 0.0
    for woord in woorden:
        keren = sum(1.0 if ander == woord else 0.5 for ander in gevonden if ander.startswith(woord))
        totaal += keren * (_HERHALING + 1) / (keren + _HERHALING * lengte)
    return totaal


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
