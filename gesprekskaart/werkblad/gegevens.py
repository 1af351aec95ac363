"""What a worksheet says, in whatever kind of file: for which card, of whom, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from gesprekskaart.kaart import Fase, Kaart, Vraag

UITLEG = (
    "Vul in wat je wilt; leeg laten mag. Lees het werkblad daarna in op het scherm Voorbereiden. Je ziet eerst wat er "
    "komt te staan; tot je dat bevestigt verandert er niets."
)

WIE = "Partnerschap (naam of afkorting)"

_KENMERK = re.compile(r"gesprekskaart-werkblad/1 ([a-z][a-z0-9-]{1,39}) ([0-9]+(?:\.[0-9]+){0,2})")


class Werkbladsoort(StrEnum):
    """The files that a worksheet can be; the value is how its name ends."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"


MEDIA_TYPES = {
    Werkbladsoort.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Werkbladsoort.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Werkbladsoort.PDF: "application/pdf",
}


class Werkblad(NamedTuple):
    """A worksheet as it was read; nothing of it has been judged."""

    kaart_id: str
    kaart_versie: str
    partnerschap: str
    """As somebody wrote it: a code, a name, or nothing."""
    antwoorden: Mapping[str, str]
    """By the id of the question or part; what was left empty is missing."""


class Invulvak(NamedTuple):
    """A place to answer in, with all that is asked there."""

    sleutel: str
    fase: Fase
    vraag: Vraag
    onderdeel: str
    """The words of the part; empty where the question has none."""

    @property
    def tekst(self) -> str:
        """What is asked, in one line."""
        return f"{self.vraag.tekst} {self.onderdeel}".strip()


def make_kenmerk(kaart: Kaart) -> str:
    """By which a worksheet is known, and which card it is of."""
    return f"gesprekskaart-werkblad/1 {kaart.id} {kaart.versie}"


def parse_kenmerk(tekst: str) -> tuple[str, str] | None:
    """Id and version of the card; None when this is no such mark."""
    gevonden = _KENMERK.search(tekst)
    return (gevonden[1], gevonden[2]) if gevonden else None


def walk_vakken(kaart: Kaart) -> Iterator[Invulvak]:
    """Every place to answer in, in the card's order."""
    for fase, _, vraag in kaart.walk():
        delen = {deel.id: deel.tekst for deel in vraag.onderdelen}
        for sleutel in vraag.sleutels:
            yield Invulvak(sleutel, fase, vraag, delen.get(sleutel, ""))
