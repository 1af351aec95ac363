"""What came of a poll: a picture, the table beside it, and the reasons; what was asked for beside what there is."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import Dossier
from gesprekskaart.peiling import Peiling, Stem, count_uitslag, sort_stemmen, tell_verdeling
from pages.onderdelen.tonen import toon


def toon_uitslag(dossier: Dossier, peiling: Peiling) -> None:
    """The outcome of a closed poll; who voted what only where that was said beforehand."""
    stemmen = sort_stemmen(peiling, dossier.stemmen)
    uitslag = count_uitslag(peiling, stemmen)
    namen = {deelnemer.nummer: deelnemer.naam or deelnemer.aanduiding for deelnemer in dossier.deelnemers}

    def call(stem: Stem) -> str:
        return stem.partnerschap or namen.get(stem.deelnemer or 0, f"deelnemer {stem.deelnemer}")

    wie = {keuze: [call(s) for s in stemmen if s.keuze == keuze] for keuze in peiling.keuzes}
    redenen = [
        (keuze, "" if peiling.anoniem else call(stem), stem.reden)
        for keuze in peiling.keuzes
        for stem in stemmen
        if stem.keuze == keuze and stem.reden
    ]
    with st.container(key=f"uitslag_{peiling.nummer}"):
        toon(
            "uitslag.html",
            peiling=peiling,
            uitslag=uitslag,
            meest=max((telling.aantal for telling in uitslag.verdeling), default=0) or 1,
            in_woorden=f"Staafdiagram van peiling {peiling.nummer}: {tell_verdeling(uitslag)}",
            wie=None if peiling.anoniem else wie,
            redenen=redenen,
        )
