"""A choice that is kept as soon as somebody presses it, in buttons that stay: a keyboard keeps its place in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

import streamlit as st

from pages.onderdelen.doen import toon_geweigerd_bij

T = TypeVar("T")


class Gekozen(NamedTuple, Generic[T]):
    """What somebody pressed (None: nothing any more), and which revision stood there when they did."""

    waarde: T | None
    gelezen: int


def keuzeknoppen(
    label: str, keuzes: Sequence[T], nu: T | None, *, gelezen: int = 0, noem: Callable[[T], str], key: str,
    required: bool = False, toon_label: bool = True,
) -> Gekozen[T] | None:  # fmt: skip
    """Draw the choices with `nu` pressed; gives what was chosen just now, None if nothing was.

    The key is the same for every revision: with another one each time, Streamlit draws other buttons and whoever
    presses them by keyboard is back at the top of the page. What another person chose meanwhile takes the place of what
    stood there, unless one chose oneself in the same moment: then the service is asked, and refuses.
    """
    gezien = f"{key}_gezien"
    stond, revisie = st.session_state.get(gezien, (nu, gelezen))
    if key not in st.session_state or st.session_state[key] == stond:
        st.session_state[key] = stond = nu
        st.session_state[gezien] = (nu, gelezen)
        revisie = gelezen
    gekozen = st.segmented_control(
        label, list(keuzes), format_func=noem, key=key, required=required,
        label_visibility="visible" if toon_label else "collapsed",
    )  # fmt: skip
    toon_geweigerd_bij(key)
    if gekozen == stond:
        return None
    # Asked once: if it is refused, what is stored comes back with the next screen, see `doe(bij=key)`.
    st.session_state[gezien] = (gekozen, revisie)
    return Gekozen(gekozen, revisie)
