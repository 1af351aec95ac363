"""Leading the conversation: which question, which round, how long, and whether everybody follows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from gesprekskaart.model import Model

MAX_KLOK_S = 3 * 60 * 60
"""Seconds; longer than any round, shorter than a slip of the finger."""

PLUS_S = 60
"""Seconds that 'plus one minute' adds."""

GESPREKSDUUR_S = 2 * 60 * 60
"""Seconds that a conversation lasts when no times were filled in: the two hours of the card."""

Minuten = Annotated[int, Field(ge=0, le=600)]

DE_VRAAG, DE_GROEPEN, DE_OOGST = "vraag", "groepen", "oogst"

Wand = Annotated[str, StringConstraints(pattern=r"^(vraag|groepen|oogst(/[a-z]{1,20})?|P[1-9][0-9]{0,2})$")]
"""What stands on the beamer: the question on the table, a poll by its number, the groups, or the harvest (of all steps
of a group, or of one of them: `oogst/uitwerken`)."""


class Ronde(StrEnum):
    """What everybody does with a question, in the order in which it is meant."""

    SCHRIJVEN = "schrijven"
    ONTHULLEN = "onthullen"
    BESPREKEN = "bespreken"
    CONCLUDEREN = "concluderen"


RONDEDUUR_S = {Ronde.SCHRIJVEN: 180, Ronde.ONTHULLEN: 120, Ronde.BESPREKEN: 480, Ronde.CONCLUDEREN: 300}
"""Seconds that the clock proposes for a round; it runs when the facilitator starts it, or by itself when so chosen."""


class Naamgeving(StrEnum):
    """How an inbreng is shown once it is revealed; known before one writes."""

    MET_ROL = "met rol en organisatie"
    ANONIEM = "anoniem"


class Klokzet(StrEnum):
    """What a facilitator does with the clock."""

    START = "start"
    PAUZE = "pauze"
    PLUS = "plus"
    STOP = "stop"


class Klok(Model):
    """A clock that everybody sees the same: it runs until a moment, or stands still with some time left."""

    loopt_tot: datetime | None = None
    rest_s: int = Field(default=0, ge=0, le=MAX_KLOK_S)
    """Seconds left while it stands still."""

    def left_s(self, nu: datetime) -> int:
        """Whole seconds left; 0 once it has run out."""
        if self.loopt_tot is None:
            return self.rest_s
        return max(0, round((self.loopt_tot - nu).total_seconds()))

    def move(self, zet: Klokzet, nu: datetime) -> Klok:
        """The clock after this; the same again while it already is so changes nothing."""
        rest = self.left_s(nu)
        match zet:
            case Klokzet.START if self.loopt_tot is None:
                return Klok(loopt_tot=nu + timedelta(seconds=rest), rest_s=0)
            case Klokzet.PAUZE if self.loopt_tot is not None:
                return Klok(rest_s=rest)
            case Klokzet.PLUS:
                meer = min(MAX_KLOK_S, rest + PLUS_S)
                return Klok(rest_s=meer) if self.loopt_tot is None else Klok(loopt_tot=nu + timedelta(seconds=meer))
            case Klokzet.STOP:
                return Klok()
            case _:
                return self


class Regie(Model):
    """How a conversation is led right now. There is none until the facilitator takes the lead."""

    vraag: str
    """The question on the table, by its id on the card."""
    ronde: Ronde = Ronde.SCHRIJVEN
    volgen: bool = True
    """Everybody goes along to the question; else people leaf through the card as they like."""
    klok: Klok = Klok(rest_s=RONDEDUUR_S[Ronde.SCHRIJVEN])
    onthuld: tuple[str, ...] = ()
    """Questions of which the inbreng was revealed. What was shown is never hidden again."""
    geparkeerd: tuple[str, ...] = ()
    """Questions put aside for later."""
    naamgeving: Naamgeving = Naamgeving.MET_ROL
    """For the questions that were not on the table yet."""
    vastgelegd: Mapping[str, Naamgeving] = Field(default_factory=dict)
    """Per question that was on the table: what those who write there were promised."""
    minuten: Mapping[str, Minuten] = Field(default_factory=dict)
    """Planned per block of the card, by its title."""
    klok_vanzelf: bool | None = None
    """Whether the clock runs as soon as a round begins; None until somebody chose, see `begins_klok`."""
    wand: Wand = DE_VRAAG
    """What stands on the beamer."""
    begonnen_op: datetime
    schermstap: int = Field(default=0, ge=0, le=200)
    """How far the beamer has scrolled."""
    zout: str = Field(repr=False, min_length=32)
    """Secret, so that the mark of an anonymous inbreng does not tell whose it is."""
    revisie: int = Field(default=1, ge=1)

    @property
    def is_op_tafel(self) -> bool:
        """Whether somebody took the lead: else there are only agenda and beamer, and no question on the table."""
        return self.vraag in self.vastgelegd

    @property
    def begins_klok(self) -> bool:
        """Whether the clock runs with a round by itself; as long as nobody chose, for who planned minutes."""
        return any(self.minuten.values()) if self.klok_vanzelf is None else self.klok_vanzelf

    def naamgeving_van(self, vraag: str) -> Naamgeving:
        """How the inbreng to this question is shown."""
        return self.vastgelegd.get(vraag, self.naamgeving)

    def kenmerk(self, vraag: str, deelnemer: int) -> str:
        """What others know an inbreng by: the same every time, and nobody can tell whose it is."""
        return hashlib.sha256(f"{self.zout}/{vraag}/{deelnemer}".encode()).hexdigest()[:16]


class Zet(Model):
    """What a facilitator does: only what is named changes. The same again is harmless."""

    sessie_id: UUID
    vraag: str | None = Field(default=None, max_length=20)
    ronde: Ronde | None = None
    volgen: bool | None = None
    klok: Klokzet | None = None
    geparkeerd: bool | None = None
    """Of the question that is on the table, or that is gone to."""
    naamgeving: Naamgeving | None = None
    minuten: dict[str, Minuten] | None = Field(default=None, max_length=60)
    klok_vanzelf: bool | None = None
    wand: Wand | None = None
    schermstap: int | None = Field(default=None, ge=0, le=200)

    @property
    def is_about_wand(self) -> bool:
        """Whether it changes the beamer and nothing else: that takes no lead of what nobody leads yet."""
        genoemd = {naam for naam, waarde in self if waarde is not None} - {"sessie_id"}
        return bool(genoemd) and genoemd <= {"wand", "schermstap"}

    def apply(self, regie: Regie, nu: datetime) -> Regie:
        """How it is led after this."""
        vanzelf = ("volgen", "minuten", "schermstap", "klok_vanzelf")
        velden = {naam: waarde for naam in vanzelf if (waarde := getattr(self, naam)) is not None}
        nieuw = self._change_wand(_move(regie.model_copy(update=velden), self.vraag, self.ronde))
        if self.is_about_wand:
            return nieuw
        nieuw = self._change_klok(regie, _promise(nieuw, self.naamgeving), nu)
        if self.geparkeerd is not None:
            zonder = tuple(id for id in nieuw.geparkeerd if id != nieuw.vraag)
            nieuw = nieuw.model_copy(update={"geparkeerd": (*zonder, nieuw.vraag) if self.geparkeerd else zonder})
        return nieuw

    def _change_wand(self, regie: Regie) -> Regie:
        """Something else on the beamer begins at its top."""
        if self.wand in (None, regie.wand):
            return regie
        return regie.model_copy(update={"wand": self.wand, "schermstap": 0})

    def _change_klok(self, was: Regie, nieuw: Regie, nu: datetime) -> Regie:
        zet = self.klok
        if zet is None and nieuw.begins_klok and _begins_round(was, nieuw):
            zet = Klokzet.START
        return nieuw if zet is None else nieuw.model_copy(update={"klok": _move_klok(nieuw, zet, nu)})


def _begins_round(was: Regie, nieuw: Regie) -> bool:
    return not was.is_op_tafel or (was.vraag, was.ronde) != (nieuw.vraag, nieuw.ronde)


def _move(regie: Regie, vraag: str | None, ronde: Ronde | None) -> Regie:
    """To another question or round: then the clock proposes anew, and the beamer shows it from the top."""
    naar = vraag or regie.vraag
    vanzelf = Ronde.BESPREKEN if naar in regie.onthuld else Ronde.SCHRIJVEN
    straks = ronde or (regie.ronde if naar == regie.vraag else vanzelf)
    if (naar, straks) == (regie.vraag, regie.ronde):
        return regie
    velden: dict[str, object] = {
        "vraag": naar,
        "ronde": straks,
        "schermstap": 0,
        "wand": DE_VRAAG,
        "klok": Klok(rest_s=RONDEDUUR_S[straks]),
    }
    if straks is not Ronde.SCHRIJVEN and naar not in regie.onthuld:
        velden["onthuld"] = (*regie.onthuld, naar)
    return regie.model_copy(update=velden)


def _promise(regie: Regie, naamgeving: Naamgeving | None) -> Regie:
    """What writers are promised about their names.

    A question that was on the table keeps its promise. Only more anonymous than promised is still possible, and only
    until the inbreng is revealed; anything else is for the questions that follow.
    """
    gekozen = naamgeving or regie.naamgeving
    beloofd = regie.vastgelegd.get(regie.vraag, gekozen)
    if gekozen is Naamgeving.ANONIEM and regie.vraag not in regie.onthuld:
        beloofd = gekozen
    return regie.model_copy(update={"naamgeving": gekozen, "vastgelegd": {**regie.vastgelegd, regie.vraag: beloofd}})


def _move_klok(regie: Regie, zet: Klokzet, nu: datetime) -> Klok:
    klok = regie.klok
    if zet is Klokzet.START and klok.left_s(nu) == 0:
        klok = Klok(rest_s=RONDEDUUR_S[regie.ronde])
    return klok.move(zet, nu)
