"""Screen 'Mijn gesprekken': what is going on, and for each conversation the next step."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import Sessieregel
from gesprekskaart.ports import ports
from gesprekskaart.services.sessies import list_sessies
from gesprekskaart.sessie import Stand
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.schermen import INRICHTEN, KAARTEN, NIEUW, VERSLAG, VRAAG
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import toon

VOLGENDE = {
    Stand.VOORBEREIDING: (INRICHTEN, "Verder voorbereiden"),
    Stand.GESPREK: (VRAAG, "Verder met het gesprek"),
    Stand.VERSLAG: (VERSLAG, "Naar het verslag en de reacties"),
    Stand.VASTGESTELD: (VERSLAG, "Naar het vastgestelde verslag"),
}


def toon_gesprek(regel: Sessieregel) -> None:
    """One conversation with the step that comes next."""
    scherm, label = VOLGENDE[regel.sessie.stand]
    with st.container(key=f"gesprek_{regel.sessie.id}", gap="xsmall"):
        toon("gesprek.html", regel=regel, gesprek=regel.sessie.gesprek)
        st.page_link(
            scherm,
            label=label,
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params={"sessie": str(regel.sessie.id)},
        )


with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="begin_kop"):
    st.title("Mijn gesprekken", anchor=False, width="content")
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        st.page_link(KAARTEN, label="Kaarten bekijken")
        if st.button("Nieuw gesprek", type="primary", key="gesprekken_nieuw"):
            st.switch_page(NIEUW)

toon_gelukt()
regels = list_sessies(current_wie(), ports=ports())
if not regels:
    toon("geen_gesprekken.html")
for regel in regels:
    toon_gesprek(regel)
toon("afmelden.html")
