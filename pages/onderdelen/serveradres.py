"""Where people find this server: for every link that somebody takes along to another device."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from gesprekskaart.ports import ports
from pages.onderdelen.tonen import toon


def find_server() -> str:
    """As the settings say, else where this browser did."""
    delen = urlsplit(ports().openbaar_adres or st.context.url or "")
    return f"{delen.scheme}://{delen.netloc}" if delen.netloc else ""


def waarschuw_alleen_hier() -> None:
    """Say so where nobody can come there from another device."""
    server = urlsplit(find_server())
    host = server.hostname or ""
    try:
        alleen_hier = ip_address(host).is_loopback
    except ValueError:
        alleen_hier = host == "localhost"
    if alleen_hier:
        toon("alleen_hier.html", host=server.netloc)
