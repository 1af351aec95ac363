"""The cover and the contents."""

from __future__ import annotations

from gesprekskaart.datum import format_moment
from gesprekskaart.pdf.elementen import Blokken, Kop, Rol
from gesprekskaart.pdf.woorden import SOORTEN, group_vingerafdruk, join_words, tell_stand, tell_waar, tell_wanneer
from gesprekskaart.pdf.zetter import Zetter, vet
from gesprekskaart.verslag import Verslag

_LANGE_TITEL = 70
"""Characters beyond which a title is set smaller, so that the rest of the cover stays on the cover."""

_REGELLENGTE, _REGELS = 60, 14
"""Characters that fit on a line of the cover, and lines for names of partnerships: how it stands has to fit as well."""


def make_omslag(zetter: Zetter, verslag: Verslag, soort: str = "Verslag van") -> Blokken:
    """Tell what it is, of when, of whom, and how it stands."""
    gesprek = verslag.inhoud.gesprek
    titelstijl = "omslag_titel" if len(gesprek.titel) <= _LANGE_TITEL else "omslag_titel_lang"
    return [
        *_make_merken(zetter, verslag),
        zetter.wit(36),
        zetter.regel(f"{soort} {SOORTEN[gesprek.soort]}", stijl="omslag_soort"),
        zetter.regel(gesprek.titel, stijl=titelstijl, rol=Rol.H1),
        zetter.regel(tell_wanneer(gesprek), stijl="omslag_regel"),
        *([zetter.regel(waar, stijl="omslag_regel")] if (waar := tell_waar(gesprek)) else []),
        zetter.wit(20),
        *_make_partijen(zetter, verslag),
        zetter.wit(6),
        *_make_stand(zetter, verslag),
        zetter.bladzijde(),
    ]


def _make_merken(zetter: Zetter, verslag: Verslag) -> Blokken:
    merken: Blokken = []
    if verslag.inhoud.gesprek.fictief:
        uitleg = " – personen, partnerschappen en regio’s in dit verslag bestaan niet."
        merken.append(zetter.regel(vet("Fictief voorbeeld"), uitleg, stijl="merk"))
    if verslag.versie is None:
        uitleg = " – dit verslag is nog niet bevroren en kan nog veranderen."
        merken.append(zetter.regel(vet("Concept"), uitleg, stijl="merk"))
    return merken


def _make_partijen(zetter: Zetter, verslag: Verslag) -> Blokken:
    inhoud, feiten = verslag.inhoud, Blokken()
    if regios := inhoud.gesprek.onderwijsregios:
        feiten += zetter.tekst(join_words(regios), "feit", "Onderwijsregio" if len(regios) == 1 else "Onderwijsregio’s")
    namen = [f"{partnerschap.naam} ({partnerschap.code})" for partnerschap in inhoud.partnerschappen]
    if sum(-(-len(naam) // _REGELLENGTE) for naam in namen) > _REGELS:
        codes = join_words([partnerschap.code for partnerschap in inhoud.partnerschappen])
        namen = [f"{codes}. De namen staan in het volledige verslag."]
    for plek, naam in enumerate(namen):
        feiten.append(zetter.regel(naam, stijl="feit", label="" if plek else "Partnerschappen"))
    feiten += zetter.tekst(f"{inhoud.kaart.titel}, versie {inhoud.kaart.versie}", "feit", "Kaart")
    return feiten


def _make_stand(zetter: Zetter, verslag: Verslag) -> Blokken:
    versie = verslag.versie
    feiten = [zetter.regel(vet(tell_stand(verslag)), stijl="feit", label="Stand")]
    if versie is None:
        return [*feiten, zetter.regel(format_moment(verslag.gemaakt_op), stijl="feit", label="Gemaakt op")]
    feiten.append(zetter.regel(format_moment(verslag.gemaakt_op), stijl="feit", label="Bevroren op"))
    if verslag.vastgesteld_op:
        feiten.append(zetter.regel(format_moment(verslag.vastgesteld_op), stijl="feit", label="Vastgesteld op"))
    if versie.termijn and not verslag.definitief:
        feiten.append(zetter.regel(format_moment(versie.termijn), stijl="feit", label="Reageren tot"))
    return [*feiten, zetter.regel(group_vingerafdruk(versie.vingerafdruk), stijl="feit", label="Vingerafdruk")]


def make_inhoudsopgave(zetter: Zetter, koppen: list[Kop]) -> Blokken:
    """List chapters and sections with their pages."""
    regels = [zetter.inhoudsregel(kop) for kop in koppen if kop.in_inhoud]
    return [zetter.regel("Inhoud", stijl="inhoudskop", rol=Rol.H1), *regels, zetter.bladzijde()]
