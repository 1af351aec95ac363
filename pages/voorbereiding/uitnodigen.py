"""Screen 'Uitnodigen': the door (link, code, QR), and who is in."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.deelname import Deelname
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.uitnodigen import admit, get_uitnodiging, list_deelnames, make_uitnodiging, refuse
from gesprekskaart.sessie import Deelnemer
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import UITNODIGEN
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.uitnodigvensters import change_term, close_door, edit_leiders, manage_deelnemer, toon_uitnodiging

dossier, wie = current_dossier(), current_wie()
sessie = dossier.sessie
toon_kop(dossier, UITNODIGEN)
st.title("Uitnodigen", anchor=False)
toon_gelukt()
if not may(wie, Handeling.TOELATEN, sessie):
    toon("leeg.html", tekst="Alleen wie het gesprek leidt, nodigt mensen uit. Vraag de facilitator.")
    st.stop()


def toon_deur() -> None:
    """The invitation as it stands, and what can be done with it."""
    nu = get_uitnodiging(wie, sessie.id, ports=ports())
    if nu is None or not nu.works_at(ports().now()):
        toon("leeg.html", tekst="Er is nu geen code waarmee mensen binnenkomen. Wie al binnen is, blijft binnen.")
        if st.button("Maak een uitnodiging", type="primary", key="uitnodigen_maak"):
            doe(lambda: make_uitnodiging(wie, sessie.id, ports=ports()))
        return
    toon_uitnodiging(sessie, nu)
    with st.container(horizontal=True, wrap=True, key="uitnodigen_doen"):
        if st.button("Termijn en wachtkamer…", key="uitnodigen_termijn"):
            change_term(wie, nu)
        if st.button("Vervangen of sluiten…", key="uitnodigen_sluiten"):
            close_door(wie, nu)


def toon_persoon(deelnemer: Deelnemer, deelname: Deelname | None) -> None:
    """One person, with the one thing to do for who waits and a window for all else."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"deelnemer_{deelnemer.nummer}"):
        toon("binnen.html", deelnemer=deelnemer, deelname=deelname)
        wie_dan = deelnemer.naam or deelnemer.aanduiding
        if deelname and not deelname.toegelaten and not deelname.ingetrokken:
            if st.button(
                "Laat binnen",
                type="primary",
                key=f"uitnodigen_laat_{deelnemer.nummer}",
                help=f"Deelnemer {deelnemer.nummer}",
            ):
                doe(lambda: admit(wie, sessie.id, deelnemer.nummer, ports=ports()), gelukt=f"{wie_dan} is binnen.")
            if st.button("Weiger", key=f"uitnodigen_weiger_{deelnemer.nummer}", help=f"Deelnemer {deelnemer.nummer}"):
                doe(lambda: refuse(wie, sessie.id, deelnemer.nummer, ports=ports()), gelukt=f"{wie_dan} is geweigerd.")
        elif st.button("Beheer…", key=f"uitnodigen_beheer_{deelnemer.nummer}", help=f"Deelnemer {deelnemer.nummer}"):
            manage_deelnemer(wie, dossier, deelnemer, deelname)


blijf_bij(dossier, wie_binnenkomt=True)
if may(wie, Handeling.UITNODIGEN, sessie):
    toon_deur()
else:
    st.info("Er is een versie bevroren: nieuwe mensen komen er niet meer bij. Terugkomen kan wel.")

deelnames = {deelname.nummer: deelname for deelname in list_deelnames(wie, sessie.id, ports=ports())}
wachten = [nummer for nummer, deelname in deelnames.items() if not deelname.toegelaten]
binnen = [n for n, deelname in deelnames.items() if deelname.toegelaten and not deelname.ingetrokken]
with st.container(horizontal=True, horizontal_alignment="distribute", key="uitnodigen_wie"):
    st.header(
        f"Wie doet mee ({len(binnen)} binnen{f', {len(wachten)} in de wachtkamer' if wachten else ''})", anchor=False
    )
    st.button("Ververs", key="uitnodigen_ververs", icon=":material/refresh:")
if not dossier.deelnemers:
    toon("leeg.html", tekst="Nog niemand. Zodra iemand meedoet, staat die hier.")
wie_eerst = sorted(dossier.deelnemers, key=lambda d: (d.nummer not in wachten, d.nummer not in deelnames, d.nummer))
for deelnemer in wie_eerst:
    toon_persoon(deelnemer, deelnames.get(deelnemer.nummer))

st.header("Wie leidt", anchor=False)
edit_leiders(wie, dossier)
