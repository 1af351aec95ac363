"""The three parts of Way Forward. Texts are written in place; their features change in a window, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import format_kort, parse_datum
from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Aanbeveling
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.vervolg import (
    add_actie,
    add_afspraak,
    delete_actie,
    delete_afspraak,
    save_actie,
    save_afspraak,
    save_toets,
)
from gesprekskaart.sessie import Functie, Sector
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import Actie, Actiestand, Afspraak, Afspraakstand, Oordeel, Toets
from pages.onderdelen.doen import doe
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon


def _woord(keuze: StrEnum) -> str:
    return keuze.capitalize()


def toon_aanbevelingen(dossier: Dossier, wie: Wie) -> None:
    """Each recommendation with a judgement, why, and what the group does about it."""
    toon("aanbevelingen_inleiding.html", inleiding=dossier.kaart.aanbevelingen_inleiding)
    for aanbeveling in dossier.kaart.aanbevelingen:
        _toon_aanbeveling(dossier, wie, aanbeveling)


def _toon_aanbeveling(dossier: Dossier, wie: Wie, aanbeveling: Aanbeveling) -> None:
    toets = next((t for t in dossier.toetsen if t.aanbeveling == aanbeveling.id), Toets(aanbeveling=aanbeveling.id))
    with st.container(key=f"aanbeveling_{aanbeveling.id}"):
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
    gekozen = st.segmented_control(
        f"Lukt dit bij ons? ({toets.aanbeveling})", list(Oordeel), default=toets.oordeel, format_func=_woord,
        key=f"oordeel_{toets.aanbeveling}_{toets.revisie}",
    )  # fmt: skip
    if gekozen != toets.oordeel:
        nieuw = toets.model_copy(update={"oordeel": gekozen})
        doe(lambda: save_toets(wie, dossier.sessie.id, nieuw, ports=ports()))


def toon_afspraken(dossier: Dossier, wie: Wie) -> None:
    """The agreements, each with its text and features."""
    mag = may(wie, Handeling.AFSPREKEN, dossier.sessie)
    if not dossier.afspraken:
        toon("leeg.html", tekst="Nog geen afspraken. Leg de eerste vast; wie het doet en wanneer komt bij de acties.")
    for afspraak in dossier.afspraken:
        with st.container(key=f"afspraak_{afspraak.nummer}", gap="xsmall"):
            tekstveld(dossier, wie, TekstSoort.AFSPRAAK, afspraak.nummer, label=f"Afspraak {afspraak.nummer}", hoogte=2)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                toon("afspraak.html", afspraak=afspraak)
                if mag and st.button(
                    "Kenmerken…", key=f"wf_afspraak_{afspraak.nummer}", help=f"Afspraak {afspraak.nummer}"
                ):
                    edit_afspraak(dossier, wie, afspraak)
    if mag and _ask_meer("Afspraak vastleggen", "wf_afspraak", len(dossier.afspraken)):
        doe(lambda: add_afspraak(wie, dossier.sessie.id, ports=ports()))


@st.dialog("Kenmerken van de afspraak", width="medium")
def edit_afspraak(dossier: Dossier, wie: Wie, nu: Afspraak) -> None:
    """How firm it is, what it is about and where it came from."""
    vragen = [sleutel for vraag in dossier.kaart.vragen for sleutel in dict.fromkeys((vraag.id, *vraag.sleutels))]
    with st.form("afspraak", border=False):
        stand = st.selectbox(
            "Hoe vast staat dit?", list(Afspraakstand), index=list(Afspraakstand).index(nu.stand), format_func=_woord,
            key="afspraak_stand",
        )  # fmt: skip
        functies = st.pills(
            "Functies", list(Functie), selection_mode="multi", default=nu.functies, key="afspraak_functies"
        )
        sectoren = st.pills(
            "Sectoren", list(Sector), selection_mode="multi", default=nu.sectoren, key="afspraak_sectoren"
        )
        bronnen = st.multiselect(
            "Komt voort uit vraag", list(dict.fromkeys((*vragen, *nu.bronnen))), default=nu.bronnen,
            placeholder="Kies vragen", key="afspraak_bronnen",
        )  # fmt: skip
        toelichting = st.text_input("Toelichting", nu.toelichting, key="afspraak_toelichting")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="afspraak_bewaar")
    if bewaard:
        doe(
            lambda: save_afspraak(
                wie,
                dossier.sessie.id,
                Afspraak(
                    nummer=nu.nummer,
                    stand=stand,
                    functies=tuple(functies),
                    sectoren=tuple(sectoren),
                    bronnen=tuple(bronnen),
                    toelichting=toelichting,
                    revisie=nu.revisie,
                ),
                ports=ports(),
            )
        )
    _toon_weg(f"afspraak {nu.nummer}", lambda: delete_afspraak(wie, dossier.sessie.id, nu.nummer, ports=ports()))


def toon_acties(dossier: Dossier, wie: Wie) -> None:
    """The to-dos; what lacks an owner or a term shows as open work."""
    mag = may(wie, Handeling.AFSPREKEN, dossier.sessie)
    if not dossier.acties:
        toon("leeg.html", tekst="Nog geen acties. Leg vast wat er gebeurt, wie het doet en voor wanneer.")
    for actie in dossier.acties:
        with st.container(key=f"actie_{actie.nummer}", gap="xsmall"):
            tekstveld(dossier, wie, TekstSoort.ACTIE, actie.nummer, label=f"Actie {actie.nummer}", hoogte=2)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                toon("actie.html", actie=actie)
                if mag and st.button("Wie en wanneer…", key=f"wf_actie_{actie.nummer}", help=f"Actie {actie.nummer}"):
                    edit_actie(dossier, wie, actie)
    if mag and _ask_meer("Actie vastleggen", "wf_actie", len(dossier.acties)):
        doe(lambda: add_actie(wie, dossier.sessie.id, ports=ports()))


@st.dialog("Wie en wanneer", width="medium")
def edit_actie(dossier: Dossier, wie: Wie, nu: Actie) -> None:
    """Owner, term, and the agreement that it carries out."""
    # Of an earlier conversation of the series too, when it carries that one out.
    afspraken = list(dict.fromkeys((None, *(afspraak.nummer for afspraak in dossier.afspraken), nu.afspraak)))
    with st.form("actie", border=False):
        eigenaar = st.text_input(
            "Wie doet het? Rol en organisatie", nu.eigenaar, placeholder="programmaleider, Stichting Voorbeeld",
            key="actie_eigenaar",
        )  # fmt: skip
        termijn = st.text_input(
            "Wanneer klaar?",
            format_kort(nu.termijn) if nu.termijn else "",
            placeholder="1 september 2027",
            key="actie_termijn",
        )
        stand = st.selectbox(
            "Hoe staat het ervoor?", list(Actiestand), index=list(Actiestand).index(nu.stand), format_func=_woord,
            key="actie_stand",
        )  # fmt: skip
        afspraak = st.selectbox(
            "Hoort bij afspraak", afspraken, index=afspraken.index(nu.afspraak),
            format_func=lambda nummer: nummer or "geen afspraak", key="actie_afspraak",
        )  # fmt: skip
        toelichting = st.text_input("Toelichting", nu.toelichting, key="actie_toelichting")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="actie_bewaar")
    if bewaard:
        doe(
            lambda: save_actie(
                wie,
                dossier.sessie.id,
                Actie(
                    nummer=nu.nummer,
                    eigenaar=eigenaar,
                    termijn=parse_datum(termijn),
                    stand=stand,
                    afspraak=afspraak,
                    toelichting=toelichting,
                    revisie=nu.revisie,
                ),
                ports=ports(),
            )
        )
    _toon_weg(f"actie {nu.nummer}", lambda: delete_actie(wie, dossier.sessie.id, nu.nummer, ports=ports()))


def _ask_meer(label: str, key: str, aantal: int) -> bool:
    # The count makes it another button each time: the second half of a double click finds the first one gone.
    return st.button(label, key=f"{key}_na_{aantal}", icon=":material/add:")


def _toon_weg(wat: str, daad: Callable[[], None]) -> None:
    zeker = st.checkbox(f"Ik wil {wat} met tekst en al verwijderen", key="wf_weg_zeker")
    if zeker and st.button(f"Verwijder {wat}", key="wf_weg"):
        doe(daad)
