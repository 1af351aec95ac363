"""The head of every screen of a session: which conversation this is, and its steps."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import Dossier
from pages.onderdelen.schermen import GESPREKKEN, STAPPEN, list_stappen
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import toon


def toon_kop(dossier: Dossier, huidig: st.Page) -> None:
    """Title and stand of the session, and a link to each step that concerns whoever looks."""
    sessie, wie = dossier.sessie, current_wie()
    with st.container(key="kop", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kop_titel"):
            st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
            toon("kop.html", gesprek=sessie.gesprek, stand=sessie.stand, oefening=sessie.oefening)
        with st.container(horizontal=True, wrap=False, gap="small", key="kop_stappen"):
            for stap in list_stappen(wie, dossier):
                with st.container(width="content", key=f"stap_{stap.url_path}{'_hier' if stap is huidig else ''}"):
                    st.page_link(stap, label=STAPPEN[stap], query_params={"sessie": str(sessie.id)})
        if wie.deelnemer is not None:
            toon("ikdoemee.html", ik=wie.deelnemer, sessie=sessie)


def ga_naar(scherm: st.Page, dossier: Dossier, **parameters: str) -> None:
    """Go to another screen of the same session."""
    st.switch_page(scherm, query_params={"sessie": str(dossier.sessie.id), **parameters})
