"""The windows of 'Wie nog': whom to involve, who approaches them, when, and what is asked."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.betrokkenheid import (
    PER_PARTNERSCHAP,
    SOORTNAMEN,
    Aard,
    Betrokkenheid,
    Betrokkensoort,
    Betrokkenstand,
)
from gesprekskaart.bronnen import Herkomstvan
from gesprekskaart.datum import format_kort
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import add_betrokkenheid, put_away_betrokkenheid, save_betrokkenheid
from gesprekskaart.vorig import join_bronnen
from pages.onderdelen.aandachtvensters import ask_bronnen
from pages.onderdelen.botsing import Wijzigbaar, save_or_keep, toon_botsing
from pages.onderdelen.doen import doe
from pages.onderdelen.termijnen import read_termijn
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster

ZOALS = {
    Betrokkensoort.PARTIJ: "Gemeente Zilverstad, afdeling onderwijs",
    Betrokkensoort.ACHTERBAN: "opleidingsteams",
    Betrokkensoort.MEDEZEGGENSCHAP: "drie GMR's",
}
"""An example of who it may be, by kind."""


@venster("Wie nog", width="medium")
def add_iemand(dossier: Dossier, wie: Wie) -> None:
    """Somebody who is not on the card's list."""
    soort = st.selectbox(
        "Om wie gaat het?", list(Betrokkensoort), format_func=SOORTNAMEN.__getitem__, key="betrokken_soort"
    )
    code = None
    if soort in PER_PARTNERSCHAP:
        code = st.selectbox("Van welk partnerschap?", [p.code for p in dossier.partnerschappen], key="betrokken_van")
        if code is None:
            return
    _ask(dossier, wie, Betrokkenheid(nummer="B1", soort=soort, partnerschap=code), "nieuw", nieuw=True)


@venster("Wie nog", width="medium")
def edit_betrokkenheid(dossier: Dossier, wie: Wie, nu: Betrokkenheid, naam: str, *, nieuw: bool) -> None:
    """Fill in a gap (`nieuw`), or change what stands there; `naam` is how the list calls it."""
    toon("wienog_venster.html", naam=naam, soort=SOORTNAMEN[nu.soort], partnerschap=nu.partnerschap)
    van = f"{nu.punt}_{nu.partnerschap or 'samen'}" if nieuw else nu.nummer
    _ask(dossier, wie, nu, van, nieuw=nieuw)
    if not nieuw and st.button(f"Verwijder {nu.nummer}", type="tertiary", key="betrokken_weg"):
        doe(
            lambda: put_away_betrokkenheid(wie, dossier.sessie.id, nu.nummer, weg=True, ports=ports()),
            gelukt=f"{nu.nummer} is verwijderd. Onderaan zet je het terug.",
        )


def _ask(dossier: Dossier, wie: Wie, nu: Betrokkenheid, van: str, *, nieuw: bool) -> None:
    botsing = st.container()
    with st.form("betrokken", border=False):
        velden = {
            "naam": st.text_input(
                "Wie precies?", nu.naam, max_chars=300, placeholder=ZOALS.get(nu.soort, ""), key=f"betrokken_naam_{van}"
            ),
            "door": st.text_input(
                "Wie benadert hen? Rol en organisatie", nu.door, max_chars=300, key=f"betrokken_door_{van}"
            ),
        }
        was = format_kort(nu.termijn) if nu.termijn else ""
        termijn = st.text_input("Wanneer?", was, placeholder="1 oktober 2027", key=f"betrokken_termijn_{van}")
        aarden = [None, *Aard]
        aard = st.selectbox(
            "Wat vragen we?", aarden, index=aarden.index(nu.aard), key=f"betrokken_aard_{van}",
            format_func=lambda aard: aard.capitalize() if aard else "nog niet bepaald",
        )  # fmt: skip
        stand = st.selectbox(
            "Hoe staat het ervoor?", list(Betrokkenstand), index=list(Betrokkenstand).index(nu.stand),
            format_func=str.capitalize, key=f"betrokken_stand_{van}",
        )  # fmt: skip
        velden["toelichting"] = st.text_input(
            "Toelichting", nu.toelichting, max_chars=300, key=f"betrokken_toelichting_{van}"
        )
        bronnen = ask_bronnen(dossier, Herkomstvan.BETROKKENHEID, nu.bronnen, f"betrokken_bronnen_{van}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="betrokken_bewaar")

    def make() -> Betrokkenheid:
        anders = {
            **velden,
            "termijn": read_termijn(velden["naam"], nu.termijn, termijn),
            "aard": aard,
            "stand": stand,
            "bronnen": bronnen,
        }
        return Betrokkenheid.model_validate({**dict(nu), **anders})

    if bewaard and nieuw:
        doe(lambda: add_betrokkenheid(wie, dossier.sessie.id, make(), ports=ports()))
    elif bewaard:
        save_or_keep(_wijzig(dossier, wie, nu), nu, make)
    if not nieuw:
        with botsing:
            toon_botsing(_wijzig(dossier, wie, nu))


def _wijzig(dossier: Dossier, wie: Wie, nu: Betrokkenheid) -> Wijzigbaar[Betrokkenheid]:
    sessie_id = dossier.sessie.id

    def find(vers: Dossier) -> Betrokkenheid | None:
        return next((b for b in vers.betrokkenen if b.nummer == nu.nummer and not b.verwijderd), None)

    def save(_was: Betrokkenheid, mijn: Betrokkenheid) -> object:
        return save_betrokkenheid(wie, sessie_id, mijn, ports=ports())

    def list_velden(betrokkenheid: Betrokkenheid) -> dict[str, str]:
        return {
            "wie precies": betrokkenheid.naam,
            "wie benadert hen": betrokkenheid.door,
            "wanneer": format_kort(betrokkenheid.termijn) if betrokkenheid.termijn else "",
            "wat we vragen": betrokkenheid.aard or "",
            "hoe het ervoor staat": betrokkenheid.stand,
            "toelichting": betrokkenheid.toelichting,
            "komt voort uit": join_bronnen(betrokkenheid.bronnen),
        }

    return Wijzigbaar(dossier, wie, f"Regel {nu.nummer}", find, save, list_velden)
