"""What signers are sent: plain text that a mail program, a chat or paper can carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from gesprekskaart.datum import format_moment
from gesprekskaart.ondertekening import Berichtsoort, Mail, Ondertekenaar
from gesprekskaart.verslag import Reactie, Versie
from gesprekskaart.wijzigingen import Wijziging, tell_aantallen

_TE_NOEMEN = 12
"""Changes that a mail names one by one; the page behind the link names them all."""


class Brief(NamedTuple):
    """A message as text, to send by whatever way."""

    onderwerp: str
    tekst: str

    def to_mail(self, aan: str) -> Mail:
        """The same as a mail."""
        return Mail(aan, self.onderwerp, self.tekst)

    def to_mailto(self, aan: str) -> str:
        """An address that opens the mail program of whoever leads, with everything filled in."""
        # Mail programs cut an address that is too long, and the line break of mail is CRLF (RFC 6068).
        tekst = self.tekst.replace("\n", "\r\n")
        return f"mailto:{quote(aan, safe='@')}?subject={quote(self.onderwerp)}&body={quote(tekst)}"


class Aanleiding(NamedTuple):
    """Why somebody is written to."""

    soort: Berichtsoort
    wijzigingen: tuple[Wijziging, ...] = ()
    """Since the previous version."""
    eerder: Reactie | None = None
    """What this signer said of an earlier version."""
    opnieuw: bool = False
    """They were asked about an earlier version: they must know why again, and what changed."""
    afgewezen: tuple[Reactie, ...] = ()
    """What others said, where they do not agree."""
    gereageerd: bool = False
    """Whether this signer said something of this version."""


def make_brief(wie: Ondertekenaar, versie: Versie, adres: str, aanleiding: Aanleiding) -> Brief:
    """Link, deadline, why this is asked, and of a new version what changed; without `adres` the link that they have."""
    gesprek = versie.inhoud.gesprek
    namen = {partnerschap.code: partnerschap.naam for partnerschap in versie.inhoud.partnerschappen}
    voor = namen.get(wie.partnerschap, wie.partnerschap)
    delen = [
        f"Beste {wie.naam or 'collega'},",
        *_fictief(gesprek.fictief),
        *_tell_waarom(versie, voor, aanleiding),
        _tell_link(adres),
        _tell_termijn(versie),
        "Dit is een reactie op het verslag; besturen beslissen. Je kunt je reactie wijzigen tot het verslag wordt "
        "vastgesteld.",
    ]
    return Brief(_subject(versie, aanleiding.soort), "\n\n".join(delen) + "\n")


def _tell_link(adres: str) -> str:
    welke = "deze persoonlijke link" if adres else "de persoonlijke link die je eerder kreeg"
    return (
        f"Lees het verslag en geef je reactie via {welke}, op je telefoon of laptop. Je hebt geen account nodig. "
        f"Stuur de link niet door: wie hem heeft, reageert namens jou.\n{adres}"
    ).rstrip()


def _fictief(fictief: bool) -> Sequence[str]:
    return ["Dit is een voorbeeld met verzonnen mensen."] if fictief else []


def _subject(versie: Versie, soort: Berichtsoort) -> str:
    titel = versie.inhoud.gesprek.titel
    if soort is Berichtsoort.AFWIJZING:
        return f"Niet iedereen is akkoord: {titel}"
    if soort in (Berichtsoort.HERINNERING, Berichtsoort.VANZELF):
        return f"Herinnering: je reactie op het verslag van {titel}"
    return f"Je reactie op versie {versie.nummer} van het verslag: {titel}"


def _tell_waarom(versie: Versie, voor: str, aanleiding: Aanleiding) -> Sequence[str]:
    titel = f"‘{versie.inhoud.gesprek.titel}’"
    if aanleiding.soort is Berichtsoort.AFWIJZING:
        redenen = [
            f"{reactie.partnerschap} is niet akkoord met versie {versie.nummer} van het verslag van {titel}. "
            f"De reden:\n{reactie.toelichting}"
            for reactie in aanleiding.afgewezen
        ]
        zelf = (
            "Je eigen reactie blijft staan. Wil je haar wijzigen, dan kan dat."
            if aanleiding.gereageerd
            else f"Van jou namens {voor} is er nog geen reactie op deze versie."
        )
        return [*redenen, zelf]
    if aanleiding.soort in (Berichtsoort.HERINNERING, Berichtsoort.VANZELF):
        nog = (
            f"Wij hebben van jou namens {voor} nog geen reactie op versie {versie.nummer} van het verslag van {titel}."
        )
        return [nog, *([_tell_wijzigingen(versie, aanleiding.wijzigingen)] if aanleiding.wijzigingen else [])]
    if not aanleiding.opnieuw:
        return [f"Het verslag van {titel} ligt klaar. Wij vragen jouw reactie namens {voor}."]
    return [
        f"Van het verslag van {titel} is er een nieuwe versie: versie {versie.nummer}. Daarom vragen wij je opnieuw om "
        f"een reactie namens {voor}.{_tell_eerder(aanleiding.eerder)}",
        _tell_wijzigingen(versie, aanleiding.wijzigingen),
    ]


def _tell_eerder(eerder: Reactie | None) -> str:
    return f" Op de vorige versie zei je: {eerder.soort}." if eerder else ""


def _tell_wijzigingen(versie: Versie, wijzigingen: tuple[Wijziging, ...]) -> str:
    regels = [f"- {wijziging.titel}: {wijziging.soort}" for wijziging in wijzigingen[:_TE_NOEMEN]]
    if len(wijzigingen) > _TE_NOEMEN:
        regels.append(f"- en nog {len(wijzigingen) - _TE_NOEMEN} andere wijzigingen")
    kop = f"Wat er is gewijzigd ten opzichte van versie {versie.nummer - 1} ({tell_aantallen(wijzigingen)}):"
    return "\n".join(filter(None, [kop, versie.wijzigingen, *regels]))


def _tell_termijn(versie: Versie) -> str:
    tot = f"Reageren kan tot {format_moment(versie.termijn)}. " if versie.termijn else ""
    return f"{tot}{versie.tell_zwijgregel()}"
