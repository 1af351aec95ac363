"""The way forward: the card's recommendations, the agreements and the actions."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import format_kort
from gesprekskaart.herkomst import Herkomst, make_herkomst
from gesprekskaart.kaart import Aanbeveling, Fasenaam
from gesprekskaart.pdf.blokken.aandacht import make_issues, make_wie_nog
from gesprekskaart.pdf.blokken.herkomst import make_leidde_tot, make_sporen, tell_dingen
from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.letters import split_alineas
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.pdf.zetter import Cel, Kolom, Vervolgrij, Zetter, cursief, vet
from gesprekskaart.verslag import Actieinhoud, Afspraakinhoud, Toetsinhoud, Verslag
from gesprekskaart.vorig import join_bronnen

_PAST_SAMEN = 1_500
"""Characters of an agreement that surely fit on one page with all that is said of it."""


def make_vervolg(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the sections of the chapter of the last stage."""
    return [
        *_make_aanbevelingen(zetter, verslag),
        zetter.paragraaf("Afspraken"),
        *make_afspraken(zetter, verslag),
        *make_acties(zetter, verslag),
        *make_sporen(zetter, verslag.inhoud),
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
    herkomst = make_herkomst(kaart, verslag.inhoud)
    for aanbeveling in kaart.aanbevelingen:
        blokken += _make_aanbeveling(zetter, aanbeveling, toetsen.get(aanbeveling.id))
        blokken += make_leidde_tot(zetter, herkomst, aanbeveling.id)
    return blokken


def _make_aanbeveling(zetter: Zetter, aanbeveling: Aanbeveling, toets: Toetsinhoud | None) -> Blokken:
    kop = zetter.kop(aanbeveling.tekst, 3, f"vraag {Fasenaam.WAY_FORWARD}", label=aanbeveling.id)
    oordeel = vet(toets.oordeel) if toets and toets.oordeel else cursief("nog geen oordeel")
    blokken: Blokken = [kop, zetter.regel(oordeel, stijl="feit_inspring", label="Oordeel")]
    if toets:
        blokken += zetter.feiten({"Toelichting": toets.toelichting, "Wat doen we": toets.aanpak})
    return [zetter.samen(blokken)]


def make_afspraken(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make every agreement with all that is known of it, without a heading."""
    inhoud = verslag.inhoud
    if not inhoud.afspraken:
        return [zetter.regel("Er zijn geen afspraken vastgelegd.", stijl="stil_inspring")]
    herkomst = make_herkomst(inhoud.kaart, inhoud)
    return [blok for afspraak in inhoud.afspraken for blok in _make_afspraak(zetter, herkomst, afspraak)]


def _make_afspraak(zetter: Zetter, herkomst: Herkomst, afspraak: Afspraakinhoud) -> Blokken:
    feiten = {
        "Resultaat": afspraak.resultaat,
        "Zo meten we het": afspraak.meting,
        "Functies": ", ".join(afspraak.functies),
        "Sectoren": ", ".join(afspraak.sectoren),
        "Pijlers": ", ".join(afspraak.pijlers),
        "Instemming": "\n".join(instemming.in_woorden for instemming in afspraak.instemmingen),
        "Komt uit": tell_dingen(herkomst.list_bronnen(afspraak.nummer)),
        "Leidde tot": tell_dingen(herkomst.list_gevolgen(afspraak.nummer)),
        "Toelichting": afspraak.toelichting,
    }
    kop: Blokken = [
        zetter.regel(vet(f"Afspraak {afspraak.nummer}"), SCHEIDING, afspraak.stand, stijl="afspraak", rol=Rol.H3),
        *zetter.tekst(afspraak.tekst or "leeg: nog geen tekst", "inspring"),
    ]
    blokken = kop + zetter.feiten(feiten)
    # What is longer than a page cannot stay together on one, and would leave the heading before it behind.
    past = sum(map(len, (afspraak.tekst, *feiten.values()))) < _PAST_SAMEN
    return [zetter.samen(blokken)] if past else blokken


_KOLOMMEN = (
    Kolom("Nr", 11),
    Kolom("Wat", 49),
    Kolom("Wie", 42),
    Kolom("Termijn", 20),
    Kolom("Stand", 19),
    Kolom("Komt uit", 19),
)


def make_acties(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the section of the actions."""
    acties = verslag.inhoud.acties
    if not acties:
        return [zetter.paragraaf("Acties"), zetter.regel("Er zijn geen acties vastgelegd.", stijl="stil_inspring")]
    return zetter.paragraaf_met_tabel(
        "Acties", _KOLOMMEN, [rij for actie in acties for rij in _make_rijen(verslag, actie)], rijkop=True
    )


def _make_rijen(verslag: Verslag, actie: Actieinhoud) -> Iterator[tuple[Cel, ...]]:
    naam = verslag.namen.get(actie.deelnemer or 0, "")
    wie = ", ".join(deel for deel in (naam, actie.eigenaar) if deel)
    eigenaar: Cel = [wie] if wie else [cursief("nog geen eigenaar")]
    bij = join_bronnen((actie.afspraak, *actie.bronnen))
    termijn: Cel = [format_kort(actie.termijn)] if actie.termijn else [cursief("nog geen termijn")]
    teksten = list(split_alineas(actie.tekst or "leeg: nog geen tekst"))
    cellen: list[Cel] = [[tekst] for tekst in teksten]
    if actie.toelichting:
        cellen[-1] = [teksten[-1], cursief(f"\nToelichting: {actie.toelichting}")]
    yield [actie.nummer], cellen[0], eigenaar, termijn, [actie.stand], [bij]
    # A row that is taller than a page is slow to break, so a long text goes on in rows below its own.
    for cel in cellen[1:]:
        yield Vervolgrij(([], cel, [], [], [], []))
