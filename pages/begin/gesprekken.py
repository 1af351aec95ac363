"""Screen 'Mijn gesprekken': what is going on, and for each conversation the next step."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import PER_KEER, Sessieregel
from gesprekskaart.ports import ports
from gesprekskaart.services.deelnemen import list_gesprekken
from gesprekskaart.services.sessies import delete_sessie, list_sessies
from gesprekskaart.sessie import Stand
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.schermen import (
    INRICHTEN,
    KAARTEN,
    NIEUW,
    OEFENEN,
    OVERZICHT,
    VERSLAG,
    VERZAMELD,
    VOORBEREIDEN,
    VRAAG,
    ZOEKEN,
)
from pages.onderdelen.toegang import current_koekjes, current_wie
from pages.onderdelen.tonen import toon

VOLGENDE = {
    Stand.VOORBEREIDING: (INRICHTEN, "Verder voorbereiden"),
    Stand.GESPREK: (VRAAG, "Verder met het gesprek"),
    Stand.VERSLAG: (VERSLAG, "Naar het verslag en de reacties"),
    Stand.VASTGESTELD: (VERSLAG, "Naar het vastgestelde verslag"),
}
VOOR_DEELNEMERS = {
    Stand.VOORBEREIDING: (VOORBEREIDEN, "Voorbereiden"),
    Stand.GESPREK: (VRAAG, "Verder met het gesprek"),
    Stand.VERSLAG: (VERSLAG, "Naar het verslag"),
    Stand.VASTGESTELD: (VERSLAG, "Naar het vastgestelde verslag"),
}


def toon_gesprek(regel: Sessieregel, volgende: dict[Stand, tuple[st.Page, str]]) -> None:
    """One conversation with the step that comes next."""
    scherm, label = volgende[regel.sessie.stand]
    with st.container(key=f"gesprek_{regel.sessie.id}", gap="xsmall"):
        toon("gesprek.html", regel=regel, gesprek=regel.sessie.gesprek)
        st.page_link(
            scherm,
            label=label,
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params={"sessie": str(regel.sessie.id)},
        )


def toon_oefening(regel: Sessieregel) -> None:
    """A practice, which goes with one click: there is nothing in it to lose."""
    toon_gesprek(regel, VOLGENDE)
    if st.button("Verwijder deze oefening", key=f"oefening_weg_{regel.sessie.id}"):
        doe(lambda: delete_sessie(wie, regel.sessie.id, ports=ports()), gelukt="De oefening is verwijderd.")


def toon_meer() -> None:
    """As many again; what is on the screen stays there."""
    st.session_state["gesprekken_getoond"] += PER_KEER


wie = current_wie()
heeft_account = wie.account is not None
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="begin_kop"):
    st.title("Mijn gesprekken", anchor=False, width="content")
    if heeft_account:
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            st.page_link(ZOEKEN, label="Zoeken")
            st.page_link(OVERZICHT, label="Overzicht")
            st.page_link(VERZAMELD, label="Landelijke issues")
            st.page_link(OEFENEN, label="Oefenen")
            st.page_link(KAARTEN, label="Kaarten bekijken")
            if st.button("Nieuw gesprek", type="primary", key="gesprekken_nieuw"):
                st.switch_page(NIEUW)

toon_gelukt()
# One more than is shown tells that there are more.
getoond = st.session_state.setdefault("gesprekken_getoond", PER_KEER)
geleid = list_sessies(wie, aantal=getoond + 1, ports=ports()) if heeft_account else ()
oefeningen = list_sessies(wie, oefening=True, ports=ports()) if heeft_account else ()
op_dit_apparaat = list_gesprekken(current_koekjes(), ports=ports())
als_deelnemer = [r for r in op_dit_apparaat if wie.account is None or wie.account.id not in r.sessie.facilitators]
echt = geleid[:getoond]
if heeft_account and not echt and not als_deelnemer:
    toon("geen_gesprekken.html")
for regel in echt:
    toon_gesprek(regel, VOLGENDE)
if len(geleid) > getoond:
    with st.container(horizontal=True, vertical_alignment="center", key="gesprekken_ouder"):
        st.button("Toon meer gesprekken", key="gesprekken_meer", on_click=toon_meer)
        st.page_link(ZOEKEN, label="Of zoek op titel, plaats of partnerschap")
if heeft_account and als_deelnemer:
    st.header("Hier doe je mee", anchor=False)
for regel in als_deelnemer:
    toon_gesprek(regel, VOOR_DEELNEMERS)
if oefeningen:
    st.header("Oefeningen", anchor=False)
for regel in oefeningen:
    toon_oefening(regel)
if not heeft_account and not als_deelnemer:
    toon("leeg.html", tekst="Je doet op dit apparaat niet (meer) mee aan een gesprek. Vraag de facilitator om de code.")
toon("afmelden.html" if heeft_account else "meedoen.html")
