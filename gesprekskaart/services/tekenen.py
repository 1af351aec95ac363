"""Signing: what somebody with a personal link reads, and the reaction that they give. Nobody logs in for it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import Field

from gesprekskaart.errors import NietToegestaan, Ongeldig, SessieOnbekend, VersieVervallen
from gesprekskaart.logboek import Daad
from gesprekskaart.model import Model
from gesprekskaart.ondertekening import Ondertekenaar, hash_token, may_use_link
from gesprekskaart.pdf import render_verslag
from gesprekskaart.ports import Ports
from gesprekskaart.services.verslagen import Document, find_verslag, name_document
from gesprekskaart.services.zegelen import find_verzegelde_pdf
from gesprekskaart.sessie import Mandaat, Sessie, Stand
from gesprekskaart.tekst import Langtekst, Naam
from gesprekskaart.verslag import MET_REDEN, Reactie, ReactieSoort, Versie, Verslag
from gesprekskaart.wijzigingen import Wijziging, compare_versies


class LinkWerktNiet(NietToegestaan):
    """A link that is wrong, revoked or too old: all read the same, so that nobody can tell which."""

    def __init__(self) -> None:
        super().__init__("Deze link werkt niet (meer). Vraag de facilitator van het gesprek om een nieuwe link.")


class Reactieinvoer(Model):
    """What a signer fills in."""

    versie: int = Field(ge=1)
    """The version that they were reading."""
    soort: ReactieSoort
    naam: Naam
    mandaat: Mandaat
    voorbehoud_bestuur: bool = False
    toelichting: Langtekst = ""


class Tekenpagina(NamedTuple):
    """Everything that a signer reads."""

    sessie: Sessie
    ondertekenaar: Ondertekenaar
    versie: Versie
    """The newest."""
    verslag: Verslag
    """The same, as it is drawn."""
    wijzigingen: tuple[Wijziging, ...]
    """Since the version before."""

    @property
    def voor(self) -> str:
        """The partnership for which somebody signs, by name."""
        namen = {p.code: p.naam for p in self.versie.inhoud.partnerschappen}
        return namen.get(self.ondertekenaar.partnerschap, self.ondertekenaar.partnerschap)

    @property
    def may_react(self) -> bool:
        """Whether a reaction can be given or changed now."""
        return self.sessie.stand is Stand.VERSLAG

    @property
    def reactie(self) -> Reactie | None:
        """What this signer said of this version last."""
        return self.versie.reactie_van(self.ondertekenaar.nummer)

    @property
    def geschiedenis(self) -> tuple[tuple[int, Reactie], ...]:
        """Everything that this signer said, newest first, with the version that it was about."""
        alle = [
            (versie.nummer, reactie)
            for versie in (*self.verslag.eerdere, self.versie)
            for reactie in versie.reacties
            if reactie.ondertekenaar == self.ondertekenaar.nummer
        ]
        return tuple(reversed(alle))


def open_pagina(token: str, *, ports: Ports) -> Tekenpagina:
    """Who this link belongs to, and the newest version. Raises LinkWerktNiet."""
    bericht = ports.ondertekening.find_link(hash_token(token))
    if bericht is None:
        raise LinkWerktNiet
    try:
        dossier = ports.sessies.get_dossier(bericht.sessie_id)
    except SessieOnbekend:
        raise LinkWerktNiet from None
    wie = next((wie for wie in dossier.ondertekenaars if wie.nummer == bericht.ondertekenaar), None)
    if wie is None:
        raise LinkWerktNiet
    versies = ports.verslagen.list(bericht.sessie_id)
    verslag = find_verslag(dossier, versies, versies[-1].nummer, ports=ports)
    if not may_use_link(dossier.sessie.stand, verslag.vastgesteld_op, ports.now()):
        raise LinkWerktNiet
    vorige = versies[-2] if len(versies) > 1 else None
    return Tekenpagina(
        sessie=dossier.sessie,
        ondertekenaar=wie,
        versie=versies[-1],
        verslag=verslag,
        wijzigingen=compare_versies(vorige, versies[-1]) if vorige else (),
    )


def give_reactie(token: str, invoer: Reactieinvoer, *, ports: Ports) -> Reactie:
    """Record what a signer says of the newest version; until it is established the last one counts.

    The same again (a button that was pressed twice) is recorded once.
    Raises LinkWerktNiet, VersieVervallen (another version than the one that was read), NietToegestaan (reopened, or
    established), Ongeldig (a reason is missing).
    """
    pagina = open_pagina(token, ports=ports)
    if invoer.versie != pagina.versie.nummer:
        raise VersieVervallen
    if not pagina.may_react:
        raise NietToegestaan(tell_dicht(pagina))
    if invoer.soort in MET_REDEN and not invoer.toelichting.strip():
        raise Ongeldig(f"Schrijf bij ‘{invoer.soort}’ op waarom, en wat zou helpen.")
    reactie = _make_reactie(pagina.ondertekenaar, invoer, ports.now())
    eerder = pagina.reactie
    if eerder is not None and eerder.model_copy(update={"op": reactie.op}) == reactie:
        return eerder
    _save(pagina.sessie.id, pagina.versie.nummer, reactie, ports)
    return reactie


def tell_dicht(pagina: Tekenpagina) -> str:
    """Why no reaction can be given now; empty when it can."""
    if pagina.sessie.stand is Stand.VASTGESTELD:
        return f"Versie {pagina.versie.nummer} is vastgesteld. Reacties zijn niet meer te wijzigen."
    if pagina.sessie.stand is not Stand.VERSLAG:
        return (
            "Het gesprek is heropend: er komt een nieuwe versie van het verslag. Je hoeft nu niets te doen; "
            f"wat je van versie {pagina.versie.nummer} zei, blijft bewaard en je krijgt bericht."
        )
    return ""


def _make_reactie(wie: Ondertekenaar, invoer: Reactieinvoer, op: datetime) -> Reactie:
    return Reactie(
        partnerschap=wie.partnerschap,
        soort=invoer.soort,
        naam=invoer.naam,
        rol=wie.aanduiding if wie.rol or wie.organisatie else "",
        mandaat=invoer.mandaat,
        toelichting=invoer.toelichting.strip(),
        ondertekenaar=wie.nummer,
        voorbehoud_bestuur=invoer.voorbehoud_bestuur,
        op=op,
    )


def _save(sessie_id: UUID, nummer: int, reactie: Reactie, ports: Ports) -> None:
    daad = Daad(
        handeling="give_reactie",
        onderwerp=f"versie/{nummer}/{reactie.partnerschap}",
        wie=f"ondertekenaar:{reactie.ondertekenaar}",
        op=reactie.op,
        # Not once it was established or reopened, not even in the same second.
        stand=Stand.VERSLAG,
    )
    ports.verslagen.add_reactie(sessie_id, nummer, reactie, daad=daad)


def make_tekenpdf(token: str, *, ports: Ports) -> Document:
    """The newest version as PDF, once established as it was sealed. Raises LinkWerktNiet."""
    pagina = open_pagina(token, ports=ports)
    data = find_verzegelde_pdf(f"ondertekenaar:{pagina.ondertekenaar.nummer}", pagina.verslag, ports=ports)
    naam = name_document(pagina.verslag.inhoud, f"versie-{pagina.versie.nummer}.pdf")
    return Document(naam, "application/pdf", data or render_verslag(pagina.verslag))
