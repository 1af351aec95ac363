"""Deciding about words that may tell who a text is about: one by one, or a whole kind at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from gesprekskaart.aanwijzing import Aanwijzingsoort
from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.kennis import Woordkeuze
from gesprekskaart.kennisvoorbeeld import Aanwijzing, merge_aanwijzingen
from gesprekskaart.naamregister import make_sleutel
from gesprekskaart.ports import ports
from gesprekskaart.services.kennisdeling import choose_woorden, forget_woordkeuze
from pages.onderdelen.doen import doe
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster

TEGELIJK = 8
"""Marks on the screen at once: each has two buttons, and a screen with hundreds answers slowly."""


class _Soortnaam(NamedTuple):
    meervoud: str
    uitleg: str


SOORTEN = {
    Aanwijzingsoort.ADRES: _Soortnaam("adressen", "Een e-mailadres, telefoonnummer, website of postcode."),
    Aanwijzingsoort.NAAM: _Soortnaam(
        "namen", "Een hoofdletter die de kaart niet kent: een naam, of een woord dat wij niet kennen."
    ),
    Aanwijzingsoort.NAAMDEEL: _Soortnaam("naamdelen", "In dit woord zit een naam die verder is vervangen."),
    Aanwijzingsoort.GETAL: _Soortnaam("getallen", "Een bedrag, aantal of percentage kan één partnerschap verraden."),
}


Open = Mapping[UUID, Sequence[Aanwijzing]]
"""What nobody decided about yet, per conversation that goes along."""


def toon_aanwijzingen(wie: Wie, open_: Open) -> None:
    """What nobody decided about yet, per kind, with what can be done about it."""
    st.header("Wat nog iemand kan verraden", anchor=False)
    aanwijzingen = merge_aanwijzingen(open_.values())
    per_soort = {soort: [a for a in aanwijzingen if a.soort is soort] for soort in SOORTEN}
    soorten = [soort for soort, deze in per_soort.items() if deze]
    if not soorten:
        toon("leeg.html", tekst="Alles is bekeken. Lees hieronder nog eens na wat er naar buiten gaat.")
    else:
        soort = st.segmented_control(
            "Soort", soorten, default=soorten[0], required=True, label_visibility="collapsed", wrap=True,
            format_func=lambda soort: f"{SOORTEN[soort].meervoud.capitalize()} ({len(per_soort[soort])})",
            key=f"kennis_soort_{'_'.join(soorten)}",
        )  # fmt: skip
        _toon_soort(wie, open_, soort, per_soort[soort])
    if st.button("Zelf een woord kiezen…", key="kennis_zelf"):
        replace_woord(wie, open_, "")


def _toon_soort(wie: Wie, open_: Open, soort: Aanwijzingsoort, deze: Sequence[Aanwijzing]) -> None:
    toon("bij.html", tekst=SOORTEN[soort].uitleg)
    for aanwijzing in deze[:TEGELIJK]:
        woord = aanwijzing.woord
        kenmerk = hashlib.sha256(make_sleutel(woord).encode()).hexdigest()[:12]
        with st.container(horizontal=True, vertical_alignment="center", key=f"aanwijzing_{kenmerk}"):
            toon("kennis_aanwijzing.html", aanwijzing=aanwijzing)
            if st.button("Laat staan", key=f"kennis_laat_{kenmerk}", help=escape_label(woord)):
                doe(lambda: _choose(wie, open_, [Woordkeuze(woord=woord)]))
            if st.button("Vervang…", key=f"kennis_vervang_{kenmerk}", help=escape_label(woord)):
                replace_woord(wie, open_, woord)
    if len(deze) > TEGELIJK:
        toon("bij.html", tekst=f"En nog {len(deze) - TEGELIJK}. Ze komen vanzelf na deze.")
    if len(deze) > 1 and st.button(f"Laat alle {len(deze)} {SOORTEN[soort].meervoud} staan", key="kennis_laat_alle"):
        doe(lambda: _choose(wie, open_, [Woordkeuze(woord=aanwijzing.woord) for aanwijzing in deze]))


def _choose(wie: Wie, open_: Open, keuzes: Sequence[Woordkeuze]) -> None:
    """Decide in every conversation in which these words are open; words that are open nowhere in all of them."""
    ergens = {make_sleutel(aanwijzing.woord) for deze in open_.values() for aanwijzing in deze}
    for sessie_id, aanwijzingen in open_.items():
        hier = {make_sleutel(aanwijzing.woord) for aanwijzing in aanwijzingen}
        van_hier = [keuze for keuze in keuzes if keuze.sleutel in hier or keuze.sleutel not in ergens]
        if van_hier:
            choose_woorden(wie, sessie_id, van_hier, ports=ports())


@venster("Woord vervangen")
def replace_woord(wie: Wie, open_: Open, woord: str) -> None:
    """Say what is written instead, wherever the word stands."""
    van = woord
    with st.form("kennis_woord", border=False):
        if woord:
            toon("kennis_woord.html", woord=woord)
        else:
            woord = st.text_input("Welk woord, of welke woorden?", key="kennis_welk")
        nieuw = st.text_input(
            "Wat komt ervoor in de plaats?", key=f"kennis_nieuw_{van}", placeholder="een schoolleider"
        )
        vervang = st.form_submit_button("Vervang overal", type="primary", key="kennis_vervang_ja")
        laat = st.form_submit_button("Laat staan", key="kennis_vervang_nee")
    if vervang or laat:
        doe(lambda: _choose(wie, open_, [Woordkeuze(woord=woord, vervanging=nieuw if vervang else None)]))


def toon_beslist(dossier: Dossier, wie: Wie) -> None:
    """What was decided, to look back on and to take back."""
    keuzes = {keuze.woord: keuze for keuze in dossier.kennis.woordkeuzes}
    if not keuzes:
        return
    with st.expander(f"Al beslist ({len(keuzes)})", key="kennis_beslist"):
        woord = st.selectbox(
            "Woord", list(keuzes), index=None, placeholder="Kies een woord", key="kennis_herzie",
            format_func=lambda woord: _tell(keuzes[woord]),
        )  # fmt: skip
        if woord is not None and st.button("Beslis opnieuw", key="kennis_herzie_ja"):
            doe(lambda: forget_woordkeuze(wie, dossier.sessie.id, woord, ports=ports()))


def _tell(keuze: Woordkeuze) -> str:
    if keuze.vervanging is None:
        return f"{keuze.woord} blijft staan"
    return f"{keuze.woord} wordt: {keuze.vervanging or '(niets)'}"
