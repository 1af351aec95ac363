"""What was removed and can come back: nothing is lost by a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.onderdelen.doen import doe
from pages.onderdelen.tonen import toon


def toon_weggelegd(dingen: Sequence[tuple[str, str]], put_back: Callable[[str], object]) -> None:
    """Each by its number and what it is, with a button that puts it back."""
    if not dingen:
        return
    with st.expander(f"Verwijderd ({len(dingen)})", key="weggelegd"):
        toon("bij.html", tekst="Dit staat niet in het verslag. Het nummer blijft ervan; terugzetten kan altijd.")
        for nummer, wat in dingen:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                toon("weggelegd.html", nummer=nummer, wat=wat)
                if st.button(f"Zet {nummer} terug", key=f"terug_{nummer}"):
                    doe(lambda nummer=nummer: put_back(nummer), gelukt=f"{nummer} staat er weer.")  # type: ignore[misc]
