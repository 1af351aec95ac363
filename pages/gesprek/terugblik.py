"""Screen 'Terugblik': what was agreed last time and what came of it; a follow-up begins here."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.reeksen import find_vorige
from gesprekskaart.sessie import Stand
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.meeneemlijst import toon_meeneembaar
from pages.onderdelen.schermen import TERUGBLIK, VERSLAG, VRAAG
from pages.onderdelen.terugblikpunten import count_standen, toon_actie_terug, toon_afspraak_terug
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon

dossier, wie = current_dossier(), current_wie()
terug = dossier.terugblik
toon_kop(dossier, TERUGBLIK)
st.title("Wat spraken we af, en wat is ervan terechtgekomen?", anchor=False)
toon_gelukt()
if terug is None:
    toon("leeg.html", tekst="Dit gesprek is geen vervolg op een ander gesprek. Er is niets om op terug te kijken.")
    st.stop()

mag = may(wie, Handeling.TERUGBLIKKEN, dossier.sessie)
vorige = find_vorige(dossier.sessie, ports=ports())
toon("terugblik.html", terug=terug, standen=count_standen(dossier, terug), mag=mag, weg=vorige is None)
if vorige is not None and may(wie, Handeling.LEZEN, vorige):
    with st.container(key="terugblik_vorige"):
        st.page_link(
            VERSLAG, label="Lees het verslag van toen", icon=":material/history:",
            query_params={"sessie": str(vorige.id)},
        )  # fmt: skip
blijf_bij(dossier, rustig=True)

bekend = {afspraak.nummer for afspraak in terug.afspraken}
for afspraak in terug.afspraken:
    with st.container(key=f"terug_afspraak_{afspraak.nummer}"):
        toon_afspraak_terug(dossier, wie, afspraak)
        for actie in terug.acties:
            if actie.afspraak == afspraak.nummer:
                toon_actie_terug(dossier, wie, actie)
los = [actie for actie in terug.acties if actie.afspraak not in bekend]
if los:
    st.header("Acties die bij geen afspraak horen", anchor=False)
for actie in los:
    with st.container(key=f"terug_los_{actie.nummer}"):
        toon_actie_terug(dossier, wie, actie)

toon_meeneembaar(dossier, wie)
toon("scheiding.html")
if dossier.sessie.stand is not Stand.VOORBEREIDING and st.button(
    "Verder met het gesprek", type="primary", key="terugblik_verder"
):
    ga_naar(VRAAG, dossier)
