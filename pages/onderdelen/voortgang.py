"""The GROW map on top of the conversation: every question as a mark, one step away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gesprekskaart.dossier import Dossier
from pages.onderdelen.component import make_component

_balk = make_component("voortgang", html="<nav></nav>")


def voortgang(dossier: Dossier, huidige: str, ga: Callable[[str], None]) -> None:
    """Draw the map with `huidige` marked; `ga` is called with a question's id when somebody chooses it."""
    blokken = [
        {
            "fase": fase.fase.name.lower(),
            "letter": fase.fase.value[0],
            "titel": blok.titel,
            "vragen": [
                {"id": vraag.id, "teken": stand.teken, "stand": stand.woord}
                for vraag in blok.vragen
                for stand in [dossier.kaartstand(vraag)]
            ],
        }
        for fase in dossier.kaart.fasen
        for blok in fase.blokken
        if blok.vragen
    ]
    _balk(
        key="voortgang",
        data={
            "blokken": blokken,
            "huidige": huidige,
            "sessie": str(dossier.sessie.id),
            "nummer": dossier.nummer,
        },
        on_vraag_change=lambda: ga(st.session_state.voortgang.vraag),
    )
