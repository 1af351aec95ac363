"""Reading from storage, in this process: a whole dossier, which each click needs, and the list of conversations."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, open_ports

GROEP = "Lezen uit de opslag"


def measure(klein: Proefmap, groot: Proefmap) -> list[Meting]:
    """On a folder with both examples and on one with many conversations."""
    metingen = []
    for proef in (klein, groot):
        ports = open_ports(proef.map)
        aantal = len(ports.sessies.list_for(proef.account))
        metingen += [
            _time(
                f"get_dossier van het grote voorbeeld, bij {aantal} gesprekken",
                lambda ports=ports, id=proef.sessie: ports.sessies.get_dossier(id),
                200,
            ),
            _time(
                f"list_for, {aantal} gesprekken",
                lambda ports=ports, id=proef.account: ports.sessies.list_for(id),
                200 if aantal < 100 else 10,
            ),
        ]
    return metingen


def _time(naam: str, vraag: Callable[[], object], keren: int) -> Meting:
    tijden = []
    for _ in range(keren + 1):
        begin = time.perf_counter()
        vraag()
        tijden.append(time.perf_counter() - begin)
    return Meting(GROEP, naam, "ms", spread(tijden[1:], 50, 95), keren)
