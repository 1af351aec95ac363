"""Screen 'Landelijke issues verzameld': over all conversations that somebody leads, to bring to who can solve them."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from gesprekskaart.landelijk import Issueregel, Issuestand
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import list_issues
from pages.onderdelen.adreskeuze import neem_over
from pages.onderdelen.schermen import GESPREKKEN
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import toon

GROEPEN = {
    "Voor wie": lambda regel: regel.issue.voor_wie or "nog niet geadresseerd",
    "Thema": lambda regel: regel.issue.thema or "nog geen thema",
    "Onderwijsregio": lambda regel: regel.regio,
    "Gesprek": lambda regel: regel.gesprek,
    "Stand": lambda regel: str(regel.issue.stand),
}


def ask_keuze(label: str, naam: str, mogelijk: list[str]) -> str:
    """One of these; it stands in the address, so that a refresh and Back keep to it."""
    key = f"verzameld_{naam}"
    gevraagd = st.query_params.get(naam)
    neem_over(key, gevraagd if gevraagd in mogelijk else mogelijk[0])
    return st.selectbox(
        label, mogelijk, format_func=str.capitalize, key=key, width=260,
        on_change=lambda: st.query_params.update({naam: st.session_state[key]}),
    )  # fmt: skip


wie = current_wie()
st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Alle landelijke issues", anchor=False)
regels = list_issues(wie, ports=ports()) if wie.account is not None else ()
if wie.account is None:
    toon("leeg.html", tekst="Deze lijst is er voor wie gesprekken leidt. De issues van je eigen gesprek staan daar.")
elif not regels:
    toon("leeg.html", tekst="Nog geen landelijke issues. Leg ze vast in een gesprek, bij Way Forward.")
else:
    with st.container(horizontal=True, wrap=True, vertical_alignment="bottom", key="verzameld_kiezen"):
        groep = ask_keuze("Groepeer op", "groep", list(GROEPEN))
        stand = ask_keuze("Stand", "stand", ["alle", *map(str, Issuestand)])
    gekozen = [regel for regel in regels if stand in ("alle", regel.issue.stand)]
    toon("verzameld_kop.html", aantal=len(gekozen), gesprekken=len({regel.sessie_id for regel in gekozen}))
    op_groep: dict[str, list[Issueregel]] = defaultdict(list)
    for regel in gekozen:
        op_groep[GROEPEN[groep](regel)].append(regel)
    for naam in sorted(op_groep, key=str.casefold):
        toon("verzameld.html", naam=naam, regels=op_groep[naam])
