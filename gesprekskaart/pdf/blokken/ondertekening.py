"""What the partnerships say of this report, and where they sign."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.datum import NEDERLAND, format_datum, format_moment
from gesprekskaart.pdf.elementen import Blok, Blokken, Rol
from gesprekskaart.pdf.woorden import group_vingerafdruk, tell_functie, tell_gever
from gesprekskaart.pdf.zetter import Zetter, cursief, vet
from gesprekskaart.sessie import Partnerschap
from gesprekskaart.verslag import Reactie, ReactieSoort, Versie, Verslag

BETEKENIS = (
    "Een ondertekening is een akkoord op het verslag: het geeft goed weer wat er is gezegd en afgesproken. "
    "Besturen beslissen. Wie tekent onder voorbehoud, legt het verslag nog voor aan het eigen bestuur."
)


_CONCEPT = "Dit is een concept. Reageren en ondertekenen kan zodra het verslag is bevroren als versie."
_NIEMAND = "Er doet geen partnerschap mee dat kan reageren."

_HARDE_SPATIE = "\u00a0"
_KEUZES = f"{_HARDE_SPATIE * 2} ".join(_HARDE_SPATIE.join(["☐", *soort.split()]) for soort in ReactieSoort)


def make_ondertekening(zetter: Zetter, verslag: Verslag) -> Blokken:
    """Make the chapter of reactions and sign-off; a draft has nothing to sign yet."""
    blokken: Blokken = [zetter.hoofdstukruimte(), zetter.hoofdstuk("Reacties en ondertekening")]
    if _has_reacties(verslag):
        blokken += [zetter.paragraaf("Reacties"), *_make_reacties(zetter, verslag)]
    if verslag.versie is None:
        return [*blokken, zetter.regel(_CONCEPT, stijl="stil_inspring")]
    return [*blokken, *_make_vakken(zetter, verslag.versie), *_make_zegel(zetter, verslag)]


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
    return [zetter.paragraaf("Dit bestand controleren"), zetter.regel(uitleg)]


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
    geldend = verslag.versie.geldende_reacties if verslag.versie else {}
    blokken: Blokken = []
    for partnerschap in verslag.inhoud.partnerschappen:
        blokken.append(zetter.regel(vet(partnerschap.naam), stijl="naam", label=partnerschap.code, rol=rol))
        blokken += _make_reactie(zetter, geldend.get(partnerschap.code), verslag.versie)
        blokken += _make_eerdere(zetter, partnerschap, verslag.eerdere)
    return blokken


def _make_reactie(zetter: Zetter, reactie: Reactie | None, versie: Versie | None) -> Blokken:
    if versie is None:
        return []
    if reactie is None:
        return [zetter.regel(cursief("nog geen reactie"), f" op versie {versie.nummer}", stijl="inspring")]
    return [*_tell_reactie(zetter, reactie, "inspring"), *_tell_toelichting(zetter, reactie, "inspring")]


def _make_eerdere(zetter: Zetter, partnerschap: Partnerschap, eerdere: tuple[Versie, ...]) -> Iterator[Blok]:
    for versie in eerdere:
        reactie = versie.geldende_reacties.get(partnerschap.code)
        if reactie:
            kop = f"Gegeven op versie {versie.nummer}: "
            yield zetter.regel(kop, vet(reactie.soort), f"; {_tell_door(reactie)}", stijl="stil_inspring")
            yield from _tell_toelichting(zetter, reactie, "stil_inspring")


def _tell_reactie(zetter: Zetter, reactie: Reactie, stijl: str) -> Blokken:
    return [zetter.regel(vet(reactie.soort), f"; {_tell_door(reactie)}", stijl=stijl)]


def _tell_toelichting(zetter: Zetter, reactie: Reactie, stijl: str) -> Blokken:
    return zetter.tekst(f"Toelichting: {reactie.toelichting}", stijl) if reactie.toelichting.strip() else []


def _tell_door(reactie: Reactie) -> str:
    return ", ".join(deel for deel in (tell_gever(reactie), format_datum(reactie.op.astimezone(NEDERLAND))) if deel)


def _make_vakken(zetter: Zetter, versie: Versie) -> Blokken:
    if not versie.inhoud.partnerschappen:
        return []
    blokken: Blokken = [
        zetter.bladzijde(),
        zetter.paragraaf("Ondertekening"),
        zetter.regel(f"{BETEKENIS} {versie.inhoud.gesprek.zwijgregel}", stijl="inspring"),
    ]
    if versie.termijn:
        blokken.append(zetter.regel(format_moment(versie.termijn), stijl="feit_inspring", label="Reageren tot"))
    blokken.append(zetter.regel(group_vingerafdruk(versie.vingerafdruk), stijl="feit_inspring", label="Vingerafdruk"))
    return blokken + [_make_vak(zetter, partnerschap, versie) for partnerschap in versie.inhoud.partnerschappen]


def _make_vak(zetter: Zetter, partnerschap: Partnerschap, versie: Versie) -> Blok:
    reactie = versie.geldende_reacties.get(partnerschap.code)
    soort = f"{reactie.soort}, {format_datum(reactie.op.astimezone(NEDERLAND))}" if reactie else _KEUZES
    regels = {
        "Naam": reactie.naam if reactie else "",
        "Functie en mandaat": tell_functie(reactie) if reactie else "",
        "Plaats en datum": "",
        "Handtekening": "",
    }
    vak: Blokken = [
        zetter.regel(partnerschap.naam, stijl="vak_naam", label=partnerschap.code, rol=Rol.H3),
        zetter.regel(soort, stijl="feit_inspring", label="Reactie"),
    ]
    for label, waarde in regels.items():
        if label == "Handtekening":
            vak.append(zetter.wit(3.5))
        vak.append(zetter.regel(waarde or _HARDE_SPATIE, stijl="schrijflijn", label=label))
    return zetter.samen([*vak, zetter.wit(1)])
