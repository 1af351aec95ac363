"""The windows of 'Wie en wanneer' in which one thing is changed at a time."""

from __future__ import annotations

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import format_kort, format_tijd, parse_datum, parse_tijd
from gesprekskaart.dossier import Dossier
from gesprekskaart.ports import ports
from gesprekskaart.services.deelnemen import next_nummer
from gesprekskaart.services.sessies import (
    delete_deelnemer,
    delete_partnerschap,
    delete_sessie,
    save_deelnemer,
    save_gesprek,
    save_partnerschap,
    suggest_code,
)
from gesprekskaart.sessie import (
    Aanwezigheid,
    Bestuur,
    Deelnemer,
    Gesprek,
    Mandaat,
    Partnerschap,
    Sector,
    Sessie,
    Sessierol,
    Voorbereid,
)
from pages.onderdelen.doen import doe, toon_geweigerd
from pages.onderdelen.schermen import GESPREKKEN
from pages.onderdelen.venster import venster


def _regels(tekst: str) -> tuple[str, ...]:
    return tuple(regel.strip() for regel in tekst.splitlines() if regel.strip())


@venster("Gegevens van het gesprek", width="medium")
def edit_gesprek(wie: Wie, sessie: Sessie) -> None:
    """Title, date, place and occasion."""
    nu = sessie.gesprek
    with st.form("gegevens", border=False):
        titel = st.text_input("Titel", nu.titel, key="gegevens_titel")
        datum = st.text_input(
            "Datum", format_kort(nu.datum) if nu.datum else "", placeholder="12 maart 2027", key="gegevens_datum"
        )
        links, rechts = st.columns(2)
        begin = links.text_input(
            "Begin", format_tijd(nu.begin) if nu.begin else "", placeholder="13.00", key="gegevens_begin"
        )
        eind = rechts.text_input(
            "Eind", format_tijd(nu.eind) if nu.eind else "", placeholder="16.30", key="gegevens_eind"
        )
        plaats = st.text_input("Plaats", nu.plaats, key="gegevens_plaats")
        online = st.checkbox("Online of deels online", nu.online, key="gegevens_online")
        regios = st.text_area(
            "Onderwijsregio’s, één per regel", "\n".join(nu.onderwijsregios), height=80, key="gegevens_regios"
        )
        aanleiding = st.text_area("Aanleiding", nu.aanleiding, key="concept_aanleiding")
        spelregel = st.text_input(
            "Spelregel", nu.spelregel, placeholder="Alleen citeren met toestemming", key="gegevens_spelregel"
        )
        zwijgen = st.checkbox(
            "Vooraf afgesproken: wie binnen de reactietermijn niet op het verslag reageert, geldt als akkoord",
            nu.zwijgen_is_instemmen,
            key="gegevens_zwijgen",
        )
        bewaard = st.form_submit_button("Bewaar", type="primary", key="gegevens_bewaar")
    if bewaard:
        doe(
            lambda: save_gesprek(
                wie,
                sessie,
                Gesprek(
                    soort=nu.soort,
                    fictief=nu.fictief,
                    titel=titel,
                    datum=parse_datum(datum),
                    begin=parse_tijd(begin),
                    eind=parse_tijd(eind),
                    plaats=plaats,
                    online=online,
                    onderwijsregios=_regels(regios),
                    aanleiding=aanleiding,
                    spelregel=spelregel,
                    zwijgen_is_instemmen=zwijgen,
                ),
                ports=ports(),
            ),
            gelukt="De gegevens zijn bewaard.",
        )


@venster("Partnerschap", width="medium")
def edit_partnerschap(wie: Wie, dossier: Dossier, nu: Partnerschap | None) -> None:
    """Add a partnership (`nu` None) or change one. Its code is fixed once given: texts hang on it."""
    van = nu.code if nu else "nieuw"
    with st.form("partnerschap", border=False):
        naam = st.text_input("Naam", nu.naam if nu else "", key=f"partnerschap_naam_{van}")
        code = (
            nu.code
            if nu
            else st.text_input("Afkorting (mag leeg)", placeholder="LWZ", max_chars=8, key=f"partnerschap_code_{van}")
        )
        sectoren = st.pills(
            "Sectoren",
            list(Sector),
            selection_mode="multi",
            default=nu.sectoren if nu else (),
            key=f"partnerschap_sectoren_{van}",
        )
        besturen = st.text_area(
            "Besturen, één per regel; omvang tussen haakjes",
            "\n".join(f"{b.naam} ({b.omvang})" if b.omvang else b.naam for b in (nu.besturen if nu else ())),
            placeholder="Stichting Voorbeeld (12 scholen)",
            height=100,
            key=f"partnerschap_besturen_{van}",
        )
        penvoerder = st.text_input("Penvoerder", nu.penvoerder if nu else "", key=f"partnerschap_penvoerder_{van}")
        opleidingen = st.text_area(
            "Lerarenopleidingen, één per regel",
            "\n".join(nu.lerarenopleidingen if nu else ()),
            height=80,
            key=f"partnerschap_opleidingen_{van}",
        )
        regios = st.text_area(
            "Onderwijsregio’s, één per regel",
            "\n".join(nu.onderwijsregios if nu else dossier.sessie.gesprek.onderwijsregios),
            height=80,
            key=f"partnerschap_regios_{van}",
        )
        omvang = st.text_input(
            "Omvang", nu.omvang if nu else "", placeholder="171 van 214 studenten", key=f"partnerschap_omvang_{van}"
        )
        aspirant = st.checkbox(
            "Aspirant-partnerschap", nu.aspirant if nu else False, key=f"partnerschap_aspirant_{van}"
        )
        voorbereid = st.radio(
            "Voorbereid?",
            list(Voorbereid),
            index=list(Voorbereid).index(nu.voorbereid if nu else Voorbereid.NEE),
            format_func=lambda stand: stand.capitalize(),
            horizontal=True,
            help="Laat je dit op ‘nee’, dan vult Gesprekskaart het bij het begin in naar wat er vooraf is geschreven.",
            key=f"partnerschap_voorbereid_{van}",
        )
        bewaard = st.form_submit_button("Bewaar", type="primary", key="partnerschap_bewaar")
    if bewaard:
        bezet = {p.code for p in dossier.partnerschappen}
        doe(
            lambda: save_partnerschap(
                wie,
                dossier.sessie.id,
                Partnerschap(
                    code=(code or suggest_code(naam, bezet)).strip().upper(),
                    naam=naam,
                    sectoren=tuple(sectoren),
                    onderwijsregios=_regels(regios),
                    besturen=tuple(_parse_bestuur(regel) for regel in _regels(besturen)),
                    penvoerder=penvoerder,
                    lerarenopleidingen=_regels(opleidingen),
                    omvang=omvang,
                    aspirant=aspirant,
                    voorbereid=voorbereid,
                    voorbereid_op=nu.voorbereid_op if nu else None,
                    voorbereid_toelichting=nu.voorbereid_toelichting if nu else "",
                ),
                gelezen=nu.revisie if nu else 0,
                ports=ports(),
            ),
            gelukt=f"{naam} is bewaard.",
        )
    if nu and st.button("Haal dit partnerschap weg", type="tertiary", key="partnerschap_weg"):
        doe(
            lambda: delete_partnerschap(wie, dossier.sessie.id, nu.code, ports=ports()),
            gelukt=f"{nu.naam} is uit dit gesprek gehaald.",
        )


def _parse_bestuur(regel: str) -> Bestuur:
    naam, haakje, omvang = regel.partition(" (")
    return Bestuur(naam=naam, omvang=omvang.removesuffix(")") if haakje else "")


@venster("Deelnemer", width="medium")
def edit_deelnemer(wie: Wie, dossier: Dossier, nu: Deelnemer | None) -> None:
    """Add a participant (`nu` None) or change one."""
    namen = {p.code: p.naam for p in dossier.partnerschappen}
    van = nu.nummer if nu else "nieuw"
    with st.form("deelnemer", border=False):
        rol = st.text_input("Rol", nu.rol if nu else "", placeholder="programmaleider", key=f"deelnemer_rol_{van}")
        organisatie = st.text_input("Organisatie", nu.organisatie if nu else "", key=f"deelnemer_organisatie_{van}")
        naam = st.text_input(
            "Naam (mag leeg)",
            nu.naam if nu else "",
            help="De naam staat in het verslag. Wie geen naam geeft, staat er met rol en organisatie in.",
            key=f"deelnemer_naam_{van}",
        )
        namens = st.pills(
            "Namens",
            list(namen),
            selection_mode="multi",
            default=nu.namens if nu else (),
            key=f"deelnemer_namens_{van}",
        )
        anders = st.text_input(
            "Of namens",
            nu.namens_anders if nu else "",
            placeholder="regio, beroepsgroep",
            key=f"deelnemer_anders_{van}",
        )
        mandaat = st.selectbox(
            "Mandaat",
            list(Mandaat),
            index=list(Mandaat).index(nu.mandaat if nu else Mandaat.ONDER_VOORBEHOUD),
            format_func=lambda m: m.capitalize(),
            key=f"deelnemer_mandaat_{van}",
        )
        sessierol = st.selectbox(
            "Wat doet deze persoon in het gesprek?",
            list(Sessierol),
            index=list(Sessierol).index(nu.sessierol if nu else Sessierol.DEELNEMER),
            format_func=lambda r: r.capitalize(),
            key=f"deelnemer_sessierol_{van}",
        )
        aanwezigheid = st.selectbox(
            "Aanwezigheid",
            list(Aanwezigheid),
            index=list(Aanwezigheid).index(nu.aanwezigheid if nu else Aanwezigheid.ONBEKEND),
            format_func=lambda a: "Nog niet bekend" if a is Aanwezigheid.ONBEKEND else a.capitalize(),
            key=f"deelnemer_aanwezigheid_{van}",
        )
        bij = st.text_input(
            "Toelichting bij aanwezigheid",
            nu.aanwezigheid_toelichting if nu else "",
            placeholder="tot 15.15 uur",
            key=f"deelnemer_bij_{van}",
        )
        bewaard = st.form_submit_button("Bewaar", type="primary", key="deelnemer_bewaar")
    if bewaard:
        doe(
            lambda: save_deelnemer(
                wie,
                dossier.sessie.id,
                Deelnemer(
                    nummer=nu.nummer if nu else next_nummer(dossier, ports=ports()),
                    naam=naam,
                    rol=rol,
                    organisatie=organisatie,
                    namens=tuple(namens),
                    namens_anders=anders,
                    sessierol=sessierol,
                    mandaat=mandaat,
                    aanwezigheid=aanwezigheid,
                    aanwezigheid_toelichting=bij,
                ),
                gelezen=nu.revisie if nu else 0,
                ports=ports(),
            ),
            gelukt="De deelnemer is bewaard.",
        )
    if nu and st.button("Haal deze deelnemer weg", type="tertiary", key="deelnemer_weg"):
        doe(
            lambda: delete_deelnemer(wie, dossier.sessie.id, nu.nummer, ports=ports()),
            gelukt="De deelnemer is uit dit gesprek gehaald.",
        )


@venster("Gesprek verwijderen")
def remove_sessie(wie: Wie, sessie: Sessie) -> None:
    """Delete only after typing what it is called: this cannot be undone."""
    st.text(
        f"Alles van ‘{sessie.gesprek.titel}’ verdwijnt: antwoorden, conclusies, afspraken en bevroren versies. "
        "Alleen in het logboek blijft staan dat het er was. Download eerst het verslag als je het wilt houden."
    )
    titel = st.text_input("Typ de titel van het gesprek om het te verwijderen", key="verwijder_titel")
    if st.button("Verwijder dit gesprek", key="verwijder_ja", disabled=not titel):
        if titel.strip() != sessie.gesprek.titel:
            toon_geweigerd(f"Dat is niet de titel. Hij luidt: {sessie.gesprek.titel}")
            return
        delete_sessie(wie, sessie.id, ports=ports())
        st.switch_page(GESPREKKEN)
