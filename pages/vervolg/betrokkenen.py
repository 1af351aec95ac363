"""Screen 'Wie nog': who is missing, and whom each partnership still has to speak with. Gaps show until filled."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from gesprekskaart.betrokkenheid import SOORTNAMEN, Betrokkenheid, Betrokkensoort, Wienogregel, list_wie_nog
from gesprekskaart.datum import format_datum
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import put_away_betrokkenheid
from gesprekskaart.services.rechten import Handeling, may
from pages.onderdelen.betrokkenvenster import add_iemand, edit_betrokkenheid
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import toon_gelukt
from pages.onderdelen.inbeeld import breng_in_beeld
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import BETROKKENEN
from pages.onderdelen.sporen import toon_bronnen
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.weggelegd import toon_weggelegd

dossier, wie = current_dossier(), current_wie()
codes = [partnerschap.code for partnerschap in dossier.partnerschappen]
regels = list_wie_nog(dossier.kaart.betrokkenen, codes, dossier.betrokkenen)
herkomst = make_herkomst(dossier.kaart, dossier)
mag_alles = may(wie, Handeling.BETREKKEN, dossier.sessie, partnerschap=None)


def tell(bij: Betrokkenheid | None) -> tuple[list[str], list[str]]:
    """What is known, in words, and what is not while it still should be."""
    if bij is None:
        return [], []
    wanneer = format_datum(bij.termijn) if bij.termijn else ""
    delen = [deel for deel in (bij.aard or "", bij.door, wanneer, bij.toelichting) if deel]
    gaten = {"nog niemand benadert hen": not bij.door, "nog geen datum": not wanneer}
    return delen, [] if bij.is_rond else [gat for gat, geldt in gaten.items() if geldt]


def toon_regel(regel: Wienogregel) -> None:
    """Somebody to involve, or a gap; with a button for whom it is to fill in."""
    bij, punt = regel.betrokkenheid, regel.punt
    delen, gaten = tell(bij)
    sleutel = f"{punt and punt.id}_{regel.partnerschap or 'samen'}"
    with st.container(gap="xsmall"):
        toon("wienog.html", regel=regel, bij=bij, delen=delen, gaten=gaten)
        bronnen = bij.bronnen if bij else (punt.vraag,) if punt and punt.vraag else ()
        toon_bronnen(dossier, herkomst, bronnen, bij.nummer if bij else sleutel)
    if not may(wie, Handeling.BETREKKEN, dossier.sessie, partnerschap=regel.partnerschap):
        return
    if regel.betrokkenheid is not None:
        nummer = regel.betrokkenheid.nummer
        if st.button("Wijzig…", key=f"wienog_wijzig_{nummer}", help=f"Wijzig {nummer}"):
            edit_betrokkenheid(dossier, wie, regel.betrokkenheid, regel.naam, nieuw=False)
        return
    hulp = escape_label(" ".join(deel for deel in ("Vul in:", regel.naam, regel.partnerschap) if deel))
    if regel.punt is not None and st.button("Vul in…", key=f"wienog_vul_{sleutel}", help=hulp):
        leeg = Betrokkenheid(
            nummer="B1", soort=regel.soort, partnerschap=regel.partnerschap, punt=regel.punt.id,
            bronnen=(regel.punt.vraag,) if regel.punt.vraag else (),
        )  # fmt: skip
        edit_betrokkenheid(dossier, wie, leeg, regel.naam, nieuw=True)


def toon_soort(soort: Betrokkensoort, van_soort: list[Wienogregel]) -> None:
    """All of one kind."""
    st.header(SOORTNAMEN[soort], anchor=False)
    for regel in van_soort:
        sleutel = regel.betrokkenheid.nummer if regel.betrokkenheid else f"gat_{regel.punt and regel.punt.id}"
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute",
            key=f"wienog_{sleutel}_{regel.partnerschap or 'samen'}",
        ):  # fmt: skip
            toon_regel(regel)


toon_kop(dossier, BETROKKENEN)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key="wienog_kop"):
    st.title("Wie nog", anchor=False, width="content")
    nieuw_key = f"wienog_nieuw_na_{len(dossier.betrokkenen)}"
    if mag_alles and st.button("Iemand toevoegen", key=nieuw_key, icon=":material/add:"):
        add_iemand(dossier, wie)
toon("wienog_stand.html", gaten=sum(regel.betrokkenheid is None for regel in regels), totaal=len(regels))
toon_gelukt()
for soort, van_soort in groupby(regels, key=lambda regel: regel.soort):
    toon_soort(soort, list(van_soort))
toon_weggelegd(
    [
        (b.nummer, " · ".join(deel for deel in (SOORTNAMEN[b.soort], b.partnerschap or "", b.naam) if deel))
        for b in dossier.betrokkenen
        if b.verwijderd and may(wie, Handeling.BETREKKEN, dossier.sessie, partnerschap=b.partnerschap)
    ],
    lambda nummer: put_away_betrokkenheid(wie, dossier.sessie.id, nummer, weg=False, ports=ports()),
)
blijf_bij(dossier)
breng_in_beeld("nummer", (b.nummer for b in dossier.betrokkenen), vak="wienog_{}_")
