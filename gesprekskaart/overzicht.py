"""What many conversations amount to: which functions are covered, how questions stand, what is late.

Storage counts; here is what the counts mean. Everything is about the conversations that somebody may read (`Zicht`) and
within those about the ones that were chosen (`Bereik`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from gesprekskaart.dossier import BESPROKEN, CONCEPT, GEDEELD, LEEG, NIET_BESPROKEN, Antwoordstand
from gesprekskaart.kaart import Kaart, Vraag
from gesprekskaart.model import Model
from gesprekskaart.sessie import Functie, Pijler, Sector, Stand
from gesprekskaart.tekst import Regel
from gesprekskaart.vervolg import Actiestand, Afspraakstand, Oordeel

MAX_GESPREKKEN = 500
"""Conversations that one overview counts: some years of the whole country, and what it costs stays bounded."""

MAX_KOLOMMEN = 12
"""Partnerships beside each other in one picture; more do not fit a laptop."""


class Zicht(Model):
    """Whose conversations: those that an account leads, and those in which this device has a place."""

    account: UUID | None = None
    sessies: frozenset[UUID] = frozenset()


class Bereik(Model):
    """Which of the conversations in sight; nothing chosen is all of them. A series is named by its sessions."""

    sessies: tuple[UUID, ...] = ()
    regio: Regel = ""


class Overzichtsregel(NamedTuple):
    """One conversation that counts, without anything that was written in it."""

    id: UUID
    titel: str
    datum: date | None
    stand: Stand
    kaart_id: str
    kaart_versie: str
    fictief: bool


class Selectie(NamedTuple):
    """The conversations that an overview is about, most recently changed first."""

    regels: tuple[Overzichtsregel, ...]
    er_zijn_meer: bool
    """There are more than MAX_GESPREKKEN; the older ones are not counted."""

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Of the conversations, in the same order."""
        return tuple(regel.id for regel in self.regels)


class Dekkingsas(StrEnum):
    """What functions are set against, as it is called in a sentence."""

    SECTOR = "sector"
    PIJLER = "pijler"

    @property
    def meervoud(self) -> str:
        """More of them."""
        return {Dekkingsas.SECTOR: "sectoren", Dekkingsas.PIJLER: "pijlers"}[self]

    @property
    def zonder(self) -> str:
        """The column of agreements that name none."""
        return f"geen {self}"


class Dekkingstelling(NamedTuple):
    """How many agreements have these functions, sectors, pillars and this stand."""

    functies: tuple[Functie, ...]
    sectoren: tuple[Sector, ...]
    pijlers: tuple[Pijler, ...]
    stand: Afspraakstand
    aantal: int


class Dekkingscel(NamedTuple):
    """Agreements about one function in one column: those that stand, and those that are not firm yet."""

    vast: int = 0
    in_beweging: int = 0

    @property
    def woorden(self) -> tuple[str, ...]:
        """In words, as short as a cell."""
        vast = f"{self.vast} vast" if self.vast else ""
        return tuple(filter(None, (vast, f"{self.in_beweging} nog niet" if self.in_beweging else ""))) or ("geen",)


VASTE_STANDEN = (Afspraakstand.VASTGESTELD, Afspraakstand.ONDER_VOORBEHOUD)
"""Agreed on. Under reservation counts: boards still have to consent, but the people at the table agree."""


class Dekking(NamedTuple):
    """Agreements per function by column. What was dropped is not counted."""

    tegen: Dekkingsas
    kolommen: tuple[str, ...]
    cellen: dict[tuple[Functie, str], Dekkingscel]
    zonder_functie: int
    """Agreements that name no function, and so cover none."""

    def cel(self, functie: Functie, kolom: str) -> Dekkingscel:
        """What is agreed on there."""
        return self.cellen.get((functie, kolom), Dekkingscel())

    @property
    def zonder_afspraak(self) -> tuple[Functie, ...]:
        """Functions that nothing firm was agreed on."""
        return tuple(f for f in Functie if not any(self.cel(f, kolom).vast for kolom in self.kolommen))


def make_dekking(tellingen: Iterable[Dekkingstelling], tegen: Dekkingsas = Dekkingsas.SECTOR) -> Dekking:
    """Functions by sectors, or by pillars."""
    alle: type[Sector] | type[Pijler] = Sector if tegen is Dekkingsas.SECTOR else Pijler
    vast: Counter[tuple[Functie, str]] = Counter()
    los: Counter[tuple[Functie, str]] = Counter()
    zonder_functie = 0
    for telling in tellingen:
        if telling.stand is Afspraakstand.VERVALLEN:
            continue
        zonder_functie += 0 if telling.functies else telling.aantal
        for functie in telling.functies:
            for kolom in (telling.sectoren if alle is Sector else telling.pijlers) or (tegen.zonder,):
                (vast if telling.stand in VASTE_STANDEN else los)[functie, str(kolom)] += telling.aantal
    cellen = {plaats: Dekkingscel(vast[plaats], los[plaats]) for plaats in {**vast, **los}}
    zonder = (tegen.zonder,) if any(kolom == tegen.zonder for _, kolom in cellen) else ()
    return Dekking(tegen, (*map(str, alle), *zonder), cellen, zonder_functie)


class Kolomkop(NamedTuple):
    """One partnership (or group) of one conversation: a column of the question map."""

    sessie: UUID
    code: str
    """Of the partnership, or `#2` for a group."""
    naam: str

    @property
    def kop(self) -> str:
        """What stands above the column."""
        return f"groep {self.code[1:]}" if self.code.startswith("#") else self.code


class Antwoordfeiten(Model):
    """How far one conversation is, without its texts: what is filled in, concluded and stated as not discussed."""

    id: UUID
    titel: str
    datum: date | None
    stand: Stand
    kaart: Kaart
    partnerschappen: tuple[tuple[str, str], ...]
    """Code and name."""
    groepen: tuple[tuple[int, str], ...] = ()
    """Number and title; only of a card that works in groups."""
    antwoorden: frozenset[tuple[str, str]] = frozenset()
    """Question or part, and the partnership that wrote an answer to it."""
    notities: frozenset[tuple[str, int]] = frozenset()
    """Theme, and the group that wrote something about it."""
    conclusies: frozenset[str] = frozenset()
    niet_besproken: frozenset[tuple[str, str]] = frozenset()
    """Question or part, and of whom: a code, `#2` for a group, or nothing for everybody."""

    @property
    def kolommen(self) -> tuple[Kolomkop, ...]:
        """Who may have said something: the groups where a card works in groups, else the partnerships."""
        if self.kaart.werkwijze:
            return tuple(Kolomkop(self.id, f"#{nummer}", titel) for nummer, titel in self.groepen)
        return tuple(Kolomkop(self.id, code, naam) for code, naam in self.partnerschappen)

    def stand_van(self, vraag: Vraag, code: str) -> Antwoordstand:
        """How a question stands for one column.

        A question with parts is begun once one part is; not discussed once all of it is stated to be.
        """
        if self._is_overgeslagen(vraag.id, code):
            return NIET_BESPROKEN
        if not self._is_gevuld(vraag, code):
            return NIET_BESPROKEN if all(self._is_overgeslagen(s, code) for s in vraag.sleutels) else LEEG
        if vraag.id in self.conclusies:
            return BESPROKEN
        return CONCEPT if self.stand is Stand.VOORBEREIDING else GEDEELD

    def _is_overgeslagen(self, sleutel: str, code: str) -> bool:
        return (sleutel, code) in self.niet_besproken or (sleutel, "") in self.niet_besproken

    def _is_gevuld(self, vraag: Vraag, code: str) -> bool:
        if code.startswith("#"):
            return (vraag.id, int(code[1:])) in self.notities
        return any((sleutel, code) in self.antwoorden for sleutel in vraag.sleutels)


class Actietelling(NamedTuple):
    """How many actions are due then, stand like this, and have an owner or not."""

    termijn: date | None
    stand: Actiestand
    heeft_eigenaar: bool
    aantal: int


class Actiesoort(StrEnum):
    """How an action stands on a given day, in the order in which a picture stacks them."""

    GEREED = "gereed"
    LOOPT = "loopt"
    OPEN = "open"
    TE_LAAT = "te laat"


ZONDER_TERMIJN = "zonder termijn"


class Actiebeeld(NamedTuple):
    """The actions of an overview on one day. What was dropped is not counted."""

    per_maand: tuple[tuple[str, Actiesoort, int], ...]
    """Month of the term ('2026-05', or ZONDER_TERMIJN), how they stand, how many; in that order."""
    totaal: dict[Actiesoort, int]
    zonder_eigenaar: int
    """Not done yet, and nobody's."""
    zonder_termijn: int
    """Not done yet, and due on no day."""

    @property
    def aantal(self) -> int:
        """All of them."""
        return sum(self.totaal.values())


def judge_actie(stand: Actiestand, termijn: date | None, vandaag: date) -> Actiesoort | None:
    """How an action stands today; None when it was dropped. Due today is not late."""
    if stand is Actiestand.VERVALLEN:
        return None
    if stand is Actiestand.GEREED:
        return Actiesoort.GEREED
    if termijn is not None and termijn < vandaag:
        return Actiesoort.TE_LAAT
    return Actiesoort.LOOPT if stand is Actiestand.LOOPT else Actiesoort.OPEN


def make_actiebeeld(tellingen: Iterable[Actietelling], vandaag: date) -> Actiebeeld:
    """What the counts say on this day."""
    per_maand: Counter[tuple[str, Actiesoort]] = Counter()
    zonder_eigenaar = zonder_termijn = 0
    for telling in tellingen:
        soort = judge_actie(telling.stand, telling.termijn, vandaag)
        if soort is None:
            continue
        maand = f"{telling.termijn:%Y-%m}" if telling.termijn else ZONDER_TERMIJN
        per_maand[maand, soort] += telling.aantal
        if soort is not Actiesoort.GEREED:
            zonder_eigenaar += 0 if telling.heeft_eigenaar else telling.aantal
            zonder_termijn += 0 if telling.termijn else telling.aantal
    volgorde = list(Actiesoort)
    rijen = sorted((maand, volgorde.index(soort), soort) for maand, soort in per_maand)
    totaal = {soort: sum(n for (_, s), n in per_maand.items() if s is soort) for soort in Actiesoort}
    op_volgorde = tuple((maand, soort, per_maand[maand, soort]) for maand, _, soort in rijen)
    return Actiebeeld(op_volgorde, totaal, zonder_eigenaar, zonder_termijn)


class Actiekeuze(StrEnum):
    """Which actions one wants to see one by one."""

    TE_LAAT = "te laat"
    OPEN_WERK = "zonder eigenaar of termijn"


class Actieregel(NamedTuple):
    """One action in a list over many conversations."""

    sessie: UUID
    titel: str
    """Of the conversation."""
    nummer: str
    tekst: str
    eigenaar: str
    termijn: date | None
    stand: Actiestand


class Toetstelling(NamedTuple):
    """How many conversations with this card judged this recommendation so."""

    kaart_id: str
    aanbeveling: str
    oordeel: Oordeel
    aantal: int


class Toetsregel(NamedTuple):
    """One recommendation over all conversations that use its card."""

    kaart_id: str
    aanbeveling: str
    tekst: str
    aantallen: dict[Oordeel, int]
    nog_niet: int

    @property
    def totaal(self) -> int:
        """Conversations that could judge it."""
        return sum(self.aantallen.values()) + self.nog_niet


def make_toetsregels(
    kaarten: Iterable[Kaart], regels: Sequence[Overzichtsregel], tellingen: Iterable[Toetstelling]
) -> tuple[Toetsregel, ...]:
    """Per recommendation how it was judged, and how many conversations did not judge it (yet)."""
    per_kaart = Counter(regel.kaart_id for regel in regels)
    geteld = Counter({(t.kaart_id, t.aanbeveling, t.oordeel): t.aantal for t in tellingen})
    uit = []
    for kaart in kaarten:
        for aanbeveling in kaart.aanbevelingen:
            aantallen = {oordeel: geteld[kaart.id, aanbeveling.id, oordeel] for oordeel in Oordeel}
            nog_niet = max(0, per_kaart[kaart.id] - sum(aantallen.values()))
            uit.append(Toetsregel(kaart.id, aanbeveling.id, aanbeveling.tekst, aantallen, nog_niet))
    return tuple(uit)
