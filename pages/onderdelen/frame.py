"""The frame around every screen: page settings, style, who is there, and which screens exist.

app.py names this script and is not itself one: with `pages/` beside the script Streamlit's old page finder would
serve screens on a deep link without this frame (besluit 0003).
"""

from __future__ import annotations

from copy import copy

import streamlit as st

from pages.onderdelen.schermen import BEGIN, IN_SESSIE
from pages.onderdelen.toegang import found_once, remember_screen, require_wie

st.set_page_config(page_title="Gesprekskaart", page_icon=":material/forum:", layout="wide")
# Copies of their own for each run: st.navigation notes on a page that it may run, and visitors run at the same time.
scherm = st.navigation([copy(scherm) for scherm in (*BEGIN, *IN_SESSIE)], position="hidden")
if scherm.url_path in {begin.url_path for begin in BEGIN}:
    # Not about one conversation: what an address adds, by hand or of one that is gone, must not close the way in.
    st.query_params.pop("sessie", None)
with found_once():
    require_wie()
    scherm.run()
    remember_screen(scherm)
