"""Keuzemogelijkheden: the options K1, K2, … that people weigh, how each is judged per criterium, and what was decided.

A score says how it looks at one criterium. Nothing adds scores up, and no count of votes chooses: people decide, and
say why.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints

from gesprekskaart.kaart import Criterium, CriteriumId, Kaart
from gesprekskaart.model import Model
from gesprekskaart.peiling import Peiling, Peilingstand, Reden
from gesprekskaart.tekst import KEUZESOORTEN, Naam, Plek, TekstSoort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gesprekskaart.dossier import Dossier

Keuzenummer = Annotated[str, StringConstraints(pattern=r"^K[1-9][0-9]{0,2}$")]
"""What an option is called in its session: K1, K2, …; given once, never reused."""

Bron = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}(#[0-9a-z]{1,32})?$")]
"""Where something came from: a question or part, and behind # which inbreng to it (see `gesprekskaart.bron`)."""

EIGEN = "eigen"
"""What the ids of criteria begin with that people added themselves."""

ASPECTNAMEN = {
    TekstSoort.KANSEN: "Kansen",
    TekstSoort.RISICOS: "Risico’s",
    TekstSoort.CONSEQUENTIES: "Consequenties",
    TekstSoort.NODIG: "Minimaal nodig",
}
"""What the aspects of a judgement are called on screen and paper, in their order."""


class Score(StrEnum):
    """How an option looks at one criterium. The value is stored and never changes."""

    ZEER_GUNSTIG = "zeer gunstig"
    GUNSTIG = "gunstig"
    NEUTRAAL = "neutraal"
    ONGUNSTIG = "ongunstig"
    ZEER_ONGUNSTIG = "zeer ongunstig"

    @property
    def teken(self) -> str:
        """The sign that people know it by."""
        return {
            Score.ZEER_GUNSTIG: "++",
            Score.GUNSTIG: "+",
            Score.NEUTRAAL: "0",
            Score.ONGUNSTIG: "–",
            Score.ZEER_ONGUNSTIG: "– –",
        }[self]


SCHAAL = ", ".join(f"{score.teken} {score}" for score in Score)
"""What the signs mean, in one line."""


class Uitkomst(StrEnum):
    """What was decided about an option."""

    GEKOZEN = "gekozen"
    AANGEPAST = "aangepast"
    """Chosen, in another shape than it was proposed in; the reason says which."""
    AANGEHOUDEN = "aangehouden"
    VERVALLEN = "vervallen"


def _require_reden(reden: str) -> str:
    if not reden:
        raise ValueError("bij een besluit hoort een reden: waarom wel, of waarom niet?")
    return reden


class Besluit(Model):
    """What people decided about an option, and why. A poll decides nothing, so a reason is never left out."""

    uitkomst: Uitkomst
    reden: Annotated[Reden, AfterValidator(_require_reden)]


class Keuzemogelijkheid(Model):
    """One option. What is written of it are Teksten: `beschrijving/K1`, `infrastructuur/K1`, `kansen/K1-functies`."""

    nummer: Keuzenummer
    titel: Naam
    bronnen: tuple[Bron, ...] = ()
    """Questions, parts and inbreng that it came from."""
    besluit: Besluit | None = None
    verwijderd: bool = False
    """Taken off the list, with everything that was written of it; it can be put back."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @property
    def naam(self) -> str:
        """Number and title together."""
        return f"{self.nummer} {self.titel}"


class EigenCriterium(Model):
    """A criterium that people added to those of the card."""

    id: CriteriumId
    titel: Naam
    verwijderd: bool = False
    """Taken off, with what was written at it; it can be put back."""
    revisie: int = Field(default=1, ge=1, exclude=True)


class Beoordeling(Model):
    """The score of one option at one criterium, or of one function there."""

    keuze: Keuzenummer
    criterium: CriteriumId
    functie: Naam | None = None
    """One of the card's functions, at a criterium that is scored per function."""
    score: Score | None = None
    """None: scored before, and taken back."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @property
    def waarvan(self) -> tuple[str, str, str | None]:
        """Which score it is."""
        return self.keuze, self.criterium, self.functie


def plek_van(aspect: TekstSoort, keuze: str, criterium: str) -> Plek:
    """Where an aspect (one of ASPECTEN) of an option at a criterium is written."""
    return Plek(soort=aspect, sleutel=f"{keuze}-{criterium}")


def list_keuzes(dossier: Dossier) -> tuple[Keuzemogelijkheid, ...]:
    """The options that are not taken off, by number."""
    return tuple(
        sorted((k for k in dossier.keuzemogelijkheden if not k.verwijderd), key=lambda keuze: int(keuze.nummer[1:]))
    )


def list_criteria(kaart: Kaart, eigen: Iterable[EigenCriterium]) -> tuple[Criterium, ...]:
    """Those of the card and then people's own, without those that were taken off."""
    return (*kaart.criteria, *(Criterium(id=c.id, titel=c.titel) for c in eigen if not c.verwijderd))


def list_sleutels(dossier: Dossier, soort: TekstSoort) -> set[str]:
    """What texts of this kind (of KEUZESOORTEN or ASPECTEN) can be about."""
    if soort in KEUZESOORTEN:
        return {keuze.nummer for keuze in list_keuzes(dossier)}
    criteria = list_criteria(dossier.kaart, dossier.criteria)
    return {f"{keuze.nummer}-{criterium.id}" for keuze in list_keuzes(dossier) for criterium in criteria}


def list_peilingen(dossier: Dossier, keuze: str) -> tuple[Peiling, ...]:
    """The polls about this option, by number, in the dossier as it was opened for somebody."""
    return tuple(peiling for peiling in dossier.peilingen if peiling.bron == keuze)


def find_lopende(dossier: Dossier, keuze: str) -> Peiling | None:
    """The poll about this option that is being prepared or voted in."""
    lopend = (peiling for peiling in list_peilingen(dossier, keuze) if peiling.stand is not Peilingstand.GESLOTEN)
    return next(lopend, None)


class Gezegd(NamedTuple):
    """What was already said under the questions of the card, where an aspect of a judgement is asked once more."""

    sleutel: str
    van: str
    """Code of a partnership; empty for what they concluded together."""
    tekst: str

    @property
    def met_bron(self) -> str:
        """The text as it is taken over, with where it came from."""
        return f"{self.tekst.strip()} ({self.van or 'samen'}, {self.sleutel})"


def list_gezegd(dossier: Dossier, criterium: Criterium, aspect: TekstSoort) -> tuple[Gezegd, ...]:
    """What partnerships answered where the card asks for this aspect, and what they concluded of it together."""
    gevraagd = criterium.sleutels_bij(aspect)
    gezegd = [
        Gezegd(sleutel, p.code, dossier.tekst(TekstSoort.ANTWOORD, sleutel, p.code))
        for sleutel in gevraagd
        for p in dossier.partnerschappen
    ]
    gezegd += [
        Gezegd(vraag.id, "", dossier.tekst(TekstSoort.CONCLUSIE, vraag.id))
        for vraag in dossier.kaart.vragen
        if set(gevraagd) & set(vraag.sleutels)
    ]
    return tuple(deel for deel in gezegd if deel.tekst.strip())
