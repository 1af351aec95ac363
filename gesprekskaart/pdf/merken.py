"""Tagged drawing: while a page is drawn, each piece of it is marked as part of the text, or as mere decoration.

Marks never nest: what is drawn within a figure or an artifact belongs to that, whatever it is by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas


class Stuk(NamedTuple):
    """A marked piece of a page."""

    blad: int
    """Counted from 0."""
    nummer: int
    """Its MCID: unique on that page."""


@dataclass(slots=True, eq=False)
class Knoop:
    """One element of the structure of the document. It outlives page breaks: a paragraph on two pages is one."""

    soort: str
    """The name of its kind in tagged PDF; only standard ones."""
    kinderen: list[Knoop] = field(default_factory=list)
    stukken: list[Stuk] = field(default_factory=list)
    """What was drawn of it in the present pass, in that order."""
    alternatief: str = ""
    werkelijk: str = ""
    """What it says, where the letters on the page stand in another order."""
    taal: str = ""
    bereik: str = ""
    """Of a header cell: `Column` or `Row`."""
    kader: tuple[float, float, float, float] | None = None
    """Of a figure: where it stands on its page, in points."""
    aanwijzer: Stuk | None = None
    """Of a link or a field: which annotation it is on its page."""
    eenmalig: bool = False
    """Drawn again on a next page, it is decoration: the header of a table that goes on."""

    def add(self, soort: str, **kenmerken: Any) -> Knoop:
        """A new last child."""
        kind = Knoop(soort, **kenmerken)
        self.kinderen.append(kind)
        return kind

    def walk(self) -> Iterator[Knoop]:
        """Itself and all below it, in reading order."""
        yield self
        for kind in self.kinderen:
            yield from kind.walk()


class Merkcanvas(Canvas):  # type: ignore[misc]
    """A canvas that writes marks around what is drawn, and knows of each page whose pieces they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bladen: list[list[Knoop]] = [[]]
        """Of each page the elements of its pieces, by MCID."""
        self._binnen = False

    def showPage(self) -> None:  # noqa: N802 -- reportlab calls it so
        """End a page."""
        super().showPage()
        self.bladen.append([])

    @contextmanager
    def merk(self, knoop: Knoop | None) -> Iterator[None]:
        """All that is drawn within belongs to this element; decoration where there is none."""
        if self._binnen:
            yield
            return
        self._open(knoop)
        self._binnen = True
        yield
        self._binnen = False
        self._code.append("EMC")

    @contextmanager
    def sierwerk(self, soort: str = "") -> Iterator[None]:
        """All that is drawn within is decoration; `soort` tells what it is at the edge of a page."""
        if self._binnen:
            yield
            return
        self._code.append(f"/Artifact <</Type /Pagination {soort}>> BDC" if soort else "/Artifact BMC")
        self._binnen = True
        yield
        self._binnen = False
        self._code.append("EMC")

    def go_on(self, knoop: Knoop) -> None:
        """What follows, still within the same `merk`, belongs to another element than what went before."""
        self._code.append("EMC")
        self._open(knoop)

    def _open(self, knoop: Knoop | None) -> None:
        if knoop is None or (knoop.eenmalig and knoop.stukken):
            self._code.append("/Artifact BMC")
            return
        blad = self.bladen[-1]
        self._code.append(f"/{knoop.soort} <</MCID {len(blad)}>> BDC")
        knoop.stukken.append(Stuk(len(self.bladen) - 1, len(blad)))
        blad.append(knoop)
