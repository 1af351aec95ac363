"""One option at one criterium: how it looks there, in four texts and a score, beside what was said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.inbreng import holds_inbreng
from gesprekskaart.kaart import Criterium
from gesprekskaart.keuze import (
    ASPECTNAMEN,
    Beoordeling,
    Gezegd,
    Keuzemogelijkheid,
    Score,
    list_criteria,
    list_gezegd,
)
from gesprekskaart.ports import ports
from gesprekskaart.services.keuzes import give_score, take_over
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.tekst import TekstSoort
from pages.onderdelen.doen import doe
from pages.onderdelen.keuzeknoppen import keuzeknoppen
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import VRAAG
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import escape_label, toon

Ga = Callable[[str, str], None]
"""Goes to an option at a criterium."""


def toon_weging(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid, criterium: Criterium) -> None:
    """Score and texts, each beside what was said before where the card asked for it."""
    toon("weging.html", keuze=keuze, criterium=criterium)
    _toon_scores(dossier, wie, keuze, criterium)
    for aspect, naam in ASPECTNAMEN.items():
        gezegd = list_gezegd(dossier, criterium, aspect)
        with st.container(horizontal=True, wrap=True, key=f"weging_{aspect}"):
            with st.container(gap="xsmall", key=f"weging_veld_{aspect}"):
                sleutel = f"{keuze.nummer}-{criterium.id}"
                tekstveld(dossier, wie, aspect, sleutel, label=naam, hoogte=3)
            if gezegd:
                with st.container(gap="xsmall", key=f"weging_gezegd_{aspect}"):
                    _toon_gezegd(dossier, wie, keuze, criterium, aspect, gezegd)


def _toon_scores(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid, criterium: Criterium) -> None:
    functies = dossier.kaart.functies if criterium.per_functie else ()
    bekend = {b.waarvan: b for b in dossier.beoordelingen}
    eerdere = [bekend.get((keuze.nummer, criterium.id, functie)) for functie in (None, *functies)]
    if not may(wie, Handeling.AFWEGEN, dossier.sessie):
        toon("scores.html", beoordelingen=[b for b in eerdere if b and b.score])
        return
    _ask_score(dossier, wie, eerdere[0], Beoordeling(keuze=keuze.nummer, criterium=criterium.id))
    if functies:
        with (
            st.expander("Apart per functie", expanded=any(b and b.score for b in eerdere[1:])),
            st.container(horizontal=True, wrap=True, key="weging_functies"),
        ):
            for functie, was in zip(functies, eerdere[1:], strict=True):
                nieuw = Beoordeling(keuze=keuze.nummer, criterium=criterium.id, functie=functie)
                _ask_score(dossier, wie, was, nieuw)


def _ask_score(dossier: Dossier, wie: Wie, was: Beoordeling | None, leeg: Beoordeling) -> None:
    nu, gelezen = was.score if was else None, was.revisie if was else 0
    key = f"score_{leeg.keuze}_{leeg.criterium}_{leeg.functie or ''}"
    gekozen = keuzeknoppen(
        leeg.functie.capitalize() if leeg.functie else "Hoe kijken jullie ernaar, alles bij elkaar?",
        list(Score),
        nu,
        gelezen=gelezen,
        noem=_call_kort if leeg.functie else _call,
        key=key,
    )
    if gekozen:
        nieuw = leeg.model_copy(update={"score": gekozen.waarde})
        doe(lambda: give_score(wie, dossier.sessie.id, nieuw, gelezen=gekozen.gelezen, ports=ports()), bij=key)


def _call(score: Score) -> str:
    return escape_label(f"{score.teken} {score}")


def _call_kort(score: Score) -> str:
    return escape_label(score.teken)


def _toon_gezegd(
    dossier: Dossier,
    wie: Wie,
    keuze: Keuzemogelijkheid,
    criterium: Criterium,
    aspect: TekstSoort,
    gezegd: Sequence[Gezegd],
) -> None:
    """What the card asked before, with where; one tap takes it over."""
    huidig = dossier.tekst(aspect, f"{keuze.nummer}-{criterium.id}")
    mag = may(wie, Handeling.AFWEGEN, dossier.sessie)
    # Open where nothing was written yet, and it stays so while one takes over: closing under a finger is no help.
    open_ = st.session_state.setdefault(f"gezegd_open_{aspect}_{keuze.nummer}_{criterium.id}", not huidig.strip())
    with st.expander(f"Hierover staat al iets onder {_tell_sleutels(gezegd)} ({len(gezegd)})", expanded=open_):
        for deel in gezegd:
            plaats = f"{aspect}_{deel.sleutel}_{deel.van or 'samen'}"
            toon("gezegd.html", gezegd=deel)
            if holds_inbreng(huidig, deel.met_bron):
                toon("bij.html", tekst="Overgenomen.")
            elif mag and st.button(
                f"Neem over bij {ASPECTNAMEN[aspect].lower()} ({deel.van or 'samen'}, {deel.sleutel})",
                key=f"gezegd_{plaats}",
                icon=":material/add:",
            ):
                doe(partial(_take_over, dossier, wie, keuze, criterium, aspect, deel))
        for vraag in dossier.kaart.vragen:
            if {deel.sleutel for deel in gezegd} & {*vraag.ids} and st.button(
                f"Naar vraag {vraag.id}", key=f"gezegd_vraag_{aspect}_{vraag.id}", type="tertiary"
            ):
                ga_naar(VRAAG, dossier, vraag=vraag.id)


def _take_over(
    dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid, criterium: Criterium, aspect: TekstSoort, deel: Gezegd
) -> None:
    take_over(
        wie, dossier.sessie.id, keuze.nummer, criterium.id, aspect, sleutel=deel.sleutel, van=deel.van, ports=ports()
    )


def _tell_sleutels(gezegd: Sequence[Gezegd]) -> str:
    return ", ".join(dict.fromkeys(deel.sleutel for deel in gezegd if deel.van)) or gezegd[0].sleutel


def toon_verder(dossier: Dossier, keuzes: Sequence[Keuzemogelijkheid], keuze: str, criterium: str, ga: Ga) -> None:
    """To the criterium before and after; from the last one to the next option."""
    criteria = list_criteria(dossier.kaart, dossier.criteria)
    plekken = [(k.nummer, c.id) for k in keuzes for c in criteria]
    titels = {c.id: c.titel for c in criteria}
    hier = plekken.index((keuze, criterium))

    def call(plek: tuple[str, str]) -> str:
        return escape_label(titels[plek[1]] if plek[0] == keuze else f"{plek[0]}: {titels[plek[1]]}")

    with st.container(horizontal=True, wrap=True, horizontal_alignment="distribute", key="weging_lopen"):
        if hier:
            vorige = plekken[hier - 1]
            st.button(call(vorige), key="weging_vorige", icon=":material/arrow_back:", on_click=ga, args=vorige)
        if hier + 1 < len(plekken):
            volgende = plekken[hier + 1]
            st.button(
                f"Verder met {call(volgende)}", key="weging_volgende", type="primary", icon=":material/arrow_forward:",
                icon_position="right", on_click=ga, args=volgende,
            )  # fmt: skip
