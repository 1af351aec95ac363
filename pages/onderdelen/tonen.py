"""Showing what people wrote: through templates that escape everything, never as HTML or Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gesprekskaart.datum import format_datum, format_kort, format_moment, format_tijd
from gesprekskaart.peiling import BINDT_NIEMAND, tell_verdeling
from gesprekskaart.vorig import name_vorig

_HIER = Path(__file__).parent

_LEESTEKEN = re.compile(r"([!-/:-@\[-`{-~])")
_HERKEND = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
"""Inside icons, addresses and arrows: those Streamlit finds in the text itself, where escaping no longer shows."""

_LIJM = "\u2060"
"""Word joiner: no width, no break, not read aloud."""


@cache
def _sjablonen() -> Environment:
    omgeving = Environment(
        loader=FileSystemLoader(_HIER / "sjablonen"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Nobody edits templates on a running server; a screen of agreements looked after a hundred files at each run.
        auto_reload=False,
    )
    omgeving.filters |= {"datum": format_datum, "kort": format_kort, "moment": format_moment, "tijd": format_tijd}
    omgeving.filters |= {"verdeling": tell_verdeling, "bron": name_vorig}
    omgeving.globals["bindt_niemand"] = BINDT_NIEMAND
    return omgeving


def toon(sjabloon: str, **gegevens: object) -> None:
    """Draw a template of this folder with these facts; nothing where it has nothing to say."""
    inhoud = _sjablonen().get_template(sjabloon).render(gegevens)
    # Streamlit raises at an empty text, and then nothing of the screen below it is there.
    if inhoud.strip():
        # DOMPurify on the other side refuses scripts as well; here everything that is not ours has been escaped.
        st.html(inhoud)


def escape_label(tekst: str) -> str:
    """What people wrote, for a label, option or heading of Streamlit: those are Markdown, and show it as written."""
    return _LEESTEKEN.sub(r"\\\1", _HERKEND.sub(_LIJM, " ".join(tekst.split())))
