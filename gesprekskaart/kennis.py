"""Sharing with other regions what a conversation brought: what is agreed about it, and the file that goes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

import rfc8785
from pydantic import Field

from gesprekskaart.model import Model
from gesprekskaart.naamregister import make_sleutel
from gesprekskaart.sessie import Code, Sector, SoortSessie
from gesprekskaart.tekst import Naam, Regel


class Toestemming(Model):
    """Whether the own words of one partnership may be read elsewhere, without its name. Not said is no."""

    partnerschap: Code
    citeren: bool
    door: Regel = ""
    """Who said so, as others see them: a role, never a name."""


class Woordkeuze(Model):
    """What somebody decided about a word, name or number in what goes out."""

    woord: Naam
    vervanging: Regel | None = None
    """None: it may stay as it is."""

    @property
    def sleutel(self) -> str:
        """The same for every way of writing this word."""
        return make_sleutel(self.woord)


class Kennisinhoud(Model):
    """What is decided about sharing a conversation: kept with it, and exchanged with it; not part of the report."""

    toestemmingen: tuple[Toestemming, ...] = ()
    woordkeuzes: tuple[Woordkeuze, ...] = ()

    def may_cite(self, partnerschap: str) -> bool:
        """Whether this partnership agreed that its own words go out."""
        return any(t.partnerschap == partnerschap and t.citeren for t in self.toestemmingen)


class Kennis(Kennisinhoud):
    """The same as it is now, with what was last released."""

    vrijgegeven: str = ""
    """Fingerprint of the file that may leave; of anything else somebody must look first."""
    revisie: int = Field(default=0, ge=0, exclude=True)

    def with_toestemming(self, toestemming: Toestemming) -> Kennis:
        """The last word of a partnership counts."""
        andere = (t for t in self.toestemmingen if t.partnerschap != toestemming.partnerschap)
        return self.model_copy(update={"toestemmingen": (*andere, toestemming)})

    def with_woordkeuzes(self, keuzes: Iterable[Woordkeuze]) -> Kennis:
        """The last choice about a word counts."""
        alle = {keuze.sleutel: keuze for keuze in (*self.woordkeuzes, *keuzes)}
        return self.model_copy(update={"woordkeuzes": tuple(alle.values())})

    def without_woordkeuze(self, woord: str) -> Kennis:
        """As if nobody had decided about this word."""
        over = tuple(keuze for keuze in self.woordkeuzes if keuze.sleutel != make_sleutel(woord))
        return self.model_copy(update={"woordkeuzes": over})


class Rubriek(StrEnum):
    """What other regions look for."""

    UITKOMST = "uitkomst"
    OPLOSSING = "oplossing"
    WERKT = "wat werkt"
    VOORWAARDE = "voorwaarde"
    CITAAT = "eigen woorden"
    """Of one partnership, with its consent."""


class Kennisstuk(Model):
    """One text, without names."""

    rubriek: Rubriek
    kop: str
    van: str = ""
    """Pseudonym of the partnership whose own words these are."""
    tekst: str


class Kennisdeel(Model):
    """What belongs together: a question of the card, or for example the agreements."""

    id: str = ""
    """Of the question on the card."""
    titel: str
    stukken: tuple[Kennisstuk, ...]


class Kennispartnerschap(Model):
    """A partnership as others get to know it."""

    naam: str
    """Its pseudonym."""
    sectoren: tuple[Sector, ...] = ()


class Kennisgesprek(Model):
    """One conversation without names."""

    titel: str
    soort: SoortSessie
    kaart: str
    jaar: int | None = None
    fictief: bool = False
    partnerschappen: tuple[Kennispartnerschap, ...] = ()
    delen: tuple[Kennisdeel, ...] = ()


class Kennisbestand(Model):
    """What goes to other regions. The same choices give the same file, to the letter."""

    formaat: Literal["gesprekskaart-kennis/1"] = "gesprekskaart-kennis/1"
    gesprekken: tuple[Kennisgesprek, ...] = Field(min_length=1)

    @property
    def vingerafdruk(self) -> str:
        """SHA-256 of its canonical JSON, in hex."""
        return hashlib.sha256(rfc8785.dumps(self.model_dump(mode="json"))).hexdigest()
