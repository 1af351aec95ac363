"""A choice that stands in the address: a link can name it, a refresh keeps it, and Back goes to what one saw before."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st


def adreskeuze(
    label: str, naam: str, mogelijk: Collection[str], *, key: str, noem: Callable[[str], str] = str,
    toon_label: bool = True, wrap: bool = True, on_change: Callable[[], None] | None = None, is_verdere: bool = False,
) -> str:  # fmt: skip
    """Draw the choices as buttons, with pressed what the address calls `naam`; at first, or unknown, the first.

    `is_verdere`: there is another on the same screen (see `noteer_adres`).
    """
    eerste = next(iter(mogelijk))
    volg_adres(naam, mogelijk, key=key, vreemd=eerste)
    gekozen = st.segmented_control(
        label, list(mogelijk), required=True, format_func=noem, key=key, wrap=wrap, on_change=on_change,
        label_visibility="visible" if toon_label else "collapsed",
    )  # fmt: skip
    return noteer_adres(naam, gekozen or eerste, key=key, eerste=eerste if is_verdere else None)


def volg_adres(naam: str, mogelijk: Collection[str], *, key: str, vreemd: str | None = None) -> str:
    """Before a choice with this key is drawn: let it stand at what the address calls `naam`, or at the first.

    Once per change of the address (a link, Back); after that it stands where somebody put it. Whoever chooses in this
    very run is followed: on a slow network the address that comes along may be the one before. What cannot be chosen
    (any more) becomes `vreemd`. Gives what was asked for, also when it cannot be chosen.
    """
    gevraagd = st.query_params.get(naam)
    gevolgd, gekozen = st.session_state.get(_adres(key), (None, next(iter(mogelijk))))
    koos_net = st.session_state.get(key) not in (None, gekozen)
    if key not in st.session_state or (gevraagd != gevolgd and not koos_net):
        gekozen = st.session_state[key] = gevraagd or next(iter(mogelijk))
        st.session_state[_adres(key)] = (gevraagd, gekozen)
    if st.session_state[key] not in mogelijk:
        st.session_state[key] = gekozen if gekozen in mogelijk else vreemd
    return str(gekozen)


def noteer_adres(naam: str, gekozen: str, *, key: str, eerste: str | None = None) -> str:
    """After it was drawn: what was chosen goes into the address.

    Also when it says so already: after a link to this very screen the browser only then shows where it is. That takes
    one choice of the screen; a further one names its `eerste`, which the address need not say: each word that is added
    to it is a step for Back.
    """
    if eerste is None or st.query_params.get(naam, eerste) != gekozen:
        st.query_params[naam] = gekozen
    st.session_state[_adres(key)] = (st.query_params.get(naam), gekozen)
    return gekozen


def neem_over(key: str, waarde: object) -> None:
    """Before something with this key is drawn: let it stand at what the address says, also after Back.

    For what writes itself into the address as soon as it is changed (`on_change`, or sending a form). What somebody is
    still typing stays as it is, as long as the address does.
    """
    if st.session_state.get(key) != waarde:
        st.session_state[key] = waarde


def _adres(key: str) -> str:
    return f"{key}_adres"
