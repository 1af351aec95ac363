"""A poll on the wall: while it is open how many voted, once it is closed how it fell. Never who, and never why.

In the session everybody reads after closing who voted what, where that was said beforehand, and the reasons. A wall is
read by whoever walks by, so there only the numbers are.
"""

from __future__ import annotations

from gesprekskaart.dossier import Dossier
from gesprekskaart.model import Model
from gesprekskaart.peiling import BINDT_NIEMAND, Peiling, Peilingsoort, Peilingstand, count_uitslag
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Wand
from gesprekskaart.services.peilingen import count_stemmers


class Schermkeuze(Model):
    """Something one may vote."""

    keuze: str
    aantal: int | None
    """How often it was; None until the poll is closed."""


class Schermpeiling(Model):
    """A poll as everybody may see it."""

    nummer: str
    stelling: str
    is_gradient: bool
    is_open: bool
    keuzes: tuple[Schermkeuze, ...]
    gestemd: int
    stemgerechtigd: int
    vooraf: str
    """The support that was agreed upon beforehand, or that none was, in words."""
    uitkomst: str
    """Whether it is there, in words; empty while the poll is open, and where nothing was asked for."""
    bindt_niemand: str


def make_peiling(dossier: Dossier, wand: Wand, *, ports: Ports) -> Schermpeiling | None:
    """The poll that stands on the wall; None when something else does."""
    peiling = next((deze for deze in dossier.peilingen if deze.nummer == wand), None)
    if peiling is None:
        return None
    opkomst = count_stemmers(dossier, peiling, ports=ports)
    return Schermpeiling(
        nummer=peiling.nummer,
        stelling=peiling.stelling,
        is_gradient=peiling.soort is Peilingsoort.GRADIENT,
        is_open=peiling.stand is Peilingstand.OPEN,
        keuzes=_list_keuzes(dossier, peiling),
        gestemd=opkomst.gestemd,
        stemgerechtigd=opkomst.stemgerechtigd,
        vooraf=_tell_vooraf(peiling),
        uitkomst=_tell_uitkomst(dossier, peiling),
        bindt_niemand=BINDT_NIEMAND,
    )


def _list_keuzes(dossier: Dossier, peiling: Peiling) -> tuple[Schermkeuze, ...]:
    if peiling.stand is not Peilingstand.GESLOTEN:
        return tuple(Schermkeuze(keuze=keuze, aantal=None) for keuze in peiling.keuzes)
    stemmen = (stem for stem in dossier.stemmen if stem.peiling == peiling.nummer)
    verdeling = count_uitslag(peiling, stemmen).verdeling
    return tuple(Schermkeuze(keuze=telling.keuze, aantal=telling.aantal) for telling in verdeling)


def _tell_vooraf(peiling: Peiling) -> str:
    if peiling.drempel is None:
        return peiling.gevraagd
    return f"Vooraf afgesproken: {peiling.gevraagd[0].lower()}{peiling.gevraagd[1:]}"


def _tell_uitkomst(dossier: Dossier, peiling: Peiling) -> str:
    if peiling.stand is not Peilingstand.GESLOTEN or peiling.drempel is None:
        return ""
    return count_uitslag(peiling, (stem for stem in dossier.stemmen if stem.peiling == peiling.nummer)).in_woorden
