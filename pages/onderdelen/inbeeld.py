"""Bringing into view what a link named: on a long screen one otherwise still has to look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from pages.onderdelen.component import make_component

ONDERDEEL, INBRENG = "onderdeel", "inbreng"
"""What an address of the conversation calls a part of a question, and what somebody contributed to it."""

_mount = make_component("inbeeld")


def breng_in_beeld(naam: str, mogelijk: Iterable[str], *, vak: str) -> None:
    """What the address calls `naam`, when it is one of these; `vak` is the key of its block, or ends in _ as its begin.

    To be drawn last: then all that it may point at is there.
    """
    gevraagd = st.query_params.get(naam)
    if gevraagd in set(mogelijk):
        sleutel = f"st-key-{vak.format(gevraagd)}"
        _wijs_aan(f'[class*="{sleutel}"]' if sleutel.endswith("_") else f".{sleutel}")


def breng_hierheen(vak: str) -> None:
    """The block with this key: where a button or a cell on this very screen led.

    Else a keyboard is left at the top of the page, and a thumb at the end of what it came from.
    """
    _wijs_aan(f".st-key-{vak}")


def breng_inbreng_in_beeld() -> None:
    """The inbreng that the address names by what it is known by, or by its place; it comes in with the board."""
    inbreng = st.query_params.get(INBRENG, "")
    if re.fullmatch("[0-9a-f]{8,32}", inbreng):
        _wijs_aan(f'[data-kenmerk="{inbreng}"]')
    elif re.fullmatch("[1-9][0-9]{0,2}", inbreng):
        _wijs_aan(f'[data-plaats="{inbreng}"]')


def _wijs_aan(doel: str) -> None:
    # A selector of our own making, never what somebody typed in an address.
    _mount(key="inbeeld", data={"doel": doel})


def vergeet_gevraagd() -> None:
    """What the address named is not on the screen that one goes to."""
    for naam in (ONDERDEEL, INBRENG):
        st.query_params.pop(naam, None)
