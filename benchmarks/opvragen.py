"""Reading from storage, in this process: a whole dossier, which each click needs, and the list of conversations."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, open_ports
from gesprekskaart.logboek import Daad

GROEP = "Lezen uit de opslag"


def measure(klein: Proefmap, groot: Proefmap) -> list[Meting]:
    """On a folder with both examples and on one with many conversations."""
    return [*_measure(klein), *_measure(groot)]


def _measure(proef: Proefmap) -> list[Meting]:
    ports = open_ports(proef.map)
    aantal = len(ports.sessies.list_for(proef.account, aantal=1_000_000))
    wat = f"bij {aantal} gesprekken"

    def change() -> None:
        sessie = ports.sessies.get(proef.sessie)
        daad = Daad(handeling="save_gesprek", wie="benchmark", op=ports.now())
        ports.sessies.save(sessie, gelezen=sessie.revisie, daad=daad)

    def read() -> object:
        return ports.sessies.get_dossier(proef.sessie)

    return [
        _time(f"get_dossier van het grote voorbeeld, net gewijzigd, {wat}", read, 100, vooraf=change),
        _time(f"get_dossier, niet gewijzigd sinds het vorige lezen, {wat}", read, 200),
        _time(f"list_for, {wat}", lambda: ports.sessies.list_for(proef.account), 200 if aantal < 100 else 10),
    ]


def _time(naam: str, vraag: Callable[[], object], keren: int, *, vooraf: Callable[[], object] = lambda: None) -> Meting:
    tijden = []
    for _ in range(keren + 1):
        vooraf()
        begin = time.perf_counter()
        vraag()
        tijden.append(time.perf_counter() - begin)
    return Meting(GROEP, naam, "ms", spread(tijden[1:], 50, 95), keren)
