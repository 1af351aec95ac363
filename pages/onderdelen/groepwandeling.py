"""What one group walks through: one theme at a time, step by step, with a writing field at each."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import LEEG, Dossier
from gesprekskaart.groep import IN_DE_REGIOS, STAPNAMEN, Groep, Groepstand
from gesprekskaart.kaart import Vraag
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Stand
from gesprekskaart.tekst import GROEPSOORTEN, TekstSoort
from pages.onderdelen.adreskeuze import adreskeuze
from pages.onderdelen.groepklok import groepklok
from pages.onderdelen.groepvensters import choose_niet_besproken
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import OOGST
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon

STANDEN = {
    Groepstand.GEMAAKT: "nog niet begonnen",
    Groepstand.OPEN: "bezig",
    Groepstand.GESLOTEN: "gesloten",
}

UITLEG = {
    TekstSoort.VRAAGSTUK: "Wat speelt er? Zet er het onderdeel bij waar het om gaat.",
    TekstSoort.ANDEREN: "Vraag het elkaar: per partnerschap, en wat de onderwijsregio’s doen.",
    TekstSoort.CONTEXT: "Waarmee ga je zelf verder?",
    TekstSoort.UITWERKEN: "Wat kunnen of moeten we met elkaar verder uitwerken en delen?",
    TekstSoort.LANDELIJK: "Wat verdient landelijk aandacht?",
}


def toon_wandeling(dossier: Dossier, wie: Wie, groep: Groep, nu: datetime) -> None:
    """Who sits here, how long still, and the theme of now with its steps."""
    toon_groep(dossier, groep)
    if groep.stand is not Groepstand.GESLOTEN:
        with st.container(key="groep_klok"):
            groepklok(groep, nu)
    _toon_mag(dossier, wie, groep)
    vragen = {vraag.id: vraag for vraag in dossier.kaart.vragen if groep.has_thema(vraag.id)}
    # The key carries the group: in another group one begins at its own first theme.
    thema = adreskeuze(
        "Thema", "thema", vragen, key=f"groepen_thema_{groep.nummer}", toon_label=False,
        noem=lambda id: f"{dossier.groepstand(groep, id).teken} {id}",
    )  # fmt: skip
    _toon_thema(dossier, wie, groep, vragen[thema])
    _toon_verder(dossier, groep, list(vragen), thema)


def toon_groep(dossier: Dossier, groep: Groep, *, voortgang: bool = False) -> None:
    """Who sits in a group, and how far it is; and how far it is per theme, when asked for."""
    mensen = {deelnemer.nummer: deelnemer for deelnemer in dossier.deelnemers}
    toon(
        "groep.html",
        groep=groep,
        stand=STANDEN[groep.stand],
        leden=[mensen[lid] for lid in groep.leden if lid in mensen],
        voortgang=_list_voortgang(dossier, groep) if voortgang else [],
        # In the group itself one knows by then: what one writes in should not be below the fold of a phone.
        vouwt=not voortgang,
    )


def _list_voortgang(dossier: Dossier, groep: Groep) -> list[dict[str, str]]:
    regels = []
    for vraag in dossier.kaart.vragen:
        if groep.has_thema(vraag.id):
            stand, plekken = dossier.groepstand(groep, vraag.id), dossier.groepsplekken(groep, vraag.id)
            geteld = f"{sum(map(dossier.is_gevuld, plekken))} van {len(plekken)}"
            woord = stand.woord if stand is LEEG or stand.teken == "–" else geteld
            regels.append({"id": vraag.id, "teken": stand.teken, "woord": woord})
    return regels


def _toon_mag(dossier: Dossier, wie: Wie, groep: Groep) -> None:
    """Why somebody only reads here, where one would expect to write."""
    if may(wie, Handeling.NOTEREN, dossier.sessie, groep=groep):
        return
    is_lid = wie.deelnemer is not None and wie.deelnemer.nummer in groep.leden
    if dossier.sessie.stand not in (Stand.VOORBEREIDING, Stand.GESPREK):
        toon("leeg.html", tekst="Er is een versie bevroren. Hier lees je wat de groep schreef.")
    elif not is_lid:
        toon("leeg.html", tekst="Je leest hier mee. Wie in deze groep zit, schrijft.")
    elif groep.stand is Groepstand.GESLOTEN:
        toon("leeg.html", tekst="De groep is gesloten. Alles wat jullie schreven staat er, en komt in de oogst.")
    else:
        toon("leeg.html", tekst="Dit is je groep. Zodra de facilitator begint, kun je schrijven.")


def _toon_thema(dossier: Dossier, wie: Wie, groep: Groep, vraag: Vraag) -> None:
    fase, blok = next((fase, blok) for fase, blok, deze in dossier.kaart.walk() if deze.id == vraag.id)
    with st.container(key="groep_vraag"):
        toon("vraag.html", fase=fase, blok=blok, vraag=vraag, groot=False)
    feiten = {feit.sleutel: feit for feit in dossier.niet_besproken if feit.groep == groep.nummer}
    toon("groepthema.html", onderdelen=vraag.onderdelen, feiten=feiten)
    if vraag.id in feiten:
        toon("niet_besproken.html", naam="Dit thema", reden=feiten[vraag.id].reden)
    geschreven = any(map(dossier.is_gevuld, dossier.groepsplekken(groep, vraag.id)))
    if vraag.id not in feiten or geschreven:
        for nummer, soort in enumerate(GROEPSOORTEN, start=1):
            with st.container(key=f"stap_{vraag.id}_{soort}", gap="xsmall"):
                toon("groepstap.html", nummer=nummer, naam=STAPNAMEN[soort], uitleg=UITLEG.get(soort, ""))
                _toon_velden(dossier, wie, groep, vraag.id, soort)
    if may(wie, Handeling.MARKEREN, dossier.sessie, groep=groep) and st.button(
        "Niet besproken…", key=f"groep_niet_besproken_{vraag.id}", type="tertiary"
    ):
        choose_niet_besproken(dossier, wie, groep, vraag)


def _toon_velden(dossier: Dossier, wie: Wie, groep: Groep, vraag: str, soort: TekstSoort) -> None:
    if soort is not TekstSoort.ANDEREN:
        tekstveld(dossier, wie, soort, vraag, label=STAPNAMEN[soort], groep=groep.nummer, label_zichtbaar=False)
        return
    with st.container(horizontal=True, wrap=True, key=f"anderen_{vraag}"):
        for code, label in (*((p.code, f"{p.code} · {p.naam}") for p in dossier.partnerschappen), (None, IN_DE_REGIOS)):
            with st.container(key=f"antwoord_{vraag}_anderen_{code}", gap=None):
                tekstveld(dossier, wie, soort, vraag, label=label, partnerschap=code, groep=groep.nummer, hoogte=2)


def _toon_verder(dossier: Dossier, groep: Groep, themas: list[str], thema: str) -> None:
    volgende = themas.index(thema) + 1
    if volgende < len(themas):
        st.button(
            f"Verder met {themas[volgende]}", type="primary", key="groepen_verder",
            on_click=lambda: st.session_state.update({f"groepen_thema_{groep.nummer}": themas[volgende]}),
        )  # fmt: skip
    elif st.button("Naar de oogst", type="primary", key="groepen_oogst"):
        ga_naar(OOGST, dossier)
