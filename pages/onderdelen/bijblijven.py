"""Keeping up: the screen is drawn anew when something changes that the live stream cannot put in place by itself."""

from __future__ import annotations

from collections.abc import Iterable

from gesprekskaart.dossier import Dossier
from pages.onderdelen.component import make_component

_mount = make_component("bijblijven")


def blijf_bij(dossier: Dossier, *, gevuld: Iterable[str] | None = None) -> None:
    """Run this screen again after a change of something other than a text, shortly after, and never over a window.

    With `gevuld`, the places in which something is written: also when a place of a group is filled or emptied.
    """
    data = {
        "sessie": str(dossier.sessie.id),
        "nummer": dossier.nummer,
        "gevuld": None if gevuld is None else sorted(gevuld),
    }
    _mount(key="bijblijven", data=data, on_nieuws_change=lambda: None)
