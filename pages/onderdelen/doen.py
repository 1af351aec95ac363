"""Doing what somebody asked for: a refusal is shown where it was asked, a success is seen on a fresh screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.services.sessies import explain
from pages.onderdelen.tonen import toon

_GELUKT = "gelukt"


def doe(daad: Callable[[], object], *, gelukt: str | None = None) -> None:
    """Run one service. A refusal of ours is shown in its own words (a bug stays loud); else the screen runs anew."""
    try:
        daad()
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    except ValidationError as fout:
        toon_geweigerd(explain(fout))
    else:
        if gelukt:
            meld_gelukt(gelukt)
        st.rerun()


def meld_gelukt(melding: str) -> None:
    """Say this on the next fresh screen: for who only knows what to say when it is done."""
    st.session_state[_GELUKT] = melding


def toon_gelukt() -> None:
    """What the last action brought about, once."""
    melding = st.session_state.pop(_GELUKT, None)
    if melding:
        toon("gelukt.html", melding=melding)


def toon_geweigerd(melding: str) -> None:
    """Why something was not done. Not st.error: that reads Markdown, and messages quote what people wrote."""
    toon("geweigerd.html", melding=melding)
