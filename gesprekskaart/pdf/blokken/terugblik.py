"""What a follow-up looks back on: what was agreed last time, and what came of it."""

from __future__ import annotations

from gesprekskaart.datum import format_datum, format_kort
from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.woorden import SCHEIDING
from gesprekskaart.pdf.zetter import Zetter, vet
from gesprekskaart.verslag import Actieterug, Afspraakterug, Inhoud

ANTWOORDEN_TOEN = "Wat er toen bij elke vraag is geantwoord, staat in het verslag van dat gesprek."


def make_terugblik(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make a chapter, in a follow-up: each afspraak with the actions that carry it out."""
    terug = inhoud.terugblik
    if terug is None:
        return []
    wanneer = f" van {format_datum(terug.datum)}" if terug.datum else ""
    blokken: Blokken = [
        zetter.hoofdstukruimte(),
        zetter.hoofdstuk("Terugblik"),
        zetter.regel(f"Wat spraken we af in ‘{terug.titel}’{wanneer}, en wat is ervan terechtgekomen?"),
        zetter.regel(ANTWOORDEN_TOEN, stijl="stil_inspring"),
    ]
    bekend = {afspraak.nummer for afspraak in terug.afspraken}
    for afspraak in terug.afspraken:
        blokken += _make_afspraak(zetter, inhoud, afspraak)
        for actie in terug.acties:
            if actie.afspraak == afspraak.nummer:
                blokken += _make_actie(zetter, inhoud, actie)
    los = [actie for actie in terug.acties if actie.afspraak not in bekend]
    if los:
        blokken += [zetter.paragraaf("Acties die bij geen afspraak horen")]
    return blokken + [blok for actie in los for blok in _make_actie(zetter, inhoud, actie)]


def _compare(toen: str, nu: str) -> str:
    return f"toen en nu {nu}" if toen == nu else f"toen {toen}, nu {nu}"


def _make_afspraak(zetter: Zetter, inhoud: Inhoud, terug: Afspraakterug) -> Blokken:
    nu = next((a.stand for a in inhoud.afspraken if a.nummer == terug.nummer), terug.stand)
    blokken: Blokken = [
        zetter.regel(
            vet(f"Afspraak {terug.nummer}"), SCHEIDING, _compare(terug.stand, nu), stijl="afspraak", rol=Rol.H2
        ),
        *zetter.tekst(terug.tekst or "leeg: nog geen tekst", "inspring"),
    ]
    return [zetter.samen(blokken + zetter.feiten({"Uitkomst": terug.uitkomst}))]


def _make_actie(zetter: Zetter, inhoud: Inhoud, terug: Actieterug) -> Blokken:
    nu = next((a.stand for a in inhoud.acties if a.nummer == terug.nummer), terug.stand)
    feiten = {
        "Wie": terug.eigenaar,
        "Termijn": format_kort(terug.termijn) if terug.termijn else "",
        "Uitkomst": terug.uitkomst,
    }
    blokken: Blokken = [
        zetter.regel(vet(f"Actie {terug.nummer}"), SCHEIDING, _compare(terug.stand, nu), stijl="afspraak", rol=Rol.H3),
        *zetter.tekst(terug.tekst or "leeg: nog geen tekst", "inspring"),
    ]
    return [zetter.samen(blokken + zetter.feiten(feiten))]
