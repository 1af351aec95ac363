"""The polls that were closed: what was asked, what support was asked for, how the votes fell and why."""

from __future__ import annotations

from gesprekskaart.herkomst import make_herkomst
from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.blokken.herkomst import make_leidde_tot
from gesprekskaart.pdf.elementen import Blok, Blokken, Staaf, Staafbeeld, Vulling
from gesprekskaart.pdf.woorden import SCHEIDING, tell_deel, tell_stemmer
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.peiling import BINDT_NIEMAND, Peilingsoort, Steun, Uitslag, count_uitslag, tell_verdeling
from gesprekskaart.verslag import Peilinginhoud, Verslag

_VULLINGEN = {
    Steun.VOLLEDIG_EENS: Vulling.VOL,
    Steun.MET_KANTTEKENING: Vulling.LICHT,
    Steun.NEUTRAAL: Vulling.LEEG,
    Steun.TWIJFEL: Vulling.GEARCEERD,
    Steun.BEZWAAR: Vulling.DICHT_GEARCEERD,
    Steun.ONTHOUDING: Vulling.GESTIPPELD,
}
_KORT = 40
"""Characters of an answer beside its bar; the whole answer stands in the table."""
_KORTE_REDEN = 120
"""Characters of a reason that stands on the line of whoever gave it."""
_RUIM = "\u00a0\u00a0 "


def make_peilingen(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make one chapter of all polls, or nothing where none was held."""
    peilingen = verslag.inhoud.peilingen
    if not peilingen:
        return []
    kop: Blokken = [
        zetter.hoofdstuk("Peilingen"),
        zetter.regel(BINDT_NIEMAND, " Een peiling laat zien hoe mensen er op dat moment in stonden.", stijl="inspring"),
    ]
    herkomst = make_herkomst(verslag.inhoud.kaart, verslag.inhoud)
    blokken: Blokken = []
    for peiling in peilingen:
        blokken += [
            *_make_peiling(zetter, verslag, peiling, [] if blokken else kop),
            *make_leidde_tot(zetter, herkomst, peiling.nummer),
        ]
    return blokken


def _make_peiling(zetter: Zetter, verslag: Verslag, peiling: Peilinginhoud, eerst: Blokken) -> Blokken:
    uitslag = count_uitslag(peiling, peiling.stemmen)
    feiten = {
        "Over": peiling.bron or "",
        "Gestemd": f"{uitslag.gestemd} van {uitslag.stemgerechtigd}, per {peiling.per}, "
        + ("anoniem" if peiling.anoniem else "op naam"),
        "Vooraf gevraagd": peiling.gevraagd,
        "Uitslag": uitslag.in_woorden if peiling.drempel else "",
    }
    kop = zetter.kop(peiling.stelling, 2, f"vraag {Fasenaam.OPTIONS}", label=peiling.nummer)
    return [
        zetter.samen([*eerst, kop, *zetter.feiten(feiten), _make_beeld(zetter, peiling, uitslag)]),
        _make_tabel(zetter, verslag, peiling, uitslag),
        *_make_redenen(zetter, verslag, peiling),
    ]


def _make_beeld(zetter: Zetter, peiling: Peilinginhoud, uitslag: Uitslag) -> Staafbeeld:
    staven = [
        Staaf(
            label=zetter.regel(keuze if len(keuze) <= _KORT else f"{keuze[: _KORT - 1]}…", stijl="cel"),
            getal=zetter.regel(vet(str(aantal)), stijl="cel"),
            aantal=aantal,
            vulling=_VULLINGEN[Steun(keuze)] if peiling.soort is Peilingsoort.GRADIENT else Vulling.VOL,
        )
        for keuze, aantal in uitslag.verdeling
    ]
    return Staafbeeld(staven, zetter.hide(f"Staafdiagram van peiling {peiling.nummer}: {tell_verdeling(uitslag)}."))


_KEUZE, _STEMMEN, _DEEL = Kolom("Keuze", 60), Kolom("Stemmen", 22), Kolom("Deel", 18)
_WIE = Kolom("Wie", 60)


def _make_tabel(zetter: Zetter, verslag: Verslag, peiling: Peilinginhoud, uitslag: Uitslag) -> Blok:
    rijen: list[tuple[Cel, ...]] = []
    for keuze, aantal in uitslag.verdeling:
        deel = tell_deel(aantal, uitslag.gestemd)
        rij: tuple[Cel, ...] = ([keuze], [str(aantal)], [deel])
        if not peiling.anoniem:
            wie = [tell_stemmer(verslag, stem) for stem in peiling.stemmen if stem.keuze == keuze]
            rij = (*rij, ["\n".join(wie)])
        rijen.append(rij)
    kolommen = (_KEUZE, _STEMMEN, _DEEL) if peiling.anoniem else (_KEUZE, _STEMMEN, _DEEL, _WIE)
    return zetter.tabel(kolommen, rijen, rijkop=True)


def _make_redenen(zetter: Zetter, verslag: Verslag, peiling: Peilinginhoud) -> Blokken:
    met_reden = [stem for stem in peiling.stemmen if stem.reden]
    blokken: Blokken = []
    for keuze in peiling.keuzes:
        for stem in met_reden:
            if stem.keuze == keuze:
                wie = [] if peiling.anoniem else [SCHEIDING, tell_stemmer(verslag, stem)]
                bij: Cel = [cursief("Reden bij "), cursief(keuze), *wie]
                if len(stem.reden) <= _KORTE_REDEN:
                    blokken.append(zetter.regel(*bij, f"{_RUIM}{stem.reden}", stijl="reden"))
                else:
                    blokken += [zetter.regel(*bij, stijl="wie"), *zetter.tekst(stem.reden, "inspring")]
    return blokken
