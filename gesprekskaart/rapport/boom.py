"""The report as a tree that knows nothing of formats: headings, what people wrote, facts, tables, lists.

Every file of text (Word, web page, Markdown) is written from this one tree, so that they say the same in one order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from gesprekskaart.datum import format_kort


class Nadruk(StrEnum):
    """How a piece of a line stands out, if it does."""

    GEWOON = "gewoon"
    VET = "vet"
    CURSIEF = "cursief"
    """Said by the report itself, not by the people in it."""


class Stuk(NamedTuple):
    """A piece of a line."""

    tekst: str
    nadruk: Nadruk = Nadruk.GEWOON


def vet(tekst: str) -> Stuk:
    """Stands out."""
    return Stuk(tekst, Nadruk.VET)


def cursief(tekst: str) -> Stuk:
    """Said by the report itself."""
    return Stuk(tekst, Nadruk.CURSIEF)


class Kop(NamedTuple):
    """A heading: 1 is a chapter, and below a heading comes at most one level deeper."""

    niveau: int
    tekst: str
    nummer: str = ""
    """What it is called: the id of a question, the number of an option."""


class Alinea(NamedTuple):
    """A line that the report says."""

    stukken: tuple[Stuk, ...]

    @property
    def tekst(self) -> str:
        """Its words, without how they look."""
        return "".join(stuk.tekst for stuk in self.stukken)


class Woorden(NamedTuple):
    """What people wrote, as they wrote it: of several lines, and never markup."""

    tekst: str
    van: str = ""
    """Whose it is, in a few letters."""


class Paneel(NamedTuple):
    """What was concluded together, or a view that must be on record: set apart, under a few words."""

    kop: str
    tekst: str


class Feiten(NamedTuple):
    """Short facts, each after its label."""

    regels: tuple[tuple[str, str], ...]


class Lijst(NamedTuple):
    """Points, in no order."""

    punten: tuple[str, ...]


class Antwoordvak(NamedTuple):
    """What one partnership said at a question, or that it said nothing."""

    code: str
    naam: str
    bij: str = ""
    """When it was said, or why it was not: in words of the report."""
    tekst: str = ""


class Antwoorden(NamedTuple):
    """What the partnerships answered to one question, to be read side by side."""

    vakken: tuple[Antwoordvak, ...]


Cel: TypeAlias = str | int | date


class Tabel(NamedTuple):
    """A table; its first row is always a header, its first column too unless it says otherwise."""

    titel: str
    """What it shows, for whoever does not see it."""
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    breedtes: tuple[int, ...] = ()
    """How the columns share the width; none: each as much."""


Blok: TypeAlias = Kop | Alinea | Woorden | Paneel | Feiten | Lijst | Antwoorden | Tabel


class Merk(NamedTuple):
    """What must be known before anything else is read: 'Concept', 'Fictief voorbeeld'."""

    woord: str
    uitleg: str


class Rapport(NamedTuple):
    """A report to be written in whatever format."""

    titel: str
    soort: str
    """'Verslag van het regiogesprek'."""
    onderwerp: str
    auteur: str
    stand: str
    """'Concept', 'Versie 2, ter reactie'."""
    merken: tuple[Merk, ...]
    gemaakt_op: datetime
    omslag: tuple[tuple[str, str], ...]
    """The facts of the cover."""
    blokken: tuple[Blok, ...]


def make_alinea(*stukken: str | Stuk) -> Alinea:
    """A line of these pieces."""
    return Alinea(tuple(stuk if isinstance(stuk, Stuk) else Stuk(stuk) for stuk in stukken))


def make_feiten(feiten: Sequence[tuple[str, str]]) -> list[Blok]:
    """These facts; what is not known is left out, and so is a list of nothing."""
    regels = tuple((label, feit.strip()) for label, feit in feiten if feit.strip())
    return [Feiten(regels)] if regels else []


def make_woorden(tekst: str, van: str = "") -> list[Blok]:
    """What somebody wrote, or nothing."""
    return [Woorden(tekst.strip("\n"), van)] if tekst.strip() else []


def format_cel(cel: Cel) -> str:
    """A cell as people read it."""
    return format_kort(cel) if isinstance(cel, date) else str(cel)
