"""Taking a conversation along, in whatever format, at any moment: who may, of which version, under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.errors import Ongeldig
from gesprekskaart.pdf import Variant, render_verslag
from gesprekskaart.ports import Ports
from gesprekskaart.rapport import make_rapport
from gesprekskaart.services.rechten import Handeling, require
from gesprekskaart.services.verslagen import Document, file_stem, make_json, make_kalender, make_pdf, make_verslag
from gesprekskaart.uitvoer.csvtabel import write_csv, write_tabel
from gesprekskaart.uitvoer.excel import write_excel
from gesprekskaart.uitvoer.formaat import SOORTEN, Formaat
from gesprekskaart.uitvoer.leesmij import write_leesmij
from gesprekskaart.uitvoer.markdown import write_markdown
from gesprekskaart.uitvoer.pakket import make_zip
from gesprekskaart.uitvoer.tabellen import make_tabellen
from gesprekskaart.uitvoer.webpagina import write_html
from gesprekskaart.uitvoer.word import write_word
from gesprekskaart.verslag import Verslag

_SCHRIJVERS: dict[Formaat, Callable[[Verslag], bytes]] = {
    Formaat.PDF_SAMENVATTING: lambda verslag: render_verslag(verslag, Variant.SAMENVATTING),
    Formaat.PDF_BESLUITEN: lambda verslag: render_verslag(verslag, Variant.BESLUITEN),
    Formaat.PDF_ANONIEM: lambda verslag: render_verslag(verslag, Variant.ANONIEM),
    Formaat.PDF_REGIO: lambda verslag: render_verslag(verslag, Variant.REGIO),
    Formaat.DOCX: lambda verslag: write_word(make_rapport(verslag)),
    Formaat.XLSX: write_excel,
    Formaat.CSV: write_csv,
    Formaat.JSON_ANONIEM: lambda verslag: verslag.inhoud.canonical,
    Formaat.HTML: lambda verslag: write_html(make_rapport(verslag)),
    Formaat.MD: lambda verslag: write_markdown(make_rapport(verslag)),
}


_UITGAVEN = (Formaat.PDF_SAMENVATTING, Formaat.PDF_BESLUITEN, Formaat.PDF_ANONIEM, Formaat.PDF_REGIO)
"""What else there is as PDF than the whole report."""


def make_uitvoer(wie: Wie, sessie_id: UUID, formaat: Formaat, nummer: int | None, *, ports: Ports) -> Document:
    """A version, or with None the draft as it stands now, in this format. A draft says so in every format.

    Raises SessieOnbekend, NietToegestaan, NietGevonden (no such version), Ongeldig (nothing to put in it).
    """
    require(wie, Handeling.EXPORTEREN, ports.sessies.get(sessie_id))
    match formaat:
        case Formaat.PDF:
            return make_pdf(wie, sessie_id, nummer, ports=ports)
        case Formaat.JSON:
            return make_json(wie, sessie_id, ports=ports)
        case Formaat.ICS:
            return make_kalender(wie, sessie_id, nummer, ports=ports)
    verslag = make_verslag(wie, sessie_id, nummer, ports=ports)
    if formaat is Formaat.ZIP:
        data = make_zip(_walk_pakket(wie, sessie_id, verslag, ports), verslag.gemaakt_op)
    else:
        data = _SCHRIJVERS[formaat](verslag)
    return Document(_make_naam(verslag, formaat), SOORTEN[formaat].media_type, data)


def _make_naam(verslag: Verslag, formaat: Formaat) -> str:
    versie = f"versie-{verslag.versie.nummer}" if verslag.versie else "concept"
    return f"{file_stem(verslag.inhoud.gesprek.titel)}-{versie}{SOORTEN[formaat].achtervoegsel}"


def _walk_pakket(wie: Wie, sessie_id: UUID, verslag: Verslag, ports: Ports) -> Iterator[tuple[str, bytes]]:
    nummer = verslag.versie.nummer if verslag.versie else None
    bestanden: dict[str, bytes] = {"verslag.pdf": make_pdf(wie, sessie_id, nummer, ports=ports).data}
    for formaat in (*_UITGAVEN, Formaat.DOCX, Formaat.HTML, Formaat.MD, Formaat.XLSX):
        bestanden[f"verslag{SOORTEN[formaat].achtervoegsel}"] = _SCHRIJVERS[formaat](verslag)
    for tabel in make_tabellen(verslag):
        bestanden[f"tabellen/{tabel.naam}.csv"] = write_tabel(verslag, tabel)
    bestanden["gegevens/gesprek.json"] = make_json(wie, sessie_id, ports=ports).data
    bestanden["gegevens/zonder-namen.json"] = verslag.inhoud.canonical
    with suppress(Ongeldig):  # no action has a term: then there is nothing for a calendar
        bestanden["termijnen.ics"] = make_kalender(wie, sessie_id, nummer, ports=ports).data
    yield "LEESMIJ.txt", write_leesmij(verslag, bestanden)
    yield from bestanden.items()
