"""Which screens there are, and the address of each. Paths count from frame.py."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.keuze import list_keuzes
from gesprekskaart.services.peilingen import may_see
from gesprekskaart.services.rechten import Handeling, may

GESPREKKEN = st.Page("../begin/gesprekken.py", title="Mijn gesprekken", url_path="gesprekken", default=True)
NIEUW = st.Page("../begin/nieuw.py", title="Nieuw gesprek", url_path="nieuw")
OEFENEN = st.Page("../begin/oefenen.py", title="Oefenen", url_path="oefenen")
KAARTEN = st.Page("../begin/kaarten.py", title="Kaarten", url_path="kaarten")
OVERZICHT = st.Page("../overzicht/overzicht.py", title="Overzicht", url_path="overzicht")
ZOEKEN = st.Page("../overzicht/zoeken.py", title="Zoeken", url_path="zoeken")

INRICHTEN = st.Page("../voorbereiding/inrichten.py", title="Wie en wanneer", url_path="inrichten")
UITNODIGEN = st.Page("../voorbereiding/uitnodigen.py", title="Uitnodigen", url_path="uitnodigen")
VOORBEREIDEN = st.Page("../voorbereiding/voorbereiden.py", title="Voorbereiden", url_path="voorbereiden")
TERUGBLIK = st.Page("../gesprek/terugblik.py", title="Terugblik", url_path="terugblik")
VRAAG = st.Page("../gesprek/vraag.py", title="Het gesprek", url_path="gesprek")
GROEPEN = st.Page("../gesprek/groepen.py", title="Groepen", url_path="groepen")
OOGST = st.Page("../gesprek/oogst.py", title="Oogst", url_path="oogst")
KEUZES = st.Page("../keuzes/keuzes.py", title="Keuzemogelijkheden", url_path="keuzes")
PEILINGEN = st.Page("../keuzes/peilingen.py", title="Peilingen", url_path="peilingen")
VERSCHILLEN = st.Page("../keuzes/verschillen.py", title="Verschillen", url_path="verschillen")
WAY_FORWARD = st.Page("../vervolg/way_forward.py", title="Way Forward", url_path="way-forward")
ISSUES = st.Page("../vervolg/issues.py", title="Landelijke issues", url_path="landelijk")
BETROKKENEN = st.Page("../vervolg/betrokkenen.py", title="Wie nog", url_path="wie-nog")
VERSLAG = st.Page("../verslag/verslag.py", title="Verslag", url_path="verslag")
KENNISDELING = st.Page("../overzicht/kennisdeling.py", title="Kennis delen", url_path="kennis-delen")

VERZAMELD = st.Page("../overzicht/issues.py", title="Landelijke issues", url_path="landelijke-issues")

BEGIN = (GESPREKKEN, NIEUW, OEFENEN, KAARTEN, OVERZICHT, ZOEKEN, VERZAMELD)


class Stap(NamedTuple):
    """One stage of a session: the word in the head, short enough for a phone, and its screens."""

    woord: str
    schermen: tuple[st.Page, ...]


STAPPEN = (
    Stap("Wie", (INRICHTEN,)),
    Stap("Uitnodigen", (UITNODIGEN,)),
    Stap("Voorbereiden", (VOORBEREIDEN,)),
    Stap("Terugblik", (TERUGBLIK,)),
    Stap("Gesprek", (VRAAG,)),
    Stap("Groepen", (GROEPEN,)),
    Stap("Oogst", (OOGST,)),
    Stap("Keuzes", (KEUZES, PEILINGEN, VERSCHILLEN)),
    Stap("Way Forward", (WAY_FORWARD, ISSUES, BETROKKENEN)),
    Stap("Verslag", (VERSLAG, KENNISDELING)),
)
"""In the order in which one walks them, though any is allowed."""

IN_SESSIE = tuple(scherm for stap in STAPPEN for scherm in stap.schermen)


VOOR = {
    INRICHTEN: (Handeling.INRICHTEN, Handeling.HEROPENEN),
    UITNODIGEN: (Handeling.TOELATEN,),
    VOORBEREIDEN: (Handeling.ANTWOORDEN, Handeling.HEROPENEN),
    KENNISDELING: (Handeling.TOESTEMMEN,),
}
"""For whom a screen is: who may do one of these. The others are for everybody who may read."""


IN_GROEPEN = (GROEPEN, OOGST)
"""Only for a card that says how groups go about it."""


def list_stappen(wie: Wie, dossier: Dossier) -> list[Stap]:
    """The steps that concern this person, each with the screens that do."""
    eigen = (None, *(wie.deelnemer.namens if wie.deelnemer else ()))
    van_mij = (
        Stap(woord, tuple(scherm for scherm in schermen if _concerns(scherm, wie, dossier, eigen)))
        for woord, schermen in STAPPEN
    )
    return [stap for stap in van_mij if stap.schermen]


def _concerns(scherm: st.Page, wie: Wie, dossier: Dossier, eigen: tuple[str | None, ...]) -> bool:
    if scherm in IN_GROEPEN:
        return bool(dossier.kaart.werkwijze)
    if scherm is TERUGBLIK:
        return dossier.terugblik is not None
    if scherm is KEUZES:
        return bool(list_keuzes(dossier)) or may(wie, Handeling.AFWEGEN, dossier.sessie)
    if scherm is PEILINGEN:
        return may_see(wie, dossier)
    return scherm not in VOOR or any(
        may(wie, handeling, dossier.sessie, partnerschap=code) for handeling in VOOR[scherm] for code in eigen
    )
