"""What the partnerships say of this report, and where they sign."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import NEDERLAND, format_datum, format_moment
from gesprekskaart.pdf.elementen import Blok, Blokken, Rol
from gesprekskaart.pdf.woorden import (
    group_vingerafdruk,
    tell_door,
    tell_functie,
    tell_stilte,
    tell_voorbehoud,
    tell_waarom,
    tell_zwijgers,
)
from gesprekskaart.pdf.zetter import Zetter, cursief, vet
from gesprekskaart.sessie import Partnerschap
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie, Verslag

BETEKENIS = (
    "Een ondertekening is een akkoord op het verslag: het geeft goed weer wat er is gezegd en afgesproken. "
    "Besturen beslissen. Wie tekent onder voorbehoud, legt het verslag nog voor aan het eigen bestuur."
)

GELDEND, MEEST = "Voor het partnerschap geldt: ", ". Van wie reageerden telt de meest terughoudende reactie."
"""Around the reaction that counts, where several people reacted for one partnership."""

_CONCEPT = "Dit is een concept. Reageren en ondertekenen kan zodra het verslag is bevroren als versie."
_NIEMAND = "Er doet geen partnerschap mee dat kan reageren."

_HARDE_SPATIE = "\u00a0"
_GEEN_REACTIE = "geen reactie gegeven voordat het verslag is vastgesteld"
_KEUZES = f"{_HARDE_SPATIE * 2} ".join(_HARDE_SPATIE.join(["☐", *soort.split()]) for soort in ReactieSoort)


def make_ondertekening(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the chapter of reactions and sign-off; a draft has nothing to sign yet."""
    blokken: Blokken = [zetter.hoofdstukruimte(), zetter.hoofdstuk("Reacties en ondertekening")]
    if _has_reacties(verslag):
        blokken += [zetter.paragraaf("Reacties"), *_make_reacties(zetter, verslag)]
    if verslag.versie is None:
        return [*blokken, zetter.regel(_CONCEPT, stijl="stil_inspring")]
    return [
        *blokken,
        *_make_vakken(zetter, verslag, verslag.versie),
        *_make_zegel(zetter, verslag),
    ]


def _make_zegel(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Say that the file is sealed, and how anybody can check it."""
    if not verslag.zegel:
        return []
    waar = (
        verslag.controle or "de pagina ‘Verslag controleren’ (/gk/controle) van de Gesprekskaart waar het vandaan komt"
    )
    uitleg = (
        f"Dit bestand is na het vaststellen verzegeld ({verslag.zegel}). Of het echt is en ongewijzigd, en of er een "
        f"nieuwere versie is, kan iedereen zonder account nakijken op {waar}. Het zegel laat zien waar het bestand "
        "vandaan komt; het is geen handtekening van een persoon."
    )
    return [zetter.paragraaf("Dit bestand controleren"), zetter.regel(uitleg, stijl="inspring")]


def make_reacties(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the chapter of what the partnerships say, where nobody signs."""
    blokken: Blokken = [zetter.hoofdstukruimte(), zetter.hoofdstuk("Reacties")]
    if _has_reacties(verslag):
        return blokken + _make_reacties(zetter, verslag, rol=Rol.H2)
    return [*blokken, zetter.regel(_CONCEPT if verslag.versie is None else _NIEMAND, stijl="stil_inspring")]


def _has_reacties(verslag: Verslag) -> bool:
    gevraagd = verslag.versie or any(versie.reacties for versie in verslag.eerdere)
    return bool(verslag.inhoud.partnerschappen and gevraagd)


def _make_reacties(zetter: Zetter, verslag: Verslag, rol: Rol = Rol.H3) -> Blokken:
    versie = verslag.versie
    blokken: Blokken = []
    if zwijgregel := tell_zwijgen(verslag):
        blokken.append(zetter.regel(zwijgregel, stijl="inspring"))
    for partnerschap in verslag.inhoud.partnerschappen:
        blokken.append(zetter.regel(vet(partnerschap.naam), stijl="naam", label=partnerschap.code, rol=rol))
        if versie:
            blokken += _make_van_versie(zetter, partnerschap, versie, verslag)
        blokken += _make_eerdere(zetter, partnerschap, verslag.eerdere)
    return blokken


def tell_zwijgen(verslag: Verslag) -> str:
    """What no reaction means, as long as somebody's is missing."""
    versie = verslag.versie
    if versie is None or versie.is_compleet:
        return ""
    return versie.tell_zwijgregel(verslag.vastgesteld_op)


def _make_van_versie(zetter: Zetter, partnerschap: Partnerschap, versie: Versie, verslag: Verslag) -> Iterator[Blok]:
    reacties = versie.laatste_van(partnerschap.code)
    if not reacties:
        yield zetter.regel(cursief(tell_stilte(verslag)), f" op versie {versie.nummer}", stijl="inspring")
    if len(reacties) > 1:
        yield zetter.regel(GELDEND, vet(versie.geldende_reacties[partnerschap.code].soort), MEEST, stijl="inspring")
    for reactie in reacties:
        yield from _tell_reactie(zetter, "", reactie, "inspring")
    if zwijgers := tell_zwijgers(verslag, partnerschap.code):
        yield zetter.regel(cursief(zwijgers), stijl="inspring")


def _make_eerdere(zetter: Zetter, partnerschap: Partnerschap, eerdere: tuple[Versie, ...]) -> Iterator[Blok]:
    for versie in eerdere:
        for reactie in versie.laatste_van(partnerschap.code):
            yield from _tell_reactie(zetter, f"Gegeven op versie {versie.nummer}: ", reactie, "stil_inspring")


def _tell_reactie(zetter: Zetter, kop: str, reactie: Reactie, stijl: str) -> Iterator[Blok]:
    yield zetter.regel(kop, vet(reactie.soort), f"{tell_voorbehoud(reactie)}; {tell_door(reactie)}", stijl=stijl)
    if waarom := tell_waarom(reactie):
        yield from zetter.tekst(waarom, stijl)


def _make_vakken(zetter: Zetter, verslag: Verslag, versie: Versie) -> Blokken:
    if not versie.inhoud.partnerschappen:
        return []
    blokken: Blokken = [
        zetter.bladzijde(),
        zetter.paragraaf("Ondertekening"),
        zetter.regel(f"{BETEKENIS} {versie.tell_zwijgregel(verslag.vastgesteld_op)}", stijl="inspring"),
    ]
    if versie.termijn and not verslag.definitief:
        blokken.append(zetter.regel(format_moment(versie.termijn), stijl="feit_inspring", label="Reageren tot"))
    blokken.append(zetter.regel(group_vingerafdruk(versie.vingerafdruk), stijl="feit_inspring", label="Vingerafdruk"))
    for partnerschap in versie.inhoud.partnerschappen:
        blokken += _make_vakken_van(zetter, partnerschap, versie, definitief=verslag.definitief)
    return blokken


def _make_vakken_van(zetter: Zetter, partnerschap: Partnerschap, versie: Versie, *, definitief: bool) -> Iterator[Blok]:
    """One for everybody who reacted for this partnership, each with their own reaction and room to sign."""
    kop = zetter.regel(partnerschap.naam, stijl="vak_naam", label=partnerschap.code, rol=Rol.H3)
    reacties = versie.laatste_van(partnerschap.code)
    if not reacties:
        stil = zetter.regel(_GEEN_REACTIE if definitief else _KEUZES, stijl="feit_inspring", label="Reactie")
        yield zetter.samen([kop, stil, *([] if definitief else _make_lijnen(zetter, "", "")), zetter.wit(1)])
    for plaats, reactie in enumerate(reacties):
        soort = f"{reactie.soort}{tell_voorbehoud(reactie)}, {format_datum(reactie.op.astimezone(NEDERLAND))}"
        vak: Blokken = [zetter.regel(soort, stijl="feit_inspring", label="Reactie")]
        vak += _make_lijnen(zetter, reactie.naam, tell_functie(reactie))
        # Of several on a page, each has to see which line is theirs.
        yield zetter.samen([*([] if plaats else [kop]), *vak, zetter.wit(4 if len(reacties) > 1 else 1)])


def _make_lijnen(zetter: Zetter, naam: str, functie: str) -> Blokken:
    return [
        *(
            zetter.regel(waarde or _HARDE_SPATIE, stijl="schrijflijn", label=label)
            for label, waarde in (("Naam", naam), ("Functie en mandaat", functie), ("Plaats en datum", ""))
        ),
        zetter.wit(3.5),
        zetter.regel(_HARDE_SPATIE, stijl="schrijflijn", label="Handtekening"),
    ]
