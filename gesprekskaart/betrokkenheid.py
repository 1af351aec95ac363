"""Who else: parties that are missing, the profession, school leaders, and whom each partnership consults.

What a card says should be thought of is there from the start, as gaps; a gap is gone once somebody recorded who it is
about and what is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import Field, StringConstraints, model_validator

from gesprekskaart.model import Model
from gesprekskaart.sessie import Code
from gesprekskaart.tekst import Naam, Regel
from gesprekskaart.verschil import Bronnen

Betrokkennummer = Annotated[str, StringConstraints(pattern=r"^B[1-9][0-9]{0,2}$")]
"""What an involvement is called in its session: B1, B2, …; given once, never reused."""

PuntId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,29}$")]
"""What a card calls something to think of: 'gemeenten'."""


class Betrokkensoort(StrEnum):
    """Who it is about."""

    PARTIJ = "partij"
    """A party that is not at the table."""
    BEROEPSGROEP = "beroepsgroep"
    SCHOOLLEIDERS = "schoolleiders"
    ACHTERBAN = "achterban"
    """Those whom a partnership speaks for."""
    MEDEZEGGENSCHAP = "medezeggenschap"
    """(G)MR or OR."""


PER_PARTNERSCHAP = (Betrokkensoort.ACHTERBAN, Betrokkensoort.MEDEZEGGENSCHAP)
"""Kinds that each partnership has its own of."""


class Aard(StrEnum):
    """What is asked of them."""

    ADVIES = "advies"
    INSTEMMING = "instemming"
    TER_INFORMATIE = "ter informatie"


class Betrokkenstand(StrEnum):
    """How far it is."""

    OPEN = "open"
    GEPLAND = "gepland"
    DEELS = "deels gedaan"
    GEDAAN = "gedaan"
    NIET_NODIG = "niet nodig"


class TeBetrekken(Model):
    """Somebody whom a card says to think of."""

    id: PuntId
    soort: Betrokkensoort
    naam: Naam
    vraag: Regel = ""
    """Id of the question of the card that names it."""


class Betrokkenheid(Model):
    """Somebody to involve: who approaches them, when, what is asked, and how it stands."""

    nummer: Betrokkennummer
    soort: Betrokkensoort
    naam: Regel = ""
    """Who exactly: 'drie GMR's'."""
    partnerschap: Code | None = None
    """Whose achterban or medezeggenschap it is; None: of all together."""
    punt: PuntId | None = None
    """What on the card's list this fills in."""
    door: Regel = ""
    """Who approaches them: role and organisation."""
    termijn: date | None = None
    aard: Aard | None = None
    stand: Betrokkenstand = Betrokkenstand.OPEN
    toelichting: Regel = ""
    bronnen: Bronnen = ()
    verwijderd: bool = False
    """Put away: it can come back, and is in no report as long as it is not."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @model_validator(mode="after")
    def _is_of_its_partnership(self) -> Self:
        if self.soort in PER_PARTNERSCHAP and self.partnerschap is None:
            raise ValueError(f"bij ‘{self.soort}’ hoort een partnerschap: van wie?")
        return self

    @property
    def is_rond(self) -> bool:
        """Nothing is left to fill in or to do."""
        return self.stand in (Betrokkenstand.GEDAAN, Betrokkenstand.NIET_NODIG)


class Gat(NamedTuple):
    """Somebody of whom nothing was recorded yet."""

    punt: TeBetrekken
    partnerschap: str | None


def find_gaten(
    punten: Iterable[TeBetrekken], partnerschappen: Iterable[str], betrokkenen: Iterable[Betrokkenheid]
) -> Iterator[Gat]:
    """What a card says to think of and nobody recorded yet, in the card's order; `partnerschappen` are codes.

    What is per partnership is filled by any record of its kind: people also make one without starting from the list.
    """
    codes = tuple(partnerschappen)
    gevuld = [b for b in betrokkenen if not b.verwijderd]
    van = {(b.soort, b.partnerschap) for b in gevuld}
    gevulde_punten = {b.punt for b in gevuld}
    for punt in punten:
        if punt.soort in PER_PARTNERSCHAP:
            yield from (Gat(punt, code) for code in codes if (punt.soort, code) not in van)
        elif punt.id not in gevulde_punten:
            yield Gat(punt, None)


SOORTNAMEN = {
    Betrokkensoort.PARTIJ: "Partijen die aan tafel missen",
    Betrokkensoort.BEROEPSGROEP: "Beroepsgroep",
    Betrokkensoort.SCHOOLLEIDERS: "Schoolleiders",
    Betrokkensoort.ACHTERBAN: "Achterban",
    Betrokkensoort.MEDEZEGGENSCHAP: "Medezeggenschap",
}
"""What the kinds are called above what is of them."""


class Wienogregel(NamedTuple):
    """One line of 'wie nog': what was recorded, or a gap."""

    soort: Betrokkensoort
    naam: str
    partnerschap: str | None
    punt: TeBetrekken | None
    betrokkenheid: Betrokkenheid | None
    """None: a gap."""


def list_wie_nog(
    punten: Iterable[TeBetrekken], partnerschappen: Iterable[str], betrokkenen: Iterable[Betrokkenheid]
) -> tuple[Wienogregel, ...]:
    """All that was recorded and all gaps, kind by kind, partnerships in their own order; not what was put away."""
    punten, codes = tuple(punten), tuple(partnerschappen)
    op_id = {punt.id: (plaats, punt) for plaats, punt in enumerate(punten)}
    alle = tuple(b for b in betrokkenen if not b.verwijderd)
    regels = [_to_regel(b, op_id[b.punt][1] if b.punt in op_id else None) for b in alle]
    regels += [
        Wienogregel(gat.punt.soort, gat.punt.naam, gat.partnerschap, gat.punt, None)
        for gat in find_gaten(punten, codes, alle)
    ]
    soorten, plaats_van = list(Betrokkensoort), {code: plaats for plaats, code in enumerate(codes)}

    def by_place(regel: Wienogregel) -> tuple[int, int, int]:
        plaats = op_id[regel.punt.id][0] if regel.punt else len(op_id)
        van = plaats_van.get(regel.partnerschap or "", -1 if regel.partnerschap is None else len(codes))
        return soorten.index(regel.soort), van, plaats

    return tuple(sorted(regels, key=by_place))


def _to_regel(betrokkenheid: Betrokkenheid, punt: TeBetrekken | None) -> Wienogregel:
    naam = betrokkenheid.naam or (punt.naam if punt else SOORTNAMEN[betrokkenheid.soort])
    return Wienogregel(betrokkenheid.soort, naam, betrokkenheid.partnerschap, punt, betrokkenheid)
