"""Where something came from and what came of it: small links, one click each way."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Ding, Dingsoort, Herkomst
from gesprekskaart.inbrengnaam import INBRENG_TEKEN
from gesprekskaart.pdf.woorden import SCHEIDING, shorten
from gesprekskaart.ports import ports
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.reeksen import find_vorige
from gesprekskaart.vorig import list_vorige, make_vorig
from pages.onderdelen.inbeeld import INBRENG, ONDERDEEL
from pages.onderdelen.schermen import (
    BETROKKENEN,
    ISSUES,
    KEUZES,
    PEILINGEN,
    VERSCHILLEN,
    VRAAG,
    WAY_FORWARD,
    list_stappen,
)
from pages.onderdelen.toegang import current_wie, find_once
from pages.onderdelen.tonen import escape_label, toon

_KORT = 120
_KEUZELENGTE = 60
"""Characters of a title in a list to choose from."""

_DIRECT = 8
"""Links in a row before a button asks for the rest: of an agreement with twelve actions they would be the screen."""

_PLAATSEN: dict[Dingsoort, tuple[st.Page, dict[str, str], str]] = {
    Dingsoort.VRAAG: (VRAAG, {}, "vraag"),
    Dingsoort.INBRENG: (VRAAG, {}, "vraag"),
    Dingsoort.AANBEVELING: (WAY_FORWARD, {"deel": "aanbevelingen"}, "nummer"),
    Dingsoort.KEUZE: (KEUZES, {"weergave": "keuze"}, "keuze"),
    Dingsoort.VERSCHIL: (VERSCHILLEN, {}, "nummer"),
    Dingsoort.ISSUE: (ISSUES, {}, "nummer"),
    Dingsoort.BETROKKENHEID: (BETROKKENEN, {}, "nummer"),
    Dingsoort.PEILING: (PEILINGEN, {}, "nummer"),
    Dingsoort.AFSPRAAK: (WAY_FORWARD, {"deel": "afspraken"}, "nummer"),
    Dingsoort.ACTIE: (WAY_FORWARD, {"deel": "acties"}, "nummer"),
}
"""Per kind the screen, what its address says, and what it calls the number. Another kind joins with a line."""


def tell_ding(herkomst: Herkomst, id: str) -> str:
    """How a thing is called in a list to choose from: by its number nobody knows a question."""
    ding = herkomst.find(id)
    return SCHEIDING.join(deel for deel in (ding.naam, shorten(ding.titel, _KEUZELENGTE)) if deel)


def toon_sporen(dossier: Dossier, herkomst: Herkomst, id: str) -> None:
    """Of one thing: what it came from, and what came of it; nothing where there is neither."""
    _toon(dossier, id, herkomst.list_bronnen(id), herkomst.list_gevolgen(id))


def toon_bronnen(dossier: Dossier, herkomst: Herkomst, bronnen: Iterable[str], van: str) -> None:
    """Only what something came from; `van` is how it is known on this screen, also when it has no number yet."""
    _toon(dossier, van, tuple(map(herkomst.find, bronnen)), ())


def toon_gevolgen(dossier: Dossier, herkomst: Herkomst, *ids: str) -> None:
    """What came of these together."""
    _toon(dossier, ids[0], (), herkomst.list_gevolgen(*ids))


def _toon(dossier: Dossier, id: str, bronnen: tuple[Ding, ...], gevolgen: tuple[Ding, ...]) -> None:
    if not (bronnen or gevolgen):
        return
    key = f"sporen_{id.replace('/', '_').replace(INBRENG_TEKEN, '_')}"
    with st.container(horizontal=True, wrap=True, vertical_alignment="center", gap="small", key=key):
        _toon_links(dossier, "Uit", bronnen, f"{key}_uit")
        _toon_links(dossier, "Leidde tot", gevolgen, f"{key}_tot")


def _toon_links(dossier: Dossier, woord: str, dingen: tuple[Ding, ...], key: str) -> None:
    if not dingen:
        return
    toon("spoor.html", woord=f"{woord}:")
    is_kort = len(dingen) > _DIRECT and not st.session_state.get(f"{key}_alles")
    direct = dingen[: _DIRECT - 1] if is_kort else dingen
    for ding in direct:
        _toon_link(dossier, ding)
    if is_kort:
        meer = len(dingen) - len(direct)
        st.button(f"nog {meer}…", key=f"{key}_meer", on_click=lambda: st.session_state.update({f"{key}_alles": True}))


def _toon_link(dossier: Dossier, ding: Ding) -> None:
    mijn = find_once(("schermen", dossier.sessie.id, dossier.nummer), lambda: _list_mijn(dossier))
    scherm, parameters = _find_plaats(dossier, ding)
    if ding.soort is Dingsoort.VORIG:
        scherm, parameters = _find_vorige_plaats(dossier, ding)
    if scherm in mijn or (scherm and ding.soort is Dingsoort.VORIG):
        st.page_link(
            scherm,
            label=escape_label(ding.naam),
            help=escape_label(ding.titel[:_KORT]) or None,
            query_params={"sessie": str(dossier.sessie.id), **parameters},
            width="content",
        )
    else:
        toon("spoor.html", woord=ding.naam)


def _list_mijn(dossier: Dossier) -> frozenset[st.Page]:
    return frozenset(scherm for stap in list_stappen(current_wie(), dossier) for scherm in stap.schermen)


def _find_vorige_plaats(dossier: Dossier, ding: Ding) -> tuple[st.Page | None, dict[str, str]]:
    """In the conversation before, for whoever may read that; of one still earlier only its name is shown."""
    toen = next((toen for toen in list_vorige(dossier.terugblik) if make_vorig(toen.id) == ding.id), None)
    vorige = find_once(("vorige", dossier.sessie.id), lambda: find_vorige(dossier.sessie, ports=ports()))
    if toen is None or vorige is None or toen.soort not in _PLAATSEN or not may(current_wie(), Handeling.LEZEN, vorige):
        return None, {}
    scherm, parameters = _find_plaats(dossier, Ding(Dingsoort(toen.soort), toen.id))
    return scherm, {**parameters, "sessie": str(vorige.id)}


def _find_plaats(dossier: Dossier, ding: Ding) -> tuple[st.Page | None, dict[str, str]]:
    """The screen that shows it, and what its address says; none for what is not there."""
    if ding.soort not in _PLAATSEN:
        return None, {}
    scherm, parameters, naam = _PLAATSEN[ding.soort]
    return scherm, find_in_vraag(dossier, ding.nummer) if scherm is VRAAG else {**parameters, naam: ding.nummer}


def find_in_vraag(dossier: Dossier, bron: str) -> dict[str, str]:
    """What the address of the conversation says to bring a question, a part or an inbreng into view."""
    nummer, _, inbreng = bron.partition(INBRENG_TEKEN)
    vraag = dossier.kaart.find_vraag(nummer)
    vraag_id = vraag.id if vraag else nummer
    verder = {ONDERDEEL: nummer if nummer != vraag_id else "", INBRENG: inbreng}
    return {"vraag": vraag_id, **{wat: waarde for wat, waarde in verder.items() if waarde}}
