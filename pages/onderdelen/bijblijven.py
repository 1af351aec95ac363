"""Keeping up: the screen is drawn anew when something changes that the live stream cannot put in place by itself."""

from __future__ import annotations

from collections.abc import Collection

from gesprekskaart.dossier import Dossier
from gesprekskaart.tekst import TekstSoort
from pages.onderdelen.component import make_component

_mount = make_component("bijblijven")


def blijf_bij(
    dossier: Dossier, *, soorten: Collection[TekstSoort] = (), wie_binnenkomt: bool = False, rustig: bool = False
) -> None:
    """Run this screen again when it is worth drawing anew, shortly after, and never over an open window.

    With `soorten` also when a text of these kinds is begun or emptied: for a screen that shows whether there is one.
    With `wie_binnenkomt` also when somebody comes in. `rustig`: not while somebody types here, for a screen on which
    what is above a field may become higher.
    """
    data = {
        "sessie": str(dossier.sessie.id),
        "nummer": dossier.nummer,
        "soorten": list(soorten),
        "gevuld": [p for p, van in dossier.teksten.items() if van.plek.soort in soorten and van.tekst.strip()],
        "wie_binnenkomt": wie_binnenkomt,
        "rustig": rustig,
    }
    _mount(key="bijblijven", data=data, on_nieuws_change=lambda: None)
