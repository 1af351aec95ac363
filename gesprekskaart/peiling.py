"""Polls: how much support there is for a statement, or which answer people prefer. A poll binds nobody.

The required support is fixed before a poll opens. What somebody voted is nobody else's until it closes; of an anonymous
poll it never is: at closing the votes lose their voters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from gesprekskaart.errors import Botsing
from gesprekskaart.model import Model
from gesprekskaart.sessie import Code
from gesprekskaart.tekst import Langtekst, Naam

BINDT_NIEMAND = "Een peiling bindt niemand: besturen beslissen."

MAX_REDEN = 1_000
"""Characters: a reason is a few sentences, written on a phone."""

MIN_OPTIES, MAX_OPTIES = 2, 10


class Peilingsoort(StrEnum):
    """What is asked: how somebody stands in a statement, or which of some answers it is."""

    GRADIENT = "gradient"
    EIGEN_VRAAG = "eigen vraag"


class Peilingwijze(StrEnum):
    """Who has one vote."""

    PERSOON = "persoon"
    PARTNERSCHAP = "partnerschap"


class Peilingstand(StrEnum):
    """How far a poll is; moves only along. A closed poll never opens again: another poll does."""

    CONCEPT = "concept"
    """Only who leads sees it, and may still change it."""
    OPEN = "open"
    GESLOTEN = "gesloten"


class Steun(StrEnum):
    """The gradients of agreement, from full support to objection; who abstains is counted apart."""

    VOLLEDIG_EENS = "volledig eens"
    MET_KANTTEKENING = "eens met kanttekening"
    NEUTRAAL = "neutraal"
    TWIJFEL = "twijfel"
    BEZWAAR = "bezwaar"
    ONTHOUDING = "onthouding"


VOOR = (Steun.VOLLEDIG_EENS, Steun.MET_KANTTEKENING)
"""What counts as support."""


class Drempel(Model):
    """The support that was asked for beforehand."""

    percentage: int = Field(ge=1, le=100)
    """Of a gradient: of those who voted and did not abstain, at least this part supports it. Of an own question: one
    answer gets at least this part of the votes."""
    bezwaar_blokkeert: bool = False
    """One objection is enough to say that the support is not there."""


def _check_reden(reden: str) -> str:
    if len(reden) > MAX_REDEN:
        raise ValueError(f"mag hoogstens {MAX_REDEN} tekens tellen, en telt er {len(reden)}")
    return reden.strip()


Reden = Annotated[Langtekst, AfterValidator(_check_reden)]

Peilingnummer = Annotated[str, StringConstraints(pattern=r"^P[1-9][0-9]{0,2}$")]
"""What a poll is called in its session: P1, P2, …"""


class Peiling(Model):
    """One poll. Everything but its stand is fixed once it has opened."""

    nummer: Peilingnummer
    soort: Peilingsoort = Peilingsoort.GRADIENT
    stelling: Naam
    """The statement, or the question."""
    opties: tuple[Naam, ...] = ()
    """Of an own question; a gradient has its own six."""
    per: Peilingwijze = Peilingwijze.PERSOON
    anoniem: bool = False
    """Said before anybody votes. False: after closing everybody sees who voted what."""
    drempel: Drempel | None = None
    """None: nothing was asked for; the poll only shows where people stand."""
    bron: str | None = Field(default=None, pattern=r"^[A-Za-z0-9-]{1,20}$")
    """What it is about: id of a question or part on the card, or the number of a keuzemogelijkheid."""
    stand: Peilingstand = Peilingstand.CONCEPT
    stemgerechtigd: int | None = Field(default=None, ge=0)
    """How many could have voted, as counted at closing."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @model_validator(mode="after")
    def _is_of_its_kind(self) -> Self:
        if self.soort is Peilingsoort.GRADIENT:
            if self.opties:
                raise ValueError("een gradient heeft vaste keuzes; eigen antwoorden horen bij een eigen vraag")
            return self
        if not MIN_OPTIES <= len(self.opties) <= MAX_OPTIES:
            raise ValueError(f"een eigen vraag heeft {MIN_OPTIES} tot {MAX_OPTIES} antwoorden om uit te kiezen")
        if len({optie.casefold() for optie in self.opties}) < len(self.opties):
            raise ValueError("twee antwoorden zijn hetzelfde")
        if self.drempel is not None and self.drempel.bezwaar_blokkeert:
            raise ValueError("bij een eigen vraag kan niemand bezwaar maken; laat ‘bezwaar blokkeert’ weg")
        return self

    @property
    def keuzes(self) -> tuple[str, ...]:
        """What one may vote, in order."""
        return self.opties if self.soort is Peilingsoort.EIGEN_VRAAG else tuple(steun.value for steun in Steun)

    @property
    def gevraagd(self) -> str:
        """The support that was asked for beforehand, in words."""
        if self.drempel is None:
            return "Vooraf is geen steun afgesproken: deze peiling laat alleen zien hoe het ligt."
        deel = f"Minstens {self.drempel.percentage}%"
        if self.soort is Peilingsoort.EIGEN_VRAAG:
            return f"{deel} van de stemmen gaat naar één antwoord."
        en_geen = ", en niemand heeft bezwaar" if self.drempel.bezwaar_blokkeert else ""
        return (
            f"{deel} van wie stemt is het volledig eens of eens met een kanttekening{en_geen}. "
            "Onthoudingen tellen niet mee."
        )

    @property
    def zichtbaarheid(self) -> str:
        """Who will see what somebody votes, in words for who is about to."""
        if self.anoniem:
            return (
                "Anoniem: niemand ziet wat jij stemt, ook later niet. "
                "Na het sluiten staan de aantallen er, en de redenen zonder naam."
            )
        return "Op naam: na het sluiten ziet iedereen wie wat stemde, en waarom."


class Steminhoud(Model):
    """What was voted: by a person, or for a partnership. In a closed anonymous poll nobody stands with it any more."""

    deelnemer: int | None = Field(default=None, ge=1, le=999)
    partnerschap: Code | None = None
    keuze: Naam
    reden: Reden = ""

    @model_validator(mode="after")
    def _has_one_voter(self) -> Self:
        if self.deelnemer is not None and self.partnerschap is not None:
            raise ValueError("een stem is van één deelnemer of van één partnerschap")
        return self

    @property
    def stemmer(self) -> int | str | None:
        """Whose vote it is: the number of a participant, or the code of a partnership."""
        return self.deelnemer if self.deelnemer is not None else self.partnerschap


class Stem(Steminhoud):
    """One vote in a poll."""

    peiling: Peilingnummer
    revisie: int = Field(default=1, ge=1, exclude=True)


class NietOpen(Botsing):
    """A poll that closed in the meantime, or did not open yet."""

    def __init__(self, nummer: str) -> None:
        super().__init__(f"Peiling {nummer} is niet (meer) open. Je stem is nu niet meegeteld.")


class Telling(NamedTuple):
    """How often something was voted."""

    keuze: str
    aantal: int


class Uitslag(NamedTuple):
    """What a closed poll came to. It decides nothing."""

    verdeling: tuple[Telling, ...]
    """Every choice in its order, also what nobody voted."""
    gestemd: int
    stemgerechtigd: int
    steun: int
    """Percentage, rounded down: of a gradient who supports it, of an own question the largest answer."""
    bezwaren: int
    gehaald: bool | None
    """Whether the support that was asked for is there; None when none was."""

    @property
    def in_woorden(self) -> str:
        """Whether the support that was asked for is there."""
        if self.gehaald is None:
            return f"{self.steun}%"
        bij = {0: "", 1: ", 1 bezwaar"}.get(self.bezwaren, f", {self.bezwaren} bezwaren")
        return f"{'Gehaald' if self.gehaald else 'Niet gehaald'}: {self.steun}%{bij}"


def count_uitslag(peiling: Peiling, stemmen: Iterable[Steminhoud]) -> Uitslag:
    """Count these votes of this poll."""
    deze = [stem.keuze for stem in stemmen]
    telling = Counter(deze)
    voor, van = _count_steun(peiling, telling)
    bezwaren = telling[Steun.BEZWAAR.value] if peiling.soort is Peilingsoort.GRADIENT else 0
    return Uitslag(
        verdeling=tuple(Telling(keuze, telling[keuze]) for keuze in peiling.keuzes),
        gestemd=len(deze),
        stemgerechtigd=max(peiling.stemgerechtigd or 0, len(deze)),
        steun=100 * voor // van if van else 0,
        bezwaren=bezwaren,
        gehaald=_is_gehaald(peiling.drempel, voor, van, bezwaren),
    )


def tell_verdeling(uitslag: Uitslag) -> str:
    """How the votes fell, in words: for whoever does not see the picture."""
    return ", ".join(f"{keuze} {aantal}" for keuze, aantal in uitslag.verdeling)


def _count_steun(peiling: Peiling, telling: Counter[str]) -> tuple[int, int]:
    """How many support it, of how many."""
    if peiling.soort is Peilingsoort.EIGEN_VRAAG:
        return max((telling[keuze] for keuze in peiling.keuzes), default=0), telling.total()
    return sum(telling[steun.value] for steun in VOOR), telling.total() - telling[Steun.ONTHOUDING.value]


def _is_gehaald(drempel: Drempel | None, voor: int, van: int, bezwaren: int) -> bool | None:
    if drempel is None:
        return None
    if van == 0 or (drempel.bezwaar_blokkeert and bezwaren):
        return False
    # Whole numbers: 2 of 3 is not 67%, however it is rounded for reading.
    return 100 * voor >= drempel.percentage * van


def find_fault(peiling: Peiling, stem: Steminhoud) -> str | None:
    """Why this cannot be voted in this poll, as a sentence; None when it can."""
    if stem.keuze not in peiling.keuzes:
        return f"‘{stem.keuze[:60]}’ is geen keuze in peiling {peiling.nummer}."
    if peiling.soort is Peilingsoort.GRADIENT and stem.keuze == Steun.BEZWAAR and not stem.reden:
        return "bij ‘bezwaar’ hoort een reden: waarom, en wat zou helpen?"
    return None


def sort_stemmen(peiling: Peiling, stemmen: Iterable[Stem]) -> tuple[Stem, ...]:
    """The votes of this poll in a fixed order that tells nothing of who was first: by voter, or by what was said."""
    volgorde = {keuze: plaats for plaats, keuze in enumerate(peiling.keuzes)}
    deze = (stem for stem in stemmen if stem.peiling == peiling.nummer)
    return tuple(
        sorted(
            deze,
            key=lambda stem: (
                stem.deelnemer or 0,
                stem.partnerschap or "",
                volgorde.get(stem.keuze, len(volgorde)),
                stem.keuze,
                stem.reden,
            ),
        )
    )


def strip_stemmers(peiling: Peiling, stemmen: Iterable[Stem]) -> tuple[Stem, ...]:
    """The votes of this poll as they are kept once it is closed: of an anonymous poll without their voters."""
    if not peiling.anoniem:
        return sort_stemmen(peiling, stemmen)
    zonder = (
        stem.model_copy(update={"deelnemer": None, "partnerschap": None, "revisie": 1})
        for stem in stemmen
        if stem.peiling == peiling.nummer
    )
    return sort_stemmen(peiling, zonder)
