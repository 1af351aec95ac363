"""Who acts: accounts of facilitators, and participants without an account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from gesprekskaart.model import Model
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.tekst import Naam


class Account(Model):
    """Somebody who logs in. `naam` is what they log in with; a beheerder manages accounts, not conversations."""

    id: UUID
    naam: Naam
    wachtwoord_hash: str | None = Field(default=None, repr=False)
    """argon2id; None while the account is only reached through a one-time link."""
    is_beheerder: bool = False
    is_actief: bool = True
    aangemaakt_op: datetime


class Wie(Model):
    """The actor of every service: an account, or a participant of one session."""

    account: Account | None = None
    deelnemer: Deelnemer | None = None
    sessie_id: UUID | None = None
    """The session that `deelnemer` belongs to."""
    eerder: tuple[int, ...] = ()
    """Numbers by which this participant was known before entries were merged."""

    @property
    def kenmerk(self) -> str:
        """What the log keeps of who did it: an id, never a name."""
        if self.account is not None:
            return f"account:{self.account.id}"
        return f"deelnemer:{self.deelnemer.nummer}" if self.deelnemer is not None else "systeem"

    @property
    def aanduiding(self) -> str:
        """How others see this person beside a text: a role, never a name."""
        if self.deelnemer is not None:
            return self.deelnemer.aanduiding
        return "de facilitator" if self.account is not None else "het systeem"
