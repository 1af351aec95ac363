"""All options at all criteria at once: one table to walk in, and a few options side by side in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from gesprekskaart.dossier import Dossier
from gesprekskaart.kaart import Criterium
from gesprekskaart.keuze import (
    ASPECTNAMEN,
    Keuzemogelijkheid,
    Score,
    list_criteria,
    list_gezegd,
    list_keuzes,
    plek_van,
)
from gesprekskaart.tekst import ASPECTEN, TekstSoort
from pages.onderdelen.adreskeuze import neem_over
from pages.onderdelen.component import make_component
from pages.onderdelen.tonen import toon

MIN_NAAST, MAX_NAAST = 2, 4

_mount = make_component("keuzes")


def keuzematrix(dossier: Dossier, ga: Callable[[str, str], None]) -> None:
    """Draw the table; `ga` is called with option and criterium when somebody opens a cell."""
    criteria = list_criteria(dossier.kaart, dossier.criteria)
    data = {
        "sessie": str(dossier.sessie.id),
        "nummer": dossier.nummer,
        "keuzes": [
            {"nummer": keuze.nummer, "titel": keuze.titel, "besluit": keuze.besluit and keuze.besluit.uitkomst}
            for keuze in list_keuzes(dossier)
        ],
        "criteria": [
            {"id": criterium.id, "titel": criterium.titel, "gezegd": _count_gezegd(dossier, criterium)}
            for criterium in criteria
        ],
        "aspecten": [{"soort": soort, "naam": naam} for soort, naam in ASPECTNAMEN.items()],
        "scores": {
            f"{b.keuze}/{b.criterium}": {"teken": b.score.teken, "woord": b.score}
            for b in dossier.beoordelingen
            if b.score is not None and b.functie is None
        },
        "teksten": {
            plek: tekst.tekst
            for plek, tekst in dossier.teksten.items()
            if tekst.plek.soort in ASPECTEN and tekst.tekst.strip()
        },
    }
    _mount(key="keuzematrix", data=data, on_cel_change=lambda: ga(*st.session_state.keuzematrix.cel.split("/")))


def _count_gezegd(dossier: Dossier, criterium: Criterium) -> int:
    return len({deel for aspect in ASPECTEN for deel in list_gezegd(dossier, criterium, aspect) if deel.van})


_OVER = ((TekstSoort.BESCHRIJVING, "Wat het is"), (TekstSoort.INFRASTRUCTUUR, "Wat er nu al staat"))


def naast_elkaar(dossier: Dossier) -> None:
    """Two to four options in full, beside each other; which ones stands in the address."""
    keuzes = {keuze.nummer: keuze for keuze in list_keuzes(dossier)}
    if len(keuzes) < MIN_NAAST:
        toon("leeg.html", tekst="Vergelijken kan zodra er twee keuzemogelijkheden zijn.")
        return
    gevraagd = st.query_params["met"].split(",") if "met" in st.query_params else list(keuzes)[:MIN_NAAST]
    neem_over("keuzes_naast", [nummer for nummer in gevraagd if nummer in keuzes][:MAX_NAAST])
    gekozen = st.multiselect(
        f"Welke zet je naast elkaar? Kies er {MIN_NAAST} tot {MAX_NAAST}",
        list(keuzes),
        max_selections=MAX_NAAST,
        format_func=lambda nummer: keuzes[nummer].naam,
        placeholder="Kies keuzemogelijkheden",
        key="keuzes_naast",
        on_change=lambda: st.query_params.update(met=",".join(st.session_state["keuzes_naast"])),
    )
    if len(gekozen) < MIN_NAAST:
        toon("leeg.html", tekst="Kies er nog een.")
        return
    toon("keuzes_naast.html", **_collect(dossier, [keuzes[nummer] for nummer in gekozen]))


def _collect(dossier: Dossier, keuzes: Sequence[Keuzemogelijkheid]) -> dict[str, object]:
    criteria = list_criteria(dossier.kaart, dossier.criteria)
    scores = {b.waarvan: b.score for b in dossier.beoordelingen}

    def cel(keuze: Keuzemogelijkheid, criterium: Criterium) -> dict[str, object]:
        functies: list[tuple[str, Score]] = [
            (functie, score)
            for functie in (dossier.kaart.functies if criterium.per_functie else ())
            if (score := scores.get((keuze.nummer, criterium.id, functie))) is not None
        ]
        return {
            "keuze": keuze,
            "score": scores.get((keuze.nummer, criterium.id, None)),
            "functies": functies,
            "teksten": [
                (naam, tekst)
                for aspect, naam in ASPECTNAMEN.items()
                if (tekst := dossier.tekst_bij(plek_van(aspect, keuze.nummer, criterium.id)).strip())
            ],
        }

    return {
        "keuzes": keuzes,
        "over": [
            (naam, teksten)
            for soort, naam in _OVER
            if any(teksten := [dossier.tekst(soort, keuze.nummer).strip() for keuze in keuzes])
        ],
        "rijen": [(criterium, [cel(keuze, criterium) for keuze in keuzes]) for criterium in criteria],
    }
