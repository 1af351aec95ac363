"""How the report looks: sizes in mm, colours, and the one style sheet. Words and order are elsewhere."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.letters import Snede

MARGE_MM = 25
BOVEN_MM, ONDER_MM = 23, 21
"""Above and below the text; running title and page number stand in what is left."""
KANTLIJN_MM = 20
"""The column left of the text, where codes and numbers stand."""
TEKSTBREEDTE_MM = 210 - 2 * MARGE_MM
"""The width of A4 between the margins; the columns of each table add up to it."""

INKT = HexColor("#1B2330")
STIL = HexColor("#5A6472")
PAPIER = HexColor("#F6F4EF")
LIJN = HexColor("#C9C5BB")
PRIMAIR = HexColor("#0B5D66")
MERK = HexColor("#A8201A")
WIT = white

FASEKLEUREN = MappingProxyType(
    {
        Fasenaam.GOAL: HexColor("#1F5FA8"),
        Fasenaam.REALITY: HexColor("#6E4596"),
        Fasenaam.OPTIONS: HexColor("#8F4A00"),
        Fasenaam.WAY_FORWARD: HexColor("#1E6B3C"),
        Fasenaam.THEMA: PRIMAIR,
    }
)
"""Never alone: a stage also carries its letter and its name."""


def _make_stijlen() -> dict[str, ParagraphStyle]:
    basis = ParagraphStyle(
        "tekst",
        fontName=str(Snede.GEWOON),
        bulletFontName=str(Snede.VET),
        fontSize=10.5,
        leading=14.2,
        bulletFontSize=9.5,
        textColor=INKT,
        bulletColor=INKT,
        spaceAfter=1.6 * mm,
        allowWidows=0,
        allowOrphans=0,
    )
    stijlen = {"tekst": basis}

    def add(naam: str, van: str = "tekst", **kenmerken: Any) -> None:
        stijlen[naam] = ParagraphStyle(naam, stijlen[van], **kenmerken)

    _add_koppen(add)
    _add_lopend(add)
    _add_omslag(add)
    return stijlen


def _add_koppen(add: Any) -> None:
    vet = {"fontName": str(Snede.VET), "keepWithNext": 1}
    zij = {"leftIndent": KANTLIJN_MM * mm, "bulletFontName": str(Snede.GEWOON), "bulletColor": STIL}
    add("kop1", fontSize=23, leading=28, spaceBefore=12 * mm, spaceAfter=5 * mm, bulletFontSize=23, **zij, **vet)
    # A stage has its letter in a square before its name.
    add("fase", "kop1", leftIndent=(KANTLIJN_MM + 13) * mm)
    add("kop2", fontSize=15, leading=20, spaceBefore=6.5 * mm, spaceAfter=2.5 * mm, bulletFontSize=15, **zij, **vet)
    vraag = {"leftIndent": KANTLIJN_MM * mm, "bulletFontSize": 12}
    add("vraag", fontSize=12, leading=15.5, spaceBefore=6 * mm, spaceAfter=2 * mm, **vraag, **vet)
    add(
        "onderdeel",
        "vraag",
        fontSize=10.5,
        leading=14.2,
        bulletFontSize=10.5,
        spaceBefore=3.5 * mm,
        spaceAfter=1.2 * mm,
    )
    for fase, kleur in FASEKLEUREN.items():
        add(f"vraag {fase}", "vraag", bulletColor=kleur)
        add(f"onderdeel {fase}", "onderdeel", bulletColor=kleur)
    add("vak_naam", leftIndent=KANTLIJN_MM * mm, spaceBefore=5 * mm, spaceAfter=1.2 * mm, **vet)
    add("naam", leftIndent=KANTLIJN_MM * mm, spaceBefore=4 * mm, spaceAfter=1.2 * mm, **vet)
    add("inhoudskop", "kop1", leftIndent=0)
    add("samenkop", "kop2", fontSize=13, leading=17, leftIndent=0, spaceBefore=4 * mm, spaceAfter=1.4 * mm)


def _add_lopend(add: Any) -> None:
    kolom = {"leftIndent": KANTLIJN_MM * mm}
    add("inspring", **kolom)
    add(
        "wie",
        **kolom,
        fontSize=9.5,
        leading=12.5,
        textColor=STIL,
        spaceBefore=0.8 * mm,
        spaceAfter=0.3 * mm,
        keepWithNext=1,
    )
    add("afspraak", "wie", textColor=INKT, fontSize=10.5, leading=14.2, spaceBefore=4 * mm)
    add("reden", **kolom, fontSize=9.5, leading=12.5, spaceAfter=0.6 * mm)
    add("wie_zonder", "wie", spaceAfter=1.4 * mm, keepWithNext=0)
    add("punt", **kolom, fontSize=10, leading=13, spaceAfter=0.8 * mm)
    add("stil", fontSize=9.5, leading=13, textColor=STIL)
    add("stil_inspring", "stil", **kolom)
    add(
        "feit",
        leftIndent=45 * mm,
        bulletFontName=str(Snede.GEWOON),
        bulletColor=STIL,
        bulletFontSize=10.5,
        spaceAfter=0.8 * mm,
    )
    add("feit_inspring", "feit", leftIndent=(KANTLIJN_MM + 42) * mm, bulletIndent=KANTLIJN_MM * mm)
    paneel = {"vlak": PAPIER, "spaceBefore": 1.8 * mm, "spaceAfter": 1.8 * mm}
    add("paneel", leftIndent=KANTLIJN_MM * mm, rightIndent=4 * mm, **paneel)
    add("paneelkop", "paneel", fontName=str(Snede.VET), fontSize=9.5, leading=12, spaceAfter=0, keepWithNext=1)
    add("kolomkop", fontName=str(Snede.VET), fontSize=9, leading=12, textColor=STIL, spaceAfter=0)
    add("cel", fontSize=9.5, leading=13, spaceAfter=0)
    add("schrijflijn", "feit_inspring", spaceBefore=2.1 * mm, spaceAfter=0, onderlijn=LIJN)
    inhoud = {"rightIndent": 12 * mm, "bulletFontSize": 10.5}
    add("inhoud1", **inhoud, fontName=str(Snede.VET), leftIndent=8 * mm, spaceBefore=3 * mm, spaceAfter=1 * mm)
    stil = {"bulletFontName": str(Snede.GEWOON), "bulletColor": STIL}
    add("inhoud2", **inhoud, **stil, leftIndent=18 * mm, bulletIndent=8 * mm, spaceAfter=0.6 * mm)
    add("rand", fontSize=8.5, leading=11, textColor=STIL, spaceAfter=0)


def _add_omslag(add: Any) -> None:
    vet = {"fontName": str(Snede.VET)}
    add("omslag_soort", fontSize=12, leading=16, textColor=PRIMAIR, spaceAfter=3 * mm, **vet)
    add("omslag_titel", fontSize=32, leading=38, spaceAfter=6 * mm, **vet)
    add("omslag_titel_lang", "omslag_titel", fontSize=20, leading=26)
    add("deurcode", fontSize=48, leading=58, textColor=PRIMAIR, spaceBefore=2 * mm, spaceAfter=5 * mm, **vet)
    add("omslag_regel", fontSize=13, leading=19, spaceAfter=1 * mm)
    add("merk", fontSize=11, leading=15, textColor=MERK, lijst=MERK,
        leftIndent=3 * mm, rightIndent=3 * mm, spaceAfter=8 * mm)  # fmt: skip


STIJLEN = MappingProxyType(_make_stijlen())
"""The style sheet. `vlak`, `lijst` and `onderlijn` are our own additions; Alinea draws them."""
