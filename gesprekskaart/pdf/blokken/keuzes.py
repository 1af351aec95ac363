"""The options: how they compare, and of each what it is, how it was judged, how people stood and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gesprekskaart.kaart import Fasenaam
from gesprekskaart.keuze import ASPECTNAMEN, SCHAAL, Score
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.woorden import SCHEIDING, tell_peilingen
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.peiling import BINDT_NIEMAND
from gesprekskaart.tekst import TekstSoort
from gesprekskaart.verslag import Beoordelinginhoud, Inhoud, Keuzeinhoud
from gesprekskaart.vorig import join_bronnen

_KORT = 120
"""Characters of an aspect that fit in a column; with anything longer at an option it is told in paragraphs."""

_NAAST = 5
"""Options that fit beside each other; more go on in a next table."""

_BREED_MM = 160


def make_keuzes(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make one chapter, or nothing where no options were weighed."""
    if not inhoud.keuzemogelijkheden:
        return []
    blokken: Blokken = [
        zetter.hoofdstukruimte(),
        zetter.hoofdstuk("Keuzemogelijkheden"),
        zetter.regel(f"Schaal: {SCHAAL}. Niets is opgeteld. ", BINDT_NIEMAND, stijl="inspring"),
        *_make_overzicht(zetter, inhoud),
    ]
    titels = _list_titels(inhoud)
    for keuze in inhoud.keuzemogelijkheden:
        blokken += _make_keuze(zetter, inhoud, keuze, titels)
    return blokken


def _list_titels(inhoud: Inhoud) -> Mapping[str, str]:
    van_kaart = {criterium.id: criterium.titel for criterium in inhoud.kaart.criteria}
    return van_kaart | {eigen.id: eigen.titel for eigen in inhoud.criteria}


def _make_overzicht(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Scores beside each other: option by criterium, and by function where those were scored."""
    blokken: Blokken = []
    keuzes = inhoud.keuzemogelijkheden
    for begin in range(0, len(keuzes), _NAAST):
        deze = keuzes[begin : begin + _NAAST]
        rijen = [*_make_scorerijen(inhoud, deze)]
        if rijen:
            breedte = (_BREED_MM - 60) / len(deze)
            kolommen = (Kolom("Criterium", 60), *(Kolom(keuze.nummer, breedte) for keuze in deze))
            blokken.append(zetter.tabel(kolommen, rijen, rijkop=True))
    return blokken


def _make_scorerijen(inhoud: Inhoud, keuzes: tuple[Keuzeinhoud, ...]) -> Iterator[tuple[Cel, ...]]:
    per_criterium = [{b.criterium: b for b in keuze.beoordelingen} for keuze in keuzes]
    for criterium, titel in _list_titels(inhoud).items():
        deze = [van.get(criterium) for van in per_criterium]
        if any(b and b.score for b in deze):
            yield ([vet(titel)], *(_tell_score(b.score if b else None) for b in deze))
        for functie in inhoud.kaart.functies:
            if any(b and functie in b.functies for b in deze):
                yield ([cursief(functie)], *(_tell_score(b.functies.get(functie) if b else None) for b in deze))


def _tell_score(score: Score | None) -> Cel:
    return [vet(score.teken), f" {score}"] if score else [cursief("geen")]


def _make_keuze(zetter: Zetter, inhoud: Inhoud, keuze: Keuzeinhoud, titels: Mapping[str, str]) -> Blokken:
    besluit = [vet(keuze.besluit.uitkomst)] if keuze.besluit else [cursief("nog geen besluit")]
    return [
        zetter.kop(keuze.titel, 2, f"vraag {Fasenaam.OPTIONS}", label=keuze.nummer),
        zetter.regel(*besluit, stijl="feit_inspring", label="Besluit"),
        *zetter.feiten(
            {
                "Waarom": keuze.besluit.reden if keuze.besluit else "",
                **dict(tell_peilingen(inhoud, keuze)),
                "Wat het is": keuze.beschrijving,
                "Rol van wat er nu staat": keuze.infrastructuur,
                "Komt uit": join_bronnen(keuze.bronnen),
                "Leidt tot": ", ".join(f"afspraak {a.nummer}" for a in inhoud.afspraken if keuze.nummer in a.bronnen),
            }
        ),
        *_make_beoordelingen(zetter, keuze, titels),
    ]


_KOLOMMEN = (Kolom("Criterium", 32), *(Kolom(naam, 32) for naam in ASPECTNAMEN.values()))


def _make_beoordelingen(zetter: Zetter, keuze: Keuzeinhoud, titels: Mapping[str, str]) -> Blokken:
    if all(len(find_aspect(b, aspect)) <= _KORT for b in keuze.beoordelingen for aspect in ASPECTNAMEN):
        met_tekst = [b for b in keuze.beoordelingen if any(find_aspect(b, aspect) for aspect in ASPECTNAMEN)]
        rijen: list[tuple[Cel, ...]] = [
            ([vet(titels[b.criterium])], *([find_aspect(b, a)] for a in ASPECTNAMEN)) for b in met_tekst
        ]
        return [zetter.tabel(_KOLOMMEN, rijen, rijkop=True)] if rijen else []
    blokken: Blokken = []
    for b in keuze.beoordelingen:
        score: Cel = [SCHEIDING, b.score.teken, f" {b.score}"] if b.score else []
        blokken.append(zetter.regel(vet(titels[b.criterium]), *score, stijl="wie"))
        blokken += zetter.feiten({naam: find_aspect(b, aspect) for aspect, naam in ASPECTNAMEN.items()})
    return blokken


def find_aspect(beoordeling: Beoordelinginhoud, aspect: TekstSoort) -> str:
    """What was written of one aspect."""
    return {
        TekstSoort.KANSEN: beoordeling.kansen,
        TekstSoort.RISICOS: beoordeling.risicos,
        TekstSoort.CONSEQUENTIES: beoordeling.consequenties,
        TekstSoort.NODIG: beoordeling.nodig,
    }[aspect]
