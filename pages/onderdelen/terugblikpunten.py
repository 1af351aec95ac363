"""What was agreed last time, one by one: how it was, how it is now, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.reeksen import set_actiestand, set_afspraakstand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Actieterug, Afspraakterug, Terugblik
from gesprekskaart.vervolg import Actie, Afspraak
from pages.onderdelen.doen import doe
from pages.onderdelen.keuzeknoppen import keuzeknoppen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon

UITKOMST = "Wat is ervan terechtgekomen?"

Keuze = TypeVar("Keuze", bound=StrEnum)


def count_standen(dossier: Dossier, terug: Terugblik) -> dict[str, Counter[str]]:
    """How many of what was agreed stand how now, for afspraken and acties apart."""
    return {
        "Afspraken": Counter(_find_afspraak(dossier, afspraak).stand for afspraak in terug.afspraken),
        "Acties": Counter(_find_actie(dossier, actie).stand for actie in terug.acties),
    }


def toon_afspraak_terug(dossier: Dossier, wie: Wie, terug: Afspraakterug) -> None:
    """One afspraak."""
    nu = _find_afspraak(dossier, terug)
    gelezen = nu.revisie if nu is not terug else 0
    with st.container(horizontal=True, wrap=True, key=f"terug_punt_afspraak_{terug.nummer}"):
        with st.container(key=f"terug_hoe_afspraak_{terug.nummer}", gap="xsmall"):
            toon("terug_afspraak.html", terug=terug, nu=None if _may_ask(dossier, wie) else nu)
            _ask_stand(
                dossier, wie, f"Hoe staat afspraak {terug.nummer} er nu voor?", nu.stand,
                lambda stand, gelezen: set_afspraakstand(
                    wie, dossier.sessie.id, terug.nummer, stand, gelezen=gelezen, ports=ports()
                ),
                key=f"afspraak_{terug.nummer}", gelezen=gelezen,
            )  # fmt: skip
        with st.container(key=f"terug_uitkomst_afspraak_{terug.nummer}"):
            tekstveld(dossier, wie, TekstSoort.AFSPRAAKUITKOMST, terug.nummer, label=UITKOMST, hoogte=2)


def toon_actie_terug(dossier: Dossier, wie: Wie, terug: Actieterug) -> None:
    """One actie, set in under the afspraak that it carries out."""
    nu = _find_actie(dossier, terug)
    gelezen = nu.revisie if nu is not terug else 0
    with st.container(horizontal=True, wrap=True, key=f"terug_punt_actie_{terug.nummer}"):
        with st.container(key=f"terug_hoe_actie_{terug.nummer}", gap="xsmall"):
            toon("terug_actie.html", terug=terug, nu=None if _may_ask(dossier, wie) else nu)
            _ask_stand(
                dossier, wie, f"Hoe staat actie {terug.nummer} er nu voor?", nu.stand,
                lambda stand, gelezen: set_actiestand(
                    wie, dossier.sessie.id, terug.nummer, stand, gelezen=gelezen, ports=ports()
                ),
                key=f"actie_{terug.nummer}", gelezen=gelezen,
            )  # fmt: skip
        with st.container(key=f"terug_uitkomst_actie_{terug.nummer}"):
            tekstveld(dossier, wie, TekstSoort.ACTIEUITKOMST, terug.nummer, label=UITKOMST, hoogte=2)


def _may_ask(dossier: Dossier, wie: Wie) -> bool:
    return may(wie, Handeling.TERUGBLIKKEN, dossier.sessie)


def _ask_stand(
    dossier: Dossier, wie: Wie, label: str, nu: Keuze, zet: Callable[[Keuze, int], object], *, key: str, gelezen: int
) -> None:
    """The control for whoever may change it; for others the line above says how it stands."""
    if not _may_ask(dossier, wie):
        return
    gekozen = keuzeknoppen(
        label, list(type(nu)), nu, gelezen=gelezen, noem=_shorten, key=f"terugstand_{key}", required=True,
        toon_label=False,
    )  # fmt: skip
    if gekozen and gekozen.waarde is not None:
        stand, gelezen = gekozen.waarde, gekozen.gelezen
        doe(lambda: zet(stand, gelezen), bij=f"terugstand_{key}")


def _shorten(stand: StrEnum) -> str:
    # Five choices that are one row on a laptop; the longest says 'afgesproken' of what was agreed anyway.
    return stand.removeprefix("afgesproken ").capitalize()


def _find_afspraak(dossier: Dossier, terug: Afspraakterug) -> Afspraak:
    return next((a for a in dossier.afspraken if a.nummer == terug.nummer), terug)


def _find_actie(dossier: Dossier, terug: Actieterug) -> Actie:
    return next((a for a in dossier.acties if a.nummer == terug.nummer), terug)
