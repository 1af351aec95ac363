"""What stands on a page: paragraphs, headings, tables, each with its role.

The roles are those of tagged PDF: what is a heading, a paragraph, a table is known here, and not guessed from how it
looks. Only the zetter makes these.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, IndexingFlowable, Paragraph, Table

from gesprekskaart.pdf.letters import Snede
from gesprekskaart.pdf.opmaak import INKT, KANTLIJN_MM, PRIMAIR, WIT

Blok: TypeAlias = Flowable
Blokken = list[Blok]


class Rol(StrEnum):
    """What an element is in the structure of the document; the value is its name in tagged PDF."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    ALINEA = "P"
    INHOUDSREGEL = "TOCI"
    TABEL = "Table"
    KOPCEL = "TH"
    CEL = "TD"


class Proefcanvas(Canvas):  # type: ignore[misc]
    """For the first pass, that only finds out what comes on which page: text is not drawn on it."""


class Alinea(Paragraph):  # type: ignore[misc]
    """A paragraph that knows its role, and draws the panel, bar and rule that its style asks for."""

    rol: Rol = Rol.ALINEA
    balk: Color | None = None

    def wrap(self, breedte: float, hoogte: float) -> tuple[float, float]:
        """Width and height; lines are broken once, since it is asked for often and is most of the work."""
        if getattr(self, "blPara", None) is None or self.width != breedte:
            super().wrap(breedte, hoogte)
        return self.width, self.height

    def split(self, breedte: float, hoogte: float) -> list[Alinea]:
        """In two over a page, with everything that is not in the style."""
        delen: list[Alinea] = super().split(breedte, hoogte)
        for deel in delen:
            deel.rol, deel.balk = self.rol, self.balk
            # What reportlab leaves here serves only to measure; drawing it would fail.
            deel.__dict__.pop("blPara", None)
        return delen

    def draw(self) -> None:
        """Panel and rule first, then the text."""
        if isinstance(self.canv, Proefcanvas):
            return
        if vlak := getattr(self.style, "vlak", None):
            self._draw_paneel(vlak)
        if onderlijn := getattr(self.style, "onderlijn", None):
            self._draw_onderlijn(onderlijn)
        super().draw()

    def _draw_paneel(self, vlak: Color) -> None:
        canv, rand = self.canv, self.style.spaceBefore
        links = self.style.leftIndent - 4 * mm
        canv.saveState()
        canv.setFillColor(vlak)
        canv.rect(links, -rand, self.width - links, self.height + 2 * rand, stroke=0, fill=1)
        canv.setFillColor(self.balk or PRIMAIR)
        canv.rect(links, -rand, 0.8 * mm, self.height + 2 * rand, stroke=0, fill=1)
        canv.restoreState()

    def _draw_onderlijn(self, kleur: Color) -> None:
        canv = self.canv
        canv.saveState()
        canv.setStrokeColor(kleur)
        canv.setLineWidth(0.6)
        canv.line(self.style.leftIndent, -1 * mm, self.width, -1 * mm)
        canv.restoreState()


class QrBeeld(Flowable):  # type: ignore[misc]
    """A QR code as squares: black on white, with the quiet border that a camera needs."""

    _RUST = 4

    def __init__(self, vakjes: tuple[tuple[int, ...], ...], zijde_mm: float) -> None:
        super().__init__()
        self._vakjes = vakjes
        self.width = self.height = zijde_mm * mm

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """Always as large as asked."""
        return self.width, self.height

    def draw(self) -> None:
        """One rectangle for each dark square; together they touch, so no rounding may part them."""
        canv, vakje = self.canv, self.width / (len(self._vakjes) + 2 * self._RUST)
        canv.saveState()
        canv.setFillColor(INKT)
        for rij, vakjes in enumerate(self._vakjes):
            onder = self.height - (rij + 1 + self._RUST) * vakje
            for kolom, donker in enumerate(vakjes):
                if donker:
                    canv.rect(kolom * vakje, onder, vakje * 1.02, vakje * 1.02, stroke=0, fill=1)
        canv.restoreState()


class Kop(Alinea):
    """A heading: a place to jump to, mostly with a line in the bookmarks, and sometimes in the contents."""

    niveau = 1
    sleutel = ""
    titel = ""
    nummer = ""
    letter = ""
    in_bladwijzers = True
    in_inhoud = False

    def draw(self) -> None:
        """The heading, with its place to jump to."""
        self.canv.bookmarkHorizontal(self.sleutel, 0, self.height + 5 * mm)
        if self.letter:
            self._draw_letter()
        super().draw()

    def _draw_letter(self) -> None:
        canv, zijde = self.canv, 9 * mm
        links, onder = KANTLIJN_MM * mm, self.height - self.style.leading + 0.2 * mm
        canv.saveState()
        canv.setFillColor(self.balk or PRIMAIR)
        canv.roundRect(links, onder, zijde, zijde, 1.2 * mm, stroke=0, fill=1)
        canv.setFillColor(WIT)
        canv.setFont(str(Snede.VET), 17)
        canv.drawCentredString(links + zijde / 2, onder + 2.4 * mm, self.letter)
        canv.restoreState()


class Paginanummers(IndexingFlowable):  # type: ignore[misc]
    """Takes no room; remembers from one pass to the next on which page each heading came, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._vorige: dict[str, int] = {}
        self._nu: dict[str, int] = {}

    def notify(self, soort: str, wat: tuple[str, int]) -> None:
        """Take note of a page number; the document tells."""
        if soort == "pagina":
            self._nu[wat[0]] = wat[1]

    def find(self, sleutel: str) -> str:
        """The page as known from the previous pass."""
        return str(self._vorige.get(sleutel, ""))

    @property
    def is_bekend(self) -> bool:
        """A pass has been made."""
        return bool(self._vorige)

    def beforeBuild(self) -> None:  # noqa: N802 -- reportlab calls it so, as the next
        """Begin a pass."""
        self._vorige, self._nu = self._nu, {}

    def isSatisfied(self) -> bool:  # noqa: N802
        """Whether this pass found what the previous one did, so that what was drawn is right."""
        return self._vorige == self._nu

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Nothing to see."""


class Inhoudsregel(Alinea):
    """A line of the contents: jumps to its heading, page number at the right."""

    rol = Rol.INHOUDSREGEL
    kop: Kop
    paginas: Paginanummers

    def draw(self) -> None:
        """The title, then the page number on its first line."""
        super().draw()
        canv = self.canv
        canv.saveState()
        canv.setFont(self.style.fontName, self.style.fontSize)
        canv.setFillColor(self.style.textColor)
        canv.drawRightString(self.width, self.height - self.style.fontSize, self.paginas.find(self.kop.sleutel))
        canv.restoreState()
        canv.linkRect("", self.kop.sleutel, (0, 0, self.width, self.height), relative=1, thickness=0)


class Tabel(Table):  # type: ignore[misc]
    """A table with a header row that repeats on every page."""

    rol: Rol = Rol.TABEL
