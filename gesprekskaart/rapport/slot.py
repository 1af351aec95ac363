"""The end of the report: what the partnerships say of it, and where its words come from."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import format_moment
from gesprekskaart.pdf.blokken.gesprek import tell_wie
from gesprekskaart.pdf.blokken.ondertekening import BETEKENIS, GELDEND, MEEST, tell_zwijgen
from gesprekskaart.pdf.blokken.verantwoording import (
    AANVULLING,
    GEEN_VINGERAFDRUK,
    LEESWIJZER,
    VINGERAFDRUK,
    VRAGEN,
)
from gesprekskaart.pdf.woorden import (
    group_vingerafdruk,
    tell_door,
    tell_stilte,
    tell_voorbehoud,
    tell_waarom,
    tell_zwijgers,
)
from gesprekskaart.rapport.boom import Blok, Kop, cursief, make_alinea, make_feiten, make_woorden, vet
from gesprekskaart.sessie import Sessierol
from gesprekskaart.verslag import Reactie, Versie, Verslag

_CONCEPT = "Dit is een concept. Reageren en ondertekenen kan zodra het verslag is bevroren als versie."


def walk_ondertekening(verslag: Verslag) -> Iterator[Blok]:
    """Make the chapter of reactions; who signs does so on the page for it, not in a file that can be changed."""
    versie = verslag.versie
    yield Kop(1, "Reacties en ondertekening")
    if verslag.inhoud.partnerschappen and (versie or any(eerdere.reacties for eerdere in verslag.eerdere)):
        yield Kop(2, "Reacties")
        yield from _walk_reacties(verslag)
    if versie is None:
        yield make_alinea(_CONCEPT)
        return
    yield Kop(2, "Ondertekening")
    yield make_alinea(f"{BETEKENIS} {versie.tell_zwijgregel(verslag.vastgesteld_op)}")
    termijn = format_moment(versie.termijn) if versie.termijn and not verslag.definitief else ""
    yield from make_feiten((("Reageren tot", termijn), ("Vingerafdruk", group_vingerafdruk(versie.vingerafdruk))))


def _walk_reacties(verslag: Verslag) -> Iterator[Blok]:
    versie = verslag.versie
    if zwijgregel := tell_zwijgen(verslag):
        yield make_alinea(zwijgregel)
    for partnerschap in verslag.inhoud.partnerschappen:
        yield Kop(3, partnerschap.naam, partnerschap.code)
        if versie:
            yield from _walk_van_versie(partnerschap.code, versie, verslag)
        for eerdere in verslag.eerdere:
            for toen in eerdere.laatste_van(partnerschap.code):
                yield from _walk_reactie(f"Gegeven op versie {eerdere.nummer}: ", toen)


def _walk_van_versie(code: str, versie: Versie, verslag: Verslag) -> Iterator[Blok]:
    reacties = versie.laatste_van(code)
    if not reacties:
        yield make_alinea(cursief(tell_stilte(verslag)), f" op versie {versie.nummer}")
    if len(reacties) > 1:
        yield make_alinea(GELDEND, vet(versie.geldende_reacties[code].soort), MEEST)
    for reactie in reacties:
        yield from _walk_reactie("", reactie)
    if zwijgers := tell_zwijgers(verslag, code):
        yield make_alinea(cursief(zwijgers))


def _walk_reactie(kop: str, reactie: Reactie) -> Iterator[Blok]:
    yield make_alinea(kop, vet(reactie.soort), f"{tell_voorbehoud(reactie)}; {tell_door(reactie)}")
    yield from make_woorden(tell_waarom(reactie))


def walk_verantwoording(verslag: Verslag) -> Iterator[Blok]:
    """Make the last chapter."""
    kaart, versie = verslag.inhoud.kaart, verslag.versie
    door = f", door {versie.bevroren_door}" if versie and versie.bevroren_door else ""
    afdruk = f"{group_vingerafdruk(versie.vingerafdruk)}\n\n{VINGERAFDRUK}" if versie else GEEN_VINGERAFDRUK
    yield Kop(1, "Verantwoording")
    yield from make_feiten(
        (
            ("Geleid door", tell_wie(verslag, Sessierol.FACILITATOR)),
            ("Verslag door", tell_wie(verslag, Sessierol.VERSLAGLEGGER)),
            ("Kaart", f"{kaart.titel}, versie {kaart.versie}. {VRAGEN}"),
            ("Bron van de kaart", kaart.bron),
            ("Aanvulling", AANVULLING),
            ("Hoe te lezen", LEESWIJZER),
            ("Vingerafdruk", afdruk),
            ("Gemaakt op", format_moment(verslag.gemaakt_op) + door),
        )
    )
