"""Names apart from what was said: the copy without names, and erasing a name on request."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ports import ports
from gesprekskaart.services.personen import Genoemde, check_namen, erase_persoon, find_persoon, list_genoemden
from gesprekskaart.verslag import Versie
from pages.onderdelen.doen import toon_geweigerd
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster

_GEWIST = "wissen_gelukt"


def toon_persoonsgegevens(dossier: Dossier, wie: Wie, versies: Sequence[Versie]) -> None:
    """Behind one line, as it is seldom needed."""
    with st.expander("Namen en persoonsgegevens", key="verslag_namen"):
        bewijzen = [
            (v.nummer, len(check_namen(v.inhoud, v.namen)), sum(bool(d.naamafdruk) for d in v.inhoud.deelnemers))
            for v in versies
        ]
        toon("namenbewijs.html", sessie=dossier.sessie.id, bewijzen=bewijzen)
        genoemden = list_genoemden(wie, dossier.sessie.id, ports=ports())
        if not genoemden:
            _toon_gewist()
            st.text("Er staan geen namen bij dit gesprek.")
            return
        gekozen = st.radio(
            "Wie vroeg om de eigen naam te wissen?",
            genoemden,
            index=None,
            format_func=lambda genoemde: escape_label(f"{genoemde.naam} · {genoemde.aanduiding}"),
            key="wissen_wie",
        )
        _toon_gewist()
        if gekozen is not None and st.button("Wis deze naam…", key="wissen_open"):
            confirm_erase(dossier, wie, gekozen)


def _toon_gewist() -> None:
    # Here, not at the top of a long screen: what is left to do should be seen by whoever just erased a name.
    melding = st.session_state.pop(_GEWIST, None)
    if melding:
        toon("gelukt.html", melding=melding)


@venster("Naam wissen")
def confirm_erase(dossier: Dossier, wie: Wie, genoemde: Genoemde) -> None:
    """Say what goes and what stays, and do it."""
    try:
        vondsten = find_persoon(wie, dossier.sessie.id, genoemde.sleutel, ports=ports())
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
        return
    toon("wissen.html", genoemde=genoemde, waar=dict.fromkeys(vondst.waar for vondst in vondsten))
    if not st.button("Wis deze naam voorgoed", type="primary", key="wissen_ja"):
        return
    try:
        vondsten = erase_persoon(wie, dossier.sessie.id, genoemde.sleutel, ports=ports())
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
        return
    melding = "De naam is gewist."
    if over := ", ".join(dict.fromkeys(vondst.waar for vondst in vondsten)):
        melding += f" In de tekst staat hij nog bij: {over}."
    # A signer who was typed in by hand is another line than the participant of that name; only people know who is who.
    nog = list_genoemden(wie, dossier.sessie.id, ports=ports())
    if zelfde := ", ".join(ander.aanduiding for ander in nog if ander.naam == genoemde.naam):
        melding += f" Dezelfde naam staat nog in de lijst: {zelfde}. Is dat dezelfde persoon, wis hem daar ook."
    st.session_state[_GEWIST] = melding
    st.rerun()
