"""Screen 'Peilingen': where people stand in a statement. A poll binds nobody."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.peiling import BINDT_NIEMAND, Peiling, Peilingstand
from gesprekskaart.ports import ports
from gesprekskaart.services.peilingen import count_opkomst, list_briefjes, name_bron, open_peiling
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Stand
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.inbeeld import breng_in_beeld
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.peilingvensters import edit_peiling, end_peiling
from pages.onderdelen.schermen import PEILINGEN
from pages.onderdelen.sporen import toon_sporen
from pages.onderdelen.stembriefje import toon_briefjes
from pages.onderdelen.toegang import current_dossier, current_koekjes, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.uitslag import toon_uitslag
from pages.onderdelen.wandknop import wandknop

VERS_S = 5  # seconds; who leads looks until everybody has voted

dossier, wie = current_dossier(), current_wie()
sessie = dossier.sessie
mag = may(wie, Handeling.PEILEN, sessie)
herkomst = make_herkomst(dossier.kaart, dossier)
opkomsten = count_opkomst(wie, sessie.id, ports=ports())


def toon_stelling(peiling: Peiling) -> None:
    """What is asked, with the words of the question that it is about."""
    toon("peiling.html", peiling=peiling, bij=name_bron(dossier, peiling.bron))


def toon_concept(peiling: Peiling) -> None:
    """What is being prepared, for who leads."""
    toon_stelling(peiling)
    if not mag:
        return
    if sessie.stand is Stand.VOORBEREIDING:
        toon("bij.html", tekst="Openen kan zodra het gesprek begonnen is.")
    with st.container(horizontal=True, key=f"peiling_doen_{peiling.nummer}"):
        if sessie.stand is Stand.GESPREK and st.button(
            f"Open {peiling.nummer}", type="primary", key=f"peiling_begin_{peiling.nummer}"
        ):
            doe(
                lambda: open_peiling(wie, sessie.id, peiling.nummer, ports=ports()),
                gelukt=f"{peiling.nummer} is open. Iedereen kan nu stemmen.",
            )
        if st.button("Wijzig…", key=f"peiling_wijzig_{peiling.nummer}", help=f"Wijzig {peiling.nummer}"):
            edit_peiling(dossier, wie, peiling)


@st.fragment(run_every=VERS_S)
def toon_opkomst(nummer: str) -> None:
    """How many have voted by now. Only for who leads: a vote is no reason to draw everybody's screen anew."""
    with suppress(GesprekskaartError):
        toon("opkomst.html", opkomst=count_opkomst(wie, sessie.id, ports=ports())[nummer], groot=True)


def toon_open(peiling: Peiling) -> None:
    """What can be voted now, and how many did."""
    opkomst = opkomsten[peiling.nummer]
    briefjes = list_briefjes(wie, current_koekjes().apparaat, sessie.id, peiling.nummer, ports=ports())
    toon_stelling(peiling)
    if mag:
        with st.container(horizontal=True, vertical_alignment="center", key=f"peiling_doen_{peiling.nummer}"):
            toon_opkomst(peiling.nummer)
            if st.button(f"Sluit {peiling.nummer}…", type="primary", key=f"peiling_sluit_{peiling.nummer}"):
                end_peiling(dossier, wie, peiling, opkomst)
            wandknop(dossier, wie, peiling.nummer)
    toon_briefjes(dossier, peiling, briefjes, ik=wie)
    if not mag:
        toon("opkomst.html", opkomst=opkomst, groot=False)


def toon_gesloten(peiling: Peiling) -> None:
    """What came of it."""
    toon_stelling(peiling)
    wandknop(dossier, wie, peiling.nummer)
    toon_uitslag(dossier, peiling)


# In the order in which they stand on the screen: what asks something of people first.
TONEN = {
    Peilingstand.OPEN: toon_open,
    Peilingstand.CONCEPT: toon_concept,
    Peilingstand.GESLOTEN: toon_gesloten,
}

toon_kop(dossier, PEILINGEN)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="peilingen_kop"):
    st.title("Peilingen", anchor=False, width="content")
    if mag and st.button("Nieuwe peiling", key=f"peilingen_nieuw_na_{len(dossier.peilingen)}", icon=":material/add:"):
        edit_peiling(dossier, wie, None)
if bron := st.query_params.get("bron"):
    # Somebody came from this question to ask something about it; after a refresh the window stays closed.
    del st.query_params["bron"]
    if mag:
        edit_peiling(dossier, wie, None, bron=bron if name_bron(dossier, bron) else None)
toon("bij.html", tekst=BINDT_NIEMAND)
toon_gelukt()
if not dossier.peilingen:
    uitleg = "Nog geen peiling. Zodra de facilitator er een opent, stem je hier."
    if mag:
        uitleg = (
            "Nog geen peiling. Bedenk een stelling, spreek af hoeveel steun nodig is, en open haar als het zover is."
        )
    toon("leeg.html", tekst=uitleg)
for stand, toon_peiling in TONEN.items():
    # The newest of what has closed on top: that is what people talk about.
    deze = [peiling for peiling in dossier.peilingen if peiling.stand is stand]
    for peiling in reversed(deze) if stand is Peilingstand.GESLOTEN else deze:
        with st.container(key=f"peilingvak_{peiling.nummer}"):
            toon_peiling(peiling)
            toon_sporen(dossier, herkomst, peiling.nummer)
if not mag:
    blijf_bij(dossier, rustig=True)
breng_in_beeld("nummer", (peiling.nummer for peiling in dossier.peilingen), vak="peilingvak_{}")
