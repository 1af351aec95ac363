"""Who reacts to the report on behalf of a partnership, and what was sent to whom. Beside the frozen content.

A signer comes in by a personal link. Of its token only the SHA-256 is kept (besluit 0027).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, NamedTuple, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from gesprekskaart.model import Model
from gesprekskaart.sessie import MAX_DEELNEMER, Code, Deelnemer, Mandaat, Stand
from gesprekskaart.tekst import Regel
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie

TOKENBYTES = 24
"""192 bits: nobody guesses one, and it still fits on one line of a letter."""

LINK_NA_VASTSTELLEN = timedelta(days=90)
"""How long somebody can still read by a link what was established, and take a copy."""

# Without a question mark: mail programs read words between =? and ?= as other ones, and so as another address.
_STUK = r"[^\s@,;:<>()\[\]\"\\.?]"
_MAILADRES = re.compile(rf"(?=[^@]{{1,64}}@){_STUK}+(?:\.{_STUK}+)*@(?:{_STUK}+\.)+{_STUK}{{2,}}")


def _check_email(adres: str) -> str:
    if adres and not _MAILADRES.fullmatch(adres):
        raise ValueError("is geen mailadres; schrijf het als naam@organisatie.nl, of laat het leeg")
    return adres


Email = Annotated[Regel, AfterValidator(_check_email)]
"""One mail address, or nothing."""


class Ondertekenaar(Model):
    """Somebody who reacts for a partnership. The name is optional and erasable; role and organisation are not."""

    nummer: int = Field(ge=1, le=999)
    """Within the session; given once, never reused as long as it is there."""
    partnerschap: Code
    naam: Regel = ""
    rol: Regel = ""
    organisatie: Regel = ""
    email: Email = ""
    mandaat: Mandaat = Mandaat.NIET_VAN_TOEPASSING
    """As it was recorded beforehand; the signer confirms or corrects it with the reaction."""
    deelnemer: int | None = Field(default=None, ge=1, le=MAX_DEELNEMER)
    """Number of the participant who this is."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @model_validator(mode="after")
    def _needs_something_to_go_by(self) -> Self:
        if not (self.naam or self.rol or self.organisatie):
            raise ValueError("een ondertekenaar heeft een naam, een rol of een organisatie nodig")
        return self

    @property
    def aanduiding(self) -> str:
        """Role and organisation: how others see this person."""
        return ", ".join(deel for deel in (self.rol, self.organisatie) if deel) or "ondertekenaar"

    @property
    def titel(self) -> str:
        """The name where there is one; for whoever leads, and for themselves."""
        return (
            f"{self.naam} ({self.aanduiding})"
            if self.naam and (self.rol or self.organisatie)
            else (self.naam or self.aanduiding)
        )


class Berichtsoort(StrEnum):
    """Why somebody got a message; the value is stored."""

    VRAAG = "vraag"
    HERINNERING = "herinnering"
    VANZELF = "vanzelf herinnerd"
    """A reminder that nobody had to think of: once per version."""
    AFWIJZING = "afwijzing"
    """Another partnership does not agree."""


class Berichtwijze(StrEnum):
    """How it was sent."""

    MAIL = "mail"
    TEKST = "tekst"
    """Shown to whoever leads, to send by themselves."""


class Bericht(Model):
    """One message to one signer. Its link opens the page for as long as `hash` is there."""

    sessie_id: UUID
    volgnummer: int = Field(default=0, ge=0)
    """Place among those of the session; 0 for one that is not kept yet."""
    ondertekenaar: int
    versie: int
    soort: Berichtsoort
    wijze: Berichtwijze
    op: datetime
    fout: Regel = ""
    """Why the mail did not go, in Dutch; empty when it did."""
    hash: str | None = Field(default=None, repr=False)
    """SHA-256 of the token in its link; None once it was revoked."""


FOUT_GEWIST = "De mail ging niet."
"""What is left of why a mail did not go to somebody who was erased: a mail server may name the address."""


def make_token() -> str:
    """A random token for a link."""
    return secrets.token_urlsafe(TOKENBYTES)


def hash_token(token: str) -> str:
    """What is kept of it, in hex."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Mail(NamedTuple):
    """A mail to one person, as plain text."""

    aan: str
    onderwerp: str
    tekst: str


class Persoon(NamedTuple):
    """Whose name is to be erased: as a participant, as a signer, or both."""

    deelnemer: Deelnemer | None
    """The participant as it is to be kept: without a name."""
    ondertekenaars: tuple[Ondertekenaar, ...]
    """The signers as they are to be kept: without name and mail address."""
    namen: tuple[str, ...]
    """As the name stood here; a reaction that was recorded under one of these loses it too."""
    vroeger: int | None = None
    """Number of a participant who is on the list no more: only versions name them."""


class Tekenstand(NamedTuple):
    """How it stands with one signer on one version."""

    ondertekenaar: Ondertekenaar
    reactie: Reactie | None
    """The last on this version."""
    eerder: tuple[int, Reactie] | None
    """The last on an earlier version, and on which."""
    berichten: tuple[Bericht, ...]
    """To this signer about this version, oldest first."""
    eerder_gevraagd: bool
    """Whether they were asked about an earlier version."""

    @property
    def gevraagd(self) -> bool:
        """Whether a message about this version went, or was handed over to be sent."""
        return any(not bericht.fout for bericht in self.berichten)


def list_tekenstanden(
    ondertekenaars: tuple[Ondertekenaar, ...], versies: tuple[Versie, ...], berichten: tuple[Bericht, ...]
) -> tuple[Tekenstand, ...]:
    """How it stands with every signer on the newest of these versions, in their order."""
    laatste = versies[-1]
    return tuple(
        Tekenstand(
            ondertekenaar=wie,
            reactie=laatste.reactie_van(wie.nummer),
            eerder=next(
                (
                    (versie.nummer, reactie)
                    for versie in reversed(versies[:-1])
                    if (reactie := versie.reactie_van(wie.nummer)) is not None
                ),
                None,
            ),
            berichten=tuple(b for b in berichten if (b.ondertekenaar, b.versie) == (wie.nummer, laatste.nummer)),
            eerder_gevraagd=any(b.ondertekenaar == wie.nummer and b.versie < laatste.nummer for b in berichten),
        )
        for wie in ondertekenaars
    )


def count_zwijgers(
    ondertekenaars: tuple[Ondertekenaar, ...], versie: Versie, berichten: tuple[Bericht, ...]
) -> dict[str, int]:
    """Per partnership how many were asked about this version and said nothing of it."""
    gevraagd = {b.ondertekenaar for b in berichten if b.versie == versie.nummer and not b.fout}
    return Counter(
        wie.partnerschap for wie in ondertekenaars if wie.nummer in gevraagd and versie.reactie_van(wie.nummer) is None
    )


def list_afwijzingen(stand: Tekenstand, versie: Versie) -> tuple[Reactie, ...]:
    """Refusals of this version by others that this signer has not been told of; nothing for who was never asked."""
    if not stand.gevraagd:
        return ()
    verteld = [b.op for b in stand.berichten if b.soort is Berichtsoort.AFWIJZING and not b.fout]
    return tuple(
        reactie
        for reactie in versie.laatste_reacties
        if reactie.soort is ReactieSoort.NIET_AKKOORD
        and reactie.ondertekenaar != stand.ondertekenaar.nummer
        and not any(op >= reactie.op for op in verteld)
    )


def tell_standen(standen: tuple[Tekenstand, ...], *, dicht: bool = False) -> str:
    """'2 akkoord, 1 niet akkoord, 1 nog geen reactie': the state at a glance. Once `dicht` there is no 'nog'."""
    aantallen = [
        (sum(s.reactie is not None and s.reactie.soort is soort for s in standen), soort.value)
        for soort in ReactieSoort
    ]
    aantallen.append((sum(s.reactie is None for s in standen), "geen reactie" if dicht else "nog geen reactie"))
    return ", ".join(f"{aantal} {wat}" for aantal, wat in aantallen if aantal)


def may_use_link(stand: Stand, vastgesteld_op: datetime | None, nu: datetime) -> bool:
    """Whether links of this session still open the page."""
    return stand is not Stand.VASTGESTELD or vastgesteld_op is None or nu < vastgesteld_op + LINK_NA_VASTSTELLEN
