"""A gesprekskaart: versioned data with GROW stages, blocks, questions, parts and recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from gesprekskaart.betrokkenheid import TeBetrekken
from gesprekskaart.model import Model
from gesprekskaart.tekst import Naam, Regel, TekstSoort, clean_tekst

MAX_VRAAG = 1_000
"""Characters in one question or recommendation. The longest on the gesprekskaart has 394; a beamer holds no more."""

MAX_UITLEG = 5_000
"""Characters in one explanation or help text."""

KaartId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
KaartVersie = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")]
VraagId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}[0-9]{1,2}$")]
CriteriumId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{0,14}$")]
OnderdeelId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}[0-9]{1,2}[a-z]$")]


def _clean_kaarttekst(tekst: str, maximum: int) -> str:
    # Measured before cleaning: so that what is refused is what its author counts.
    if len(tekst) > maximum:
        raise ValueError(f"mag hoogstens {maximum} tekens tellen, en telt er {len(tekst)}")
    return clean_tekst(tekst).strip()


def _clean_vraagtekst(tekst: str) -> str:
    schoon = " ".join(_clean_kaarttekst(tekst, MAX_VRAAG).split())
    if not schoon:
        raise ValueError("mag niet leeg zijn")
    return schoon


Vraagtekst = Annotated[str, AfterValidator(_clean_vraagtekst)]
"""The words of a question or recommendation: must hold something, on one line, at most MAX_VRAAG characters."""

Uitleg = Annotated[str, AfterValidator(lambda tekst: _clean_kaarttekst(tekst, MAX_UITLEG))]
"""An explanation, possibly empty or of several paragraphs, at most MAX_UITLEG characters."""


class Fasenaam(StrEnum):
    """The GROW stages; their names stay English, as on the card. THEMA is for cards that do not follow GROW."""

    GOAL = "Goal"
    REALITY = "Reality"
    OPTIONS = "Options"
    WAY_FORWARD = "Way Forward"
    THEMA = "Thema's"


class Onderdeel(Model):
    """A sub-bullet of a question; it is answered by itself."""

    id: OnderdeelId
    tekst: Naam


class Vraag(Model):
    """A question of the card, word for word. One with parts is answered per part and concluded as a whole."""

    id: VraagId
    tekst: Vraagtekst
    onderdelen: tuple[Onderdeel, ...] = ()
    aanvulling: Uitleg = ""
    """Help of our own, always shown as 'aanvulling op de kaart'."""

    @property
    def sleutels(self) -> tuple[str, ...]:
        """The ids under which answers to this question are kept: its parts', or its own."""
        return tuple(onderdeel.id for onderdeel in self.onderdelen) or (self.id,)

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id, then those of its parts."""
        return (self.id, *(onderdeel.id for onderdeel in self.onderdelen))


class Blok(Model):
    """A heading of the card with its questions."""

    titel: Naam
    vragen: tuple[Vraag, ...] = ()


class Fase(Model):
    """A stage with its blocks. Way Forward may have none: there the recommendations are checked."""

    fase: Fasenaam
    titel: Naam
    blokken: tuple[Blok, ...] = ()
    aanvulling: Uitleg = ""


class Aanbeveling(Model):
    """A recommendation that the card gives along."""

    id: VraagId
    tekst: Vraagtekst


class Criterium(Model):
    """What a keuzemogelijkheid is judged by, and where the card already asks what belongs to it.

    An addition of our own to the card, as help texts are.
    """

    id: CriteriumId
    titel: Naam
    per_functie: bool = False
    """Scored for each of the card's functions as well."""
    kansen: tuple[str, ...] = ()
    """Ids of questions, or of parts where a question has them."""
    risicos: tuple[str, ...] = ()
    consequenties: tuple[str, ...] = ()
    nodig: tuple[str, ...] = ()

    def sleutels_bij(self, aspect: TekstSoort) -> tuple[str, ...]:
        """Where the card already asks for this aspect (one of ASPECTEN)."""
        return {
            TekstSoort.KANSEN: self.kansen,
            TekstSoort.RISICOS: self.risicos,
            TekstSoort.CONSEQUENTIES: self.consequenties,
            TekstSoort.NODIG: self.nodig,
        }[aspect]


class Kaart(Model):
    """One version of one card."""

    id: KaartId
    titel: Naam
    versie: KaartVersie
    bron: Naam
    uitleg: Uitleg = ""
    """How the card works (GROW, or the working method), as its source says it."""
    functies: tuple[Naam, ...] = ()
    werkwijze: tuple[Naam, ...] = ()
    """Steps that a group walks through per theme (opdenksessie)."""
    fasen: tuple[Fase, ...]
    aanbevelingen_inleiding: Regel = ""
    aanbevelingen: tuple[Aanbeveling, ...] = ()
    criteria: tuple[Criterium, ...] = ()
    """By which keuzemogelijkheden are judged; people may add their own."""
    betrokkenen: tuple[TeBetrekken, ...] = ()
    """Whom to think of besides those at the table; ours where the card itself names nobody."""

    @property
    def vragen(self) -> tuple[Vraag, ...]:
        """All questions in the card's order."""
        return tuple(vraag for _, _, vraag in self.walk())

    @property
    def ids(self) -> tuple[str, ...]:
        """Of all questions and parts, in the card's order."""
        return tuple(id for vraag in self.vragen for id in vraag.ids)

    def find_vraag(self, id: str) -> Vraag | None:
        """The question with this id, or with a part that has it; None where the card has no such."""
        return next((vraag for vraag in self.vragen if id in vraag.ids), None)

    def find_tekst(self, sleutel: str) -> str:
        """The words of a question or part, by its id; nothing where the card has no such."""
        delen = {deel.id: deel.tekst for vraag in self.vragen for deel in vraag.onderdelen}
        return {**delen, **{vraag.id: vraag.tekst for vraag in self.vragen}}.get(sleutel, "")

    def walk(self) -> Iterator[tuple[Fase, Blok, Vraag]]:
        """Every question with the stage and block it stands in, in the card's order."""
        for fase in self.fasen:
            for blok in fase.blokken:
                for vraag in blok.vragen:
                    yield fase, blok, vraag
