"""The windows of differences of view and national issues: what is not written in place."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.bronnen import Herkomstvan, list_bronnen
from gesprekskaart.datum import format_kort
from gesprekskaart.dossier import Dossier
from gesprekskaart.groep import Groep
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.landelijk import Issuestand, LandelijkIssue
from gesprekskaart.pdf.woorden import join_words
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import (
    add_verschil,
    follow_issue,
    list_eigen_woorden,
    put_away_issue,
    put_away_verschil,
    save_issue,
    save_verschil,
)
from gesprekskaart.services.sessies import open_dossier
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.vorig import join_bronnen
from pages.onderdelen.botsing import Wijzigbaar, save_or_keep, toon_botsing
from pages.onderdelen.doen import doe, meld_gelukt, toon_geweigerd
from pages.onderdelen.sporen import tell_ding
from pages.onderdelen.termijnen import read_sinds, read_termijn
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster


def ask_bronnen(dossier: Dossier, van: Herkomstvan, nu: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Ask where it came from; what was named before can stay."""
    keuzes = list(dict.fromkeys((*list_bronnen(dossier.kaart, dossier, van), *nu)))
    herkomst = make_herkomst(dossier.kaart, dossier)
    return tuple(
        st.multiselect(
            "Komt voort uit",
            keuzes,
            default=nu,
            placeholder="Kies een vraag, peiling of meer",
            key=key,
            format_func=lambda id: tell_ding(herkomst, id),
        )
    )


def _woord(keuze: StrEnum) -> str:
    return keuze.capitalize()


@venster("Verschil van inzicht", width="medium")
def edit_verschil(dossier: Dossier, wie: Wie, nu: Verschil | None) -> None:
    """A new difference (`nu` None), or what one is called, where it came from, and who takes it further when."""
    sessie_id = dossier.sessie.id
    van = nu.nummer if nu else "nieuw"
    botsing = st.container()
    with st.form("verschil", border=False):
        titel = st.text_input(
            "Waarover verschillen we van inzicht?", nu.titel if nu else "", max_chars=300,
            placeholder="Wat telt mee voor 100%?", key=f"verschil_titel_{van}",
        )  # fmt: skip
        bronnen = ask_bronnen(dossier, Herkomstvan.VERSCHIL, nu.bronnen if nu else (), f"verschil_bronnen_{van}")
        wie_verder, termijn = "", ""
        if nu:
            wie_verder = st.text_input("Wie gaat hiermee verder? Rol en organisatie", nu.wie, key=f"verschil_wie_{van}")
            was = format_kort(nu.termijn) if nu.termijn else ""
            termijn = st.text_input("Wanneer?", was, placeholder="1 oktober 2027", key=f"verschil_termijn_{van}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="verschil_bewaar")
    if bewaard and nu is None:
        doe(lambda: _add_verschil(wie, sessie_id, titel, bronnen))
    elif bewaard and nu is not None:

        def make() -> Verschil:
            velden = {
                "titel": titel,
                "wie": wie_verder,
                "termijn": read_termijn(nu.nummer, nu.termijn, termijn),
                "bronnen": bronnen,
            }
            return Verschil.model_validate({**dict(nu), **velden})

        save_or_keep(_wijzig_verschil(dossier, wie, nu.nummer), nu, make)
    if nu:
        _toon_weg(dossier, wie, nu.nummer)
        with botsing:
            toon_botsing(_wijzig_verschil(dossier, wie, nu.nummer))


def _add_verschil(wie: Wie, sessie_id: UUID, titel: str, bronnen: tuple[str, ...]) -> None:
    nieuw = add_verschil(wie, sessie_id, titel, bronnen=bronnen, ports=ports())
    # There it is: whoever writes on would else write in the one that was on the screen.
    st.query_params.pop("nummer", None)
    st.query_params["verschil"] = nieuw.nummer
    meld_gelukt(f"{nieuw.nummer} staat erbij. Elk partnerschap schrijft er nu zijn eigen standpunt.")


def _toon_weg(dossier: Dossier, wie: Wie, nummer: str) -> None:
    """Put it away; with whose own words, stands there beforehand, also of what was written since the window opened."""
    nu = list_eigen_woorden(open_dossier(wie, dossier.sessie.id, ports=ports()), nummer)
    woorden = join_words(nu)
    if woorden:
        toon("leeg.html", tekst=f"Verwijder je {nummer}, dan staat dit ook niet meer in het verslag: {woorden}.")
    if not st.button(
        f"Verwijder {nummer}{', ook die woorden' if woorden else ''}", type="tertiary", key="verschil_weg",
        # Of when the button was drawn.
        on_click=lambda: st.session_state.update(verschil_weg_gelezen=nu),
    ):  # fmt: skip
        return
    if st.session_state["verschil_weg_gelezen"] == nu:
        doe(
            lambda: put_away_verschil(wie, dossier.sessie.id, nummer, weg=True, ports=ports()),
            gelukt=f"{nummer} is verwijderd{f', met {woorden}' if woorden else ''}. Onderaan zet je het terug.",
        )
    else:
        toon_geweigerd(f"Er is intussen bij {nummer} geschreven. Hierboven staat wat er nu uit het verslag zou gaan.")


def _wijzig_verschil(dossier: Dossier, wie: Wie, nummer: str) -> Wijzigbaar[Verschil]:
    sessie_id = dossier.sessie.id

    def find(vers: Dossier) -> Verschil | None:
        return next((v for v in vers.verschillen if v.nummer == nummer and not v.verwijderd), None)

    def save(_was: Verschil, mijn: Verschil) -> object:
        return save_verschil(wie, sessie_id, mijn, ports=ports())

    def list_velden(verschil: Verschil) -> dict[str, str]:
        return {
            "waarover": verschil.titel,
            "komt voort uit": join_bronnen(verschil.bronnen),
            "wie": verschil.wie,
            "wanneer": format_kort(verschil.termijn) if verschil.termijn else "",
        }

    return Wijzigbaar(dossier, wie, f"Verschil {nummer}", find, save, list_velden)


@venster("Landelijk issue", width="medium")
def edit_issue(dossier: Dossier, wie: Wie, nu: LandelijkIssue) -> None:
    """For whom it is, what it is gathered under, and where it came from."""
    sessie_id = dossier.sessie.id
    botsing = st.container()
    with st.form("issue", border=False):
        voor_wie = st.text_input(
            "Voor wie is het?",
            nu.voor_wie,
            max_chars=300,
            placeholder="ministerie van OCW",
            key=f"issue_voor_wie_{nu.nummer}",
        )
        thema = st.text_input(
            "Thema, om het bij issues uit andere gesprekken te leggen", nu.thema, max_chars=300,
            placeholder="Telling en registratie", key=f"issue_thema_{nu.nummer}",
        )  # fmt: skip
        bronnen = ask_bronnen(dossier, Herkomstvan.ISSUE, nu.bronnen, f"issue_bronnen_{nu.nummer}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="issue_bewaar")
    if bewaard:

        def make() -> LandelijkIssue:
            velden = {"voor_wie": voor_wie, "thema": thema, "bronnen": bronnen}
            return LandelijkIssue.model_validate({**dict(nu), **velden})

        save_or_keep(_wijzig_issue(dossier, wie, nu.nummer), nu, make)
    if st.button(f"Verwijder {nu.nummer}", type="tertiary", key="issue_weg"):
        doe(
            lambda: put_away_issue(wie, sessie_id, nu.nummer, weg=True, ports=ports()),
            gelukt=f"{nu.nummer} is verwijderd. Onderaan zet je het terug.",
        )
    with botsing:
        toon_botsing(_wijzig_issue(dossier, wie, nu.nummer))


def _wijzig_issue(dossier: Dossier, wie: Wie, nummer: str) -> Wijzigbaar[LandelijkIssue]:
    sessie_id = dossier.sessie.id

    def find(vers: Dossier) -> LandelijkIssue | None:
        return next((issue for issue in vers.issues if issue.nummer == nummer and not issue.verwijderd), None)

    def save(was: LandelijkIssue, mijn: LandelijkIssue) -> object:
        """A window changes either what it is about or what became of it; each is an action of its own."""
        if (mijn.stand, mijn.stand_op) != (was.stand, was.stand_op):
            stand, op = mijn.stand, mijn.stand_op
            return follow_issue(wie, sessie_id, nummer, stand, op, gelezen=was.revisie, ports=ports())
        return save_issue(wie, sessie_id, mijn, ports=ports())

    def list_velden(issue: LandelijkIssue) -> dict[str, str]:
        return {
            "voor wie": issue.voor_wie,
            "thema": issue.thema,
            "komt voort uit": join_bronnen(issue.bronnen),
            "hoe het ervoor staat": issue.stand,
            "sinds": format_kort(issue.stand_op) if issue.stand_op else "",
        }

    return Wijzigbaar(dossier, wie, f"Landelijk issue {nummer}", find, save, list_velden)


@venster("Wat kwam ervan?", width="medium")
def edit_issuestand(dossier: Dossier, wie: Wie, nu: LandelijkIssue) -> None:
    """How far the issue came, and since when."""
    standen: list[Issuestand] = list(Issuestand)
    botsing = st.container()
    with st.form("issuestand", border=False):
        stand = st.selectbox(
            "Hoe staat het ervoor?", standen, index=standen.index(nu.stand),
            format_func=_woord, key=f"issue_hoever_{nu.nummer}",
        )  # fmt: skip
        was = format_kort(nu.stand_op) if nu.stand_op else ""
        op = st.text_input("Sinds wanneer?", was, placeholder="1 oktober", key=f"issue_sinds_{nu.nummer}")
        st.text("Dit mag ook lang na het verslag: een bevroren versie verandert er niet van.")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="issue_stand_bewaar")
    if bewaard:

        def make() -> LandelijkIssue:
            return LandelijkIssue.model_validate({**dict(nu), "stand": stand, "stand_op": read_sinds(op, nu.stand_op)})

        save_or_keep(_wijzig_issue(dossier, wie, nu.nummer), nu, make)
    with botsing:
        toon_botsing(_wijzig_issue(dossier, wie, nu.nummer))


def list_uit_groepen(dossier: Dossier) -> list[tuple[Groep, str, str]]:
    """Notes of groups on what is national that are no issue yet: group, theme and text."""
    al = {dossier.tekst(TekstSoort.ISSUE, issue.nummer).strip() for issue in dossier.issues}
    return [
        (groep, vraag.id, tekst)
        for vraag in dossier.kaart.vragen
        for groep in dossier.groepen
        if (tekst := dossier.tekst(TekstSoort.LANDELIJK, vraag.id, groep=groep.nummer).strip()) and tekst not in al
    ]
