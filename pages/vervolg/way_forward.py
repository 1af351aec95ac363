"""Screen 'Way Forward': the card's recommendations checked, and what was agreed and will be done."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Stand
from pages.onderdelen.actielijst import toon_acties
from pages.onderdelen.adreskeuze import adreskeuze
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.inbeeld import breng_in_beeld
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.schermen import VERSLAG, WAY_FORWARD
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.wayforward import toon_aanbevelingen, toon_afspraken

DELEN = {"aanbevelingen": toon_aanbevelingen, "afspraken": toon_afspraken, "acties": toon_acties}

dossier, wie = current_dossier(), current_wie()
toon_kop(dossier, WAY_FORWARD)
st.html('<h1 class="gk-titel" lang="en">Way Forward</h1>')
toon_gelukt()
if dossier.sessie.stand is Stand.VOORBEREIDING:
    st.info("Dit vul je in zodra het gesprek is begonnen.")
elif may(wie, Handeling.HEROPENEN, dossier.sessie):
    st.info("Er is een versie bevroren. Heropen het gesprek op het scherm Verslag om dit te wijzigen.")
elif not may(wie, Handeling.AFSPREKEN, dossier.sessie):
    st.info("Je leest hier mee. De facilitator of verslaglegger schrijft op wat jullie afspreken.")

aantallen = {
    "aanbevelingen": len(dossier.kaart.aanbevelingen),
    "afspraken": len(dossier.afspraken),
    "acties": len(dossier.acties),
}
delen = [deel for deel in DELEN if deel != "aanbevelingen" or dossier.kaart.aanbevelingen]


def kies(deel: str | None = None) -> None:
    """Go to another part; what the address named in this one is not there."""
    if deel:
        st.session_state["wf_deel"] = deel
    st.query_params.pop("nummer", None)


deel = adreskeuze(
    "Onderdeel", "deel", delen, key="wf_deel", toon_label=False, on_change=kies,
    noem=lambda deel: f"{deel.capitalize()} ({aantallen[deel]})",
)  # fmt: skip
DELEN[deel](dossier, wie, make_herkomst(dossier.kaart, dossier))

toon("scheiding.html")
if deel != "acties":
    volgende = delen[delen.index(deel) + 1]
    st.button(f"Verder met {volgende}", type="primary", key="wf_verder", on_click=kies, args=(volgende,))
elif st.button("Verder naar het verslag", type="primary", key="wf_verslag"):
    ga_naar(VERSLAG, dossier)
blijf_bij(dossier, wie_binnenkomt=True, rustig=True)
breng_in_beeld("nummer", (aanbeveling.id for aanbeveling in dossier.kaart.aanbevelingen), vak="aanbeveling_{}")
