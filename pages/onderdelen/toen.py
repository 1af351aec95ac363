"""Answers of then beside answers of now: off until somebody asks, read only, and only what this person may read."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import format_kort
from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import ports
from gesprekskaart.services.reeksen import Toen, find_vorige, read_toen
from gesprekskaart.sessie import Stand
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import TERUGBLIK
from pages.onderdelen.tonen import toon


def ask_toen(dossier: Dossier, wie: Wie, vraag: Vraag) -> Toen | None:
    """A switch that stays as it is while one walks on; None while it is off, or when there is nothing to show."""
    vorige = find_vorige(dossier.sessie, ports=ports())
    if vorige is None or vorige.kaart_id != dossier.sessie.kaart_id:
        return None
    datum = vorige.gesprek.datum
    wanneer = f" ({format_kort(datum)})" if datum else ""
    if not st.toggle(f"Toon wat we toen antwoordden{wanneer}", key="vraag_toen"):
        return None
    toen = read_toen(wie, dossier.sessie, vraag, ports=ports())
    if toen is None:
        toon("bij.html", tekst="Het verslag van het vorige gesprek is nog niet bevroren; daarna lees je het hier.")
    elif toen.versie is None:
        toon("bij.html", tekst="Het vorige gesprek is niet bevroren: dit is hoe het er nu staat. Alleen jij leest dit.")
    return toen


def toon_toen(toen: Toen | None, sleutel: str, code: str) -> None:
    """What this partnership answered then, below what it answers now."""
    if toen is not None and code in toen.namen:
        toon("toen.html", datum=toen.datum, naam="", tekst=toen.tell(sleutel, code))


def toon_anderen_toen(toen: Toen | None, sleutel: str, dossier: Dossier) -> None:
    """What partnerships answered that take part no more."""
    if toen is None:
        return
    hier = {partnerschap.code for partnerschap in dossier.partnerschappen}
    for code, naam in toen.namen.items():
        if code not in hier and toen.antwoorden.get((sleutel, code)):
            with st.container(key=f"antwoord_{sleutel}_{code}_toen", gap=None):
                tekst = toen.antwoorden[sleutel, code]
                toon("toen.html", datum=toen.datum, naam=f"{code} · {naam}", tekst=tekst)


def toon_samen_toen(toen: Toen | None) -> None:
    """What they concluded together then."""
    if toen is not None and toen.conclusie is not None:
        toon("samen_toen.html", datum=toen.datum, conclusie=toen.conclusie)


def wijs_terugblik(dossier: Dossier) -> None:
    """A follow-up begins with looking back: said until the first question lies on the table."""
    if dossier.terugblik is None or dossier.regie is not None or dossier.sessie.stand is not Stand.GESPREK:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="wijs_terugblik"):
        toon("terugblik_eerst.html")
        if st.button("Naar de terugblik", key="wijs_terugblik_ga", type="primary"):
            ga_naar(TERUGBLIK, dossier)
