"""Which screens there are, and the address of each. Paths count from frame.py."""

from __future__ import annotations

import streamlit as st

GESPREKKEN = st.Page("../begin/gesprekken.py", title="Mijn gesprekken", url_path="gesprekken", default=True)
NIEUW = st.Page("../begin/nieuw.py", title="Nieuw gesprek", url_path="nieuw")
KAARTEN = st.Page("../begin/kaarten.py", title="Kaarten", url_path="kaarten")

INRICHTEN = st.Page("../voorbereiding/inrichten.py", title="Wie en wanneer", url_path="inrichten")
VOORBEREIDEN = st.Page("../voorbereiding/voorbereiden.py", title="Voorbereiden", url_path="voorbereiden")
VRAAG = st.Page("../gesprek/vraag.py", title="Het gesprek", url_path="gesprek")
WAY_FORWARD = st.Page("../vervolg/way_forward.py", title="Way Forward", url_path="way-forward")
VERSLAG = st.Page("../verslag/verslag.py", title="Verslag", url_path="verslag")

BEGIN = (GESPREKKEN, NIEUW, KAARTEN)
STAPPEN = {
    INRICHTEN: "Wie",
    VOORBEREIDEN: "Voorbereiden",
    VRAAG: "Gesprek",
    WAY_FORWARD: "Way Forward",
    VERSLAG: "Verslag",
}
"""The stages of one session in the order in which one walks them, though any is allowed; short enough for a phone."""
