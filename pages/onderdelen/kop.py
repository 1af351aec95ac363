"""The head of every screen of a session: which conversation this is, and its steps."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import Dossier
from pages.onderdelen.schermen import GESPREKKEN, list_stappen
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import toon


def toon_kop(dossier: Dossier, huidig: st.Page) -> None:
    """Title and stand of the session, a link to each step that concerns whoever looks, and the screens of this one."""
    sessie, wie = dossier.sessie, current_wie()
    with st.container(key="kop", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kop_titel"):
            st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
            toon("kop.html", gesprek=sessie.gesprek, stand=sessie.stand, oefening=sessie.oefening)
        stappen = list_stappen(wie, dossier)
        with st.container(horizontal=True, wrap=False, gap="small", key="kop_stappen"):
            for stap in stappen:
                scherm = huidig if huidig in stap.schermen else stap.schermen[0]
                _link(scherm, stap.woord, dossier, hier=scherm is huidig, key=f"stap_{stap.schermen[0].url_path}")
        binnen = next((stap.schermen for stap in stappen if huidig in stap.schermen), ())
        if len(binnen) > 1:
            with st.container(horizontal=True, wrap=False, gap="small", key="kop_schermen"):
                for scherm in binnen:
                    _link(scherm, scherm.title, dossier, hier=scherm is huidig, key=f"scherm_{scherm.url_path}")
        if wie.deelnemer is not None:
            toon("ikdoemee.html", ik=wie.deelnemer, sessie=sessie)


def _link(scherm: st.Page, woord: str, dossier: Dossier, *, hier: bool, key: str) -> None:
    with st.container(width="content", key=f"{key}{'_hier' if hier else ''}"):
        st.page_link(scherm, label=woord, query_params={"sessie": str(dossier.sessie.id)})


def ga_naar(scherm: st.Page, dossier: Dossier, **parameters: str) -> None:
    """Go to another screen of the same session."""
    st.switch_page(scherm, query_params={"sessie": str(dossier.sessie.id), **parameters})
