"""Screen 'Het gesprek': one question at a time, what each partnership says of it, and what they conclude together."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import ports
from gesprekskaart.regie import Ronde
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.sessie import Sessierol, Stand
from gesprekskaart.tekst import TekstSoort
from pages.onderdelen.agenda import agendaknop
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.inbeeld import ONDERDEEL, breng_in_beeld, breng_inbreng_in_beeld, vergeet_gevraagd
from pages.onderdelen.inbrengbord import toon_inbreng
from pages.onderdelen.keuzewijzer import wijs_keuzes
from pages.onderdelen.kop import ga_naar, toon_kop
from pages.onderdelen.lopen import toon_lopen
from pages.onderdelen.nietbesproken import toon_niet_besproken
from pages.onderdelen.peilingwijzer import wijs_peiling
from pages.onderdelen.regiebalk import current_regie, regiebalk
from pages.onderdelen.schermen import INRICHTEN, PEILINGEN, VRAAG
from pages.onderdelen.sporen import toon_gevolgen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.toen import ask_toen, toon_anderen_toen, toon_samen_toen, toon_toen, wijs_terugblik
from pages.onderdelen.tonen import toon
from pages.onderdelen.voortgang import voortgang
from pages.onderdelen.wachtwijzer import wijs_wachtkamer

dossier, wie = current_dossier(), current_wie()
stappen = {vraag.id: (fase, blok, vraag) for fase, blok, vraag in dossier.kaart.walk()}
ids = list(stappen)
beeld = current_regie(dossier)
op_tafel = beeld.vraag if beeld else ids[0]
huidige = st.query_params.get("vraag", op_tafel)
huidige = huidige if huidige in stappen else op_tafel
fase, blok, vraag = stappen[huidige]
ronde = beeld.ronde if beeld and beeld.vraag == huidige else None
mag_leiden = may(wie, Handeling.LEIDEN, dossier.sessie)


def ga(vraag_id: str) -> None:
    """Walk to a question; the address goes along, so that a refresh comes back here."""
    st.query_params["vraag"] = vraag_id
    vergeet_gevraagd()


def toon_antwoorden(vraag: Vraag) -> None:
    """Each part with the partnerships' answers beside one another."""
    teksten = {onderdeel.id: onderdeel.tekst for onderdeel in vraag.onderdelen} or {vraag.id: ""}
    for sleutel, tekst in teksten.items():
        with st.container(key=f"onderdeelvak_{sleutel}"):
            if tekst:
                toon("onderdeel.html", id=sleutel, tekst=tekst)
            toon_onderdeel(sleutel)


def toon_onderdeel(sleutel: str) -> None:
    """What each partnership answered to it, and what was said then."""
    with st.container(horizontal=True, wrap=True, key=f"antwoorden_{sleutel}"):
        for partnerschap in dossier.partnerschappen:
            with st.container(key=f"antwoord_{sleutel}_{partnerschap.code}", gap=None):
                toon_antwoord(sleutel, partnerschap.code, partnerschap.naam)
                toon_toen(toen, sleutel, partnerschap.code)
        toon_anderen_toen(toen, sleutel, dossier)


def toon_antwoord(sleutel: str, code: str, naam: str) -> None:
    """One partnership's answer, or the stated fact that they did not discuss it."""
    feit = dossier.niet_besproken_bij(sleutel, code)
    if feit:
        toon("niet_besproken.html", naam=f"{code} · {naam}", reden=feit.reden)
    else:
        tekstveld(dossier, wie, TekstSoort.ANTWOORD, sleutel, label=f"{code} · {naam}", partnerschap=code)


def toon_alle_antwoorden() -> None:
    """The answers to this question, or why there are none."""
    hele = dossier.niet_besproken_bij(vraag.id)
    if hele:
        toon("niet_besproken.html", naam="Deze vraag", reden=hele.reden)
    elif not dossier.partnerschappen:
        toon("leeg.html", tekst="Er zijn nog geen partnerschappen om te antwoorden.")
        mag_inrichten = may(wie, Handeling.INRICHTEN, dossier.sessie)
        if mag_inrichten and st.button("Partnerschappen toevoegen", key="vraag_partnerschappen"):
            ga_naar(INRICHTEN, dossier)
    else:
        toon_antwoorden(vraag)


def toon_samen() -> None:
    """What they conclude together."""
    with st.container(key="conclusie"):
        st.header("Samen", anchor=False)
        with st.container(horizontal=True, wrap=True, key="overeenkomsten_verschillen"):
            for soort in (TekstSoort.OVEREENKOMSTEN, TekstSoort.VERSCHILLEN):
                with st.container(key=f"conclusie_{soort}", gap=None):
                    tekstveld(dossier, wie, soort, vraag.id, label=soort.capitalize(), hoogte=2)
        tekstveld(dossier, wie, TekstSoort.CONCLUSIE, vraag.id, label="Gezamenlijke conclusie", hoogte=3)
        toon_samen_toen(toen)


toon_kop(dossier, VRAAG)
if dossier.sessie.stand is Stand.GESPREK:
    # What asks something of people now stays in sight, however far they have scrolled.
    with st.container(key="bovenaan", gap="xsmall"):
        regiebalk(dossier, wie, beeld, huidige, ga)
        wijs_peiling(dossier, wie)
        wijs_wachtkamer(dossier, wie)
voortgang(dossier, huidige, ga)
toon_gelukt()
wijs_terugblik(dossier)
if dossier.sessie.stand is Stand.VOORBEREIDING:
    with st.container(horizontal=True, vertical_alignment="center", key="vraag_nog_niet"):
        st.info("Het gesprek is nog niet begonnen. Antwoorden kan al; conclusies schrijf je zodra het begint.")
        if may(wie, Handeling.BEGINNEN, dossier.sessie) and st.button("Begin het gesprek", key="vraag_begin"):
            doe(lambda: move_stand(wie, dossier.sessie.id, Stand.GESPREK, ports=ports()))

toon("vraag.html", fase=fase, blok=blok, vraag=vraag, groot=True)
if beeld and vraag.id in (dossier.regie.geparkeerd if dossier.regie else ()):
    toon("geparkeerd.html")
toen = ask_toen(dossier, wie, vraag)
if ronde is Ronde.CONCLUDEREN:
    toon_samen()
if dossier.regie:
    toon_inbreng(dossier, wie, vraag, beeld)
if ronde is Ronde.SCHRIJVEN and wie.deelnemer and wie.deelnemer.sessierol is Sessierol.DEELNEMER:
    # First for oneself: what the partnerships prepared is one tap away, and does not steer.
    with st.expander("Wat de partnerschappen al antwoordden"):
        toon_alle_antwoorden()
else:
    toon_alle_antwoorden()
    if ronde is not Ronde.CONCLUDEREN:
        toon_samen()
toon_gevolgen(dossier, make_herkomst(dossier.kaart, dossier), *vraag.ids)
with st.container(horizontal=True, wrap=True, key="vraag_meer"):
    toon_niet_besproken(dossier, wie, vraag)
    if mag_leiden and st.button("Peiling…", key="vraag_peiling", type="tertiary"):
        ga_naar(PEILINGEN, dossier, bron=vraag.id)
    wijs_keuzes(dossier, wie, fase, vraag)
    if beeld and mag_leiden:
        agendaknop(dossier, wie)

if not (beeld and mag_leiden):
    toon_lopen(dossier, ids, huidige, ga, nadruk=beeld is None)
breng_in_beeld(ONDERDEEL, vraag.sleutels, vak="onderdeelvak_{}")
breng_inbreng_in_beeld()
