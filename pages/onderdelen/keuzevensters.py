"""The windows of 'Keuzemogelijkheden': making an option, what it is called and came from, deciding, own criteria."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Herkomst, make_herkomst
from gesprekskaart.keuze import Besluit, EigenCriterium, Keuzemogelijkheid, Uitkomst, list_keuzes
from gesprekskaart.pdf.woorden import SCHEIDING, shorten
from gesprekskaart.peiling import MAX_REDEN, Peiling, Uitslag
from gesprekskaart.ports import ports
from gesprekskaart.services.keuzes import (
    Bronregel,
    add_criterium,
    add_keuze,
    decide,
    list_gevolgen,
    list_mogelijke_bronnen,
    read_herkomst,
    remove_keuze,
    save_criterium,
    save_keuze,
)
from gesprekskaart.verwijzing import find_vraag
from pages.onderdelen.botsing import Wijzigbaar, save_or_keep, toon_botsing
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.sporen import tell_ding
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster

UITLEG = {
    Uitkomst.GEKOZEN: "Hiermee gaan we verder.",
    Uitkomst.AANGEPAST: "Hiermee gaan we verder, maar anders dan het er nu staat. Schrijf hieronder hoe.",
    Uitkomst.AANGEHOUDEN: "Nu niet. Schrijf hieronder wanneer we erop terugkomen.",
    Uitkomst.VERVALLEN: "Hiermee gaan we niet verder.",
}
Gepeild = tuple[Peiling, Uitslag]
"""A closed poll about an option, and what came of it."""

_KORT = 80
"""Characters of an inbreng in a list to choose from."""


@venster("Keuzemogelijkheid", width="medium")
def edit_keuze(dossier: Dossier, wie: Wie, nu: Keuzemogelijkheid | None) -> None:
    """Make an option (`nu` None), or change its title and where it came from, or take it off the list."""
    herkomst = make_herkomst(dossier.kaart, dossier)
    bekend = {h.bron: h for h in list_mogelijke_bronnen(wie, dossier.sessie.id, ports=ports())}
    van = nu.nummer if nu else "nieuw"
    botsing = st.container()
    with st.form("keuze", border=False):
        titel = st.text_input(
            "Titel",
            nu.titel if nu else "",
            max_chars=300,
            placeholder="Eén loket voor alle sectoren",
            key=f"keuze_titel_{van}",
        )
        bronnen = st.multiselect(
            "Komt voort uit",
            list(dict.fromkeys((*bekend, *(nu.bronnen if nu else ())))),
            default=nu.bronnen if nu else (),
            format_func=lambda bron: _call(bekend.get(bron), bron, herkomst),
            placeholder="Kies vragen of inbreng",
            key=f"keuze_bronnen_{van}",
        )
        bewaard = st.form_submit_button("Bewaar" if nu else "Zet op de lijst", type="primary", key="keuze_bewaar")
    if bewaard and nu is None:
        doe(lambda: add_keuze(wie, dossier.sessie.id, titel, bronnen=tuple(bronnen), ports=ports()))
    elif bewaard and nu is not None:
        _save(dossier, wie, nu, titel, bronnen)
    if nu is not None:
        _toon_weg(dossier, wie, nu)
        with botsing:
            toon_botsing(_wijzig(dossier, wie, nu))


def _call(regel: Bronregel | None, bron: str, herkomst: Herkomst) -> str:
    if regel is None or not regel.tekst:
        return tell_ding(herkomst, find_vraag(bron))
    return f"{regel.verwijzing}{SCHEIDING}{shorten(regel.tekst, _KORT)}"


def _save(dossier: Dossier, wie: Wie, nu: Keuzemogelijkheid, titel: str, bronnen: Sequence[str]) -> None:
    def make() -> Keuzemogelijkheid:
        return Keuzemogelijkheid(**{**dict(nu), "titel": titel, "bronnen": tuple(bronnen)})

    save_or_keep(_wijzig(dossier, wie, nu), nu, make)


def _wijzig(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> Wijzigbaar[Keuzemogelijkheid]:
    sessie_id = dossier.sessie.id

    def find(vers: Dossier) -> Keuzemogelijkheid | None:
        return next((ander for ander in list_keuzes(vers) if ander.nummer == keuze.nummer), None)

    def save(was: Keuzemogelijkheid, mijn: Keuzemogelijkheid) -> object:
        """A window changes either what an option is or what was decided about it; each is an action of its own."""
        if mijn.besluit != was.besluit:
            return decide(wie, sessie_id, was, mijn.besluit, ports=ports())
        return save_keuze(wie, sessie_id, mijn.model_copy(update={"revisie": was.revisie}), ports=ports())

    def list_velden(keuze: Keuzemogelijkheid) -> dict[str, str]:
        bronnen = read_herkomst(wie, sessie_id, keuze.bronnen, ports=ports())
        return {
            "titel": keuze.titel,
            "komt voort uit": ", ".join(bron.verwijzing for bron in bronnen),
            "besluit": keuze.besluit.uitkomst if keuze.besluit else "",
            "waarom": keuze.besluit.reden if keuze.besluit else "",
        }

    return Wijzigbaar(dossier, wie, f"Keuzemogelijkheid {keuze.nummer}", find, save, list_velden)


def _toon_weg(dossier: Dossier, wie: Wie, nu: Keuzemogelijkheid) -> None:
    if gevolgen := list_gevolgen(dossier, nu.nummer, ports=ports()):
        toon("bij.html", tekst=f"Van {nu.nummer} komt al iets: {', '.join(gevolgen)}. Daarom blijft zij op de lijst.")
    elif st.button(f"Haal {nu.nummer} van de lijst", type="tertiary", key="keuze_weg"):
        doe(
            lambda: remove_keuze(wie, dossier.sessie.id, nu, ports=ports()),
            gelukt=f"{nu.nummer} is van de lijst. Er is niets weg: hieronder zet je haar terug.",
        )


@venster("Besluit", width="medium")
def edit_besluit(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid, gesloten: Sequence[Gepeild]) -> None:
    """Record what people decide about an option, and why; or that it is open again."""
    nu = keuze.besluit
    toon("bij.html", tekst=f"{keuze.naam}. Een peiling kiest niet: jullie besluiten zelf, en schrijven op waarom.")
    toon("steun.html", gesloten=gesloten)
    botsing = st.container()
    with st.form("besluit", border=False):
        uitkomst = st.radio(
            "Wat besluiten jullie?",
            list(Uitkomst),
            index=list(Uitkomst).index(nu.uitkomst) if nu else None,
            format_func=lambda uitkomst: uitkomst.capitalize(),
            captions=[UITLEG[uitkomst] for uitkomst in Uitkomst],
            key=f"besluit_uitkomst_{keuze.revisie}",
        )
        reden = st.text_area(
            "Waarom?", nu.reden if nu else "", max_chars=MAX_REDEN, height=120,
            key=f"concept_besluit_{keuze.nummer}_{keuze.revisie}",
        )  # fmt: skip
        bewaard = st.form_submit_button("Leg besluit vast", type="primary", key="besluit_bewaar")
    if bewaard and uitkomst is None:
        toon_geweigerd("Kies eerst wat jullie besluiten.")
    elif bewaard and uitkomst is not None:
        _decide(dossier, wie, keuze, uitkomst, reden)
    if nu and st.button("Neem dit besluit terug", type="tertiary", key="besluit_terug"):
        save_or_keep(_wijzig(dossier, wie, keuze), keuze, lambda: keuze.model_copy(update={"besluit": None}))
    with botsing:
        toon_botsing(_wijzig(dossier, wie, keuze))


def _decide(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid, uitkomst: Uitkomst, reden: str) -> None:
    def make() -> Keuzemogelijkheid:
        return keuze.model_copy(update={"besluit": Besluit(uitkomst=uitkomst, reden=reden)})

    save_or_keep(_wijzig(dossier, wie, keuze), keuze, make, gelukt=f"Het besluit over {keuze.nummer} is vastgelegd.")


@venster("Criteria", width="medium")
def edit_criteria(dossier: Dossier, wie: Wie) -> None:
    """Add a criterium of one's own, rename one, take one off or put it back. Those of the card stand fast."""
    toon("criteria.html", kaart=dossier.kaart.criteria)
    for eigen in dossier.criteria:
        with st.form(f"criterium_{eigen.id}", border=False):
            titel = st.text_input(
                f"Eigen criterium {eigen.id[5:]}", eigen.titel, max_chars=100, key=f"criterium_titel_{eigen.id}"
            )
            with st.container(horizontal=True):
                bewaard = st.form_submit_button(
                    "Zet terug" if eigen.verwijderd else "Bewaar", key=f"criterium_bewaar_{eigen.id}"
                )
                weg = not eigen.verwijderd and st.form_submit_button("Haal weg", key=f"criterium_weg_{eigen.id}")
        if bewaard or weg:
            doe(partial(_save_criterium, dossier, wie, eigen, titel, weg=weg))
    with st.form("criterium", border=False):
        titel = st.text_input("Nieuw criterium", max_chars=100, placeholder="Haalbaar vóór 2027", key="criterium_titel")
        nieuw = st.form_submit_button("Voeg toe", type="primary", key="criterium_bewaar")
    if nieuw:
        doe(lambda: add_criterium(wie, dossier.sessie.id, titel, ports=ports()))


def _save_criterium(dossier: Dossier, wie: Wie, eigen: EigenCriterium, titel: str, *, weg: bool) -> None:
    nieuw = EigenCriterium(id=eigen.id, titel=titel, verwijderd=weg, revisie=eigen.revisie)
    save_criterium(wie, dossier.sessie.id, nieuw, ports=ports())
