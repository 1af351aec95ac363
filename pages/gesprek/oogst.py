"""Screen 'Oogst': what all groups brought, side by side per theme, and what they conclude together."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.groep import STAPNAMEN
from gesprekskaart.regie import DE_OOGST
from gesprekskaart.sessie import Stand
from gesprekskaart.tekst import TekstSoort
from pages.onderdelen.adreskeuze import adreskeuze
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.oogstmatrix import ALLES, oogstmatrix
from pages.onderdelen.schermen import GROEPEN, OOGST, WAY_FORWARD
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.wandknop import wandknop

dossier, wie = current_dossier(), current_wie()
toon_kop(dossier, OOGST)
st.title("Oogst", anchor=False)
if not dossier.kaart.werkwijze:
    toon("leeg.html", tekst="De kaart van dit gesprek werkt niet in groepen. Ga naar Gesprek.")
    st.stop()
blijf_bij(dossier)
if not dossier.groepen:
    toon("leeg.html", tekst="Er zijn nog geen groepen, dus nog geen oogst. De facilitator maakt ze bij Groepen.")
    if st.button("Naar Groepen", type="primary", key="oogst_groepen"):
        ga_naar(GROEPEN, dossier)
    st.stop()

stappen = {ALLES: "Alles", **{str(soort): naam for soort, naam in STAPNAMEN.items()}}
stap = adreskeuze("Wat wil je zien?", "stap", stappen, key="oogst_stap", noem=stappen.__getitem__, wrap=False)
with st.container(horizontal=True, wrap=True, key="oogst_wand"):
    wandknop(dossier, wie, DE_OOGST if stap == ALLES else f"{DE_OOGST}/{stap}", schuift=True)
oogstmatrix(dossier, stap)

with st.container(key="conclusie"):
    st.header("Samen, per thema", anchor=False)
    uitleg = "Elke groep noemt twee inzichten per thema. Wat nemen jullie daarvan samen mee?"
    toon("leeg.html", tekst=uitleg if dossier.sessie.stand is Stand.GESPREK else "Wat jullie samen meenemen.")
    for vraag in dossier.kaart.vragen:
        toon("onderdeel.html", id=vraag.id, tekst=vraag.tekst)
        tekstveld(
            dossier, wie, TekstSoort.CONCLUSIE, vraag.id, label=f"Gezamenlijke conclusie over {vraag.id}", hoogte=3
        )
        if dossier.tekst(TekstSoort.VERSCHILLEN, vraag.id).strip():
            tekstveld(dossier, wie, TekstSoort.VERSCHILLEN, vraag.id, label=f"Verschillen bij {vraag.id}", hoogte=2)

if st.button("Verder naar Way Forward", type="primary", key="oogst_verder"):
    ga_naar(WAY_FORWARD, dossier)
