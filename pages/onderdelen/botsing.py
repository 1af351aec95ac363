"""Two who change the same thing in a window at once: what the other made of it beside what was filled in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Botsing, IntussenGewijzigd
from gesprekskaart.model import Ding, merge_changes
from gesprekskaart.ports import ports
from gesprekskaart.services.sessies import open_dossier
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.tonen import toon


@dataclass(frozen=True)
class Wijzigbaar(Generic[Ding]):
    """Something that a window changes, and how that is done."""

    dossier: Dossier
    wie: Wie
    naam: str
    """What it is called at the beginning of a sentence: 'Keuzemogelijkheid K1'."""
    find: Callable[[Dossier], Ding | None]
    """Where it stands in a dossier; None: it was put away."""
    save: Callable[[Ding, Ding], object]
    """Save the second, made of the first; raises IntussenGewijzigd when that is no longer how it stands."""
    list_velden: Callable[[Ding], Mapping[str, str]]
    """Everything that the window changes, in words by name."""
    has_geschiedenis: bool = False

    @property
    def key(self) -> str:
        """Where the two versions are kept in the meantime."""
        return f"botsing_{self.dossier.sessie.id}_{self.naam}"


def save_or_keep(ding: Wijzigbaar[Ding], was: Ding, make: Callable[[], Ding], *, gelukt: str | None = None) -> None:
    """Save what was made of `was` in a window; when somebody else was first, keep it for `toon_botsing`."""

    def daad() -> None:
        mijn = make()
        try:
            ding.save(was, mijn)
        except IntussenGewijzigd as fout:
            st.session_state[ding.key] = (was, mijn)
            raise Botsing(
                f"{ding.naam} is intussen ook door iemand anders gewijzigd. "
                "Bovenaan dit venster staan jullie versies naast elkaar: kies daar."
            ) from fout
        st.session_state.pop(ding.key, None)

    doe(daad, gelukt=gelukt)


def toon_botsing(ding: Wijzigbaar[Ding]) -> None:
    """How it was, how somebody else made it meanwhile and what was filled in here, until one is chosen."""
    bewaard: tuple[Ding, Ding] | None = st.session_state.get(ding.key)
    if bewaard is None:
        return
    was, mijn = bewaard
    # As it stands at this moment: the window was drawn before somebody else changed it.
    nu = ding.find(open_dossier(ding.wie, ding.dossier.sessie.id, ports=ports()))
    if nu is None:
        toon_geweigerd(f"{ding.naam} is intussen verwijderd. Zet dat eerst terug; wat je invulde staat hier dan nog.")
        return
    versies = [ding.list_velden(versie) for versie in (was, nu, mijn)]
    toon(
        "botsing.html",
        naam=ding.naam,
        velden=[veld for veld in versies[0] if len({versie[veld] for versie in versies}) > 1],
        was=versies[0],
        nu=versies[1],
        mijn=versies[2],
        has_geschiedenis=ding.has_geschiedenis,
    )
    with st.container(horizontal=True, wrap=True, key="botsing_doen"):
        if st.button("Voeg mijn wijziging toe", type="primary", key="botsing_mijn"):
            save_or_keep(ding, nu, lambda: merge_changes(was, mijn, nu))
        if st.button("Laat het zoals het nu is", key="botsing_laat"):
            del st.session_state[ding.key]
            st.rerun()
