"""From the conversation to a poll: nobody has to look for the place where a vote is asked."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.peiling import Peilingstand
from gesprekskaart.ports import ports
from gesprekskaart.services.peilingen import list_briefjes
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import PEILINGEN
from pages.onderdelen.toegang import current_koekjes
from pages.onderdelen.tonen import toon


def wijs_peiling(dossier: Dossier, wie: Wie) -> None:
    """Show that a poll is open, for as long as somebody on this device has not voted in it."""
    for peiling in dossier.peilingen:
        if peiling.stand is not Peilingstand.OPEN:
            continue
        briefjes = list_briefjes(wie, current_koekjes().apparaat, dossier.sessie.id, peiling.nummer, ports=ports())
        if any(briefje.is_eigen and not briefje.gelezen for briefje in briefjes):
            with st.container(horizontal=True, vertical_alignment="center", key="wijs_peiling"):
                toon("peiling_open.html")
                if st.button(f"Stem in {peiling.nummer}", key=f"wijs_peiling_{peiling.nummer}", type="primary"):
                    ga_naar(PEILINGEN, dossier)
            return
