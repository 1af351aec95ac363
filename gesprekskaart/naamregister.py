"""Names that must not leave: every spelling in which they may stand in a text, and the pseudonym for each.

The same thing gets the same pseudonym throughout one register, whatever it is called: by its code, its whole name, a
part of it, with or without accents, in any case, in the genitive. Where a part belongs to two things ('Zilveroever'
of a school and of a board) it gets a pseudonym of its own, because a guess would state something that nobody said.

A name that is also an ordinary word (a board 'Samen', somebody called Wil) only counts with its capital: else every
'wil' in a text would turn into somebody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MIN_HERKENBAAR = 5
"""Letters from which a name is looked for inside longer words too: 'Kindrijkscholen'."""

_MAX_AFKORTING = 5
_MIN_DEEL = 3
"""Letters of one word of an organisation's name that tells; of an abbreviation two will do."""
_MIN_ZEKER = 4
"""Letters from which a single word counts in any case: 'jan' and 'wim' are too easily something else."""
_LETTER = r"[^\W\d_]"
_TUSSEN = r"[\W_]{1,4}(?:(?i:en)[\W_]{1,3})?"
"""Between two words of a name: a space, a hyphen, a line break; and 'en' is '&'."""

_ADRES = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:nl|eu|com|org|net|be|edu|info)\b(?:/\S*)?",
    re.IGNORECASE,
)
_RECHTSVORMEN = frozenset({"stichting", "vereniging", "cooperatie", "st"})
_TUSSENVOEGSELS = frozenset({
    "van", "von", "de", "der", "den", "het", "t", "ter", "ten", "te", "in", "op", "aan", "bij", "zu",
    "la", "le", "les", "du", "da", "di", "do", "dos", "el", "al", "bin", "ibn", "ben",
})  # fmt: skip
_ANDERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "ẞ": "SS"} | {
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D",
}  # fmt: skip
"""Letters that Unicode does not take apart, as people without such keys type them."""


class Naamsoort(StrEnum):
    """What a name is of; the value is the first word of its pseudonym."""

    PARTNERSCHAP = "partnerschap"
    BESTUUR = "bestuur"
    REGIO = "regio"
    OPLEIDING = "opleiding"
    ORGANISATIE = "organisatie"
    PLAATS = "plaats"
    PERSOON = "persoon"
    NAAM = "naam"
    """Of two or more things, so that nobody can tell of which."""


_ORGANISATIES = (Naamsoort.BESTUUR, Naamsoort.OPLEIDING, Naamsoort.ORGANISATIE)
_ERBIJ = {
    Naamsoort.REGIO: r"(?:(?i:(?:de\s+)?(?:onderwijs)?regio)\s+)?",
    Naamsoort.PARTNERSCHAP: r"(?:(?i:(?:het\s+)?partnerschap)\s+)?",
    Naamsoort.PERSOON: r"(?:(?:[A-Z]\.[ -]?){1,4}(?:(?i:van|de|der|den|ter|ten|te)\s){0,2})?",
}
"""What may stand before a name and goes with it: 'regio Lindelo' becomes 'regio 1', not 'regio regio 1'."""


class Naambron(NamedTuple):
    """A name as it was filled in somewhere."""

    soort: Naamsoort
    naam: str
    code: str = ""
    """Of a partnership."""


class Vondst(NamedTuple):
    """A name in a text, and what is written instead."""

    begin: int
    eind: int
    vervanging: str


class _Gevouwen(NamedTuple):
    tekst: str
    plaatsen: tuple[int, ...]
    """Of every character the place where it came from, and at the end the length of the original."""


class _Spelling(NamedTuple):
    woorden: tuple[str, ...]
    soort: Naamsoort
    schuilnaam: str
    alleen_hoofdletter: bool = False
    deel: bool = False
    """One word of a longer name."""
    patroon: str = ""
    """Instead of the words: how a code or a chosen word is found."""

    @property
    def in_woorden(self) -> bool:
        """Whether it is also looked for inside longer words."""
        (eerste, *meer) = self.woorden
        if meer or self.patroon or self.alleen_hoofdletter or self.soort is Naamsoort.PERSOON:
            return False
        return len(eerste) >= MIN_HERKENBAAR


def fold(tekst: str) -> str:
    """Without accents and invisible characters, case kept: how spellings are compared."""
    return _fold(tekst).tekst


def make_sleutel(tekst: str) -> str:
    """By which two ways of writing one word are the same."""
    return " ".join(fold(tekst).casefold().split())


@lru_cache(maxsize=2048)
def _fold(tekst: str) -> _Gevouwen:
    tekens, plaatsen = [], []
    for plaats, teken in enumerate(tekst):
        for los in teken if teken.isascii() else unicodedata.normalize("NFKD", _ANDERS.get(teken, teken)):
            if los.isascii() or unicodedata.category(los) not in ("Mn", "Cf"):
                tekens.append(los)
                plaatsen.append(plaats)
    return _Gevouwen("".join(tekens), (*plaatsen, len(tekst)))


def _split(naam: str) -> tuple[str, ...]:
    """Its words, without 'en': that may be '&' as well."""
    woorden = re.findall(r"[^\W_]+", fold(naam))
    return tuple(woord for woord in woorden if woord.casefold() != "en") or tuple(woorden)


def _key(woorden: Iterable[str]) -> tuple[str, ...]:
    return tuple(woord.casefold() for woord in woorden)


class _Namen(NamedTuple):
    """The spellings of one name, by how sure it is that they mean this thing."""

    heel: list[tuple[str, ...]]
    kort: list[tuple[str, ...]]
    delen: list[str]


def _spell_persoon(naam: str) -> _Namen:
    woorden = _split(naam)
    kort = [woorden[1:]] if woorden[2:] else []
    kort += [
        woorden[begin:] for begin in range(2, len(woorden) - 1) if woorden[begin - 1].casefold() in _TUSSENVOEGSELS
    ]
    kort += [_split(stuk) for stuk in naam.split() if "-" in stuk]
    delen = [woord for woord in woorden if len(woord) > 1 and woord.casefold() not in _TUSSENVOEGSELS]
    return _Namen([woorden], [stuk for stuk in kort if len(stuk) > 1], delen)


def _spell_zaak(naam: str, voorop: Collection[str]) -> _Namen:
    """Of an organisation, region or place: whole, without what is said in brackets, and without what kind it is."""
    tussen = re.search(r"\(([^)]*)\)", naam)
    heel, delen = [_split(naam)], []
    if tussen:
        heel.append(_split(naam[: tussen.start()] + " " + naam[tussen.end() :]))
        if re.fullmatch(r"[A-Z]{2,8}", fold(tussen[1])):
            heel.append((fold(tussen[1]), *_split(naam[tussen.end() :])))
            delen.append(fold(tussen[1]))
    heel += [woorden[1:] for woorden in heel if len(woorden) > 1 and woorden[0].casefold() in voorop]
    kort = [woorden[1:] for woorden in heel if len(woorden) > 1 and _is_afkorting(woorden[0])]
    kort += [woorden[1:] for woorden in (*heel, *kort) if woorden[2:] and woorden[0].casefold() in ("de", "het")]
    delen += [
        woord for woord in heel[1 if tussen else 0] if len(woord) >= _MIN_DEEL or (woord.isupper() and len(woord) > 1)
    ]
    return _Namen([woorden for woorden in heel if woorden], kort, delen)


def _is_afkorting(woord: str) -> bool:
    return (woord.isupper() and len(woord) <= _MAX_AFKORTING) or woord.casefold() == "roc"


def _spell(bron: Naambron) -> _Namen:
    if bron.soort is Naamsoort.PERSOON:
        return _spell_persoon(bron.naam)
    voorop = {*_RECHTSVORMEN, "onderwijsregio", "regio"} if bron.soort is Naamsoort.REGIO else _RECHTSVORMEN
    return _spell_zaak(bron.naam, voorop)


class _Bouw:
    """A register in the making: which spelling means which thing."""

    def __init__(self, gewoon: Collection[str]) -> None:
        self.gewoon = gewoon
        self.spellingen: dict[tuple[str, ...], _Spelling] = {}
        self.zaken: dict[tuple[str, ...], _Spelling] = {}
        """Organisations by any way in which they are called, to know one again."""
        self.aantal: dict[Naamsoort, int] = {}
        self.dingen: dict[Naambron, _Spelling] = {}

    def name_next(self, soort: Naamsoort) -> str:
        self.aantal[soort] = nummer = self.aantal.get(soort, 0) + 1
        return f"{soort} {_to_letters(nummer) if soort is Naamsoort.PARTNERSCHAP else nummer}"

    def add_heel(self, bron: Naambron, namen: _Namen) -> None:
        """Give the whole name a pseudonym: that of what is already known under it, or the next."""
        bekend = self._find(bron.soort, namen)
        if bekend is None:
            bekend = _Spelling((), bron.soort, self.name_next(bron.soort))
        self.dingen[bron] = bekend
        for woorden in namen.heel:
            self._add(woorden, bekend)
        if bron.soort in _ORGANISATIES:
            for woorden in (*namen.heel, *namen.kort):
                self.zaken.setdefault(_key(woorden), bekend)
        if bron.code:
            self._add_code(bron.code, bekend)

    def _add_code(self, code: str, ding: _Spelling) -> None:
        sleutel = (code.casefold(),)
        ander = self.spellingen.get(sleutel)
        if ander is not None and ander.schuilnaam != ding.schuilnaam:
            ding = _Spelling((), Naamsoort.NAAM, self.name_next(Naamsoort.NAAM))
        self.spellingen[sleutel] = _spell_code(code, ding, self.gewoon)

    def _find(self, soort: Naamsoort, namen: _Namen) -> _Spelling | None:
        for woorden in namen.heel:
            gevonden = self.spellingen.get(_key(woorden))
            if gevonden is not None and (gevonden.soort is soort or _may_be_one(gevonden.soort, soort)):
                return gevonden
        if soort not in _ORGANISATIES:
            return None
        return next((self.zaken[_key(w)] for w in (*namen.heel, *namen.kort) if _key(w) in self.zaken), None)

    def add_kort(self, bron: Naambron, namen: _Namen) -> None:
        for woorden in namen.kort:
            self._add(woorden, self.dingen[bron])

    def add_delen(self, delen: dict[str, list[tuple[str, _Spelling]]]) -> None:
        """Single words of names; of two things, and then of neither."""
        for sleutel, van in delen.items():
            if (sleutel,) in self.spellingen:
                continue
            (woord, ding), schuilnamen = van[0], {ding.schuilnaam for _, ding in van}
            if len(schuilnamen) > 1:
                ding = _Spelling((), Naamsoort.NAAM, self.name_next(Naamsoort.NAAM))
            self._add((woord,), ding, deel=True)

    def _add(self, woorden: tuple[str, ...], ding: _Spelling, *, deel: bool = False) -> None:
        if not woorden or _key(woorden) in self.spellingen:
            return
        gewoon = all(woord.casefold() in self.gewoon or len(woord) < _MIN_DEEL for woord in woorden)
        kort = len(woorden) == 1 and len(woorden[0]) < _MIN_ZEKER
        spelling = ding._replace(woorden=woorden, alleen_hoofdletter=gewoon or kort, deel=deel)
        self.spellingen[_key(woorden)] = spelling


def _may_be_one(een: Naamsoort, ander: Naamsoort) -> bool:
    """Whether two kinds of names can be of one thing: a board is also an organisation, a region also a place."""
    if Naamsoort.PERSOON in (een, ander):
        return False
    return (een in _ORGANISATIES and ander in _ORGANISATIES) or ander in (
        Naamsoort.ORGANISATIE,
        Naamsoort.PLAATS,
        Naamsoort.REGIO,
    )


def _spell_code(code: str, ding: _Spelling, gewoon: Collection[str]) -> _Spelling:
    woord = f"(?i:{code})"
    if code.casefold() in gewoon:
        woord = code  # 'VO' as a code must leave the sector vo alone
    if len(code) == 1 or code.isdigit():
        woord = rf"(?<=artnerschap\s){code}"  # '1' and 'A' are too much else
    return ding._replace(woorden=(code,), patroon=woord + (r"(?!\d)" if code[-1].isdigit() else ""))


def _to_letters(nummer: int) -> str:
    letters = ""
    while nummer:
        nummer, rest = divmod(nummer - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Naamregister:
    """Finds every known name in a text. Made once for everything that goes out together."""

    def __init__(
        self, spellingen: Iterable[_Spelling], partnerschappen: Mapping[tuple[str, str], str], gewoon: Collection[str]
    ) -> None:
        self._partnerschappen = partnerschappen
        self._spellingen = sorted(spellingen, key=lambda spelling: (-len(" ".join(spelling.woorden)), spelling.woorden))
        heel = "|".join(f"(?P<h{plaats}>{_to_pattern(s)})" for plaats, s in enumerate(self._spellingen))
        binnen = [(plaats, s) for plaats, s in enumerate(self._spellingen) if s.in_woorden]
        in_woord = "|".join(f"(?P<w{plaats}>{_capital(s.woorden[0])})" for plaats, s in binnen)
        einde = rf"(?P<buiging>['’`´]?(?:s|se|ers?))?(?!{_LETTER})"
        alles = [rf"(?:{heel}){einde}"] if heel else []
        alles += [rf"(?:{in_woord})(?={_LETTER})"] if in_woord else []
        self._zoek = re.compile(rf"(?<!{_LETTER})(?:{'|'.join(alles)})") if alles else None
        kern = "|".join(re.escape(s.woorden[0].casefold()) for _, s in binnen)
        self._kern = re.compile(kern) if kern else None
        enkel = (s.woorden[0].casefold() for s in self._spellingen if s.alleen_hoofdletter and len(s.woorden) == 1)
        self._klein = {woord for woord in enkel if woord not in gewoon}

    def name_partnerschap(self, code: str, naam: str) -> str:
        """The pseudonym of a partnership that was given to the register. Raises KeyError."""
        return self._partnerschappen[code, naam]

    def find(self, tekst: str, kleine_woorden: Collection[str] = (), behouden: Collection[str] = ()) -> list[Vondst]:
        """Every name in this text, in order, never overlapping.

        `kleine_woorden`: words that are written without a capital elsewhere; a longer word that begins as a name does
        and is one of them is left alone ('Wisselplekken' at the start of a sentence, beside a board De Wissel).
        `behouden`: words that somebody chose to leave. That counts for one word of a longer name, without its capital:
        'een brug slaan', beside a board De Brug.
        """
        gevouwen, gevonden = _fold(tekst), list[Vondst]()
        for treffer, begin in self._walk(gevouwen.tekst):
            if (vervanging := self._choose(treffer, kleine_woorden, behouden)) is not None:
                van, tot = (gevouwen.plaatsen[begin + plaats] for plaats in treffer.span())
                gevonden.append(Vondst(van, tot, vervanging))
        return _cover_addresses(tekst, gevonden) if gevonden else gevonden

    def _walk(self, tekst: str) -> Iterator[tuple[re.Match[str], int]]:
        """What looks like a name, with where the piece begins in which it was found.

        Behind a name inside a longer word a new word begins: what is written instead ends there with a hyphen.
        """
        begin = 0
        while self._zoek is not None and begin < len(tekst):
            for treffer in self._zoek.finditer(tekst[begin:]):
                yield treffer, begin
                if _find_groep(treffer).startswith("w"):
                    begin += treffer.end()
                    break
            else:
                return

    def _choose(self, treffer: re.Match[str], kleine_woorden: Collection[str], behouden: Collection[str]) -> str | None:
        """What is written instead of a name; None when it is none after all."""
        groep = _find_groep(treffer)
        spelling = self._spellingen[int(groep[1:])]
        vervanging, buiging = spelling.schuilnaam, (treffer["buiging"] or "").lstrip("'’`´").casefold()
        if spelling.deel and treffer[0].islower() and treffer[0] in behouden:
            return None
        if groep[0] == "w":
            woord = re.compile(rf"{_LETTER}+").match(treffer.string, treffer.start())
            if woord is not None and woord[0].casefold() in kleine_woorden:
                return None
            vervanging += "-"
        elif buiging in ("se", "er", "ers") and spelling.soort is Naamsoort.PERSOON:
            return None
        elif buiging == "s":
            vervanging += "’s"
        return vervanging

    def resembles(self, woord: str) -> bool:
        """Whether a word that was left holds a name all the same, or is one without its capital ('wim')."""
        klein = fold(woord).casefold()
        return klein in self._klein or (self._kern is not None and self._kern.search(klein) is not None)


def _find_groep(treffer: re.Match[str]) -> str:
    """Which spelling was found: `h` and its place for a word of its own, `w` for one inside a longer word."""
    return next(naam for naam, waarde in treffer.groupdict().items() if naam != "buiging" and waarde is not None)


def _cover_addresses(tekst: str, gevonden: list[Vondst]) -> list[Vondst]:
    """An address with a name in it goes as a whole: what is left of it would still tell."""
    adressen = [(treffer.start(), treffer.end(), "@" in treffer[0]) for treffer in _ADRES.finditer(tekst)]
    for begin, eind, mail in adressen:
        erin = [v for v in gevonden if v.begin < eind and v.eind > begin]
        if erin:
            heel = Vondst(
                min(begin, erin[0].begin), max(eind, erin[-1].eind), "(e-mailadres)" if mail else "(webadres)"
            )
            gevonden = sorted([*(v for v in gevonden if v not in erin), heel])
    return gevonden


def _to_pattern(spelling: _Spelling) -> str:
    erbij = _ERBIJ.get(spelling.soort, "")
    if spelling.patroon:
        return erbij + spelling.patroon
    eerste, *meer = spelling.woorden
    kop = _capital(eerste) if spelling.alleen_hoofdletter else f"(?i:{re.escape(eerste)})"
    return erbij + kop + "".join(f"{_TUSSEN}(?i:{re.escape(woord)})" for woord in meer)


def _capital(woord: str) -> str:
    return f"{re.escape(woord[0].upper())}(?i:{re.escape(woord[1:])})"


def make_register(bronnen: Iterable[Naambron], gewoon: Collection[str]) -> Naamregister:
    """The register of these names; `gewoon` are ordinary words, folded and in small letters.

    Names are numbered in this order, so give them in a fixed one. Partnerships come with their code.
    """
    bronnen = [bron for bron in dict.fromkeys(bronnen) if _is_naam(bron, gewoon)]
    namen = {bron: _spell(bron) for bron in bronnen}
    bouw = _Bouw(gewoon)
    for bron in bronnen:
        bouw.add_heel(bron, namen[bron])
    for bron in bronnen:
        bouw.add_kort(bron, namen[bron])
    bouw.add_delen(_gather_delen(bronnen, namen, bouw))
    partnerschappen = {(bron.code, bron.naam): bouw.dingen[bron].schuilnaam for bron in bronnen if bron.code}
    return Naamregister(bouw.spellingen.values(), partnerschappen, gewoon)


def _gather_delen(
    bronnen: Iterable[Naambron], namen: dict[Naambron, _Namen], bouw: _Bouw
) -> dict[str, list[tuple[str, _Spelling]]]:
    delen: dict[str, list[tuple[str, _Spelling]]] = {}
    for bron in bronnen:
        for woord in namen[bron].delen:
            # An ordinary word in the name of an organisation tells nothing; somebody's name may be one.
            if bron.soort is Naamsoort.PERSOON or woord.casefold() not in bouw.gewoon:
                delen.setdefault(woord.casefold(), []).append((woord, bouw.dingen[bron]))
    return delen


def _is_naam(bron: Naambron, gewoon: Collection[str]) -> bool:
    """Not 'regiobureau' or 'Online': what is described in ordinary words has no name."""
    woorden = _split(bron.naam)
    if bron.soort not in (Naamsoort.ORGANISATIE, Naamsoort.PLAATS):
        return bool(woorden)
    is_gewoon = all(woord.casefold() in gewoon for woord in woorden)
    return bool(woorden) and not (is_gewoon and (len(woorden) == 1 or fold(bron.naam).islower()))


def list_words(teksten: Iterable[str]) -> set[str]:
    """Every word of these texts, folded and in small letters; of a word with a hyphen also its parts."""
    return {woord.casefold() for tekst in teksten for woord in re.findall(r"[^\W_]+", fold(tekst))}


def list_small_words(teksten: Iterable[str]) -> set[str]:
    """Every word that stands in these texts without a capital, folded."""
    return {
        woord for tekst in teksten for woord in re.findall(rf"(?<!{_LETTER}){_LETTER}+", fold(tekst)) if woord.islower()
    }
