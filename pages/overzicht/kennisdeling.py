"""Screen 'Kennis delen': who may be quoted, what still tells who it is about, and what then goes to other regions."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kennisvoorbeeld import list_aanwijzingen
from gesprekskaart.ports import ports
from gesprekskaart.services.kennisdeling import open_voorbeeld, set_toestemming
from gesprekskaart.services.rechten import Handeling, may
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.kenniswoorden import toon_aanwijzingen, toon_beslist
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import KENNISDELING
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import toon
from pages.onderdelen.vrijgeven import choose_gesprekken, toon_vrijgave


def toon_toestemmingen(dossier: Dossier, wie: Wie) -> None:
    """Per partnership whether its own words go along; its people say so, or who leads."""
    st.header("Mogen eigen woorden mee?", anchor=False)
    toon("kennis_toestemmen.html")
    gezegd = {toestemming.partnerschap: toestemming for toestemming in dossier.kennis.toestemmingen}
    for partnerschap in dossier.partnerschappen:
        code, toestemming = partnerschap.code, gezegd.get(partnerschap.code)
        with st.container(horizontal=True, vertical_alignment="center", key=f"toestemming_{code}"):
            toon("kennis_toestemming.html", partnerschap=partnerschap, toestemming=toestemming)
            if not may(wie, Handeling.TOESTEMMEN, dossier.sessie, partnerschap=code):
                continue
            mag = toestemming is not None and toestemming.citeren
            knop = "Trek in" if mag else "Geef toestemming"
            if st.button(knop, key=f"kennis_toestemming_{code}_{'nee' if mag else 'ja'}", help=f"{knop}: {code}"):
                doe(
                    lambda: set_toestemming(wie, dossier.sessie.id, code, citeren=not mag, ports=ports()),
                    gelukt=f"De eigen woorden van {code} gaan {'niet meer' if mag else 'nu'} mee.",
                )
    if not dossier.partnerschappen:
        toon("leeg.html", tekst="Er doen nog geen partnerschappen mee.")


dossier, wie = current_dossier(), current_wie()
toon_kop(dossier, KENNISDELING)
st.title("Kennis delen", anchor=False)
toon("kennis_inleiding.html", leidt=may(wie, Handeling.KENNIS_DELEN, dossier.sessie), sessie=dossier.sessie)
toon_gelukt()
toon_toestemmingen(dossier, wie)
if may(wie, Handeling.KENNIS_DELEN, dossier.sessie):
    samen = choose_gesprekken(dossier, wie)
    voorbeeld = open_voorbeeld(wie, samen, ports=ports())
    open_ = {id: list_aanwijzingen(gesprek) for id, gesprek in zip(samen, voorbeeld.gesprekken, strict=True)}
    toon_aanwijzingen(wie, open_)
    toon_beslist(dossier, wie)
    toon_vrijgave(dossier, wie, open_, voorbeeld.bestand.vingerafdruk)
    st.header("Zo gaat het naar buiten", anchor=False)
    toon("kennis_voorbeeld.html", gesprekken=voorbeeld.gesprekken)
blijf_bij(dossier)
