"""The way to the question before and after, at the foot of the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from gesprekskaart.dossier import Dossier
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import WAY_FORWARD


def toon_lopen(dossier: Dossier, ids: Sequence[str], hier: str, ga: Callable[[str], None], *, nadruk: bool) -> None:
    """`ids` are the card's questions in order; `nadruk` when walking on is what one does here."""
    plaats = ids.index(hier)
    vorige, volgende = ids[plaats - 1] if plaats else None, ids[plaats + 1] if plaats + 1 < len(ids) else None
    with st.container(horizontal=True, wrap=False, horizontal_alignment="distribute", key="vraag_lopen"):
        if vorige:
            st.button(f"Naar {vorige}", key="vraag_vorige", icon=":material/arrow_back:", on_click=ga, args=(vorige,))
        if volgende:
            st.button(
                f"Naar {volgende}", key="vraag_volgende", type="primary" if nadruk else "secondary",
                icon=":material/arrow_forward:", icon_position="right", on_click=ga, args=(volgende,),
            )  # fmt: skip
        elif st.button("Naar Way Forward", type="primary", key="vraag_way_forward"):
            ga_naar(WAY_FORWARD, dossier)
