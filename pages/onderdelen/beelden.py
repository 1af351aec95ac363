"""The pictures of an overview, drawn by Altair. Each says in signs and numbers what it says in colours.

Drawn as SVG with the colours of the page's own style sheet: so a picture is as dark as the screen, light on paper, and
sharp at 200%. The table beside it is for whoever would rather read; to a screen reader the picture is one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import altair as alt
import streamlit as st

from gesprekskaart.datum import MAANDEN
from gesprekskaart.dossier import BESPROKEN, CONCEPT, GEDEELD, LEEG, NIET_BESPROKEN
from gesprekskaart.overzicht import (
    ZONDER_TERMIJN,
    Actiebeeld,
    Actiesoort,
    Antwoordfeiten,
    Dekking,
    Dekkingsas,
    Toetsregel,
)
from gesprekskaart.sessie import Functie
from gesprekskaart.vervolg import Oordeel

# Altair looks at pandas once it is there, also when another visitor's thread has only half loaded it. Now it is whole.
import_module("pandas")

INKT, GROND, PRIMAIR, NOOD, BIJ = (f"var(--gk-{naam})" for naam in ("inkt", "grond", "primair", "nood", "bij"))


def _mix(deel: int, kleur: str = PRIMAIR) -> str:
    """A shade on which INK is readable in light and dark: up to 45%."""
    return f"color-mix(in srgb, {kleur} {deel}%, {GROND})"


VLAK = {
    LEEG.woord: (GROND, BIJ),
    CONCEPT.woord: (_mix(10), INKT),
    GEDEELD.woord: (_mix(25), INKT),
    BESPROKEN.woord: (_mix(45), INKT),
    NIET_BESPROKEN.woord: (_mix(25, BIJ), INKT),
}
"""Per state the ground of its cell and the ink on it."""

TEKENS = {Actiesoort.GEREED: "✓", Actiesoort.LOOPT: "◐", Actiesoort.OPEN: "○", Actiesoort.TE_LAAT: "!"}
ACTIEVLAK = {
    Actiesoort.GEREED: (_mix(45), INKT),
    Actiesoort.LOOPT: (_mix(18), INKT),
    Actiesoort.OPEN: (GROND, INKT),
    Actiesoort.TE_LAAT: (_mix(25, NOOD), INKT),
}

NOG_NIET = "nog niet"
OORDEELTEKENS = {Oordeel.JA: "ja", Oordeel.DEELS: "deels", Oordeel.NEE: "nee", NOG_NIET: "?"}
OORDEELVLAK = {
    Oordeel.JA: (_mix(45), INKT),
    Oordeel.DEELS: (_mix(18), INKT),
    Oordeel.NEE: (_mix(25, NOOD), INKT),
    NOG_NIET: (GROND, INKT),
}


def teken(beeld: alt.LayerChart, wat: str, *, breed: bool) -> None:
    """Put a picture of `wat` on the screen, as broad as there is room or as it is by itself."""
    klaar = beeld.configure(font="Source Sans 3, sans-serif", background="transparent", aria=False, padding=2)
    klaar = klaar.configure_view(stroke=None).configure_axis(
        labelColor=INKT, titleColor=BIJ, labelFontSize=14, titleFontSize=14, titleFontWeight="normal", domain=False,
        ticks=False, grid=False, labelLimit=260, labelPadding=6,
    )  # fmt: skip
    klaar.description = f"{wat}. De tabel zegt hetzelfde."
    klaar.usermeta = {"embedOptions": {"renderer": "svg", "actions": False}}
    st.altair_chart(klaar, theme=None, width="stretch" if breed else "content")


def _cellen(
    rijen: list[dict[str, Any]], x: Sequence[str], y: Sequence[str], *, breedte: int, hoogte: int, schuin: int = 0
) -> Any:
    """A map: rows by columns, a ground and a sign in each; `schuin` are the degrees by which long heads lean."""
    basis = alt.Chart({"values": rijen}).encode(
        x=alt.X(
            "x:N",
            sort=list(x),
            axis=alt.Axis(orient="top", labelAngle=schuin, labelAlign="left" if schuin else "center", title=None),
        ),
        y=alt.Y("y:N", sort=list(y), axis=alt.Axis(title=None)),
    )
    vlak = basis.mark_rect(stroke=BIJ, strokeWidth=1, aria=False).encode(color=alt.Color("vlak:N", scale=None))
    woord = basis.mark_text(fontSize=16, aria=False).encode(text="woord:N", color=alt.Color("inkt:N", scale=None))
    return (vlak + woord).properties(width=alt.Step(breedte), height=alt.Step(hoogte))


def maak_dekkingsbeeld(dekking: Dekking) -> Any:
    """Functions by sectors or pillars: how many agreements stand, and (behind a plus) how many are not firm yet."""
    hoogst = max((cel.vast for cel in dekking.cellen.values()), default=0) or 1
    rijen = []
    for functie in Functie:
        for kolom in dekking.kolommen:
            cel = dekking.cel(functie, kolom)
            vlak, inkt = (_mix(10 + round(35 * cel.vast / hoogst)), INKT) if cel.vast else (GROND, BIJ)
            los = f"+{cel.in_beweging}" if cel.in_beweging else ""
            woord = f"{cel.vast} {los}".strip() if cel.vast else los or "geen"
            rijen.append({"x": kolom, "y": functie.value, "vlak": vlak, "inkt": inkt, "woord": woord})
    schuin = 0 if dekking.tegen is Dekkingsas.SECTOR else -30
    functies = [functie.value for functie in Functie]
    return _cellen(rijen, dekking.kolommen, functies, breedte=64, hoogte=52, schuin=schuin)


def maak_vragenbeeld(feiten: Antwoordfeiten) -> Any:
    """Questions by partnerships (or groups): the sign of how each stands."""
    kolommen = [kolom.kop for kolom in feiten.kolommen]
    rijen = [
        {"x": kolom.kop, "y": vraag.id, "vlak": vlak, "inkt": inkt, "woord": stand.teken}
        for vraag in feiten.kaart.vragen
        for kolom in feiten.kolommen
        for stand in [feiten.stand_van(vraag, kolom.code)]
        for vlak, inkt in [VLAK[stand.woord]]
    ]
    return _cellen(rijen, kolommen, [vraag.id for vraag in feiten.kaart.vragen], breedte=58, hoogte=26)


def _staven(rijen: list[dict[str, Any]], y: Sequence[str], *, hoogte: int) -> Any:
    """Bars of pieces, one after another; each piece says what it is and how many."""
    basis = alt.Chart({"values": rijen}).encode(
        y=alt.Y("y:N", sort=list(y), axis=alt.Axis(title=None)),
        x=alt.X("van:Q", axis=None, scale=alt.Scale(nice=False)),
        x2="tot:Q",
    )
    vlak = basis.mark_bar(stroke=INKT, strokeWidth=1, aria=False).encode(color=alt.Color("vlak:N", scale=None))
    midden = alt.Chart({"values": rijen}).encode(y=alt.Y("y:N", sort=list(y)), x=alt.X("midden:Q", axis=None))
    woord = midden.mark_text(fontSize=14, aria=False).encode(text="woord:N", color=alt.Color("inkt:N", scale=None))
    return (vlak + woord).properties(height=alt.Step(hoogte))


def _stapel(y: str, delen: Sequence[tuple[int, str, str, str]], totaal: int) -> list[dict[str, Any]]:
    """The pieces of one bar; a word that does not fit its piece is left to the table."""
    rijen, van = [], 0
    for aantal, teken_, vlak, inkt in delen:
        if not aantal:
            continue
        past = aantal / totaal >= 0.03 * len(f"{teken_} {aantal}") / 3
        rijen.append(
            {"y": y, "van": van, "tot": van + aantal, "midden": van + aantal / 2, "vlak": vlak, "inkt": inkt,
             "woord": f"{teken_} {aantal}" if past else ""}
        )  # fmt: skip
        van += aantal
    return rijen


def maak_actiebeeld(beeld: Actiebeeld) -> Any:
    """Per month of the term what was done, is going on, is open and is late."""
    maanden = list(dict.fromkeys(maand for maand, _, _ in beeld.per_maand))
    aantallen = {(maand, soort): aantal for maand, soort, aantal in beeld.per_maand}
    langste = max(sum(aantallen.get((m, s), 0) for s in Actiesoort) for m in maanden)
    rijen: list[dict[str, Any]] = []
    for maand in maanden:
        delen = [(aantallen.get((maand, s), 0), TEKENS[s], *ACTIEVLAK[s]) for s in Actiesoort]
        rijen += _stapel(name_maand(maand), delen, langste)
    return _staven(rijen, [name_maand(maand) for maand in maanden], hoogte=34)


def maak_toetsbeeld(regels: Sequence[Toetsregel]) -> Any:
    """Per recommendation how it was judged, in parts of all conversations that use its card."""
    rijen: list[dict[str, Any]] = []
    for regel in regels:
        delen = [*regel.aantallen.items(), (NOG_NIET, regel.nog_niet)]
        stukken = [(n, OORDEELTEKENS[oordeel], *OORDEELVLAK[oordeel]) for oordeel, n in delen]
        rijen += _stapel(regel.aanbeveling, stukken, regel.totaal)
    return _staven(rijen, [regel.aanbeveling for regel in regels], hoogte=40)


def name_maand(maand: str) -> str:
    """'mei 2026' for '2026-05'."""
    if maand == ZONDER_TERMIJN:
        return maand
    jaar, nummer = maand.split("-")
    return f"{MAANDEN[int(nummer) - 1]} {jaar}"
