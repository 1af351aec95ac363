"""Two who change an option at once: what the other made of it beside what was filled in here, until one is chosen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import IntussenGewijzigd
from gesprekskaart.keuze import Keuzemogelijkheid, list_keuzes, merge_keuze
from gesprekskaart.ports import ports
from gesprekskaart.services.keuzes import decide, read_herkomst, save_keuze
from gesprekskaart.services.sessies import open_dossier
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.tonen import toon


def save_or_keep(
    dossier: Dossier,
    wie: Wie,
    was: Keuzemogelijkheid,
    make: Callable[[], Keuzemogelijkheid],
    *,
    gelukt: str | None = None,
) -> None:
    """Save what was made of `was` in a window; when somebody else was first, keep it for `toon_botsing`."""

    def daad() -> None:
        mijn = make()
        try:
            _save(dossier, wie, was, mijn)
        except IntussenGewijzigd:
            st.session_state[_key(was)] = (was, mijn)
            raise
        st.session_state.pop(_key(was), None)

    doe(daad, gelukt=gelukt)


def _save(dossier: Dossier, wie: Wie, was: Keuzemogelijkheid, mijn: Keuzemogelijkheid) -> None:
    """A window changes either what an option is or what was decided about it; each is an action of its own."""
    if mijn.besluit != was.besluit:
        decide(wie, dossier.sessie.id, was, mijn.besluit, ports=ports())
    else:
        save_keuze(wie, dossier.sessie.id, mijn.model_copy(update={"revisie": was.revisie}), ports=ports())


def _key(keuze: Keuzemogelijkheid) -> str:
    return f"botsing_keuze_{keuze.nummer}"


def toon_botsing(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> None:
    """How it was, how somebody else made it meanwhile and what was filled in here."""
    bewaard: tuple[Keuzemogelijkheid, Keuzemogelijkheid] | None = st.session_state.get(_key(keuze))
    if bewaard is None:
        return
    was, mijn = bewaard
    # As it stands at this moment: the window was drawn before somebody else changed it.
    vers = open_dossier(wie, dossier.sessie.id, ports=ports())
    nu = next((ander for ander in list_keuzes(vers) if ander.nummer == keuze.nummer), None)
    if nu is None:
        toon_geweigerd(f"{keuze.naam} is intussen van de lijst. Zet haar terug; wat je invulde staat hier dan nog.")
        return
    versies = [_list_velden(dossier, wie, versie) for versie in (was, nu, mijn)]
    toon(
        "botsing.html",
        naam=f"Keuzemogelijkheid {keuze.nummer}",
        velden=[veld for veld in versies[0] if len({versie[veld] for versie in versies}) > 1],
        was=versies[0],
        nu=versies[1],
        mijn=versies[2],
        has_geschiedenis=False,
    )
    with st.container(horizontal=True, wrap=True, key="botsing_doen"):
        if st.button("Voeg mijn wijziging toe", type="primary", key="botsing_mijn"):
            save_or_keep(dossier, wie, nu, lambda: merge_keuze(was, mijn, nu))
        if st.button("Laat het zoals het nu is", key="botsing_laat"):
            del st.session_state[_key(keuze)]
            st.rerun()


def _list_velden(dossier: Dossier, wie: Wie, keuze: Keuzemogelijkheid) -> dict[str, str]:
    bronnen = read_herkomst(wie, dossier.sessie.id, keuze.bronnen, ports=ports())
    return {
        "titel": keuze.titel,
        "komt voort uit": ", ".join(bron.verwijzing for bron in bronnen),
        "besluit": keuze.besluit.uitkomst if keuze.besluit else "",
        "waarom": keuze.besluit.reden if keuze.besluit else "",
    }
