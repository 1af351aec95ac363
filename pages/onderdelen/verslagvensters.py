"""The windows of the report screen: freezing, recording a reaction, establishing and reopening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import NEDERLAND, format_kort, parse_termijn
from gesprekskaart.dossier import Dossier
from gesprekskaart.ondertekening import Tekenstand
from gesprekskaart.ports import ports
from gesprekskaart.services.personen import find_namen_in_tekst
from gesprekskaart.services.sessies import move_stand
from gesprekskaart.services.verslagen import find_openstaand, find_wijzigingen, freeze, record_reactie
from gesprekskaart.sessie import Mandaat, Partnerschap, Stand
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie
from gesprekskaart.wijzigingen import Wijziging, tell_aantallen
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import PEILINGEN, VRAAG
from pages.onderdelen.tekstveld import tekstveld
from pages.onderdelen.tonen import toon
from pages.onderdelen.venster import venster

REACTIEDAGEN = 14
"""Calendar days that partnerships get by default: ten working days, as regions use."""


def _end_of_working_day(tekst: str) -> datetime | None:
    dag = parse_termijn(tekst, ports().today())
    return datetime.combine(dag, time(17), tzinfo=NEDERLAND) if dag else None


@venster("Versie bevriezen", width="medium")
def freeze_versie(dossier: Dossier, wie: Wie, nummer: int) -> None:
    """Say what is not finished, what changed (from version 2 on), until when to react, and freeze."""
    nog = find_openstaand(wie, dossier.sessie.id, ports=ports())
    if any(nog):
        toon("openstaand.html", nog=nog)
    if nog.peilingen:
        # Freezing would be refused: then that is not what one is offered.
        if st.button("Naar de peilingen", type="primary", key="bevries_peilingen"):
            ga_naar(PEILINGEN, dossier)
        return
    st.text(
        "Een bevroren versie verandert nooit meer. De partnerschappen reageren op precies deze tekst. "
        "Wil je later iets wijzigen, dan heropen je het gesprek en maak je de volgende versie."
    )
    st.text(dossier.sessie.gesprek.zwijgregel)
    if namen := find_namen_in_tekst(wie, dossier.sessie.id, ports=ports()):
        toon("namen_in_tekst.html", vondsten=namen)
    if nummer > 1:
        wijzigingen = find_wijzigingen(wie, dossier.sessie.id, ports=ports())
        toon_wijzigingen(wijzigingen, f"Gewijzigd sinds versie {nummer - 1}", "nu")
        st.text(f"Wat is er gewijzigd sinds versie {nummer - 1}? Wie eerder reageerde, leest dit.")
        tekstveld(dossier, wie, TekstSoort.WIJZIGINGEN, str(nummer), label="Wijzigingen", hoogte=3)
    voorstel = ports().today() + timedelta(days=REACTIEDAGEN)
    geweigerd = st.container()  # above the button: below it one would not see why nothing happened
    with st.form("bevries", border=False):
        termijn = st.text_input("Reageren kan tot en met (17.00 uur)", format_kort(voorstel), key="bevries_termijn")
        bevries = st.form_submit_button(
            f"{'Toch bevriezen' if any(nog) else 'Bevriezen'} als versie {nummer}",
            type="secondary" if any(nog) else "primary",
            key="bevries_ja",
        )
    if any(nog) and st.button("Terug naar het gesprek", type="primary", key="bevries_terug"):
        ga_naar(VRAAG, dossier)
    if bevries:
        with geweigerd:
            doe(
                lambda: freeze(wie, dossier.sessie.id, termijn=_end_of_working_day(termijn), ports=ports()),
                gelukt=f"Versie {nummer} is bevroren. Vraag hieronder om reacties, of leg ze zelf vast.",
            )


def toon_wijzigingen(wijzigingen: tuple[Wijziging, ...], titel: str, key: str) -> None:
    """What differs from the version before, behind one line that says how much."""
    with st.expander(f"{titel}: {tell_aantallen(wijzigingen)}", key=f"wijzigingen_{key}"):
        toon("wijzigingen.html", wijzigingen=wijzigingen)


@venster("Reactie vastleggen", width="medium")
def record_reactie_window(dossier: Dossier, wie: Wie, versie: Versie, partnerschap: Partnerschap) -> None:
    """What one partnership says, by whom and with what mandate."""
    toon("reactie_kop.html", partnerschap=partnerschap, versie=versie)
    with st.form("reactie", border=False):
        soort = st.radio(
            "Reactie",
            list(ReactieSoort),
            index=None,
            format_func=lambda soort: soort.capitalize(),
            captions=[
                "Het verslag klopt en wij staan erachter.",
                "Wij staan erachter, mits … (vul de toelichting in).",
                "Wij staan er niet achter (vul de toelichting in; het komt als minderheidsstandpunt in het verslag).",
                "Wij hebben het gelezen en nemen geen standpunt in.",
            ],
            key=f"reactie_soort_{partnerschap.code}",
        )
        naam = st.text_input("Wie zegt dit? (naam)", key=f"reactie_naam_{partnerschap.code}")
        rol = st.text_input("Rol en organisatie", key=f"reactie_rol_{partnerschap.code}")
        mandaat = st.selectbox(
            "Mandaat", list(Mandaat), index=None, format_func=lambda m: m.capitalize(), placeholder="Kies een mandaat",
            key=f"reactie_mandaat_{partnerschap.code}",
        )  # fmt: skip
        voorbehoud = st.checkbox(
            "Onder voorbehoud van instemming van het bestuur", key=f"reactie_voorbehoud_{partnerschap.code}"
        )
        toelichting = st.text_area("Toelichting", key=f"concept_toelichting_{partnerschap.code}")
        bewaard = st.form_submit_button("Leg deze reactie vast", type="primary", key="reactie_bewaar")
    if not bewaard:
        return
    if soort is None or mandaat is None:
        toon_geweigerd("Kies een reactie en het mandaat waarmee zij is gegeven.")
        return
    doe(
        lambda: record_reactie(
            wie,
            dossier.sessie.id,
            versie.nummer,
            Reactie(
                partnerschap=partnerschap.code,
                soort=soort,
                naam=naam,
                rol=rol,
                mandaat=mandaat,
                toelichting=toelichting,
                voorbehoud_bestuur=voorbehoud,
                op=ports().now(),
            ),
            ports=ports(),
        ),
        gelukt=f"De reactie van {partnerschap.naam} is vastgelegd.",
    )


@venster("Weet wat er gebeurt")
def confirm_stand(
    dossier: Dossier, wie: Wie, naar: Stand, versie: Versie | None, standen: Sequence[Tekenstand]
) -> None:
    """Establish or reopen, after saying what that means for the others."""
    nummer = versie.nummer if versie else 0
    if naar is Stand.VASTGESTELD and versie is not None:
        loopt = versie.termijn is not None and ports().now() < versie.termijn
        reacties = versie.geldende_reacties
        zwijgers = sum(stand.reactie is None and stand.ondertekenaar.partnerschap in reacties for stand in standen)
        toon("vaststellen.html", versie=versie, reacties=reacties, zwijgers=zwijgers, loopt=loopt)
        label, gelukt = f"Stel versie {nummer} vast", f"Versie {nummer} is vastgesteld."
    else:
        toon("heropenen.html", nummer=nummer)
        label, gelukt = "Heropen het gesprek", f"Het gesprek is heropend. Versie {nummer} blijft bestaan."
    if st.button(label, type="primary", key="stand_ja"):
        doe(lambda: move_stand(wie, dossier.sessie.id, naar, ports=ports()), gelukt=gelukt)
