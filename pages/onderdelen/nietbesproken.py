"""Stating that something was not discussed: a fact that the report prints, and not the same as leaving it empty."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.sessie import NietBesproken
from pages.onderdelen.doen import doe
from pages.onderdelen.venster import venster

Waar = tuple[str, str | None]


def toon_niet_besproken(dossier: Dossier, wie: Wie, vraag: Vraag) -> None:
    """A quiet button that opens the choice of what was not discussed."""
    if may(wie, Handeling.MARKEREN, dossier.sessie) and st.button(
        "Niet besproken…", key=f"niet_besproken_{vraag.id}", type="tertiary"
    ):
        choose_niet_besproken(dossier, wie, vraag)


@venster("Wat is niet besproken?")
def choose_niet_besproken(dossier: Dossier, wie: Wie, vraag: Vraag) -> None:
    """The whole question, or what single partnerships did not get to; with the reason once for all."""
    namen: dict[Waar, str] = {(vraag.id, None): "De hele vraag"}
    for sleutel in vraag.sleutels:
        for partnerschap in dossier.partnerschappen:
            bij = f"{sleutel} · " if vraag.onderdelen else ""
            namen[sleutel, partnerschap.code] = f"{bij}{partnerschap.code}"
    was = {waar: feit for waar in namen if (feit := dossier.niet_besproken_bij(*waar))}
    with st.form("niet_besproken", border=False):
        gekozen = st.pills(
            "Niet besproken is iets anders dan leeg: het komt zo in het verslag.",
            list(namen),
            selection_mode="multi",
            default=list(was),
            format_func=namen.__getitem__,
            key=f"niet_besproken_wat_{vraag.id}",
        )
        reden = st.text_input(
            "Reden (mag leeg)",
            next((feit.reden for feit in was.values() if feit.reden), ""),
            placeholder="de tijd was op",
            key=f"niet_besproken_reden_{vraag.id}",
        )
        bewaard = st.form_submit_button("Bewaar", type="primary", key="niet_besproken_bewaar")
    if bewaard:
        doe(lambda: _save(dossier, wie, was, set(gekozen), reden))


def _save(dossier: Dossier, wie: Wie, was: dict[Waar, NietBesproken], gekozen: set[Waar], reden: str) -> None:
    for sleutel, partnerschap in gekozen | set(was):
        feit = NietBesproken(sleutel=sleutel, partnerschap=partnerschap, reden=reden)
        geldt = (sleutel, partnerschap) in gekozen
        if not geldt or was.get((sleutel, partnerschap)) != feit:
            mark_niet_besproken(wie, dossier.sessie.id, feit, geldt=geldt, ports=ports())
