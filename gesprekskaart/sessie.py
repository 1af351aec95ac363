"""A session: one conversation with one version of one card, and who takes part in it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from gesprekskaart.model import Model
from gesprekskaart.tekst import Langtekst, Naam, Regel


class SoortSessie(StrEnum):
    """What kind of conversation it is; an opdenksessie binds no partnership."""

    REGIOGESPREK = "regiogesprek"
    OPDENKSESSIE = "opdenksessie"


class Stand(StrEnum):
    """How far a session is; moves only along, and back to GESPREK by reopening."""

    VOORBEREIDING = "voorbereiding"
    GESPREK = "gesprek"
    VERSLAG = "verslag"
    """At least one version is frozen and lies with the partnerships for their reaction."""
    VASTGESTELD = "vastgesteld"


class Sessierol(StrEnum):
    """What somebody may do in a session. Not the same as `rol`, which is their work (programmaleider)."""

    FACILITATOR = "facilitator"
    VERSLAGLEGGER = "verslaglegger"
    DEELNEMER = "deelnemer"
    TOEHOORDER = "toehoorder"


class Sector(StrEnum):
    """The sectors of the card."""

    PO = "po"
    VO = "vo"
    MBO = "mbo"
    VSO = "(v)so"


class Functie(StrEnum):
    """The five functions of the Onderwijsregio, in the card's order."""

    WERVEN = "werven"
    MATCHEN = "matchen"
    OPLEIDEN = "opleiden"
    BEGELEIDEN = "begeleiden"
    PROFESSIONALISEREN = "professionaliseren"


class Pijler(StrEnum):
    """The pillars under which an Onderwijsregio arranges what it does against the shortage."""

    INSTROOM = "instroom"
    BEHOUD = "behoud"
    ANDERS_ORGANISEREN = "anders organiseren"
    VERNIEUWEND_OPLEIDEN = "vernieuwend opleiden"


class Mandaat(StrEnum):
    """What a person may commit to on behalf of the boards: mostly nothing, because besturen beslissen."""

    MANDAAT = "mandaat"
    ONDER_VOORBEHOUD = "onder voorbehoud"
    GEEN = "geen mandaat"
    NIET_VAN_TOEPASSING = "niet van toepassing"

    @property
    def in_woorden(self) -> str:
        """How it reads after somebody's name: 'met mandaat'."""
        return {
            Mandaat.MANDAAT: "met mandaat",
            Mandaat.ONDER_VOORBEHOUD: "mandaat onder voorbehoud",
            Mandaat.GEEN: "zonder mandaat",
            Mandaat.NIET_VAN_TOEPASSING: "mandaat niet van toepassing",
        }[self]


class Aanwezigheid(StrEnum):
    """Whether a person was there. ONBEKEND until the conversation has been held."""

    ONBEKEND = "onbekend"
    AANWEZIG = "aanwezig"
    GEDEELTELIJK = "gedeeltelijk"
    AFWEZIG_MET_BERICHT = "afwezig met bericht"
    AFWEZIG = "afwezig"


class Voorbereid(StrEnum):
    """Whether a partnership prepared its answers beforehand."""

    JA = "ja"
    GEDEELTELIJK = "gedeeltelijk"
    NEE = "nee"


def _check_code(code: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]{1,8}", code):
        raise ValueError("moet uit 1 tot 8 hoofdletters of cijfers bestaan, zoals LWZ")
    return code


Code = Annotated[str, AfterValidator(_check_code)]
"""The short name by which a partnership goes within a session; never changes once given."""


def _require_local(tijd: time) -> time:
    if tijd.tzinfo is not None:
        raise ValueError("hoort een tijd zonder tijdzone te zijn, zoals 13:30")
    return tijd


Kloktijd = Annotated[time, AfterValidator(_require_local)]
"""A time as the clock on the wall shows it."""


class Bestuur(Model):
    """A board that takes part in a partnership; boards decide, the people at the table mostly cannot."""

    naam: Naam
    omvang: Regel = ""
    """As people say it: '22 scholen', '5 locaties'."""


class Partnerschap(Model):
    """A partnership as it was at this session. A later session describes it anew, so that reports stay true."""

    code: Code
    naam: Naam
    sectoren: tuple[Sector, ...] = ()
    onderwijsregios: tuple[Naam, ...] = ()
    """The regions it works in; a partnership may span several."""
    besturen: tuple[Bestuur, ...] = ()
    penvoerder: Regel = ""
    lerarenopleidingen: tuple[Naam, ...] = ()
    omvang: Regel = ""
    """As people say it: '171 van 214 studenten'."""
    aspirant: bool = False
    voorbereid: Voorbereid = Voorbereid.NEE
    voorbereid_op: date | None = None
    voorbereid_toelichting: Regel = ""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @property
    def says_voorbereid(self) -> bool:
        """Whether somebody said how far it prepared; 'nee' without a day or a word is where everybody begins."""
        return self.voorbereid is not Voorbereid.NEE or bool(self.voorbereid_op or self.voorbereid_toelichting)


MAX_DEELNEMER = 999
"""The highest number of a participant. Above it are the numbers of nobody, for what came in anonymous from a file."""

TOT = "tot "
"""How the explanation begins of somebody who left before the end: 'tot 15.15 uur'."""


class Deelnemer(Model):
    """A person in a session. The name is optional; role and organisation are what others see."""

    nummer: int = Field(ge=1, le=MAX_DEELNEMER)
    naam: Regel = ""
    rol: Regel = ""
    """Their work, as they say it: programmaleider, schoolopleider."""
    organisatie: Regel = ""
    namens: tuple[Code, ...] = ()
    """Partnerships that this person speaks for."""
    namens_anders: Regel = ""
    """When not for a partnership: 'regio', 'beroepsgroep'."""
    sessierol: Sessierol = Sessierol.DEELNEMER
    mandaat: Mandaat = Mandaat.NIET_VAN_TOEPASSING
    aanwezigheid: Aanwezigheid = Aanwezigheid.ONBEKEND
    aanwezigheid_toelichting: Regel = ""
    """'tot 15.15 uur'."""
    revisie: int = Field(default=1, ge=1, exclude=True)

    @model_validator(mode="after")
    def _needs_something_to_go_by(self) -> Self:
        if not (self.naam or self.rol or self.organisatie):
            raise ValueError("een deelnemer heeft een rol, een organisatie of een naam nodig")
        return self

    @property
    def is_vertrokken(self) -> bool:
        """Whether this person left before the end."""
        return self.aanwezigheid is Aanwezigheid.GEDEELTELIJK and self.aanwezigheid_toelichting.startswith(TOT)

    @property
    def aanduiding(self) -> str:
        """How others see this person: never the name."""
        return ", ".join(deel for deel in (self.rol, self.organisatie) if deel) or "deelnemer"


class Gesprek(Model):
    """The facts of the conversation itself, as a facilitator fills them in."""

    soort: SoortSessie
    titel: Naam
    datum: date | None = None
    begin: Kloktijd | None = None
    eind: Kloktijd | None = None
    plaats: Regel = ""
    online: bool = False
    onderwijsregios: tuple[Naam, ...] = ()
    aanleiding: Langtekst = ""
    spelregel: Regel = ""
    """A rule of play agreed beforehand: 'denken, niet besluiten'."""
    fictief: bool = False
    """A worked example with invented people; always shown as such."""
    zwijgen_is_instemmen: bool = False
    """Agreed before anything was frozen: who has not reacted by the term is taken to agree. Else silence is nothing."""

    @property
    def zwijgregel(self) -> str:
        """What no reaction means, in words for screen and paper."""
        if self.zwijgen_is_instemmen:
            return "Vooraf is afgesproken: wie binnen de reactietermijn niet reageert, geldt als akkoord."
        return "Geen reactie geldt niet als akkoord."

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.begin and self.eind and self.eind <= self.begin:
            raise ValueError(f"de eindtijd {self.eind:%H.%M} ligt niet na de begintijd {self.begin:%H.%M}")
        return self


class Sessie(Model):
    """One conversation: its facts, the card version that it started with, its stand and who leads it."""

    id: UUID
    gesprek: Gesprek
    kaart_id: str
    kaart_versie: str
    stand: Stand = Stand.VOORBEREIDING
    facilitators: tuple[UUID, ...] = ()
    """Accounts that lead this session; each has the same rights."""
    oefening: bool = False
    """A throw-away copy of an example to practise on: nothing of it counts, and it says so everywhere."""
    aangemaakt_op: datetime
    vorige: UUID | None = None
    """The session that this one follows up. It may be gone or elsewhere: it counts only within the same series."""
    reeks: UUID | None = None
    """The first session of the series; None for that one itself, and for a session that stands alone."""
    revisie: int = Field(default=1, ge=1)

    @property
    def reeks_id(self) -> UUID:
        """What all sessions of a series have in common, also when one in the middle was deleted."""
        return self.reeks or self.id


OEFENING = "Oefening: niets hiervan telt"
"""What is said of a practice wherever one can come upon it."""


class NietBesproken(Model):
    """The stated fact that something was not discussed; not the same as empty (nobody wrote)."""

    sleutel: str
    """Id of a question or part on the card."""
    partnerschap: Code | None = None
    """None: everybody together did not discuss it, or the group did not."""
    groep: int | None = Field(default=None, ge=1)
    """Number of the group that did not come to it."""
    reden: Regel = ""

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if self.groep is not None and self.partnerschap is not None:
            raise ValueError("is van een groep of van een partnerschap, niet van beide; haal er één weg")
        return self

    @property
    def plek(self) -> str:
        """What it is about: `G3` for all, `G3a/LWZ` for one partnership, `T2c/#3` for one group."""
        groep = f"#{self.groep}" if self.groep else None
        return "/".join(deel for deel in (self.sleutel, groep, self.partnerschap) if deel)
