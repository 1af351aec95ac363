"""Who is looking, and at which session: from the cookies and the address, anew at every run."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError, NietAangemeld, SessieOnbekend
from gesprekskaart.ports import ports
from gesprekskaart.services.aanmelden import COOKIE
from gesprekskaart.services.deelnemen import COOKIE as DEELNEMER_COOKIE
from gesprekskaart.services.deelnemen import Koekjes, NogNietToegelaten, recognise, remember_place
from gesprekskaart.services.sessies import open_dossier
from pages.onderdelen.tonen import toon

Cookielezer = Callable[[], Koekjes]
"""Gives what the browser carries of ours."""

_ONTHOUDEN = "onthouden"

Gevonden = TypeVar("Gevonden")

_gevonden: ContextVar[dict[Hashable, Any] | None] = ContextVar("gevonden", default=None)


def read_cookies() -> Koekjes:
    """The cookies that the browser sent when it connected."""
    koekjes = st.context.cookies
    return Koekjes(koekjes.get(COOKIE), koekjes.get(DEELNEMER_COOKIE))


_lezer: Cookielezer = read_cookies


def provide_cookies(lezer: Cookielezer) -> None:
    """Read the cookies in another way: AppTest, which runs a screen without a browser, has none to send."""
    global _lezer  # noqa: PLW0603 -- as with ports: Streamlit calls our screens, so nothing can be handed to them
    _lezer = lezer


def current_koekjes() -> Koekjes:
    """What the browser carries of ours."""
    return _lezer()


@contextmanager
def found_once() -> Iterator[None]:
    """Within this, who looks is looked up once, and so is whatever goes through `find_once`.

    For one run of a screen and no longer: rights may be gone by the next.

    A window that runs by itself is outside it, and looks anew.
    """
    vorige = _gevonden.set({})
    try:
        yield
    finally:
        _gevonden.reset(vorige)


def find_once(sleutel: Hashable, find: Callable[[], Gevonden]) -> Gevonden:
    """What `find` gives, for the whole run of this screen. Outside `found_once` it is found anew."""
    gevonden = _gevonden.get()
    if gevonden is None:
        return find()
    if sleutel not in gevonden:
        gevonden[sleutel] = find()
    antwoord: Gevonden = gevonden[sleutel]
    return antwoord


def current_wie() -> Wie:
    """The person behind the cookies, in the session that the address names. Raises as `recognise`."""
    vraag = (_lezer(), _find_sessie_id())
    return find_once(("wie", *vraag), lambda: recognise(*vraag, ports=ports()))


def require_wie() -> None:
    """Stop here, with the ways in, when nobody is known on this device."""
    try:
        current_wie()
    except NietAangemeld as fout:
        toon("aanmelden.html", melding=str(fout))
        st.stop()
    except GesprekskaartError:
        pass  # somebody is known; the screen that needs this session says why it does not open


def current_dossier() -> Dossier:
    """The session that the address names; where it cannot be shown, says so and stops this screen."""
    try:
        sessie_id = _find_sessie_id()
        if sessie_id is None:
            raise SessieOnbekend
        return open_dossier(current_wie(), sessie_id, ports=ports())
    except NogNietToegelaten as fout:
        toon("wachten.html", melding=str(fout), sessie_id=sessie_id)
        st.stop()
    except GesprekskaartError as fout:
        toon("weg.html", melding=str(fout))
        st.stop()


def remember_screen(scherm: st.Page) -> None:
    """Note for a participant where they are, to come back to; once for each place, as it is a write."""
    if _find_sessie_id() is None:
        return
    parameters = {naam: waarde for naam, waarde in st.query_params.items() if naam != "sessie"}
    waar = f"{scherm.url_path}?{urlencode(parameters)}"
    hier = (_find_sessie_id(), waar)
    if st.session_state.get(_ONTHOUDEN) != hier:
        st.session_state[_ONTHOUDEN] = hier
        remember_place(_lezer().apparaat, current_wie(), waar, ports=ports())


def _find_sessie_id() -> UUID | None:
    try:
        return UUID(st.query_params.get("sessie", ""))
    except ValueError:
        return None
