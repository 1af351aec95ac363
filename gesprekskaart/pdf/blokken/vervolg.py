"""The way forward: the card's recommendations, the agreements and the actions."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import format_kort
from gesprekskaart.kaart import Aanbeveling, Fasenaam
from gesprekskaart.pdf.blokken.aandacht import make_issues, make_wie_nog
from gesprekskaart.pdf.elementen import Blokken
from gesprekskaart.pdf.letters import split_alineas
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Toetsinhoud, Verslag


def make_vervolg(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the sections of the chapter of the last stage."""
    return [
        *_make_aanbevelingen(zetter, verslag),
        zetter.paragraaf("Afspraken"),
        *_make_afspraken(zetter, verslag.inhoud.afspraken),
        *_make_acties(zetter, verslag.inhoud.acties),
        *make_issues(zetter, verslag.inhoud),
        *make_wie_nog(zetter, verslag.inhoud),
    ]


def _make_aanbevelingen(zetter: Zetter, verslag: Verslag) -> Blokken:
    kaart = verslag.inhoud.kaart
    if not kaart.aanbevelingen:
        return []
    toetsen = {toets.aanbeveling: toets for toets in verslag.inhoud.aanbevelingen}
    blokken: Blokken = [zetter.paragraaf("Aanbevelingen van de kaart")]
    if kaart.aanbevelingen_inleiding:
        blokken += zetter.tekst(kaart.aanbevelingen_inleiding, "inspring")
    for aanbeveling in kaart.aanbevelingen:
        blokken += _make_aanbeveling(zetter, aanbeveling, toetsen.get(aanbeveling.id))
    return blokken


def _make_aanbeveling(zetter: Zetter, aanbeveling: Aanbeveling, toets: Toetsinhoud | None) -> Blokken:
    kop = zetter.kop(aanbeveling.tekst, 3, f"vraag {Fasenaam.WAY_FORWARD}", label=aanbeveling.id)
    oordeel = vet(toets.oordeel) if toets and toets.oordeel else cursief("nog geen oordeel")
    blokken: Blokken = [kop, zetter.regel(oordeel, stijl="feit_inspring", label="Oordeel")]
    if toets:
        blokken += zetter.feiten({"Toelichting": toets.toelichting, "Wat doen we": toets.aanpak})
    return [zetter.samen(blokken)]


def _make_afspraken(zetter: Zetter, afspraken: tuple[Afspraakinhoud, ...]) -> Blokken:
    if not afspraken:
        return [zetter.regel("Er zijn geen afspraken vastgelegd.", stijl="stil_inspring")]
    return [blok for afspraak in afspraken for blok in _make_afspraak(zetter, afspraak)]


def _make_afspraak(zetter: Zetter, afspraak: Afspraakinhoud) -> Blokken:
    feiten = {
        "Functies": ", ".join(afspraak.functies),
        "Sectoren": ", ".join(afspraak.sectoren),
        "Bronnen": ", ".join(afspraak.bronnen),
        "Toelichting": afspraak.toelichting,
    }
    blokken: Blokken = [
        zetter.regel(vet(f"Afspraak {afspraak.nummer}"), SCHEIDING, afspraak.stand, stijl="afspraak"),
        *zetter.tekst(afspraak.tekst or "leeg: nog geen tekst", "inspring"),
    ]
    return [zetter.samen(blokken + zetter.feiten(feiten))]


_KOLOMMEN = (
    Kolom("Nr", 14),
    Kolom("Wat", 56),
    Kolom("Wie", 36),
    Kolom("Termijn", 20),
    Kolom("Stand", 15),
    Kolom("Afspraak", 19),
)


def _make_acties(zetter: Zetter, acties: tuple[Actieinhoud, ...]) -> Blokken:
    if not acties:
        return [zetter.paragraaf("Acties"), zetter.regel("Er zijn geen acties vastgelegd.", stijl="stil_inspring")]
    return zetter.paragraaf_met_tabel("Acties", _KOLOMMEN, [rij for actie in acties for rij in _make_rijen(actie)])


def _make_rijen(actie: Actieinhoud) -> Iterator[tuple[Cel, ...]]:
    eigenaar: Cel = [actie.eigenaar] if actie.eigenaar else [cursief("nog geen eigenaar")]
    termijn: Cel = [format_kort(actie.termijn)] if actie.termijn else [cursief("nog geen termijn")]
    teksten = list(split_alineas(actie.tekst or "leeg: nog geen tekst"))
    cellen: list[Cel] = [[tekst] for tekst in teksten]
    if actie.toelichting:
        cellen[-1] = [teksten[-1], cursief(f"\nToelichting: {actie.toelichting}")]
    yield [actie.nummer], cellen[0], eigenaar, termijn, [actie.stand], [actie.afspraak or ""]
    # A row cannot break over pages, so a long text goes on in rows below its own.
    for cel in cellen[1:]:
        yield [], cel, [], [], [], []
