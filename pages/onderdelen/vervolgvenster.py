"""The next conversation of a series: the window that makes it, and the way to it once it is there."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.datum import parse_datum
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.kaart import Kaart
from gesprekskaart.ports import ports
from gesprekskaart.reeks import suggest_titel
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.reeksen import Vervolgkeuze, find_vervolg, make_vervolg
from gesprekskaart.services.sessies import explain
from gesprekskaart.sessie import Aanwezigheid, Gesprek, Stand
from pages.onderdelen.doen import toon_geweigerd
from pages.onderdelen.schermen import INRICHTEN, TERUGBLIK
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster

# What is of that one conversation; kind, regions and the rule of play stay.
_NOG_NIET = {"begin": None, "eind": None, "plaats": "", "aanleiding": ""}

_AFWEZIG = (Aanwezigheid.AFWEZIG, Aanwezigheid.AFWEZIG_MET_BERICHT)


def vervolgknop(dossier: Dossier, wie: Wie) -> None:
    """The way to the follow-up when there is one; else the button that makes it, for whoever may."""
    vervolg = find_vervolg(wie, dossier.sessie, ports=ports())
    if vervolg is not None:
        st.page_link(
            TERUGBLIK, label=f"Naar het vervolg: {escape_label(vervolg.gesprek.titel)}",
            icon=":material/arrow_forward:", query_params={"sessie": str(vervolg.id)},
        )  # fmt: skip
        return
    klaar = dossier.sessie.stand is Stand.VASTGESTELD
    if (
        wie.account is not None
        and may(wie, Handeling.VERVOLGEN, dossier.sessie)
        and st.button("Maak het vervolg…", type="primary" if klaar else "secondary", key="verslag_vervolg")
    ):
        choose_vervolg(dossier, wie)


@venster("Maak het vervolg", width="medium")
def choose_vervolg(dossier: Dossier, wie: Wie) -> None:
    """What the next conversation is called, on which card, and who comes along."""
    toon("vervolg_maken.html", stand=dossier.sessie.stand)
    kaarten = _list_kaarten(dossier)
    mensen = {deelnemer.nummer: deelnemer for deelnemer in dossier.deelnemers}
    codes = [partnerschap.code for partnerschap in dossier.partnerschappen]
    with st.form("vervolg", border=False):
        titel = st.text_input("Titel", suggest_titel(dossier.sessie.gesprek), key="vervolg_titel")
        datum = st.text_input("Datum (mag later)", placeholder="12 maart 2027", key="vervolg_datum")
        kaart = st.selectbox(
            "Kaart", list(kaarten), key="vervolg_kaart",
            format_func=lambda sleutel: f"{kaarten[sleutel].titel} (versie {kaarten[sleutel].versie})",
        )  # fmt: skip
        partnerschappen = st.pills(
            "Welke partnerschappen doen weer mee?", codes, selection_mode="multi", default=codes,
            key="vervolg_partnerschappen",
        )  # fmt: skip
        deelnemers = st.multiselect(
            "Wie doet weer mee?", list(mensen), key="vervolg_deelnemers", placeholder="Kies deelnemers",
            default=[nummer for nummer, mens in mensen.items() if mens.aanwezigheid not in _AFWEZIG],
            format_func=lambda nummer: mensen[nummer].naam or mensen[nummer].aanduiding,
        )  # fmt: skip
        gevraagd = st.form_submit_button("Maak het vervolg", type="primary", key="vervolg_maak")
    if not gevraagd:
        return
    try:
        gesprek = Gesprek(**{**dict(dossier.sessie.gesprek), "titel": titel, "datum": parse_datum(datum), **_NOG_NIET})
        keuze = Vervolgkeuze(
            gesprek=gesprek, kaart_id=kaart[0], kaart_versie=kaart[1],
            partnerschappen=tuple(partnerschappen), deelnemers=tuple(deelnemers),
        )  # fmt: skip
        vervolg = make_vervolg(wie, dossier.sessie.id, keuze, ports=ports(), new_id=uuid4)
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    except ValidationError as fout:
        toon_geweigerd(explain(fout))
    else:
        st.switch_page(INRICHTEN, query_params={"sessie": str(vervolg.id)})


def _list_kaarten(dossier: Dossier) -> dict[tuple[str, str], Kaart]:
    """The card of this conversation first, then the newest of each."""
    alle = (dossier.kaart, *ports().kaarten.list())
    return {(kaart.id, kaart.versie): kaart for kaart in alle}
