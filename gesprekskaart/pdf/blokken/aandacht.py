"""What asks for attention afterwards: differences of view, national issues, and who else is to be involved."""

from __future__ import annotations

from collections.abc import Iterator

from gesprekskaart.betrokkenheid import SOORTNAMEN, Wienogregel, list_wie_nog
from gesprekskaart.datum import format_datum, format_kort
from gesprekskaart.kaart import Fasenaam
from gesprekskaart.pdf.elementen import Blokken, Rol
from gesprekskaart.pdf.opmaak import PRIMAIR
from gesprekskaart.pdf.woorden import SCHEIDING, join_words
from gesprekskaart.pdf.zetter import Cel, Kolom, Zetter, cursief, vet
from gesprekskaart.verslag import Inhoud, Issueinhoud, Standpuntinhoud, Verschilinhoud
from gesprekskaart.vorig import join_bronnen, list_standpunten_toen, name_toen


def make_verschillen(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make one chapter of all differences of view, or nothing where there is none."""
    if not inhoud.verschillen:
        return []
    codes = [partnerschap.code for partnerschap in inhoud.partnerschappen]
    uitleg = "Waarover de partnerschappen het niet eens werden, in de eigen woorden van elk partnerschap."
    blokken: Blokken = [
        zetter.hoofdstukruimte(),
        zetter.hoofdstuk("Verschillen van inzicht"),
        zetter.regel(uitleg, stijl="stil_inspring"),
    ]
    return blokken + [
        blok for verschil in inhoud.verschillen for blok in _make_verschil(zetter, inhoud, verschil, codes)
    ]


def _make_verschil(zetter: Zetter, inhoud: Inhoud, verschil: Verschilinhoud, codes: list[str]) -> Blokken:
    blokken: Blokken = [zetter.kop(verschil.titel, 2, f"vraag {Fasenaam.OPTIONS}", label=verschil.nummer)]
    if verschil.tekst:
        blokken += zetter.tekst(verschil.tekst, "inspring")
    blokken += [blok for van in verschil.standpunten if van.standpunt for blok in _make_standpunt(zetter, van)]
    schreven = {van.partnerschap for van in verschil.standpunten if van.standpunt}
    if zonder := [code for code in codes if code not in schreven]:
        blokken.append(
            zetter.regel(cursief(f"Geen standpunt opgeschreven: {join_words(zonder)}"), stijl="stil_inspring")
        )
    if toen := list_standpunten_toen(inhoud.terugblik, verschil):
        blokken.append(zetter.regel(name_toen(inhoud.terugblik), stijl="stil_inspring"))
        blokken += [blok for code, tekst in toen for blok in zetter.tekst(tekst, "inspring", code)]
    feiten = {
        "Wel eens": verschil.eens,
        "Hoe verder": verschil.verder,
        "Wie": verschil.wie,
        "Wanneer": format_datum(verschil.termijn) if verschil.termijn else "",
        "Komt uit": join_bronnen(verschil.bronnen),
    }
    blokken += zetter.feiten(feiten)
    for van in verschil.standpunten:
        if van.minderheidsstandpunt:
            kop = zetter.regel(f"Minderheidsstandpunt van {van.partnerschap}", stijl="paneelkop", balk=PRIMAIR)
            blokken += [zetter.wit(2), kop, *zetter.tekst(van.minderheidsstandpunt, "paneel", balk=PRIMAIR)]
    return blokken


def _make_standpunt(zetter: Zetter, van: Standpuntinhoud) -> Blokken:
    return zetter.tekst(van.standpunt, "inspring", van.partnerschap)


def make_issues(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make the section of national issues, or nothing where there is none."""
    if not inhoud.issues:
        return []
    aantal = len(inhoud.partnerschappen)
    eerst: Blokken = [zetter.paragraaf("Landelijke issues")]
    blokken: Blokken = []
    for issue in inhoud.issues:
        # The heading stays with the first: it would otherwise be left alone at the foot of a page.
        blokken.append(zetter.samen([*eerst, *_make_issue(zetter, issue, aantal)]))
        eerst = []
    return blokken


def _make_issue(zetter: Zetter, issue: Issueinhoud, aantal: int) -> Blokken:
    feiten = {
        "Waarom landelijk": issue.waarom,
        "Gesteund door": f"{join_words(issue.steun)} ({len(issue.steun)} van {aantal})" if issue.steun else "",
        "Thema": issue.thema,
        "Komt uit": join_bronnen(issue.bronnen),
    }
    wie: Cel = [SCHEIDING, issue.voor_wie] if issue.voor_wie else [SCHEIDING, cursief("nog niet geadresseerd")]
    blokken: Blokken = [
        zetter.regel(vet(issue.nummer), *wie, stijl="afspraak", rol=Rol.H3),
        *zetter.tekst(issue.tekst or "leeg: nog geen tekst", "inspring"),
    ]
    return blokken + zetter.feiten(feiten)


_KOLOMMEN = (
    Kolom("Wie", 52),
    Kolom("Door wie", 38),
    Kolom("Wanneer", 22),
    Kolom("Wat vragen we", 26),
    Kolom("Stand", 22),
)


def make_wie_nog(zetter: Zetter, inhoud: Inhoud) -> Blokken:
    """Make the section of who else is to be involved, gaps included; nothing where there is nobody to think of."""
    codes = [partnerschap.code for partnerschap in inhoud.partnerschappen]
    regels = list_wie_nog(inhoud.kaart.betrokkenen, codes, inhoud.betrokkenen)
    if not regels:
        return []
    return zetter.paragraaf_met_tabel("Wie nog", _KOLOMMEN, list(_make_rijen(regels)), rijkop=True)


def _make_rijen(regels: tuple[Wienogregel, ...]) -> Iterator[tuple[Cel, ...]]:
    for regel in regels:
        soort = SOORTNAMEN[regel.soort]
        van = f"{soort}{SCHEIDING}{regel.partnerschap}" if regel.partnerschap else soort
        b = regel.betrokkenheid
        if b is None:
            yield [regel.naam, cursief(f"\n{van}")], [cursief("nog niet ingevuld")], [], [], []
            continue
        toelichting: Cel = [cursief(f"\n{b.toelichting}")] if b.toelichting else []
        yield (
            [vet(regel.naam), cursief(f"\n{van}"), *toelichting],
            [b.door] if b.door or b.is_rond else [cursief("nog niemand")],
            [format_kort(b.termijn)] if b.termijn else [] if b.is_rond else [cursief("nog niet bekend")],
            [b.aard] if b.aard else [],
            [b.stand],
        )
