"""The signers on the report screen: how it stands with each, adding them, and asking for their reaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Literal

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import GesprekskaartError
from gesprekskaart.ondertekening import Ondertekenaar, Tekenstand, list_afwijzingen, tell_standen
from gesprekskaart.ports import ports
from gesprekskaart.services.ondertekenen import (
    Verstuurd,
    ask,
    ask_all,
    delete_ondertekenaar,
    moves_away,
    next_nummer,
    revoke_links,
    save_ondertekenaar,
    suggest_ondertekenaars,
    tell_afwijzingen,
)
from gesprekskaart.services.rechten import Handeling, may
from gesprekskaart.sessie import Mandaat, Stand
from gesprekskaart.verslag import ReactieSoort, Versie
from pages.onderdelen.doen import doe, meld_gelukt, toon_geweigerd
from pages.onderdelen.serveradres import find_server, waarschuw_alleen_hier
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster

_VERSTUURD = "teken_verstuurd"
_OPEN = (Stand.VOORBEREIDING, Stand.GESPREK)


def toon_tekenstand(
    dossier: Dossier,
    wie: Wie,
    versies: Sequence[Versie],
    standen: tuple[Tekenstand, ...],
    vastgesteld_op: datetime | None,
) -> None:
    """The state at a glance, for everybody; and for whoever leads the way to ask."""
    sessie, laatste = dossier.sessie, versies[-1] if versies else None
    leidt, dicht = may(wie, Handeling.ONDERTEKENAARS, sessie), sessie.stand is Stand.VASTGESTELD
    open_ = [stand for stand in standen if stand.reactie is None] if sessie.stand is Stand.VERSLAG else []
    ongevraagd = sum(not stand.gevraagd for stand in open_)
    geldend = laatste.geldende_reacties.values() if laatste else ()
    toon(
        "tekenstand.html",
        standen=standen,
        leidt=leidt,
        samenvatting=tell_standen(standen, dicht=dicht)
        if laatste
        else "je vraagt om een reactie zodra er een versie bevroren is",
        versie=laatste,
        dicht=dicht,
        te_laat=bool(laatste and laatste.termijn and laatste.termijn < ports().now()),
        zwijgregel=laatste.tell_zwijgregel(vastgesteld_op) if laatste else sessie.gesprek.zwijgregel,
        afwijzingen=[reactie for reactie in geldend if reactie.soort is ReactieSoort.NIET_AKKOORD],
        ongevraagd=ongevraagd if leidt else 0,
    )
    if leidt:
        if open_ and _VERSTUURD not in st.session_state:
            # Before a link is sent that nobody can open, not after it.
            waarschuw_alleen_hier()
        with st.container(horizontal=True, wrap=True, key="teken_doen"):
            if open_ and st.button(
                f"Vraag {ongevraagd} om een reactie" if ongevraagd else f"Herinner {len(open_)}",
                type="primary" if ongevraagd else "secondary",
                key="teken_vraag_allen",
            ):
                _send(lambda: ask_all(wie, sessie.id, find_server(), ports=ports()))
            _toon_afwijzingknop(standen, wie, laatste, sessie.stand)
            mist = sessie.stand is Stand.VERSLAG and laatste is not None and not laatste.is_compleet
            soort: Literal["primary", "secondary"] = "primary" if mist and not standen else "secondary"
            if st.button("Ondertekenaar toevoegen…", type=soort, key="teken_nieuw"):
                add_window(dossier, wie)
        toon_verstuurd()


def _toon_afwijzingknop(standen: Sequence[Tekenstand], wie: Wie, versie: Versie | None, stand: Stand) -> None:
    if versie is None or stand is not Stand.VERSLAG:
        return
    aantal = sum(bool(list_afwijzingen(tekenstand, versie)) for tekenstand in standen)
    anderen = "1 ander" if aantal == 1 else f"{aantal} anderen"
    if aantal and st.button(f"Laat {anderen} weten wie niet akkoord is", key="teken_afwijzing"):
        _send(lambda: tell_afwijzingen(wie, versie.sessie_id, find_server(), ports=ports()))


def _send(doe_het: Callable[[], tuple[Verstuurd, ...]]) -> None:
    try:
        st.session_state[_VERSTUURD] = doe_het()
    except GesprekskaartError as fout:
        toon_geweigerd(str(fout))
    else:
        st.rerun()


def toon_verstuurd() -> None:
    """What became of the last messages: what went by mail, and the text of what has to be sent by hand."""
    verstuurd: tuple[Verstuurd, ...] = st.session_state.get(_VERSTUURD, ())
    if not verstuurd:
        return
    toon("verstuurd.html", verstuurd=verstuurd)
    waarschuw_alleen_hier()
    zelf_te_sturen = [bericht for bericht in verstuurd if bericht.fout or bericht.wijze == "tekst"]
    for bericht in zelf_te_sturen:
        with st.expander(
            f"Tekst voor {escape_label(bericht.ondertekenaar.titel)}",
            expanded=len(verstuurd) == 1,
            key=f"teken_tekst_{bericht.ondertekenaar.nummer}",
        ):
            toon("mailto.html", adres=bericht.mailto)
            st.code(bericht.brief.tekst, language=None, wrap_lines=True)
    if st.button("Klaar, verberg deze teksten" if zelf_te_sturen else "Klaar", key="teken_verberg"):
        del st.session_state[_VERSTUURD]
        st.rerun()


def toon_tekenaars(dossier: Dossier, wie: Wie, code: str, standen: Sequence[Tekenstand]) -> None:
    """The signers of one partnership."""
    leidt = may(wie, Handeling.ONDERTEKENAARS, dossier.sessie)
    for stand in standen:
        if stand.ondertekenaar.partnerschap != code:
            continue
        nummer = stand.ondertekenaar.nummer
        with st.container(horizontal=True, vertical_alignment="center", key=f"tekenaar_{nummer}"):
            # Before there is a version no line above says for whom this is.
            voor = code if dossier.sessie.stand in _OPEN else ""
            dicht = dossier.sessie.stand is Stand.VASTGESTELD
            toon("tekenaar.html", stand=stand, leidt=leidt, code=voor, dicht=dicht)
            if leidt and st.button(
                "Vraag of wijzig…", key=f"teken_doe_{nummer}", help=escape_label(stand.ondertekenaar.titel)
            ):
                signer_window(dossier, wie, stand)


@venster("Ondertekenaar toevoegen", width="medium")
def add_window(dossier: Dossier, wie: Wie) -> None:
    """One tap for a participant; or filled in."""
    sessie = dossier.sessie
    voorstel = suggest_ondertekenaars(dossier)
    if voorstel:
        st.text("Uit de deelnemers: tik aan wie er tekent.")
        for kandidaat in voorstel[:30]:
            label = f"{kandidaat.partnerschap} · {kandidaat.titel}"
            if kandidaat.mandaat is not Mandaat.NIET_VAN_TOEPASSING:
                label += f" · {kandidaat.mandaat}"
            if st.button(
                escape_label(label), key=f"teken_uit_{kandidaat.partnerschap}_{kandidaat.deelnemer}", width="stretch"
            ):
                nieuw = kandidaat.model_copy(update={"nummer": next_nummer(dossier.ondertekenaars)})
                doe(
                    partial(save_ondertekenaar, wie, sessie.id, nieuw, gelezen=0, ports=ports()),
                    gelukt=f"{kandidaat.titel} tekent namens {kandidaat.partnerschap}.",
                )
        st.text("Of iemand anders:")
    # Not a valid one yet: what the form begins with.
    leeg = Ondertekenaar.model_construct(nummer=next_nummer(dossier.ondertekenaars), partnerschap="")
    _signer_form(dossier, wie, leeg, gelezen=0)


@venster("Ondertekenaar", width="medium")
def signer_window(dossier: Dossier, wie: Wie, stand: Tekenstand) -> None:
    """Ask or remind this one, give a new link, or change who it is."""
    sessie, tekenaar = dossier.sessie, stand.ondertekenaar
    toon("tekenaar.html", stand=stand, leidt=True, code="", dicht=sessie.stand is Stand.VASTGESTELD)
    with st.container(horizontal=True, wrap=True, key="tekenvenster_doen"):
        if sessie.stand is Stand.VERSLAG:
            wat = _tell_vraag(stand)
            if ports().post and tekenaar.email and st.button(f"{wat} per mail", type="primary", key="teken_mail"):
                _send(lambda: (ask(wie, sessie.id, tekenaar.nummer, find_server(), ports=ports()),))
            if st.button(f"{wat} met een tekst", key="teken_tekst"):
                _send(lambda: (ask(wie, sessie.id, tekenaar.nummer, find_server(), per_mail=False, ports=ports()),))
            if stand.berichten and st.button("Vervang de link", key="teken_vervang"):
                waar = find_server()
                _send(
                    lambda: (ask(wie, sessie.id, tekenaar.nummer, waar, vervang=True, per_mail=False, ports=ports()),)
                )
        if any(bericht.hash for bericht in stand.berichten) and st.button("Trek de link in", key="teken_intrek"):
            doe(
                lambda: revoke_links(wie, sessie.id, tekenaar.nummer, ports=ports()),
                gelukt=f"De link van {tekenaar.titel} werkt niet meer.",
            )
        if stand.reactie is None and stand.eerder is None and st.button("Haal van de lijst", key="teken_weg"):
            doe(
                lambda: delete_ondertekenaar(wie, sessie.id, tekenaar.nummer, ports=ports()),
                gelukt=f"{tekenaar.titel} staat niet meer op de lijst.",
            )
    _signer_form(dossier, wie, tekenaar, gelezen=tekenaar.revisie)


def _tell_vraag(stand: Tekenstand) -> str:
    if stand.reactie is not None:
        return "Stuur de link nog eens"
    return "Herinner" if stand.gevraagd else "Vraag om een reactie"


def _signer_form(dossier: Dossier, wie: Wie, nu: Ondertekenaar, *, gelezen: int) -> None:
    codes = [partnerschap.code for partnerschap in dossier.partnerschappen]
    namen = {partnerschap.code: partnerschap.naam for partnerschap in dossier.partnerschappen}
    with st.form("ondertekenaar", border=False):
        code = st.selectbox(
            "Namens", codes, index=codes.index(nu.partnerschap) if nu.partnerschap in codes else None,
            format_func=lambda code: f"{code} · {namen[code]}", placeholder="Kies een partnerschap",
            key=f"teken_code_{nu.nummer}",
        )  # fmt: skip
        rol = st.text_input("Rol", nu.rol, key=f"teken_rol_{nu.nummer}")
        organisatie = st.text_input("Organisatie", nu.organisatie, key=f"teken_organisatie_{nu.nummer}")
        naam = st.text_input("Naam (mag leeg)", nu.naam, key=f"teken_naam_{nu.nummer}")
        email = st.text_input("Mailadres (mag leeg)", nu.email, key=f"teken_email_{nu.nummer}")
        mandaat = st.selectbox(
            "Mandaat", list(Mandaat), index=list(Mandaat).index(nu.mandaat), format_func=lambda m: m.capitalize(),
            key=f"teken_mandaat_{nu.nummer}",
        )  # fmt: skip
        bewaar = st.form_submit_button("Bewaar", type="primary" if gelezen == 0 else "secondary", key="teken_bewaar")
    if bewaar and code is None:
        toon_geweigerd("Kies namens welk partnerschap deze persoon tekent.")
    elif bewaar:
        velden = {"rol": rol, "organisatie": organisatie, "naam": naam, "email": email, "mandaat": mandaat}
        doe(lambda: _save(dossier, wie, nu, {"partnerschap": str(code), **velden}, gelezen=gelezen))


def _save(dossier: Dossier, wie: Wie, nu: Ondertekenaar, velden: dict[str, Any], *, gelezen: int) -> None:
    tekenaar = Ondertekenaar(nummer=nu.nummer, deelnemer=nu.deelnemer, **velden)
    save_ondertekenaar(wie, dossier.sessie.id, tekenaar, gelezen=gelezen, ports=ports())
    meld_gelukt(
        "De ondertekenaar is bewaard. Links die al verstuurd waren, werken niet meer: stuur een nieuwe."
        if moves_away(dossier, tekenaar)
        else "De ondertekenaar is bewaard."
    )
