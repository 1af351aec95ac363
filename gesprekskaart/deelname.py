"""Joining without an account: the invitation of a session, and what is kept of whoever came in with it."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, Field

from gesprekskaart.model import Model
from gesprekskaart.sessie import Deelnemer

LETTERS = "ACDEFHJKMNPQRTUVWXY3479"
"""Nothing that is mistaken for something else on a beamer (0O, 1IL, 2Z, 5S, 6G, 8B)."""

CODELENGTE = 8
"""23**8 is 78 milliard: guessing one, within the limits on trying, takes longer than any invitation lasts."""

TERUGKEERLENGTE = 12
"""Lasts longer than an invitation and stands for one person, so longer too; still typed from paper in a minute."""


def make_code(lengte: int = CODELENGTE) -> str:
    """A random code."""
    return "".join(secrets.choice(LETTERS) for _ in range(lengte))


def clean_code(getypt: str) -> str:
    """The code as it is kept, from how somebody types it: any case, with spaces or dashes."""
    return re.sub(r"[\s\-–]", "", getypt[:100]).upper()


def format_code(code: str) -> str:
    """In groups of four, as it is shown and read aloud."""
    return "-".join(code[plaats : plaats + 4] for plaats in range(0, len(code), 4))


def _check_code(code: str) -> str:
    if len(code) != CODELENGTE or set(code) - set(LETTERS):
        raise ValueError(f"moet uit {CODELENGTE} tekens van {LETTERS} bestaan")
    return code


class Uitnodiging(Model):
    """The one way into a session: its code, until when, and whether the facilitator lets people in one by one.

    The code is kept as it is, because the facilitator must be able to show it again; it opens no more than a place at
    the table, and a new code ends the old one.
    """

    sessie_id: UUID
    code: Annotated[str, AfterValidator(_check_code)] = Field(repr=False)
    tot: datetime
    wachtkamer: bool = False
    ingetrokken: bool = False
    revisie: int = Field(default=1, ge=1)

    def works_at(self, moment: datetime) -> bool:
        """Whether somebody may come in with it now."""
        return not self.ingetrokken and moment < self.tot


class Deelname(Model):
    """That somebody came in as this participant, and how that stands."""

    sessie_id: UUID
    nummer: int = Field(ge=1)
    """Of the Deelnemer."""
    gekomen_op: datetime
    toegelaten: bool = True
    """False: in the waiting room."""
    ingetrokken: bool = False
    genoemd: bool = False
    """Took a place that the facilitator had listed; else joining made the participant."""
    gespeeld: bool = False
    """Nobody real: somebody simulated, to practise on."""
    terugkeer_hash: str | None = Field(default=None, repr=False)
    """SHA-256 of the personal return code."""
    terugkeer_ook: tuple[str, ...] = Field(default=(), repr=False)
    """The same of entries that turned out to be this person: those codes are on paper, and keep working too."""
    eerder: tuple[int, ...] = ()
    """The numbers of those entries: what their devices still have to send is of this person."""
    revisie: int = Field(default=1, ge=1)


class Stoel(NamedTuple):
    """A place at the table that one device holds. A device may hold several: people share it."""

    deelname: Deelname
    deelnemer: Deelnemer
    waar: str
    """Where this person was last, as the address of a screen without its session; empty at first."""


class Apparaat(NamedTuple):
    """What is kept of the token in a device's cookie."""

    hash: str
    tot: datetime
