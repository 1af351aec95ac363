"""The fields of a form: what reportlab cannot make without Helvetica, which is never embedded.

The font for what people fill in goes into the file whole, in the order of Windows-1252: a PDF reader has to find there
whatever somebody types. What it lacks, the reader takes from a font of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab.pdfbase import pdfmetrics

from gesprekskaart.pdf.letters import Snede, register_letters

_FONT = "Invulletter"
_KORPS = 10
INVULSTIJL = f"/{_FONT} {_KORPS} Tf 0 g"
"""How what is filled in looks, in the words of PDF."""

_EERSTE, _LAATSTE = 32, 255
_NIET_SYMBOLISCH = 1 << 5


def add_velden(pdf: Pdf) -> None:
    """Make a form of the fields that stand on the pages; of a file without any, nothing."""
    velden = [veld for pagina in pdf.pages for veld in pagina.obj.get("/Annots", ()) if veld.get("/FT") == Name.Tx]
    if not velden:
        return
    font = _make_font(pdf)
    for veld in velden:
        veld.AP = Dictionary(N=_make_beeld(pdf, veld, font))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(velden), DA=String(INVULSTIJL), DR=Dictionary(Font=Dictionary({f"/{_FONT}": font}))
    )


def _make_beeld(pdf: Pdf, veld: Any, font: Any) -> Any:
    """How the field looks before anybody filled it in: with its value, if it has one. The frame is on the page."""
    links, onder, rechts, boven = map(float, veld.Rect)
    tekst = str(veld.get("/V", "")).encode("cp1252", "replace")
    regel = b"q BT %b 4 %d Td <%b> Tj ET Q " % (INVULSTIJL.encode(), (boven - onder - _KORPS) / 2 + 2, _hex(tekst))
    beeld = Stream(pdf, b"/Tx BMC " + (regel if tekst else b"") + b"EMC")
    beeld.Type, beeld.Subtype = Name.XObject, Name.Form
    beeld.BBox = Array([0, 0, round(rechts - links, 2), round(boven - onder, 2)])
    beeld.Resources = Dictionary(Font=Dictionary({f"/{_FONT}": font}))
    return pdf.make_indirect(beeld)


def _hex(tekst: bytes) -> bytes:
    return tekst.hex().encode()


def _make_font(pdf: Pdf) -> Any:
    register_letters()
    vorm = pdfmetrics.getFont(str(Snede.GEWOON)).face
    bestand = Stream(pdf, Path(vorm.filename).read_bytes())
    bestand.Length1 = Path(vorm.filename).stat().st_size
    naam = Name(f"/{Snede.GEWOON}")
    beschrijving = Dictionary(
        Type=Name.FontDescriptor, FontName=naam, Flags=_NIET_SYMBOLISCH, FontBBox=Array(vorm.bbox), ItalicAngle=0,
        Ascent=vorm.ascent, Descent=vorm.descent, CapHeight=vorm.capHeight, StemV=vorm.stemV,
        FontFile2=pdf.make_indirect(bestand),
    )  # fmt: skip
    tekens = [bytes([code]).decode("cp1252", "replace") for code in range(_EERSTE, _LAATSTE + 1)]
    breedtes = [round(vorm.charWidths.get(ord(teken), vorm.defaultWidth)) for teken in tekens]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=naam, Encoding=Name.WinAnsiEncoding,
            FirstChar=_EERSTE, LastChar=_LAATSTE, Widths=Array(breedtes),
            FontDescriptor=pdf.make_indirect(beschrijving),
        )
    )  # fmt: skip
