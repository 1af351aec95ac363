"""The preview of what goes to other regions: texts in pieces, so that one sees what was replaced and what stands out.

What is exported is these pieces put together again: nobody reads anything that was not shown before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from gesprekskaart.aanwijzing import Aanwijs, Aanwijzingsoort, Bekend, begins_sentence, find_aanwijzingen
from gesprekskaart.gewonewoorden import KLEINE_WOORDEN, VAKWOORDEN
from gesprekskaart.kaart import Kaart, Vraag
from gesprekskaart.kennis import (
    Kennisbestand,
    Kennisdeel,
    Kennisgesprek,
    Kennisinhoud,
    Kennispartnerschap,
    Kennisstuk,
    Rubriek,
    Woordkeuze,
)
from gesprekskaart.kennisselectie import Passage, list_namen, list_passages
from gesprekskaart.naamregister import (
    Naamregister,
    Vondst,
    fold,
    list_small_words,
    list_words,
    make_register,
    make_sleutel,
)
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.verslag import Gespreksinhoud

_CONTEXT = 40
"""Characters around a mark that are shown in the list: enough to know the sentence again."""


class Kennisbron(NamedTuple):
    """One conversation to share, and what it knows besides."""

    inhoud: Gespreksinhoud
    kaart: Kaart
    deelnemers: tuple[Deelnemer, ...]
    namen: tuple[str, ...]
    """Of people who are in no list of participants (any more)."""
    kennis: Kennisinhoud


class Fragmentsoort(StrEnum):
    """What happened to a piece of text."""

    GEWOON = "gewoon"
    SCHUILNAAM = "schuilnaam"
    """A known name, replaced."""
    VERVANGEN = "vervangen"
    """Replaced by hand."""
    BEHOUDEN = "behouden"
    """Marked, and left by hand."""
    OPEN = "open"
    """Marked: nobody decided yet."""


class Fragment(NamedTuple):
    """A piece of text as it goes out."""

    tekst: str
    soort: Fragmentsoort = Fragmentsoort.GEWOON
    was: str = ""
    """What was replaced, for who looks at the preview only."""
    aanwijzing: Aanwijzingsoort | None = None


Fragmenten = tuple[Fragment, ...]


class Voorbeeldstuk(NamedTuple):
    """One text in pieces."""

    rubriek: Rubriek
    kop: str
    van: str
    fragmenten: Fragmenten


class Voorbeelddeel(NamedTuple):
    """What belongs together."""

    id: str
    titel: Fragmenten
    stukken: tuple[Voorbeeldstuk, ...]


class Voorbeeldgesprek(NamedTuple):
    """One conversation in pieces."""

    titel: Fragmenten
    bestand: Kennisgesprek
    delen: tuple[Voorbeelddeel, ...]

    def walk(self) -> Iterator[Fragment]:
        """Every piece, in order."""
        yield from self.titel
        for deel in self.delen:
            yield from deel.titel
            for stuk in deel.stukken:
                yield from stuk.fragmenten


class Aanwijzing(NamedTuple):
    """Something that may tell who it is about, wherever it stands; decided once for all places."""

    soort: Aanwijzingsoort
    woord: str
    aantal: int
    ervoor: str
    erna: str


class Kennisvoorbeeld(NamedTuple):
    """Everything that would go out now."""

    gesprekken: tuple[Voorbeeldgesprek, ...]

    @property
    def bestand(self) -> Kennisbestand:
        """As it goes out."""
        return Kennisbestand(gesprekken=tuple(gesprek.bestand for gesprek in self.gesprekken))


def list_aanwijzingen(gesprek: Voorbeeldgesprek) -> tuple[Aanwijzing, ...]:
    """What nobody decided about yet, each once: addresses and names before numbers, most frequent first."""
    eerste: dict[str, Aanwijzing] = {}
    aantal: Counter[str] = Counter()
    for fragmenten in _walk_teksten(gesprek):
        for plaats, fragment in enumerate(fragmenten):
            if fragment.soort is Fragmentsoort.OPEN and fragment.aanwijzing is not None:
                sleutel = make_sleutel(fragment.tekst)
                aantal[sleutel] += 1
                if sleutel not in eerste:
                    ervoor = "".join(f.tekst for f in fragmenten[max(0, plaats - _CONTEXT) : plaats])[-_CONTEXT:]
                    erna = "".join(f.tekst for f in fragmenten[plaats + 1 : plaats + _CONTEXT])[:_CONTEXT]
                    eerste[sleutel] = Aanwijzing(fragment.aanwijzing, fragment.tekst, 0, ervoor, erna)
    return _sort(aanwijzing._replace(aantal=aantal[sleutel]) for sleutel, aanwijzing in eerste.items())


def merge_aanwijzingen(per_gesprek: Iterable[Iterable[Aanwijzing]]) -> tuple[Aanwijzing, ...]:
    """What is open in several conversations, each once: together they hold more names, and so more that looks alike."""
    samen: dict[str, Aanwijzing] = {}
    for aanwijzing in (a for aanwijzingen in per_gesprek for a in aanwijzingen):
        eerder = samen.setdefault(make_sleutel(aanwijzing.woord), aanwijzing._replace(aantal=0))
        samen[make_sleutel(aanwijzing.woord)] = eerder._replace(aantal=eerder.aantal + aanwijzing.aantal)
    return _sort(samen.values())


def _sort(aanwijzingen: Iterable[Aanwijzing]) -> tuple[Aanwijzing, ...]:
    volgorde = list(Aanwijzingsoort)
    return tuple(sorted(aanwijzingen, key=lambda a: (volgorde.index(a.soort), -a.aantal, a.woord)))


def _walk_teksten(gesprek: Voorbeeldgesprek) -> Iterator[Fragmenten]:
    yield gesprek.titel
    for deel in gesprek.delen:
        yield from (stuk.fragmenten for stuk in deel.stukken)


def make_voorbeeld(bronnen: Sequence[Kennisbron]) -> Kennisvoorbeeld:
    """What goes out of these conversations together. Who or what is in two of them has one pseudonym."""
    op_kaart = list_words(tekst for bron in bronnen for tekst in _walk_kaart(bron.kaart))
    namen = (naam for bron in bronnen for naam in list_namen(bron.inhoud, bron.deelnemers, bron.namen))
    register = make_register(namen, op_kaart | VAKWOORDEN | KLEINE_WOORDEN)
    return Kennisvoorbeeld(tuple(_Opmaker(bron, register, op_kaart).make() for bron in bronnen))


def _walk_kaart(kaart: Kaart) -> Iterator[str]:
    yield from (kaart.titel, kaart.uitleg, *kaart.functies, *kaart.werkwijze)
    for fase, blok, vraag in kaart.walk():
        yield from (fase.titel, blok.titel, vraag.tekst, vraag.aanvulling, *(o.tekst for o in vraag.onderdelen))
    yield from (aanbeveling.tekst for aanbeveling in kaart.aanbevelingen)


class _Opmaker:
    """Takes the texts of one conversation apart."""

    def __init__(self, bron: Kennisbron, register: Naamregister, op_kaart: set[str]) -> None:
        self._bron = bron
        self._register = register
        codes = [p.code for p in bron.inhoud.partnerschappen]
        self._schuilnamen = {p.code: register.name_partnerschap(p.code, p.naam) for p in bron.inhoud.partnerschappen}
        mag = {code for code in codes if bron.kennis.may_cite(code)}
        self._passages = [p for p in list_passages(bron.inhoud) if p.van is None or p.van in mag]
        self._keuzes = {keuze.sleutel: keuze for keuze in bron.kennis.woordkeuzes}
        self._behouden = frozenset(sleutel for sleutel, keuze in self._keuzes.items() if keuze.vervanging is None)
        self._gekozen = _compile_keuzes(bron.kennis.woordkeuzes)
        klein = list_small_words(passage.tekst for passage in self._passages)
        self._klein = klein | op_kaart | VAKWOORDEN | KLEINE_WOORDEN
        self._bekend = Bekend(
            gewoon=op_kaart | VAKWOORDEN,
            klein=self._klein,
            getallen=_list_getallen(bron.kaart),
            resembles=register.resembles,
        )

    def make(self) -> Voorbeeldgesprek:
        gesprek = self._bron.inhoud.gesprek
        titel, delen = self.mark(gesprek.titel), tuple(self._walk_delen())
        bestand = Kennisgesprek(
            titel=_join(titel),
            soort=gesprek.soort,
            kaart=_join(self.replace(f"{self._bron.kaart.titel} {self._bron.kaart.versie}")),
            jaar=gesprek.datum.year if gesprek.datum else None,
            fictief=gesprek.fictief,
            partnerschappen=tuple(
                Kennispartnerschap(naam=self._schuilnamen[p.code], sectoren=p.sectoren)
                for p in self._bron.inhoud.partnerschappen
            ),
            delen=tuple(_to_deel(deel) for deel in delen),
        )
        return Voorbeeldgesprek(titel, bestand, delen)

    def _walk_delen(self) -> Iterator[Voorbeelddeel]:
        """The questions in the order of the card, and then what belongs to none."""
        over = list(self._passages)
        for vraag in self._bron.kaart.vragen:
            if hier := [passage for passage in over if passage.bij in vraag.ids]:
                over = [passage for passage in over if passage.bij not in vraag.ids]
                yield Voorbeelddeel(vraag.id, self.replace(vraag.tekst), tuple(self._make_stuk(p, vraag) for p in hier))
        for kop in dict.fromkeys(passage.bij for passage in over):
            stukken = tuple(self._make_stuk(passage, None) for passage in over if passage.bij == kop)
            yield Voorbeelddeel("", (Fragment(kop),), stukken)

    def _make_stuk(self, passage: Passage, vraag: Vraag | None) -> Voorbeeldstuk:
        onderdeel = next((o for o in (vraag.onderdelen if vraag else ()) if o.id == passage.bij), None)
        kop = passage.kop if onderdeel is None else f"{passage.kop} bij {onderdeel.id}: {onderdeel.tekst}"
        van = self._schuilnamen[passage.van] if passage.van is not None else ""
        return Voorbeeldstuk(passage.rubriek, _join(self.replace(kop)), van, self.mark(passage.tekst))

    def replace(self, tekst: str) -> Fragmenten:
        """With the names replaced, and nothing marked: for the words of a card, which anybody may read."""
        return tuple(_cut(tekst, self._find_namen(tekst, 0, len(tekst))))

    def mark(self, tekst: str) -> Fragmenten:
        """With names and chosen words replaced, and what still stands out marked."""
        gekozen = self._find_gekozen(tekst)
        namen = [v for begin, eind in _walk_gaps(gekozen, len(tekst)) for v in self._find_namen(tekst, begin, eind)]
        gedaan, bezet = [*gekozen, *namen], bytearray(len(tekst))
        for vondst, _ in gedaan:
            bezet[vondst.begin : vondst.eind] = b"x" * (vondst.eind - vondst.begin)
        for aanwijs in find_aanwijzingen(tekst, self._bekend):
            for begin, eind in self._walk_over(tekst, bezet, aanwijs):
                gedaan.append((Vondst(begin, eind, ""), self._decide(tekst[begin:eind], aanwijs.soort)))
        return tuple(_cut(tekst, sorted(gedaan, key=lambda paar: paar[0])))

    def _walk_over(self, tekst: str, bezet: bytearray, aanwijs: Aanwijs) -> Iterator[tuple[int, int]]:
        """What of a mark was not replaced: of 'Kees Bakker van Meerstroom' the person, when only the board is known."""
        if not any(bezet[aanwijs.begin : aanwijs.eind]):
            yield aanwijs.begin, aanwijs.eind
            return
        for vrij in re.finditer(rb"\0+", bezet[aanwijs.begin : aanwijs.eind]):
            begin = aanwijs.begin + vrij.start()
            woorden = [
                woord
                for woord in re.finditer(r"\w+", tekst[begin : aanwijs.begin + vrij.end()])
                if woord[0][0].isupper() and fold(woord[0]).casefold() not in self._bekend.gewoon
            ]
            if woorden:
                yield begin + woorden[0].start(), begin + woorden[-1].end()

    def _decide(self, woord: str, soort: Aanwijzingsoort) -> Fragment:
        """What becomes of a mark."""
        keuze = self._keuzes.get(make_sleutel(woord))
        if keuze is None:
            return Fragment(woord, Fragmentsoort.OPEN, aanwijzing=soort)
        if keuze.vervanging is None:
            return Fragment(woord, Fragmentsoort.BEHOUDEN, aanwijzing=soort)
        # The choice may be older than a name that somebody got since.
        return Fragment(_join(self.replace(keuze.vervanging)), Fragmentsoort.VERVANGEN, was=woord)

    def _find_gekozen(self, tekst: str) -> list[tuple[Vondst, Fragment]]:
        if self._gekozen is None:
            return []
        paren = []
        for treffer in self._gekozen.finditer(tekst):
            fragment = self._decide(treffer[0], Aanwijzingsoort.NAAM)
            if fragment.soort is Fragmentsoort.VERVANGEN:
                paren.append((Vondst(treffer.start(), treffer.end(), fragment.tekst), fragment))
        return paren

    def _find_namen(self, tekst: str, begin: int, eind: int) -> list[tuple[Vondst, Fragment]]:
        paren = []
        for gevonden in self._register.find(tekst[begin:eind], self._klein, self._behouden):
            vondst = Vondst(gevonden.begin + begin, gevonden.eind + begin, gevonden.vervanging)
            nieuw = vondst.vervanging
            if begins_sentence(tekst, vondst.begin):
                nieuw = nieuw[0].upper() + nieuw[1:]
            was = tekst[vondst.begin : vondst.eind]
            paren.append((vondst, Fragment(nieuw, Fragmentsoort.SCHUILNAAM, was=was)))
        return paren


def _compile_keuzes(keuzes: Iterable[Woordkeuze]) -> re.Pattern[str] | None:
    """Finds what somebody chose a replacement for, whole words only, the longest first."""
    woorden = sorted({k.woord for k in keuzes if k.vervanging is not None}, key=lambda woord: (-len(woord), woord))
    patronen = (r"\s+".join(re.escape(stuk) for stuk in woord.split()) for woord in woorden)
    alle = "|".join(patronen)
    return re.compile(rf"(?<!\w)(?:{alle})(?!\w)", re.IGNORECASE) if alle else None


def _list_getallen(kaart: Kaart) -> frozenset[str]:
    return frozenset(getal for tekst in _walk_kaart(kaart) for getal in re.findall(r"\d+ ?%", tekst))


def _walk_gaps(gevonden: Iterable[tuple[Vondst, Fragment]], lengte: int) -> Iterator[tuple[int, int]]:
    begin = 0
    for vondst, _ in gevonden:
        yield begin, vondst.begin
        begin = vondst.eind
    yield begin, lengte


def _cut(tekst: str, gevonden: Iterable[tuple[Vondst, Fragment]]) -> Iterator[Fragment]:
    """The text in pieces, with what was found in its place."""
    tot = 0
    for vondst, fragment in gevonden:
        if vondst.begin > tot:
            yield Fragment(tekst[tot : vondst.begin])
        yield fragment
        tot = vondst.eind
    if tot < len(tekst):
        yield Fragment(tekst[tot:])


def _join(fragmenten: Fragmenten) -> str:
    return "".join(fragment.tekst for fragment in fragmenten)


def _to_deel(deel: Voorbeelddeel) -> Kennisdeel:
    stukken = (
        Kennisstuk(rubriek=stuk.rubriek, kop=stuk.kop, van=stuk.van, tekst=_join(stuk.fragmenten))
        for stuk in deel.stukken
    )
    return Kennisdeel(id=deel.id, titel=_join(deel.titel), stukken=tuple(stukken))
