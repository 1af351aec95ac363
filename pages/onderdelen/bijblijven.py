"""Keeping up: the screen is drawn anew when something changes that the live stream cannot put in place by itself."""

from __future__ import annotations

from collections.abc import Iterable

from gesprekskaart.dossier import Dossier
from pages.onderdelen.component import make_component

_mount = make_component("bijblijven")


def blijf_bij(
    dossier: Dossier, *, gevuld: Iterable[str] | None = None, wie_binnenkomt: bool = False, rustig: bool = False
) -> None:
    """Run this screen again when it is worth drawing anew, shortly after, and never over an open window.

    For whoever leads, with `gevuld`, the places in which something is written: also when somebody comes in, and when
    a place of a group is filled or emptied. With `wie_binnenkomt` only the former. `rustig`: not while somebody types
    here, for a screen on which what is above a field may become higher.
    """
    data = {
        "sessie": str(dossier.sessie.id),
        "nummer": dossier.nummer,
        "gevuld": None if gevuld is None else sorted(gevuld),
        "wie_binnenkomt": wie_binnenkomt,
        "rustig": rustig,
    }
    _mount(key="bijblijven", data=data, on_nieuws_change=lambda: None)
