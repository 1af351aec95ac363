"""Letting knowledge leave: which conversations go along, an explicit yes where marks are open, and then the files."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kennisvoorbeeld import merge_aanwijzingen
from gesprekskaart.ports import ports
from gesprekskaart.services.kennisdeling import MAX_GESPREKKEN, release
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.sessies import list_sessies
from pages.onderdelen.doen import doe
from pages.onderdelen.kenniswoorden import Open
from pages.onderdelen.tonen import toon


def choose_gesprekken(dossier: Dossier, wie: Wie) -> list[UUID]:
    """The conversations that leave in one file: this one, and others that the same person leads."""
    deze = dossier.sessie.id
    geleid = list_sessies(wie, ports=ports()) if wie.account is not None else ()
    andere = {
        str(regel.sessie.id): regel.sessie.gesprek.titel
        for regel in geleid
        if regel.sessie.id != deze and may(wie, Handeling.KENNIS_DELEN, regel.sessie)
    }
    if not andere:
        return [deze]
    st.header("Alleen dit gesprek?", anchor=False)
    gekozen = st.multiselect(
        "Neem ook mee", list(andere), key="kennis_samen", max_selections=MAX_GESPREKKEN - 1,
        placeholder="Kies andere gesprekken", format_func=andere.__getitem__,
    )  # fmt: skip
    return [deze, *map(UUID, gekozen)]


def toon_vrijgave(dossier: Dossier, wie: Wie, open_: Open, vingerafdruk: str) -> None:
    """The button that lets it leave, and once it may, the files."""
    st.header("Vrijgeven", anchor=False)
    if dossier.kennis.vrijgegeven == vingerafdruk:
        toon("kennis_vrij.html", sessie=dossier.sessie, met=",".join(str(id) for id in list(open_)[1:]))
        return
    aantal = len(merge_aanwijzingen(open_.values()))
    toon("kennis_open.html", open=aantal)
    ook_met_open = bool(aantal) and st.checkbox(
        f"Ik heb dit gelezen: het mag zo naar buiten, met {aantal} {'woord' if aantal == 1 else 'woorden'} open.",
        key="kennis_ook_met_open",
    )
    if st.button("Geef vrij", type="primary", key="kennis_vrijgeven"):
        doe(
            lambda: release(wie, list(open_), ook_met_open=ook_met_open, ports=ports()),
            gelukt="Vrijgegeven. Bij Vrijgeven staan de bestanden; het staat in het logboek.",
        )
