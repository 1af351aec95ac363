"""The bar above the conversation: how it is led, and for who leads the way to change it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.peiling import Peilingstand
from gesprekskaart.ports import ports
from gesprekskaart.regie import Wand
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.regie import Regiebeeld, list_wanden, make_beeld
from pages.onderdelen.component import make_component
from pages.onderdelen.inbrengbord import may_contribute

_balk = make_component("regie")


def current_regie(dossier: Dossier) -> Regiebeeld | None:
    """How this conversation is led; None while nobody leads it."""
    return make_beeld(dossier, ports().deelnames.list(dossier.sessie.id)) if dossier.regie else None


def regiebalk(dossier: Dossier, wie: Wie, beeld: Regiebeeld | None, huidige: str, ga: Callable[[str], None]) -> None:
    """Draw the bar on the screen of question `huidige`; `ga` is called with the question to draw next."""
    vragen = [
        {
            "id": vraag.id,
            "tekst": vraag.tekst,
            "fase": fase.fase.name.lower(),
            "letter": fase.fase.value[0],
            "blok": blok.titel,
        }
        for fase, blok, vraag in dossier.kaart.walk()
    ]
    data = {
        "sessie": str(dossier.sessie.id),
        "wie": wie.kenmerk,
        "mag_leiden": may(wie, Handeling.LEIDEN, dossier.sessie),
        "mag_schrijven": may_contribute(dossier, wie),
        "hier": huidige,
        "vragen": vragen,
        "wanden": [{"wand": wand, "naam": naam} for wand, naam in _list_wanden(dossier)],
        "regie": beeld.model_dump(mode="json") if beeld else None,
        "nummer": dossier.nummer,
    }
    with st.container(key="regie"):
        _balk(
            key="regie_balk",
            data=data,
            on_vraag_change=lambda: ga(st.session_state.regie_balk.vraag),
            on_ververs_change=lambda: None,
        )


def _list_wanden(dossier: Dossier) -> list[tuple[Wand, str]]:
    """What is worth a button in the bar: of the polls the open ones and the last that closed, no steps of a group."""
    gesloten = [peiling.nummer for peiling in dossier.peilingen if peiling.stand is Peilingstand.GESLOTEN]
    oud = {*gesloten[:-1]}
    return [(wand, naam) for wand, naam in list_wanden(dossier) if wand not in oud and "/" not in wand]
