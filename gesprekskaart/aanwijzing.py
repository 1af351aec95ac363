"""What may still tell who somebody is, once all known names are gone: for a person to look at before it leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from gesprekskaart.naamregister import fold


class Aanwijzingsoort(StrEnum):
    """Why something is marked."""

    ADRES = "adres"
    NAAM = "naam"
    NAAMDEEL = "naamdeel"
    GETAL = "getal"


class Aanwijs(NamedTuple):
    """A place in a text that may tell who it is about."""

    begin: int
    eind: int
    soort: Aanwijzingsoort


class Bekend(NamedTuple):
    """What tells nothing."""

    gewoon: Collection[str]
    """Ordinary words, folded, in small letters."""
    klein: Collection[str]
    """Words that stand in the texts without a capital: one of those begins a sentence, not a name."""
    getallen: Collection[str]
    """Numbers that the card itself names: '100%'."""
    resembles: Callable[[str], bool]
    """Whether a word holds a name that was replaced elsewhere."""


_GETAL = r"\d+(?:[.,]\d+)*"
_EENHEID = (
    r"(?:[a-z-]*(?:student|leerling|deelnemer|starter|begeleider|opleider|instromer|kandidat|medewerker|werknemer|trainer"
    r"|bestuurder|stagiair|inwoner|lera|docent|mens|person|school|schole|plek|plaats|bestuur|bestur|locatie|vestiging"
    r"|team|klas|instelling|gemeente|intake|aanmelding|bezoek|eerstejaars|fte|uur|uren|km)[a-zë]*\b"
    r"|(?:po|vo|mbo|v?so)\b|\(v\)so)"
)
_ADRESSEN = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:https?://|www\.)[^\s)>]+"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:nl|eu|com|org|net|be|edu|info)\b(?:/[^\s)>]*)?"
    r"|(?<![\w.,])(?:\+\d{1,3}|00\d{2}|\(?0)(?:[ ().-]{0,2}\d){8,10}(?!\w)"
    r"|\b[1-9]\d{3} ?[A-Z]{2}\b(?! \d)",
)
_JAARTAL = rf"(?:19|20)\d{{2}}\s+(?!{_EENHEID})"
_LOS = r"(?<![\w.,:-])"
_BEDRAG = rf"(?:€|EUR)\s*{_GETAL}(?:,-|\s*(?:miljoen|mln|ton)\b)?|{_LOS}{_GETAL}\s*(?:euro|miljoen|mln)\b"
_PERCENTAGE = rf"{_LOS}{_GETAL}\s*(?:%|procent\b)"
_AANTAL = (
    rf"{_LOS}(?!\d{{1,2}}[.:]\d{{2}} uur|{_JAARTAL}){_GETAL}(?:\s+van\s+(?:de|onze|alle|die|deze)?\s*{_GETAL})?"
    rf"\s+(?:(?!van\b|per\b|en\b|of\b|voor\b|op\b|in\b)[a-zë-]+\s+)?{_EENHEID}"
)
_GROOT = rf"{_LOS}(?!(?:19|20)\d{{2}}(?![\d.,]*\d))(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{3,}})(?![\w%-]|[.,]\d)"
_GETALLEN = re.compile(f"{_BEDRAG}|{_PERCENTAGE}|{_AANTAL}|{_GROOT}")

_MIN_STAM = 5
"""Letters of a known word with which a longer word may begin and count as known; names seldom do."""

_MAX_WOORDEN = 6
"""Of one name; what is longer is a title, or somebody with the key for capitals stuck."""

_VENSTER = 60
"""Characters before a word in which one sees whether a sentence begins."""

_WOORD = re.compile(r"[^\W\d_](?:[\w’']*[^\W_])?(?:[-‑&][^\W_][\w’']*)*")
_PLAATS_OP_KAART = re.compile(r"[A-Z]{1,4}[0-9]{1,3}[a-z]?")
_VERDER = re.compile(r"(?:[ \u00a0](?:(?:van|de|der|den|ter|ten|te|el|al|’t|'t|&)[ \u00a0]){0,2}|-)(?=[^\W\d_])")
_AFKORTINGEN = frozenset(
    {"dhr", "mw", "mevr", "drs", "dr", "ir", "ing", "prof", "mr", "st"}
    | {"bijv", "resp", "nr", "ca", "evt", "incl", "excl", "max", "min"}
)
"""After these a full stop ends no sentence; nor after single letters, as in 'o.a.'."""


def find_aanwijzingen(tekst: str, bekend: Bekend) -> list[Aanwijs]:
    """Everything in this text that may tell who it is about, in order, never overlapping."""
    gevonden, bezet = list[Aanwijs](), bytearray(len(tekst))
    for zoek in (_walk_adressen, _walk_namen, _walk_getallen):
        for aanwijs in zoek(tekst, bekend):
            if not any(bezet[aanwijs.begin : aanwijs.eind]):
                bezet[aanwijs.begin : aanwijs.eind] = b"x" * (aanwijs.eind - aanwijs.begin)
                gevonden.append(aanwijs)
    return sorted(gevonden)


def begins_sentence(tekst: str, plaats: int) -> bool:
    """Whether a capital here is because a sentence begins."""
    venster = tekst[max(0, plaats - _VENSTER) : plaats]
    ervoor = venster.rstrip(" \t\u00a0\"'“”‘’„«»([{*•–-")
    if not ervoor or ervoor[-1] in "\n!?…":
        return True
    if ervoor[-1] != ".":
        return False
    laatste = f" {ervoor[:-1]}".rsplit(None, 1)[-1].lstrip("(").casefold() if ervoor[:-1].strip() else ""
    return not (laatste in _AFKORTINGEN or re.fullmatch(r"(?:[a-z]\.)*[a-z]", laatste))


def _walk_adressen(tekst: str, _: Bekend) -> Iterator[Aanwijs]:
    for treffer in _ADRESSEN.finditer(tekst):
        yield Aanwijs(treffer.start(), treffer.end(), Aanwijzingsoort.ADRES)


def _walk_getallen(tekst: str, bekend: Bekend) -> Iterator[Aanwijs]:
    for treffer in _GETALLEN.finditer(tekst):
        if " ".join(treffer[0].split()) not in bekend.getallen:
            yield Aanwijs(treffer.start(), treffer.end(), Aanwijzingsoort.GETAL)


def _walk_namen(tekst: str, bekend: Bekend) -> Iterator[Aanwijs]:
    tot = 0
    for treffer in _WOORD.finditer(tekst):
        if treffer.start() < tot:
            continue
        if _is_opvallend(tekst, treffer, bekend):
            tot = _find_einde(tekst, treffer)
            yield Aanwijs(treffer.start(), tot, Aanwijzingsoort.NAAM)
        elif bekend.resembles(treffer[0]):
            yield Aanwijs(treffer.start(), treffer.end(), Aanwijzingsoort.NAAMDEEL)


def _is_opvallend(tekst: str, treffer: re.Match[str], bekend: Bekend) -> bool:
    """Whether this word has a capital that neither a sentence nor the card gave it."""
    woord = treffer[0]
    if not any(teken.isupper() for teken in woord) or _PLAATS_OP_KAART.fullmatch(woord):
        return False
    klein = fold(woord).casefold()
    delen = re.findall(r"[^\W_]+", klein)
    if klein in bekend.gewoon or all(deel in bekend.gewoon or len(deel) == 1 or deel.isdigit() for deel in delen):
        return False
    return not (begins_sentence(tekst, treffer.start()) and all(_is_klein(deel, bekend.klein) for deel in delen))


def _is_klein(woord: str, klein: Collection[str]) -> bool:
    """Whether a word is known without its capital, or is made of one that is: 'werkgroepen', 'programmateam'."""
    return woord in klein or any(woord[:eind] in klein for eind in range(_MIN_STAM, len(woord)))


def _find_einde(tekst: str, treffer: re.Match[str]) -> int:
    """Where a name of several words ends: 'Jan van der Berg'."""
    eind = treffer.end()
    for _ in range(_MAX_WOORDEN - 1):
        verder = _VERDER.match(tekst, eind)
        volgende = _WOORD.match(tekst, verder.end()) if verder else None
        if volgende is None or not volgende[0][0].isupper() or _PLAATS_OP_KAART.fullmatch(volgende[0]):
            break
        eind = volgende.end()
    return eind
