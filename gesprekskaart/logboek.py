"""The append-only log: who did what when, without content or names, each row tied to the one before by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from pydantic import Field

from gesprekskaart.model import Model
from gesprekskaart.sessie import Stand

BEGIN = "0" * 64
"""The hash before the first row of a chain."""


class Daad(Model):
    """What a change is logged as, before storage ties it into the chain."""

    handeling: str
    """Verb and noun as the services call it: 'write_tekst'."""
    onderwerp: str = ""
    """What it was about, by its id or place: 'antwoord/G3a/LWZ'. Never content, never a name."""
    wie: str
    op: datetime
    stand: Stand | None = Field(default=None, exclude=True)
    """The stand in which it was allowed: storage refuses it when the session has moved on meanwhile. Not logged."""
    na: int | None = Field(default=None, exclude=True)
    """The number of the row that it was decided upon: storage refuses it when more has happened since. Not logged."""


class Logregel(Model):
    """One row: a deed in its chain. Each session has a chain of its own; what belongs to none is in chain None."""

    keten: UUID | None
    nummer: int
    daad: Daad
    vorige: str
    hash: str


def chain_hash(keten: UUID | None, nummer: int, daad: Daad, vorige: str) -> str:
    """SHA-256 over the canonical JSON of a row and the hash of the row before it, in hex."""
    feiten = daad.model_dump(mode="json")
    rij: dict[str, Any] = {"keten": str(keten), "nummer": nummer, "daad": feiten, "vorige": vorige}
    return hashlib.sha256(rfc8785.dumps(rij)).hexdigest()


def find_break(regels: Iterable[Logregel]) -> Logregel | None:
    """The first row of one chain, in order, that does not follow from the one before; None when all is well."""
    vorige = BEGIN
    for verwacht, regel in enumerate(regels, start=1):
        klopt = regel.nummer == verwacht and regel.vorige == vorige
        if not klopt or regel.hash != chain_hash(regel.keten, regel.nummer, regel.daad, regel.vorige):
            return regel
        vorige = regel.hash
    return None
