"""Screen 'Groepen': who sits where and how long still; in a group: its themes, step by step."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.ports import ports
from gesprekskaart.services.groepen import propose
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import GROEPSOORTEN
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.groepenlijst import toon_alle
from pages.onderdelen.groepvensters import toon_maken
from pages.onderdelen.groepwandeling import toon_wandeling
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import GROEPEN
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon

# In the address: not one group but all, also for somebody who has one.
ALLE = "alle"

dossier, wie = current_dossier(), current_wie()
nu = ports().now()
eigen = dossier.find_groep_of(wie.deelnemer.nummer) if wie.deelnemer is not None else None
if eigen is not None and st.session_state.get("groepen_eigen") not in (None, eigen.nummer):
    # Dealt anew while this screen was open: the theme in the address is where one's group of before was.
    st.query_params.pop("thema", None)
st.session_state["groepen_eigen"] = eigen.nummer if eigen else None
gevraagd = st.query_params.get("groep", str(eigen.nummer) if eigen else ALLE)
hier = next((groep for groep in dossier.groepen if str(groep.nummer) == gevraagd), None)

toon_kop(dossier, GROEPEN)
with st.container(horizontal=True, vertical_alignment="center", key="groepen_kop"):
    st.title("Groepen", anchor=False, width="content")
    if hier is not None:
        st.button(
            "Alle groepen", key="groepen_alle", type="tertiary", icon=":material/arrow_back:",
            on_click=lambda: st.query_params.update(groep=ALLE),
        )  # fmt: skip
toon_gelukt()
if not dossier.kaart.werkwijze:
    toon("leeg.html", tekst="De kaart van dit gesprek werkt niet in groepen. Ga naar Gesprek.")
    st.stop()

deelt_in = may(wie, Handeling.INDELEN, dossier.sessie)
telt = hier is None and deelt_in
blijf_bij(dossier, soorten=GROEPSOORTEN if telt else (), wie_binnenkomt=telt)
if hier is not None:
    toon_wandeling(dossier, wie, hier, nu)
elif dossier.groepen:
    toon_alle(dossier, wie, eigen, nu)
elif deelt_in:
    toon_maken(dossier, wie, propose(wie, dossier.sessie.id, ports=ports()))
else:
    toon("leeg.html", tekst="Er zijn nog geen groepen. Zodra de facilitator ze maakt, zie je hier met wie je zit.")
