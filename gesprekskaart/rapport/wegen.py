"""What was gathered and weighed: the harvest of the groups, the options, the polls, the differences of view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gesprekskaart.datum import format_datum
from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.kaart import Vraag
from gesprekskaart.keuze import ASPECTNAMEN, SCHAAL, Score
from gesprekskaart.pdf.blokken.groepen import Groepenboek
from gesprekskaart.pdf.blokken.herkomst import tell_dingen
from gesprekskaart.pdf.woorden import SCHEIDING, join_words, tell_deel, tell_peilingen, tell_stemmer
from gesprekskaart.peiling import BINDT_NIEMAND, count_uitslag
from gesprekskaart.rapport.boom import (
    Blok,
    Cel,
    Kop,
    Paneel,
    Tabel,
    cursief,
    make_alinea,
    make_feiten,
    make_woorden,
    vet,
)
from gesprekskaart.verslag import Beoordelinginhoud, Inhoud, Keuzeinhoud, Peilinginhoud, Verschilinhoud, Verslag
from gesprekskaart.vorig import join_bronnen, list_standpunten_toen, name_toen


def walk_oogst(inhoud: Inhoud) -> Iterator[Blok]:
    """Make the harvest, a chapter: per theme which groups, what was left, and what all concluded together."""
    if not inhoud.groepen:
        return
    boek = Groepenboek(inhoud)
    conclusies = {conclusie.vraag: conclusie.conclusie for conclusie in inhoud.conclusies}
    kolommen = ("Thema", "Besproken door", "Niet besproken", "Gezamenlijke conclusie")
    rijen = tuple(_make_oogst(boek, vraag, conclusies.get(vraag.id, "")) for vraag in inhoud.kaart.vragen)
    yield Kop(1, "Oogst")
    yield Kop(2, "Per thema")
    yield Tabel("Oogst per thema", kolommen, rijen, (14, 34, 40, 72))


def _make_oogst(boek: Groepenboek, vraag: Vraag, conclusie: str) -> tuple[Cel, ...]:
    schreven, weg = boek.tell_besproken(vraag)
    return vraag.id, schreven or "geen groep", weg or "–", conclusie.strip() or "leeg"


def walk_keuzes(inhoud: Inhoud) -> Iterator[Blok]:
    """Make one chapter, or nothing where no options were weighed."""
    if not inhoud.keuzemogelijkheden:
        return
    titels = _list_titels(inhoud)
    yield Kop(1, "Keuzemogelijkheden")
    yield make_alinea(f"Schaal: {SCHAAL}. Niets is opgeteld. {BINDT_NIEMAND}")
    rijen = tuple(_walk_scores(inhoud, titels))
    if rijen:
        kolommen = ("Criterium", *(keuze.nummer for keuze in inhoud.keuzemogelijkheden))
        breedtes = (60, *(40 for _ in inhoud.keuzemogelijkheden))
        yield Tabel("Keuzemogelijkheden per criterium", kolommen, rijen, breedtes)
    for keuze in inhoud.keuzemogelijkheden:
        yield from _walk_keuze(inhoud, keuze, titels)


def _list_titels(inhoud: Inhoud) -> Mapping[str, str]:
    van_kaart = {criterium.id: criterium.titel for criterium in inhoud.kaart.criteria}
    return van_kaart | {eigen.id: eigen.titel for eigen in inhoud.criteria}


def _walk_scores(inhoud: Inhoud, titels: Mapping[str, str]) -> Iterator[tuple[Cel, ...]]:
    per_keuze = [{b.criterium: b for b in keuze.beoordelingen} for keuze in inhoud.keuzemogelijkheden]
    for criterium, titel in titels.items():
        deze = [van.get(criterium) for van in per_keuze]
        if any(b and b.score for b in deze):
            yield (titel, *(_tell_score(b.score if b else None) for b in deze))
        for functie in inhoud.kaart.functies:
            if any(b and functie in b.functies for b in deze):
                yield (f"{titel}: {functie}", *(_tell_score(b.functies.get(functie) if b else None) for b in deze))


def _tell_score(score: Score | None) -> str:
    return f"{score.teken} {score}" if score else "geen"


def _walk_keuze(inhoud: Inhoud, keuze: Keuzeinhoud, titels: Mapping[str, str]) -> Iterator[Blok]:
    yield Kop(2, keuze.titel, keuze.nummer)
    yield from make_feiten(
        (
            ("Besluit", keuze.besluit.uitkomst if keuze.besluit else "nog geen besluit"),
            ("Waarom", keuze.besluit.reden if keuze.besluit else ""),
            *tell_peilingen(inhoud, keuze),
            ("Wat het is", keuze.beschrijving),
            ("Rol van wat er nu staat", keuze.infrastructuur),
            ("Komt uit", join_bronnen(keuze.bronnen)),
            ("Leidt tot", ", ".join(f"afspraak {a.nummer}" for a in inhoud.afspraken if keuze.nummer in a.bronnen)),
        )
    )
    for b in keuze.beoordelingen:
        aspecten = [(naam, str(b.model_dump()[aspect])) for aspect, naam in ASPECTNAMEN.items()]
        if any(tekst for _, tekst in aspecten):
            yield make_alinea(vet(titels[b.criterium]), _tell_beoordeling(b))
            yield from make_feiten(aspecten)


def _tell_beoordeling(beoordeling: Beoordelinginhoud) -> str:
    return f"{SCHEIDING}{_tell_score(beoordeling.score)}" if beoordeling.score else ""


def walk_peilingen(verslag: Verslag) -> Iterator[Blok]:
    """Make one chapter of all polls, or nothing where none was held."""
    peilingen = verslag.inhoud.peilingen
    if not peilingen:
        return
    yield Kop(1, "Peilingen")
    yield make_alinea(f"{BINDT_NIEMAND} Een peiling laat zien hoe mensen er op dat moment in stonden.")
    herkomst = make_herkomst(verslag.inhoud.kaart, verslag.inhoud)
    for peiling in peilingen:
        yield from _walk_peiling(verslag, peiling)
        if gevolgen := tell_dingen(herkomst.list_gevolgen(peiling.nummer)):
            yield make_alinea(cursief("Leidde tot: "), gevolgen)


def _walk_peiling(verslag: Verslag, peiling: Peilinginhoud) -> Iterator[Blok]:
    uitslag = count_uitslag(peiling, peiling.stemmen)
    hoe = "anoniem" if peiling.anoniem else "op naam"
    yield Kop(2, peiling.stelling, peiling.nummer)
    yield from make_feiten(
        (
            ("Over", peiling.bron or ""),
            ("Gestemd", f"{uitslag.gestemd} van {uitslag.stemgerechtigd}, per {peiling.per}, {hoe}"),
            ("Vooraf gevraagd", peiling.gevraagd),
            ("Uitslag", uitslag.in_woorden if peiling.drempel else ""),
        )
    )
    rijen: list[tuple[Cel, ...]] = []
    for keuze, aantal in uitslag.verdeling:
        deel = tell_deel(aantal, uitslag.gestemd)
        wie = [tell_stemmer(verslag, stem) for stem in peiling.stemmen if stem.keuze == keuze]
        rijen.append((keuze, aantal, deel) if peiling.anoniem else (keuze, aantal, deel, "\n".join(wie)))
    kolommen = ("Keuze", "Stemmen", "Deel") if peiling.anoniem else ("Keuze", "Stemmen", "Deel", "Wie")
    breedtes = (60, 26, 18) if peiling.anoniem else (60, 26, 18, 56)
    yield Tabel(f"Uitslag van peiling {peiling.nummer}", kolommen, tuple(rijen), breedtes)
    yield from _walk_redenen(verslag, peiling)


def _walk_redenen(verslag: Verslag, peiling: Peilinginhoud) -> Iterator[Blok]:
    for keuze in peiling.keuzes:
        for stem in peiling.stemmen:
            if stem.keuze == keuze and stem.reden:
                wie = "" if peiling.anoniem else SCHEIDING + tell_stemmer(verslag, stem)
                yield make_alinea(cursief("Reden bij "), keuze, wie)
                yield from make_woorden(stem.reden)


def walk_verschillen(inhoud: Inhoud) -> Iterator[Blok]:
    """Make one chapter of all differences of view, or nothing where there is none."""
    if not inhoud.verschillen:
        return
    codes = [partnerschap.code for partnerschap in inhoud.partnerschappen]
    yield Kop(1, "Verschillen van inzicht")
    yield make_alinea("Waarover de partnerschappen het niet eens werden, in de eigen woorden van elk partnerschap.")
    for verschil in inhoud.verschillen:
        yield from _walk_verschil(inhoud, verschil, codes)


def _walk_verschil(inhoud: Inhoud, verschil: Verschilinhoud, codes: list[str]) -> Iterator[Blok]:
    yield Kop(2, verschil.titel, verschil.nummer)
    yield from make_woorden(verschil.tekst)
    for van in verschil.standpunten:
        yield from make_woorden(van.standpunt, van.partnerschap)
    schreven = {van.partnerschap for van in verschil.standpunten if van.standpunt}
    if zonder := [code for code in codes if code not in schreven]:
        yield make_alinea(cursief(f"Geen standpunt opgeschreven: {join_words(zonder)}"))
    if toen := list_standpunten_toen(inhoud.terugblik, verschil):
        yield make_alinea(name_toen(inhoud.terugblik))
        for code, tekst in toen:
            yield from make_woorden(tekst, code)
    yield from make_feiten(
        (
            ("Wel eens", verschil.eens),
            ("Hoe verder", verschil.verder),
            ("Wie", verschil.wie),
            ("Wanneer", format_datum(verschil.termijn) if verschil.termijn else ""),
            ("Komt uit", join_bronnen(verschil.bronnen)),
        )
    )
    for van in verschil.standpunten:
        if van.minderheidsstandpunt:
            yield Paneel(f"Minderheidsstandpunt van {van.partnerschap}", van.minderheidsstandpunt)
