"""The windows of 'Peilingen': preparing a poll, and ending one."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.keuze import list_keuzes
from gesprekskaart.peiling import Drempel, Peiling, Peilingsoort, Peilingwijze
from gesprekskaart.ports import ports
from gesprekskaart.services.peilingen import (
    Opkomst,
    add_peiling,
    close_peiling,
    delete_peiling,
    name_bron,
    save_peiling,
)
from pages.onderdelen.doen import doe
from pages.onderdelen.sporen import tell_ding
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster

STEUN = {
    None: "Niets: we willen alleen zien hoe het ligt",
    51: "Meer dan de helft (51%)",
    66: "Twee derde (66%)",
    75: "Drie kwart (75%)",
    80: "Vier vijfde (80%)",
    100: "Iedereen die stemt (100%)",
}
SOORTEN = {
    Peilingsoort.GRADIENT: "Een stelling, van volledig eens tot bezwaar",
    Peilingsoort.EIGEN_VRAAG: "Een vraag met eigen antwoorden",
}
WIJZEN = {
    Peilingwijze.PERSOON: "Iedere deelnemer een stem",
    Peilingwijze.PARTNERSCHAP: "Ieder partnerschap een stem",
}


@venster("Peiling", width="medium")
def edit_peiling(dossier: Dossier, wie: Wie, nu: Peiling | None, *, bron: str | None = None) -> None:
    """Prepare a new poll (`nu` None; `bron` is the question it came from), or change one that is not open yet."""
    van = nu.nummer if nu else f"nieuw_{bron}" if bron else "nieuw"
    bron = nu.bron if nu else bron
    if bron:
        toon("bij.html", tekst=f"Bij {bron}: {name_bron(dossier, bron)}")
    soort = st.radio(
        "Wat vraag je?",
        list(Peilingsoort),
        index=list(Peilingsoort).index(nu.soort if nu else Peilingsoort.GRADIENT),
        format_func=SOORTEN.__getitem__,
        key=f"peiling_soort_{van}",
    )
    eigen = soort is Peilingsoort.EIGEN_VRAAG
    with st.form("peiling", border=False):
        stelling = st.text_input(
            "Vraag" if eigen else "Stelling",
            nu.stelling if nu else "",
            max_chars=300,
            placeholder="Wanneer beginnen we?" if eigen else "Vanaf september werven wij samen",
            key=f"peiling_stelling_{van}",
        )
        opties = ""
        if eigen:
            opties = st.text_area(
                "Antwoorden, één per regel (2 tot 10)",
                "\n".join(nu.opties if nu else ()),
                height=120,
                key=f"peiling_opties_{van}",
            )
        per = st.radio(
            "Wie stemt?",
            list(Peilingwijze),
            index=list(Peilingwijze).index(nu.per if nu else Peilingwijze.PERSOON),
            format_func=WIJZEN.__getitem__,
            key=f"peiling_per_{van}",
        )
        anoniem = st.radio(
            "Zien anderen wie wat stemde?",
            [False, True],
            index=int(nu.anoniem if nu else False),
            format_func=lambda anoniem: "Nee, anoniem" if anoniem else "Ja, op naam, na het sluiten",
            key=f"peiling_anoniem_{van}",
        )
        drempel = _ask_drempel(nu, van, eigen=eigen)
        bron = _ask_bron(dossier, bron, van)
        st.text(
            "Zodra je de peiling opent, ligt dit vast. Tot het sluiten ziet niemand iets van de uitslag, jij ook niet."
        )
        bewaard = st.form_submit_button("Bewaar als concept", type="primary", key="peiling_bewaar")
    if bewaard:
        # A fault in it is told by `doe`, so it is made there.
        doe(
            lambda: _save(
                dossier,
                wie,
                Peiling(
                    nummer=nu.nummer if nu else "P1",
                    soort=soort,
                    stelling=stelling,
                    opties=tuple(regel for regel in opties.splitlines() if regel.strip()),
                    per=per,
                    anoniem=anoniem,
                    drempel=drempel,
                    bron=bron,
                    revisie=nu.revisie if nu else 1,
                ),
                nieuw=nu is None,
            ),
            gelukt="De peiling is bewaard als concept. Open haar als het zover is.",
        )
    if nu and st.button("Verwijder deze peiling", type="tertiary", key="peiling_weg"):
        doe(
            lambda: delete_peiling(wie, dossier.sessie.id, nu.nummer, ports=ports()),
            gelukt=f"Peiling {nu.nummer} is verwijderd.",
        )


def _save(dossier: Dossier, wie: Wie, peiling: Peiling, *, nieuw: bool) -> None:
    bewaar = add_peiling if nieuw else save_peiling
    bewaar(wie, dossier.sessie.id, peiling, ports=ports())


def _ask_drempel(nu: Peiling | None, van: str, *, eigen: bool) -> Drempel | None:
    was = nu.drempel if nu else Drempel(percentage=75)
    # A file may ask for another percentage than those that we offer.
    keuzes = sorted({*STEUN, was.percentage if was else None}, key=lambda deel: deel or 0)
    gekozen = st.selectbox(
        "Hoeveel stemmen moet één antwoord krijgen?" if eigen else "Hoeveel van wie stemt moet ermee instemmen?",
        keuzes,
        index=keuzes.index(was.percentage if was else None),
        format_func=lambda deel: STEUN.get(deel, f"{deel}%"),
        key=f"peiling_drempel_{van}",
    )
    blokkeert = not eigen and st.checkbox(
        "Eén bezwaar is genoeg om te zeggen: de steun is er niet",
        was.bezwaar_blokkeert if was else False,
        key=f"peiling_bezwaar_{van}",
    )
    return Drempel(percentage=gekozen, bezwaar_blokkeert=blokkeert) if gekozen else None


def _ask_bron(dossier: Dossier, nu: str | None, van: str) -> str | None:
    keuzes = [keuze.nummer for keuze in list_keuzes(dossier)]
    herkomst = make_herkomst(dossier.kaart, dossier)
    # What it is about now goes along even when that is no longer on the list.
    bronnen = list(dict.fromkeys((None, *keuzes, *dossier.kaart.ids, nu)))
    return st.selectbox(
        "Hoort bij vraag of keuzemogelijkheid",
        bronnen,
        index=bronnen.index(nu),
        format_func=lambda bron: tell_ding(herkomst, bron) if bron else "geen vraag van de kaart",
        key=f"peiling_bron_{van}",
    )


@venster("Peiling sluiten")
def end_peiling(dossier: Dossier, wie: Wie, peiling: Peiling, opkomst: Opkomst) -> None:
    """Say what closing means, and close; a poll in which nobody voted may also go."""
    toon("sluiten.html", peiling=peiling, opkomst=opkomst)
    if st.button(f"Sluit {peiling.nummer} en toon de uitslag", type="primary", key="peiling_sluit_ja"):
        doe(
            lambda: close_peiling(wie, dossier.sessie.id, peiling.nummer, ports=ports()),
            gelukt=f"{peiling.nummer} is gesloten. Iedereen ziet nu de uitslag.",
        )
    if opkomst.gestemd == 0 and st.button("Verwijder deze peiling", type="tertiary", key="peiling_weg"):
        doe(
            lambda: delete_peiling(wie, dossier.sessie.id, peiling.nummer, ports=ports()),
            gelukt=f"Peiling {peiling.nummer} is verwijderd.",
        )
