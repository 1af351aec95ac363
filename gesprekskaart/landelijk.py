"""National issues: what a region cannot solve by itself, for whom it is, who supports it, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from gesprekskaart.datum import format_kort
from gesprekskaart.model import Model
from gesprekskaart.sessie import Code
from gesprekskaart.tekst import Regel
from gesprekskaart.uitvoer.puntkomma import write_rijen
from gesprekskaart.verschil import Bronnen
from gesprekskaart.vorig import join_bronnen

Issuenummer = Annotated[str, StringConstraints(pattern=r"^L[1-9][0-9]{0,2}$")]
"""What a national issue is called in its session: L1, L2, …; given once, never reused."""

Steuners = Annotated[tuple[Code, ...], AfterValidator(lambda codes: tuple(sorted(set(codes))))]
"""Codes of partnerships, each once and in one order: support has no first and no last."""


class Issuestand(StrEnum):
    """How far an issue came at the national level."""

    OPEN = "nog niet aangeboden"
    AANGEBODEN = "aangeboden"
    IN_BEHANDELING = "in behandeling"
    BEANTWOORD = "beantwoord"


class Issuekern(Model):
    """What the conversation said of an issue. Its texts are at `issue/<nummer>` and `waarom/<nummer>`."""

    nummer: Issuenummer
    voor_wie: Regel = ""
    """To whom it is addressed: 'ministerie van OCW'."""
    thema: Regel = ""
    """What it is gathered under with issues of other conversations."""
    bronnen: Bronnen = ()
    steun: Steuners = ()
    """Partnerships that support it, each by its own people."""
    verwijderd: bool = False
    """Put away: it can come back, and is in no report as long as it is not."""


class LandelijkIssue(Issuekern):
    """An issue with what became of it. That comes months later, so it is no part of a frozen version."""

    stand: Issuestand = Issuestand.OPEN
    stand_op: date | None = None
    """Since when it stands so."""
    revisie: int = Field(default=1, ge=1, exclude=True)


class Issueregel(NamedTuple):
    """An issue of one conversation, in a list over many."""

    sessie_id: UUID
    gesprek: str
    datum: date | None
    fictief: bool
    onderwijsregios: tuple[str, ...]
    partnerschappen: tuple[str, ...]
    """Codes of all that took part, to set the support against."""
    issue: LandelijkIssue
    tekst: str
    waarom: str
    terugkoppeling: str

    @property
    def regio(self) -> str:
        """The regions of the conversation, as one group."""
        return ", ".join(self.onderwijsregios) or "geen onderwijsregio genoemd"


_KOLOMMEN = (
    *("Gesprek", "Datum", "Onderwijsregio's", "Nummer", "Landelijk issue", "Waarom landelijk", "Voor wie", "Thema"),
    *("Gesteund door", "Aantal partnerschappen", "Bronnen", "Stand", "Sinds", "Wat kwam er terug", "Fictief"),
)


def write_csv(regels: Iterable[Issueregel]) -> bytes:
    """A table that Dutch spreadsheets open at once: a byte order mark, semicolons, and never a formula."""
    return write_rijen(_KOLOMMEN, map(_to_cellen, regels))


def _to_cellen(regel: Issueregel) -> Sequence[str]:
    issue = regel.issue
    return (
        *(regel.gesprek, format_kort(regel.datum) if regel.datum else "", ", ".join(regel.onderwijsregios)),
        *(issue.nummer, regel.tekst, regel.waarom, issue.voor_wie, issue.thema),
        *(
            ", ".join(issue.steun),
            str(len(regel.partnerschappen)),
            join_bronnen(issue.bronnen),
            issue.stand,
        ),
        *(format_kort(issue.stand_op) if issue.stand_op else "", regel.terugkoppeling),
        "ja" if regel.fictief else "nee",
    )
