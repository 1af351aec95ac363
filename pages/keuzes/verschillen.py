"""Screen 'Verschillen': where views differ, in the words of each partnership. Nothing here has to be settled."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import put_away_verschil
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.verschil import Verschil
from pages.onderdelen.aandachtvensters import edit_verschil
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.inbeeld import breng_in_beeld
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import VERSCHILLEN
from pages.onderdelen.sporen import toon_sporen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.weggelegd import toon_weggelegd

dossier, wie = current_dossier(), current_wie()
mag = may(wie, Handeling.VASTLEGGEN, dossier.sessie)
namen = {partnerschap.code: partnerschap.naam for partnerschap in dossier.partnerschappen}
eigen = [code for code in namen if may(wie, Handeling.SPREKEN, dossier.sessie, partnerschap=code)]


def toon_verschil(verschil: Verschil) -> None:
    """One difference: what it is about, how each sees it, what they share, how to proceed, and who stands apart."""
    toon("verschil.html", verschil=verschil)
    toon_sporen(dossier, make_herkomst(dossier.kaart, dossier), verschil.nummer)
    toon_samen(TekstSoort.VERSCHIL, verschil, "Waar gaat het over?")
    toon("kopje.html", tekst="Hoe ziet ieder het?")
    if not namen:
        toon("leeg.html", tekst="Er doen nog geen partnerschappen mee.")
    elif mag and not eigen:
        toon("bij.html", tekst="Elk partnerschap schrijft hier zelf, op een eigen telefoon of samen op dit apparaat.")
    with st.container(horizontal=True, wrap=True, key=f"antwoorden_{verschil.nummer}"):
        # One's own first: on a phone it is the first thing to write in.
        for code in dict.fromkeys((*eigen, *namen)):
            with st.container(key=f"antwoord_{verschil.nummer}_{code}", gap=None):
                label = f"{code} · {namen[code]}"
                tekstveld(dossier, wie, TekstSoort.STANDPUNT, verschil.nummer, label=label, partnerschap=code)
    toon_samen(TekstSoort.EENS, verschil, "Waarover zijn we het wél eens?")
    toon_samen(TekstSoort.VERDER, verschil, "Hoe gaan we verder?")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        toon("verschil_wie.html", verschil=verschil)
        if mag and st.button("Wie en wanneer…", key=f"verschil_wijzig_{verschil.nummer}", help=verschil.nummer):
            edit_verschil(dossier, wie, verschil)
    toon_minderheid(verschil)


def toon_samen(soort: TekstSoort, verschil: Verschil, label: str) -> None:
    """A text of all together: a field for who keeps the record; for others only what stands there."""
    if mag or dossier.is_gevuld(Plek(soort=soort, sleutel=verschil.nummer)):
        tekstveld(dossier, wie, soort, verschil.nummer, label=label, hoogte=2)


def toon_minderheid(verschil: Verschil) -> None:
    """What a partnership wants to be on record: its own to write, everybody's to read."""
    for code in namen:
        is_gevuld = dossier.is_gevuld(Plek(soort=TekstSoort.MINDERHEID, sleutel=verschil.nummer, partnerschap=code))
        label = f"Minderheidsstandpunt van {code}"
        if code in eigen:
            with st.expander(label, expanded=is_gevuld, key=f"minderheid_{verschil.nummer}_{code}_{is_gevuld}"):
                toon("bij.html", tekst="Dit komt woord voor woord in het verslag, ook als de anderen het anders zien.")
                tekstveld(
                    dossier, wie, TekstSoort.MINDERHEID, verschil.nummer, label=label, partnerschap=code,
                    label_zichtbaar=False,
                )  # fmt: skip
        elif is_gevuld:
            with st.container(key=f"minderheid_{verschil.nummer}_{code}"):
                tekstveld(dossier, wie, TekstSoort.MINDERHEID, verschil.nummer, label=label, partnerschap=code)


toon_kop(dossier, VERSCHILLEN)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="verschil_kop"):
    st.title("Verschillen van inzicht", anchor=False, width="content")
    nieuw_key = f"verschil_nieuw_na_{len(dossier.verschillen)}"
    if mag and st.button("Nieuw verschil", key=nieuw_key, icon=":material/add:"):
        edit_verschil(dossier, wie, None)
toon(
    "bij.html",
    tekst="Een verschil hoeft niet opgelost. Het staat in het verslag, in de eigen woorden van elk partnerschap.",
)
toon_gelukt()
verschillen = {verschil.nummer: verschil for verschil in dossier.verschillen if not verschil.verwijderd}
if not verschillen:
    toon(
        "leeg.html",
        tekst="Nog geen verschil. Zijn jullie het ergens niet over eens? Leg het vast, dan is het gehoord."
        if mag
        else "Nog geen verschil. Zodra de facilitator er een vastlegt, schrijf je hier jullie standpunt.",
    )
else:
    gevraagd = st.query_params.get("nummer", st.query_params.get("verschil"))
    gekozen = gevraagd if gevraagd in verschillen else next(iter(verschillen))
    if len(verschillen) > 1:
        gekozen = st.segmented_control(
            "Welk verschil?",
            list(verschillen),
            default=gekozen,
            required=True,
            key=f"verschil_keuze_{len(verschillen)}",
            on_change=lambda: st.query_params.pop("nummer", None),
        )
    st.query_params["verschil"] = gekozen
    with st.container(key=f"verschilvak_{gekozen}"):
        toon_verschil(verschillen[gekozen])
if mag:
    toon_weggelegd(
        [(v.nummer, v.titel) for v in dossier.verschillen if v.verwijderd],
        lambda nummer: put_away_verschil(wie, dossier.sessie.id, nummer, weg=False, ports=ports()),
    )
blijf_bij(dossier)
breng_in_beeld("nummer", verschillen, vak="verschilvak_{}")
