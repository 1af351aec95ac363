"""Screen 'Verslag': read it, freeze it as a version, record what the partnerships say, and take it along."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from gesprekskaart.ports import ports
from gesprekskaart.services.ondertekenen import list_standen
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.verslagen import list_versies, make_verslag, undo_heropenen
from gesprekskaart.services.zegelen import find_verzegeling
from gesprekskaart.sessie import Stand
from gesprekskaart.uitvoer.formaat import SOORTEN
from gesprekskaart.uitvoer.leesversie import write_leesversie
from gesprekskaart.wijzigingen import compare_versies
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.instemvenster import find_nagekomen
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.ondertekenaars import toon_tekenaars, toon_tekenstand
from pages.onderdelen.persoonsgegevens import toon_persoonsgegevens
from pages.onderdelen.schermen import KENNISDELING, VERSLAG
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.verslagvensters import confirm_stand, freeze_versie, record_reactie_window, toon_wijzigingen
from pages.onderdelen.vervolgvenster import vervolgknop

dossier, wie = current_dossier(), current_wie()
sessie = dossier.sessie
versies = list_versies(wie, sessie.id, ports=ports())
laatste = versies[-1] if versies else None

toon_kop(dossier, VERSLAG)
blijf_bij(dossier)
st.title("Verslag", anchor=False)
toon_gelukt()
standen = list_standen(wie, sessie.id, ports=ports())
compleet = laatste is not None and laatste.is_compleet and all(stand.reactie for stand in standen)
verzegeling = find_verzegeling(wie, laatste, ports=ports()) if laatste else None
bevriest = may(wie, Handeling.BEVRIEZEN, sessie)
toon("verslagstand.html", sessie=sessie, versie=laatste, bevriest=bevriest, verzegeling=verzegeling)

with st.container(horizontal=True, wrap=True, vertical_alignment="center", key="verslag_doen"):
    volgende = len(versies) + 1
    if bevriest and st.button(f"Bevriezen als versie {volgende}…", type="primary", key="verslag_bevries"):
        freeze_versie(dossier, wie, volgende)
    if bevriest and laatste and st.button(f"Terug naar versie {laatste.nummer}", key="verslag_terug"):
        doe(
            lambda: undo_heropenen(wie, sessie.id, ports=ports()),
            gelukt=f"Versie {laatste.nummer} ligt er weer zoals vóór het heropenen.",
        )
    if may(wie, Handeling.VASTSTELLEN, sessie) and st.button(
        # As long as a reaction is missing, asking for it is what comes first.
        "Vaststellen…",
        type="primary" if compleet else "secondary",
        key="verslag_vaststellen",
    ):
        confirm_stand(dossier, wie, Stand.VASTGESTELD, laatste, standen)
    if may(wie, Handeling.HEROPENEN, sessie) and st.button("Gesprek heropenen…", key="verslag_heropen"):
        confirm_stand(dossier, wie, Stand.GESPREK, laatste, standen)
    vervolgknop(dossier, wie)
if may(wie, Handeling.EXPORTEREN, sessie):
    bewaard = laatste.nummer if laatste and sessie.stand in (Stand.VERSLAG, Stand.VASTGESTELD) else None
    toon("downloads.html", sessie=sessie, versies=versies, nummer=bewaard, soorten=SOORTEN, verzegeling=verzegeling)
if may(wie, Handeling.KENNIS_DELEN, sessie):
    st.page_link(KENNISDELING, label="Deel kennis met andere regio’s", query_params={"sessie": str(sessie.id)})

if laatste or may(wie, Handeling.ONDERTEKENAARS, sessie):
    st.header(f"Reacties op versie {laatste.nummer}" if laatste else "Ondertekenaars", anchor=False)
    vastgesteld_op = verzegeling.op if verzegeling and sessie.stand is Stand.VASTGESTELD else None
    toon_tekenstand(dossier, wie, versies, standen, vastgesteld_op)
    for partnerschap in laatste.inhoud.partnerschappen if laatste else dossier.partnerschappen:
        if laatste:
            with st.container(horizontal=True, vertical_alignment="center", key=f"reactie_{partnerschap.code}"):
                tekenaars = {stand.ondertekenaar.nummer for stand in standen}
                toon(
                    "reactie.html",
                    partnerschap=partnerschap,
                    versies=versies,
                    tekenaars=tekenaars,
                    dicht=sessie.stand is Stand.VASTGESTELD,
                )
                if may(wie, Handeling.REACTIE_VASTLEGGEN, sessie) and st.button(
                    "Leg reactie vast",
                    key=f"verslag_reactie_{partnerschap.code}",
                    help=f"Reactie van {partnerschap.code}",
                ):
                    record_reactie_window(dossier, wie, laatste, partnerschap)
        toon_tekenaars(dossier, wie, partnerschap.code, standen)
if len(versies) > 1 or (laatste and laatste.wijzigingen):
    st.header("Eerdere versies en wijzigingen", anchor=False)
    toon("versies.html", versies=versies)
    for vorige, versie in reversed(tuple(pairwise(versies))):
        toon_wijzigingen(compare_versies(vorige, versie), f"Wijzigingen in versie {versie.nummer}", str(versie.nummer))
if may(wie, Handeling.WISSEN, sessie):
    toon_persoonsgegevens(dossier, wie, versies)

nagekomen = find_nagekomen(dossier, wie)
if nagekomen and nagekomen.besluiten:
    st.header(f"Wat besturen besloten na versie {nagekomen.versie}", anchor=False)
    toon("nagekomen.html", versie=nagekomen.versie, besluiten=nagekomen.besluiten)

bevroren = sessie.stand in (Stand.VERSLAG, Stand.VASTGESTELD)
st.header(f"Versie {laatste.nummer}" if laatste and bevroren else "Het verslag tot nu toe", anchor=False)
nummer = laatste.nummer if laatste and bevroren else None
toon("verslag.html", leesversie=write_leesversie(make_verslag(wie, sessie.id, nummer, ports=ports())))
