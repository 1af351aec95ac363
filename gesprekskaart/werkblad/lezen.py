"""Reading a filled worksheet, whatever somebody sends: what cannot be read is said, and nothing in it is run."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from gesprekskaart.errors import Ongeldig
from gesprekskaart.tekst import MAX_TEKST, clean_tekst, strip_verboden
from gesprekskaart.werkblad import excel, formulier, word
from gesprekskaart.werkblad.gegevens import Werkblad

MAX_BYTES = 50 * 1024**2

MAX_UITGEPAKT = 64 * 1024**2
"""Bytes of all parts together once unpacked, pictures that somebody put in as well."""

MAX_XML = 16 * 1024**2
"""Bytes of what is read of it: several times all answers of a card at their longest; read it takes ten times that."""

_MEESTE_DELEN = 500
_VERSLEUTELD = 0x1
_KAPOT = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, EOFError),
    *(NotImplementedError, RuntimeError, AssertionError, zipfile.BadZipFile, zlib.error),
)
"""What the readers raise on a damaged file; they name no errors of their own."""

_BESCHADIGD = (
    "Dit bestand is beschadigd, of het is geen werkblad. Open het in Word, Excel of een PDF-lezer, bewaar het opnieuw "
    "en probeer het nog eens."
)
_GEEN_WERKBLAD = (
    "Dit is geen werkblad van de Gesprekskaart, of het is niet als PDF, .docx of .xlsx bewaard. Bewaar het zo, of "
    "download een leeg werkblad, neem je antwoorden over en lees dat in."
)


def read_werkblad(data: bytes) -> Werkblad:
    """The worksheet in a Word, Excel or PDF file; which it is, is seen from the file itself.

    Raises Ongeldig with what is wrong: too large, damaged, protected, with macros, no worksheet, an answer too long.
    """
    if not data:
        raise Ongeldig("Dit bestand is leeg. Kies het werkblad dat je hebt ingevuld.")
    if len(data) > MAX_BYTES:
        raise Ongeldig(f"Dit bestand is te groot: er past {MAX_BYTES // 1024**2} MB. Haal plaatjes eruit.")
    try:
        werkblad = _read_pdf(data) if b"%PDF-" in data[:1024] else _read_pakket(data)
    except _KAPOT:
        raise Ongeldig(_BESCHADIGD) from None
    if werkblad is None:
        raise Ongeldig(_GEEN_WERKBLAD)
    return werkblad._replace(
        partnerschap=" ".join(strip_verboden(werkblad.partnerschap[:MAX_TEKST]).split()),
        antwoorden=dict(_walk_antwoorden(werkblad)),
    )


def _walk_antwoorden(werkblad: Werkblad) -> Iterator[tuple[str, str]]:
    for sleutel, tekst in werkblad.antwoorden.items():
        schoon = strip_verboden(sleutel)[:20]
        if len(tekst) > MAX_TEKST:
            raise Ongeldig(f"Het antwoord bij {schoon} is te lang: er passen 20.000 tekens. Kort het in.")
        if geschreven := clean_tekst(tekst).strip():
            yield schoon, geschreven


def _read_pdf(data: bytes) -> Werkblad | None:
    return formulier.read_werkblad(data)


def _read_pakket(data: bytes) -> Werkblad | None:
    with zipfile.ZipFile(io.BytesIO(data)) as pakket:
        _require_safe(pakket)
        namen = set(pakket.namelist())
        if word.DOCUMENT in namen:
            return word.read_werkblad(pakket.read(word.DOCUMENT))
    return excel.read_werkblad(data) if "xl/workbook.xml" in namen else None


def _require_safe(pakket: zipfile.ZipFile) -> None:
    delen = pakket.infolist()
    te_lezen = [deel for deel in delen if deel.filename.lower().endswith((".xml", ".rels"))]
    uitgepakt = sum(deel.file_size for deel in delen)
    if len(delen) > _MEESTE_DELEN or uitgepakt > MAX_UITGEPAKT or sum(deel.file_size for deel in te_lezen) > MAX_XML:
        raise Ongeldig("Dit bestand is uitgepakt veel te groot. Gebruik een leeg werkblad en haal plaatjes eruit.")
    if any(deel.flag_bits & _VERSLEUTELD for deel in delen):
        raise Ongeldig("Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en lees het dan in.")
    if any("vbaproject" in deel.filename.lower() for deel in delen):
        raise Ongeldig("In dit bestand zitten macro’s. Bewaar het als gewoon .docx of .xlsx en lees het dan in.")
    for deel in te_lezen:
        if _declares(pakket.read(deel)):
            raise Ongeldig(_BESCHADIGD)


def _declares(xml: bytes) -> bool:
    """Whether it declares entities, which no office program does: they can fill memory or open other files."""
    # In another encoding than UTF-8 a declaration would look otherwise; office programs use no other.
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml[:200]
