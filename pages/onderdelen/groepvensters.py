"""The windows of 'Groepen': making them, changing one, and what a group did not discuss."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.dossier import Dossier
from gesprekskaart.errors import Ongeldig
from gesprekskaart.groep import MAX_GROEPEN, MAX_MINUTEN, MIN_GROEPEN, MINUTEN, Groep, Indeling
from gesprekskaart.kaart import Vraag
from gesprekskaart.ports import ports
from gesprekskaart.services.groepen import Voorstel, delete_groep, make_groepen, save_groep
from gesprekskaart.services.teksten import mark_niet_besproken
from gesprekskaart.sessie import Deelnemer, NietBesproken
from pages.onderdelen.doen import doe
from pages.onderdelen.tonen import escape_label, toon
from pages.onderdelen.venster import venster

INDELINGEN = {
    Indeling.WILLEKEURIG: "Willekeurig, gemengd",
    Indeling.THEMA: "Een groep per thema",
    Indeling.HAND: "Met de hand",
}

UITLEG = {
    Indeling.WILLEKEURIG: "Iedereen wordt verdeeld; elk partnerschap zit zo gelijk mogelijk in alle groepen.",
    Indeling.THEMA: "Elke groep krijgt één thema; de mensen worden gemengd verdeeld.",
    Indeling.HAND: "Je maakt lege groepen en kiest bij ‘Wijzig’ wie waar zit.",
}

DUUR = (15, 30, MINUTEN, 60)


def toon_maken(dossier: Dossier, wie: Wie, voorstel: Voorstel) -> None:
    """How, how many, how long, and one button."""
    mensen, themas = len(voorstel.mensen), len(dossier.kaart.vragen)
    toon("leeg.html", tekst=f"{mensen} mensen om te verdelen. Wie later komt, zet je er met ‘Wijzig’ bij.")
    indeling = st.segmented_control(
        "Hoe verdeel je?", list(INDELINGEN), required=True, default=Indeling.WILLEKEURIG,
        format_func=INDELINGEN.__getitem__, key="groepen_indeling",
    )  # fmt: skip
    toon("leeg.html", tekst=UITLEG[indeling])
    aantal = themas
    if indeling is not Indeling.THEMA:
        aantal = st.segmented_control(
            "Hoeveel groepen?", range(MIN_GROEPEN, MAX_GROEPEN + 1), required=True, default=voorstel.aantal,
            key="groepen_aantal",
        )  # fmt: skip
    minuten = st.segmented_control(
        "Hoeveel minuten krijgt elke groep?", DUUR, required=True, default=MINUTEN, key="groepen_minuten"
    )
    if st.button(f"Maak {aantal} groepen", type="primary", key="groepen_maak"):
        doe(
            lambda: make_groepen(
                wie, dossier.sessie.id, indeling, aantal=aantal, minuten=minuten, toeval=random.SystemRandom(),
                ports=ports(),
            ),
            gelukt=f"{aantal} groepen gemaakt. Kijk of het klopt en laat ze beginnen.",
        )  # fmt: skip


@venster("Groepen opnieuw maken", width="medium")
def remake_groepen(dossier: Dossier, wie: Wie, voorstel: Voorstel) -> None:
    """The same choice again; it replaces the groups that are there, as long as nobody wrote."""
    toon_maken(dossier, wie, voorstel)


@venster("Groep", width="medium")
def edit_groep(dossier: Dossier, wie: Wie, nu: Groep) -> None:
    """Name, people, tasks, themes and minutes. Who is chosen from another group moves."""
    mensen = {mens.nummer: mens for mens in dossier.deelnemers}
    elders = {lid: groep.titel for groep in dossier.groepen if groep.nummer != nu.nummer for lid in groep.leden}

    def tell(nummer: int | None) -> str:
        if nummer is None:
            return "niemand"
        waar = f" ({elders[nummer]})" if nummer in elders else ""
        return f"{_noem(mensen[nummer])}{waar}"

    with st.form("groep", border=False):
        naam = st.text_input(
            "Naam (mag leeg)", nu.naam, placeholder=f"Groep {nu.nummer}", key=f"groep_naam_{nu.nummer}"
        )
        leden = st.pills(
            "Wie zitten erin? Wie in een andere groep zit, verhuist.", list(mensen), selection_mode="multi",
            default=nu.leden, format_func=lambda nummer: escape_label(tell(nummer)), key=f"groep_leden_{nu.nummer}",
        )  # fmt: skip
        taken = [None, *mensen]
        leider = st.selectbox(
            "Wie leidt het gesprek?",
            taken,
            index=taken.index(nu.gespreksleider),
            format_func=tell,
            key=f"groep_leider_{nu.nummer}",
        )
        notulist = st.selectbox(
            "Wie schrijft op?",
            taken,
            index=taken.index(nu.notulist),
            format_func=tell,
            key=f"groep_notulist_{nu.nummer}",
        )
        themas = st.pills(
            "Thema’s (niets gekozen is alle)", [vraag.id for vraag in dossier.kaart.vragen], selection_mode="multi",
            default=nu.themas, key=f"groep_themas_{nu.nummer}",
        )  # fmt: skip
        minuten = st.text_input("Minuten", str(nu.minuten), key=f"groep_minuten_{nu.nummer}")
        bewaard = st.form_submit_button("Bewaar", type="primary", key="groep_bewaar")
    if bewaard:
        doe(
            lambda: save_groep(
                wie,
                dossier.sessie.id,
                Groep(
                    nummer=nu.nummer,
                    naam=naam,
                    themas=tuple(themas),
                    **_join_taken(nu, leden, leider, notulist),
                    stand=nu.stand,
                    minuten=_parse_minuten(minuten),
                    loopt_tot=nu.loopt_tot,
                    rest_s=nu.rest_s,
                    revisie=nu.revisie,
                ),
                ports=ports(),
            ),
            gelukt=f"{nu.titel} is bewaard.",
        )
    if st.button("Haal deze groep weg", type="tertiary", key="groep_weg"):
        doe(lambda: delete_groep(wie, dossier.sessie.id, nu.nummer, ports=ports()), gelukt=f"{nu.titel} is weg.")


def _join_taken(nu: Groep, leden: Sequence[int], leider: int | None, notulist: int | None) -> dict[str, Any]:
    """Who is given a task comes in; who was taken out gives up the task that still stood there."""
    taken = {"gespreksleider": leider, "notulist": notulist}
    blijft = {taak: None if wie not in leden and wie == getattr(nu, taak) else wie for taak, wie in taken.items()}
    erbij = {wie for wie in blijft.values() if wie is not None}
    return {"leden": tuple(sorted({*leden, *erbij})), **blijft}


def _noem(mens: Deelnemer) -> str:
    return " · ".join(deel for deel in (mens.naam or mens.aanduiding, ", ".join(mens.namens)) if deel)


def _parse_minuten(tekst: str) -> int:
    if not tekst.strip().isdecimal() or not 1 <= int(tekst) <= MAX_MINUTEN:
        raise Ongeldig(f"Minuten: schrijf een getal van 1 tot {MAX_MINUTEN}, zoals {MINUTEN}.")
    return int(tekst)


@venster("Wat heeft deze groep niet besproken?")
def choose_niet_besproken(dossier: Dossier, wie: Wie, groep: Groep, vraag: Vraag) -> None:
    """The theme, or parts of it; with the reason once for all."""
    namen = {vraag.id: "Het hele thema", **{onderdeel.id: onderdeel.id for onderdeel in vraag.onderdelen}}
    was = {sleutel: feit for sleutel in namen if (feit := dossier.niet_besproken_bij(sleutel, groep=groep.nummer))}
    with st.form("groep_niet_besproken", border=False):
        gekozen = st.pills(
            "Niet besproken is iets anders dan leeg: het komt zo in de oogst en in het verslag.", list(namen),
            selection_mode="multi", default=list(was), format_func=namen.__getitem__,
            key=f"groep_niet_besproken_wat_{groep.nummer}_{vraag.id}",
        )  # fmt: skip
        reden = st.text_input(
            "Reden (mag leeg)", next((feit.reden for feit in was.values() if feit.reden), ""),
            placeholder="de tijd was op", key=f"groep_niet_besproken_reden_{groep.nummer}_{vraag.id}",
        )  # fmt: skip
        bewaard = st.form_submit_button("Bewaar", type="primary", key="groep_niet_besproken_bewaar")
    if bewaard:
        doe(lambda: _save_niet_besproken(dossier, wie, groep, was, set(gekozen), reden))


def _save_niet_besproken(
    dossier: Dossier, wie: Wie, groep: Groep, was: dict[str, NietBesproken], gekozen: set[str], reden: str
) -> None:
    for sleutel in sorted(gekozen | set(was)):
        feit = NietBesproken(sleutel=sleutel, groep=groep.nummer, reden=reden)
        geldt = sleutel in gekozen
        if not geldt or was.get(sleutel) != feit:
            mark_niet_besproken(wie, dossier.sessie.id, feit, geldt=geldt, ports=ports())
