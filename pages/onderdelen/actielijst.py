"""The actions: what is late or lacks something first, and few enough at once to work with three hundred of them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Dingsoort, Herkomst
from gesprekskaart.kalender import is_met_termijn
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Actie, Actiefilter, filter_acties
from pages.onderdelen.doen import doe
from pages.onderdelen.sporen import toon_sporen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon
from pages.onderdelen.vervolglijst import add_lege_actie, ask_meer, is_nieuw, only_asked, toon_verwijderd
from pages.onderdelen.vervolgvensters import open_actie

PER_KEER = 20
"""Actions on the screen at once: each has a writing field, and three hundred of those take seconds to draw."""

VEEL = 10
"""From here on one looks for an action rather than seeing it."""


def toon_acties(dossier: Dossier, wie: Wie, herkomst: Herkomst) -> None:
    """The to-dos, with what one can do with them all."""
    mag = may(wie, Handeling.AFSPREKEN, dossier.sessie)
    if not dossier.acties:
        toon("leeg.html", tekst="Nog geen acties. Leg vast wat er gebeurt, wie het doet en voor wanneer.")
    with st.container(horizontal=True, wrap=True, vertical_alignment="center", key="wf_acties"):
        if mag and ask_meer("Actie vastleggen", "wf_actie", len(dossier.acties)):
            doe(lambda: add_lege_actie(dossier, wie, None))
        if any(map(is_met_termijn, dossier.acties)) and may(wie, Handeling.EXPORTEREN, dossier.sessie):
            toon("termijnen.html", sessie=dossier.sessie)
    vandaag = ports().today()
    gekozen = only_asked(dossier.acties)
    acties = gekozen if len(gekozen) < len(dossier.acties) else _ask_filter(dossier, vandaag)
    zichtbaar = st.session_state.get("wf_zichtbaar", PER_KEER)
    for actie in acties[:zichtbaar]:
        with st.container(key=f"actie_{actie.nummer}", gap="xsmall"):
            _toon_actie(dossier, wie, actie, vandaag, mag=mag)
            toon_sporen(dossier, herkomst, f"{Dingsoort.ACTIE}/{actie.nummer}")
    if len(acties) > zichtbaar:
        st.button(
            f"Toon meer (nog {len(acties) - zichtbaar})",
            key="wf_meer",
            on_click=lambda: st.session_state.update(wf_zichtbaar=zichtbaar + PER_KEER),
        )
    toon_verwijderd(dossier, wie, Actie)


def _toon_actie(dossier: Dossier, wie: Wie, actie: Actie, vandaag: date, *, mag: bool) -> None:
    tekstveld(dossier, wie, TekstSoort.ACTIE, actie.nummer, label=actie.naam, hoogte=2)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        toon("actie.html", actie=actie, te_laat=actie.is_te_laat(vandaag))
        if st.button("Wie en wanneer…" if mag else "Geschiedenis…", key=f"wf_actie_{actie.nummer}", help=actie.naam):
            open_actie(dossier, wie, actie)


def _ask_filter(dossier: Dossier, vandaag: date) -> tuple[Actie, ...]:
    """What one wants to see of the actions; with few of them all, what asks for attention first."""
    filter_, woord = Actiefilter.ALLE, ""
    if len(dossier.acties) > VEEL:
        aantallen = {f: len(filter_acties(dossier.acties, f, vandaag)) for f in Actiefilter}
        with st.container(horizontal=True, wrap=True, vertical_alignment="bottom", key="wf_filters"):
            gekozen = st.selectbox(
                "Toon", list(Actiefilter), format_func=lambda f: f"{f.capitalize()} ({aantallen[f]})", key="wf_filter",
                width=320,
            )  # fmt: skip
            filter_ = gekozen or Actiefilter.ALLE
            woord = st.text_input("Zoek op wie of wat", key="wf_zoek", width=320, max_chars=60)
    acties = filter_acties(dossier.acties, filter_, vandaag)
    gevonden = [actie for actie in acties if _holds(dossier, actie, woord) and not is_nieuw(actie.nummer)]
    if woord or filter_ is not Actiefilter.ALLE:
        toon("bij.html", tekst=f"{len(gevonden)} van {len(dossier.acties)} acties.")
    # What was just made would otherwise stand among the others without a term, out of sight.
    return (*(actie for actie in dossier.acties if is_nieuw(actie.nummer)), *gevonden)


def _holds(dossier: Dossier, actie: Actie, woord: str) -> bool:
    alles = f"{actie.nummer} {actie.eigenaar} {dossier.tekst(TekstSoort.ACTIE, actie.nummer)}"
    return woord.strip().casefold() in alles.casefold()
