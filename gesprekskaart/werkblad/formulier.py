"""The worksheet as a PDF form, and reading it back.

Its fields work in every PDF reader; the form has a title, a language and words with every field, but no structure
tree, so whoever uses a screen reader is better served by the worksheet in Word.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from gesprekskaart.errors import Ongeldig
from gesprekskaart.kaart import Kaart
from gesprekskaart.pdf.letters import Snede, register_letters, strip_onzichtbaar
from gesprekskaart.tekst import MAX_TEKST
from gesprekskaart.werkblad.gegevens import (
    UITLEG,
    WIE,
    Werkblad,
    make_kenmerk,
    parse_kenmerk,
    walk_vakken,
)

VELD = "antwoord_"
VELD_WIE = "partnerschap"
VELD_KENMERK = "kenmerk"
_DIEPST = 8
_MEESTE_VELDEN = 2_000


_MARGE = 20 * mm
_BREEDTE = A4[0] - 2 * _MARGE
_VAKHOOGTE = 34 * mm
_STIJLEN = {
    "titel": ParagraphStyle("titel", fontName=str(Snede.VET), fontSize=20, leading=24),
    "fase": ParagraphStyle("fase", fontName=str(Snede.VET), fontSize=15, leading=20, textColor="#0b5d66"),
    "vraag": ParagraphStyle("vraag", fontName=str(Snede.VET), fontSize=11, leading=14),
    "tekst": ParagraphStyle("tekst", fontName=str(Snede.GEWOON), fontSize=10, leading=13),
}


class _Blad:
    """A pen that goes down the page, and on to the next where something does not fit."""

    def __init__(self, doek: Canvas) -> None:
        self._doek = doek
        self._hoogte = A4[1] - _MARGE

    def write(self, tekst: str, stijl: str, *, samen_met: float = 0) -> None:
        """A paragraph, on one page with as much room below as what belongs to it."""
        # What is on a card is people's own as well: it is escaped, or reportlab would obey it.
        alinea = Paragraph(escape(strip_onzichtbaar(tekst)).replace("\n", "<br/>"), _STIJLEN[stijl])
        _, hoog = alinea.wrapOn(self._doek, _BREEDTE, A4[1])
        self._require(hoog + samen_met)
        alinea.drawOn(self._doek, _MARGE, self._hoogte - hoog)
        self._hoogte -= hoog + 2 * mm

    def add_veld(self, naam: str, uitleg: str, hoog: float, *, waarde: str = "") -> None:
        """A field to write in; one with a value is only there to be read by programs."""
        self._require(hoog)
        vlaggen = "readOnly" if waarde else "multiline" if naam.startswith(VELD) else ""
        self._doek.acroForm.textfield(
            name=naam, tooltip=strip_onzichtbaar(uitleg), value=waarde, fieldFlags=vlaggen, maxlen=MAX_TEKST,
            x=_MARGE, y=self._hoogte - hoog, width=_BREEDTE, height=hoog, fontSize=10, borderWidth=0.5,
            forceBorder=True,
        )  # fmt: skip
        self._hoogte -= hoog + 5 * mm

    def _require(self, hoog: float) -> None:
        if self._hoogte - hoog < _MARGE:
            self._doek.showPage()
            self._hoogte = A4[1] - _MARGE


def write_werkblad(kaart: Kaart, gemaakt_op: datetime) -> bytes:  # noqa: ARG001 -- a form tells no moment
    """A blank worksheet of this card."""
    register_letters()
    buffer = io.BytesIO()
    doek = Canvas(buffer, pagesize=A4, invariant=1, lang="nl-NL")
    doek.setTitle(f"Werkblad {strip_onzichtbaar(kaart.titel)}")
    doek.setAuthor("Gesprekskaart")
    blad = _Blad(doek)
    blad.write(f"Werkblad\n{kaart.titel}", "titel")
    blad.write(UITLEG, "tekst")
    blad.write(WIE, "vraag")
    blad.add_veld(VELD_WIE, WIE, 8 * mm)
    blad.add_veld(VELD_KENMERK, "Kenmerk van dit werkblad", 6 * mm, waarde=make_kenmerk(kaart))
    fase = ""
    for vak in walk_vakken(kaart):
        if vak.fase.titel != fase:
            fase = vak.fase.titel
            blad.write(fase, "fase", samen_met=_VAKHOOGTE + 20 * mm)
        onder = f"\n{vak.onderdeel}" if vak.onderdeel else ""
        blad.write(f"{vak.sleutel}  {vak.vraag.tekst}{onder}", "vraag", samen_met=_VAKHOOGTE + 2 * mm)
        blad.add_veld(f"{VELD}{vak.sleutel}", f"{vak.sleutel} {vak.tekst}", _VAKHOOGTE)
    doek.save()
    return buffer.getvalue()


def read_werkblad(data: bytes) -> Werkblad | None:
    """What stands in the fields of a PDF; None when it has none of ours. Raises as pikepdf does, and Ongeldig."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            velden = dict(_walk_velden(pdf))
    except pikepdf.PasswordError:
        raise Ongeldig(
            "Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en lees het dan in."
        ) from None
    except pikepdf.PdfError as fout:
        raise ValueError(str(fout)) from None
    kenmerk = parse_kenmerk(velden.pop(VELD_KENMERK, ""))
    if kenmerk is None:
        return None
    antwoorden = {naam.removeprefix(VELD): tekst for naam, tekst in velden.items() if naam.startswith(VELD)}
    return Werkblad(*kenmerk, velden.get(VELD_WIE, ""), antwoorden)


def _walk_velden(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    formulier: Any = pdf.Root.get("/AcroForm")
    if formulier is None:
        return
    wachtrij: list[tuple[str, Any, int]] = [("", veld, 0) for veld in formulier.get("/Fields", [])]
    for _ in range(_MEESTE_VELDEN):
        if not wachtrij:
            return
        boven, veld, diep = wachtrij.pop()
        naam = ".".join(deel for deel in (boven, str(veld.get("/T", ""))) if deel)
        if "/V" in veld:
            yield naam, str(veld["/V"]).replace("\r\n", "\n").replace("\r", "\n")
        if diep < _DIEPST:
            wachtrij += [(naam, kind, diep + 1) for kind in veld.get("/Kids", [])]
