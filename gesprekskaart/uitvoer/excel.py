"""The report's tables as an Excel workbook: typed cells, filters, a header that stays, and never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gesprekskaart.datum import NEDERLAND
from gesprekskaart.pdf.woorden import SOORTEN, tell_waar, tell_wanneer
from gesprekskaart.tekst import strip_verboden
from gesprekskaart.uitvoer.pakket import remake_zip
from gesprekskaart.uitvoer.tabellen import Kolom, Waarde, Werktabel, make_tabellen, tell_status
from gesprekskaart.verslag import Verslag

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CEL = 32_767
"""Characters that a cell holds; Excel calls a file with more of them damaged."""

_KERN = "docProps/core.xml"
_GEWIJZIGD = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DATUM = "D-M-YYYY"
_DEEL = "0%"
_HOOFD = "0B5D66"
_LETTER = "Calibri"
_REGELHOOGTE = 15
"""Points."""
_MEESTE_REGELS = 27
"""Excel knows no rows higher than 409 points."""
_RAND = 255
"""Characters that fit in the header of a printed page."""


def write_excel(verslag: Verslag) -> bytes:
    """One sheet about the report, then one per table. Same Verslag, same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 -- a fifth of a second, only for who wants a workbook

    werkmap = Workbook()
    _describe(werkmap, verslag)
    voorblad = werkmap.active
    if voorblad is not None:
        voorblad.title = "verslag"
        _fill_voorblad(voorblad, verslag)
    for tabel in make_tabellen(verslag):
        add_blad(werkmap, tabel, f"{tell_status(verslag)}: {verslag.inhoud.gesprek.titel}")
    return save_werkmap(werkmap, verslag.gemaakt_op)


def add_blad(werkmap: Workbook, tabel: Werktabel, boven: str) -> Worksheet:
    """A sheet with this table; `boven` stands above every printed page."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    blad: Worksheet = werkmap.create_sheet(tabel.naam)
    write_rij(blad, 1, [kolom.kop for kolom in tabel.kolommen], kop=True)
    for nummer, rij in enumerate(tabel.rijen, start=2):
        write_rij(blad, nummer, rij)
        blad.row_dimensions[nummer].height = measure_rij(rij, [kolom.breedte for kolom in tabel.kolommen])
    _set_breedtes(blad, tabel.kolommen)
    blad.freeze_panes = "B2"
    blad.auto_filter.ref = f"A1:{get_column_letter(len(tabel.kolommen))}{len(tabel.rijen) + 1}"
    blad.print_title_rows = "1:1"
    blad.page_setup.orientation = "landscape"
    _fit_width(blad)
    # A single ampersand would be a code for the page header.
    blad.oddHeader.center.text = strip_verboden(boven)[: _RAND // 2].replace("&", "&&")
    blad.oddFooter.center.text = "Pagina &P van &N"
    return blad


def _fit_width(blad: Worksheet) -> None:
    """On paper all columns stand beside each other."""
    blad.page_setup.paperSize = blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True


def measure_rij(rij: Sequence[Waarde], breedtes: Sequence[int]) -> int:
    """In points, how high the highest cell is, as far as a row can be: not every program works that out by itself."""
    regels = 1
    for waarde, breedte in zip(rij, breedtes, strict=True):
        if isinstance(waarde, str):
            regels = max(regels, sum(1 + len(regel) // breedte for regel in waarde.split("\n")))
    return min(regels, _MEESTE_REGELS) * _REGELHOOGTE


def write_rij(blad: Worksheet, nummer: int, waarden: Sequence[Waarde], *, kop: bool = False) -> None:
    """One row of cells; whatever people wrote stays text."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 -- as above

    for plaats, waarde in enumerate(waarden, start=1):
        cel: Any = blad.cell(nummer, plaats)
        set_waarde(cel, waarde)
        cel.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        if kop:
            cel.font = Font(name=_LETTER, bold=True, color="FFFFFF")
            cel.fill = PatternFill("solid", fgColor=_HOOFD)


def set_waarde(cel: Any, waarde: Waarde) -> None:
    """The value with its type. A text is never a formula, also when somebody edits the cell later."""
    if waarde is None or waarde == "":
        return
    if isinstance(waarde, str):
        cel.value = strip_verboden(waarde)[:MAX_CEL]
        cel.data_type = "s"
        cel.quotePrefix = waarde.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\n"))
        return
    cel.value = waarde
    if isinstance(waarde, date):
        cel.number_format = _DATUM
    elif isinstance(waarde, float):
        cel.number_format = _DEEL


def save_werkmap(werkmap: Workbook, moment: datetime) -> bytes:
    """The bytes as of this moment, not as of that at which they were written."""
    buffer = io.BytesIO()
    werkmap.properties.created = moment.replace(tzinfo=None)
    werkmap.save(buffer)
    with zipfile.ZipFile(buffer) as pakket:
        kern = pakket.read(_KERN)
    stempel = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    return remake_zip(buffer.getvalue(), moment, {_KERN: _GEWIJZIGD.sub(rb"\g<1>" + stempel + rb"\g<2>", kern)})


def _describe(werkmap: Workbook, verslag: Verslag) -> None:
    gegevens = werkmap.properties
    gegevens.title = strip_verboden(f"Verslag {verslag.inhoud.gesprek.titel}")
    gegevens.subject = tell_status(verslag)
    gegevens.creator, gegevens.language = "Gesprekskaart", "nl-NL"


def _fill_voorblad(blad: Worksheet, verslag: Verslag) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above

    gesprek, versie = verslag.inhoud.gesprek, verslag.versie
    feiten: tuple[tuple[str, Waarde], ...] = (
        ("Verslag", f"Verslag van {SOORTEN[gesprek.soort]} {gesprek.titel}"),
        ("Stand", tell_status(verslag)),
        ("Wanneer", tell_wanneer(gesprek)),
        ("Waar", tell_waar(gesprek)),
        ("Onderwijsregio’s", ", ".join(gesprek.onderwijsregios)),
        *((p.code, p.naam) for p in verslag.inhoud.partnerschappen),
        ("Kaart", f"{verslag.inhoud.kaart.titel}, versie {verslag.inhoud.kaart.versie}"),
        ("Gemaakt op", verslag.gemaakt_op.astimezone(NEDERLAND).date()),
        ("Vingerafdruk", versie.vingerafdruk if versie else "een concept heeft er nog geen"),
        ("Let op", "Het PDF-bestand van een bevroren versie geldt; dit is een werkbestand."),
    )
    for nummer, (label, feit) in enumerate(feiten, start=1):
        write_rij(blad, nummer, (label, feit))
        blad.cell(nummer, 1).font = Font(name=_LETTER, bold=True)
    _set_breedtes(blad, (Kolom("", 20), Kolom("", 80)))
    _fit_width(blad)


def _set_breedtes(blad: Worksheet, kolommen: Sequence[Kolom]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- as above

    for plaats, kolom in enumerate(kolommen, start=1):
        blad.column_dimensions[get_column_letter(plaats)].width = kolom.breedte
