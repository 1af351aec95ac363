"""The pieces and windows of 'Uitnodigen'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from urllib.parse import quote

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.datum import (
    NEDERLAND,
    format_datum,
    format_kort,
    format_moment,
    format_tijd,
    parse_datum,
    parse_tijd,
)
from gesprekskaart.deelname import Deelname, Uitnodiging, format_code
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError, Ongeldig
from gesprekskaart.ports import ports
from gesprekskaart.services.deurposter import make_adres
from gesprekskaart.services.leiding import add_leider, end_leiding, list_leiders, remove_leider, share_leiding
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.services.uitnodigen import (
    admit,
    change_uitnodiging,
    end_of_day,
    give_terugkeercode,
    make_uitnodiging,
    mark_vertrokken,
    merge_deelnemers,
    revoke,
    revoke_uitnodiging,
)
from gesprekskaart.sessie import OEFENING, Deelnemer, Sessie, Sessierol, Stand
from pages.onderdelen.doen import doe, meld_gelukt, toon_geweigerd
from pages.onderdelen.kop import ga_naar
from pages.onderdelen.schermen import GESPREKKEN, INRICHTEN
from pages.onderdelen.serveradres import find_server, waarschuw_alleen_hier
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster


def toon_uitnodiging(sessie: Sessie, uitnodiging: Uitnodiging) -> None:
    """Code, address and QR code, large enough to read aloud; and the same as text to mail."""
    adres = make_adres(uitnodiging, find_server())
    tekst = _mail(sessie, uitnodiging, adres)
    soort = "Oefening" if sessie.oefening else "Uitnodiging"
    toon(
        "uitnodiging.html",
        uitnodiging=uitnodiging,
        code=format_code(uitnodiging.code),
        adres=adres,
        ingang=f"{find_server()}/gk/mee".split("://", 1)[-1],
        mailto=f"mailto:?subject={quote(f'{soort}: {sessie.gesprek.titel}')}&body={quote(tekst)}",
    )
    waarschuw_alleen_hier()
    with st.expander("Tekst voor een mail of bericht", key="uitnodigen_mailtekst"):
        st.code(tekst, language=None, wrap_lines=True)


def _mail(sessie: Sessie, uitnodiging: Uitnodiging, adres: str) -> str:
    gesprek = sessie.gesprek
    oefening = f"{OEFENING}.\n\n" if sessie.oefening else ""
    wanneer = f" op {format_datum(gesprek.datum)}" if gesprek.datum else ""
    begin = f" om {format_tijd(gesprek.begin)} uur" if gesprek.datum and gesprek.begin else ""
    waar = f" in {gesprek.plaats}" if gesprek.plaats else ""
    nu = "Het gesprek is al begonnen: je kunt meteen meedoen."
    if sessie.stand is Stand.VOORBEREIDING:
        nu = "Je kunt meteen beginnen met voorbereiden."
    return (
        f"Beste collega,\n\n{oefening}"
        f"Je bent uitgenodigd voor ‘{gesprek.titel}’{wanneer}{begin}{waar}.\n\n"
        "Doe mee via deze link, op je telefoon of laptop:\n"
        f"{adres}\n\n"
        f"Of typ de code {format_code(uitnodiging.code)} in op {find_server()}/gk/mee.\n\n"
        "Je hebt geen account nodig. Je kiest namens welk partnerschap je meedoet en zegt je rol en organisatie; je "
        f"naam mag leeg blijven. {nu}\n\n"
        f"De code werkt tot {format_moment(uitnodiging.tot)}."
    )


@venster("Termijn en wachtkamer")
def change_term(wie: Wie, nu: Uitnodiging) -> None:
    """Until when the code works, and whether people wait to be let in."""
    with st.form("termijn", border=False):
        dag = st.text_input(
            "De code werkt tot en met", format_kort(nu.tot.astimezone(NEDERLAND).date()), key="termijn_dag"
        )
        wachtkamer = st.checkbox(
            "Wachtkamer: ik laat mensen een voor een binnen", nu.wachtkamer, key="termijn_wachtkamer"
        )
        bewaard = st.form_submit_button("Bewaar", type="primary", key="termijn_bewaar")
    if bewaard:
        doe(lambda: _change(wie, nu, dag, wachtkamer), gelukt="De uitnodiging is gewijzigd.")


def _change(wie: Wie, nu: Uitnodiging, dag: str, wachtkamer: bool) -> None:
    tot = parse_datum(dag)
    if tot is None:
        raise Ongeldig("Vul in tot en met welke dag de code werkt, zoals 12 maart 2027.")
    change_uitnodiging(wie, nu, tot=end_of_day(tot), wachtkamer=wachtkamer, ports=ports())


@venster("Code vervangen of de deur sluiten")
def close_door(wie: Wie, nu: Uitnodiging) -> None:
    """Replace the code, or close the door; both say what that means for others."""
    st.text(
        "Vervangen: de oude code, link, QR-code en posters werken meteen niet meer. Je krijgt een nieuwe code. "
        "Wie al binnen is, merkt er niets van."
    )
    if st.button("Vervang de code", type="primary", key="sluiten_vervang"):
        doe(
            lambda: make_uitnodiging(wie, nu.sessie_id, ports=ports()),
            gelukt="Er is een nieuwe code; de oude werkt niet meer.",
        )
    st.text("Sluiten: er komt niemand meer bij, tot je weer een uitnodiging maakt.")
    if st.button("Sluit de deur", key="sluiten_sluit"):
        doe(lambda: revoke_uitnodiging(wie, nu, ports=ports()), gelukt="De deur is dicht. Wie binnen is, blijft.")


@venster("Deelnemer beheren", width="medium")
def manage_deelnemer(wie: Wie, dossier: Dossier, deelnemer: Deelnemer, deelname: Deelname | None) -> None:
    """Everything that one can do about one person."""
    toon("binnen.html", deelnemer=deelnemer, deelname=deelname)
    sessie = dossier.sessie
    if deelname and deelname.ingetrokken:
        if st.button("Laat weer binnen", type="primary", key="beheer_weer"):
            doe(
                lambda: admit(wie, sessie.id, deelnemer.nummer, ports=ports()),
                gelukt=f"{deelnemer.naam or deelnemer.aanduiding} is weer binnen.",
            )
        return
    with st.container(horizontal=True, wrap=True, key="beheer_eerst"):
        if may(wie, Handeling.INRICHTEN, sessie) and st.button("Verbeter de gegevens bij Wie", key="beheer_verbeter"):
            ga_naar(INRICHTEN, dossier)
        vers = st.button("Maak een terugkeercode", key="beheer_code")
    if vers:
        _toon_code(wie, sessie, deelnemer)
    if may(wie, Handeling.INRICHTEN, sessie):
        _toon_vertrokken(wie, sessie, deelnemer)
        _toon_samenvoegen(wie, dossier, deelnemer)
    _toon_leiding(wie, sessie, deelnemer)
    if deelname:
        _toon_intrekken(wie, sessie, deelnemer)


def _toon_code(wie: Wie, sessie: Sessie, deelnemer: Deelnemer) -> None:
    try:
        code = give_terugkeercode(wie, sessie.id, deelnemer.nummer, ports=ports())
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    else:
        ingang = f"{find_server()}/gk/terug".split("://", 1)[-1]
        toon("terugkeercode.html", deelnemer=deelnemer, code=format_code(code), ingang=ingang)


def _toon_vertrokken(wie: Wie, sessie: Sessie, deelnemer: Deelnemer) -> None:
    nu = format_tijd(ports().now().astimezone(NEDERLAND).time())
    with st.form("vertrokken", border=False):
        tijd = st.text_input("Eerder vertrokken, om", nu, key=f"beheer_tijd_{deelnemer.nummer}")
        vertrokken = st.form_submit_button("Noteer het vertrek", key="beheer_vertrokken")
    if vertrokken:
        doe(
            lambda: mark_vertrokken(wie, sessie.id, deelnemer.nummer, _require_tijd(tijd), ports=ports()),
            gelukt="Het vertrek is genoteerd en komt in het verslag.",
        )


def _require_tijd(tijd: str) -> time:
    gelezen = parse_tijd(tijd)
    if gelezen is None:
        raise Ongeldig("Vul in hoe laat deze persoon vertrok, zoals 15.15.")
    return gelezen


def _toon_samenvoegen(wie: Wie, dossier: Dossier, deelnemer: Deelnemer) -> None:
    anderen = {d.nummer: f"{d.naam or d.aanduiding} ({d.nummer})" for d in dossier.deelnemers if d != deelnemer}
    if not anderen:
        return
    ander = st.selectbox(
        "Staat deze persoon er dubbel in? Voeg samen met",
        list(anderen),
        index=None,
        format_func=anderen.__getitem__,
        placeholder="Kies de andere regel",
        key=f"beheer_ander_{deelnemer.nummer}",
    )
    if st.button("Voeg samen", key="beheer_samen", disabled=ander is None) and ander is not None:
        doe(
            lambda: merge_deelnemers(wie, dossier.sessie.id, deelnemer.nummer, ander, ports=ports()),
            gelukt="Samengevoegd. Wat is geschreven, is gebleven.",
        )


def _toon_leiding(wie: Wie, sessie: Sessie, deelnemer: Deelnemer) -> None:
    nummer, naam = deelnemer.nummer, deelnemer.naam or deelnemer.aanduiding
    if deelnemer.sessierol is Sessierol.FACILITATOR:
        if st.button("Neem de leiding terug", key="beheer_terugnemen"):
            doe(
                lambda: end_leiding(wie, sessie.id, nummer, ports=ports()),
                gelukt=f"{naam} doet weer mee als deelnemer.",
            )
    elif st.button("Laat meeleiden", key="beheer_meeleiden", help="Mag daarna alles wat jij in dit gesprek mag."):
        doe(lambda: share_leiding(wie, sessie.id, nummer, ports=ports()), gelukt=f"{naam} leidt het gesprek nu mee.")


def _toon_intrekken(wie: Wie, sessie: Sessie, deelnemer: Deelnemer) -> None:
    _ask_first(
        "Ik wil de toegang intrekken, op elk apparaat",
        "Trek de toegang in",
        "beheer_intrekken",
        lambda: doe(
            lambda: revoke(wie, sessie.id, deelnemer.nummer, ports=ports()),
            gelukt="De toegang is ingetrokken. Weer meedoen op dat apparaat kan alleen als jij iemand weer binnenlaat. "
            "Wil je ook elders zeker zijn? Vervang dan de code.",
        ),
    )


def _ask_first(vraag: str, label: str, key: str, daad: Callable[[], None]) -> None:
    if st.checkbox(vraag, key=f"{key}_zeker") and st.button(label, key=key):
        daad()


def edit_leiders(wie: Wie, dossier: Dossier) -> None:
    """Who leads; of the accounts one more, one less."""
    sessie = dossier.sessie
    leiders = list_leiders(wie, sessie.id, ports=ports())
    mee = [deelnemer for deelnemer in dossier.deelnemers if deelnemer.sessierol is Sessierol.FACILITATOR]
    toon("leiders.html", leiders=leiders, mee=mee)
    if st.button("De leiding delen of overdragen…", key="uitnodigen_leiders"):
        change_leiders(wie, sessie)


@venster("De leiding delen of overdragen")
def change_leiders(wie: Wie, sessie: Sessie) -> None:
    """Add an account, or let one go; handing over is doing both."""
    st.text(
        "Wie je toevoegt, mag alles wat jij in dit gesprek mag. Overdragen doe je in twee stappen: voeg de ander toe, "
        "en draag haar daarna over. De leiding verhuist nooit vanzelf."
    )
    with st.form("leider", border=False):
        naam = st.text_input("Naam waarmee de ander zich aanmeldt", key="leider_naam")
        erbij = st.form_submit_button("Laat meeleiden", type="primary", key="leider_erbij")
    if erbij:
        doe(lambda: add_leider(wie, sessie.id, naam, ports=ports()), gelukt=f"{naam.strip()} leidt nu mee.")
    for account in list_leiders(wie, sessie.id, ports=ports()):
        if wie.account is not None and account.id == wie.account.id:
            _toon_overdragen(wie, sessie)
            continue
        _ask_first(
            f"{escape_label(account.naam)} leidt dit gesprek niet meer",
            f"Haal {escape_label(account.naam)} weg",
            f"leider_weg_{account.id}",
            lambda: doe(
                lambda: remove_leider(wie, sessie.id, account.id, ports=ports()),
                gelukt=f"{account.naam} leidt dit gesprek niet meer.",
            ),
        )


def _toon_overdragen(wie: Wie, sessie: Sessie) -> None:
    """Go oneself, to a screen that still opens: one that says there is nothing here would read as a mishap."""
    account = wie.account
    vraag = "Ik draag de leiding over, en kom daarna zelf niet meer in dit gesprek"
    if account is None or not st.checkbox(vraag, key=f"leider_weg_{account.id}_zeker"):
        return
    if not st.button("Draag de leiding over", key=f"leider_weg_{account.id}"):
        return
    anderen = [leider.naam for leider in list_leiders(wie, sessie.id, ports=ports()) if leider.id != account.id]
    try:
        remove_leider(wie, sessie.id, account.id, ports=ports())
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    else:
        nu = f"{' en '.join(anderen)} {'leidt' if len(anderen) == 1 else 'leiden'} het nu."
        meld_gelukt(f"Je leidt ‘{sessie.gesprek.titel}’ niet meer. {nu}")
        st.switch_page(GESPREKKEN)
