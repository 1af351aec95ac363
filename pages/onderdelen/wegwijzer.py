"""From a place in a conversation to the screen where it stands: what it is called, and its address."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

import streamlit as st

from gesprekskaart.tekst import (
    AFSPRAAKSOORTEN,
    ASPECTEN,
    CONCLUSIESOORTEN,
    GROEPSOORTEN,
    KEUZESOORTEN,
    UITKOMSTSOORTEN,
    Plek,
    TekstSoort,
)
from gesprekskaart.zoeken import (
    BETROKKENHEID,
    CRITERIUM,
    GESPREK,
    ISSUESOORTEN,
    KEUZE,
    PARTNERSCHAP,
    PEILING,
    VERSCHILKOP,
    VERSCHILSOORTEN,
    Feit,
)
from pages.onderdelen.schermen import (
    BETROKKENEN,
    GROEPEN,
    ISSUES,
    KEUZES,
    PEILINGEN,
    TERUGBLIK,
    VERSCHILLEN,
    VERSLAG,
    VRAAG,
    WAY_FORWARD,
)

_WAY_FORWARD = {
    TekstSoort.TOELICHTING: {"deel": "aanbevelingen"},
    TekstSoort.AANPAK: {"deel": "aanbevelingen"},
    **{soort: {"deel": "afspraken"} for soort in AFSPRAAKSOORTEN},
    TekstSoort.ACTIE: {"deel": "acties"},
}


def _keuze(nummer: str) -> dict[str, str]:
    return {"weergave": "keuze", "keuze": nummer}


def _weging(nummer: str, criterium: str) -> dict[str, str]:
    return {"weergave": "criterium", "keuze": nummer, "criterium": criterium}


Weg = tuple[st.Page, Callable[[Plek], dict[str, str]]]

_WEGEN: dict[TekstSoort, Weg] = {
    **dict.fromkeys(
        (TekstSoort.ANTWOORD, TekstSoort.INBRENG, *CONCLUSIESOORTEN), (VRAAG, lambda plek: {"vraag": _vraag(plek)})
    ),
    **dict.fromkeys(GROEPSOORTEN, (GROEPEN, lambda plek: {"groep": str(plek.groep), "thema": _vraag(plek)})),
    **dict.fromkeys(KEUZESOORTEN, (KEUZES, lambda plek: _keuze(plek.sleutel))),
    **dict.fromkeys(ASPECTEN, (KEUZES, lambda plek: _weging(*plek.sleutel.split("-")))),
    **dict.fromkeys(VERSCHILSOORTEN, (VERSCHILLEN, lambda plek: {"nummer": plek.sleutel})),
    **dict.fromkeys(ISSUESOORTEN, (ISSUES, lambda plek: {"nummer": plek.sleutel})),
    **dict.fromkeys(UITKOMSTSOORTEN, (TERUGBLIK, lambda _: {})),
    **dict.fromkeys(_WAY_FORWARD, (WAY_FORWARD, lambda plek: {**_WAY_FORWARD[plek.soort], "nummer": plek.sleutel})),
}


_VAN_FEIT: dict[str, tuple[str, st.Page, Callable[[str], dict[str, str]]]] = {
    GESPREK: ("Over het gesprek", VERSLAG, lambda _: {}),
    PARTNERSCHAP: ("Partnerschap {}", VERSLAG, lambda _: {}),
    KEUZE: ("Keuzemogelijkheid {}", KEUZES, _keuze),
    PEILING: ("Peiling {}", PEILINGEN, lambda nummer: {"nummer": nummer}),
    VERSCHILKOP: ("Verschil {}", VERSCHILLEN, lambda nummer: {"nummer": nummer}),
    CRITERIUM: ("Eigen criterium", KEUZES, lambda id: {"weergave": "criterium", "criterium": id}),
    BETROKKENHEID: ("Wie nog {}", BETROKKENEN, lambda nummer: {"nummer": nummer}),
}


def find_feit(feit: Feit) -> tuple[str, st.Page, dict[str, str]]:
    """What a fact of a conversation is called, and as `find_scherm` where it stands."""
    naam, scherm, make = _VAN_FEIT[feit.soort]
    return naam.format(feit.sleutel), scherm, make(feit.sleutel)


def find_scherm(plek: Plek | None) -> tuple[st.Page, dict[str, str]]:
    """The screen of a place and what its address says besides the session; the report has what no other screen has."""
    if plek is None or plek.soort not in _WEGEN:
        return VERSLAG, {}
    scherm, make = _WEGEN[plek.soort]
    return scherm, make(plek)


def _vraag(plek: Plek) -> str:
    """A part stands with its question: RS4b with RS4."""
    return plek.sleutel.rstrip(ascii_lowercase)


def name_plek(plek: Plek | None) -> str:
    """What stands there: 'Antwoord van LWZ bij RS4'."""
    if plek is None:
        return "Over het gesprek"
    van = f" van {plek.partnerschap}" if plek.partnerschap and plek.soort is TekstSoort.ANTWOORD else ""
    groep = f" van groep {plek.groep}" if plek.groep else ""
    if plek.soort in (TekstSoort.AFSPRAAK, TekstSoort.ACTIE):
        return f"{plek.soort.capitalize()} {plek.sleutel}"
    if plek.soort in UITKOMSTSOORTEN:
        return f"Terugblik op {plek.soort.removesuffix('uitkomst')} {plek.sleutel}"
    wat = "Notitie" if plek.soort in GROEPSOORTEN else plek.soort.capitalize()
    return f"{wat}{van}{groep} bij {plek.sleutel}"
