"""What changed since the version before: per thing what it was and what it became, in words and marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.woorden import SCHEIDING, shorten
from gesprekskaart.pdf.zetter import Span, Zetter, cursief, vet
from gesprekskaart.verslag import Versie, Verslag
from gesprekskaart.wijzigingen import (
    Merk,
    Wijziging,
    Wijzigingsoort,
    Woorden,
    list_versiewijzigingen,
    tell_aantallen,
)

_LANG = 300
"""Characters of one run of words that are shown; all of it stands in the report itself."""
_OMGEVING = 60
"""Characters around a change, to know the sentence again."""
_MEEST = 1_500
"""Characters of one text: reportlab breaks lines in time quadratic in their length."""

_UITLEG = "Wat erbij kwam staat vet, wat verviel staat cursief. Gelijke stukken zijn ingekort tot …"


def make_wijzigingen(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the section of what changed: in the words of whoever froze it, and then thing by thing."""
    wijzigingen, versie = compare_vorige(verslag), verslag.versie
    if versie is None or not (versie.wijzigingen.strip() or wijzigingen):
        return []
    blokken: Blokken = [zetter.paragraaf(tell_sinds(versie)), *zetter.tekst(versie.wijzigingen, "inspring")]
    if wijzigingen:
        blokken.append(zetter.regel(f"{tell_aantallen(wijzigingen).capitalize()}. {_UITLEG}", stijl="stil_inspring"))
    for groep, deze in groupby(wijzigingen, lambda wijziging: wijziging.groep):
        blokken.append(zetter.regel(vet(groep), stijl="naam", rol=Rol.H3))
        blokken += [blok for wijziging in deze for blok in _make_wijziging(zetter, wijziging)]
    return blokken


def tell_sinds(versie: Versie) -> str:
    """'Wijzigingen ten opzichte van versie 1'."""
    return f"Wijzigingen ten opzichte van versie {versie.nummer - 1}"


def compare_vorige(verslag: Verslag) -> tuple[Wijziging, ...]:
    """What changed since the version before; nothing of a draft, or where there is none before."""
    if verslag.versie is None or not verslag.eerdere:
        return ()
    return list_versiewijzigingen(verslag.eerdere[-1], verslag.versie)


def _make_wijziging(zetter: Zetter, wijziging: Wijziging) -> Blokken:
    wat = zetter.regel(shorten(wijziging.titel, _LANG), SCHEIDING, cursief(str(wijziging.soort)), stijl="wie")
    if wijziging.soort is not Wijzigingsoort.GEWIJZIGD:
        return [
            wat,
            *zetter.feiten({str(wijziging.soort).capitalize(): shorten(wijziging.was or wijziging.wordt, _LANG)}),
        ]
    woorden = wijziging.woorden
    was = list(_show(woorden, Merk.WEG)) or [cursief("niets")]
    wordt = list(_show(woorden, Merk.ERBIJ)) or [cursief("niets")]
    return [
        wat,
        zetter.regel(*was, stijl="feit_inspring", label="Was"),
        zetter.regel(*wordt, stijl="feit_inspring", label="Wordt"),
    ]


def _show(woorden: Sequence[Woorden], merk: Merk) -> Iterator[str | Span]:
    """One side: what is the same cut short, what is of this side only marked."""
    lengte = 0
    for plek, stuk in enumerate(woorden):
        if stuk.merk is Merk.GELIJK:
            tekst = _cut_gelijk(stuk.tekst, eerst=plek == 0, laatst=plek == len(woorden) - 1)
            yield tekst
        elif stuk.merk is merk:
            voor, na = (" " if teken.isspace() else "" for teken in (stuk.tekst[:1], stuk.tekst[-1:]))
            tekst = f"{voor}{shorten(stuk.tekst, _LANG)}{na}"
            yield vet(tekst) if merk is Merk.ERBIJ else cursief(tekst)
        else:
            continue
        lengte += len(tekst)
        if lengte > _MEEST:
            yield "…"
            return


def _cut_gelijk(tekst: str, *, eerst: bool, laatst: bool) -> str:
    if len(tekst) <= 2 * _OMGEVING:
        return tekst
    na = "" if laatst else tekst[-_OMGEVING:].split(" ", 1)[-1]
    # What comes after a change keeps its space, or both would be printed as one word.
    return f"… {na}" if eerst else f"{tekst[:_OMGEVING].rsplit(' ', 1)[0]} … {na}"
