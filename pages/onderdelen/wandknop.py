"""From a screen to the wall: one tap, where somebody who leads is looking at what everybody should see."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.regie import DE_VRAAG, Wand, Zet
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.regie import lead, list_wanden
from pages.onderdelen.doen import doe


def wandknop(dossier: Dossier, wie: Wie, wand: Wand, *, schuift: bool = False) -> None:
    """Put this on the beamer, or take it off again; `schuift` with the buttons that scroll it there.

    Nothing for who does not lead, and nothing that cannot be on the wall now.
    """
    if not may(wie, Handeling.LEIDEN, dossier.sessie) or wand not in {deze for deze, _ in list_wanden(dossier)}:
        return
    regie = dossier.regie
    staat_er = regie is not None and regie.wand == wand
    naar, woord = (DE_VRAAG, "Haal van het scherm") if staat_er else (wand, "Zet op het scherm")
    # Another button for each place and state: the second half of a double click must not undo the first.
    sleutel = f"wand_{wand.replace('/', '_')}"
    if st.button(woord, key=f"{sleutel}_{'af' if staat_er else 'op'}", icon=":material/tv:"):
        _lead(wie, dossier, wand=naar)
    if regie is None or not (staat_er and schuift):
        return
    stap = regie.schermstap
    if st.button("Scherm ↑", key=f"{sleutel}_terug", disabled=not stap, help="Schuif het scherm terug"):
        _lead(wie, dossier, schermstap=stap - 1)
    if st.button("Scherm ↓", key=f"{sleutel}_verder", help="Schuif het scherm verder"):
        _lead(wie, dossier, schermstap=stap + 1)


def _lead(wie: Wie, dossier: Dossier, **velden: str | int) -> None:
    doe(lambda: lead(wie, Zet.model_validate({"sessie_id": dossier.sessie.id, **velden}), ports=ports()))
