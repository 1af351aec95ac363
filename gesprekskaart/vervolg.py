"""The way forward: agreements, actions and the check on the card's recommendations."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from gesprekskaart.model import Model
from gesprekskaart.sessie import Functie, Sector
from gesprekskaart.tekst import Regel

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


class Afspraak(Model):
    """An agreement between partnerships. Its text is a Tekst at `afspraak/<nummer>`, so that it is never lost."""

    nummer: Nummer
    functies: tuple[Functie, ...] = ()
    sectoren: tuple[Sector, ...] = ()
    bronnen: tuple[Regel, ...] = ()
    """Questions, parts or options that it came from: 'RS4b', 'K1'."""
    stand: Afspraakstand = Afspraakstand.CONCEPT
    toelichting: Regel = ""
    """Why it is deferred or dropped, for example."""
    revisie: int = Field(default=1, ge=1, exclude=True)


class Actie(Model):
    """A to-do. Its text is a Tekst at `actie/<nummer>`. Without owner or term it is open work, not refused."""

    nummer: Nummer
    eigenaar: Regel = ""
    """Role and organisation: 'programmaleider AOZ, Lyceumgroep Zilveroever'."""
    termijn: date | None = None
    stand: Actiestand = Actiestand.OPEN
    afspraak: Nummer | None = None
    toelichting: Regel = ""
    revisie: int = Field(default=1, ge=1, exclude=True)


class Toets(Model):
    """The group's judgement of one recommendation; its texts are at `toelichting/A1` and `aanpak/A1`."""

    aanbeveling: str
    oordeel: Oordeel | None = None
    revisie: int = Field(default=1, ge=1, exclude=True)
