"""Filling worksheets as other programs do: Word, Excel, and a PDF reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook

WIE = "partnerschap"


def _write_run(alinea: Any, tekst: str) -> None:
    for oud in alinea.findall(qn("w:r")):
        alinea.remove(oud)
    loop = OxmlElement("w:r")
    for nummer, regel in enumerate(tekst.split("\n")):
        if nummer:
            loop.append(OxmlElement("w:br"))
        stuk = OxmlElement("w:t")
        stuk.text = regel
        stuk.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        loop.append(stuk)
    alinea.append(loop)


def _walk_vakken(document: Any) -> Iterator[tuple[str, Any]]:
    """The cell to write in of each table, by what stands above it."""
    for tabel in document.tables:
        kop = tabel.cell(0, 0).text
        yield WIE if kop.startswith("Partnerschap") else kop.split()[0], tabel.cell(1, 0)


def fill_docx(leeg: bytes, antwoorden: Mapping[str, str]) -> bytes:
    """As who presses Shift and Enter: line breaks within one paragraph."""
    document = Document(io.BytesIO(leeg))
    for sleutel, cel in _walk_vakken(document):
        if sleutel in antwoorden:
            _write_run(cel.paragraphs[0]._p, antwoorden[sleutel])
    return _save(document)


def fill_docx_alineas(leeg: bytes, antwoorden: Mapping[str, str]) -> bytes:
    """As who presses Enter: every line is a paragraph."""
    document = Document(io.BytesIO(leeg))
    for sleutel, cel in _walk_vakken(document):
        for nummer, regel in enumerate(antwoorden.get(sleutel, "").split("\n")):
            _write_run((cel.add_paragraph() if nummer else cel.paragraphs[0])._p, regel)
    return _save(document)


def fill_xlsx(leeg: bytes, antwoorden: Mapping[str, str]) -> bytes:
    werkmap = load_workbook(io.BytesIO(leeg))
    blad: Any = werkmap.active
    for rij in blad.iter_rows():
        if str(rij[0].value).startswith("Partnerschap") and WIE in antwoorden:
            rij[2].value, rij[2].data_type = antwoorden[WIE], "s"
        if rij[0].value in antwoorden:
            rij[4].value, rij[4].data_type = antwoorden[rij[0].value], "s"
    buffer = io.BytesIO()
    werkmap.save(buffer)
    return buffer.getvalue()


def fill_pdf(leeg: bytes, antwoorden: Mapping[str, str]) -> bytes:
    with pikepdf.open(io.BytesIO(leeg)) as pdf:
        velden: Any = pdf.Root.AcroForm.Fields
        for veld in velden:
            naam = str(veld.T).removeprefix("antwoord_")
            if naam in antwoorden:
                veld.V = pikepdf.String(antwoorden[naam].replace("\n", "\r"))
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


VULLERS: dict[str, tuple[str, Callable[[bytes, Mapping[str, str]], bytes]]] = {
    "word": ("docx", fill_docx),
    "word met alinea’s": ("docx", fill_docx_alineas),
    "excel": ("xlsx", fill_xlsx),
    "pdf": ("pdf", fill_pdf),
}


def remake(data: bytes, anders: Mapping[str, bytes]) -> bytes:
    """An office file with some of its parts replaced, or more of them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as oud, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in dict.fromkeys((*oud.namelist(), *anders)):
            nieuw.writestr(naam, anders[naam] if naam in anders else oud.read(naam))
    return buffer.getvalue()


def _save(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
