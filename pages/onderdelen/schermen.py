"""Which screens there are, and the address of each. Paths count from frame.py."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.services.peilingen import may_see
from gesprekskaart.services.rechten import Handeling, may

GESPREKKEN = st.Page("../begin/gesprekken.py", title="Mijn gesprekken", url_path="gesprekken", default=True)
NIEUW = st.Page("../begin/nieuw.py", title="Nieuw gesprek", url_path="nieuw")
OEFENEN = st.Page("../begin/oefenen.py", title="Oefenen", url_path="oefenen")
KAARTEN = st.Page("../begin/kaarten.py", title="Kaarten", url_path="kaarten")

INRICHTEN = st.Page("../voorbereiding/inrichten.py", title="Wie en wanneer", url_path="inrichten")
UITNODIGEN = st.Page("../voorbereiding/uitnodigen.py", title="Uitnodigen", url_path="uitnodigen")
VOORBEREIDEN = st.Page("../voorbereiding/voorbereiden.py", title="Voorbereiden", url_path="voorbereiden")
VRAAG = st.Page("../gesprek/vraag.py", title="Het gesprek", url_path="gesprek")
GROEPEN = st.Page("../gesprek/groepen.py", title="Groepen", url_path="groepen")
OOGST = st.Page("../gesprek/oogst.py", title="Oogst", url_path="oogst")
PEILINGEN = st.Page("../keuzes/peilingen.py", title="Peilingen", url_path="peilingen")
WAY_FORWARD = st.Page("../vervolg/way_forward.py", title="Way Forward", url_path="way-forward")
VERSLAG = st.Page("../verslag/verslag.py", title="Verslag", url_path="verslag")

BEGIN = (GESPREKKEN, NIEUW, OEFENEN, KAARTEN)
STAPPEN = {
    INRICHTEN: "Wie",
    UITNODIGEN: "Uitnodigen",
    VOORBEREIDEN: "Voorbereiden",
    VRAAG: "Gesprek",
    GROEPEN: "Groepen",
    OOGST: "Oogst",
    PEILINGEN: "Peilingen",
    WAY_FORWARD: "Way Forward",
    VERSLAG: "Verslag",
}
"""The stages of one session in the order in which one walks them, though any is allowed; short enough for a phone."""


VOOR = {
    INRICHTEN: (Handeling.INRICHTEN, Handeling.HEROPENEN),
    UITNODIGEN: (Handeling.TOELATEN,),
    VOORBEREIDEN: (Handeling.ANTWOORDEN, Handeling.HEROPENEN),
}
"""For whom a step is: who may do one of these. The others are for everybody who may read."""


IN_GROEPEN = (GROEPEN, OOGST)
"""Only for a card that says how groups go about it."""


def list_stappen(wie: Wie, dossier: Dossier) -> list[st.Page]:
    """The steps that concern this person, in order."""
    eigen = (None, *(wie.deelnemer.namens if wie.deelnemer else ()))
    return [stap for stap in STAPPEN if _concerns(stap, wie, dossier, eigen)]


def _concerns(stap: st.Page, wie: Wie, dossier: Dossier, eigen: tuple[str | None, ...]) -> bool:
    if stap in IN_GROEPEN:
        return bool(dossier.kaart.werkwijze)
    if stap is PEILINGEN:
        return may_see(wie, dossier)
    return stap not in VOOR or any(
        may(wie, handeling, dossier.sessie, partnerschap=code) for handeling in VOOR[stap] for code in eigen
    )
