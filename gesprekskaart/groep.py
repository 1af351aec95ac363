"""Groups: who sits together about which themes, how long, and how people are dealt over them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from gesprekskaart.model import Model
from gesprekskaart.regie import MAX_KLOK_S, Klok, Klokzet
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.tekst import Regel, TekstSoort

MIN_GROEPEN = 2

MAX_GROEPEN = 12
"""Fifty people in fours; more columns than that nobody can read side by side."""

MINUTEN = 45
"""An opdenksessie gives three themes a quarter of an hour each."""

MAX_MINUTEN = MAX_KLOK_S // 60

_MINUUT_S = 60


STAPNAMEN = {
    TekstSoort.VRAAGSTUK: "Vraagstuk",
    TekstSoort.ANDEREN: "Hoe doen anderen het?",
    TekstSoort.OPLOSSINGEN: "Mogelijke oplossingen",
    TekstSoort.CONTEXT: "In de eigen context",
    TekstSoort.UITWERKEN: "Samen uitwerken en delen",
    TekstSoort.LANDELIJK: "Landelijke issues",
    TekstSoort.OPEN_VRAGEN: "Open vragen",
}
"""What the steps of a group are called, in the order in which it walks."""

OOGSTVOORRANG = (
    TekstSoort.OPLOSSINGEN,
    TekstSoort.UITWERKEN,
    TekstSoort.LANDELIJK,
    TekstSoort.CONTEXT,
    TekstSoort.VRAAGSTUK,
    TekstSoort.ANDEREN,
    TekstSoort.OPEN_VRAGEN,
)
"""Where only one step of a group can be shown: what is worth most in the harvest comes first."""

IN_DE_REGIOS = "In de regio’s"
"""Where a group writes how others do it and it is of no partnership."""


class Groepstand(StrEnum):
    """How far a group is. Notes are written while it is open; closing takes nothing away."""

    GEMAAKT = "gemaakt"
    OPEN = "open"
    GESLOTEN = "gesloten"


class Indeling(StrEnum):
    """How people are put into groups."""

    WILLEKEURIG = "willekeurig"
    """At random, every partnership spread over all groups."""
    THEMA = "thema"
    """A group per theme, people spread as above."""
    HAND = "hand"
    """Empty groups, to be filled by hand."""


class Groepinhoud(Model):
    """What stays of a group when it is over: who sat together, about what."""

    nummer: int = Field(ge=1, le=99)
    naam: Regel = ""
    themas: tuple[str, ...] = ()
    """Ids of questions of the card; none means all."""
    leden: tuple[int, ...] = ()
    """Numbers of participants, in their order."""
    gespreksleider: int | None = None
    notulist: int | None = None
    """Marked so that somebody feels responsible; every member may write, so that nobody's idea is lost."""

    @model_validator(mode="after")
    def _is_of_its_members(self) -> Self:
        if len(set(self.leden)) < len(self.leden):
            raise ValueError(f"groep {self.nummer} noemt iemand twee keer")
        for taak, wie in (("gespreksleider", self.gespreksleider), ("notulist", self.notulist)):
            if wie is not None and wie not in self.leden:
                raise ValueError(f"de {taak} (deelnemer {wie}) zit niet in groep {self.nummer}")
        return self

    @property
    def titel(self) -> str:
        """What it is called on screen and paper."""
        return self.naam or f"Groep {self.nummer}"

    def has_thema(self, vraag: str) -> bool:
        """Whether this group is to speak about this question of the card."""
        return not self.themas or vraag in self.themas


class Groep(Groepinhoud):
    """A group as it is now, with its clock.

    The clock: running until `loopt_tot`; else paused with `rest_s` to go; else not started.
    """

    stand: Groepstand = Groepstand.GEMAAKT
    minuten: int = Field(default=MINUTEN, ge=1, le=MAX_MINUTEN)
    """Planned for all of its themes together."""
    loopt_tot: datetime | None = None
    rest_s: int | None = Field(default=None, ge=0, le=MAX_KLOK_S)
    revisie: int = Field(default=0, ge=0, exclude=True)
    """At which it was read; 0 for one that is not kept yet."""

    @property
    def klok(self) -> Klok:
        """Its clock, of the same kind as that of a round."""
        if self.loopt_tot is not None:
            return Klok(loopt_tot=self.loopt_tot)
        return Klok(rest_s=self.minuten * _MINUUT_S if self.rest_s is None else self.rest_s)

    def left_s(self, nu: datetime) -> int:
        """Whole seconds to go, never below 0."""
        return self.klok.left_s(nu)

    def may_be_written_by(self, nummer: int) -> bool:
        """Whether this participant writes here as a member."""
        return self.stand is Groepstand.OPEN and nummer in self.leden


def move_klok(groep: Groep, zet: Klokzet, nu: datetime) -> Groep:
    """The group with its clock started, paused or given a minute more; the same again changes nothing."""
    klok = groep.klok.move(zet, nu)
    if klok == groep.klok:
        return groep
    return groep.model_copy(update={"loopt_tot": klok.loopt_tot, "rest_s": None if klok.loopt_tot else klok.rest_s})


def deal_leden(deelnemers: Iterable[Deelnemer], aantal: int, *, toeval: random.Random) -> list[tuple[int, ...]]:
    """Deal people over `aantal` groups, at random; gives the numbers per group.

    Everybody sits in one group, groups differ by at most one person, and so do the people of one partnership (who
    speaks for several counts as a partnership of its own). `toeval` decides the rest.
    """
    per_partnerschap: dict[tuple[str, ...], list[int]] = {}
    for deelnemer in deelnemers:
        per_partnerschap.setdefault(deelnemer.namens, []).append(deelnemer.nummer)
    stapels = [toeval.sample(stapel, len(stapel)) for stapel in per_partnerschap.values()]
    # Dealt as cards, one partnership after the other without starting anew: that keeps both promises.
    rij = [nummer for stapel in toeval.sample(stapels, len(stapels)) for nummer in stapel]
    groepen = [rij[plaats::aantal] for plaats in range(aantal)]
    return [tuple(toeval.sample(leden, len(leden))) for leden in toeval.sample(groepen, aantal)]


def make_groepen(
    indeling: Indeling,
    deelnemers: Sequence[Deelnemer],
    *,
    themas: Sequence[str],
    aantal: int,
    minuten: int,
    toeval: random.Random,
) -> tuple[Groep, ...]:
    """New groups, numbered from 1; by theme there are as many as there are themes.

    In each group somebody leads the talk and somebody else takes notes, until they agree otherwise.
    """
    per_thema = indeling is Indeling.THEMA
    aantal = len(themas) if per_thema else aantal
    leeg: list[tuple[int, ...]] = [()] * aantal
    gedeeld = leeg if indeling is Indeling.HAND else deal_leden(deelnemers, aantal, toeval=toeval)
    return tuple(
        Groep(
            nummer=nummer,
            themas=(themas[nummer - 1],) if per_thema else (),
            leden=tuple(sorted(leden)),
            gespreksleider=leden[0] if leden else None,
            notulist=leden[-1] if leden else None,
            minuten=minuten,
        )
        for nummer, leden in enumerate(gedeeld, start=1)
    )


def place_leden(groepen: Sequence[Groep], nieuw: Groep) -> tuple[Groep, ...]:
    """The groups that change when `nieuw` takes the place of the group with its number: nobody sits in two."""
    nieuw, weg = nieuw.model_copy(update={"leden": tuple(sorted(nieuw.leden))}), set(nieuw.leden)
    anders = (without_leden(groep, weg) for groep in groepen if groep.nummer != nieuw.nummer)
    oud = {groep.nummer: groep for groep in groepen}
    return (nieuw, *(groep for groep in anders if groep != oud[groep.nummer]))


def without_leden(groep: Groep, weg: Iterable[int]) -> Groep:
    """The group without these people, who then also lead or take notes there no longer."""
    leden = tuple(nummer for nummer in groep.leden if nummer not in set(weg))
    taken = {
        taak: wie if wie in leden else None
        for taak, wie in (("gespreksleider", groep.gespreksleider), ("notulist", groep.notulist))
    }
    return groep.model_copy(update={"leden": leden, **taken})


def suggest_aantal(mensen: int) -> int:
    """How many groups of about four."""
    return max(MIN_GROEPEN, min(MAX_GROEPEN, round(mensen / 4)))
