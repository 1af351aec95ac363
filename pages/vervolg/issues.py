"""Screen 'Landelijke issues': what a region cannot solve by itself, for whom it is and who supports it."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.landelijk import Issuestand, LandelijkIssue
from gesprekskaart.ports import ports
from gesprekskaart.services.aandacht import add_issue, put_away_issue, support_issue
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Stand
from gesprekskaart.tekst import Plek, TekstSoort
from pages.onderdelen.aandachtvensters import edit_issue, edit_issuestand, list_uit_groepen
from pages.onderdelen.bijblijven import blijf_bij
from pages.onderdelen.doen import doe, toon_gelukt
from pages.onderdelen.inbeeld import breng_in_beeld
from pages.onderdelen.kop import toon_kop
from pages.onderdelen.schermen import ISSUES, VERZAMELD
from pages.onderdelen.sporen import toon_sporen
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.toegang import current_dossier, current_wie
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.weggelegd import toon_weggelegd

dossier, wie = current_dossier(), current_wie()
sessie_id = dossier.sessie.id
mag = may(wie, Handeling.VASTLEGGEN, dossier.sessie)
mag_volgen = may(wie, Handeling.TERUGKOPPELEN, dossier.sessie)
codes = [partnerschap.code for partnerschap in dossier.partnerschappen]
eigen = [code for code in codes if may(wie, Handeling.SPREKEN, dossier.sessie, partnerschap=code)]


def toon_issue(issue: LandelijkIssue) -> None:
    """One issue: what, why, for whom, who supports it, and what came back."""
    tekstveld(dossier, wie, TekstSoort.ISSUE, issue.nummer, label=f"Landelijk issue {issue.nummer}", hoogte=2)
    with st.container():
        if mag or dossier.is_gevuld(Plek(soort=TekstSoort.WAAROM, sleutel=issue.nummer)):
            tekstveld(dossier, wie, TekstSoort.WAAROM, issue.nummer, label="Waarom is dit landelijk?", hoogte=2)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        toon("issue.html", issue=issue)
        with st.container(horizontal=True, width="content"):
            if mag and st.button("Voor wie…", key=f"issue_wijzig_{issue.nummer}", help=f"Voor wie is {issue.nummer}"):
                edit_issue(dossier, wie, issue)
            hulp = f"Wat kwam er van {issue.nummer}"
            if mag_volgen and st.button("Wat kwam ervan…", key=f"issue_stand_{issue.nummer}", help=hulp):
                edit_issuestand(dossier, wie, issue)
    toon_sporen(dossier, herkomst, issue.nummer)
    toon_steun(issue)
    toon_gevolg(issue)


def toon_steun(issue: LandelijkIssue) -> None:
    """Who supports it; one tap for one's own partnership."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"steun_{issue.nummer}"):
        toon("issuesteun.html", issue=issue, aantal=len(codes))
        for code in eigen:
            steunt = code in issue.steun
            # Another button each time: the second half of a double tap finds the first one gone.
            if st.button(
                f"{code} trekt steun in" if steunt else f"{code} steunt dit",
                key=f"issue_steun_{issue.nummer}_{code}_{steunt}",
                type="tertiary" if steunt else "secondary",
                icon=None if steunt else ":material/check:",
            ):
                doe(lambda: support_issue(wie, sessie_id, issue.nummer, code, steunt=not steunt, ports=ports()))


def toon_gevolg(issue: LandelijkIssue) -> None:
    """How far it came; also long after the report."""
    terug = Plek(soort=TekstSoort.TERUGKOPPELING, sleutel=issue.nummer)
    if issue.stand is not Issuestand.OPEN or dossier.is_gevuld(terug):
        tekstveld(dossier, wie, terug.soort, issue.nummer, label="Wat kwam er terug?", hoogte=2)


herkomst = make_herkomst(dossier.kaart, dossier)
toon_kop(dossier, ISSUES)
st.title("Landelijke issues", anchor=False)
toon("bij.html", tekst="Wat jullie regio niet alleen kan oplossen: wat is het, waarom landelijk, en voor wie?")
toon_gelukt()
if dossier.sessie.stand is Stand.VOORBEREIDING:
    st.info("Dit vul je in zodra het gesprek is begonnen.")
issues = [issue for issue in dossier.issues if not issue.verwijderd]
if not issues:
    toon("leeg.html", tekst="Nog geen landelijke issues.")
for issue in issues:
    with st.container(key=f"issue_{issue.nummer}", gap="xsmall"):
        toon_issue(issue)
if mag:
    if st.button("Issue toevoegen", key=f"issue_nieuw_na_{len(dossier.issues)}", icon=":material/add:"):
        doe(lambda: add_issue(wie, sessie_id, ports=ports()))
    for groep, vraag, tekst in list_uit_groepen(dossier):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            toon("uit_groep.html", groep=groep.titel, vraag=vraag, tekst=tekst)
            hulp = escape_label(f"{groep.titel}, {vraag}")
            if st.button("Maak hier een issue van", key=f"issue_uit_{groep.nummer}_{vraag}", help=hulp):
                doe(lambda: add_issue(wie, sessie_id, tekst=tekst, bronnen=(vraag,), ports=ports()))
    toon_weggelegd(
        [(i.nummer, dossier.tekst(TekstSoort.ISSUE, i.nummer)) for i in dossier.issues if i.verwijderd],
        lambda nummer: put_away_issue(wie, sessie_id, nummer, weg=False, ports=ports()),
    )
if wie.account is not None:
    st.page_link(VERZAMELD, label="Landelijke issues uit al je gesprekken", icon=":material/arrow_forward:")
# What is not drawn while it is empty: a field for who may not write in it.
blijf_bij(dossier, soorten=(TekstSoort.TERUGKOPPELING, *(() if mag else (TekstSoort.WAAROM,))), rustig=True)
breng_in_beeld("nummer", (issue.nummer for issue in issues), vak="issue_{}")
