"""Screen 'Zoeken': where words stand, across the conversations that one may read."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.overzicht import Bereik
from gesprekskaart.ports import ports
from gesprekskaart.services.overzichten import list_regios
from gesprekskaart.services.zoeken import Treffers, find_tekst
from gesprekskaart.zoeken import PER_PAGINA
from pages.onderdelen.adreskeuze import neem_over
from pages.onderdelen.doen import toon_geweigerd
from pages.onderdelen.schermen import GESPREKKEN
from pages.onderdelen.toegang import current_koekjes
from pages.onderdelen.tonen import toon
from pages.onderdelen.wegwijzer import find_feit, find_scherm, name_plek

ALLES = ""


def zoek() -> None:
    """What was typed goes into the address: a search can be shared, and a refresh keeps it."""
    st.query_params.update(
        woorden=st.session_state["zoeken_woorden"], regio=st.session_state.get("zoeken_regio", ALLES)
    )
    st.session_state["zoeken_getoond"] = PER_PAGINA


def toon_meer() -> None:
    """As many again, under what is on the screen."""
    st.session_state["zoeken_getoond"] += PER_PAGINA


def toon_treffers(treffers: Treffers) -> None:
    """Each hit with its conversation, the words around it, and the way to its place."""
    for treffer in treffers.treffers:
        plek, scherm, parameters = (
            find_feit(treffer.feit) if treffer.feit else (name_plek(treffer.plek), *find_scherm(treffer.plek))
        )
        adres = {"sessie": str(treffer.sessie_id), **parameters}
        toon("treffer.html", treffer=treffer, pad=scherm.url_path, parameters=adres, plek=plek)


st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Zoeken", anchor=False)
koekjes = current_koekjes()
regios = list_regios(koekjes, ports=ports())
woorden, regio = st.query_params.get("woorden", "")[:200], st.query_params.get("regio", ALLES)
with st.form("zoeken", border=False), st.container(horizontal=True, vertical_alignment="bottom", key="zoeken_rij"):
    neem_over("zoeken_woorden", woorden)
    st.text_input("Zoek in je gesprekken", key="zoeken_woorden", max_chars=200, width=420)
    if regios:
        neem_over("zoeken_regio", regio if regio in regios else ALLES)
        st.selectbox(
            "Onderwijsregio", [ALLES, *regios], key="zoeken_regio", width=280,
            format_func=lambda naam: naam or "Alle regio’s",
        )  # fmt: skip
    st.form_submit_button("Zoek", type="primary", key="zoeken_zoek", on_click=zoek)

if not woorden:
    toon("zoekuitleg.html")
    st.stop()
try:
    bereik = Bereik(regio=regio if regio in regios else ALLES)
    getoond = st.session_state.setdefault("zoeken_getoond", PER_PAGINA)
    treffers = find_tekst(koekjes, woorden, bereik, aantal=getoond, ports=ports())
except GesprekskaartError as fout:
    toon_geweigerd(str(fout))
    st.stop()
toon("zoekaantal.html", treffers=treffers, woorden=woorden)
toon_treffers(treffers)
if len(treffers.treffers) < treffers.totaal:
    st.button("Toon meer plekken", key="zoeken_meer", on_click=toon_meer)
