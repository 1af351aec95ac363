"""What the lists of agreements and of actions share: the one that was asked for, adding one, putting one back."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.vervolg import add_actie, list_verwijderd, restore_actie, restore_afspraak
from gesprekskaart.vervolg import Afspraak, Stuk, Vervolgstuk
from pages.onderdelen.doen import doe, meld_gelukt
from pages.onderdelen.tonen import toon

_NIEUW = "wf_nieuw"


def is_nieuw(nummer: str) -> bool:
    """Whether this action was made on this screen just now."""
    return st.session_state.get(_NIEUW) == nummer


def add_lege_actie(dossier: Dossier, wie: Wie, afspraak: str | None) -> None:
    """An empty action, that stands first in the list; for an agreement, or (None) for none."""
    actie = add_actie(wie, dossier.sessie.id, afspraak=afspraak, ports=ports())
    st.session_state[_NIEUW] = actie.nummer
    if afspraak:
        meld_gelukt(f"{actie.naam} hoort bij afspraak {afspraak}. Schrijf bij de acties op wat er gebeurt.")


def only_asked(stukken: tuple[Stuk, ...]) -> tuple[Stuk, ...]:
    """The one that the address names, as a link to it does; else all."""
    gevraagd = [stuk for stuk in stukken if stuk.nummer == st.query_params.get("nummer")]
    if not gevraagd or len(stukken) == 1:
        return stukken
    st.button(f"Toon alle {len(stukken)}", key="wf_alle", on_click=_show_all)
    return tuple(gevraagd)


def _show_all() -> None:
    st.query_params.pop("nummer", None)


def toon_verwijderd(dossier: Dossier, wie: Wie, soort: type[Vervolgstuk]) -> None:
    """What was taken out of this list and can still come back."""
    weg = [weg for weg in list_verwijderd(wie, dossier, ports=ports()) if isinstance(weg.stuk, soort)]
    if not weg:
        return
    herstel = restore_afspraak if soort is Afspraak else restore_actie
    with st.expander(f"Verwijderd ({len(weg)})"):
        toon("bij.html", tekst="Terugzetten kan tot je het verslag bevriest.")
        for stuk in (verwijderd.stuk for verwijderd in weg):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                toon("verwijderd.html", stuk=stuk, tekst=dossier.tekst(stuk.plek.soort, stuk.nummer))
                if st.button("Zet terug", key=f"wf_terug_{stuk.nummer}", help=stuk.naam):
                    doe(
                        lambda: herstel(wie, dossier.sessie.id, stuk.nummer, ports=ports()),
                        gelukt=f"{stuk.naam} staat er weer.",
                    )


def ask_meer(label: str, key: str, aantal: int) -> bool:
    """Whether one more is asked for."""
    # The count makes it another button each time: the second half of a double click finds the first one gone.
    return st.button(label, key=f"{key}_na_{aantal}", icon=":material/add:")
