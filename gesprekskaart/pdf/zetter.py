"""The one place where everything that stands on a page is made, with its role and from the style sheet.

Sizes and colours are in the style sheet; what is said is in the blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Spacer, TableStyle

from gesprekskaart.pdf.elementen import Alinea, Blokken, Inhoudsregel, Invulveld, Kop, Paginanummers, Rol, Samen, Tabel
from gesprekskaart.pdf.letters import Letters, Snede, split_alineas, strip_onzichtbaar
from gesprekskaart.pdf.opmaak import LIJN, STIJLEN
from gesprekskaart.pdf.schrijfrichting import HAS_RTL


class Span(NamedTuple):
    """A piece of text within a paragraph that looks different."""

    tekst: str
    snede: Snede = Snede.GEWOON


def vet(tekst: str) -> Span:
    """Stands out."""
    return Span(tekst, Snede.VET)


def cursief(tekst: str) -> Span:
    """Said by the report itself, not by the people in it."""
    return Span(tekst, Snede.CURSIEF)


class Kolom(NamedTuple):
    """A column of a table."""

    kop: str
    breedte_mm: float


Cel = Sequence[str | Span]
"""What stands in a cell: pieces of text, one after the other."""


class Vervolgrij(tuple[Cel, ...]):
    """A row that only goes on with what stands in the row before: together they are one."""

    __slots__ = ()


_FEITEN = frozenset({"feit", "feit_inspring", "schrijflijn", "punt"})
"""Styles of a fact with its label."""


class Zetter:
    """Makes the elements of one document. Keeps what must be counted: chapters, headings, missing characters."""

    def __init__(self, hide: Callable[[str], str] | None = None) -> None:
        """`hide` changes every text on its way to the page: for a report that shows no names."""
        self.hide = hide or str
        self.letters = Letters()
        self.paginas = Paginanummers()
        self.koppen: list[Kop] = []
        self._hoofdstuk = 0
        self._paragraaf = 0

    def regel(
        self,
        *stukken: str | Span,
        stijl: str = "tekst",
        label: str = "",
        balk: Color | None = None,
        rol: Rol = Rol.ALINEA,
    ) -> Alinea:
        """One paragraph. The label stands in the side column; it is ours, or a code: Latin letters only."""
        alinea: Alinea = self._set(Alinea, stukken, stijl, label)
        alinea.balk, alinea.rol = balk, Rol.FEIT if stijl in _FEITEN else rol
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
        tekst = self.hide(tekst)
        kop: Kop = self._set(Kop, [tekst], stijl, label)
        kop.rol, kop.niveau, kop.in_bladwijzers = Rol(f"H{niveau}"), niveau, in_bladwijzers
        kop.nummer, kop.titel = label, strip_onzichtbaar(tekst)
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
        regel: Inhoudsregel = self._set(Inhoudsregel, [kop.titel], f"inhoud{kop.niveau}", kop.nummer)
        regel.kop, regel.paginas = kop, self.paginas
        return regel

    def paragraaf_met_tabel(
        self, titel: str, kolommen: Sequence[Kolom], rijen: Iterable[Sequence[Cel]], *, rijkop: bool = False
    ) -> Blokken:
        """A section that is one table, with rules only. A row only breaks when it is taller than a page."""
        kop = self.paragraaf(titel)
        # Keeping a heading with a table would keep the whole table on one page; its first rows are enough.
        kop.keepWithNext = 0
        return [CondPageBreak(60 * mm), kop, self.tabel(kolommen, rijen, rijkop=rijkop)]

    def tabel(self, kolommen: Sequence[Kolom], rijen: Iterable[Sequence[Cel]], *, rijkop: bool = False) -> Tabel:
        """A table with rules only, its header repeated on every page. `rijkop`: the first column names its row."""
        rijen = list(rijen)
        cellen: list[list[Alinea]] = [[self._cel([kolom.kop], "kolomkop", Rol.KOPCEL) for kolom in kolommen]]
        for rij in rijen:
            rollen = [Rol.KOPCEL if rijkop and not plek else Rol.CEL for plek in range(len(kolommen))]
            cellen.append([self._cel(cel, "cel", rol) for cel, rol in zip(rij, rollen, strict=True)])
        tabel = Tabel(
            cellen,
            colWidths=[kolom.breedte_mm * mm for kolom in kolommen],
            repeatRows=1,
            splitInRow=1,
            hAlign="LEFT",
            style=_TABELSTIJL,
            spaceAfter=4 * mm,
        )
        tabel.rijen = cellen
        tabel.vervolgrijen = frozenset(n for n, rij in enumerate(rijen, start=1) if isinstance(rij, Vervolgrij))
        return tabel

    def veld(self, naam: str, uitleg: str, hoogte_mm: float, meest: int, *, waarde: str = "") -> Invulveld:
        """A field to write in, of at most so many characters; one with a value is only there to be read."""
        veld = Invulveld(naam, strip_onzichtbaar(self.hide(uitleg)), hoogte_mm, meest)
        veld.waarde = waarde
        return veld

    def bladzijde(self) -> PageBreak:
        """A new page from here."""
        return PageBreak()

    def hoofdstukruimte(self) -> CondPageBreak:
        """A new page where the chapter that follows could hardly begin on this one."""
        return CondPageBreak(95 * mm)

    def samen(self, blokken: Blokken) -> Samen:
        """These stay together on one page."""
        return Samen(blokken)

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

    def _set(self, soort: Any, stukken: Iterable[str | Span], stijl: str, label: str) -> Any:
        # Made of parts, and never of markup: reportlab's markup can open files and addresses (`<img src>`).
        stukken = [
            stuk._replace(tekst=self.hide(stuk.tekst)) if isinstance(stuk, Span) else self.hide(stuk)
            for stuk in stukken
        ]
        delen = list(self._make_delen(stukken, stijl))
        # The space is for who hears it, or copies it: label and text are not one word.
        alinea = soort(
            None, STIJLEN[stijl], frags=delen or [_basisdeel(stijl)], bulletText=f"{label} " if label else None
        )
        alinea.leeg = not delen and not label
        tekst = "".join(stuk.tekst if isinstance(stuk, Span) else stuk for stuk in stukken)
        if HAS_RTL(tekst):
            voorop = f"{label} " if label and stijl not in _FEITEN else ""
            alinea.werkelijk = voorop + strip_onzichtbaar(tekst)
        return alinea

    def _make_delen(self, stukken: Iterable[str | Span], stijl: str) -> Iterator[Any]:
        basis = _basisdeel(stijl)
        for stuk in stukken:
            tekst, snede = stuk if isinstance(stuk, Span) else Span(stuk)
            eigen = basis.fontName if snede is Snede.GEWOON else str(snede)
            for font, deel in self.letters.split_fonts(tekst):
                for nummer, regel in enumerate(deel.split("\n")):
                    if nummer:
                        yield basis.clone(lineBreak=True)
                    if regel:
                        yield basis.clone(text=regel, fontName=font or eigen)


@cache
def _basisdeel(stijl: str) -> Any:
    """An empty part of a paragraph in this style, to make others after."""
    return Paragraph("-", STIJLEN[stijl]).frags[0].clone(text="")


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
