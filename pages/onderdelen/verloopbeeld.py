"""How the actions went: planned against done, added up month by month, and what was late then."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import streamlit as st

from gesprekskaart.overzicht import Selectie
from gesprekskaart.ports import ports
from gesprekskaart.services.overzichten import count_verloop
from gesprekskaart.verloop import Verloop
from pages.onderdelen.beelden import BIJ, GROND, INKT, NOOD, PRIMAIR, name_maand, teken
from pages.onderdelen.tonen import toon


def toon_verloop(selectie: Selectie) -> None:
    """Or why there is nothing to plot."""
    verloop = count_verloop(selectie, ports=ports())
    if verloop is None:
        toon("leeg.html", tekst="Nog geen termijnen, en niets dat op een bekende dag gereed kwam.")
        return
    st.header("Hoe ging het tot nu toe?", anchor=False)
    nu = [maand for maand in verloop.maanden if maand.gereed is not None][-1]
    toon("verloop_woorden.html", nu=nu, onbekend=verloop.onbekend)
    links, rechts = st.columns([1, 1], gap="large")
    with links, st.container(key="beeld_verloop"):
        if len(verloop.maanden) > 1:
            teken(maak_verloopbeeld(verloop), "Geplande en afgeronde acties, opgeteld per maand", breed=True)
    namen = {maand.maand: name_maand(maand.maand) for maand in verloop.maanden}
    with rechts:
        toon("verloop_tabel.html", maanden=verloop.maanden, namen=namen)


def maak_verloopbeeld(verloop: Verloop) -> Any:
    """Two lines that say their name at the end, and bars of what was late: also told apart without colours."""
    namen = [_shorten(maand.maand) for maand in verloop.maanden]
    gepland = [{"x": _shorten(m.maand), "y": m.gepland, "woord": ""} for m in verloop.maanden]
    gereed = [{"x": _shorten(m.maand), "y": m.gereed, "woord": ""} for m in verloop.maanden if m.gereed is not None]
    laat = [{"x": _shorten(m.maand), "y": m.te_laat, "woord": ""} for m in verloop.maanden if m.te_laat]
    if laat:
        # One number is read, twenty are not: the others stand in the table.
        laat[-1]["woord"] = f"! {laat[-1]['y']}"
    gepland[-1]["woord"], gereed[-1]["woord"] = f"gepland {gepland[-1]['y']}", f"gereed {gereed[-1]['y']}"
    x = alt.X(
        "x:N", sort=namen, scale=alt.Scale(domain=namen, paddingOuter=0.6),
        axis=alt.Axis(title=None, labelAngle=-45, labelOverlap="greedy"),
    )  # fmt: skip
    y = alt.Y("y:Q", axis=alt.Axis(title=None, tickMinStep=1, format="d", grid=True, gridColor=BIJ, gridOpacity=0.25))
    staven = alt.Chart({"values": laat}).encode(x=x, y=y)
    lagen = [
        staven.mark_bar(color=f"color-mix(in srgb, {NOOD} 25%, {GROND})", stroke=NOOD, width=10, aria=False),
        _lijn(gepland, x, y, INKT, [6, 4]),
        _lijn(gereed, x, y, PRIMAIR, [1, 0]),
        staven.mark_text(color=INKT, fontSize=13, dy=-8, aria=False).encode(text="woord:N"),
        _einde(gepland, x, y, "right"),
        # Where months are still to come there is room behind the end of the line.
        _einde(gereed, x, y, "left" if len(gereed) < len(gepland) else "right"),
    ]
    return alt.layer(*lagen).properties(height=320)


def _shorten(maand: str) -> str:
    """'mei 26' for '2026-05'."""
    naam, jaar = name_maand(maand).split()
    return f"{'mrt' if naam == 'maart' else naam[:3]} {jaar[2:]}"


def _lijn(rijen: list[dict[str, Any]], x: Any, y: Any, kleur: str, streep: list[int]) -> Any:
    basis = alt.Chart({"values": rijen}).encode(x=x, y=y)
    return basis.mark_line(color=kleur, strokeWidth=2.5, strokeDash=streep, aria=False)


def _einde(rijen: list[dict[str, Any]], x: Any, y: Any, kant: Literal["left", "right"]) -> Any:
    basis = alt.Chart({"values": rijen[-1:]}).encode(x=x, y=y, text="woord:N")
    dx, dy = (10, 4) if kant == "left" else (0, -12)
    return basis.mark_text(color=INKT, fontSize=14, align=kant, dx=dx, dy=dy, aria=False)
