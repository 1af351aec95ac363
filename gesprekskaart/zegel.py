"""The seal on an established report: who sealed what when, and the sentence that travels in the seal itself.

The technical seal is made with a key of this installation. It says where a file came from and that nothing in it
changed since; it is nobody's signature (besluit 0028).
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from pydantic import Field

from gesprekskaart.model import Model

MAX_VERZEGELD = 16 * 1024 * 1024
"""Bytes of a file that we look at; the large example is 0.2 MB, one of 500 pages 2 MB."""


class Zegelsoort(StrEnum):
    """With whose key it was made; the value is what we call the seal everywhere."""

    TECHNISCH = "technisch zegel"
    CERTIFICAAT = "zegel met certificaat"


class Certificaat(Model):
    """With what a seal was made."""

    der: bytes = Field(repr=False)
    """The X.509 certificate."""
    soort: Zegelsoort
    naam: str
    """As it calls itself."""
    geldig_van: datetime
    geldig_tot: datetime

    @property
    def afdruk(self) -> str:
        """SHA-256 of the certificate, in hex: what tells it from any other, whatever name they carry."""
        return hashlib.sha256(self.der).hexdigest()


class Verzegeld(NamedTuple):
    """A file with its seal on."""

    pdf: bytes
    tijdstempel_op: datetime | None = None
    """The moment that a timestamp server vouches for."""
    waarschuwing: str = ""
    """What could not be put in, in Dutch: the seal itself is good."""


class Verzegeling(Model):
    """One version as it was sealed: the very file that everybody downloads."""

    sessie_id: UUID
    nummer: int = Field(ge=1)
    """Of the version."""
    certificaat: Certificaat
    afdruk: str
    """SHA-256 of the file, in hex; stays when the file is erased, so that copies are still recognised."""
    pdf: bytes | None = Field(default=None, repr=False)
    """None once it was erased, because a name in it had to go."""
    op: datetime
    tijdstempel_op: datetime | None = None
    waarschuwing: str = ""
    """What could not be put in, in Dutch."""


class Zegelplek(NamedTuple):
    """What a seal says that it is on."""

    sessie_id: UUID
    nummer: int
    vingerafdruk: str


class Versieplek(NamedTuple):
    """A frozen version by its place."""

    sessie_id: UUID
    nummer: int


_ZIN = re.compile(
    r"Vastgesteld verslag, versie ([1-9][0-9]{0,5}), van gesprek ([0-9a-f-]{36})\. Vingerafdruk: ([0-9a-f]{64})\."
)


def write_zegelzin(plek: Zegelplek) -> str:
    """The reason of sealing, which other programs show as well; `read_zegelzin` reads it back."""
    return (
        f"Vastgesteld verslag, versie {plek.nummer}, van gesprek {plek.sessie_id}. Vingerafdruk: {plek.vingerafdruk}."
    )


def read_zegelzin(zin: str) -> Zegelplek | None:
    """None for any sentence that is not ours."""
    gevonden = _ZIN.fullmatch(zin)
    if gevonden is None:
        return None
    nummer, sessie_id, vingerafdruk = gevonden.groups()
    try:
        return Zegelplek(UUID(sessie_id), int(nummer), vingerafdruk)
    except ValueError:
        return None
