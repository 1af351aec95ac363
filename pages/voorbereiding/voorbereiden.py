"""Screen 'Voorbereiden': one partnership writes its own answers, block by block, before the conversation."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.groep import Groepstand
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from pages.onderdelen.adreskeuze import adreskeuze
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.schermen import GROEPEN, VOORBEREIDEN, VRAAG
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import escape_label, toon

dossier, wie = current_dossier(), current_wie()
toon_kop(dossier, VOORBEREIDEN)
st.title("Voorbereiden", anchor=False)
blijf_bij(dossier, rustig=True)
if dossier.sessie.stand is Stand.GESPREK:
    eigen = dossier.find_groep_of(wie.deelnemer.nummer) if wie.deelnemer is not None else None
    in_groep = eigen is not None and eigen.stand is Groepstand.OPEN
    with st.container(horizontal=True, vertical_alignment="center", key="voorbereiden_begonnen"):
        toon("gelukt.html", melding="Je groep is begonnen." if in_groep else "Het gesprek is begonnen.")
        if st.button("Naar mijn groep" if in_groep else "Naar het gesprek", type="primary", key="voorbereiden_gesprek"):
            ga_naar(GROEPEN if in_groep else VRAAG, dossier)

if not dossier.partnerschappen:
    toon("leeg.html", tekst="Voeg eerst bij ‘Wie en wanneer’ de partnerschappen toe.")
    st.stop()

namen = {p.code: p.naam for p in dossier.partnerschappen}
if wie.deelnemer is not None and wie.deelnemer.sessierol is Sessierol.DEELNEMER and wie.deelnemer.namens:
    # Somebody prepares for the own partnership; what others prepare comes beside it during the conversation.
    namen = {code: naam for code, naam in namen.items() if code in wie.deelnemer.namens}
code = next(iter(namen))
if len(namen) > 1:
    code = adreskeuze("Partnerschap", "partnerschap", namen, key="voorbereiden_partnerschap", is_verdere=True)
ingevuld, totaal = dossier.voorbereid(code)
toon("vordering.html", naam=namen[code], ingevuld=ingevuld, totaal=totaal)
overgenomen = st.query_params.pop("overgenomen", "")
if overgenomen.isdecimal() and len(overgenomen) < len("1000"):
    aantal = int(overgenomen)
    toon("gelukt.html", melding=f"{aantal} {'antwoord' if aantal == 1 else 'antwoorden'} uit het werkblad overgenomen.")
if may(wie, Handeling.ANTWOORDEN, dossier.sessie, partnerschap=code):
    toon("werkblad.html", sessie=dossier.sessie, code=code)

blokken = {blok.titel: (fase, blok) for fase in dossier.kaart.fasen for blok in fase.blokken if blok.vragen}
titel = adreskeuze("Blok van de kaart", "blok", blokken, key="voorbereiden_blok", noem=escape_label, wrap=False)
fase, blok = blokken[titel]

for vraag in blok.vragen:
    toon("vraag.html", fase=fase, blok=blok, vraag=vraag, groot=False)
    teksten = {onderdeel.id: onderdeel.tekst for onderdeel in vraag.onderdelen} or {vraag.id: "Ons antwoord"}
    for sleutel, label in teksten.items():
        tekstveld(dossier, wie, TekstSoort.ANTWOORD, sleutel, label=label, partnerschap=code)

volgende = list(blokken).index(titel) + 1
if volgende < len(blokken):
    st.button(
        f"Verder met {escape_label(list(blokken)[volgende])}", type="primary", key="voorbereiden_verder",
        on_click=lambda: st.session_state.update(voorbereiden_blok=list(blokken)[volgende]),
    )  # fmt: skip
else:
    toon(
        "leeg.html",
        tekst="Dit was het laatste blok. Alles wat je schreef is bewaard; je kunt het tot het bevriezen nog wijzigen.",
    )
