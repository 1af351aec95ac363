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


_KEUZES = "Keuzemogelijkheden"

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
        is_optie = peiling.bron in {keuze.nummer for keuze in inhoud.keuzemogelijkheden}
        bij = _KEUZES if is_optie else peiling.bron or "Peilingen"
        verdeling = tell_verdeling(count_uitslag(peiling, peiling.stemmen))
        yield Passage(Rubriek.UITKOMST, f"Peiling {peiling.nummer}", f"{peiling.stelling}\n{verdeling}", bij)
        for stem in peiling.stemmen:
            if stem.partnerschap is not None:
                reden = f"{stem.keuze}: {stem.reden}" if stem.reden else ""
                yield Passage(Rubriek.CITAAT, f"Reden bij peiling {peiling.nummer}", reden, bij, stem.partnerschap)


def _walk_afspraken(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for afspraak in inhoud.afspraken:
        kop, tekst = f"Afspraak {afspraak.nummer}", _join(afspraak.tekst, afspraak.toelichting)
        yield Passage(Rubriek.OPLOSSING, f"{kop} ({afspraak.stand})", tekst, "Afspraken")
        yield Passage(Rubriek.OPLOSSING, f"{kop}: wat het moet opleveren", afspraak.resultaat, "Afspraken")
        yield Passage(Rubriek.OPLOSSING, f"{kop}: hoe we dat meten", afspraak.meting, "Afspraken")


def _walk_acties(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    # Without its owner: who does it tells others nothing, but does tell who it is.
    for actie in inhoud.acties:
        yield Passage(Rubriek.OPLOSSING, f"Actie {actie.nummer} ({actie.stand})", actie.tekst, "Acties")


def _walk_aanbevelingen(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for toets in inhoud.aanbevelingen:
        kop = f"Aanbeveling {toets.aanbeveling}" + (f": {toets.oordeel}" if toets.oordeel else "")
        yield Passage(Rubriek.VOORWAARDE, kop, toets.toelichting, "Aanbevelingen")
        yield Passage(Rubriek.OPLOSSING, f"Aanpak bij {toets.aanbeveling}", toets.aanpak, "Aanbevelingen")


def _walk_keuzes(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    eigen = {criterium.id: criterium.titel for criterium in inhoud.criteria}
    for keuze in (keuze for keuze in inhoud.keuzemogelijkheden if not keuze.verwijderd):
        kop = f"Keuzemogelijkheid {keuze.nummer}"
        yield Passage(Rubriek.OPLOSSING, kop, _join(keuze.titel, keuze.beschrijving), _KEUZES)
        yield Passage(Rubriek.WERKT, f"{kop}: rol van wat er al is", keuze.infrastructuur, _KEUZES)
        for b in keuze.beoordelingen:
            bij = "een eigen criterium" if b.criterium in eigen else b.criterium
            gezegd = {"Kansen": b.kansen, "Risico’s": b.risicos, "Consequenties": b.consequenties}
            gezegd |= {"Minimaal nodig": b.nodig, "Oordeel": str(b.score or "")}
            tekst = _join(eigen.get(b.criterium, ""), *(f"{wat}: {wie}" for wat, wie in gezegd.items() if wie.strip()))
            yield Passage(Rubriek.VOORWAARDE, f"{kop}, beoordeeld op {bij}", tekst, _KEUZES)
        if keuze.besluit is not None:
            yield Passage(Rubriek.UITKOMST, f"{kop}: {keuze.besluit.uitkomst}", keuze.besluit.reden, _KEUZES)


def _walk_verschillen(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for verschil in (verschil for verschil in inhoud.verschillen if not verschil.verwijderd):
        kop, bij = f"Verschil {verschil.nummer}", "Verschillen van inzicht"
        yield Passage(Rubriek.VOORWAARDE, kop, _join(verschil.titel, verschil.tekst), bij)
        yield Passage(Rubriek.UITKOMST, f"{kop}: waarover we het eens zijn", verschil.eens, bij)
        yield Passage(Rubriek.OPLOSSING, f"{kop}: hoe verder", verschil.verder, bij)
        for punt in verschil.standpunten:
            yield Passage(Rubriek.CITAAT, f"{kop}: standpunt", punt.standpunt, bij, punt.partnerschap)
            minder = punt.minderheidsstandpunt
            yield Passage(Rubriek.CITAAT, f"{kop}: minderheidsstandpunt", minder, bij, punt.partnerschap)


def _walk_issues(inhoud: Gespreksinhoud) -> Iterator[Passage]:
    for issue in (issue for issue in inhoud.issues if not issue.verwijderd):
        tekst = _join(issue.tekst, issue.waarom)
        yield Passage(Rubriek.VOORWAARDE, f"Landelijk issue {issue.nummer}", tekst, "Landelijke issues")


def _join(*delen: str) -> str:
    return "\n".join(deel.strip() for deel in delen if deel.strip())


_LEESWIJZER: tuple[Callable[[Gespreksinhoud], Iterator[Passage]], ...] = (
    _walk_gesprek,
    _walk_conclusies,
    _walk_groepsnotities,
    _walk_antwoorden,
    _walk_inbreng,
    _walk_peilingen,
    _walk_keuzes,
    _walk_verschillen,
    _walk_afspraken,
    _walk_acties,
    _walk_aanbevelingen,
    _walk_issues,
)
"""What goes out, in this order within a question."""

GEDEELD = frozenset(
    {"gesprek", "partnerschappen", "antwoorden", "conclusies", "inbreng", "groepsnotities"}
    | {"peilingen", "keuzemogelijkheden", "criteria", "verschillen", "afspraken", "acties", "aanbevelingen", "issues"}
)
"""Fields of the content of which something goes out."""

BLIJFT_BINNEN = frozenset({"geparkeerd", "niet_besproken", "groepen", "terugblik", "betrokkenen"})
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
    for betrokkenheid in inhoud.betrokkenen:
        # Mostly a description ('twee leraren extra') with perhaps a name in it.
        hoofdletters = (woord for woord in betrokkenheid.naam.split() if woord[0].isupper())
        yield Naambron(Naamsoort.ORGANISATIE, " ".join(hoofdletters))
    yield from (Naambron(Naamsoort.PERSOON, deelnemer.naam) for deelnemer in deelnemers)
    yield from (Naambron(Naamsoort.PERSOON, naam) for naam in namen)


def _name_organisatie(naam: str) -> Naambron:
    is_regio = naam.casefold().startswith(("onderwijsregio ", "regio "))
    return Naambron(Naamsoort.REGIO if is_regio else Naamsoort.ORGANISATIE, naam)
