"""The report: what is frozen, how its fingerprint is made, and what the partnerships say of it.

Names are kept beside the frozen content: there each person is a role, an organisation and a naamafdruk (SHA-256 of
a random salt and the name). So somebody can be erased later and the fingerprint still holds (besluit 0004).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, Self
from uuid import UUID

import rfc8785
from pydantic import Field, model_validator

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.groep import Groepinhoud
from gesprekskaart.inbreng import Merksoort
from gesprekskaart.kaart import CriteriumId, Kaart
from gesprekskaart.keuze import EigenCriterium, Keuzemogelijkheid, Score
from gesprekskaart.landelijk import Issuekern, Issuestand
from gesprekskaart.model import Model
from gesprekskaart.peiling import Peiling, Steminhoud
from gesprekskaart.sessie import Aanwezigheid, Code, Gesprek, Mandaat, NietBesproken, Partnerschap, Sessierol
from gesprekskaart.tekst import GROEPSOORTEN, Langtekst, Moment, Naam, Plek, Regel, TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.vervolg import Actie, Afspraak, Toets


class Antwoordinhoud(Model):
    """What one partnership answers to a question or part."""

    vraag: str
    """Id of the question, or of the part where the question has parts."""
    partnerschap: Code
    tekst: Langtekst
    moment: Moment | None = None


class Conclusieinhoud(Model):
    """The shared outcome of one question."""

    vraag: str
    overeenkomsten: Langtekst = ""
    verschillen: Langtekst = ""
    conclusie: Langtekst = ""


class Groepsnotitie(Model):
    """What one group wrote about one theme, in one step of its walk."""

    vraag: str
    """Id of the question of the card."""
    groep: int = Field(ge=1)
    soort: TekstSoort
    partnerschap: Code | None = None
    """Of whom it tells how they do it; None in all other steps, and for the regions."""
    tekst: Langtekst

    @property
    def plek(self) -> Plek:
        """Where its text belongs."""
        return Plek(soort=self.soort, sleutel=self.vraag, groep=self.groep, partnerschap=self.partnerschap)

    @model_validator(mode="after")
    def _is_of_a_group(self) -> Self:
        if self.soort not in GROEPSOORTEN:
            raise ValueError(f"‘{self.soort}’ schrijft een groep niet; kies uit {', '.join(GROEPSOORTEN)}")
        if self.partnerschap is not None and self.soort is not TekstSoort.ANDEREN:
            raise ValueError(f"alleen ‘{TekstSoort.ANDEREN}’ gaat over een partnerschap; haal het hier weg")
        return self


class Inbrenginhoud(Model):
    """What one person contributed to a question, as it was revealed."""

    vraag: str
    partnerschap: Code | None = None
    deelnemer: int | None = Field(default=None, ge=1, le=999)
    """Number of the participant; None when it is anonymous."""
    tekst: Langtekst
    bundel: Regel = ""
    merk: Merksoort | None = None


class Afspraakinhoud(Afspraak):
    """An afspraak with its texts."""

    tekst: Langtekst = ""
    resultaat: Langtekst = ""
    meting: Langtekst = ""


class Actieinhoud(Actie):
    """An actie with its text."""

    tekst: Langtekst = ""


class Afspraakterug(Afspraakinhoud):
    """An afspraak as the conversation before left it, and what came of it."""

    uitkomst: Langtekst = ""


class Actieterug(Actieinhoud):
    """An actie as the conversation before left it, and what came of it."""

    uitkomst: Langtekst = ""
    rol: Regel = ""
    """Of the participant who was to do it, to find the same one here: numbers are given anew."""
    organisatie: Regel = ""


class Toetsinhoud(Toets):
    """The check of one recommendation with its texts."""

    toelichting: Langtekst = ""
    aanpak: Langtekst = ""


class Peilinginhoud(Peiling):
    """A poll with its votes, which are there only once it is closed."""

    stemmen: tuple[Steminhoud, ...] = ()


class Standpuntinhoud(Model):
    """How one partnership sees a difference, in its own words."""

    partnerschap: Code
    standpunt: Langtekst = ""
    minderheidsstandpunt: Langtekst = ""


class Verschilinhoud(Verschil):
    """A difference of view with its texts."""

    tekst: Langtekst = ""
    standpunten: tuple[Standpuntinhoud, ...] = ()
    eens: Langtekst = ""
    """What they do agree on."""
    verder: Langtekst = ""
    """How to proceed."""


class Issueinhoud(Issuekern):
    """A national issue with its texts."""

    tekst: Langtekst = ""
    waarom: Langtekst = ""


class Issueterug(Issueinhoud):
    """A national issue as the conversation before left it, and how far it had come."""

    stand: Issuestand = Issuestand.OPEN
    stand_op: date | None = None


class Toending(Model):
    """Something of the conversation before, as it was named there."""

    id: Regel
    soort: Regel
    """As in `herkomst.Dingsoort`."""
    titel: Regel = ""


class Terugblik(Model):
    """What the conversation before agreed, copied when this one was made: so it stays whatever happens to that one.

    How things are now stands with the afspraken and acties of this conversation, under the same numbers; what is not
    there is as it was.
    """

    titel: Naam
    """Of the conversation before."""
    datum: date | None = None
    afspraken: tuple[Afspraakterug, ...] = ()
    acties: tuple[Actieterug, ...] = ()
    hoogste_afspraak: int = Field(default=0, ge=0)
    """The last number given in the series by then, so that no number ever means a second thing."""
    hoogste_actie: int = Field(default=0, ge=0)
    kaart: Regel = ""
    """Id of its card: on the same one a question still means the same."""
    verschillen: tuple[Verschilinhoud, ...] = ()
    """What can be taken along as well, as it stood then: these, unanswered issues, and whom to involve still."""
    issues: tuple[Issueterug, ...] = ()
    betrokkenen: tuple[Betrokkenheid, ...] = ()
    dingen: tuple[Toending, ...] = ()
    """What all of these are and came from, to name here (`gesprekskaart/vorig.py`)."""


class Beoordelinginhoud(Model):
    """How one option was judged at one criterium."""

    criterium: CriteriumId
    score: Score | None = None
    functies: Mapping[Naam, Score] = Field(default_factory=dict)
    """The scores per function, where the criterium has them."""
    kansen: Langtekst = ""
    risicos: Langtekst = ""
    consequenties: Langtekst = ""
    nodig: Langtekst = ""


class Keuzeinhoud(Keuzemogelijkheid):
    """An option with what was written of it and how it was judged. Of its sources an inbreng is named `OS4#2`."""

    beschrijving: Langtekst = ""
    infrastructuur: Langtekst = ""
    beoordelingen: tuple[Beoordelinginhoud, ...] = ()
    """In the order of the criteria; those at which nothing was said are missing."""


class Deelnemerinhoud(Model):
    """A person as the frozen report knows them: without a name."""

    nummer: int = Field(ge=1, le=999)
    rol: Regel = ""
    organisatie: Regel = ""
    namens: tuple[Code, ...] = ()
    namens_anders: Regel = ""
    sessierol: Sessierol = Sessierol.DEELNEMER
    mandaat: Mandaat = Mandaat.NIET_VAN_TOEPASSING
    aanwezigheid: Aanwezigheid = Aanwezigheid.ONBEKEND
    aanwezigheid_toelichting: Regel = ""
    naamafdruk: str | None = None
    """SHA-256 of salt and name, in hex; None for somebody without a name."""


class Gespreksinhoud(Model):
    """Everything that was said and settled: shared by the frozen report and the exchange format."""

    gesprek: Gesprek
    partnerschappen: tuple[Partnerschap, ...] = ()
    antwoorden: tuple[Antwoordinhoud, ...] = ()
    conclusies: tuple[Conclusieinhoud, ...] = ()
    inbreng: tuple[Inbrenginhoud, ...] = ()
    geparkeerd: tuple[str, ...] = ()
    """Questions that were put aside for later."""
    niet_besproken: tuple[NietBesproken, ...] = ()
    peilingen: tuple[Peilinginhoud, ...] = ()
    afspraken: tuple[Afspraakinhoud, ...] = ()
    acties: tuple[Actieinhoud, ...] = ()
    aanbevelingen: tuple[Toetsinhoud, ...] = ()
    groepen: tuple[Groepinhoud, ...] = ()
    groepsnotities: tuple[Groepsnotitie, ...] = ()
    terugblik: Terugblik | None = None
    criteria: tuple[EigenCriterium, ...] = ()
    """People's own, beside those of the card."""
    keuzemogelijkheden: tuple[Keuzeinhoud, ...] = ()
    verschillen: tuple[Verschilinhoud, ...] = ()
    issues: tuple[Issueinhoud, ...] = ()
    betrokkenen: tuple[Betrokkenheid, ...] = ()


class Inhoud(Gespreksinhoud):
    """The frozen content of one version, card texts included, so that it can be read without anything else."""

    formaat: Literal["gesprekskaart-verslag/1"]
    kaart: Kaart
    deelnemers: tuple[Deelnemerinhoud, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What is stated, as JSON values. What was left at its default is left out.

        So a field that a later release adds changes nothing about the fingerprint of what was frozen before.
        """
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def canonical(self) -> bytes:
        """RFC 8785 canonical JSON of the facts: the bytes that the fingerprint is taken of.

        Kept, because whoever imports it needs it up to five times, at some milliseconds each.
        """
        return rfc8785.dumps(self.facts())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As always; what was computed from the content does not come along to another content."""
        kopie = super().model_copy(update=update, deep=deep)
        kopie.__dict__.pop("canonical", None)
        return kopie

    @property
    def vingerafdruk(self) -> str:
        """SHA-256 of the canonical JSON, in hex."""
        return hashlib.sha256(self.canonical).hexdigest()


class Naamzegel(Model):
    """A participant's name and the salt that ties it to the naamafdruk in the frozen content; erasable."""

    nummer: int
    naam: Naam
    zout: str = Field(min_length=32)
    """At least 128 random bits in hex, so that a naamafdruk cannot be guessed from a list of names."""

    @property
    def naamafdruk(self) -> str:
        """SHA-256 over salt, a newline and the name in UTF-8, in hex."""
        return hashlib.sha256(f"{self.zout}\n{self.naam}".encode()).hexdigest()


class ReactieSoort(StrEnum):
    """What a partnership may say of a version."""

    AKKOORD = "akkoord"
    MET_VOORBEHOUD = "akkoord met voorbehoud"
    NIET_AKKOORD = "niet akkoord"
    TER_KENNISNAME = "ter kennisname"


MET_REDEN = (ReactieSoort.MET_VOORBEHOUD, ReactieSoort.NIET_AKKOORD)
"""What nobody says without saying why."""

_TERUGHOUDEND = (
    ReactieSoort.AKKOORD,
    ReactieSoort.TER_KENNISNAME,
    ReactieSoort.MET_VOORBEHOUD,
    ReactieSoort.NIET_AKKOORD,
)
"""From the least to the most reserved."""


class Reactie(Model):
    """What one partnership said of one version, by a person with a recorded mandate. Of each person the last counts."""

    partnerschap: Code
    soort: ReactieSoort
    naam: Regel = ""
    rol: Regel = ""
    mandaat: Mandaat
    toelichting: Langtekst = ""
    ondertekenaar: int | None = Field(default=None, ge=1, le=999)
    """Number of the signer who reacted; None for what whoever leads recorded."""
    voorbehoud_bestuur: bool = False
    """Under reserve of consent by the board."""
    op: datetime

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.soort in MET_REDEN and not self.toelichting.strip():
            raise ValueError(f"bij ‘{self.soort}’ hoort een toelichting: waarom, en wat zou helpen?")
        return self


class Versie(Model):
    """One frozen version. It never changes; any edit makes the next one."""

    sessie_id: UUID
    nummer: int = Field(ge=1)
    inhoud: Inhoud
    vingerafdruk: str
    """As computed when it was frozen; `check` compares it with the content."""
    namen: tuple[Naamzegel, ...] = ()
    bevroren_op: datetime
    bevroren_door: Regel = ""
    termijn: datetime | None = None
    """Until when the partnerships may react."""
    wijzigingen: Langtekst = ""
    """What changed since the previous version, in words."""
    reacties: tuple[Reactie, ...] = ()
    """In the order in which they came; of each signer the last counts."""

    @model_validator(mode="after")
    def _is_what_it_was(self) -> Self:
        if self.inhoud.vingerafdruk != self.vingerafdruk:
            raise ValueError(f"de inhoud van versie {self.nummer} past niet bij de vingerafdruk: er is iets gewijzigd")
        return self

    @property
    def geldende_reacties(self) -> Mapping[str, Reactie]:
        """Per partnership the reaction that counts: of each signer the last, and of these the most reserved.

        So nobody's objection disappears because somebody else of the same partnership agreed after it.
        """
        geldend: dict[str, Reactie] = {}
        for reactie in self.laatste_reacties:
            nu = geldend.get(reactie.partnerschap)
            if nu is None or _TERUGHOUDEND.index(reactie.soort) >= _TERUGHOUDEND.index(nu.soort):
                geldend[reactie.partnerschap] = reactie
        return geldend

    @property
    def is_compleet(self) -> bool:
        """Whether every partnership said something of it."""
        return {partnerschap.code for partnerschap in self.inhoud.partnerschappen} <= set(self.geldende_reacties)

    def tell_zwijgregel(self, vastgesteld_op: datetime | None = None) -> str:
        """What no reaction means here. Nobody agrees by saying nothing who was not given the whole of a term."""
        regel = self.inhoud.gesprek.zwijgregel
        if not self.inhoud.gesprek.zwijgen_is_instemmen:
            return regel
        if self.termijn is None:
            return f"{regel} Deze versie heeft geen reactietermijn; geen reactie geldt hier daarom niet als akkoord."
        if vastgesteld_op is not None and vastgesteld_op < self.termijn:
            te_vroeg = "voordat die termijn om was; geen reactie geldt hier daarom niet als akkoord."
            return f"{regel} Dit verslag is vastgesteld {te_vroeg}"
        return regel

    @property
    def laatste_reacties(self) -> tuple[Reactie, ...]:
        """The last of every signer, and per partnership the last that whoever leads recorded; as they came."""
        laatste: dict[tuple[str, int | None], Reactie] = {}
        for reactie in self.reacties:
            van = (reactie.partnerschap, reactie.ondertekenaar)
            laatste.pop(van, None)
            laatste[van] = reactie
        return tuple(laatste.values())

    def laatste_van(self, partnerschap: str) -> tuple[Reactie, ...]:
        """The last of every signer of this partnership, as they came; the one that counts is among them."""
        return tuple(reactie for reactie in self.laatste_reacties if reactie.partnerschap == partnerschap)

    def reactie_van(self, ondertekenaar: int) -> Reactie | None:
        """The last of this signer."""
        return next((r for r in reversed(self.reacties) if r.ondertekenaar == ondertekenaar), None)


class Verslag(Model):
    """What is drawn: one content with the names that may be shown, and the versions it stands in."""

    inhoud: Inhoud
    namen: dict[int, str] = Field(default_factory=dict)
    """Name per participant's number; who is missing is shown by role."""
    overigen: tuple[str, ...] = ()
    """Names that the conversation knows besides: signers, and who came after freezing. They too may stand in a text."""
    versie: Versie | None = None
    """None: a draft, drawn with a visible 'Concept'."""
    eerdere: tuple[Versie, ...] = ()
    """Versions before this one, oldest first, with their reactions."""
    definitief: bool = False
    """This version has been established (vastgesteld)."""
    zwijgers: dict[str, int] = Field(default_factory=dict)
    """Per partnership how many signers were asked about this version and said nothing of it."""
    vastgesteld_op: datetime | None = None
    """When; None when it was not, or when nobody here knows (it came in from a file)."""
    zegel: str = ""
    """What the seal on it is called, once it gets one."""
    controle: str = ""
    """Address at which anybody can check the sealed file; empty when we do not know how people reach us."""
    gemaakt_op: datetime
    """The moment on the cover: of freezing, or of drawing for a draft."""
