"""The formats that a conversation can be taken along in, and what each is good for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Formaat(StrEnum):
    """What a conversation can be written as; the value is what the command line and addresses call it."""

    PDF = "pdf"
    PDF_SAMENVATTING = "pdf-samenvatting"
    PDF_BESLUITEN = "pdf-besluiten"
    PDF_ANONIEM = "pdf-anoniem"
    PDF_REGIO = "pdf-regio"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    JSON_ANONIEM = "json-anoniem"
    HTML = "html"
    MD = "md"
    ICS = "ics"
    ZIP = "zip"


class Bestandsoort(NamedTuple):
    """How a format is called, and what it is for, in one line."""

    naam: str
    uitleg: str
    media_type: str
    achtervoegsel: str
    """How the name of its file ends, after that of the report."""


_PDF = "application/pdf"
_OPENXML = "application/vnd.openxmlformats-officedocument."

SOORTEN: dict[Formaat, Bestandsoort] = {
    Formaat.PDF: Bestandsoort(
        "PDF, volledig", "Het hele verslag, om te lezen, te tekenen en te bewaren.", _PDF, ".pdf"
    ),
    Formaat.PDF_SAMENVATTING: Bestandsoort(
        "PDF, samenvatting",
        "Eén bladzijde met afspraken, open punten en minderheidsstandpunten; daarna conclusies.",
        _PDF,
        "-samenvatting.pdf",
    ),
    Formaat.PDF_BESLUITEN: Bestandsoort(
        "PDF, besluitenlijst", "Alleen afspraken, acties en besluiten.", _PDF, "-besluiten.pdf"
    ),
    Formaat.PDF_ANONIEM: Bestandsoort(
        "PDF, zonder namen",
        "Het hele verslag met alleen de rol van mensen; namen in teksten zijn vervangen.",
        _PDF,
        "-zonder-namen.pdf",
    ),
    Formaat.PDF_REGIO: Bestandsoort(
        "PDF, regio-indeling", "Ingedeeld zoals de Onderwijsregio’s hun plannen indelen.", _PDF, "-regio.pdf"
    ),
    Formaat.DOCX: Bestandsoort(
        "Word",
        "Om in verder te werken, of over te nemen in een eigen stuk.",
        f"{_OPENXML}wordprocessingml.document",
        ".docx",
    ),
    Formaat.XLSX: Bestandsoort(
        "Excel",
        "Afspraken, acties, antwoorden, peilingen, verschillen en issues als tabellen, om te filteren.",
        f"{_OPENXML}spreadsheetml.sheet",
        ".xlsx",
    ),
    Formaat.CSV: Bestandsoort(
        "CSV",
        "Afspraken en acties als één tabel, om in een ander programma in te lezen.",
        "text/csv",
        "-afspraken-en-acties.csv",
    ),
    Formaat.JSON: Bestandsoort(
        "JSON",
        "Alles als gegevens, met alle versies: om te bewaren of elders in te lezen.",
        "application/json",
        ".json",
    ),
    Formaat.JSON_ANONIEM: Bestandsoort(
        "JSON, zonder namen",
        "De vaste inhoud waarvan de vingerafdruk is gemaakt, zonder de namen van deelnemers.",
        "application/json",
        "-zonder-namen.json",
    ),
    Formaat.HTML: Bestandsoort(
        "Webpagina", "Eén bestand dat elke browser, telefoon en voorleeshulp leest.", "text/html", ".html"
    ),
    Formaat.MD: Bestandsoort("Markdown", "Platte tekst met opmaak, voor een wiki of website.", "text/markdown", ".md"),
    Formaat.ICS: Bestandsoort(
        "Agenda", "De termijnen van acties, voor je eigen agenda.", "text/calendar", "-termijnen.ics"
    ),
    Formaat.ZIP: Bestandsoort("Alles bij elkaar", "Alle bestanden hierboven in één ZIP.", "application/zip", ".zip"),
}

ZONDER_VERSIE = (Formaat.JSON, Formaat.ICS)
"""These hold the conversation as it stands now, whatever version is asked for."""
