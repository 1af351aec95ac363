"""Components of our own: browsers fetch their script once, from web/statisch, instead of with every element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def make_component(naam: str, *, html: str | None = None) -> ComponentRenderer:
    """The component whose script is /gk/statisch/<naam>.js; its style is in the page already.

    A question with sixteen fields otherwise carries sixteen copies of the script: 258 against 29 KiB a click.
    Styles are not isolated: inside a shadow root Streamlit takes an 'r' that somebody types for its rerun shortcut.
    """
    # Two lines: a single one would be taken for the name of a file.
    script = f"const adres = new URL('/gk/statisch/{naam}.js', location.origin)\nexport default (await import(adres)).default\n"
    return st.components.v2.component(f"gesprekskaart_{naam}", html=html, js=script, isolate_styles=False)
