"""Screen 'Overzicht': what is covered, how questions stand, what is late; over one conversation, a region or all."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from gesprekskaart.overzicht import Bereik
from gesprekskaart.ports import ports
from gesprekskaart.services.overzichten import choose_gesprekken, find_reeks, list_regios
from pages.onderdelen.adreskeuze import adreskeuze, neem_over
from pages.onderdelen.overzichten import toon_aanbevelingen, toon_acties, toon_dekking, toon_vragen
from pages.onderdelen.schermen import GESPREKKEN
from pages.onderdelen.toegang import current_koekjes
from pages.onderdelen.tonen import toon

DELEN = {"dekking": toon_dekking, "vragen": toon_vragen, "acties": toon_acties, "aanbevelingen": toon_aanbevelingen}
ALLES = ""


def read_gesprek() -> tuple[UUID, ...]:
    """The conversation in the address, if there is one."""
    try:
        return (UUID(st.query_params.get("gesprek", "")),)
    except ValueError:
        return ()


def onthoud(naam: str) -> None:
    """Put a choice into the address, so that a link or a refresh comes back to it; and begin at the newest again."""
    keuze = st.session_state[f"overzicht_{naam}"]
    st.query_params[naam] = str(keuze or ALLES)
    if not keuze:
        del st.query_params[naam]
    if naam == "regio" and "gesprek" in st.query_params:
        del st.query_params["gesprek"]
    st.session_state.pop("overzicht_vanaf", None)


st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Overzicht", anchor=False)
koekjes, regio = current_koekjes(), st.query_params.get("regio", ALLES)[:300]
regios = list_regios(koekjes, ports=ports())
regio = regio if regio in regios else ALLES
van_regio = choose_gesprekken(koekjes, Bereik(regio=regio), ports=ports())
titels = {str(regel.id): regel for regel in van_regio.regels}
gekozen = read_gesprek()
selectie = choose_gesprekken(koekjes, Bereik(sessies=gekozen), ports=ports()) if gekozen else van_regio

with st.container(horizontal=True, key="overzicht_keuzes"):
    neem_over("overzicht_regio", regio)
    st.selectbox(
        "Onderwijsregio", [ALLES, *regios], key="overzicht_regio", width=320,
        format_func=lambda naam: naam or "Alle regio’s", on_change=onthoud, args=("regio",),
    )  # fmt: skip
    hier = str(gekozen[0]) if gekozen else ALLES
    keuzes = [ALLES, *titels, *([hier] if hier not in (ALLES, *titels) and selectie.regels else [])]
    titels |= {str(regel.id): regel for regel in selectie.regels}
    neem_over("overzicht_gesprek", hier if hier in keuzes else ALLES)
    st.selectbox(
        "Gesprek", keuzes, key="overzicht_gesprek", width=420,
        format_func=lambda id: titels[id].titel if id else "Alle gesprekken",
        on_change=onthoud, args=("gesprek",),
    )  # fmt: skip
if gekozen and selectie.regels:
    neem_over("overzicht_reeks", "reeks" in st.query_params)
    hele_reeks = choose_gesprekken(koekjes, find_reeks(selectie, ports=ports()), ports=ports())
    if len(hele_reeks.regels) > 1 and st.checkbox(
        f"De hele reeks van {len(hele_reeks.regels)} gesprekken", key="overzicht_reeks",
        on_change=onthoud, args=("reeks",),
    ):  # fmt: skip
        selectie = hele_reeks
toon("selectie.html", selectie=selectie)
if not selectie.regels:
    st.stop()
deel = adreskeuze("Onderdeel", "deel", DELEN, key="overzicht_deel", noem=str.capitalize, toon_label=False)
DELEN[deel](selectie)
