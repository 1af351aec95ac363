"""A screen without a browser: AppTest on ports in memory, by somebody who is logged in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from streamlit.testing.v1 import AppTest

from gesprekskaart.account import Wie
from gesprekskaart.logboek import Daad
from gesprekskaart.ports import Ports, provide
from gesprekskaart.services.deelnemen import Koekjes
from gesprekskaart.sessie import Sessie
from pages.onderdelen.toegang import provide_cookies
from tests.zaak import DAAD, log_in_cookie

PAGES = Path(__file__).parents[2] / "pages"
FRAME = PAGES / "onderdelen" / "frame.py"

GESPREKKEN = "begin/gesprekken.py"
NIEUW = "begin/nieuw.py"
OEFENEN = "begin/oefenen.py"
KAARTEN = "begin/kaarten.py"
OVERZICHT = "overzicht/overzicht.py"
ZOEKEN = "overzicht/zoeken.py"
INRICHTEN = "voorbereiding/inrichten.py"
UITNODIGEN = "voorbereiding/uitnodigen.py"
VOORBEREIDEN = "voorbereiding/voorbereiden.py"
TERUGBLIK = "gesprek/terugblik.py"
VRAAG = "gesprek/vraag.py"
GROEPEN = "gesprek/groepen.py"
OOGST = "gesprek/oogst.py"
KEUZES = "keuzes/keuzes.py"
PEILINGEN = "keuzes/peilingen.py"
VERSCHILLEN = "keuzes/verschillen.py"
WAY_FORWARD = "vervolg/way_forward.py"
ISSUES = "vervolg/issues.py"
BETROKKENEN = "vervolg/betrokkenen.py"
VERZAMELD = "overzicht/issues.py"
VERSLAG = "verslag/verslag.py"
KENNISDELING = "overzicht/kennisdeling.py"

VAN_EEN_SESSIE = (
    *(INRICHTEN, UITNODIGEN, VOORBEREIDEN, TERUGBLIK, VRAAG, GROEPEN, OOGST),
    *(KEUZES, PEILINGEN, WAY_FORWARD, VERSLAG),
    *(VERSCHILLEN, ISSUES, BETROKKENEN, KENNISDELING),
)


def log_in(ports: Ports, wie: Wie) -> None:
    """From now on screens see this person, by a cookie as a browser would carry it."""
    cookie = log_in_cookie(ports, wie)
    provide_cookies(lambda: Koekjes(cookie, None))


def open_scherm(scherm: str, sessie: Sessie | None = None, /, **parameters: str) -> AppTest:
    """Open a screen by its address, as a link does; without `sessie` one that belongs to no conversation."""
    tab = AppTest.from_file(FRAME, default_timeout=60).run()
    if sessie is not None:
        parameters = {"sessie": str(sessie.id), **parameters}
    tab.query_params.update(parameters)
    return tab.switch_page(f"../{scherm}").run()


def in_venster(tab: AppTest, opener: str, fill: Callable[[AppTest], object]) -> AppTest:
    """Open a window with the button `opener`, and do something in it.

    A window is a fragment: in a browser only it runs. AppTest runs the whole screen, so the opener is pressed again.
    """
    tab.button(key=opener).click().run()
    tab.button(key=opener).click()
    fill(tab)
    return tab.run()


def get_ahead(ports: Ports, poort: str, bewaar: str, ander: Any) -> None:
    """Let somebody else be just ahead of the first change: they save `ander`, read at the same revision."""
    echt = getattr(ports, poort)

    def save(sessie_id: UUID, ding: Any, *, gelezen: int, daad: Daad) -> Any:
        if gelezen == ander.revisie:
            getattr(echt, bewaar)(sessie_id, ander, gelezen=gelezen, daad=DAAD)
        return getattr(echt, bewaar)(sessie_id, ding, gelezen=gelezen, daad=daad)

    anders: dict[str, Any] = {poort: _Voorganger(echt, {bewaar: save})}
    provide(replace(ports, **anders))


class _Voorganger:
    """A port of which some methods are done otherwise."""

    def __init__(self, echt: Any, anders: Mapping[str, Callable[..., Any]]) -> None:
        self._echt, self._anders = echt, anders

    def __getattr__(self, naam: str) -> Any:
        return self._anders.get(naam) or getattr(self._echt, naam)


def read(tab: AppTest) -> str:
    """Everything that our templates put on the screen, as HTML."""
    return "\n".join(html.value for html in tab.html)


def headings(tab: AppTest) -> list[str]:
    return [kop.value for kop in (*tab.title, *tab.header)]


def labels(tab: AppTest) -> list[str]:
    return [knop.label for knop in tab.button]


def links(tab: AppTest) -> list[str]:
    return [link.value for link in tab.page_link]


def link_labels(tab: AppTest) -> list[str]:
    """As they read: what is in a label is escaped."""
    return [link.label.replace("\\", "") for link in tab.page_link]


def refusals(tab: AppTest) -> str:
    """What is said to whoever asked for something that cannot be."""
    return "\n".join(html.value for html in tab.html if "gk-geweigerd" in html.value)


def fields(tab: AppTest) -> Mapping[str, dict[str, Any]]:
    """The writing fields, by the place of their text."""
    return {gegevens["plek"]: gegevens for gegevens in _components(tab) if "plek" in gegevens}


def kaartbalk(tab: AppTest) -> dict[str, dict[str, str]]:
    """The questions on the GROW map, by id."""
    (balk,) = (gegevens for gegevens in _components(tab) if "blokken" in gegevens)
    return {vraag["id"]: vraag for blok in balk["blokken"] for vraag in blok["vragen"]}


def matrix(tab: AppTest) -> dict[str, Any]:
    """What the harvest's table is drawn from."""
    (gegevens,) = (gegevens for gegevens in _components(tab) if "velden" in gegevens)
    return gegevens


def klokken(tab: AppTest) -> list[dict[str, Any]]:
    """The clocks of groups, in the order of the screen."""
    return [gegevens for gegevens in _components(tab) if "begonnen" in gegevens]


def _components(tab: AppTest) -> Iterator[dict[str, Any]]:
    for component in tab.get("bidi_component"):
        yield json.loads(component.proto.json)
