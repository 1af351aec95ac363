"""Doing what somebody asked for: a refusal is shown where it was asked, a success is seen on a fresh screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.services.sessies import explain

_GELUKT = "gelukt"


def doe(daad: Callable[[], object], *, gelukt: str | None = None) -> None:
    """Run one service. A refusal of ours is shown in its own words (a bug stays loud); else the screen runs anew."""
    try:
        daad()
    except GesprekskaartError as fout:
        st.error(str(fout))
    except ValidationError as fout:
        st.error(explain(fout))
    else:
        if gelukt:
            st.session_state[_GELUKT] = gelukt
        st.rerun()


def toon_gelukt() -> None:
    """What the last action brought about, once."""
    melding = st.session_state.pop(_GELUKT, None)
    if melding:
        st.success(melding)
