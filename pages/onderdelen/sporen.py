"""Where something came from and what came of it: small links, one click each way."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import Ding, Dingsoort, Herkomst
from gesprekskaart.verwijzing import INBRENG_TEKEN, find_vraag
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
from pages.onderdelen.toegang import current_wie
from pages.onderdelen.tonen import escape_label, toon

_KORT = 120

_PLAATSEN: dict[Dingsoort, tuple[st.Page, dict[str, str], str]] = {
    Dingsoort.VRAAG: (VRAAG, {}, "vraag"),
    Dingsoort.INBRENG: (VRAAG, {}, "vraag"),
    Dingsoort.AANBEVELING: (WAY_FORWARD, {"deel": "aanbevelingen"}, "nummer"),
    Dingsoort.KEUZE: (KEUZES, {"weergave": "keuze"}, "keuze"),
    Dingsoort.VERSCHIL: (VERSCHILLEN, {}, "verschil"),
    Dingsoort.ISSUE: (ISSUES, {}, "nummer"),
    Dingsoort.BETROKKENHEID: (BETROKKENEN, {}, "nummer"),
    Dingsoort.PEILING: (PEILINGEN, {}, "nummer"),
    Dingsoort.AFSPRAAK: (WAY_FORWARD, {"deel": "afspraken"}, "nummer"),
    Dingsoort.ACTIE: (WAY_FORWARD, {"deel": "acties"}, "nummer"),
}
"""Per kind the screen, what its address says, and what it calls the number. Another kind joins with a line."""


def toon_sporen(dossier: Dossier, herkomst: Herkomst, id: str) -> None:
    """Of one thing: what it came from, and what came of it; nothing where there is neither."""
    _toon(dossier, id, herkomst.list_bronnen(id), herkomst.list_gevolgen(id))


def toon_gevolgen(dossier: Dossier, herkomst: Herkomst, *ids: str) -> None:
    """What came of these together."""
    _toon(dossier, ids[0], (), herkomst.list_gevolgen(*ids))


def _toon(dossier: Dossier, id: str, bronnen: tuple[Ding, ...], gevolgen: tuple[Ding, ...]) -> None:
    if not (bronnen or gevolgen):
        return
    key = f"sporen_{id.replace('/', '_').replace(INBRENG_TEKEN, '_')}"
    with st.container(horizontal=True, wrap=True, vertical_alignment="center", gap="small", key=key):
        _toon_links(dossier, "Uit", bronnen)
        _toon_links(dossier, "Leidde tot", gevolgen)


def _toon_links(dossier: Dossier, woord: str, dingen: tuple[Ding, ...]) -> None:
    if not dingen:
        return
    toon("spoor.html", woord=f"{woord}:")
    mijn = {scherm for stap in list_stappen(current_wie(), dossier) for scherm in stap.schermen}
    for ding in dingen:
        scherm, parameters = _find_plaats(dossier, ding)
        if scherm in mijn:
            st.page_link(
                scherm,
                label=escape_label(ding.naam),
                help=escape_label(ding.titel[:_KORT]) or None,
                query_params={"sessie": str(dossier.sessie.id), **parameters},
                width="content",
            )
        else:
            toon("spoor.html", woord=ding.naam)


def _find_plaats(dossier: Dossier, ding: Ding) -> tuple[st.Page | None, dict[str, str]]:
    """The screen that shows it, and what its address says; none for what is not there."""
    if ding.soort not in _PLAATSEN:
        return None, {}
    scherm, parameters, naam = _PLAATSEN[ding.soort]
    nummer = find_vraag(ding.nummer)
    vraag = dossier.kaart.find_vraag(nummer)
    return scherm, {**parameters, naam: vraag.id if vraag and scherm is VRAAG else nummer}
