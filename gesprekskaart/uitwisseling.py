"""The exchange format: sessions as one JSON file that any tool can write and that comes back unchanged.

A file holds the conversation as it stands now (with names), and the frozen versions exactly as they were, so that
their fingerprints still hold after import.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field, field_serializer

from gesprekskaart.groep import MAX_MINUTEN, MINUTEN, Groepinhoud, Groepstand
from gesprekskaart.kaart import KaartId, KaartVersie
from gesprekskaart.kennis import Kennisinhoud
from gesprekskaart.landelijk import Issuestand
from gesprekskaart.model import Model
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.regie import Minuten
from gesprekskaart.sessie import Deelnemer, Stand
from gesprekskaart.tekst import Langtekst, Regel
from gesprekskaart.verslag import Gespreksinhoud, Inhoud, Issueinhoud, Naamzegel, Reactie


class Kaartverwijzing(Model):
    """Which version of which card; it must be available where the file is imported."""

    id: KaartId
    versie: KaartVersie


class Versiebestand(Model):
    """A frozen version as it is exchanged."""

    nummer: int = Field(ge=1)
    inhoud: Inhoud
    vingerafdruk: str
    namen: tuple[Naamzegel, ...] = ()
    bevroren_op: datetime
    bevroren_door: Regel = ""
    termijn: datetime | None = None
    wijzigingen: Langtekst = ""
    reacties: tuple[Reactie, ...] = ()

    @field_serializer("inhoud")
    def _facts_only(self, inhoud: Inhoud) -> dict[str, Any]:
        # As it was frozen, so that anybody can take the fingerprint of what stands in the file.
        return inhoud.facts()


class Groepbestand(Groepinhoud):
    """A group as it is exchanged. A clock that runs stays behind: there is no telling when the file is read."""

    stand: Groepstand = Groepstand.GEMAAKT
    minuten: int = Field(default=MINUTEN, ge=1, le=MAX_MINUTEN)


class Issuebestand(Issueinhoud):
    """A national issue as it is exchanged: with what became of it since."""

    stand: Issuestand = Issuestand.OPEN
    stand_op: date | None = None
    terugkoppeling: Langtekst = ""


class Sessiebestand(Gespreksinhoud):
    """One session as it is exchanged."""

    id: UUID | None = None
    """Where it came from; an import always gets a new id of its own."""
    vorige: UUID | None = None
    """The `id` of the session that this one follows up, in this file or where it is imported. One that is in neither
    stays behind: this session then looks back on what it has in `terugblik`."""
    kaart: Kaartverwijzing
    stand: Stand = Stand.VOORBEREIDING
    deelnemers: tuple[Deelnemer, ...] = ()
    groepen: tuple[Groepbestand, ...] = ()
    issues: tuple[Issuebestand, ...] = ()
    minuten: Mapping[str, Minuten] = Field(default_factory=dict)
    """Planned per block of the card, by its title."""
    ondertekenaars: tuple[Ondertekenaar, ...] = ()
    """Without their links: whoever imports it makes new ones."""
    versies: tuple[Versiebestand, ...] = ()
    kennis: Kennisinhoud = Kennisinhoud()
    """What is decided about sharing it with other regions."""


class Uitwisselingsbestand(Model):
    """The whole file."""

    formaat: Literal["gesprekskaart-uitwisseling/1"] = "gesprekskaart-uitwisseling/1"
    sessies: tuple[Sessiebestand, ...] = Field(min_length=1)
