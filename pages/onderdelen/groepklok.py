"""The time of one group, as everybody sees it."""

from __future__ import annotations

from datetime import datetime

from gesprekskaart.groep import Groep
from pages.onderdelen.component import make_component

_mount = make_component("groepklok")


def groepklok(groep: Groep, nu: datetime) -> None:
    """Draw the clock; it counts down by itself, on the server's time."""
    data = {
        "loopt_tot": groep.loopt_tot.isoformat() if groep.loopt_tot else None,
        "rest_s": groep.left_s(nu),
        "begonnen": groep.rest_s is not None or groep.loopt_tot is not None,
    }
    _mount(key=f"groepklok_{groep.nummer}", data=data)
