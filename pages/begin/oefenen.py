"""Screen 'Oefenen': an example to lead all by oneself, with participants who are simulated."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import ports
from gesprekskaart.services.oefenen import start_oefening
from gesprekskaart.services.sessies import leads
from gesprekskaart.voorbeelden import voorbeelden
from pages.onderdelen.doen import toon_geweigerd
from pages.onderdelen.schermen import GESPREKKEN, VRAAG
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import toon

st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Oefenen", anchor=False)
if current_wie().account is None:
    toon("leeg.html", tekst="Oefenen doe je met een account. Meld je aan, of vraag de beheerder erom.")
    st.stop()

toon("oefenen.html")
keuzes = {bestand.gesprek.titel: bestand for bestand in voorbeelden()}
gekozen = st.radio(
    "Welk gesprek wil je oefenen?",
    list(keuzes),
    captions=[
        f"{bestand.gesprek.soort.capitalize()} · {len(bestand.partnerschappen)} partnerschappen · "
        f"{len(bestand.deelnemers)} mensen"
        for bestand in keuzes.values()
    ],
    key="oefenen_voorbeeld",
)

# The id is there before the click: the second half of a double click then finds the practice made.
nieuw_id = st.session_state.setdefault("oefening_id", uuid4())
is_gemaakt = leads(current_wie(), nieuw_id, ports=ports())
begonnen = st.button("Begin met oefenen", type="primary", key="oefenen_begin")
if is_gemaakt and not begonnen:
    st.session_state["oefening_id"] = uuid4()
if begonnen:
    try:
        if not is_gemaakt:
            start_oefening(current_wie(), keuzes[gekozen], ports=ports(), new_id=lambda: nieuw_id)
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    else:
        st.switch_page(VRAAG, query_params={"sessie": str(nieuw_id)})
