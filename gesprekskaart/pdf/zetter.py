"""The one place where everything that stands on a page is made, and gets its role.

The roles are those of tagged PDF: what is a heading, a paragraph, a table is known here, and not guessed from how it
looks. Sizes and colours are in the style sheet; what is said is in the blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    IndexingFlowable,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from gesprekskaart.pdf.letters import Letters, Snede, split_alineas
from gesprekskaart.pdf.opmaak import KANTLIJN_MM, LIJN, PRIMAIR, STIJLEN, WIT, to_hex

Blokken = list[Flowable]


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
    VERSIERING = "Artifact"


class Span(NamedTuple):
    """A piece of text within a paragraph that looks different."""

    tekst: str
    snede: Snede = Snede.GEWOON
    kleur: Color | None = None


def vet(tekst: str) -> Span:
    """Stands out."""
    return Span(tekst, Snede.VET)


def cursief(tekst: str) -> Span:
    """Said by the report itself, not by the people in it."""
    return Span(tekst, Snede.CURSIEF)


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


class Kop(Alinea):
    """A heading: a place to jump to, mostly with a line in the bookmarks, and sometimes in the contents."""

    niveau = 1
    sleutel = ""
    titel = ""
    nummer = ""
    markup = ""
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


class Kolom(NamedTuple):
    """A column of a table."""

    kop: str
    breedte_mm: float


Cel = Sequence[str | Span]
"""What stands in a cell: pieces of text, one after the other."""


class Zetter:
    """Makes the elements of one document. Keeps what must be counted: chapters, headings, missing characters."""

    def __init__(self) -> None:
        self.letters = Letters()
        self.paginas = Paginanummers()
        self.koppen: list[Kop] = []
        self._hoofdstuk = 0
        self._paragraaf = 0

    def regel(self, *stukken: str | Span, stijl: str = "tekst", label: str = "", balk: Color | None = None) -> Alinea:
        """One paragraph. The label stands in the side column; it is ours, or a code: Latin letters only."""
        alinea: Alinea = self._set(Alinea, self._to_markup(stukken), stijl, label, balk)
        return alinea

    def tekst(self, tekst: str, stijl: str = "tekst", label: str = "", balk: Color | None = None) -> Blokken:
        """What somebody wrote, in as many paragraphs as it takes; the label stands beside the first."""
        stukken = enumerate(split_alineas(tekst))
        return [self.regel(stuk, stijl=stijl, label="" if nummer else label, balk=balk) for nummer, stuk in stukken]

    def feiten(self, feiten: Mapping[str, str]) -> Blokken:
        """Short facts below each other, each with its label; what is not known is left out."""
        return [
            blok for label, feit in feiten.items() if feit.strip() for blok in self.tekst(feit, "feit_inspring", label)
        ]

    def kop(self, tekst: str, niveau: int, stijl: str, *, label: str = "", in_bladwijzers: bool = True) -> Kop:
        """A heading of whatever level; `label` is its number or the id of a question."""
        markup = self._to_markup([tekst])
        kop: Kop = self._set(Kop, markup, stijl, label, None)
        kop.rol, kop.niveau, kop.in_bladwijzers = Rol(f"H{niveau}"), niveau, in_bladwijzers
        kop.titel, kop.nummer, kop.markup = f"{label} {tekst}".strip(), label, markup
        kop.sleutel = f"kop{len(self.koppen) + 1}"
        self.koppen.append(kop)
        return kop

    def hoofdstuk(self, titel: str, *, letter: str = "", kleur: Color | None = None) -> Kop:
        """A numbered chapter; a GROW stage also carries its letter and colour."""
        self._hoofdstuk, self._paragraaf = self._hoofdstuk + 1, 0
        kop = self.kop(titel, 1, "fase" if letter else "kop1", label=str(self._hoofdstuk))
        kop.letter, kop.balk, kop.in_inhoud = letter, kleur, True
        return kop

    def paragraaf(self, titel: str) -> Kop:
        """A numbered section of the present chapter."""
        self._paragraaf += 1
        kop = self.kop(titel, 2, "kop2", label=f"{self._hoofdstuk}.{self._paragraaf}")
        kop.in_inhoud = True
        return kop

    def inhoudsregel(self, kop: Kop) -> Inhoudsregel:
        """The line in the contents for this heading."""
        regel: Inhoudsregel = self._set(Inhoudsregel, kop.markup, f"inhoud{kop.niveau}", kop.nummer, None)
        regel.kop, regel.paginas = kop, self.paginas
        return regel

    def paragraaf_met_tabel(self, titel: str, kolommen: Sequence[Kolom], rijen: Iterable[Sequence[Cel]]) -> Blokken:
        """A section that is one table, with rules only. Cells hold short texts: a row does not break over pages."""
        kop = self.paragraaf(titel)
        # Keeping a heading with a table would keep the whole table on one page; its first rows are enough.
        kop.keepWithNext = 0
        return [CondPageBreak(60 * mm), kop, self._make_tabel(kolommen, rijen)]

    def _make_tabel(self, kolommen: Sequence[Kolom], rijen: Iterable[Sequence[Cel]]) -> Tabel:
        cellen: list[list[Alinea]] = [[self._cel([kolom.kop], "kolomkop", Rol.KOPCEL) for kolom in kolommen]]
        cellen += [[self._cel(cel, "cel", Rol.CEL) for cel in rij] for rij in rijen]
        return Tabel(
            cellen,
            colWidths=[kolom.breedte_mm * mm for kolom in kolommen],
            repeatRows=1,
            hAlign="LEFT",
            style=_TABELSTIJL,
            spaceAfter=4 * mm,
        )

    def samen(self, blokken: Blokken) -> KeepTogether:
        """These stay together on one page."""
        return KeepTogether(blokken)

    def join(self, eerst: Blokken, dan: Blokken) -> Blokken:
        """One after the other, where the second does not begin alone on a new page."""
        if eerst and dan:
            eerst[-1].keepWithNext = dan[0].keepWithNext = 1
        return eerst + dan

    def wit(self, hoogte_mm: float) -> Spacer:
        """Room."""
        return Spacer(1, hoogte_mm * mm)

    def _cel(self, stukken: Cel, stijl: str, rol: Rol) -> Alinea:
        alinea = self.regel(*stukken, stijl=stijl)
        alinea.rol = rol
        return alinea

    def _to_markup(self, stukken: Iterable[str | Span]) -> str:
        uit = []
        for stuk in stukken:
            tekst, snede, kleur = stuk if isinstance(stuk, Span) else Span(stuk)
            markup = self.letters.to_markup(tekst)
            kenmerken = f' name="{snede}"' if snede is not Snede.GEWOON else ""
            kenmerken += f' color="{to_hex(kleur)}"' if kleur else ""
            uit.append(f"<font{kenmerken}>{markup}</font>" if kenmerken else markup)
        return "".join(uit)

    def _set(self, soort: Any, markup: str, stijl: str, label: str, balk: Color | None) -> Any:
        # reportlab strips a paragraph's first and last white space and takes an empty bullet for none.
        alinea = soort(markup, STIJLEN[stijl], bulletText=label or None)
        alinea.balk = balk
        return alinea


_TABELSTIJL = TableStyle(
    [
        # Without a font of ours, reportlab reaches for Helvetica, which is never embedded.
        ("FONTNAME", (0, 0), (-1, -1), str(Snede.GEWOON)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 2 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 * mm),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, STIJLEN["tekst"].textColor),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LIJN),
    ]
)
