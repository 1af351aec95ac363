"""The way forward: agreements, actions and the check on the card's recommendations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self, TypeAlias, TypeVar

from pydantic import Field, StringConstraints, model_validator

from gesprekskaart.datum import format_kort
from gesprekskaart.model import Model
from gesprekskaart.sessie import MAX_DEELNEMER, Functie, Pijler, Sector
from gesprekskaart.tekst import Naam, Plek, Regel, TekstSoort
from gesprekskaart.vorig import join_bronnen

Nummer = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
"""What an afspraak ('2026-01') or actie ('8', 'S1') is called; given once, never reused."""


class Afspraakstand(StrEnum):
    """How firm an agreement is."""

    CONCEPT = "concept"
    ONDER_VOORBEHOUD = "afgesproken onder voorbehoud"
    VASTGESTELD = "vastgesteld"
    AANGEHOUDEN = "aangehouden"
    VERVALLEN = "vervallen"


class Actiestand(StrEnum):
    """How far an action is."""

    OPEN = "open"
    LOOPT = "loopt"
    GEREED = "gereed"
    VERVALLEN = "vervallen"


class Oordeel(StrEnum):
    """Whether a recommendation of the card was met in this conversation."""

    JA = "ja"
    DEELS = "deels"
    NEE = "nee"


class Instemmingstand(StrEnum):
    """What a board said of an agreement so far."""

    NODIG = "nog te vragen"
    GEVRAAGD = "gevraagd"
    INGESTEMD = "ingestemd"
    NIET_INGESTEMD = "niet ingestemd"


class Instemming(Model):
    """A board that an agreement waits for: who is at the table mostly cannot decide."""

    bestuur: Naam
    stand: Instemmingstand = Instemmingstand.NODIG
    op: date | None = None
    """When it decided; until then when it will."""
    toelichting: Regel = ""
    door: Regel = ""
    """Who told what the board decided: role and organisation. Asked of what is told after freezing."""

    @property
    def in_woorden(self) -> str:
        """'Vakcollege Drevenmark: nog te vragen, 21-4-2026 (na overleg met de regio)'."""
        dag = f", {format_kort(self.op)}" if self.op else ""
        door = f", doorgegeven door {self.door}" if self.door else ""
        return f"{self.bestuur}: {self.stand}{dag}{door}{f' ({self.toelichting})' if self.toelichting else ''}"


class Afspraak(Model):
    """An agreement between partnerships.

    Its texts are at `afspraak/<nummer>`, `resultaat/<nummer>` and `meting/<nummer>`, so that they are never lost.
    """

    nummer: Nummer
    functies: tuple[Functie, ...] = ()
    sectoren: tuple[Sector, ...] = ()
    bronnen: tuple[Regel, ...] = ()
    """What it came from, by id: a question or part ('RS4b'), an option ('K1'), a poll ('P1'), another agreement."""
    stand: Afspraakstand = Afspraakstand.CONCEPT
    toelichting: Regel = ""
    """Why it is deferred or dropped, for example."""
    pijlers: tuple[Pijler, ...] = ()
    instemmingen: tuple[Instemming, ...] = ()
    """Boards that must consent, or did."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @model_validator(mode="after")
    def _waits_for_its_boards(self) -> Self:
        besturen = [instemming.bestuur for instemming in self.instemmingen]
        if len(set(besturen)) < len(besturen):
            raise ValueError("een bestuur staat er twee keer bij; laat er één staan")
        if self.stand is Afspraakstand.VASTGESTELD and (wachten := self.wacht_op):
            raise ValueError(
                f"‘{self.stand}’ kan pas als elk bestuur heeft ingestemd; dat is nog niet zo bij {', '.join(wachten)}. "
                "Leg hun besluit vast bij de afspraak, onder Instemming, "
                f"of kies zolang ‘{Afspraakstand.ONDER_VOORBEHOUD}’"
            )
        return self

    @property
    def wacht_op(self) -> tuple[str, ...]:
        """Boards that did not consent (yet)."""
        return tuple(i.bestuur for i in self.instemmingen if i.stand is not Instemmingstand.INGESTEMD)

    @property
    def naam(self) -> str:
        """What it is called in a sentence."""
        return f"Afspraak {self.nummer}"

    @property
    def plek(self) -> Plek:
        """Where its text belongs."""
        return Plek(soort=TekstSoort.AFSPRAAK, sleutel=self.nummer)

    @property
    def velden(self) -> dict[str, str]:
        """Everything of it but its texts, in words by name: what people compare."""
        return {
            "stand": self.stand,
            "functies": ", ".join(self.functies),
            "sectoren": ", ".join(self.sectoren),
            "pijlers": ", ".join(self.pijlers),
            "komt uit": join_bronnen(self.bronnen),
            "instemming": "; ".join(instemming.in_woorden for instemming in self.instemmingen),
            "toelichting": self.toelichting,
        }


class Actie(Model):
    """A to-do. Its text is a Tekst at `actie/<nummer>`. Without owner or term it is open work, not refused."""

    nummer: Nummer
    eigenaar: Regel = ""
    """Role and organisation: 'programmaleider AOZ, Lyceumgroep Zilveroever'."""
    termijn: date | None = None
    stand: Actiestand = Actiestand.OPEN
    afspraak: Nummer | None = None
    toelichting: Regel = ""
    bronnen: tuple[Regel, ...] = ()
    """What else it came from than an agreement, by id: a recommendation ('A3'), a question, an option."""
    deelnemer: int | None = Field(default=None, ge=1, le=MAX_DEELNEMER)
    """Number of the participant who is the owner; `eigenaar` says the same in words, and stays when they leave."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @property
    def is_af(self) -> bool:
        """Nothing has to be done any more."""
        return self.stand in (Actiestand.GEREED, Actiestand.VERVALLEN)

    @property
    def mist_iets(self) -> bool:
        """Open work of which nobody said who does it, or by when."""
        return not self.is_af and not (self.eigenaar and self.termijn)

    def is_te_laat(self, vandaag: date) -> bool:
        """Its term is past, and it is not done."""
        return not self.is_af and self.termijn is not None and self.termijn < vandaag

    @property
    def naam(self) -> str:
        """What it is called in a sentence."""
        return f"Actie {self.nummer}"

    @property
    def plek(self) -> Plek:
        """Where its text belongs."""
        return Plek(soort=TekstSoort.ACTIE, sleutel=self.nummer)

    @property
    def velden(self) -> dict[str, str]:
        """Everything of it but its text, in words by name: what people compare."""
        return {
            "wie": self.eigenaar + (f" (deelnemer {self.deelnemer})" if self.deelnemer else ""),
            "wanneer": format_kort(self.termijn) if self.termijn else "",
            "stand": self.stand,
            "afspraak": self.afspraak or "",
            "komt uit": join_bronnen(self.bronnen),
            "toelichting": self.toelichting,
        }


class Toets(Model):
    """The group's judgement of one recommendation; its texts are at `toelichting/A1` and `aanpak/A1`."""

    aanbeveling: str
    oordeel: Oordeel | None = None
    revisie: int = Field(default=1, ge=1, exclude=True)


Vervolgstuk: TypeAlias = Afspraak | Actie
"""What was agreed or will be done."""

Stuk = TypeVar("Stuk", Afspraak, Actie)


BEGIN = "begin"
"""What a revision is called that nobody made: how it was when we began to keep them."""


class Verwijderd(Model):
    """An agreement or action that was taken out. Its number and texts stay: it can be put back until a freeze."""

    stuk: Vervolgstuk
    op: datetime


class Revisie(Model):
    """How an agreement or action was after one change, and what the log says of that change."""

    stuk: Vervolgstuk
    handeling: str
    wie: str
    """As in the log: an id, never a name; empty for the BEGIN."""
    op: datetime


class Veldverschil(Model):
    """One thing that differs between two states of an agreement or action, in words; empty where there was nothing."""

    veld: str
    van: str
    naar: str


def compare_velden(van: Vervolgstuk, naar: Vervolgstuk) -> tuple[Veldverschil, ...]:
    """What differs, in the order in which a screen asks it."""
    nieuw = naar.velden
    return tuple(
        Veldverschil(veld=veld, van=was, naar=nieuw[veld])
        for veld, was in van.velden.items()
        if veld in nieuw and was != nieuw[veld]
    )


class Actiefilter(StrEnum):
    """Which actions one wants to see."""

    NOG_TE_DOEN = "nog te doen"
    TE_LAAT = "te laat"
    MIST_IETS = "zonder wie of wanneer"
    AF = "af"
    ALLE = "alle"


def filter_acties(acties: Iterable[Actie], filter_: Actiefilter, vandaag: date) -> tuple[Actie, ...]:
    """These actions, what asks for attention first: late, then by term, then without one; what is done comes last."""
    past = {
        Actiefilter.NOG_TE_DOEN: lambda actie: not actie.is_af,
        Actiefilter.TE_LAAT: lambda actie: actie.is_te_laat(vandaag),
        Actiefilter.MIST_IETS: lambda actie: actie.mist_iets,
        Actiefilter.AF: lambda actie: actie.is_af,
        Actiefilter.ALLE: lambda _: True,
    }[filter_]
    # The earliest term comes first, and what is late has the earliest; `sorted` keeps the order of numbers for equals.
    return tuple(sorted(filter(past, acties), key=lambda actie: (actie.is_af, actie.termijn or date.max)))
