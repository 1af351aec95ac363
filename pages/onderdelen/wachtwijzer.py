"""From the conversation to the waiting room: whoever leads does not look at the door, and somebody stands there."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.uitnodigen import get_uitnodiging, list_deelnames
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import UITNODIGEN
from pages.onderdelen.tonen import toon


def wijs_wachtkamer(dossier: Dossier, wie: Wie) -> None:
    """Show whoever lets people in that somebody waits, as soon as they do."""
    sessie = dossier.sessie
    if not may(wie, Handeling.UITNODIGEN, sessie):
        return
    deur = get_uitnodiging(wie, sessie.id, ports=ports())
    if deur is None or not deur.wachtkamer:
        return
    # Without a waiting room nobody has to be let in, and fifty people who join draw no screen anew.
    blijf_bij(dossier, wie_binnenkomt=True, rustig=True)
    wachten = sum(not deelname.toegelaten for deelname in list_deelnames(wie, sessie.id, ports=ports()))
    if not wachten:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="wijs_wachtkamer"):
        toon("wacht_aan_deur.html", aantal=wachten)
        if st.button("Naar de wachtkamer", key="wijs_wachtkamer_ga"):
            ga_naar(UITNODIGEN, dossier)
