"""From a question to the options: what the card asks in pieces comes together there."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Fase, Fasenaam, Vraag
from gesprekskaart.keuze import list_keuzes
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import ASPECTEN
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import KEUZES


def wijs_keuzes(dossier: Dossier, wie: Wie, fase: Fase, vraag: Vraag) -> None:
    """Offer the way to the options, at the criterium that this question is about if there is one."""
    criterium = _find_criterium(dossier, vraag)
    if criterium is None and fase.fase is not Fasenaam.OPTIONS:
        return
    if not (list_keuzes(dossier) or may(wie, Handeling.AFWEGEN, dossier.sessie)):
        return
    if st.button("Naar de keuzemogelijkheden", key="vraag_keuzes", type="tertiary"):
        ga_naar(KEUZES, dossier, **({"weergave": "criterium", "criterium": criterium} if criterium else {}))


def _find_criterium(dossier: Dossier, vraag: Vraag) -> str | None:
    for criterium in dossier.kaart.criteria:
        for aspect in ASPECTEN:
            if set(criterium.sleutels_bij(aspect)) & set(vraag.sleutels):
                return criterium.id
    return None
