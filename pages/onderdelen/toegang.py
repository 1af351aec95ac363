"""Who is looking, and at which session: from the cookie and the address, anew at every run."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError, NietAangemeld, SessieOnbekend
from gesprekskaart.ports import ports
from gesprekskaart.services.aanmelden import COOKIE, find_wie
from gesprekskaart.services.sessies import open_dossier
from pages.onderdelen.tonen import toon

Cookielezer = Callable[[], str | None]
"""Gives what the browser carries as our cookie."""


def read_cookie() -> str | None:
    """The cookie that the browser sent when it connected."""
    return st.context.cookies.get(COOKIE)


_lezer: Cookielezer = read_cookie


def provide_cookie(lezer: Cookielezer) -> None:
    """Read the cookie in another way: AppTest, which runs a screen without a browser, has none to send."""
    global _lezer  # noqa: PLW0603 -- as with ports: Streamlit calls our screens, so nothing can be handed to them
    _lezer = lezer


def current_wie() -> Wie:
    """The person behind the cookie. Raises NietAangemeld."""
    gedeeld = ports()
    return find_wie(_lezer(), accounts=gedeeld.accounts, now=gedeeld.now)


def require_wie() -> None:
    """Stop here, with the way to log in, when nobody is."""
    try:
        current_wie()
    except NietAangemeld as fout:
        toon("aanmelden.html", melding=str(fout))
        st.stop()


def current_dossier() -> Dossier:
    """The session that the address names; where it cannot be shown, says so and stops this screen."""
    try:
        return open_dossier(current_wie(), _sessie_id(), ports=ports())
    except GesprekskaartError as fout:
        toon("weg.html", melding=str(fout))
        st.stop()


def _sessie_id() -> UUID:
    try:
        return UUID(st.query_params.get("sessie", ""))
    except ValueError as fout:
        raise SessieOnbekend from fout
