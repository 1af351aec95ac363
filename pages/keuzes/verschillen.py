"""Screen 'Verschillen': where views differ, in the words of each partnership. Nothing here has to be settled."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import list_eigen_woorden, put_away_verschil
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Stand
from gesprekskaart.tekst import Plek, TekstSoort
from gesprekskaart.verschil import Verschil
from pages.onderdelen.aandachtvensters import edit_verschil
from pages.onderdelen.adreskeuze import noteer_adres, volg_adres
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
verschillen = {verschil.nummer: verschil for verschil in dossier.verschillen if not verschil.verwijderd}


def toon_verschil(verschil: Verschil) -> None:
    """One difference: what it is about, how each sees it, what they share, how to proceed, and who stands apart.

    What may be there or not has a container that always is: what comes after it would move up a place, and on a slow
    device a block that does is made anew, under the hands of who writes in it.
    """
    toon("verschil.html", verschil=verschil)
    with st.container():
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
    with st.container():
        if mag or dossier.is_gevuld(Plek(soort=soort, sleutel=verschil.nummer)):
            tekstveld(dossier, wie, soort, verschil.nummer, label=label, hoogte=2)


def toon_minderheid(verschil: Verschil) -> None:
    """What a partnership wants to be on record: its own to write, everybody's to read."""
    for code in namen:
        is_gevuld = dossier.is_gevuld(Plek(soort=TekstSoort.MINDERHEID, sleutel=verschil.nummer, partnerschap=code))
        label = f"Minderheidsstandpunt van {code}"
        key = f"minderheid_{verschil.nummer}_{code}"
        if code in eigen:
            # Once open it stays: whoever takes out all words is about to write others.
            st.session_state[f"{key}_open"] = is_open = is_gevuld or st.session_state.get(f"{key}_open", False)
            with st.expander(label, expanded=is_open, key=key):
                toon("bij.html", tekst="Dit komt woord voor woord in het verslag, ook als de anderen het anders zien.")
                tekstveld(
                    dossier, wie, TekstSoort.MINDERHEID, verschil.nummer, label=label, partnerschap=code,
                    label_zichtbaar=False,
                )  # fmt: skip
            continue
        with st.container(key=key):
            if is_gevuld:
                tekstveld(dossier, wie, TekstSoort.MINDERHEID, verschil.nummer, label=label, partnerschap=code)


def ask_verschil() -> Verschil | None:
    """Which one; it stands in the address. None while that names one that was removed, or never was."""
    if (uit_spoor := st.query_params.get("nummer")) is not None:
        st.query_params["verschil"] = uit_spoor
    gevraagd = volg_adres("verschil", verschillen, key="verschil_keuze")
    if len(verschillen) == 1 and gevraagd in verschillen:
        return verschillen[gevraagd]
    gekozen = st.selectbox(
        "Welk verschil?", list(verschillen), index=None, key="verschil_keuze", placeholder="Kies een verschil",
        format_func=lambda nummer: f"{nummer}{SCHEIDING}{verschillen[nummer].titel}",
        on_change=lambda: st.query_params.pop("nummer", None),
    )  # fmt: skip
    if gekozen is None:
        weg = next((v for v in dossier.verschillen if v.nummer == gevraagd), None)
        wat = f"{weg.nummer}{SCHEIDING}{weg.titel} is verwijderd." if weg else "Dat verschil staat niet in dit gesprek."
        toon("leeg.html", tekst=f"{wat} Kies hierboven een ander.")
        return None
    noteer_adres("verschil", gekozen, key="verschil_keuze")
    return verschillen[gekozen]


def tell_leeg() -> str:
    """What to do, or to expect, where no difference is."""
    if dossier.verschillen:
        return f"Er staat nu geen verschil: wat er stond is verwijderd.{' Terugzetten kan hieronder.' if mag else ''}"
    if mag:
        return "Nog geen verschil. Zijn jullie het ergens niet over eens? Leg het vast, dan is het gehoord."
    if dossier.sessie.stand in (Stand.VERSLAG, Stand.VASTGESTELD):
        return "Er is geen verschil van inzicht vastgelegd."
    return "Nog geen verschil. Zodra de facilitator er een vastlegt, schrijf je hier jullie standpunt."


def toon_weg() -> None:
    """What was removed: to put back, or, for whose own words it held, to know."""
    weg = [verschil for verschil in dossier.verschillen if verschil.verwijderd]
    if mag:
        toon_weggelegd(
            [(verschil.nummer, verschil.titel) for verschil in weg],
            lambda nummer: put_away_verschil(wie, dossier.sessie.id, nummer, weg=False, ports=ports()),
        )
        return
    for verschil in weg:
        if list_eigen_woorden(dossier, verschil.nummer, eigen):
            toon("verschil_weg.html", verschil=verschil)


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
if not verschillen:
    toon("leeg.html", tekst=tell_leeg())
else:
    with st.container():
        verschil = ask_verschil()
    if verschil is not None:
        with st.container(key=f"verschilvak_{verschil.nummer}"):
            toon_verschil(verschil)
toon_weg()
# What is not drawn while it is empty: a field for who may not write in it.
gelezen = () if mag else (TekstSoort.VERSCHIL, TekstSoort.EENS, TekstSoort.VERDER)
blijf_bij(dossier, soorten=(*gelezen, TekstSoort.MINDERHEID), rustig=True)
breng_in_beeld("nummer", verschillen, vak="verschilvak_{}")
