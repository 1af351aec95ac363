"""What stands on a page: paragraphs, headings, tables, each with its role.

The roles are those of tagged PDF: what is a heading, a paragraph, a table is known here, and not guessed from how it
looks. Only the zetter makes these.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.platypus import Flowable, IndexingFlowable, KeepTogether, PageBreak, Paragraph, Table

from gesprekskaart.pdf.letters import Snede
from gesprekskaart.pdf.merken import Knoop, Merkcanvas, Stuk
from gesprekskaart.pdf.opmaak import BOVEN_MM, INKT, KANTLIJN_MM, LIJN, ONDER_MM, PRIMAIR, STIL, WIT
from gesprekskaart.pdf.velden import INVULSTIJL

Blok: TypeAlias = Flowable
Blokken = list[Blok]


class Rol(StrEnum):
    """What an element is in the structure of the document; the value is its name in tagged PDF."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    ALINEA = "P"
    FEIT = "LI"
    """A fact with its label: an item of a list."""
    INHOUDSREGEL = "TOCI"
    TABEL = "Table"
    KOPCEL = "TH"
    CEL = "TD"
    FIGUUR = "Figure"
    VELD = "Form"


class Proefcanvas(Merkcanvas):
    """For the first pass, that only finds out what comes on which page: nothing is drawn on it, and nothing moved."""

    def saveState(self) -> None:  # noqa: N802 -- reportlab calls it so, as the next
        """Nothing to keep."""

    def restoreState(self) -> None:  # noqa: N802
        """Nothing was kept."""

    def translate(self, dx: float, dy: float) -> None:
        """Nothing to move."""


class Alinea(Paragraph):  # type: ignore[misc]
    """A paragraph that knows its role, and draws the panel, bar, frame and rule that its style asks for."""

    rol: Rol = Rol.ALINEA
    balk: Color | None = None
    knoop: Knoop | None = None
    """Its element in the structure of the document; decoration where there is none."""
    labelknoop: Knoop | None = None
    """That of its label, where the label is an element of its own."""
    werkelijk: str = ""
    """Its text as it was written, where the letters on the page stand in another order."""
    taal: str = ""
    """Where it is not Dutch."""
    leeg: bool = False

    def wrap(self, breedte: float, hoogte: float) -> tuple[float, float]:
        """Width and height; lines are broken once, since it is asked for often and is most of the work."""
        if getattr(self, "blPara", None) is None or self.width != breedte:
            super().wrap(breedte, hoogte)
        return self.width, self.height

    def split(self, breedte: float, hoogte: float) -> list[Alinea]:
        """In two over a page, with everything that is not in the style."""
        delen: list[Alinea] = super().split(breedte, hoogte)
        for deel in delen:
            deel.rol, deel.balk, deel.knoop, deel.labelknoop = self.rol, self.balk, self.knoop, self.labelknoop
            # What reportlab leaves here serves only to measure; drawing it would fail.
            deel.__dict__.pop("blPara", None)
        return delen

    def draw(self) -> None:
        """Panel, frame and rule first, then the text."""
        if isinstance(self.canv, Proefcanvas):
            return
        self._draw_sierwerk()
        if self.leeg:
            super().draw()
            return
        with self.canv.merk(self.labelknoop if self.bulletText and self.labelknoop else self.knoop):
            self._draw_tekst()

    def _draw_tekst(self) -> None:
        if not getattr(self.blPara, "heeft_spaties", False):
            _end_lines_with_space(self.blPara)
        super().draw()

    def beginText(self, x: float, y: float) -> Any:  # noqa: N802 -- reportlab calls it so, between label and text
        """Begin the text itself, after the label."""
        if self.bulletText and self.labelknoop and self.knoop:
            self.canv.go_on(self.knoop)
        return super().beginText(x, y)

    def _draw_sierwerk(self) -> None:
        stijl = self.style
        tekeningen = {"vlak": self._draw_paneel, "onderlijn": self._draw_onderlijn, "lijst": self._draw_lijst}
        for kenmerk, teken in tekeningen.items():
            if kleur := getattr(stijl, kenmerk, None):
                with self.canv.sierwerk():
                    self.canv.saveState()
                    teken(kleur)
                    self.canv.restoreState()

    def _draw_paneel(self, vlak: Color) -> None:
        canv, rand = self.canv, self.style.spaceBefore
        links = self.style.leftIndent - 4 * mm
        canv.setFillColor(vlak)
        canv.rect(links, -rand, self.width - links, self.height + 2 * rand, stroke=0, fill=1)
        canv.setFillColor(self.balk or PRIMAIR)
        canv.rect(links, -rand, 0.8 * mm, self.height + 2 * rand, stroke=0, fill=1)

    def _draw_onderlijn(self, kleur: Color) -> None:
        self.canv.setStrokeColor(kleur)
        self.canv.setLineWidth(0.6)
        self.canv.line(self.style.leftIndent, -1 * mm, self.width, -1 * mm)

    def _draw_lijst(self, kleur: Color) -> None:
        self.canv.setStrokeColor(kleur)
        self.canv.setLineWidth(1)
        self.canv.rect(0, -2 * mm, self.width, self.height + 4 * mm, stroke=1, fill=0)


def _end_lines_with_space(alinea: Any) -> None:
    """Where a line ends, so does a word: whoever hears the text or copies it has nothing else to tell that by."""
    alinea.heeft_spaties = True
    if alinea.kind == 0:
        alinea.lines[:-1] = [(ruimte, [*woorden, ""]) for ruimte, woorden in alinea.lines[:-1]]
        return
    for regel in alinea.lines[:-1]:
        for woord in reversed(regel.words):
            if getattr(woord, "text", ""):
                woord.text += " "
                break


class Beeld(Flowable):  # type: ignore[misc]
    """A picture with words for whoever does not see it: one figure in the structure of the document."""

    rol: Rol = Rol.FIGUUR
    knoop: Knoop | None = None

    def __init__(self, alternatief: str) -> None:
        super().__init__()
        self.alternatief = alternatief

    def draw(self) -> None:
        """Draw it as one figure, that knows where it stands."""
        if isinstance(self.canv, Proefcanvas):
            return
        if self.knoop is not None:
            links, onder = self.canv.absolutePosition(0, 0)
            self.knoop.kader = (links, onder, links + self.width, onder + self.height)
        with self.canv.merk(self.knoop):
            self.canv.saveState()
            self._draw_beeld()
            self.canv.restoreState()

    def _draw_beeld(self) -> None:
        raise NotImplementedError


class QrBeeld(Beeld):
    """A QR code as squares: black on white, with the quiet border that a camera needs."""

    _RUST = 4

    def __init__(self, vakjes: tuple[tuple[int, ...], ...], zijde_mm: float, alternatief: str) -> None:
        super().__init__(alternatief)
        self._vakjes = vakjes
        self.width = self.height = zijde_mm * mm

    def wrap(self, _breedte: float, _hoogte: float) -> tuple[float, float]:
        """Always as large as asked."""
        return self.width, self.height

    def _draw_beeld(self) -> None:
        # One rectangle for each dark square; together they touch, so no rounding may part them.
        canv, vakje = self.canv, self.width / (len(self._vakjes) + 2 * self._RUST)
        canv.setFillColor(INKT)
        for rij, vakjes in enumerate(self._vakjes):
            onder = self.height - (rij + 1 + self._RUST) * vakje
            for kolom, donker in enumerate(vakjes):
                if donker:
                    canv.rect(kolom * vakje, onder, vakje * 1.02, vakje * 1.02, stroke=0, fill=1)


class Invulveld(Flowable):  # type: ignore[misc]
    """A field of a form, in the column of the text."""

    rol: Rol = Rol.VELD
    knoop: Knoop | None = None

    def __init__(self, naam: str, uitleg: str, hoogte_mm: float, meest: int) -> None:
        """`uitleg` is heard where the frame is seen; `meest` is how many characters fit."""
        super().__init__()
        self._naam, self.uitleg, self._meest = naam, uitleg, meest
        self.height = hoogte_mm * mm
        self.waarde = ""
        """What stands in it; then it is only there to be read."""
        self.spaceBefore, self.spaceAfter = 1 * mm, 4 * mm

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = breedte
        return self.width, self.height

    def draw(self) -> None:
        """Its frame is decoration; the field itself lies over the page."""
        if isinstance(self.canv, Proefcanvas):
            return
        links, breed = KANTLIJN_MM * mm, self.width - KANTLIJN_MM * mm
        with self.canv.sierwerk():
            self.canv.saveState()
            self.canv.setStrokeColor(STIL)
            self.canv.setLineWidth(0.6)
            self.canv.rect(links, 0, breed, self.height, stroke=1, fill=0)
            self.canv.restoreState()
        if self.knoop is not None:
            self.knoop.aanwijzer = Stuk(len(self.canv.bladen) - 1, len(self.canv._annotationrefs))
            self.knoop.alternatief = self.uitleg
        links, onder = self.canv.absolutePosition(links, 0)
        self.canv._addAnnotation(PDFDictionary(self._make_veld((links, onder, links + breed, onder + self.height))))

    def _make_veld(self, kader: tuple[float, float, float, float]) -> dict[str, Any]:
        veld: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Tx"),
            "T": PDFString(self._naam),
            "Rect": PDFArray([round(maat, 2) for maat in kader]),
            "DA": PDFString(INVULSTIJL),
            "MaxLen": self._meest,
            "Ff": _ALLEEN_LEZEN if self.waarde else _REGELS if self.height > _HOOGTE_VAN_EEN_REGEL else 0,
        }
        return {**veld, "V": PDFString(self.waarde)} if self.waarde else veld


_ALLEEN_LEZEN, _REGELS = 1 << 0, 1 << 12
"""Flags of a field: nobody writes in it; it holds more than one line."""

_HOOGTE_VAN_EEN_REGEL = 10 * mm


class Vulling(StrEnum):
    """How a bar is filled: told apart without colour, on any printer."""

    VOL = "vol"
    LICHT = "licht"
    GEARCEERD = "gearceerd"
    DICHT_GEARCEERD = "dicht gearceerd"
    LEEG = "leeg"
    GESTIPPELD = "gestippeld"


_ARCERING_MM = {Vulling.GEARCEERD: 2.6, Vulling.DICHT_GEARCEERD: 1.1}


class Staaf(NamedTuple):
    """One bar with what stands before and after it."""

    label: Alinea
    getal: Alinea
    aantal: int
    vulling: Vulling


class Staafbeeld(Beeld):
    """Horizontal bars, each with its label and number. `alternatief` says the same in words."""

    _LABEL, _GETAL, _DIKTE, _RUIMTE = 50 * mm, 12 * mm, 5 * mm, 2 * mm

    def __init__(self, staven: Sequence[Staaf], alternatief: str) -> None:
        super().__init__(alternatief)
        self._staven = tuple(staven)
        self.spaceBefore, self.spaceAfter = 3 * mm, 4 * mm

    def wrap(self, breedte: float, _hoogte: float) -> tuple[float, float]:
        """As wide as there is room; a long label makes its bar's row higher."""
        self.width = breedte
        self._hoogten = [max(staaf.label.wrap(self._LABEL, 0)[1], self._DIKTE) for staaf in self._staven]
        self.height = sum(self._hoogten) + self._RUIMTE * len(self._staven)
        return self.width, self.height

    def _draw_beeld(self) -> None:
        links = KANTLIJN_MM * mm + self._LABEL + 3 * mm
        lengte = self.width - links - self._GETAL
        meest = max((staaf.aantal for staaf in self._staven), default=0) or 1
        onder = self.height
        for staaf, hoogte in zip(self._staven, self._hoogten, strict=True):
            onder -= hoogte + self._RUIMTE
            staaf.label.drawOn(self.canv, KANTLIJN_MM * mm, onder)
            breed = lengte * staaf.aantal / meest
            midden = onder + hoogte / 2
            if staaf.aantal:
                self._draw_staaf(links, midden - self._DIKTE / 2, breed, staaf.vulling)
            _, getalhoogte = staaf.getal.wrap(self._GETAL, 0)
            staaf.getal.drawOn(self.canv, links + breed + 2 * mm, midden - getalhoogte / 2)

    def _draw_staaf(self, links: float, onder: float, breed: float, vulling: Vulling) -> None:
        canv = self.canv
        canv.saveState()
        canv.setStrokeColor(PRIMAIR)
        canv.setLineWidth(0.8)
        if vulling is Vulling.GESTIPPELD:
            canv.setDash(2, 2)
        canv.setFillColor({Vulling.VOL: PRIMAIR, Vulling.LICHT: LIJN}.get(vulling, WIT))
        canv.rect(links, onder, breed, self._DIKTE, stroke=1, fill=1)
        if stap := _ARCERING_MM.get(vulling, 0) * mm:
            vlak = canv.beginPath()
            vlak.rect(links, onder, breed, self._DIKTE)
            canv.clipPath(vlak, stroke=0, fill=0)
            for nummer in range(int((breed + self._DIKTE) / stap) + 1):
                canv.line(links + nummer * stap - self._DIKTE, onder, links + nummer * stap, onder + self._DIKTE)
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
        if self.letter and not isinstance(self.canv, Proefcanvas):
            with self.canv.sierwerk():
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

    def isSatisfied(self) -> bool:  # noqa: N802 -- reportlab calls it so
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

    def _draw_tekst(self) -> None:
        super()._draw_tekst()
        canv, bladzijde = self.canv, self.paginas.find(self.kop.sleutel)
        canv.saveState()
        canv.setFont(self.style.fontName, self.style.fontSize)
        canv.setFillColor(self.style.textColor)
        # The space is for who hears it, or copies it: title and number are not one word.
        canv.drawRightString(self.width, self.height - self.style.fontSize, f" {bladzijde}")
        canv.restoreState()
        if self.knoop is not None:
            self.knoop.aanwijzer = Stuk(len(canv.bladen) - 1, len(canv._annotationrefs))
            self.knoop.alternatief = f"{self.kop.titel}, pagina {bladzijde}"
        canv.linkRect("", self.kop.sleutel, (0, 0, self.width, self.height), relative=1, thickness=0)


class Samen(KeepTogether):  # type: ignore[misc]
    """These stay together on one page."""

    def __init__(self, blokken: Blokken) -> None:
        super().__init__(blokken)
        self.blokken = blokken


_SPELING = 0.1
"""Points by which sums of heights may differ."""

_BLADHOOGTE = A4[1] - (BOVEN_MM + ONDER_MM) * mm
"""Of the part of a page that text comes on."""

_LAAG = 36 * mm
"""So high, the header and two rows always fit under a heading: moving them overleaf leaves no heading behind."""


class Tabel(Table):  # type: ignore[misc]
    """A table with a header row that repeats on every page."""

    rol: Rol = Rol.TABEL
    rijen: Sequence[Sequence[Alinea]] = ()
    """All its cells, the header first. The parts that it falls into over pages do not have these."""
    vervolgrijen: frozenset[int] = frozenset()
    """Rows, counted from the header, that only go on with what stands in the row before."""

    def split(self, availWidth: float, availHeight: float) -> Blokken:  # noqa: N803 -- reportlab calls it so
        """Over two pages, but never so that its first row (where it is low) or its last stands alone."""
        delen: Blokken = super().split(availWidth, availHeight)
        if len(delen) > 1:
            kop, boven, onder = self.repeatRows, delen[0]._nrows, delen[1]._nrows
            if boven == kop + 1 and sum(self._rowHeights[: kop + 2]) <= _LAAG:
                return []
            # reportlab tries what goes on overleaf below the part before it first, where only a piece of a row fits.
            gaat_verder, breekt_rij = not self.rijen, boven + onder > self._nrows + kop
            if gaat_verder and breekt_rij and sum(self._rowHeights[: kop + 1]) <= _BLADHOOGTE:
                return []
            if onder == kop + 1 and boven > kop + 2 and boven + onder == self._nrows + kop:
                eerste, rest = super().split(availWidth, sum(self._rowHeights[: boven - 1]) + _SPELING)
                delen = [eerste, PageBreak(), rest]
        return delen

    def draw(self) -> None:
        """Cells and rules; nothing in the first pass."""
        if not isinstance(self.canv, Proefcanvas):
            super().draw()

    def _drawLines(self) -> None:  # noqa: N802 -- reportlab calls it so
        with self.canv.sierwerk():
            super()._drawLines()
