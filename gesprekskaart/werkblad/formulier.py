"""The worksheet as a PDF form, tagged (PDF/UA-1) as the report is, and reading it back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pikepdf

from gesprekskaart.errors import Ongeldig
from gesprekskaart.kaart import Fase, Kaart
from gesprekskaart.pdf.afwerking import Documentgegevens
from gesprekskaart.pdf.document import Rand, Verslagdocument
from gesprekskaart.pdf.elementen import Blok, Kop
from gesprekskaart.pdf.letters import register_letters
from gesprekskaart.pdf.zetter import Zetter
from gesprekskaart.tekst import MAX_TEKST
from gesprekskaart.werkblad.gegevens import (
    UITLEG,
    WIE,
    Invulvak,
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

_VAK_MM, _REGEL_MM = 34, 8
_MEEST_WIE = 300
_HERKENNING = "Kenmerk, om het werkblad te kunnen inlezen"


def write_werkblad(kaart: Kaart, gemaakt_op: datetime) -> bytes:
    """A blank worksheet of this card."""
    register_letters()
    zetter = Zetter()
    gegevens = Documentgegevens(
        titel=f"Werkblad {kaart.titel}",
        auteur="Gesprekskaart",
        onderwerp="Voorbereiding van één partnerschap",
        gemaakt_op=gemaakt_op,
        invulbaar=True,
    )
    document = Verslagdocument(io.BytesIO(), gegevens, Rand(kaart.titel, "Werkblad"), zetter)
    return document.build_bytes(list(_walk_blad(zetter, kaart)))


def _walk_blad(zetter: Zetter, kaart: Kaart) -> Iterator[Blok]:
    yield zetter.kop(f"Werkblad {kaart.titel}", 1, "inhoudskop")
    yield zetter.regel(UITLEG)
    yield zetter.kop(WIE, 2, "samenkop", in_bladwijzers=False)
    yield zetter.veld(VELD_WIE, WIE, _REGEL_MM, _MEEST_WIE)
    fase = vraag = ""
    for vak in walk_vakken(kaart):
        if vak.fase.titel != fase:
            fase = vak.fase.titel
            yield _make_fasekop(zetter, vak.fase)
        if vak.onderdeel and vak.vraag.id != vraag:
            yield zetter.kop(vak.vraag.tekst, 3, f"vraag {vak.fase.fase}", label=vak.vraag.id)
        vraag = vak.vraag.id
        yield _make_vakkop(zetter, vak)
        yield zetter.veld(f"{VELD}{vak.sleutel}", f"{vak.sleutel} {vak.tekst}", _VAK_MM, MAX_TEKST)
    yield zetter.regel(_HERKENNING, stijl="wie")
    yield zetter.veld(VELD_KENMERK, _HERKENNING, _REGEL_MM, MAX_TEKST, waarde=make_kenmerk(kaart))


def _make_fasekop(zetter: Zetter, fase: Fase) -> Kop:
    kop = zetter.kop(fase.titel, 2, "kop2")
    kop.taal = "en" if fase.titel == fase.fase else ""
    return kop


def _make_vakkop(zetter: Zetter, vak: Invulvak) -> Kop:
    if vak.onderdeel:
        return zetter.kop(vak.onderdeel, 4, f"onderdeel {vak.fase.fase}", label=vak.sleutel, in_bladwijzers=False)
    return zetter.kop(vak.vraag.tekst, 3, f"vraag {vak.fase.fase}", label=vak.sleutel)


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
