"""The windows of Way Forward: one agreement or action, with what happened to it, and two people changing it at once."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import format_kort, parse_datum
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Dingsoort, Herkomst, list_dingen
from gesprekskaart.ports import ports
from gesprekskaart.services.geschiedenis import list_geschiedenis
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.vervolg import delete_actie, delete_afspraak, save_actie, save_afspraak
from gesprekskaart.sessie import Deelnemer, Functie, Pijler, Sector
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.vervolg import (
    Actie,
    Actiestand,
    Afspraak,
    Afspraakstand,
    Instemming,
    Instemmingstand,
    Stuk,
    Vervolgstuk,
)
from pages.onderdelen.botsing import Wijzigbaar, save_or_keep, toon_botsing
from pages.onderdelen.doen import doe
from pages.onderdelen.sporen import tell_ding
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.termijnen import read_termijn
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster


@venster("Afspraak uitwerken", width="medium")
def open_afspraak(dossier: Dossier, wie: Wie, herkomst: Herkomst, nu: Afspraak) -> None:
    """Features, result, consent and history of one agreement; for whoever only reads the history."""
    toon("stukkop.html", stuk=nu)
    if not may(wie, Handeling.AFSPREKEN, dossier.sessie):
        _toon_geschiedenis(dossier, wie, nu)
        return
    botsing = st.container()
    kenmerken, resultaat, instemming, geschiedenis = st.tabs(["Kenmerken", "Resultaat", "Instemming", "Geschiedenis"])
    with kenmerken:
        _edit_kenmerken(dossier, wie, herkomst, nu)
        _toon_weg(nu, lambda: delete_afspraak(wie, dossier.sessie.id, nu.nummer, ports=ports()))
    with resultaat:
        for soort, label in ((TekstSoort.RESULTAAT, "Wat is het resultaat?"), (TekstSoort.METING, "Hoe meten we dat?")):
            tekstveld(dossier, wie, soort, nu.nummer, label=label, hoogte=2)
    with instemming:
        _edit_instemmingen(dossier, wie, nu)
    with geschiedenis:
        _toon_geschiedenis(dossier, wie, nu)
    with botsing:
        toon_botsing(_wijzig(dossier, wie, nu))


def _edit_kenmerken(dossier: Dossier, wie: Wie, herkomst: Herkomst, nu: Afspraak) -> None:
    """How firm it is, what it is about and where it came from."""
    dingen = (ding for ding in list_dingen(dossier.kaart, dossier) if not ding.is_weg)
    kiesbaar = (ding.id for ding in dingen if ding.soort is not Dingsoort.ACTIE and ding.id != nu.nummer)
    mogelijk = dict.fromkeys((*kiesbaar, *nu.bronnen))
    with st.form("afspraak", border=False):
        stand = st.selectbox(
            "Hoe vast staat dit?", list(Afspraakstand), index=list(Afspraakstand).index(nu.stand),
            format_func=str.capitalize, key=f"afspraak_stand_{nu.nummer}",
        )  # fmt: skip
        functies = st.pills(
            "Functies", list(Functie), selection_mode="multi", default=nu.functies, key=f"afspraak_functies_{nu.nummer}"
        )
        sectoren = st.pills(
            "Sectoren", list(Sector), selection_mode="multi", default=nu.sectoren, key=f"afspraak_sectoren_{nu.nummer}"
        )
        pijlers = st.pills(
            "Pijlers", list(Pijler), selection_mode="multi", default=nu.pijlers, key=f"afspraak_pijlers_{nu.nummer}"
        )
        bronnen = st.multiselect(
            "Komt voort uit", list(mogelijk), default=nu.bronnen, placeholder="Kies vragen, keuzes of peilingen",
            format_func=lambda id: tell_ding(herkomst, id), key=f"afspraak_bronnen_{nu.nummer}",
        )  # fmt: skip
        toelichting = st.text_input("Toelichting", nu.toelichting, key=f"afspraak_toelichting_{nu.nummer}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="afspraak_bewaar")
    if bewaard:
        velden: dict[str, object] = {"stand": stand, "toelichting": toelichting, "functies": tuple(functies)}
        velden |= {"sectoren": tuple(sectoren), "pijlers": tuple(pijlers), "bronnen": tuple(bronnen)}
        save_or_keep(_wijzig(dossier, wie, nu), nu, lambda: _change(nu, **velden))


def _edit_instemmingen(dossier: Dossier, wie: Wie, nu: Afspraak) -> None:
    """Which boards it waits for, and what each said. Not a form: a board that is chosen gets its row at once."""
    toon("bij.html", tekst="Wie aan tafel zit, mag meestal niet beslissen: besturen beslissen.")
    eerder = {instemming.bestuur: instemming for instemming in nu.instemmingen}
    besturen = [bestuur.naam for partnerschap in dossier.partnerschappen for bestuur in partnerschap.besturen]
    gekozen = st.multiselect(
        "Welke besturen moeten instemmen?", list(dict.fromkeys((*besturen, *eerder))), default=list(eerder),
        placeholder="Kies een bestuur, of typ een ander", accept_new_options=True, key=f"afspraak_besturen_{nu.nummer}",
    )  # fmt: skip
    antwoorden = [_ask_instemming(nu, bestuur, eerder.get(bestuur)) for bestuur in gekozen]
    if st.button("Bewaar", type="primary", key="afspraak_instemming_bewaar"):
        save_or_keep(
            _wijzig(dossier, wie, nu),
            nu,
            lambda: _change(nu, instemmingen=tuple(antwoord() for antwoord in antwoorden)),
        )


def _ask_instemming(van: Afspraak, bestuur: str, was: Instemming | None) -> Callable[[], Instemming]:
    was = was or Instemming(bestuur=bestuur)
    toon("bestuur.html", bestuur=bestuur)
    with st.container(horizontal=True, wrap=True, key=f"bestuur_{bestuur}"):
        stand = st.selectbox(
            "Stand", list(Instemmingstand), index=list(Instemmingstand).index(was.stand), format_func=str.capitalize,
            key=f"instemming_stand_{van.nummer}_{bestuur}", width=200,
        )  # fmt: skip
        op = st.text_input(
            "Besluit op", format_kort(was.op) if was.op else "", placeholder="21-4-2027",
            key=f"instemming_op_{van.nummer}_{bestuur}", width=160,
        )  # fmt: skip
        toelichting = st.text_input(
            "Toelichting", was.toelichting, key=f"instemming_toelichting_{van.nummer}_{bestuur}", width=320
        )
    # Who told it belongs to what was told.
    door = was.door if stand is was.stand else ""
    return lambda: Instemming(bestuur=bestuur, stand=stand, op=parse_datum(op), toelichting=toelichting, door=door)


@venster("Wie en wanneer", width="medium")
def open_actie(dossier: Dossier, wie: Wie, nu: Actie) -> None:
    """Owner, term, the agreement that it carries out, and history; for whoever only reads the history."""
    toon("stukkop.html", stuk=nu)
    if not may(wie, Handeling.AFSPREKEN, dossier.sessie):
        _toon_geschiedenis(dossier, wie, nu)
        return
    botsing = st.container()
    velden, geschiedenis = st.tabs(["Wie en wanneer", "Geschiedenis"])
    with velden:
        _edit_actie(dossier, wie, nu)
        _toon_weg(nu, lambda: delete_actie(wie, dossier.sessie.id, nu.nummer, ports=ports()))
    with geschiedenis:
        _toon_geschiedenis(dossier, wie, nu)
    with botsing:
        toon_botsing(_wijzig(dossier, wie, nu))


def _edit_actie(dossier: Dossier, wie: Wie, nu: Actie) -> None:
    mensen = {deelnemer.nummer: deelnemer for deelnemer in dossier.deelnemers}
    keuzes = [None, *mensen]
    # Of an earlier conversation of the series too, when it carries that one out.
    afspraken = list(dict.fromkeys((None, *(afspraak.nummer for afspraak in dossier.afspraken), nu.afspraak)))
    with st.form("actie", border=False):
        deelnemer = st.selectbox(
            "Wie doet het?", keuzes, index=keuzes.index(nu.deelnemer if nu.deelnemer in mensen else None),
            format_func=lambda nummer: _tell_mens(mensen[nummer]) if nummer else "iemand anders, of nog niemand",
            key=f"actie_deelnemer_{nu.nummer}",
        )  # fmt: skip
        eigenaar = st.text_input(
            "Rol en organisatie", nu.eigenaar, placeholder="programmaleider, Stichting Voorbeeld",
            key=f"actie_eigenaar_{nu.nummer}",
        )  # fmt: skip
        termijn = st.text_input(
            "Wanneer klaar?", format_kort(nu.termijn) if nu.termijn else "", placeholder="1 september 2027",
            key=f"actie_termijn_{nu.nummer}",
        )  # fmt: skip
        stand = st.selectbox(
            "Hoe staat het ervoor?", list(Actiestand), index=list(Actiestand).index(nu.stand),
            format_func=str.capitalize, key=f"actie_stand_{nu.nummer}",
        )  # fmt: skip
        afspraak = st.selectbox(
            "Hoort bij afspraak", afspraken, index=afspraken.index(nu.afspraak),
            format_func=lambda nummer: nummer or "geen afspraak", key=f"actie_afspraak_{nu.nummer}",
        )  # fmt: skip
        toelichting = st.text_input("Toelichting", nu.toelichting, key=f"actie_toelichting_{nu.nummer}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="actie_bewaar")
    if bewaard:
        anders = {"deelnemer": deelnemer, "stand": stand, "afspraak": afspraak, "toelichting": toelichting}
        # Whoever is chosen is named as others see them, unless somebody wrote it better.
        gekozen = mensen[deelnemer].aanduiding if deelnemer and deelnemer != nu.deelnemer else ""
        anders["eigenaar"] = gekozen if gekozen and eigenaar in ("", nu.eigenaar) else eigenaar
        te_laat = f"{nu.naam} staat bij ‘te laat’ tot zij af is."
        save_or_keep(
            _wijzig(dossier, wie, nu),
            nu,
            lambda: _change(nu, termijn=read_termijn(nu.naam, nu.termijn, termijn, te_laat), **anders),
        )


def _tell_mens(deelnemer: Deelnemer) -> str:
    return f"{deelnemer.naam} · {deelnemer.aanduiding}" if deelnemer.naam else deelnemer.aanduiding


def _change(nu: Stuk, **velden: object) -> Stuk:
    """The same with other values, checked; model_copy checks nothing."""
    return type(nu)(**{**dict(nu), **velden})


def _wijzig(dossier: Dossier, wie: Wie, stuk: Stuk) -> Wijzigbaar[Stuk]:
    sessie_id = dossier.sessie.id

    def find(vers: Dossier) -> Stuk | None:
        alle: tuple[Vervolgstuk, ...] = (*vers.afspraken, *vers.acties)
        return next((ander for ander in alle if isinstance(ander, type(stuk)) and ander.nummer == stuk.nummer), None)

    def save(_was: Stuk, mijn: Stuk) -> object:
        if isinstance(mijn, Afspraak):
            return save_afspraak(wie, sessie_id, mijn, ports=ports())
        return save_actie(wie, sessie_id, mijn, ports=ports())

    return Wijzigbaar(dossier, wie, stuk.naam, find, save, lambda versie: versie.velden, has_geschiedenis=True)


def _toon_geschiedenis(dossier: Dossier, wie: Wie, stuk: Vervolgstuk) -> None:
    gebeurtenissen = list_geschiedenis(wie, dossier.sessie.id, stuk.plek, ports=ports())
    toon("geschiedenis.html", gebeurtenissen=gebeurtenissen)


def _toon_weg(stuk: Vervolgstuk, daad: Callable[[], None]) -> None:
    if st.button(f"Verwijder {stuk.naam.lower()}", key="wf_weg", type="tertiary"):
        doe(daad, gelukt=f"{stuk.naam} is verwijderd. Terugzetten kan onderaan, tot je het verslag bevriest.")
