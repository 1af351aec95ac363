"""The worksheet in Word: a table per question, its second row to write in, and reading it back by what stands above.

There are no content controls: LibreOffice loses where lines end in them, and with that the answers' paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from gesprekskaart.kaart import Kaart
from gesprekskaart.rapport.boom import Stuk, cursief, vet
from gesprekskaart.uitvoer.worddocument import (
    BREEDTE_MM,
    Alineastijl,
    Worddocument,
    make,
    make_alinea,
    make_cel,
    make_tabel,
)
from gesprekskaart.werkblad.gegevens import (
    UITLEG,
    WIE,
    Invulvak,
    Werkblad,
    make_kenmerk,
    parse_kenmerk,
    walk_vakken,
)

DOCUMENT = "word/document.xml"
_RUIMTE = "1134"
"""Twentieths of a point, 2 cm: so that a printed worksheet can be written on as well."""


def write_werkblad(kaart: Kaart, gemaakt_op: datetime) -> bytes:
    """A blank worksheet of this card."""
    document = Worddocument(
        titel=f"Werkblad {kaart.titel}",
        onderwerp="Voorbereiding van één partnerschap",
        auteur="Gesprekskaart",
        boven=f"Werkblad · {kaart.titel}",
        moment=gemaakt_op,
    )
    document.add([Stuk("Werkblad")], Alineastijl.ONDERTITEL)
    document.add([Stuk(kaart.titel)], Alineastijl.TITEL)
    document.add([Stuk(UITLEG)])
    document.add_element(_make_vak(WIE, ""))
    document.add([cursief(f"Laat dit staan, zodat het werkblad is in te lezen: {make_kenmerk(kaart)}")])
    fase = ""
    for vak in walk_vakken(kaart):
        if vak.fase.titel != fase:
            fase = vak.fase.titel
            document.add_kop([Stuk(fase)], 1)
        document.add_element(_make_vak(vak.sleutel, _tell(vak)))
        document.add((), Alineastijl.CEL)
    return document.to_bytes()


def _tell(vak: Invulvak) -> str:
    return f"{vak.vraag.tekst}\n{vak.onderdeel}" if vak.onderdeel else vak.vraag.tekst


def _make_vak(kop: str, tekst: str) -> Any:
    tabel = make_tabel(f"Vraag {kop}", [BREEDTE_MM])
    vraag = make_alinea([vet(f"{kop}  "), Stuk(tekst)], Alineastijl.CEL)
    vraag.pPr.append(make("keepNext"))
    for inhoud, is_kop in ((vraag, True), (make_alinea((), Alineastijl.CEL), False)):
        rij = make("tr")
        if tekst and not is_kop:
            hoogte = make("trPr")
            hoogte.append(make("trHeight", val=_RUIMTE, hRule="atLeast"))
            rij.append(hoogte)
        rij.append(make_cel([inhoud], BREEDTE_MM, kop=is_kop))
        tabel.append(rij)
    return tabel


def read_werkblad(xml: bytes) -> Werkblad | None:
    """What stands in the main part of a Word file; None when it is no worksheet. Raises SyntaxError."""
    lijf = parse_xml(xml)
    kenmerk = parse_kenmerk("\n".join(map(_read, lijf.iter(qn("w:p")))))
    if kenmerk is None:
        return None
    gevonden = {sleutel: tekst for tabel in lijf.iter(qn("w:tbl")) for sleutel, tekst in _walk_tabel(tabel)}
    wie = gevonden.pop(WIE, "")
    return Werkblad(*kenmerk, wie, gevonden)


def _walk_tabel(tabel: Any) -> Iterator[tuple[str, str]]:
    rijen = tabel.findall(qn("w:tr"))
    if len(rijen) > 1:
        kop, tekst = ("\n".join(map(_read, rij.iter(qn("w:p")))) for rij in rijen[:2])
        if tekst.strip():
            yield WIE if kop.startswith(WIE) else (kop.split() or [""])[0], tekst


def _read(alinea: Any) -> str:
    """The words of a paragraph; what was struck out with changes on is no longer there."""
    tekens = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    delen = (tekens.get(e.tag, e.text or "") for e in alinea.iter(qn("w:t"), *tekens) if _is_text(e))
    return "".join(delen)


def _is_text(element: Any) -> bool:
    # A tab stop in the properties of a paragraph is called as a typed tab is.
    return bool(element.getparent().tag == qn("w:r"))
