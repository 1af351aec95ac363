"""Card files: from TOML to a Kaart, with the line, the reason and the way out for every fault.

tomllib keeps no line numbers of what it read, and no library that we know does. So a small reader of our own walks the
same text and notes where every key stands. It only says *where*; *what* the file says, and whether it is TOML at all,
is tomllib's word.
"""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gesprekskaart.betrokkenheid import TeBetrekken
from gesprekskaart.errors import KaartOngeldig
from gesprekskaart.foutmelding import describe_place, explain, list_errors
from gesprekskaart.kaart import Aanbeveling, Blok, Criterium, Fase, Kaart, Onderdeel, Vraag
from gesprekskaart.keuze import EIGEN
from gesprekskaart.model import Model
from gesprekskaart.tekst import clean_tekst

MAX_KAARTBESTAND = 1_000_000
"""Bytes in a card file; the gesprekskaart has some 12,000. Who reads a file for us need not read further than this."""

_MAX_DIEPTE = 30
"""Brackets within brackets, or names joined by dots. A card needs four; on thousands tomllib fails or takes hours."""

_MAX_WOORD = 200
"""Characters of a name or number outside quotes. Python refuses to read a number of thousands of digits."""

Pad = tuple[str | int, ...]
"""Where something stands in the file: `("fasen", 0, "blokken", 1, "titel")`."""


class _Fout(NamedTuple):
    """One fault; line 0 means the file as a whole."""

    regel: int
    reden: str

    def __str__(self) -> str:
        # Reasons quote the file, and may be read in a terminal: no control characters.
        reden = " ".join(clean_tekst(self.reden).split())
        return f"regel {self.regel}: {reden}" if self.regel else reden


def parse_kaart(data: bytes, bron: str) -> Kaart:
    """Read the card in this file; `bron` is how its reader knows the file, and appears in the message.

    Raises KaartOngeldig with every fault. What is not UTF-8 or not TOML has one: nothing after it can be read.
    """
    tekst = _decode(data, bron)
    tokens = _tokenize(tekst)
    _refuse_excess(tokens, bron)
    try:
        ruw = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        raise _refuse(bron, [_explain_toml(str(fout), tekst)]) from fout
    regels = _Regelzoeker(tokens).find()
    fouten = [*_find_id_fouten(ruw, regels), *_find_criterium_fouten(ruw, regels)]
    try:
        kaart = Kaart.model_validate(ruw)
    except ValidationError as fout:
        fouten += [_explain_veld(veld, regels) for veld in list_errors(fout)]
    if fouten:
        raise _refuse(bron, fouten)
    return kaart


@cache
def shipped_kaarten() -> tuple[Kaart, ...]:
    """Give the cards that come with the product, by file name; they are read once per process."""
    bestanden = (resources.files("gesprekskaart") / "kaarten").iterdir()
    kaarten = sorted((b for b in bestanden if b.name.endswith(".toml")), key=lambda b: b.name)
    return tuple(parse_kaart(bestand.read_bytes(), bestand.name) for bestand in kaarten)


_VAN_ONS = ("criteria", "betrokkenen")


def with_aanvullingen(kaart: Kaart) -> Kaart:
    """A card that was kept before criteria or betrokkenen existed, with those that ship under the same version.

    They are ours and change no word of the card; any other card comes back as it is.
    """
    for meegeleverd in shipped_kaarten():
        ontbreekt = {naam: getattr(meegeleverd, naam) for naam in _VAN_ONS if not getattr(kaart, naam)}
        if kaart.model_copy(update=ontbreekt) == meegeleverd:
            return meegeleverd
    return kaart


_VRAAG_JSON = {"id": True, "tekst": True, "onderdelen": True}
_BLOK_JSON = {"titel": True, "vragen": {"__all__": _VRAAG_JSON}}
_FASE_JSON = {"fase": True, "titel": True, "blokken": {"__all__": _BLOK_JSON}}
_KAART_JSON: Any = {
    **dict.fromkeys(("id", "titel", "versie", "bron", "aanbevelingen"), True),
    "fasen": {"__all__": _FASE_JSON},
}


def to_json(kaart: Kaart) -> dict[str, object]:
    """Give the card's own words as `kaart show ID --json` prints them: ready for json.dumps, without our help."""
    return kaart.model_dump(mode="json", include=_KAART_JSON)


def _refuse(bron: str, fouten: list[_Fout]) -> KaartOngeldig:
    return KaartOngeldig(bron, [str(fout) for fout in sorted(fouten, key=lambda fout: fout.regel)])


def _decode(data: bytes, bron: str) -> str:
    if len(data) > MAX_KAARTBESTAND:
        reden = "het bestand is groter dan 1 MB; een kaart is kleiner. Kies het goede bestand, of kort de kaart in."
        raise _refuse(bron, [_Fout(0, reden)])
    try:
        # Windows' own editor puts a byte order mark in front; that is no fault of whoever wrote the card.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fout:
        reden = "hier staat een teken dat geen UTF-8 is. Sla het bestand opnieuw op met de codering UTF-8."
        raise _refuse(bron, [_Fout(data.count(b"\n", 0, fout.start) + 1, reden)]) from fout


_OVER_DE_REGEL = (
    "een tekst loopt door op de volgende regel, of er staat een onleesbaar teken in. "
    "Zet een tekst van meer regels tussen drie aanhalingstekens"
)
_TOML_REDENEN = {
    "Expected '='": 'achter de naam hoort een ‘=’ te staan. Schrijf: naam = "waarde"',
    "Expected newline": "achter de waarde staat iets dat er niet hoort. Zet elke ‘naam = waarde’ op een eigen regel",
    "Expected ']": "deze kop is niet afgesloten. Schrijf [naam], of bij een lijst [[naam]]",
    "Cannot overwrite": "deze naam staat er al. Laat er één staan",
    "Duplicate inline": "deze naam staat er al. Laat er één staan",
    "Cannot declare": "deze kop staat er al. Bij een lijst horen dubbele haken: [[naam]]",
    "Invalid value": "achter de ‘=’ staat geen geldige waarde. Zet een tekst tussen aanhalingstekens",
    "Unterminated string": "een tekst is niet afgesloten. Zet er een aanhalingsteken achter",
    "Illegal character": _OVER_DE_REGEL,
    "Found invalid character": _OVER_DE_REGEL,
    "Unescaped '\\'": "schrijf een schuine streep in een tekst dubbel: \\\\",
    "Unclosed array": "een lijst is niet afgesloten. Zet er een ‘]’ achter, en komma's tussen de delen",
    "Unclosed inline": "een groep is niet afgesloten. Zet er een ‘}’ achter, en komma's tussen de delen",
}
"""By how tomllib's sentence begins."""


def _explain_toml(melding: str, tekst: str) -> _Fout:
    gevonden = re.search(r"at line (\d+)", melding)
    regel = int(gevonden[1]) if gevonden else tekst.rstrip("\n").count("\n") + 1
    bekend = (reden for begin, reden in _TOML_REDENEN.items() if melding.startswith(begin))
    reden = next(bekend, "dit is geen geldige TOML. Vergelijk deze regel met een kaart die wel werkt")
    return _Fout(regel, f"{reden}. Wat hierna komt is nog niet nagekeken.")


class _Plaats(NamedTuple):
    """A kind of table in a card file, and in words the shape of the keys that have one."""

    model: type[Model]
    vormen: dict[str, str]


_VRAAG_ID = "een tot vier hoofdletters en dan een of twee cijfers, zoals G1 of RS12"
_KAART_ID = "2 tot 40 kleine letters, cijfers en streepjes, met een letter vooraan, zoals mijn-kaart-2"
_PUNT_ID = "2 tot 30 kleine letters, cijfers en streepjes, met een letter vooraan, zoals gemeenten"
_VERSIE = "een, twee of drie getallen met punten ertussen, zoals 1.0"
_PLAATSEN = {
    "": _Plaats(Kaart, {"id": _KAART_ID, "versie": _VERSIE}),
    "fasen": _Plaats(Fase, {}),
    "blokken": _Plaats(Blok, {}),
    "vragen": _Plaats(Vraag, {"id": _VRAAG_ID}),
    "onderdelen": _Plaats(Onderdeel, {"id": "het id van de vraag met een kleine letter erachter, zoals G1a"}),
    "aanbevelingen": _Plaats(Aanbeveling, {"id": _VRAAG_ID}),
    "criteria": _Plaats(Criterium, {"id": "1 tot 15 kleine letters en cijfers met een letter vooraan, zoals sectoren"}),
    "betrokkenen": _Plaats(TeBetrekken, {"id": _PUNT_ID}),
}
"""By the list that a table stands in; the card itself stands in none."""

_HERSTEL = {
    "missing": "Zet ‘{sleutel}’ erbij",
    "extra_forbidden": "Hier passen: {sleutels}",
    "string_type": "Zet de waarde tussen aanhalingstekens",
    "enum": "Schrijf het precies zo",
    "tuple_type": "Schrijf {sleutel} = [ … ], of zet elk deel onder een eigen kop met dubbele haken",
    "model_type": "Zet elk deel onder een eigen kop met dubbele haken",
    "string_pattern_mismatch": "Schrijf {vorm}",
    "value_error": "Pas de tekst aan",
}
"""The way out, by pydantic's name of the fault."""


def _explain_veld(fout: ErrorDetails, regels: dict[Pad, int]) -> _Fout:
    loc = tuple(stap[:40] if isinstance(stap, str) else stap for stap in fout["loc"])
    namen = [stap for stap in loc if isinstance(stap, str)]
    model, vormen = _PLAATSEN[namen[-2] if len(namen) > 1 else ""]
    if fout["type"] == "string_pattern_mismatch":
        reden = f"‘{fout['input'][:40]}’ heeft niet de goede vorm"  # `explain` would show a regular expression
    else:
        reden = explain(fout)
    herstel = _HERSTEL.get(fout["type"], "Pas de waarde aan").format(
        sleutel=namen[-1], sleutels=", ".join(model.model_fields), vorm=vormen.get(namen[-1])
    )
    # Enough to recognise the place; the line says the rest.
    waar = describe_place(loc[-4:] if isinstance(loc[-1], int) else loc[-3:])
    return _Fout(_find_regel(regels, fout["loc"]), f"{waar}: {reden}. {herstel}.")


def _find_regel(regels: dict[Pad, int], pad: Pad) -> int:
    """Give the line of this key, or of the nearest thing around it that is in the file."""
    while pad not in regels:
        pad = pad[:-1]
    return regels[pad]


def _find_tabellen(ruw: dict[str, Any], *lijsten: str) -> list[tuple[Pad, dict[str, Any]]]:
    """All tables in these nested lists, with their place; what is no list or no table is somebody else's fault."""
    gevonden: list[tuple[Pad, dict[str, Any]]] = [((), ruw)]
    for naam in lijsten:
        gevonden = [
            ((*pad, naam, nummer), deel)
            for pad, tabel in gevonden
            if isinstance(tabel.get(naam), list)
            for nummer, deel in enumerate(tabel[naam])
            if isinstance(deel, dict)
        ]
    return gevonden


def _find_id_fouten(ruw: dict[str, Any], regels: dict[Pad, int]) -> Iterator[_Fout]:
    """Find what no single field can know: ids that clash or do not belong together, and a card without questions."""
    vragen = _find_tabellen(ruw, "fasen", "blokken", "vragen")
    onderdelen = _find_tabellen(ruw, "fasen", "blokken", "vragen", "onderdelen")
    if "fasen" in ruw and not vragen:
        reden = "deze kaart heeft geen enkele vraag. Zet er een bij onder [[fasen.blokken.vragen]]."
        yield _Fout(regels[("fasen",)], reden)
    eerder: dict[str, int] = {}
    betrokkenen = _find_tabellen(ruw, "betrokkenen")
    for pad, tabel in (*vragen, *onderdelen, *_find_tabellen(ruw, "aanbevelingen"), *betrokkenen):
        eigen = tabel.get("id")
        if not isinstance(eigen, str):
            continue
        regel = regels[*pad, "id"]
        if eigen in eerder:
            yield _Fout(regel, f"het id ‘{eigen[:40]}’ staat ook op regel {eerder[eigen]}. Geef elk deel een eigen id.")
        eerder.setdefault(eigen, regel)
    bekend = {"", *(tabel.get("id") for _, tabel in (*vragen, *onderdelen) if isinstance(tabel.get("id"), str))}
    for pad, tabel in betrokkenen:
        yield from _find_vraag_fouten(pad, tabel, bekend, regels)
    ids = {pad: vraag.get("id") for pad, vraag in vragen}
    for pad, onderdeel in onderdelen:
        vraag_id = ids[pad[:-2]]
        delen = re.fullmatch(r"([A-Z]+[0-9]+)[a-z]", str(onderdeel.get("id")))
        if delen and isinstance(vraag_id, str) and delen[1] != vraag_id:
            reden = (
                f"onderdeel ‘{delen[0][:40]}’ staat bij vraag ‘{vraag_id[:40]}’. Noem het ‘{vraag_id[:40]}a’ of verder."
            )
            yield _Fout(regels[*pad, "id"], reden)


def _find_vraag_fouten(pad: Pad, tabel: dict[str, Any], bekend: set[Any], regels: dict[Pad, int]) -> Iterator[_Fout]:
    vraag = tabel.get("vraag")
    if isinstance(vraag, str) and vraag not in bekend:
        reden = f"deze kaart heeft geen vraag ‘{vraag[:40]}’. Noem een vraag die er wel is, of haal dit weg."
        yield _Fout(regels[*pad, "vraag"], reden)


_VERWIJST = ("kansen", "risicos", "consequenties", "nodig")


def _find_criterium_fouten(ruw: dict[str, Any], regels: dict[Pad, int]) -> Iterator[_Fout]:
    """Find criteria that clash, and where one refers to what is not asked on this card."""
    vragen = _find_tabellen(ruw, "fasen", "blokken", "vragen")
    onderdelen = _find_tabellen(ruw, "fasen", "blokken", "vragen", "onderdelen")
    met_onderdelen = {pad[:-2] for pad, _ in onderdelen}
    bekend = {str(tabel.get("id")) for pad, tabel in (*vragen, *onderdelen) if pad not in met_onderdelen}
    eerder: dict[str, int] = {}
    for pad, tabel in _find_tabellen(ruw, "criteria"):
        eigen = tabel.get("id")
        if isinstance(eigen, str):
            regel = regels[*pad, "id"]
            if eigen in eerder:
                reden = f"het id ‘{eigen[:40]}’ staat ook op regel {eerder[eigen]}. Geef elk criterium een eigen id."
                yield _Fout(regel, reden)
            if eigen.startswith(EIGEN):
                yield _Fout(
                    regel, f"een id dat met ‘{EIGEN}’ begint is voor criteria van een gesprek. Noem het anders."
                )
            eerder.setdefault(eigen, regel)
        if tabel.get("per_functie") is True and not ruw.get("functies"):
            yield _Fout(regels[*pad, "per_functie"], "deze kaart heeft geen functies. Zet ze bovenaan bij ‘functies’.")
        yield from _find_verwijsfouten(pad, tabel, bekend, regels)


def _find_verwijsfouten(pad: Pad, tabel: dict[str, Any], bekend: set[str], regels: dict[Pad, int]) -> Iterator[_Fout]:
    for naam in _VERWIJST:
        verwijzingen = tabel.get(naam)
        for nummer, sleutel in enumerate(verwijzingen if isinstance(verwijzingen, list) else ()):
            if isinstance(sleutel, str) and sleutel not in bekend:
                reden = (
                    f"{naam}: ‘{sleutel[:40]}’ is op deze kaart geen vraag om te beantwoorden. "
                    "Noem een vraag, of een onderdeel als de vraag onderdelen heeft."
                )
                yield _Fout(_find_regel(regels, (*pad, naam, nummer)), reden)


class _Token(NamedTuple):
    tekst: str
    regel: int


# Whatever a string's quotes hold is one token, also when it is never closed: so every character is looked at once.
_TOKEN = re.compile(
    r"""
      (?P<overslaan> [ \t]+ | \#[^\n]* )
    | \"{3} (?: \\.? | [^\\] )*? (?: \"{3,5} | \Z )
    | '{3} .*? (?: '{3,5} | \Z )
    | \" (?: \\. | [^"\\\n] )* \"?
    | ' [^'\n]* '?
    | [\n\[\]{}=,.]
    | [^\s\[\]{}=,.\#"']+
    """,
    re.VERBOSE | re.DOTALL,
)


def _tokenize(tekst: str) -> list[_Token]:
    """Split a TOML text into its words and signs, each with its line, without spaces and comments."""
    tokens, regel = [], 1
    for gevonden in _TOKEN.finditer(tekst):
        if not gevonden["overslaan"]:
            tokens.append(_Token(gevonden[0], regel))
        regel += gevonden[0].count("\n")
    return tokens


def _refuse_excess(tokens: list[_Token], bron: str) -> None:
    """Keep from tomllib what would make it fall over or run for hours."""
    haken = punten = 0
    for token in tokens:
        match token.tekst:
            case "[" | "{":
                haken += 1
            case "]" | "}":
                haken -= 1
            case ".":
                punten += 1
            case "=" | "," | "\n":
                punten = 0
        if max(haken, punten) > _MAX_DIEPTE:
            reden = f"hier zitten meer dan {_MAX_DIEPTE} delen in elkaar; een kaart is nooit zo diep. Haal dit weg."
            raise _refuse(bron, [_Fout(token.regel, reden)])
        if len(token.tekst) > _MAX_WOORD and token.tekst[0] not in "\"'":
            reden = (
                "hier staat een veel te lange naam of een veel te lang getal. Zet een tekst tussen aanhalingstekens."
            )
            raise _refuse(bron, [_Fout(token.regel, reden)])


class _Regelzoeker:
    """Finds the line of every key and list item. Only for tokens of a text that tomllib has accepted."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = deque([*tokens, _Token("\n", 0)])
        self._regels: dict[Pad, int] = {(): 1}
        self._aantallen: dict[Pad, int] = {}
        """How many tables each [[list]] has so far."""

    def find(self) -> dict[Pad, int]:
        """By place; what is not in the file is not in the answer."""
        tabel: Pad = ()
        while self._tokens:
            match self._tokens[0].tekst:
                case "\n":
                    self._tokens.popleft()
                case "[":
                    tabel = self._read_kop()
                case _:
                    self._read_paar(tabel)
        return self._regels

    def _read_kop(self) -> Pad:
        self._tokens.popleft()
        is_lijst = self._skip("[")
        regel, namen = self._tokens[0].regel, self._read_namen()
        while self._skip("]"):
            pass
        pad: Pad = ()
        for plaats, naam in enumerate(namen, start=1):
            pad = (*pad, naam)
            self._regels.setdefault(pad, regel)
            if is_lijst and plaats == len(namen):
                self._aantallen[pad] = self._aantallen.get(pad, 0) + 1
            if pad in self._aantallen:
                pad = (*pad, self._aantallen[pad] - 1)
                self._regels.setdefault(pad, regel)
        return pad

    def _read_paar(self, tabel: Pad) -> None:
        regel = self._tokens[0].regel
        for naam in self._read_namen():
            tabel = (*tabel, naam)
            self._regels.setdefault(tabel, regel)
        self._tokens.popleft()  # the = sign
        self._read_waarde(tabel)

    def _read_namen(self) -> list[str]:
        namen = [self._read_naam()]
        while self._skip("."):
            namen.append(self._read_naam())
        return namen

    def _read_naam(self) -> str:
        naam = self._tokens.popleft().tekst
        return str(tomllib.loads(f"naam = {naam}")["naam"]) if naam[0] in "\"'" else naam

    def _read_waarde(self, pad: Pad) -> None:
        if self._skip("["):
            nummer = 0
            while not self._skip("]"):
                if not self._skip("\n", ","):
                    self._regels[*pad, nummer] = self._tokens[0].regel
                    self._read_waarde((*pad, nummer))
                    nummer += 1
        elif self._skip("{"):
            while not self._skip("}"):
                if not self._skip("\n", ","):
                    self._read_paar(pad)
        else:
            while self._tokens[0].tekst not in ("\n", ",", "]", "}"):
                self._tokens.popleft()

    def _skip(self, *tekens: str) -> bool:
        """Pass the next token when it is one of these."""
        gevonden = self._tokens[0].tekst in tekens
        if gevonden:
            self._tokens.popleft()
        return gevonden
