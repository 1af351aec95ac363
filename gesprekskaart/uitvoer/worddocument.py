"""What a Word document is made of: styles, running texts, paragraphs and tables, put into the file as it asks for.

python-docx makes the package and its styles; paragraphs and tables are written as elements, because its own way of
walking tables takes time that grows with the square of their size.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gesprekskaart.rapport.boom import Nadruk, Stuk
from gesprekskaart.tekst import strip_verboden
from gesprekskaart.uitvoer.pakket import remake_zip

TAAL = "nl-NL"
BREEDTE_MM = 160
"""Of the text on A4 between the margins."""

_MARGE = Mm(25)
_TWIPS_PER_MM = 1440 / 25.4
_LETTER = "Calibri"
_HOOFD = RGBColor(0x0B, 0x5D, 0x66)
_INKT = RGBColor(0x1B, 0x23, 0x30)
_BIJ = RGBColor(0x4A, 0x54, 0x62)
_LABEL = Mm(45)
"""Where what is said stands after its label."""
_DIEP = 4
"""The level of heading from which it no longer stands out by its colour."""
_PAST_SAMEN = 1_200
"""Characters of a row that surely fits on one page."""
_MAX_KERN = 255
"""Characters that a core property of the file holds."""

Cel: TypeAlias = tuple[Stuk, ...]


class Alineastijl(StrEnum):
    """Paragraph styles by their id: whoever works on the document can change each in one place."""

    TITEL = "Title"
    ONDERTITEL = "Subtitle"
    GEWOON = "Normal"
    PUNT = "ListBullet"
    WOORDEN = "Woorden"
    FEIT = "Feit"
    PANEELKOP = "Paneelkop"
    PANEEL = "Paneel"
    MERK = "Merk"
    CEL = "Cel"


class Worddocument:
    """One document that grows at its end."""

    def __init__(self, *, titel: str, onderwerp: str, auteur: str, boven: str, moment: datetime) -> None:
        self._document = Document()
        self._moment = moment
        _make_stijlen(self._document)
        _set_taal(self._document)
        _set_pagina(self._document, strip_verboden(boven))
        kern = self._document.core_properties
        kern.title, kern.subject, kern.author = (strip_verboden(t)[:_MAX_KERN] for t in (titel, onderwerp, auteur))
        kern.language, kern.comments, kern.last_modified_by = TAAL, "", "Gesprekskaart"
        kern.created = kern.modified = moment.replace(tzinfo=None)
        self._lijf = self._document.element.body
        self._einde = self._lijf.sectPr

    def set_kenmerk(self, kenmerk: str) -> None:
        """What programs know this document by."""
        self._document.core_properties.identifier = kenmerk

    def add(self, stukken: Iterable[Stuk], stijl: str = Alineastijl.GEWOON, *, bij_volgende: bool = False) -> None:
        """A paragraph; `bij_volgende`: on the page of the one that follows."""
        self.add_element(make_alinea(stukken, stijl, bij_volgende=bij_volgende))

    def add_kop(self, stukken: Iterable[Stuk], niveau: int) -> None:
        """A real heading, that Word's own navigation knows."""
        self.add(stukken, f"Heading{niveau}")

    def add_tekst(self, tekst: str, stijl: str = Alineastijl.WOORDEN, *, van: Sequence[Stuk] = ()) -> None:
        """What people wrote: a paragraph for each of theirs."""
        for nummer, alinea in enumerate(tekst.split("\n\n")):
            self.add([*(() if nummer else van), Stuk(alinea.strip("\n"))], stijl)

    def add_tabel(
        self, titel: str, koppen: Sequence[str], rijen: Iterable[Sequence[Cel]], breedtes: Sequence[int] = ()
    ) -> None:
        """A table of which the first row is repeated on every page, with room below."""
        maten = [BREEDTE_MM * deel / sum(breedtes) for deel in breedtes] or [BREEDTE_MM / len(koppen)] * len(koppen)
        tabel = make_tabel(titel, maten)
        tabel.append(make_rij([(Stuk(kop, Nadruk.VET),) for kop in koppen], maten, kop=True))
        for rij in rijen:
            tabel.append(make_rij(rij, maten))
        self.add_element(tabel)
        self.add((), Alineastijl.CEL)

    def add_element(self, element: Any) -> None:
        """Anything else."""
        self._einde.addprevious(element)

    def to_bytes(self) -> bytes:
        """The file, without the moment at which it was written."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return remake_zip(buffer.getvalue(), self._moment)


def make(naam: str, **kenmerken: str) -> Any:
    """An element of WordprocessingML with these attributes."""
    element = OxmlElement(f"w:{naam}")
    for kenmerk, waarde in kenmerken.items():
        element.set(qn(f"w:{kenmerk}"), waarde)
    return element


def make_alinea(stukken: Iterable[Stuk], stijl: str = Alineastijl.GEWOON, *, bij_volgende: bool = False) -> Any:
    """A paragraph in this style; `bij_volgende`: on the page of the one that follows."""
    alinea, eigenschappen = make("p"), make("pPr")
    if stijl != Alineastijl.GEWOON:
        eigenschappen.append(make("pStyle", val=stijl))
    if bij_volgende:
        eigenschappen.append(make("keepNext"))
    if len(eigenschappen):
        alinea.append(eigenschappen)
    for stuk in stukken:
        if stuk.tekst:
            alinea.append(make_loop(stuk))
    return alinea


def make_loop(stuk: Stuk) -> Any:
    """A run of text: its newlines and tabs as Word has them."""
    loop = make("r")
    if stuk.nadruk is not Nadruk.GEWOON:
        eigenschappen = make("rPr")
        eigenschappen.append(make("b" if stuk.nadruk is Nadruk.VET else "i"))
        loop.append(eigenschappen)
    for nummer, regel in enumerate(strip_verboden(stuk.tekst).split("\n")):
        if nummer:
            loop.append(make("br"))
        for plaats, deel in enumerate(regel.split("\t")):
            if plaats:
                loop.append(make("tab"))
            if deel:
                tekst = make("t")
                tekst.text = deel
                tekst.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                loop.append(tekst)
    return loop


def make_tabel(titel: str, maten_mm: Sequence[float]) -> Any:
    """A table without rows yet; its title is read to whoever does not see it."""
    tabel, eigenschappen, rooster = make("tbl"), make("tblPr"), make("tblGrid")
    eigenschappen.append(make("tblStyle", val="TableGrid"))
    eigenschappen.append(make("tblW", w=_to_twips(sum(maten_mm)), type="dxa"))
    randen = make("tblBorders")
    for rand in ("top", "bottom", "insideH"):
        randen.append(make(rand, val="single", sz="4", space="0", color="B9B5AA"))
    for rand in ("left", "right", "insideV"):
        randen.append(make(rand, val="nil"))
    # The order of these is the schema's: Word calls another one a damaged file.
    volgorde = {naam: randen.find(qn(f"w:{naam}")) for naam in ("top", "left", "bottom", "right", "insideH", "insideV")}
    for element in volgorde.values():
        randen.append(element)
    eigenschappen.append(randen)
    eigenschappen.append(make("tblLayout", type="fixed"))
    eigenschappen.append(
        make("tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", noVBand="1", noHBand="1")
    )
    eigenschappen.append(make("tblCaption", val=strip_verboden(titel)))
    tabel.append(eigenschappen)
    for maat in maten_mm:
        rooster.append(make("gridCol", w=_to_twips(maat)))
    tabel.append(rooster)
    return tabel


def make_rij(cellen: Sequence[Cel], maten_mm: Sequence[float], *, kop: bool = False) -> Any:
    """A row; a header row comes back on every page."""
    rij = make("tr")
    eigenschappen = make("trPr")
    if kop or sum(len(stuk.tekst) for cel in cellen for stuk in cel) < _PAST_SAMEN:
        eigenschappen.append(make("cantSplit"))
    if kop:
        eigenschappen.append(make("tblHeader"))
    rij.append(eigenschappen)
    for cel, maat in zip(cellen, maten_mm, strict=True):
        rij.append(make_cel([make_alinea(cel, Alineastijl.CEL)], maat, kop=kop))
    return rij


def make_cel(inhoud: Iterable[Any], maat_mm: float, *, kop: bool = False) -> Any:
    """A cell with these paragraphs, of which there must be at least one."""
    vak, eigenschappen = make("tc"), make("tcPr")
    eigenschappen.append(make("tcW", w=_to_twips(maat_mm), type="dxa"))
    if kop:
        eigenschappen.append(make("shd", val="clear", color="auto", fill="E7EFF0"))
    vak.append(eigenschappen)
    for element in inhoud:
        vak.append(element)
    return vak


def _to_twips(mm: float) -> str:
    return str(round(mm * _TWIPS_PER_MM))


def _make_stijlen(document: Any) -> None:
    stijlen = document.styles
    gewoon = stijlen["Normal"]
    _set_letter(gewoon, 11, _INKT)
    gewoon.paragraph_format.space_after = Pt(4)
    for niveau, maat in enumerate((20, 15, 12.5, 11.5, 11), start=1):
        kop = stijlen[f"Heading {niveau}"]
        _set_letter(kop, maat, _HOOFD if niveau < _DIEP else _INKT, vet=True)
        kop.paragraph_format.space_before, kop.paragraph_format.space_after = Pt(26 - 4 * niveau), Pt(4)
        kop.paragraph_format.keep_with_next = True
        kop.paragraph_format.page_break_before = False
    for naam, maat in (("Title", 28), ("Subtitle", 13)):
        _set_letter(stijlen[naam], maat, _HOOFD if naam == "Title" else _BIJ)
        stijlen[naam].paragraph_format.space_after = Pt(10)
        _drop_rand(stijlen[naam])
    _set_letter(stijlen["List Bullet"], 11, _INKT)
    for naam in (Alineastijl.WOORDEN, Alineastijl.FEIT, Alineastijl.PANEEL, Alineastijl.MERK, Alineastijl.CEL):
        _add_stijl(stijlen, naam)
    feit = stijlen[Alineastijl.FEIT].paragraph_format
    feit.left_indent, feit.first_line_indent = _LABEL, -_LABEL
    feit.tab_stops.add_tab_stop(_LABEL)
    stijlen[Alineastijl.CEL].font.size = Pt(10)
    stijlen[Alineastijl.CEL].paragraph_format.space_after = Pt(2)
    _add_stijl(stijlen, Alineastijl.PANEELKOP)
    stijlen[Alineastijl.PANEELKOP].paragraph_format.keep_with_next = True
    for naam in (Alineastijl.PANEELKOP, Alineastijl.PANEEL):
        stijlen[naam].paragraph_format.left_indent = Mm(4)
        stijlen[naam].paragraph_format.space_after = Pt(0 if naam == Alineastijl.PANEELKOP else 4)
        _add_rand(stijlen[naam], ("left",), "0B5D66", vlak="F6F4EF")
    _add_rand(stijlen[Alineastijl.MERK], ("top", "left", "bottom", "right"), "8A4B00")


def _add_stijl(stijlen: Any, naam: str) -> None:
    stijl = stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
    stijl.base_style = stijlen["Normal"]
    stijl.quick_style = True


def _set_letter(stijl: Any, maat: float, kleur: RGBColor, *, vet: bool | None = None) -> None:
    stijl.font.name, stijl.font.size, stijl.font.bold, stijl.font.italic = _LETTER, Pt(maat), vet, False
    stijl.font.color.rgb = kleur
    letters = stijl.element.rPr.rFonts
    for kenmerk in list(letters.attrib):
        if "heme" in kenmerk:
            # The theme would otherwise choose another font than the one that is named.
            del letters.attrib[kenmerk]
    for kenmerk in ("ascii", "hAnsi", "cs", "eastAsia"):
        letters.set(qn(f"w:{kenmerk}"), _LETTER)


def _drop_rand(stijl: Any) -> None:
    rand = stijl.element.pPr.find(qn("w:pBdr"))
    if rand is not None:
        stijl.element.pPr.remove(rand)


def _add_rand(stijl: Any, kanten: Sequence[str], kleur: str, *, vlak: str = "") -> None:
    eigenschappen = stijl.element.get_or_add_pPr()
    randen = make("pBdr")
    for kant in kanten:
        randen.append(make(kant, val="single", sz="18" if len(kanten) == 1 else "12", space="8", color=kleur))
    erna = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    eigenschappen.insert_element_before(randen, *erna)
    if vlak:
        eigenschappen.insert_element_before(make("shd", val="clear", color="auto", fill=vlak), *erna[1:])


def _set_taal(document: Any) -> None:
    for taal in document.styles.element.iter(qn("w:lang")):
        for kenmerk in ("val", "eastAsia"):
            taal.set(qn(f"w:{kenmerk}"), TAAL)


def _set_pagina(document: Any, boven: str) -> None:
    deel = document.sections[0]
    deel.page_width, deel.page_height = Mm(210), Mm(297)
    deel.left_margin = deel.right_margin = deel.top_margin = deel.bottom_margin = _MARGE
    kop, voet = deel.header.paragraphs[0], deel.footer.paragraphs[0]
    for stijl in ("Header", "Footer"):
        _set_letter(document.styles[stijl], 9, _BIJ)
    kop.text = boven
    voet._p.append(make_loop(Stuk("Pagina ")))
    voet._p.append(_make_veld("PAGE"))
    voet._p.append(make_loop(Stuk(" van ")))
    voet._p.append(_make_veld("NUMPAGES"))


def _make_veld(naam: str) -> Any:
    veld = make("fldSimple", instr=naam)
    veld.append(make_loop(Stuk("1")))
    return veld
