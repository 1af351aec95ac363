"""What somebody reads who reads one page: what was agreed, what is open, and who sees it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import format_kort
from gesprekskaart.rapport.boom import Blok, Kop, Lijst, Paneel, make_alinea
from gesprekskaart.verslag import Actieinhoud, Inhoud, ReactieSoort, Verslag
from gesprekskaart.vervolg import Afspraakstand

GEEN_AFSPRAKEN = "Er zijn geen afspraken vastgelegd."


def walk_samenvatting(verslag: Verslag) -> Iterator[Blok]:
    """Make the first chapter."""
    inhoud = verslag.inhoud
    yield Kop(1, "Samenvatting")
    yield Kop(2, "Wat we afspraken")
    afspraken = tuple(
        f"{a.nummer}: {a.tekst or 'leeg: nog geen tekst'} ({a.stand})"
        for a in inhoud.afspraken
        if a.stand is not Afspraakstand.VERVALLEN
    )
    yield Lijst(afspraken) if afspraken else make_alinea(GEEN_AFSPRAKEN)
    yield Kop(2, "Wat nog open is")
    punten = tuple(_walk_open(inhoud))
    yield Lijst(punten) if punten else make_alinea("Er staat niets open.")
    if panelen := tuple(_walk_minderheid(verslag)):
        yield Kop(2, "Wie het anders ziet")
        yield from panelen


def _walk_open(inhoud: Inhoud) -> Iterator[str]:
    for afspraak in inhoud.afspraken:
        if afspraak.wacht_op and afspraak.stand is not Afspraakstand.VERVALLEN:
            yield f"Afspraak {afspraak.nummer} wacht op instemming van {', '.join(afspraak.wacht_op)}."
    yield from (_tell_actie(actie) for actie in inhoud.acties if not actie.is_af)
    niet = [feit.sleutel for feit in inhoud.niet_besproken if feit.partnerschap is None and feit.groep is None]
    if niet:
        yield f"Niet besproken in dit gesprek: {', '.join(niet)}."
    if inhoud.geparkeerd:
        yield f"Geparkeerd om later op terug te komen: {', '.join(inhoud.geparkeerd)}."
    for verschil in inhoud.verschillen:
        yield f"Verschil van inzicht {verschil.nummer}: {verschil.titel}"


def _tell_actie(actie: Actieinhoud) -> str:
    wie = actie.eigenaar or "nog geen eigenaar"
    wanneer = format_kort(actie.termijn) if actie.termijn else "nog geen termijn"
    return f"Actie {actie.nummer}: {actie.tekst or 'leeg: nog geen tekst'} ({wie}; {wanneer})"


def _walk_minderheid(verslag: Verslag) -> Iterator[Blok]:
    for verschil in verslag.inhoud.verschillen:
        for van in verschil.standpunten:
            if van.minderheidsstandpunt:
                yield Paneel(
                    f"Minderheidsstandpunt van {van.partnerschap} bij {verschil.nummer}", van.minderheidsstandpunt
                )
    for code, reactie in (verslag.versie.geldende_reacties if verslag.versie else {}).items():
        if reactie.soort in (ReactieSoort.NIET_AKKOORD, ReactieSoort.MET_VOORBEHOUD):
            yield Paneel(f"{code}: {reactie.soort}", reactie.toelichting)
