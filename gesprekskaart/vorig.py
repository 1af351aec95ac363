"""How something of the conversation before is named in the one that follows it: `vorig/K1`.

Options, polls, differences, issues and gaps are numbered anew in every conversation; so K1 of then must not be read as
K1 of now. What came from two conversations ago is `vorig/vorig/K1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gesprekskaart.datum import format_kort
from gesprekskaart.inbrengnaam import name_inbreng

if TYPE_CHECKING:
    from gesprekskaart.verslag import Terugblik, Toending, Verschilinhoud

VORIG = "vorig/"


def make_vorig(id: str) -> str:
    """How it is named in the next conversation."""
    return f"{VORIG}{id}"


def name_vorig(id: str) -> str:
    """What it is called in a sentence: 'K1 (vorig gesprek)', 'K1 (2 gesprekken eerder)'; any other id as it is."""
    stappen, kaal = 0, id
    while kaal.startswith(VORIG):
        stappen, kaal = stappen + 1, kaal.removeprefix(VORIG)
    return {0: kaal, 1: f"{kaal} (vorig gesprek)"}.get(stappen, f"{kaal} ({stappen} gesprekken eerder)")


def join_bronnen(ids: Iterable[str | None]) -> str:
    """Where something came from, in a sentence: 'RS4, K1 (vorig gesprek)'; nothing for what is not filled in."""
    return ", ".join(_name(id) for id in ids if id)


def _name(id: str) -> str:
    eerder, teken, kaal = id.rpartition("/")
    return name_vorig(f"{eerder}{teken}{name_inbreng(kaal)}")


def list_vorige(terug: Terugblik | None) -> Iterator[Toending]:
    """All of the conversation before that something here may say it came from."""
    if terug is not None:
        yield from terug.dingen


def list_standpunten_toen(terug: Terugblik | None, verschil: Verschilinhoud) -> list[tuple[str, str]]:
    """Of a difference that came along: how each partnership saw it then, by code. A view does not come along itself."""
    if terug is None:
        return []
    toen = (eerder for eerder in terug.verschillen if make_vorig(eerder.nummer) in verschil.bronnen)
    return [
        (van.partnerschap, tekst)
        for eerder in toen
        for van in eerder.standpunten
        for tekst in (van.standpunt, van.minderheidsstandpunt and f"Minderheidsstandpunt: {van.minderheidsstandpunt}")
        if tekst
    ]


def name_toen(terug: Terugblik | None) -> str:
    """The heading of what each thought then."""
    wanneer = f" ({format_kort(terug.datum)})" if terug and terug.datum else ""
    return f"Wat ieder toen vond{wanneer}"
