"""The parts of an overview, each a picture with its table beside it: of one conversation or of many."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.overzicht import Actiebeeld, Actiekeuze, Actiesoort, Antwoordfeiten, Dekkingsas, Selectie
from gesprekskaart.ports import ports
from gesprekskaart.services.overzichten import (
    count_acties,
    count_dekking,
    count_toetsen,
    list_acties,
    read_vraagbeeld,
)
from gesprekskaart.sessie import Functie
from gesprekskaart.vervolg import Oordeel
from pages.onderdelen.adreskeuze import adreskeuze
from pages.onderdelen.beelden import (
    TEKENS,
    maak_actiebeeld,
    maak_dekkingsbeeld,
    maak_toetsbeeld,
    maak_vragenbeeld,
    name_maand,
    teken,
)
from pages.onderdelen.schermen import WAY_FORWARD
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.verloopbeeld import toon_verloop

_PER_KEER = 20
"""Actions in the list at a time."""


def toon_dekking(selectie: Selectie) -> None:
    """Which functions and sectors (or pillars) the agreements are about, and which function has none."""
    tegen = adreskeuze(
        "Functies tegen", "tegen", [tegen.value for tegen in Dekkingsas], key="overzicht_tegen", is_verdere=True,
        noem=lambda tegen: Dekkingsas(tegen).meervoud,
    )  # fmt: skip
    dekking = count_dekking(selectie, Dekkingsas(tegen), ports=ports())
    toon("dekking_woorden.html", dekking=dekking, is_leeg=not dekking.cellen)
    beeld, tabel = st.columns([4, 5], gap="large")
    with beeld, st.container(key="beeld_dekking"):
        teken(maak_dekkingsbeeld(dekking), f"Afspraken per functie en {tegen}", breed=False)
    with tabel:
        toon("dekking.html", dekking=dekking, functies=tuple(Functie))


def toon_vragen(selectie: Selectie) -> None:
    """How far each question is, per partnership; the newest conversations first."""
    kaarten = dict.fromkeys(regel.kaart_id for regel in selectie.regels)
    titels = {id: ports().kaarten.get(id, _newest(selectie, id)).titel for id in kaarten}
    kaart_id = next(iter(kaarten))
    if len(kaarten) > 1:
        kaart_id = adreskeuze(
            "Kaart", "kaart", kaarten, key="overzicht_kaart", is_verdere=True, noem=lambda id: escape_label(titels[id])
        )
    vanaf = st.session_state.get("overzicht_vanaf", 0)
    feiten, volgende = read_vraagbeeld(selectie, kaart_id, vanaf=vanaf, ports=ports())
    toon("vraagstanden.html")
    for van_gesprek in feiten:
        _toon_gesprek(van_gesprek, met_titel=len(selectie.regels) > 1)
    _toon_bladeren(vanaf, volgende)


def _newest(selectie: Selectie, kaart_id: str) -> str:
    return max(regel.kaart_versie for regel in selectie.regels if regel.kaart_id == kaart_id)


def _toon_gesprek(feiten: Antwoordfeiten, *, met_titel: bool) -> None:
    if met_titel:
        toon("vraagkop.html", feiten=feiten)
    if not feiten.kolommen:
        toon("leeg.html", tekst="Dit gesprek heeft nog geen partnerschappen of groepen.")
        return
    beeld, tabel = st.columns([4, 5], gap="large")
    with beeld, st.container(key=f"beeld_vragen_{feiten.id}"):
        teken(maak_vragenbeeld(feiten), f"Stand per vraag van {feiten.titel}", breed=False)
    with tabel:
        toon("vragen.html", feiten=feiten)


def _toon_bladeren(vanaf: int, volgende: int | None) -> None:
    def ga(naar: int) -> None:
        st.session_state["overzicht_vanaf"] = naar

    with st.container(horizontal=True):
        if vanaf:
            st.button("Naar de nieuwste", key="overzicht_nieuwste", on_click=ga, args=(0,))
        if volgende is not None:
            st.button("Oudere gesprekken", key="overzicht_ouder", on_click=ga, args=(volgende,))


def toon_acties(selectie: Selectie) -> None:
    """How the actions stand by the month in which they are due, and which need somebody."""
    beeld = count_acties(selectie, ports=ports())
    if not beeld.aantal:
        toon("leeg.html", tekst="Nog geen acties. Leg ze in een gesprek vast bij Way Forward.")
        return
    toon(
        "acties_woorden.html",
        beeld=beeld,
        laat=beeld.totaal[Actiesoort.TE_LAAT],
        gereed=beeld.totaal[Actiesoort.GEREED],
    )
    kijk = adreskeuze(
        "Acties bekijken", "kijk", ("termijn", "tijd"), key="overzicht_kijk", is_verdere=True, toon_label=False,
        noem={"termijn": "Per termijn", "tijd": "Door de tijd"}.__getitem__,
    )  # fmt: skip
    if kijk == "termijn":
        _toon_per_termijn(beeld)
    else:
        toon_verloop(selectie)
    for welke in Actiekeuze:
        _toon_actielijst(selectie, welke)


def _toon_per_termijn(beeld: Actiebeeld) -> None:
    links, rechts = st.columns([1, 1], gap="large")
    with links, st.container(key="beeld_acties"):
        teken(maak_actiebeeld(beeld), "Acties per maand van de termijn", breed=True)
    maanden = {maand: name_maand(maand) for maand, _, _ in beeld.per_maand}
    aantallen = {(maand, soort): aantal for maand, soort, aantal in beeld.per_maand}
    with rechts:
        toon("acties_tabel.html", maanden=maanden, aantallen=aantallen, soorten=TEKENS, totaal=beeld.totaal)


def _toon_actielijst(selectie: Selectie, welke: Actiekeuze) -> None:
    sleutel = f"overzicht_{welke.name.lower()}"
    getoond = st.session_state.setdefault(sleutel, _PER_KEER)
    regels = list_acties(selectie, welke, aantal=getoond + 1, ports=ports())
    if not regels:
        return
    st.header(welke.capitalize(), anchor=False)
    toon("actielijst.html", regels=regels[:getoond], pad=WAY_FORWARD.url_path, alleen_een=len(selectie.regels) == 1)
    if len(regels) > getoond:

        def toon_meer() -> None:
            st.session_state[sleutel] += _PER_KEER

        st.button("Toon meer acties", key=f"{sleutel}_meer", on_click=toon_meer)


def toon_aanbevelingen(selectie: Selectie) -> None:
    """How the recommendations of the cards were judged."""
    regels = count_toetsen(selectie, ports=ports())
    if not regels:
        toon("leeg.html", tekst="De kaarten van deze gesprekken hebben geen aanbevelingen.")
        return
    links, rechts = st.columns([1, 1], gap="large")
    with links, st.container(key="beeld_aanbevelingen"):
        teken(maak_toetsbeeld(regels), "Hoe de aanbevelingen zijn beoordeeld", breed=True)
    with rechts:
        toon("toetsen.html", regels=regels, oordelen=tuple(Oordeel))
