"""The worksheet in Word: a table per question, with a content control to write in, and reading it back.

A table is known by its content control; programs that know no controls leave the id of the question in its first cell.
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
    make_loop,
    make_tabel,
)
from gesprekskaart.werkblad.gegevens import (
    PLAATSHOUDER,
    UITLEG,
    WIE,
    Invulvak,
    Werkblad,
    make_kenmerk,
    parse_kenmerk,
    walk_vakken,
)

DOCUMENT = "word/document.xml"
_WIE_TAG = "partnerschap"
_TAG = "antwoord."
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
    document.add_element(_make_vak(WIE, "", _WIE_TAG))
    document.add([cursief(f"Laat dit staan, zodat het werkblad is in te lezen: {make_kenmerk(kaart)}")])
    fase = ""
    for vak in walk_vakken(kaart):
        if vak.fase.titel != fase:
            fase = vak.fase.titel
            document.add_kop([Stuk(fase)], 1)
        document.add_element(_make_vak(vak.sleutel, _tell(vak), f"{_TAG}{vak.sleutel}"))
        document.add((), Alineastijl.CEL)
    return document.to_bytes()


def _tell(vak: Invulvak) -> str:
    return f"{vak.vraag.tekst}\n{vak.onderdeel}" if vak.onderdeel else vak.vraag.tekst


def _make_vak(sleutel: str, tekst: str, tag: str) -> Any:
    tabel = make_tabel(f"Vraag {sleutel}", [BREEDTE_MM])
    vraag = make_alinea([vet(f"{sleutel}  "), Stuk(tekst)], Alineastijl.CEL)
    houder = make("keepNext")
    vraag.pPr.append(houder)
    for inhoud, kop in (([vraag], True), ([_make_besturing(sleutel, tag)], False)):
        rij = make("tr")
        if not kop and tag != _WIE_TAG:
            hoogte = make("trPr")
            hoogte.append(make("trHeight", val=_RUIMTE, hRule="atLeast"))
            rij.append(hoogte)
        rij.append(make_cel(inhoud, BREEDTE_MM, kop=kop))
        tabel.append(rij)
    return tabel


def _make_besturing(sleutel: str, tag: str) -> Any:
    """A control that takes text of several lines: of one for plain text alone LibreOffice loses where lines end."""
    besturing, eigenschappen, inhoud = make("sdt"), make("sdtPr"), make("sdtContent")
    eigenschappen.append(make("alias", val=f"Antwoord {sleutel}"))
    eigenschappen.append(make("tag", val=tag))
    eigenschappen.append(make("showingPlcHdr"))
    alinea = make_alinea((), Alineastijl.CEL)
    alinea.append(make_loop(cursief(PLAATSHOUDER)))
    inhoud.append(alinea)
    besturing.append(eigenschappen)
    besturing.append(inhoud)
    return besturing


def read_werkblad(xml: bytes) -> Werkblad | None:
    """What stands in the main part of a Word file; None when it is no worksheet. Raises SyntaxError."""
    lijf = parse_xml(xml)
    kenmerk = parse_kenmerk("\n".join(map(_read, lijf.iter(qn("w:p")))))
    if kenmerk is None:
        return None
    gevonden = {sleutel: tekst for tabel in lijf.iter(qn("w:tbl")) for sleutel, tekst in _walk_tabel(tabel)}
    wie = gevonden.pop(_WIE_TAG, "")
    return Werkblad(*kenmerk, wie, gevonden)


def _walk_tabel(tabel: Any) -> Iterator[tuple[str, str]]:
    rijen = tabel.findall(qn("w:tr"))
    if len(rijen) > 1:
        tags = [tag.get(qn("w:val"), "") for tag in tabel.iter(qn("w:tag"))]
        kop = "\n".join(map(_read, rijen[0].iter(qn("w:p"))))
        tekst = "\n".join(map(_read, rijen[1].iter(qn("w:p"))))
        if tekst.strip() and tekst.strip() != PLAATSHOUDER:
            yield _find_sleutel(tags, kop), tekst


def _find_sleutel(tags: list[str], kop: str) -> str:
    eigen = [tag for tag in tags if tag == _WIE_TAG or tag.startswith(_TAG)]
    if eigen:
        return eigen[0].removeprefix(_TAG)
    return _WIE_TAG if kop.startswith(WIE) else (kop.split() or [""])[0]


def _read(alinea: Any) -> str:
    """The words of a paragraph; what was struck out with changes on is no longer there."""
    tekens = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    delen = (tekens.get(e.tag, e.text or "") for e in alinea.iter(qn("w:t"), *tekens) if _is_text(e))
    return "".join(delen)


def _is_text(element: Any) -> bool:
    # A tab stop in the properties of a paragraph is called as a typed tab is.
    return bool(element.getparent().tag == qn("w:r"))
