"""Everything of one session, read in one go: what the report, the overview and the export are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from gesprekskaart.betrokkenheid import Betrokkenheid
from gesprekskaart.groep import Groep
from gesprekskaart.inbreng import Bijdrage
from gesprekskaart.kaart import Kaart, Vraag
from gesprekskaart.kennis import Kennis
from gesprekskaart.keuze import Beoordeling, EigenCriterium, Keuzemogelijkheid
from gesprekskaart.landelijk import LandelijkIssue
from gesprekskaart.model import Model
from gesprekskaart.ondertekening import Ondertekenaar
from gesprekskaart.peiling import Peiling, Stem
from gesprekskaart.regie import Regie
from gesprekskaart.sessie import Deelnemer, NietBesproken, Partnerschap, Sessie, Stand
from gesprekskaart.tekst import CONCLUSIESOORTEN, GROEPSOORTEN, Moment, Plek, Tekst, TekstSoort
from gesprekskaart.verschil import Verschil
from gesprekskaart.verslag import Terugblik
from gesprekskaart.vervolg import Actie, Afspraak, Toets, Verwijderd


class Antwoordstand(NamedTuple):
    """How an answer or question stands, in the words that every screen uses."""

    woord: str
    teken: str


LEEG = Antwoordstand("leeg", "○")
CONCEPT = Antwoordstand("concept", "◐")
GEDEELD = Antwoordstand("gedeeld", "●")
BESPROKEN = Antwoordstand("besproken", "✓")
NIET_BESPROKEN = Antwoordstand("niet besproken", "–")
GEPARKEERD = Antwoordstand("geparkeerd", "‖")


class Dossier(Model):
    """One session with all that belongs to it, as it stands now. Frozen versions are apart: they are large."""

    sessie: Sessie
    kaart: Kaart
    partnerschappen: tuple[Partnerschap, ...] = ()
    deelnemers: tuple[Deelnemer, ...] = ()
    teksten: Mapping[str, Tekst] = Field(default_factory=dict)
    """By the place as written, `antwoord/G3a/LWZ`; places where nobody wrote are missing."""
    niet_besproken: tuple[NietBesproken, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    acties: tuple[Actie, ...] = ()
    toetsen: tuple[Toets, ...] = ()
    groepen: tuple[Groep, ...] = ()
    """By number."""
    peilingen: tuple[Peiling, ...] = ()
    stemmen: tuple[Stem, ...] = ()
    """Of all polls. What somebody may see of them is decided when the dossier is opened."""
    regie: Regie | None = None
    bijdragen: tuple[Bijdrage, ...] = ()
    verwijderd: tuple[Verwijderd, ...] = ()
    """Agreements and actions that were taken out; they are in nothing else, and keep their numbers."""
    terugblik: Terugblik | None = None
    """In a follow-up, and in nothing else: what the conversation before agreed. What came of it is in `teksten`."""
    keuzemogelijkheden: tuple[Keuzemogelijkheid, ...] = ()
    """In the order in which they were made; also those that were taken off."""
    criteria: tuple[EigenCriterium, ...] = ()
    """People's own, beside those of the card; also those that were taken off."""
    beoordelingen: tuple[Beoordeling, ...] = ()
    verschillen: tuple[Verschil, ...] = ()
    issues: tuple[LandelijkIssue, ...] = ()
    betrokkenen: tuple[Betrokkenheid, ...] = ()
    kennis: Kennis = Kennis()
    """What is decided about sharing it; no part of the report."""
    ondertekenaars: tuple[Ondertekenaar, ...] = ()
    """By number. Who may see a mail address is decided where it is shown."""
    nummer: int = Field(default=0, ge=0, exclude=True)
    """The last change that is in it, by its number in the log: what follows the stream asks on from here."""

    def tekst(self, soort: TekstSoort, sleutel: str, partnerschap: str | None = None, groep: int | None = None) -> str:
        """The text at a place, or nothing."""
        plek = Plek(soort=soort, sleutel=sleutel, partnerschap=partnerschap, groep=groep)
        gevonden = self.teksten.get(str(plek))
        return gevonden.tekst if gevonden else ""

    def find_groep(self, nummer: int) -> Groep | None:
        """The group with this number."""
        return next((groep for groep in self.groepen if groep.nummer == nummer), None)

    def find_groep_of(self, deelnemer: int) -> Groep | None:
        """The group that this participant sits in."""
        return next((groep for groep in self.groepen if deelnemer in groep.leden), None)

    def groepsplekken(self, groep: Groep, vraag: str) -> tuple[Plek, ...]:
        """Where a group writes about a theme, in the order in which it walks."""
        plekken = []
        for soort in GROEPSOORTEN:
            codes = [p.code for p in self.partnerschappen] if soort is TekstSoort.ANDEREN else []
            plekken += [Plek(soort=soort, sleutel=vraag, groep=groep.nummer, partnerschap=c) for c in (*codes, None)]
        return tuple(plekken)

    def is_gevuld(self, plek: Plek) -> bool:
        """Whether somebody wrote something there."""
        gevonden = self.teksten.get(str(plek))
        return gevonden is not None and bool(gevonden.tekst.strip())

    def groepstand(self, groep: Groep, vraag: str) -> Antwoordstand:
        """How far a group is with a theme: stated as not discussed, something written, or empty."""
        if self.niet_besproken_bij(vraag, groep=groep.nummer):
            return NIET_BESPROKEN
        return GEDEELD if any(map(self.is_gevuld, self.groepsplekken(groep, vraag))) else LEEG

    def tekst_bij(self, plek: Plek) -> str:
        """The text at this very place, or nothing."""
        gevonden = self.teksten.get(str(plek))
        return gevonden.tekst if gevonden else ""

    def niet_besproken_bij(
        self, sleutel: str, partnerschap: str | None = None, groep: int | None = None
    ) -> NietBesproken | None:
        """The stated fact that this was not discussed (by this partnership, by this group, or by all together)."""
        for feit in self.niet_besproken:
            if (feit.sleutel, feit.partnerschap, feit.groep) == (sleutel, partnerschap, groep):
                return feit
        return None

    def antwoordstand(self, sleutel: str, partnerschap: str) -> Antwoordstand:
        """How one partnership's answer to one question or part stands."""
        if self.niet_besproken_bij(sleutel, partnerschap):
            return NIET_BESPROKEN
        gevonden = self.teksten.get(str(Plek(soort=TekstSoort.ANTWOORD, sleutel=sleutel, partnerschap=partnerschap)))
        if gevonden is None or not gevonden.tekst.strip():
            return LEEG
        return CONCEPT if self.sessie.stand is Stand.VOORBEREIDING else GEDEELD

    def vraagstand(self, vraag: Vraag) -> Antwoordstand:
        """How a question stands for the group: concluded, stated as not discussed, begun or empty."""
        if self.niet_besproken_bij(vraag.id):
            return NIET_BESPROKEN
        if any(self.tekst(soort, vraag.id).strip() for soort in CONCLUSIESOORTEN):
            return BESPROKEN
        standen = {self.antwoordstand(sleutel, p.code) for sleutel in vraag.sleutels for p in self.partnerschappen}
        standen |= {self.groepstand(groep, vraag.id) for groep in self.groepen}
        return next((stand for stand in (GEDEELD, CONCEPT) if stand in standen), LEEG)

    def kaartstand(self, vraag: Vraag) -> Antwoordstand:
        """How a question stands on the map: parked whatever was said so far, so that nobody forgets to come back."""
        stand = self.vraagstand(vraag)
        is_geparkeerd = self.regie is not None and vraag.id in self.regie.geparkeerd
        return GEPARKEERD if is_geparkeerd and stand is not NIET_BESPROKEN else stand

    def voorbereid(self, partnerschap: str) -> tuple[int, int]:
        """How many of the card's questions and parts this partnership has answered, and how many there are."""
        sleutels = [sleutel for vraag in self.kaart.vragen for sleutel in vraag.sleutels]
        return sum(self.antwoordstand(sleutel, partnerschap) is not LEEG for sleutel in sleutels), len(sleutels)


PER_KEER = 20
"""Conversations that a list shows at a time."""


class Sessieregel(Model):
    """A line in 'mijn gesprekken': enough to choose by, without reading the conversation."""

    sessie: Sessie
    kaart_titel: str
    partnerschappen: tuple[str, ...]
    vragen: int
    besproken: int
    """Questions with a conclusion, or stated as not discussed."""
    gewijzigd_op: datetime


def moment_for(stand: Stand) -> Moment:
    """When an answer that is written now is brought in."""
    return Moment.VOORAF if stand is Stand.VOORBEREIDING else Moment.GESPREK
