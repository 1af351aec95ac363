"""Which texts of a conversation other regions may read, and which names it knows.

Both are written over the content that report and exchange file share. A field that is added there stays inside until
it gets a line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gesprekskaart.groep import IN_DE_REGIOS, STAPNAMEN
from gesprekskaart.kennis import Rubriek
from gesprekskaart.naamregister import Naambron, Naamsoort
from gesprekskaart.peiling import Peilingstand, count_uitslag, tell_verdeling
from gesprekskaart.sessie import Deelnemer
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Gespreksinhoud


class Passage(NamedTuple):
    """A text that may go out."""

    rubriek: Rubriek
    kop: str
    tekst: str
    bij: str
    """Id of a question or part on the card, or the heading under which it comes."""
    van: str | None = None
    """Code of the one partnership whose words these are, or whose practice it tells: only goes with its consent."""


_VAN_GROEPEN = {
    TekstSoort.VRAAGSTUK: Rubriek.VOORWAARDE,
    TekstSoort.ANDEREN: Rubriek.WERKT,
    TekstSoort.OPLOSSINGEN: Rubriek.OPLOSSING,
    TekstSoort.CONTEXT: Rubriek.OPLOSSING,
    TekstSoort.UITWERKEN: Rubriek.OPLOSSING,
    TekstSoort.LANDELIJK: Rubriek.VOORWAARDE,
    TekstSoort.OPEN_VRAGEN: Rubriek.VOORWAARDE,
}


def list_passages(inhoud: Gespreksinhoud) -> tuple[Passage, ...]:
    """Everything that is worth sharing, with whose consent it takes; blank texts are left out."""
    return tuple(passage for walk in _LEESWIJZER for passage in walk(inhoud) if passage.tekst.strip())


def _walk_gesprek(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    yield Passage(Rubriek.VOORWAARDE, "Aanleiding", inhoud.gesprek.aanleiding, "Het gesprek")


def _walk_conclusies(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for conclusie in inhoud.conclusies:
        yield Passage(Rubriek.UITKOMST, "Gezamenlijke conclusie", conclusie.conclusie, conclusie.vraag)
        yield Passage(Rubriek.UITKOMST, "Overeenkomsten", conclusie.overeenkomsten, conclusie.vraag)
        yield Passage(Rubriek.VOORWAARDE, "Verschillen", conclusie.verschillen, conclusie.vraag)


def _walk_groepsnotities(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for notitie in inhoud.groepsnotities:
        kop = f"{STAPNAMEN[notitie.soort]} (groep {notitie.groep})"
        if notitie.soort is TekstSoort.ANDEREN and notitie.partnerschap is None:
            kop = f"{IN_DE_REGIOS} (groep {notitie.groep})"
        yield Passage(_VAN_GROEPEN[notitie.soort], kop, notitie.tekst, notitie.vraag, notitie.partnerschap)


def _walk_antwoorden(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for antwoord in inhoud.antwoorden:
        yield Passage(Rubriek.CITAAT, "Antwoord", antwoord.tekst, antwoord.vraag, antwoord.partnerschap)


def _walk_inbreng(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for inbreng in inhoud.inbreng:
        # Of somebody who speaks for no partnership nobody can give consent.
        if inbreng.partnerschap is not None:
            yield Passage(Rubriek.CITAAT, "Inbreng", inbreng.tekst, inbreng.vraag, inbreng.partnerschap)


def _walk_peilingen(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for peiling in inhoud.peilingen:
        if peiling.stand is not Peilingstand.GESLOTEN:
            continue
        bij, wat = peiling.bron or "Peilingen", f"peiling {peiling.nummer}"
        verdeling = tell_verdeling(count_uitslag(peiling, peiling.stemmen))
        yield Passage(Rubriek.UITKOMST, wat.capitalize(), f"{peiling.stelling}\n{verdeling}", bij)
        for stem in peiling.stemmen:
            if stem.partnerschap is not None:
                reden = f"{stem.keuze}: {stem.reden}" if stem.reden else ""
                yield Passage(Rubriek.CITAAT, f"Reden bij {wat}", reden, bij, stem.partnerschap)


def _walk_afspraken(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for afspraak in inhoud.afspraken:
        tekst = "\n".join(filter(None, (afspraak.tekst.strip(), afspraak.toelichting)))
        yield Passage(Rubriek.OPLOSSING, f"Afspraak {afspraak.nummer} ({afspraak.stand})", tekst, "Afspraken")


def _walk_acties(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    # Without its owner: who does it tells others nothing, but does tell who it is.
    for actie in inhoud.acties:
        yield Passage(Rubriek.OPLOSSING, f"Actie {actie.nummer} ({actie.stand})", actie.tekst, "Acties")


def _walk_aanbevelingen(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for toets in inhoud.aanbevelingen:
        kop = f"Aanbeveling {toets.aanbeveling}" + (f": {toets.oordeel}" if toets.oordeel else "")
        yield Passage(Rubriek.VOORWAARDE, kop, toets.toelichting, "Aanbevelingen")
        yield Passage(Rubriek.OPLOSSING, f"Aanpak bij {toets.aanbeveling}", toets.aanpak, "Aanbevelingen")


_LEESWIJZER: tuple[Callable[[Gespreksinhoud], Iterator[Passage]], ...] = (
    _walk_gesprek,
    _walk_conclusies,
    _walk_groepsnotities,
    _walk_antwoorden,
    _walk_inbreng,
    _walk_peilingen,
    _walk_afspraken,
    _walk_acties,
    _walk_aanbevelingen,
)
"""What goes out, in this order within a question."""

GEDEELD = frozenset(
    {"gesprek", "partnerschappen", "antwoorden", "conclusies", "inbreng", "groepsnotities"}
    | {"peilingen", "afspraken", "acties", "aanbevelingen"}
)
"""Fields of the content of which something goes out."""

BLIJFT_BINNEN = frozenset({"geparkeerd", "niet_besproken", "groepen"})
"""Fields of the content of which nothing does."""


def list_namen(inhoud: Gespreksinhoud, deelnemers: Iterable[Deelnemer], namen: Iterable[str]) -> Iterator[Naambron]:
    """Every name that this conversation knows, in a fixed order; `namen` are of people who stand elsewhere."""
    yield from (Naambron(Naamsoort.PARTNERSCHAP, p.naam, p.code) for p in inhoud.partnerschappen)
    regios = (*inhoud.gesprek.onderwijsregios, *(r for p in inhoud.partnerschappen for r in p.onderwijsregios))
    yield from (Naambron(Naamsoort.REGIO, regio) for regio in regios)
    for partnerschap in inhoud.partnerschappen:
        yield from (Naambron(Naamsoort.BESTUUR, bestuur.naam) for bestuur in partnerschap.besturen)
        yield Naambron(Naamsoort.BESTUUR, partnerschap.penvoerder)
    for partnerschap in inhoud.partnerschappen:
        yield from (Naambron(Naamsoort.OPLEIDING, opleiding) for opleiding in partnerschap.lerarenopleidingen)
    deelnemers = tuple(deelnemers)
    yield from (_name_organisatie(deelnemer.organisatie) for deelnemer in deelnemers)
    yield from (Naambron(Naamsoort.PLAATS, plaats) for plaats in re.split(r"[,;/()]", inhoud.gesprek.plaats))
    yield from (Naambron(Naamsoort.PERSOON, deelnemer.naam) for deelnemer in deelnemers)
    yield from (Naambron(Naamsoort.PERSOON, naam) for naam in namen)


def _name_organisatie(naam: str) -> Naambron:
    is_regio = naam.casefold().startswith(("onderwijsregio ", "regio "))
    return Naambron(Naamsoort.REGIO if is_regio else Naamsoort.ORGANISATIE, naam)
