"""Screen 'Nieuw gesprek': a card, a title, and off you go; all the rest can follow."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st
from pydantic import ValidationError

from gesprekskaart.datum import parse_datum
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import ports
from gesprekskaart.services.sessies import add_sessie, explain, leads
from gesprekskaart.sessie import Gesprek, SoortSessie
from pages.onderdelen.doen import toon_geweigerd
from pages.onderdelen.schermen import GESPREKKEN, INRICHTEN
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import escape_label, toon

st.page_link(GESPREKKEN, label="Mijn gesprekken", icon=":material/arrow_back:")
st.title("Nieuw gesprek", anchor=False)
if current_wie().account is None:
    toon("leeg.html", tekst="Een nieuw gesprek begin je met een account. Meld je aan, of vraag de beheerder erom.")
    st.stop()

kaarten = {kaart.id: kaart for kaart in ports().kaarten.list()}


def follow_kaart() -> None:
    """A card that says how groups go about it is one for an opdenksessie; another choice stays possible."""
    werkwijze = kaarten[st.session_state["nieuw_kaart"]].werkwijze
    st.session_state["nieuw_soort"] = SoortSessie.OPDENKSESSIE if werkwijze else SoortSessie.REGIOGESPREK


# Not in the form: within one a choice is known only once all of it is sent.
kaart_id = st.radio(
    "Welke kaart gebruik je?",
    list(kaarten),
    format_func=lambda id: escape_label(kaarten[id].titel),
    captions=[f"{len(kaart.vragen)} vragen · versie {kaart.versie}" for kaart in kaarten.values()],
    key="nieuw_kaart",
    on_change=follow_kaart,
    width=640,
)
if "nieuw_soort" not in st.session_state:
    follow_kaart()
with st.form("nieuw", border=False, width=640):
    soort = st.radio(
        "Wat voor gesprek wordt het?",
        list(SoortSessie),
        format_func=lambda soort: soort.capitalize(),
        captions=["Partnerschappen maken samen afspraken", "Denken, niet besluiten: bindt niemand"],
        key="nieuw_soort",
    )
    titel = st.text_input("Titel", placeholder="Regiogesprek Onderwijsregio …", key="nieuw_titel")
    datum = st.text_input("Datum (mag later)", placeholder="12 maart 2027", key="nieuw_datum")
    begonnen = st.form_submit_button("Maak dit gesprek", type="primary", key="nieuw_maak")

# The id is there before the click: the second half of a double click then finds the conversation made.
nieuw_id = st.session_state.setdefault("nieuw_id", uuid4())
is_gemaakt = leads(current_wie(), nieuw_id, ports=ports())
if is_gemaakt and not begonnen:
    st.session_state["nieuw_id"] = uuid4()
if begonnen:
    try:
        if not is_gemaakt:
            gesprek = Gesprek(soort=soort, titel=titel, datum=parse_datum(datum))
            add_sessie(current_wie(), gesprek, kaart_id, ports=ports(), new_id=lambda: nieuw_id)
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    except ValidationError as fout:
        toon_geweigerd(explain(fout))
    else:
        st.switch_page(INRICHTEN, query_params={"sessie": str(nieuw_id)})
