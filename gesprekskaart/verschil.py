"""Differences of view: what they are about, how each partnership sees it, and what a minority wants to be on record.

A difference is recorded, not settled: whoever reads the report sees each view in its own words.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from gesprekskaart.model import Model
from gesprekskaart.tekst import Naam, Regel

Bron = Annotated[str, StringConstraints(pattern=r"^(vorig/){0,9}[A-Za-z0-9-]{1,20}$")]
"""Where something came from: the id of a question or part, or the number of a poll, difference, issue or afspraak.

Of the conversation before: `vorig/` and then what it was called there."""

Bronnen = Annotated[tuple[Bron, ...], AfterValidator(lambda bronnen: tuple(dict.fromkeys(bronnen)))]
"""Each once, in the order in which they were named."""

Verschilnummer = Annotated[str, StringConstraints(pattern=r"^V[1-9][0-9]{0,2}$")]
"""What a difference is called in its session: V1, V2, …; given once, never reused."""


class Verschil(Model):
    """A difference of view.

    Its texts are at `verschil`, `eens` and `verder`, and per partnership at `standpunt` and `minderheid`.
    """

    nummer: Verschilnummer
    titel: Naam
    """What it is about, in one line."""
    wie: Regel = ""
    """Who takes it further: role and organisation."""
    termijn: date | None = None
    bronnen: Bronnen = ()
    verwijderd: bool = False
    """Put away: it can come back, and is in no report as long as it is not."""
    revisie: int = Field(default=1, ge=1, exclude=True)
