"""Screen 'Keuzemogelijkheden': which options there are, how each is judged per criterium, and what was decided."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.keuze import SCHAAL, Keuzemogelijkheid, list_criteria, list_keuzes
from gesprekskaart.ports import ports
from gesprekskaart.services.keuzes import restore_keuze
from gesprekskaart.services.rechten import Handeling, may
from pages.onderdelen.adreskeuze import adreskeuze, noteer_adres, volg_adres
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.inbeeld import breng_hierheen
from pages.onderdelen.keuzekaart import toon_keuze
from pages.onderdelen.keuzematrix import keuzematrix, naast_elkaar
from pages.onderdelen.keuzevensters import edit_criteria, edit_keuze
from pages.onderdelen.keuzeweging import toon_verder, toon_weging
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import KEUZES
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import escape_label, toon

WEERGAVEN = {"matrix": "Matrix", "criterium": "Per criterium", "keuze": "Per mogelijkheid", "naast": "Vergelijken"}
HEEN = "keuzes_heen"

dossier, wie = current_dossier(), current_wie()
mag = may(wie, Handeling.AFWEGEN, dossier.sessie)
keuzes = {keuze.nummer: keuze for keuze in list_keuzes(dossier)}
criteria = {criterium.id: criterium for criterium in list_criteria(dossier.kaart, dossier.criteria)}


def ga(keuze: str, criterium: str) -> None:
    """Go to an option at a criterium, in one step of the address: one Back undoes it."""
    st.query_params.update(weergave="criterium", keuze=keuze, criterium=criterium)
    st.session_state[HEEN] = f"weging_{keuze}_{criterium}"


def ask_keuze() -> Keuzemogelijkheid | None:
    """Which option; it stands in the address. None while the address names one that is not on the list (any more)."""
    gevraagd = volg_adres("keuze", keuzes, key="keuzes_keuze")
    gekozen = st.selectbox(
        "Keuzemogelijkheid", list(keuzes), index=None, format_func=lambda nummer: keuzes[nummer].naam,
        placeholder="Kies een mogelijkheid", key="keuzes_keuze",
    )  # fmt: skip
    if gekozen is None:
        toon_niet_op_lijst(gevraagd)
        return None
    noteer_adres("keuze", gekozen, key="keuzes_keuze", eerste=next(iter(keuzes)))
    return keuzes[gekozen]


def toon_niet_op_lijst(nummer: str) -> None:
    """Instead of another option, which one could take for the one that was asked for."""
    weg = next((keuze for keuze in dossier.keuzemogelijkheden if keuze.nummer == nummer), None)
    if weg is None:
        toon("leeg.html", tekst="De mogelijkheid uit deze link staat niet in dit gesprek. Kies er hierboven een.")
        return
    toon("leeg.html", tekst=f"{weg.naam} is van de lijst gehaald. Kies hierboven een andere.")
    if mag:
        toon_terug(weg)


def toon_terug(keuze: Keuzemogelijkheid) -> None:
    """Put it back on the list."""
    if st.button(f"Zet {keuze.nummer} terug", key=f"terug_{keuze.nummer}"):
        doe(lambda: restore_keuze(wie, dossier.sessie.id, keuze.nummer, ports=ports()))


def toon_weg() -> None:
    """What was taken off the list, to put back."""
    weg = [keuze for keuze in dossier.keuzemogelijkheden if keuze.verwijderd]
    if mag and weg:
        with st.expander(f"Van de lijst gehaald ({len(weg)})"):
            for keuze in weg:
                with st.container(horizontal=True, vertical_alignment="center", key=f"weg_{keuze.nummer}"):
                    toon("bij.html", tekst=keuze.naam)
                    toon_terug(keuze)


def toon_criterium() -> None:
    """One option at one criterium: on a phone this is the way to fill the matrix."""
    keuze = ask_keuze()
    if keuze is None:
        return
    eerste = next(iter(criteria))
    volg_adres("criterium", criteria, key="keuzes_criterium", vreemd=eerste)
    gekozen = st.pills(
        "Criterium", list(criteria), required=True, format_func=lambda id: escape_label(criteria[id].titel),
        key="keuzes_criterium",
    )  # fmt: skip
    criterium = noteer_adres("criterium", gekozen or eerste, key="keuzes_criterium", eerste=eerste)
    plek = f"weging_{keuze.nummer}_{criterium}"
    with st.container(key=plek):
        toon_weging(dossier, wie, keuze, criteria[criterium])
    toon_verder(dossier, list(keuzes.values()), keuze.nummer, criterium, ga)
    if st.session_state.get(HEEN) == plek:
        breng_hierheen(plek)


def toon_mogelijkheid() -> None:
    """One option with everything around it."""
    if (keuze := ask_keuze()) is not None:
        toon_keuze(dossier, wie, keuze)


TONEN = {
    "matrix": lambda: keuzematrix(dossier, ga),
    "criterium": toon_criterium,
    "keuze": toon_mogelijkheid,
    "naast": lambda: naast_elkaar(dossier),
}

toon_kop(dossier, KEUZES)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="keuzes_kop"):
    st.title("Keuzemogelijkheden", anchor=False, width="content")
    with st.container(horizontal=True, width="content", key="keuzes_maken"):
        if mag and st.button("Criteria…", key="keuzes_criteria"):
            edit_criteria(dossier, wie)
        if mag and st.button(
            "Nieuwe mogelijkheid", key=f"keuzes_nieuw_na_{len(dossier.keuzemogelijkheden)}", icon=":material/add:"
        ):
            edit_keuze(dossier, wie, None)
toon_gelukt()
if not keuzes:
    toon(
        "leeg.html", tekst="Nog geen keuzemogelijkheden. Zet er twee of meer op de lijst; dan weeg je ze per criterium."
    )
if not criteria:
    toon("leeg.html", tekst="De kaart van dit gesprek noemt geen criteria. Voeg bij Criteria toe waarop jullie wegen.")
if keuzes and criteria:
    toon("bij.html", tekst=f"Niets wordt opgeteld: jullie wegen zelf. {SCHAAL}.")
    weergave = adreskeuze(
        "Wat wil je zien?", "weergave", WEERGAVEN, key="keuzes_weergave", noem=WEERGAVEN.__getitem__, toon_label=False
    )
    TONEN[weergave]()
if st.query_params.get("weergave", "matrix") == "matrix" or not keuzes:
    toon_weg()
# Scores and decisions are told as quietly as who comes in: only whoever looks here draws anew for them.
blijf_bij(dossier, wie_binnenkomt=True, rustig=True)
