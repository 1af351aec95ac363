"""One option as a whole: what it is, where it came from, how people stand in it, and what was decided."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.keuze import Keuzemogelijkheid, find_lopende, list_peilingen
from gesprekskaart.peiling import Peilingstand, count_uitslag, sort_stemmen
from gesprekskaart.ports import ports
from gesprekskaart.services.keuzes import Bronregel, ask_peiling, read_herkomst
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verwijzing import find_vraag
from pages.onderdelen.doen import doe
from pages.onderdelen.keuzevensters import edit_besluit, edit_keuze
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import PEILINGEN, VRAAG
from pages.onderdelen.sporen import find_in_vraag, toon_gevolgen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon


def toon_keuze(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> None:
    """The option with everything around it but the matrix."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="keuze_kop"):
        toon("keuze.html", keuze=keuze)
        if may(wie, Handeling.AFWEGEN, dossier.sessie) and st.button("Titel en herkomst…", key="keuze_wijzig"):
            edit_keuze(dossier, wie, keuze)
    _toon_besluit(dossier, wie, keuze)
    for soort, label in (
        (TekstSoort.BESCHRIJVING, "Wat houdt het in?"),
        (TekstSoort.INFRASTRUCTUUR, "Welke rol speelt wat er nu al staat?"),
    ):
        tekstveld(dossier, wie, soort, keuze.nummer, label=label, hoogte=3)
    _toon_herkomst(dossier, wie, keuze)


def _toon_besluit(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> None:
    """What was asked for beforehand beside what came of it, and the decision that people took themselves."""
    peilingen = list_peilingen(dossier, keuze.nummer)
    gesloten = [
        (peiling, count_uitslag(peiling, sort_stemmen(peiling, dossier.stemmen)))
        for peiling in peilingen
        if peiling.stand is Peilingstand.GESLOTEN
    ]
    lopend = find_lopende(dossier, keuze.nummer)
    with st.container(key="keuze_besluit"):
        toon("besluit.html", keuze=keuze, gesloten=gesloten, lopend=lopend)
        with st.container(horizontal=True, wrap=True, key="keuze_doen"):
            if may(wie, Handeling.BESLISSEN, dossier.sessie) and st.button(
                "Besluit wijzigen…" if keuze.besluit else "Besluit vastleggen…", key=f"besluit_{keuze.nummer}"
            ):
                edit_besluit(dossier, wie, keuze, gesloten)
            opnieuw = " opnieuw" if gesloten else ""
            if (
                lopend is None
                and may(wie, Handeling.PEILEN, dossier.sessie)
                and st.button(f"Peil {keuze.nummer}{opnieuw}", key=f"peil_{keuze.nummer}")
            ):
                doe(
                    lambda: ask_peiling(wie, dossier.sessie.id, keuze.nummer, ports=ports()),
                    gelukt=f"De peiling over {keuze.nummer} staat klaar. Kijk na wat je vraagt, en open haar.",
                )
            if peilingen and st.button(f"Naar peiling {peilingen[-1].nummer}", key=f"naar_{keuze.nummer}"):
                ga_naar(PEILINGEN, dossier, nummer=peilingen[-1].nummer)


def _toon_herkomst(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> None:
    """One click back to where it came from, and on to what came of it."""
    herkomst = read_herkomst(wie, dossier.sessie.id, keuze.bronnen, ports=ports())
    if herkomst:
        with st.container(horizontal=True, wrap=True, gap="small", vertical_alignment="center", key="keuze_herkomst"):
            toon("bij.html", tekst="Komt voort uit")
            for deel in herkomst:
                _link_vraag(dossier, deel)
        for deel in herkomst:
            if deel.tekst:
                toon("herkomst.html", herkomst=deel)
    toon_gevolgen(dossier, make_herkomst(dossier.kaart, dossier), keuze.nummer)


def _link_vraag(dossier: Dossier, deel: Bronregel) -> None:
    if dossier.kaart.find_vraag(find_vraag(deel.bron)):
        parameters = {"sessie": str(dossier.sessie.id), **find_in_vraag(dossier, deel.bron)}
        st.page_link(VRAAG, label=deel.verwijzing, query_params=parameters)
