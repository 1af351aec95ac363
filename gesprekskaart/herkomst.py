"""Traceability: for anything in a conversation, where it came from and what came of it.

Everything names only what it came from (`bronnen`), by id; what came of it follows from that. So no two lists can
contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from gesprekskaart.dossier import Dossier
from gesprekskaart.inbrengnaam import INBRENG_TEKEN, name_inbreng
from gesprekskaart.kaart import Kaart
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Gespreksinhoud, Terugblik
from gesprekskaart.vervolg import Vervolgstuk
from gesprekskaart.vorig import list_vorige, make_vorig, name_vorig

Bron: TypeAlias = Dossier | Gespreksinhoud
"""What things are listed from: the conversation as it stands, or the content of a version or a file."""

_INBRENG = re.compile(r"(?P<vraag>[^#]+)#([0-9]{1,3}|[0-9a-f]{8,32})")
"""Where it is kept, not a place among others stands behind the question but what it is known by."""


class Dingsoort(StrEnum):
    """What kind of thing it is, as it is called in a sentence."""

    VRAAG = "vraag"
    INBRENG = "inbreng"
    AANBEVELING = "aanbeveling"
    KEUZE = "keuzemogelijkheid"
    PEILING = "peiling"
    AFSPRAAK = "afspraak"
    ACTIE = "actie"
    VERSCHIL = "verschil"
    ISSUE = "landelijk issue"
    BETROKKENHEID = "wie nog"
    VORIG = "vorig gesprek"
    """Of the conversation before, under the number that it had there."""
    WEG = "verwijderd"
    """Not in this conversation (any more)."""


class Ding(NamedTuple):
    """Something that came from something, or from which something came."""

    soort: Dingsoort
    nummer: str
    """What it is called within its kind: 'RS4b', 'P1', '2026-01', '1'."""
    titel: str = ""
    """What it says."""
    bronnen: tuple[str, ...] = ()
    """Ids of what it came from."""
    is_weg: bool = False
    """Taken off its list; it may come back."""

    @property
    def id(self) -> str:
        """By which others name it. An actie is named by nobody, and its number may look like anything."""
        return f"{self.soort}/{self.nummer}" if self.soort is Dingsoort.ACTIE else self.nummer

    @property
    def naam(self) -> str:
        """What it is called where it stands by itself: 'Afspraak 2026-01', 'RS4b'."""
        match self.soort:
            case Dingsoort.WEG:
                return f"{name_vorig(self.nummer)} (verwijderd)"
            case Dingsoort.INBRENG:
                return name_inbreng(self.nummer)
            case Dingsoort.VORIG:
                return name_vorig(self.nummer)
            case Dingsoort.PEILING | Dingsoort.AFSPRAAK | Dingsoort.ACTIE:
                return f"{self.soort.capitalize()} {self.nummer}"
            case _:
                return f"{self.nummer} (verwijderd)" if self.is_weg else self.nummer


def list_dingen(kaart: Kaart, bron: Bron) -> Iterator[Ding]:
    """Everything that can be a source or an outcome. Another kind of thing joins here, with a line."""
    yield from _walk_kaart(kaart)
    yield from (Ding(Dingsoort.KEUZE, k.nummer, k.titel, k.bronnen, k.verwijderd) for k in bron.keuzemogelijkheden)
    yield from (Ding(Dingsoort.PEILING, p.nummer, p.stelling, (p.bron,) if p.bron else ()) for p in bron.peilingen)
    yield from (Ding(Dingsoort.VERSCHIL, v.nummer, v.titel, v.bronnen, v.verwijderd) for v in bron.verschillen)
    yield from (Ding(Dingsoort.ISSUE, i.nummer, i.thema, i.bronnen, i.verwijderd) for i in bron.issues)
    yield from (Ding(Dingsoort.BETROKKENHEID, b.nummer, b.naam, b.bronnen, b.verwijderd) for b in bron.betrokkenen)
    yield from _walk_vervolg(kaart, bron)
    yield from (Ding(Dingsoort.VORIG, make_vorig(d.id), d.titel) for d in list_vorige(bron.terugblik))


def _walk_kaart(kaart: Kaart) -> Iterator[Ding]:
    for vraag in kaart.vragen:
        yield Ding(Dingsoort.VRAAG, vraag.id, vraag.tekst)
        yield from (Ding(Dingsoort.VRAAG, deel.id, deel.tekst) for deel in vraag.onderdelen)
    yield from (Ding(Dingsoort.AANBEVELING, a.id, a.tekst) for a in kaart.aanbevelingen)


def _walk_vervolg(kaart: Kaart, bron: Bron) -> Iterator[Ding]:
    van_toen = _find_bronnen_van_toen(kaart, bron.terugblik)
    for afspraak in bron.afspraken:
        titel = _find_tekst(bron, TekstSoort.AFSPRAAK, afspraak)
        yield Ding(Dingsoort.AFSPRAAK, afspraak.nummer, titel, (*afspraak.bronnen, *van_toen(afspraak)))
    # What the conversation before agreed and is settled: an action here may still carry it out.
    hier = {afspraak.nummer for afspraak in bron.afspraken}
    eerder = bron.terugblik.afspraken if bron.terugblik else ()
    yield from (Ding(Dingsoort.AFSPRAAK, e.nummer, e.tekst) for e in eerder if e.nummer not in hier)
    for actie in bron.acties:
        bronnen = (*((actie.afspraak,) if actie.afspraak else ()), *actie.bronnen, *van_toen(actie))
        yield Ding(Dingsoort.ACTIE, actie.nummer, _find_tekst(bron, TekstSoort.ACTIE, actie), bronnen)


def _find_bronnen_van_toen(kaart: Kaart, terug: Terugblik | None) -> Callable[[Vervolgstuk], tuple[str, ...]]:
    """What something that came along was said to come from in the conversation before, as far as it is not here.

    What is here too (a question of the same card, an afspraak that came along) was copied: that is theirs to change.
    """
    if terug is None:
        return lambda _: ()
    stukken: tuple[Vervolgstuk, ...] = (*terug.afspraken, *terug.acties)
    toen = {stuk.plek: stuk.bronnen for stuk in stukken}
    hier = {a.nummer for a in terug.afspraken} | (list_kaartids(kaart) if kaart.id == terug.kaart else set())
    bekend = {ding.id for ding in terug.dingen}
    return lambda stuk: tuple(
        make_vorig(bron) for bron in toen.get(stuk.plek, ()) if bron in bekend and bron not in hier
    )


def list_kaartids(kaart: Kaart) -> set[str]:
    """Of its questions, their parts and its recommendations."""
    return {ding.id for ding in _walk_kaart(kaart)}


def _find_tekst(bron: Bron, soort: TekstSoort, stuk: Vervolgstuk) -> str:
    if isinstance(stuk, Afspraakinhoud | Actieinhoud):
        return stuk.tekst
    return bron.tekst(soort, stuk.nummer) if isinstance(bron, Dossier) else ""


class Herkomst:
    """How everything in one conversation hangs together. Made once, asked often."""

    def __init__(self, dingen: Iterable[Ding]) -> None:
        self._dingen: dict[str, Ding] = {}
        self._gevolgen: dict[str, list[Ding]] = {}
        for ding in dingen:
            # On an own card a question may be called as a poll is; then the card's own comes first.
            self._dingen.setdefault(ding.id, ding)
            for bron in dict.fromkeys(ding.bronnen):
                self._gevolgen.setdefault(bron.partition(INBRENG_TEKEN)[0], []).append(ding)

    def find(self, id: str) -> Ding:
        """What this id stands for; of kind WEG when there is no such thing (any more)."""
        if gevonden := self._dingen.get(id):
            return gevonden
        if (inbreng := _INBRENG.fullmatch(id)) and inbreng["vraag"] in self._dingen:
            return Ding(Dingsoort.INBRENG, id)
        return Ding(Dingsoort.WEG, id)

    def is_bekend(self, id: str) -> bool:
        """Whether something may say that it came from there."""
        return self.find(id).soort is not Dingsoort.WEG

    def list_bronnen(self, id: str) -> tuple[Ding, ...]:
        """What it came from, directly."""
        return tuple(map(self.find, dict.fromkeys(self.find(id).bronnen)))

    def list_gevolgen(self, *ids: str) -> tuple[Ding, ...]:
        """What came of these, directly; of a question also what came of the inbreng to it."""
        return tuple({ding.id: ding for id in ids for ding in self._gevolgen.get(id, ())}.values())

    def list_voorgangers(self, id: str) -> tuple[Ding, ...]:
        """All that it came from, by however many steps, the nearest first."""
        gezien = {id: self.find(id)}
        verder = [id]
        while verder:
            for ding in self.list_bronnen(verder.pop(0)):
                if ding.id not in gezien:
                    gezien[ding.id] = ding
                    verder.append(ding.id)
        return tuple(gezien.values())[1:]

    def is_kring(self, id: str) -> bool:
        """Whether it came, by however many steps, from itself."""
        gezien: set[str] = set()
        verder = list(self.find(id).bronnen)
        while verder:
            bron = verder.pop()
            if bron == id:
                return True
            if bron not in gezien:
                gezien.add(bron)
                verder += self.find(bron).bronnen
        return False


def make_herkomst(kaart: Kaart, bron: Bron) -> Herkomst:
    """From a conversation, or from the content of a version or a file."""
    return Herkomst(list_dingen(kaart, bron))
