"""Way Forward: the recommendations and the agreements. Texts are written in place; features change in a window."""

from __future__ import annotations

import sys
from uuid import uuid4

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Herkomst
from gesprekskaart.kaart import Aanbeveling
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.vervolg import add_actie_for, add_afspraak, save_toets
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Afspraak, Oordeel, Toets
from pages.onderdelen.doen import doe, meld_gelukt
from pages.onderdelen.instemvenster import find_nagekomen, note_instemming
from pages.onderdelen.keuzeknoppen import keuzeknoppen
from pages.onderdelen.sporen import toon_gevolgen, toon_sporen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon
from pages.onderdelen.vervolglijst import add_lege_actie, ask_meer, only_asked, toon_verwijderd
from pages.onderdelen.vervolgvensters import open_afspraak

EERST = 12
"""Agreements on the screen at first: each has a writing field, and thirty of those take seconds to draw."""

_ZICHTBAAR = "wf_afspraken_zichtbaar"


def toon_aanbevelingen(dossier: Dossier, wie: Wie, herkomst: Herkomst) -> None:
    """Each recommendation with a judgement, why, and what the group does about it."""
    toon("aanbevelingen_inleiding.html", inleiding=dossier.kaart.aanbevelingen_inleiding)
    for aanbeveling in dossier.kaart.aanbevelingen:
        with st.container(key=f"aanbeveling_{aanbeveling.id}"):
            _toon_aanbeveling(dossier, wie, aanbeveling)
            _toon_acties_uit(dossier, wie, herkomst, aanbeveling.id)


def _toon_aanbeveling(dossier: Dossier, wie: Wie, aanbeveling: Aanbeveling) -> None:
    toets = next((t for t in dossier.toetsen if t.aanbeveling == aanbeveling.id), Toets(aanbeveling=aanbeveling.id))
    toon("aanbeveling.html", aanbeveling=aanbeveling)
    if may(wie, Handeling.AFSPREKEN, dossier.sessie):
        _ask_oordeel(dossier, wie, toets)
    else:
        toon("oordeel.html", oordeel=toets.oordeel)
    with st.container(horizontal=True, wrap=True, key=f"antwoorden_{aanbeveling.id}"):
        for soort, label in ((TekstSoort.TOELICHTING, "Waarom?"), (TekstSoort.AANPAK, "Wat doen we eraan?")):
            with st.container(key=f"antwoord_{aanbeveling.id}_{soort}", gap=None):
                tekstveld(dossier, wie, soort, aanbeveling.id, label=label, hoogte=2)


def _ask_oordeel(dossier: Dossier, wie: Wie, toets: Toets) -> None:
    gekozen = keuzeknoppen(
        f"Lukt dit bij ons? ({toets.aanbeveling})",
        list(Oordeel),
        toets.oordeel,
        gelezen=toets.revisie,
        noem=str.capitalize,
        key=f"oordeel_{toets.aanbeveling}",
    )
    if gekozen:
        nieuw = toets.model_copy(update={"oordeel": gekozen.waarde, "revisie": gekozen.gelezen})
        doe(lambda: save_toets(wie, dossier.sessie.id, nieuw, ports=ports()), bij=f"oordeel_{toets.aanbeveling}")


def _toon_acties_uit(dossier: Dossier, wie: Wie, herkomst: Herkomst, id: str) -> None:
    """What came of a recommendation, and one tap for more of it."""
    toon_gevolgen(dossier, herkomst, id)
    aantal = len(herkomst.list_gevolgen(id))
    if may(wie, Handeling.AFSPREKEN, dossier.sessie) and st.button(
        "Maak er een actie van", key=f"wf_actie_uit_{id}_na_{aantal}", help=f"Aanbeveling {id}", type="tertiary",
        icon=":material/add_task:",
    ):  # fmt: skip
        doe(lambda: _add_actie_uit(dossier, wie, id))


def _add_actie_uit(dossier: Dossier, wie: Wie, id: str) -> None:
    actie = add_actie_for(wie, dossier.sessie.id, id, ports=ports(), new_id=uuid4)
    meld_gelukt(f"{actie.naam} staat bij de acties. Kies daar wie het doet en wanneer het klaar is.")


def toon_afspraken(dossier: Dossier, wie: Wie, herkomst: Herkomst) -> None:
    """The agreements, each with its text and features."""
    mag = may(wie, Handeling.AFSPREKEN, dossier.sessie)
    nagekomen = find_nagekomen(dossier, wie)
    if not dossier.afspraken:
        toon("leeg.html", tekst="Nog geen afspraken. Leg de eerste vast; wie het doet en wanneer komt bij de acties.")
    gekozen = only_asked(dossier.afspraken)
    zichtbaar = st.session_state.get(_ZICHTBAAR, EERST)
    for afspraak in gekozen[:zichtbaar]:
        with st.container(key=f"afspraak_{afspraak.nummer}", gap="xsmall"):
            tekstveld(dossier, wie, TekstSoort.AFSPRAAK, afspraak.nummer, label=afspraak.naam, hoogte=2)
            toon(
                "afspraak.html",
                afspraak=afspraak,
                resultaat=dossier.tekst(TekstSoort.RESULTAAT, afspraak.nummer).strip(),
                meting=dossier.tekst(TekstSoort.METING, afspraak.nummer).strip(),
                nagekomen=nagekomen,
            )
            toon_sporen(dossier, herkomst, afspraak.nummer)
            _toon_doen(dossier, wie, herkomst, afspraak, mag=mag)
    if len(gekozen) > zichtbaar:
        st.button(f"Toon meer (nog {len(gekozen) - zichtbaar})", key="wf_meer_afspraken", on_click=_show_all)
    if mag and ask_meer("Afspraak vastleggen", "wf_afspraak", len(dossier.afspraken)):
        # The new one comes last: then all of them are shown.
        _show_all()
        doe(lambda: add_afspraak(wie, dossier.sessie.id, ports=ports()))
    toon_verwijderd(dossier, wie, Afspraak)


def _show_all() -> None:
    st.session_state[_ZICHTBAAR] = sys.maxsize


def _toon_doen(dossier: Dossier, wie: Wie, herkomst: Herkomst, afspraak: Afspraak, *, mag: bool) -> None:
    with st.container(horizontal=True, wrap=True, key=f"doen_{afspraak.nummer}"):
        if st.button(
            "Uitwerken…" if mag else "Geschiedenis…", key=f"wf_afspraak_{afspraak.nummer}", help=afspraak.naam
        ):
            open_afspraak(dossier, wie, herkomst, afspraak)
        mag_noteren = afspraak.instemmingen and may(wie, Handeling.INSTEMMING_NOTEREN, dossier.sessie)
        if mag_noteren and st.button(
            "Besluit van een bestuur…", key=f"wf_instemming_{afspraak.nummer}", help=afspraak.naam
        ):
            note_instemming(dossier, wie, afspraak)
        aantal = len(dossier.acties)
        if mag and st.button(
            "Actie hierbij", key=f"wf_actie_bij_{afspraak.nummer}_na_{aantal}", help=afspraak.naam, type="tertiary",
            icon=":material/add_task:",
        ):  # fmt: skip
            doe(lambda: add_lege_actie(dossier, wie, afspraak.nummer))
