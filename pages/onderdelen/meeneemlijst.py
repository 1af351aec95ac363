"""What else was open last time: one tap takes it along to this conversation, or all of it at once."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Dingsoort
from gesprekskaart.ports import ports
from gesprekskaart.services.meenemen import Meeneembaar, list_meeneembaar, take_all_along, take_along
from gesprekskaart.services.rechten import Handeling, may
from pages.onderdelen.doen import doe, meld_gelukt
from pages.onderdelen.schermen import BETROKKENEN, ISSUES, VERSCHILLEN
from pages.onderdelen.tonen import toon

KOPPEN = {
    Dingsoort.VERSCHIL: "Verschillen van inzicht",
    Dingsoort.ISSUE: "Landelijke issues",
    Dingsoort.BETROKKENHEID: "Wie er nog bij hoorde",
}
_SCHERMEN = {Dingsoort.VERSCHIL: VERSCHILLEN, Dingsoort.ISSUE: ISSUES, Dingsoort.BETROKKENHEID: BETROKKENEN}


def toon_meeneembaar(dossier: Dossier, wie: Wie) -> None:
    """Kind by kind; nothing where nothing was open."""
    alles = list_meeneembaar(dossier)
    if not alles:
        return
    mag = may(wie, Handeling.TERUGBLIKKEN, dossier.sessie)
    nog = [m for m in alles if not (m.meegenomen_als or m.kan_niet)]
    st.header("Wat stond er nog meer open?", anchor=False)
    if mag and nog:
        toon("bij.html", tekst="Neem mee wat nog speelt. Het krijgt hier een eigen nummer, met waar het vandaan komt.")
        # The count makes it another button each time: the second half of a double click finds the first one gone.
        if len(nog) > 1 and st.button(f"Neem alles mee ({len(nog)})", key=f"meenemen_alles_{len(nog)}"):
            doe(lambda: _take_all(dossier, wie))
    for soort, kop in KOPPEN.items():
        deze = [m for m in alles if m.soort is soort]
        if deze:
            toon("kopje.html", tekst=kop)
        for meeneembaar in deze:
            nummer = meeneembaar.toen.nummer
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute",
                key=f"meenemen_{nummer}",
            ):  # fmt: skip
                _toon_een(dossier, wie, meeneembaar, mag=mag)


def _toon_een(dossier: Dossier, wie: Wie, meeneembaar: Meeneembaar, *, mag: bool) -> None:
    nummer, hier = meeneembaar.toen.nummer, meeneembaar.meegenomen_als
    toon("meeneembaar.html", meeneembaar=meeneembaar, soort=meeneembaar.soort.name.lower())
    if hier:
        st.page_link(
            _SCHERMEN[meeneembaar.soort], label=f"Staat hier als {hier}", icon=":material/check:",
            query_params={"sessie": str(dossier.sessie.id), "nummer": hier}, width="content",
        )  # fmt: skip
    elif mag and not meeneembaar.kan_niet and st.button("Neem mee", key=f"meenemen_{nummer}_knop", help=nummer):
        doe(lambda: take_along(wie, dossier.sessie.id, meeneembaar.id, ports=ports()))


def _take_all(dossier: Dossier, wie: Wie) -> None:
    aantal = take_all_along(wie, dossier.sessie.id, ports=ports())
    meld_gelukt(f"{aantal} punten kwamen mee naar dit gesprek.")
