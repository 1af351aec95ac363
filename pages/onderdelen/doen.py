"""Doing what somebody asked for: a refusal is shown where it was asked, a success is seen on a fresh screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.services.sessies import explain
from pages.onderdelen.tonen import toon

_GELUKT = "gelukt"
_GEWEIGERD = "geweigerd"


def doe(daad: Callable[[], object], *, gelukt: str | None = None, bij: str | None = None) -> None:
    """Run one service. A refusal of ours is shown in its own words (a bug stays loud); else the screen runs anew.

    With `bij` the key of choices that show what is kept, the screen runs anew for a refusal too: it then stands at
    those, and they no longer show what was refused.
    """
    try:
        daad()
    except (GesprekskaartError, ValidationError) as fout:
        # What the deed said of itself on its way (`meld_gelukt`) did not come about.
        st.session_state.pop(_GELUKT, None)
        _refuse(explain(fout) if isinstance(fout, ValidationError) else str(fout), bij)
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
    # There also when it is empty: else all that comes below moves up a place when the message goes, and on a slow
    # device what does is made anew, under the hands of who writes in it.
    with st.container():
        if melding:
            toon("gelukt.html", melding=melding)


def _refuse(melding: str, bij: str | None) -> None:
    if bij is None:
        toon_geweigerd(melding)
        return
    st.session_state[f"{_GEWEIGERD}_{bij}"] = melding
    st.rerun()


def toon_geweigerd_bij(key: str) -> None:
    """What was refused at these choices just now, once."""
    melding = st.session_state.pop(f"{_GEWEIGERD}_{key}", None)
    if melding:
        toon_geweigerd(melding)


def toon_geweigerd(melding: str) -> None:
    """Why something was not done. Not st.error: that reads Markdown, and messages quote what people wrote."""
    toon("geweigerd.html", melding=melding)
