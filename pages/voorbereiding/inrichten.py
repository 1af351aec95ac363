"""Screen 'Wie en wanneer': the facts of the conversation, the partnerships and who takes part."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.ports import ports
from gesprekskaart.services.deelnemen import leave_out_waiting
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.sessie import Stand
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.inrichtvensters import edit_deelnemer, edit_gesprek, edit_partnerschap, remove_sessie
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.schermen import INRICHTEN, TERUGBLIK, UITNODIGEN, VOORBEREIDEN, VRAAG
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon

dossier, wie = current_dossier(), current_wie()
sessie = dossier.sessie
mag = may(wie, Handeling.INRICHTEN, sessie)

toon_kop(dossier, INRICHTEN)
st.title("Wie en wanneer", anchor=False)
toon_gelukt()
if not mag and may(wie, Handeling.HEROPENEN, sessie):
    st.info("Een versie van het verslag is bevroren. Heropen het gesprek op het scherm Verslag om dit te wijzigen.")

toon("gegevens.html", gesprek=sessie.gesprek, kaart=dossier.kaart, terug=dossier.terugblik)
if mag and st.button("Gegevens wijzigen", key="inrichten_gegevens"):
    edit_gesprek(wie, sessie)

st.header("Partnerschappen", anchor=False)
if not dossier.partnerschappen:
    toon(
        "leeg.html",
        tekst="Nog geen partnerschappen. Voeg toe wie er aan tafel zitten; een naam is genoeg om te beginnen.",
    )
for partnerschap in dossier.partnerschappen:
    with st.container(horizontal=True, vertical_alignment="top", key=f"partnerschap_{partnerschap.code}"):
        toon("partnerschap.html", partnerschap=partnerschap)
        if mag and st.button("Wijzig", key=f"inrichten_wijzig_{partnerschap.code}", help=f"Wijzig {partnerschap.code}"):
            edit_partnerschap(wie, dossier, partnerschap)
if mag and st.button("Partnerschap toevoegen", key="inrichten_partnerschap", icon=":material/add:"):
    edit_partnerschap(wie, dossier, None)

st.header("Deelnemers", anchor=False)
if not dossier.deelnemers:
    toon("leeg.html", tekst="Nog geen deelnemers. Rol en organisatie zijn genoeg; een naam hoeft niet.")
aan_tafel = leave_out_waiting(dossier, ports=ports()).deelnemers
for deelnemer in aan_tafel:
    with st.container(horizontal=True, vertical_alignment="top", key=f"deelnemer_{deelnemer.nummer}"):
        toon("deelnemer.html", deelnemer=deelnemer)
        help_ = f"Wijzig deelnemer {deelnemer.nummer}"
        if mag and st.button("Wijzig", key=f"inrichten_wijzig_{deelnemer.nummer}", help=help_):
            edit_deelnemer(wie, dossier, deelnemer)
if mag and st.button("Deelnemer toevoegen", key="inrichten_deelnemer", icon=":material/add:"):
    edit_deelnemer(wie, dossier, None)

if wachten := len(dossier.deelnemers) - len(aan_tafel):
    mensen = "1 persoon wacht" if wachten == 1 else f"{wachten} mensen wachten"
    toon("leeg.html", tekst=f"{mensen} in de wachtkamer. Binnenlaten doe je op het scherm Uitnodigen.")
if mag and st.button("Mensen uitnodigen", key="inrichten_uitnodigen", icon=":material/qr_code:"):
    ga_naar(UITNODIGEN, dossier)

with st.container(horizontal=True, horizontal_alignment="distribute", key="inrichten_verder"):
    if may(wie, Handeling.BEGINNEN, sessie):
        if st.button("Antwoorden voorbereiden", key="inrichten_voorbereiden"):
            ga_naar(VOORBEREIDEN, dossier)
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="inrichten_beginnen"):
            if not dossier.partnerschappen:
                toon("bij.html", tekst="Voeg eerst een partnerschap toe.")
            if st.button(
                "Begin het gesprek", type="primary", key="inrichten_begin", disabled=not dossier.partnerschappen
            ):
                doe(lambda: move_stand(wie, sessie.id, Stand.GESPREK, ports=ports()), gelukt="Het gesprek is begonnen.")
    elif st.button("Naar het gesprek", type="primary", key="inrichten_gesprek"):
        ga_naar(TERUGBLIK if dossier.terugblik else VRAAG, dossier)
mag_weg = may(wie, Handeling.VERWIJDEREN, sessie)
if mag_weg and st.button("Gesprek verwijderen…", type="tertiary", key="inrichten_verwijder"):
    remove_sessie(wie, sessie)
