"""The worksheet in Excel: a row per question, and reading it back by the number in front."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from gesprekskaart.datum import format_kort
from gesprekskaart.kaart import Kaart
from gesprekskaart.uitvoer.excel import measure_rij, save_werkmap, write_rij
from gesprekskaart.werkblad.gegevens import UITLEG, WIE, Werkblad, make_kenmerk, parse_kenmerk, walk_vakken

_KOPPEN = ("Nummer", "Fase", "Vraag", "Onderdeel", "Ons antwoord")
_BREEDTES = (14, 16, 50, 34, 80)
_KOPRIJ = 6
_HOOGTE = 75
"""Points: room to write a few lines, also where the question is short."""
_MEESTE_RIJEN, _MEESTE_KOLOMMEN = 1_000, 10
"""More than any card has; a file may claim a million, and each would be walked."""


def write_werkblad(kaart: Kaart, gemaakt_op: datetime) -> bytes:
    """A blank worksheet of this card."""
    from openpyxl import Workbook  # noqa: PLC0415 -- a fifth of a second, only for who wants a workbook
    from openpyxl.styles import Alignment, Font, Protection  # noqa: PLC0415 -- as above

    werkmap = Workbook()
    blad: Any = werkmap.active
    blad.title = "Werkblad"
    for nummer, (label, feit) in enumerate(
        (("Werkblad", kaart.titel), ("Uitleg", UITLEG), ("Kenmerk", make_kenmerk(kaart)), (WIE, "")), start=1
    ):
        write_rij(blad, nummer, (label, "", feit))
        blad.cell(nummer, 1).font = Font(name="Calibri", bold=True)
        blad.cell(nummer, 1).alignment = Alignment(wrap_text=False, vertical="top")
    blad.row_dimensions[2].height = 80
    write_rij(blad, _KOPRIJ, _KOPPEN, kop=True)
    for nummer, vak in enumerate(walk_vakken(kaart), start=_KOPRIJ + 1):
        rij = (vak.sleutel, vak.fase.titel, vak.vraag.tekst, vak.onderdeel, "")
        write_rij(blad, nummer, rij)
        blad.row_dimensions[nummer].height = max(_HOOGTE, measure_rij(rij, _BREEDTES))
    for letter, breedte in zip("ABCDE", _BREEDTES, strict=True):
        blad.column_dimensions[letter].width = breedte
    for rij in (blad["C4"], *(blad.cell(n, len(_KOPPEN)) for n in range(_KOPRIJ + 1, blad.max_row + 1))):
        rij.protection = Protection(locked=False)
    # Without a password: against slips of the hand, not against people.
    blad.protection.sheet, blad.protection.formatRows, blad.protection.formatColumns = True, False, False
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    blad.print_title_rows = f"{_KOPRIJ}:{_KOPRIJ}"
    blad.freeze_panes = blad.cell(_KOPRIJ + 1, 2)
    werkmap.properties.title, werkmap.properties.language = f"Werkblad {kaart.titel}", "nl-NL"
    return save_werkmap(werkmap, gemaakt_op)


def read_werkblad(data: bytes) -> Werkblad | None:
    """What stands in a workbook; None when it is no worksheet. Raises what openpyxl does on a damaged file."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- as above

    werkmap = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        for blad in werkmap.worksheets:
            if werkblad := _read_blad(blad):
                return werkblad
    finally:
        werkmap.close()
    return None


def _read_blad(blad: Any) -> Werkblad | None:
    rijen = blad.iter_rows(max_row=_MEESTE_RIJEN, max_col=_MEESTE_KOLOMMEN, values_only=True)
    cellen = [[_read_cel(cel) for cel in rij] for rij in rijen]
    kenmerk = next((gevonden for rij in cellen for cel in rij if (gevonden := parse_kenmerk(cel))), None)
    if kenmerk is None:
        return None
    wie = next(("".join(rij[1:]) for rij in cellen if rij and rij[0] == WIE), "")
    return Werkblad(*kenmerk, wie, dict(_walk_antwoorden(cellen)))


def _walk_antwoorden(cellen: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    kolom: int | None = None
    for rij in cellen:
        if rij and rij[0] == _KOPPEN[0] and _KOPPEN[-1] in rij:
            kolom = rij.index(_KOPPEN[-1])
        elif kolom is not None and rij and rij[0] and len(rij) > kolom and rij[kolom].strip():
            yield rij[0], rij[kolom]


def _read_cel(waarde: object) -> str:
    """As the person who typed it saw it."""
    if waarde is None:
        return ""
    if isinstance(waarde, datetime | date):
        return format_kort(waarde)
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    return str(waarde)
