"""Screen 'Kaarten': the cards as their source wrote them."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.ports import ports
from pages.onderdelen.schermen import GESPREKKEN
from pages.onderdelen.tonen import escape_label, toon

st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Kaarten", anchor=False)
kaarten = {kaart.id: kaart for kaart in ports().kaarten.list()}
gekozen = st.segmented_control(
    "Welke kaart?", list(kaarten), format_func=lambda id: escape_label(kaarten[id].titel), default=next(iter(kaarten)),
    required=True, key="kaarten_kaart",
)  # fmt: skip
toon("kaart.html", kaart=kaarten[gekozen])
