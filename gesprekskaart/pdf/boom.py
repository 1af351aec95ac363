"""The structure of the document: from what stands in it, in reading order, to a tree of elements.

Made before anything is drawn, so that it does not depend on where pages break.
"""

from __future__ import annotations

from gesprekskaart.pdf.elementen import Alinea, Beeld, Blok, Blokken, Inhoudsregel, Invulveld, Rol, Samen, Tabel
from gesprekskaart.pdf.merken import Knoop

_LOS_PUNT = "punt"
"""The style of a point that stands by itself; without a label, other facts go on with the fact before."""


def plant_boom(blokken: Blokken) -> Knoop:
    """The tree of these; from now on each knows its own element."""
    planter = _Planter()
    planter.add_alle(blokken)
    return planter.wortel


class _Planter:
    """What is being added to: a section, and within it a list or the contents as long as these go on."""

    def __init__(self) -> None:
        self.wortel = Knoop("Document")
        self._deel = self.wortel
        self._reeks: Knoop | None = None
        self._punt: Knoop | None = None

    def add_alle(self, blokken: Blokken) -> None:
        for blok in blokken:
            self._add(blok)

    def _add(self, blok: Blok) -> None:
        if isinstance(blok, Samen):
            self.add_alle(blok.blokken)
        elif isinstance(blok, Inhoudsregel):
            verwijzing = self._find_reeks("TOC").add("TOCI").add("Reference")
            blok.knoop = _dress(verwijzing.add("Link"), blok)
        elif isinstance(blok, Alinea):
            self._add_alinea(blok)
        elif isinstance(blok, Tabel):
            self._reeks = None
            _plant_tabel(self._deel, blok)
        elif isinstance(blok, Beeld):
            self._reeks = None
            blok.knoop = self._deel.add(blok.rol, alternatief=blok.alternatief)
        elif isinstance(blok, Invulveld):
            self._reeks = None
            blok.knoop = self._deel.add(blok.rol)

    def _add_alinea(self, alinea: Alinea) -> None:
        if alinea.rol is Rol.FEIT:
            self._add_feit(alinea)
            return
        self._reeks = None
        if alinea.rol is Rol.H1:
            self._deel = self.wortel.add("Sect")
        alinea.knoop = _dress(self._deel.add(alinea.rol), alinea)

    def _add_feit(self, alinea: Alinea) -> None:
        lijst = self._find_reeks("L")
        if alinea.bulletText or alinea.style.name == _LOS_PUNT or self._punt is None:
            punt = lijst.add(Rol.FEIT)
            alinea.labelknoop = punt.add("Lbl") if alinea.bulletText else None
            self._punt = punt.add("LBody")
        alinea.knoop = _dress(self._punt.add("P"), alinea)

    def _find_reeks(self, soort: str) -> Knoop:
        if self._reeks is None or self._reeks.soort != soort:
            self._reeks, self._punt = self._deel.add(soort), None
        return self._reeks


def _dress(knoop: Knoop, alinea: Alinea) -> Knoop:
    knoop.werkelijk, knoop.taal = alinea.werkelijk, alinea.taal
    return knoop


def _plant_tabel(deel: Knoop, tabel: Tabel) -> None:
    knoop = deel.add(tabel.rol)
    kop, lijf = knoop.add("THead").add("TR"), knoop.add("TBody")
    for alinea in tabel.rijen[0]:
        alinea.knoop = kop.add(alinea.rol, bereik="Column", eenmalig=True)
    for nummer, rij in enumerate(tabel.rijen[1:], start=1):
        vorige = [alinea.knoop for alinea in tabel.rijen[nummer - 1]]
        if nummer in tabel.vervolgrijen:
            for alinea, cel in zip(rij, vorige, strict=True):
                alinea.knoop = cel
            continue
        regel = lijf.add("TR")
        for alinea in rij:
            bereik = "Row" if alinea.rol is Rol.KOPCEL else ""
            alinea.knoop = _dress(regel.add(alinea.rol, bereik=bereik), alinea)
