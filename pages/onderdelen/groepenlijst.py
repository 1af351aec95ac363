"""All groups at a glance; whoever leads makes them, lets them begin and closes them here."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import Groep, Groepstand
from gesprekskaart.ports import ports
from gesprekskaart.regie import DE_GROEPEN
from gesprekskaart.services.groepen import (
    add_groep,
    add_minuten,
    begin_groepen,
    close_groepen,
    pause_klokken,
    propose,
    start_klokken,
)
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Sessierol, Stand
from pages.onderdelen.doen import doe
from pages.onderdelen.groepklok import groepklok
from pages.onderdelen.groepvensters import edit_groep, remake_groepen
from pages.onderdelen.groepwandeling import toon_groep
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import OOGST
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.wandknop import wandknop


def toon_alle(dossier: Dossier, wie: Wie, eigen: Groep | None, nu: datetime) -> None:
    """Every group with who, how far and how long; on top what the facilitator does to all of them."""
    if may(wie, Handeling.GROEPEN_LEIDEN, dossier.sessie):
        _toon_leiding(dossier, wie)
    elif dossier.sessie.stand is Stand.VOORBEREIDING:
        toon("leeg.html", tekst="Zodra het gesprek is begonnen, kunnen de groepen beginnen.")
    if eigen is None and wie.deelnemer is not None and wie.deelnemer.sessierol is Sessierol.DEELNEMER:
        toon("leeg.html", tekst="Je zit nog in geen groep. Vraag de facilitator je in te delen; lezen kun je overal.")
    for groep in dossier.groepen:
        with st.container(key=f"groep_{groep.nummer}", gap="xsmall"):
            with st.container(horizontal=True, wrap=True, key=f"groep_regel_{groep.nummer}"):
                with st.container(key=f"groep_wie_{groep.nummer}"):
                    toon_groep(dossier, groep, voortgang=True)
                if groep.stand is not Groepstand.GESLOTEN:
                    with st.container(key=f"groep_tijd_{groep.nummer}", width="content"):
                        groepklok(groep, nu)
            with st.container(horizontal=True, wrap=True, gap="xsmall", key=f"groep_knoppen_{groep.nummer}"):
                _toon_knoppen(dossier, wie, groep, is_eigen=groep == eigen)
    if may(wie, Handeling.INDELEN, dossier.sessie):
        _toon_indeling(dossier, wie)


def _toon_leiding(dossier: Dossier, wie: Wie) -> None:
    """For all groups; the most likely next step is the filled button."""
    standen, id = {groep.stand for groep in dossier.groepen}, dossier.sessie.id
    with st.container(horizontal=True, wrap=True, key="groepen_leiding"):
        if Groepstand.GEMAAKT in standen and st.button("Begin met alle groepen", type="primary", key="groepen_begin"):
            doe(lambda: begin_groepen(wie, id, ports=ports()), gelukt="De groepen zijn begonnen; de tijd loopt.")
        if Groepstand.OPEN in standen:
            if st.button("Iedereen +1 minuut", key="groepen_plus"):
                doe(lambda: add_minuten(wie, id, ports=ports()))
            if st.button("Sluit alle groepen", key="groepen_sluit"):
                klaar = "De groepen zijn gesloten. Alles wat zij schreven staat in de oogst."
                doe(lambda: close_groepen(wie, id, ports=ports()), gelukt=klaar)
        wandknop(dossier, wie, DE_GROEPEN)
        if standen == {Groepstand.GESLOTEN} and st.button("Naar de oogst", type="primary", key="groepen_naar_oogst"):
            ga_naar(OOGST, dossier)


def _toon_knoppen(dossier: Dossier, wie: Wie, groep: Groep, *, is_eigen: bool) -> None:
    nummer = groep.nummer
    st.button(
        "Naar mijn groep" if is_eigen else "Lees mee", key=f"groepen_open_{nummer}", help=escape_label(groep.titel),
        on_click=lambda: st.query_params.update(groep=str(nummer)),
    )  # fmt: skip
    if may(wie, Handeling.GROEPEN_LEIDEN, dossier.sessie):
        _toon_klokknoppen(dossier, wie, groep)
    if may(wie, Handeling.INDELEN, dossier.sessie) and st.button(
        "Wijzig…", key=f"groepen_wijzig_{nummer}", help=escape_label(groep.titel)
    ):
        edit_groep(dossier, wie, groep)


def _toon_klokknoppen(dossier: Dossier, wie: Wie, groep: Groep) -> None:
    nummer, id = groep.nummer, dossier.sessie.id
    if groep.stand is not Groepstand.OPEN:
        label = "Begin" if groep.stand is Groepstand.GEMAAKT else "Open weer"
        if st.button(label, key=f"groepen_begin_{nummer}", help=escape_label(groep.titel)):
            doe(lambda: begin_groepen(wie, id, [nummer], ports=ports()))
        return
    stel, label = (pause_klokken, "Pauzeer") if groep.loopt_tot else (start_klokken, "Start de tijd")
    if st.button(label, key=f"groepen_klok_{nummer}", help=escape_label(groep.titel)):
        doe(lambda: stel(wie, id, [nummer], ports=ports()))
    if st.button("+1 minuut", key=f"groepen_plus_{nummer}", help=escape_label(groep.titel)):
        doe(lambda: add_minuten(wie, id, [nummer], ports=ports()))
    if st.button("Sluit", key=f"groepen_sluit_{nummer}", help=escape_label(groep.titel)):
        doe(lambda: close_groepen(wie, id, [nummer], ports=ports()))


def _toon_indeling(dossier: Dossier, wie: Wie) -> None:
    """Who has no group yet, one group more, or all of it again."""
    ingedeeld = {lid for groep in dossier.groepen for lid in groep.leden}
    voorstel = propose(wie, dossier.sessie.id, ports=ports())
    over = [mens.naam or mens.aanduiding for mens in voorstel.mensen if mens.nummer not in ingedeeld]
    if over:
        toon("leeg.html", tekst=f"Nog in geen groep: {', '.join(over)}. Zet ze er met ‘Wijzig’ bij.")
    with st.container(horizontal=True, wrap=True, key="groepen_indelen"):
        # The count makes it another button each time: the second half of a double click finds the first one gone.
        if st.button("Nog een groep", key=f"groepen_erbij_na_{len(dossier.groepen)}", icon=":material/add:"):
            doe(lambda: add_groep(wie, dossier.sessie.id, ports=ports()))
        schrijft = any(tekst.plek.groep and tekst.tekst.strip() for tekst in dossier.teksten.values())
        if not schrijft and st.button("Opnieuw verdelen…", key="groepen_opnieuw", type="tertiary"):
            remake_groepen(dossier, wie, voorstel)
